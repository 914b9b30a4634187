"""SQLite as one writer and a few readers, each transaction run whole in a thread of its own.

Writing is one connection that begins IMMEDIATE; a second engine is query_only. A transaction is one trip to the
thread, not one per statement: the trips are what costs (design.md, Budgets). A cancelled caller cannot leave half of
one behind either. synchronous=FULL: what was acknowledged survives a power cut.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine, QueuePool, create_engine, event

T = TypeVar("T")
READERS = 2
BUSY_MS = 10_000  # for the command line beside the running bot, and for checkpoints


class Sqlite:
    """One database file."""

    def __init__(self, path: Path) -> None:
        self._writer = _engine(
            path,
            1,
            f"PRAGMA busy_timeout={BUSY_MS}",
            "PRAGMA journal_mode=WAL",
            "PRAGMA synchronous=FULL",
            "PRAGMA foreign_keys=ON",
        )
        self._reader = _engine(path, READERS, f"PRAGMA busy_timeout={BUSY_MS}", "PRAGMA query_only=ON")
        event.listen(self._writer, "begin", _begin_writing)
        event.listen(self._reader, "begin", _begin_reading)
        self._write_thread = ThreadPoolExecutor(1, "sqlite-writer")
        self._read_threads = ThreadPoolExecutor(READERS, "sqlite-reader")

    async def read(self, ask: Callable[[Connection], T]) -> T:
        """Run `ask` on one consistent state."""
        return await self._run(self._read_threads, partial(_in_transaction, self._reader, ask, True))

    async def write(self, do: Callable[[Connection], T], *, durable: bool = True) -> T:
        """Run `do` in one transaction. Not durable: a power cut may undo it, together with all that came after it."""
        return await self._run(self._write_thread, partial(_in_transaction, self._writer, do, durable))

    async def close(self) -> None:
        """Wait for what runs, and let go of the file."""
        for threads, engine in ((self._read_threads, self._reader), (self._write_thread, self._writer)):
            await self._run(threads, engine.dispose)
            threads.shutdown()

    async def _run(self, threads: ThreadPoolExecutor, job: Callable[[], T]) -> T:
        return await asyncio.get_running_loop().run_in_executor(threads, job)


def _engine(path: Path, connections: int, *pragmas: str) -> Engine:
    engine = create_engine(
        URL.create("sqlite", database=str(path)), poolclass=QueuePool, pool_size=connections, max_overflow=0
    )

    def connected(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # or the driver begins transactions of its own, deferred ones
        for pragma in pragmas:
            connection.execute(pragma).close()

    event.listen(engine, "connect", connected)
    return engine


def _begin_writing(connection: Connection) -> None:
    durable = connection.get_execution_options().get("durable", True)
    connection.exec_driver_sql(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _begin_reading(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def _in_transaction(engine: Engine, do: Callable[[Connection], T], durable: bool) -> T:
    with engine.connect().execution_options(durable=durable) as connection, connection.begin():
        return do(connection)
