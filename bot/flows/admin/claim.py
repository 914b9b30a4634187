"""Taking a seat by its one-time link (`/start p_<code>`), and handing such links out in chat."""

from bot.callbacks import Press, encode
from bot.flows.around import me, of_me, place_words
from bot.flows.offers import Offers
from bot.incoming.turn import Turn
from bot.views.common import post_name, role_name
from bot.views.view import NOTHING, Button, View, esc, glue, rows
from casework.model import Post, Rank, Role
from casework.neighbourhood.people import consent
from casework.neighbourhood.rights import covers
from casework.refusals import LinkNotValid, NotYours
from locales.markup import Html

LINKS_SHOWN = 12
HANDS_OUT = frozenset({Role.ADMIN})


async def claim(turn: Turn, code: str) -> None:
    """Tie the person to the post. Raises LinkNotValid when the link is unknown or was used."""
    found = await turn.work.post_by_link(code)
    if found is None:
        raise LinkNotValid
    link, _ = found
    person = await consent(of_me(turn), turn.work)  # opening the link is a deliberate first contact
    post = await turn.work.claim_link(link, person, turn.at)
    tr = turn.tr
    lines: list[Html] = [
        tr.t("Welcome. You are now: {post}", post=post_name(post, tr)),
        tr.t("Where: {place}", place=esc(await _place(turn, post))) if post.area_id or post.estate_id else NOTHING,
        tr.t("When somebody needs you, I write to you here. /huoer shows your work, /board your area."),
    ]
    if post.role in HANDS_OUT:
        lines.append(tr.t("As administrator: /links gives out the links of free posts, /bind in a group ties it here."))
    board = Button(tr.t("My work"), encode("s_work"))
    turn.say(View(glue("\n", [line for line in lines if line]), rows(board)))


async def _place(turn: Turn, post: Post) -> str:
    if post.estate_id is not None:
        return (await turn.work.estate(post.estate_id)).name
    return await place_words(post.area_id, turn.work)


async def administered(turn: Turn) -> list[Post]:
    """The person's posts as administrator. Raises NotYours without one."""
    posts = [post for post in await turn.work.posts_of(me(turn).id) if post.role in HANDS_OUT]
    if not posts:
        raise NotYours(action=None)
    return posts


async def free_posts(turn: Turn) -> list[Post]:
    """Seats that nobody has taken, in the areas that the person administers."""
    mine = await administered(turn)
    found = []
    for post in await turn.work.vacant_posts():
        line = (await turn.work.area(post.area_id)).line if post.area_id is not None else ()
        everything = any(one.area_id is None and one.estate_id is None for one in mine)
        if everything or any(covers(one, line, post.estate_id) for one in mine) or post.area_id is None:
            found.append(post)
    return found


async def show_links(turn: Turn) -> None:
    """The free seats, each with a button that makes its link."""
    tr = turn.tr
    free = await free_posts(turn)
    if not free:
        turn.say(View(tr.t("Every post has somebody.")))
        return
    buttons = []
    for post in free[:LINKS_SHOWN]:
        deputy = tr.t(" (deputy)") if post.rank is Rank.DEPUTY else ""
        label = f"{await _place(turn, post)} {role_name(post.role, tr)}{deputy} {post.name}".strip()
        buttons.append(Button(label, encode("s_link", post.id)))
    text = tr.n("{n} post is free. For whom is the link?", "{n} posts are free. For whom is the link?", len(free))
    turn.say(View(text, rows(*buttons)))


async def make_link(turn: Turn, pressed: Press) -> None:
    """A one-time link for a seat, to be handed over by the administrator."""
    post = next((one for one in await free_posts(turn) if pressed.ids[:1] == (one.id,)), None)
    if post is None:
        raise LinkNotValid
    link = turn.work.make_link(post.id, turn.at)
    address = f"https://t.me/{turn.bot_username}?start=p_{link.code}"
    text = turn.tr.t(
        "For {post}. It works once; give it to this person alone:\n{link}",
        post=post_name(post, turn.tr),
        link=esc(address),
    )
    turn.say(View(text))


OFFERS = Offers(
    presses={
        "s_link": make_link,
    },
)
