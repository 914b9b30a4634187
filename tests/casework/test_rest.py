"""Quiet hours of a person: when they end, and what waits for it."""

from datetime import datetime, timedelta

import pytest

from casework.messages import Kind, Priority
from casework.rest import HELD, quiet_until, waits
from casework.settings import Settings

ZONE = Settings().zone
DAY = datetime(2026, 11, 21, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("hours", "at", "end"),
    [
        ((12 * 60, 14 * 60), 12.0, 14.0),
        ((12 * 60, 14 * 60), 13.99, 14.0),
        ((12 * 60, 14 * 60), 14.0, None),
        ((12 * 60, 14 * 60), 11.99, None),
        ((21 * 60, 7 * 60), 22.0, 31.0),
        ((21 * 60, 7 * 60), 3.0, 7.0),
        ((21 * 60, 7 * 60), 7.0, None),
        ((None, None), 3.0, None),
        ((60, 60), 1.0, None),
    ],
)
def test_when_quiet_hours_end(hours: tuple[int | None, int | None], at: float, end: float | None) -> None:
    """In hours of the day; over midnight too."""
    expected = None if end is None else DAY + timedelta(hours=end)
    assert quiet_until(*hours, DAY + timedelta(hours=at), ZONE) == expected


def test_what_waits() -> None:
    """Nothing urgent, nothing that asks; no danger and no question."""
    assert waits(Kind.RESIDENT_SAID, Priority.RESIDENT, asks=False)
    assert not waits(Kind.RESIDENT_SAID, Priority.URGENT, asks=False)
    assert not waits(Kind.NUDGE, Priority.PING, asks=True)
    assert not HELD & {
        Kind.PING,
        Kind.OFFERED,
        Kind.ASSIGNED,
        Kind.IN_DANGER,
        Kind.SHIFT,
        Kind.MOVE_ASKED,
        Kind.COMPLAINT,
    }
