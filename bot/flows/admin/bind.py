"""Tying a chat, or a topic of one, to an area: by /bind and two presses, or by a startgroup link.

Whoever has an administrator's or manager's post over the area may; every press is checked anew, so it needs no memory.
"""

import re

from bot.callbacks import Press, encode
from bot.flows.admin.claim import administered
from bot.flows.around import me, place_words
from bot.flows.offers import Offers
from bot.incoming.turn import Turn
from bot.views.rights import seen_here
from bot.views.view import Button, PublicView, View, esc, known, put, rows
from casework.model import Area, AreaKind, Audience, Post, Role
from casework.refusals import NotYours

BINDERS = frozenset({Role.ADMIN, Role.COMMUNITY_MANAGER, Role.SUBDISTRICT_MANAGER})
AREAS_SHOWN = 30
PAYLOAD = re.compile(r"b_([0-9a-z]{1,13})_([sr])")
AUDIENCES = {"s": Audience.STAFF, "r": Audience.RESIDENTS}


def payload(area: Area, audience: Audience) -> str:
    """What a startgroup link carries; letters, figures and _ only (Bot API, deep linking)."""
    return f"b_{encode('', area.id)[1:]}_{audience.value[0]}"


def of_payload(text: str) -> tuple[int, Audience] | None:
    """The area and audience of a startgroup link; None for anything else."""
    found = PAYLOAD.fullmatch(text)
    return (int(found[1], 36), AUDIENCES[found[2]]) if found else None


async def _seats(turn: Turn) -> list[Post]:
    """The posts in which the person may tie groups. Raises NotYours without one."""
    seats = [post for post in await turn.work.posts_of(me(turn).id) if post.role in BINDERS]
    if not seats:
        raise NotYours(action=None)
    return seats


def _everything(post: Post) -> bool:
    """An administrator of no place in particular is one of all."""
    return post.role is Role.ADMIN and post.area_id is None and post.estate_id is None


async def _may(turn: Turn, area: Area) -> None:
    if not any(_everything(post) or post.area_id in area.line for post in await _seats(turn)):
        raise NotYours(action=None)


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
        return View(tr.t("Which area does this group belong to?"), rows(*_pairs(areas)))
    area = await turn.work.area(area_id)
    await _may(turn, area)
    below = [one for one in await turn.work.find_areas(area.id) if area.kind is not AreaKind.GRID]
    staff = Button(tr.t("Staff group"), encode("s_bindto", area.id, word="s"))
    residents = Button(tr.t("Residents' group"), encode("s_bindto", area.id, word="r"))
    text = tr.t("{area}: as which group? Or go further down.", area=esc(await place_words(area.id, turn.work)))
    return View(text, rows((staff, residents), *_pairs(below)))


async def _tops(turn: Turn) -> list[Area]:
    seats = await _seats(turn)
    if any(_everything(post) for post in seats):
        return await turn.work.find_areas(None)
    ids = dict.fromkeys(post.area_id for post in seats if post.area_id is not None)
    return [await turn.work.area(one) for one in ids]


def _pairs(areas: list[Area]) -> list[tuple[Button, ...]]:
    made = [Button(area.name, encode("s_bind", area.id)) for area in areas[:AREAS_SHOWN]]
    return [tuple(made[i : i + 2]) for i in range(0, len(made), 2)]


async def chosen(turn: Turn, pressed: Press) -> None:
    """One step down the tree."""
    turn.edit(await _choices(turn, pressed.ids[0] if pressed.ids else 0))


async def bind_pressed(turn: Turn, pressed: Press) -> None:
    """As which group."""
    await bind(turn, pressed.ids[0] if pressed.ids else 0, AUDIENCES.get(pressed.word, Audience.STAFF))


async def bind(turn: Turn, area_id: int, audience: Audience) -> None:
    """Tie this chat, or this topic, to the area. Raises NotYours, NotFound."""
    tr = turn.tr
    if turn.private:
        turn.say(View(tr.t("Please send /bind in the group that you want to tie to an area.")))
        return
    area = await turn.work.area(area_id)
    await _may(turn, area)
    await turn.work.bind_chat(turn.address, turn.thread, area.id, audience, turn.title)
    name = known(await place_words(area.id, turn.work))
    if audience is Audience.STAFF:
        text = tr.t("✓ This is the staff group of {area} now. What is reported there appears here.", area=name)
    else:
        text = tr.t("✓ This is the residents' group of {area} now. Only matters of shared places appear.", area=name)
    view = PublicView(put("{}\n\n{}", text, known(seen_here(turn.bot_username, tr))))
    if turn.pressed:
        turn.edit(view)
    else:
        turn.say(view)


async def show_group_links(turn: Turn) -> None:
    """For administrators: links that add the bot to a group and tie it at once."""
    await administered(turn)
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
        if area.kind in (AreaKind.SUBDISTRICT, AreaKind.COMMUNITY):
            lines.append((Button(tr.t("Below {area} ›", area=area.name), encode("s_grouplinks", area.id)),))
    return View(tr.t("Press, choose the group, and it is tied at once:"), rows(*lines))


async def further_links(turn: Turn, pressed: Press) -> None:
    """The areas below."""
    area = await turn.work.area(pressed.ids[0] if pressed.ids else 0)
    await _may(turn, area)
    turn.edit(await _links(turn, area.id))


OFFERS = Offers(
    presses={
        "s_bind": chosen,
        "s_bindto": bind_pressed,
        "s_grouplinks": further_links,
    },
)
