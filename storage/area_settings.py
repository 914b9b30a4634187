"""What areas set for themselves and the days that are something else: few rows, needed at every turn.

They are kept in the process, and whether there are newer ones is asked by every unit of work at its first question: how
many both tables have, since rows are only added (ids do not tell: a machine whose clock is behind gives lower ones). So
no unit works by what another process has replaced.
"""

from dataclasses import dataclass, field

from sqlalchemy import Connection, func, select

from casework.area_settings import AreaSettings
from storage.rows import DAYS, SETTINGS
from storage.tables import days, settings

COUNTS = select(
    select(func.count()).select_from(settings).scalar_subquery(),
    select(func.count()).select_from(days).scalar_subquery(),
)


@dataclass(slots=True)
class Kept:
    """What was read last, and how many rows there were. One per process."""

    counts: tuple[int, int] | None = None
    rows: AreaSettings = field(default_factory=AreaSettings)

    def fresh(self, connection: Connection) -> AreaSettings:
        """As it stands in the database now."""
        in_settings, in_days = connection.execute(COUNTS).one()
        if (in_settings, in_days) != self.counts:
            self.rows = AreaSettings(
                [SETTINGS.load(row) for row in connection.execute(SETTINGS.select())],
                [DAYS.load(row) for row in connection.execute(DAYS.select())],
            )
            self.counts = in_settings, in_days
        return self.rows
