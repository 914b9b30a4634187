"""SQLite: one connection that writes, in a thread of its own; one that looks, in the event loop; aiosqlite reads long.

A trip to a thread costs more than what is asked there, so a look (an index, a few rows) is made where it is needed.
Writers that wait at the same time share one transaction and its fsync. synchronous=FULL: what was acknowledged
survives a power cut. A cancelled caller cannot leave half of a transaction behind.
"""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from sqlite3 import SQLITE_ERROR
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import URL, AsyncAdaptedQueuePool, Connection, Engine, QueuePool, create_engine, event
from sqlalchemy.exc import DBAPIError, OperationalError

from casework.frozen import frozen
from storage.errors import ForeignKeysBroken
from storage.reading import Reading

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

T = TypeVar("T")
BUSY_MS = 10_000  # for the command line beside the running bot, and for checkpoints
LOOK_BUSY_MS = 500
"""Readers wait for nobody but a recovery after a crash; meanwhile everything here stands still."""
READ_ONLY = "PRAGMA query_only=ON"
TOGETHER = 64
"""Writes in one transaction."""


@frozen
class _Write:
    do: Callable[[Connection], Any]
    durable: bool
    done: asyncio.Future[Any]


class Sqlite:
    """One database file."""

    def __init__(self, path: Path) -> None:
        self._writer = _engine(
            path,
            f"PRAGMA busy_timeout={BUSY_MS}",
            "PRAGMA journal_mode=WAL",
            "PRAGMA synchronous=FULL",
            "PRAGMA foreign_keys=ON",
            "PRAGMA secure_delete=FAST",  # what was forgotten is not to be read in the file's free places
        )
        self._looker = _engine(path, f"PRAGMA busy_timeout={LOOK_BUSY_MS}", READ_ONLY)
        self._reading = Reading(lambda: _reading(path))
        event.listen(self._writer, "begin", _begin_writing)
        self._write_thread = ThreadPoolExecutor(1, "sqlite-writer")
        self._looking: Connection | None = None  # kept: to take it from the pool costs as much as most questions
        self._writes: list[_Write] = []
        self._writing: asyncio.Future[list[Any]] | None = None

    async def look(self, ask: Callable[[Connection], T]) -> T:
        """Run `ask`, which reads little, on one consistent state, here and now."""
        if self._looking is None:
            self._looking = self._looker.connect()
        try:
            return _in_one_state(self._looking, ask)
        except DBAPIError:
            self._looking.close()
            self._looking = None
            raise

    async def read(self, ask: Callable[[Connection], T]) -> T:
        """Run `ask`, which may take long, on one consistent state."""
        return await self._reading.read(ask)

    async def write(self, do: Callable[[Connection], T], *, durable: bool = True) -> T:
        """Run `do` in one transaction, perhaps with others'; it may be run twice, and only the last time counts.

        Not durable: a power cut may undo it, together with all that came after it.
        """
        write = _Write(do, durable, asyncio.get_running_loop().create_future())
        self._writes.append(write)
        if self._writing is None:
            self._begin_to_write()
        done: T = await write.done
        return done

    async def rebuild(self, do: Callable[[Connection], None]) -> None:
        """Run `do`, which may copy tables, in one transaction without foreign keys. Raises ForeignKeysBroken, and then
        nothing was written, when one of them does not hold at its end."""
        await self._run(self._write_thread, partial(_unchecked, self._writer, do))

    def _begin_to_write(self) -> None:
        """At once, so that whoever waits for it and whoever works out the next do so side by side."""
        writes = self._writes[:TOGETHER]
        del self._writes[: len(writes)]
        self._writing = self._run(self._write_thread, partial(_together, self._writer, writes))
        self._writing.add_done_callback(partial(self._written, writes))

    def _written(self, writes: list[_Write], writing: asyncio.Future[list[Any]]) -> None:
        for write, result in zip(writes, writing.result(), strict=True):
            if write.done.done():
                continue  # whoever asked was cancelled
            if isinstance(result, Exception):
                write.done.set_exception(result)
            else:
                write.done.set_result(result)
        self._writing = None
        if self._writes:
            self._begin_to_write()

    async def close(self) -> None:
        """Wait for what runs, and let go of the file."""
        while self._writing is not None:
            await asyncio.wait([self._writing])
        await self._reading.close()
        await self._run(self._write_thread, self._writer.dispose)
        if self._looking is not None:
            self._looking.close()
        self._looker.dispose()
        self._write_thread.shutdown()

    def _run(self, threads: ThreadPoolExecutor, job: Callable[[], T]) -> asyncio.Future[T]:
        return asyncio.get_running_loop().run_in_executor(threads, job)


