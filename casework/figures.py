"""The figures of a period, from its rounds: how many, how quickly, how well; definitions in docs/figures.md.

A round, once from T0 to a result, is what is counted: a matter that was done again has two. How many were filed, and
how content people are, is counted by what each of them reported (around-an-issue.md §5). Pure: facts go in, numbers
come out. Every figure is made of `Sums`, which may be added up: those of a day are kept (storage/sums.py), those of a
month are theirs together. Below ten a share is not said, only how many of how many: one more or less would change it.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from math import ceil
from zoneinfo import ZoneInfo

from casework.categories import category
from casework.clock.limits import due_after, service_of_kind
from casework.frozen import frozen
from casework.issue.checking import ANSWERED
from casework.model.deadlines import PingAnswer
from casework.model.issues import CONTENT, REGISTERED, Check, Grade, Rating, State
from casework.settings import GRADE_RUNGS, Settings
from casework.working_time import NoService, served, working_time

FORMULAS = 4
"""Raise it when a formula changes: what was summed by another is summed again."""
FEW = 10
"""Below this many there is no share and no median."""
LONGEST = 10
NOT_COUNTED = (State.WITHDRAWN, State.MERGED)
"""What was taken back, or is another matter, is filed and nothing else: nobody owes it anything."""
ACTED_ON = (PingAnswer.WATCH, PingAnswer.TAKE)
PER_HOUSEHOLDS = 10_000
SECOND = timedelta(seconds=1)


@frozen(kw_only=True)
class Asking:
    """Somebody was asked in a round, at a rung (0: the first asking)."""

    rung: int
    answer: PingAnswer | None


@frozen
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def rate(self) -> float | None:
        """Of 1; None where there are too few."""
        return self.part / self.whole if self.whole >= FEW else None


@frozen(kw_only=True)
class Placed:
    """What is counted: when it began, where, and in which parts. `inside`: how many of its line are a house or part of
    it. What estate and post are called is asked when it is read, so that a new name changes no sum."""

    line: tuple[int, ...]
    inside: int
    category: str
    source: str
    estate_id: int | None
    post_id: int | None
    t0: datetime

    @property
    def leaf(self) -> tuple[int, ...]:
        """The line of the area of which a sum is kept: its grid, or what it lies in above that. Houses are parts."""
        return self.line[self.inside :] or self.line


@frozen(kw_only=True)
class Reported(Placed):
    """What one person reported, in a matter of its own or one that others reported too. `post_id`: of whoever brought
    the latest result of the matter, else of who took it. `heard_on`: the day on which it was told to whoever registered
    it later. `taken_back`: nobody owes it anything."""

    heard_on: date | None = None
    taken_back: bool = False


@frozen(kw_only=True)
class Fact(Placed):
    """A round. `last`: it is its matter's latest, in whose `state` the matter stands. `promised`: the day that was told
    in it; `paused`: how long its clock stood still for an answer; `runs_on_since`: since when it stops at no night.
    `post_id`: of who brought the result, else of who took it. `rated_by`: how many of its reporters rated it, `content`
    how many of these found it good or fair; None: it was closed before that was kept, by one."""

    issue_id: int
    round: int
    grade: Grade | None
    state: State
    last: bool
    accepted_at: datetime | None = None
    replied_at: datetime | None = None
    resolved_at: datetime | None = None
    rating: Rating | None = None
    rated_by: int | None = None
    content: int | None = None
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

    @property
    def ratings(self) -> Share:
        """How many were content, of how many who rated it."""
        if self.rated_by is not None:
            return Share(self.content or 0, self.rated_by)
        return Share(int(self.rating in CONTENT), int(self.rating is not None))


@frozen
class Spans:
    """How long it took: half within `median`, nine of ten within `p90`. None where there are too few."""

    count: int
    median: timedelta | None
    p90: timedelta | None


@frozen(kw_only=True)
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
    entered: Share
    per_households: float | None
    to_accept: Spans
    to_reply: Spans
    to_resolve: Spans
    to_enter: Spans
    pings: int
    pings_each: float | None
    acted_on: Share
    rungs: dict[int, int] = field(default_factory=dict)


SettingsOf = Callable[[Sequence[int], datetime], Settings]
"""The settings of an area, by its line, at a moment: its hours of service are among them."""


@frozen
class Clock:
    """The clock of the rounds: what was due when, and how much of its time something took."""

    settings_for: SettingsOf

    def of(self, one: Placed) -> Settings:
        """The settings by which it ran."""
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


@dataclass(slots=True)
class Sums:
    """What is added up of rounds. `counts`: by name, "_of" being the whole of a share; `spans`: how long each took, in
    seconds. `again_at`: when the next limit is over that is not yet: from then on these are others."""

    counts: Counter[str] = field(default_factory=Counter)
    spans: dict[str, list[int]] = field(default_factory=dict)
    again_at: datetime | None = None

    def add(self, other: "Sums") -> None:
        """Those of other rounds too."""
        add_counts(self.counts, other.counts)
        for name, some in other.spans.items():
            self.spans.setdefault(name, []).extend(some)
        moments = [at for at in (self.again_at, other.again_at) if at is not None]
        self.again_at = min(moments, default=None)

    def share(self, name: str) -> Share:
        """One of the shares."""
        return Share(self.counts[name], self.counts[f"{name}_of"])

    def figures(self, households: int) -> Figures:
        """What they say."""
        counts = self.counts
        filed, done = counts["filed"], counts["resolved"]
        return Figures(
            filed=filed,
            accepted=counts["accepted"],
            resolved=done,
            closed=counts["closed"],
            open=counts["open"],
            responded=self.share("responded"),
            replied=self.share("replied"),
            on_time=self.share("on_time"),
            on_time_usual=self.share("on_time_usual"),
            solved=self.share("solved"),
            satisfied=self.share("satisfied"),
            rated=Share(counts["rated"], done),
            redone=Share(counts["redone"], done),
            checked=self.share("checked"),
            entered=self.share("entered"),
            per_households=filed * PER_HOUSEHOLDS / households if households and filed >= FEW else None,
            to_accept=self._spans("accept"),
            to_reply=self._spans("reply"),
            to_resolve=self._spans("resolve"),
            to_enter=self._spans("enter"),
            pings=counts["pings"],
            pings_each=counts["pings"] / counts["rounds"] if counts["rounds"] >= FEW else None,
            acted_on=Share(counts["acted_on"], counts["pings"]),
            rungs={rung: counts[f"rung_{rung}"] for rung in range(1, 10) if counts[f"rung_{rung}"]},
        )

    def _spans(self, name: str) -> Spans:
        took = sorted(self.spans.get(name, ()))
        if len(took) < FEW:
            return Spans(len(took), None, None)
        return Spans(len(took), nearest(took, 0.5) * SECOND, nearest(took, 0.9) * SECOND)


def add_counts(to: MutableMapping[str, int], some: Mapping[str, int]) -> None:
    """`to` has these too; quicker than Counter's own way."""
    for name, many in some.items():
        to[name] = to.get(name, 0) + many


