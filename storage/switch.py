"""Emergencies 平急转换 with their pending deadlines, and what is known of households in them."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, text

from casework.model.places import HomeNote
from casework.model.said_to_many import Emergency
from casework.refusals import NotFound
from storage import tables
from storage.columns import under
from storage.rows import DEADLINES, EMERGENCIES, HOME_NOTES
from storage.unit import Unit

emergencies, deadlines, home_notes = tables.emergencies, tables.deadlines, tables.home_notes
LASTS = text(f"emergencies.{tables.IS_ON}")


class SwitchReads(Unit):
    """There are few at a time."""

    async def emergency(self, emergency_id: int) -> Emergency:
        """With its pending deadlines. Raises NotFound."""
        if (known := self._get(EMERGENCIES, emergency_id)) is not None:
            return known
        found = await self._emergencies(EMERGENCIES.select().where(emergencies.c.id == emergency_id))
        if not found:
            raise NotFound(id=emergency_id)
        return found[0]

    async def emergencies_on(self, area_ids: Collection[int]) -> list[Emergency]:
        """Those that last in one of the areas, or anywhere under it; oldest first."""
        if not (lines := await self._lines(area_ids)):
            return []
        there = under(emergencies.c.line, lines)
        asked = EMERGENCIES.select().where(there, LASTS).order_by(emergencies.c.at, emergencies.c.id)
        return [one for one in await self._emergencies(asked) if one.ended_at is None]

    async def home_notes(self, emergency_id: int) -> list[HomeNote]:
        """What is known of households in it, by building and door."""
        asked = HOME_NOTES.select().where(home_notes.c.emergency_id == emergency_id)
        found = await self._all(HOME_NOTES, asked, lambda one: one.emergency_id == emergency_id)
        return sorted(found, key=lambda one: (one.area_id, one.door))

    async def _emergencies(self, asked: Select[Any]) -> list[Emergency]:
        (rows,) = await self._rows(asked)
        ids = [row[0] for row in rows if self._get(EMERGENCIES, row[0]) is None]
        found = {row[0]: self._own(EMERGENCIES, row) for row in rows}
        if ids:
            due = DEADLINES.select().where(deadlines.c.subject_id.in_(ids), text(f"deadlines.{tables.IS_PENDING}"))
            (waiting,) = await self._rows(due.order_by(deadlines.c.due_at, deadlines.c.id))
            for row in waiting:
                one = self._own(DEADLINES, row)
                found[one.subject.id].deadlines.append(one)
        return [*found.values()]
