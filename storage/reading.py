"""Reads that may take long: the same code over aiosqlite and asyncpg, through SQLAlchemy's async engine.

Board, pages, figures, ledger, audit, exports. What an index answers with a few rows is looked up where it is needed
(`Database.look`): a trip to a driver's thread costs more than such a question (ADR 0009).
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import Connection

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncEngine

T = TypeVar("T")


class Reading:
    """Opens its engine at the first read: a start asks nothing that takes long."""

    def __init__(self, make: Callable[[], "AsyncEngine"]) -> None:
        self._make = make
        self._engine: AsyncEngine | None = None

    async def read(self, ask: Callable[[Connection], T]) -> T:
        """Run `ask`: on SQLite on one consistent state, on PostgreSQL each statement sees what is committed by then."""
        if self._engine is None:
            self._engine = self._make()
        async with self._engine.connect() as connection:
            return await connection.run_sync(ask)

    async def close(self) -> None:
        """Let go of the connections."""
        if self._engine is not None:
            await self._engine.dispose()