def figures(
    facts: Iterable[Fact], reports: Iterable[Reported], households: int, now: datetime, settings_for: SettingsOf
) -> Figures:
    """The figures of these rounds, as they stand now, and of these reports."""
    found, clock = Sums(), Clock(settings_for)
    for one in facts:
        found.add(count(one, now, clock))
    for each in reports:
        found.add(count_report(each, clock))
    return found.figures(households)


def count_report(one: Reported, clock: Clock) -> Sums:
    """What a single report adds."""
    found = Sums(Counter({"filed": 1}))
    if one.source in REGISTERED and not one.taken_back:
        late = _entered_after(one, clock)
        found.counts["entered_of"] = 1
        if late <= timedelta():
            found.counts["entered"] = 1
        found.spans["enter"] = [late // SECOND]
    return found


def count(one: Fact, now: datetime, clock: Clock) -> Sums:
    """What a single round adds."""
    found = Sums()
    counts = found.counts
    counts["rounds"] = 1
    counts["pings"] = len(one.asked)
    counts["acted_on"] = sum(ping.answer in ACTED_ON for ping in one.asked)
    for rung in {ping.rung for ping in one.asked if ping.rung > 0}:
        counts[f"rung_{rung}"] = 1
    if one.counts:
        _count_steps(one, counts)
        for name, at in (("accept", one.accepted_at), ("reply", one.replied_at), ("resolve", one.resolved_at)):
            if at is not None:
                found.spans[name] = [clock.took(one, at) // SECOND]
        found.again_at = _count_limits(one, counts, now, clock)
    found.counts = Counter({name: int(many) for name, many in counts.items() if many})
    return found


def _entered_after(one: Reported, clock: Clock) -> timedelta:
    """How many days after it was told it was registered; where no day is said it was told then."""
    entered = one.t0.astimezone(clock.of(one).zone).date()
    return max(entered - (one.heard_on or entered), timedelta())


def _count_steps(one: Fact, counts: Counter[str]) -> None:
    done, rejected = one.resolved_at is not None, _rejected(one)
    counts["accepted"] = one.accepted_at is not None
    counts["resolved"] = done
    counts["closed"] = done and one.closed_at is not None
    counts["open"] = one.last and not done and not rejected
    counts["solved_of"] = one.last and not rejected
    # done, and nobody says that it is not
    counts["solved"] = one.last and not rejected and done and one.rating is not Rating.NOT_SOLVED
    counts["rated"] = done and one.rating is not None
    if done:
        counts["satisfied"], counts["satisfied_of"] = one.ratings.part, one.ratings.whole
    counts["redone"] = done and one.rating is Rating.NOT_SOLVED
    counts["checked_of"] = done and one.checked in ANSWERED
    counts["checked"] = done and one.checked is Check.FINE


def _count_limits(one: Fact, counts: Counter[str], now: datetime, clock: Clock) -> datetime | None:
    """In time, of what happened or should have by now. Rejected ones are answered by that. When the next limit is over
    of what has not happened."""
    settings, usual = clock.of(one), Grade(category(one.category).grade)
    grade = one.grade or Grade.GENERAL
    accepted = clock.due(one, settings.rung(1).after)
    replied = clock.due(one, settings.reply)
    resolved = _until(one, grade, clock)
    by_usual = resolved if usual is grade else _until(one, usual, clock)
    ahead = []
    for name, at, until in (
        ("responded", one.accepted_at, accepted),
        ("replied", one.replied_at, replied),
        ("on_time", one.resolved_at, resolved),
        ("on_time_usual", one.resolved_at, by_usual),
    ):
        if _rejected(one) and (at is None or name.startswith("on_time")):
            continue
        if at is not None or until < now:
            counts[f"{name}_of"] = 1
            counts[name] = at is not None and at <= until
        else:
            ahead.append(until)
    return min(ahead, default=None)


def _until(one: Fact, grade: Grade, clock: Clock) -> datetime:
    """The limit of a grade; or, where a day was promised, its end."""
    settings = clock.of(one)
    rung = GRADE_RUNGS[grade][0]
    limit = clock.due(one, settings.rung(rung).after, rung)
    return max(limit, _end_of(one.promised, settings.zone)) if one.promised is not None else limit


@frozen
class Long:
    """How long a matter took, or takes."""

    issue_id: int
    t0: datetime
    paused: timedelta
    resolved_at: datetime | None

    def took(self, now: datetime) -> timedelta:
        """Without what its clock stood still for."""
        return (self.resolved_at or now) - self.t0 - self.paused


@dataclass(slots=True)
class Summed:
    """A day of an area: all together, and put apart in each way of PARTS. `longest`: what may be among the ten."""

    total: Sums = field(default_factory=Sums)
    parts: dict[str, dict[str, dict[str, int]]] = field(default_factory=dict)
    longest: list[Long] = field(default_factory=list)


PARTS: dict[str, Callable[[Placed], object]] = {
    "place": lambda one: one.line[0],
    "category": lambda one: one.category,
    "post": lambda one: one.post_id,
    "estate": lambda one: one.estate_id,
    "source": lambda one: one.source or None,
}
"""How a day is put apart: by the name of the part, which key each round and report has. None: in no part."""


def summed(facts: Iterable[Fact], reports: Iterable[Reported], now: datetime, clock: Clock) -> Summed:
    """Of these rounds, as they stand now, and of these reports."""
    found = Summed()
    long: list[Long] = []
    for one in facts:
        _put(one, count(one, now, clock), found)
        if one.last and one.counts and not _rejected(one):  # what is not decided here takes no time
            long.append(Long(one.issue_id, one.t0, one.paused, one.resolved_at))
    for each in reports:
        _put(each, count_report(each, clock), found)
    found.longest = longest(long, now)
    return found


def _put(one: Placed, counted: Sums, to: Summed) -> None:
    to.total.add(counted)
    for name, key_of in PARTS.items():
        if (key := key_of(one)) is not None:
            add_counts(to.parts.setdefault(name, {}).setdefault(str(key), {}), counted.counts)


def longest(some: Iterable[Long], now: datetime) -> list[Long]:
    """The ten that took longest, and the ten that still take longest: which of those are more is seen later."""
    every = sorted(some, key=lambda one: (one.took(now), one.issue_id), reverse=True)
    done = [one for one in every if one.resolved_at is not None][:LONGEST]
    return [*done, *[one for one in every if one.resolved_at is None][:LONGEST]]


def basis(settings: Settings) -> str:
    """By what was summed: whoever has another does not believe it."""
    said = (FORMULAS, settings.zone.key, settings.hours, settings.reply, settings.rungs)
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def _rejected(one: Fact) -> bool:
    return one.last and one.state is State.REJECTED


def _end_of(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(0), zone)


def nearest(ordered: Sequence[int], share: float) -> int:
    """The smallest of them that at least this share of them does not exceed (nearest rank): one that was measured."""
    return ordered[max(0, ceil(len(ordered) * share) - 1)]
