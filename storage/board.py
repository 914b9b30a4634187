"""What a board asks once a second: whether anything has changed."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import Connection, func, select, text

from storage import tables
from storage.columns import under

issues, pings, whistles = tables.issues, tables.pings, tables.whistles
outbox, inbox = tables.outbox, tables.inbox
FAILED = (
    select(func.count()).select_from(outbox).where(text("outbox.state = 'dead'")),
    select(func.count()).select_from(inbox).where(text("inbox.state = 'aside'")),
)
"""Of all areas: there are few, and whose board it is nothing of hears of it for nothing."""


def numbers(
    watched: Sequence[tuple[tuple[int, ...], ...]], now: datetime
) -> Callable[[Connection], dict[tuple[tuple[int, ...], ...], str]]:
    """For each set of areas (by their lines) a number that is another one after every change to what stands there:
    how many, their versions, who is still asked, how open whistles stand, and what could not be delivered or handled.
    With the minute, since lights go on with time, and duty does."""

    def ask(connection: Connection) -> dict[tuple[tuple[int, ...], ...], str]:
        failed = "-".join(str(connection.execute(one).scalar_one()) for one in FAILED)
        return {areas: f"{_number(connection, areas)}-{failed}-{int(now.timestamp()) // 60}" for areas in watched}

    return ask


def _number(connection: Connection, areas: tuple[tuple[int, ...], ...]) -> str:
    stands = (under(issues.c.line, areas), text(f"issues.{tables.IS_STANDING}"))
    count, versions = connection.execute(select(func.count(), func.sum(issues.c.version)).where(*stands)).one()
    asked = select(func.count()).select_from(pings.join(issues, pings.c.issue_id == issues.c.id))
    live = connection.execute(asked.where(*stands, text(f"pings.{tables.IS_LIVE}"))).scalar_one()
    called = (under(whistles.c.line, areas), text(f"whistles.{tables.IS_OPEN_WHISTLE}"))
    open_, turns = connection.execute(select(func.count(), func.sum(whistles.c.version)).where(*called)).one()
    return f"{count}-{versions or 0}-{live}-{open_}-{turns or 0}"
