"""Several replicas share the work: each claims chats of the inbox, and due deadlines, before it works on them.

A claim names its owner and is worth what the owner's life is worth (replicas.py): it ends with the row's state, and
when its owner dies the row is free again. On PostgreSQL rows that somebody else is just claiming are skipped; SQLite
has one writer, there the same statements are a conditional update. A claim saves work and keeps the order of a chat;
that nothing happens twice does not depend on it: what was handled or fired meanwhile is refused at the commit.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, or_, select, text, update

from casework.model.deadlines import Deadline
from storage import tables
from storage.deadlines import Deadlines
from storage.inbox import Inbox
from storage.outbox import Outbox
from storage.replicas import SENDER, Replica, living, moment
from storage.rows import DEADLINES, INBOX, InboxRow, OutboxRow
from storage.store import Store

inbox, deadlines = tables.inbox, tables.deadlines
WAITING = text(f"inbox.{tables.IS_WAITING}")
PENDING = text(f"deadlines.{tables.IS_PENDING} AND {tables.IS_KNOWN_DEADLINE}")
earlier, other = inbox.alias("earlier"), inbox.alias("other")


class ClaimedInbox(Inbox):
    """The inbox as this replica sees it. Alone, everything is its own and nothing is claimed."""

    def __init__(self, database: Store, replica: Replica) -> None:
        super().__init__(database)
        self._replica = replica

    async def waiting(self, limit: int) -> list[InboxRow]:
        """What is not handled yet, of chats that are ours; oldest first, and of each chat the oldest."""
        if self._replica.alone:
            return await super().waiting(limit)
        rows = await self._database.write(lambda connection: self._claim_chats(connection, limit), durable=False)
        return [INBOX.load(row) for row in rows]

    def _claim_chats(self, connection: Connection, limit: int) -> list[Any]:
        now, owner = moment(connection), self._replica.owner
        # A chat is claimed by its oldest row, the only one that is locked: two replicas cannot get a part each.
        is_first = ~exists().where(
            earlier.c.chat_key == inbox.c.chat_key, earlier.c.state == text("'waiting'"), earlier.c.id < inbox.c.id
        )
        is_theirs = exists().where(
            other.c.chat_key == inbox.c.chat_key,
            other.c.state == text("'waiting'"),
            and_(other.c.claimed_by != owner, other.c.claimed_by.in_(living(now))),
        )
        free = _free(self._replica, inbox.c.claimed_by, now)
        chats = connection.execute(
            select(inbox.c.chat_key)
            .where(WAITING, free, is_first, ~is_theirs)
            .order_by(inbox.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True, of=inbox)
        ).scalars()
        found = INBOX.select().add_columns(inbox.c.claimed_by)
        ours = found.where(WAITING, free, inbox.c.chat_key.in_(list(chats))).order_by(inbox.c.id).limit(limit)
        rows = connection.execute(ours).all()
        if fresh := [row.id for row in rows if row.claimed_by != owner]:
            connection.execute(update(inbox).where(inbox.c.id.in_(fresh), WAITING).values(claimed_by=owner))
        return [row[:-1] for row in rows]


class ClaimedDeadlines(Deadlines):
    """The deadlines as this replica sees them. Alone, everything is its own and nothing is claimed."""

    def __init__(self, database: Store, replica: Replica) -> None:
        super().__init__(database)
        self._replica = replica

    async def due(self, now: datetime, limit: int) -> list[Deadline]:
        """Those due by now that are ours, oldest first."""
        if self._replica.alone:
            return await super().due(now, limit)
        rows = await self._database.write(lambda connection: self._claim_due(connection, now, limit), durable=False)
        return [DEADLINES.load(row) for row in rows]

    async def next_at(self) -> datetime | None:
        """When the next is due that nobody else has in hand; None when nothing is pending."""
        if self._replica.alone:
            return await super().next_at()

        def ask(connection: Connection) -> datetime | None:
            free = _free(self._replica, deadlines.c.claimed_by, moment(connection))
            first = select(deadlines.c.due_at).where(PENDING, free).order_by(deadlines.c.due_at).limit(1)
            return connection.execute(first).scalar()

        return await self._database.look(ask)

    def _claim_due(self, connection: Connection, now: datetime, limit: int) -> list[Any]:
        owner = self._replica.owner
        due = (
            DEADLINES.select()
            .add_columns(deadlines.c.claimed_by)
            .where(PENDING, deadlines.c.due_at <= now, _free(self._replica, deadlines.c.claimed_by, moment(connection)))
            .order_by(deadlines.c.due_at, deadlines.c.id)
            .limit(limit)
            .with_for_update(skip_locked=True, of=deadlines)
        )
        rows = connection.execute(due).all()
        if fresh := [row.id for row in rows if row.claimed_by != owner]:
            connection.execute(update(deadlines).where(deadlines.c.id.in_(fresh)).values(claimed_by=owner))
        return [row[:-1] for row in rows]


class LeasedOutbox(Outbox):
    """The outbox as this replica sees it: nothing is to be sent while another one sends."""

    def __init__(self, database: Store, replica: Replica) -> None:
        super().__init__(database)
        self._replica = replica

    async def ready(self, now: datetime, limit: int) -> list[OutboxRow]:
        """What may be sent now, in order of priority, then due time."""
        return await super().ready(now, limit) if self._replica.holds(SENDER) else []

    async def next_at(self) -> datetime | None:
        """When something may be sent next."""
        return await super().next_at() if self._replica.holds(SENDER) else None


def _free(replica: Replica, claimed_by: ColumnElement[str | None], now: datetime) -> ColumnElement[bool]:
    return or_(claimed_by.is_(None), claimed_by == replica.owner, claimed_by.not_in(living(now)))
