"""Opening, revisions, what the engines are set to."""

import asyncio
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Connection, event, text

from storage.database import Database, migrate
from storage.errors import (
    DatabaseFromTheFuture,
    DatabaseMissing,
    DatabaseOutdated,
    DatabaseUnavailable,
    StaleError,
    StorageError,
)
from storage.ids import new_id
from storage.indexes import metadata
from storage.migrations import REVISIONS, check
from storage.sqlite import Sqlite
from storage.tables import areas
from tests.postgres import named


async def set_revision(url: str, revision: str) -> None:
    database = await Database.open(url)
    await database.write(
        lambda connection: connection.execute(text(f"UPDATE alembic_version SET version_num = '{revision}'")).close()
    )
    await database.close()


async def test_a_database_that_is_not_there_is_not_made_by_the_way(empty_url: str, tmp_path: Path) -> None:
    """A wrong path is told, instead of starting with an empty neighbourhood."""
    with pytest.raises(DatabaseMissing, match="weilinli"):
        await Database.open(empty_url)
    assert not list(tmp_path.rglob("*.db"))


async def test_creating_makes_the_tables_and_again_changes_nothing(empty_url: str) -> None:
    """`create` makes all tables by the migrations; a second time it only opens."""
    for _ in range(2):
        database = await Database.open(empty_url, create=True)
        assert await database.read(lambda connection: connection.execute(areas.select()).all()) == []
        await database.close()


async def test_a_database_from_the_future_is_refused(url: str) -> None:
    """An older program does not touch what a newer one wrote, not even to migrate."""
    await set_revision(url, "9999")
    with pytest.raises(DatabaseFromTheFuture, match="9999"):
        await Database.open(url)
    with pytest.raises(DatabaseFromTheFuture, match="9999"):
        await migrate(url)


