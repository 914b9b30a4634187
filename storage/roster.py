"""The whole roster in one transaction: areas, estates and posts by their codes; only what changed is written."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from casework.audited import RoleChanged
from casework.frozen import frozen
from casework.model.audited import Audit, Audited
from casework.model.people import Post, Rank, Role, Serves
from casework.model.places import Area, AreaKind, Department, Estate, Mode, Supply, Utility
from casework.model.subjects import SubjectKind
from storage import tables
from storage.ids import new_id
from storage.people import WITH_PERSON
from storage.roster_removal import Removal, remove
from storage.rows import AREAS, AUDIT, DEPARTMENTS, ESTATES, POSTS, SUBJECTS, UTILITIES, Stored
from storage.store import Store
from storage.sums import everything_changed

Transaction = Connection
"""What the further sheets of a roster are written in: they import nothing of SQLAlchemy's."""


@frozen(kw_only=True)
class EstateEntry:
    """An estate, as the roster says."""

    code: str
    name: str
    company: str = ""
    phone: str = ""
    mode: Mode = Mode.COMPANY


@frozen(kw_only=True)
class AreaEntry:
    """An area; `parent` and `estate` are codes."""

    code: str
    kind: AreaKind
    name: str
    parent: str | None = None
    estate: str | None = None
    households: int = 0


@frozen(kw_only=True)
class PostEntry:
    """A post; `area` and `estate` are codes, one of which is given. Who holds it is not the roster's to say."""

    code: str
    role: Role
    rank: Rank
    name: str
    area: str | None = None
    estate: str | None = None
    phone: str = ""
    serves: Serves = Serves.NORMAL


@frozen(kw_only=True)
class UtilityEntry:
    """A utility company's number; `area` and `estate` are codes, one of which is given."""

    code: str
    supply: Supply
    name: str
    phone: str
    hours: str = ""
    area: str | None = None
    estate: str | None = None


