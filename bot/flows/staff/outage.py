"""/tingshui: planned outages, entered by a manager: what, where, from when to when, shown back before it counts.

What is said so far lies in the question that is asked next; each step is pressed or written.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from bot.callbacks import Press
from bot.flows.around import context_of, me
from bot.flows.offers import Offers
from bot.flows.staff.steps import Steps
from bot.incoming.parts import Parts
from bot.incoming.turn import Turn
from bot.views import outage as views
from bot.views.view import View
from casework.capabilities import Capability
from casework.clock import limits as clock
from casework.data import read
from casework.issue.planned import (
    OUTAGES,
    Announce,
    OnOutage,
    announce,
    places_of,
)
from casework.issue.replanned import Retime, retime, take_back
from casework.model.conversation import Outcome, Question
from casework.model.issues import Outage
from casework.model.places import Area, AreaKind
from casework.neighbourhood.rights import PLAN_OUTAGES
from casework.neighbourhood.switching import where_on
from casework.questions import OutageHours, OutageOf, OutagePlanned, OutageSaid
from casework.refusals import NotFound, NotYours
from casework.tiers import communities_of
from casework.words.dates import read_day, read_span, read_until
from casework.words.guess import named
from casework.words.later import later
from casework.words.outage_words import buildings_in, hours_in, number_in, tells_when

FLOW, WHAT, WHERE, WHEN, SURE = "outage", "what", "where", "when", "sure"
STEPS = Steps(FLOW, (WHAT, WHERE, WHEN, SURE))
USUAL_FROM, USUAL_TO = time(8), time(18)
PLACES_SHOWN = 12


async def outages(turn: Turn, said: str = "") -> None:
    """What is planned in one's area, and a new one; what was said with the command is read and not asked for again.
    Raises NotYours, SwitchedOff."""
    if said.strip():
        await _communities(turn)
        await _go_on(turn, said)
        return
    mine = await _communities(turn)
    communities = {one.id for one in mine}
    found = []
    for one in await turn.work.outages(turn.at):
        areas = await turn.work.areas_with(set(one.area_ids))
        if any(communities & set(area.line) for area in areas):
            found.append(await _about(turn, one))
    new = where_on(Capability.OUTAGES, mine, turn.at, turn.work, strict=not found)
    view = views.standing(found, turn.tr, context_of(turn), new=bool(new))
    if new:
        STEPS.ask(turn, WHAT, view, OutageSaid(said=""))
    else:
        turn.say(view)


async def _about(turn: Turn, outage: Outage) -> views.About:
    return views.About(outage=outage, place=await places_of(outage, turn.work))


async def _communities(turn: Turn) -> list[Area]:
    """Those of the person's posts; of an area above all that lie in it. Raises NotYours."""
    posts = await turn.work.posts_of(me(turn).id)
    places = [one.area_id for one in posts if one.role in PLAN_OUTAGES and one.area_id]
    for one in {post.department_id for post in posts if post.department_id is not None}:
        company = await turn.work.department(one)
        places += [company.area_id] if set(OUTAGES) & set(company.categories) else []
    if not places:
        raise NotYours(action=None, roles=PLAN_OUTAGES)
    found: dict[int, Area] = {}
    for area_id in places:
        found |= {one.id: one for one in await communities_of(area_id, turn.work)}
    return list(found.values())


async def _below(turn: Turn, area: Area) -> list[Area]:
    """The area and all that lies under it."""
    found = [area]
    for one in await turn.work.find_areas(area.id):
        found += await _below(turn, one)
    return found


# --- the steps


def tells_of_one(text: str) -> bool:
    """Whether the words may be of a planned outage: what fails, or when."""
    return any(one in named(text) for one in OUTAGES) or tells_when(text)


async def what_written(turn: Turn, got: Parts) -> None:
    """What fails, where and when, as far as it is said."""
    assert turn.question is not None
    turn.became(Outcome.ANSWER)
    await _go_on(turn, f"{read(turn.question.data, OutageSaid).said} {got.text}".strip())


