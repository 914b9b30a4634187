"""`weilinli roster import` and `roster check`: a file into the database, and what the neighbourhood lacks."""

import asyncio
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import field
from datetime import datetime
from itertools import groupby
from pathlib import Path

from casework.audited import LeftSeat
from casework.clock.retiming import counted_by, retime_soon
from casework.clock.trial import WEEKS, Try, try_out
from casework.frozen import frozen
from casework.model.audited import Audited
from casework.model.people import Post
from casework.model.places import HOUSES, Area, AreaKind, Estate
from casework.neighbourhood.record import record
from casework.neighbourhood.seats import vacate
from casework.neighbourhood.shifts import set_turns
from casework.settings import Settings
from casework.whistle.calling import seat_changed
from locales.translator import Translator
from roster import days
from roster.check import Neighbourhood, RosterWarning, check
from roster.file import MAX_BYTES, RosterUnreadable, read_sheets
from roster.registry import SHEETS, sheet_named
from roster.rows import Entry, read_roster
from roster.sheets import Fault, Seat
from roster.words import COLUMNS, KINDS, Column, Kind, meaning, say, some
from storage.database import Database
from storage.roster import AreaEntry, Codes, EstateEntry, PostEntry, Roster, SheetChanges, Transaction, UtilityEntry
from storage.work import SqlWork


@frozen
class Renamed:
    """A claimed post that has another name now: perhaps another person, who has no link yet."""

    code: str
    before: str
    after: str


@frozen(kw_only=True)
class Report:
    """What an import did, by codes. With any fault nothing was imported."""

    faults: Sequence[Fault] = ()
    rows: Mapping[Kind, int]
    added: Sequence[str] = ()
    changed: Sequence[str] = ()
    unchanged: int = 0
    missing: Sequence[str] = ()
    removed: Sequence[str] = ()
    kept: Sequence[str] = ()
    renamed: Sequence[Renamed] = ()
    raised: Sequence[str] = ()
    """Administrators of the whole who stay that, with the top of the tree."""
    sheets: Mapping[str, SheetChanges] = field(default_factory=dict)
    """What the further sheets of the file did, by their keys."""
    trials: Sequence[str] = ()
    """Communities that are new, and begin with a trial."""


async def import_roster(
    database: Database,
    file: Path | bytes,
    tr: Translator,
    remove: bool = False,
    *,
    settings: Settings | None = None,
    at: datetime | None = None,
    dry: bool = False,
    live: bool = False,
    progress: Callable[[str], None] | None = None,
) -> Report:
    """Read the file in, or list its faults; `dry`: only say what it would do. A community that is new begins with a
    trial, unless it is to be `live`: what nobody has tried rings nobody above. `remove`: what the file does not name
    goes, and whoever sat in a post that goes has left it by `at` (now): what hung on it goes to others first.
    `progress` hears how far it is. Raises StorageError."""
    roster = Roster(database)
    areas, estates, posts = await roster.areas(), await roster.estates(), await roster.posts()
    known = {area.code: Kind(area.kind) for area in areas}
    known |= {estate.code: Kind.ESTATE for estate in estates} | {post.code: Kind.POST for post in posts}
    known |= {utility.code: Kind.UTILITY for utility in await roster.utilities()}
    try:
        data = file if isinstance(file, bytes) else await asyncio.to_thread(_bytes_of, file, tr)
        seats = _seats(areas, estates, posts)
        departments = {name: one.code for one in await roster.departments() for name in (one.code, one.name)}
        rows = await asyncio.to_thread(read_roster, data, known, tr, whole=remove, posts=seats, departments=departments)
    except RosterUnreadable as error:
        return Report(faults=[Fault(0, str(error))], rows={})
    entries = rows.entries
    if progress is not None:
        further = sum(len(found) for found in rows.sheets.values())
        progress(
            tr.n(
                "{n} row is read, and is being written.",
                "{n} rows are read, and are being written.",
                len(entries) + further,
            )
        )
    count = Counter(entry.kind for entry in entries)
    if rows.faults:
        return Report(faults=rows.faults, rows=count)
    kinds = known | {entry.code: entry.kind for entry in entries}
    # The first administrator's post is of `weilinli init`, not of any file: it belongs to no place.
    own = {post.code for post in posts if post.area_id is None and post.estate_id is None}
    missing = sorted(known.keys() - own - {entry.code for entry in entries}) if entries else []
    gone = missing if remove else []
    leaving = await _leaving([post for post in posts if post.code in set(gone)], database)
    sheets: dict[str, SheetChanges] = {}

    def write_sheets(connection: Transaction, codes: Codes, at: datetime) -> None:
        for sheet in SHEETS:
            if sheet.key in rows.sheets:
                if progress is not None:
                    progress(tr.t("{sheet}: being written.", sheet=sheet.title(tr)))
                sheets[sheet.key] = sheet.write(connection, rows.sheets[sheet.key], codes, at, remove)

    changes = await roster.put(
        _estates(entries),
        _areas(entries),
        _posts(entries, kinds),
        gone=gone,
        first=leaving.flush,
        utilities=_utilities(entries, kinds),
        then=write_sheets if rows.sheets else None,
        dry=dry,
    )
    if not dry:
        leaving.written()
    begin = [one.code for one in entries if one.kind is Kind.COMMUNITY and one.code in changes.added and not live]
    if (begin or sheets) and not dry:
        await _follows(begin, sheets, database.work(settings or Settings()), database.now() if at is None else at)
    return Report(
        rows=count,
        added=changes.added,
        changed=changes.changed,
        unchanged=changes.same,
        missing=[] if remove else missing,
        removed=changes.removal.removed,
        kept=changes.removal.kept,
        renamed=list(_renamed(posts, entries)),
        raised=changes.raised,
        sheets=sheets,
        trials=begin,
    )


