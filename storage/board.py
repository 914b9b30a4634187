"""What a board asks once a second: whether anything has changed."""

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import Connection, func, select, text

from storage import tables
from storage.columns import under

issues, pings = tables.issues, tables.pings


def numbers(
    watched: Sequence[tuple[tuple[int, ...], ...]], now: datetime
) -> Callable[[Connection], dict[tuple[tuple[int, ...], ...], str]]:
    """For each set of areas (by their lines) a number that is another one after every change to what stands there:
    how many, their versions, and who is still asked. With the minute, since lights go on with time."""

    def ask(connection: Connection) -> dict[tuple[tuple[int, ...], ...], str]:
        return {areas: _number(connection, areas, now) for areas in watched}

    return ask


def _number(connection: Connection, areas: tuple[tuple[int, ...], ...], now: datetime) -> str:
    stands = (under(issues.c.line, areas), text(f"issues.{tables.IS_STANDING}"))
    count, versions = connection.execute(select(func.count(), func.sum(issues.c.version)).where(*stands)).one()
    asked = select(func.count()).select_from(pings.join(issues, pings.c.issue_id == issues.c.id))
    live = connection.execute(asked.where(*stands, text(f"pings.{tables.IS_LIVE}"))).scalar_one()
    return f"{count}-{versions or 0}-{live}-{int(now.timestamp()) // 60}"
