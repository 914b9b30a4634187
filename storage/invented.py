"""What an invented month needs of the database beside the use cases (`weilinli demo-data`)."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, func, select, update

from storage import tables
from storage.store import Store


async def count_of_issues(database: Store) -> int:
    """How many there are: a month is invented where nothing has happened."""

    def ask(connection: Connection) -> int:
        return connection.execute(select(func.count(tables.issues.c.id))).scalar() or 0

    return await database.read(ask)


async def leave_in_peace(database: Store, invented: Sequence[int], why: str, at: datetime) -> None:
    """What waits to be sent is about the past, and invented people have no phone."""

    def do(connection: Connection) -> None:
        waiting = update(tables.outbox).where(tables.outbox.c.state == "pending")
        connection.execute(waiting.values(state="dropped", error=why, sent_at=at))
        for one in invented:
            connection.execute(update(tables.persons).where(tables.persons.c.id == one).values(reachable=False))

    await database.write(do)
