"""The rota in the roster: read from the sheet "duty", written out and read in again, and its past never changed."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from casework.model.people import Role
from casework.rota import Seat, named
from casework.settings import Settings
from locales.translator import translator
from roster.duty import SHEET
from roster.exporting import NotWritten, export_roster
from roster.ical import write_ical
from roster.importing import Report, import_roster
from storage.database import Database
from storage.roster import SheetChanges

EN, ZH = translator("en"), translator("zh_CN")
MAIN = """类型,编码,名称,所属,职务,主副,物业公司
街道,bj,北极街道,,,,
社区,by,北苑社区,bj,,,
小区,xq,北苑小区,,,,安居物业
岗位,z,张姐,by,社区,AA岗,
岗位,l,刘哥,by,社区,aa,
岗位,w1,王师傅,xq,物业,主,
岗位,c,陈主任,bj,街道,主,
岗位,c2,陈主任,by,社区,副,
"""
HEADER = "地方,职务,星期或日期,从,到,谁"
ROTA = f"""{HEADER}
by,社区,周一至周五,8:00,20：00,张姐
by,社区,周一至周五,20:00,8点,l
by,社区,周六,0:00,24:00,刘哥
by,社区,2026-12-05,8:00,20:00,张姐
xq,物业,每天,08:00:00,18:30,王师傅
"""


@pytest.fixture
async def database(database_file: Path, tmp_path: Path) -> AsyncIterator[Database]:
    """The roster without a rota."""
    opened = await Database.open(f"sqlite:///{database_file}")
    assert not (await read(opened, tmp_path, MAIN)).faults
    yield opened
    await opened.close()


async def read(database: Database, folder: Path, text: str, *, remove: bool = False) -> Report:
    """Import this text."""
    file = folder / "in.csv"
    file.write_text(text, encoding="utf-8")
    return await import_roster(database, file, EN, remove)


async def on(database: Database, code: str, role: Role, when: str) -> list[str]:
    """Whom the rota names there, at that time in Jilin."""
    work = database.work(Settings())
    estate = next((one for one in await work.estates() if one.code == code), None)
    area = None if estate else await work.area_by_code(code)
    line, estate_id = (area.line, None) if area else ((), estate.id if estate else None)
    seat = Seat(role, area.id if area else None, estate_id)
    at = datetime.fromisoformat(when + "+08:00").astimezone(UTC)
    plan = await work.duty_plan(line, estate_id)
    said = [row for row in plan.rota if row.until is None]
    for row in said:
        row.since = min(row.since, at)  # the database's clock is of today
    return [(await work.post(one)).code for one in named(plan, seat, at, Settings().zone)]


async def test_the_sheet_is_read(database: Database, tmp_path: Path) -> None:
    """Weekdays, shifts over midnight, whole days, and a date that replaces its weekday whole."""
    report = await read(database, tmp_path, ROTA)
    assert report.faults == ()
    assert report.sheets == {"duty": SheetChanges(added=5 + 5 + 1 + 1 + 7)}
    community = Role.COMMUNITY_MANAGER
    assert await on(database, "by", community, "2026-11-23T08:00") == ["z"]
    assert await on(database, "by", community, "2026-11-23T20:00") == ["l"]
    assert await on(database, "by", community, "2026-11-24T07:59") == ["l"]
    assert await on(database, "by", community, "2026-11-28T07:59") == ["l"]
    assert await on(database, "by", community, "2026-11-28T23:59") == ["l"]
    assert await on(database, "by", community, "2026-11-29T00:00") == []
    assert await on(database, "by", community, "2026-12-05T12:00") == ["z"]
    assert await on(database, "by", community, "2026-12-05T21:00") == []
    assert await on(database, "xq", Role.PROPERTY_STEWARD, "2026-11-29T18:29") == ["w1"]


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
@pytest.mark.parametrize("tr", [EN, ZH])
async def test_written_out_and_read_in_nothing_changes(
    database: Database, tmp_path: Path, suffix: str, tr: object
) -> None:
    """Export and import without loss; a CSV's further sheet is a file of its own."""
    await read(database, tmp_path, ROTA)
    target = tmp_path / f"out.{suffix}"
    await export_roster(database, target, tr)  # type: ignore[arg-type]
    again = await import_roster(database, target, EN, True)
    assert (again.faults, again.added, again.changed) == ((), [], [])
    if suffix == "csv":
        (more,) = set(tmp_path.glob("out-*.csv"))
        again = await import_roster(database, more, EN, True)
    assert (again.faults, again.sheets) == ((), {"duty": SheetChanges(same=19)})
    assert len(again.missing) == 0