def _engine(path: Path, *pragmas: str) -> Engine:
    engine = create_engine(URL.create("sqlite", database=str(path)), poolclass=QueuePool, pool_size=1, max_overflow=0)
    event.listen(engine, "connect", partial(_connected, pragmas))
    return engine


def _connected(pragmas: Sequence[str], connection: Any, _: Any) -> None:
    connection.isolation_level = None  # or the driver begins transactions of its own, deferred ones
    for pragma in pragmas:
        cursor = connection.cursor()
        cursor.execute(pragma)
        cursor.close()


def _reading(path: Path) -> "AsyncEngine":
    from sqlalchemy.ext.asyncio import create_async_engine  # a start asks nothing that takes long

    engine = create_async_engine(URL.create("sqlite+aiosqlite", database=str(path)), poolclass=AsyncAdaptedQueuePool)
    event.listen(engine.sync_engine, "connect", partial(_connected, (f"PRAGMA busy_timeout={BUSY_MS}", READ_ONLY)))
    event.listen(engine.sync_engine, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return engine


def _begin_writing(connection: Connection) -> None:
    level = "FULL" if connection.get_execution_options().get("durable", True) else "NORMAL"
    if connection.info.get("synchronous") != level:
        connection.exec_driver_sql(f"PRAGMA synchronous={level}")
        connection.info["synchronous"] = level
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _in_one_state(connection: Connection, ask: Callable[[Connection], T]) -> T:
    """Begun and ended at the driver: SQLAlchemy's own transaction takes as long as most questions."""
    driver: Any = connection.connection.driver_connection
    driver.execute("BEGIN").close()
    try:
        return ask(connection)
    finally:
        driver.commit()


def _alone(engine: Engine, do: Callable[[Connection], T], durable: bool = True) -> T:
    with engine.connect().execution_options(durable=durable) as connection, connection.begin():
        return do(connection)


def _unchecked(engine: Engine, do: Callable[[Connection], None]) -> None:
    with engine.connect() as connection:
        driver: Any = connection.connection.driver_connection
        driver.execute("PRAGMA foreign_keys=OFF").close()  # within a transaction that does nothing
        try:
            with connection.begin():
                do(connection)
                if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
                    pairs = ", ".join(sorted({f"{row[0]} to {row[2]}" for row in broken}))
                    raise ForeignKeysBroken(f"{len(broken)} rows name what is not there: {pairs}")
        finally:
            driver.execute("PRAGMA foreign_keys=ON").close()


def _together(engine: Engine, writes: Sequence[_Write]) -> list[Any]:
    """What each gave, or the exception that it failed with. One that fails is not to undo the others: then each has a
    transaction of its own, unless it is the file that fails."""
    if len(writes) > 1:
        try:
            durable = any(one.durable for one in writes)
            return _alone(engine, lambda connection: [write.do(connection) for write in writes], durable)
        except Exception as error:
            if _is_the_file(error):
                return [error] * len(writes)
    return [_outcome(engine, write) for write in writes]


def _outcome(engine: Engine, write: _Write) -> Any:
    try:
        return _alone(engine, write.do, write.durable)
    except Exception as error:
        return error


def _is_the_file(error: Exception) -> bool:
    """Locked, full, gone: for everybody alike."""
    return isinstance(error, OperationalError) and getattr(error.orig, "sqlite_errorcode", 0) != SQLITE_ERROR
