"""The same day 当天: today's issues with neither a result nor a promise, shown to their holders and the community."""

from collections.abc import Callable, Sequence
from datetime import datetime

from casework import duty
from casework.calendar import MADE_UP, Rule
from casework.clock import ladder
from casework.clock import limits as clock
from casework.clock.falling_due import fired
from casework.clock.lateness import unpaid
from casework.issue.checking import draw_month
from casework.issue.posting import post_week
from casework.messages import Kind, Priority, tell_person
from casework.model.deadlines import Deadline, DeadlineKind
from casework.model.issues import Issue
from casework.model.people import Role
from casework.model.places import Area, AreaKind
from casework.model.subjects import Subject, SubjectKind
from casework.ports import OtherDue, Work
from casework.rota import DAY, Seat
from casework.settings import Settings
from casework.told import DutyGap, ListOf, ListsMissed
from casework.transitions import OPEN


def without_word(issue: Issue) -> bool:
    """Neither a result nor a promise that was told; what has no clock, waits for the end
    of an outage, or is put off, owes none."""
    if clock.has_no_clock(issue) or issue.planned_until is not None or clock.put_off_until(issue) is not None:
        return False
    return issue.state in OPEN and issue.promise_told_at is None


async def _today(deadline: Deadline, work: Work) -> list[Issue]:
    assert deadline.area_id is not None
    since = clock.midnight(deadline.due_at, work.settings.zone)
    filed = await work.filed_since(deadline.area_id, since)
    return [issue for issue in filed if without_word(issue)]


async def _same_day_holders(deadline: Deadline, work: Work) -> None:
    holders = set()
    for issue in [one for one in await _today(deadline, work) if not await unpaid(one, work)]:
        if await ladder.ask_cover(issue, deadline.due_at, work, why="today") is None and issue.holder_id is not None:
            holders.add(issue.holder_id)
    assert deadline.area_id is not None
    since = clock.midnight(deadline.due_at, work.settings.zone).timestamp()
    for person_id in sorted(holders):
        tell_person(
            work,
            Kind.SAME_DAY_HOLDER,
            person_id,
            deadline.due_at,
            Priority.RESIDENT,
            data=ListOf(area_id=deadline.area_id, since=since),
        )


async def _same_day_community(deadline: Deadline, work: Work) -> None:
    assert deadline.area_id is not None
    open_today = await _today(deadline, work)
    if not open_today:
        return
    area = await work.area(deadline.area_id)
    post = await duty.first_of(area.line, None, (Role.COMMUNITY_MANAGER,), deadline.due_at, work)
    since = clock.midnight(deadline.due_at, work.settings.zone).timestamp()
    if post is not None:
        tell_person(
            work,
            Kind.SAME_DAY_COMMUNITY,
            post.person_id,
            deadline.due_at,
            Priority.RESIDENT,
            data=ListOf(area_id=area.id, since=since),
        )


async def _duty_gaps(deadline: Deadline, work: Work) -> None:
    """Hours of the next seven days that a rota gives to nobody who is there: said when they come into sight, and the
    day before, to who manages the place (around-an-issue.md §1). Of the community and all that lies in it; and of what
    lies above it, or in no community, by the first of its subdistrict."""
    assert deadline.area_id is not None
    at, area = deadline.due_at, await work.area(deadline.area_id)
    zone = work.settings_for(area.line, at).zone
    seats = await work.rota_seats(area.id)
    if len(area.line) > 1 and await _first_below(area, work):
        around = await work.rota_seats(area.line[1])
        seats += [one for one in around if one not in seats and await _above(one, work)]
    for seat in seats:
        line = await _line_of(seat, work)
        if seat.estate_id is not None and area.id not in line:
            continue  # it lies in two communities, and is said in the first
        found = await duty.gaps(
            line[:1] if seat.estate_id is None else (), seat.role, at, zone, work, estate_id=seat.estate_id
        )
        near = [one for one in found if one[0] < at + DAY or one[0] >= at + 6 * DAY]
        to = await duty.first_of(line, None, MANAGE_ROTAS, at, work) if near else None
        if to is not None:
            hours = tuple((start.timestamp(), end.timestamp()) for start, end in near)
            data = DutyGap(area=seat.area_id or area.id, estate=seat.estate_id, role=seat.role, hours=hours)
            tell_person(work, Kind.DUTY_GAP, to.person_id, at, Priority.NOTICE, data=data)


MANAGE_ROTAS = (Role.COMMUNITY_MANAGER, Role.SUBDISTRICT_MANAGER)
"""Who is told of a gap: the first of these that the place has."""


