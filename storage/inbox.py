"""Updates as they came, committed before the messenger is told that they arrived."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from importlib import import_module
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, or_, select, text, update

from storage import tables
from storage.columns import UTCDateTime
from storage.ids import new_id
from storage.replicas import AT_WORK
from storage.rows import INBOX, InboxRow
from storage.store import Store

inbox = tables.inbox
WAITING = text(f"inbox.{tables.IS_WAITING}")
ASIDE = text("inbox.state = 'aside'")
FIRST = INBOX.select().where(WAITING).order_by(inbox.c.id).limit(bindparam("at_most"))
HANDED_OVER = timedelta(minutes=10)
"""So long at most it takes until the messenger has handed over what it held."""
HELD_BEFORE = (
    select(func.count())
    .where(text(f"inbox.{tables.IS_DONE}"), inbox.c.chat_key == bindparam("chat"), inbox.c.id < bindparam("row"))
    .where(inbox.c.made_at.is_not(None), inbox.c.received_at >= bindparam("since", type_=UTCDateTime))
)
EMPTY: dict[str, Any] = {"raw": {}, "chat_key": ""}
"""Of an update of which only the number is still needed, to know it when it comes again."""

other = inbox.alias("other")  # of each bot
HIGHEST = select(func.max(other.c.update_id)).where(other.c.bot_id == inbox.c.bot_id).scalar_subquery()
OLDEST = select(inbox.c.id).where(inbox.c.state == "done").order_by(inbox.c.id).limit(bindparam("at_most"))
HANDLED = select(inbox.c.id).where(
    inbox.c.id.in_(OLDEST),
    inbox.c.received_at < bindparam("before", type_=UTCDateTime),
    or_(inbox.c.update_id != HIGHEST, inbox.c.raw != EMPTY["raw"]),
)
"""What was received before that moment and is to be erased, among the `at_most` oldest handled ones: an idle look reads
so many rows. What waits or was put aside stays."""


def erase_handled(connection: Connection, ids: Sequence[int]) -> None:
    """Erase them. The row of the highest number stays, emptied: `highest_update_id` does not go back."""
    found = inbox.c.id.in_(ids)
    connection.execute(update(inbox).where(found, inbox.c.update_id == HIGHEST).values(EMPTY))
    connection.execute(delete(inbox).where(found, inbox.c.update_id != HIGHEST))


OF_MESSAGE = frozenset(
    {"text", "entities", "caption", "caption_entities", "photo", "voice", "video", "document", "location", "venue"}
    | {"reply_to_message", "quote", "pinned_message"}
)
"""What is in a message, beside who, where, when, and its buttons."""


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


def without_ours(update: Mapping[str, Any]) -> dict[str, Any]:
    """The update without the words of our own messages that it repeats: a press brings the whole card along, an answer
    what it answers. A resident's words in them would be stored once more, where nobody finds them again."""
    kept = dict(update)
    for name, inner in (("callback_query", "message"), ("message", "reply_to_message")):
        event = kept.get(name)
        if isinstance(event, Mapping) and isinstance(ours := event.get(inner), Mapping):
            by = ours.get("from")
            if isinstance(by, Mapping) and by.get("is_bot"):
                kept[name] = {**event, inner: {key: value for key, value in ours.items() if key not in OF_MESSAGE}}
    return kept


def said_at(update: Mapping[str, Any]) -> datetime | None:
    """When a message was written, or a member came or went, as the messenger says; None for a press."""
    for name, event in update.items():
        if isinstance(event, Mapping) and name != "callback_query":
            at = event.get("edit_date") or event.get("date")
            if isinstance(at, int) and 0 < at < 2**32:
                return datetime.fromtimestamp(at, UTC)
    return None


