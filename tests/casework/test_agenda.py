"""What stands on an agenda and why, as tables: each reason by itself, what takes it off, whose agenda it is."""

from datetime import UTC, date, datetime, timedelta

import pytest

from casework.clock.lights import Light, light_of
from casework.issue.doing import OnIssue
from casework.issue.echoing import SayHow, say_how
from casework.issue.handover import ToPost, WithReason, hand_back, hand_up, refuse, take_over, transfer
from casework.issue.promising import AgreeMove, MovePromise, Promise, agree_move, move_promise, promise
from casework.issue.resolving import Rate, Reopen, Resolve, rate, reopen, resolve
from casework.issue.telling import Delivered, delivered
from casework.issue.triage import accept
from casework.meeting.agenda import WEIGHTS, Why, agenda_of, item_of, put_on_agenda
from casework.meeting.deciding import Cannot, DoIt, Look, Pass, PutOff, cannot, do_it, look, pass_up, put_off
from casework.messages import Kind
from casework.model.issues import Action, Issue, Rating, State, Tier
from casework.refusals import AlreadyMoved, DateNotPossible, DecidedAlready, NotPossibleNow, NotYours, PrivateMatter
from casework.same_day import without_word
from tests.casework.neighbourhood import PEOPLE, Neighbourhood

COMMUNITY, SUBDISTRICT = 2, 1
STEWARD_POST, HEAD_POST = 1, 3
DAY = date(2026, 12, 1)


async def taken(home: Neighbourhood, text: str = "厨房下水返水，堵两天了") -> Issue:
    """The grid head has it."""
    issue = await home.report(text)
    await accept(OnIssue(issue_id=issue.id, by=PEOPLE["grid_head"], at=home.now), home.work)
    return issue


def of(issue: Issue, person: str, home: Neighbourhood) -> dict[str, object]:
    """Who does what when."""
    return {"issue_id": issue.id, "by": PEOPLE[person], "at": home.now}


async def whys(home: Neighbourhood, area_id: int = COMMUNITY) -> dict[int, list[Why]]:
    """Numbers and reasons, in order."""
    found = await agenda_of(home.work.areas[area_id], home.now, home.work)
    return {one.issue.number: [reason.why for reason in one.reasons] for one in found}


async def promised(home: Neighbourhood, on: date = date(2026, 11, 24)) -> Issue:
    """By a day that the resident was told."""
    issue = await taken(home)
    await promise(Promise(**of(issue, "grid_head", home), on=on, why="等配件"), home.work)  # type: ignore[arg-type]
    await delivered(Delivered(issue_id=issue.id, kind=Kind.PROMISE, at=home.now), home.work)
    return issue


async def test_nothing_stands_there_by_itself() -> None:
    """An ordinary matter, late or not, is nobody's agenda."""
    home = Neighbourhood()
    await taken(home)
    await home.forward(hours=30)
    assert await whys(home) == {}


async def test_a_suggestion_is_talked_over() -> None:
    """It stands there by itself until something is decided: whoever made it was told so."""
    home = Neighbourhood()
    issue = await home.report("提个建议，院里能不能装几个充电桩")
    assert issue.category == "suggestion"
    assert await whys(home) == {1: [Why.IDEA]}
    look_at = Cannot(**of(issue, "community", home), why="没有电容", instead="报给供电")  # type: ignore[arg-type]
    await cannot(look_at, home.work)
    assert await whys(home) == {}


async def test_put_on_by_a_press() -> None:
    """Once; a grid head puts nothing on; what is private is talked over in no meeting."""
    home = Neighbourhood()
    issue = await taken(home)
    with pytest.raises(NotYours):
        await put_on_agenda(OnIssue(**of(issue, "grid_head", home)), home.work)  # type: ignore[arg-type]
    for _ in range(2):
        await put_on_agenda(OnIssue(**of(issue, "community", home)), home.work)  # type: ignore[arg-type]
    assert await whys(home) == {1: [Why.PUT_ON]}
    assert await whys(home, SUBDISTRICT) == {}
    assert [one.action for one in await home.work.timeline(issue.id)].count(Action.AGENDA) == 1
    quarrel = await home.report("邻居天天吵架骂人", private=True)
    with pytest.raises(PrivateMatter):
        await put_on_agenda(OnIssue(**of(quarrel, "community", home)), home.work)  # type: ignore[arg-type]


