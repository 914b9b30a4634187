"""Asking after what closed unrated 复查: the lot, what is in it, what came of it."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.clock import limits as clock
from casework.data import read
from casework.issue.checking import OnRound, ask_residents, draw, not_reached, said_fine, waits_for_check
from casework.issue.filing import File, file
from casework.issue.resolving import Reopen, Resolve, reopen, resolve
from casework.meeting.deciding import Look, look
from casework.messages import Kind
from casework.model.deadlines import DeadlineKind
from casework.model.issues import Check, Issue, Sample, State
from casework.refusals import NotFound, NotPossibleNow, NotYours, TooLate
from casework.settings import Settings
from casework.told import Sampled
from tests.casework.neighbourhood import BUILDING, PEOPLE, Neighbourhood

ALL = Settings(checked_percent=100)
DAY = timedelta(days=1)
COMMUNITY, RESIDENT = PEOPLE["community"], PEOPLE["resident"]


@given(st.integers(), st.sets(st.integers(min_value=1), max_size=60), st.integers(0, 100), st.randoms())
def test_the_lot_can_be_drawn_again(seed: int, ids: set[int], percent: int, dice: object) -> None:
    """The same by the same seed in whatever order; so many of a hundred, rounded up."""
    given_ = list(ids)
    dice.shuffle(given_)  # type: ignore[attr-defined]
    chosen = draw(seed, given_, percent)
    assert chosen == draw(seed, sorted(ids), percent)
    assert set(chosen) <= ids
    assert len(chosen) == len(set(chosen)) == -(-len(ids) * percent // 100)


async def lapsed(home: Neighbourhood) -> Issue:
    """Done, and closed after three days without a rating."""
    issue = await file(File(by=RESIDENT, at=home.now, area_id=BUILDING, text="楼道灯坏了"), home.work)
    await resolve(Resolve(issue_id=issue.id, by=PEOPLE["grid_head"], at=home.now, text="修好了"), home.work)
    await home.forward(minutes=4 * 24 * 60)
    assert issue.state is State.CLOSED
    return issue


async def first_of_month(home: Neighbourhood) -> list[Sample]:
    """The list is due."""
    (deadline,) = [
        one for one in home.work.deadlines.values() if one.kind is DeadlineKind.CHECKS and one.state == "pending"
    ]
    await home.forward(seconds=(deadline.due_at - home.now).total_seconds() + 1)
    return list(home.work.samples.values())


async def test_the_month_is_given_to_the_community_once() -> None:
    """Each matter that lapsed, drawn; the row says by which seed, of how many."""
    home = Neighbourhood(ALL)
    await home.calendar()
    issues = [await lapsed(home) for _ in range(2)]
    (sample,) = await first_of_month(home)
    assert (sample.lapsed, sample.drawn) == (2, 2)
    assert all(one.now.sample_id == sample.id for one in issues)
    assert [read(row.data, Sampled).sample for row in home.work.outbox if row.kind == Kind.CHECKS] == [sample.id]


async def test_none_of_a_hundred_and_nothing_closed() -> None:
    """Nobody hears anything."""
    home = Neighbourhood(Settings(checked_percent=0))
    await home.calendar()
    assert not await first_of_month(home)
    issue = await lapsed(home)
    await home.forward(minutes=31 * 24 * 60)
    assert issue.now.sample_id is None
    assert not [row for row in home.work.outbox if row.kind == Kind.CHECKS]


async def test_what_came_of_it_stands_with_the_round() -> None:
    """Asked once; fine by the resident; a second answer is none. Who may not is refused."""
    home = Neighbourhood(ALL)
    await home.calendar()
    issue = await lapsed(home)
    with pytest.raises(NotPossibleNow):
        await ask_residents(about(home, issue, COMMUNITY), home.work)
    await first_of_month(home)
    assert waits_for_check(issue.now)
    with pytest.raises(NotYours):
        await ask_residents(about(home, issue, PEOPLE["grid_head"]), home.work)
    await not_reached(about(home, issue, COMMUNITY), home.work)
    await ask_residents(about(home, issue, COMMUNITY), home.work)
    with pytest.raises(NotPossibleNow):
        await ask_residents(about(home, issue, COMMUNITY), home.work)
    with pytest.raises(NotPossibleNow):
        await not_reached(about(home, issue, COMMUNITY), home.work)
    assert waits_for_check(issue.now)
    with pytest.raises(NotFound):
        await said_fine(about(home, issue, COMMUNITY), home.work)
    await said_fine(about(home, issue, RESIDENT), home.work)
    assert (issue.now.checked, issue.now.rating, issue.state) == (Check.FINE, None, State.CLOSED)
    with pytest.raises(NotPossibleNow):
        await said_fine(about(home, issue, RESIDENT), home.work)
    await home.forward(minutes=10 * 24 * 60)
    with pytest.raises(TooLate):
        await reopen(Reopen(issue_id=issue.id, by=RESIDENT, at=home.now, what="same"), home.work)


@pytest.mark.parametrize("by", [RESIDENT, COMMUNITY])
async def test_not_done_begins_a_new_round(by: int) -> None:
    """Said by the resident, later than otherwise, or by whoever asked."""
    home = Neighbourhood(ALL)
    await home.calendar()
    issue = await lapsed(home)
    await first_of_month(home)
    was = issue.now
    if by == RESIDENT:
        await home.forward(minutes=10 * 24 * 60)
        with pytest.raises(TooLate):
            await reopen(Reopen(issue_id=issue.id, by=by, at=home.now, what="same"), home.work)
        await ask_residents(about(home, issue, COMMUNITY), home.work)
        await reopen(Reopen(issue_id=issue.id, by=by, at=home.now, what="same"), home.work)
    else:
        await look(Look(issue_id=issue.id, by=by, at=home.now, text="还没好"), home.work, fine=False)
    assert was.checked is Check.NOT_DONE
    assert (issue.round, issue.state, issue.now.checked) == (2, State.ACCEPTED, None)
    assert clock.running(issue, DeadlineKind.REPLY)


def about(home: Neighbourhood, issue: Issue, by: int) -> OnRound:
    return OnRound(issue_id=issue.id, by=by, at=home.now, round=issue.round)
