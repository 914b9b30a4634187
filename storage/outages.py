"""Planned outages. There are few at a time: those that are not over are read together."""

from datetime import datetime

from sqlalchemy import bindparam

from casework.model.issues import Outage
from storage import tables
from storage.columns import UTCDateTime
from storage.rows import OUTAGES
from storage.unit import Unit

_SINCE = OUTAGES.select().where(
    tables.outages.c.taken_back_at.is_(None), tables.outages.c.ends_at > bindparam("since", type_=UTCDateTime())
)


class OutageReads(Unit):
    """What is planned, and what was a short while ago."""

    async def outage(self, outage_id: int) -> Outage:
        """Raises NotFound."""
        return await self._one(OUTAGES, outage_id)

    async def outages(self, since: datetime) -> list[Outage]:
        """Those that were not taken back, and end after that moment; by their beginning."""
        found = await self._all(
            OUTAGES, _SINCE, lambda one: one.taken_back_at is None and one.ends_at > since, since=since
        )
        return sorted(found, key=lambda one: (one.starts_at, one.id))
