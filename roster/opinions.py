"""A table of matters, from a listening day 恳谈日 or an office's list, as rows: where, what, who said it, phone; of an
order of the hotline its number, when it was told, and its last day (around-an-issue.md §6). Columns in any order, known
by their words.

It is read as a roster is (file.py): a workbook in a process of its own. What cannot be used is named by its row.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from casework.frozen import frozen
from casework.words.plain import plain as half_width
from locales.translator import Translator, mark
from roster.file import Line, RosterUnreadable, read_sheets
from roster.sheets import SHOWN
from roster.words import meaning, plain, say, say_all
from roster.xlsx import Limits, Odd

MAX_BYTES = 5 * 2**20
LIMITS = Limits(64 * 2**20, 500, 64, exact=True, seconds=20.0)
MOST_ROWS = 200
HEADER_WITHIN = 10
"""Rows: a title, a date and an office's name stand above the header."""
LONGEST = 1000
"""Characters of one matter: more is a report, and no row of a list."""


class Column(StrEnum):
    """What a column says."""

    PLACE = "place"
    WHAT = "what"
    WHO = "who"
    PHONE = "phone"
    NUMBER = "order number"
    TOLD = "told on"
    DUE = "answer by"


COLUMNS: dict[Column, tuple[str, ...]] = {
    Column.PLACE: (
        "地点", "位置", "楼栋", "楼号", "地址", "住址", "在哪儿", "哪儿", "小区楼栋", "诉求地址", "诉求地点",
        "事发地址", "事发地点", "事件地点", "问题地点", "发生地点", "详细地址", "where",
    ),
    Column.WHAT: (
        "内容", "意见", "意见建议", "意见内容", "问题", "诉求", "诉求内容", "反映内容", "反映问题", "反映的问题",
        "事项", "什么事", "啥事", "工单内容", "来电内容", "诉求描述", "反映事项", "matter",
    ),
    Column.WHO: (
        "谁说的", "姓名", "居民", "居民姓名", "反映人", "诉求人", "联系人", "提出人", "来电人", "市民姓名", "name",
    ),
    Column.PHONE: (
        "电话", "联系电话", "手机", "手机号", "手机号码", "联系方式", "来电号码", "来电电话", "联系号码",
    ),
    Column.NUMBER: (
        "工单号", "工单编号", "12345工单号", "12345工单", "受理编号", "受理单号", "诉求编号", "派单编号", "热线工单号",
        "案件编号", "业务编号", "流水号", "order",
    ),
    Column.TOLD: (
        "反映日期", "反映时间", "来电日期", "来电时间", "受理日期", "受理时间", "登记日期", "登记时间", "诉求时间",
        "told",
    ),
    Column.DUE: (
        "限期", "办理期限", "办理时限", "答复期限", "截止日期", "截止", "办结期限", "办结时限", "要求办结时间",
        "处置时限", "处理时限", "回复时限", "回复期限", "到期时间", "截止时间", "办理截止时间", "due",
    ),
}  # fmt: skip
"""The words that a header may use; the first is the one that we print."""
NUMBERING = frozenset(map(plain, ("序号", "编号", "no", "no.", "#", "号")))
"""A column that only counts the rows."""
SCIENTIFIC = re.compile(r"\d(?:\.\d+)?e\+?\d+", re.IGNORECASE)

ODD: dict[Odd, str] = {
    Odd.ERROR: mark("{column}: {value} is a fault of the spreadsheet's own. Write the word itself."),
    Odd.TRUTH: mark("{column}: a yes/no of the spreadsheet ({value}), no word. Set the column to “text”."),
    Odd.FORMULA: mark("{column}: a formula. Put in what it says, as text."),
    Odd.MERGED: mark("{column}: a merged cell. Take it apart, and fill in every row."),
    Odd.DATE: mark(
        "{column}: the spreadsheet has made a date of it ({value}). Set the column to “text” and write it once more."
    ),
}


@frozen(kw_only=True)
class Row:
    """One row that can be used, as it was written."""

    row: int
    what: str
    place: str = ""
    who: str = ""
    phone: str = ""
    number: str = ""
    told: str = ""
    due: str = ""


@dataclass(slots=True)
class Read:
    """A table: its rows, what is wrong with others (row, why), and the words above the header. `unused`: columns that
    say something else."""

    rows: list[Row] = field(default_factory=list)
    faults: list[tuple[int, str]] = field(default_factory=list)
    title: str = ""
    unused: list[str] = field(default_factory=list)
    other_sheets: list[str] = field(default_factory=list)


