"""Utility companies around a place, for advice in danger, the contact card and refusals."""

from casework.model.places import Supply, Utility
from casework.ports import Work


async def numbers_at(area_id: int | None, work: Work) -> dict[Supply, Utility]:
    """The nearest company of each supply; of no place: none."""
    if area_id is None:
        return {}
    area = await work.area(area_id)
    found = await work.utilities_for(area.line, area.estate_id)
    return {one.supply: one for one in reversed(found)}
