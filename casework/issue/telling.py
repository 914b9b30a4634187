"""What a delivery means: a reply, a plan or a promise counts once the resident has it domain.md §3."""

from datetime import datetime

from casework.clock import ladder
from casework.clock import limits as clock
from casework.clock.falling_due import catch_up
from casework.clock.lateness import ask_to_tell
from casework.frozen import frozen
from casework.issue.doing import OnIssue, begin, step
from casework.issue.long_promise import keep_in_mind
from casework.lines import Carried
from casework.messages import CONFIRMED, Kind, Priority, redraw, tell_neighbours, tell_person, tidy
from casework.model.deadlines import DeadlineKind
from casework.model.issues import Action, Issue, State
from casework.model.timeline import Visibility
from casework.ports import Work
from casework.timeline import write_line
from casework.transitions import OPEN


@frozen(kw_only=True)
class Delivered:
    """The messenger took a message of a CONFIRMED kind for a reporter; `entry_id` is what it carried."""

    issue_id: int
    kind: str
    at: datetime
    person_id: int | None = None
    entry_id: int | None = None


async def delivered(command: Delivered, work: Work) -> None:
    """The resident has it. Meets the reply deadline; a delivered promise replaces the resolve deadlines."""
    if command.kind not in CONFIRMED:
        return
    issue = await work.issue(command.issue_id)
    await catch_up(issue, command.at, work)
    if issue.state not in OPEN:
        return
    if command.kind in (Kind.TOGETHER, Kind.INCIDENT) and not issue.plan and issue.promise_told_at is None:
        return  # it said that there will be an answer
    if issue.incident_at is not None:
        await _one_of_hundreds(issue, command, work)
        return
    _note(issue, command, "delivered", work)
    if command.kind == Kind.QUESTION:  # a question is no answer: the resident still waits for one
        await redraw(work, issue, command.at)
        return
    await told(issue, command.at, work, promise=command.kind == Kind.PROMISE, person_id=command.person_id)
    if command.kind == Kind.RELAY and command.entry_id is not None:
        entry = await work.entry(command.entry_id)
        tell_person(work, Kind.ARRIVED, entry.person_id, command.at, Priority.NOTICE, issue=issue, entry=entry)
    await redraw(work, issue, command.at)


async def _one_of_hundreds(issue: Issue, command: Delivered, work: Work) -> None:
    """A message to one of the many who have it: no line for each, and a card only when all have an answer."""
    before = issue.now.replied_at
    if command.kind != Kind.QUESTION:
        await told(issue, command.at, work, promise=command.kind == Kind.PROMISE, person_id=command.person_id)
    if issue.now.replied_at != before:
        _note(issue, command, "delivered", work)
        await redraw(work, issue, command.at)


async def told(issue: Issue, at: datetime, work: Work, *, promise: bool, person_id: int | None = None) -> None:
    """A reporter was told, by message or in person; without `person_id` all of them. It counts when everybody who
    reported it, and can be reached, was told (around-an-issue.md §5)."""
    waiting = False
    for report in issue.reports:
        if person_id is None or report.reporter_id == person_id:
            report.told_at = report.told_at or at
        elif report.told_at is None and report.reporter_id is not None:
            waiting = waiting or (await work.person(report.reporter_id)).reachable
    work.changed(issue)
    if waiting:
        return
    issue.now.replied_at = issue.now.replied_at or at
    work.changed(issue)
    clock.meet(issue, work, at, DeadlineKind.REPLY)
    if promise:
        await promise_told(issue, at, work)


async def promise_told(issue: Issue, at: datetime, work: Work) -> None:
    """From now on the promised day counts; the rounds about lateness end."""
    made = issue.promise
    if issue.state is not State.PROMISED or made is None or made.told_at is not None:
        return
    made.told_at = at
    work.changed(issue)
    clock.set_promise(issue, work, at)
    await keep_in_mind(issue, at, work)
    ladder.close_pings(issue, at, work)
    await tell_neighbours(work, issue, at)
    await tidy(work, issue, at)


async def undelivered(command: Delivered, work: Work) -> None:
    """The resident cannot be reached: somebody of the building is asked to go and tell; the card says so."""
    issue = await work.issue(command.issue_id)
    await catch_up(issue, command.at, work)
    if issue.state not in OPEN:
        return
    _note(issue, command, "undelivered", work)
    await ask_to_tell(issue, command.at, work)
    await redraw(work, issue, command.at)


async def _reads_it(issue: Issue, work: Work) -> bool:
    """Whether somebody who reported it has an account, can be reached, and was not told yet."""
    ids = [one.reporter_id for one in issue.reports if one.told_at is None and one.reporter_id is not None]
    return any([(await work.person(one)).reachable for one in ids])


async def told_in_person(command: OnIssue, work: Work) -> Issue:
    """Somebody of the house went and told the resident: that counts as delivered."""
    issue, post = await begin(command, Action.TELL_IN_PERSON, work)
    step(issue, Action.TELL_IN_PERSON, command, post, work)
    if issue.callers and await _reads_it(issue, work):  # whoever reads it counts when it arrives
        for report in issue.callers:
            report.told_at = report.told_at or command.at
    else:
        await told(issue, command.at, work, promise=True)
    await redraw(work, issue, command.at)
    return issue


def _note(issue: Issue, command: Delivered, action: str, work: Work) -> None:
    write_line(
        issue,
        action,
        command.at,
        work,
        visibility=Visibility.STAFF,
        data=Carried(entry_id=command.entry_id, kind=str(command.kind)),
    )
    work.changed(issue)
