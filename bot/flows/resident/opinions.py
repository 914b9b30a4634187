"""Many matters in one go 一次多条: lines of words, or the table of a listening day 恳谈日; shown as a list, then one
press (around-an-issue.md §6). `/kentan`: the listening days, what became of them, and the list for the residents.

What is wrong with a row, and what it looks like, lies in the question under which the list is shown.
"""

import asyncio
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from bot.callbacks import Press
from bot.flows.around import context_of, line, me, of_me, place_words, today_of
from bot.flows.offers import Offers
from bot.flows.placing import area_of, read_where
from bot.flows.resident.registering import LONGEST_NUMBER, ORDER
from bot.flows.resident.report import ASKED, danger_first, take
from bot.incoming.parts import Parts
from bot.incoming.turn import BY_PRESS, Turn, showing
from bot.views import opinions as views
from bot.views.view import View
from casework.broadcast import groups_of
from casework.data import read
from casework.issue.drafts import ChangeDraft, change_draft
from casework.issue.opinions import (
    DONE,
    OnDay,
    Opinion,
    areas_heard,
    begin_list,
    day_seen,
    days_of,
    drop_known,
    file_list,
    hearers_of,
    leave_out,
    list_of,
    looks_like,
    may_register_many,
    publish,
    publisher,
    standing_broadcast,
    told_otherwise,
    unpublish,
    write_list,
)
from casework.issue.registering import SOURCES, source_in
from casework.model.conversation import Draft, DraftState, Outcome, Question
from casework.model.issues import Issue, ListeningDay, Source
from casework.model.places import HOUSES, Area, AreaKind
from casework.neighbourhood.rights import REGISTER_MANY
from casework.questions import Opinions
from casework.refusals import NotFound
from casework.words.dates import day_before, read_day
from casework.words.guess import guess
from casework.words.lines import left_out, lines_in, says_where
from casework.words.places import Place
from roster.file import RosterUnreadable
from roster.opinions import Read, Row, read_opinions

FLOW, LINES, LIST = "opinions", "lines", "list"
KINDS = (f"{FLOW}.{LINES}", f"{FLOW}.{LIST}")
STAND = (*KINDS, ASKED)
"""What a table leaves open: whether somebody is in danger is asked until it is answered."""
Faults = list[tuple[int, str]]
MONTH = re.compile(r"\d{1,2}月份?(?!\d)")
"""A month without a day, as a list is titled: it says on which day nothing was told."""
DAY = re.compile(r"(20\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})(?!\d)")
"""A date with its year; an hour may follow it."""


@dataclass(slots=True)
class Understood:
    """Rows that can be filed, and why others cannot: number and words."""

    opinions: list[Opinion] = field(default_factory=list)
    faults: Faults = field(default_factory=list)


async def may_send_table(turn: Turn) -> bool:
    """Whether a table from this person is a list of matters."""
    return any(one.role in REGISTER_MANY and one.area_id for one in await turn.work.posts_of(me(turn).id))


async def begin(turn: Turn, pressed: Press) -> None:
    """Several at once: how. Raises NotYours."""
    await may_register_many(of_me(turn), turn.work)
    turn.end()
    turn.ask(FLOW, LINES, views.how_many(turn.tr))


# --- what was sent


async def lines_said(turn: Turn, got: Parts) -> None:
    """A line each; or cells that were copied out of a spreadsheet."""
    if guess(got.text).sure and "\n" not in got.text.strip():  # that is no list: somebody is in danger now
        await take(turn, got)
        return
    if got.photos and not got.text.strip():
        turn.end()
        await take(turn, got)
        return
    turn.became(Outcome.ANSWER)
    if "\t" in got.text:
        await table_sent(turn, got.text.encode())
        return
    day, asked = await _list(turn, got.text)
    number = max([one.listed or 0 for one in await turn.work.drafts_listed(day.id)], default=0)
    rows = [
        Row(row=number + at, what=one.words, phone=one.contact, number=_order(one.words))
        for at, one in enumerate(lines_in(got.text), start=1)
    ]
    await _put(turn, day, asked, await _understood(turn, day, rows))


def _order(words: str) -> str:
    """The number of an order of the hotline that stands in a line."""
    found = ORDER.search(words.replace("12345", "", 1)) if source_in(words) is Source.HOTLINE else None
    return found[0] if found else ""


