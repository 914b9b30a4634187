"""What areas set for themselves and the days that are something else: few rows, needed at every turn.

They are kept in the process, and whether there are newer ones is asked by every unit of work at its first question: the
highest id of both tables, one end of two indexes. So no unit works by what another process has replaced.
"""

from dataclasses import dataclass, field

from sqlalchemy import Connection, func, select

from casework.area_settings import AreaSettings
from storage.rows import DAYS, SETTINGS
from storage.tables import days, settings

NEWEST = select(select(func.max(settings.c.id)).scalar_subquery(), select(func.max(days.c.id)).scalar_subquery())
Newest = tuple[int | None, int | None]


@dataclass(slots=True)
class Kept:
    """What was read last, and how new it is. One per process."""

    newest: Newest | None = None
    rows: AreaSettings = field(default_factory=AreaSettings)

    def fresh(self, connection: Connection) -> AreaSettings:
        """As it stands in the database now."""
        newest: Newest = tuple(connection.execute(NEWEST).one())
        if newest != self.newest:
            self.rows = AreaSettings(
                [SETTINGS.load(row) for row in connection.execute(SETTINGS.select())],
                [DAYS.load(row) for row in connection.execute(DAYS.select())],
            )
            self.newest = newest
        return self.rows
