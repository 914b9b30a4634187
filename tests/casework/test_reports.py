"""Several reports of one matter: nothing assumes that there is one (putting them together is a use case of its own)."""

from casework.forgetting import forget
from casework.issue.doing import OnIssue
from casework.issue.resolving import Rate, Reopen, Resolve, rate, reopen, resolve
from casework.issue.telling import Delivered, delivered
from casework.issue.triage import Speak, accept, reply
from casework.issue.urgency import MakeUrgent, make_urgent
from casework.messages import Kind
from casework.model.deadlines import DeadlineKind, DeadlineState
from casework.model.issues import Issue, Rating, Report
from casework.neighbourhood.people import OfPerson
from tests.casework.neighbourhood import BUILDING, PEOPLE, Neighbourhood

RESIDENT, NEIGHBOUR = PEOPLE["resident"], PEOPLE["neighbour"]


async def reported_twice(home: Neighbourhood) -> Issue:
    issue = await home.report()
    second = Report(
        id=home.work.new_id(),
        issue_id=issue.id,
        community_id=2,
        number=2,
        year=2026,
        area_id=BUILDING,
        text="我家也返水，13800138000",
        filed_at=home.now,
        t0=home.now,
        reporter_id=NEIGHBOUR,
        filed_by_id=NEIGHBOUR,
    )
    issue.reports.append(second)
    return issue


async def test_every_reporter_hears_everything() -> None:
    """A reply goes to both; a person who reported twice hears it once."""
    home = Neighbourhood()
    issue = await reported_twice(home)
    issue.reports.append(Report(**{name: getattr(issue.report, name) for name in issue.report.__slots__}))
    await accept(OnIssue(issue_id=issue.id, by=PEOPLE["steward"], at=home.now), home.work)
    await reply(Speak(issue_id=issue.id, by=PEOPLE["steward"], at=home.now, text="在路上了"), home.work)
    told = [one.person_id for one in home.work.outbox if one.kind == Kind.RELAY]
    assert told == [RESIDENT, NEIGHBOUR]


async def test_a_reply_counts_once_everybody_who_can_be_reached_has_it() -> None:
    """The reply deadline runs on until the second has it too; somebody out of reach is not waited for."""
    for reachable in (True, False):
        home = Neighbourhood()
        issue = await reported_twice(home)
        home.work.people[NEIGHBOUR].reachable = reachable
        await accept(OnIssue(issue_id=issue.id, by=PEOPLE["steward"], at=home.now), home.work)

        def arrives(person_id: int, issue: Issue = issue, home: Neighbourhood = home) -> Delivered:
            return Delivered(issue_id=issue.id, kind=Kind.PLAN, at=home.now, person_id=person_id)

        await delivered(arrives(RESIDENT), home.work)
        (due,) = [one for one in issue.deadlines if one.kind is DeadlineKind.REPLY]
        assert (due.state is DeadlineState.MET) is not reachable
        assert (issue.now.replied_at is not None) is not reachable
        assert [one.told_at for one in issue.reports] == [home.now, None]
        await delivered(arrives(NEIGHBOUR), home.work)
        assert due.state is DeadlineState.MET
        assert issue.now.replied_at == home.now


async def test_each_reporter_may_act_and_rates_for_himself() -> None:
    """The second reporter's "not solved" goes on by itself; the rating of his report, not the other's, is his."""
    home = Neighbourhood()
    issue = await reported_twice(home)
    await resolve(Resolve(issue_id=issue.id, by=PEOPLE["steward"], at=home.now, text="已疏通"), home.work)
    alone = await reopen(Reopen(issue_id=issue.id, by=NEIGHBOUR, at=home.now, what="same"), home.work)
    assert (alone.round, alone.now.rating, alone.report.rating) == (2, None, Rating.NOT_SOLVED)
    await rate(Rate(issue_id=issue.id, by=RESIDENT, at=home.now, rating=Rating.GOOD), home.work)
    assert [one.rating for one in issue.reports] == [Rating.GOOD]


async def test_what_becomes_private_is_so_in_every_report() -> None:
    """Violence is nobody's business but the community's, whoever reported it."""
    home = Neighbourhood()
    issue = await reported_twice(home)
    command = MakeUrgent(issue_id=issue.id, by=PEOPLE["grid_head"], at=home.now, danger="violence")
    await make_urgent(command, home.work)
    assert [one.private for one in issue.reports] == [True, True]


async def test_who_is_forgotten_leaves_the_others_report_alone() -> None:
    """Only the own words are masked, and only the own name goes."""
    home = Neighbourhood()
    issue = await reported_twice(home)
    await forget(OfPerson(by=NEIGHBOUR, at=home.now), home.work)
    assert issue.reporters == [RESIDENT]
    assert "13800138000" not in issue.reports[1].text
    assert issue.text == "厨房下水返水，堵两天了"
