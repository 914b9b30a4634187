"""The ledger 台账 as a file with the columns of the paper one: CSV as it comes, XLSX by a process of its own.

Words are masked unless whoever asks may read them; then the reporter is named in a column of its own, and that somebody
asked is on the record. What a spreadsheet would compute is text with an apostrophe before it.
"""

import asyncio
import csv
import io
import os
import re
import sys
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import lru_cache
from string import ascii_uppercase
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile
from zoneinfo import ZoneInfo

from casework.categories import CATEGORIES, category
from casework.model.issues import Rating, State
from casework.words.masking import mask_people
from locales.translator import Translator, mark
from roster.words import ROLES, say
from storage.ledger_rows import LedgerRow

FORMULA = "=+-@\t\r\n"
"""What begins with one of these would be computed by a spreadsheet, or begin a cell of its own."""
BEGINS = tuple(FORMULA)
CELL_AT_MOST = 32_000
"""Characters in a cell; Excel takes 32,767."""
ODD = re.compile("[\x00-\x08\x0b-\x1f&<>\ufffe\uffff]|_(?=x[0-9a-fA-F]{4}_)")
IN_XML = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "_x000D_", "_": "_x005F_"}
"""How a workbook writes what is odd; _x000D_ is itself a way to write a character. What stands in neither no workbook
may contain."""
SHEET = "xl/worksheets/sheet1.xml"
COMPRESSED = 3
"""Quicker than what is usual (6), and hardly larger."""
KNOWN = 8192
"""Words that are not masked again: of one place, one measure, one result there are many."""
SECONDS = 300.0
"""100,000 rows take 20."""
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
    return f"'{kept}" if kept.startswith(BEGINS) else kept


def header(tr: Translator, *, personal: bool, orders: bool = False) -> list[str]:
    """What stands above the columns."""
    return [tr.t(one) for one in (*COLUMNS, *(OF_ORDERS if orders else ()), *((PERSONAL,) if personal else ()))]


def cells_of(
    tr: Translator, zone: ZoneInfo, *, personal: bool = False, orders: bool = False
) -> Callable[[LedgerRow], list[str]]:
    """What makes a line of the ledger of a row. What is the same in many lines is looked up once for all of them."""
    zh = tr.language.startswith("zh")
    kinds = {key: one.zh if zh else one.en for key, one in CATEGORIES.items()}
    colon = "：" if zh else ": "
    sources = {key: tr.t(one) for key, one in SOURCES.items()}
    states = {key: tr.t(one) for key, one in STATES.items()}
    ratings = {key: tr.t(one) for key, one in RATINGS.items()}
    roles = {key: say(ROLES, key, tr) for key in ROLES}
    not_rated = tr.t("not rated")

    @lru_cache(maxsize=KNOWN)
    def masked(text: str, reporter: str, holder: str) -> str:
        return mask_people(text, known=(reporter,), public=(holder,))

    def said(text: str, reporter: str, holder: str) -> str:
        if personal or not text:
            return text
        # who is not named in it is no part of what is known of it: many say the same of one place
        return masked(text, reporter if reporter in text else "", holder if holder in text else "")

    def day(at: datetime | None) -> str:
        return at.astimezone(zone).date().isoformat() if at is not None else ""

    def made(row: LedgerRow) -> list[str]:
        names = row.reporter, row.holder_name
        closed = row.state is State.CLOSED
        kind, words = kinds.get(row.category) or kinds[category(row.category).key], said(row.text, *names)
        result = said(row.result, *names) or states.get(row.state) or tr.t(str(row.state))
        if row.state is State.PROMISED and row.promised is not None:
            result = tr.t("promised by {day}", day=row.promised.isoformat())
        found = [
            f"{row.year}-{row.number}",
            day(row.filed_at),
            f"{row.place} {said(row.words_of_place, *names)}".strip(),
            f"{kind}{colon}{words}" if words else kind,
            sources.get(row.source) or tr.t(str(row.source)),
            f"{roles[row.holder_role]} {row.holder_name}".strip() if row.holder_role in roles else "",
            said(row.measures, *names),
            result,
            day(row.done_at),
            (ratings.get(row.rating) if row.rating is not None else None) or (not_rated if closed else ""),
            day(row.closed_at) if closed else "",
        ]
        if orders:
            found.append(row.order)
            found += [one.isoformat() if one is not None else "" for one in (row.told_on, row.answer_by)]
        if personal:
            found.append(row.reporter)
        return [cell(one) if one and (one[0] in FORMULA or len(one) > CELL_AT_MOST) else one for one in found]

    return made


async def as_csv(
    rows: AsyncIterator[LedgerRow], tr: Translator, zone: ZoneInfo, *, personal: bool = False, orders: bool = False
) -> AsyncIterator[bytes]:
    """The file in pieces. With a BOM: without it a Chinese Excel reads UTF-8 as GB18030."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    out.write("\ufeff")
    writer.writerow(header(tr, personal=personal, orders=orders))
    cells = cells_of(tr, zone, personal=personal, orders=orders)
    async for row in rows:
        writer.writerow(cells(row))
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
    Every cell is text, so that 3-1 stays no date. XlsxWriter makes a workbook of the first row; into it go the others,
    since it takes three times as long for a million cells that are all alike."""
    with (
        io.TextIOWrapper(sys.stdin.buffer, encoding="utf-8-sig", newline="") as given,
        ZipFile(sys.stdout.buffer, "w", ZIP_DEFLATED, compresslevel=COMPRESSED) as book,
    ):
        lines = csv.reader(given)
        with ZipFile(io.BytesIO(_workbook(next(lines)))) as empty:
            for part in empty.namelist():
                content = empty.read(part)
                if part != SHEET:
                    book.writestr(part, content)
                    continue
                before, end, after = content.partition(b"</sheetData>")
                (style,) = set(re.findall(rb'<c r="[A-Z]+1" s="(\d+)"', before))
                with book.open(part, "w") as sheet:
                    sheet.write(re.sub(rb"<dimension [^>]*>", b"", before))  # of the first row alone
                    for piece in _rows(lines, style.decode()):
                        sheet.write(piece.encode())
                    sheet.write(end + after)


def _workbook(first: Sequence[str]) -> bytes:
    import xlsxwriter

    made = io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    text = book.add_format({"num_format": "@"})
    sheet = book.add_worksheet("台账")
    sheet.freeze_panes(1, 0)
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width, text)  # what is left empty, and written in later, is text too
    for column, words in enumerate(first):
        sheet.write_string(0, column, words, text)
    book.close()
    return made.getvalue()


def _rows(lines: Iterable[Sequence[str]], style: str) -> Iterator[str]:
    """Rows of a sheet from the second on, some at a time."""
    begins = [f'<c r="{letter}{{}}" s="{style}" t="inlineStr"><is><t'.split("{}") for letter in ascii_uppercase]
    pieces: list[str] = []
    for number, line in enumerate(lines, start=2):
        pieces.append(f'<row r="{number}">')
        for (begin, rest), words in zip(begins, line, strict=False):
            if words:
                space = ' xml:space="preserve"' if words[0].isspace() or words[-1].isspace() else ""
                pieces.append(f"{begin}{number}{rest}{space}>{ODD.sub(_put, words)}</t></is></c>")
        pieces.append("</row>")
        if len(pieces) > 1 << 13:
            yield "".join(pieces)
            pieces.clear()
    yield "".join(pieces)


def _put(match: re.Match[str]) -> str:
    """A character as a workbook writes it; those that none may contain are left out."""
    return IN_XML.get(match[0], "")


if __name__ == "__main__":
    main()
