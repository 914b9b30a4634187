"""The figures of a period, from its rounds: how many, how quickly, how well; definitions in docs/figures.md.

A round, once from T0 to a result, is what is counted: a matter that was done again has two. Pure: facts go in, numbers
come out. Below ten a share is not said, only how many of how many: one more or less would change it.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from math import ceil
from typing import TypeVar
from zoneinfo import ZoneInfo

from casework.categories import category
from casework.clock.limits import due_after, service_of_kind
from casework.issue.checking import ANSWERED
from casework.model import Check, Grade, PingAnswer, Rating, Role, State
from casework.settings import GRADE_RUNGS, Settings
from casework.working_time import NoService, served, working_time

FEW = 10
"""Below this many there is no share and no median."""
NOT_COUNTED = (State.WITHDRAWN, State.MERGED)
"""What was taken back, or is another matter, is filed and nothing else: nobody owes it anything."""
ACTED_ON = (PingAnswer.WATCH, PingAnswer.TAKE)
PER_HOUSEHOLDS = 10_000

K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """Somebody was asked in a round, at a rung (0: the first asking)."""

    rung: int
    answer: PingAnswer | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A round. `last`: it is its matter's latest, in whose `state` the matter stands. `promised`: the day that was told
    in it; `paused`: how long its clock stood still for an answer; `runs_on_since`: since when it stops at no night.
    `company`: of the property; `role`: of who brought the result, else of who took it."""

    issue_id: int
    round: int
    line: tuple[int, ...]
    category: str
    source: str
    company: str
    role: Role | None
    grade: Grade | None
    state: State
    last: bool
    t0: datetime
    accepted_at: datetime | None = None
    replied_at: datetime | None = None
    resolved_at: datetime | None = None
    rating: Rating | None = None
    closed_at: datetime | None = None
    checked: Check | None = None
    promised: date | None = None
    paused: timedelta = timedelta()
    runs_on_since: datetime | None = None
    asked: tuple[Asking, ...] = ()

    @property
    def counts(self) -> bool:
        """Whether anybody owed it something."""
        return not (self.last and self.state in NOT_COUNTED)


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def rate(self) -> float | None:
        """Of 1; None where there are too few."""
        return self.part / self.whole if self.whole >= FEW else None


@dataclass(frozen=True, slots=True)
class Spans:
    """How long it took: half within `median`, nine of ten within `p90`. None where there are too few."""

    count: int
    median: timedelta | None
    p90: timedelta | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """All of a period. The names are those of docs/figures.md."""

    filed: int
    accepted: int
    resolved: int
    closed: int
    open: int
    responded: Share
    replied: Share
    on_time: Share
    on_time_usual: Share
    solved: Share
    satisfied: Share
    rated: Share
    redone: Share
    checked: Share
    per_households: float | None
    to_accept: Spans
    to_reply: Spans
    to_resolve: Spans
    pings: int
    acted_on: Share
    rungs: dict[int, int] = field(default_factory=dict)


SettingsOf = Callable[[Sequence[int], datetime], Settings]
"""The settings of an area, by its line, at a moment: its hours of service are among them."""


@dataclass(frozen=True, slots=True)
class Clock:
    """The clock of the rounds: what was due when, and how much of its time something took."""

    settings_for: SettingsOf

    def of(self, one: Fact) -> Settings:
        """The settings by which a round ran."""
        return self.settings_for(one.line, one.t0)

    def due(self, one: Fact, limit: timedelta, rung: int = 0) -> datetime:
        """When a limit was over, in time of service; where nobody serves at all, by the clock on the wall."""
        service = service_of_kind(one.category, one.t0, one.runs_on_since, self.of(one), rung)
        try:
            due = due_after(one.t0, limit, service)
            return working_time(due, one.paused, service) if one.paused else due
        except NoService:
            return one.t0 + limit + one.paused

    def took(self, one: Fact, until: datetime) -> timedelta:
        """How much time of service lies between T0 and a moment."""
        return served(one.t0, until, service_of_kind(one.category, one.t0, one.runs_on_since, self.of(one)))


