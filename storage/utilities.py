"""Utility companies of a place: water, power, gas, heating; what is nearest goes first."""

from collections.abc import Sequence

from sqlalchemy import bindparam, or_

from casework.model.places import Utility
from storage import tables
from storage.rows import UTILITIES
from storage.unit import Unit

HERE = UTILITIES.select().where(
    or_(
        tables.utilities.c.area_id.in_(bindparam("areas", expanding=True)),
        tables.utilities.c.estate_id.in_(bindparam("estates", expanding=True)),
    )
)


class UtilityReads(Unit):
    """Whom to phone when nothing comes out of the wall."""

    async def utilities_for(self, line: Sequence[int], estate_id: int | None) -> list[Utility]:
        """Of the areas on the line and of the estate, nearest first: the building, the estate, the areas above."""
        (rows,) = await self._rows(HERE, areas=list(line), estates=[] if estate_id is None else [estate_id])
        place = {area_id: index for index, area_id in enumerate(line)}
        found = [UTILITIES.load(row) for row in rows]
        return sorted(found, key=lambda one: (place.get(one.area_id or 0, 0.5), one.code))
