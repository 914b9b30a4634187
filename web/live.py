"""What is new on a board: one number for each set of areas that somebody looks at, asked once a second in this process.

Whoever looks is told that it has changed, and asks for the lines anew: what he may know is decided then. A press at one
replica is seen at another within two seconds, since the database is asked, not the process.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import datetime

from storage.board import numbers
from storage.errors import StorageError
from storage.store import Store

EVERY_SECONDS = 1.0
SIGN_OF_LIFE_SECONDS = 15.0
Areas = tuple[tuple[int, ...], ...]
"""The lines of areas."""


@dataclass(slots=True)
class _Watched:
    number: str = ""
    followers: set[asyncio.Event] = field(default_factory=set)


class Changes:
    """Asks while somebody looks."""

    def __init__(self, database: Store, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now
        self._watched: dict[Areas, _Watched] = {}
        self._asking: asyncio.Task[None] | None = None
        self._ended = asyncio.Event()

    async def follow(self, areas: Areas) -> AsyncIterator[str | None]:
        """The number whenever it is another one; None as a sign of life."""
        watched, mine = self._watched.setdefault(areas, _Watched()), asyncio.Event()
        watched.followers.add(mine)
        if watched.number:
            mine.set()  # others look at the same: this one is told where it begins, or would take news for that
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._ask(), name="board")
        told = ""
        try:
            while not self._ended.is_set():
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(SIGN_OF_LIFE_SECONDS):
                        await mine.wait()
                mine.clear()
                if self._ended.is_set():
                    return
                new, told = watched.number if watched.number != told else None, watched.number
                yield new
        finally:
            watched.followers.discard(mine)
            if not watched.followers:
                self._watched.pop(areas, None)

    async def number(self, areas: Areas) -> str:
        """As it is now: the one that somebody follows, which is a second old at most, else asked for."""
        watched = self._watched.get(areas)
        if watched is not None and watched.number and self._asking is not None and not self._asking.done():
            return watched.number
        return (await self._database.read(numbers((areas,), self._now())))[areas]

    def forget(self) -> None:
        """Something was done here just now: whoever looks next is not told what was before."""
        for watched in self._watched.values():
            watched.number = ""

    def stop(self) -> None:
        """Whoever follows is let go: the process ends."""
        self._ended.set()
        for watched in self._watched.values():
            for one in watched.followers:
                one.set()

    async def _ask(self) -> None:
        while self._watched and not self._ended.is_set():
            with contextlib.suppress(StorageError):
                found = await self._database.read(numbers(tuple(self._watched), self._now()))
                for areas, number in found.items():
                    watched = self._watched.get(areas)
                    if watched is not None and watched.number != number:
                        watched.number = number
                        for one in watched.followers:
                            one.set()
            await asyncio.sleep(EVERY_SECONDS)
