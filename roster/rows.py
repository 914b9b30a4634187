"""The lines of a roster file as areas, estates and posts, with everything that is wrong with them.

A row is checked by itself first, then against the others and against the codes that are known already; a row that
points to a faulty one is not called faulty for that.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from casework.frozen import frozen
from casework.model.people import Rank, Role, Serves
from casework.model.places import Mode, Supply
from locales.translator import Translator, mark
from roster.file import Line, RosterUnreadable, read_sheets
from roster.registry import SHEETS, sheet_named
from roster.sheets import Fault, Known, Seat, SheetRows, read_sheet
from roster.words import (
    COLUMNS,
    KINDS,
    MODES,
    PLACES,
    RANKS,
    ROLES,
    SERVES,
    SUPPLIES,
    Column,
    Key,
    Kind,
    meaning,
    say,
    say_all,
)
from roster.xlsx import Odd

CODE = re.compile(r"[A-Za-z0-9_-]{1,62}")
"""With "b_" before it a code is the start parameter of a link: 1-64 of these characters (Bot API, deep linking)."""
NAME_LIMIT = 60
PHONE = re.compile(r"[0-9+*#() /;,-]{3,60}")
MOST_HOUSEHOLDS = 10_000_000

ABOVE: dict[Kind, tuple[Kind, ...]] = {
    Kind.CITY: (),
    Kind.DISTRICT: (Kind.CITY,),
    Kind.SUBDISTRICT: (Kind.DISTRICT, Kind.CITY),
    Kind.STREET: (Kind.SUBDISTRICT, Kind.COMMUNITY),
    Kind.COMMUNITY: (Kind.SUBDISTRICT,),
    Kind.GRID: (Kind.COMMUNITY,),
    Kind.BUILDING: (Kind.GRID,),
    Kind.UNIT: (Kind.BUILDING,),
}
"""Where each kind of area hangs in the tree (domain.md §1)."""
MAY_BE_THE_TOP = (Kind.CITY, Kind.DISTRICT, Kind.SUBDISTRICT)
"""Kinds that lie in nothing where nothing is said."""

SUPPLIED = (Kind.BUILDING, Kind.ESTATE, Kind.GRID, Kind.COMMUNITY, Kind.SUBDISTRICT)
"""What a utility company's number can be for."""

COMMON = (Column.KIND, Column.CODE, Column.NAME, Column.REMARK)
USED: dict[Kind, tuple[Column, ...]] = {
    Kind.CITY: (*COMMON, Column.HOUSEHOLDS),
    Kind.DISTRICT: (*COMMON, Column.BELONGS_TO, Column.HOUSEHOLDS),
    Kind.SUBDISTRICT: (*COMMON, Column.BELONGS_TO, Column.HOUSEHOLDS),
    Kind.STREET: (*COMMON, Column.BELONGS_TO),
    Kind.COMMUNITY: (*COMMON, Column.BELONGS_TO, Column.HOUSEHOLDS),
    Kind.GRID: (*COMMON, Column.BELONGS_TO, Column.HOUSEHOLDS),
    Kind.BUILDING: (*COMMON, Column.BELONGS_TO, Column.ESTATE, Column.HOUSEHOLDS),
    Kind.UNIT: (*COMMON, Column.BELONGS_TO, Column.HOUSEHOLDS),
    Kind.ESTATE: (*COMMON, Column.COMPANY, Column.MODE, Column.PHONE),
    Kind.POST: (*COMMON, Column.BELONGS_TO, Column.ROLE, Column.RANK, Column.PHONE, Column.SERVES),
    Kind.UTILITY: (*COMMON, Column.BELONGS_TO, Column.SUPPLY, Column.PHONE, Column.HOURS),
}
"""The columns that say something about a kind of row."""


ODD: dict[Odd, str] = {
    Odd.DATE: mark(
        "{column}: the spreadsheet has made a date of it ({value}). Set the column to “text” and write it once more."
    ),
    Odd.ERROR: mark("{column}: {value} is a fault of the spreadsheet's own. Write the word itself."),
    Odd.TRUTH: mark("{column}: a yes/no of the spreadsheet ({value}), no word. Set the column to “text”."),
}


@frozen(kw_only=True)
class Entry:
    """One row: an area, an estate, a post or a utility company. What its kind does not use is empty."""

    row: int
    kind: Kind
    code: str
    name: str
    belongs_to: str = ""
    estate: str = ""
    households: int = 0
    company: str = ""
    phone: str = ""
    role: Role | None = None
    rank: Rank = Rank.PRIMARY
    supply: Supply | None = None
    hours: str = ""
    serves: Serves = Serves.NORMAL
    mode: Mode = Mode.COMPANY


