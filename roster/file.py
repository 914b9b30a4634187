"""The roster's file as lines of cells: CSV (UTF-8 with or without BOM, GB18030) or XLSX, told apart by their bytes.

A file comes from somebody's mail, so it is looked at before it is unpacked: its size, what it claims to unpack to, and
XML with a document type of its own (the way to entities that explode).
"""

import csv
import io
import unicodedata
import warnings
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NoReturn
from xml.parsers import expat

from locales.translator import Translator

MAX_BYTES = 32 * 2**20
MAX_UNPACKED_BYTES = 256 * 2**20
MAX_PARTS = 1000
MAX_ROWS = 200_000
"""A city of 1.1 million households has about 65,000 posts (domain.md §1)."""
MAX_COLUMNS = 64
SHEET_ROWS = 2**20
"""As many rows as a sheet can have; a file that claims a larger number would have us count to it."""

XLSX = b"PK\x03\x04"
OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class RosterUnreadable(Exception):
    """The file as a whole cannot be read; the message says why, in the caller's language."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not empty. `row` is its number as a spreadsheet shows it, from 1."""

    row: int
    cells: tuple[str, ...]


def read_lines(data: bytes, tr: Translator) -> list[Line]:
    """All lines that are not empty. Raises RosterUnreadable."""
    if len(data) > MAX_BYTES:
        raise RosterUnreadable(tr.t("The file is larger than {n} MB.", n=MAX_BYTES // 2**20))
    if data.startswith(OLD_EXCEL):
        raise RosterUnreadable(
            tr.t("This is an old Excel file, or one with a password. Save it as .xlsx without a password, or as CSV.")
        )
    return _xlsx(data, tr) if data.startswith(XLSX) else _csv(data, tr)


def _csv(data: bytes, tr: Translator) -> list[Line]:
    text = _decoded(data, tr)
    first = text.lstrip().partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        return _lines(reader, tr)
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
    raise RosterUnreadable(tr.t("This is neither XLSX nor text in UTF-8 or GB18030. Save it as .xlsx or as CSV UTF-8."))


def _xlsx(data: bytes, tr: Translator) -> list[Line]:
    # Imported here: it takes a while, and most commands read no roster.
    import openpyxl

    try:
        _look_into(data, tr)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and validations, which say nothing about a roster
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            try:
                sheet = book.worksheets[0]
                sheet.reset_dimensions()  # what the file claims of itself may be wrong
                return _lines(sheet.iter_rows(max_row=SHEET_ROWS, max_col=MAX_COLUMNS + 1, values_only=True), tr)
            finally:
                book.close()
    except RosterUnreadable:
        raise
    except Exception as error:  # a damaged workbook fails anywhere in zipfile, expat and openpyxl, in a dozen ways
        raise RosterUnreadable(tr.t("The XLSX file is damaged. Open it, save it again, and try once more.")) from error


def _look_into(data: bytes, tr: Translator) -> None:
    """Refuse a workbook that would unpack to too much (zipfile stops where the claim ends), or with a document type."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
        if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED_BYTES:
            raise RosterUnreadable(
                tr.t("The XLSX file unpacks to more than {n} MB: that is no roster.", n=MAX_UNPACKED_BYTES // 2**20)
            )
        for part in parts:
            with archive.open(part) as file:
                if _has_document_type(file.read(65536)):
                    raise RosterUnreadable(tr.t("The XLSX file contains a document type, which no spreadsheet writes."))


class _Stop(Exception):
    """Enough of the file was looked at."""


def _has_document_type(start: bytes) -> bool:
    """Whether XML begins with a document type, in any encoding; whatever begins otherwise than XML has none."""
    found = False

    def stop(*_: object) -> NoReturn:
        raise _Stop

    def note(*_: object) -> NoReturn:
        nonlocal found
        found = True
        raise _Stop

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = note
    parser.StartElementHandler = stop
    try:
        parser.Parse(start, False)
    except expat.ExpatError:
        return False
    except _Stop:
        return found
    # 64 kB without any element: comments hide something.
    return bool(start.strip())


def _lines(rows: Iterable[Iterable[object]], tr: Translator) -> list[Line]:
    lines: list[Line] = []
    for number, row in enumerate(rows, start=1):
        if all(value is None for value in row):  # a formatted sheet has a million of these
            continue
        cells = tuple(_clean(_text(value)) for value in row)
        if not any(cells):
            continue
        while not cells[-1]:
            cells = cells[:-1]
        if len(lines) > MAX_ROWS:  # the header is not counted
            raise RosterUnreadable(tr.t("The file has more than {n} rows.", n=MAX_ROWS))
        if len(cells) > MAX_COLUMNS:
            raise RosterUnreadable(tr.t("Row {row} has more than {n} columns.", row=number, n=MAX_COLUMNS))
        lines.append(Line(number, cells))
    return lines


def _text(value: object) -> str:
    """A cell's value as it is written; a whole number without the ".0" that a spreadsheet keeps."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _clean(text: str) -> str:
    """One line without what nobody sees: control and direction marks, spaces of zero width, broken characters."""
    spaced = "".join(" " if char.isspace() else char for char in text)
    return " ".join("".join(char for char in spaced if unicodedata.category(char)[0] != "C").split())
