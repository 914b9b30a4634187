"""Emergencies 平急转换 with their pending deadlines, and what is known of households in them."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, and_, or_, select, text

from casework.model import Emergency, HomeNote
from casework.refusals import NotFound
from storage import tables
from storage.columns import path_of
from storage.rows import DEADLINES, EMERGENCIES, HOME_NOTES
from storage.unit import Unit

emergencies, deadlines, home_notes = tables.emergencies, tables.deadlines, tables.home_notes
LASTS = text(f"emergencies.{tables.IS_ON}")


class SwitchReads(Unit):
    """There are few at a time."""

    async def emergency(self, emergency_id: int) -> Emergency:
        """With its pending deadlines. Raises NotFound."""
        found = await self._emergencies(EMERGENCIES.select().where(emergencies.c.id == emergency_id))
        if found:
            return found[0]
        if (added := self._get(EMERGENCIES, emergency_id)) is not None:
            return added
        raise NotFound(id=emergency_id)

    async def emergencies_on(self, area_ids: Collection[int]) -> list[Emergency]:
        """Those that last in one of the areas, or anywhere under it; oldest first."""
        (rows,) = await self._rows(select(tables.areas.c.line).where(tables.areas.c.id.in_(list(area_ids))))
        paths = [path_of(line) for (line,) in rows]
        if not paths:
            return []
        under = or_(*(and_(emergencies.c.line >= path, emergencies.c.line < f"{path[:-1]}0") for path in paths))
        asked = EMERGENCIES.select().where(under, LASTS).order_by(emergencies.c.at, emergencies.c.id)
        return [one for one in await self._emergencies(asked) if one.ended_at is None]

    async def home_notes(self, emergency_id: int) -> list[HomeNote]:
        """What is known of households in it, by building and door."""
        asked = HOME_NOTES.select().where(home_notes.c.emergency_id == emergency_id)
        found = await self._all(HOME_NOTES, asked, lambda one: one.emergency_id == emergency_id)
        return sorted(found, key=lambda one: (one.area_id, one.door))

    async def _emergencies(self, asked: Select[Any]) -> list[Emergency]:
        (rows,) = await self._rows(asked)
        fresh = [row for row in rows if self._get(EMERGENCIES, row[0]) is None]
        found = [self._own(EMERGENCIES, row) for row in rows]
        ids = [row[0] for row in fresh]
        if ids:
            due = DEADLINES.select().where(deadlines.c.subject_id.in_(ids), text(f"deadlines.{tables.IS_PENDING}"))
            (waiting,) = await self._rows(due.order_by(deadlines.c.due_at, deadlines.c.id))
            for row in waiting:
                one = self._own(DEADLINES, row)
                next(each for each in found if each.id == one.subject.id).deadlines.append(one)
        return found
