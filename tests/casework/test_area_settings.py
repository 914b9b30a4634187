"""What areas set for themselves: the nearest that says something, from when it holds, and the days."""

from datetime import UTC, date, datetime, timedelta

import pytest

from casework.area_settings import HAS, AreaSettings, SettingRefused, read_value
from casework.capabilities import USUAL, Capability
from casework.hours import Day, DayKind, parse_hours
from casework.model.places import Setting
from casework.settings import Settings

SUBDISTRICT, COMMUNITY, GRID = 1, 2, 3
LINE = (GRID, COMMUNITY, SUBDISTRICT)
BEGINNING = datetime(2020, 1, 1, tzinfo=UTC)
NOW = datetime(2026, 11, 25, 2, tzinfo=UTC)  # ten o'clock there
TODAY = date(2026, 11, 25)
OFFICE = Settings(hours=parse_hours("08:00-20:00"))


def row(id_: int, value: str, *, area: int | None = None, since: datetime = BEGINNING, key: str = "hours") -> Setting:
    """One row."""
    return Setting(id=id_, key=key, value=value, since=since, at=since, area_id=area)


def windows(rows: list[Setting], day: date = TODAY, line: tuple[int, ...] = LINE) -> str:
    """When that day is open there."""
    service = AreaSettings(rows).of(OFFICE, line, NOW).service
    return " ".join(f"{a // 60}-{b // 60}" for a, b in service.windows(day))


def test_without_rows_it_is_what_the_configuration_says() -> None:
    """The very object, so that nothing is worked out for it."""
    assert AreaSettings().of(OFFICE, LINE, NOW) is OFFICE
    assert windows([]) == "8-20"


def test_the_nearest_area_that_has_hours_counts() -> None:
    """The community's for its grids; elsewhere the neighbourhood's own."""
    rows = [row(1, "09:00-18:00"), row(2, "07:00-22:00", area=COMMUNITY)]
    assert windows(rows) == "7-22"
    assert windows(rows, line=(9, SUBDISTRICT)) == "9-18"


def test_hours_hold_from_their_day_on_and_are_taken_back() -> None:
    """A row for the future counts on its day; an empty one leads back to what stands above."""
    rows = [
        row(1, "07:00-22:00", area=COMMUNITY, since=NOW + timedelta(days=2)),
        row(2, "", area=COMMUNITY, since=NOW + timedelta(days=5)),
    ]
    days = [windows(rows, TODAY + timedelta(days=one)) for one in range(7)]
    assert days == ["8-20", "8-20", "7-22", "7-22", "7-22", "8-20", "8-20"]


def test_a_limit_holds_from_its_moment_on() -> None:
    """Before it, what stood before; a newer row replaces it; past answers stay what they were."""
    rows = [row(1, "20", key="report_in_minutes", area=COMMUNITY, since=NOW), row(2, "5", key="report_in_minutes")]
    known = AreaSettings(rows)
    assert known.of(OFFICE, LINE, NOW - timedelta(seconds=1)).report_in == timedelta(minutes=5)
    assert known.of(OFFICE, LINE, NOW).report_in == timedelta(minutes=20)
    assert known.of(OFFICE, (SUBDISTRICT,), NOW).report_in == timedelta(minutes=5)


def test_the_newest_row_of_a_date_counts_and_the_nearest_area_s() -> None:
    """A holiday that was taken back is none; a community's own day beats everybody's holiday."""
    days = [
        Day(id=1, day=TODAY, kind=DayKind.HOLIDAY, at=NOW),
        Day(id=2, day=TODAY, kind=DayKind.ORDINARY, at=NOW),
        Day(id=3, day=TODAY + timedelta(days=1), kind=DayKind.OWN, hours="", area_id=COMMUNITY, at=NOW),
        Day(id=4, day=TODAY + timedelta(days=1), kind=DayKind.HOLIDAY, at=NOW),
    ]
    service = AreaSettings([], days).of(OFFICE, LINE, NOW).service
    assert service.days.works(TODAY)
    assert service.windows(TODAY + timedelta(days=1)) == ()
    elsewhere = AreaSettings([], days).of(OFFICE, (9, SUBDISTRICT), NOW).service
    assert not elsewhere.days.works(TODAY + timedelta(days=1))
    assert elsewhere.windows(TODAY + timedelta(days=1)) == ((480, 1200),)


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("zone", "Asia/Tokyo"),
        ("report_in_weeks", "1"),
        ("report_in_minutes", "soon"),
        ("report_in_minutes", "-1"),
        ("hours", "20:00-08:00"),
        ("rungs", "1"),
    ],
)
def test_what_no_area_may_set_is_refused(key: str, value: str) -> None:
    """Before there is a row of it."""
    with pytest.raises(SettingRefused):
        read_value(key, value)


def test_a_capability_is_the_nearest_areas_word() -> None:
    """Off for the subdistrict, on again in one community, from then on; what was so before stays so, and what another
    version wrote is let alone."""
    key = f"{HAS}{Capability.WHISTLES}"
    later = NOW + timedelta(hours=1)
    rows = [
        row(1, "off", area=SUBDISTRICT, key=key),
        row(2, "on", area=COMMUNITY, key=key, since=later),
        row(3, "on", area=COMMUNITY, key=f"{HAS}of_next_year"),
        row(4, "week results", area=COMMUNITY, key="wall"),
        row(5, "on", area=COMMUNITY, key="emergency"),
        row(6, "off", area=COMMUNITY, key="emergency"),
    ]

    def has(line: tuple[int, ...], at: datetime) -> bool:
        return Capability.WHISTLES in AreaSettings(rows).of(OFFICE, line, at).capabilities

    assert not has(LINE, NOW)
    assert has(LINE, later)
    assert not has((9, SUBDISTRICT), later)
    assert AreaSettings(rows).of(OFFICE, LINE, later).capabilities == USUAL


@pytest.mark.parametrize(("key", "value"), [(f"{HAS}nothing", "on"), (f"{HAS}whistles", "maybe"), ("wall", "week")])
def test_a_capability_that_cannot_be_is_refused(key: str, value: str) -> None:
    """By its key, or by what it should be."""
    with pytest.raises(SettingRefused):
        read_value(key, value)
