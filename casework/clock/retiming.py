"""Hours, days and limits of an area: who sets them, and what becomes of what is due there (around-an-issue.md §2).

The rows are written first; a deadline of each area, due at once, then moves what is open. So whoever writes them, the
command line too, needs no time for it, and a crash in between loses nothing.
"""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta

from casework.area_settings import HOURS, INHERIT, read_value
from casework.clock import limits as clock
from casework.clock.falling_due import fired
from casework.frozen import frozen
from casework.hours import Day, DayKind, parse_windows
from casework.lines import DayChanged
from casework.messages import Kind, Priority, redraw, tell_person, tell_reporter
from casework.model.deadlines import Deadline, DeadlineKind
from casework.model.issues import Issue
from casework.model.places import Area, AreaKind, Setting
from casework.model.subjects import Subject, SubjectKind
from casework.model.timeline import Entry, Visibility
from casework.ports import OtherDue, Work
from casework.timeline import write_line
from casework.transitions import OPEN
from casework.working_time import opening

AT_ONCE = 100_000
"""Open issues of one area."""
NAMED = (DeadlineKind.OPENING, DeadlineKind.UNDERSTAND, DeadlineKind.REPLY)
"""Times that the reporter was given."""


@frozen(kw_only=True)
class Set:
    """An area, or the whole neighbourhood, sets something, from that day on. `by` None: the command line."""

    at: datetime
    key: str
    value: str
    area_id: int | None = None
    by: int | None = None
    since: datetime | None = None


async def set_for_area(command: Set, work: Work) -> Setting:
    """A row more; "" takes back what the area said. What is open there is due anew. Raises SettingRefused, NotFound."""
    if command.value != INHERIT:
        read_value(command.key, command.value)
    areas = await counted_by(command.area_id, work)
    row = Setting(
        id=work.new_id(),
        key=command.key,
        value=command.value,
        since=command.since or command.at,
        at=command.at,
        area_id=command.area_id,
        person_id=command.by,
    )
    work.add(row)
    if command.key == HOURS:
        await retime_soon(areas, command.at, work)
    return row


@frozen(kw_only=True)
class Said:
    """What a date is."""

    day: date
    kind: DayKind
    hours: str = ""
    name: str = ""
    provisional: bool = False


@frozen(kw_only=True)
class SetDays:
    """Dates that are something else than their weekday says, and who says so. `by` None: the command line."""

    at: datetime
    days: Sequence[Said]
    source: str
    area_id: int | None = None
    by: int | None = None


async def set_days(command: SetDays, known: Collection[Day], work: Work) -> list[Day]:
    """Rows for what is not known so already (`known`: the newest rows); what is open is due anew. The new rows.

    Raises HoursError, NotFound.
    """
    areas = await counted_by(command.area_id, work)
    before = {one.day: one for one in sorted(known, key=lambda one: one.id) if one.area_id == command.area_id}
    new = []
    for said in command.days:
        if said.kind is DayKind.OWN:
            parse_windows(said.hours)
        old = before.get(said.day)
        if old is not None and (old.kind, old.hours, old.provisional) == (said.kind, said.hours, said.provisional):
            continue
        row = Day(
            id=work.new_id(),
            day=said.day,
            kind=said.kind,
            hours=said.hours,
            name=said.name,
            source=command.source,
            provisional=said.provisional,
            area_id=command.area_id,
            at=command.at,
            person_id=command.by,
        )
        work.add(row)
        new.append(row)
    if new:
        await retime_soon(areas, command.at, work)
    return new


async def counted_by(area_id: int | None, work: Work) -> list[Area]:
    """Whose matters are concerned: they are counted by community, or by what lies under none."""
    found = [area for kind in (AreaKind.SUBDISTRICT, AreaKind.COMMUNITY) for area in await work.areas_of_kind(kind)]
    if area_id is None:
        return found
    line = (await work.area(area_id)).line
    return [area for area in found if area.id in line or area_id in area.line]


async def retime_soon(areas: Sequence[Area], at: datetime, work: Work) -> None:
    """What is open there is due anew, in a moment."""
    waits = {deadline.area_id for deadline in await work.calendar_deadlines(DeadlineKind.RETIME)}
    for area in areas:
        if area.id not in waits:
            subject = Subject(SubjectKind.AREA, area.id)
            work.add(Deadline(id=work.new_id(), kind=DeadlineKind.RETIME, due_at=at, subject=subject))


async def _retime(deadline: Deadline, now: datetime, work: Work) -> None:
    """Move what is open there, and tell those who were given a day or a time that is another now."""
    fired(deadline, work)
    assert deadline.area_id is not None
    for issue in await work.standing_in((deadline.area_id,), AT_ONCE):
        if issue.community_id == deadline.area_id and issue.state in OPEN:
            await _move(issue, now, work)


async def _move(issue: Issue, now: datetime, work: Work) -> None:
    zone = work.settings_for(issue.line, issue.t0).zone

    def named() -> dict[DeadlineKind, date]:
        return {one.kind: one.due_at.astimezone(zone).date() for one in clock.running(issue, *NAMED)}

    before = named()
    clock.retime(issue, work)
    for deadline in clock.running(issue, DeadlineKind.OPENING, DeadlineKind.RECORDED):
        due = opening(issue.t0, clock.service_of(issue, work))
        if due != deadline.due_at:
            deadline.due_at = due
            work.changed(deadline)
    moved = _move_promise(issue, now, work)
    if moved is not None or named() != before:
        work.changed(issue)
        entry = _note(issue, moved, now, work)
        tell_reporter(work, Kind.DAY_CHANGED_OWN, issue, now, entry=entry)
        tell_person(work, Kind.DAY_CHANGED, issue.holder_id, now, Priority.PING, issue=issue, entry=entry)
        await redraw(work, issue, now)


def _move_promise(issue: Issue, now: datetime, work: Work) -> date | None:
    """A promised day that is the category's limit moves with it; the day before, if it moved. Its hours always do."""
    made = issue.promise
    if made is None:
        return None
    settings = work.settings_for(issue.line, issue.t0)
    was, due = made.on_day, clock.limit_due(issue, work)
    if made.by_limit and not made.moved and due is not None:
        day = settings.service.date_of(due - timedelta(microseconds=1))
        made.on_day = max(day, settings.service.date_of(now))
    if made.told_at is not None:
        clock.retime_promise(issue, work, now)
    if made.on_day == was:
        return None
    work.changed(made)
    return was


def _note(issue: Issue, was: date | None, at: datetime, work: Work) -> Entry:
    return write_line(
        issue,
        "day_changed",
        at,
        work,
        visibility=Visibility.PUBLIC,
        data=DayChanged(was=was),
    )


DUE_OTHERS: dict[DeadlineKind, OtherDue] = {DeadlineKind.RETIME: _retime}


def beginning_of(day: date, work: Work) -> datetime:
    """When that local day begins: from when a setting holds."""
    return clock.local(day, time(0), work.settings.zone)
