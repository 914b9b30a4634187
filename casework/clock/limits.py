"""The response clock: an issue's deadlines, and how transitions meet, move, hold and cancel them (domain.md §3).

due = T0 + limit + time paused. A deadline fires once, or is met or cancelled by a recorded transition. Nothing here
asks what time it is, and nothing depends on when an earlier step ran.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from casework.model import Deadline, DeadlineKind, DeadlineState, Grade, Issue, State
from casework.ports import Work
from casework.settings import GRADE_RUNGS, Settings

CLOCK = frozenset({DeadlineKind.UNDERSTAND, DeadlineKind.PLAN, DeadlineKind.REPLY, DeadlineKind.RESOLVE})
"""The kinds of the response clock itself, anchored to T0."""

STANDS_STILL = CLOCK | {DeadlineKind.ASK_ON, DeadlineKind.REPORT_IN}
"""What stands still while the resident is asked something."""

PROMISE = frozenset({DeadlineKind.PROMISE_EVE, DeadlineKind.PROMISE_DAY, DeadlineKind.PROMISE_END})

DAY_BEGINS, DAY_ENDS = time(8), time(21)
"""Between these nobody is woken by what can wait."""

RUNNING = (DeadlineState.PENDING, DeadlineState.HELD)


def running(issue: Issue, *kinds: DeadlineKind) -> list[Deadline]:
    """Deadlines that have neither fired nor ended, in order of due."""
    return sorted(
        (d for d in issue.deadlines if d.state in RUNNING and (not kinds or d.kind in kinds)),
        key=lambda d: (d.due_at, d.rung, d.id),
    )


def next_due(issue: Issue) -> Deadline | None:
    """The next deadline of the response clock or the promise, for cards and lights."""
    shown = running(issue, *CLOCK, DeadlineKind.PROMISE_END, DeadlineKind.REPORT_IN)
    return shown[0] if shown else None


NEXT: dict[State, tuple[DeadlineKind, ...]] = {
    State.REPORTED: (DeadlineKind.UNDERSTAND, DeadlineKind.RESOLVE),
    State.ACCEPTED: (DeadlineKind.REPLY, DeadlineKind.RESOLVE),
    State.DISPATCHED: (DeadlineKind.REPORT_IN, DeadlineKind.RESOLVE),
    State.IN_PROGRESS: (DeadlineKind.RESOLVE,),
    State.PROMISED: (DeadlineKind.PROMISE_END,),
}
"""What is waited for next in each state; the second where the first is met or over."""


def next_step(issue: Issue) -> Deadline | None:
    """By when the next thing is wanted of whoever has it: the one time that cards, lists and answers name."""
    kinds = NEXT.get(issue.state, ())
    return next((found[0] for kind in kinds if (found := running(issue, kind))), None)


def limit_of(settings: Settings, kind: DeadlineKind, rung: int) -> timedelta:
    """How long after T0 a deadline of the response clock is due."""
    match kind:
        case DeadlineKind.UNDERSTAND:
            return settings.rung(1).after
        case DeadlineKind.PLAN:
            return settings.plan
        case DeadlineKind.REPLY:
            return settings.reply
        case DeadlineKind.RESOLVE:
            return settings.rung(rung).after
        case _:
            raise ValueError(f"{kind} is not anchored to T0")


def add(issue: Issue, work: Work, kind: DeadlineKind, due_at: datetime, rung: int = 0) -> Deadline:
    """Set a deadline."""
    deadline = Deadline(id=work.new_id(), kind=kind, due_at=due_at, subject=issue.subject, round=issue.round, rung=rung)
    issue.deadlines.append(deadline)
    work.add(deadline)
    return deadline


def _add_anchored(issue: Issue, work: Work, kind: DeadlineKind, rung: int) -> None:
    limit = limit_of(work.settings_for(issue.line, issue.t0), kind, rung)
    add(issue, work, kind, issue.t0 + limit + issue.paused, rung)


def open_round(issue: Issue, work: Work) -> None:
    """Start the clock of a round at its T0. Whoever holds it already has understood."""
    if issue.state is State.REPORTED:
        _add_anchored(issue, work, DeadlineKind.UNDERSTAND, 1)
    _add_anchored(issue, work, DeadlineKind.PLAN, 0)
    _add_anchored(issue, work, DeadlineKind.REPLY, 0)
    for rung in GRADE_RUNGS[issue.grade]:
        _add_anchored(issue, work, DeadlineKind.RESOLVE, rung)


def end(issue: Issue, work: Work, at: datetime, kinds: Iterable[DeadlineKind], state: DeadlineState) -> None:
    """Meet or cancel the running deadlines of these kinds."""
    for deadline in running(issue, *kinds):
        deadline.state = state
        deadline.ended_at = at
        work.changed(deadline)


def meet(issue: Issue, work: Work, at: datetime, *kinds: DeadlineKind) -> None:
    """What was due by now or later is met; earlier ones have fired before (`falling_due.catch_up`)."""
    end(issue, work, at, kinds, DeadlineState.MET)


def cancel(issue: Issue, work: Work, at: datetime, *kinds: DeadlineKind) -> None:
    """A transition made these pointless."""
    end(issue, work, at, kinds, DeadlineState.CANCELLED)


def cancel_one(deadline: Deadline, at: datetime, work: Work) -> None:
    """This one is pointless, others of its kind are not."""
    deadline.state, deadline.ended_at = DeadlineState.CANCELLED, at
    work.changed(deadline)


def cancel_all(issue: Issue, work: Work, at: datetime) -> None:
    """The issue is over: nothing fires any more."""
    end(issue, work, at, (), DeadlineState.CANCELLED)


def exchange_resolve(issue: Issue, work: Work, at: datetime, grade: Grade | None) -> None:
    """Set the grade and exchange the unfired resolve deadlines, counted from T0.

    One that is past by then is due at once (domain.md §3), and so fires next, as of its due time.
    """
    issue.grade = grade
    wanted = set(GRADE_RUNGS[grade])
    have = {d.rung for d in issue.deadlines if d.kind is DeadlineKind.RESOLVE and d.state is DeadlineState.FIRED}
    for deadline in running(issue, DeadlineKind.RESOLVE):
        if deadline.rung in wanted:
            have.add(deadline.rung)
        else:
            cancel_one(deadline, at, work)
    if issue.promise_told_at is None:
        for rung in sorted(wanted - have):
            _add_anchored(issue, work, DeadlineKind.RESOLVE, rung)


def restart_resolve(issue: Issue, work: Work, at: datetime) -> None:
    """After an undone result: what had not fired runs again, with the due times it had."""
    if issue.promise_told_at is not None and issue.promise_on is not None:
        set_promise(issue, work, at, issue.promise_on)
    else:
        exchange_resolve(issue, work, at, issue.grade)
    if not issue.plan and not _ever(issue, DeadlineKind.PLAN):
        _add_anchored(issue, work, DeadlineKind.PLAN, 0)
    if issue.now.replied_at is None and not _ever(issue, DeadlineKind.REPLY):
        _add_anchored(issue, work, DeadlineKind.REPLY, 0)


def _ever(issue: Issue, kind: DeadlineKind) -> bool:
    settled = (DeadlineState.FIRED, DeadlineState.PENDING, DeadlineState.HELD)
    return any(d.kind is kind and d.state in settled for d in issue.deadlines)


def hold(issue: Issue, work: Work, at: datetime) -> None:
    """The resident was asked: the clock and the ping rounds stand still, once a round, for 24 h at most (default)."""
    issue.waited = True
    issue.waiting_since = at
    for deadline in running(issue, *STANDS_STILL):
        deadline.state = DeadlineState.HELD
        work.changed(deadline)
    add(issue, work, DeadlineKind.WAITING_END, at + work.settings_for(issue.line, at).waiting_at_most)


def release(issue: Issue, work: Work, at: datetime) -> None:
    """Standing still is over: everything held moves by the time it stood."""
    cancel(issue, work, at, DeadlineKind.WAITING_END)
    if issue.waiting_since is None:
        return
    stood = at - issue.waiting_since
    issue.waiting_since = None
    issue.paused += stood
    for deadline in issue.deadlines:
        if deadline.state is DeadlineState.HELD:
            deadline.state = DeadlineState.PENDING
            deadline.due_at += stood
            work.changed(deadline)


def set_promise(issue: Issue, work: Work, at: datetime, on: date) -> None:
    """A promise was told: it replaces the resolve deadlines by its eve, its day and its end."""
    meet(issue, work, at, DeadlineKind.RESOLVE, DeadlineKind.PLAN)
    cancel(issue, work, at, DeadlineKind.ASK_ON, *PROMISE)
    settings = work.settings_for(issue.line, at)
    zone, remind = settings.zone, settings.remind_at
    for kind, day in ((DeadlineKind.PROMISE_EVE, on - timedelta(days=1)), (DeadlineKind.PROMISE_DAY, on)):
        due = local(day, remind, zone)
        if due > at:
            add(issue, work, kind, due)
    add(issue, work, DeadlineKind.PROMISE_END, local(on + timedelta(days=1), time(0), zone), 4)


def set_outside_day(issue: Issue, on: date | None, work: Work) -> None:
    """Another system's clock runs too: on the eve of its last day the holder is told; at once where that is past."""
    if on is not None:
        settings = work.settings_for(issue.line, issue.filed_at)
        eve = local(on - timedelta(days=1), settings.remind_at, settings.zone)
        add(issue, work, DeadlineKind.OUTSIDE_DAY, max(eve, issue.filed_at))


def local(day: date, clock: time, zone: ZoneInfo) -> datetime:
    """That time of that day in the neighbourhood's zone, in UTC."""
    return datetime.combine(day, clock, zone).astimezone(UTC)


def next_local(after: datetime, clock: time, zone: ZoneInfo) -> datetime:
    """The first such time of day strictly later than `after`, in UTC."""
    day = after.astimezone(zone).date()
    due = local(day, clock, zone)
    return due if due > after else local(day + timedelta(days=1), clock, zone)


def by_day(at: datetime, settings: Settings) -> datetime:
    """That moment, or, in the night, the next morning's: what can wait wakes nobody."""
    here = at.astimezone(settings.zone).time()
    return at if DAY_BEGINS <= here < DAY_ENDS else next_local(at, settings.remind_at, settings.zone)


def last_minute(at: datetime, zone: ZoneInfo) -> datetime:
    """The last minute of this local day, in UTC: what is to be done today is done by then."""
    return local(at.astimezone(zone).date() + timedelta(days=1), time(0), zone) - timedelta(minutes=1)


def midnight(at: datetime, zone: ZoneInfo) -> datetime:
    """When this local day began, in UTC."""
    return local(at.astimezone(zone).date(), time(0), zone)