async def _follows(begin: Sequence[str], sheets: Mapping[str, SheetChanges], work: SqlWork, now: datetime) -> None:
    """What follows from what was written: two weeks of trial for each community of `begin`, the turns of the rota, and
    the deadlines that run on other days."""
    until = (now + WEEKS).astimezone(work.settings.zone).date()
    for code in begin:
        if (area := await work.area_by_code(code)) is not None:
            await try_out(Try(at=now, area_id=area.id, until=until), work)
    if sheets:
        await set_turns(now, work, anew=True)
    if (did := sheets.get(days.SHEET.key)) and (did.added or did.changed or did.ended):
        await retime_soon(await counted_by(None, work), now, work)
    await work.commit()


def is_roster(data: bytes, tr: Translator) -> bool:
    """Whether it is a table with a kind and a code in its first row, or one of the further sheets by itself, and no
    list of matters."""
    try:
        sheets = read_sheets(data, tr)
    except RosterUnreadable:
        return False
    for title, lines in sheets:
        named = {meaning(COLUMNS, cell) for cell in (lines[0].cells if lines else ()) if cell}
        if {Column.KIND, Column.CODE} <= named or (title and sheet_named(title) is not None):
            return True
        if lines and any(one.fits(lines[0]) for one in SHEETS):
            return True
    return False


def _seats(areas: Sequence[Area], estates: Sequence[Estate], posts: Sequence[Post]) -> list[Seat]:
    """The posts of the database, as a further sheet may name them."""
    codes = {one.id: one.code for one in areas} | {one.id: one.code for one in estates}
    return [
        Seat(code=one.code, role=one.role, name=one.name, place=codes.get(one.area_id or one.estate_id or 0, ""))
        for one in posts
    ]


async def _leaving(gone: Collection[Post], database: Database) -> SqlWork:
    """Who holds a post that goes leaves it first: nobody loses an issue. To be written with the import."""
    work, at = database.work(Settings()), database.now()
    for one in gone:
        post = await work.post(one.id)
        if post.person_id is not None:
            record(work, Audited.SEAT_LEFT, at, by=None, post=post, data=LeftSeat(why="roster"))
            await vacate(post, at, work, why="roster")
            await seat_changed(post, at, work)
    return work


async def check_roster(database: Database, settings: Settings, tr: Translator) -> list[RosterWarning]:
    """What the neighbourhood lacks. Raises StorageError."""
    roster = Roster(database)
    areas = await roster.areas()
    # A house's own group does not serve its grid.
    wide = [area.id for area in areas if area.kind not in HOUSES]
    return check(
        Neighbourhood(
            areas=areas,
            estates=await roster.estates(),
            posts=await roster.posts(),
            chats=await database.work(settings).chats_for(wide),
        ),
        settings,
        tr,
    )


def _fault_line(fault: Fault, tr: Translator) -> str:
    if not fault.row:
        return fault.why
    if fault.sheet:
        return tr.t("{sheet}, row {row}: {why}", sheet=fault.sheet, row=fault.row, why=fault.why)
    return tr.t("Row {row}: {why}", row=fault.row, why=fault.why)


