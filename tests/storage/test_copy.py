"""Moving between SQLite and PostgreSQL."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select

from casework.clock.falling_due import fire
from storage import copy as copying
from storage.copy import COPIED, copy_database
from storage.database import Database
from storage.errors import StorageError
from storage.inbox import Inbox
from storage.replicas import Replica
from storage.tables import leases, metadata
from tests.casework.neighbourhood import PEOPLE, TEN
from tests.storage.town import Town

pytestmark = pytest.mark.usefixtures("migrated_at_once")


@pytest.fixture
def other_url(request: pytest.FixtureRequest, tmp_path: Path, url: str) -> Iterator[str]:
    """A database of the other kind, without tables."""
    if not url.startswith("sqlite"):
        yield f"sqlite:///{tmp_path / 'other.db'}"
        return
    import asyncio
    import uuid

    from tests.postgres import named, run_on

    server = request.getfixturevalue("server")
    name = f"test_{uuid.uuid4().hex}"
    asyncio.run(run_on(server, f"CREATE DATABASE {name}"))
    yield named(server, name)
    asyncio.run(run_on(server, f"DROP DATABASE {name} WITH (FORCE)"))


async def everything(url: str) -> dict[str, list[dict[str, Any]]]:
    database = await Database.open(url)

    def ask(connection: Connection) -> dict[str, list[dict[str, Any]]]:
        return {
            table.name: sorted(
                (dict(row) for row in connection.execute(select(table)).mappings()),
                key=lambda row: str([row[column.name] for column in table.primary_key.columns]),
            )
            for table in COPIED
        }

    found = await database.read(ask)
    await database.close()
    return found


async def live(town: Town) -> None:
    """A few reports with rungs fired, strange words, an update."""
    for number in range(7):
        issue = await town.report(f"楼道 🕯 'quoted' \\ {number}", at=TEN + timedelta(seconds=number))
    deadline = next(one for one in issue.deadlines if one.rung == 1)
    await town.do(lambda work: fire(deadline, TEN + timedelta(hours=3), work))
    await Inbox(town.database).take_in([{"update_id": 1, "message": {"text": "\ud800 \x00 堵"}}], "polling", TEN)


async def test_everything_arrives_and_comes_back(
    town: Town, url: str, other_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To the other kind of database and back: every row of every table is the same, to the microsecond."""
    monkeypatch.setattr(copying, "BATCH", 3)
    await live(town)
    before = await everything(url)
    seen: list[tuple[str, int]] = []
    counts = await copy_database(url, other_url, lambda table, rows: seen.append((table, rows)))
    assert counts == {name: len(rows) for name, rows in before.items()}
    assert counts["issues"] == 7
    assert ("issues", 3) in seen
    assert await everything(other_url) == before
    back = f"sqlite:///{tmp_path / 'back.db'}"
    await copy_database(other_url, back)
    assert await everything(back) == before


async def test_a_target_with_anything_in_it_is_refused(town: Town, url: str, tmp_path: Path) -> None:
    """Two neighbourhoods are never mixed; what was there stays as it was."""
    to = f"sqlite:///{tmp_path / 'target.db'}"
    await copy_database(url, to)
    before = await everything(to)
    with pytest.raises(StorageError, match="not empty"):
        await copy_database(url, to)
    assert await everything(to) == before


async def test_a_running_bot_is_not_copied(town: Town, url: str, tmp_path: Path) -> None:
    """What it writes meanwhile would be missed: it has to be stopped, and is then copied."""
    replica = Replica(town.database)
    await replica.beat()
    to = f"sqlite:///{tmp_path / 'target.db'}"
    with pytest.raises(StorageError, match="stop it first"):
        await copy_database(url, to)
    await replica.leave()
    assert (await copy_database(url, to))["persons"] == len(PEOPLE)


async def test_a_copy_that_is_not_whole_is_told(
    town: Town, url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The counts of both sides are compared at the end."""
    whole = copying._copy

    async def forgetful(source: Any, target: Any, table: Any, progress: Any) -> None:
        if table.name != "addresses":
            await whole(source, target, table, progress)

    monkeypatch.setattr(copying, "_copy", forgetful)
    with pytest.raises(StorageError, match="addresses has 13 rows there and 0 here"):
        await copy_database(url, f"sqlite:///{tmp_path / 'target.db'}")


def test_no_table_is_forgotten() -> None:
    """Only the leases of running processes stay behind."""
    assert {table.name for table in metadata.tables.values()} - {table.name for table in COPIED} == {leases.name}