@dataclass(slots=True)
class RosterRows:
    """What a file says. The entries are to be used only if there is no fault."""

    entries: list[Entry] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    unclear: set[str] = field(default_factory=set)  # codes of rows whose kind cannot be told
    sheets: dict[str, list[Any]] = field(default_factory=dict)
    """What the further sheets of the file say, by their keys; a sheet that is not in the file is not here."""


def read_roster(
    data: bytes,
    known: Mapping[str, Kind],
    tr: Translator,
    *,
    whole: bool = False,
    posts: Sequence[Seat] = (),
    departments: Mapping[str, str] | None = None,
) -> RosterRows:
    """All rows and all faults. `known`: kinds of the codes that are in the database, `posts` those of them that are
    posts; `departments` the codes of departments by code and name.

    `whole`: the file says everything, so that no row may point to what the database alone knows. Raises
    RosterUnreadable.
    """
    first, more = _sorted_out(read_sheets(data, tr))
    rows = RosterRows()
    if first is not None:
        header, *lines = first or [Line(1, ())]
        columns = _columns(header, tr)
        if not lines:
            raise RosterUnreadable(tr.t("The file has no row below its header."))
        for line in lines:
            _Row(line, columns, rows, tr).read()
        _compare(rows, known, tr, whole=whole)
    found = SheetRows()
    further = _known(rows, known, posts, whole=whole and first is not None)
    further.departments.update(departments or {})
    for sheet in SHEETS:
        if sheet.key in more:
            read_sheet(sheet, more[sheet.key], further, tr, found)
    rows.sheets = found.entries
    rows.faults = [*sorted(rows.faults), *found.faults]
    return rows


def _sorted_out(sheets: Sequence[tuple[str, list[Line]]]) -> tuple[list[Line] | None, dict[str, list[Line]]]:
    """The first sheet, None where the file has further ones alone; and those, by their keys. A workbook's further
    sheets are told by their tabs, and others are left alone; a CSV is told by its header."""
    (title, lines), *others = sheets
    own = sheet_named(title)
    if own is None and not title and lines:
        own = next((one for one in SHEETS if one.fits(lines[0])), None)
    more = {} if own is None else {own.key: lines}
    for title, rest in others:
        if (sheet := sheet_named(title)) is not None and rest:
            more.setdefault(sheet.key, rest)
    return (lines if own is None else None), more


def _known(rows: RosterRows, known: Mapping[str, Kind], posts: Sequence[Seat], *, whole: bool) -> Known:
    """What the rows of further sheets may point to."""
    here = [
        Seat(code=one.code, role=one.role, name=one.name, place=one.belongs_to)
        for one in rows.entries
        if one.role is not None
    ]
    codes = {one.code for one in here}
    kinds = ({} if whole else dict(known)) | {one.code: one.kind for one in rows.entries}
    found = here if whole else [*here, *(one for one in posts if one.code not in codes)]
    by_name: dict[tuple[Role, str], list[Seat]] = {}
    for one in found:
        for name in {one.code, one.name} - {""}:
            by_name.setdefault((one.role, name), []).append(one)
    return Known(kinds=kinds, posts=found, by_name=by_name)


def _columns(header: Line, tr: Translator) -> list[Column | None]:
    found = [meaning(COLUMNS, cell) if cell else None for cell in header.cells]
    unknown = [cell for cell, column in zip(header.cells, found, strict=True) if cell and column is None]
    if unknown:
        raise RosterUnreadable(
            tr.t(
                "Row {row}, the header: unknown columns: {unknown}. Known are: {known}.",
                row=header.row,
                unknown=", ".join(cell[:NAME_LIMIT] for cell in unknown),
                known=say_all(COLUMNS, tuple(COLUMNS), tr),
            )
        )
    if twice := tuple(column for column in COLUMNS if found.count(column) > 1):
        raise RosterUnreadable(tr.t("The header names a column twice: {columns}.", columns=say_all(COLUMNS, twice, tr)))
    needed = (Column.KIND, Column.CODE, Column.NAME, Column.BELONGS_TO)
    if missing := tuple(column for column in needed if column not in found):
        raise RosterUnreadable(tr.t("The header lacks columns: {columns}.", columns=say_all(COLUMNS, missing, tr)))
    return found


LOST = frozenset("?？\ufffd")
"""What another encoding leaves of a character that it does not have."""


def _is_name(text: str, *, of_person: bool) -> bool:
    """Whether it is words: a building may be a number, nobody is called 12345."""
    there = any(one.isalpha() or (one.isdigit() and not of_person) for one in text)
    return there and LOST.isdisjoint(text)


