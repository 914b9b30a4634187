"""Duty: the rota, swaps, absences and shifts, and posts as they were at a moment; the roster's sheet of the rota."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import BindParameter, Connection, bindparam, or_, select, update

from casework.audited import RoleChanged
from casework.data import maybe
from casework.frozen import frozen
from casework.model.audited import Audited
from casework.model.people import Absence, HandedShift, Post, Role, Rota, Swap
from casework.rota import Plan
from casework.rota import Seat as OnRota
from storage import tables
from storage.columns import under
from storage.ids import new_id
from storage.people import PeopleReads, rank_of
from storage.roster import Codes, SheetChanges
from storage.rows import ABSENCES, AUDIT, HISTORY, ROTA, SHIFTS, SWAPS, Seat

areas, rota, swaps, absences, shifts, seats, audit = (
    tables.areas,
    tables.rota,
    tables.swaps,
    tables.absences,
    tables.shifts,
    tables.seats,
    tables.audit,
)
R = TypeVar("R", Rota, Swap)
AREAS_HERE: BindParameter[Any] = bindparam("areas", expanding=True)
ESTATES_HERE: BindParameter[Any] = bindparam("estates", expanding=True)
ROTA_HERE = ROTA.select().where(or_(rota.c.area_id.in_(AREAS_HERE), rota.c.estate_id.in_(ESTATES_HERE)))
SWAPS_HERE = SWAPS.select().where(or_(swaps.c.area_id.in_(AREAS_HERE), swaps.c.estate_id.in_(ESTATES_HERE)))
ROTA_AREAS = select(rota.c.area_id).where(rota.c.area_id.is_not(None), rota.c.until.is_(None)).distinct()
AWAY_THEN = ABSENCES.select().where(absences.c.since <= bindparam("then"), absences.c.until > bindparam("then"))
ABSENCES_OF = ABSENCES.select().where(absences.c.person_id == bindparam("person"))
SHIFTS_OF = SHIFTS.select().where(shifts.c.area_id == bindparam("area"))
SEATS_OF = HISTORY.select().where(seats.c.post_id == bindparam("post"))
CHANGES_OF = AUDIT.select().where(
    audit.c.post_id == bindparam("post"), audit.c.action == Audited.ROLE_CHANGED, audit.c.at > bindparam("then")
)


class DutyReads(PeopleReads):
    """What is written down about who is on duty."""

    def __init__(self, *given: object) -> None:
        super().__init__(*given)  # type: ignore[arg-type]
        self._plans: dict[tuple[tuple[int, ...], int | None], tuple[Sequence[Rota], Sequence[Swap]]] = {}

    async def duty_plan(self, line: Sequence[int], estate_id: int | None) -> Plan:
        """The rota and the swaps of the areas on the line and of the estate; read once a unit of work."""
        key = (tuple(line), estate_id)
        of = [] if estate_id is None else [estate_id]
        if key not in self._plans:
            rows, exchanged = await self._rows(ROTA_HERE, SWAPS_HERE, areas=list(line), estates=of)
            self._plans[key] = [self._own(ROTA, row) for row in rows], [self._own(SWAPS, row) for row in exchanged]
        known_rota, known_swaps = self._plans[key]

        def here(row: Rota | Swap) -> bool:
            return row.area_id in line or (row.estate_id is not None and row.estate_id == estate_id)

        new_rota = [one for one in self._added.get(Rota, {}).values() if here(one) and one not in known_rota]
        new_swaps = [one for one in self._added.get(Swap, {}).values() if here(one) and one not in known_swaps]
        return Plan(rota=[*known_rota, *new_rota], swaps=[*known_swaps, *new_swaps])

    async def foresee_plans(self, places: Collection[tuple[tuple[int, ...], int | None]]) -> None:
        """Read the plans of several lines, each with its estate, in one trip; `duty_plan` finds them here."""
        anywhere = {area_id for line, _ in places for area_id in line}
        of = {estate_id for _, estate_id in places if estate_id is not None}
        rows, exchanged = await self._rows(ROTA_HERE, SWAPS_HERE, areas=list(anywhere), estates=list(of))
        of_rota = _Of(self._own(ROTA, row) for row in rows)
        of_swaps = _Of(self._own(SWAPS, row) for row in exchanged)
        for line, estate_id in places:
            self._plans.setdefault((line, estate_id), (of_rota.of(line, estate_id), of_swaps.of(line, estate_id)))

    async def swap(self, swap_id: int) -> Swap:
        """Raises NotFound."""
        return await self._one(SWAPS, swap_id)

    async def absences_at(self, at: datetime) -> list[Absence]:
        """Who was away at that moment."""
        return await self._all(ABSENCES, AWAY_THEN, lambda one: one.since <= at < one.until, then=at)

    async def absences_of(self, person_id: int) -> list[Absence]:
        """All of the person, those to come too, by when they begin."""
        found = await self._all(ABSENCES, ABSENCES_OF, lambda one: one.person_id == person_id, person=person_id)
        return sorted(found, key=lambda one: (one.since, one.id))

    async def absence(self, absence_id: int) -> Absence:
        """Raises NotFound."""
        return await self._one(ABSENCES, absence_id)

    async def rota_seats(self, area_id: int) -> list[OnRota]:
        """Seats of the area and of what lies in it, estates too, that have a rota."""
        inside = select(areas.c.id).where(under(areas.c.line, await self._lines([area_id])))
        estates = select(areas.c.estate_id).where(areas.c.id.in_(inside), areas.c.estate_id.is_not(None))
        asked = (
            select(rota.c.role, rota.c.area_id, rota.c.estate_id)
            .where(rota.c.until.is_(None), or_(rota.c.area_id.in_(inside), rota.c.estate_id.in_(estates)))
            .distinct()
        )
        (rows,) = await self._rows(asked)
        return sorted(
            (OnRota(row.role, row.area_id, row.estate_id) for row in rows),
            key=lambda one: (one.area_id or 0, one.estate_id or 0, one.role),
        )

    async def rota_areas(self) -> list[int]:
        """Areas that have a rota."""
        (rows,) = await self._rows(ROTA_AREAS)
        return [row.area_id for row in rows]

    async def newest_handed_shift(self, area_id: int) -> HandedShift | None:
        """The last time that duty of the area changed hands."""
        found = await self._all(SHIFTS, SHIFTS_OF, lambda one: one.area_id == area_id, area=area_id)
        return max(found, key=lambda one: (one.at, one.id), default=None)

    async def posts_then(
        self, line: Sequence[int], estate_id: int | None, roles: Iterable[Role], at: datetime
    ) -> list[Post]:
        """The same as `posts_for`, as it was at that moment. A post that the roster has no more, or that has moved here
        since, was not here."""
        wanted, near = set(roles), {area_id: index for index, area_id in enumerate(line)}
        found = [
            then
            for post in await self.posts_for(line, estate_id, Role)
            if (then := await self.post_then(post.id, at)).role in wanted
            and (then.area_id in near or (then.estate_id is not None and then.estate_id == estate_id))
        ]
        return sorted(found, key=lambda one: (near.get(one.area_id or 0, 0), rank_of(one), one.code))

    async def post_then(self, post_id: int, at: datetime) -> Post:
        """A copy of the post as it was: changes of role, rank and place since are taken back. Raises NotFound."""
        post = await self.post(post_id)
        held, changes = await self._rows(SEATS_OF, CHANGES_OF, post=post_id, then=at)
        seat = next((one for one in map(HISTORY.load, held) if _sat(one, at)), None)
        role, rank, area_id, estate_id = post.role, post.rank, post.area_id, post.estate_id
        for change in sorted((AUDIT.load(row) for row in changes), key=lambda one: (one.at, one.id), reverse=True):
            changed = maybe(change.data, RoleChanged)
            role, rank = (changed.role or (role,))[0], (changed.rank or (rank,))[0]
            area_id, estate_id = (changed.area_id or (area_id,))[0], (changed.estate_id or (estate_id,))[0]
        return Post(
            id=post.id,
            code=post.code,
            role=role,
            rank=rank,
            name=post.name,
            area_id=area_id,
            estate_id=estate_id,
            phone=post.phone,
            serves=post.serves,
            person_id=seat.person_id if seat is not None else None,
        )


class _Of(Generic[R]):
    """Rows by whose they are."""

    def __init__(self, rows: Iterable[R]) -> None:
        self._areas: dict[int | None, list[R]] = {}
        self._estates: dict[int | None, list[R]] = {}
        for row in rows:
            self._areas.setdefault(row.area_id, []).append(row)
            self._estates.setdefault(row.estate_id, []).append(row)

    def of(self, line: Iterable[int], estate_id: int | None) -> list[R]:
        """Those of the areas on the line, and of the estate."""
        found = {row.id: row for area_id in line for row in self._areas.get(area_id, ())}
        if estate_id is not None:
            found |= {row.id: row for row in self._estates.get(estate_id, ())}
        return list(found.values())


def _sat(seat: Seat, at: datetime) -> bool:
    return (seat.since is None or seat.since <= at) and (seat.until is None or seat.until > at)


# --- the sheet of the roster


@frozen(kw_only=True)
class RotaEntry:
    """A row of the sheet; `place` and `post` are codes."""

    place: str
    role: Role
    post: str
    starts: int
    ends: int
    weekday: int | None = None
    day: date | None = None


def put_rota(
    connection: Connection, entries: Sequence[RotaEntry], codes: Codes, at: datetime, whole: bool
) -> SheetChanges:
    """The rota of every role and place that the sheet names becomes what it says; with `whole` that of all others ends.
    What was so stays written, with its end: the past is not changed."""
    wanted = {
        (
            one.role,
            codes.areas.get(one.place),
            codes.estates.get(one.place),
            codes.posts[one.post],
            one.weekday,
            one.day,
            one.starts,
            one.ends,
        )
        for one in entries
    }
    places = {key[:3] for key in wanted}
    now = {_key(row): row for row in _running(connection)}
    over = [row for key, row in now.items() if key not in wanted and (whole or key[:3] in places)]
    new = [key for key in sorted(wanted, key=str) if key not in now]
    if over:
        ended = update(rota).where(rota.c.id == bindparam("row_id")).values(until=bindparam("ended_at"))
        connection.execute(ended, [{"row_id": row.id, "ended_at": at} for row in over])
    if new:
        rows = [
            Rota(
                id=new_id(),
                role=role,
                area_id=area_id,
                estate_id=estate_id,
                post_id=post_id,
                weekday=weekday,
                day=day,
                starts=starts,
                ends=ends,
                since=at,
            )
            for role, area_id, estate_id, post_id, weekday, day, starts, ends in new
        ]
        connection.execute(ROTA.insert, [ROTA.values(row) for row in rows])
    return SheetChanges(added=len(new), ended=len(over), same=len(wanted) - len(new))


def stored_rota(connection: Connection, at: datetime) -> list[Rota]:
    """What runs now, in the order of places, days and hours; days that are over are no plan any more."""
    today = at.date()
    found = [row for row in _running(connection) if row.day is None or row.day >= today]
    order = {row.id: row.code for row in connection.execute(select(tables.posts.c.id, tables.posts.c.code))}
    return sorted(
        found,
        key=lambda row: (
            row.role,
            row.area_id or row.estate_id or 0,
            row.day is not None,
            row.day or today,
            row.weekday or 0,
            row.starts,
            order[row.post_id],
        ),
    )


def stored_plan(connection: Connection, at: datetime) -> tuple[list[Rota], list[Swap]]:
    """The rota that runs, and the swaps that are not over."""
    coming = SWAPS.select().where(swaps.c.ends_at > at, swaps.c.undone_at.is_(None))
    return _running(connection), [SWAPS.load(row) for row in connection.execute(coming)]


def _running(connection: Connection) -> list[Rota]:
    return [ROTA.load(row) for row in connection.execute(ROTA.select().where(rota.c.until.is_(None)))]


def _key(row: Rota) -> tuple[Role, int | None, int | None, int, int | None, date | None, int, int]:
    return row.role, row.area_id, row.estate_id, row.post_id, row.weekday, row.day, row.starts, row.ends
