"""When a rule of the calendar is next due: APScheduler's triggers compute it, the rows of the deadlines fire it.

Never a scheduler beside the database: it would not follow the sandbox's clock, nor survive a crash (ADR 0012).
"""

from datetime import UTC, datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from casework.calendar import Rule

if TYPE_CHECKING:
    from apscheduler.triggers.cron import CronTrigger

STRICTLY = timedelta(microseconds=1)


class NeverDue(ValueError):
    """The rule has no further time: the 30th of February."""


class Triggers:
    """casework's Calendar."""

    def next_time(self, rule: Rule, after: datetime, zone: ZoneInfo) -> datetime:
        """The first moment of the rule strictly later than `after`, in UTC. Raises NeverDue."""
        found: datetime | None = _trigger(rule, zone).get_next_fire_time(None, after.astimezone(zone) + STRICTLY)
        if found is None:
            raise NeverDue(f"{rule} is never due")
        return found.astimezone(UTC)


@cache
def _trigger(rule: Rule, zone: ZoneInfo) -> "CronTrigger":
    from apscheduler.triggers.cron import CronTrigger  # most starts compute no new time

    return CronTrigger(
        hour=rule.at.hour,
        minute=rule.at.minute,
        second=rule.at.second,
        day_of_week=rule.weekdays,
        day=rule.days,
        month=rule.months,
        timezone=zone,
    )
