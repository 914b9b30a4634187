"""How many matters stand in which light, by the rule of cards and boards (casework/clock/lights.py): for metrics."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from casework.clock.lights import Light
from casework.settings import Settings
from storage.database import Database

EVERY = timedelta(minutes=1)
"""Lights go on with the minutes."""


class Lamps:
    """Looked at once a minute, however often somebody asks."""

    def __init__(self, database: Database, settings: Settings) -> None:
        self._database = database
        self._settings = settings
        self._at: datetime | None = None
        self._counted: Mapping[str, int] = {}

    async def counted(self, now: datetime) -> Mapping[str, int]:
        """By light; those that there are none of as well."""
        if self._at is None or not timedelta() <= now - self._at < EVERY:
            found = await self._database.long_work(self._settings).standing_by_light(now)
            self._counted, self._at = {one: found.get(one, 0) for one in Light}, now
        return self._counted
