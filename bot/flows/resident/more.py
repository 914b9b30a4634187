"""Find someone, and "more": how it works, language, moving, deleting one's data."""

import json

from bot.callbacks import Press
from bot.flows.around import line, me, of_me, place_of_post, place_words, root
from bot.flows.kept import taken
from bot.flows.menus import menu
from bot.flows.offers import Offers
from bot.flows.resident import registering, report, volunteering
from bot.flows.utilities import numbers_at
from bot.incoming.parts import Parts
from bot.incoming.turn import Delete, Turn
from bot.views import home
from bot.views.view import View
from casework import forgetting
from casework.duty import serves
from casework.issue.drafts import set_aside
from casework.model.people import Post, Role
from casework.neighbourhood import people
from casework.neighbourhood.people import SetLanguage
from casework.words.matters import tells_of_another
from casework.words.whose import whose_in
from locales.translator import LANGUAGES, WHOLE, translator

ON_THE_CARD = (
    Role.BUILDING_HEAD,
    Role.UNIT_HEAD,
    Role.GRID_HEAD,
    Role.PROPERTY_STEWARD,
    Role.COMMUNITY_MANAGER,
)
"""Whom the contact card names, in this order."""


async def only_asks(turn: Turn, pressed: Press) -> None:
    """It was a question: nothing is reported, and here is who knows."""
    await report.draft_drop(turn, pressed)
    await find_someone(turn)


async def find_someone(turn: Turn) -> None:
    """Who is responsible for my door; for whoever works here and lives elsewhere, who else serves there."""
    home_id = me(turn).home_id
    place = await place_words(home_id, turn.work) if home_id is not None else ""
    post = next(iter(await turn.work.posts_of(me(turn).id)), None) if home_id is None else None
    if post is not None:
        home_id, place = await _serves(post, turn), await place_of_post(post, turn.work)
    if home_id is None:
        top = await root(turn)
        turn.say(home.contacts([], None, "", await numbers_at(top.id if top else None, turn.work), turn.tr))
        return
    areas = await line(home_id, turn.work)
    estate = await turn.work.estate(areas[0].estate_id) if areas[0].estate_id is not None else None
    roles = ON_THE_CARD if post is None else (*ON_THE_CARD, Role.SUBDISTRICT_MANAGER)
    posts = await turn.work.posts_for(areas[0].line, areas[0].estate_id, roles)
    posts = [one for one in posts if serves(one, areas[0].line, turn.at, turn.work)]
    posts = [one for one in posts if post is None or one.person_id != post.person_id]
    posts.sort(key=lambda one: roles.index(one.role))
    numbers = await numbers_at(home_id, turn.work)
    hours = turn.work.settings_for(areas[0].line, turn.at).hours_at(turn.at)
    turn.say(home.contacts(posts, estate, place, numbers, turn.tr, hours=hours))


async def _serves(post: Post, turn: Turn) -> int | None:
    """The area of a post; for a whole estate one of its buildings, as all have the same people above them or nearly."""
    if post.area_id is not None or post.estate_id is None:
        return post.area_id
    return next((area.id for area in await turn.work.areas_of_estate(post.estate_id)), None)


async def more(turn: Turn) -> None:
    """What else there is."""
    roles = {post.role for post in await turn.work.posts_of(me(turn).id)}
    turn.say(home.more(turn.tr, roles, volunteers=await volunteering.here(turn)))


async def how_it_works(turn: Turn) -> None:
    """For residents, or for whoever holds a post."""
    roles = {post.role for post in await turn.work.posts_of(me(turn).id)}
    turn.say(home.help_text(turn.tr, roles, volunteers=await volunteering.here(turn)))
    if roles:
        await menu(turn)


async def help_(turn: Turn, pressed: Press) -> None:
    """How it works."""
    await how_it_works(turn)


async def begin(turn: Turn) -> None:
    """The report button. What somebody who works here writes next is a report, though he has no home with us."""
    await report.begin(turn)
    if me(turn).home_id is None and await turn.work.posts_of(me(turn).id):
        turn.ask("desk", "report")