async def _go_on(turn: Turn, said: str) -> None:
    """Asks for the first thing that the words do not say."""
    kind = next((one for one in named(said) if one in OUTAGES), None)
    if kind is None:
        STEPS.ask(turn, WHAT, views.standing((), turn.tr, context_of(turn), said=said), OutageSaid(said=said))
        return
    meant = await _meant(turn, said)
    if not meant or len({one.estate_id for one in meant}) > 1:
        await _ask_where(turn, kind, said)
    else:
        await _ask_when(turn, kind=kind, areas=[one.id for one in meant], said=said)


async def kind_chosen(turn: Turn, pressed: Press) -> None:
    """What fails: now where, unless it was said."""
    if pressed.word not in OUTAGES:
        raise NotFound
    asked = next(iter(turn.waiting(f"{FLOW}.{WHAT}")), None)
    said = read(asked.data, OutageSaid).said if asked is not None else ""
    meant = await _meant(turn, said) if said else []
    if meant and len({one.estate_id for one in meant}) == 1:
        await _ask_when(turn, kind=pressed.word, areas=[one.id for one in meant], said=said)
    else:
        await _ask_where(turn, pressed.word, said)


async def _ask_where(turn: Turn, kind: str, said: str) -> None:
    places: list[tuple[str, int, int]] = []
    estates: dict[int, str] = {}
    for community in where_on(Capability.OUTAGES, await _communities(turn), turn.at, turn.work):
        places.append((community.name, community.id, 0))
        for area in await _below(turn, community):
            if area.estate_id is not None:
                estates[area.estate_id] = (await turn.work.estate(area.estate_id)).name
    places += [(name, 0, estate_id) for estate_id, name in estates.items()]
    STEPS.ask(turn, WHERE, views.where(kind, places[:PLACES_SHOWN], turn.tr), OutageOf(kind=kind, said=said))


async def place_chosen(turn: Turn, pressed: Press) -> None:
    """A whole community or estate."""
    if (asked := STEPS.asked(turn, WHERE)) is None:
        return
    area_id, estate_id = pressed.ids
    if estate_id:
        areas = await turn.work.buildings_of(estate_id)
    else:
        areas = await _below(turn, await turn.work.area(area_id))
    of = read(asked.data, OutageOf)
    await _ask_when(turn, kind=of.kind, areas=[one.id for one in areas], said=of.said)


async def _meant(turn: Turn, text: str) -> list[Area]:
    """Buildings, by their numbers; an estate that is named counts alone."""
    numbers = buildings_in(text)
    found: list[Area] = []
    for community in where_on(Capability.OUTAGES, await _communities(turn), turn.at, turn.work):
        found += [one for one in await _below(turn, community) if one.kind is AreaKind.BUILDING]
    names = {one.estate_id: (await turn.work.estate(one.estate_id)).name for one in found if one.estate_id is not None}
    estates = {estate_id for estate_id, name in names.items() if name in text}
    meant = [one for one in found if number_in(one.name) in numbers and (not estates or one.estate_id in estates)]
    if not numbers:  # "北苑小区全小区"
        return [one for one in found if one.estate_id in estates]
    return meant


async def place_written(turn: Turn, got: Parts) -> None:
    """The buildings, perhaps with the hours."""
    asked = turn.question
    assert asked is not None
    meant = await _meant(turn, got.text)
    turn.became(Outcome.ANSWER)
    if not meant:
        turn.say(View(turn.tr.t("I know no such building here. Please write their numbers, or press one above.")))
    elif len({one.estate_id for one in meant}) > 1:
        turn.say(View(turn.tr.t("Several estates have such a number. Please write the estate's name with it.")))
    else:
        of = read(asked.data, OutageOf)
        await _ask_when(turn, kind=of.kind, areas=[one.id for one in meant], said=f"{of.said} {got.text}")


