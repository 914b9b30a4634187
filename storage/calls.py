"""Calls, what was answered, and which volunteers a circle has."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, and_, or_, select, text

from casework.model.calls import Call, CallAnswer
from casework.model.deadlines import Deadline, DeadlineState
from casework.model.people import Role
from storage import tables
from storage.broadcasts import BroadcastReads
from storage.columns import under
from storage.rows import CALL_ANSWERS, CALLS, DEADLINES

calls, answers, deadlines = tables.calls, tables.call_answers, tables.deadlines
areas, persons, posts, volunteers = tables.areas, tables.persons, tables.posts, tables.volunteers


class CallReads(BroadcastReads):
    """What was called, and who was asked."""

    async def call(self, call_id: int) -> Call:
        """Raises NotFound."""
        return await self._one(CALLS, call_id)

    async def calls_of(self, issue_id: int) -> list[Call]:
        """Those of an issue, oldest first."""
        asked = CALLS.select().where(calls.c.issue_id == issue_id)
        found = await self._all(CALLS, asked, lambda one: one.issue_id == issue_id)
        return sorted(found, key=lambda one: (one.at, one.id))

    async def call_deadlines(self, call_id: int) -> list[Deadline]:
        """Its pending deadlines."""
        asked = DEADLINES.select().where(deadlines.c.subject_id == call_id, text(f"deadlines.{tables.IS_PENDING}"))
        return await self._all(
            DEADLINES, asked, lambda one: one.call_id == call_id and one.state is DeadlineState.PENDING
        )

    async def answers_to(self, call_id: int) -> list[CallAnswer]:
        """What was answered, each person once."""
        asked = CALL_ANSWERS.select().where(answers.c.call_id == call_id)
        return await self._all(CALL_ANSWERS, asked, lambda one: one.call_id == call_id)

    async def answers_of(self, person_id: int) -> list[CallAnswer]:
        """What the person answered, to whichever call."""
        asked = CALL_ANSWERS.select().where(answers.c.person_id == person_id)
        return await self._all(CALL_ANSWERS, asked, lambda one: one.person_id == person_id)

    async def volunteering_below(
        self, area_ids: Collection[int], inner: Collection[int], without: Collection[int], after: int, limit: int
    ) -> list[int]:
        """Volunteers with a home, or a post, in one of the areas or below who can be written to; not those of `inner`,
        nor these persons."""
        asked = select(persons.c.id).where(
            await self._volunteers(area_ids), persons.c.reachable, persons.c.id > after, persons.c.id.not_in(without)
        )
        if inner:
            asked = asked.where(~await self._volunteers(inner))
        return await self._ids(asked.order_by(persons.c.id).limit(limit))

    async def _volunteers(self, area_ids: Collection[int]) -> ColumnElement[bool]:
        there = under(areas.c.line, await self._lines(area_ids))
        inside = select(areas.c.id).where(there)
        estates = select(areas.c.estate_id).where(there, areas.c.estate_id.is_not(None))
        seats = select(posts.c.person_id).where(
            posts.c.role == Role.VOLUNTEER,
            posts.c.person_id.is_not(None),
            or_(posts.c.area_id.in_(inside), posts.c.estate_id.in_(estates)),
        )
        own = select(volunteers.c.person_id)
        return or_(and_(persons.c.id.in_(own), persons.c.home_id.in_(inside)), persons.c.id.in_(seats))
