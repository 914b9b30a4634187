"""What the rounds of each day add up to, kept: so that a page adds a few hundred sums instead of counting each round.

What changes a sum says so in its own commit: a row of `unsummed` (unit.py). Those rows are only ever added, so nobody
waits for anybody; one worker (bot/running/summer.py) sums the days that they mean again, from the rounds, and takes
them away in the same transaction. Whoever took some of them away before has summed later: then nothing is written.

A reader counts days anew that are still to be summed, or of which a limit has passed since (`again_at`): so a page
is never out of step, only slower while much is to be summed. `recount` proves it.
"""

import asyncio
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import Enum, auto
from functools import partial
from typing import Any

from msgspec.json import Decoder
from sqlalchemy import (
    ColumnElement,
    Connection,
    Text,
    bindparam,
    case,
    delete,
    exists,
    func,
    insert,
    literal,
    or_,
    select,
    type_coerce,
    union,
)

from casework.figures import Clock, Fact, Long, Placed, Reported, Summed, Sums, basis, summed
from casework.frozen import frozen
from casework.model.places import HOUSES
from casework.settings import Settings
from storage import tables
from storage.columns import EPOCH, MICROSECOND, UTCDateTime, path_of, under
from storage.errors import StaleError
from storage.figures import facts_of, reported_of
from storage.ids import new_id
from storage.store import Store

day_sums, unsummed, rounds, areas = tables.day_sums, tables.unsummed, tables.rounds, tables.areas

BEGIN = (tables.rounds, tables.reports)
"""What is counted on the day on which it began."""


class Detail(Enum):
    """How much is read of each sum: a city's month has 28,000 of them, and nine tenths of their text are parts."""

    ALL = auto()
    OWN = auto()  # of what lies in the areas themselves that are asked for, and what took longest anywhere
    NONE = auto()


COUNTS, SPANS = Decoder(dict[str, int]), Decoder(dict[str, list[int]])
PARTS, LONGEST = Decoder(dict[str, dict[str, dict[str, int]]]), Decoder(list[tuple[int, int, int, int | None]])
Lines = Sequence[tuple[int, ...]]
Began = tuple[Sequence[Fact], Sequence[Reported]]
DAY = timedelta(days=1)
ROWS_AT_ONCE = 500
DAYS_AT_ONCE = 4
"""A batch: a tenth of a second's work, in a thread."""
NOW = bindparam("now", type_=UTCDateTime)
ANYTHING = select(or_(exists(unsummed.c.id), exists(day_sums.c.day).where(day_sums.c.again_at < NOW)))
"""Whether something is to be summed: mostly nothing is, and two long reads would be many trips (reading.py)."""
REACH = timedelta(days=40)
"""So long after it began a limit of a round is over, holidays and all: what areas set later does not move it."""


@dataclass(slots=True)
class DaySum:
    """A day of an area, `line`."""

    day: date
    line: tuple[int, ...]
    sums: Summed


@dataclass(slots=True)
class _Read:
    """What lies in the tables: `rows` as text, since reading it takes longer than fetching it. `whole`: each building
    by itself."""

    rows: list[Any] = field(default_factory=list)
    began: Began = ((), ())
    stale: set[date] = field(default_factory=set)
    whole: bool = False


