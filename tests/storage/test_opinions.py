"""Many matters in one go, in both databases: what waits, what was filed, how it stands, what the wall reads of it."""

from datetime import date

from casework.issue.opinions import OnDay, Opinion, begin_list, file_list, publish, unpublish, write_list
from casework.model.issues import State
from casework.neighbourhood.people import OfPerson
from storage.wall import Asked, Wall
from tests.casework.neighbourhood import BUILDING, PEOPLE, TEN
from tests.storage.town import Town

COMMUNITY, PLACE = PEOPLE["community"], 2
DAY = date(2026, 11, 20)


async def listed(town: Town, *texts: str) -> OnDay:
    """A list that is shown, committed."""
    day = await town.do(lambda work: begin_list(OfPerson(by=COMMUNITY, at=TEN), DAY, work))
    on = OnDay(day_id=day.id, by=COMMUNITY, at=TEN)
    new = [Opinion(listed=at, area_id=BUILDING, text=text, contact="张大爷 138") for at, text in enumerate(texts, 1)]
    await town.do(lambda work: write_list(on, new, work))
    return on


async def test_a_list_and_what_came_of_it(town: Town) -> None:
    """Drafts in their order until the press; then matters, counted by how they stand; published, the wall has it."""
    on = await listed(town, "下水道堵了", "楼道灯坏了", "垃圾没人收")
    assert [one.listed for one in await town.work().drafts_listed(on.day_id)] == [1, 2, 3]
    assert await town.work().listening_days_in([PLACE], 10) == []
    issues = await town.do(lambda work: file_list(on, work))
    assert await town.work().drafts_listed(on.day_id) == []
    assert [one.id for one in await town.work().listening_days_in([PLACE], 10)] == [on.day_id]
    assert await town.work().listening_days_in([99], 10) == []
    assert [one.id for one in await town.work().issues_listed(on.day_id)] == [one.id for one in issues]
    assert await town.work().states_listed([on.day_id]) == {on.day_id: {State.REPORTED: 3}}
    wall = Wall(town.database)
    assert await wall.heard_one(on.day_id) is None
    await town.do(lambda work: publish(on, work))
    (heard,) = await wall.heard(None)
    assert (heard.all, heard.done, heard.held_on) == (3, 0, DAY)
    place = await wall.place((await town.work().area(PLACE)).code, estate=False)
    assert [one.id for one in await wall.heard(place)] == [on.day_id]
    shown, _ = await wall.matters(None, Asked(ids=heard.ids, size=3))
    assert {one.category for one in shown} <= {one.category for one in issues}
    await town.do(lambda work: unpublish(on, work))
    assert await wall.heard(place) == []
