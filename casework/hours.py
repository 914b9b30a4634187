"""Service hours as people write them: "08:00-20:00", or "mon-fri 08:00-12:00 13:30-18:00; sat 09:00-12:00".

Minutes of the local day, the end not included; 24:00 is the end of a day.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType

from casework.frozen import frozen

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
MONDAY, SUNDAY = 0, 6
MIDNIGHT = 24 * 60
ALWAYS = "always"

Windows = tuple[tuple[int, int], ...]
"""From minute to minute of a local day, in order, none touching another."""

_WINDOW = re.compile(r"(\d{1,2}):(\d\d)\s*[-–—~～至到]\s*(\d{1,2}):(\d\d)")
_DAYS = re.compile(r"([a-z]{3})(?:\s*-\s*([a-z]{3}))?")


class HoursError(ValueError):
    """Hours that cannot be read. `why` is a sentence with `facts` in it."""

    def __init__(self, why: str, **facts: object) -> None:
        self.why = why
        self.facts = facts
        super().__init__(why.format_map(facts))


@frozen
class Hours:
    """The windows of each weekday, Monday first. `always`: service hours are off and nothing pauses, but the night is
    quiet; whoever works from 0:00 to 24:00 has hours, and a night."""

    week: tuple[Windows, ...]
    always: bool = False

    def __str__(self) -> str:
        """As `parse_hours` reads it."""
        if self.always:
            return ALWAYS
        together: list[tuple[int, int, Windows]] = []
        for day, windows in enumerate(self.week):
            if together and together[-1][2] == windows:
                together[-1] = (together[-1][0], day, windows)
            else:
                together.append((day, day, windows))
        if len(together) == 1:
            return windows_text(together[0][2])
        return "; ".join(
            f"{_days_text(first, last)} {windows_text(windows)}" for first, last, windows in together if windows
        )


def _days_text(first: int, last: int) -> str:
    return WEEKDAYS[first] if first == last else f"{WEEKDAYS[first]}-{WEEKDAYS[last]}"


def windows_text(windows: Windows) -> str:
    """ "08:00-12:00 13:30-18:00"; nothing for a day without service."""
    return " ".join(f"{a // 60:02}:{a % 60:02}-{b // 60:02}:{b % 60:02}" for a, b in windows)


ALL_DAY = Hours((((0, MIDNIGHT),),) * 7, always=True)
"""Service hours are off."""


def parse_windows(text: str) -> Windows:
    """The windows of one day; empty text is a day without service. Raises HoursError."""
    found, rest = [], _WINDOW.sub("", text)
    if rest.strip(" ,，、和"):
        raise HoursError("{text} cannot be read: write 08:00-20:00", text=text.strip())
    for a, b, c, d in _WINDOW.findall(text):
        start, end = int(a) * 60 + int(b), int(c) * 60 + int(d)
        if int(b) > 59 or int(d) > 59 or not 0 <= start < end <= MIDNIGHT:
            raise HoursError(
                "{text}: a window begins before it ends, within one day; 24:00 is the end of a day", text=text.strip()
            )
        found.append((start, end))
    found.sort()
    merged: list[tuple[int, int]] = []
    for start, end in found:
        if merged and start < merged[-1][1]:
            raise HoursError("{text}: two windows overlap", text=text.strip())
        if merged and start == merged[-1][1]:
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return tuple(merged)


def parse_hours(text: str) -> Hours:
    """A week's hours. Days that are not named have none, unless no day is named at all. Raises HoursError."""
    said = text.strip().lower()
    if said == ALWAYS:
        return ALL_DAY
    week: list[Windows | None] = [None] * 7
    for part in filter(None, (one.strip() for one in re.split("[;；\n]", said))):
        days = _DAYS.match(part)
        windows = parse_windows(part[days.end() :] if days else part)
        for day in _days(days, part) if days else range(7):
            if week[day] is not None:
                raise HoursError("{text}: {day} is named twice", text=text.strip(), day=WEEKDAYS[day])
            week[day] = windows
    if not any(week):
        raise HoursError("there has to be some service in a week: write 08:00-20:00, or always")
    return Hours(tuple(one or () for one in week))


def _days(named: re.Match[str], part: str) -> list[int]:
    first, last = named[1], named[2] or named[1]
    for one in (first, last):
        if one not in WEEKDAYS:
            raise HoursError("{text}: the days are called {days}", text=part, days=", ".join(WEEKDAYS))
    start, end = WEEKDAYS.index(first), WEEKDAYS.index(last)
    return [day % 7 for day in range(start, (end if end >= start else end + 7) + 1)]


class DayKind(StrEnum):
    """What a date is, apart from its weekday."""

    HOLIDAY = "holiday"  # no working day; service as on a Sunday
    MAKE_UP = "make_up"  # a working day on a weekend; service as on a Monday
    OWN = "own"  # hours of its own, for the neighbourhood or one area; working day or not as its weekday says
    ORDINARY = "ordinary"  # as its weekday says after all: takes back what was said before


@dataclass(slots=True, kw_only=True)
class Day:
    """What is known of a date. Never changed: a newer row of the same date (and area) counts instead.

    `hours`: the windows of an OWN day as text, "" without service. `area_id`: for that area and what lies under it.
    `source`: who says so ("holidays 0.109 CN", "by hand"). `provisional`: may still change, since nobody has announced
    that year's make-up days. `person_id`: None for the command line.
    """

    id: int
    day: date
    kind: DayKind
    at: datetime
    hours: str = ""
    area_id: int | None = None
    name: str = ""
    source: str = ""
    provisional: bool = False
    person_id: int | None = None


@frozen
class Days:
    """The dates that are something else than their weekday says, for one area."""

    known: Mapping[date, Day] = field(default_factory=lambda: MappingProxyType({}))

    def kind(self, day: date) -> DayKind:
        """What that date is."""
        found = self.known.get(day)
        return DayKind.ORDINARY if found is None else found.kind

    @property
    def closes(self) -> bool:
        """Whether some dates have hours of their own."""
        return any(one.kind is DayKind.OWN for one in self.known.values())

    def works(self, day: date) -> bool:
        """Whether it is a working day 工作日."""
        match self.kind(day):
            case DayKind.HOLIDAY:
                return False
            case DayKind.MAKE_UP:
                return True
            case _:
                return day.weekday() < 5
