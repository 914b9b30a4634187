"""When a rule of the calendar is next due."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casework.calendar import Rule
from storage.calendar import NeverDue, Triggers

SHANGHAI, BERLIN = ZoneInfo("Asia/Shanghai"), ZoneInfo("Europe/Berlin")
MOMENTS = st.integers(0, 7 * 365 * 86_400).map(
    lambda second: datetime(2024, 1, 1, tzinfo=UTC) + timedelta(seconds=second)
)
TIMES = st.times().map(lambda one: one.replace(microsecond=0))


@given(MOMENTS, TIMES)
def test_a_daily_rule_is_due_within_a_day_and_never_now(after: datetime, at: time) -> None:
    """In a zone without summer time: strictly later, at that time of day, a day later at most."""
    due = Triggers().next_time(Rule(at=at), after, SHANGHAI)
    assert after < due <= after + timedelta(days=1)
    assert due.astimezone(SHANGHAI).time() == at


@given(MOMENTS, TIMES)
def test_summer_time_loses_no_day(after: datetime, at: time) -> None:
    """Where the clocks change the time of day is kept, but in the hour that does not exist; no day is left out."""
    due = Triggers().next_time(Rule(at=at), after, BERLIN)
    assert after < due <= after + timedelta(hours=25)
    assert due.astimezone(BERLIN).time() == at or due.astimezone(BERLIN).time().hour in (2, 3)


@pytest.mark.parametrize(
    ("rule", "due"),
    [
        (Rule(at=time(16, 30)), "2026-11-25 16:30"),
        (Rule(at=time(9)), "2026-11-26 09:00"),
        (Rule(at=time(9), weekdays="mon"), "2026-11-30 09:00"),
        (Rule(at=time(18), weekdays="fri"), "2026-11-27 18:00"),
        (Rule(at=time(9), days="1"), "2026-12-01 09:00"),
        (Rule(at=time(9), days="last"), "2026-11-30 09:00"),
        (Rule(at=time(9), days="1", months="1,4,7,10"), "2027-01-01 09:00"),
        (Rule(at=time(9), days="29", months="2"), "2028-02-29 09:00"),
    ],
)
def test_rules(rule: Rule, due: str) -> None:
    """After noon of Wednesday, 25 November 2026."""
    noon = datetime(2026, 11, 25, 12, tzinfo=SHANGHAI)
    assert Triggers().next_time(rule, noon, SHANGHAI) == datetime.fromisoformat(f"{due}+08:00")


def test_what_is_never_due_is_said() -> None:
    """A 30th of February is a mistake of whoever wrote the rule."""
    with pytest.raises(NeverDue):
        Triggers().next_time(Rule(at=time(9), days="30", months="2"), datetime(2026, 1, 1, tzinfo=UTC), SHANGHAI)
