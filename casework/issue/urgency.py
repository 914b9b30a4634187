"""Danger to life: everyone on duty at once; and a person's word that it is none domain.md §3."""

from dataclasses import dataclass

from casework.clock import ladder
from casework.clock import limits as clock
from casework.issue.doing import OnIssue, begin, reason, step
from casework.issue.handover import WithReason
from casework.messages import redraw
from casework.model import Action, DeadlineKind, Issue, Urgency, Visibility
from casework.ports import Work
from casework.refusals import NotPossibleNow
from casework.words.guess import PRIVATE_DANGERS


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeUrgent(OnIssue):
    """Which danger: one of casework.words.guess.DANGERS."""

    danger: str


async def make_urgent(command: MakeUrgent, work: Work) -> Issue:
    """The people on duty of every tier are pinged now, and again every 5 minutes, six times at most (defaults)."""
    issue, post = await begin(command, Action.MAKE_URGENT, work)
    if issue.urgent:
        raise NotPossibleNow(state=issue.state, action=Action.MAKE_URGENT)
    step(issue, Action.MAKE_URGENT, command, post, work, danger=command.danger, visibility=Visibility.STAFF)
    issue.urgency, issue.danger = Urgency.URGENT, command.danger
    if command.danger in PRIVATE_DANGERS and not issue.private:
        issue.make_private()
        await ladder.gone_private(issue, command.at, work)
    clock.release(issue, work, command.at)  # urgent matters never pause
    await ladder.urgent_again(issue, command.at, work)
    settings = work.settings_for(issue.line, command.at)
    if settings.urgent_times:
        clock.add(issue, work, DeadlineKind.URGENT_ASK, command.at + settings.urgent_every, 1)
    await redraw(work, issue, command.at)
    return issue


async def make_normal(command: WithReason, work: Work) -> Issue:
    """No danger, with the reason: the urgent rounds end, the ordinary clock goes on. Raises ReasonNeeded."""
    issue, post = await begin(command, Action.MAKE_NORMAL, work)
    if not issue.urgent:
        raise NotPossibleNow(state=issue.state, action=Action.MAKE_NORMAL)
    step(issue, Action.MAKE_NORMAL, command, post, work, text=reason(command.why), visibility=Visibility.STAFF)
    issue.urgency, issue.danger = Urgency.NORMAL, None
    clock.cancel(issue, work, command.at, DeadlineKind.URGENT_ASK)
    await redraw(work, issue, command.at)
    return issue
