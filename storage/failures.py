"""What could not be delivered or handled, for the people who look after an area: what sort, which issue, when, why.

Nobody's name and nobody's words are read.
"""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import exists, func, literal, or_, select, text

from casework.messages import Failure
from storage import tables
from storage.columns import under
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
        dead = (
            select(outbox.c.priority, outbox.c.state, tables.NUMBER, outbox.c.sent_at, outbox.c.error)
            .select_from(outbox.outerjoin(issues, outbox.c.subject_id == issues.c.id))
            .where(DEAD_OR_UNREACHABLE, outbox.c.sent_at >= since)
            .where(or_(outbox.c.state == text("'dead'"), outbox.c.chat_id.is_not(None)))
            .order_by(outbox.c.id.desc())
            .limit(limit)
        )
        aside = (
            select(literal(None), inbox.c.state, literal(None), inbox.c.failed_at, func.coalesce(inbox.c.error, ""))
            .where(ASIDE, inbox.c.failed_at >= since)
            .order_by(inbox.c.id.desc())
            .limit(limit)
        )
        if lines is not None:
            there = under(areas.c.line, lines)
            room = exists().where(chats.c.id == outbox.c.chat_id, chats.c.area_id == areas.c.id, there)
            dead = dead.where(or_(under(issues.c.line, lines), room))
            address = literal("tg:") + inbox.c.chat_key
            group = exists().where(chats.c.address == address, chats.c.area_id == areas.c.id, there)
            home = exists().where(
                addresses.c.address == address,
                addresses.c.person_id == persons.c.id,
                persons.c.home_id == areas.c.id,
                there,
            )
            aside = aside.where(or_(group, home))
        both = await self._rows(dead, aside)
        failures = [
            Failure(priority=priority, state=state, number=number, at=at, why=why or "")
            for rows in both
            for priority, state, number, at, why in (tuple(row) for row in rows)
        ]
        return sorted(failures, key=lambda one: one.at, reverse=True)[:limit]
