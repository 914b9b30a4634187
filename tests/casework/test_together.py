"""Reports put together and taken apart again: numbers, limits, who hears what and how often."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casework.hours import parse_hours
from casework.issue.doing import OnIssue
from casework.issue.resolving import Rate, Reopen, Resolve, rate, reopen, resolve
from casework.issue.telling import Delivered, delivered
from casework.issue.together import PutTogether, put_together, take_apart
from casework.issue.triage import Plan, Speak, accept, plan, reply, say
from casework.messages import Kind
from casework.model.deadlines import DeadlineKind, DeadlineState
from casework.model.issues import Action, Grade, Issue, Rating, Report, State
from casework.refusals import NotTogether, NotYours
from casework.settings import Settings
from tests.casework.neighbourhood import PEOPLE, TEN, Neighbourhood

RESIDENT, NEIGHBOUR, STRANGER = PEOPLE["resident"], PEOPLE["neighbour"], PEOPLE["stranger"]
STEWARD, HEAD, COMMUNITY = PEOPLE["steward"], PEOPLE["grid_head"], PEOPLE["community"]


async def reported(home: Neighbourhood, *people: int, apart: float = 1) -> list[Issue]:
    found = []
    for number, person in enumerate(people):
        if number:
            await home.forward(minutes=apart)
        found.append(await home.report("单元门坏了关不上", by=person))
    return found


async def put(home: Neighbourhood, one: Issue, other: Issue, by: int = HEAD) -> Issue:
    return await put_together(PutTogether(issue_id=one.id, other_id=other.id, by=by, at=home.now), home.work)


async def split(home: Neighbourhood, issue: Issue, by: int = HEAD) -> Issue:
    return await take_apart(OnIssue(issue_id=issue.id, by=by, at=home.now), home.work)


def of(report: Report) -> dict[str, object]:
    return {name: getattr(report, name) for name in Report.__slots__}


async def test_both_numbers_stay_and_both_hear() -> None:
    """The younger waits with its number; whoever reported it hears that, and from then on everything."""
    home = Neighbourhood()
    first, second = await reported(home, RESIDENT, NEIGHBOUR)
    stays = await put(home, second, first)
    assert stays is first
    assert (first.number, second.number, second.state) == (1, 2, State.MERGED)
    assert [one.number for one in first.reports] == [1, 2]
    assert home.told("neighbour", Kind.TOGETHER) == [Kind.TOGETHER]
    assert home.told("resident", Kind.TOGETHER) == []
    assert not [one for one in second.deadlines if one.state is DeadlineState.PENDING]
    for one in (first, second):
        assert Action.MERGE in [entry.action for entry in await home.work.timeline(one.id)]
    await accept(OnIssue(issue_id=first.id, by=STEWARD, at=home.now), home.work)
    assert home.told("neighbour", Kind.ACCEPTED) == home.told("resident", Kind.ACCEPTED) == [Kind.ACCEPTED]


async def test_what_somebody_has_goes_on() -> None:
    """The one with a holder stays, be it the younger; it counts from the earlier T0, under its own number."""
    home = Neighbourhood()
    first, second = await reported(home, RESIDENT, NEIGHBOUR, apart=3)
    await accept(OnIssue(issue_id=second.id, by=STEWARD, at=home.now), home.work)
    stays = await put(home, first, second)
    assert stays is second
    assert (stays.number, stays.t0, stays.now.t0) == (2, TEN, TEN)
    due = {(one.kind, one.rung): one.due_at for one in stays.deadlines if one.state is DeadlineState.PENDING}
    assert due[DeadlineKind.RESOLVE, 2] == TEN + timedelta(minutes=30)
    assert [one.t0 for one in stays.reports] == [TEN + timedelta(minutes=3), TEN]


async def test_what_is_past_by_the_earlier_t0_fires_once_as_one_ping() -> None:
    """Only the highest rung rings, once; what had fired for the other rings nobody again."""
    home = Neighbourhood()
    first, second = await reported(home, RESIDENT, NEIGHBOUR, apart=40)
    await accept(OnIssue(issue_id=second.id, by=STEWARD, at=home.now), home.work)
    await home.forward(minutes=1)
    before = len(home.work.pings)
    await put(home, second, first)  # rungs 1 and 2 of the first have fired, of the second nothing
    assert len(home.work.pings) == before
    fired = {(one.kind, one.rung) for one in second.deadlines if one.state is DeadlineState.FIRED}
    assert (DeadlineKind.RESOLVE, 2) in fired
    await home.until(TEN + timedelta(minutes=121))
    rungs = [one.rung for one in second.pings if one.asked_at > TEN + timedelta(minutes=41)]
    assert set(rungs) == {3}


async def test_a_private_report_is_never_put_together() -> None:
    """Neither with a public one nor with another private one."""
    home = Neighbourhood()
    public = await home.report()
    private = await home.report("楼上邻居骂人，老吵架", category="quarrel")
    with pytest.raises(NotTogether):
        await put(home, public, private, by=COMMUNITY)
    with pytest.raises(NotTogether):
        await put(home, public, public, by=COMMUNITY)


async def test_the_right_to_both_is_asked_for() -> None:
    """Whoever holds the one and may not decide about the other can't swallow it; a stranger can't take apart."""
    home = Neighbourhood()
    first, second = await reported(home, RESIDENT, NEIGHBOUR)
    for issue, by in ((first, STEWARD), (second, PEOPLE["building_head"])):
        await accept(OnIssue(issue_id=issue.id, by=by, at=home.now), home.work)
    with pytest.raises(NotYours):
        await put(home, first, second, by=STEWARD)
    await put(home, first, second)
    with pytest.raises(NotYours):
        await split(home, second, by=STRANGER)


async def test_its_reporter_takes_it_apart() -> None:
    """ "Not the same": its own number and timeline, its holder, and deadlines from now; T0 of the report stays."""
    home = Neighbourhood()
    first, second = await reported(home, RESIDENT, NEIGHBOUR)
    await accept(OnIssue(issue_id=second.id, by=STEWARD, at=home.now), home.work)
    await put(home, first, second)
    await home.forward(minutes=20)
    apart = await split(home, first, by=RESIDENT)
    assert apart is first
    assert (apart.number, apart.state, apart.holder_id, apart.t0) == (1, State.ACCEPTED, STEWARD, home.now)
    assert apart.report.t0 == TEN
    assert [one.number for one in second.reports] == [2]
    (due,) = [one for one in apart.deadlines if one.kind is DeadlineKind.REPLY and one.state is DeadlineState.PENDING]
    assert due.due_at == home.now + timedelta(minutes=15)
    assert home.told("resident", Kind.APART) == [Kind.APART]
    actions = [entry.action for entry in await home.work.timeline(apart.id)]
    assert actions[0] == Action.FILE
    assert [one for one in actions if one in (Action.MERGE, Action.SPLIT)] == [Action.MERGE, Action.SPLIT]


async def test_nobody_had_it_and_people_are_asked() -> None:
    """Taken apart before anybody took it, it is reported anew: those on duty are asked."""
    home = Neighbourhood()
    first, second = await reported(home, RESIDENT, NEIGHBOUR)
    await put(home, first, second)
    apart = await split(home, second)
    assert (apart.state, apart.holder_id) == (State.REPORTED, None)
    assert {one.person_id for one in apart.pings if one.live} >= {STEWARD, HEAD}


async def test_a_reporters_words_go_to_the_matter() -> None:
    """By the number of the own report he or she speaks to whoever has the matter."""
    home = Neighbourhood()
    first, second = await reported(home, RESIDENT, NEIGHBOUR)
    await accept(OnIssue(issue_id=first.id, by=STEWARD, at=home.now), home.work)
    await put(home, first, second)
    after = await say(Speak(issue_id=second.id, by=NEIGHBOUR, at=home.now, text="还晃荡"), home.work)
    assert after is first
    assert home.told("steward", Kind.RESIDENT_SAID) == [Kind.RESIDENT_SAID]
    assert first.as_known_to(NEIGHBOUR).number == 2
    assert first.as_known_to(RESIDENT).number == 1


async def test_an_answer_is_owed_until_all_have_it() -> None:
    """Told to the first only; who comes then has to hear too: with the plan at once, else by a reply."""
    home = Neighbourhood()
    first, second = await reported(home, RESIDENT, NEIGHBOUR)
    await accept(OnIssue(issue_id=first.id, by=STEWARD, at=home.now), home.work)
    await reply(Speak(issue_id=first.id, by=STEWARD, at=home.now, text="在路上"), home.work)
    await delivered(Delivered(issue_id=first.id, kind=Kind.RELAY, at=home.now, person_id=RESIDENT), home.work)
    assert _replied(first)
    await put(home, first, second)
    assert not _replied(first)
    await delivered(Delivered(issue_id=first.id, kind=Kind.TOGETHER, at=home.now, person_id=NEIGHBOUR), home.work)
    assert not _replied(first)
    command = Plan(issue_id=first.id, by=STEWARD, at=home.now, grade=Grade.GENERAL, text="换锁")
    await plan(command, home.work)
    await delivered(Delivered(issue_id=first.id, kind=Kind.PLAN, at=home.now, person_id=NEIGHBOUR), home.work)
    assert _replied(first)


def _replied(issue: Issue) -> bool:
    return issue.now.replied_at is not None


def _stands(issue: Issue) -> tuple[State, Rating | None]:
    return issue.state, issue.now.rating


async def resolved(home: Neighbourhood, *people: int) -> list[Issue]:
    """Reported by these, together, and done."""
    found = await reported(home, *people)
    for other in found[1:]:
        await put(home, found[0], other)
    await resolve(Resolve(issue_id=found[0].id, by=HEAD, at=home.now, text="换了锁"), home.work)
    await home.forward(minutes=1)
    return found


async def test_it_is_closed_when_all_are_content() -> None:
    """Each rates for himself; the rating of the whole is fair where one found it so."""
    home = Neighbourhood()
    first, second = await resolved(home, RESIDENT, NEIGHBOUR)
    await rate(Rate(issue_id=second.id, by=NEIGHBOUR, at=home.now, rating=Rating.GOOD), home.work)
    assert _stands(first) == (State.RESOLVED, None)
    await rate(Rate(issue_id=first.id, by=RESIDENT, at=home.now, rating=Rating.FAIR), home.work)
    assert _stands(first) == (State.CLOSED, Rating.FAIR)


@pytest.mark.parametrize("who", [RESIDENT, NEIGHBOUR])
async def test_one_who_is_not_content_goes_on_alone(who: int) -> None:
    """His report goes on by itself under its number; for the other it is done, and closed when he says so."""
    home = Neighbourhood()
    first, _ = await resolved(home, RESIDENT, NEIGHBOUR)
    goes_on = await reopen(Reopen(issue_id=first.id, by=who, at=home.now, what="same"), home.work)
    assert goes_on is not first
    assert (goes_on.state, goes_on.number, goes_on.reporters) == (State.ACCEPTED, 1 if who == RESIDENT else 2, [who])
    assert goes_on.report.rating is Rating.NOT_SOLVED
    assert _stands(first) == (State.RESOLVED, None)
    other = NEIGHBOUR if who == RESIDENT else RESIDENT
    assert first.as_known_to(other).number == (2 if who == RESIDENT else 1)
    await rate(Rate(issue_id=first.id, by=other, at=home.now, rating=Rating.GOOD), home.work)
    assert _stands(first) == (State.CLOSED, Rating.GOOD)
    assert [one.person_id for one in home.work.outbox if one.kind == Kind.REOPENED] == [who]


async def test_three_who_are_not_content_open_the_whole() -> None:
    """The third opens it for all, and the two who went on alone are together with it again."""
    home = Neighbourhood()
    others = (NEIGHBOUR, STRANGER, PEOPLE["supervisor"])
    first, *rest = await resolved(home, RESIDENT, *others)
    for issue, person in zip(rest, others, strict=True):
        await reopen(Reopen(issue_id=issue.id, by=person, at=home.now, what="same"), home.work)
    assert (first.state, first.round) == (State.ACCEPTED, 2)
    assert sorted(one.number for one in first.reports) == [1, 2, 3, 4]
    assert [one.state for one in rest] == [State.MERGED, State.MERGED, State.MERGED]


STEPS = st.lists(st.sampled_from(["accept", "reply", "wait", "say"]), max_size=4)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(apart=st.integers(0, 50), between=STEPS, held=st.sampled_from([None, 0, 1]), by=st.sampled_from(["head", "own"]))
async def test_together_apart_together(apart: int, between: list[str], held: int | None, by: str) -> None:
    """After it the reports equal those before, and each step reached each reporter once."""
    home = Neighbourhood()
    both = await reported(home, RESIDENT, NEIGHBOUR, apart=apart)
    if held is not None:
        await accept(OnIssue(issue_id=both[held].id, by=HEAD, at=home.now), home.work)
    stays = await put(home, both[0], both[1])
    goes = both[1] if stays is both[0] else both[0]
    before = [of(one) for one in stays.reports]
    await split(home, goes, by=HEAD if by == "head" else goes.report.reporter_id or 0)
    again = await put(home, stays, goes)
    assert [of(one) for one in sorted(again.reports, key=lambda one: one.id)] == [
        one | {"issue_id": again.id, "home_id": None if one["id"] == again.report.id else one["home_id"] or stays.id}
        for one in sorted(before, key=lambda one: str(one["id"]))
    ]
    since = len(home.work.outbox)
    for word in between:
        match word:
            case "accept" if again.state is State.REPORTED:
                await accept(OnIssue(issue_id=again.id, by=HEAD, at=home.now), home.work)
            case "reply" if again.holder_id is not None:
                await reply(Speak(issue_id=again.id, by=HEAD, at=home.now, text="在办"), home.work)
            case "wait":
                await home.forward(minutes=7)
    told = [(one.person_id, one.kind, one.entry_id, one.due_at) for one in home.work.outbox[since:]]
    for kind in (Kind.ACCEPTED, Kind.RELAY, Kind.TO_COMMUNITY, Kind.TO_SUBDISTRICT, Kind.REPLY_LATE):
        heard = {who: [one[2:] for one in told if one[0] == who and one[1] == kind] for who in (RESIDENT, NEIGHBOUR)}
        assert heard[RESIDENT] == heard[NEIGHBOUR]
        assert len(heard[RESIDENT]) == len(set(heard[RESIDENT]))


async def test_at_night_the_clock_stands_as_for_one() -> None:
    """Put together at ten in the evening, taken apart at once: what is due counts from eight, and nobody is rung."""
    home = Neighbourhood(Settings(hours=parse_hours("08:00-20:00")))
    home.now = TEN + timedelta(hours=9, minutes=58)  # two minutes before the close
    first = await home.report("单元门坏了关不上")
    await home.forward(hours=2)
    second = await home.report("单元门关不严", by=NEIGHBOUR)
    await accept(OnIssue(issue_id=second.id, by=STEWARD, at=home.now), home.work)
    pings = len(home.work.pings)
    stays = await put(home, first, second)
    assert stays is second
    opens = TEN + timedelta(hours=22)
    due = {(one.kind, one.rung): one.due_at for one in stays.deadlines if one.state is DeadlineState.PENDING}
    assert due[DeadlineKind.RESOLVE, 2] == opens + timedelta(minutes=28)
    apart = await split(home, first)
    (reply_by,) = [one for one in apart.deadlines if (one.kind, one.state) == (DeadlineKind.REPLY, "pending")]
    assert reply_by.due_at == opens + timedelta(minutes=15)
    assert len(home.work.pings) == pings
