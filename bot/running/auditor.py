"""Looks every minute whether each rung that was due went out, or says why not (storage/audit.py), and erases a batch
of what was kept long enough (storage/erasing.py).

It has no time of its own at which it has to look, else a sandbox's clock would have to stop at every minute: it comes
with the clock's heartbeat, or with what is committed.
"""

import logging
from contextlib import suppress
from datetime import timedelta

from bot.running.clock import Clock
from casework.settings import Settings
from storage.audit import Audit, audit
from storage.database import Database
from storage.erasing import erase_some
from storage.errors import StorageError

_log = logging.getLogger(__name__)

EVERY = timedelta(minutes=1)
RESTS = timedelta(hours=1)
"""Between two looks at what is to be erased, once nothing was: it was kept for days."""
LOOK_BACK = timedelta(days=1)
"""A rung is looked at again and again for so long: its message may be given up hours after it was due."""


class Auditor:
    """`latest` is the last audit; None before the first."""

    def __init__(self, database: Database, clock: Clock, settings: Settings) -> None:
        self._database = database
        self._settings = settings
        self._clock = clock
        self._wake = database.committed.subscribe()
        self.latest: Audit | None = None

    async def run(self) -> None:
        """Audit for ever."""
        with self._clock.work():
            again = erases = self._clock.now() + EVERY
            while True:
                if (now := self._clock.now()) >= again:
                    again = now + EVERY
                    await self.look()
                    if now >= erases:
                        erases = again if await self.erase() else now + RESTS
                await self._clock.wait(None, self._wake)

    async def look(self) -> None:
        """One audit; a database that does not answer is tried again the next time."""
        now = self._clock.now()
        try:
            found = await audit(self._database, now, now - LOOK_BACK)
        except StorageError:
            return
        known = set(self.latest.findings) if self.latest is not None else set()
        for one in found.findings:
            if one not in known:
                _log.error(
                    "audit: %s: %s, rung %d, due %s, issue %s",
                    one.fault,
                    one.kind,
                    one.rung,
                    one.due_at.isoformat(timespec="seconds"),
                    one.issue_number if one.issue_number is not None else "none",
                )
        self.latest = found

    async def erase(self) -> int:
        """One batch, and how many rows it was; the next one the next time, on whichever replica."""
        with suppress(StorageError):
            return sum((await erase_some(self._database, self._settings, self._clock.now())).values())
        return 1  # tried again the next time
