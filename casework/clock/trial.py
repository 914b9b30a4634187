"""Going live 试运行: an area tries it out, and nobody above the community is rung (around-an-issue.md §11).

Everything else runs as always, and what would have rung is a line on the timeline. In a dry run nobody is rung at all.
Danger and private matters are never tried out: who is in danger rings everybody, and a complaint reaches whom it must.
"""

from datetime import date, datetime, timedelta

from casework import duty
from casework.area_settings import INHERIT, TRIAL, SettingRefused
from casework.clock import limits as clock
from casework.clock.falling_due import fired
from casework.clock.retiming import Set, set_for_area
from casework.data import Data, read
from casework.frozen import frozen
from casework.lines import Rung
from casework.messages import Kind, Priority, tell_person
from casework.model.deadlines import Deadline, DeadlineKind
from casework.model.issues import Issue
from casework.model.people import Role
from casework.model.places import Area, Setting
from casework.model.subjects import Subject, SubjectKind
from casework.model.timeline import Visibility
from casework.ports import OtherDue, Work
from casework.settings import Trial
from casework.tiers import ABOVE_COMMUNITY, communities_of
from casework.timeline import write_line
from casework.told import TrialBegun, TrialOver

WEEKS = timedelta(weeks=2)
WOULD_RING = "would_ring"


def spares(issue: Issue, role: Role, at: datetime, work: Work) -> bool:
    """Whether nobody of that role is rung, because the area tries it out."""
    trial = _tried_with(issue, at, work)
    return trial is not None and (trial.dry or role in ABOVE_COMMUNITY)


def spares_holder(issue: Issue, at: datetime, work: Work) -> bool:
    """In a dry run not even the holder is reminded; what would have rung is noted, as the holder's rung 0."""
    trial = _tried_with(issue, at, work)
    return trial is not None and trial.dry


def _tried_with(issue: Issue, at: datetime, work: Work) -> Trial | None:
    return None if issue.urgent or issue.private else work.settings_for(issue.line, at).trial_at(at)


def spares_rung(issue: Issue, rung: int, at: datetime, work: Work) -> bool:
    """The same of everybody whom a rung asks."""
    return all(spares(issue, role, at, work) for role in work.settings_for(issue.line, at).rung(rung).roles)


def note(issue: Issue, rung: int, at: datetime, work: Work) -> None:
    """What would have rung, for the list of a dry run and the report at the end."""
    write_line(issue, WOULD_RING, at, work, visibility=Visibility.STAFF, data=Rung(rung=rung))


@frozen(kw_only=True)
class Try:
    """An area tries it out until the end of that local day; `until` None: it has, and rings from now on. `by` None:
    the command line."""

    at: datetime
    area_id: int
    until: date | None
    dry: bool = False
    by: int | None = None


async def try_out(command: Try, work: Work) -> Setting:
    """A row, and the deadline of the report at its end. Raises NotFound, SettingRefused."""
    area = await work.area(command.area_id)
    value = INHERIT
    trial = work.settings_for(area.line, command.at).trial_at(command.at)
    if command.until is None and trial is None:
        raise SettingRefused("nothing is tried out there")
    if command.until is not None:
        if command.until < command.at.astimezone(work.settings.zone).date():
            raise SettingRefused("{day} is over", day=command.until.isoformat())
        value = f"{command.until.isoformat()}{' dry' if command.dry else ''}"
    row = await set_for_area(Set(at=command.at, key=TRIAL, value=value, area_id=area.id, by=command.by), work)
    if trial is None and command.until is not None:
        data = TrialBegun(area=area.id, until=command.until, dry=command.dry)
        await _tell_managers(area, Kind.TRIAL_BEGUN, command.at, data, work)
    end = command.at
    if command.until is not None:
        end = clock.local(command.until + timedelta(days=1), work.settings.remind_at, work.settings.zone)
    waits = [one for one in await work.calendar_deadlines(DeadlineKind.TRIAL_END) if one.area_id == area.id]
    for one in waits:
        one.due_at = end
        work.changed(one)
    if not waits:
        subject = Subject(SubjectKind.AREA, area.id)
        work.add(Deadline(id=work.new_id(), kind=DeadlineKind.TRIAL_END, due_at=end, subject=subject))
    return row


async def _end(deadline: Deadline, now: datetime, work: Work) -> None:
    """What it brought, to the managers of the area."""
    fired(deadline, work)
    assert deadline.area_id is not None
    area = await work.area(deadline.area_id)
    since = await began(area, work)
    assert since is not None
    data = TrialOver(area=area.id, since=since.timestamp())
    await _tell_managers(area, Kind.TRIAL_OVER, deadline.due_at, data, work)


async def _tell_managers(area: Area, kind: Kind, at: datetime, data: Data, work: Work) -> None:
    """Whoever is on duty for the community, and for the subdistrict."""
    told: set[int | None] = set()
    for role in (Role.COMMUNITY_MANAGER, Role.SUBDISTRICT_MANAGER):
        post = await duty.first_of(area.line, None, (role,), at, work)
        if post is not None and post.person_id not in told:
            told.add(post.person_id)
            tell_person(work, kind, post.person_id, at, Priority.NOTICE, data=data)


async def began(area: Area, work: Work) -> datetime | None:
    """When the area's newest trial began, however often it was prolonged; None if there was none."""
    since = None
    trying = False
    for row in await work.known_settings():
        if row.key == TRIAL and row.area_id == area.id:
            if row.value != INHERIT and not trying:
                since = row.since
            trying = row.value != INHERIT
    return since


@frozen(kw_only=True)
class Tried:
    """What a trial brought: matters filed, told a plan, done; and what would have rung, when and at which rung."""

    filed: int
    told: int
    done: int
    would_have_rung: list[tuple[Issue, datetime, int]]


async def tried(area: Area, since: datetime, work: Work) -> Tried:
    """Counted from the rows of its matters."""
    communities = await communities_of(area.id, work)
    issues = [issue for one in communities or [area] for issue in await work.filed_since(one.id, since)]
    rang = [
        (issue, entry.at, read(entry.data, Rung).rung)
        for issue in issues
        for entry in await work.timeline(issue.id)
        if entry.action == WOULD_RING and entry.at >= since
    ]
    return Tried(
        filed=len(issues),
        told=sum(issue.now.replied_at is not None for issue in issues),
        done=sum(issue.now.resolved_at is not None for issue in issues),
        would_have_rung=sorted(rang, key=lambda one: (one[1], one[0].id)),
    )


DUE_OTHERS: dict[DeadlineKind, OtherDue] = {DeadlineKind.TRIAL_END: _end}
