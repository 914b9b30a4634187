"""Emergencies in both databases: found where they last, with what waits; two at once; households erased in time."""

from datetime import timedelta

import pytest

from casework.emergency import OnEmergency, SwitchOn, switch_off, switch_on
from casework.households import NoteHomes, note_homes, read_lines
from casework.model.deadlines import DeadlineKind
from casework.model.said_to_many import Emergency
from casework.settings import Settings
from storage.erasing import due, erase_all
from storage.errors import StaleError
from tests.casework.neighbourhood import BUILDING, PEOPLE, TEN
from tests.storage.town import Town

STREET, HEAD = PEOPLE["street"], PEOPLE["building_head"]
SUBDISTRICT, COMMUNITY = 1, 2
DAY = timedelta(days=1)


async def on(town: Town, area: int = SUBDISTRICT) -> Emergency:
    command = SwitchOn(by=STREET, at=TEN, area_id=area, reason="江水上涨")
    return await town.do(lambda work: switch_on(command, work))


async def test_found_where_it_lasts_with_what_waits(town: Town) -> None:
    """In its area and from above; the settings below know of it at once; over, nothing waits and nobody finds it."""
    one = await on(town, COMMUNITY)
    work = town.work()
    assert [each.id for each in await work.emergencies_on([SUBDISTRICT])] == [one.id]
    assert [each.id for each in await work.emergencies_on([COMMUNITY])] == [one.id]
    assert await work.emergencies_on([BUILDING]) == []
    known = await work.emergency(one.id)
    assert {each.kind for each in known.deadlines} == {
        DeadlineKind.EMERGENCY_ASK,
        DeadlineKind.EMERGENCY_END,
        DeadlineKind.EMERGENCY_FIGURES,
    }
    assert known.line == (COMMUNITY, SUBDISTRICT)
    assert work.settings_for((BUILDING, 3, COMMUNITY, SUBDISTRICT), TEN + DAY).emergency
    assert not work.settings_for((SUBDISTRICT,), TEN + DAY).emergency
    command = OnEmergency(by=STREET, at=TEN + DAY, emergency_id=one.id)
    await town.do(lambda work: switch_off(command, "过去了", work))
    work = town.work()
    assert await work.emergencies_on([SUBDISTRICT]) == []
    assert (await work.emergency(one.id)).deadlines == []
    assert not work.settings_for((COMMUNITY, SUBDISTRICT), TEN + 2 * DAY).emergency


async def test_two_who_switch_it_at_once(town: Town) -> None:
    """The second is told that somebody else was first, and nothing is said twice."""
    first, second = town.work(), town.work()
    command = SwitchOn(by=STREET, at=TEN, area_id=SUBDISTRICT, reason="江水上涨")
    await switch_on(command, first)
    await switch_on(command, second)
    await first.commit()
    with pytest.raises(StaleError):
        await second.commit()


async def test_households_go_when_their_time_is_over(town: Town) -> None:
    """Not as long as it lasts; thirty days after its end."""
    one = await on(town)
    lines = read_lines("3-502 不走\n2-101 已转移")

    def noted(text: str) -> NoteHomes:
        return NoteHomes(by=HEAD, at=TEN, emergency_id=one.id, area_id=BUILDING, lines=read_lines(text))

    command = NoteHomes(by=HEAD, at=TEN, emergency_id=one.id, area_id=BUILDING, lines=lines)
    await town.do(lambda work: note_homes(command, work))
    await town.do(lambda work: note_homes(noted("3-502 转移了"), work))
    found = [(note.door, str(note.state)) for note in await town.work().home_notes(one.id)]
    assert found == [("2-101", "moved"), ("3-502", "moved")]
    assert (await due(town.database, Settings(), TEN + 100 * DAY))["home_notes"] == 0
    end = OnEmergency(by=STREET, at=TEN + DAY, emergency_id=one.id)
    await town.do(lambda work: switch_off(end, "过去了", work))
    assert (await due(town.database, Settings(), TEN + 30 * DAY))["home_notes"] == 0
    assert (await erase_all(town.database, Settings(), TEN + 32 * DAY))["home_notes"] == 2
    assert await town.work().home_notes(one.id) == []
