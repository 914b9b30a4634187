"""A planned outage has other hours, or does not take place: what becomes of what was reported inside.

A home that is off by another planned outage all the same stays answered by that one; the others count from now.
"""

from datetime import datetime

from casework.clock import limits as clock
from casework.frozen import frozen
from casework.issue.doing import OnIssue
from casework.issue.planned import (
    CHANGED,
    TAKEN_BACK,
    OnOutage,
    Told,
    as_before,
    covering,
    matter_of,
    mine,
    take_up,
    tell_groups,
    wait_for,
    waiting_in,
)
from casework.issue.together import join, part
from casework.messages import Kind, Priority, redraw, tell_person
from casework.model.deadlines import DeadlineKind
from casework.model.issues import Issue, Outage, Report
from casework.ports import Work
from casework.refusals import AlreadyOver
from casework.told import Counts


@frozen(kw_only=True)
class Retime(OnOutage):
    """It is from when to when."""

    starts_at: datetime
    ends_at: datetime


async def retime(command: Retime, work: Work) -> tuple[Outage, Told]:
    """Other hours; who reported it inside hears until when. Raises NotYours, NotFound, AlreadyOver."""
    outage = await mine(command, work)
    if command.ends_at <= max(command.at, command.starts_at):
        raise AlreadyOver
    outage.starts_at, outage.ends_at = command.starts_at, command.ends_at
    outage.changed_at, outage.changed_by_id = command.at, command.by
    work.changed(outage)
    issue = await waiting_in(outage, work)
    if issue is not None and outage.starts_at > command.at:
        await _let_go(issue, command, work)
    elif issue is not None:
        await as_before(issue, outage, command.at, work)
    return outage, await tell_groups(outage, CHANGED, command.by, command.at, work)


async def take_back(command: OnOutage, work: Work) -> tuple[Outage, Told]:
    """It does not take place: whoever has none all the same is a report like any other. Raises NotYours, NotFound."""
    outage = await mine(command, work)
    outage.taken_back_at, outage.changed_by_id = command.at, command.by
    work.changed(outage)
    if (issue := await waiting_in(outage, work)) is not None:
        await _let_go(issue, command, work)
    return outage, await tell_groups(outage, TAKEN_BACK, command.by, command.at, work)


async def _let_go(issue: Issue, command: OnOutage, work: Work) -> None:
    others: dict[int, tuple[Outage, list[Report]]] = {}
    for report in issue.reports:
        line = (await work.area(report.area_id)).line
        other = await covering(line, issue.category, command.at, work)
        if other is not None and other.ends_at > command.at:
            others.setdefault(other.id, (other, []))[1].append(report)
    free = len(issue.reports) - sum(len(reports) for _, reports in others.values())
    staying = None if free or not others else others.popitem()[1][0]
    for other, reports in others.values():
        for report in reports:
            on = OnIssue(issue_id=issue.id, by=command.by, at=command.at)
            await _answered_by(await part(issue, report, on, work), other, command.at, work)
    if staying is not None:
        await _answered_by(issue, staying, command.at, work)
    else:
        issue.incident_at = issue.filed_at  # known since somebody said so, not since it was to begin
        await take_up(issue, command.at, work)
        _tell(issue, issue.reporters, command.at, work, counts=True)


async def _answered_by(issue: Issue, other: Outage, at: datetime, work: Work) -> None:
    """It waits for the end of the other outage, with whatever was reported of that one."""
    clock.cancel(issue, work, at, DeadlineKind.OUTAGE_END)
    reporters, whole = list(issue.reporters), await matter_of(other, work)
    if whole is None:
        wait_for(other, issue, work)
        work.changed(issue)
        await redraw(work, issue, at)
    else:
        issue.planned_until = None
        await join(whole, issue, None, None, work, at=at, kind=Kind.INCIDENT)
    _tell(whole or issue, reporters, at, work)


def _tell(issue: Issue, people: list[int], at: datetime, work: Work, *, counts: bool = False) -> None:
    for person_id in people:
        tell_person(work, Kind.INCIDENT, person_id, at, Priority.RESIDENT, issue=issue, data=Counts(counts=counts))
