"""Taking a seat by its one-time link (`/start p_<code>`), and handing such links out in chat."""

from bot.callbacks import Press, encode
from bot.flows.around import me, of_me, place_of_post
from bot.flows.menus import menu
from bot.flows.offers import Offers
from bot.incoming.parts import Parts
from bot.incoming.turn import FOR_A_PLACE, Turn
from bot.views import seats
from bot.views.common import clock_time, post_name, role_name
from bot.views.view import Button, View, esc, put, rows
from casework.data import read
from casework.model.conversation import Outcome
from casework.model.people import Post, Rank
from casework.neighbourhood.claiming import (
    LINK_LASTS,
    AnswerSeat,
    MakeLink,
    OpenLink,
    answer_seat,
    make_link,
    open_link,
    posts_under,
)
from casework.neighbourhood.people import SetLanguage, set_language
from casework.questions import Links
from casework.refusals import NotFound
from casework.whistle.calling import seat_changed
from locales.translator import DEFAULT_LANGUAGE, WHOLE, translator

LINKS_SHOWN = 12


async def claim(turn: Turn, code: str) -> None:
    """Tie the person to the post. Raises LinkNotValid when the link is unknown, used, void or too old."""
    opened = await open_link(OpenLink(by=me(turn).id, at=turn.at, code=code), turn.work)
    place = await place_of_post(opened.post, turn.work)
    if not opened.taken:
        turn.say(seats.asked_first(opened.post, place, turn.tr))
        return
    await seat_changed(opened.post, turn.at, turn.work)
    turn.end()
    if me(turn).language not in WHOLE:  # what staff read is not in the language that a resident may have
        await set_language(SetLanguage(by=me(turn).id, at=turn.at, language=DEFAULT_LANGUAGE), turn.work)
        turn.tr = translator(DEFAULT_LANGUAGE)
    turn.say(seats.welcome(opened.post, place, turn.tr))
    await menu(turn)


async def answered(turn: Turn, pressed: Press) -> None:
    """The present occupant or an administrator: hand it over, or not."""
    post_id, person_id = (*pressed.ids, 0, 0)[:2]
    before = (await turn.work.post(post_id)).person_id
    agreed = pressed.word == "yes"
    command = AnswerSeat(by=me(turn).id, at=turn.at, post_id=post_id, person_id=person_id, agreed=agreed)
    post = await answer_seat(command, turn.work)
    name = (await turn.work.person(person_id)).name
    turn.edit(seats.answered(post, name, turn.tr, agreed=agreed))
    if agreed:
        await seat_changed(post, turn.at, turn.work)
        for one in (before, person_id):
            await menu(turn, one)


# Links


async def show_links(turn: Turn, words: str = "") -> None:
    """The free posts, page by page, each with a button that makes its link; with `words` the posts that they name."""
    turn.say(await _links(turn, words.strip(), 0))


async def _links(turn: Turn, words: str, page: int) -> View:
    tr = turn.tr
    wanted = [one for one in await posts_under(of_me(turn), turn.work) if words or one.person_id is None]
    labelled = [(post, await _label(turn, post)) for post in wanted]
    found = [(post, label) for post, label in labelled if all(word in label for word in words.split())]
    asked = turn.ask("links", "words", lasts=FOR_A_PLACE, data=Links(words=words))  # what is written next names a post
    if not found:
        return View(tr.t("No post is called that.") if words else tr.t("Every post has somebody."))
    shown = found[page * LINKS_SHOWN : (page + 1) * LINKS_SHOWN]
    buttons = [Button(label, encode("s_link", post.id)) for post, label in shown]
    pages = [Button(tr.t("◀ Before"), encode("s_links", page - 1, asked.id))] if page else []
    if len(found) > (page + 1) * LINKS_SHOWN:
        pages.append(Button(tr.t("More ▶"), encode("s_links", page + 1, asked.id)))
    if words:
        text = tr.n("{n} post is called that.", "{n} posts are called that.", len(found))
    else:
        text = tr.n("{n} post is free. For whom is the link?", "{n} posts are free. For whom is the link?", len(found))
    if len(found) > LINKS_SHOWN:
        text = put("{}\n{}", text, tr.t("Or write me the place, the duty or the name."))
    return View(text, rows(*buttons, tuple(pages)))


async def _label(turn: Turn, post: Post) -> str:
    deputy = turn.tr.t(" (deputy)") if post.rank is Rank.DEPUTY else ""
    taken = " ✓" if post.person_id is not None else ""
    return f"{await place_of_post(post, turn.work)} {role_name(post.role, turn.tr)}{deputy} {post.name}".strip() + taken


async def page_of_links(turn: Turn, pressed: Press) -> None:
    """Another page, of the words for which this list was: others may have been looked for since."""
    page, question_id = (*pressed.ids, 0, 0)[:2]
    asked = await turn.work.question(question_id)
    if asked is None or asked.person_id != me(turn).id:
        turn.out_of_date()
        return
    turn.edit(await _links(turn, read(asked.data, Links).words, max(0, page)))


async def words_of_links(turn: Turn, got: Parts) -> None:
    """Which post, in words."""
    turn.became(Outcome.ANSWER)
    await show_links(turn, got.text)


async def link_pressed(turn: Turn, pressed: Press) -> None:
    """A one-time link for a seat, to be handed over by the administrator."""
    if not pressed.ids:
        raise NotFound
    post = await turn.work.post(pressed.ids[0])
    link = await make_link(MakeLink(by=me(turn).id, at=turn.at, post_id=post.id), turn.work)
    address = f"https://t.me/{turn.bot_username}?start=p_{link.code}"
    facts = {
        "post": post_name(post, turn.tr),
        "link": esc(address),
        "time": clock_time(link.made_at + LINK_LASTS, turn.at, turn.work.settings.zone, turn.tr),
    }
    text = turn.tr.t("For {post}. It works once, until {time}; give it to this person alone:\n{link}", **facts)
    if post.person_id is not None:
        text = put("{}\n{}", text, turn.tr.t("Somebody holds this post now, and is asked when the link is opened."))
    turn.say(View(text))


OFFERS = Offers(
    presses={
        "s_link": link_pressed,
        "s_links": page_of_links,
        "s_seat": answered,
    },
    steps={
        ("links", "words"): words_of_links,
    },
)
