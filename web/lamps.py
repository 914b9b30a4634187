"""How many matters stand in which light, by the rule of cards and boards (casework/clock/lights.py): for metrics."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta

from casework.clock.lights import Light, light_of
from casework.settings import Settings
from storage.database import Database

AT_MOST = 5000
"""Matters looked at, the oldest first."""
EVERY = timedelta(minutes=1)
"""Lights go on with the minutes; a city's take a second of the processor."""


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
            self._counted, self._at = await self._count(now), now
        return self._counted

    async def _count(self, now: datetime) -> Mapping[str, int]:
        work = self._database.long_work(self._settings)
        tops = [one.id for one in await work.find_areas(None)]
        standing = await work.standing_in(tops, AT_MOST) if tops else []
        await work.foresee_names(standing)
        found: Counter[str] = Counter(dict.fromkeys(Light, 0))
        for issue in standing:
            holder = await work.post(issue.holder_post_id) if issue.holder_post_id is not None else None
            settings = work.settings_for(issue.line, now)
            found[light_of(issue, now, settings, holder.role if holder is not None else None)] += 1
        return found
