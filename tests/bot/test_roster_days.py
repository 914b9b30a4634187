"""Dates of one's own in the roster: read from the sheet "days", written out and read in again; what is open moves."""

from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from casework.clock.retiming import Said, SetDays, set_days
from casework.hours import DayKind
from casework.model.deadlines import DeadlineKind
from casework.settings import Settings
from locales.translator import translator
from roster.exporting import export_roster
from roster.importing import Report, import_roster
from storage.database import Database
from storage.roster import SheetChanges

EN, ZH = translator("en"), translator("zh_CN")
NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
MAIN = """类型,编码,名称,所属
街道,bj,北极街道,
社区,by,北苑社区,bj
"""
DAYS = """日期,怎么过,时间,地方,名称
2099-10-01,放假,,,国庆节
2099/10/10,调休上班,,,
2099年3月8日,另定时间,9:00-12:00,by,妇女节
"""


@pytest.fixture
async def database(database_file: Path, tmp_path: Path) -> AsyncIterator[Database]:
    """The roster without days of its own."""
    opened = await Database.open(f"sqlite:///{database_file}")
    assert not (await read(opened, tmp_path, MAIN)).faults
    yield opened
    await opened.close()


async def read(database: Database, folder: Path, text: str, *, remove: bool = False) -> Report:
    """Import this text."""
    file = folder / "in.csv"
    file.write_text(text, encoding="utf-8")
    return await import_roster(database, file, EN, remove, at=NOW)


async def kinds(database: Database) -> dict[tuple[str, bool], tuple[DayKind, str]]:
    """What counts of each date: everywhere, or in the community."""
    known = await database.work(Settings()).known_days()
    return {(one.day.isoformat(), one.area_id is not None): (one.kind, one.hours) for one in known}


async def test_the_sheet_is_read(database: Database, tmp_path: Path) -> None:
    """Holidays, make-up days and days with hours of their own; what is open there is due anew; said again nothing
    changes, said otherwise the newer counts."""
    report = await read(database, tmp_path, DAYS)
    assert (report.faults, report.sheets) == ((), {"days": SheetChanges(added=3)})
    assert await kinds(database) == {
        ("2099-10-01", False): (DayKind.HOLIDAY, ""),
        ("2099-10-10", False): (DayKind.MAKE_UP, ""),
        ("2099-03-08", True): (DayKind.OWN, "9:00-12:00"),
    }
    work = database.work(Settings())
    areas = {one.area_id for one in await work.calendar_deadlines(DeadlineKind.RETIME)}
    assert areas == {one.id for code in ("bj", "by") if (one := await work.area_by_code(code)) is not None}
    assert (await read(database, tmp_path, DAYS)).sheets == {"days": SheetChanges(same=3)}
    other = await read(database, tmp_path, "日期,怎么过\n2099-10-01,照常\n")
    assert other.sheets == {"days": SheetChanges(changed=1)}
    assert (await kinds(database))["2099-10-01", False] == (DayKind.ORDINARY, "")


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
@pytest.mark.parametrize("tr", [EN, ZH])
async def test_written_out_and_read_in_nothing_changes(
    database: Database, tmp_path: Path, suffix: str, tr: object
) -> None:
    """Without what the library knows, which nobody entered; and what a complete file does not name is ordinary again,
    but for the library's."""
    await read(database, tmp_path, DAYS)
    work = database.work(Settings())
    law = [Said(day=date(2099, 5, 1), kind=DayKind.HOLIDAY, name="劳动节")]
    await set_days(SetDays(at=NOW, days=law, source="holidays 0.109 CN"), await work.known_days(), work)
    await work.commit()
    target = tmp_path / f"out.{suffix}"
    await export_roster(database, target, tr)  # type: ignore[arg-type]
    if suffix == "csv":
        (target,) = set(tmp_path.glob("out-*.csv"))
    again = await import_roster(database, target, EN, True, at=NOW)
    assert (again.faults, again.sheets) == ((), {"days": SheetChanges(same=3)})
    few = await read(database, tmp_path, "日期,怎么过,名称\n2099-10-01,放假,国庆节\n", remove=True)
    assert few.sheets == {"days": SheetChanges(same=1, ended=2)}
    assert (await kinds(database))["2099-05-01", False] == (DayKind.HOLIDAY, "")


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("2099-13-01,放假,,,", "is no date"),
        ("明天,放假,,,", "is no date"),
        ("2099-10-01,过节,,,", "no kind of day"),
        ("2099-10-01,放假,9:00-12:00,,", "Hours are for"),
        ("2099-10-01,另定时间,,,", "Hours are for"),
        ("2099-10-01,另定时间,25:00-26:00,,", "are no hours"),
        ("2099-10-01,放假,,nowhere,", "no row with the code"),
        ("2099-10-01,放假,,,\n2099-10-01,上班,,,", "row 2 already"),
    ],
)
async def test_what_is_wrong_is_said_and_nothing_is_read(
    database: Database, tmp_path: Path, row: str, why: str
) -> None:
    """Each with its row; never guessed."""
    report = await read(database, tmp_path, f"日期,怎么过,时间,地方,名称\n{row}\n")
    assert any(why in one.why for one in report.faults), report.faults
    assert await kinds(database) == {}