async def list_said(turn: Turn, got: Parts) -> None:
    """Numbers to be left out; anything else is more of the list."""
    if numbers := left_out(got.text):
        asked = _asked(turn)
        if asked is not None:
            turn.became(Outcome.ANSWER)
            gone = await leave_out(_on(turn, asked), numbers, turn.work)
            await _show(turn, read(asked.data, Opinions), said=views.gone(gone, turn.tr))
        return
    await lines_said(turn, got)


async def table_sent(turn: Turn, data: bytes, named: str = "") -> None:
    """A table: it takes the place of what was in the list. `named`: the file's name and what was written under it,
    which may say on which day it was. Raises NotYours."""
    await may_register_many(of_me(turn), turn.work)
    for other in [one for one in turn.questions if one.kind not in STAND and not one.kind.endswith(BY_PRESS)]:
        turn.close(other)
    try:
        table = await asyncio.to_thread(read_opinions, data, turn.tr)
    except RosterUnreadable as error:
        turn.ask(FLOW, LINES, views.unreadable(str(error), turn.tr))
        return
    title = f"{named} {table.title}"
    day, asked = await _list(turn, title, anew=True)
    if source_in(title) is Source.HOTLINE or (table.rows and all(row.number for row in table.rows)):
        await told_otherwise(OnDay(day_id=day.id, by=me(turn).id, at=turn.at), turn.work, source=Source.HOTLINE)
    found = await _understood(turn, day, table.rows)
    found.faults = sorted([*found.faults, *table.faults])
    await _put(turn, day, asked, found, table)


async def _list(turn: Turn, words: str, *, anew: bool = False) -> tuple[ListeningDay, Question | None]:
    """The list that stands, or a new one; `anew`: what stands in it goes."""
    asked = next(iter(turn.waiting(KINDS[1])), None)
    today = today_of(turn)
    heard_on = day_before(MONTH.sub("", words), turn.at, turn.work.settings.zone) if anew else None
    if heard_on is not None and heard_on > today:
        heard_on = None
    if asked is not None:
        on = _on(turn, asked)
        day = await list_of(on, turn.work)
        if anew:
            await leave_out(on, [one.listed or 0 for one in await turn.work.drafts_listed(day.id)], turn.work)
            asked.data = replace(read(asked.data, Opinions), faults=())
        if heard_on is not None:
            await told_otherwise(on, turn.work, held_on=heard_on)
        return day, asked
    return await begin_list(of_me(turn), heard_on or today, turn.work), None


# --- understanding it


async def _understood(turn: Turn, day: ListeningDay, rows: Sequence[Row]) -> Understood:
    """Where each lies; a row without a place, or said twice, is named."""
    found = Understood()
    listed = await turn.work.drafts_listed(day.id)
    orders = {one.outside_number: one.listed or 0 for one in listed if one.outside_number}
    known = await turn.work.orders_known({one.number[:LONGEST_NUMBER] for one in rows if one.number})
    mine = await areas_heard(await may_register_many(of_me(turn), turn.work), turn.work)
    seen = {(one.area_id or 0, one.text): one.listed or 0 for one in listed}
    for row in rows:
        opinion, why = await _understand(turn, row, day, mine)
        if opinion is not None and (why := await _said_before(turn, opinion, row.row, orders, known, seen)):
            opinion = None
        if opinion is None:
            found.faults.append((row.row, why))
        else:
            found.opinions.append(opinion)
    return found


async def _said_before(
    turn: Turn,
    one: Opinion,
    row: int,
    orders: dict[str, int],
    known: Mapping[str, Issue],
    seen: dict[tuple[int, str], int],
) -> str:
    """Why it is nothing new: an order that is registered, or stands in the list; or the same words at the same place.
    Two orders may say the same: each wants an answer."""
    first = seen.setdefault((one.area_id, f"{one.place}{one.text}"), row)
    if (order := one.outside_number) is None:
        return views.twice(first, turn.tr) if first != row else ""
    if order in known:
        community = await turn.work.area(known[order].community_id)
        return views.order_known(order, community.name, known[order], turn.tr)
    first = orders.setdefault(order, row)
    return views.order_twice(order, first, turn.tr) if first != row else ""