async def _ask_when(turn: Turn, *, kind: str, areas: Sequence[int], outage_id: int = 0, said: str = "") -> None:
    zone, of = turn.work.settings.zone, OutageHours(kind=kind, areas=tuple(areas), outage=outage_id)
    span = read_span(hours_in(said), turn.at, zone) if said else None
    if span is not None and span[1] > turn.at:
        await _show(turn, of, *span)
        return
    today = turn.at.astimezone(zone).date()
    tomorrow = today + timedelta(days=1)
    offers = [(clock.local(tomorrow, USUAL_FROM, zone), clock.local(tomorrow, USUAL_TO, zone))]
    if turn.at < (end := clock.local(today, USUAL_TO, zone)):
        offers.insert(0, (turn.at, end))
    place = await places_of(_as_said(kind, areas, turn.at, turn.at, turn), turn.work)
    view = views.when(kind, place, offers, turn.tr, context_of(turn))
    STEPS.ask(turn, WHEN, view, of)


def _as_said(kind: str, areas: Sequence[int], start: datetime, end: datetime, turn: Turn) -> Outage:
    """What it would be: for its words alone."""
    return Outage(
        id=0,
        category=kind,
        area_ids=list(areas),
        starts_at=start,
        ends_at=end,
        at=turn.at,
        by_id=me(turn).id,
        by_post_id=0,
    )


async def when_chosen(turn: Turn, pressed: Press) -> None:
    """Hours that were offered."""
    if (asked := STEPS.asked(turn, WHEN)) is not None:
        start, end = (datetime.fromtimestamp(minutes * 60, UTC) for minutes in pressed.ids)
        await _show(turn, read(asked.data, OutageHours), start, end)


async def when_written(turn: Turn, got: Parts) -> None:
    """From when to when, in words."""
    asked = turn.question
    assert asked is not None
    turn.became(Outcome.ANSWER)
    zone, of = turn.work.settings.zone, read(asked.data, OutageHours)
    known = await _hours_known(turn, of)
    until = read_until(got.text, known[0], turn.at, zone) if known is not None else None
    span = read_span(got.text, turn.at, zone) if known is None or until is None else (known[0], until)
    if span is None and known is not None and isinstance(of, OutagePlanned) and not any(map(str.isdecimal, got.text)):
        turn.say(View(turn.tr.t("I tell what fails, where and until when; a reason is not told with it.")))
        await _show(turn, of, *known)
    elif span is None:
        turn.say(View(turn.tr.t("From when to when? For example: tomorrow 8:00 to 18:00.")))
    elif span[1] <= turn.at:
        turn.say(View(turn.tr.t("That is over already. From when to when?")))
    else:
        await _show(turn, of, *span)


async def _hours_known(turn: Turn, of: OutageHours) -> tuple[datetime, datetime] | None:
    """Those that stand so far, where other ones are asked for: then a new end alone is enough."""
    if isinstance(of, OutagePlanned):
        return of.start, of.end
    if not of.outage:
        return None
    outage = await turn.work.outage(of.outage)
    return outage.starts_at, outage.ends_at


async def _show(turn: Turn, of: OutageHours, start: datetime, end: datetime) -> None:
    about = await _about(turn, _as_said(of.kind, of.areas, start, end, turn))
    planned = OutagePlanned(kind=of.kind, areas=of.areas, outage=of.outage, start=start, end=end)
    STEPS.ask(turn, SURE, views.sure(about, turn.tr, context_of(turn)), planned)


async def again(turn: Turn, pressed: Press) -> None:
    """Other hours than those that were shown back."""
    if (asked := STEPS.asked(turn, SURE)) is not None:
        of = read(asked.data, OutagePlanned)
        await _ask_when(turn, kind=of.kind, areas=of.areas, outage_id=of.outage)


async def go(turn: Turn, pressed: Press) -> None:
    """It is right: now it counts."""
    if (asked := STEPS.asked(turn, SURE)) is None:
        return
    of, by, at = read(asked.data, OutagePlanned), me(turn).id, turn.at
    if of.outage:
        changed = Retime(outage_id=of.outage, by=by, at=at, starts_at=of.start, ends_at=of.end)
        outage, told = await retime(changed, turn.work)
    else:
        new = Announce(by=by, at=at, category=of.kind, area_ids=of.areas, starts_at=of.start, ends_at=of.end)
        outage, told = await announce(new, turn.work)
    turn.close(asked)
    turn.edit(views.noted(await _about(turn, outage), told, turn.tr, context_of(turn)))


