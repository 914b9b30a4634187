"""Tying a chat, or a topic of one, to an area: by /bind and two presses, or by a startgroup link.

Whoever has an administrator's or manager's post over the area may; every press is checked anew, so it needs no memory.
"""

import re

from bot.callbacks import Press, encode
from bot.flows.around import me, place_words
from bot.flows.offers import Offers
from bot.incoming.turn import Turn
from bot.views.rights import seen_here, tied, welcome
from bot.views.view import NOTHING, Button, PublicView, View, esc, in_rows, known, put, rows
from casework.model.chats import Audience
from casework.model.places import HOUSES, Area, AreaKind
from casework.neighbourhood.binding import Bind, InChat, binding_posts, bound_here, may_bind
from casework.neighbourhood.binding import bind as tie
from casework.neighbourhood.binding import unbind as untie
from casework.neighbourhood.rights import areas_of
from casework.whistle import calling
from locales.markup import Html

AREAS_SHOWN = 30
PAYLOAD = re.compile(r"b_([0-9a-z]{1,13})_([sr])")
AUDIENCES = {"s": Audience.STAFF, "r": Audience.RESIDENTS}
DEPARTMENTS_SHOWN = 40


def payload(area: Area, audience: Audience) -> str:
    """What a startgroup link carries; letters, figures and _ only (Bot API, deep linking)."""
    return f"b_{encode('', area.id)[1:]}_{audience.value[0]}"


def of_payload(text: str) -> tuple[int, Audience] | None:
    """The area and audience of a startgroup link; None for anything else."""
    found = PAYLOAD.fullmatch(text)
    return (int(found[1], 36), AUDIENCES[found[2]]) if found else None


async def choose_area(turn: Turn) -> None:
    """Ask which area; an anonymous administrator has to press first, so that it is known who it is."""
    tr = turn.tr
    if turn.private:
        turn.say(View(tr.t("Please send /bind in the group that you want to tie to an area.")))
    elif turn.person is None:
        confirm = Button(tr.t("It is me, go on"), encode("s_bind", 0))
        turn.say(View(tr.t("I cannot see who you are. Please press to confirm."), rows(confirm)))
    else:
        turn.say(await _choices(turn, 0))


async def _choices(turn: Turn, area_id: int) -> View:
    tr = turn.tr
    if area_id == 0:
        areas = await _tops(turn)
        theirs = await _by_title(turn, areas)
        return View(tr.t("Which area does this group belong to?"), rows(*theirs, *_pairs(areas)))
    area = await turn.work.area(area_id)
    await may_bind(me(turn).id, area, turn.work)
    below = [one for one in await turn.work.find_areas(area.id) if area.kind is not AreaKind.GRID]
    staff = Button(tr.t("Staff group"), encode("s_bindto", area.id, word="s"))
    residents = Button(tr.t("Residents' group"), encode("s_bindto", area.id, word="r"))
    text = tr.t("{area}: as which group? Or go further down.", area=esc(await place_words(area.id, turn.work)))
    departments = [
        Button(one.name, encode("s_binddep", area.id, one.id))
        for one in (await turn.work.departments_for((area.id,)))[:DEPARTMENTS_SHOWN]
    ]
    of_departments = in_rows(departments)
    return View(text, rows((staff, residents), *of_departments, *_pairs(below)))


async def _by_title(turn: Turn, areas: list[Area]) -> list[Button]:
    """The department whose group has this title, as the roster says: one press then."""
    line = [area_id for area in areas for area_id in (area.line or (area.id,))]
    found = [one for one in await turn.work.departments_for(line) if turn.title and one.group_title == turn.title]
    return [Button(one.name, encode("s_binddep", one.area_id, one.id)) for one in found]


async def _tops(turn: Turn) -> list[Area]:
    return await areas_of(await binding_posts(me(turn).id, turn.work), turn.work)


def _pairs(areas: list[Area]) -> tuple[tuple[Button, ...], ...]:
    made = [Button(area.name, encode("s_bind", area.id)) for area in areas[:AREAS_SHOWN]]
    return in_rows(made)


async def chosen(turn: Turn, pressed: Press) -> None:
    """One step down the tree."""
    turn.edit(await _choices(turn, pressed.ids[0] if pressed.ids else 0))


async def bind_pressed(turn: Turn, pressed: Press) -> None:
    """As which group."""
    await bind(turn, pressed.ids[0] if pressed.ids else 0, AUDIENCES.get(pressed.word, Audience.STAFF))


async def bind_department(turn: Turn, pressed: Press) -> None:
    """As the group of a department: whistles for it come here."""
    area_id, department_id = pressed.ids
    await bind(turn, area_id, Audience.DEPARTMENT, department_id)


