"""What is written down about duty, and what of it holds at a moment: the weekly rota, days that replace it, swaps.

Nothing here asks anybody. A row of the rota counts from `since` to `until`, a swap from when it was taken until it was
undone: whatever is changed today, the answer for yesterday stays.
"""

from collections.abc import Collection, Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from casework.frozen import frozen
from casework.model.people import Post, Role, Rota, Swap

DAY = timedelta(days=1)
MINUTES = 24 * 60
"""The end of a day, 24:00."""
ON_ROTA = (
    Role.SUBDISTRICT_MANAGER,
    Role.COMMUNITY_MANAGER,
    Role.GRID_HEAD,
    Role.STREET_HEAD,
    Role.PROPERTY_STEWARD,
    Role.GRID_WORKER,
    Role.BUILDING_HEAD,
    Role.SUPERVISOR,
)
"""Posts whose duty is looked at in chat, the highest first."""


@frozen
class Seat:
    """What duty is of: a role at an area or an estate."""

    role: Role
    area_id: int | None
    estate_id: int | None


def seat_of(row: Post | Rota | Swap) -> Seat:
    """The seat that a post, a row of the rota or a swap belongs to."""
    return Seat(row.role, row.area_id, row.estate_id)


@frozen(kw_only=True)
class Plan:
    """Everything that is written down about some seats."""

    rota: Sequence[Rota] = ()
    swaps: Sequence[Swap] = ()


@frozen(order=True)
class Shift:
    """Somebody's hours on one day, as the rota has them: swaps are not looked at."""

    starts_at: datetime
    ends_at: datetime
    post_id: int


def moment(day: date, minutes: int, zone: ZoneInfo) -> datetime:
    """That minute of that day in the neighbourhood's zone, in UTC; 1440 is the end of the day."""
    whole, rest = divmod(minutes, MINUTES)
    local = datetime.combine(day + whole * DAY, time(rest // 60, rest % 60), zone)
    return local.astimezone(UTC)


def holds(row: Rota, at: datetime) -> bool:
    """Whether the rota says so at that moment."""
    return row.since <= at and (row.until is None or row.until > at)


def shifts_of(plan: Plan, seat: Seat, day: date, zone: ZoneInfo, *, said_at: datetime) -> list[Shift]:
    """The shifts that begin on a day, as the rota of the moment `said_at` has them: rows for the date itself replace
    the weekday's whole."""
    rows = [row for row in plan.rota if seat_of(row) == seat and holds(row, said_at)]
    dated = [row for row in rows if row.day == day]
    wanted = dated or [row for row in rows if row.day is None and row.weekday == day.weekday()]
    return sorted(
        Shift(
            moment(day, row.starts, zone),
            moment(day, row.ends if row.ends > row.starts else row.ends + MINUTES, zone),
            row.post_id,
        )
        for row in wanted
    )


def counts(swap: Swap, at: datetime) -> bool:
    """Whether somebody stands in for somebody by it at that moment."""
    taken = swap.accepted and swap.answered_at is not None and swap.answered_at <= at
    undone = swap.undone_at is not None and swap.undone_at <= at
    return bool(taken) and not undone and swap.starts_at <= at < swap.ends_at


def _days(at: datetime, zone: ZoneInfo) -> Iterator[date]:
    today = at.astimezone(zone).date()
    yield today - DAY  # a shift over midnight
    yield today


def named(plan: Plan, seat: Seat, at: datetime, zone: ZoneInfo) -> list[int]:
    """The posts that the rota names for that moment, swaps not looked at."""
    found = [
        shift.post_id
        for day in _days(at, zone)
        for shift in shifts_of(plan, seat, day, zone, said_at=at)
        if shift.starts_at <= at < shift.ends_at
    ]
    return list(dict.fromkeys(found))


def stand_ins(plan: Plan, seat: Seat, at: datetime) -> list[Swap]:
    """The swaps that count then, in the order in which they were taken: a cover may have a cover."""
    found = [swap for swap in plan.swaps if seat_of(swap) == seat and counts(swap, at)]
    return sorted(found, key=lambda swap: (swap.answered_at or swap.offered_at, swap.id))


def first_asked(plan: Plan, seat: Seat, at: datetime, zone: ZoneInfo) -> list[int]:
    """Whoever holds the swap for now, and whom the rota names: before the primary. Empty where nothing is written."""
    first = named(plan, seat, at, zone)
    for swap in stand_ins(plan, seat, at):
        if swap.from_post_id in first:
            first[first.index(swap.from_post_id)] = swap.to_post_id
        else:
            first.insert(0, swap.to_post_id)
    return list(dict.fromkeys(first))


def turns_after(plan: Plan, seat: Seat, after: datetime, zone: ZoneInfo, days: int) -> list[datetime]:
    """When shifts and swaps begin and end within so many days, each moment once."""
    end = after + days * DAY
    today = after.astimezone(zone).date()
    found: set[datetime] = set()
    for n in range(-1, days + 1):
        for shift in shifts_of(plan, seat, today + n * DAY, zone, said_at=after):
            found |= {shift.starts_at, shift.ends_at}
    for swap in plan.swaps:
        if seat_of(swap) == seat and swap.accepted and swap.undone_at is None:
            found |= {swap.starts_at, swap.ends_at}
    return sorted(one for one in found if after < one <= end)


def weekly(plan: Plan, seat: Seat, at: datetime) -> bool:
    """Whether the seat has a rota: a single day that was given to somebody is none."""
    return any(seat_of(row) == seat and row.day is None and holds(row, at) for row in plan.rota)


def gaps(
    plan: Plan, seat: Seat, start: datetime, zone: ZoneInfo, days: int, can: Collection[int]
) -> list[tuple[datetime, datetime]]:
    """Times within so many days when the rota names nobody, or nobody who `can`; none for a seat without a rota."""
    if not weekly(plan, seat, start):
        return []
    later = Plan(rota=[row for row in plan.rota if holds(row, start)], swaps=plan.swaps)
    edges = [start, *turns_after(later, seat, start, zone, days), start + days * DAY]
    found: list[tuple[datetime, datetime]] = []
    for begin, end in pairwise(edges):
        if begin < end and not any(one in can for one in first_asked(later, seat, begin, zone)):
            if found and found[-1][1] == begin:
                found[-1] = (found[-1][0], end)
            else:
                found.append((begin, end))
    return found
