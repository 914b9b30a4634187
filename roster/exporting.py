"""`weilinli roster export`: what is in the database as a file that changes nothing when it is read in again.

Remarks are not in it: they are never read in.
"""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from casework.model.people import Post, Serves
from casework.model.places import Area, AreaKind, Estate, Mode, Utility
from locales.translator import Translator
from roster.registry import SHEETS
from roster.sheets import header
from roster.words import COLUMNS, KINDS, MODES, RANKS, ROLES, SERVES, SUPPLIES, Column, Kind, say
from storage.database import Database
from storage.roster import Roster

Cells = dict[Column, str]
Titled = tuple[str, list[list[str]]]
"""A sheet: what stands on its tab, and its cells."""
FIRST = {False: "花名册", True: "roster"}
"""The tab of the first sheet."""
FORMULA = "=+-@"
"""What begins with one of these would be computed by a spreadsheet that opens a CSV: it gets an apostrophe."""


class NotWritten(Exception):
    """The file cannot be written so; the message says why, in the caller's language."""


async def export_roster(database: Database, file: Path, tr: Translator) -> int:
    """Write the file, which must not exist yet; how many rows. Raises NotWritten, OSError, StorageError."""
    if file.suffix.lower() not in WRITERS:
        raise NotWritten(tr.t("{file}: the name has to end in .xlsx or .csv.", file=file))
    roster = Roster(database)
    rows = list(_rows(await roster.areas(), await roster.estates(), await roster.posts(), await roster.utilities(), tr))
    table = [[say(COLUMNS, column, tr) for column in COLUMNS]]
    table += [[row.get(column, "") for column in COLUMNS] for row in rows]
    more = await _more(roster, tr)
    files = WRITERS[file.suffix.lower()](file, [(FIRST[tr.language == "en"], table), *more])
    if there := next((one for one in files if one.exists()), None):
        raise NotWritten(tr.t("{file} is there already and stays as it is: choose another name.", file=there))
    for one, content in files.items():
        with one.open("xb") as target:
            target.write(content)
    return len(rows) + sum(len(sheet) - 1 for _, sheet in more)


async def _more(roster: Roster, tr: Translator) -> list[Titled]:
    """The further sheets, as far as there is anything in them."""
    codes = {one.id: one.code for one in await roster.areas()}
    codes |= {one.id: one.code for one in await roster.estates()}
    codes |= {one.id: one.code for one in await roster.posts()}
    found = []
    for sheet in SHEETS:
        cells = [sheet.cells(one, codes, tr) for one in await roster.stored(sheet.stored)]
        if cells:
            rows = [[row.get(one.key, "") for one in sheet.fields] for row in cells]
            found.append((sheet.title(tr), [header(sheet, tr), *rows]))
    return found


def _rows(
    areas: Sequence[Area],
    estates: Sequence[Estate],
    posts: Sequence[Post],
    utilities: Sequence[Utility],
    tr: Translator,
) -> Iterator[Cells]:
    """Estates first, then the tree from the top, then who is where."""
    codes = {area.id: area.code for area in areas} | {estate.id: estate.code for estate in estates}
    for estate in estates:
        yield _row(Kind.ESTATE, estate, tr) | {
            Column.COMPANY: estate.company,
            Column.MODE: say(MODES, estate.mode, tr) if estate.mode is not Mode.COMPANY else "",
            Column.PHONE: estate.phone,
        }
    by_id = {area.id: area for area in areas}
    for area in sorted(areas, key=lambda one: [by_id[each].code for each in reversed(one.line)]):
        yield _row(Kind(area.kind.value), area, tr) | {
            Column.BELONGS_TO: codes[area.parent_id] if area.parent_id is not None else "",
            Column.ESTATE: "" if area.estate_id is None or area.kind is AreaKind.UNIT else codes[area.estate_id],
            Column.HOUSEHOLDS: str(area.households or ""),
        }
    for post in posts:
        place = post.area_id or post.estate_id
        if place is None:
            continue  # the first administrator's is of `weilinli init`
        yield _row(Kind.POST, post, tr) | {
            Column.BELONGS_TO: codes[place],
            Column.PHONE: post.phone,
            Column.ROLE: say(ROLES, post.role, tr),
            Column.RANK: say(RANKS, post.rank, tr),
            Column.SERVES: say(SERVES, post.serves, tr) if post.serves is not Serves.NORMAL else "",
        }
    for utility in utilities:
        yield _row(Kind.UTILITY, utility, tr) | {
            Column.BELONGS_TO: codes[utility.area_id or utility.estate_id or 0],
            Column.PHONE: utility.phone,
            Column.SUPPLY: say(SUPPLIES, utility.supply, tr),
            Column.HOURS: utility.hours,
        }


def _row(kind: Kind, one: Area | Estate | Post | Utility, tr: Translator) -> Cells:
    return {Column.KIND: say(KINDS, kind, tr), Column.CODE: one.code, Column.NAME: one.name}


def _csvs(file: Path, sheets: Sequence[Titled]) -> dict[Path, bytes]:
    """A CSV has one table: each further sheet is a file of its own beside it."""
    (_, first), *more = sheets
    return {file: _csv(first)} | {file.with_stem(f"{file.stem}-{title}"): _csv(table) for title, table in more}


def _csv(table: list[list[str]]) -> bytes:
    """With a BOM: without it a Chinese Excel reads UTF-8 as GB18030."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(
        [f"'{cell}" if cell[:1] and cell[0] in FORMULA else cell for cell in row] for row in table
    )
    return out.getvalue().encode("utf-8-sig")


def _xlsx(file: Path, sheets: Sequence[Titled]) -> dict[Path, bytes]:
    """One workbook. Every cell as text, so that 3-1 stays no date and 001 three digits."""
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for title, table in sheets:
        _fill(book.create_sheet(title), table)
    out = io.BytesIO()
    book.save(out)
    return {file: out.getvalue()}


def _fill(sheet: Any, table: list[list[str]]) -> None:
    from openpyxl.utils import get_column_letter

    for number, row in enumerate(table, start=1):
        for column, value in enumerate(row, start=1):
            cell = sheet.cell(number, column, value or None)
            cell.number_format = "@"
            if value:
                cell.data_type = "s"  # and no formula
    for column in range(1, len(table[0]) + 1):
        sheet.column_dimensions[get_column_letter(column)].number_format = "@"  # rows added by hand too
    sheet.freeze_panes = "A2"


WRITERS: dict[str, Callable[[Path, Sequence[Titled]], dict[Path, bytes]]] = {".csv": _csvs, ".xlsx": _xlsx}
