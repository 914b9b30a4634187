"""What could not be delivered or handled, for the people who look after an area: what sort, which issue, when, why.

Nobody's name and nobody's words are read.
"""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, exists, func, literal, or_, select, text

from casework.messages import Failure
from storage import tables
from storage.columns import UTCDateTime, bounds, under_some
from storage.unit import Unit

areas, addresses, chats, inbox, issues, outbox, persons = (
    tables.areas,
    tables.addresses,
    tables.chats,
    tables.inbox,
    tables.issues,
    tables.outbox,
    tables.persons,
)
DEAD_OR_UNREACHABLE = text("outbox.state IN ('dead', 'unreachable')")
ASIDE = text("inbox.state = 'aside'")


class FailureReads(Unit):
    """Questions about what failed."""

    async def failures(self, area_ids: Sequence[int] | None, since: datetime, limit: int) -> list[Failure]:
        """Youngest first; of everybody, or of what lies under one of the areas.

        A person who cannot be reached is left out: the next one was asked, or somebody goes and tells.
        """
        lines = await self._lines(area_ids) if area_ids is not None else None
        asked = _failed(len(lines) if lines is not None else None)
        both = await self._rows(*asked, **bounds(lines or ()), since=since, at_most=limit)
        failures = [
            Failure(priority=priority, state=state, number=number, at=at, why=why or "")
            for rows in both
            for priority, state, number, at, why in (tuple(row) for row in rows)
        ]
        return sorted(failures, key=lambda one: one.at, reverse=True)[:limit]


@cache
def _failed(among: int | None) -> tuple[Select[Any], Select[Any]]:
    """What is asked of so many areas, or of everybody's: put together once."""
    since: BindParameter[Any] = bindparam("since", type_=UTCDateTime)
    at_most: BindParameter[Any] = bindparam("at_most")
    dead = (
        select(outbox.c.priority, outbox.c.state, tables.NUMBER, outbox.c.sent_at, outbox.c.error)
        .select_from(outbox.outerjoin(issues, outbox.c.subject_id == issues.c.id))
        .where(DEAD_OR_UNREACHABLE, outbox.c.sent_at >= since)
        .where(or_(outbox.c.state == text("'dead'"), outbox.c.chat_id.is_not(None)))
        .order_by(outbox.c.id.desc())
        .limit(at_most)
    )
    aside: Select[Any] = (
        select(literal(None), inbox.c.state, literal(None), inbox.c.failed_at, func.coalesce(inbox.c.error, ""))
        .where(ASIDE, inbox.c.failed_at >= since)
        .order_by(inbox.c.id.desc())
        .limit(at_most)
    )
    if among is None:
        return dead, aside
    there = under_some(areas.c.line, among)
    room = exists().where(chats.c.id == outbox.c.chat_id, chats.c.area_id == areas.c.id, there)
    address = literal("tg:") + inbox.c.chat_key
    group = exists().where(chats.c.address == address, chats.c.area_id == areas.c.id, there)
    home = exists().where(
        addresses.c.address == address,
        addresses.c.person_id == persons.c.id,
        persons.c.home_id == areas.c.id,
        there,
    )
    return dead.where(or_(under_some(issues.c.line, among), room)), aside.where(or_(group, home))