async def bind(turn: Turn, area_id: int, audience: Audience, department_id: int | None = None) -> None:
    """Tie this chat, or this topic, to the area, or to a department of it. Raises NotYours, NotFound."""
    tr = turn.tr
    if turn.private:
        turn.say(View(tr.t("Please send /bind in the group that you want to tie to an area.")))
        return
    command = Bind(
        by=me(turn).id,
        at=turn.at,
        address=turn.address,
        thread=turn.thread,
        area_id=area_id,
        audience=audience,
        title=turn.title,
        department_id=department_id,
    )
    chat = await tie(command, turn.work)
    name = known(await place_words(chat.area_id, turn.work))
    if department_id is not None:
        department = known((await turn.work.department(department_id)).name)
        turn.edit(PublicView(tr.t("✓ This is the group of {name} now. Whistles for it come here.", name=department)))
        return
    if audience is Audience.STAFF:
        text = tr.t("✓ This is the staff group of {area} now. What is reported there appears here.", area=name)
    else:
        text = tr.t("✓ This is the residents' group of {area} now. Only matters of shared places appear.", area=name)
    turn.reply(PublicView(put("{}\n\n{}", text, known(seen_here(turn.bot_username, tr)))))


def _here(turn: Turn) -> InChat:
    return InChat(by=me(turn).id, at=turn.at, address=turn.address, thread=turn.thread)


async def ask_unbind(turn: Turn) -> None:
    """/unbind: really? An anonymous administrator is known by the press. Raises NotYours, NotFound."""
    tr = turn.tr
    if turn.private:
        turn.say(View(tr.t("Please send /unbind in the group that you want to untie.")))
        return
    name: Html = NOTHING
    if turn.person is not None:
        chat = await bound_here(_here(turn), turn.work)
        name = esc(await place_words(chat.area_id, turn.work))
    text = tr.t("Untie this group from {area}? Nothing appears here then.", area=name or tr.t("its area"))
    buttons = (
        Button(tr.t("Yes, untie it"), encode("s_unbind", word="yes")),
        Button(tr.t("No, leave it"), encode("s_unbind", word="no")),
    )
    turn.say(View(text, rows(buttons)))


async def unbind_pressed(turn: Turn, pressed: Press) -> None:
    """Yes or no; no is for whoever could have said yes, too."""
    await bound_here(_here(turn), turn.work)
    if pressed.word != "yes":
        turn.edit(View(turn.tr.t("All right, it stays tied.")))
        return
    chat = await untie(_here(turn), turn.work)
    if chat.department_id is not None:
        await calling.lost(chat.department_id, turn.at, turn.work)
    area = esc(await place_words(chat.area_id, turn.work))
    turn.edit(View(turn.tr.t("✓ This group is not tied to {area} any more.", area=area)))


async def added(turn: Turn, lacking: list[str]) -> str:
    """What is said in a group to which the bot was added: what is tied here, or how to tie it, and what is missing."""
    words = []
    for chat, thread in await turn.work.chats_at(turn.address):
        area = await place_words(chat.area_id, turn.work)
        if chat.department_id is not None:
            area = (await turn.work.department(chat.department_id)).name
        words.append(tied(area, chat.audience, turn.tr, topic=thread is not None))
    before = "" if words else await _before(turn)
    return welcome(words, before, lacking, turn.bot_username, turn.tr)


async def _before(turn: Turn) -> str:
    """Where it was tied once, if it was."""
    once = await turn.work.chats_at(turn.address, bound=False)
    return await place_words(once[0][0].area_id, turn.work) if once else ""


async def show_group_links(turn: Turn) -> None:
    """Links that add the bot to a group and tie it at once."""
    turn.say(await _links(turn, 0))


async def _links(turn: Turn, area_id: int) -> View:
    tr = turn.tr
    areas = await _tops(turn) if area_id == 0 else await turn.work.find_areas(area_id)
    lines: list[tuple[Button, ...]] = []
    for area in areas[:AREAS_SHOWN]:
        root = f"https://t.me/{turn.bot_username}?startgroup="
        staff = Button(tr.t("{area}: staff", area=area.name), url=root + payload(area, Audience.STAFF))
        residents = Button(tr.t("{area}: residents", area=area.name), url=root + payload(area, Audience.RESIDENTS))
        lines.append((staff, residents))
        if area.kind not in (AreaKind.GRID, AreaKind.STREET, *HOUSES):
            lines.append((Button(tr.t("Below {area} ›", area=area.name), encode("s_grouplinks", area.id)),))
    return View(tr.t("Press, choose the group, and it is tied at once:"), rows(*lines))


async def further_links(turn: Turn, pressed: Press) -> None:
    """The areas below."""
    area = await turn.work.area(pressed.ids[0] if pressed.ids else 0)
    await may_bind(me(turn).id, area, turn.work)
    turn.edit(await _links(turn, area.id))


OFFERS = Offers(
    presses={
        "s_bind": chosen,
        "s_bindto": bind_pressed,
        "s_binddep": bind_department,
        "s_grouplinks": further_links,
        "s_unbind": unbind_pressed,
    },
)
