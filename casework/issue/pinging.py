"""What people answer to a ping, and what becomes of one that reaches nobody domain.md §3."""

from datetime import datetime

from casework.clock import ladder
from casework.clock.falling_due import catch_up
from casework.clock.lateness import nudge_holder
from casework.frozen import frozen
from casework.issue.doing import OnIssue, begin, step
from casework.messages import Kind, Priority, redraw, tell_person, tidy
from casework.model.deadlines import PingAnswer
from casework.model.issues import Action, Issue
from casework.model.people import Use
from casework.model.timeline import Visibility
from casework.ports import Work
from casework.refusals import NudgedAlready
from casework.timeline import write_line


async def watch(command: OnIssue, work: Work) -> Issue:
    """ "I know, I'm watching": ends the round and silences it; the holder stays the holder, no deadline stops."""
    issue, post = await begin(command, Action.WATCH, work)
    step(issue, Action.WATCH, command, post, work, visibility=Visibility.STAFF)
    if issue.unanswered:  # the line that nobody answers is no longer true
        await tidy(work, issue, command.at)
    await ladder.watched(issue, command.by, command.at, work)
    await redraw(work, issue, command.at)
    return issue


async def nudge(command: OnIssue, work: Work) -> Issue:
    """The reporter asks how it stands, or a manager hurries the holder. Raises NudgedAlready."""
    issue, post = await begin(command, Action.NUDGE, work)
    since = command.at - work.settings.nudge_every
    if any(
        e.action == Action.NUDGE and e.person_id == command.by and e.at > since for e in await work.timeline(issue.id)
    ):
        raise NudgedAlready(what=Use.NUDGE, within=work.settings.nudge_every)
    entry = step(issue, Action.NUDGE, command, post, work)
    if issue.is_reporter(command.by):
        if await ladder.ask_cover(issue, command.at, work, why="resident") is not None:
            return issue
        people = {issue.holder_id} if issue.holder_id else {p.person_id for p in issue.pings if p.live}
        for person_id in sorted(one for one in people if one is not None):
            tell_person(work, Kind.RESIDENT_ASKS, person_id, command.at, Priority.RESIDENT, issue=issue, entry=entry)
    else:
        await nudge_holder(issue, command.at, work, why="manager", by=post.id if post else None)
    return issue


@frozen(kw_only=True)
class Unreachable:
    """A ping could not be delivered for good: never started, blocked, deactivated (Bot API, 403)."""

    issue_id: int
    ping_id: int
    at: datetime


async def unreachable(command: Unreachable, work: Work) -> None:
    """The next person is asked at once; with nobody left in that tier who could be reached, the next tier."""
    issue = await work.issue(command.issue_id)
    await catch_up(issue, command.at, work)
    lost = next((ping for ping in issue.pings if ping.id == command.ping_id), None)
    if lost is None or not lost.live:
        return
    lost.answer, lost.answered_at = PingAnswer.UNREACHABLE, command.at
    work.changed(lost)
    person = await work.person(lost.person_id)
    person.reachable = False
    work.changed(person)
    write_line(issue, "unreachable", command.at, work, post_id=lost.post_id, visibility=Visibility.STAFF)
    work.changed(issue)
    await ladder.ask_next(issue, lost, command.at, work)
    await redraw(work, issue, command.at)