async def _understand(turn: Turn, row: Row, day: ListeningDay, mine: Sequence[Area]) -> tuple[Opinion | None, str]:
    due = _day(row.due, turn) if row.due else None
    if row.due and due is None:
        return None, views.no_day(row.due, turn.tr)
    told = _day(row.told, turn, past=True) if row.told else None
    if row.told and told is None:
        return None, views.no_day(row.told, turn.tr)
    if told is not None and told > today_of(turn):
        return None, views.future_day(told, turn.tr)
    if told is not None and due is not None and due < told:
        return None, views.due_too_early(due, told, turn.tr)
    area_id, place, why = await _where(turn, row, day.area_id, mine)
    if area_id is None:
        return None, why
    there = await read_where(turn, row.place, day.area_id, asked=True) if row.place else Place()
    door = row.place if there.door or there.floor else ""
    unit = turn.tr.t("unit {n}", n=there.unit) if there.unit else ""
    contact = " ".join(one for one in (row.who, row.phone, door) if one)
    return (
        Opinion(
            listed=row.row,
            area_id=area_id,
            text=row.what,
            place=" ".join(one for one in (place, unit) if one),
            contact=contact,
            heard_on=told,
            outside_number=row.number[:LONGEST_NUMBER] or None,
            outside_due=due,
        ),
        "",
    )


def _day(words: str, turn: Turn, *, past: bool = False) -> date | None:
    """A day, as a spreadsheet, another system or a person writes it."""
    written = DAY.match(words.strip())
    if written is not None:
        try:
            return date(*(int(part) for part in written.groups()))
        except ValueError:
            return None
    zone = turn.work.settings.zone
    if past:
        return day_before(words, turn.at, zone)
    reading = read_day(words, turn.at, zone)
    return reading.days[0] if reading else None


async def _where(turn: Turn, row: Row, near: int, mine: Sequence[Area]) -> tuple[int | None, str, str]:
    """The area, the words that it does not say, and otherwise why it is not known."""
    words = row.place or row.what
    place = await read_where(turn, words, near, asked=bool(row.place))
    if place.building:
        if not place.fits:
            return None, "", views.no_building(f"{place.estate or ''}{place.building.upper()}", turn.tr)
        if len(place.fits) > 1 and not place.more:
            return None, "", views.several_buildings(place.building.upper(), turn.tr)
        area_id, said = await area_of(turn, place, near)
    else:
        area_id, said = await _without_building(turn, row, near, place)
    if area_id is None:
        return None, "", views.no_place(turn.tr)
    if not {one.id for one in mine} & set((await turn.work.area(area_id)).line):
        return None, "", views.elsewhere(await place_words(area_id, turn.work), turn.tr)
    return area_id, said, ""


async def _without_building(turn: Turn, row: Row, near: int, place: Place) -> tuple[int | None, str]:
    """An estate or an area that is named; else somewhere outdoors, or whatever the column says."""
    words = row.place or row.what
    named = await _named(turn, words, near)
    if named is not None:
        area_id, name = named
        return area_id, row.place.replace(name, "", 1).strip(" ，,、") if row.place else ""
    if row.place:
        return near, row.place
    return (near, "") if place.elsewhere or place.beside or says_where(words) else (None, "")


async def _named(turn: Turn, words: str, near: int) -> tuple[int, str] | None:
    """The estate, community or grid below `near` whose name is in the words, the longest name first."""
    names: list[tuple[str, int, int]] = []
    tops = [await turn.work.area(near)]
    while tops:
        area = tops.pop()
        if area.kind in HOUSES:
            continue
        names.append((area.name, area.id, 0))
        for below in await turn.work.find_areas(area.id):
            if below.kind is not AreaKind.BUILDING:
                tops.append(below)
            elif below.estate_id is not None:
                names.append(((await turn.work.estate(below.estate_id)).name, below.parent_id or near, below.estate_id))
    found = [one for one in names if one[0] and one[0] in words]
    if not found:
        return None
    name, area_id, estate_id = max(found, key=lambda one: len(one[0]))
    above = {one for each, one, of in found if (each, of) == (name, estate_id)}
    if len(above) > 1:  # the estate lies in several grids
        lines = [[one.id for one in await line(each, turn.work)] for each in above]
        area_id = next(one for one in lines[0] if all(one in each for each in lines))
    return area_id, name


# --- the list


def _on(turn: Turn, asked: Question) -> OnDay:
    return OnDay(day_id=read(asked.data, Opinions).day, by=me(turn).id, at=turn.at)


