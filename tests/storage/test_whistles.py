"""Whistles in the database: written with their departments, guarded by one version, found again, and erased."""

from datetime import timedelta

import pytest

from casework.model.people import Post, Rank, Role
from casework.model.places import Department
from casework.model.whistles import CallRating, CallState, Whistle
from casework.settings import Settings
from casework.whistle import answering as do
from casework.whistle.answering import OnCall, Said
from casework.whistle.calling import Blow, blow
from storage.erasing import erase_all
from storage.errors import StaleError
from storage.rows import DEPARTMENTS, POSTS
from tests.casework.neighbourhood import PEOPLE, TEN
from tests.storage.town import Town

OFFICER = PEOPLE["stranger"]


async def whistled(town: Town) -> Whistle:
    """One department, called about an issue."""
    seat = Post(
        id=20,
        code="d",
        role=Role.DEPARTMENT_OFFICER,
        rank=Rank.PRIMARY,
        name="郭队",
        area_id=1,
        person_id=OFFICER,
        department_id=60,
    )
    department = Department(id=60, code="d1", name="城管", area_id=1, leader_post_id=20, categories=["vendors"])
    await town.database.write(
        lambda connection: (
            connection.execute(POSTS.insert, [POSTS.values(seat)]),
            connection.execute(DEPARTMENTS.insert, [DEPARTMENTS.values(department)]),
        )
    )
    issue = await town.report("单元门坏了")
    command = Blow(by=PEOPLE["community"], at=TEN, departments=(60,), matter="占道", issue_id=issue.id)
    return await town.do(lambda work: blow(command, work))


async def test_a_whole_whistle_is_found_again(town: Town) -> None:
    """Departments, deadlines, words, rating; by the whistle, the department, the place; on both databases."""
    made = await whistled(town)
    call_id = made.calls[0].id
    found = await town.work().whistle_of_call(call_id)
    assert (found.matter, found.calls, [one.due_at for one in found.deadlines]) == (
        "占道",
        made.calls,
        [TEN + timedelta(minutes=30), TEN + timedelta(minutes=60)],
    )
    officer = OnCall(call_id=call_id, by=OFFICER, at=TEN)
    await town.do(lambda work: do.report_in(officer, work))
    await town.do(lambda work: do.feed_back(Said(call_id=call_id, by=OFFICER, at=TEN, text="清走了"), work))
    assert [one.id for one in await town.work().whistles_in([1])] == [made.id]
    assert [one.id for one in await town.work().whistles_waiting_for(60)] == [made.id]
    judge = OnCall(call_id=call_id, by=PEOPLE["community"], at=TEN)
    await town.do(lambda work: do.accept(judge, CallRating.GOOD, work))
    over = await town.work().whistle(made.id)
    assert over.ended_at == TEN
    assert (over.calls[0].state, over.calls[0].rating, over.calls[0].result) == (
        CallState.ACCEPTED,
        CallRating.GOOD,
        "清走了",
    )
    assert await town.work().whistles_in([1]) == []
    assert [one.id for one in await town.work().whistles_in([1], TEN - timedelta(days=1))] == [made.id]
    assert await town.work().whistles_in([1], TEN - timedelta(days=1), TEN) == []
    assert (await town.work().issue(made.issue_id or 0)).whistle_id == made.id


async def test_two_at_once(town: Town) -> None:
    """Two officers press at the same moment: the later one runs again."""
    made = await whistled(town)
    first, second = town.work(), town.work()
    for work in (first, second):
        await do.report_in(OnCall(call_id=made.calls[0].id, by=OFFICER, at=TEN), work)
    await first.commit()
    with pytest.raises(StaleError):
        await second.commit()


async def test_its_words_go_in_time(town: Town) -> None:
    """A year after it was over nobody's words are left; when it happened, and how it was rated, stays."""
    made = await whistled(town)
    call_id = made.calls[0].id
    await town.do(lambda work: do.report_in(OnCall(call_id=call_id, by=OFFICER, at=TEN), work))
    await town.do(lambda work: do.feed_back(Said(call_id=call_id, by=OFFICER, at=TEN, text="清走了"), work))
    judge = OnCall(call_id=call_id, by=PEOPLE["community"], at=TEN)
    await town.do(lambda work: do.accept(judge, CallRating.POOR, work))
    await erase_all(town.database, Settings(), TEN + timedelta(days=366))
    found = await town.work().whistle(made.id)
    assert (found.calls[0].result, found.calls[0].rating, found.text) == ("", CallRating.POOR, "")
    assert found.erased_at is not None
    assert {entry.text for entry in await town.work().timeline(made.id)} == {""}
