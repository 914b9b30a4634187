"""Volunteers: the row of a person, and who waits to be known to the community."""

from collections.abc import Collection

from sqlalchemy import bindparam

from casework.model.volunteers import Volunteer
from storage import tables
from storage.columns import under
from storage.people import PeopleReads
from storage.rows import VOLUNTEERS

volunteers, persons, areas = tables.volunteers, tables.persons, tables.areas
OF_PERSON = VOLUNTEERS.select().where(volunteers.c.person_id == bindparam("person_id"))


class VolunteerReads(PeopleReads):
    """Who lends a hand."""

    async def volunteer(self, volunteer_id: int) -> Volunteer:
        """Raises NotFound."""
        return await self._one(VOLUNTEERS, volunteer_id)

    async def volunteer_of(self, person_id: int) -> Volunteer | None:
        """The person's row, if there is one."""
        found = await self._all(VOLUNTEERS, OF_PERSON, lambda one: one.person_id == person_id, person_id=person_id)
        return next(iter(found), None)

    async def volunteers_unknown(self, area_ids: Collection[int], limit: int) -> list[Volunteer]:
        """Those with a home in one of the areas or below whom the community has not confirmed, oldest first."""
        lines = await self._lines(area_ids)
        asked = (
            VOLUNTEERS.select()
            .join(persons, persons.c.id == volunteers.c.person_id)
            .join(areas, areas.c.id == persons.c.home_id)
            .where(under(areas.c.line, lines), volunteers.c.confirmed_at.is_(None))
            .order_by(volunteers.c.id)
            .limit(limit)
        )
        (rows,) = await self._rows(asked)
        return [self._own(VOLUNTEERS, row) for row in rows]
