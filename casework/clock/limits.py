"""The response clock: an issue's deadlines, and how transitions meet, move, hold and cancel them (domain.md §3).

due = T0 + limit + time paused, in time of service (casework/working_time.py). A deadline fires once, or is met or
cancelled by a recorded transition. Nothing here asks what time it is, and nothing depends on when an earlier step ran.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from casework.categories import category
from casework.model.deadlines import Deadline, DeadlineKind, DeadlineState
from casework.model.issues import Grade, Issue, State
from casework.ports import Work
from casework.settings import GRADE_RUNGS, Settings
from casework.working_time import (
    DAY,
    Service,
    is_open,
    opening,
    served,
    service_day_before,
    service_days,
    working_days,
    working_time,
)

CLOCK = frozenset({DeadlineKind.UNDERSTAND, DeadlineKind.PLAN, DeadlineKind.REPLY, DeadlineKind.RESOLVE})
"""The kinds of the response clock itself, anchored to T0."""

STANDS_STILL = CLOCK | {DeadlineKind.ASK_ON, DeadlineKind.REPORT_IN}
"""What stands still while the resident is asked something."""

PROMISE = frozenset(
    {DeadlineKind.PROMISE_EVE, DeadlineKind.PROMISE_DAY, DeadlineKind.PROMISE_HOUR, DeadlineKind.PROMISE_END}
)


RUNNING = (DeadlineState.PENDING, DeadlineState.HELD)


def running(issue: Issue, *kinds: DeadlineKind) -> list[Deadline]:
    """Deadlines that have neither fired nor ended, in order of due."""
    return sorted(
        (d for d in issue.deadlines if d.state in RUNNING and (not kinds or d.kind in kinds)),
        key=lambda d: (d.due_at, d.rung, d.id),
    )


def next_due(issue: Issue) -> Deadline | None:
    """The next deadline of the response clock or the promise: it decides the colour (domain.md §3)."""
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
    """By when the next thing is wanted of whoever has it: the one time that cards, lists and answers name. The plan's
    own limit comes before it and is not named until it is over: then the red line says so."""
    kinds = NEXT.get(issue.state, ())
    return next((found[0] for kind in kinds if (found := running(issue, kind))), None)


def wanted_by(issue: Issue, at: datetime) -> datetime | None:
    """When that is wanted, as the resident was told it: "today" is over before its last deadline."""
    due = next_step(issue)
    if due is None or due.kind is not DeadlineKind.RESOLVE or issue.plan_until is None or issue.plan_until <= at:
        return due.due_at if due is not None else None
    return min(issue.plan_until, due.due_at)


def put_off_until(issue: Issue) -> datetime | None:
    """Until when it is put off: nobody is rung about it, and its light says so. In danger nothing is put off."""
    waits = running(issue, DeadlineKind.PUT_OFF_END)
    return waits[0].due_at if waits and not issue.urgent else None


def on_agenda_again(issue: Issue) -> datetime | None:
    """Since when what was put off is to be talked over again: its day has come, and nothing has been decided since."""
    return issue.again_since if not issue.urgent else None


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


def service_of(issue: Issue, work: Work, rung: int = 0) -> Service:
    """The time that counts for it: of its area; all of it for the night list (as far up as its rungs run on), and from
    the moment on when it became urgent or had to be done tonight."""
    return service_for(issue, work.settings_for(issue.line, issue.t0), rung)


def service_for(issue: Issue, settings: Settings, rung: int = 0) -> Service:
    """The same, where the settings of its area are known."""
    return service_of_kind(issue.category, issue.t0, issue.runs_on_since, settings, rung)


def service_of_kind(
    key: str, t0: datetime, runs_on_since: datetime | None, settings: Settings, rung: int = 0
) -> Service:
    """The same, of a kind of matter, for figures. In an emergency there are no hours, whatever the matter is; what is
    counted in working days or hours (`limit_due`), and a promised day, stay what they are."""
    service = settings.service
    kind = category(key)
    if service.always or (kind.night and rung <= kind.night_rung):
        return Service(service.zone)
    runs_on = tuple(span for span in settings.emergencies if span[1] is None or span[1] > t0)
    if runs_on_since is not None:
        runs_on = (*runs_on, (runs_on_since, None))
    return replace(service, runs_on=runs_on) if runs_on else service


def runs(issue: Issue, at: datetime, work: Work, rung: int = 0) -> bool:
    """Whether its clock runs at that moment. A close still belongs to the day: what is due then may ring."""
    service = service_of(issue, work, rung)
    return is_open(at, service) or is_open(at - timedelta(microseconds=1), service)


def due_after(at: datetime, limit: timedelta, service: Service) -> datetime:
    """When `limit` of service has passed; whole days are the same minute of a later service day."""
    days, rest = divmod(limit, DAY)
    if not days or rest or service.always or any(until is None for _, until in service.runs_on):
        return working_time(at, limit, service)
    same_minute = service_days(at, days, replace(service, runs_on=()))
    return min(same_minute, working_time(at, limit, service)) if service.runs_on else same_minute


def limit_due(issue: Issue, work: Work) -> datetime | None:
    """When the limit of its category in working days or hours is over; None without one."""
    settings = work.settings_for(issue.line, issue.t0)
    limit = settings.category_limits.get(issue.category)
    if limit is None:
        return None
    service = settings.service
    if limit.days:
        return day_ends(working_days(service.date_of(issue.t0), limit.days, service), service)
    return working_time(issue.t0, timedelta(hours=limit.hours), replace(service, working=True))


def limit_day(issue: Issue, at: datetime, work: Work) -> date | None:
    """The day on which that limit is over, while it lies ahead and nothing else is promised."""
    due = limit_due(issue, work)
    if due is None or issue.promise_on is not None:
        return None
    zone = work.settings_for(issue.line, at).zone
    day = (due - timedelta(microseconds=1)).astimezone(zone).date()
    return day if day >= at.astimezone(zone).date() else None


def day_ends(day: date, service: Service) -> datetime:
    """When that day is over for whoever promised it: the close of service; without any that day the next opening."""
    closes = service.closes(day)
    return closes if closes is not None else opening(local(day + timedelta(days=1), time(0), service.zone), service)


def hour_ends(day: date, by: time, service: Service) -> datetime:
    """When a promised hour is over: itself; outside the hours of service, where nobody is rung, the next opening."""
    at = local(day, by, service.zone)
    return at if is_open(at - timedelta(microseconds=1), service) else opening(at, service)


def add(issue: Issue, work: Work, kind: DeadlineKind, due_at: datetime, rung: int = 0) -> Deadline:
    """Set a deadline."""
    deadline = Deadline(id=work.new_id(), kind=kind, due_at=due_at, subject=issue.subject, round=issue.round, rung=rung)
    issue.deadlines.append(deadline)
    work.add(deadline)
    return deadline


def _add_anchored(issue: Issue, work: Work, kind: DeadlineKind, rung: int) -> None:
    if has_no_clock(issue):
        return
    add(issue, work, kind, anchored(issue, work, kind, rung), rung)


def has_no_clock(issue: Issue) -> bool:
    """An idea, or something lost or found: nothing is due, and nobody is late."""
    return category(issue.category).beside and not issue.urgent


def anchored(issue: Issue, work: Work, kind: DeadlineKind, rung: int) -> datetime:
    """When a deadline of the response clock is due."""
    limit = limit_of(work.settings_for(issue.line, issue.t0), kind, rung)
    service = service_of(issue, work, rung)
    due = due_after(issue.t0, limit, service)
    return working_time(due, issue.paused, service) if issue.paused else due


def retime(issue: Issue, work: Work) -> None:
    """Hours, days, or what runs on have changed: what has not fired is due when it now should be. A promised day stays
    what it is (casework/clock/retiming.py moves those that are a limit)."""
    for deadline in running(issue, *CLOCK):
        due = anchored(issue, work, deadline.kind, deadline.rung)
        if due != deadline.due_at:
            deadline.due_at = due
            work.changed(deadline)


def run_on(issue: Issue, at: datetime, work: Work) -> None:
    """From now on its clock does not stop outside the hours."""
    if issue.runs_on_since is None:
        issue.runs_on_since = at
        work.changed(issue)
        retime(issue, work)
    cancel(issue, work, at, DeadlineKind.OPENING, DeadlineKind.RECORDED)


def pause_again(issue: Issue, work: Work) -> None:
    """It waits for the morning after all."""
    issue.runs_on_since, issue.tonight = None, ""
    work.changed(issue)
    retime(issue, work)


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


OUTLASTS = frozenset({DeadlineKind.LOOK_AGAIN})
"""What is due after an issue is over: whether it has come back."""


def cancel_all(issue: Issue, work: Work, at: datetime) -> None:
    """The issue is over: nothing fires any more but what is asked about it afterwards."""
    end(issue, work, at, frozenset(DeadlineKind) - OUTLASTS, DeadlineState.CANCELLED)


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
    if issue.promise_told_at is not None:
        set_promise(issue, work, at)
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
    _stand_still(issue, work)
    add(issue, work, DeadlineKind.WAITING_END, at + work.settings_for(issue.line, at).waiting_at_most)


def _stand_still(issue: Issue, work: Work) -> None:
    for deadline in running(issue, *STANDS_STILL):
        deadline.state = DeadlineState.HELD
        work.changed(deadline)


def release(issue: Issue, work: Work, at: datetime) -> None:
    """Standing still is over: everything held moves by the time it stood."""
    cancel(issue, work, at, DeadlineKind.WAITING_END)
    if issue.waiting_since is None:
        return
    service = service_of(issue, work)
    stood = served(issue.waiting_since, at, service)
    issue.waiting_since = None
    issue.paused += stood
    for deadline in issue.deadlines:
        if deadline.state is DeadlineState.HELD:
            deadline.state = DeadlineState.PENDING
            if deadline.kind in CLOCK:
                deadline.due_at = anchored(issue, work, deadline.kind, deadline.rung)
            elif stood:
                deadline.due_at = working_time(deadline.due_at, stood, service)
            work.changed(deadline)


def rest(issue: Issue, work: Work, at: datetime) -> None:
    """Its reporter says that it is mended: the clock stands still until whoever has it has said so too, or it ends by
    itself; before a promised day is over at the latest. Said again, it counts from the first time."""
    if running(issue, DeadlineKind.MENDED):
        return
    issue.waiting_since = issue.waiting_since or at
    _stand_still(issue, work)
    ends = at + work.settings_for(issue.line, at).waiting_at_most
    add(
        issue, work, DeadlineKind.MENDED, min([ends, *(one.due_at for one in running(issue, DeadlineKind.PROMISE_END))])
    )


def set_promise(issue: Issue, work: Work, at: datetime) -> None:
    """A promise was told: it replaces the resolve deadlines by its eve, its day, the time before its hour and its end.
    Of an hour that was just said nobody is reminded."""
    meet(issue, work, at, DeadlineKind.RESOLVE, DeadlineKind.PLAN)
    cancel(issue, work, at, DeadlineKind.ASK_ON, *PROMISE)
    just_said = work.settings_for(issue.line, at).promise_ahead
    for kind, due in _dues_of(issue, work, at).items():
        if due > (at + just_said if kind is DeadlineKind.PROMISE_HOUR else at) or kind is DeadlineKind.PROMISE_END:
            add(issue, work, kind, due, 4 if kind is DeadlineKind.PROMISE_END else 0)


def retime_promise(issue: Issue, work: Work, at: datetime) -> None:
    """The promised day, or its hours, have changed: what has not fired is due when it now should be."""
    dues = _dues_of(issue, work, at)
    for deadline in running(issue, *PROMISE):
        due = dues.get(deadline.kind)
        if due is None or (due <= at and deadline.kind is not DeadlineKind.PROMISE_END):
            cancel_one(deadline, at, work)
        elif due != deadline.due_at:
            deadline.due_at = due
            work.changed(deadline)


def _dues_of(issue: Issue, work: Work, at: datetime) -> dict[DeadlineKind, datetime]:
    made = issue.promise
    assert made is not None
    return promise_dues(made.on_day, work.settings_for(issue.line, at), made.hour)


def promise_dues(on: date, settings: Settings, by: time | None = None) -> dict[DeadlineKind, datetime]:
    """When somebody is asked about a promised day, on the service day before, on the day and shortly before its hour,
    and when it is over: at its hour, if one was promised; a day that ends in the night, at the next morning's
    reminders, since nobody who is told of it could do anything before. Nobody is asked at that hour or after it, or
    shortly before it when he just was."""
    service = settings.service
    dues, ends = {}, by_day(day_ends(on, service), settings) if by is None else hour_ends(on, by, service)
    for kind, day in ((DeadlineKind.PROMISE_EVE, service_day_before(on, service)), (DeadlineKind.PROMISE_DAY, on)):
        if (opens := service.opens(day)) is not None:
            dues[kind] = max(local(day, settings.remind_at, settings.zone), opens)
    dues = {kind: due for kind, due in dues.items() if due < ends}
    if by is not None:
        near, asked = local(on, by, settings.zone) - settings.promise_ahead, dues.get(DeadlineKind.PROMISE_DAY)
        if is_open(near, service) and (asked is None or abs(near - asked) > settings.promise_ahead):
            dues[DeadlineKind.PROMISE_HOUR] = near
    return {**dues, DeadlineKind.PROMISE_END: ends}


def set_outside_day(issue: Issue, on: date | None, at: datetime, work: Work) -> None:
    """Another system's clock runs too: on the eve of its last day the holder is told; at once where that is past."""
    if on is not None:
        settings = work.settings_for(issue.line, at)
        eve = local(on - timedelta(days=1), settings.remind_at, settings.zone)
        add(issue, work, DeadlineKind.OUTSIDE_DAY, max(eve, at))


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
    return next_reminder(at, settings) if settings.in_the_night(at) else at


def next_reminder(after: datetime, settings: Settings) -> datetime:
    """The first time of reminding on a service day, strictly later than `after`."""
    service = settings.service
    due = next_local(after, settings.remind_at, settings.zone)
    while not service.windows(service.date_of(due)):
        due = next_local(due, settings.remind_at, settings.zone)
    return due


def last_minute(at: datetime, zone: ZoneInfo) -> datetime:
    """The last minute of this local day, in UTC: what is to be done today is done by then."""
    return local(at.astimezone(zone).date() + timedelta(days=1), time(0), zone) - timedelta(minutes=1)


def midnight(at: datetime, zone: ZoneInfo) -> datetime:
    """When this local day began, in UTC."""
    return local(at.astimezone(zone).date(), time(0), zone)
