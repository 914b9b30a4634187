"""A backup of a running database."""

import asyncio
import stat
from pathlib import Path

import pytest
from sqlalchemy import Connection, text

from storage.backup import backup
from storage.database import Database
from storage.errors import DatabaseMissing, StorageError

pytestmark = pytest.mark.usefixtures("migrated_at_once")


async def counter(database: Database) -> tuple[int, int]:
    def ask(connection: Connection) -> tuple[int, int]:
        rows = connection.execute(text("SELECT count(*), coalesce(max(last), 0) FROM counters")).one()
        return int(rows[0]), int(rows[1])

    return await database.read(ask)


@pytest.fixture
async def running(empty_database: Path, tmp_path: Path) -> tuple[Database, str]:
    url = f"sqlite:///{tmp_path / 'weilinli.db'}"
    return await Database.open(url, create=True), url


async def test_a_backup_under_writes_is_one_state(running: tuple[Database, str], tmp_path: Path) -> None:
    """While every transaction writes two rows that belong together, ten copies each hold whole transactions only."""
    database, url = running
    stop = False

    async def write() -> int:
        done = 0
        while not stop:

            def both(connection: Connection, number: int = done) -> None:
                connection.execute(text("INSERT INTO counters VALUES (1, :n, :n)"), {"n": number + 1})
                connection.execute(text("INSERT INTO counters VALUES (2, :n, :n)"), {"n": number + 1})

            await database.write(both)
            done += 1
        return done

    writing = asyncio.create_task(write())
    seen = []
    for number in range(10):
        to = tmp_path / f"copy-{number}.db"
        assert await asyncio.to_thread(backup, url, to) == to.stat().st_size
        copy = await Database.open(f"sqlite:///{to}")
        rows, last = await counter(copy)
        await copy.close()
        assert rows == 2 * last
        seen.append(last)
    stop = True
    assert await writing >= seen[-1]
    assert seen == sorted(seen)
    assert seen[-1] > seen[0], "nothing was written meanwhile: the test showed nothing"
    await database.close()


async def test_a_backup_is_one_private_file(running: tuple[Database, str], tmp_path: Path) -> None:
    """People's addresses are in it: only the owner may read it; no log lies beside it, and no half of it is left."""
    database, url = running
    folder = tmp_path / "backups"
    folder.mkdir()
    to = folder / "a.db"
    backup(url, to)
    await database.close()
    assert stat.S_IMODE(to.stat().st_mode) == 0o600
    assert list(folder.iterdir()) == [to]


async def test_a_backup_is_not_overwritten(running: tuple[Database, str], tmp_path: Path) -> None:
    """An older backup may be all that is left."""
    database, url = running
    to = tmp_path / "a.db"
    to.write_bytes(b"older")
    with pytest.raises(StorageError, match="exists already"):
        backup(url, to)
    assert to.read_bytes() == b"older"
    await database.close()


async def test_a_backup_that_fails_says_why_and_leaves_nothing(running: tuple[Database, str], tmp_path: Path) -> None:
    """No such folder, no such database, another program's database, another kind of database: one clear line each."""
    database, url = running
    with pytest.raises(StorageError, match="was not made"):
        backup(url, tmp_path / "nowhere" / "a.db")
    with pytest.raises(DatabaseMissing):
        backup(f"sqlite:///{tmp_path / 'none.db'}", tmp_path / "a.db")
    (tmp_path / "empty.db").touch()
    with pytest.raises(StorageError, match="right file"):
        backup(f"sqlite:///{tmp_path / 'empty.db'}", tmp_path / "a.db")
    (tmp_path / "text.db").write_text("this is no database, but long enough to be read as one " * 20)
    with pytest.raises(StorageError, match="was not made"):
        backup(f"sqlite:///{tmp_path / 'text.db'}", tmp_path / "a.db")
    with pytest.raises(StorageError, match="pg_dump"):
        backup("postgresql://nobody@127.0.0.1:1/nothing", tmp_path / "a.db")
    assert not list(tmp_path.glob("a.db*"))
    await database.close()


async def test_an_older_database_can_be_backed_up(running: tuple[Database, str], tmp_path: Path) -> None:
    """Before an upgrade is when a backup is made, with the new program already installed."""
    database, url = running
    await database.write(
        lambda connection: connection.execute(text("UPDATE alembic_version SET version_num = '0001'")).close()
    )
    await database.close()
    assert backup(url, tmp_path / "a.db") > 0