class _Row:
    """One line on its way to an entry; notes what is wrong with it."""

    def __init__(self, line: Line, columns: Sequence[Column | None], rows: RosterRows, tr: Translator) -> None:
        self.row = line.row
        self.rows = rows
        self.tr = tr
        self.outside = any(cell and index >= len(columns) for index, cell in enumerate(line.cells)) or any(
            cell and column is None for cell, column in zip(line.cells, columns, strict=False)
        )
        self.cells = {column: cell for column, cell in zip(columns, line.cells, strict=False) if column and cell}
        self.odd = {
            column: what for index, what in line.odd.items() if index < len(columns) and (column := columns[index])
        }

    def fault(self, why: str) -> None:
        """Note what is wrong."""
        self.rows.faults.append(Fault(self.row, why))

    def get(self, column: Column) -> str:
        """The cell of a column."""
        return self.cells.get(column, "")

    def read(self) -> None:
        """Append the entry, as far as it can be understood; its faults are noted."""
        tr = self.tr
        if self.outside:
            self.fault(tr.t("There is something in a column without a name."))
        for column, what in self.odd.items():
            if column is not Column.REMARK:
                self.fault(tr.t(ODD[what], column=say(COLUMNS, column, tr), value=self.get(column)[:NAME_LIMIT]))
        kind = meaning(KINDS, self.get(Column.KIND))
        if kind is None:
            self.fault(
                tr.t(
                    'The kind "{value}" is none of: {known}.',
                    value=self.get(Column.KIND)[:NAME_LIMIT],
                    known=say_all(KINDS, tuple(KINDS), tr),
                )
            )
            self.rows.unclear.add(unicodedata.normalize("NFKC", self.get(Column.CODE)))
            return
        for column in self.cells.keys() - USED[kind]:
            self.fault(
                tr.t(
                    "The column {column} says nothing about this kind of row ({kind}): leave it empty.",
                    column=say(COLUMNS, column, tr),
                    kind=say(KINDS, kind, tr),
                )
            )
        entry = Entry(
            row=self.row,
            kind=kind,
            code=self.code(Column.CODE),
            name=self.name(needed=kind is not Kind.POST),
            belongs_to=self.belongs_to(kind),
            estate=self.code(Column.ESTATE) if kind is Kind.BUILDING and self.get(Column.ESTATE) else "",
            households=self.households() if Column.HOUSEHOLDS in USED[kind] else 0,
            company=self.short(Column.COMPANY) if kind is Kind.ESTATE else "",
            phone=self.phone(needed=kind is Kind.UTILITY) if Column.PHONE in USED[kind] else "",
            role=self.role() if kind is Kind.POST else None,
            rank=self.rank() if kind is Kind.POST else Rank.PRIMARY,
            supply=self.supply() if kind is Kind.UTILITY else None,
            hours=self.short(Column.HOURS) if kind is Kind.UTILITY else "",
            mode=self.mode() if kind is Kind.ESTATE else Mode.COMPANY,
            serves=self.serves() if kind is Kind.POST else Serves.NORMAL,
        )
        self.rows.entries.append(entry)

    def code(self, column: Column) -> str:
        """A code, brought to plain letters and digits."""
        code = unicodedata.normalize("NFKC", self.get(column))
        if not code:
            self.fault(self.tr.t("The column {column} is empty.", column=say(COLUMNS, column, self.tr)))
        elif not CODE.fullmatch(code):
            self.fault(
                self.tr.t(
                    '{column} "{value}": only A-Z, a-z, 0-9, _ and -, at most 62 of them.',
                    column=say(COLUMNS, column, self.tr),
                    value=code[:NAME_LIMIT],
                )
            )
        return code

    def short(self, column: Column) -> str:
        """Text that fits on a phone."""
        text = self.get(column)
        if len(text) > NAME_LIMIT:
            self.fault(
                self.tr.t(
                    "The column {column} has more than {n} characters.",
                    column=say(COLUMNS, column, self.tr),
                    n=NAME_LIMIT,
                )
            )
        return text

    def name(self, *, needed: bool) -> str:
        """The name of an area or estate, or how the person in a post is called; empty while nobody is in it."""
        if needed and not self.get(Column.NAME):
            self.fault(self.tr.t("The column {column} is empty.", column=say(COLUMNS, Column.NAME, self.tr)))
        name = self.short(Column.NAME)
        if name and Column.NAME not in self.odd and not _is_name(name, of_person=not needed):
            why = mark(
                '{column} "{value}" is no name. A character that was lost when the file was saved becomes a question '
                "mark: save it as .xlsx or CSV UTF-8."
            )
            self.fault(self.tr.t(why, column=say(COLUMNS, Column.NAME, self.tr), value=name[:NAME_LIMIT]))
        return name

    def belongs_to(self, kind: Kind) -> str:
        """The code of the area above, or of what a post is responsible for."""
        if kind in MAY_BE_THE_TOP and not self.get(Column.BELONGS_TO):
            return ""
        return self.code(Column.BELONGS_TO) if Column.BELONGS_TO in USED[kind] else ""

    def households(self) -> int:
        """A whole number; empty is 0, "not known"."""
        text = unicodedata.normalize("NFKC", self.get(Column.HOUSEHOLDS)).replace(",", "").removesuffix("户").strip()
        if not text:
            return 0
        if not re.fullmatch("[0-9]{1,8}", text) or int(text) > MOST_HOUSEHOLDS:
            self.fault(self.tr.t('The households "{value}" are no whole number.', value=text[:NAME_LIMIT]))
            return 0
        return int(text)

    def phone(self, *, needed: bool = False) -> str:
        """A telephone number, or two."""
        if needed and not self.get(Column.PHONE):
            self.fault(self.tr.t("The column {column} is empty.", column=say(COLUMNS, Column.PHONE, self.tr)))
        phone = unicodedata.normalize("NFKC", self.get(Column.PHONE)).replace("、", ";")
        if phone and not PHONE.fullmatch(phone):
            self.fault(self.tr.t('The phone "{value}" is no telephone number.', value=phone[:NAME_LIMIT]))
        return phone

    def role(self) -> Role | None:
        """What the post does."""
        return self._one_of(ROLES, Column.ROLE, mark('The role "{value}" is none of: {known}.'))

    def rank(self) -> Rank:
        """Primary or deputy; empty is primary."""
        why = mark('The rank "{value}" is none of: {known}.')
        return self._one_of(RANKS, Column.RANK, why, needed=False) or Rank.PRIMARY

    def serves(self) -> Serves:
        """On which roster it is; empty is that of normal times."""
        why = mark('The column emergency "{value}" is none of: {known}.')
        return self._one_of(SERVES, Column.SERVES, why, needed=False) or Serves.NORMAL

    def mode(self) -> Mode:
        """Who looks after the estate; empty is a property company."""
        why = mark('The column mode "{value}" is none of: {known}.')
        return self._one_of(MODES, Column.MODE, why, needed=False) or Mode.COMPANY

    def supply(self) -> Supply | None:
        """What a utility company brings."""
        return self._one_of(SUPPLIES, Column.SUPPLY, mark('The supply "{value}" is none of: {known}.'))

    def _one_of(
        self, words: Mapping[Key, tuple[str, ...]], column: Column, why: str, *, needed: bool = True
    ) -> Key | None:
        """Which of these words the cell says; of one that says none `why` is the fault, of an empty one only where it
        is `needed`."""
        text = self.get(column)
        found = meaning(words, text) if text else None
        if found is None and (text or needed):
            self.fault(self.tr.t(why, value=text[:NAME_LIMIT], known=say_all(words, tuple(words), self.tr)))
        return found


