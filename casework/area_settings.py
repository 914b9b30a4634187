"""What areas set for themselves, as rows: with the moment from which it holds, and who said so.

A row counts for its area and all that lies under it, until an area nearer says something else; without an area it is
the whole neighbourhood's. Rows are never changed or deleted: the newest that holds already counts, so what was true
in the past stays what it was.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from casework.hours import Day, Days, Hours, HoursError, parse_hours
from casework.model import Setting
from casework.settings import RESULTS, WEEK, Settings, SettingsError, Trial

HOURS = "hours"
TRIAL = "trial"
WALL = "wall"
EMERGENCY, ON, OFF = "emergency", "on", "off"
"""The key of a row by which an emergency begins or ends in an area, and all that lies under it; its values."""
EMERGENCY_CLOCKS = {
    "ask_on_every": "emergency_ask_on_every",
    "report_in": "emergency_report_in",
    "shift_taken": "emergency_shift_taken",
}
"""Which setting stands for which as long as there is one."""
INHERIT = ""
"""The value of a row that takes back what the area said: from then on it is as above it."""
UNITS = ("minutes", "hours", "days")


class SettingRefused(ValueError):
    """There is no such setting of an area, or it cannot be that. `why` is a sentence with `facts` in it."""

    def __init__(self, why: str, **facts: object) -> None:
        self.why = why
        self.facts = facts
        super().__init__(why.format_map(facts))


def read_value(key: str, value: str) -> tuple[str, Any]:
    """The field of Settings that a row sets, and its value. Raises SettingRefused."""
    if key in READERS:
        return key, READERS[key](value)
    name, _, unit = key.rpartition("_")
    if unit not in UNITS or not isinstance(getattr(Settings(), name, None), timedelta):
        raise SettingRefused("{key}: an area has no such setting", key=key)
    try:
        found = timedelta(**{unit: float(value)})
    except (ValueError, OverflowError):
        raise SettingRefused("{key}: {value} is no number", key=key, value=value) from None
    try:
        replace(Settings(), **{name: found})  # type: ignore[arg-type]
    except SettingsError as error:
        raise SettingRefused(error.why, **error.facts) from None
    return name, found


def _hours(value: str) -> Hours:
    try:
        return parse_hours(value)
    except HoursError as error:
        raise SettingRefused(error.why, **error.facts) from None


def _trial(value: str) -> Trial:
    day, _, dry = value.partition(" ")
    try:
        return Trial(date.fromisoformat(day), dry == "dry")
    except ValueError:
        raise SettingRefused("{value} is no date: write 2026-12-10", value=value) from None


def _wall(value: str) -> frozenset[str]:
    words = frozenset(value.split())
    if unknown := sorted(words - {WEEK, RESULTS}):
        raise SettingRefused("{value}: a wall has week and results", value=unknown[0])
    return words


READERS: dict[str, Callable[[str], Any]] = {HOURS: _hours, TRIAL: _trial, WALL: _wall}
"""Keys that are no duration, and what reads their values. An emergency is switched, and never set."""


def _name_of(key: str) -> str:
    """Which setting a row is about."""
    return key if key in READERS else key.rpartition("_")[0]


class AreaSettings:
    """All rows, read together; `of` is the settings of one area."""

    def __init__(self, settings: Sequence[Setting] = (), days: Sequence[Day] = ()) -> None:
        self._rows = sorted(settings, key=lambda one: (one.since, one.id))
        self._days = sorted(days, key=lambda one: one.id)
        self._areas = {one.area_id for one in self._rows} | {one.area_id for one in self._days}
        self._found: dict[tuple[int, tuple[int | None, ...], int], tuple[Settings, Settings]] = {}

    def of(self, base: Settings, line: Sequence[int], at: datetime) -> Settings:
        """The settings of an area, given by its line, at that moment; hours and days for every date."""
        if not self._areas:
            return base
        line_here = (*(one for one in line if one in self._areas), None)
        holding = sum(one.since <= at for one in self._rows)
        key = (id(base), line_here, holding)
        if (known := self._found.get(key)) is None or known[0] is not base:
            known = self._found[key] = (base, self._work_out(base, line_here, holding))
        return known[1]

    def _work_out(self, base: Settings, line: Sequence[int | None], holding: int) -> Settings:
        values: dict[str, Any] = {}
        for area_id in reversed(line):
            for one in self._rows[:holding]:
                if one.area_id == area_id and one.key not in (HOURS, EMERGENCY):
                    name = _name_of(one.key)
                    values[name] = getattr(base, name) if one.value == INHERIT else read_value(one.key, one.value)[1]
        spans = self._emergencies(line)
        found = replace(base, **values, hours_since=self._hours(base, line), days=self._dates(line), emergencies=spans)
        so_far = self._emergencies(line, self._rows[:holding])
        if not so_far or so_far[-1][1] is not None:
            return found
        clocks = {name: getattr(found, instead) for name, instead in EMERGENCY_CLOCKS.items()}
        return replace(found, **clocks, emergency=True)

    def _hours(self, base: Settings, line: Sequence[int | None]) -> tuple[tuple[date, Hours], ...]:
        """From which day on which hours: of the nearest area that has any by the end of that day."""
        rows = [one for one in self._rows if one.key == HOURS and one.area_id in line]
        found: dict[date, Hours] = {}
        for day in sorted({local_date(one.since, base.zone) for one in rows}):
            said: dict[int | None, str] = {}
            for one in rows:
                if local_date(one.since, base.zone) <= day:
                    said[one.area_id] = one.value
            nearest = next((said[area_id] for area_id in line if said.get(area_id, INHERIT) != INHERIT), None)
            found[day] = base.hours if nearest is None else parse_hours(nearest)
        return tuple(found.items())

    def _emergencies(
        self, line: Sequence[int | None], rows: Sequence[Setting] | None = None
    ) -> tuple[tuple[datetime, datetime | None], ...]:
        """From when to when there was one, in any area of the line: whatever it was by the rows so far."""
        on: set[int | None] = set()
        found: list[tuple[datetime, datetime | None]] = []
        for one in self._rows if rows is None else rows:
            if one.key != EMERGENCY or one.area_id not in line:
                continue
            was = bool(on)
            (on.add if one.value == ON else on.discard)(one.area_id)
            if on and not was:
                found.append((one.since, None))
            elif was and not on:
                found[-1] = (found[-1][0], one.since)
        return tuple(found)

    def _dates(self, line: Sequence[int | None]) -> Days:
        known: dict[date, Day] = {}
        for area_id in reversed(line):
            known |= {one.day: one for one in self._days if one.area_id == area_id}
        return Days(known)


def local_date(at: datetime, zone: ZoneInfo) -> date:
    """The local date of that moment."""
    return at.astimezone(zone).date()