async def reported(turn: Turn, got: Parts) -> None:
    """What was written after it."""
    turn.end()
    await report.take(turn, got)


async def meant_as_report(turn: Turn, pressed: Press) -> None:
    """Words of somebody who works here were meant as a report (staff/desk.py asked). What somebody phoned is registered
    for that person, and another matter than what was begun meanwhile is a report of its own."""
    said = turn.pressed_question("desk.press", pressed.ids[0] if pressed.ids else 0)
    if said is None:
        return
    turn.edit(View())
    got, begun = await taken(turn, said), await turn.begun()
    if whose_in("", got.text):
        await registering.told(turn, got)
        return
    if begun is not None and tells_of_another(begun.text, got.text):
        await set_aside(begun, turn.at, turn.work)
    await report.take(turn, got)


async def languages(turn: Turn, pressed: Press) -> None:
    """Which language?"""
    turn.edit(home.languages(turn.tr, staff=bool(await turn.work.posts_of(me(turn).id))))


async def language(turn: Turn, pressed: Press) -> None:
    """From now on in this language; the keyboard too."""
    if pressed.word not in (WHOLE if await turn.work.posts_of(me(turn).id) else LANGUAGES):
        return
    await people.set_language(SetLanguage(by=me(turn).id, at=turn.at, language=pressed.word), turn.work)
    turn.tr = translator(pressed.word)
    turn.edit(View())
    turn.say(home.with_keys(turn.tr.t("From now on I write to you in English."), turn.tr))
    if await turn.work.posts_of(me(turn).id):
        await menu(turn)


async def forget_asked(turn: Turn, pressed: Press) -> None:
    """What will be deleted; really?"""
    await ask_forget(turn)


async def ask_forget(turn: Turn) -> None:
    """The question before deleting."""
    turn.ask("forget", "press", home.forget(turn.tr))


def _decided(turn: Turn) -> None:
    for asked in turn.waiting("forget.press"):
        turn.close(asked)


async def forget_no(turn: Turn, pressed: Press) -> None:
    """Nothing is deleted."""
    _decided(turn)
    turn.edit(View(turn.tr.t("All right, nothing was deleted.")))


async def forget_yes(turn: Turn, pressed: Press) -> None:
    """Deleted; whoever holds a post asks the administrator first."""
    _decided(turn)
    if await turn.work.posts_of(me(turn).id):
        turn.edit(View(turn.tr.t("You hold a post. Please ask the administrator to end it first.")))
        return
    await forgetting.forget(of_me(turn), turn.work)
    turn.work.forget_person(me(turn).id)
    turn.edit(home.forgotten(turn.tr))


async def my_data(turn: Turn) -> None:
    """Everything that is stored about the person, as a file."""
    found = await turn.work.everything_about(me(turn).id)
    content = json.dumps(found, ensure_ascii=False, indent=1).encode()
    turn.say(home.my_data(content, turn.tr))


async def my_data_asked(turn: Turn, pressed: Press) -> None:
    """The same by a button. A card in a group has no such button, and a forged press there gets nothing."""
    if turn.private:
        await my_data(turn)


async def kept_as_report(turn: Turn, pressed: Press) -> None:
    """What staff wrote about a matter, and was no use there, is a report of its own."""
    asked = turn.pressed_question("word.press", pressed.ids[-1])
    if asked is None:
        turn.answers.append(Delete())
        return
    got = await taken(turn, asked)
    turn.pressed = False  # what comes now answers the words
    turn.edit(View())
    await report.take(turn, got)


OFFERS = Offers(
    presses={
        "s_kept": kept_as_report,
        "desk_report": meant_as_report,
        "draft_find": only_asks,
        "help": help_,
        "my_data": my_data_asked,
        "languages": languages,
        "language": language,
        "forget": forget_asked,
        "forget_no": forget_no,
        "forget_yes": forget_yes,
    },
    steps={
        ("desk", "report"): reported,
    },
)
