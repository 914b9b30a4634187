"""The ledger 台账 as a file with the columns of the paper one: CSV as it comes, XLSX by a process of its own.

Words are masked unless whoever asks may read them; then the reporter is named in a column of its own, and that somebody
asked is on the record. What a spreadsheet would compute is text with an apostrophe before it.
"""

import asyncio
import csv
import io
import os
import sys
from collections.abc import AsyncIterator
from datetime import date, datetime
from typing import BinaryIO
from zoneinfo import ZoneInfo

from casework.categories import category
from casework.model.issues import Rating, State
from casework.words.masking import mask_people
from locales.translator import Translator, mark
from roster.words import ROLES, say
from storage.ledger_rows import LedgerRow

FORMULA = "=+-@\t\r\n"
"""What begins with one of these would be computed by a spreadsheet, or begin a cell of its own."""
CELL_AT_MOST = 32_000
"""Characters in a cell; Excel takes 32,767."""
NOT_IN_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])
"""What no workbook may contain."""
SECONDS = 300.0
"""100,000 rows take 15."""
COLUMNS = (
    mark("Ledger no."),
    mark("Date"),
    mark("Where"),
    mark("Matter"),
    mark("Source"),
    mark("Handler"),
    mark("Measures"),
    mark("Result"),
    mark("Date done"),
    mark("Rating"),
    mark("Written off"),
)
PERSONAL = mark("Reporter")
OF_ORDERS = (mark("Order no."), mark("Told on"), mark("Answer by"))
"""Beside them, where only orders of another system are asked for."""
WIDTHS = (10, 12, 24, 40, 12, 16, 24, 30, 12, 10, 12, 18, 14, 14, 14)
SOURCES: dict[str, str] = {
    "private": mark("private message"),
    "group": mark("group"),
    "staff": mark("registered by staff"),
    "draft_auto": mark("private message"),
    "phone": mark("by phone"),
    "visit": mark("at a visit"),
    "patrol": mark("on patrol"),
    "paper": mark("paper form"),
    "question_wall": mark("question wall"),
    "steward_group": mark("steward group"),
    "listening_day": mark("listening day"),
    "hotline": mark("12345"),
    "system": mark("another system"),
}
RATINGS: dict[Rating, str] = {
    Rating.GOOD: mark("Content"),
    Rating.FAIR: mark("Fair"),
    Rating.NOT_SOLVED: mark("Not solved"),
}
STATES: dict[State, str] = {
    State.REPORTED: mark("nobody has taken it"),
    State.ACCEPTED: mark("somebody has it"),
    State.DISPATCHED: mark("given on, not taken yet"),
    State.IN_PROGRESS: mark("being done"),
    State.WAITING: mark("waiting for the resident"),
    State.PROMISED: mark("a day was promised"),
    State.RESOLVED: mark("done, the resident looks"),
    State.CLOSED: mark("closed"),
    State.REJECTED: mark("not decided here"),
    State.WITHDRAWN: mark("taken back by the resident"),
    State.MERGED: mark("put together with another"),
}


def cell(text: str) -> str:
    """Text that no spreadsheet computes."""
    kept = text[:CELL_AT_MOST]
    return f"'{kept}" if kept[:1] and kept[0] in FORMULA else kept


def header(tr: Translator, *, personal: bool, orders: bool = False) -> list[str]:
    """What stands above the columns."""
    return [tr.t(one) for one in (*COLUMNS, *(OF_ORDERS if orders else ()), *((PERSONAL,) if personal else ()))]


def cells(row: LedgerRow, tr: Translator, zone: ZoneInfo, *, personal: bool, orders: bool = False) -> list[str]:
    """A line of the ledger."""

    def said(text: str) -> str:
        return text if personal or not text else mask_people(text, known=(row.reporter,), public=(row.holder_name,))

    kind = category(row.category)
    name = kind.zh if tr.language.startswith("zh") else kind.en
    words = said(row.text)
    handler = f"{say(ROLES, row.holder_role, tr)} {row.holder_name}".strip() if row.holder_role in ROLES else ""
    result = said(row.result) or tr.t(STATES.get(row.state, str(row.state)))
    if row.state is State.PROMISED and row.promised is not None:
        result = tr.t("promised by {day}", day=row.promised.isoformat())
    rating: str = tr.t("not rated") if row.state is State.CLOSED else ""
    if row.rating in RATINGS:
        rating = tr.t(RATINGS[row.rating])
    found = [
        f"{row.year}-{row.number}",
        _day(row.filed_at, zone),
        f"{row.place} {said(row.words_of_place)}".strip(),
        f"{name}{'：' if tr.language.startswith('zh') else ': '}{words}" if words else name,
        tr.t(SOURCES.get(row.source, str(row.source))),
        handler,
        said(row.measures),
        result,
        _day(row.done_at, zone),
        rating,
        _day(row.closed_at, zone) if row.state is State.CLOSED else "",
    ]
    if orders:
        days = [one.isoformat() if one is not None else "" for one in (row.told_on, row.answer_by)]
        found += [row.order, *days]
    return [cell(one) for one in (*found, *((row.reporter,) if personal else ()))]


def _day(at: datetime | None, zone: ZoneInfo) -> str:
    local: date | None = at.astimezone(zone).date() if at is not None else None
    return local.isoformat() if local is not None else ""


async def as_csv(
    rows: AsyncIterator[LedgerRow], tr: Translator, zone: ZoneInfo, *, personal: bool = False, orders: bool = False
) -> AsyncIterator[bytes]:
    """The file in pieces. With a BOM: without it a Chinese Excel reads UTF-8 as GB18030."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    out.write("\ufeff")
    writer.writerow(header(tr, personal=personal, orders=orders))
    async for row in rows:
        writer.writerow(cells(row, tr, zone, personal=personal, orders=orders))
        if out.tell() > 1 << 16:
            yield out.getvalue().encode()
            out.seek(0)
            out.truncate()
    yield out.getvalue().encode()


async def as_xlsx(pieces: AsyncIterator[bytes], target: BinaryIO) -> None:
    """The same CSV as a workbook, written by a child process: the bot goes on meanwhile. Raises OSError."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "roster.ledger",
        stdin=asyncio.subprocess.PIPE, stdout=target, stderr=asyncio.subprocess.PIPE, env=environment,
    )  # fmt: skip
    assert child.stdin is not None
    try:
        async with asyncio.timeout(SECONDS):
            async for piece in pieces:
                child.stdin.write(piece)
                await child.stdin.drain()
            child.stdin.close()
            if await child.wait():
                raise OSError("the workbook could not be written")
    finally:
        if child.returncode is None:
            child.kill()
            await child.wait()


def main() -> None:
    """The child: CSV on its input, a workbook on its output, row by row: memory stays the same however many there are.
    Every cell is text, so that 3-1 stays no date."""
    import xlsxwriter

    book = xlsxwriter.Workbook(sys.stdout.buffer, {"constant_memory": True})
    text = book.add_format({"num_format": "@"})
    sheet = book.add_worksheet("台账")
    sheet.freeze_panes(1, 0)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    with io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig", newline="") as given:
        for row, line in enumerate(csv.reader(given)):
            for column, words in enumerate(line):
                sheet.write_string(row, column, words.translate(NOT_IN_XML), text)
    book.close()


if __name__ == "__main__":
    main()