def report_lines(report: Report, tr: Translator) -> list[str]:
    """The report as it is printed."""
    if report.faults:
        return [
            *(_fault_line(fault, tr) for fault in report.faults),
            tr.n(
                "Nothing was read in: {n} fault to mend.",
                "Nothing was read in: {n} faults to mend.",
                len(report.faults),
            ),
        ]
    sheets = [
        tr.t(
            "{sheet}: new {added}, changed {changed}, ended {ended}, unchanged {same}.",
            sheet=sheet.title(tr),
            added=did.added,
            changed=did.changed,
            ended=did.ended,
            same=did.same,
        )
        for sheet in SHEETS
        if (did := report.sheets.get(sheet.key)) is not None
    ]
    if not report.rows:
        return sheets
    lines = [
        tr.t(
            "Read: {rows}",
            rows=some([f"{say(KINDS, kind, tr)} {report.rows[kind]}" for kind in Kind if report.rows.get(kind)], tr),
        ),
        tr.t(
            "New: {added}. Changed: {changed}. Unchanged: {unchanged}.",
            added=len(report.added),
            changed=len(report.changed),
            unchanged=report.unchanged,
        ),
        *sheets,
    ]
    for codes, text in (
        (report.changed, tr.t("Changed: {codes}", codes=some(report.changed, tr))),
        (
            report.missing,
            tr.t("Not in the file, but kept: {codes}.", codes=some(report.missing, tr)),
        ),
        (report.missing, tr.t("To remove them, with a complete file: weilinli roster import --remove FILE")),
        (report.removed, tr.t("Removed: {codes}", codes=some(report.removed, tr))),
        (
            report.kept,
            tr.t(
                "Not removed, because reports, people or groups belong to them: {codes}. Nobody holds these posts now.",
                codes=some(report.kept, tr),
            ),
        ),
    ):
        if codes:
            lines.append(text)
    if report.trials:
        lines += [
            tr.t(
                "New communities begin with a trial of two weeks, in which nobody above them is rung: {codes}.",
                codes=some(report.trials, tr),
            ),
            tr.t("How it goes: weilinli trial. To end one: weilinli trial CODE --over"),
        ]
    if report.raised:
        lines.append(
            tr.t("They go on administering the whole, also above: {codes}.", codes=some(report.raised, tr)),
        )
    for one in report.renamed:
        lines += [
            tr.t(
                "{code} was {before} and is {after} now; whoever sat there still does. If that is another person, hand "
                "over a new link.",
                code=one.code,
                before=one.before,
                after=one.after,
            ),
            tr.t("A new link: weilinli roster links --renew {code}", code=one.code),
        ]
    return lines


EACH_BY_ITSELF = 3
"""Warnings of one kind that are printed one by one; more of them are one line."""


def warning_lines(warnings: Sequence[RosterWarning], tr: Translator) -> list[str]:
    """The warnings as they are printed, with what to do; the same advice is not said twice in a row."""
    lines = []
    groups = [list(group) for _, group in groupby(warnings, key=lambda one: (one.kind, one.advice))]
    for group in groups:
        if len(group) <= EACH_BY_ITSELF:
            lines += [f"! {one.text}" for one in group]
        else:
            codes = some([code for one in group for code in one.codes[:1]], tr)
            more = tr.t("{n} of this kind: {codes}. The first:", n=len(group), codes=codes)
            lines.append(f"! {more} {group[0].text}")
        lines.append(f"  → {group[0].advice}")
    return lines or [tr.t("The roster lacks nothing.")]


def _bytes_of(file: Path, tr: Translator) -> bytes:
    """At most a little more than may be read: a device or a pipe has no size to ask for."""
    try:
        with file.open("rb") as opened:
            return opened.read(MAX_BYTES + 1)
    except OSError as error:
        raise RosterUnreadable(tr.t("{file} cannot be opened: {why}", file=file, why=error.strerror)) from error


def _estates(entries: Sequence[Entry]) -> Iterator[EstateEntry]:
    for entry in entries:
        if entry.kind is Kind.ESTATE:
            yield EstateEntry(
                code=entry.code, name=entry.name, company=entry.company, phone=entry.phone, mode=entry.mode
            )


def _areas(entries: Sequence[Entry]) -> Iterator[AreaEntry]:
    for entry in entries:
        if entry.kind.value in set(AreaKind):
            yield AreaEntry(
                code=entry.code,
                kind=AreaKind(entry.kind.value),
                name=entry.name,
                parent=entry.belongs_to or None,
                estate=entry.estate or None,
                households=entry.households,
            )


def _posts(entries: Sequence[Entry], kinds: Mapping[str, Kind]) -> Iterator[PostEntry]:
    for entry in entries:
        if entry.role is not None:
            of_estate = kinds[entry.belongs_to] is Kind.ESTATE
            yield PostEntry(
                code=entry.code,
                role=entry.role,
                rank=entry.rank,
                name=entry.name,
                area=None if of_estate else entry.belongs_to,
                estate=entry.belongs_to if of_estate else None,
                phone=entry.phone,
                serves=entry.serves,
            )


def _utilities(entries: Sequence[Entry], kinds: Mapping[str, Kind]) -> Iterator[UtilityEntry]:
    for entry in entries:
        if entry.supply is not None:
            of_estate = kinds[entry.belongs_to] is Kind.ESTATE
            yield UtilityEntry(
                code=entry.code,
                supply=entry.supply,
                name=entry.name,
                phone=entry.phone,
                hours=entry.hours,
                area=None if of_estate else entry.belongs_to,
                estate=entry.belongs_to if of_estate else None,
            )


def _renamed(before: Collection[Post], entries: Sequence[Entry]) -> Iterator[Renamed]:
    names = {entry.code: entry.name for entry in entries}
    for post in before:
        after = names.get(post.code, post.name)
        if post.person_id is not None and after != post.name:
            yield Renamed(post.code, post.name, after)
