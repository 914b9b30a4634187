"""A month whose figures were computed by hand, and what no month may do."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from casework.figures import (
    FEW,
    Asking,
    Clock,
    Fact,
    Reported,
    Share,
    Summed,
    Sums,
    add_counts,
    basis,
    figures,
    nearest,
    summed,
)
from casework.hours import parse_hours
from casework.model.deadlines import PingAnswer
from casework.model.issues import Check, Grade, Rating, State
from casework.settings import Settings

SETTINGS = Settings()
FIRST = datetime(2026, 11, 2, 2, 0, tzinfo=UTC)
NOW = datetime(2026, 12, 1, tzinfo=UTC)


def settings_for(line: Sequence[int], at: datetime) -> Settings:
    return SETTINGS


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


def fact(number: int, accepted: float | None, replied: float | None, resolved: float | None, **more: Any) -> Fact:
    """A round: minutes from T0 to each step."""
    t0 = FIRST + timedelta(days=number)

    def at(after: float | None) -> datetime | None:
        return None if after is None else t0 + minutes(after)

    values: dict[str, Any] = {
        "issue_id": number,
        "round": 1,
        "line": (4, 3, 2, 1),
        "inside": 1,
        "category": "sewer",
        "source": "private",
        "estate_id": 9,
        "post_id": 1,
        "grade": Grade.GENERAL,
        "state": State.CLOSED if resolved is not None else State.IN_PROGRESS,
        "last": True,
        "t0": t0,
        "accepted_at": at(accepted),
        "replied_at": at(replied),
        "resolved_at": at(resolved),
        "closed_at": at(resolved),
    }
    return Fact(**{**values, **more})


def reported(one: Fact, **more: Any) -> Reported:
    """What was reported of the matter of a round."""
    values: dict[str, Any] = {name: getattr(one, name) for name in PLACED}
    return Reported(**{**values, "taken_back": one.state is State.WITHDRAWN, **more})


def first(some: Iterable[Fact]) -> list[Reported]:
    """One report for each matter."""
    return [reported(one) for one in some if one.round == 1]


PLACED = ("line", "inside", "category", "source", "estate_id", "post_id", "t0")
ASKED = (
    Asking(rung=0, answer=PingAnswer.TAKE),
    Asking(rung=0, answer=PingAnswer.DONE),
    Asking(rung=1, answer=PingAnswer.WATCH),
    Asking(rung=2, answer=None),
)
MONTH = [
    # twelve matters; what is unusual of each stands behind it
    fact(1, 1, 5, 20, rating=Rating.GOOD),
    fact(2, 2, 6, 25, rating=Rating.GOOD),
    fact(3, 3, 7, 30, rating=Rating.GOOD),  # on the minute: in time
    fact(4, 4, 12, 100, rating=Rating.GOOD, grade=Grade.LARGER),  # in time; by the usual grade late
    fact(5, 5, 15, 31, rating=Rating.FAIR),  # accepted and told on the minute; late by one
    fact(6, 6, 16, 45, rating=Rating.NOT_SOLVED, last=False),  # late at every step, and done again
    fact(6, 1, 4, 22, rating=Rating.GOOD, round=2),  # the second time
    fact(7, 2, 8, 40, paused=minutes(10), checked=Check.FINE),  # stood still for ten minutes: in time; not rated
    fact(8, 3, 9, 4000, promised=date(2026, 11, 13), rating=Rating.GOOD),  # a day was promised, and kept
    fact(9, 4, 10, 29, closed_at=None, state=State.RESOLVED),  # the resident has not looked yet
    fact(10, None, None, None, asked=ASKED, state=State.REPORTED),  # nobody took it
    fact(11, 2, 3, None, state=State.WITHDRAWN),  # taken back: nobody owes it anything
    fact(12, 2, None, None, state=State.REJECTED),  # not decided here
]


def test_a_month_computed_by_hand() -> None:
    """Every figure of docs/figures.md, of twelve matters in thirteen rounds."""
    found = figures(MONTH, first(MONTH), 1200, NOW, settings_for)
    assert (found.filed, found.accepted, found.resolved, found.closed, found.open) == (12, 11, 10, 9, 1)
    # counted: 12 rounds without the withdrawn one; accepted: 11 of which no. 6 was late; no. 10 never
    assert found.responded == Share(10, 12)
    # told: 10, of which no. 6 was late; no. 10 owes it; the rejected one owes nothing
    assert found.replied == Share(9, 11)
    # resolved 10: late are no. 5 and the first of no. 6; no. 10 should have been
    assert found.on_time == Share(8, 11)
    # by the usual grade (a sewer: 30 minutes) no. 4 is late too
    assert found.on_time_usual == Share(7, 11)
    # matters: 12 without the withdrawn and the rejected: 10; not done: no. 10
    assert found.solved == Share(9, 10)
    # rated 8: 6 good, 1 fair, 1 not solved
    assert found.satisfied == Share(7, 8)
    assert found.satisfied.rate is None, "of eight no share is said"
    assert found.rated == Share(8, 10)
    assert found.redone == Share(1, 10)
    assert found.checked == Share(1, 1)
    assert found.redone.rate == 0.1
    assert found.per_households == 100.0
    # accepted after 1 1 2 2 2 3 3 4 4 5 6 minutes: the sixth is 3, the tenth 5
    assert (found.to_accept.median, found.to_accept.p90) == (minutes(3), minutes(5))
    # told after 4 5 6 7 8 9 10 12 15 16 minutes: the fifth is 8, the ninth 15
    assert (found.to_reply.median, found.to_reply.p90) == (minutes(8), minutes(15))
    # resolved after 20 22 25 29 30 31 40 45 100 4000 minutes
    assert (found.to_resolve.median, found.to_resolve.p90) == (minutes(30), minutes(100))
    assert (found.pings, found.acted_on) == (4, Share(2, 4))
    assert found.pings_each == 4 / 13  # of thirteen rounds
    assert found.rungs == {1: 1, 2: 1}


def test_how_late_it_was_entered() -> None:
    """Of what staff register: on the day it was told, or how many days later; nothing that residents report."""
    late = [0, 0, 0, 0, 0, 0, 1, 2, 3, 9]
    told = [
        reported(fact(n, 1, 2, 3), source="paper", heard_on=(FIRST + timedelta(days=n)).date() - timedelta(days=days))
        for n, days in enumerate(late)
    ]
    at_once = reported(fact(20, 1, 2, 3), source="phone")
    never_mind = reported(fact(9, 1, 2, 3), source="paper", heard_on=date(2026, 10, 1), taken_back=True)
    found = figures(MONTH, [*told, at_once, never_mind, *first(MONTH)], 1200, NOW, settings_for)
    assert found.entered == Share(7, 11)
    assert (found.to_enter.median, found.to_enter.p90) == (timedelta(), timedelta(days=3))


def test_many_who_reported_one_matter() -> None:
    """Each of them filed something and rated for himself; done, in time and late is the matter, once. Whoever is not
    content goes on alone, and is one of those who rated."""
    whole = fact(1, 1, 5, 20, rating=Rating.GOOD, rated_by=14, content=14)
    apart = fact(2, 1, 5, 20, rating=Rating.NOT_SOLVED, rated_by=1, content=0, last=False)
    again = fact(2, 1, 4, None, round=2, rated_by=0, content=0)
    neighbours = [reported(whole, line=(6, 3, 2, 1)) for _ in range(15)]
    found = figures([whole, apart, again], [reported(whole), *neighbours], 1600, NOW, settings_for)
    assert (found.filed, found.per_households) == (16, 100.0)
    assert found.satisfied == Share(14, 15)
    assert (found.resolved, found.rated, found.on_time, found.redone) == (2, Share(2, 2), Share(2, 3), Share(1, 2))
    days = summed([whole], [reported(whole), *neighbours], NOW, Clock(settings_for))
    assert {key: some["filed"] for key, some in days.parts["place"].items()} == {"4": 1, "6": 15}
    assert days.parts["place"]["4"]["resolved"] == 1


def test_put_apart_they_are_the_same_rounds() -> None:
    """Each way to put them apart loses nothing and counts nothing twice; what has no key is left out."""
    odd = fact(13, 1, 2, 3, line=(3, 2, 1), inside=0, estate_id=None, post_id=None, source="")
    found = summed([*MONTH, odd], first([*MONTH, odd]), NOW, Clock(settings_for))
    for name in ("place", "category"):
        counts: Counter[str] = Counter()
        for some in found.parts[name].values():
            add_counts(counts, some)
        assert counts == found.total.counts
    assert set(found.parts["place"]) == {"4", "3"}, "what lies in the grid itself is its own part"
    for name, key in (("estate", "9"), ("post", "1"), ("source", "private")):
        assert {key: some["filed"] for key, some in found.parts[name].items()} == {key: 12}


def test_the_longest_of_a_day() -> None:
    """Ten that are over and ten that are not, the longest first: whatever time it is when they are read."""
    many = [fact(n, 1, 2, 30 + n) for n in range(12)] + [fact(20 + n, 1, 2, None) for n in range(12)]
    over = [fact(-1 - n, 1, None, None, state=one) for n, one in enumerate((State.WITHDRAWN, State.REJECTED))]
    found = summed([*many, *over], [], NOW, Clock(settings_for)).longest
    assert [one.issue_id for one in found] == [*range(11, 1, -1), *range(20, 30)]
    assert found[0].took(NOW) == minutes(41)


def test_when_sums_are_others() -> None:
    """A round that waits says when its next limit is over; one that is over waits for none."""
    t0 = fact(1, None, None, None).t0
    clock = Clock(settings_for)

    def again(one: Fact, after: float) -> datetime | None:
        return summed([one], [], t0 + minutes(after), clock).total.again_at

    waits = fact(1, None, None, None, state=State.REPORTED)
    assert again(waits, 1) == t0 + minutes(5)
    assert again(waits, 5) == t0 + minutes(5), "on the minute it is not over yet"
    assert again(waits, 6) == t0 + minutes(15)
    assert again(waits, 31) is None
    assert again(fact(1, 2, 3, None, grade=Grade.LARGER), 31) == t0 + minutes(120)
    assert again(fact(1, 2, 3, 20), 25) is None


def test_by_what_they_were_summed() -> None:
    """Another limit, other hours, or other formulas: the sums are not believed."""
    same = basis(replace(SETTINGS, ask_on_every=minutes(7)))
    assert same == basis(SETTINGS)
    assert basis(replace(SETTINGS, reply=minutes(20))) != same
    assert basis(replace(SETTINGS, hours=parse_hours("08:00-20:00"))) != same


def test_a_month_without_anything() -> None:
    """Zeros, no shares, no spans, and no error."""
    found = figures([], [], 0, NOW, settings_for)
    assert (found.filed, found.open, found.pings) == (0, 0, 0)
    assert found.responded == Share(0, 0)
    assert found.to_resolve.median is None
    assert found.per_households is None


def test_what_is_not_due_yet_is_neither_late_nor_in_time() -> None:
    """A matter that was filed a minute ago owes nothing yet."""
    young = fact(1, None, None, None, state=State.REPORTED)
    found = figures([young], [], 0, young.t0 + minutes(1), settings_for)
    assert found.responded == found.replied == found.on_time == Share(0, 0)
    assert found.open == 1


def test_the_night_does_not_count() -> None:
    """Outside the hours of service the clock stands: what came at night is late by the morning's minutes only; what had
    to be done tonight runs on."""
    by_day = replace(SETTINGS, hours=parse_hours("08:00-20:00"))

    def of_day(line: Sequence[int], at: datetime) -> Settings:
        return by_day

    night = FIRST.replace(hour=15)  # 23:00 in Jilin; service opens at 8:00, which is midnight in UTC
    in_the_morning = night.replace(day=3, hour=0, minute=4)

    def one(**more: Any) -> Fact:
        return fact(1, None, None, None, t0=night, accepted_at=in_the_morning, category="sewer", **more)

    assert figures([one()], [], 0, NOW, of_day).responded == Share(1, 1)
    assert figures([one()], [], 0, NOW, settings_for).responded == Share(0, 1)
    assert figures([one(runs_on_since=night)], [], 0, NOW, of_day).responded == Share(0, 1)


times = st.none() | st.integers(0, 5000)
facts = st.lists(
    st.builds(
        lambda number, accepted, replied, resolved, rating, state, grade, last: fact(
            number, accepted, replied, resolved, rating=rating, state=state, grade=grade, last=last
        ),
        st.integers(0, 28),
        times,
        times,
        times,
        st.none() | st.sampled_from(Rating),
        st.sampled_from(State),
        st.none() | st.sampled_from(Grade),
        st.booleans(),
    )
)


@given(facts)
def test_no_share_is_more_than_all(some: list[Fact]) -> None:
    """Whatever happened: parts are not larger than wholes, medians not than p90, and few have no share."""
    found = figures(some, first(some), 100, NOW, settings_for)
    for name in (
        "responded",
        "replied",
        "on_time",
        "on_time_usual",
        "solved",
        "satisfied",
        "rated",
        "redone",
        "checked",
        "acted_on",
    ):
        share: Share = getattr(found, name)
        assert 0 <= share.part <= share.whole <= max(len(some), found.pings)
        assert (share.rate is None) == (share.whole < FEW)
    for spans in (found.to_accept, found.to_reply, found.to_resolve):
        if spans.median is not None and spans.p90 is not None:
            assert spans.median <= spans.p90


@given(facts, st.integers(0, 30))
def test_sums_add_up(some: list[Fact], at: int) -> None:
    """Whatever happened, and wherever it is cut: two parts added are the whole."""
    clock = Clock(settings_for)
    whole, parts = summed(some, first(some), NOW, clock).total, Sums()
    for part in (some[:at], some[at:]):
        parts.add(summed(part, first(part), NOW, clock).total)
    assert (parts.counts, parts.again_at) == (whole.counts, whole.again_at)
    assert parts.figures(100) == whole.figures(100) == figures(some, first(some), 100, NOW, settings_for)
    assert summed([], [], NOW, clock) == Summed()


@given(st.lists(st.integers(0, 1000), min_size=1))
def test_a_quantile_is_one_that_was_measured(some: list[int]) -> None:
    """And at least its share of them is not longer."""
    some.sort()
    for share in (0.5, 0.9):
        found = nearest(some, share)
        assert found in some
        assert sum(one <= found for one in some) >= share * len(some)
