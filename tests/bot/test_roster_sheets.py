"""Further sheets of a roster: found by their tab or by their header, read row by row, with every fault named."""

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import openpyxl
import pytest

from locales.translator import Translator, translator
from roster import rows as roster_rows
from roster.file import RosterUnreadable
from roster.rows import read_roster
from roster.sheets import Field, Sheet, SheetRow
from roster.words import Kind
from storage.roster import Codes, SheetChanges, Transaction

EN, ZH = translator("en"), translator("zh_CN")
MAIN = [("类型", "编码", "名称", "所属"), ("街道", "bj", "北极街道", ""), ("社区", "by", "北苑社区", "bj")]


def _read(row: SheetRow) -> str | None:
    return row.place("area", (Kind.COMMUNITY,))


def _write(
    connection: Transaction, entries: Sequence[Any], codes: Codes, at: datetime, whole: bool
) -> SheetChanges:  # pragma: no cover
    return SheetChanges()


def _stored(connection: Transaction, at: datetime) -> Sequence[Any]:  # pragma: no cover
    return ()


def _cells(one: Any, codes: Mapping[int, str], tr: Translator) -> Mapping[str, str]:  # pragma: no cover
    return {}


TEAS = Sheet(
    key="teas",
    words=("茶", "喝茶"),
    fields=(Field("area", ("地方",), needed=True), Field("leaf", ("茶叶",), needed=True), Field("note", ("备注",))),
    read=_read,
    write=_write,
    stored=_stored,
    cells=_cells,
)


@pytest.fixture(autouse=True)
def with_teas(monkeypatch: pytest.MonkeyPatch) -> None:
    """A roster that has this sheet."""
    monkeypatch.setattr(roster_rows, "SHEETS", (TEAS,))
    monkeypatch.setattr(roster_rows, "sheet_named", lambda title: TEAS if TEAS.named(title) else None)


def workbook(sheets: Mapping[str, Sequence[tuple[str, ...]]]) -> bytes:
    """A workbook with these tabs."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, lines in sheets.items():
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append(line)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


@pytest.mark.parametrize("tab", ["茶", "喝茶", "Teas"])
def test_a_workbook_with_a_further_sheet(tab: str) -> None:
    """It is found by its tab, in Chinese or English; a tab that nobody knows is left alone."""
    rows = read_roster(
        workbook({"Sheet1": MAIN, "Sheet2": [("x", "y")], tab: [("地方", "茶叶"), ("by", "龙井")]}), {}, EN
    )
    assert rows.faults == []
    assert [entry.code for entry in rows.entries] == ["bj", "by"]
    assert rows.sheets == {"teas": ["by"]}


def test_a_csv_is_told_by_its_header() -> None:
    """A CSV whose columns are the sheet's is that sheet, and points to what is in the database."""
    rows = read_roster("area,茶叶\nby,龙井\n".encode(), {"by": Kind.COMMUNITY}, EN)
    assert (rows.entries, rows.sheets, rows.faults) == ([], {"teas": ["by"]}, [])


def test_faults_are_named_with_sheet_and_row() -> None:
    """An empty cell that is needed, a code that nobody has, one of the wrong kind, and something beside the columns."""
    lines = [("地方", "茶叶"), ("by", ""), ("nowhere", "龙井"), ("bj", "龙井"), ("by", "龙井", "x")]
    rows = read_roster(workbook({"花名册": MAIN, "茶": lines}), {}, EN)
    assert [(fault.sheet, fault.row, fault.why) for fault in rows.faults] == [
        ("teas", 2, "The column leaf is empty."),
        ("teas", 3, "There is no row with the code nowhere."),
        ("teas", 4, "bj is of a kind that does not fit here."),
        ("teas", 5, "There is something in a column without a name."),
    ]
    assert rows.sheets == {"teas": []}


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ([("地方", "茶叶", "糖")], "The sheet teas: unknown columns: 糖. Known are: area, leaf, note."),
        ([("地方",)], "The sheet teas needs each of these columns once: leaf."),
        ([("地方", "area", "茶叶")], "The sheet teas needs each of these columns once: area, leaf, note."),
    ],
)
def test_a_header_that_cannot_be_right(lines: list[tuple[str, ...]], why: str) -> None:
    """Nothing is read, and the columns are named."""
    with pytest.raises(RosterUnreadable, match=why.replace(".", r"\.")):
        read_roster(workbook({"花名册": MAIN, "茶": lines}), {}, EN)