class DaySums:
    """Reads them."""

    def __init__(self, database: Store, settings: Settings) -> None:
        self._database = database
        self._settings = settings

    async def of(
        self, lines: Lines, since: date, until: date, now: datetime, clock: Clock, *, parts: Detail = Detail.ALL
    ) -> list[DaySum]:
        """Of the days in [since, until), anywhere under these areas (none: everywhere)."""
        found = await self._database.read(lambda connection: self._read(connection, lines, since, until, now, parts))
        return await asyncio.to_thread(self._worked_out, found, now, clock)

    async def total(self, lines: Lines, since: date, until: date, now: datetime, clock: Clock) -> Sums:
        """The same added up: no sum is kept longer than it is looked at, and many that are would be looked through
        again and again for what is not needed any more."""
        found = await self._database.read(
            lambda connection: self._read(connection, lines, since, until, now, Detail.NONE)
        )
        return await asyncio.to_thread(lambda: together(self._each(found, now, clock)))

    def _read(
        self, connection: Connection, lines: Lines, since: date, until: date, now: datetime, parts: Detail
    ) -> _Read:
        # In this order: what is summed in between is counted anew, and nothing is missed.
        found = _Read(stale=self._unsummed(connection, since, until))
        lies_in = select(areas.c.kind).where(areas.c.id.in_([line[0] for line in lines if line]))
        if HOUSES.keys() & set(connection.execute(lies_in).scalars()):  # smaller than what is kept
            found.stale, found.whole = set(_days(since, until)), True
        else:
            asked = select(
                day_sums.c.day, day_sums.c.line, day_sums.c.again_at, day_sums.c.basis,
                type_coerce(day_sums.c.counts, Text).label("counts"),
                type_coerce(day_sums.c.spans, Text).label("spans"),
                *_texts(lines, parts),
            ).where(day_sums.c.day >= since, day_sums.c.day < until)  # fmt: skip
            if lines:
                asked = asked.where(under(day_sums.c.line, lines))
            found.rows = [*connection.execute(asked).all()]
            mine = basis(self._settings)
            found.stale |= {
                row.day for row in found.rows if row.basis != mine or (row.again_at is not None and row.again_at < now)
            }
        found.began = _began_on(connection, lines, found.stale, self._settings)
        return found

    def _unsummed(self, connection: Connection, since: date, until: date) -> set[date]:
        """The days among these that are to be summed again."""
        rows = connection.execute(select(unsummed.c.day, unsummed.c.since).where(unsummed.c.issue_id.is_(None))).all()
        if any(row.since is not None for row in rows):
            return set(_days(since, until))
        return {day for day in _changed(connection, self._settings, None) if since <= day < until}

    def _worked_out(self, found: _Read, now: datetime, clock: Clock) -> list[DaySum]:
        return [*self._each(found, now, clock)]

    def _each(self, found: _Read, now: datetime, clock: Clock) -> Iterator[DaySum]:
        yield from (_load(row) for row in found.rows if row.day not in found.stale)
        yield from sum_days(*found.began, self._settings, now, clock, whole=found.whole)


def together(days: Iterable[DaySum]) -> Sums:
    """All of them added up."""
    found = Sums()
    for one in days:
        found.add(one.sums.total)
    return found


def sum_days(
    facts: Iterable[Fact],
    reports: Iterable[Reported],
    settings: Settings,
    now: datetime,
    clock: Clock,
    *,
    whole: bool = False,
) -> list[DaySum]:
    """Those that these rounds and reports add up to; `whole`: each building by itself."""
    together: dict[tuple[date, tuple[int, ...]], tuple[list[Fact], list[Reported]]] = {}

    def there(one: Placed) -> tuple[list[Fact], list[Reported]]:
        return together.setdefault((_day(one.t0, settings), one.line if whole else one.leaf), ([], []))

    for one in facts:
        there(one)[0].append(one)
    for each in reports:
        there(each)[1].append(each)
    return [DaySum(day, line, summed(*some, now, clock)) for (day, line), some in sorted(together.items())]


def _began_on(connection: Connection, lines: Lines, days: Collection[date], settings: Settings) -> Began:
    """The rounds that began on these days, and what was reported on them."""
    ends = [_ends(first, last, settings) for first, last in _stretches(days)]
    facts = [one for each in ends for one in facts_of(connection, lines, *each)]
    return facts, [one for each in ends for one in reported_of(connection, lines, *each)]


def _changed(connection: Connection, settings: Settings, ids: Sequence[int] | None) -> set[date]:
    """The days that these rows (None: all) mean."""
    which = [] if ids is None else [unsummed.c.id.in_(ids)]
    began = union(
        *(select(one.c.t0).join(unsummed, unsummed.c.issue_id == one.c.issue_id).where(*which) for one in BEGIN)
    )
    days = select(unsummed.c.day).where(unsummed.c.day.is_not(None), *which).distinct()
    return {_day(t0, settings) for t0 in connection.execute(began).scalars()} | {*connection.execute(days).scalars()}


def _day(at: datetime, settings: Settings) -> date:
    return at.astimezone(settings.zone).date()


def _days(since: date, until: date) -> list[date]:
    return [since + count * DAY for count in range((until - since).days)]


def _ends(first: date, last: date, settings: Settings) -> tuple[datetime, datetime]:
    """The moments of these days, the last one itself included."""
    return datetime.combine(first, time(0), settings.zone), datetime.combine(last + DAY, time(0), settings.zone)


