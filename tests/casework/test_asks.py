"""How often people are asked: the share that brings an answer, and what is too much for an unpaid neighbour."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from casework.asks import asks

TEN = datetime(2026, 11, 21, 2, tzinfo=UTC)  # ten o'clock there
SHANGHAI = ZoneInfo("Asia/Shanghai")
ZHAO, YUAN = 1, 2


def test_asks_of_a_day_are_those_of_one_person_on_a_local_day() -> None:
    """Four of one neighbour on one day are too many, three are not; at midnight there another day begins."""
    times = [(ZHAO, TEN + timedelta(minutes=one)) for one in range(4)]
    times += [(YUAN, TEN + timedelta(hours=13, minutes=one * 30)) for one in range(4)]  # 23:00, 23:30, 0:00, 0:30
    found = asks(12, 30, times, 3, SHANGHAI)
    assert (found.most, found.above, found.limit) == (4, 1, 3)
    assert found.acted_on.rate == 0.4


def test_of_nobody_nothing_is_said() -> None:
    """Without an asking there is no most; of few there is no share."""
    found = asks(1, 3, [], 3, SHANGHAI)
    assert (found.most, found.above) == (0, 0)
    assert found.acted_on.rate is None
