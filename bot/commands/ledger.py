"""`weilinli ledger deliveries`: what was due, committed and sent, as lines for a person or for a spreadsheet: ids and
times only, nobody's name, nobody's words. `weilinli ledger export`: the ledger 台账 of matters as a file.
"""

import argparse
import csv
import io
import os
import re
import tempfile
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from casework.audited import LedgerExported
from casework.model.audited import Audited
from casework.model.issues import Source, State
from casework.neighbourhood.record import record
from casework.settings import Settings
from casework.transitions import OPEN
from locales.translator import Translator
from roster import ledger as sheets
from roster.columns import in_columns
from storage.database import Database
from storage.ledger import Delivery, Summary, summarise
from storage.ledger_rows import LedgerRow, LedgerRows, Which

UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}
LEDGER_AT_MOST = 100_000
"""Messages that are shown, the latest: more than a district's week."""
TOLD_EVERY = 10_000
"""Rows of a file, about a second and a half."""
COLUMNS = ("due", "committed", "sent", "latency_s", "attempts", "class", "kind", "issue", "state", "error")


class BadMoment(ValueError):
    """What was given is neither a time nor so long ago."""


def moment(text: str, now: datetime, zone: ZoneInfo) -> datetime:
    """ "30m", "2h", "3d" before now, or a date and time of the neighbourhood. Raises BadMoment."""
    if found := re.fullmatch(r"(\d{1,6})([mhd])", text.strip()):
        return now - int(found[1]) * UNITS[found[2]]
    try:
        at = datetime.fromisoformat(text.strip())
    except ValueError:
        raise BadMoment(f"{text}: neither 30m, 2h, 3d nor a time such as 2026-11-21T16:30") from None
    return at if at.tzinfo else at.replace(tzinfo=zone)


def as_csv(deliveries: Sequence[Delivery], zone: ZoneInfo) -> str:
    """Every message, oldest first, for a spreadsheet."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_cells(one, zone, "%Y-%m-%dT%H:%M:%S.%f%z") for one in deliveries)
    return out.getvalue()


def as_table(deliveries: Sequence[Delivery], zone: ZoneInfo, tr: Translator) -> str:
    """The same in columns, and below how late each class of messages was."""
    if not deliveries:
        return tr.t("Nothing was due.")
    rows = [COLUMNS, *(_cells(one, zone, "%m-%d %H:%M:%S") for one in deliveries)]
    return "\n".join([in_columns(rows), "", *(_line(one, tr) for one in summarise(deliveries))])


def _cells(one: Delivery, zone: ZoneInfo, form: str) -> tuple[str, ...]:
    def at(moment: datetime | None) -> str:
        return moment.astimezone(zone).strftime(form) if moment is not None else ""

    return (
        at(one.due_at),
        at(one.committed_at),
        at(one.sent_at if one.state == "sent" else None),
        f"{one.latency.total_seconds():.3f}" if one.latency is not None else "",
        str(one.attempts),
        one.class_name,
        str(one.kind),
        str(one.issue_number or ""),
        one.state,
        one.error or "",
    )


def _line(one: Summary, tr: Translator) -> str:
    states = ", ".join(f"{state} {count}" for state, count in sorted(one.states.items()))
    if one.p50 is None or one.p99 is None:
        return f"{one.name}: {states}"
    late = tr.t("due to sent p50 {p50} s, p99 {p99} s", p50=f"{one.p50:.3f}", p99=f"{one.p99:.3f}")
    return f"{one.name}: {states}; {late}"


# --- the ledger of matters


class Unfit(ValueError):
    """What was given cannot be; the message says why, in the caller's language."""


