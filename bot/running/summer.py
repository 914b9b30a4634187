"""Sums the days that changed again, for the figures (storage/sums.py): one process of all, and never in a hurry.

Pages count what is not summed yet by themselves, so nothing waits for it. Like the auditor it has no time of its own:
it comes with the clock's heartbeat, or with what is committed.
"""

import asyncio
import logging
import time
from datetime import timedelta

from bot.running.clock import Clock
from casework.settings import Settings
from storage.database import Database
from storage.errors import StorageError
from storage.replicas import SUMMER, Replica
from storage.sums import of_another_basis, sum_all_again, sum_some

_log = logging.getLogger(__name__)

EVERY = timedelta(minutes=10)


class Summer:
    """Works while it holds the lease."""

    def __init__(self, database: Database, clock: Clock, settings: Settings, replica: Replica) -> None:
        self._database = database
        self._settings = settings
        self._clock = clock
        self._replica = replica
        self._wake = database.committed.subscribe()
        self._compared = False

    async def run(self) -> None:
        """For ever."""
        with self._clock.work():
            again = self._clock.now() + EVERY
            while True:
                if (now := self._clock.now()) >= again:
                    again = now + EVERY
                    await self.look()
                await self._clock.wait(None, self._wake)

    async def look(self) -> None:
        """All that is to be summed now; what fails is tried again the next time."""
        try:
            while self._replica.holds(SUMMER):
                if not self._compared:
                    await self._compare()
                begun = time.monotonic()
                if not await sum_some(self._database, self._settings, self._clock.now()):
                    return
                await asyncio.sleep(
                    time.monotonic() - begun
                )  # half of the time: whoever has to ring somebody comes first
        except StorageError as error:
            _log.debug("nothing was summed: %s", type(error).__name__)

    async def _compare(self) -> None:
        """Once in a life: what other formulas summed, or another configuration, is summed again."""
        if await of_another_basis(self._database, self._settings):
            _log.warning("the formulas or the limits of the figures have changed: every day is summed again")
            await sum_all_again(self._database)
        self._compared = True