async def test_handed_up_and_not_decided() -> None:
    """On the agenda of whoever decides now; off it when somebody there has gone on with it, or it went back."""
    home = Neighbourhood()
    issue = await taken(home)
    up = WithReason(**of(issue, "grid_head", home), why="没权管")  # type: ignore[arg-type]
    await hand_up(up, home.work)
    assert await whys(home) == {1: [Why.HANDED_UP]}
    await pass_up(Pass(**_knowing(await _seen(home, issue), issue, "community", home), why="没钱"), home.work)  # type: ignore[arg-type]
    assert (await whys(home), await whys(home, SUBDISTRICT)) == ({}, {1: [Why.HANDED_UP]})
    await hand_back(WithReason(**of(issue, "street", home), why="你们能办"), home.work)  # type: ignore[arg-type]
    assert (await whys(home), await whys(home, SUBDISTRICT)) == ({}, {})
    await hand_up(WithReason(**of(issue, "community", home), why="没钱"), home.work)  # type: ignore[arg-type]
    await take_over(OnIssue(**of(issue, "street", home)), home.work)  # type: ignore[arg-type]
    assert await whys(home, SUBDISTRICT) == {}


def _knowing(seen: int, issue: Issue, person: str, home: Neighbourhood) -> dict[str, object]:
    return {**of(issue, person, home), "seen": seen}


async def _seen(home: Neighbourhood, issue: Issue) -> int:
    item = await item_of(issue, home.now, home.work)
    return item.decided.id if item.decided is not None else 0


async def test_a_problem_case() -> None:
    """Three transfers without an owner, or three redos."""
    home = Neighbourhood()
    issue = await taken(home)
    for post_id in (1, 2, 1):
        await transfer(ToPost(**of(issue, "grid_head", home), post_id=post_id), home.work)  # type: ignore[arg-type]
    assert await whys(home) == {1: [Why.PROBLEM]}
    again = await taken(home, "单元门坏了")
    for _ in range(3):
        await resolve(Resolve(**of(again, "grid_head", home), text="修了"), home.work)  # type: ignore[arg-type]
        await reopen(Reopen(**of(again, "resident", home), what="same"), home.work)  # type: ignore[arg-type]
    assert await whys(home) == {1: [Why.PROBLEM], 2: [Why.PROBLEM]}


async def test_a_promise_that_was_broken_or_moved() -> None:
    """Asked to be moved it stands there; moved it still does; broken it weighs most; kept it is gone."""
    home = Neighbourhood()
    issue = await promised(home)
    assert await whys(home) == {}
    move = MovePromise(**of(issue, "grid_head", home), on=DAY, why="货没到")  # type: ignore[arg-type]
    await move_promise(move, home.work)
    assert await whys(home) == {1: [Why.MOVED]}
    await agree_move(AgreeMove(**of(issue, "community", home), agree=True), home.work)  # type: ignore[arg-type]
    assert await whys(home) == {1: [Why.MOVED]}
    await home.forward(days=11)
    assert await whys(home) == {1: [Why.BROKEN]}
    await resolve(Resolve(**of(issue, "grid_head", home), text="修了"), home.work)  # type: ignore[arg-type]
    assert await whys(home) == {}
    await rate(Rate(**of(issue, "resident", home), rating=Rating.GOOD), home.work)  # type: ignore[arg-type]


async def test_a_move_that_was_not_agreed_to_is_no_reason() -> None:
    """It stays the promised day."""
    home = Neighbourhood()
    issue = await promised(home)
    await move_promise(MovePromise(**of(issue, "grid_head", home), on=DAY, why="货没到"), home.work)  # type: ignore[arg-type]
    await agree_move(AgreeMove(**of(issue, "community", home), agree=False), home.work)  # type: ignore[arg-type]
    assert await whys(home) == {}


