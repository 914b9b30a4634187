"""The roster's file as lines of cells: CSV (UTF-8 with or without BOM, GB18030) or XLSX, told apart by their bytes.

A file comes from somebody's mail: its size is looked at first; a workbook is read in a process of its own (xlsx.py).
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from casework.frozen import frozen
from locales.translator import Translator, mark
from roster.xlsx import Cell, Limits, Odd, XlsxRefused, sheets_of

MAX_BYTES = 32 * 2**20
MAX_UNPACKED_BYTES = 256 * 2**20
MAX_PARTS = 1000
MAX_ROWS = 200_000
"""A city of 1.1 million households has about 65,000 posts (domain.md §1)."""
MAX_COLUMNS = 64

ERRORS = frozenset({"#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!"})
MADE_A_DATE = re.compile(
    r"\d{1,2}月\d{1,2}日|\d{1,2}-(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)", re.IGNORECASE
)
"""What Excel makes of the building 3-1."""
PRIVATE_USE = {
    0xE816: 0x20087, 0xE817: 0x20089, 0xE818: 0x200CC, 0xE81E: 0x9FB4, 0xE826: 0x9FB5, 0xE82B: 0x9FB6, 0xE82C: 0x9FB7,
    0xE831: 0x215D7, 0xE832: 0x9FB8, 0xE83B: 0x2298F, 0xE843: 0x9FB9, 0xE854: 0x9FBA, 0xE855: 0x241FE, 0xE863: 0x4DAE,
    0xE864: 0x9FBB,
}  # fmt: skip
"""Rare characters of names that older tables of GB18030 put into the private use area (GB18030-2005, table E)."""

NO_TABLE = mark("This is neither XLSX nor text in UTF-8 or GB18030. Save it as .xlsx or as CSV UTF-8.")
XLSX = b"PK\x03\x04"
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class RosterUnreadable(Exception):
    """The file as a whole cannot be read; the message says why, in the caller's language."""


@frozen
class Line:
    """One line that is not empty. `row` is its number as a spreadsheet shows it, from 1."""

    row: int
    cells: tuple[str, ...]
    odd: Mapping[int, Odd] = field(default_factory=dict)
    """Cells, by their index, that hold something else than words."""


def read_sheets(data: bytes, tr: Translator, limits: Limits | None = None) -> list[tuple[str, list[Line]]]:
    """Each sheet's title (none in a CSV) and its lines that are not empty; at least one. `limits`: for what is no
    roster. Raises RosterUnreadable."""
    limits = limits or Limits(MAX_UNPACKED_BYTES, MAX_PARTS, MAX_COLUMNS)
    if len(data) > MAX_BYTES:
        raise RosterUnreadable(tr.t("The file is larger than {n} MB.", n=MAX_BYTES // 2**20))
    if data.startswith(OLD_EXCEL):
        raise RosterUnreadable(
            tr.t("This is an old Excel file, or one with a password. Save it as .xlsx without a password, or as CSV.")
        )
    return _xlsx(data, tr, limits) if data.startswith(XLSX) else [("", _csv(data, tr))]


def _csv(data: bytes, tr: Translator) -> list[Line]:
    text = _decoded(data, tr)
    first = text.lstrip().partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return _lines(enumerate(reader, start=1), tr)
    except csv.Error as error:
        raise RosterUnreadable(
            tr.t("Line {n} is no CSV: a quotation mark is missing or too many.", n=reader.line_num)
        ) from error


def _decoded(data: bytes, tr: Translator) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:  # a picture, or UTF-16
            return text
    raise RosterUnreadable(tr.t(NO_TABLE))


REFUSED = {
    "damaged": mark("The XLSX file is damaged. Open it, save it again, and try once more."),
    "too_large": mark("The XLSX file unpacks to more than {n} MB: that is no roster."),
    "too_long": mark("The XLSX file takes too long to read. Save the sheet as CSV UTF-8, and try once more."),
}


def _xlsx(data: bytes, tr: Translator, limits: Limits) -> list[tuple[str, list[Line]]]:
    try:
        sheets = sheets_of(data, limits)
    except XlsxRefused as refused:
        raise RosterUnreadable(tr.t(REFUSED[refused.why], n=limits.unpacked_bytes // 2**20)) from refused
    if not sheets:  # charts alone
        raise RosterUnreadable(tr.t(NO_TABLE))
    return [(title, _lines(rows, tr)) for title, rows in sheets]


def _lines(rows: Iterable[tuple[int, Sequence[Cell]]], tr: Translator) -> list[Line]:
    lines: list[Line] = []
    for number, row in rows:
        cells = tuple(_clean(_text(value)) for value in row)
        if not any(cells):
            continue
        while not cells[-1]:
            cells = cells[:-1]
        if len(lines) > MAX_ROWS:  # the header is not counted
            raise RosterUnreadable(tr.t("The file has more than {n} rows.", n=MAX_ROWS))
        if len(cells) > MAX_COLUMNS:
            raise RosterUnreadable(tr.t("Row {row} has more than {n} columns.", row=number, n=MAX_COLUMNS))
        odd = {index: what for index, value in enumerate(row) if (what := _odd(value)) is not None}
        lines.append(Line(number, cells, odd))
    return lines


def _text(value: Cell) -> str:
    return value if isinstance(value, str) else value[1]


def _odd(value: Cell) -> Odd | None:
    """What is no word of a roster, whichever program wrote the file: Excel saves its mistakes as text in a CSV."""
    if not isinstance(value, str):
        return value[0]
    if value.strip().upper() in ERRORS:
        return Odd.ERROR
    return Odd.DATE if MADE_A_DATE.fullmatch(value.strip()) else None


def _clean(text: str) -> str:
    """One line without what nobody sees: control and direction marks, spaces of zero width, broken characters, and the
    apostrophe that keeps a spreadsheet from computing."""
    spaced = "".join(" " if char.isspace() else char for char in text.translate(PRIVATE_USE))
    cleaned = " ".join("".join(char for char in spaced if unicodedata.category(char)[0] != "C").split())
    return cleaned[1:] if cleaned.startswith(("'=", "'+", "'-", "'@")) else cleaned
