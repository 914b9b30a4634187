"""A table of matters: columns in any order, and what cannot be used is named by its row."""

import io
from typing import Any

import pytest
from openpyxl import Workbook

from locales.translator import translator
from roster.file import RosterUnreadable
from roster.opinions import MOST_ROWS, read_opinions

ZH = translator("zh_CN")


def book(*rows: list[Any], merged: str = "") -> bytes:
    """A workbook of these rows."""
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    if merged:
        sheet.merge_cells(merged)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def test_columns_in_any_order_below_a_title() -> None:
    """Whole numbers stay numbers; columns that say something else are named, numbering is not."""
    found = read_opinions(
        book(
            ["北苑社区11月20日恳谈日"],
            ["序号", "联系电话", "诉求", "备注", "楼栋"],
            [1, 13800138000, "路灯不亮", "急", "3号楼"],
        ),
        ZH,
    )
    (row,) = found.rows
    assert (row.row, row.what, row.place, row.phone) == (3, "路灯不亮", "3号楼", "13800138000")
    assert (found.title, found.unused, found.faults) == ("北苑社区11月20日恳谈日", ["备注"], [])


def test_what_cannot_be_used_is_named_by_row() -> None:
    """Merged cells, formulas, faults of the spreadsheet, a date out of 3-1, empty rows."""
    rows: list[list[Any]] = [
        ["门坏了", "3号楼"],
        ["灯坏了", None],
        ["灯坏了", "=A1"],
        ["#REF!", "3号楼"],
        [None, "3号楼"],
        [],
    ]
    rows += [["灯坏了", "3月1日"], ["路面有坑", "北门"]]
    found = read_opinions(book(["内容", "地点"], *rows, merged="B2:B3"), ZH)
    begin = ["地点是合并的单元格", "地点是公式", "内容：#REF!", "“内容”这一列是空的", "空行", "地点：表格把它当成"]
    assert [row for row, _ in found.faults] == [3, 4, 5, 6, 7, 8]
    assert all(why.startswith(said) for (_, why), said in zip(found.faults, begin, strict=True)), found.faults
    assert "3月1日" in found.faults[-1][1]
    assert [one.row for one in found.rows] == [2, 9]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_csv_of_an_office(encoding: str) -> None:
    """As Excel and WPS save it."""
    found = read_opinions("地点,内容,工单号,限期\n3号楼,门坏了,26112300123,2026-11-30\n".encode(encoding), ZH)
    assert [(one.number, one.due) for one in found.rows] == [("26112300123", "2026-11-30")]


def test_no_list_at_all() -> None:
    """No header, too many rows, something else."""
    for data in (b"PK\x03\x04", "姓名,年龄\n张三,5\n".encode(), ("内容\n" + "灯坏了\n" * (MOST_ROWS + 1)).encode()):
        with pytest.raises(RosterUnreadable):
            read_opinions(data, ZH)


def test_of_several_sheets_one_is_read() -> None:
    """The first that has a header; the others are named."""
    made = Workbook()
    sheet = made.active
    assert sheet is not None
    sheet.title = "说明"
    sheet.append(["填表说明"])
    more = made.create_sheet("意见")
    more.append(["内容", "地点"])
    more.append(["灯坏了", "3号楼"])
    out = io.BytesIO()
    made.save(out)
    found = read_opinions(out.getvalue(), ZH)
    assert ([one.what for one in found.rows], found.other_sheets) == (["灯坏了"], ["说明"])
