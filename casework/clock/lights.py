"""Lights 亮灯: how an issue stands against its clock, for staff only; a symbol and a word, never colour alone."""

from datetime import datetime
from enum import StrEnum

from casework.clock import limits as clock
from casework.model import Deadline, DeadlineKind, DeadlineState, Issue, Role, State
from casework.roles import UNPAID
from casework.settings import Settings
from casework.working_time import served


class Light(StrEnum):
    """Domain.md §3, wording.md §0."""

    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    BLUE = "blue"  # a promise in time
    WAITING = "waiting"  # for the resident
    URGENT = "urgent"
    RESOLVED = "resolved"
    OVER = "over"
    ASKED = "asked"  # an unpaid neighbour has it: asked, never late
    NIGHT = "night"  # waits for the hours of service
    PUT_OFF = "put_off"  # a meeting put it off until a day
    AGAIN = "again"  # the day has come: it is on the agenda again


def unmet(issue: Issue, deadline: Deadline) -> bool:
    """Whether what a fired deadline asked for has still not happened."""
    if deadline.state is not DeadlineState.FIRED or deadline.round != issue.round:
        return False
    match deadline.kind:
        case DeadlineKind.UNDERSTAND:
            return issue.now.accepted_at is None
        case DeadlineKind.PLAN:
            return not issue.plan and issue.promise_told_at is None
        case DeadlineKind.REPLY:
            return issue.now.replied_at is None
        case DeadlineKind.RESOLVE:
            return issue.promise_told_at is None
        case DeadlineKind.REPORT_IN:
            return issue.state is State.DISPATCHED
        case DeadlineKind.PROMISE_END:
            return True
        case _:
            return False


def late(issue: Issue) -> list[Deadline]:
    """Passed deadlines that are unmet, oldest first; none once it is resolved."""
    if issue.state in (State.RESOLVED, State.CLOSED, State.REJECTED, State.WITHDRAWN, State.MERGED):
        return []
    return sorted((d for d in issue.deadlines if unmet(issue, d)), key=lambda d: d.due_at)


def light_of(issue: Issue, now: datetime, settings: Settings, holder: Role | None = None) -> Light:
    """Red while a passed deadline is unmet; yellow when a third or less of the time to the next is left; else green;
    blue for a promise in time. What a meeting has put off is late by no limit from before, but once its day
    is over without a decision."""
    if issue.state is State.RESOLVED:
        return Light.RESOLVED
    if issue.state in (State.CLOSED, State.REJECTED, State.WITHDRAWN, State.MERGED):
        return Light.OVER
    if clock.put_off_until(issue) is not None:
        return Light.PUT_OFF
    if (again := clock.on_agenda_again(issue)) is not None:
        over = now.astimezone(settings.zone).date() > again.astimezone(settings.zone).date()
        return Light.RED if over else Light.AGAIN
    if holder in UNPAID and not issue.urgent and issue.state is not State.WAITING and issue.promise_told_at is None:
        return Light.ASKED
    if late(issue):
        return Light.RED
    if issue.urgent:
        return Light.URGENT
    if issue.state is State.WAITING:
        return Light.WAITING
    if issue.promise_told_at is not None:
        return Light.BLUE
    if clock.running(issue, DeadlineKind.OPENING, DeadlineKind.RECORDED, DeadlineKind.OUTAGE_END):
        return Light.NIGHT
    due = clock.next_due(issue)
    if due is None:
        return Light.GREEN
    began = max((d.ended_at for d in issue.deadlines if d.ended_at is not None and d.kind in clock.CLOCK), default=None)
    service = clock.service_for(issue, settings, due.rung)
    whole = served(max(issue.t0, began or issue.t0), due.due_at, service)
    left = served(now, due.due_at, service)
    return Light.YELLOW if left * 3 <= whole else Light.GREEN