async def test_what_is_put_off_rings_nobody() -> None:
    """Its light says so and its deadlines pass in silence; danger rings; on its day it is talked over again, and late
    once that day is over; whoever goes on with it before ends the waiting."""
    home = Neighbourhood()
    issue = await taken(home)
    await put_on_agenda(OnIssue(**of(issue, "community", home)), home.work)  # type: ignore[arg-type]
    off = PutOff(**of(issue, "community", home), on=date(2026, 11, 25), why="等预算")  # type: ignore[arg-type]
    await put_off(off, home.work)
    assert light_of(issue, home.now, home.work.settings) is Light.PUT_OFF
    await home.forward(days=2)
    assert [who for minutes, who in home.pinged() if minutes > 0] == []
    assert not without_word(issue)
    await home.until(datetime(2026, 11, 25, 1, 0, tzinfo=UTC))
    assert light_of(issue, home.now, home.work.settings) is Light.AGAIN
    assert light_of(issue, home.now + timedelta(days=1), home.work.settings) is Light.RED
    for person in ("community", "grid_head"):
        assert home.told(person, Kind.PUT_OFF_OVER) == [Kind.PUT_OFF_OVER]

    other = await taken(home)
    await put_on_agenda(OnIssue(**of(other, "community", home)), home.work)  # type: ignore[arg-type]
    await put_off(PutOff(**of(other, "community", home), on=date(2026, 11, 28), why="等预算"), home.work)  # type: ignore[arg-type]
    await take_over(OnIssue(**of(other, "community", home)), home.work)  # type: ignore[arg-type]
    assert light_of(other, home.now, home.work.settings) is not Light.PUT_OFF


async def test_put_off_until_a_day() -> None:
    """Told until when and why; off the agenda until that day, and on it again when everybody hears it."""
    home = Neighbourhood()
    issue = await taken(home)
    await put_on_agenda(OnIssue(**of(issue, "community", home)), home.work)  # type: ignore[arg-type]
    for on in (home.now.date(), home.now.date() + timedelta(days=400)):
        with pytest.raises(DateNotPossible):
            await put_off(PutOff(**of(issue, "community", home), on=on, why="等预算"), home.work)  # type: ignore[arg-type]
    await put_off(PutOff(**of(issue, "community", home), on=date(2026, 11, 25), why="等预算"), home.work)  # type: ignore[arg-type]
    assert Kind.PUT_OFF in home.told("resident")
    assert issue.state is State.ACCEPTED
    assert await whys(home) == {}
    await home.until(datetime(2026, 11, 25, 0, 59, tzinfo=UTC))
    assert await whys(home) == {}
    await home.forward(minutes=1)  # nine o'clock
    assert await whys(home) == {1: [Why.AGAIN]}


async def test_do_it() -> None:
    """Who, what, by when: it becomes the promise of whoever is to do it, in any open state, and counts once told."""
    home = Neighbourhood()
    issue = await home.report()
    command = DoIt(**of(issue, "community", home), post_id=STEWARD_POST, what="换主管道", on=DAY)  # type: ignore[arg-type]
    await do_it(command, home.work)
    assert (issue.state, issue.holder_id, issue.promise_on) == (State.PROMISED, PEOPLE["steward"], DAY)
    assert issue.plan == "换主管道"
    assert home.told("steward", Kind.DECIDED) == [Kind.DECIDED]
    assert home.told("resident", Kind.PROMISE) == [Kind.PROMISE]
    await delivered(Delivered(issue_id=issue.id, kind=Kind.PROMISE, at=home.now), home.work)
    assert issue.promise_told_at == home.now


