"""The same day 当天: today's issues with neither a result nor a promise, shown to their holders and the community."""

from collections.abc import Callable
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
from casework.rota import DAY
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
    """Hours of the next seven days that the rota gives to nobody who is there: said when they come into sight, and the
    day before, to who manages the place (around-an-issue.md §1)."""
    assert deadline.area_id is not None
    at, area = deadline.due_at, await work.area(deadline.area_id)
    zone = work.settings_for(area.line, at).zone
    for role, place in ((Role.COMMUNITY_MANAGER, area.line[:1]), (Role.SUBDISTRICT_MANAGER, area.line[1:2])):
        if role is Role.SUBDISTRICT_MANAGER and not await _first_below(area, work):
            continue  # said once, by the first of its communities
        for area_id in place:
            found = await duty.gaps((area_id,), role, at, zone, work)
            near = [one for one in found if one[0] < at + DAY or one[0] >= at + 6 * DAY]
            managers = (await work.area(area_id)).line
            to = await duty.first_of(managers, None, (role, Role.SUBDISTRICT_MANAGER), at, work)
            if near and to is not None:
                hours = tuple((start.timestamp(), end.timestamp()) for start, end in near)
                data = DutyGap(area=area_id, role=role, hours=hours)
                tell_person(work, Kind.DUTY_GAP, to.person_id, at, Priority.NOTICE, data=data)


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