async def test_a_changed_rota_keeps_its_past(database: Database, tmp_path: Path) -> None:
    """Of the places that the sheet names, what it does not say any more ends; the rows of the past stay."""
    await read(database, tmp_path, ROTA)
    report = await read(database, tmp_path, f"{HEADER}\nby,社区,周一,8:00,20:00,刘哥\n")
    assert report.sheets == {"duty": SheetChanges(added=1, ended=12)}
    work = database.work(Settings())
    area = await work.area_by_code("by")
    assert area is not None
    rows = (await work.duty_plan(area.line, None)).rota
    assert len([row for row in rows if row.until is not None]) == 12
    report = await read(database, tmp_path, f"{HEADER}\nby,社区,周一,8:00,20:00,刘哥\n", remove=True)
    assert report.sheets == {"duty": SheetChanges(ended=7, same=1)}


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("by,所长,周一,8:00,20:00,张姐", 'There is no role "所长".'),
        ("nowhere,社区,周一,8:00,20:00,张姐", "There is no row with the code nowhere."),
        ("bj,社区,周一,8:00,20:00,张姐", "bj is of a kind that does not fit here."),
        (
            "by,社区,周八,8:00,20:00,张姐",
            '"周八" is no weekday and no date: monday, monday-friday, daily, 2026-11-30.',
        ),
        (
            "by,社区,2026-02-30,8:00,20:00,张姐",
            '"2026-02-30" is no weekday and no date: monday, monday-friday, daily, 2026-11-30.',
        ),
        ("by,社区,周一,8:70,20:00,张姐", '"8:70" is no time of day: write 8:00, and for the end of a day 24:00.'),
        ("by,社区,周一,8:00,25:00,张姐", '"25:00" is no time of day: write 8:00, and for the end of a day 24:00.'),
        ("by,社区,周一,8:00,8:00,张姐", "From and to are the same, or it begins when the day is over."),
        ("by,社区,周一,8:00,20:00,李四", 'No post of this role is called "李四".'),
        ("by,社区,周一,8:00,20:00,王师傅", 'No post of this role is called "王师傅".'),
        ("by,社区,,8:00,20:00,张姐", "The column day is empty."),
    ],
)
async def test_faults_are_named(database: Database, tmp_path: Path, line: str, why: str) -> None:
    """Every fault with its sheet and row, and nothing is read in."""
    report = await read(database, tmp_path, f"{ROTA}{line}\n")
    assert [(fault.sheet, fault.row, fault.why) for fault in report.faults] == [("duty", 7, why)]
    assert await on(database, "by", Role.COMMUNITY_MANAGER, "2026-11-23T08:00") == []


async def test_the_same_shift_twice(database: Database, tmp_path: Path) -> None:
    """The second row names the first."""
    report = await read(database, tmp_path, f"{ROTA}by,社区,周三,8:00,20:00,z\n")
    assert [fault.why for fault in report.faults] == ["This stands in row 2 already."]


def test_the_columns_are_documented() -> None:
    """docs/roster.md names the sheet and each of its columns in both languages."""
    text = (Path(__file__).parents[2] / "docs/roster.md").read_text(encoding="utf-8")
    chinese, english = text.split("\n---\n")
    assert SHEET.words[0] in chinese
    for field in SHEET.fields:
        assert f"| {field.words[0]} | {field.key} |" in chinese
        assert f"| {field.key} | {field.words[0]} |" in english


async def test_the_example_is_read(database_file: Path) -> None:
    """docs/examples/beiji-duty.csv belongs to docs/examples/beiji.csv, and has no fault."""
    examples = Path(__file__).parents[2] / "docs/examples"
    database = await Database.open(f"sqlite:///{database_file}")
    try:
        assert not (await import_roster(database, examples / "beiji.csv", EN)).faults
        report = await import_roster(database, examples / "beiji-duty.csv", EN)
        assert (report.faults, report.sheets["duty"].added) == ((), 5 + 2 + 7 + 3 + 4 + 1)
    finally:
        await database.close()


async def test_the_rota_as_a_calendar(database: Database, tmp_path: Path) -> None:
    """One event a stretch of hours, folded lines, and no file is overwritten."""
    await read(database, tmp_path, ROTA)
    target = tmp_path / "duty.ics"
    shifts = await write_ical(database, target, Settings().zone, ZH)
    text = target.read_bytes().decode()
    assert text.count("BEGIN:VEVENT\r\n") == shifts > 100
    assert text.startswith("BEGIN:VCALENDAR\r\n")
    assert "SUMMARY:社区 张姐\r\n" in text
    assert "LOCATION:北苑小区\r\n" in text
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    with pytest.raises(NotWritten):
        await write_ical(database, target, Settings().zone, ZH)
