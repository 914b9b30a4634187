"""What may stand on an agenda is found by its rows, in both databases: everything that the rules would put there."""

from datetime import date, timedelta

from casework.clock.falling_due import fire
from casework.issue.doing import OnIssue
from casework.issue.echoing import SayHow, say_how
from casework.issue.handover import WithReason, hand_up
from casework.issue.promising import MovePromise, Promise, move_promise, promise
from casework.issue.resolving import Resolve, resolve
from casework.issue.triage import accept
from casework.meeting.agenda import Why, agenda_of, put_on_agenda
from casework.meeting.deciding import PutOff, put_off
from casework.model.deadlines import DeadlineKind
from casework.model.issues import Issue
from tests.casework.neighbourhood import PEOPLE, TEN
from tests.storage.town import Town

COMMUNITY = 2
HEAD, MANAGER = PEOPLE["grid_head"], PEOPLE["community"]


async def taken(town: Town, text: str) -> Issue:
    """The grid head has it."""
    issue = await town.report(text)
    await town.do(lambda work: accept(OnIssue(issue_id=issue.id, by=HEAD, at=TEN), work))
    return issue


async def test_what_may_stand_there_is_found(town: Town) -> None:
    """Each reason by the row that it comes from; what stands there for no reason is not even read."""
    for _ in range(3):
        await taken(town, "楼道灯不亮")
    put_on, handed, moved, off, broken = [
        await taken(town, one) for one in ("单元门坏了", "下水道堵了", "路灯不亮", "垃圾没人收", "井盖坏了")
    ]
    await town.do(lambda work: put_on_agenda(OnIssue(issue_id=put_on.id, by=MANAGER, at=TEN), work))
    await town.do(lambda work: hand_up(WithReason(issue_id=handed.id, by=HEAD, at=TEN, why="没权管"), work))
    day = date(2026, 11, 24)
    for one in (moved, broken):
        made = Promise(issue_id=one.id, by=HEAD, at=TEN, on=day, why="等配件")
        await town.do(lambda work, made=made: promise(made, work))  # type: ignore[misc]
    later = MovePromise(issue_id=moved.id, by=HEAD, at=TEN, on=date(2026, 12, 1), why="货没到")
    await town.do(lambda work: move_promise(later, work))
    until = PutOff(issue_id=off.id, by=MANAGER, at=TEN, on=date(2026, 11, 23), why="等预算")
    await town.do(lambda work: put_off(until, work))

    work = town.work()
    area = await work.area(COMMUNITY)
    found = await work.perhaps_on_agenda(area, day, 100)
    assert {one.id for one in found} == {put_on.id, handed.id, moved.id, off.id, broken.id}
    assert [one.id for one in await town.work().perhaps_on_agenda(area, day, 2)] == [put_on.id, handed.id]
    work = town.work()
    now = await agenda_of(await work.area(COMMUNITY), TEN, work)
    assert {one.issue.id: one.reasons[0].why for one in now} == {
        handed.id: Why.HANDED_UP,
        moved.id: Why.MOVED,
        put_on.id: Why.PUT_ON,
    }
    due = [one for one in (await town.work().issue(off.id)).deadlines if one.kind is DeadlineKind.PUT_OFF_END]
    await town.do(lambda work: fire(due[0], due[0].due_at, work))
    work = town.work()
    then = await agenda_of(await work.area(COMMUNITY), TEN + timedelta(days=2), work)
    assert off.id in {one.issue.id for one in then}


async def test_a_result_that_neighbours_doubt_is_found(town: Town) -> None:
    """Enough of them, and of its newest round; closed or not."""
    issue, other = await taken(town, "下水道堵了"), await taken(town, "单元门坏了")
    for one in (issue, other):
        done = Resolve(issue_id=one.id, by=HEAD, at=TEN, text="修了")
        await town.do(lambda work, done=done: resolve(done, work))  # type: ignore[misc]
    for person in ("neighbour", "building_head", "stranger"):
        said = SayHow(issue_id=issue.id, by=PEOPLE[person], at=TEN, fixed=False)
        await town.do(lambda work, said=said: say_how(said, work))  # type: ignore[misc]
    said = SayHow(issue_id=other.id, by=PEOPLE["neighbour"], at=TEN, fixed=False)
    await town.do(lambda work: say_how(said, work))
    work = town.work()
    found = await work.perhaps_on_agenda(await work.area(COMMUNITY), TEN.date(), 100)
    assert [one.id for one in found] == [issue.id]
