"""What people answer to a ping, and what becomes of one that reaches nobody domain.md §3."""

from datetime import datetime

from casework.clock import ladder
from casework.clock.falling_due import catch_up
from casework.clock.lateness import nudge_holder
from casework.frozen import frozen
from casework.issue.doing import OnIssue, begin, step
from casework.issue.triage import Speak
from casework.messages import Kind, Priority, redraw, tell_person, tidy
from casework.model.deadlines import PingAnswer
from casework.model.issues import Action, Issue
from casework.model.people import Use
from casework.model.timeline import Visibility
from casework.ports import Work
from casework.refusals import NudgedAlready
from casework.timeline import write_line
from casework.transitions import possible
from casework.words.asking import urges


async def watch(command: OnIssue, work: Work) -> Issue:
    """ "I know, I'm watching": ends the round and silences it; the holder stays the holder, no deadline stops."""
    issue, post = await begin(command, Action.WATCH, work)
    step(issue, Action.WATCH, command, post, work, visibility=Visibility.STAFF)
    if issue.unanswered:  # the line that nobody answers is no longer true
        await tidy(work, issue, command.at)
    await ladder.watched(issue, command.by, command.at, work)
    await redraw(work, issue, command.at)
    return issue


def _asked_of(issue: Issue) -> list[int]:
    """Who has it, else who is asked at this moment."""
    people = {issue.holder_id} if issue.holder_id else {ping.person_id for ping in issue.pings if ping.live}
    return sorted(one for one in people if one is not None)


async def nudge(command: OnIssue, work: Work) -> Issue:
    """The reporter asks how it stands, or a manager hurries the holder. Raises NudgedAlready."""
    issue, post = await begin(command, Action.NUDGE, work)
    if await _nudged(command, work):
        raise NudgedAlready(what=Use.NUDGE, within=work.settings.nudge_every)
    entry = step(issue, Action.NUDGE, command, post, work)
    if issue.is_reporter(command.by):
        if await ladder.ask_cover(issue, command.at, work, why="resident") is not None:
            return issue
        for person_id in _asked_of(issue):
            tell_person(work, Kind.RESIDENT_ASKS, person_id, command.at, Priority.RESIDENT, issue=issue, entry=entry)
    else:
        await nudge_holder(issue, command.at, work, why="manager", by=post.id if post else None)
    return issue


async def _nudged(command: OnIssue, work: Work) -> bool:
    since = command.at - work.settings.nudge_every
    lines = await work.timeline(command.issue_id)
    return any(one.action == Action.NUDGE and one.person_id == command.by and one.at > since for one in lines)


async def urge(command: Speak, work: Work) -> bool:
    """ "Send somebody, quickly", which was added to what nobody has: whoever is asked for it reads that, as often as
    `nudge` may ask. Whether anybody was rung."""
    issue = await work.issue(command.issue_id)
    able = issue.holder_id is None and not issue.urgent and possible(issue.state, Action.NUDGE)
    if not able or not urges(command.text) or await _nudged(command, work) or not _asked_of(issue):
        return False
    said = [one for one in await work.timeline(issue.id) if one.action == Action.AMEND and one.person_id == command.by]
    issue, post = await begin(command, Action.NUDGE, work)
    step(issue, Action.NUDGE, command, post, work)
    for person_id in _asked_of(issue):
        about = said[-1] if said else None
        tell_person(work, Kind.RESIDENT_ASKS, person_id, command.at, Priority.RESIDENT, issue=issue, entry=about)
    return True


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