async def test_an_older_database_is_refused_until_it_is_migrated(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The program does not run on tables that it does not know."""
    monkeypatch.setattr("storage.database.REVISIONS", (*REVISIONS, "9998"))
    with pytest.raises(DatabaseOutdated, match="weilinli migrate"):
        await Database.open(url)


@pytest.mark.parametrize("url", ["mysql://x/y", "sqlite:///:memory:", "sqlite://"])
async def test_other_databases_are_refused(url: str) -> None:
    """Only an SQLite file and PostgreSQL are supported, and it says so."""
    with pytest.raises(StorageError, match=r"database\.url"):
        await Database.open(url)


async def test_no_server_is_one_clear_error() -> None:
    """A PostgreSQL that is not there is one error of ours, without the driver's."""
    with pytest.raises(DatabaseUnavailable, match="does not answer"):
        await Database.open("postgresql://nobody@127.0.0.1:1/nothing")


async def test_a_database_that_the_server_does_not_have_is_one_clear_error(server: str) -> None:
    """The same where the server answers, but has no such database."""
    with pytest.raises(DatabaseUnavailable, match="nowhere"):
        await Database.open(named(server, "nowhere"))


async def test_a_file_that_is_no_database_is_one_clear_error(tmp_path: Path) -> None:
    """The same for a file that is something else."""
    path = tmp_path / "weilinli.db"
    path.write_bytes(b"this is no database, but long enough to be read as one " * 20)
    with pytest.raises(DatabaseUnavailable, match="not a database"):
        await Database.open(f"sqlite:///{path}")


async def test_the_migrations_make_the_same_tables_on_both(database: Database) -> None:
    """Alembic sees no difference between the tables and what the migrations made here."""

    def compare(connection: Connection) -> list[object]:
        from alembic.autogenerate import compare_metadata
        from alembic.migration import MigrationContext

        return list(compare_metadata(MigrationContext.configure(connection, opts={"compare_type": True}), metadata))

    assert await database.read(compare) == []


def test_the_revisions_are_those_in_the_folder() -> None:
    """REVISIONS, by which a start is checked, names the files of versions/ in order."""
    files = sorted((Path(check.__file__).parent / "versions").glob("[0-9]*.py"))
    assert tuple(each.name[:4] for each in files) == REVISIONS


def test_the_check_sees_a_missing_column_and_a_changed_condition(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`make check` fails when somebody changes a table, or only the condition of an index, without a migration."""
    assert check.differences(tmp_path) == []
    changed = type(metadata)(naming_convention=metadata.naming_convention)
    for table in metadata.tables.values():
        table.to_metadata(changed)
    changed.tables["issues"]._columns.remove(changed.tables["issues"].c.cost)
    for index in changed.tables["deadlines"].indexes:
        if index.name == "ix_deadlines_due":
            index.dialect_options["sqlite"]["where"] = text("state = 'held'")
    monkeypatch.setattr(check, "metadata", changed)
    (tmp_path / "again").mkdir()
    found = " ".join(check.differences(tmp_path / "again"))
    assert "cost" in found
    assert "held" in found


async def test_the_writer_is_safe_and_the_reader_only_reads(empty_database: Path, tmp_path: Path) -> None:
    """WAL, full syncing, foreign keys, one writer; a reader that tries to write is refused."""
    database = await Database.open(f"sqlite:///{tmp_path / 'a.db'}", create=True)

    def pragma(connection: Connection) -> tuple[object, ...]:
        names = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "query_only")
        return tuple(connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in names)

    assert await database.write(pragma) == ("wal", 2, 1, 10_000, 0)
    assert (await database.write(pragma, durable=False))[1] == 1
    assert await database.write(pragma) == ("wal", 2, 1, 10_000, 0)
    for asked in (database.read, database.look):
        assert (await asked(pragma))[4] == 1
        with pytest.raises(DatabaseUnavailable, match="readonly"):
            await asked(lambda connection: connection.execute(text("DELETE FROM leases")).close())
        assert (await asked(pragma))[4] == 1, "the next one can read"
    await database.close()


def lease(name: str) -> Callable[[Connection], str]:
    def do(connection: Connection) -> str:
        connection.execute(text("INSERT INTO leases (name, owner, until) VALUES (:name, 'me', 0)"), {"name": name})
        return name

    return do


def names(connection: Connection) -> list[str]:
    return list(connection.execute(text("SELECT name FROM leases ORDER BY name")).scalars())


async def file_of(tmp_path: Path) -> tuple[Database, list[str]]:
    """A database in a file, and each beginning of a transaction that writes, as it comes."""
    database = await Database.open(f"sqlite:///{tmp_path / 'a.db'}", create=True)
    assert isinstance(database._backend, Sqlite)
    said: list[str] = []

    def note(_: object, __: object, statement: str, *___: object) -> None:
        said.extend([statement] if statement.startswith("BEGIN") else [])

    event.listen(database._backend._writer, "before_cursor_execute", note)
    return database, said


async def test_those_who_wait_to_write_share_a_commit(tmp_path: Path) -> None:
    """The first begins at once; what comes meanwhile is one transaction, and each gets its own answer."""
    database, said = await file_of(tmp_path)
    wanted = [f"{number:02}" for number in range(20)]
    assert await asyncio.gather(*(database.write(lease(name)) for name in wanted)) == wanted
    assert said == ["BEGIN IMMEDIATE"] * 2
    assert await database.read(names) == wanted
    await database.close()


async def test_one_that_fails_does_not_undo_the_others(tmp_path: Path) -> None:
    """Whoever lost a race, or is broken, hears so; those who shared the transaction are written."""
    database, _ = await file_of(tmp_path)

    def broken(_: Connection) -> str:
        raise KeyError("a mistake of the program")

    asked = [lease("a"), lease("b"), lease("a"), broken, lease("c")]
    first, *others = await asyncio.gather(*(database.write(do) for do in asked), return_exceptions=True)
    assert first == "a"
    assert [one if isinstance(one, str) else type(one) for one in others] == ["b", StaleError, KeyError, "c"]
    assert await database.read(names) == ["a", "b", "c"]
    await database.close()


async def test_a_file_that_is_locked_is_so_for_everybody(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who shares a transaction waits for the lock once, not one after the other."""
    monkeypatch.setattr("storage.sqlite.BUSY_MS", 50)
    database, said = await file_of(tmp_path)
    with closing(sqlite3.connect(tmp_path / "a.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        outcomes = await asyncio.gather(*(database.write(lease(str(n))) for n in range(9)), return_exceptions=True)
        assert {type(one) for one in outcomes} == {DatabaseUnavailable}
        assert said == ["BEGIN IMMEDIATE"] * 2
        other.execute("ROLLBACK")
    assert await database.write(lease("z")) == "z"
    await database.close()


async def test_who_is_cancelled_leaves_the_others_alone(tmp_path: Path) -> None:
    """What was handed in is written whole, and whoever waits beside it gets an answer."""
    database, _ = await file_of(tmp_path)
    tasks = [asyncio.create_task(database.write(lease(name))) for name in "abc"]
    await asyncio.sleep(0)
    tasks[1].cancel()
    first, cancelled, last = await asyncio.gather(*tasks, return_exceptions=True)
    assert (first, type(cancelled), last) == ("a", asyncio.CancelledError, "c")
    assert await database.read(names) == ["a", "b", "c"]
    await database.close()


async def test_a_missing_parent_is_an_error(database: Database) -> None:
    """Foreign keys hold on both databases, and are a mistake of the program, not a lost race."""
    from sqlalchemy.exc import IntegrityError

    with pytest.raises(IntegrityError):
        await database.write(
            lambda connection: connection.execute(
                text("INSERT INTO addresses (address, person_id) VALUES ('tg:1', 99)")
            ).close()
        )


async def test_a_transaction_that_fails_leaves_nothing(database: Database) -> None:
    """What was written before the failure is undone, and the next transaction works."""

    def do(connection: Connection) -> None:
        connection.execute(text("INSERT INTO leases (name, owner, until) SELECT 'a', 'b', due_at FROM deadlines"))
        connection.execute(text("INSERT INTO counters (community_id, year, last) VALUES (1, 2026, 5)"))
        raise RuntimeError("in between")

    with pytest.raises(RuntimeError):
        await database.write(do)
    count = await database.read(lambda connection: connection.execute(text("SELECT count(*) FROM counters")).scalar())
    assert count == 0


async def test_everybody_who_sleeps_is_woken(database: Database) -> None:
    """Each sleeper has an event of its own, so that one that clears it does not put the others to sleep."""
    ticker, sender = database.committed.subscribe(), database.committed.subscribe()
    database.committed.set()
    ticker.clear()
    assert sender.is_set()


def test_ids_differ_grow_and_fit(monkeypatch: pytest.MonkeyPatch) -> None:
    """100,000 ids of one moment, and of a clock set back, are all different, ascending and below 2^63."""
    moment = time.time_ns()
    monkeypatch.setattr("storage.ids.time.time_ns", lambda: moment)
    ids = [new_id() for _ in range(100_000)]
    monkeypatch.setattr("storage.ids.time.time_ns", lambda: moment - 10**12)
    ids += [new_id() for _ in range(10)]
    assert ids == sorted(set(ids))
    assert 0 < ids[0] < ids[-1] < 2**63


def test_opening_does_not_import_alembic() -> None:
    """A start is fast: Alembic is loaded for migrating only."""
    code = "import sys, storage.database; sys.exit('alembic' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", code], check=False, cwd=Path(check.__file__).parents[2]).returncode == 0
    )


async def test_writing_side_by_side_is_serialised(database: Database) -> None:
    """100 increments that read and then write, all at once, lose none (the default set-up lost 89)."""

    def add_one(connection: Connection) -> None:
        update = "" if connection.dialect.name == "sqlite" else " FOR UPDATE"
        last = connection.execute(text(f"SELECT last FROM counters WHERE community_id = 1{update}")).scalar_one()
        connection.execute(text("UPDATE counters SET last = :last"), {"last": last + 1})

    await database.write(
        lambda connection: connection.execute(text("INSERT INTO counters VALUES (1, 2026, 0)")).close()
    )
    await asyncio.gather(*(database.write(add_one) for _ in range(100)))
    assert await database.read(lambda connection: connection.execute(text("SELECT last FROM counters")).scalar()) == 100
