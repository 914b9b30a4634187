"""What is open and urgent, for whoever watches the bot from outside; and for what somebody was woken already."""

from collections.abc import Collection
from contextlib import suppress
from datetime import datetime

from sqlalchemy import Connection, exists, insert, select, text
from sqlalchemy.exc import IntegrityError

from casework.frozen import frozen
from casework.model.deadlines import DeadlineKind, DeadlineState
from casework.model.issues import Urgency
from storage import tables
from storage.store import Store

areas, deadlines, issues = tables.areas, tables.deadlines, tables.issues
ASKED_AGAIN = exists().where(
    deadlines.c.subject_id == issues.c.id,
    deadlines.c.kind == DeadlineKind.URGENT_ASK,
    deadlines.c.state == DeadlineState.PENDING,
    deadlines.c.rung > 1,
)
"""The first round of calls was not answered, and the calls go on."""
OPEN = (
    select(
        issues.c.id,
        issues.c.round,
        tables.NUMBER,
        areas.c.name,
        issues.c.category,
        issues.c.t0,
        tables.IS_PRIVATE,
        ASKED_AGAIN,
    )
    .select_from(issues.join(areas, areas.c.id == issues.c.community_id))
    .where(issues.c.urgency == Urgency.URGENT, text(f"issues.{tables.IS_STANDING}"))
    .order_by(issues.c.t0, issues.c.id)
    .limit(100)
)


@frozen
class Emergency:
    """An urgent matter that is open. `unanswered`: nobody has answered the first round of calls, nor any later one."""

    issue_id: int
    round: int
    number: int
    community: str
    category: str
    t0: datetime
    private: bool
    unanswered: bool


async def emergencies(database: Store) -> list[Emergency]:
    """All of them, oldest first, a hundred at most. Raises DatabaseUnavailable."""

    def ask(connection: Connection) -> list[Emergency]:
        return [Emergency(*row) for row in connection.execute(OPEN)]

    return await database.look(ask)


async def paged(database: Store, ids: Collection[str]) -> set[str]:
    """Those of these page-outs that arrived. Raises DatabaseUnavailable."""
    asked = select(tables.paged.c.id).where(tables.paged.c.id.in_(list(ids)))
    return await database.look(lambda connection: set(connection.execute(asked).scalars()))


async def note_paged(database: Store, page_id: str, at: datetime) -> None:
    """It arrived: never again. Raises DatabaseUnavailable."""
    row = {"id": page_id, "at": at}
    with suppress(IntegrityError):  # another process was as quick
        await database.write(lambda connection: connection.execute(insert(tables.paged), row).close())
