"""What is said to many: the row, whom it finds, batch by batch, and to how many it came."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Select, func, or_, select, text

from casework.audience import Reached
from casework.model.chats import Audience
from casework.model.people import Role, Serves
from casework.model.said_to_many import Broadcast
from storage import tables
from storage.columns import under
from storage.rows import BROADCASTS
from storage.unit import Unit

areas, chats, persons, posts, outbox = tables.areas, tables.chats, tables.persons, tables.posts, tables.outbox
SAID = text(f"outbox.{tables.IS_SAID}")


class BroadcastReads(Unit):
    """Ids come in order, so that whoever asks in batches goes on behind the last."""

    async def broadcast(self, broadcast_id: int) -> Broadcast:
        """Raises NotFound."""
        return await self._one(BROADCASTS, broadcast_id)

    async def broadcasts_about(self, about_id: int) -> list[Broadcast]:
        """What was said to many about it, oldest first."""
        asked = BROADCASTS.select().where(tables.broadcasts.c.about_id == about_id)
        found = await self._all(BROADCASTS, asked, lambda one: one.about_id == about_id)
        return sorted(found, key=lambda one: one.id)

    async def groups_below(
        self, area_ids: Collection[int], audiences: Collection[Audience], after: int, limit: int
    ) -> list[int]:
        """Groups of these kinds, each by one of its topics."""
        there = await self._under(area_ids)
        first = func.min(chats.c.id)
        asked = (
            select(first)
            .join(areas, areas.c.id == chats.c.area_id)
            .where(there, chats.c.bound, chats.c.audience.in_(list(audiences)))
            .group_by(chats.c.address)
            .having(first > after)
            .order_by(first)
            .limit(limit)
        )
        return await self._ids(asked)

    async def living_below(self, area_ids: Collection[int], after: int, limit: int) -> list[int]:
        """Whoever has a home there, agreed, and may be written to."""
        there = await self._under(area_ids)
        asked = (
            select(persons.c.id)
            .join(areas, areas.c.id == persons.c.home_id)
            .where(there, persons.c.reachable, persons.c.consent_at.is_not(None), persons.c.id > after)
            .order_by(persons.c.id)
            .limit(limit)
        )
        return await self._ids(asked)

    async def holding_below(
        self, area_ids: Collection[int], roles: Collection[Role], serves: Collection[Serves], after: int, limit: int
    ) -> list[int]:
        """Whoever holds such a post of an area there, or of an estate with buildings there."""
        there = await self._under(area_ids)
        inside = select(areas.c.id).where(there)
        estates = select(areas.c.estate_id).where(there, areas.c.estate_id.is_not(None))
        asked = (
            select(posts.c.person_id)
            .where(or_(posts.c.area_id.in_(inside), posts.c.estate_id.in_(estates)))
            .where(or_(posts.c.role.in_(list(roles)), posts.c.serves.in_(list(serves))), posts.c.person_id > after)
            .distinct()
            .order_by(posts.c.person_id)
            .limit(limit)
        )
        return await self._ids(asked)

    async def _under(self, area_ids: Collection[int]) -> ColumnElement[bool]:
        """In one of the areas or below: a range of lines each, those that lie in another one left out."""
        inside = set(area_ids)
        return under(areas.c.line, [line for line in await self._lines(inside) if not inside & set(line[1:])])

    async def _ids(self, asked: Select[tuple[int]]) -> list[int]:
        (rows,) = await self._rows(asked)
        return [int(row[0]) for row in rows]

    async def reached(self, broadcast: Broadcast) -> Reached:
        """Of everybody it was for: to how many its newest words came, to whom they are on their way, whom they did not
        reach."""
        asked = (
            select(outbox.c.chat_id, outbox.c.person_id, outbox.c.state, outbox.c.message_id)
            .where(outbox.c.subject_id == broadcast.id, SAID, outbox.c.kind == broadcast.kind)
            .order_by(outbox.c.id)
        )
        (rows,) = await self._rows(asked)
        newest = {
            (chat_id, person_id): (state, message_id) for chat_id, person_id, state, message_id in map(tuple, rows)
        }
        came = {one for one, (state, message_id) in newest.items() if state == "sent" and message_id is not None}
        if broadcast.taken_back_at is not None:  # where it never arrived there was nothing to change
            newest = {one: row for one, row in newest.items() if row != ("sent", None)}
        waits = {one for one, (state, _) in newest.items() if state == "pending"}
        missed = [chat_id for chat_id, person_id in newest.keys() - came - waits if chat_id is not None]
        return Reached(
            hearers=len(newest),
            groups=sum(chat_id is not None for chat_id, _ in newest),
            arrived=len(came),
            in_groups=sum(chat_id is not None for chat_id, _ in came),
            waiting=len(waits),
            missed=tuple(sorted(missed)),
        )

    async def said_there(
        self, broadcast_id: int, address: str, *, chat_id: int | None, person_id: int | None
    ) -> list[int]:
        """The messages by which it was said to this group or person, there, the newest first."""
        whose = outbox.c.chat_id == chat_id if chat_id is not None else outbox.c.person_id == person_id
        asked = (
            select(outbox.c.message_id)
            .where(outbox.c.subject_id == broadcast_id, SAID, whose)
            .where(outbox.c.sent_address == address, outbox.c.message_id.is_not(None), outbox.c.state == "sent")
            .order_by(outbox.c.id.desc())
        )
        return await self._ids(asked)
