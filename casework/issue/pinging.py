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
from casework.model.people import Post, Use
from casework.model.timeline import Entry, Visibility
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


async def _asked_of(issue: Issue, work: Work) -> list[Post]:
    """Who has it, else who is asked at this moment, else who said last that he or she watches it: those whom a message
    reaches. Nobody, where all of them have left."""
    if issue.holder_id is not None and issue.holder_post_id is not None:
        able = [await work.post(issue.holder_post_id)]
    else:
        live = [one for one in issue.pings if one.live]
        watching = [one for one in issue.pings if one.answer is PingAnswer.WATCH]
        ids = dict.fromkeys(one.post_id for one in live or watching[-1:])
        able = [await work.post(one) for one in ids]
    return [one for one in able if one.person_id is not None and one.reachable]


async def nudge(command: OnIssue, work: Work) -> list[Post]:
    """The reporter asks how it stands, or a manager hurries the holder. Whom the reporter's question was sent to: where
    that is nobody, nothing was asked, and it may be asked again. Raises NudgedAlready."""
    issue, post = await begin(command, Action.NUDGE, work)
    if await _nudged(command, work):
        raise NudgedAlready(what=Use.NUDGE, within=work.settings.nudge_every)
    if not issue.is_reporter(command.by):
        step(issue, Action.NUDGE, command, post, work)
        await nudge_holder(issue, command.at, work, why="manager", by=post.id if post else None)
        return []
    cover = await ladder.cover_of(issue, command.at, work)
    asked = [cover] if cover is not None else await _asked_of(issue, work)
    if not asked:
        return []
    entry = step(issue, Action.NUDGE, command, post, work)
    if cover is not None:
        await ladder.ask_cover(issue, command.at, work, why="resident")
    else:
        await _tell(asked, issue, entry, command.at, work)
    return asked


async def _tell(asked: list[Post], issue: Issue, about: Entry | None, at: datetime, work: Work) -> None:
    for person_id in sorted({one.person_id for one in asked if one.person_id is not None}):
        tell_person(work, Kind.RESIDENT_ASKS, person_id, at, Priority.RESIDENT, issue=issue, entry=about)


async def _nudged(command: OnIssue, work: Work) -> bool:
    since = command.at - work.settings.nudge_every
    lines = await work.timeline(command.issue_id)
    return any(one.action == Action.NUDGE and one.person_id == command.by and one.at > since for one in lines)


async def urge(command: Speak, work: Work) -> bool:
    """ "Send somebody, quickly", which was added to what nobody has: whoever is asked for it reads that, as often as
    `nudge` may ask. Whether anybody was rung."""
    issue = await work.issue(command.issue_id)
    able = issue.holder_id is None and not issue.urgent and possible(issue.state, Action.NUDGE)
    if not able or not urges(command.text) or await _nudged(command, work):
        return False
    asked = await _asked_of(issue, work)
    if not asked:
        return False
    said = [one for one in await work.timeline(issue.id) if one.action == Action.AMEND and one.person_id == command.by]
    issue, post = await begin(command, Action.NUDGE, work)
    step(issue, Action.NUDGE, command, post, work)
    await _tell(asked, issue, said[-1] if said else None, command.at, work)
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
