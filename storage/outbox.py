"""What waits to be delivered, and the ledger of what was."""

from contextlib import suppress
from datetime import datetime

from sqlalchemy import Connection, bindparam, func, or_, select, text, update

from storage import tables
from storage.columns import UTCDateTime
from storage.errors import StaleError
from storage.rows import OUTBOX, OutboxRow
from storage.store import Store

outbox = tables.outbox
PENDING = text(f"outbox.{tables.IS_PENDING} AND {tables.IS_KNOWN_MESSAGE}")
FAILED = text("outbox.state IN ('dead', 'unreachable')")
READY = (
    OUTBOX.select()
    .where(PENDING, or_(outbox.c.retry_at.is_(None), outbox.c.retry_at <= bindparam("now", type_=UTCDateTime)))
    .order_by(outbox.c.priority, outbox.c.due_at, outbox.c.id)
    .limit(bindparam("at_most"))
)
NEXT = (
    select(outbox.c.due_at).where(PENDING, outbox.c.retry_at.is_(None)).order_by(outbox.c.due_at).limit(1),
    select(outbox.c.retry_at).where(PENDING, outbox.c.retry_at.is_not(None)).order_by(outbox.c.retry_at).limit(1),
)
NO_ANSWER = or_(outbox.c.attempts > 0, outbox.c.error.like("NetworkError%"), outbox.c.error.like("TimedOut%"))
HURRY = (
    update(outbox)
    .where(PENDING, NO_ANSWER, outbox.c.retry_at > bindparam("now", type_=UTCDateTime))
    .values(retry_at=bindparam("now", type_=UTCDateTime))
)


class Outbox:
    """Questions of the sender and of whoever looks after it. Outcomes are written by the unit of work (delivery.py)."""

    def __init__(self, database: Store) -> None:
        self._database = database

    async def ready(self, now: datetime, limit: int) -> list[OutboxRow]:
        """What may be sent now, in order of priority, then due time."""
        values = {"now": now, "at_most": limit}
        rows = await self._database.look(lambda connection: connection.execute(READY, values).all())
        return [OUTBOX.load(row) for row in rows]

    async def next_at(self) -> datetime | None:
        """When something may be sent next; in the past when it may be now; None when nothing waits."""

        def ask(connection: Connection) -> list[datetime]:
            return [at for statement in NEXT if (at := connection.execute(statement).scalar()) is not None]

        return min(await self._database.look(ask), default=None)

    async def hurry(self, now: datetime) -> int:
        """What was tried in vain and waits for its next attempt is ready now; how many that is."""
        return await self._database.write(lambda connection: connection.execute(HURRY, {"now": now}).rowcount)

    async def counts(self) -> dict[str, int]:
        """How many there are in each state."""
        statement = select(outbox.c.state, func.count()).group_by(outbox.c.state)
        rows = await self._database.read(lambda connection: connection.execute(statement).all())
        return {str(state): int(count) for state, count in rows}

    async def count_pending(self) -> int:
        """How many wait."""
        statement = select(func.count()).select_from(outbox).where(PENDING)
        return int(await self._database.read(lambda connection: connection.execute(statement).scalar_one()))

    async def failed(self, limit: int) -> list[OutboxRow]:
        """What could not be delivered (dead, unreachable), youngest first, for the board."""
        statement = OUTBOX.select().where(FAILED).order_by(outbox.c.id.desc()).limit(limit)
        rows = await self._database.read(lambda connection: connection.execute(statement).all())
        return [OUTBOX.load(row) for row in rows]

    async def revive(self, row_id: int) -> bool:
        """Try a dead one again, now. False when there is no such row."""
        statement = (
            update(outbox)
            .where(outbox.c.id == row_id, outbox.c.state == "dead")
            .values(state="pending", retry_at=None, attempts=0)
        )
        found = await self._database.write(lambda connection: connection.execute(statement).rowcount)
        if found:
            self._database.committed.set()
        return bool(found)

    async def revive_all(self) -> list[OutboxRow]:
        """Try all dead ones again, now; those that were revived. A newer message of the same key has replaced an older
        one for good."""
        statement = OUTBOX.select().where(FAILED, outbox.c.state == text("'dead'")).order_by(outbox.c.id)
        rows = await self._database.read(lambda connection: connection.execute(statement).all())
        revived = []
        for row in map(OUTBOX.load, rows):
            with suppress(StaleError):
                if await self.revive(row.id):
                    revived.append(row)
        return revived


__all__ = ["Outbox", "OutboxRow"]