def _stretches(days: Iterable[date]) -> list[tuple[date, date]]:
    """Days that follow each other, together: first and last."""
    found: list[tuple[date, date]] = []
    for day in sorted(days):
        if found and day - found[-1][1] == DAY:
            found[-1] = (found[-1][0], day)
        else:
            found.append((day, day))
    return found


# --- as they lie in the table


def _texts(lines: Lines, parts: Detail) -> list[ColumnElement[str]]:
    """What is read beside the sum of all; as text, which is taken apart in a thread."""
    if parts is Detail.NONE:
        return [literal("{}").label("parts"), literal("[]").label("longest")]
    put_apart, longest = (type_coerce(day_sums.c[name], Text) for name in ("parts", "longest"))
    if parts is Detail.OWN:
        own = day_sums.c.line.in_([path_of(line) for line in lines])
        return [case((own, put_apart), else_="{}").label("parts"), longest.label("longest")]
    return [put_apart.label("parts"), longest.label("longest")]


def _load(row: Any) -> DaySum:
    day, line, again_at, _, counts, spans, parts, longest = row
    counted: Counter[str] = Counter()
    dict.update(counted, COUNTS.decode(counts))  # Counter's own way asks each key whether it is there
    total = Sums(counted, SPANS.decode(spans), again_at)
    put_apart = {} if parts == "{}" else PARTS.decode(parts)
    long = [] if longest == "[]" else [_load_long(*one) for one in LONGEST.decode(longest)]
    return DaySum(day, line, Summed(total, put_apart, long))


def _load_long(issue_id: int, t0: int, paused: int, resolved_at: int | None) -> Long:
    at = None if resolved_at is None else EPOCH + resolved_at * MICROSECOND
    return Long(issue_id, EPOCH + t0 * MICROSECOND, paused * MICROSECOND, at)


