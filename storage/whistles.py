"""Whistles with their departments, and whom they may call: departments, their officers and groups, the menu."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, select, text, true

from casework.model.chats import Chat
from casework.model.deadlines import Deadline, DeadlineState
from casework.model.people import Post
from casework.model.places import Department, MenuItem
from casework.model.whistles import Whistle, WhistleCall
from casework.refusals import NotFound
from storage import tables
from storage.columns import UTCDateTime, bounds, under_some
from storage.people import WITH_PERSON, PeopleReads
from storage.pictures import on_paper, on_sheet
from storage.rows import DEADLINES, DEPARTMENTS, MENU_ITEMS, ROOMS, WHISTLE_CALLS, WHISTLES
from storage.wall import Picture

whistles, calls, deadlines = tables.whistles, tables.whistle_calls, tables.deadlines
departments, menu_items, chats, posts = tables.departments, tables.menu_items, tables.chats, tables.posts
PICTURES, PICTURE_BYTES = 6, 4_000_000
"""On a record sheet at most, and all of them together."""
OPEN_WHISTLES = text(f"whistles.{tables.IS_OPEN_WHISTLE}")


@cache
def _there(areas: int, *, is_open: bool, over: bool) -> Select[Any]:
    """Those of so many areas, put together once: a board asks whenever it is made."""
    which = OPEN_WHISTLES if is_open else whistles.c.at >= bindparam("since", type_=UTCDateTime)
    before = whistles.c.at < bindparam("until", type_=UTCDateTime) if over else true()
    asked = WHISTLES.select().where(under_some(whistles.c.line, areas), which, before)
    return asked.order_by(whistles.c.at, whistles.c.id)


class WhistleReads(PeopleReads):
    """Lists show what is committed, as the objects that this unit has changed."""

    async def whistle(self, whistle_id: int) -> Whistle:
        """With its departments and pending deadlines. Raises NotFound."""
        if (known := self._get(WHISTLES, whistle_id)) is not None:
            return known
        found = await self._whistles(WHISTLES.select().where(whistles.c.id == whistle_id))
        if not found:
            raise NotFound(id=whistle_id)
        return found[0]

    async def pictures_on_sheet(self, issue_id: int | None) -> list[Picture]:
        """What a record sheet shows of the matter: what stands on the wall, and nothing else."""
        if issue_id is None:
            return []
        return await self._look(lambda connection: on_sheet(connection, issue_id, PICTURES, PICTURE_BYTES))

    async def pictures_on_paper(self, issue_id: int | None) -> list[tuple[Picture, bytes]]:
        """The same with what is in them."""
        if issue_id is None:
            return []
        return await self._look(lambda connection: on_paper(connection, issue_id, PICTURES, PICTURE_BYTES))

    async def whistle_of_call(self, call_id: int) -> Whistle:
        """The whistle that called this department. Raises NotFound."""
        if (known := self._get(WHISTLE_CALLS, call_id)) is not None:
            return await self.whistle(known.whistle_id)
        (rows,) = await self._rows(select(calls.c.whistle_id).where(calls.c.id == call_id))
        if not rows:
            raise NotFound(id=call_id)
        return await self.whistle(rows[0].whistle_id)

    async def whistles_in(
        self, area_ids: Sequence[int], since: datetime | None = None, until: datetime | None = None
    ) -> list[Whistle]:
        """Those that are open anywhere under one of the areas, or that were whistled since then and before `until`;
        oldest first."""
        if not (lines := await self._lines(area_ids)):
            return []
        asked = _there(len(lines), is_open=since is None, over=until is not None)
        return await self._whistles(asked, since=since, until=until, **bounds(lines))

    async def whistles_waiting_for(self, department_id: int) -> list[Whistle]:
        """Open ones that called the department."""
        called = select(calls.c.whistle_id).where(calls.c.department_id == department_id)
        return await self._whistles(WHISTLES.select().where(whistles.c.id.in_(called), OPEN_WHISTLES))

    async def _whistles(self, statement: Select[Any], **values: Any) -> list[Whistle]:
        (rows,) = await self._rows(statement, **values)
        fresh: dict[int, Whistle] = {}
        found = []
        for row in rows:
            known = self._get(WHISTLES, row[0])
            if known is None:
                known = fresh[row[0]] = self._own(WHISTLES, row)
            found.append(known)
        if fresh:
            await self._parts(fresh)
        return found

    async def _parts(self, fresh: dict[int, Whistle]) -> None:
        ids = list(fresh)
        called, due = await self._rows(
            WHISTLE_CALLS.select().where(calls.c.whistle_id.in_(ids)).order_by(calls.c.called_at, calls.c.id),
            DEADLINES.select()
            .where(deadlines.c.subject_id.in_(ids), text(f"deadlines.{tables.IS_PENDING}"))
            .order_by(deadlines.c.due_at, deadlines.c.id),
        )
        for row in called:
            call: WhistleCall = self._own(WHISTLE_CALLS, row)
            fresh[call.whistle_id].calls.append(call)
        for row in due:
            deadline: Deadline = self._own(DEADLINES, row)
            if deadline.state is DeadlineState.PENDING and deadline.whistle_id in fresh:
                fresh[deadline.whistle_id].deadlines.append(deadline)

    # Whom it may call

    async def department(self, department_id: int) -> Department:
        """Raises NotFound."""
        return await self._one(DEPARTMENTS, department_id)

    async def departments_for(self, line: Sequence[int]) -> list[Department]:
        """Those that serve an area of the line, by code."""
        asked = DEPARTMENTS.select().where(departments.c.area_id.in_(list(line))).order_by(departments.c.code)
        (rows,) = await self._rows(asked)
        return [self._own(DEPARTMENTS, row) for row in rows]

    async def officers(self, department_id: int) -> list[Post]:
        """The department's posts: its leader last, primary before deputy, then code."""
        leader = (await self.department(department_id)).leader_post_id
        found = await self._posts(WITH_PERSON.where(posts.c.department_id == department_id))
        return sorted(found, key=lambda one: (one.id == leader, one.rank != "primary", one.code))

    async def menu_for(self, line: Sequence[int]) -> list[MenuItem]:
        """The whistle menu of the areas of the line, by code."""
        asked = MENU_ITEMS.select().where(menu_items.c.area_id.in_(list(line))).order_by(menu_items.c.code)
        (rows,) = await self._rows(asked)
        return [self._own(MENU_ITEMS, row) for row in rows]

    async def department_chat(self, department_id: int) -> Chat | None:
        """The department's group, if one is bound; the one that was bound last."""
        found = await self._all(
            ROOMS,
            ROOMS.select().where(chats.c.department_id == department_id, text("chats.department_id IS NOT NULL")),
            lambda one: one.bound and one.department_id == department_id,
        )
        return max(found, key=lambda one: (one.bound_at.timestamp() if one.bound_at else 0.0, one.id), default=None)
