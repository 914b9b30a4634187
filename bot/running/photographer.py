"""Fetches the photos that were released for the echo wall, and erases what was taken back (ADR 0029).

One process of all. What is to be done waits in the database, found by an index: it looks after every commit. What
cannot be fetched now is tried again; what never can be is kept as such, and said where photos are chosen.
"""

import logging
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

from bot.running.child import ask
from bot.running.clock import Clock
from bot.running.reducing import HEAD, SECONDS
from storage.database import Database
from storage.errors import StorageError
from storage.pictures import Pictures, Waiting
from storage.replicas import PICTURES, Replica

_log = logging.getLogger(__name__)

AGAIN = timedelta(minutes=5)
"""After a photo could not be fetched."""
REAL_SECONDS = 2.0 * SECONDS
"""The other process counts its own, of the processor."""


class Unfetchable(Exception):
    """Telegram will never give it. The message says why, in one word."""


class NotNow(Exception):
    """It cannot be fetched at this moment."""


Fetch = Callable[[str], Awaitable[bytes]]
"""The bytes of a reference. Raises Unfetchable, NotNow."""


class Photographer:
    """Works while it holds the lease."""

    def __init__(self, database: Database, clock: Clock, replica: Replica, fetch: Fetch) -> None:
        self._pictures = Pictures(database)
        self._clock = clock
        self._replica = replica
        self._fetch = fetch
        self._wake = database.committed.subscribe()
        self._not_before: dict[int, datetime] = {}

    async def run(self) -> None:
        """For ever."""
        with self._clock.work():
            while True:
                await self.look()
                await self._clock.wait(min(self._not_before.values(), default=None), self._wake)

    async def look(self) -> None:
        """All that is to be fetched or erased now."""
        now = self._clock.now()
        self._not_before = {photo: at for photo, at in self._not_before.items() if at > now}
        if not self._replica.holds(PICTURES):
            return
        try:
            for one in await self._pictures.waiting():
                if not one.released:
                    await self._pictures.erase(one)
                elif one.attachment_id not in self._not_before:
                    await self._take(one)
        except StorageError as error:
            _log.debug("no photo was fetched: %s", type(error).__name__)

    async def _take(self, one: Waiting) -> None:
        try:
            content, width, height = await reduce(await self._fetch(one.ref))
        except Unfetchable as error:
            _log.warning("a photo for the wall cannot be shown: %s", error)
            await self._pictures.failed(one, str(error), self._clock.now())
        except NotNow as error:
            _log.warning("a photo for the wall is not there yet (%s), again in %s", error, AGAIN)
            self._not_before[one.attachment_id] = self._clock.now() + AGAIN
        else:
            await self._pictures.keep(one, content, width, height, self._clock.now())


async def reduce(data: bytes) -> tuple[bytes, int, int]:
    """A picture for the wall, made in a process of its own; its width and height. Raises Unfetchable, NotNow."""
    try:
        made = await ask("bot.running.reducing", data, REAL_SECONDS)
    except TimeoutError:
        raise Unfetchable("slow") from None
    except OSError as error:
        raise NotNow(type(error).__name__) from error
    if made.code:
        raise Unfetchable(made.word if made.code == 2 and made.word else "unreadable")
    width, height = HEAD.unpack_from(made.content)
    return made.content[HEAD.size :], width, height