async def _line_of(seat: Seat, work: Work) -> Sequence[int]:
    """Of its area; of an estate that of its first building."""
    if seat.area_id is not None:
        return (await work.area(seat.area_id)).line
    assert seat.estate_id is not None
    return next((one.line for one in await work.areas_of_estate(seat.estate_id)), ())


async def _above(seat: Seat, work: Work) -> bool:
    """Whether it lies in no community."""
    if seat.area_id is None:
        return False
    kinds = {one.kind for one in await work.areas_with((await work.area(seat.area_id)).line)}
    return AreaKind.COMMUNITY not in kinds


async def _first_below(area: Area, work: Work) -> bool:
    sisters = [one for one in await work.areas_of_kind(AreaKind.COMMUNITY) if one.parent_id == area.parent_id]
    return bool(sisters) and sisters[0].id == area.id


LISTS = {
    DeadlineKind.SAME_DAY_HOLDERS: _same_day_holders,
    DeadlineKind.SAME_DAY_COMMUNITY: _same_day_community,
    DeadlineKind.DUTY_GAPS: _duty_gaps,
    DeadlineKind.WALL_WEEK: post_week,
    DeadlineKind.CHECKS: draw_month,
}
MONTHLY = frozenset({DeadlineKind.CHECKS})
"""What is due on one day of the month, whoever serves on it: what is told waits for the next."""


RULES: dict[DeadlineKind, Callable[[Settings], Rule]] = {
    DeadlineKind.SAME_DAY_HOLDERS: lambda settings: Rule(at=settings.same_day_holders_at),
    DeadlineKind.SAME_DAY_COMMUNITY: lambda settings: Rule(at=settings.same_day_community_at),
    DeadlineKind.DUTY_GAPS: lambda settings: Rule(at=settings.remind_at),
    DeadlineKind.WALL_WEEK: lambda settings: Rule(at=settings.week_at, weekdays="fri"),
    DeadlineKind.CHECKS: lambda settings: Rule(at=settings.remind_at, days="1"),
}


def _next(kind: DeadlineKind, after: datetime, work: Work) -> datetime:
    return work.calendar.next_time(RULES[kind](work.settings), after, work.settings.zone)


async def _list(deadline: Deadline, now: datetime, work: Work) -> None:
    """Show the list, where anybody serves that day, and set the next one's."""
    assert deadline.area_id is not None
    service = work.settings_for((await work.area(deadline.area_id)).line, deadline.due_at).service
    if deadline.kind in MONTHLY or service.windows(service.date_of(deadline.due_at)):
        await LISTS[deadline.kind](deadline, work)
    fired(deadline, work)
    due = _next(deadline.kind, max(deadline.due_at, now - MADE_UP), work)
    if (
        deadline.kind is DeadlineKind.SAME_DAY_COMMUNITY
        and (missed := _next(deadline.kind, deadline.due_at, work)) < due
    ):
        await _say_missed(deadline.area_id, missed, due, now, work)
    work.add(Deadline(id=work.new_id(), kind=deadline.kind, due_at=due, subject=deadline.subject))


async def _say_missed(area_id: int, first: datetime, until: datetime, now: datetime, work: Work) -> None:
    """Lists of days on which the machine stood still, and that nobody gets any more: whoever manages the place hears
    so, once."""
    area = await work.area(area_id)
    post = await duty.first_of(area.line, None, (Role.COMMUNITY_MANAGER, Role.SUBDISTRICT_MANAGER), now, work)
    if post is not None:
        data = ListsMissed(area=area_id, days=(first.timestamp(), (until - DAY).timestamp()))
        key = f"lists-missed:{post.person_id}"  # who manages several places hears it once
        tell_person(work, Kind.LISTS_MISSED, post.person_id, now, Priority.NOTICE, key=key, data=data)


DUE_OTHERS: dict[DeadlineKind, OtherDue] = dict.fromkeys(LISTS, _list)


async def ensure_calendar(now: datetime, work: Work) -> None:
    """Every community has its next lists; called at start and after a roster import."""
    for kind in LISTS:
        have = {deadline.area_id for deadline in await work.calendar_deadlines(kind)}
        due = _next(kind, now, work)
        for area in await work.areas_of_kind(AreaKind.COMMUNITY):
            if area.id not in have:
                subject = Subject(SubjectKind.AREA, area.id)
                work.add(Deadline(id=work.new_id(), kind=kind, due_at=due, subject=subject))
