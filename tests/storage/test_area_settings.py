"""What areas set for themselves, in the database: seen at once by every unit, whoever wrote it."""

from collections.abc import Awaitable, Callable
from datetime import date, timedelta

import pytest

from casework.hours import Day, DayKind
from casework.model.places import Setting
from casework.settings import Settings
from storage.database import Database
from storage.work import SqlWork
from tests.casework.neighbourhood import BUILDING, PEOPLE, TEN
from tests.storage.town import Town

LINE = (3, 2, 1)


async def test_a_row_counts_for_the_next_unit_of_any_process(database: Database) -> None:
    """Two processes: what one writes the other's next unit knows at its first question."""
    from storage.database import Database as Other

    other = await Other.open(str(database.url.render_as_string(hide_password=False)))
    try:
        work = database.work(Settings())
        assert work.settings_for(LINE, TEN).report_in == timedelta(minutes=30)
        work.add(Setting(id=work.new_id(), key="report_in_minutes", value="7", since=TEN, at=TEN))
        work.add(Day(id=work.new_id(), day=date(2026, 11, 25), kind=DayKind.HOLIDAY, at=TEN, source="by hand"))
        await work.commit()
        for one in (database, other):
            seen = one.work(Settings())
            await seen.areas_of_kind("community")
            settings = seen.settings_for(LINE, TEN)
            assert settings.report_in == timedelta(minutes=7)
            assert not settings.service.days.works(date(2026, 11, 25))
    finally:
        await other.close()


async def test_another_machine_counts_its_ids_by_itself(database: Database) -> None:
    """Whose clock is behind gives lower ids: what it writes is news all the same."""
    for number, (id_, minutes) in enumerate(((7_000, "7"), (6_000, "9"))):
        work = database.work(Settings())
        at = TEN + timedelta(minutes=number)
        work.add(Setting(id=id_, key="report_in_minutes", value=minutes, since=at, at=at))
        work.add(Day(id=id_, day=date(2026, 11, 25 + number), kind=DayKind.HOLIDAY, at=at, source="by hand"))
        await work.commit()
        seen = database.work(Settings())
        await seen.areas_of_kind("community")
        settings = seen.settings_for(LINE, at)
        assert settings.report_in == timedelta(minutes=int(minutes))
        assert not settings.service.days.works(date(2026, 11, 25 + number))


async def _area(work: SqlWork) -> None:
    await work.area(BUILDING)


async def _issues(work: SqlWork) -> None:
    await work.open_of_holder(PEOPLE["steward"])


@pytest.mark.parametrize("first", [_area, _issues])
async def test_whatever_a_unit_asks_first(town: Town, first: Callable[[SqlWork], Awaitable[None]]) -> None:
    """An area or an issue, which are read in a way of their own: the settings are those of now then too."""
    work = town.work()
    work.add(Setting(id=work.new_id(), key="report_in_minutes", value="7", since=TEN, at=TEN))
    await work.commit()
    seen = town.work()
    await first(seen)
    assert seen.settings_for(LINE, TEN).report_in == timedelta(minutes=7)
