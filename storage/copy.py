"""From one database to another, also between SQLite and PostgreSQL: every table but the leases of running processes."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Table, bindparam, func, insert, select, tuple_

from storage import tables
from storage.database import Database
from storage.errors import StorageError
from storage.replicas import ALIVE, is_dead_here, moment

BATCH = 1000
"""Rows at a time."""
COPIED: tuple[Table, ...] = tuple(table for table in tables.metadata.sorted_tables if table is not tables.leases)
"""Parents first. A lease is worth nothing elsewhere."""


async def copy_database(
    from_url: str, to_url: str, progress: Callable[[str, int], None] = lambda table, rows: None
) -> dict[str, int]:
    """Copy everything, count it again on both sides, and return the rows of each table.

    `progress` is called with a table and the rows copied so far. The target's tables are made if there are none.
    Raises StorageError while a bot runs on the source, when the target holds anything, or when the counts differ;
    also what Database.open raises. A copy that was broken off leaves a target that is not empty: make it anew.
    """
    source = await Database.open(from_url)
    try:
        await _refuse_running(source)
        target = await Database.open(to_url, create=True)
        try:
            await _refuse_filled(target)
            for table in COPIED:
                await _copy(source, target, table, progress)
            return await _compare(source, target)
        finally:
            await target.close()
    finally:
        await source.close()


async def _refuse_running(source: Database) -> None:
    def ask(connection: Connection) -> list[str]:
        alive = select(tables.leases.c.owner).where(
            tables.leases.c.name.startswith(ALIVE), tables.leases.c.until > moment(connection)
        )
        return [owner for owner in connection.execute(alive).scalars() if not is_dead_here(owner)]

    if running := await source.read(ask):
        machine = running[0].partition("|")[0]
        raise StorageError(
            "the bot runs on this database (on {machine}): stop it first, or what it writes is missed",
            machine=machine,
        )


async def _refuse_filled(target: Database) -> None:
    def ask(connection: Connection) -> str | None:
        filled = (table for table in COPIED if connection.execute(select(table).limit(1)).first() is not None)
        return next((table.name for table in filled), None)

    if (filled := await target.read(ask)) is not None:
        raise StorageError("the target is not empty: there are {table} in it; nothing was copied", table=filled)


async def _copy(source: Database, target: Database, table: Table, progress: Callable[[str, int], None]) -> None:
    key = list(table.primary_key.columns)
    done = 0
    after: tuple[Any, ...] | None = None
    pages = select(table).order_by(*key).limit(BATCH)
    if table is tables.areas:  # an area comes after its parent; there are few enough to be read at once
        pages = select(table)
    while True:
        page = pages if after is None else pages.where(tuple_(*key) > tuple_(*_typed(key, after)))
        rows = await source.read(
            lambda connection, page=page: [dict(row) for row in connection.execute(page).mappings()]  # type: ignore[misc]
        )
        if table is tables.areas:
            rows.sort(key=lambda row: len(row["line"]))
        if rows:
            await target.write(lambda connection, rows=rows: connection.execute(insert(table), rows).close())  # type: ignore[misc]
            done += len(rows)
            progress(table.name, done)
            after = tuple(rows[-1][column.name] for column in key)
        if len(rows) < BATCH or table is tables.areas:
            return


def _typed(key: list[Any], values: tuple[Any, ...]) -> list[Any]:
    return [bindparam(None, value, column.type) for column, value in zip(key, values, strict=True)]


async def _compare(source: Database, target: Database) -> dict[str, int]:
    def count(connection: Connection) -> dict[str, int]:
        return {
            table.name: int(connection.execute(select(func.count()).select_from(table)).scalar_one())
            for table in COPIED
        }

    there, here = await source.read(count), await target.read(count)
    if different := [name for name in there if there[name] != here[name]]:
        name = different[0]
        raise StorageError(
            "the copy is not whole: {table} has {there} rows there and {here} here",
            table=name,
            there=there[name],
            here=here[name],
        )
    return here
