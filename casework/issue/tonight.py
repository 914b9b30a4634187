"""It must be tonight: the reporter says so and why, and whoever works on it may set it back (around-an-issue.md §2)."""

from casework.clock import ladder, night
from casework.clock import limits as clock
from casework.frozen import frozen
from casework.issue.doing import OnIssue, begin, reason, step
from casework.issue.handover import WithReason
from casework.messages import Kind, Priority, redraw, tell_person, tell_reporter
from casework.model.deadlines import DeadlineKind
from casework.model.issues import Action, Issue, State
from casework.model.timeline import Visibility
from casework.ports import Work
from casework.refusals import NotPossibleNow
from casework.timeline import write_line


async def tonight(command: WithReason, work: Work) -> Issue:
    """It cannot wait for the morning: from now on its clock runs on, whoever would be asked then is asked now, and the
    reason stands on the card. Raises ReasonNeeded; NotPossibleNow where it runs anyway or was set back."""
    issue, post = await begin(command, Action.TONIGHT, work)
    back = any(one.action == Action.SET_BACK and one.round == issue.round for one in await work.timeline(issue.id))
    if not night.may_be_tonight(issue, clock.runs(issue, command.at, work), back):
        raise NotPossibleNow(state=issue.state, action=Action.TONIGHT)
    issue.tonight = reason(command.why)
    entry = step(issue, Action.TONIGHT, command, post, work, text=issue.tonight)
    asked = bool(clock.running(issue, DeadlineKind.OPENING))
    clock.run_on(issue, command.at, work)
    if asked:
        await ladder.ask(issue, command.at, work)
    tell_person(work, Kind.TONIGHT, issue.holder_id, command.at, Priority.PING, issue=issue, entry=entry)
    await redraw(work, issue, command.at)
    return issue


async def set_back(command: WithReason, work: Work) -> Issue:
    """It can wait for the morning, with the reason, which the reporter reads. Whoever was asked is asked no longer.

    Raises ReasonNeeded; NotPossibleNow where nobody said that it must be tonight.
    """
    issue, post = await begin(command, Action.SET_BACK, work)
    if not issue.tonight or issue.urgent:
        raise NotPossibleNow(state=issue.state, action=Action.SET_BACK)
    entry = step(issue, Action.SET_BACK, command, post, work, text=reason(command.why))
    clock.pause_again(issue, work)
    if not clock.runs(issue, command.at, work):
        ladder.close_pings(issue, command.at, work)
        if issue.state is State.REPORTED:
            await ladder.ask_when_open(issue, command.at, work)
    tell_reporter(work, Kind.SET_BACK, issue, command.at, entry=entry)
    await redraw(work, issue, command.at)
    return issue


@frozen(kw_only=True)
class StillThere(OnIssue):
    """Recorded at night, and still to be seen to in the morning."""


async def still_there(command: StillThere, work: Work) -> Issue:
    """What was only recorded gets its clock, and its people are asked when service begins."""
    issue, _ = await begin(command, Action.TONIGHT, work)
    if not night.take_up(issue, command.at, work):
        raise NotPossibleNow(state=issue.state, action=Action.TONIGHT)
    write_line(issue, "still_there", command.at, work, person_id=command.by, visibility=Visibility.PUBLIC)
    work.changed(issue)
    await ladder.ask_when_open(issue, command.at, work)
    tell_reporter(work, Kind.RECEIPT, issue, command.at)
    await redraw(work, issue, command.at)
    return issue
