"""Joint meetings, and who attends them."""

from collections.abc import Iterable, Sequence

from sqlalchemy import or_, select, text

from casework.model.deadlines import Deadline, DeadlineState
from casework.model.meetings import Meeting
from casework.model.people import Post, Role
from casework.model.places import Area
from storage import tables
from storage.columns import under
from storage.people import WITH_PERSON, PeopleReads
from storage.rows import DEADLINES, MEETINGS

areas, posts, meetings, deadlines = tables.areas, tables.posts, tables.meetings, tables.deadlines
IS_OPEN = text(f"meetings.{tables.IS_OPEN_MEETING}")


class MeetingReads(PeopleReads):
    """What sits, and what sat last."""

    async def meeting(self, meeting_id: int) -> Meeting:
        """Raises NotFound."""
        return await self._one(MEETINGS, meeting_id)

    async def meeting_of(self, area_id: int) -> Meeting | None:
        """The newest of the area."""
        asked = MEETINGS.select().where(meetings.c.area_id == area_id).order_by(meetings.c.at.desc()).limit(1)
        found = await self._all(MEETINGS, asked, lambda one: one.area_id == area_id)
        return max(found, key=lambda one: (one.at, one.id), default=None)

    async def open_meetings(self, line: Sequence[int]) -> list[Meeting]:
        """Those that sit in the areas of the line."""
        asked = MEETINGS.select().where(meetings.c.area_id.in_(list(line)), IS_OPEN)
        return await self._all(MEETINGS, asked, lambda one: one.area_id in line and one.ended_at is None)

    async def meeting_deadlines(self, meeting_id: int) -> list[Deadline]:
        """Its pending deadlines."""
        asked = DEADLINES.select().where(deadlines.c.subject_id == meeting_id, text(f"deadlines.{tables.IS_PENDING}"))
        return await self._all(
            DEADLINES, asked, lambda one: one.meeting_id == meeting_id and one.state is DeadlineState.PENDING
        )

    async def posts_within(self, area: Area, roles: Iterable[Role]) -> list[Post]:
        """Posts with these roles of the area itself, or of an estate with a building in it; by code."""
        inside = select(areas.c.estate_id).where(under(areas.c.line, [area.line]), areas.c.estate_id.is_not(None))
        here = or_(posts.c.area_id == area.id, posts.c.estate_id.in_(inside))
        asked = WITH_PERSON.where(here, posts.c.role.in_(list(roles)))
        return sorted(await self._posts(asked), key=lambda one: one.code)
