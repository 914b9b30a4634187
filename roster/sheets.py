"""The sheets of a roster beside its first: each one's columns, who reads a row, who looks at the rows together, who
writes them into the database and who writes them out. A sheet is one `Sheet` in a module of its own, and a line in
`roster/registry.py`; nothing else knows how many there are.
"""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from casework.frozen import frozen
from casework.model.people import Role
from locales.translator import Translator, mark
from roster.file import Line, RosterUnreadable
from roster.words import Kind, plain
from roster.xlsx import Odd
from storage.roster import Codes, SheetChanges, Transaction

SHOWN = 60
"""Characters of a wrong cell that are said again."""


@frozen(order=True)
class Fault:
    """What is wrong with a row, in the caller's language. `sheet`: its title; empty for the first."""

    row: int
    why: str
    sheet: str = ""


@frozen
class Field:
    """A column: its English name, and the Chinese ones, the one that we write first."""

    key: str
    words: tuple[str, ...]
    needed: bool = False


@frozen(kw_only=True)
class Seat:
    """A post, in the file or in the database: whom a row of a sheet may name. `place`: the code of its area or
    estate."""

    code: str
    role: Role
    name: str
    place: str


@frozen(kw_only=True)
class Known:
    """What rows may point to: the kinds of all codes, and the posts; from the first sheet and the database."""

    kinds: Mapping[str, Kind]
    posts: Sequence[Seat]
    by_name: Mapping[tuple[Role, str], Sequence[Seat]] = field(default_factory=dict)
    """The posts of a role, by code and by name: a city's rota names thousands among 65,000."""
    departments: dict[str, str] = field(default_factory=dict)
    """Codes of departments by code and by name: what a sheet names is known to those after it."""


@dataclass(slots=True)
class SheetRow:
    """One row on its way to an entry: its cells by the columns' English names; notes what is wrong with it."""

    row: int
    cells: Mapping[str, str]
    sheet: "Sheet"
    tr: Translator
    known: Known
    faults: list[Fault]

    def get(self, key: str) -> str:
        """The cell of a column."""
        return self.cells.get(key, "")

    def code(self, key: str) -> str:
        """The cell as a code: in plain letters and digits."""
        return unicodedata.normalize("NFKC", self.get(key))

    def fault(self, why: str) -> None:
        """Note what is wrong."""
        self.faults.append(Fault(self.row, why, self.sheet.title(self.tr)))

    def place(self, key: str, allowed: tuple[Kind, ...]) -> str:
        """The code of an area or estate of these kinds."""
        code = self.code(key)
        kind = self.known.kinds.get(code)
        if kind is None:
            self.fault(self.tr.t("There is no row with the code {code}.", code=code[:SHOWN]))
        elif kind not in allowed:
            self.fault(self.tr.t("{code} is of a kind that does not fit here.", code=code[:SHOWN]))
        return code


@frozen(kw_only=True)
class Sheet:
    """One sheet. Its first `words` is the tab that we write.

    `read`: one row to an entry, or None with faults noted. `check`: the entries together. `names`: what later sheets
    may call an entry. `write`: into the database, in the import's own transaction, given what codes mean; `whole`: what
    the sheet does not say ends. `stored` and `cells`: back to rows, for the export.
    """

    key: str
    words: tuple[str, ...]
    fields: tuple[Field, ...]
    read: Callable[[SheetRow], Any]
    write: Callable[[Transaction, Sequence[Any], Codes, datetime, bool], SheetChanges]
    stored: Callable[[Transaction, datetime], Sequence[Any]]
    cells: Callable[[Any, Mapping[int, str], Translator], Mapping[str, str]]
    check: Callable[[Sequence[tuple[SheetRow, Any]]], None] = lambda rows: None
    names: Callable[[Any], Mapping[str, str]] = lambda entry: {}

    def title(self, tr: Translator) -> str:
        """What stands on its tab."""
        return self.key if tr.language == "en" else self.words[0]

    def named(self, title: str) -> bool:
        """Whether a tab is this sheet's."""
        return plain(title) in {plain(self.key), *map(plain, self.words)}

    def column(self, cell: str) -> Field | None:
        """Which column a header's cell names."""
        wanted = plain(cell)
        return next((one for one in self.fields if wanted in {plain(one.key), *map(plain, one.words)}), None)

    def fits(self, header: Line) -> bool:
        """Whether a table without a tab (CSV) is this sheet: it has all columns that it needs and none that are not its
        own."""
        found = [self.column(cell) for cell in header.cells if cell]
        return all(found) and all(one in found for one in self.fields if one.needed)


