"""Days in people's words, by a table (dates.csv) of what was said when, and what is read from it."""

import csv
from datetime import date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.words.dates import Reading, names_hour_alone, read_day, read_hour

ZONE = ZoneInfo("Asia/Shanghai")
ROWS = list(csv.DictReader((Path(__file__).parent / "dates.csv").read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("row", ROWS, ids=[f"{row['words']} ({row['now']})" for row in ROWS])
def test_the_table(row: dict[str, str]) -> None:
    """Each row: when, the words, the days with their weekdays, the hour, and whether next year has to be said."""
    now = datetime.fromisoformat(row["now"]).replace(tzinfo=ZONE)
    reading = read_day(row["words"], now, ZONE)
    assert {
        "days": " ".join(f"{day:%Y-%m-%d-%a}" for day in reading.days) if reading else "",
        "at": f"{reading.at:%H:%M}" if reading and reading.at else "",
        "next_year": "yes" if reading and reading.next_year else "",
    } == {name: row[name] for name in ("days", "at", "next_year")}


def test_the_table_is_large_and_has_no_row_twice() -> None:
    """80 examples at least, and nothing is said twice."""
    said = [(row["now"], row["words"]) for row in ROWS]
    assert len(said) == len(set(said)) >= 80


def test_the_zone_decides_which_day_it_is() -> None:
    """Late in the evening of UTC it is tomorrow in Jilin."""
    now = datetime.fromisoformat("2026-11-20T23:00+00:00")
    assert read_day("今天", now, ZONE) == Reading(days=(date(2026, 11, 21),))
    assert read_day("三点", now, ZONE) == Reading(days=(date(2026, 11, 21),), at=time(15))


def test_several_days_are_not_sure() -> None:
    """Two days in one sentence: the person is asked."""
    now = datetime(2026, 11, 21, 12, tzinfo=ZONE)
    assert read_day("25号到货，27号装", now, ZONE) == Reading(days=(date(2026, 11, 25), date(2026, 11, 27)))
    assert Reading(days=(date(2026, 11, 25), date(2026, 11, 27))).sure is None
    assert Reading(days=(date(2026, 11, 25),)).sure == date(2026, 11, 25)


@pytest.mark.parametrize(
    "words", ["", " ", "\0", "99999999999999", "0-0", "0月0日", "百百百天", "一" * 500, "9" * 500, "25号" * 50]
)
def test_odd_words(words: str) -> None:
    """Nothing raises."""
    reading = read_day(words, datetime(2026, 11, 21, 12, tzinfo=ZONE), ZONE)
    assert reading is None or words.startswith("25号")


@pytest.mark.parametrize(
    ("words", "alone"),
    [
        ("等等 头晌不行 材料下午才到货", True),
        ("五点吧", True),
        ("三点来钟能拾掇利索", True),
        ("礼拜一后晌", False),
        ("明天下午三点", False),
        ("等配件", False),
        ("下午饭我不吃了", False),
    ],
)
def test_an_hour_without_a_day(words: str, alone: bool) -> None:
    """An hour or a part of the day, and no day."""
    assert names_hour_alone(words, datetime(2026, 11, 21, 10, tzinfo=ZONE), ZONE) == alone


@given(
    day=st.sampled_from(("", "今天", "明天", "后天", "礼拜一", "25号")),
    part=st.sampled_from(("", "上午", "下午", "晚上")),
    hour=st.integers(1, 12),
    half=st.booleans(),
    end=st.sampled_from(("去", "前修好", "到", "上门", "能弄完")),
    at=st.integers(0, 24 * 60 - 1),
)
def test_an_hour_is_ahead_and_on_its_minute(day: str, part: str, hour: int, half: bool, end: str, at: int) -> None:
    """Whatever is read as an hour lies ahead, within ten days, and has the minute that was said."""
    now = datetime(2026, 11, 21, at // 60, at % 60, tzinfo=ZONE)
    found = read_hour(f"{day}{part}{hour}点{'半' if half else ''}{end}", now, ZONE)
    if found is not None:
        assert now < datetime.combine(found.day, found.hour, ZONE) <= now + timedelta(days=10)
        assert found.hour.minute == (30 if half else 0)
        assert found.hour.hour % 12 == hour % 12
