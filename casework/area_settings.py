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

from casework.capabilities import CAPABILITIES, Capability
from casework.hours import Day, Days, Hours, HoursError, parse_hours
from casework.model.places import Setting
from casework.settings import Settings, SettingsError, Trial

HOURS = "hours"
TRIAL = "trial"
EMERGENCY, ON, DRILL, OFF = "emergency", "on", "drill", "off"
"""The key of a row by which an emergency begins or ends in an area, and all that lies under it; its values."""
HAS = "has:"
"""How the key of a row begins by which an area switches a capability on or off; then that one's key."""
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
    if key.startswith(HAS):
        return "capabilities", _switched(key, value)
    name, unit = _length(key)
    if not name:
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


def _length(key: str) -> tuple[str, str]:
    """The field of Settings that is so long, and the unit; nothing where there is no such field."""
    name, _, unit = key.rpartition("_")
    return (name, unit) if unit in UNITS and isinstance(getattr(Settings(), name, None), timedelta) else ("", "")


def _trial(value: str) -> Trial:
    day, _, dry = value.partition(" ")
    try:
        return Trial(date.fromisoformat(day), dry == "dry")
    except ValueError:
        raise SettingRefused("{value} is no date: write 2026-12-10", value=value) from None


def _capability(key: str) -> Capability | None:
    """Which one a row switches; None for other rows, and for one that another version knows."""
    which = key.removeprefix(HAS)
    return Capability(which) if key.startswith(HAS) and which in CAPABILITIES else None


def _switched(key: str, value: str) -> Capability:
    if (found := _capability(key)) is None:
        raise SettingRefused("{key}: there is no such capability", key=key.removeprefix(HAS))
    if value not in (ON, OFF):
        raise SettingRefused("{key}: it is on or off", key=found)
    return found


READERS: dict[str, Callable[[str], Any]] = {HOURS: _hours, TRIAL: _trial}
"""Keys that are no duration, and what reads their values. An emergency is switched, and never set."""


def _name_of(key: str) -> str:
    """Which setting a row is about; nothing where there is none."""
    return key if key in READERS else _length(key)[0]


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

    def on_trial(self, base: Settings, at: datetime) -> frozenset[int]:
        """The areas that say of themselves that they try it out at that moment."""
        tried = {one.area_id for one in self._rows if one.key == TRIAL and one.area_id is not None}
        return frozenset(one for one in tried if self.of(base, (one,), at).trial_at(at) is not None)

    def _work_out(self, base: Settings, line: Sequence[int | None], holding: int) -> Settings:
        values: dict[str, Any] = {}
        has = set(base.capabilities)
        for area_id in reversed(line):
            for one in self._rows[:holding]:
                if one.area_id != area_id or one.key == HOURS:
                    continue
                if (which := _capability(one.key)) is not None:
                    (has.add if one.value == ON else has.discard)(which)
                elif name := _name_of(one.key):  # what another version wrote is not known here
                    values[name] = getattr(base, name) if one.value == INHERIT else read_value(one.key, one.value)[1]
        values["capabilities"] = frozenset(has)
        spans = self._emergencies(line)
        found = replace(base, **values, hours_since=self._hours(base, line), days=self._dates(line), emergencies=spans)
        so_far = self._emergencies(line, self._rows[:holding])
        if not so_far or so_far[-1][1] is not None:
            return found
        clocks = {name: getattr(found, instead) for name, instead in EMERGENCY_CLOCKS.items()}
        return replace(found, **clocks, emergency=True, drill=self._drill(line, self._rows[:holding]))

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
            (on.discard if one.value == OFF else on.add)(one.area_id)
            if on and not was:
                found.append((one.since, None))
            elif was and not on:
                found[-1] = (found[-1][0], one.since)
        return tuple(found)

    def _drill(self, line: Sequence[int | None], rows: Sequence[Setting]) -> bool:
        """Whether all that is on in the areas of the line is a drill."""
        now = {one.area_id: one.value for one in rows if one.key == EMERGENCY and one.area_id in line}
        return DRILL in now.values() and ON not in now.values()

    def _dates(self, line: Sequence[int | None]) -> Days:
        known: dict[date, Day] = {}
        for area_id in reversed(line):
            known |= {one.day: one for one in self._days if one.area_id == area_id}
        return Days(known)


def local_date(at: datetime, zone: ZoneInfo) -> date:
    """The local date of that moment."""
    return at.astimezone(zone).date()
