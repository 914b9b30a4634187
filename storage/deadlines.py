"""What is due, and when the next is: all that the ticker asks. An idle look reads one end of one index."""

from datetime import datetime

from sqlalchemy import bindparam, select, text

from casework.frozen import frozen
from casework.model.deadlines import Deadline, DeadlineKind
from storage import tables
from storage.columns import UTCDateTime
from storage.rows import DEADLINES
from storage.store import Store

deadlines, issues = tables.deadlines, tables.issues
PENDING = text(f"deadlines.{tables.IS_PENDING} AND {tables.IS_KNOWN_DEADLINE}")

DUE = (
    DEADLINES.select()
    .where(PENDING, deadlines.c.due_at <= bindparam("now", type_=UTCDateTime))
    .order_by(deadlines.c.due_at, deadlines.c.rung == 0, deadlines.c.id)  # what is late is in the lists of that minute
    .limit(bindparam("at_most"))
)
NEXT = select(deadlines.c.due_at).where(PENDING).order_by(deadlines.c.due_at).limit(1)

AGENDA = (
    select(deadlines.c.due_at, deadlines.c.kind, deadlines.c.rung, tables.NUMBER)
    .select_from(deadlines.outerjoin(issues, deadlines.c.subject_id == issues.c.id))
    .where(PENDING)
    .order_by(deadlines.c.due_at, deadlines.c.id)
    .limit(bindparam("at_most"))
)


@frozen
class Agendum:
    """What will happen: for a person who looks at the clock."""

    due_at: datetime
    kind: DeadlineKind
    rung: int
    issue_number: int | None


class Deadlines:
    """Pending deadlines, in order of due."""

    def __init__(self, database: Store) -> None:
        self._database = database

    async def due(self, now: datetime, limit: int) -> list[Deadline]:
        """Those due by now, oldest first."""
        values = {"now": now, "at_most": limit}
        rows = await self._database.look(lambda connection: connection.execute(DUE, values).all())
        return [DEADLINES.load(row) for row in rows]

    async def next_at(self) -> datetime | None:
        """When the next is due; None when nothing is pending."""
        return await self._database.look(lambda connection: connection.execute(NEXT).scalar())

    async def agenda(self, limit: int) -> list[Agendum]:
        """The next ones, with the numbers of their issues."""
        rows = await self._database.look(lambda connection: connection.execute(AGENDA, {"at_most": limit}).all())
        return [Agendum(*row) for row in rows]
