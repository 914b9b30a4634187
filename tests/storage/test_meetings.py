"""Joint meetings in both databases: one sits at a time, and who attends."""

import pytest

from casework.meeting.sitting import OfArea, OnMeeting, close_meeting, ensure_meetings, open_meeting
from casework.model.deadlines import DeadlineKind
from casework.model.people import Role
from storage.errors import StaleError
from tests.casework.neighbourhood import PEOPLE, TEN
from tests.storage.town import Town

COMMUNITY, SUBDISTRICT = 2, 1


async def test_of_two_who_open_it_at_once(town: Town) -> None:
    """The second is run again, and finds it open; closed, the next can be opened."""
    first, second = town.work(), town.work()
    made = await open_meeting(OfArea(by=PEOPLE["community"], at=TEN, area_id=COMMUNITY), first)
    other = OfArea(by=PEOPLE["community_deputy"], at=TEN, area_id=COMMUNITY)
    await open_meeting(other, second)
    await first.commit()
    with pytest.raises(StaleError):
        await second.commit()
    assert (await town.do(lambda work: open_meeting(other, work))).id == made.id
    over = OnMeeting(by=PEOPLE["community"], at=TEN, meeting_id=made.id)
    await town.do(lambda work: close_meeting(over, work))
    assert not await town.work().meeting_deadlines(made.id)
    assert (await town.do(lambda work: open_meeting(other, work))).id != made.id
    assert await town.work().open_meetings((4, 3, COMMUNITY, SUBDISTRICT))
    assert not await town.work().open_meetings((SUBDISTRICT,))


async def test_who_attends(town: Town) -> None:
    """Posts of the area itself, and of the estates that have a building in it."""
    work = town.work()
    roles = (Role.COMMUNITY_MANAGER, Role.PROPERTY_STEWARD, Role.GRID_HEAD)
    found = await work.posts_within(await work.area(COMMUNITY), roles)
    assert sorted(one.name for one in found) == ["community", "community_deputy", "steward", "steward_deputy"]
    assert all(one.reachable for one in found)


async def test_its_days_are_set_once(town: Town) -> None:
    """A restart sets none anew."""
    for _ in range(2):
        await town.do(lambda work: ensure_meetings(TEN, work))
    days = await town.work().calendar_deadlines(DeadlineKind.MEETING_DAY)
    assert sorted(one.area_id or 0 for one in days) == [SUBDISTRICT, COMMUNITY]