async def stop(turn: Turn, pressed: Press) -> None:
    """Never mind."""
    if (asked := STEPS.asked(turn)) is not None:
        turn.close(asked)
        turn.edit(View(turn.tr.t("All right, nothing is entered.")))


# --- what is planned already


async def change(turn: Turn, pressed: Press) -> None:
    """Other hours."""
    outage = await turn.work.outage(pressed.ids[0])
    await _ask_when(turn, kind=outage.category, areas=outage.area_ids, outage_id=outage.id)


async def moved(turn: Turn, got: Parts) -> bool:
    """ "停水改到后天了": the one that is to come in one's area gets other hours, shown back; of several, or where it is
    called off, the list. False where none is to come."""
    mine = {one.id for one in await _communities(turn)}
    kinds = [one for one in OUTAGES if one in named(got.text)]
    found = []
    for one in await turn.work.outages(turn.at):
        areas = await turn.work.areas_with(set(one.area_ids))
        if any(mine & set(area.line) for area in areas) and (not kinds or one.category in kinds):
            found.append(one)
    if not found:
        return False
    if len(found) > 1 or _CALLED_OFF.search(got.text):
        await outages(turn)
        return True
    outage = found[0]
    span = _other_hours(outage, got.text, turn)
    of = OutageHours(kind=outage.category, areas=tuple(outage.area_ids), outage=outage.id)
    if span is None:
        await _ask_when(turn, kind=outage.category, areas=outage.area_ids, outage_id=outage.id)
    else:
        await _show(turn, of, *span)
    return True


_CALLED_OFF = later("取消|作废|不停|不发|撤")
_CHANGED_TO = later("(?:改|推迟?|挪|延期?|提前|顺延)(?:到|成|为|至|在)")


def _other_hours(outage: Outage, text: str, turn: Turn) -> tuple[datetime, datetime] | None:
    """From when to when, as it is said now: two hours, of the day that stood where no other is named; or another day
    with the same hours. None where it is over by then."""
    zone = turn.work.settings.zone
    text = _CHANGED_TO.sub(" ", text)
    reading = read_day(text, turn.at, zone)
    span = read_span(hours_in(text), turn.at, zone)
    if span is None and reading is not None and len(reading.days) == 1 and reading.at is None:
        start, end = outage.starts_at.astimezone(zone), outage.ends_at.astimezone(zone)
        shift = reading.days[0] - start.date()
        span = (start + shift).astimezone(UTC), (end + shift).astimezone(UTC)
    return span if span is not None and span[1] > turn.at else None


async def ask_back(turn: Turn, pressed: Press) -> None:
    """It does not take place? All who were told hear so."""
    outage = await turn.work.outage(pressed.ids[0])
    turn.edit(views.sure_back(await _about(turn, outage), turn.tr, context_of(turn)))


async def kept(turn: Turn, pressed: Press) -> None:
    """It does."""
    turn.edit(View(turn.tr.t("All right, nothing is changed.")))


async def back(turn: Turn, pressed: Press) -> None:
    """It does not take place."""
    outage, told = await take_back(OnOutage(outage_id=pressed.ids[0], by=me(turn).id, at=turn.at), turn.work)
    turn.edit(views.taken_back(await _about(turn, outage), told, turn.tr))


async def _to_come(turn: Turn, asked: Question) -> bool:
    """Whether the outage whose hours are asked for is neither over nor taken back."""
    if not isinstance(asked.data, OutageHours) or not asked.data.outage:
        return True
    outage = await turn.work.outage(asked.data.outage)
    return outage.taken_back_at is None and outage.ends_at > turn.at


OFFERS = Offers(
    lives={FLOW: _to_come},
    presses={
        "o_new": kind_chosen,
        "o_at": place_chosen,
        "o_when": when_chosen,
        "o_again": again,
        "o_go": go,
        "o_stop": stop,
        "o_change": change,
        "o_back": ask_back,
        "o_keep": kept,
        "o_off": back,
    },
    steps={
        (FLOW, WHAT): what_written,
        (FLOW, WHERE): place_written,
        (FLOW, WHEN): when_written,
        (FLOW, SURE): when_written,
    },
)