def _row(one: DaySum, settings: Settings) -> dict[str, Any]:
    def moment(at: datetime | None) -> int | None:
        return None if at is None else (at - EPOCH) // MICROSECOND

    sums = one.sums
    long = [(one.issue_id, moment(one.t0), one.paused // MICROSECOND, moment(one.resolved_at)) for one in sums.longest]
    return {
        "day": one.day, "line": one.line, "counts": sums.total.counts, "spans": sums.total.spans,
        "parts": sums.parts, "longest": long, "again_at": sums.total.again_at, "basis": basis(settings),
    }  # fmt: skip


# --- summing


@frozen
class _Batch:
    """Some rows of `unsummed`, and the rounds and reports of the days that they mean."""

    ids: list[int]
    days: set[date]
    began: Began
    clock: Clock


async def sum_some(database: Store, settings: Settings, now: datetime) -> int:
    """Sum a few of the days that changed; how many. None: nothing is to be summed.

    Raises DatabaseUnavailable, and StaleError when somebody else summed them first.
    """
    if not await database.look(lambda connection: connection.execute(ANYTHING, {"now": now}).scalar_one()):
        return 0
    await _spread(database, settings, now)
    batch = await database.read(lambda connection: _batch(database, connection, settings))
    if not batch.ids:
        return 0
    made = await asyncio.to_thread(sum_days, *batch.began, settings, now, batch.clock)
    rows = [_row(one, settings) for one in made]

    def write(connection: Connection) -> None:
        if connection.execute(delete(unsummed).where(unsummed.c.id.in_(batch.ids))).rowcount != len(batch.ids):
            raise StaleError("somebody else summed these days first")
        connection.execute(delete(day_sums).where(day_sums.c.day.in_(batch.days)))
        if rows:
            connection.execute(insert(day_sums), rows)

    await database.write(write)
    return len(batch.days)


def _batch(database: Store, connection: Connection, settings: Settings) -> _Batch:
    ids: list[int] = []
    days: set[date] = set()
    asked = select(unsummed.c.id).where(unsummed.c.since.is_(None)).order_by(unsummed.c.id).limit(ROWS_AT_ONCE)
    waiting = list(connection.execute(asked).scalars())
    while waiting and (not ids or len(days) < DAYS_AT_ONCE):
        ids.append(waiting.pop(0))
        days |= _changed(connection, settings, ids[-1:])
    known = database.area_settings.fresh(connection)  # after the rows: what they say is in it
    clock = Clock(lambda line, at: known.of(settings, line, at))
    return _Batch(ids, days, _began_on(connection, (), days, settings), clock)


async def _spread(database: Store, settings: Settings, now: datetime) -> None:
    """A row for each day of which a limit has passed, or that what an area set may have changed; newest first."""

    def look(connection: Connection) -> tuple[list[int], set[date]]:
        since = connection.execute(select(unsummed.c.id, unsummed.c.since).where(unsummed.c.since.is_not(None))).all()
        passed = select(day_sums.c.day).where(day_sums.c.again_at < now).distinct()
        days = {*connection.execute(passed).scalars()}
        if since:
            days |= _reached(connection, min(row.since for row in since), settings)
        return [row.id for row in since], days - _changed(connection, settings, None)

    ids, days = await database.read(look)
    if not ids and not days:
        return
    rows = [{"id": new_id(), "issue_id": None, "day": day, "since": None} for day in sorted(days, reverse=True)]

    def write(connection: Connection) -> None:
        if rows:
            connection.execute(insert(unsummed), rows)
        connection.execute(delete(unsummed).where(unsummed.c.id.in_(ids)))

    await database.write(write)


def _reached(connection: Connection, since: datetime, settings: Settings) -> set[date]:
    """The days whose sums may be others, if from `since` on other hours, days or limits hold."""
    began = select(func.min(rounds.c.t0), func.max(rounds.c.t0)).where(rounds.c.t0 >= since - REACH)
    first, last = connection.execute(began).one()  # of the rounds alone: no limit of a report passes
    days = set(_days(_day(first, settings), _day(last, settings) + DAY)) if first is not None else set()
    went_on = or_(*(rounds.c[name] >= since for name in ("accepted_at", "replied_at", "resolved_at")))
    before = select(rounds.c.t0).where(rounds.c.t0 < since - REACH, went_on)
    days |= {_day(t0, settings) for t0 in connection.execute(before).scalars()}
    kept = select(day_sums.c.day).where(day_sums.c.day >= _day(since - REACH, settings)).distinct()
    return days | {*connection.execute(kept).scalars()}


async def sum_all_again(database: Store) -> None:
    """From now on every day is to be summed again."""
    await database.write(everything_changed)


def everything_changed(connection: Connection) -> None:
    """The same, within a transaction."""
    row = {"id": new_id(), "issue_id": None, "day": None, "since": EPOCH + REACH}
    connection.execute(insert(unsummed), row)


async def of_another_basis(database: Store, settings: Settings) -> bool:
    """Whether some were summed by other formulas, or another configuration."""
    asked = select(func.count()).select_from(day_sums).where(day_sums.c.basis != basis(settings))
    return bool(await database.read(lambda connection: connection.execute(asked).scalar_one()))


async def recount(database: Store, settings: Settings, now: datetime) -> tuple[int, list[date]]:
    """How many days have rounds or sums; and those of which a page would say something else than their rounds do."""

    def look(connection: Connection) -> tuple[list[date], Clock]:
        known = database.area_settings.fresh(connection)
        ends = [at for one in BEGIN for at in connection.execute(select(func.min(one.c.t0), func.max(one.c.t0))).one()]
        kept = [*connection.execute(select(day_sums.c.day).distinct()).scalars()]
        both = [*kept, *(_day(at, settings) for at in ends if at is not None)]
        days = _days(min(both), max(both) + DAY) if both else []
        return days, Clock(lambda line, at: known.of(settings, line, at))

    days, clock = await database.read(look)
    counted, wrong = 0, []
    for day in days:
        began = await database.read(partial(_began_on, lines=(), days=(day,), settings=settings))
        right = await asyncio.to_thread(sum_days, *began, settings, now, clock)
        said = await DaySums(database, settings).of((), day, day + DAY, now, clock)
        counted += bool(right or said)
        if _in_order(right) != _in_order(said):
            wrong.append(day)
    return counted, wrong


def _in_order(some: Iterable[DaySum]) -> list[DaySum]:
    """To be compared: the spans of a sum are in no order."""
    found = sorted(some, key=lambda one: one.line)
    for one in found:
        one.sums.total.spans = {name: sorted(spans) for name, spans in one.sums.total.spans.items()}
    return found