def _compare(rows: RosterRows, known: Mapping[str, Kind], tr: Translator, *, whole: bool) -> None:
    """What is wrong between rows: a code used twice, a place that does not exist or is of the wrong kind."""
    first: dict[str, Entry] = {}
    for entry in rows.entries:
        if not entry.code:
            continue
        if (before := first.setdefault(entry.code, entry)) is not entry:
            rows.faults.append(
                Fault(entry.row, tr.t("The code {code} stands in row {row} already.", code=entry.code, row=before.row))
            )
        elif known.get(entry.code, entry.kind) is not entry.kind:
            rows.faults.append(
                Fault(
                    entry.row,
                    tr.t(
                        "The code {code} has been of the kind {kind} so far: give this row a new code.",
                        code=entry.code,
                        kind=say(KINDS, known[entry.code], tr),
                    ),
                )
            )
    kinds = ({} if whole else dict(known)) | {code: entry.kind for code, entry in first.items()}
    for entry in rows.entries:
        if entry.kind is Kind.POST:
            _point(rows, entry, entry.belongs_to, PLACES[entry.role] if entry.role else (), kinds, tr)
        elif entry.kind is Kind.UTILITY:
            _point(rows, entry, entry.belongs_to, SUPPLIED, kinds, tr)
        else:
            _point(rows, entry, entry.belongs_to, ABOVE.get(entry.kind, ()), kinds, tr)
        _point(rows, entry, entry.estate, (Kind.ESTATE,), kinds, tr)


def _point(
    rows: RosterRows, entry: Entry, code: str, allowed: tuple[Kind, ...], kinds: Mapping[str, Kind], tr: Translator
) -> None:
    """Whether a code that a row points to exists and is of a kind that fits."""
    if not CODE.fullmatch(code) or not allowed or code in rows.unclear:
        return  # empty where it may be, or noted already
    if code not in kinds:
        why = tr.t("There is no row with the code {code}.", code=code)
    elif kinds[code] not in allowed:
        why = tr.t(
            "{code} is of the kind {kind}; here it has to be: {allowed}.",
            code=code,
            kind=say(KINDS, kinds[code], tr),
            allowed=say_all(KINDS, allowed, tr),
        )
    else:
        return
    rows.faults.append(Fault(entry.row, why))