@dataclass(slots=True)
class Changes:
    """What an import did: codes, and how many stayed as they were."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    same: int = 0
    raised: list[str] = field(default_factory=list)
    """Administrators who were of the whole and stay that: their posts moved up to what lies on top now."""
    removal: Removal = field(default_factory=Removal)


@frozen(kw_only=True)
class Codes:
    """What the codes of a roster mean, for what is written after areas, estates and posts."""

    areas: Mapping[str, int]
    estates: Mapping[str, int]
    posts: Mapping[str, int]


@dataclass(slots=True, kw_only=True)
class SheetChanges:
    """What the rows of one sheet did: how many are new, changed or ended, and how many stayed as they were."""

    added: int = 0
    changed: int = 0
    ended: int = 0
    same: int = 0


class _Undone(Exception):
    """Ends the transaction of a dry run, which leaves nothing behind."""

    def __init__(self, changes: "Changes") -> None:
        self.changes = changes
        super().__init__()


class Roster:
    """Importing and listing. What the file no longer names stays, unless it is told to go."""

    def __init__(self, database: Store) -> None:
        self._database = database

    async def put(
        self,
        estates: Iterable[EstateEntry],
        areas: Iterable[AreaEntry],
        posts: Iterable[PostEntry],
        gone: Collection[str] = (),
        first: Callable[[Connection], None] | None = None,
        utilities: Iterable[UtilityEntry] = (),
        then: Callable[[Connection, Codes, datetime], None] | None = None,
        dry: bool = False,
    ) -> Changes:
        """All of it or nothing (`dry`: nothing, to see what it would be); the codes `gone` are removed where nothing
        names them. `first`: what is written before it in the same transaction (a unit of work's `flush`); `then`: what
        is written after it (further sheets).

        Raises KeyError for a code that nobody has, ValueError for areas in a circle.
        """

        def do(connection: Connection) -> Changes:
            if first is not None:
                first(connection)
            before = _all(connection, POSTS)
            tops = {one.id for one in _all(connection, AREAS) if one.parent_id is None}
            changes = _put(connection, list(estates), list(areas), list(posts), list(utilities))
            _stay_on_top(connection, before, tops, changes)
            _record_roles(connection, before, self._database.now())
            if then is not None:
                then(connection, _codes(connection), self._database.now())
            if gone:
                changes.removal = remove(connection, set(gone), self._database.now())
            if dry:
                raise _Undone(changes)
            return changes

        try:
            return await self._database.write(do)
        except _Undone as undone:
            return undone.changes

    async def stored(self, fetch: Callable[[Connection, datetime], Sequence[Any]]) -> Sequence[Any]:
        """What one of the further sheets wants of the database, as it is now."""
        at = self._database.now()
        return await self._database.read(lambda connection: fetch(connection, at))

    async def estates(self) -> list[Estate]:
        """All, by code."""
        return _by_code(await self._database.read(lambda connection: _all(connection, ESTATES)))

    async def areas(self) -> list[Area]:
        """All, by code."""
        return _by_code(await self._database.read(lambda connection: _all(connection, AREAS)))

    async def utilities(self) -> list[Utility]:
        """All, by code."""
        return _by_code(await self._database.read(lambda connection: _all(connection, UTILITIES)))

    async def departments(self) -> list[Department]:
        """All, by code."""
        return _by_code(await self._database.read(lambda connection: _all(connection, DEPARTMENTS)))

    async def posts(self) -> list[Post]:
        """All, by code, with `reachable` and `away_until` of their persons."""

        def ask(connection: Connection) -> list[Post]:
            found = []
            for row in connection.execute(WITH_PERSON):
                post = POSTS.load(row)
                post.reachable, post.away_until = bool(row.reachable), row.away_until
                post.cover_post_id = row.cover_post_id
                found.append(post)
            return found

        return _by_code(await self._database.read(ask))


def _codes(connection: Connection) -> Codes:
    def of(stored: Stored[Any]) -> dict[str, int]:
        return {row.code: row.id for row in connection.execute(select(stored.table.c.id, stored.table.c.code))}

    return Codes(areas=of(AREAS), estates=of(ESTATES), posts=of(POSTS))


def _record_roles(connection: Connection, before: list[Post], at: datetime) -> None:
    """What a post may do has changed, with whoever holds it: its role, its rank, or where it is responsible."""
    now = {one.id: one for one in _all(connection, POSTS)}
    changed = []
    for old in before:
        new = now[old.id]
        what = {
            name: (getattr(old, name), getattr(new, name))
            for name in ("role", "rank", "area_id", "estate_id")
            if getattr(old, name) != getattr(new, name)
        }
        if what:
            data = RoleChanged(code=new.code, **what)
            line = Audit(
                id=new_id(), at=at, action=Audited.ROLE_CHANGED, post_id=new.id, area_id=new.area_id, data=data
            )
            changed.append(line)
    if changed:
        connection.execute(AUDIT.insert, [AUDIT.values(one) for one in changed])


def _stay_on_top(connection: Connection, before: list[Post], tops: Collection[int], changes: Changes) -> None:
    """Whoever administers the whole does so also when a tier comes above it: the post moves up with the top. One that
    the file moves down stays up, too, where nobody would be left there. `before`, `tops`: the posts, and what lay on
    top, until now."""
    areas = {one.id: one for one in _all(connection, AREAS)}
    admins = [one for one in _all(connection, POSTS) if one.role is Role.ADMIN]
    was = {one.id: one.area_id for one in before if one.role is Role.ADMIN and one.area_id in tops}
    below = [one for one in admins if one.area_id is not None and areas[one.area_id].parent_id is not None]
    left = any(one.person_id is not None and one.estate_id is None for one in admins if one not in below)
    for post in below:
        if post.id in was and (post.area_id == was[post.id] or not left):
            top = areas[was[post.id]].line[-1]
            connection.execute(POSTS.update_of(["area_id"]), {"area_id": top} | POSTS.identity(post))
            changes.raised.append(post.code)


def _put(
    connection: Connection,
    estates: list[EstateEntry],
    areas: list[AreaEntry],
    posts: list[PostEntry],
    utilities: list[UtilityEntry],
) -> Changes:
    changes = Changes()
    estate_ids = _write(
        connection,
        ESTATES,
        changes,
        {one.code: {name: getattr(one, name) for name in ("name", "company", "phone", "mode")} for one in estates},
    )
    known = {one.code: one for one in _all(connection, AREAS)}
    ids = {one.code: one.id for one in known.values()}
    for entry in areas:
        ids.setdefault(entry.code, new_id())
    parents: dict[str, str | None] = dict.fromkeys(ids)
    codes = {number: code for code, number in ids.items()}
    parents |= {one.code: codes[one.parent_id] for one in known.values() if one.parent_id is not None}
    parents |= {one.code: one.parent for one in areas}
    wanted: dict[str, dict[str, Any]] = {
        one.code: {
            "kind": one.kind,
            "name": one.name,
            "households": one.households,
            "estate_id": estate_ids[one.estate] if one.estate else None,
        }
        for one in areas
    }
    for code in known:  # an area that moved takes those below along
        wanted.setdefault(code, {})
    lines = {code: _line(code, parents) for code in wanted}
    for code, values in wanted.items():
        parent = parents[code]
        values["parent_id"] = ids[parent] if parent is not None else None
        values["line"] = tuple(ids[each] for each in lines[code])
    in_order = dict(sorted(wanted.items(), key=lambda pair: len(lines[pair[0]])))  # parents first
    for code, values in in_order.items():  # a unit lies where its building does
        if values.get("kind") is AreaKind.UNIT or (code in known and known[code].kind is AreaKind.UNIT):
            building = parents[code] or ""
            of = wanted[building]
            values["estate_id"] = of["estate_id"] if "estate_id" in of else known[building].estate_id
    _write(connection, AREAS, changes, in_order, ids)
    if any(tuple(wanted[code]["line"]) != tuple(one.line) for code, one in known.items()):
        _go_along(connection)
    elif any(in_order[code].get("estate_id", one.estate_id) != one.estate_id for code, one in known.items()):
        everything_changed(connection)  # what neighbours reported counts for their own estate
    changes.same -= len(known.keys() - {one.code for one in areas} - set(changes.changed))
    _write(
        connection,
        POSTS,
        changes,
        {
            one.code: {
                "role": one.role,
                "rank": one.rank,
                "name": one.name,
                "phone": one.phone,
                "serves": one.serves,
                "area_id": ids[one.area] if one.area else None,
                "estate_id": estate_ids[one.estate] if one.estate else None,
            }
            for one in posts
        },
    )
    _write(
        connection,
        UTILITIES,
        changes,
        {
            one.code: {
                "supply": one.supply,
                "name": one.name,
                "phone": one.phone,
                "hours": one.hours,
                "area_id": ids[one.area] if one.area else None,
                "estate_id": estate_ids[one.estate] if one.estate else None,
            }
            for one in utilities
        },
    )
    return changes


def _line(code: str, parents: Mapping[str, str | None]) -> list[str]:
    line = [code]
    while (above := parents[line[-1]]) is not None:
        if above in line:
            raise ValueError(f"area {code} lies within itself")
        line.append(above)
    return line


MOVES_ALONG = (tables.issues, tables.whistles, tables.emergencies)
"""What keeps the line of its area: it lies where the area lies, also once that lies elsewhere."""


def _go_along(connection: Connection) -> None:
    """An area has moved, or something lies above it now: whoever looks after that finds what is under way too."""
    for table in MOVES_ALONG:
        line = select(tables.areas.c.line).where(tables.areas.c.id == table.c.area_id).scalar_subquery()
        connection.execute(update(table).where(table.c.line != line).values(line=line))
    everything_changed(connection)  # the figures of each area, too


def _write(
    connection: Connection,
    stored: Stored[Any],
    changes: Changes,
    wanted: Mapping[str, dict[str, Any]],
    ids: Mapping[str, int] | None = None,
) -> dict[str, int]:
    """Bring a table to what is wanted by code; returns the ids of all codes."""
    known = {one.code: one for one in _all(connection, stored)}
    new, updates = [], []
    for code, values in wanted.items():
        old = known.get(code)
        if old is None:
            number = ids[code] if ids else new_id()
            empty = dict.fromkeys(stored.names)
            new.append(empty | values | {"id": number, "code": code})
            changes.added.append(code)
        elif names := [name for name, value in values.items() if getattr(old, name) != value]:
            updates.append((stored.update_of(names), {name: values[name] for name in names} | stored.identity(old)))
            if names == ["line"]:  # it is as it was; what lies above it has moved
                changes.same += 1
            else:
                changes.changed.append(code)
        else:
            changes.same += 1
    if new:
        if stored is AREAS:
            subjects = [{"id": one["id"], "kind": SubjectKind.AREA} for one in new]
            connection.execute(SUBJECTS.insert, subjects)
        connection.execute(stored.insert, new)
    for statement, parameters in updates:  # afterwards: what was there may come under what is new
        connection.execute(statement, parameters)
    return {code: one.id for code, one in known.items()} | {one["code"]: one["id"] for one in new}


def _all(connection: Connection, stored: Stored[Any]) -> list[Any]:
    return [stored.load(row) for row in connection.execute(stored.select())]


def _by_code(rows: list[Any]) -> list[Any]:
    return sorted(rows, key=lambda one: one.code)
