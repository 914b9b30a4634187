"""The buildings that somebody's words may mean: those around, and those of estates and communities that are named.

A town has thousands of buildings and a community some dozens, so the words are compared with names in the database, and
only what fits is read.
"""

from collections.abc import Collection
from typing import Any

from sqlalchemy import ColumnElement, Select, String, bindparam, func, literal, or_, select

from casework.model.places import AreaKind
from casework.words.places import ENDINGS, Building, estate_said, says_it_is_at, spelled
from casework.words.plain import plain
from storage import tables
from storage.people import PeopleReads

MOST = 40
"""Buildings of one number that are looked for in the whole town; more of them are no help to anybody."""

_building, _above, _higher = tables.areas.alias("building"), tables.areas.alias("above"), tables.areas.alias("higher")
_estate = tables.estates
_BUILDINGS: Select[Any] = (
    select(
        _building.c.id,
        _building.c.name,
        _building.c.line,
        _building.c.estate_id,
        _estate.c.name.label("estate"),
        _above.c.id.label("above_id"),
        _above.c.kind.label("above_kind"),
        _above.c.name.label("above"),
        _higher.c.name.label("higher"),
    )
    .select_from(_building)
    .join(_above, _building.c.parent_id == _above.c.id)
    .outerjoin(_higher, _above.c.parent_id == _higher.c.id)
    .outerjoin(_estate, _building.c.estate_id == _estate.c.id)
    .where(_building.c.kind == AreaKind.BUILDING)
    .order_by(_building.c.code)
)


def _said(name: ColumnElement[str]) -> ColumnElement[bool]:
    """Whether the words contain the name, or what is left of it without its ending ("北苑" of "北苑小区")."""
    short: ColumnElement[str] = name
    for ending in ENDINGS:
        short = func.replace(short, ending, "")
    words = bindparam("words", type_=String)
    return or_(
        words.like(literal("%") + func.lower(name) + "%"),
        (func.length(short) > 1) & words.like(literal("%") + func.lower(short) + "%"),
    )


_ESTATES_SAID = select(_estate.c.id, _estate.c.name).where(_said(_estate.c.name))
_COMMUNITIES_SAID = select(tables.areas.c.id).where(
    tables.areas.c.kind == AreaKind.COMMUNITY, _said(tables.areas.c.name)
)
_GRIDS = select(tables.areas.c.id).where(tables.areas.c.parent_id.in_(bindparam("communities", expanding=True)))
_IN_GRIDS = _BUILDINGS.where(_building.c.parent_id.in_(_GRIDS))
_IN_COMMUNITIES = _BUILDINGS.where(_building.c.parent_id.in_(bindparam("communities", expanding=True)))
_IN_ESTATES = _BUILDINGS.where(_building.c.estate_id.in_(bindparam("estates", expanding=True)))
_STREETS_SAID = select(tables.areas.c.id, tables.areas.c.name, tables.areas.c.line).where(
    tables.areas.c.kind == AreaKind.STREET,
    bindparam("words", type_=String).like(literal("%") + func.lower(tables.areas.c.name) + "%"),
)
_NUMBERED = _BUILDINGS.where(_building.c.name.in_(bindparam("names", expanding=True))).limit(MOST)


class BuildingReads(PeopleReads):
    """Looking up what words may mean."""

    async def buildings_meant(self, words: str, numbers: Collection[str], near: int | None) -> list[Building]:
        """The buildings around `near` (a home, a grid, a community), and those of estates and communities that the
        words name. Where neither is known, those of the town that have one of the numbers, `MOST` of them.
        """
        here = await self.area(near) if near is not None else None
        here = await self.area(here.building_id) if here is not None else None
        line = [await self.area(one) for one in here.line] if here is not None else []
        community = next((one.id for one in line if one.kind is AreaKind.COMMUNITY), None)
        estates_said, communities_said = await self._rows(_ESTATES_SAID, _COMMUNITIES_SAID, words=plain(words))
        communities = {one.id for one in communities_said} | ({community} if community is not None else set())
        questions = [*([_IN_GRIDS, _IN_COMMUNITIES] if communities else ()), *([_IN_ESTATES] if estates_said else ())]
        answers = await self._rows(*questions, communities=list(communities), estates=[one.id for one in estates_said])
        rows = {row.id: row for answer in answers for row in answer}
        if not rows:
            names = [name for number in numbers for name in spelled(number)]
            (numbered,) = await self._rows(_NUMBERED, names=names)
            rows = {row.id: row for row in numbered}
        found = []
        for row in rows.values():
            own = here is not None and (
                row.estate_id == here.estate_id if here.estate_id is not None else here.id in row.line[:2]
            )
            found.append(
                Building(
                    id=row.id,
                    name=row.name,
                    estate=row.estate or "",
                    community=(row.above if row.above_kind is AreaKind.COMMUNITY else row.higher) or "",
                    near=0 if own else 1 if community in row.line else 2,
                )
            )
        return found

    async def street_meant(self, words: str, near: int | None) -> int | None:
        """The street or square in no community where it is, as the words say: the longest name, the nearest of one
        name. None where two of one name are equally near."""
        (said,) = await self._rows(_STREETS_SAID, words=plain(words))
        rows = [row for row in said if says_it_is_at(words, row.name)]
        if not rows:
            return None
        here = set((await self.area(near)).line) if near is not None else set()
        ranked = sorted(((len(row.name), len(here & set(row.line)), row.id) for row in rows), reverse=True)
        return None if len(ranked) > 1 and ranked[0][:2] == ranked[1][:2] else ranked[0][2]

    async def estate_meant(self, words: str, near: int | None) -> tuple[int, str] | None:
        """The one estate that the words name and no building of it, with its name; None for the own one, seen from
        `near`, and where two may be meant."""
        (said,) = await self._rows(_ESTATES_SAID, words=plain(words))
        ranked = sorted((length, row.id, row.name) for row in said if (length := estate_said(words, row.name)))
        if not ranked or (len(ranked) > 1 and ranked[-2][0] == ranked[-1][0]):
            return None
        _, estate_id, name = ranked[-1]
        here = await self.area(near) if near is not None else None
        own = here is not None and (await self.area(here.building_id)).estate_id == estate_id
        return None if own else (estate_id, name)