async def test_sent_back_by_whoever_was_to_do_it() -> None:
    """With the reason to whoever decided; it stays his until another decision, and stands on the agenda until then."""
    home = Neighbourhood()
    issue = await home.report()
    await do_it(DoIt(**of(issue, "community", home), post_id=STEWARD_POST, what="换主管道", on=DAY), home.work)  # type: ignore[arg-type]
    await refuse(WithReason(**of(issue, "steward", home), why="是水务局的"), home.work)  # type: ignore[arg-type]
    assert home.told("community", Kind.REFUSED) == [Kind.REFUSED]
    assert (issue.state, issue.holder_id) == (State.PROMISED, PEOPLE["steward"])
    assert await whys(home) == {1: [Why.RETURNED]}
    seen = await _seen(home, issue)
    await do_it(DoIt(**_knowing(seen, issue, "community", home), post_id=HEAD_POST, what="换阀门", on=DAY), home.work)  # type: ignore[arg-type]
    assert await whys(home) == {}


async def test_what_one_promised_oneself_is_sent_back_to_nobody() -> None:
    """Only what somebody else gave."""
    home = Neighbourhood()
    issue = await promised(home)
    with pytest.raises((NotYours, NotPossibleNow)):
        await refuse(WithReason(**of(issue, "grid_head", home), why="不归我"), home.work)  # type: ignore[arg-type]


async def test_a_broken_promise_is_decided_anew() -> None:
    """Once its day is over a meeting promises anew; one that still runs is moved by it, and only once."""
    home = Neighbourhood()
    issue = await promised(home)
    soon = DoIt(**of(issue, "community", home), post_id=HEAD_POST, what="换阀门", on=date(2026, 11, 23))  # type: ignore[arg-type]
    await do_it(soon, home.work)
    assert not _moved(issue)
    seen = await _seen(home, issue)
    await do_it(DoIt(**_knowing(seen, issue, "community", home), post_id=HEAD_POST, what="换阀门", on=DAY), home.work)  # type: ignore[arg-type]
    assert _moved(issue)
    later = date(2026, 12, 9)
    seen = await _seen(home, issue)
    again = DoIt(**_knowing(seen, issue, "community", home), post_id=HEAD_POST, what="换阀门", on=later)  # type: ignore[arg-type]
    with pytest.raises(AlreadyMoved):
        await do_it(again, home.work)
    await delivered(Delivered(issue_id=issue.id, kind=Kind.PROMISE, at=home.now), home.work)
    await home.forward(days=11)
    assert await whys(home) == {1: [Why.BROKEN]}
    anew = DoIt(**_knowing(seen, issue, "community", home), post_id=STEWARD_POST, what="换阀门", on=later)  # type: ignore[arg-type]
    await do_it(anew, home.work)
    assert (issue.promise_on, _moved(issue), issue.holder_id) == (later, False, PEOPLE["steward"])
    assert await whys(home) == {}


def _moved(issue: Issue) -> bool:
    return issue.promise is not None and issue.promise.moved


async def test_cannot_be_done() -> None:
    """Over, with why and what can be done instead; nothing is due any more, and the reporter may ask to look again."""
    home = Neighbourhood()
    issue = await taken(home)
    command = Cannot(**of(issue, "community", home), why="消防通道不能建", instead="北门划车位")  # type: ignore[arg-type]
    await cannot(command, home.work)
    assert issue.state is State.REJECTED
    assert Kind.CANNOT in home.told("resident")
    before = len(home.work.outbox)
    await home.forward(days=3)
    assert len(home.work.outbox) == before


async def test_the_second_of_two_is_told() -> None:
    """Whoever decides without knowing of the other's decision is told what it was, and nothing is written."""
    home = Neighbourhood()
    issue = await taken(home)
    await put_on_agenda(OnIssue(**of(issue, "community", home)), home.work)  # type: ignore[arg-type]
    seen = await _seen(home, issue)
    await put_off(PutOff(**_knowing(seen, issue, "community", home), on=DAY, why="等预算"), home.work)  # type: ignore[arg-type]
    before = len(home.work.entries)
    second = Cannot(**_knowing(seen, issue, "community_deputy", home), why="不行", instead="别的")  # type: ignore[arg-type]
    with pytest.raises(DecidedAlready) as told:
        await cannot(second, home.work)
    assert told.value.entry.action == Action.PUT_OFF
    assert len(home.work.entries) == before


