"""Quiet hours of a person, by his or her own choice: only urgent calls and what is asked of that person come through;
the rest comes in one message after (around-an-issue.md §1)."""

from datetime import datetime
from zoneinfo import ZoneInfo

from casework.messages import Kind, Priority
from casework.rota import DAY, MINUTES, moment

HELD = frozenset(
    {
        Kind.RESIDENT_SAID,
        Kind.RESIDENT_ASKS,
        Kind.NUDGE,
        Kind.GRADE_FYI,
        Kind.SETTLED,
        Kind.REFUSED,
        Kind.NOT_REPORTED_IN,
        Kind.HANDED_BACK,
        Kind.PUT_OFF_OVER,
        Kind.PROMISE_EVE,
        Kind.PROMISE_DAY,
        Kind.MOVE_AGREED,
        Kind.VISIT_NOTE,
        Kind.ARRIVED,
        Kind.RATED,
        Kind.SAME_DAY_HOLDER,
        Kind.SAME_DAY_COMMUNITY,
        Kind.HOME_UNKNOWN,
        Kind.SEAT_LEFT,
        Kind.CHAT_UNBOUND,
        Kind.LEFT_GROUP,
        Kind.SHIFT_OVER,
        Kind.AWAY_BEGINS,
        Kind.DUTY_DAY,
        Kind.SWAP_ANSWERED,
        Kind.SWAP_UNDONE,
        Kind.DUTY_GAP,
        Kind.CHECKS,
        Kind.TRIAL_BEGUN,
        Kind.TRIAL_OVER,
        Kind.MEETING_DAY,
        Kind.MINUTES,
        Kind.VOLUNTEER_ASKED,
        Kind.VOLUNTEER_NEWS,
        Kind.IS_IT_YOURS,
        Kind.CALL_ASKED,
    }
)
"""What waits. Pings, what is handed over or has to be decided, danger and shifts do not, nor nudges that ask."""


def quiet_until(quiet_from: int | None, quiet_to: int | None, at: datetime, zone: ZoneInfo) -> datetime | None:
    """When the hours end in which that moment lies, given as minutes of the day; None outside them, or without any."""
    if quiet_from is None or quiet_to is None or quiet_from == quiet_to:
        return None
    today = at.astimezone(zone).date()
    for day in (today - DAY, today):
        end = quiet_to if quiet_to > quiet_from else quiet_to + MINUTES
        if moment(day, quiet_from, zone) <= at < moment(day, end, zone):
            return moment(day, end, zone)
    return None


def waits(kind: str, priority: int, *, asks: bool) -> bool:
    """Whether a message of that kind waits for the end of somebody's quiet hours. `asks`: it is a ping."""
    return kind in HELD and priority > Priority.URGENT and not asks