async def _put(
    turn: Turn, day: ListeningDay, asked: Question | None, found: Understood, table: Read | None = None
) -> None:
    """What was understood goes into the list, and the list is shown."""
    on = OnDay(day_id=day.id, by=me(turn).id, at=turn.at)
    drafts = await write_list(on, found.opinions, turn.work)
    data = read(asked.data, Opinions) if asked is not None else Opinions(day=day.id)
    likes = dict(data.like or {})
    for draft in drafts:
        if (issue := await looks_like(draft, turn.at, turn.work)) is not None:
            likes[str(draft.id)] = issue.number
    data = replace(data, faults=(*data.faults, *found.faults), like=likes, page=0)
    if table is not None:
        data = replace(data, unused=tuple(table.unused), sheets=tuple(table.other_sheets))
    await _show(turn, data)


async def _show(turn: Turn, data: Opinions, *, said: View | None = None) -> None:
    """The list as it is now. A pressed one is changed where it stands; after words a new one is sent, and the old one
    has no buttons any more."""
    shown = await _sheet(turn, data)
    view = views.the_list(shown, turn.tr, context_of(turn))
    for older in [one for kind in (LINES, LIST) for one in turn.waiting(f"{FLOW}.{kind}")]:
        turn.close(older)
    if turn.pressed:
        turn.edit(view)
        turn.ask(FLOW, LIST, data=showing(data, view))
        return
    if said is not None:
        turn.say(said)
    turn.ask(FLOW, LIST, view, data=data)


async def _sheet(turn: Turn, data: Opinions) -> views.Sheet:
    day = await turn.work.listening_day(data.day)
    drafts = await turn.work.drafts_listed(day.id)
    return views.Sheet(
        day=day,
        place=(await turn.work.area(day.area_id)).name,
        lines=[await _line_of(one, data.like or {}, turn) for one in drafts],
        faults=data.faults,
        unused=data.unused or (),
        other_sheets=data.sheets or (),
        page=data.page or 0,
    )


async def _line_of(draft: Draft, likes: Mapping[str, int], turn: Turn) -> views.Line:
    return views.Line(
        draft=draft,
        place=" ".join(one for one in (await place_words(draft.area_id, turn.work), draft.place) if one),
        like=likes.get(str(draft.id), 0),
        perhaps=not draft.danger and guess(draft.text).maybe is not None,
    )


def _asked(turn: Turn) -> Question | None:
    """The list that stands; None: the button is out of date, or under an older list, and the person told so."""
    asked = next(iter(turn.waiting(KINDS[1])), None)
    if asked is None or turn.pressed_elsewhere(asked):
        turn.out_of_date()
        turn.edit(View())
        return None
    return asked


async def page(turn: Turn, pressed: Press) -> None:
    """Another part of the list."""
    if (asked := _asked(turn)) is not None:
        await _show(turn, replace(read(asked.data, Opinions), page=pressed.ids[0]))


async def without_alike(turn: Turn, pressed: Press) -> None:
    """What looks like something that is open already is left out."""
    if (asked := _asked(turn)) is not None:
        data = read(asked.data, Opinions)
        drafts = await turn.work.drafts_listed(data.day)
        alike = [one.listed or 0 for one in drafts if str(one.id) in (data.like or {})]
        await leave_out(_on(turn, asked), alike, turn.work)
        await _show(turn, replace(data, like={}, page=0))


async def which_source(turn: Turn, pressed: Press) -> None:
    """By which way?"""
    if _asked(turn) is not None:
        turn.edit(views.choose_source(turn.tr))


async def source_chosen(turn: Turn, pressed: Press) -> None:
    """This one."""
    if (asked := _asked(turn)) is not None and pressed.word in SOURCES:
        await told_otherwise(_on(turn, asked), turn.work, source=Source(pressed.word))
        await _show(turn, read(asked.data, Opinions))


async def which_day(turn: Turn, pressed: Press) -> None:
    """When was it told?"""
    if _asked(turn) is not None:
        turn.edit(views.choose_day(context_of(turn), turn.tr))


async def day_chosen(turn: Turn, pressed: Press) -> None:
    """That day."""
    if (asked := _asked(turn)) is not None:
        await told_otherwise(_on(turn, asked), turn.work, held_on=date.fromisoformat(pressed.word))
        await _show(turn, read(asked.data, Opinions))


async def back(turn: Turn, pressed: Press) -> None:
    """Back to the list."""
    if (asked := _asked(turn)) is not None:
        await _show(turn, read(asked.data, Opinions))


