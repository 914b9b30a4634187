"""PostgreSQL through one asyncpg pool. The same functions as on SQLite run in a greenlet (`run_sync`).

Replicas wake each other by LISTEN and NOTIFY, over one connection of the pool. A notice may be lost, with its sender or
with the connection: whoever sleeps looks again by himself after a while, and whoever hears again looks at once.
"""

import asyncio
import logging
from collections.abc import Callable
from typing import Any, TypeVar

from sqlalchemy import URL, Connection
from sqlalchemy.ext.asyncio import create_async_engine

from storage.reading import Reading

T = TypeVar("T")
CONNECTIONS = 5
CHANNEL = "weilinli"
PAUSE_SECONDS = 1.0

_log = logging.getLogger(__name__)


class Postgres:
    """One PostgreSQL database."""

    def __init__(self, url: URL) -> None:
        # The connection used last has most statements prepared.
        self._engine = create_async_engine(url, pool_size=CONNECTIONS, max_overflow=CONNECTIONS, pool_use_lifo=True)
        self._autocommit = self._engine.execution_options(isolation_level="AUTOCOMMIT")
        self._reading = Reading(lambda: self._autocommit)
        self._listener: asyncio.Task[None] | None = None

    async def read(self, ask: Callable[[Connection], T]) -> T:
        """Run `ask`; each of its statements sees what is committed by then."""
        return await self._reading.read(ask)

    look = read

    async def write(self, do: Callable[[Connection], T], *, durable: bool = True) -> T:
        """Run `do` in one transaction. Not durable: a crash may undo it, together with all that came after it."""
        async with self._engine.begin() as connection:
            if not durable:
                await connection.exec_driver_sql("SET LOCAL synchronous_commit TO OFF")
            return await connection.run_sync(do)

    async def listen(self, wake: Callable[[], None]) -> Callable[[], None]:
        """Call `wake` when another process told; the answer tells the others. Returns when it can hear."""
        said, hears = asyncio.Event(), asyncio.Event()
        self._listener = asyncio.create_task(self._hear_and_tell(wake, said, hears))
        await hears.wait()
        return said.set

    async def _hear_and_tell(self, wake: Callable[[], None], said: asyncio.Event, hears: asyncio.Event) -> None:
        while True:
            try:
                async with self._autocommit.connect() as connection:
                    driver: Any = (await connection.get_raw_connection()).driver_connection
                    driver.add_termination_listener(lambda _: said.set())
                    own = driver.get_server_pid()

                    def heard(_: Any, pid: int, __: str, ___: str, own: int = own) -> None:
                        if pid != own:
                            wake()

                    await driver.add_listener(CHANNEL, heard)
                    wake()  # what came while nobody listened
                    hears.set()
                    while True:
                        await said.wait()
                        said.clear()
                        await driver.execute(f"NOTIFY {CHANNEL}")
            except Exception as error:  # the driver's own errors too: it is used here without SQLAlchemy
                _log.warning("the other replicas cannot be heard (%s), trying again", type(error).__name__)
                await asyncio.sleep(PAUSE_SECONDS)

    async def close(self) -> None:
        """Close the pool."""
        if self._listener is not None:
            self._listener.cancel()
            await asyncio.gather(self._listener, return_exceptions=True)
        await self._engine.dispose()
