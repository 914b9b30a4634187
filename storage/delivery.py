"""The unit of work's part of inbox and outbox: what was handled, and what became of a message."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import bindparam, text, update

from storage import tables
from storage.inbox import EMPTY
from storage.rows import OUTBOX, OutboxRow
from storage.unit import Unit

inbox, outbox = tables.inbox, tables.outbox

_ROW = update(outbox).where(outbox.c.id == bindparam("row_id"))
_TRIED = {"attempts": outbox.c.attempts + 1}
DONE = update(inbox).where(inbox.c.id == bindparam("row_id"), inbox.c.state == "waiting").values(state="done")
EMPTIED = DONE.values(EMPTY)
SENT = _ROW.values(
    state="sent",
    sent_at=bindparam("at"),
    sent_address=bindparam("address"),
    message_id=bindparam("first"),
    message_ids=bindparam("ids"),
    retry_at=None,
    error=None,
    **_TRIED,
)
RETRY = _ROW.values(retry_at=bindparam("at"), error=bindparam("why"), **_TRIED)
HELD = _ROW.values(retry_at=bindparam("at"), error=bindparam("why"))
ENDED = _ROW.values(state=bindparam("as_state"), sent_at=bindparam("at"), error=bindparam("why"), **_TRIED)
BY_ID = OUTBOX.select().where(outbox.c.id == bindparam("row_id"))
OF_MESSAGE = OUTBOX.select().where(
    outbox.c.sent_address == bindparam("address"), outbox.c.message_id == bindparam("message_id")
)
ABOUT = OF_MESSAGE.order_by(outbox.c.sent_at.desc(), outbox.c.id.desc()).limit(1)
CARRIED = OF_MESSAGE.order_by(outbox.c.id)
NEWEST = (
    OUTBOX.select()
    .where(outbox.c.sent_address == bindparam("address"), text("outbox.message_id IS NOT NULL"))
    .order_by(outbox.c.message_id.desc(), outbox.c.id)
    .limit(bindparam("at_most"))
)
DROPPED = _ROW.values(state="dropped", sent_at=bindparam("at"), error=bindparam("why"))


class Delivery(Unit):
    """Inbox and outbox rows, marked in the same commit as what they caused."""

    def inbox_done(self, inbox_id: int, *, emptied: bool = False) -> None:
        """The update was handled, `emptied`: and nothing of what it said stays. If somebody else handled it meanwhile,
        the commit raises StaleError."""
        self._mark(EMPTIED if emptied else DONE, sure=True, row_id=inbox_id)

    def outbox_sent(self, row_id: int, address: str, message_ids: Sequence[int], at: datetime) -> None:
        """It was delivered to this address; the ids are the messenger's. Recorded even if it was replaced meanwhile."""
        ids = list(message_ids)
        self._mark(SENT, row_id=row_id, at=at, address=address, first=ids[0] if ids else None, ids=ids)

    def outbox_retry(self, row_id: int, at: datetime, error: str) -> None:
        """Not before `at` again."""
        self._mark(RETRY, row_id=row_id, at=at, why=error)

    def outbox_held(self, row_id: int, at: datetime, error: str) -> None:
        """Not before `at`, and that is no fault of the message: it is not counted as an attempt."""
        self._mark(HELD, row_id=row_id, at=at, why=error)

    def outbox_dead(self, row_id: int, error: str, at: datetime) -> None:
        """It cannot be delivered: shown on the board, with why."""
        self._mark(ENDED, row_id=row_id, as_state="dead", at=at, why=error)

    def outbox_unreachable(self, row_id: int, error: str, at: datetime) -> None:
        """The person has never started the bot, or has blocked it."""
        self._mark(ENDED, row_id=row_id, as_state="unreachable", at=at, why=error)

    def outbox_dropped(self, row_id: int, why: str, at: datetime) -> None:
        """Overtaken before it was sent."""
        self._mark(DROPPED, row_id=row_id, at=at, why=why)

    async def outbox_row(self, row_id: int) -> OutboxRow | None:
        """One message and its delivery, as it stands now."""
        (rows,) = await self._rows(BY_ID, row_id=row_id)
        return OUTBOX.load(rows[0]) if rows else None

    async def message_about(self, address: str, message_id: int) -> OutboxRow | None:
        """Which row produced that sent message, the latest if it was edited: to find the issue of an answer."""
        (rows,) = await self._rows(ABOUT, address=address, message_id=message_id)
        return OUTBOX.load(rows[0]) if rows else None

    async def sent_as(self, address: str, message_id: int) -> list[OutboxRow]:
        """All rows that one sent message carries, oldest first: several pings may have become one."""
        (rows,) = await self._rows(CARRIED, address=address, message_id=message_id)
        return [OUTBOX.load(row) for row in rows]

    async def newest_sent(self, address: str, limit: int) -> list[OutboxRow]:
        """What was sent to the chat last, the newest message first; the rows of one message oldest first."""
        of = address, limit
        (rows,) = await self._once(NEWEST, of, lambda: self._rows(NEWEST, address=address, at_most=limit))
        return [OUTBOX.load(row) for row in rows]

    async def sent_for(
        self, issue_id: int, kinds: Iterable[str], *, chat_id: int | None = None, person_id: int | None = None
    ) -> list[OutboxRow]:
        """What was sent of these kinds about an issue, to this chat or person if given, newest first."""
        asked = OUTBOX.select().where(
            outbox.c.subject_id == issue_id, outbox.c.kind.in_([str(kind) for kind in kinds]), outbox.c.state == "sent"
        )
        if chat_id is not None:
            asked = asked.where(outbox.c.chat_id == chat_id)
        if person_id is not None:
            asked = asked.where(outbox.c.person_id == person_id)
        (rows,) = await self._rows(asked.order_by(outbox.c.sent_at.desc(), outbox.c.id.desc()))
        return [OUTBOX.load(row) for row in rows]