async def stop(turn: Turn, pressed: Press) -> None:
    """Nothing of it is to be registered."""
    if (asked := _asked(turn)) is not None:
        drafts = await turn.work.drafts_listed(read(asked.data, Opinions).day)
        await leave_out(_on(turn, asked), [one.listed or 0 for one in drafts], turn.work)
        turn.close(asked)
        turn.edit(views.nothing(turn.tr))


async def go(turn: Turn, pressed: Press) -> None:
    """All of it, at once; what says danger is looked at by itself afterwards."""
    on = OnDay(day_id=pressed.ids[0], by=me(turn).id, at=turn.t0)
    known = await drop_known(on, turn.work)
    issues = await file_list(on, turn.work)
    for one in [one for kind in KINDS for one in turn.waiting(kind)]:
        turn.close(one)
    left = await turn.work.drafts_listed(on.day_id)
    day = await turn.work.listening_day(on.day_id)
    turn.edit(views.filed(day, [one.number for one in issues], left, sorted(known), turn.tr))


async def danger_row(turn: Turn, pressed: Press) -> None:
    """A row that says danger: the question that every danger begins with."""
    draft = await turn.work.draft(pressed.ids[0])
    if draft.person_id != me(turn).id or draft.listening_id is None:
        raise NotFound
    if draft.state is not DraftState.LEFT:
        turn.toast(turn.tr.t("This one is done."))
        return
    command = ChangeDraft(draft_id=draft.id, by=draft.person_id, at=turn.at, danger=draft.danger)
    await danger_first(turn, await change_draft(command, turn.work))  # without an answer everybody is called


# --- the listening days


async def show_days(turn: Turn) -> None:
    """/kentan: the newest, and how many are done. Raises NotYours."""
    turn.say(await _days(turn))


async def days_pressed(turn: Turn, pressed: Press) -> None:
    """The same, in place of one of them."""
    turn.edit(await _days(turn))


async def _days(turn: Turn) -> View:
    found = await days_of(of_me(turn), turn.work)
    if not found:
        await may_register_many(of_me(turn), turn.work)
    counted = await turn.work.states_listed([one.id for one in found])
    several = len({one.area_id for one in found}) > 1
    lines = []
    for one in found:
        states = counted.get(one.id, {})
        done = sum(count for state, count in states.items() if state in DONE)
        place = (await turn.work.area(one.area_id)).name if several else ""
        lines.append(views.DayLine(day=one, place=place, all=sum(states.values()), done=done))
    return views.days(lines, turn.tr)


async def day_pressed(turn: Turn, pressed: Press) -> None:
    """One of them."""
    turn.edit(await _day_view(turn, pressed.ids[0]))


async def _day_view(turn: Turn, day_id: int) -> View:
    on = OnDay(day_id=day_id, by=me(turn).id, at=turn.at)
    day = await day_seen(on, turn.work)
    return views.one_day(
        day,
        (await turn.work.area(day.area_id)).name,
        (await turn.work.states_listed([day.id])).get(day.id, {}),
        turn.tr,
        may_publish=await publisher(day, me(turn).id, turn.work) is not None,
        told=await standing_broadcast(day, turn.work) is not None,
        groups=await groups_of(hearers_of(day), turn.work),
    )


async def publish_pressed(turn: Turn, pressed: Press) -> None:
    """To the residents: published, or said anew how it stands."""
    await publish(OnDay(day_id=pressed.ids[0], by=me(turn).id, at=turn.at), turn.work)
    turn.toast(turn.tr.t("It is on its way; I tell you how many groups it reached."))
    turn.edit(await _day_view(turn, pressed.ids[0]))


async def take_back_pressed(turn: Turn, pressed: Press) -> None:
    """Not for the residents after all."""
    await unpublish(OnDay(day_id=pressed.ids[0], by=me(turn).id, at=turn.at), turn.work)
    turn.toast(turn.tr.t("Taken back."))
    turn.edit(await _day_view(turn, pressed.ids[0]))


OFFERS = Offers(
    presses={
        "m_many": begin,
        "m_page": page,
        "m_like": without_alike,
        "m_source": which_source,
        "m_from": source_chosen,
        "m_day": which_day,
        "m_on": day_chosen,
        "m_list": back,
        "m_stop": stop,
        "m_go": go,
        "m_danger": danger_row,
        "m_days": days_pressed,
        "m_one": day_pressed,
        "m_tell": publish_pressed,
        "m_back": take_back_pressed,
    },
    steps={
        (FLOW, LINES): lines_said,
        (FLOW, LIST): list_said,
    },
)
