"""What is new on a board: one number for each set of areas that somebody looks at, asked once a second in this process.

Whoever looks is told those parts of the board that have changed, as far as he may know of them then. A press at one
replica is seen at another within two seconds, since the database is asked, not the process.
"""

import asyncio
import contextlib
import json
import re
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from casework.frozen import frozen
from storage.board import numbers
from storage.errors import StorageError
from storage.store import Store

EVERY_SECONDS = 1.0
TIMES = 12
"""It is not asked again before so many times as long has passed as it took to ask, and to make what had changed:
whatever is reported meanwhile, boards leave the bot more than nine tenths of the time."""
AT_MOST_SECONDS = 15.0
SIGN_OF_LIFE_SECONDS = 15.0
LONGEST = 1000
Areas = tuple[tuple[int, ...], ...]
"""The lines of areas."""


PART = re.compile(r'<div class="part" id="(part-[a-z]+)">(.*?)</div><!-- part -->', re.DOTALL)


@frozen
class Parts:
    """What changes of a board, whole and in parts: each with a sign of what is in it."""

    whole: str
    parts: Mapping[str, str]
    signs: Mapping[str, str]

    def news(self, had: Mapping[str, str]) -> str:
        """For whoever shows those: the parts that are others now, by their ids. JSON, in one line."""
        return json.dumps({name: part for name, part in self.parts.items() if self.signs[name] != had.get(name)})


def parts_of(live: str) -> Parts:
    """Of the template's text (live.html)."""
    parts: dict[str, str] = {}
    signs: dict[str, str] = {}

    def signed(found: re.Match[str]) -> str:
        name, said = found.groups()
        sign = signs[name] = sha256(said.encode()).hexdigest()[:12]
        parts[name] = f'<div class="part" id="{name}" data-sign="{sign}">{said}</div>'
        return parts[name]

    return Parts(PART.sub(signed, live), parts, signs)


def shown_by(header: str) -> dict[str, str]:
    """What a page shows: "part-rows=5f3a… part-tree=…"."""
    return dict(one.split("=", 1) for one in header[:LONGEST].split() if "=" in one)


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
        self._took = 0.0
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

    def made(self, seconds: float) -> None:
        """It took so long to ask, or to make one of the boards that have changed."""
        self._took += seconds

    def stop(self) -> None:
        """Whoever follows is let go: the process ends."""
        self._ended.set()
        for watched in self._watched.values():
            for one in watched.followers:
                one.set()

    async def _ask(self) -> None:
        while self._watched and not self._ended.is_set():
            begun = asyncio.get_running_loop().time()
            with contextlib.suppress(StorageError):
                found = await self._database.read(numbers(tuple(self._watched), self._now()))
                for areas, number in found.items():
                    watched = self._watched.get(areas)
                    if watched is not None and watched.number != number:
                        watched.number = number
                        for one in watched.followers:
                            one.set()
            self.made(asyncio.get_running_loop().time() - begun)
            await asyncio.sleep(EVERY_SECONDS)
            pause, self._took = min(TIMES * self._took, AT_MOST_SECONDS) - EVERY_SECONDS, 0.0
            if pause > 0:
                await asyncio.sleep(pause)
