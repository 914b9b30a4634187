"""The ledger as a file: the paper ledger's columns, words masked, nothing that a spreadsheet would compute."""

import csv
import io
from argparse import Namespace
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.escape import unescape
from sqlalchemy import select

from bot.commands.ledger import Unfit, export
from casework.model.issues import Rating, State
from locales.translator import translator
from roster.ledger import FORMULA, cell
from storage import tables
from storage.database import Database
from tests.web.wall_town import TEN, WallTown

ZH = translator("zh_CN")


@pytest.fixture
async def town(database_file: Path) -> AsyncIterator[WallTown]:
    database = await Database.open(f"sqlite:///{database_file}")
    made = WallTown(database)
    await made.furnish()
    yield made
    await database.close()


def given(file: Path, **more: object) -> Namespace:
    return Namespace(
        **{"file": file, "area": "", "since": "", "until": "", "state": [], "source": [], "personal": False, **more}
    )


async def written(town: WallTown, file: Path, **more: object) -> list[list[str]]:
    """The cells of the file."""
    await export(given(file, **more), town.database, town.settings, TEN, ZH)
    if file.suffix == ".xlsx":
        sheet = openpyxl.load_workbook(file).worksheets[0]
        return [["" if one is None else str(one) for one in row] for row in sheet.iter_rows(values_only=True)]
    return list(csv.reader(io.StringIO(file.read_bytes().decode("utf-8-sig"))))


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
async def test_the_columns_of_the_paper_ledger(town: WallTown, tmp_path: Path, suffix: str) -> None:
    """Number, date, place, matter, source, handler, measures, result, date done, rating, written off."""
    await town.matter("sewer", text="厨房返水", place="2单元", result="疏通了主管道", rating=Rating.GOOD)
    await town.matter(state=State.PROMISED, text="路灯不亮", reason="等配件")
    head, first, second = await written(town, tmp_path / f"ledger{suffix}")
    assert head == [
        "编号",
        "日期",
        "地点",
        "反映事项",
        "来源",
        "经办人",
        "处理措施",
        "处理结果",
        "办结日期",
        "评价",
        "销号",
    ]
    assert first == [
        "2026-1", "2026-11-21", "北苑小区3号楼 2单元", "下水道堵塞：厨房返水", "网格群", "物业 steward", "",
        "疏通了主管道", "2026-11-21", "满意", "2026-11-21",
    ]  # fmt: skip
    assert second[7:] == ["说好 2026-11-25 前", "", "", ""]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
async def test_nothing_that_a_spreadsheet_computes(town: WallTown, tmp_path: Path, suffix: str) -> None:
    """What begins with = + - @, a tab or a line's end is text."""
    for sign in FORMULA.strip():
        await town.matter(place=f"{sign}1+1", text="路灯", result=f"{sign}HYPERLINK(1)", rating=Rating.GOOD)
    _, *rows = await written(town, tmp_path / f"ledger{suffix}")
    assert len(rows) == 4
    assert all(one[7][0] not in FORMULA for one in rows)
    assert rows[0][7] == "'=HYPERLINK(1)"
    for sign in FORMULA:
        assert cell(f"{sign}1")[0] == "'"
    if suffix == ".xlsx":
        sheet = openpyxl.load_workbook(tmp_path / f"ledger{suffix}").worksheets[0]
        assert all(
            one.data_type in ("s", "inlineStr", "n") and one.value != "=" for row in sheet.iter_rows() for one in row
        )


async def test_words_are_masked_and_private_matters_left_out(town: WallTown, tmp_path: Path) -> None:
    """Personal columns for whoever asks for them alone; and that somebody did is on the record."""
    await town.matter(text="我叫王秀英，打13812345678", result="去了3号楼2单元501室", rating=Rating.GOOD)
    await town.matter("quarrel", text="秘密", private=True)
    kept = str(await written(town, tmp_path / "a.csv"))
    for hidden in ("王秀英", "13812345678", "501", "秘密", "resident"):
        assert hidden not in kept
    assert not await town.database.read(lambda connection: connection.execute(select(tables.audit.c.action)).all())
    full = await written(town, tmp_path / "b.csv", personal=True)
    assert full[0][-1] == "反映人"
    for shown in ("王秀英", "13812345678", "501", "秘密", "resident"):
        assert shown in str(full)
    (logged,) = await town.database.read(lambda connection: connection.execute(select(tables.audit.c.action)).all())
    assert logged.action == "ledger_exported"


async def test_by_area_time_and_state(town: WallTown, tmp_path: Path) -> None:
    """An area with what lies in it, days with both ends, states by name; what cannot be is said."""
    for days, state in ((0, State.CLOSED), (1, State.REPORTED), (40, State.RESOLVED)):
        await town.matter(state=state, text="路灯", at=TEN - timedelta(days=days))

    async def count(name: str, **more: object) -> int:
        return len(await written(town, tmp_path / f"{name}.csv", **more)) - 1

    assert await count("all") == 3
    assert await count("area", area="by3-3") == 3
    assert await count("day", since="2026-11-20", until="2026-11-20") == 1
    assert await count("open", state=["open"]) == 1
    assert await count("done", state=["resolved", "closed"]) == 2
    for wrong in (
        {"area": "nowhere"},
        {"since": "gestern"},
        {"state": ["odd"]},
        {"since": "2026-11-21", "until": "2026-11-20"},
    ):
        with pytest.raises(Unfit):
            await count("wrong", **wrong)
    assert not (tmp_path / "wrong.csv").exists()
    for file in ("all.csv", "ledger.pdf"):
        with pytest.raises(Unfit):
            await export(given(tmp_path / file), town.database, town.settings, TEN, ZH)
    assert (tmp_path / "all.csv").stat().st_mode & 0o77 == 0


async def test_progress_is_told(town: WallTown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever waits for a long file hears now and then how many rows are written, and of how many."""
    monkeypatch.setattr("bot.commands.ledger.TOLD_EVERY", 2)
    for _ in range(5):
        await town.matter(text="路灯")
    await town.matter("quarrel", text="秘密", private=True)
    told: list[tuple[int, int]] = []
    file = tmp_path / "a.csv"
    await export(given(file), town.database, town.settings, TEN, ZH, lambda done, every: told.append((done, every)))
    assert told == [(2, 5), (4, 5)]


async def test_more_than_one_page_of_rows(town: WallTown, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Read some at a time, none is lost and none comes twice, also of one moment."""
    monkeypatch.setattr("storage.ledger_rows.AT_ONCE", 3)
    for number in range(10):
        await town.matter(text=f"第{number}盏", at=TEN)
    _, *rows = await written(town, tmp_path / "ledger.csv")
    assert len({row[0] for row in rows}) == len(rows) == 10


ODD = ("<b>&amp;</b>", " 前后有空 ", "_x0041_ 一号", "两行\n第二行", "带\x0b控制\x1f符", "3-1", "a\ufffeb")


async def test_odd_words_in_a_workbook(town: WallTown, tmp_path: Path) -> None:
    """What a workbook writes in another way is read as it was said; what none may contain is left out."""
    for words in ODD:
        await town.matter(text="路灯", result=words, rating=Rating.GOOD)
    _, *rows = await written(town, tmp_path / "ledger.xlsx")
    assert [unescape(row[7]) for row in rows] == [*ODD[:4], "带控制符", "3-1", "ab"]
    sheet = openpyxl.load_workbook(tmp_path / "ledger.xlsx").worksheets[0]
    assert {one.number_format for row in sheet.iter_rows() for one in row if one.value} == {"@"}
    assert sheet.freeze_panes == "A2"
    assert sheet.column_dimensions["D"].width > 30
