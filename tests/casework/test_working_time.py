"""Time of service: sums, days, zones in which the clocks change, years with make-up days."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from casework.hours import ALL_DAY, Day, DayKind, Days, Hours, HoursError, parse_hours, windows_text
from casework.working_time import (
    NoService,
    Service,
    is_open,
    opening,
    served,
    service_day_before,
    service_days,
    working_days,
    working_time,
)

SHANGHAI, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")
ZONES = [SHANGHAI, BERLIN, ZoneInfo("America/New_York"), ZoneInfo("Australia/Lord_Howe"), ZoneInfo("America/Sao_Paulo")]
EVERY_DAY = parse_hours("08:00-20:00")
SPRING = {  # 2026, as announced
    **dict.fromkeys([date(2026, 2, 15) + timedelta(days=one) for one in range(9)], DayKind.HOLIDAY),
    date(2026, 2, 14): DayKind.MAKE_UP,
    date(2026, 2, 28): DayKind.MAKE_UP,
}


def days(kinds: dict[date, DayKind], hours: dict[date, str] | None = None) -> Days:
    """Rows of these dates."""
    at = datetime(2026, 1, 1, tzinfo=UTC)
    hours = hours or {}
    return Days({day: Day(id=1, day=day, kind=kind, at=at, hours=hours.get(day, "")) for day, kind in kinds.items()})


def service(hours: Hours = EVERY_DAY, known: Days | None = None, zone: ZoneInfo = SHANGHAI) -> Service:
    """With the same hours all the time."""
    return Service(zone, ((date.min, hours),), known or Days())


def at(text: str, zone: ZoneInfo = SHANGHAI) -> datetime:
    """A moment in words."""
    return datetime.fromisoformat(text).replace(tzinfo=zone)


WINDOWS = st.lists(st.integers(0, 24 * 4), min_size=0, max_size=6, unique=True).map(
    lambda marks: tuple(
        (a * 15, b * 15) for a, b in zip(*(iter(sorted(marks[: len(marks) // 2 * 2])),) * 2, strict=True)
    )
)
WEEKS = st.lists(WINDOWS, min_size=7, max_size=7).map(tuple).filter(any).map(Hours)
MOMENTS = st.integers(0, 4 * 365 * 86_400).map(lambda one: datetime(2025, 1, 1, tzinfo=UTC) + timedelta(seconds=one))
SPANS = st.integers(0, 6 * 86_400).map(lambda one: timedelta(seconds=one))
DATES = st.dates(date(2024, 12, 1), date(2029, 2, 1))
EXCEPTIONS = st.dictionaries(DATES, st.sampled_from(list(DayKind)), max_size=60)


@st.composite
def services(draw: st.DrawFn) -> Service:
    """Any hours, changing once perhaps, in any zone, with holidays, make-up days and days with hours of their own."""
    hours = [(date.min, draw(WEEKS))]
    if draw(st.booleans()):
        hours.append((draw(DATES), draw(WEEKS)))
    kinds = draw(EXCEPTIONS)
    own = {day: windows_text(draw(WINDOWS)) for day, kind in kinds.items() if kind is DayKind.OWN}
    runs_on = []
    if draw(st.booleans()):
        since = draw(MOMENTS)
        runs_on.append((since, draw(st.none() | SPANS.map(lambda span: since + span))))
    return Service(draw(st.sampled_from(ZONES)), tuple(hours), days(kinds, own), tuple(runs_on), draw(st.booleans()))


@given(services(), MOMENTS, SPANS)
def test_taking_away_undoes_adding(service: Service, at: datetime, span: timedelta) -> None:
    """Added to an open moment and taken away again: the same moment; and the sum between is what was added."""
    try:
        start = opening(at, service)
        due = working_time(start, span, service)
    except NoService:
        assume(False)
    assert is_open(start, service)
    assert working_time(due, -span, service) == start or not span
    assert served(start, due, service) == served(at, due, service) == span


@given(services(), MOMENTS, SPANS, SPANS)
def test_jumping_equals_stepping(service: Service, at: datetime, one: timedelta, other: timedelta) -> None:
    """Two spans, one after the other, are their sum at once; and so it is backwards."""
    try:
        assert working_time(working_time(at, one, service), other, service) == working_time(
            at, one + other, service
        ) or (not other)
        assert working_time(working_time(at, -one, service), -other, service) == working_time(
            at, -(one + other), service
        ) or not (one and other)
    except NoService:
        assume(False)


@given(services(), MOMENTS, SPANS, SPANS, SPANS)
def test_pausing_moves_and_loses_nothing(
    service: Service, at: datetime, limit: timedelta, until: timedelta, stood: timedelta
) -> None:
    """What stood still while service ran is added at the end: later or the same, and just as if it had been added at
    the beginning; what stood outside the hours moves nothing."""
    assume(limit)
    try:
        due = working_time(at, limit, service)
        begin = at + until
        pause = served(begin, begin + stood, service)
        moved = working_time(due, pause, service) if pause else due
        assert moved >= due
        assert moved == working_time(at, limit + pause, service)
        assert served(at, moved, service) == limit + pause
    except NoService:
        assume(False)


@given(services(), MOMENTS)
def test_open_now_is_what_sums_say(service: Service, at: datetime) -> None:
    """One code path: a moment is open exactly when the second after it counts (hours change at whole minutes)."""
    assert is_open(at, service) == (served(at, at + timedelta(seconds=1), service) > timedelta())


@given(services(), MOMENTS, SPANS, SPANS)
def test_later_is_never_earlier(service: Service, at: datetime, span: timedelta, later: timedelta) -> None:
    """Whoever begins later, or has longer, is never due earlier."""
    try:
        assert working_time(at + later, span, service) >= working_time(at, span, service)
        assert working_time(at, span + later, service) >= working_time(at, span, service)
    except NoService:
        assume(False)


@given(MOMENTS, SPANS, st.sampled_from(ZONES))
def test_without_hours_it_is_plain_time(at: datetime, span: timedelta, zone: ZoneInfo) -> None:
    """Always open: an addition, in every zone; the hour that comes twice counts twice, the missing one not at all."""
    for one in (Service(zone), service(ALL_DAY, zone=zone), service(parse_hours("0:00-24:00"), zone=zone)):
        assert working_time(at, span, one) == at + span
        assert working_time(at, -span, one) == at - span
        assert served(at, at + span, one) == span


def test_the_golden_value() -> None:
    """20 working days after 9 February 2026 are over on 13 March 2026."""
    assert working_days(date(2026, 2, 9), 20, service(known=days(SPRING))) == date(2026, 3, 13)


def test_when_the_make_up_days_are_announced_a_limit_moves() -> None:
    """20 working days after 15 January 2027: with the holidays of the law alone, and with the make-up days."""
    law = dict.fromkeys([date(2027, 2, 5) + timedelta(days=one) for one in range(6)], DayKind.HOLIDAY)
    assert working_days(date(2027, 1, 15), 20, service(known=days(law))) == date(2027, 2, 18)
    announced = law | {date(2027, 2, 11): DayKind.HOLIDAY, date(2027, 2, 20): DayKind.MAKE_UP}
    assert working_days(date(2027, 1, 15), 20, service(known=days(announced))) == date(2027, 2, 19)


@pytest.mark.parametrize(
    ("start", "minutes", "due"),
    [
        ("2026-11-25 10:00", 5, "2026-11-25 10:05"),
        ("2026-11-25 19:58", 5, "2026-11-26 08:03"),
        ("2026-11-25 19:55", 5, "2026-11-25 20:00"),
        ("2026-11-25 20:00", 5, "2026-11-26 08:05"),
        ("2026-11-25 02:10", 5, "2026-11-25 08:05"),
        ("2026-11-25 02:10", 0, "2026-11-25 08:00"),
        ("2026-11-25 10:00", 12 * 60, "2026-11-26 10:00"),
    ],
)
def test_minutes_of_service(start: str, minutes: int, due: str) -> None:
    """From eight to eight."""
    assert working_time(at(start), timedelta(minutes=minutes), service()) == at(due)


@pytest.mark.parametrize(
    ("hours", "start", "due"),
    [
        ("08:00-20:00", "2026-11-25 14:37", "2026-11-26 14:37"),
        ("08:00-20:00", "2026-11-25 23:00", "2026-11-27 08:00"),
        ("mon-fri 08:00-18:00", "2026-11-27 14:37", "2026-11-30 14:37"),  # a Friday
        ("mon-fri 08:00-18:00; sat 09:00-12:00", "2026-11-27 14:37", "2026-11-28 11:59"),
        ("mon-fri 08:00-18:00; sat 09:00-12:00", "2026-11-27 08:10", "2026-11-28 09:00"),
        ("08:00-12:00 14:00-18:00", "2026-11-27 11:59", "2026-11-28 11:59"),
    ],
)
def test_a_day_is_the_same_minute_of_the_next_service_day(hours: str, start: str, due: str) -> None:
    """Where that day is shorter, its last minute or its opening."""
    assert service_days(at(start), 1, service(parse_hours(hours))) == at(due)


def test_a_dated_exception_replaces_the_day_whole() -> None:
    """Closed on that day, or with other hours, whatever the week says."""
    day = date(2026, 11, 25)
    closed = service(known=days({day: DayKind.OWN}))
    assert working_time(at("2026-11-24 19:58"), timedelta(minutes=5), closed) == at("2026-11-26 08:03")
    late = service(known=days({day: DayKind.OWN}, {day: "10:00-12:00 22:00-24:00"}))
    assert working_time(at("2026-11-24 20:00"), timedelta(hours=3), late) == at("2026-11-25 23:00")
    assert late.closes(day) == at("2026-11-26 00:00")
    assert service_day_before(date(2026, 11, 26), closed) == date(2026, 11, 24)


def test_a_holiday_is_served_like_a_sunday_and_a_make_up_day_like_a_monday() -> None:
    """Hours of Monday to Friday: closed in the Spring Festival, open on the Saturday that is worked for it."""
    office = service(parse_hours("mon-fri 08:30-17:00"), days(SPRING))
    assert working_time(at("2026-02-13 16:59"), timedelta(minutes=2), office) == at("2026-02-14 08:31")
    assert working_time(at("2026-02-14 16:59"), timedelta(minutes=2), office) == at("2026-02-24 08:31")
    assert is_open(at("2026-02-17 09:00"), service(known=days(SPRING)))  # every day is every day


def test_hours_that_change_count_from_their_day_on() -> None:
    """Until the 25th from eight to eight, then from nine to five."""
    changed = Service(SHANGHAI, ((date.min, EVERY_DAY), (date(2026, 11, 26), parse_hours("09:00-17:00"))))
    assert working_time(at("2026-11-25 19:58"), timedelta(minutes=5), changed) == at("2026-11-26 09:03")
    assert served(at("2026-11-25 08:00"), at("2026-11-27 08:00"), changed) == timedelta(hours=20)


def test_what_runs_on_does_not_stop() -> None:
    """From eleven at night on: 30 minutes are over at half past eleven, and what had run before counts."""
    tonight = Service(SHANGHAI, ((date.min, EVERY_DAY),), runs_on=((at("2026-11-25 23:00"), None),))
    assert working_time(at("2026-11-25 19:50"), timedelta(minutes=30), tonight) == at("2026-11-25 23:20")


def test_nothing_is_never_served() -> None:
    """Where every day ahead is closed there is no due time, and that is said."""
    closed = days({date(2026, 1, 1) + timedelta(days=one): DayKind.OWN for one in range(800)})
    with pytest.raises(NoService):
        working_time(at("2026-01-01 08:00"), timedelta(minutes=1), service(known=closed))


@pytest.mark.parametrize(
    ("text", "again"),
    [
        ("08:00-20:00", "08:00-20:00"),
        ("always", "always"),
        ("0:00-24:00", "00:00-24:00"),
        ("Mon-Fri 8:00-12:00 13:30-18:00; sat 9:00-12:00", "mon-fri 08:00-12:00 13:30-18:00; sat 09:00-12:00"),
        ("fri-mon 10:00-11:00", "mon 10:00-11:00; fri-sun 10:00-11:00"),
        ("08:00-12:00 12:00-20:00", "08:00-20:00"),
    ],
)
def test_hours_are_read_and_written(text: str, again: str) -> None:
    """What is written is read again."""
    assert str(parse_hours(text)) == again
    assert parse_hours(again) == parse_hours(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "8-20",
        "20:00-08:00",
        "08:00-25:00",
        "08:00-12:60",
        "08:00-12:00 11:00-13:00",
        "xyz 08:00-20:00",
        "mon 08:00-09:00; mon 10:00-11:00",
    ],
)
def test_hours_that_cannot_be_are_refused(text: str) -> None:
    """With a sentence that says why."""
    with pytest.raises(HoursError):
        parse_hours(text)


@given(WEEKS)
def test_any_hours_are_read_again(hours: Hours) -> None:
    """Whatever they are."""
    assert parse_hours(str(hours)) == Hours(tuple(merged for merged in hours.week))
