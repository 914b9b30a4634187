"""What recurs: at a time of day, on certain days. When it is next due is computed outside (`Work.calendar`).

A rule's deadline is a row like any other: it fires once, in order, and survives a crash; firing it writes the next one.
"""

from datetime import datetime, time, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

from casework.frozen import frozen

MADE_UP = timedelta(days=1)
"""A day that was missed while the machine stood still is made up once; older ones make no sense any more."""


@frozen(kw_only=True)
class Rule:
    """At `at`, every day; or on `weekdays` ("mon-fri"), `days` of the month ("1", "last"), in `months` ("1,4,7,10")."""

    at: time
    weekdays: str = "*"
    days: str = "*"
    months: str = "*"


class Calendar(Protocol):
    """Computes when a rule is next due."""

    def next_time(self, rule: Rule, after: datetime, zone: ZoneInfo) -> datetime:
        """The first moment of the rule strictly later than `after`, in UTC."""
