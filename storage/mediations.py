"""Mediations: those of an issue, of a person, and the one that a code opens."""

from sqlalchemy import or_, text

from casework.model.deadlines import Deadline, DeadlineState
from casework.model.mediations import Mediation
from storage import tables
from storage.people import PeopleReads
from storage.rows import DEADLINES, MEDIATIONS

mediations, deadlines = tables.mediations, tables.deadlines


class MediationReads(PeopleReads):
    """What goes on between two sides."""

    async def mediation(self, mediation_id: int) -> Mediation:
        """Raises NotFound."""
        return await self._one(MEDIATIONS, mediation_id)

    async def mediation_by_code(self, code: str) -> Mediation | None:
        """The one whose other side the code invites."""
        asked = MEDIATIONS.select().where(mediations.c.code == code)
        return next(iter(await self._all(MEDIATIONS, asked, lambda one: one.code == code)), None)

    async def mediations_of(self, issue_id: int) -> list[Mediation]:
        """Those of an issue, oldest first."""
        asked = MEDIATIONS.select().where(mediations.c.issue_id == issue_id)
        found = await self._all(MEDIATIONS, asked, lambda one: one.issue_id == issue_id)
        return sorted(found, key=lambda one: (one.at, one.id))

    async def mediations_with(self, person_id: int) -> list[Mediation]:
        """Those with this person in them, a side or the mediator; oldest first."""
        seats = (mediations.c.first_id, mediations.c.other_id, mediations.c.mediator_id)
        asked = MEDIATIONS.select().where(or_(*(one == person_id for one in seats)))
        found = await self._all(
            MEDIATIONS, asked, lambda one: person_id in (one.first_id, one.other_id, one.mediator_id)
        )
        return sorted(found, key=lambda one: (one.at, one.id))

    async def mediation_deadlines(self, mediation_id: int) -> list[Deadline]:
        """Its pending deadlines."""
        asked = DEADLINES.select().where(deadlines.c.subject_id == mediation_id, text(f"deadlines.{tables.IS_PENDING}"))
        return await self._all(
            DEADLINES, asked, lambda one: one.mediation_id == mediation_id and one.state is DeadlineState.PENDING
        )
