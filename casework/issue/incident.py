"""Incident 大面积: many reports of one kind in one community are one matter from the beginning (around-an-issue.md §5).

Whoever reports it then is added without any press, by a row of its own: nothing of the matter is written anew, so that
five hundred in ten minutes do not wait for each other. Leaks, burst pipes and danger never join by themselves.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from casework.capabilities import Capability
from casework.issue import planned
from casework.issue.doing import OnIssue, begin
from casework.issue.together import counted_once, join, stays_first
from casework.messages import Kind, Priority, redraw, tell_person
from casework.model.issues import Action, Issue, Outage, Report
from casework.model.people import Post
from casework.ports import Work
from casework.refusals import NotPossibleNow, NotTogether
from casework.timeline import write_line
from casework.transitions import OPEN
from casework.words.likeness import OF_ALL, kinds_like

JOINS = OF_ALL | {"street_light"}
"""Kinds that have one cause wherever they are told in a community (ADR 0035)."""
RUNS_AT_MOST = timedelta(days=3)
"""How far back a running one is sought."""
INCIDENT = "incident"
"""An entry: from now on it is one matter for all; by nobody where the reports alone made it one."""


def joins_by_itself(category: str, *, private: bool, urgent: bool) -> bool:
    """Whether such a report may be added to an incident that runs."""
    return category in JOINS and not private and not urgent


async def running(community_id: int, category: str, at: datetime, work: Work) -> Issue | None:
    """The incident of that kind in the community, as long as it is open."""
    return next((one for one in await _open(community_id, category, at, work) if one.incident_at is not None), None)


async def _open(community_id: int, category: str, at: datetime, work: Work) -> list[Issue]:
    kinds = kinds_like(category) & JOINS | {category}
    found = await work.standing_of_kinds(community_id, kinds, at - RUNS_AT_MOST)
    return [one for one in found if one.state in OPEN and not one.urgent and one.planned_until is None]


async def gathered(new: Issue, at: datetime, work: Work) -> Issue | None:
    """Where a report that is just being filed belongs to an incident, that one; None where it is a matter of its own.

    With so many (5, default) of a kind in a community within so long (30 minutes, default) they become one.
    """
    if not joins_by_itself(new.category, private=new.private, urgent=new.urgent):
        return None
    if (outage := await planned.covering(new.line, new.category, at, work)) is not None:
        return await _of_outage(new, outage, at, work)
    if Capability.INCIDENTS not in work.settings_for(new.line, at).capabilities:
        return None
    near = await _open(new.community_id, new.category, at, work)
    whole = next((one for one in near if one.incident_at is not None), None)
    whole = whole or await _of_so_many(near, 1, new.line, at, work)
    return None if whole is None or (new.reporter_id is not None and whole.is_reporter(new.reporter_id)) else whole


async def too(issue: Issue, at: datetime, work: Work) -> None:
    """A neighbour has it as well, which is a report without a number: with it they may be so many."""
    if not joins_by_itself(issue.category, private=issue.private, urgent=issue.urgent):
        return
    if Capability.INCIDENTS not in work.settings_for(issue.line, at).capabilities:
        return
    near = await _open(issue.community_id, issue.category, at, work)
    if all(one.incident_at is None for one in near) and issue in _lately(near, issue.line, at, work):
        await _of_so_many(near, 0, issue.line, at, work)


async def _of_so_many(near: list[Issue], more: int, line: Sequence[int], at: datetime, work: Work) -> Issue | None:
    """What was reported of it lately, made one where enough homes said so, by a report or by "my home too"; `more` is
    said just now. None where they are too few."""
    recent = _lately(near, line, at, work)
    told = sum(len(one.reports) + one.me_toos for one in recent) + more
    return await _one_of(recent, None, at, work) if told >= work.settings_for(line, at).incident_reports else None


def _lately(several: list[Issue], line: Sequence[int], at: datetime, work: Work) -> list[Issue]:
    """Those that were reported as recently as reports are counted together."""
    since = at - work.settings_for(line, at).incident_within
    return [one for one in several if one.filed_at > since]


async def _of_outage(new: Issue, outage: Outage, at: datetime, work: Work) -> Issue | None:
    """It was planned: known until its end, and an incident from the first report after it."""
    whole = await planned.matter_of(outage, work)
    if whole is None and at < outage.ends_at:
        planned.wait_for(outage, new, work)
    elif whole is None:
        new.incident_at, outage.issue_id = at, new.id
        work.changed(outage)
    elif whole.planned_until is not None and at >= outage.ends_at:
        await planned.take_up(whole, at, work)
    return whole


async def _one_of(
    several: list[Issue], command: OnIssue | None, at: datetime, work: Work, post: Post | None = None
) -> Issue:
    """All of them are one matter; those who reported it hear that."""
    whole, *others = stays_first(several)
    for other in others:
        await join(whole, other, command, post, work, at=at, kind=Kind.INCIDENT)
    whole.incident_at = min(one.filed_at for one in whole.reports)
    await counted_once(whole, whole.reports, work)
    whole.turn += 1
    _note(whole, command, post, at, work)
    for person_id in whole.reporters:
        tell_person(
            work,
            Kind.INCIDENT,
            person_id,
            at,
            Priority.RESIDENT,
            issue=whole,
            key=f"incident:{whole.id}:{person_id}",
        )
    work.changed(whole)
    await redraw(work, whole, at)
    return whole


def _note(whole: Issue, command: OnIssue | None, post: Post | None, at: datetime, work: Work) -> None:
    write_line(
        whole,
        INCIDENT,
        at,
        work,
        person_id=command.by if command else None,
        post_id=post.id if post else None,
        chat_id=command.chat_id if command else None,
    )


async def add(whole: Issue, report: Report, at: datetime, work: Work) -> None:
    """One more has it: one message to the reporter, and the count on the cards."""
    report.issue_id = whole.id
    work.add(report)
    whole.reports.append(report)
    await counted_once(whole, [report], work)
    tell_person(work, Kind.INCIDENT, report.reporter_id, at, Priority.RESIDENT, issue=whole)
    await redraw(work, whole, at)


async def declare(command: OnIssue, work: Work) -> Issue:
    """A manager says that it is an incident: what stands of the kind in the community, and was reported as recently as
    the reports alone would count, is one matter with it. Raises NotTogether for a private or urgent one."""
    issue, post = await begin(command, Action.DECLARE, work)
    if issue.private or issue.urgent:
        raise NotTogether(issue=issue, other=issue)
    if issue.incident_at is not None:
        raise NotPossibleNow(state=issue.state, action=Action.DECLARE)
    near = [one for one in await _open(issue.community_id, issue.category, command.at, work) if one is not issue]
    return await _one_of([issue, *_lately(near, issue.line, command.at, work)], command, command.at, work, post)
