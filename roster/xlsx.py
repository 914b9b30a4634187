"""An XLSX workbook's sheets as cells, read in a process of its own: `python -m roster.xlsx < FILE`.

A file comes from somebody's mail. openpyxl with defusedxml reads it; if it takes all memory or never ends, that is the
child's end and not the bot's. What a cell holds that is no word of a roster (a date that Excel made of 3-1, #N/A, a
yes/no) is handed on as what it is, so that the row can be named; calamine would hide #N/A.
"""

import io
import json
import os
import re
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from enum import StrEnum
from typing import Any

from casework.frozen import frozen

SECONDS = 120.0
"""A sheet of 200,000 rows takes 20."""
SHEET_ROWS = 2**20
"""As many rows as a sheet can have; a file that claims a larger number would have us count to it."""


class Odd(StrEnum):
    """What stands in a cell instead of words."""

    DATE = "date"
    ERROR = "error"
    TRUTH = "truth"
    FORMULA = "formula"  # these two are looked for only where it is asked for (Limits.exact)
    MERGED = "merged"


class XlsxRefused(Exception):
    """The workbook cannot be read. `why`: damaged (entities of its own count as that) | too_large | too_long."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)


@frozen
class Limits:
    """What is looked at before anything is unpacked, how many cells of a row are read, and how long that may take.
    `exact`: whether a cell is computed, or part of one that was merged over several rows, is looked at too."""

    unpacked_bytes: int
    parts: int
    columns: int
    exact: bool = False
    seconds: float = SECONDS


Cell = str | tuple[Odd, str]
Row = tuple[int, tuple[Cell, ...]]
Titled = tuple[str, list[Row]]
"""A sheet: what stands on its tab, and its rows."""


def sheets_of(data: bytes, limits: Limits) -> list[Titled]:
    """Of each sheet the rows that are not empty, with their numbers from 1, read in a child process. Raises
    XlsxRefused."""
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    arguments = [str(int(one)) for one in (limits.unpacked_bytes, limits.parts, limits.columns, limits.exact)]
    try:
        done = subprocess.run(
            [sys.executable, "-m", "roster.xlsx", *arguments],
            input=data,
            capture_output=True,
            timeout=limits.seconds,
            env=environment,
            check=False,
        )
        said: dict[str, Any] = json.loads(done.stdout) if done.returncode == 0 else {"refused": "damaged"}
    except subprocess.TimeoutExpired:
        raise XlsxRefused("too_long") from None
    if "refused" in said:
        raise XlsxRefused(said["refused"])
    return [
        (
            title,
            [
                (number, tuple(one if isinstance(one, str) else (Odd(one[0]), one[1]) for one in cells))
                for number, cells in rows
            ],
        )
        for title, rows in said["sheets"]
    ]


def parse(data: bytes, limits: Limits) -> list[Titled]:
    """The same, here. Raises XlsxRefused, and for a damaged workbook whatever zipfile, expat and openpyxl raise."""
    import openpyxl

    _look_into(data, limits)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about styles and validations, which say nothing about a roster
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        try:
            found: list[Titled] = []
            for sheet in book.worksheets:
                sheet.reset_dimensions()  # what the file claims of itself may be wrong
                path = str(getattr(sheet, "_worksheet_path", ""))
                odd = _odd_cells(data, path) if limits.exact else {}
                rows = _rows(sheet.iter_rows(max_row=SHEET_ROWS, max_col=limits.columns + 1), odd)
                found.append((sheet.title, list(rows)))
            return found
        finally:
            book.close()


def _look_into(data: bytes, limits: Limits) -> None:
    """Refuse a workbook that would unpack to too much; zipfile stops where the claim ends."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if len(parts) > limits.parts or sum(part.file_size for part in parts) > limits.unpacked_bytes:
            raise XlsxRefused("too_large")


FORMULA = re.compile(rb'<(?:\w+:)?c\s[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*>\s*<(?:\w+:)?f[\s>/]')
MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
MERGED_AT_MOST = 10_000
"""Cells: who merges more has made no list."""


def _odd_cells(data: bytes, path: str) -> dict[tuple[int, int], Odd]:
    """Of one sheet, by row and column from 1: cells that are computed, and those below the first of a merged one. A
    reader that streams rows says neither."""
    from openpyxl.utils import column_index_from_string

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        written = archive.read(path.lstrip("/"))
    found: dict[tuple[int, int], Odd] = {}
    for column, row in FORMULA.findall(written):
        found[int(row), column_index_from_string(column.decode())] = Odd.FORMULA
    for left, top, right, bottom in MERGED.findall(written):
        columns = range(column_index_from_string(left.decode()), column_index_from_string(right.decode()) + 1)
        for row in range(int(top) + 1, int(bottom) + 1):
            for at in columns:
                found[row, at] = Odd.MERGED
            if len(found) > MERGED_AT_MOST:
                return found
    return found


def _rows(rows: Iterable[Iterable[Any]], odd: Mapping[tuple[int, int], Odd]) -> Iterable[Row]:
    blank: Iterable[Any] | None = None
    """openpyxl gives one and the same for every row that is not there: a million of them above a stray one."""
    for number, row in enumerate(rows, start=1):
        if row is blank:
            continue
        cells = tuple(_cell(one, odd.get((number, at))) for at, one in enumerate(row, start=1))
        if any(cells):
            yield number, cells
        else:
            blank = row


def _cell(cell: Any, odd: Odd | None = None) -> Cell:
    """A cell as it is written; a whole number without the ".0" that a spreadsheet keeps."""
    value = cell.value
    if odd is not None:
        return odd, "" if value is None else str(value)
    if value is None:
        return ""
    if cell.data_type == "e":
        return Odd.ERROR, str(value)
    if isinstance(value, bool):
        return Odd.TRUTH, str(value)
    if isinstance(value, datetime | date | time):
        return Odd.DATE, value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def main(arguments: list[str]) -> None:
    """Standard input to standard output."""
    unpacked, parts, columns, exact = (int(one) for one in arguments)
    limits = Limits(unpacked, parts, columns, bool(exact))
    try:
        said: dict[str, Any] = {"sheets": parse(sys.stdin.buffer.read(), limits)}
    except XlsxRefused as refused:
        said = {"refused": refused.why}
    except Exception:  # a damaged workbook fails anywhere in zipfile, expat and openpyxl, in a dozen ways
        said = {"refused": "damaged"}
    json.dump(said, sys.stdout)


if __name__ == "__main__":
    main(sys.argv[1:])
