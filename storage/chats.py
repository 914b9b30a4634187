"""Group chats and where they are."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, update

from casework.model.chats import Audience, Chat, Outside
from casework.settings import Settings
from storage import tables
from storage.rows import OUTSIDE, ROOMS, Room
from storage.store import Store
from storage.unit import Unit

chats = tables.chats

REPOINT = (
    update(tables.outbox)
    .where(tables.outbox.c.chat_id == bindparam("from_chat"), tables.outbox.c.state == "pending")
    .values(chat_id=bindparam("to_chat"))
)
ON_LINE = ROOMS.select().where(chats.c.area_id.in_(bindparam("areas", expanding=True)))
AT = ROOMS.select().where(chats.c.address.in_(bindparam("addresses", expanding=True)))


class ChatReads(Unit):
    """Chats of areas."""

    def __init__(self, database: Store, settings: Settings) -> None:
        super().__init__(database, settings)
        self._rooms_read: dict[tuple[int, ...], Sequence[Any]] = {}  # asked for several times by one action

    async def chats_for(self, line: Sequence[int]) -> list[Chat]:
        """Chats of the areas on the line, nearest area first; of one area, the one that was bound last."""
        place = {area_id: index for index, area_id in enumerate(line)}
        key = tuple(line)
        if key not in self._rooms_read:
            (self._rooms_read[key],) = await self._rows(ON_LINE, areas=key)
        found = self._with_added(ROOMS, self._rooms_read[key], lambda one: one.bound and one.area_id in place)
        found.sort(key=_bound_last, reverse=True)
        return sorted(found, key=lambda one: place[one.area_id])

    async def foresee_chats(self, lines: Collection[tuple[int, ...]]) -> None:
        """Read the chats of several lines in one trip; `chats_for` finds them here."""
        anywhere = {area_id for line in lines for area_id in line}
        (rows,) = await self._rows(ON_LINE, areas=list(anywhere))
        for line in lines:
            self._rooms_read.setdefault(line, [row for row in rows if row.area_id in line])

    async def chat(self, chat_id: int) -> Chat:
        """Bound or not. Raises NotFound."""
        return await self._room(chat_id)

    async def chat_address(self, chat_id: int) -> tuple[str, int | None]:
        """Where it is: address and topic. Raises NotFound."""
        room = await self._room(chat_id)
        return room.address, room.thread

    async def _room(self, chat_id: int) -> Room:
        return await self._one(ROOMS, chat_id)

    async def _at(self, *addresses: str) -> list[Room]:
        return await self._all(ROOMS, AT, lambda one: one.address in addresses, addresses=addresses)

    async def outside(self, chat_id: int, person_id: int) -> Outside | None:
        """That the person left that group, or was removed."""
        asked = OUTSIDE.select().where(tables.outside.c.chat_id == chat_id, tables.outside.c.person_id == person_id)
        found = await self._all(OUTSIDE, asked, lambda one: (one.chat_id, one.person_id) == (chat_id, person_id))
        return found[0] if found else None

    async def chat_at(self, address: str, thread: int | None) -> Chat | None:
        """The chat bound there; for a topic without one of its own, the chat bound without a topic."""
        bound = {one.thread: one for one in await self._at(address) if one.bound}
        return bound.get(thread) or bound.get(None)

    async def chats_at(self, address: str, *, bound: bool = True) -> list[tuple[Chat, int | None]]:
        """What is bound anywhere in that group, the group itself before its topics, each with its topic; or what was
        bound there once, the last first."""
        found = [one for one in await self._at(address) if one.bound is bound]
        found.sort(key=_bound_last, reverse=True)
        return [(one, one.thread) for one in sorted(found, key=lambda one: bound and (one.thread or 0))]

    async def bound_chats(self) -> list[tuple[Chat, str, int | None]]:
        """Every chat that is bound, with its address and topic, by area."""
        found = await self._all(ROOMS, ROOMS.select().where(chats.c.bound), lambda one: one.bound)
        return [(one, one.address, one.thread) for one in sorted(found, key=lambda one: (one.area_id, one.id))]

    async def bind_chat(
        self,
        address: str,
        thread: int | None,
        area_id: int,
        audience: Audience,
        title: str,
        at: datetime | None = None,
        department_id: int | None = None,
    ) -> Chat:
        """Tie it to an area, or to a department of it; one that was tied before is tied anew."""
        for room in await self._at(address):
            if room.thread == thread:
                room.area_id, room.audience, room.title, room.bound = area_id, audience, title, True
                room.bound_at, room.department_id = at, department_id
                self._change(room)
                return room
        room = Room(id=self.new_id(), area_id=area_id, audience=audience, title=title, address=address, thread=thread)
        room.bound_at, room.department_id = at, department_id
        self._add(room)
        return room

    async def unbind_chat(self, address: str, thread: int | None) -> Chat | None:
        """Untie the chat that is bound exactly there; None if none is. It is kept: the timelines name it."""
        for room in await self._at(address):
            if room.thread == thread and room.bound:
                room.bound = False
                self._change(room)
                return room
        return None

    async def move_chat(self, old_address: str, new_address: str) -> None:
        """The chat has a new address, everywhere. Telling it twice changes nothing more."""
        if old_address == new_address:
            return
        rooms = await self._at(old_address, new_address)
        there = {room.thread: room for room in rooms if room.address == new_address}
        for room in rooms:
            if room.address != old_address:
                continue
            if other := there.get(room.thread):  # bound anew before we heard of the move
                if room.bound:
                    self._mark(REPOINT, from_chat=room.id, to_chat=other.id)
                    room.bound = False
            else:
                room.address = new_address
            self._change(room)


def _bound_last(room: Room) -> tuple[float, int]:
    """Later is greater; what was bound before this was kept comes first."""
    return (room.bound_at.timestamp() if room.bound_at is not None else 0.0, room.id)
