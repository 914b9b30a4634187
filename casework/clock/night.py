"""Outside the hours of service: who is asked when it opens, what is only recorded, what is quiet (around-an-issue.md
§2). Quiet is decided here and nowhere else."""

from datetime import datetime, timedelta

from casework.categories import category
from casework.clock import ladder
from casework.clock import limits as clock
from casework.messages import redraw
from casework.model.deadlines import Deadline, DeadlineKind
from casework.model.issues import Action, Issue
from casework.ports import IssueDue, Work
from casework.settings import Settings
from casework.timeline import write_line
from casework.transitions import OPEN, next_state
from casework.working_time import is_open, opening

A_MOMENT = timedelta(minutes=1)
"""What arose while it was still open may be on its way so long."""


def quiet(at: datetime, settings: Settings) -> bool:
    """Whether nothing may be loud: outside the hours, and in the night whatever the hours are, also where service
    hours are off. Never in an emergency."""
    service = settings.service
    if settings.emergency:
        return False
    just_before = at - timedelta(microseconds=1)  # what is due at the close may still be heard
    night = settings.in_the_night(at) and settings.in_the_night(just_before)
    return night or not (is_open(at, service) or is_open(just_before, service))


def closed_until(at: datetime, settings: Settings) -> datetime | None:
    """When it opens, where it is closed at that moment; the close itself still belongs to the day."""
    service = settings.service
    if settings.emergency or is_open(at, service) or is_open(at - timedelta(microseconds=1), service):
        return None
    return opening(at, service)


def heard_at_night(issue: Issue) -> bool:
    """Danger, the night list, and what must be tonight."""
    return issue.urgent or bool(issue.tonight) or category(issue.category).night


def only_recorded(issue: Issue, at: datetime, work: Work) -> bool:
    """Noise, a blocked car, a lost key at night: of use only now, and by whoever can come now."""
    return category(issue.category).only_now and not issue.urgent and not clock.runs(issue, at, work)


def may_be_tonight(issue: Issue, runs: bool, set_back: bool) -> bool:
    """Whether that is offered: it waits for the morning, of use then too, and nobody has looked at it and said no."""
    return issue.state in OPEN and not runs and not category(issue.category).only_now and not set_back


def record_only(issue: Issue, at: datetime, work: Work) -> None:
    """Nobody is asked, nothing is due; in the morning it ends by itself."""
    clock.add(issue, work, DeadlineKind.RECORDED, opening(at, clock.service_of(issue, work)))


def take_up(issue: Issue, at: datetime, work: Work) -> bool:
    """It was only recorded, and now counts like any other. Whether it had been."""
    if not clock.running(issue, DeadlineKind.RECORDED):
        return False
    clock.cancel(issue, work, at, DeadlineKind.RECORDED)
    clock.open_round(issue, work)
    return True


async def other_category(issue: Issue, at: datetime, work: Work) -> None:
    """Another category may run on at night, or be more than only recorded; what had begun to run goes on."""
    if not only_recorded(issue, at, work) and take_up(issue, at, work):
        await ladder.ask_when_open(issue, at, work)
    clock.retime(issue, work)
    if clock.runs(issue, at, work):
        await asked_now(issue, at, work)


async def asked_now(issue: Issue, at: datetime, work: Work) -> None:
    """It does not wait for the morning any more: whoever would have been asked then is asked now."""
    waited = bool(clock.running(issue, DeadlineKind.OPENING))
    clock.cancel(issue, work, at, DeadlineKind.OPENING)
    if waited:
        await ladder.ask(issue, at, work)


async def _opening(issue: Issue, deadline: Deadline, work: Work) -> None:
    await ladder.ask(issue, deadline.due_at, work)
    await redraw(work, issue, deadline.due_at)


async def recorded(issue: Issue, deadline: Deadline, work: Work) -> None:
    """What was only recorded ends by itself."""
    at = deadline.due_at
    issue.state = next_state(issue.state, Action.RECORD, None)
    issue.turn += 1
    write_line(issue, Action.RECORD, at, work)
    ladder.over(issue, at, work)
    await redraw(work, issue, at)


DUE: dict[DeadlineKind, IssueDue] = {
    DeadlineKind.OPENING: _opening,
    DeadlineKind.RECORDED: recorded,
}
