"""Hours and days in people's own words."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from casework.hours import DayKind, HoursError, parse_hours
from casework.words.service_words import Dates, Week, read_service

ZONE = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 21, 10, tzinfo=ZONE)
BASE = parse_hours("08:00-20:00")


@pytest.mark.parametrize(
    ("said", "week"),
    [
        ("周一到周五 8点到17点，周末休息", "mon-fri 08:00-17:00"),
        ("周一至周五8:30-12:00 13:30-17:30；周六9点到12点；周日休息",
         "mon-fri 08:30-12:00 13:30-17:30; sat 09:00-12:00"),
        ("周一到五 8-17", "mon-fri 08:00-17:00; sat-sun 08:00-20:00"),
        ("礼拜一到礼拜五八点到十七点", "mon-fri 08:00-17:00; sat-sun 08:00-20:00"),
        ("週一到週五 8:00-17:00，週末休息", "mon-fri 08:00-17:00"),
        ("星期六日 休息", "mon-fri 08:00-20:00"),
        ("周一、周三、周五 9:00-12:00，其余照旧", ""),
        ("八点半到十一点半，下午一点半到五点", "08:30-11:30 13:30-17:00"),
        ("8点到5点", "08:00-17:00"),
        ("每天早上八点到晚上八点", "08:00-20:00"),
        ("８：００－１８：００", "08:00-18:00"),
        ("周日休息", "mon-sat 08:00-20:00"),
        ("平时 8:00-17:00", "mon-fri 08:00-17:00; sat-sun 08:00-20:00"),
        ("mon-fri 08:00-17:00; sat 09:00-12:00; sun closed", "mon-fri 08:00-17:00; sat 09:00-12:00"),
        ("Mon to Fri 8am-5pm, weekends closed", "mon-fri 08:00-17:00"),
        ("全天", "always"),
        # what is no week of service
        ("周末休息 工作日休息", ""),
        ("周一 8:00-12:00 周一 9:00-12:00", ""),
        ("20:00-08:00", ""),
        ("25:00-26:00", ""),
        ("08:00-12:00 11:00-13:00", ""),
        ("8点", ""),
        ("周一到周五", ""),
        ("周八 8:00-9:00", ""),
        ("随便", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_hours_of_a_week(said: str, week: str) -> None:
    """Weekdays that are not named stay; what cannot be read is said, and nothing is guessed."""
    if not week:
        with pytest.raises(HoursError):
            _week(said).upon(BASE)
        return
    assert str(_week(said).upon(BASE)) == week


def _week(said: str) -> Week:
    found = read_service(said, NOW, ZONE)
    assert isinstance(found, Week), found
    return found


def test_from_a_day_on_and_taken_back() -> None:
    """ "从12月1日起" is from when; "平常" takes back what the area said."""
    found = _week("从12月1日起 周一到周五 8:30-17:00")
    assert found.since == date(2026, 12, 1)
    assert str(found.upon(BASE)) == "mon-fri 08:30-17:00; sat-sun 08:00-20:00"
    assert _week("和上面一样").inherit


@pytest.mark.parametrize(
    ("said", "days", "kind", "hours", "name"),
    [
        ("12月25日 9:00-12:00 搬家", "12-25", DayKind.OWN, "09:00-12:00", "搬家"),
        ("12-25 9:00-12:00", "12-25", DayKind.OWN, "09:00-12:00", ""),
        ("12/25 休息", "12-25", DayKind.HOLIDAY, "", ""),
        ("明天不上班", "11-22", DayKind.HOLIDAY, "", ""),
        ("下周五 上午9点到12点 开会", "11-27", DayKind.OWN, "09:00-12:00", "开会"),
        ("12月25日、26日 放假", "12-25 12-26", DayKind.HOLIDAY, "", ""),
        ("1月4日上班", "01-04", DayKind.MAKE_UP, "", ""),
        ("1月4号照常", "01-04", DayKind.ORDINARY, "", ""),
        ("1月1日到3日元旦放假", "01-01 01-02 01-03", DayKind.HOLIDAY, "", "元旦"),
        ("Dec 25 9am-12pm moving", "12-25", DayKind.OWN, "09:00-12:00", "moving"),
        # no day, or nothing of it
        ("12月25日", "", None, "", ""),
        ("2月30日放假", "", None, "", ""),
        ("昨天放假", "", None, "", ""),
        ("2025-12-25 放假", "", None, "", ""),
        ("1月1日到12月31日放假", "", None, "", ""),
        ("12月25日 22:00-06:00", "", None, "", ""),
    ],
)
def test_days_that_are_something_else(said: str, days: str, kind: DayKind | None, hours: str, name: str) -> None:
    """A day, several, a stretch; what is over, or none, is said."""
    if kind is None:
        with pytest.raises(HoursError):
            read_service(said, NOW, ZONE)
        return
    found = read_service(said, NOW, ZONE)
    assert isinstance(found, Dates)
    assert [f"{one:%m-%d}" for one in found.days] == days.split()
    assert (found.kind, found.hours, found.name) == (kind, hours, name)
