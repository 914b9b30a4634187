"""How often people do what they may do so often only, minute by minute; and how often they were refused it."""

from datetime import datetime

from sqlalchemy import bindparam, func, select, text

from casework.model.people import Use, Uses
from storage.columns import UTCDateTime
from storage.tables import uses
from storage.unit import Unit

_COUNT = (
    "INSERT INTO uses (person_id, what, minute, used, refused) VALUES (:person, :what, :minute, {used}, {refused}) "
    "ON CONFLICT (person_id, what, minute) DO UPDATE SET used = uses.used + {used}, refused = uses.refused + {refused}"
)
_MINUTE = bindparam("minute", type_=UTCDateTime())
USED = text(_COUNT.format(used=1, refused=0)).bindparams(_MINUTE)
REFUSED = text(_COUNT.format(used=0, refused=1)).bindparams(_MINUTE)
OF_PERSON = select(uses.c.minute, uses.c.used, uses.c.refused).where(
    uses.c.person_id == bindparam("person"), uses.c.what == bindparam("what"), uses.c.minute >= bindparam("since")
)


class UseReads(Unit):
    """The unit of work's part of what people may do so often."""

    async def uses(self, person_id: int, what: Use, since: datetime) -> list[Uses]:
        """Minute by minute, since the minute that began then; what this unit counts itself is not among it."""
        (rows,) = await self._rows(OF_PERSON, person=person_id, what=str(what), since=since)
        return [Uses(minute=row.minute, used=row.used, refused=row.refused) for row in rows]

    def count_use(self, person_id: int, what: Use, minute: datetime) -> None:
        """One more in that minute."""
        self._mark(USED, person=person_id, what=str(what), minute=minute)

    def count_refusal(self, person_id: int, what: Use, minute: datetime) -> None:
        """One more that was refused in that minute."""
        self._mark(REFUSED, person=person_id, what=str(what), minute=minute)

    async def refusals(self, since: datetime) -> dict[str, int]:
        """How often each thing was refused since then, to anybody; a kind that a newer version counts is among it."""
        total = func.sum(uses.c.refused).label("total")
        (rows,) = await self._rows(select(uses.c.what, total).where(uses.c.minute >= since).group_by(uses.c.what))
        return {row.what: int(row.total) for row in rows if row.total}
