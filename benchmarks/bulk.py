"""Many issues quickly: a few are filed by the real use case and then copied by SQL, with new ids and other times."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

from benchmarks.town import Town
from casework.issue.filing import File, file
from casework.model.issues import Source
from casework.settings import Settings
from storage.database import Database

TIMES = {
    "subjects": (),
    "issues": ("filed_at", "t0"),
    "reports": ("filed_at", "t0"),
    "rounds": ("t0",),
    "deadlines": ("due_at",),
    "pings": ("asked_at",),
    "entries": ("at",),
}
"""What an issue has, parents first, and what of it moves with T0."""
OF_ISSUE = {"subjects": "id", "issues": "id", "reports": "issue_id", "rounds": "issue_id", "pings": "issue_id"}
"""By which column a row belongs to its issue; else by its subject."""


def of_issue(table: str) -> str:
    """By which column a row of this table belongs to its issue."""
    return OF_ISSUE.get(table, "subject_id")


ROWS_EACH = 16
"""Ids that each copy has for the rows of one table."""


async def file_one_each(town: Town, database: Database, settings: Settings, at: datetime) -> list[int]:
    """An issue of every community, reported then; what would be sent about it is dropped. Their ids."""
    ids = []
    for number in range(town.communities):
        work = database.work(settings)
        person = await work.person_at(f"tg:{town.users[f'res-{number}-0']}")
        home = await work.area_by_code(f"lou-{number}-0")
        assert person is not None
        assert home is not None
        command = File(by=person.id, at=at, area_id=home.id, text="下水道堵了", category="sewer", source=Source.PRIVATE)
        ids.append((await file(command, work)).id)
        await work.commit()
    await drop_outbox(database)
    return ids


async def drop_outbox(database: Database) -> None:
    """Nothing waits to be sent any more."""
    nothing = "UPDATE outbox SET state = 'dropped' WHERE state = 'pending'"
    await database.write(lambda connection: connection.exec_driver_sql(nothing).rowcount)


def copy(path: Path, templates: Sequence[int], count: int, later: timedelta, every: timedelta, *, first: int) -> None:
    """Copies of these issues, by turns, `later` than they and `every` apart. `first`: the first new id.

    Only SQLite, and only while nobody else has the file.
    """
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("BEGIN IMMEDIATE")
        for turn, template in enumerate(templates):
            copies = len(range(turn, count, len(templates)))
            for table, times in TIMES.items():
                _copy(connection, table, times, template, copies, turn, len(templates), later, every, first)
        connection.execute("COMMIT")
        connection.execute("ANALYZE")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _copy(
    connection: sqlite3.Connection,
    table: str,
    times: Sequence[str],
    template: int,
    copies: int,
    turn: int,
    turns: int,
    later: timedelta,
    every: timedelta,
    first: int,
) -> None:
    columns = [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]
    place = f"({first} + {turn} + seq.n * {turns})"
    values = {name: f"one.{name}" for name in columns}
    of = of_issue(table)
    if "id" in columns:  # the reports have no subjects of their own here: nothing hangs on them
        values["id"] = f"({place} * {ROWS_EACH} + one.place)"
    if "number" in columns:
        values["number"] = place
    values[of] = place
    shift, step = later // timedelta(microseconds=1), every // timedelta(microseconds=1)
    for name in times:
        values[name] = f"one.{name} + {shift} + {step} * ({turn} + seq.n * {turns})"
    connection.execute(
        f"WITH RECURSIVE seq(n) AS (SELECT 0 UNION ALL SELECT n + 1 FROM seq WHERE n + 1 < {copies}) "
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values[name] for name in columns)} "
        f"FROM seq, (SELECT *, row_number() OVER (ORDER BY rowid) AS place FROM {table} WHERE {of} = {template}) AS one"
    )