def figures(facts: Iterable[Fact], households: int, now: datetime, settings_for: SettingsOf) -> Figures:
    """The figures of these rounds as they stand now."""
    clock = Clock(settings_for)
    every = list(facts)
    counted = [one for one in every if one.counts]
    done = [one for one in counted if one.resolved_at is not None]
    rated = [one for one in done if one.rating is not None]
    filed = sum(one.round == 1 for one in every)
    asked = [ping for one in every for ping in one.asked]
    return Figures(
        filed=filed,
        accepted=sum(one.accepted_at is not None for one in counted),
        resolved=len(done),
        closed=sum(one.closed_at is not None for one in done),
        open=sum(one.last and one.resolved_at is None and one.state is not State.REJECTED for one in counted),
        responded=_within(counted, lambda one: one.accepted_at, lambda one: clock.of(one).rung(1).after, now, clock),
        replied=_within(counted, lambda one: one.replied_at, lambda one: clock.of(one).reply, now, clock),
        on_time=_in_time(counted, lambda one: one.grade or Grade.GENERAL, now, clock),
        on_time_usual=_in_time(counted, lambda one: Grade(category(one.category).grade), now, clock),
        solved=_solved(counted),
        satisfied=Share(sum(one.rating in (Rating.GOOD, Rating.FAIR) for one in rated), len(rated)),
        rated=Share(len(rated), len(done)),
        redone=Share(sum(one.rating is Rating.NOT_SOLVED for one in done), len(done)),
        checked=Share(sum(one.checked is Check.FINE for one in done), sum(one.checked in ANSWERED for one in done)),
        per_households=filed * PER_HOUSEHOLDS / households if households and filed >= FEW else None,
        to_accept=_spans(counted, lambda one: one.accepted_at, clock),
        to_reply=_spans(counted, lambda one: one.replied_at, clock),
        to_resolve=_spans(counted, lambda one: one.resolved_at, clock),
        pings=len(asked),
        acted_on=Share(sum(ping.answer in ACTED_ON for ping in asked), len(asked)),
        rungs=_rungs(every),
    )


def by(facts: Iterable[Fact], key: Callable[[Fact], K | None]) -> dict[K, list[Fact]]:
    """The same facts, put apart; those without a key are left out."""
    found: dict[K, list[Fact]] = {}
    for one in facts:
        if (which := key(one)) is not None:
            found.setdefault(which, []).append(one)
    return found


def _within(
    facts: Sequence[Fact],
    at: Callable[[Fact], datetime | None],
    limit: Callable[[Fact], timedelta],
    now: datetime,
    clock: Clock,
) -> Share:
    """Those where it happened in time, of those where it happened or should have by now. Rejected ones are answered by
    that."""
    met = owed = 0
    for one in facts:
        then, until = at(one), clock.due(one, limit(one))
        if then is not None or (until < now and not _rejected(one)):
            owed += 1
            met += then is not None and then <= until
    return Share(met, owed)


def _rejected(one: Fact) -> bool:
    return one.last and one.state is State.REJECTED


def _in_time(facts: Sequence[Fact], grade: Callable[[Fact], Grade], now: datetime, clock: Clock) -> Share:
    """Resolved by the limit of a grade; or, where a day was promised, on that day."""

    def until(one: Fact) -> datetime:
        rung = GRADE_RUNGS[grade(one)][0]
        limit = clock.due(one, clock.of(one).rung(rung).after, rung)
        return max(limit, _end_of(one.promised, clock.of(one).zone)) if one.promised is not None else limit

    met = owed = 0
    for one in facts:
        if not _rejected(one) and (one.resolved_at is not None or until(one) < now):
            owed += 1
            met += one.resolved_at is not None and one.resolved_at <= until(one)
    return Share(met, owed)


def _end_of(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(0), zone)


def _solved(facts: Sequence[Fact]) -> Share:
    """Matters that are done and of which nobody says that they are not, of those that were to be done."""
    matters = [one for one in facts if one.last and one.state is not State.REJECTED]
    return Share(
        sum(one.resolved_at is not None and one.rating is not Rating.NOT_SOLVED for one in matters), len(matters)
    )


def _spans(facts: Sequence[Fact], at: Callable[[Fact], datetime | None], clock: Clock) -> Spans:
    took = sorted(clock.took(one, then) for one in facts if (then := at(one)) is not None)
    if len(took) < FEW:
        return Spans(len(took), None, None)
    return Spans(len(took), nearest(took, 0.5), nearest(took, 0.9))


def nearest(ordered: Sequence[timedelta], share: float) -> timedelta:
    """The smallest of them that at least this share of them does not exceed (nearest rank): one that was measured."""
    return ordered[max(0, ceil(len(ordered) * share) - 1)]


def _rungs(facts: Sequence[Fact]) -> dict[int, int]:
    """In how many rounds each rung of the ladder asked somebody."""
    found: dict[int, int] = {}
    for one in facts:
        for rung in {ping.rung for ping in one.asked if ping.rung > 0}:
            found[rung] = found.get(rung, 0) + 1
    return dict(sorted(found.items()))