def read_opinions(data: bytes, tr: Translator) -> Read:
    """All rows and all faults. Raises RosterUnreadable for what is no table, or has no column of matters."""
    if len(data) > MAX_BYTES:
        raise RosterUnreadable(tr.t("The file is larger than {n} MB.", n=MAX_BYTES // 2**20))
    sheets = [(title, lines) for title, lines in read_sheets(data, tr, LIMITS) if lines]
    for index, (_, lines) in enumerate(sheets):
        at = _header_at(lines)
        if at is not None:
            found = _read(lines, at, tr)
            found.other_sheets = [title for other, (title, _) in enumerate(sheets) if other != index]
            return found
    raise RosterUnreadable(
        tr.t(
            "I found no header in it. The first row has to name the columns: {columns}; what is needed is {what}.",
            columns=say_all(COLUMNS, tuple(Column), tr),
            what=say(COLUMNS, Column.WHAT, tr),
        )
    )


def _header_at(lines: Sequence[Line]) -> int | None:
    for at, line in enumerate(lines[:HEADER_WITHIN]):
        if Column.WHAT in [meaning(COLUMNS, cell) for cell in line.cells if cell]:
            return at
    return None


def _read(lines: Sequence[Line], at: int, tr: Translator) -> Read:
    found = Read(title=" ".join(cell for line in lines[:at] for cell in line.cells if cell))
    columns = _columns(lines[at], found)
    last = lines[at].row
    if len(lines) - at - 1 > MOST_ROWS:
        raise RosterUnreadable(tr.t("The file has more than {n} rows.", n=MOST_ROWS))
    for line in lines[at + 1 :]:
        for missing in range(last + 1, line.row):
            found.faults.append((missing, tr.t("an empty row")))
        last = line.row
        _read_row(line, columns, found, tr)
    return found


def _columns(header: Line, found: Read) -> dict[int, Column]:
    """Of two columns of one kind the first counts."""
    columns: dict[int, Column] = {}
    for index, cell in enumerate(header.cells):
        named = meaning(COLUMNS, cell) if cell else None
        if named is not None and named not in columns.values():
            columns[index] = named
        elif cell and plain(cell) not in NUMBERING:
            found.unused.append(cell[:SHOWN])
    return columns


def _read_row(line: Line, columns: Mapping[int, Column], found: Read, tr: Translator) -> None:
    cells = {columns[at]: cell for at, cell in enumerate(line.cells) if at in columns and cell}
    faults = [why for at, odd in line.odd.items() if at in columns and (why := _odd(odd, columns[at], cells, tr))]
    if not cells and not faults:
        found.faults.append((line.row, tr.t("an empty row")))
        return
    if not faults and not cells.get(Column.WHAT):
        faults = [
            tr.t("It does not say what is wrong: the column {column} is empty.", column=say(COLUMNS, Column.WHAT, tr))
        ]
    if len(cells.get(Column.WHAT, "")) > LONGEST:
        faults.append(tr.t("longer than {n} characters: register it by itself", n=LONGEST))
    for column in (Column.PHONE, Column.NUMBER):
        if SCIENTIFIC.fullmatch(cells.get(column, "")):
            faults.append(
                tr.t(
                    "{column}: the spreadsheet has shortened the number ({value}). Set the column to “text”.",
                    column=say(COLUMNS, column, tr),
                    value=cells[column],
                )
            )
    phone = cells.get(Column.PHONE, "")
    if phone and not faults and not any(one.isdecimal() for one in phone):
        faults.append(
            tr.t(
                "{column}: “{value}” has no figure. Write the number, or leave it empty.",
                column=say(COLUMNS, Column.PHONE, tr),
                value=phone[:SHOWN],
            )
        )
    found.faults += [(line.row, why) for why in faults]
    if not faults:
        # typed with a Chinese keyboard, figures are figures all the same
        words = {column: half_width(cells.get(column, "")) for column in (Column.PHONE, Column.NUMBER)}
        found.rows.append(
            Row(
                row=line.row,
                what=cells[Column.WHAT],
                place=cells.get(Column.PLACE, ""),
                who=cells.get(Column.WHO, ""),
                phone=words[Column.PHONE],
                number=words[Column.NUMBER],
                told=cells.get(Column.TOLD, ""),
                due=cells.get(Column.DUE, ""),
            )
        )


def _odd(odd: Odd, column: Column, cells: Mapping[Column, str], tr: Translator) -> str:
    if odd is Odd.DATE and column in (Column.TOLD, Column.DUE, Column.WHAT):  # a day is what is asked for there
        return ""
    return tr.t(ODD[odd], column=say(COLUMNS, column, tr), value=cells.get(column, "")[:SHOWN])