async def test_who_decides() -> None:
    """The managers of the tier that decides; a grid head holds no meeting, the community none for those above it."""
    home = Neighbourhood()
    issue = await taken(home)
    for person in ("grid_head", "steward", "building_head", "supervisor"):
        with pytest.raises(NotYours):
            await put_off(PutOff(**of(issue, person, home), on=DAY, why="等"), home.work)  # type: ignore[arg-type]
    issue.tier = Tier.SUBDISTRICT
    with pytest.raises(NotYours):
        await put_off(PutOff(**of(issue, "community", home), on=DAY, why="等"), home.work)  # type: ignore[arg-type]
    await put_off(PutOff(**of(issue, "street", home), on=DAY, why="等"), home.work)  # type: ignore[arg-type]


async def test_the_heaviest_first() -> None:
    """By the sum of the reasons, then by homes, then by age."""
    home = Neighbourhood()
    first, second, third = [await taken(home, one) for one in ("单元门坏了", "楼道灯不亮", "下水道堵了")]
    for one in (first, second, third):
        await put_on_agenda(OnIssue(**of(one, "community", home)), home.work)  # type: ignore[arg-type]
    second.me_toos = 4
    third.problem = True
    items = await agenda_of(home.work.areas[COMMUNITY], home.now, home.work)
    assert [one.issue.number for one in items] == [3, 2, 1]
    assert items[0].weight == WEIGHTS[Why.PUT_ON] + WEIGHTS[Why.PROBLEM]


async def doubted(home: Neighbourhood, neighbours: int = 3) -> Issue:
    """Done, and so many neighbours say on the wall that it is not."""
    issue = await taken(home)
    await resolve(Resolve(**of(issue, "grid_head", home), text="疏通了"), home.work)  # type: ignore[arg-type]
    for person in ("neighbour", "building_head", "stranger")[:neighbours]:
        await say_how(SayHow(**of(issue, person, home), fixed=False), home.work)  # type: ignore[arg-type]
    return issue


async def test_what_neighbours_say_is_not_done() -> None:
    """Three of them put it on the agenda; looked at it stays done, and is off it; two do not, and nobody decides it."""
    home = Neighbourhood()
    issue = await doubted(home, 2)
    assert await whys(home) == {}
    fine = Look(**of(issue, "community", home), text="看过了，好的")  # type: ignore[arg-type]
    with pytest.raises(NotPossibleNow):
        await look(fine, home.work, fine=True)
    await say_how(SayHow(**of(issue, "stranger", home), fixed=False), home.work)  # type: ignore[arg-type]
    assert await whys(home) == {1: [Why.NOT_YET]}
    with pytest.raises(NotYours):
        await look(Look(**of(issue, "grid_head", home), text="好的"), home.work, fine=True)  # type: ignore[arg-type]
    await look(fine, home.work, fine=True)
    assert issue.state is State.RESOLVED
    assert await whys(home) == {}


async def test_opened_again_for_the_neighbours() -> None:
    """A new round under the same number, closed or not: whoever had it goes on, its reporter hears it; what was rated
    stays with the round that it was."""
    home = Neighbourhood()
    issue = await doubted(home)
    await rate(Rate(**of(issue, "resident", home), rating=Rating.GOOD), home.work)  # type: ignore[arg-type]
    assert issue.state is State.CLOSED
    assert await whys(home) == {1: [Why.NOT_YET]}
    before = issue.now
    await look(Look(**of(issue, "community", home), text="还在漏"), home.work, fine=False)  # type: ignore[arg-type]
    assert (issue.state, issue.round, before.rating) == (State.ACCEPTED, 2, Rating.GOOD)
    assert issue.holder_id == PEOPLE["grid_head"]
    assert home.told("grid_head", Kind.REDO) == [Kind.REDO]
    assert home.told("resident", Kind.REOPENED) == [Kind.REOPENED]
    assert await whys(home) == {}
    with pytest.raises(DecidedAlready):
        await look(Look(**of(issue, "community", home), text="好的"), home.work, fine=True)  # type: ignore[arg-type]
