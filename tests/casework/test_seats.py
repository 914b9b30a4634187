"""A seat belongs to the post: what hangs on it when somebody leaves."""

from datetime import timedelta

import pytest

from casework.issue.doing import OnIssue
from casework.issue.handover import ToPost, assign, transfer
from casework.issue.resolving import Rate, Reopen, Resolve, rate, reopen, resolve, undo_resolve
from casework.issue.triage import accept
from casework.messages import Kind
from casework.model.deadlines import DeadlineKind, DeadlineState
from casework.model.issues import Issue, Rating
from casework.neighbourhood.rights import LEFT
from casework.neighbourhood.seats import LeavePost, leave_post, vacate
from casework.refusals import NotYours
from tests.casework.neighbourhood import PEOPLE, Neighbourhood
from tests.casework.test_transitions import bring

STEWARD, DEPUTY, HEAD, GRID_DEPUTY, COMMUNITY = 1, 2, 3, 4, 6


async def leaves(home: Neighbourhood, post_id: int) -> None:
    """Whoever sits there leaves now."""
    await vacate(home.work.posts[post_id], home.now, home.work, why="left")


def lines(home: Neighbourhood, issue: Issue) -> int:
    """Lines about leaving on the timeline."""
    return sum(entry.action == LEFT and entry.issue_id == issue.id for entry in home.work.entries.values())


async def test_the_deputy_holds_what_was_held() -> None:
    """With a line on the timeline, a word to the deputy and to the resident; no deadline stops."""
    home = Neighbourhood()
    issue = await bring(home, "in_progress")
    before = [(one.kind, one.state) for one in issue.deadlines]
    await leaves(home, HEAD)
    assert (issue.holder_id, issue.holder_post_id) == (PEOPLE["grid_deputy"], GRID_DEPUTY)
    assert lines(home, issue) == 1
    assert home.told("grid_deputy", Kind.INHERITED)
    assert home.told("resident")[-1] == Kind.TURNED
    assert [(one.kind, one.state) for one in issue.deadlines] == before


async def test_without_anybody_the_group_is_told_and_the_clock_runs() -> None:
    """Nobody can be reached in any tier: nobody holds it, it is "unanswered", and its rungs still come."""
    home = Neighbourhood()
    issue = await bring(home, "accepted")
    for person in home.work.people.values():
        person.reachable = False
    await leaves(home, HEAD)
    assert (issue.holder_id, issue.holder_post_id, issue.unanswered) == (None, None, True)
    assert home.group(Kind.GROUP_UNANSWERED)
    running = [one for one in issue.deadlines if one.state is DeadlineState.PENDING]
    assert any(one.kind is DeadlineKind.RESOLVE for one in running)


async def test_what_was_given_goes_to_the_deputy_or_comes_back() -> None:
    """A dispatch goes on to the deputy; where there is none it is back where it was, and who gave it is told."""
    home = Neighbourhood()
    issue = await bring(home, "accepted")
    await assign(ToPost(issue_id=issue.id, by=PEOPLE["community"], at=home.now, post_id=STEWARD), home.work)
    await leaves(home, STEWARD)
    assert issue.assignee_post_id == DEPUTY
    assert home.told("steward_deputy", Kind.ASSIGNED)
    await leaves(home, DEPUTY)
    assert (issue.assignee_post_id is None, str(issue.state)) == (True, "accepted")
    assert home.told("community", Kind.REFUSED)
    assert not [d for d in issue.deadlines if d.kind is DeadlineKind.REPORT_IN and d.state is DeadlineState.PENDING]


async def test_what_was_offered_stays_with_its_holder() -> None:
    """Who offered it hears that the post was left."""
    home = Neighbourhood()
    issue = await bring(home, "accepted")
    await transfer(ToPost(issue_id=issue.id, by=PEOPLE["grid_head"], at=home.now, post_id=STEWARD), home.work)
    await leaves(home, STEWARD)
    assert (issue.transfer_post_id, issue.holder_post_id) == (None, HEAD)
    assert home.told("grid_head", Kind.REFUSED)


async def test_the_next_is_asked() -> None:
    """A live ping ends and the next of the role is asked; the round goes on."""
    home = Neighbourhood()
    issue = await home.report()
    await leaves(home, HEAD)
    assert not [one for one in issue.pings if one.live and one.post_id == HEAD]
    assert [one.post_id for one in issue.pings if one.live and one.post_id == GRID_DEPUTY]
    assert lines(home, issue) == 1
    with pytest.raises(NotYours):
        await accept(OnIssue(issue_id=issue.id, by=PEOPLE["grid_head"], at=home.now), home.work)


async def test_what_is_over_finds_its_heir_when_it_goes_on() -> None:
    """Closed, then left, then reopened: the heir goes on with it and hears what is wrong."""
    home = Neighbourhood()
    issue = await bring(home, "accepted")
    await resolve(Resolve(issue_id=issue.id, by=PEOPLE["grid_head"], at=home.now, text="好了"), home.work)
    await rate(Rate(issue_id=issue.id, by=PEOPLE["resident"], at=home.now, rating=Rating.GOOD), home.work)
    await leaves(home, HEAD)
    home.now += timedelta(days=1)
    await reopen(Reopen(issue_id=issue.id, by=PEOPLE["resident"], at=home.now, what="again"), home.work)
    assert issue.holder_id == PEOPLE["grid_deputy"]
    assert home.told("grid_deputy", Kind.REDO)
    assert not home.told("grid_head", Kind.REDO)


async def test_who_resolved_and_left_takes_nothing_back() -> None:
    """Undoing a result is the resolving post's, not the person's."""
    home = Neighbourhood()
    issue = await bring(home, "resolved")
    await leaves(home, HEAD)
    with pytest.raises(NotYours):
        await undo_resolve(OnIssue(issue_id=issue.id, by=PEOPLE["grid_head"], at=home.now), home.work)


async def test_only_who_sits_there_leaves() -> None:
    """Nobody gives back another's post, and an empty seat is left by nobody."""
    home = Neighbourhood()
    issue = await bring(home, "accepted")
    with pytest.raises(NotYours):
        await leave_post(LeavePost(by=PEOPLE["stranger"], at=home.now, post_id=HEAD), home.work)
    await leave_post(LeavePost(by=PEOPLE["grid_head"], at=home.now, post_id=HEAD), home.work)
    count = len(home.work.outbox)
    await leaves(home, HEAD)
    assert (len(home.work.outbox), lines(home, issue)) == (count, 1)
