"""Taking areas, estates, posts and utilities out of the roster. What anything else names, a report's record above all,
stays. Departments and menu have codes of their own and go with their sheets (departments.py)."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, Table, delete, select, update

from casework.model.places import AreaKind
from storage import tables

BATCH = 1000
"""Values in one statement; both databases allow some 32,000."""


@dataclass(slots=True)
class Removal:
    """Codes: what is gone, and what had to stay."""

    removed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


def remove(connection: Connection, codes: Collection[str], at: datetime) -> Removal:
    """Remove what has these codes, from the leaves up. A post that has to stay loses its person and its links; who held
    it stays in the history."""
    done = Removal()
    posts = _found(connection, tables.posts, codes)
    for ids in _batches(posts):
        connection.execute(delete(tables.links).where(tables.links.c.post_id.in_(ids)))
        connection.execute(
            update(tables.seats).where(tables.seats.c.post_id.in_(ids), tables.seats.c.until.is_(None)).values(until=at)
        )
        connection.execute(update(tables.posts).where(tables.posts.c.id.in_(ids)).values(person_id=None))
    _drop(connection, tables.posts, posts, done)
    _drop(connection, tables.utilities, _found(connection, tables.utilities, codes), done)
    areas = _found(connection, tables.areas, codes)
    kinds = {row.id: row.kind for row in connection.execute(select(tables.areas.c.id, tables.areas.c.kind))}
    for kind in reversed(AreaKind):
        _drop(connection, tables.areas, {id_: code for id_, code in areas.items() if kinds[id_] is kind}, done)
    _drop(connection, tables.estates, _found(connection, tables.estates, codes), done)
    return done


def _found(connection: Connection, table: Table, codes: Collection[str]) -> dict[int, str]:
    """Code by id of the rows with one of the codes."""
    return {row.id: row.code for row in connection.execute(select(table.c.id, table.c.code)) if row.code in codes}


def _drop(connection: Connection, table: Table, rows: dict[int, str], done: Removal) -> None:
    named: set[int] = set()
    subjects = tables.subjects if table is tables.areas else table
    for pointing in tables.metadata.tables.values():
        for column in pointing.columns:
            if column.references(table.c.id) or column.references(subjects.c.id):
                for ids in _batches(rows):
                    named.update(connection.execute(select(column).where(column.in_(ids)).distinct()).scalars())
    free = {id_: code for id_, code in rows.items() if id_ not in named}
    for ids in _batches(free):
        connection.execute(delete(table).where(table.c.id.in_(ids)))
        if subjects is not table:
            connection.execute(delete(subjects).where(subjects.c.id.in_(ids)))
    done.removed += sorted(free.values())
    done.kept += sorted(rows[id_] for id_ in named)


def _batches(rows: dict[int, str]) -> Iterator[list[int]]:
    ids = list(rows)
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]
