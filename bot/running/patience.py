"""Waiting for a database that is away: longer each time. That it is away, and that it is back, the database itself logs
(storage/database.py), once."""

import asyncio

FIRST_SECONDS, LONGEST_SECONDS = 1.0, 10.0


class Patience:
    """1, 2, 4, 8, 10, 10 ... real seconds, until it is `over`."""

    def __init__(self) -> None:
        self._next = FIRST_SECONDS

    async def wait(self) -> None:
        """Longer than the last time."""
        pause, self._next = self._next, min(2 * self._next, LONGEST_SECONDS)
        await asyncio.sleep(pause)

    def over(self) -> None:
        """It went well."""
        self._next = FIRST_SECONDS