async def export(
    given: argparse.Namespace,
    database: Database,
    settings: Settings,
    now: datetime,
    tr: Translator,
    tell: Callable[[int, int], None] = lambda done, every: None,
) -> int:
    """Write the file, which must not exist yet and which only its owner may read; how many rows. `tell` hears now and
    then how many are done, and of how many.

    With `--personal` the record says so, before a word is read. Raises Unfit, OSError, StorageError.
    """
    file: Path = given.file
    if file.suffix.lower() not in (".csv", ".xlsx"):
        raise Unfit(tr.t("{file}: the name has to end in .xlsx or .csv.", file=file))
    if file.exists():  # noqa: ASYNC240 - a command line has nothing else to do
        raise Unfit(tr.t("{file} is there already and stays as it is: choose another name.", file=file))
    which = await _which(given, database, settings, tr)
    if given.personal:
        work = database.work(settings)
        exported = LedgerExported(area=given.area, since=given.since, until=given.until)
        area = await work.area_by_code(given.area) if given.area else None
        area_id = area.id if area is not None else None
        record(work, Audited.LEDGER_EXPORTED, now, by=None, area_id=area_id, data=exported)
        await work.commit()
    found = LedgerRows(database)
    counted = Counted(found.of(which), await found.count(which), tell)
    pieces = sheets.as_csv(
        counted.rows(), tr, settings.zone, personal=given.personal, orders=which.sources == (Source.HOTLINE,)
    )
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.name}.")
    try:
        with os.fdopen(handle, "wb") as target:
            if file.suffix.lower() == ".xlsx":
                await sheets.as_xlsx(pieces, target)
            else:
                async for piece in pieces:
                    target.write(piece)
        os.link(name, file)  # refuses what somebody has put there meanwhile
    finally:
        os.unlink(name)
    return counted.count


class Counted:
    """Rows as they pass, counted."""

    def __init__(self, rows: AsyncIterator[LedgerRow], every: int, tell: Callable[[int, int], None]) -> None:
        self._rows = rows
        self._every = every
        self._tell = tell
        self.count = 0

    async def rows(self) -> AsyncIterator[LedgerRow]:
        """The same rows."""
        async for one in self._rows:
            self.count += 1
            if self.count % TOLD_EVERY == 0:
                self._tell(self.count, max(self.count, self._every))
            yield one


async def _which(given: argparse.Namespace, database: Database, settings: Settings, tr: Translator) -> Which:
    since, until = _day(given.since, "--since", tr), _day(given.until, "--until", tr)
    if since is not None and until is not None and until < since:
        raise Unfit(tr.t("--until is before --since: no day lies between them."))
    lines: tuple[tuple[int, ...], ...] = ()
    if given.area:
        area = await database.work(settings).area_by_code(given.area)
        if area is None:
            raise Unfit(tr.t("There is no area {code}: weilinli roster export shows the codes.", code=given.area))
        lines = (area.line,)
    zone = settings.zone
    return Which(
        lines=lines,
        since=datetime.combine(since, time(0), zone) if since is not None else None,
        until=datetime.combine(until + timedelta(days=1), time(0), zone) if until is not None else None,
        states=_states(given.state, tr),
        sources=_sources(given.source, tr),
        private=given.personal,
    )


def _day(text: str, name: str, tr: Translator) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Unfit(tr.t("{name}: a day is written like 2026-11-21.", name=name)) from None


def _sources(names: Sequence[str], tr: Translator) -> tuple[Source, ...]:
    for name in names:
        if name not in set(Source):
            known = ", ".join(Source)
            raise Unfit(tr.t("There is no source {name}, there are: {known}.", name=name, known=known))
    return tuple(Source(one) for one in dict.fromkeys(names))


def _states(names: Sequence[str], tr: Translator) -> tuple[State, ...]:
    """ "open" is all that is not done yet."""
    found: dict[State, None] = {}
    for name in names:
        if name == "open":
            found |= dict.fromkeys(OPEN)
        elif name in set(State):
            found[State(name)] = None
        else:
            known = ", ".join(["open", *State])
            raise Unfit(tr.t("There is no state {name}, there are: {known}.", name=name, known=known))
    return tuple(found)
