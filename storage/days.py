"""The rows behind what areas set and the days that are something else, for whoever lists or adds to them."""

from casework.hours import Day
from casework.model.places import Setting
from storage.rows import DAYS, SETTINGS
from storage.tables import days, settings
from storage.unit import Unit

ALL_DAYS = DAYS.select().order_by(days.c.id)
ALL_SETTINGS = SETTINGS.select().order_by(settings.c.id)


class SettingReads(Unit):
    """Few rows, asked by people."""

    async def known_days(self) -> list[Day]:
        """All of them, oldest row first; the last of a date and area counts."""
        (rows,) = await self._rows(ALL_DAYS)
        return [DAYS.load(row) for row in rows]

    async def known_settings(self) -> list[Setting]:
        """All of them, oldest row first."""
        (rows,) = await self._rows(ALL_SETTINGS)
        return [SETTINGS.load(row) for row in rows]