class Inbox:
    """The updates that wait, in the order in which they came."""

    def __init__(self, database: Store) -> None:
        self._database = database
        self.bot_id = 0
        """Whose updates come in: their numbers are each bot's own."""
        self.held_since: datetime | None = None
        """Set while the messenger hands over what came when nobody was at work: the last moment at which somebody was.

        A press carries no time. So it counts as made then, or when the newest message before it was written.
        """

    async def belongs_to(self, bot_id: int) -> None:
        """From now on updates of this bot come in. What was taken in before bots were told apart counts as its own."""
        own = update(inbox).where(inbox.c.bot_id == 0).values(bot_id=bot_id)
        if bot_id != self.bot_id:
            await self._database.write(lambda connection: connection.execute(own).rowcount)
            self.bot_id = bot_id

    async def take_in(self, updates: Sequence[Mapping[str, Any]], source: str, received_at: datetime) -> int:
        """Commit them; returns how many were new. An `update_id` that is known already is passed over."""
        rows = [
            {
                "id": new_id(),
                "bot_id": self.bot_id,
                "update_id": one["update_id"],
                "source": source,
                "chat_key": chat_key(one),
                "raw": without_ours(one),
                "received_at": received_at,
                "made_at": self._made_at(one, received_at),
                "state": "waiting",
                "attempts": 0,
            }
            for one in updates
        ]
        if not rows:
            return 0

        def do(connection: Connection) -> int:
            dialect = import_module(f"sqlalchemy.dialects.{connection.dialect.name}")  # PostgreSQL's takes a while
            before = connection.execute(
                select(func.count()).where(
                    inbox.c.bot_id == self.bot_id, inbox.c.update_id.in_([row["update_id"] for row in rows])
                )
            ).scalar_one()
            known = ["bot_id", "update_id"]
            connection.execute(dialect.insert(inbox).on_conflict_do_nothing(index_elements=known), rows)
            return len({row["update_id"] for row in rows}) - int(before)

        taken = await self._database.write(do)
        if taken:
            self._database.received.set()
        return taken

    def _made_at(self, update: Mapping[str, Any], received_at: datetime) -> datetime | None:
        if self.held_since is None:
            return None
        said = said_at(update) or self.held_since
        self.held_since = min(received_at, max(self.held_since, said))
        return self.held_since

    async def last_at_work(self) -> datetime | None:
        """When somebody last took part in what happens here: fetched and fired, as the beats say (replicas.py), or
        received an update as it came. None when nobody ever did."""
        beaten = select(tables.leases.c.until).where(tables.leases.c.name == AT_WORK)
        received = select(inbox.c.received_at).where(inbox.c.made_at.is_(None)).order_by(inbox.c.id.desc()).limit(1)

        def ask(connection: Connection) -> list[datetime]:
            return [at for one in (beaten, received) if (at := connection.execute(one).scalar()) is not None]

        return max(await self._database.look(ask), default=None)

    async def held_before(self, row: InboxRow) -> bool:
        """Whether the messenger handed over something older of the same chat together with it."""
        asked = {"chat": row.chat_key, "row": row.id, "since": row.received_at - HANDED_OVER}
        return bool(await self._database.look(lambda connection: connection.execute(HELD_BEFORE, asked).scalar()))

    async def waiting(self, limit: int) -> list[InboxRow]:
        """What is not handled yet, oldest first."""
        rows = await self._database.look(lambda connection: connection.execute(FIRST, {"at_most": limit}).all())
        return [INBOX.load(row) for row in rows]

    async def put_aside_rows(self) -> list[InboxRow]:
        """What failed too often and waits for a person."""
        statement = INBOX.select().where(ASIDE).order_by(inbox.c.id)
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
            self._database.received.set()
        return bool(found)

    async def waits(self, received_by: datetime) -> bool:
        """Whether anything that was received by then is not handled yet, whoever has it in hand."""
        statement = select(inbox.c.id).where(WAITING, inbox.c.received_at <= received_by).limit(1)
        return await self._database.look(lambda connection: connection.execute(statement).first() is not None)

    async def is_waiting(self, id: int) -> bool:
        """Whether nobody has handled it, or put it aside, yet."""
        statement = select(inbox.c.id).where(inbox.c.id == id, inbox.c.state == "waiting")
        return await self._database.look(lambda connection: connection.execute(statement).first() is not None)

    async def highest_update_id(self) -> int | None:
        """After which polling goes on."""
        statement = select(func.max(inbox.c.update_id)).where(inbox.c.bot_id == self.bot_id)
        found = await self._database.look(lambda connection: connection.execute(statement).scalar())
        return None if found is None else int(found)

    async def count_waiting(self) -> int:
        """How many are not handled yet."""
        statement = select(func.count()).select_from(inbox).where(WAITING)
        return int(await self._database.read(lambda connection: connection.execute(statement).scalar_one()))


__all__ = ["Inbox", "InboxRow", "chat_key"]
