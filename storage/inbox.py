"""Updates as they came, committed before the messenger is told that they arrived."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, func, select, text, update
from sqlalchemy.dialects import postgresql, sqlite

from storage import tables
from storage.ids import new_id
from storage.rows import INBOX, InboxRow

if TYPE_CHECKING:
    from storage.database import Database

inbox = tables.inbox
WAITING = text(f"inbox.{tables.IS_WAITING}")
ASIDE = text("inbox.state = 'aside'")


def chat_key(update: Mapping[str, Any]) -> str:
    """What is handled in order: the id of the chat, else of the person, that the update's event names; "" without."""
    for event in update.values():
        if isinstance(event, Mapping):
            message = event.get("message")
            for place in (event, message if isinstance(message, Mapping) else {}):
                for name in ("chat", "from", "user"):
                    who = place.get(name)
                    if name == "from" and place is event and isinstance(message, Mapping):
                        continue  # a press belongs to the chat of its message
                    if isinstance(who, Mapping) and "id" in who:
                        return str(who["id"])
            if isinstance(event.get("from"), Mapping):
                return str(event["from"].get("id", ""))
    return ""


class Inbox:
    """The updates that wait, in the order in which they came."""

    def __init__(self, database: "Database") -> None:
        self._database = database

    async def take_in(self, updates: Sequence[Mapping[str, Any]], source: str, received_at: datetime) -> int:
        """Commit them; returns how many were new. An `update_id` that is known already is passed over."""
        rows = [
            {
                "id": new_id(),
                "update_id": one["update_id"],
                "source": source,
                "chat_key": chat_key(one),
                "raw": dict(one),
                "received_at": received_at,
                "state": "waiting",
                "attempts": 0,
            }
            for one in updates
        ]
        if not rows:
            return 0

        def do(connection: Connection) -> int:
            dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
            before = connection.execute(
                select(func.count()).where(inbox.c.update_id.in_([row["update_id"] for row in rows]))
            ).scalar_one()
            connection.execute(dialect.insert(inbox).on_conflict_do_nothing(index_elements=["update_id"]), rows)
            return len({row["update_id"] for row in rows}) - int(before)

        taken = await self._database.write(do)
        if taken:
            self._database.committed.set()
        return taken

    async def waiting(self, limit: int) -> list[InboxRow]:
        """What is not handled yet, oldest first."""
        return await self._select(INBOX.select().where(WAITING).order_by(inbox.c.id).limit(limit))

    async def put_aside_rows(self) -> list[InboxRow]:
        """What failed too often and waits for a person."""
        return await self._select(INBOX.select().where(ASIDE).order_by(inbox.c.id))

    async def _select(self, statement: Any) -> list[InboxRow]:
        rows = await self._database.read(lambda connection: connection.execute(statement).all())
        return [INBOX.load(row) for row in rows]

    async def failed(self, id: int, error: str, at: datetime, put_aside: bool) -> None:
        """Handling it failed: count it, and put it aside or leave it for another try. Handled meanwhile: nothing."""
        values = {"attempts": inbox.c.attempts + 1, "error": error, "failed_at": at}
        if put_aside:
            values["state"] = "aside"
        statement = update(inbox).where(inbox.c.id == id, inbox.c.state == "waiting").values(values)
        await self._database.write(lambda connection: connection.execute(statement).rowcount)

    async def retry(self, id: int) -> bool:
        """Handle one that was put aside again, in its old place. False when there is no such row."""
        statement = update(inbox).where(inbox.c.id == id, inbox.c.state == "aside").values(state="waiting", attempts=0)
        found = await self._database.write(lambda connection: connection.execute(statement).rowcount)
        if found:
            self._database.committed.set()
        return bool(found)

    async def is_waiting(self, id: int) -> bool:
        """Whether nobody has handled it, or put it aside, yet."""
        statement = select(inbox.c.id).where(inbox.c.id == id, inbox.c.state == "waiting")
        return await self._database.read(lambda connection: connection.execute(statement).first() is not None)

    async def highest_update_id(self) -> int | None:
        """After which polling goes on."""
        statement = select(func.max(inbox.c.update_id))
        found = await self._database.read(lambda connection: connection.execute(statement).scalar())
        return None if found is None else int(found)

    async def count_waiting(self) -> int:
        """How many are not handled yet."""
        statement = select(func.count()).select_from(inbox).where(WAITING)
        return int(await self._database.read(lambda connection: connection.execute(statement).scalar_one()))


__all__ = ["Inbox", "InboxRow", "chat_key"]
