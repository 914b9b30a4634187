"""The rows behind what areas set and the days that are something else, for whoever lists or adds to them."""

from collections.abc import Sequence
from datetime import date, datetime, time

from sqlalchemy import Connection, insert

from casework.frozen import frozen
from casework.hours import Day, DayKind
from casework.model.places import Setting
from storage.ids import new_id
from storage.roster import Codes, SheetChanges
from storage.rows import DAYS, SETTINGS
from storage.tables import days, settings, unsummed
from storage.unit import Unit

ALL_DAYS = DAYS.select().order_by(days.c.id)
ALL_SETTINGS = SETTINGS.select().order_by(settings.c.id)
SOURCE = "roster"
"""Who says so, of what a file said."""
LIBRARY = "holidays"
"""How the source of what came from the library begins."""


class SettingReads(Unit):
    """Few rows, asked by people."""

    async def known_days(self) -> list[Day]:
        """All of them, oldest row first; the last of a date and area counts."""
        (rows,) = await self._rows(ALL_DAYS)
        return [DAYS.load(row) for row in rows]

    async def known_settings(self) -> list[Setting]:
        """All of them, oldest row first."""
        (rows,) = await self._rows(ALL_SETTINGS)
        return [SETTINGS.load(row) for row in rows]


@frozen(kw_only=True)
class DayEntry:
    """A row of the sheet. `area`: its code, "" for everywhere."""

    day: date
    kind: DayKind
    hours: str = ""
    name: str = ""
    area: str = ""


def put_days(
    connection: Connection, entries: Sequence[DayEntry], codes: Codes, at: datetime, whole: bool
) -> SheetChanges:
    """What the sheet says of a date counts from now on; with `whole` other dates to come that somebody entered are
    ordinary again. What the library knows stays."""
    known, changes, new = _newest(connection), SheetChanges(), []
    named = set()
    for one in entries:
        area_id = codes.areas[one.area] if one.area else None
        named.add((one.day, area_id))
        old = known.get((one.day, area_id))
        if old is not None and (old.kind, old.hours, old.name) == (one.kind, one.hours, one.name):
            changes.same += 1
            continue
        changes.added += old is None
        changes.changed += old is not None
        new.append(_row(one.day, one.kind, area_id, at, hours=one.hours, name=one.name))
    for (day, area_id), old in known.items():
        if whole and (day, area_id) not in named and _by_hand(old, at):
            changes.ended += 1
            new.append(_row(day, DayKind.ORDINARY, area_id, at))
    if new:
        connection.execute(DAYS.insert, [DAYS.values(one) for one in new])
        first = min(datetime.combine(one.day, time(0), at.tzinfo) for one in new)
        connection.execute(insert(unsummed), {"id": new_id(), "issue_id": None, "day": None, "since": first})
    return changes


def _row(day: date, kind: DayKind, area_id: int | None, at: datetime, *, hours: str = "", name: str = "") -> Day:
    return Day(id=new_id(), day=day, kind=kind, at=at, hours=hours, area_id=area_id, name=name, source=SOURCE)


def _newest(connection: Connection) -> dict[tuple[date, int | None], Day]:
    """What counts of each date and area."""
    return {(one.day, one.area_id): one for one in map(DAYS.load, connection.execute(ALL_DAYS))}


def _by_hand(one: Day, at: datetime) -> bool:
    return one.day >= at.date() and one.kind is not DayKind.ORDINARY and not one.source.startswith(LIBRARY)


def stored_days(connection: Connection, at: datetime) -> list[Day]:
    """What somebody entered of the dates to come, not what the library knows; everywhere first, then by date."""
    found = [one for one in _newest(connection).values() if _by_hand(one, at)]
    return sorted(found, key=lambda one: (one.area_id is not None, one.day, one.area_id or 0))
