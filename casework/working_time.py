"""Time of service: the one place that adds, takes away and sums it, and says whether it is open now.

Everything goes through `Service.spans`, the stretches of real time in which service runs. The end of a stretch is not
in it; an addition that uses up a stretch ends at its close, one that begins outside begins at the next opening.
"""

from collections.abc import Iterator
from dataclasses import field
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from casework.frozen import frozen
from casework.hours import ALL_DAY, MIDNIGHT, MONDAY, SUNDAY, DayKind, Days, Hours, Windows, parse_windows

DAY = timedelta(days=1)
NOTHING = timedelta()
LOOK_DAYS = 400
"""Longer without any service than that, and there is none at all."""

Span = tuple[datetime, datetime]


class NoService(ValueError):
    """There is no service any more: every day ahead was closed."""


@frozen
class Service:
    """When an area is served. `hours`: from which day on which hours hold, the first from the beginning; none: always.

    `runs_on`: stretches in which the clock does not stop outside the hours (danger, the night list, "it must be
    tonight"); an end of None is open. `working`: only on working days 工作日.
    """

    zone: ZoneInfo
    hours: tuple[tuple[date, Hours], ...] = ()
    days: Days = field(default_factory=Days)
    runs_on: tuple[tuple[datetime, datetime | None], ...] = ()
    working: bool = False

    @property
    def always(self) -> bool:
        """Whether service hours are off: nothing pauses, nothing is quiet."""
        return not self.working and all(hours.always for _, hours in self.hours) and not self.days.closes

    def week_of(self, day: date) -> Hours:
        """The hours of a week that hold on that local date, whatever that date itself is."""
        hours = ALL_DAY
        for since, one in self.hours:
            if since <= day:
                hours = one
        return hours

    def windows(self, day: date) -> Windows:
        """The windows of that local date. A dated exception replaces the day whole."""
        if self.working and not self.days.works(day):
            return ()
        hours = self.week_of(day)
        kind = self.days.kind(day)
        if kind is DayKind.OWN:
            return parse_windows(self.days.known[day].hours)
        if hours.always or kind is DayKind.ORDINARY:
            return hours.week[day.weekday()]
        return hours.week[SUNDAY if kind is DayKind.HOLIDAY else MONDAY]

    def opens(self, day: date) -> datetime | None:
        """When service of that date begins; None when there is none."""
        return next((start for start, _ in self._of(day)), None)

    def closes(self, day: date) -> datetime | None:
        """When service of that date is over; None when there is none."""
        return next((end for _, end in reversed(self._of(day))), None)

    def _of(self, day: date) -> list[Span]:
        return [(_instant(day, a, self.zone), _instant(day, b, self.zone)) for a, b in self.windows(day)]

    def date_of(self, at: datetime) -> date:
        """The local date of that moment."""
        return at.astimezone(self.zone).date()

    def spans(self, start: datetime) -> Iterator[Span]:
        """The stretches of service that end after `start`, day by day, in order. Ends where there is none for long."""
        day, closed = self.date_of(start) - DAY, 0
        while closed < LOOK_DAYS:
            found = [one for one in self._day(day) if one[1] > start]
            closed = 0 if found else closed + 1
            yield from found
            day += DAY

    def spans_before(self, end: datetime) -> Iterator[Span]:
        """The stretches that begin before `end`, newest first."""
        day, closed = self.date_of(end) + DAY, 0
        while closed < LOOK_DAYS:
            found = [one for one in self._day(day) if one[0] < end]
            closed = 0 if found else closed + 1
            yield from reversed(found)
            day -= DAY

    def _day(self, day: date) -> list[Span]:
        """The stretches within one local date, in order; what runs on fills its part of it."""
        first, last = _instant(day, 0, self.zone), _instant(day, MIDNIGHT, self.zone)
        pieces = self._of(day)
        for since, until in self.runs_on:
            start, end = max(since, first), last if until is None else min(until, last)
            if start < end:
                pieces.append((start, end))
        # An hour that does not exist or comes twice must not run twice: whatever was counted is cut off.
        found: list[Span] = []
        for start, end in sorted(pieces):
            start, end = max(start, first), min(end, last)
            if found and start <= found[-1][1]:
                found[-1] = (found[-1][0], max(end, found[-1][1]))
            elif start < end:
                found.append((start, end))
        return found


@lru_cache(maxsize=8192)
def _instant(day: date, minute: int, zone: ZoneInfo) -> datetime:
    """That minute of the local date, in UTC; 24:00 is the beginning of the next. Remembered: figures ask for the same
    few of a month many thousand times, and the answer never changes."""
    days, rest = divmod(minute, MIDNIGHT)
    return datetime.combine(day + days * DAY, time(rest // 60, rest % 60), zone).astimezone(UTC)


def is_open(at: datetime, service: Service) -> bool:
    """Whether service runs at that moment."""
    if service.always:
        return True
    start, _ = next(service.spans(at), (at + DAY, at))
    return start <= at


def opening(at: datetime, service: Service) -> datetime:
    """That moment if it is open, else when it opens next. Raises NoService."""
    if service.always:
        return at
    start, _ = _first(service.spans(at))
    return max(start, at)


def _first(spans: Iterator[Span]) -> Span:
    found = next(spans, None)
    if found is None:
        raise NoService
    return found


def working_time(at: datetime, span: timedelta, service: Service) -> datetime:
    """The moment when `span` of service has passed since `at`; a negative span goes back. Raises NoService.

    Nothing added: `at` itself, or the next opening. Taking away what was added to an open moment leads back to it.
    """
    if service.always:
        return at + span
    if span < NOTHING:
        return _back(at, -span, service)
    left = span
    for start, end in service.spans(at):
        begin = max(start, at)
        if left <= end - begin:
            return begin + left
        left -= end - begin
    raise NoService


def _back(at: datetime, span: timedelta, service: Service) -> datetime:
    left = span
    for start, end in service.spans_before(at):
        finish = min(end, at)
        if left <= finish - start:
            return finish - left
        left -= finish - start
    raise NoService


def served(start: datetime, end: datetime, service: Service) -> timedelta:
    """How much service ran between the two moments."""
    if service.always:
        return end - start
    total = NOTHING
    for begin, finish in service.spans(start):
        if begin >= end:
            break
        total += min(finish, end) - max(begin, start)
    return total


def service_days(at: datetime, count: int, service: Service) -> datetime:
    """The same minute `count` service days later; where that day is shorter its last minute, or its opening.

    From outside the hours it counts from the opening.
    """
    begin = opening(at, service)
    local = begin.astimezone(service.zone)
    day = local.date()
    for _ in range(count):
        day = _next_day(day, service)
    same = datetime.combine(day, local.time(), service.zone).astimezone(UTC)
    opens, closes = service.opens(day), service.closes(day)
    assert opens is not None
    assert closes is not None
    return opening(min(max(same, opens), closes - timedelta(minutes=1)), service)


def _next_day(day: date, service: Service, step: timedelta = DAY) -> date:
    for _ in range(LOOK_DAYS):
        day += step
        if service.windows(day):
            return day
    raise NoService


def service_day_before(day: date, service: Service) -> date:
    """The last service day before that date: the eve on which somebody can be asked."""
    return _next_day(day, service, -DAY)


def working_days(day: date, count: int, service: Service) -> date:
    """The date `count` working days 工作日 after that date."""
    left = count
    for _ in range(LOOK_DAYS + count * 10):
        if not left:
            return day
        day += DAY
        left -= service.days.works(day)
    raise NoService