ODD: dict[Odd, str] = {
    Odd.ERROR: mark("{column}: {value} is a fault of the spreadsheet's own. Write the word itself."),
    Odd.TRUTH: mark("{column}: a yes/no of the spreadsheet ({value}), no word. Set the column to “text”."),
}
"""Dates and times that a spreadsheet made are the sheet's own to read: it may want them."""


@dataclass(slots=True)
class SheetRows:
    """What the sheets of a file say, by the sheets' keys."""

    entries: dict[str, list[Any]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def read_sheet(sheet: Sheet, lines: Sequence[Line], known: Known, tr: Translator, found: SheetRows) -> None:
    """All rows of one sheet, and all their faults. Raises RosterUnreadable for a header that cannot be right."""
    header, *rest = lines or [Line(1, ())]
    columns = _columns(sheet, header, tr)
    rows: list[tuple[SheetRow, Any]] = []
    for line in rest:
        cells = {one.key: cell for one, cell in zip(columns, line.cells, strict=False) if one is not None and cell}
        row = SheetRow(line.row, cells, sheet, tr, known, found.faults)
        before = len(found.faults)
        _look_at(row, line, columns)
        for one in sheet.fields:
            if one.needed and not row.get(one.key):
                row.fault(tr.t("The column {column} is empty.", column=_say(one, tr)))
        entry = sheet.read(row) if len(found.faults) == before else None
        if entry is not None and len(found.faults) == before:
            rows.append((row, entry))
    sheet.check(rows)
    found.entries[sheet.key] = [entry for _, entry in rows]
    for _, entry in rows:
        known.departments.update(sheet.names(entry))


def _look_at(row: SheetRow, line: Line, columns: Sequence[Field | None]) -> None:
    if any(cell and (at >= len(columns) or columns[at] is None) for at, cell in enumerate(line.cells)):
        row.fault(row.tr.t("There is something in a column without a name."))
    for at, what in line.odd.items():
        column = columns[at] if at < len(columns) else None
        if column is not None and what in ODD:
            row.fault(row.tr.t(ODD[what], column=_say(column, row.tr), value=row.get(column.key)[:SHOWN]))


def _columns(sheet: Sheet, header: Line, tr: Translator) -> list[Field | None]:
    found = [sheet.column(cell) if cell else None for cell in header.cells]
    named = [one for one in found if one is not None]
    unknown = [cell for cell, one in zip(header.cells, found, strict=True) if cell and one is None]
    comma = ", " if tr.language == "en" else "、"
    title = sheet.title(tr)
    if unknown:
        known = comma.join(_say(one, tr) for one in sheet.fields)
        raise RosterUnreadable(
            tr.t(
                "The sheet {sheet}: unknown columns: {unknown}. Known are: {known}.",
                sheet=title,
                unknown=comma.join(cell[:SHOWN] for cell in unknown),
                known=known,
            )
        )
    missing = [one for one in sheet.fields if one.needed and one not in named]
    if missing or len(set(named)) < len(named):
        lacking = comma.join(_say(one, tr) for one in missing) or comma.join(_say(one, tr) for one in sheet.fields)
        raise RosterUnreadable(
            tr.t("The sheet {sheet} needs each of these columns once: {columns}.", sheet=title, columns=lacking)
        )
    return found


def _say(one: Field, tr: Translator) -> str:
    return one.key.replace("_", " ") if tr.language == "en" else one.words[0]


def header(sheet: Sheet, tr: Translator) -> list[str]:
    """The first row that is written out."""
    return [_say(one, tr) for one in sheet.fields]
