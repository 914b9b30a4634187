"""Lights 亮灯: how an issue stands against its clock, for staff only; a symbol and a word, never colour alone."""

from datetime import datetime, time, timedelta
from enum import StrEnum

from casework.clock import limits as clock
from casework.frozen import frozen
from casework.model.deadlines import Deadline, DeadlineKind, DeadlineState
from casework.model.issues import Issue, State
from casework.model.people import Role
from casework.roles import UNPAID
from casework.settings import Settings
from casework.transitions import OPEN, to_be_looked_at
from casework.working_time import NoService, served, working_time


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


TURNS = {Light.GREEN: Light.YELLOW, Light.AGAIN: Light.RED}
"""What a light becomes by itself, when its time has come."""
URGENCY = {
    Light.URGENT: 0,
    Light.RED: 1,
    Light.YELLOW: 2,
    Light.AGAIN: 2,
    Light.GREEN: 3,
    Light.ASKED: 3,
    Light.WAITING: 4,
    Light.NIGHT: 4,
    Light.PUT_OFF: 5,
    Light.BLUE: 5,
    Light.RESOLVED: 6,
    Light.OVER: 7,
}
"""Most urgent first; what is waited with comes after what runs. Danger comes before all, until it is resolved."""


@frozen
class Lit:
    """A light, and when it turns by itself (`TURNS`): nothing is written then."""

    light: Light
    turns_at: datetime | None = None


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
    found = lit(issue, settings, holder)
    return turned(found.light, found.turns_at, now)


def turned(light: Light, turns_at: datetime | None, now: datetime) -> Light:
    """What a light is by then, if nothing was written since."""
    return TURNS[light] if turns_at is not None and turns_at <= now else light


def lit(issue: Issue, settings: Settings, holder: Role | None = None) -> Lit:
    """The same, whenever somebody will look: what a board counts by is written with the matter."""
    if issue.state is State.RESOLVED:
        return Lit(Light.RESOLVED)
    if issue.state in (State.CLOSED, State.REJECTED, State.WITHDRAWN, State.MERGED):
        return Lit(Light.OVER)
    if clock.put_off_until(issue) is not None:
        return Lit(Light.PUT_OFF)
    if (again := clock.on_agenda_again(issue)) is not None:
        following = again.astimezone(settings.zone).date() + timedelta(days=1)
        return Lit(Light.AGAIN, clock.local(following, time(0), settings.zone))
    if holder in UNPAID and not issue.urgent and issue.state is not State.WAITING and issue.promise_told_at is None:
        return Lit(Light.ASKED)
    if clock.running(issue, DeadlineKind.MENDED):
        return Lit(Light.GREEN)
    if late(issue):
        return Lit(Light.RED)
    if issue.urgent:
        return Lit(Light.URGENT)
    if issue.state is State.WAITING:
        return Lit(Light.WAITING)
    if issue.promise_told_at is not None:
        return Lit(Light.BLUE)
    if clock.running(issue, DeadlineKind.OPENING, DeadlineKind.RECORDED, DeadlineKind.OUTAGE_END):
        return Lit(Light.NIGHT)
    due = clock.next_due(issue)
    return Lit(Light.GREEN, _nearly(issue, due, settings) if due is not None else None)


def _nearly(issue: Issue, due: Deadline, settings: Settings) -> datetime:
    """When a third of the time to it is left."""
    began = max((d.ended_at for d in issue.deadlines if d.ended_at is not None and d.kind in clock.CLOCK), default=None)
    start = max(issue.t0, began or issue.t0)
    service = clock.service_for(issue, settings, due.rung)
    whole = served(start, due.due_at, service)
    try:
        return working_time(start, whole - whole / 3, service) if whole > timedelta() else start
    except NoService:
        return start


def on_board(issue: Issue, settings: Settings, holder: Role | None) -> Lit:
    """The same, as boards count it: a false alarm has no line there."""
    return lit(issue, settings, holder) if to_be_looked_at(issue) else Lit(Light.OVER)


def rank(light: Light, *, danger: bool) -> int:
    """Where it stands in a list, from 0. `danger`: it is urgent, and not over."""
    return 0 if danger else URGENCY[light]


def in_danger(issue: Issue) -> bool:
    """Whether it comes before everything else in a list."""
    return issue.urgent and issue.state in OPEN
