"""Who alone may do something for a while: send, or poll. Taken by one statement, lost by not renewing it."""

from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, select, text

from storage import tables
from storage.columns import UTCDateTime
from storage.store import Store

leases = tables.leases

TAKE = text(
    "INSERT INTO leases (name, owner, until) VALUES (:name, :owner, :until) ON CONFLICT (name) DO UPDATE "
    "SET owner = excluded.owner, until = excluded.until "
    "WHERE leases.owner = excluded.owner OR leases.until <= :now RETURNING name"
).bindparams(bindparam("until", type_=UTCDateTime), bindparam("now", type_=UTCDateTime))


def take(connection: Connection, name: str, owner: str, now: datetime, until: datetime) -> bool:
    """Take or renew it, within a transaction; False while somebody else has it."""
    parameters = {"name": name, "owner": owner, "now": now, "until": until}
    return connection.execute(TAKE, parameters).scalar() is not None


class Leases:
    """Leases by name."""

    def __init__(self, database: Store) -> None:
        self._database = database

    async def take(self, name: str, owner: str, now: datetime, until: datetime) -> bool:
        """Take or renew it; False while somebody else has it."""
        return await self._database.write(lambda connection: take(connection, name, owner, now, until))

    async def release(self, name: str, owner: str) -> None:
        """Give it back, if it is still ours."""
        statement = delete(leases).where(leases.c.name == name, leases.c.owner == owner)
        await self._database.write(lambda connection: connection.execute(statement).rowcount)

    async def holder(self, name: str, now: datetime) -> str | None:
        """Who has it."""
        statement = select(leases.c.owner).where(leases.c.name == name, leases.c.until > now)
        return await self._database.look(lambda connection: connection.execute(statement).scalar())
