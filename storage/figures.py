"""The facts of which figures are made: the rounds that began in a period, with what belongs to each, and what was
reported in it.

An index finds the rounds, and the reports, of a period. Pages ask for what they add up to (storage/sums.py).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, and_, case, func, select

from casework.figures import Asking, Fact, Reported
from casework.model.issues import State
from casework.model.places import HOUSES, AreaKind
from storage import tables
from storage.columns import under
from storage.store import Store

rounds, issues, reports, pings = tables.rounds, tables.issues, tables.reports, tables.pings
promises, areas = tables.promises, tables.areas

FACT = (
    select(
        rounds.c.issue_id, rounds.c.round, rounds.c.t0, rounds.c.accepted_at, rounds.c.replied_at,
        rounds.c.resolved_at, rounds.c.rating, rounds.c.rated_by, rounds.c.content,
        rounds.c.closed_at, rounds.c.checked, areas.c.kind.label("lies_in"),
        issues.c.line, issues.c.category, issues.c.grade, issues.c.state, issues.c.paused, issues.c.runs_on_since,
        issues.c.round.label("last"), issues.c.estate_id, reports.c.source,
        func.coalesce(rounds.c.resolved_post_id, rounds.c.accepted_post_id).label("post_id"),
    )
    .select_from(rounds)
    .join(issues, issues.c.id == rounds.c.issue_id)
    .join(areas, areas.c.id == issues.c.area_id)
    .outerjoin(reports, reports.c.id == tables.FIRST_REPORT)
    .order_by(rounds.c.t0, rounds.c.issue_id)
)  # fmt: skip

REPORTED = (
    select(
        reports.c.t0, reports.c.source, reports.c.heard_on, areas.c.line, areas.c.kind.label("lies_in"),
        issues.c.category, issues.c.state,
        case((reports.c.area_id == issues.c.area_id, issues.c.estate_id), else_=areas.c.estate_id).label("estate_id"),
        func.coalesce(rounds.c.resolved_post_id, rounds.c.accepted_post_id).label("post_id"),
    )
    .select_from(reports)
    .join(issues, issues.c.id == reports.c.issue_id)
    .join(areas, areas.c.id == reports.c.area_id)
    .outerjoin(rounds, and_(rounds.c.issue_id == issues.c.id, rounds.c.round == issues.c.round))
    .order_by(reports.c.t0, reports.c.id)
)  # fmt: skip


class Facts:
    """Reads them."""

    def __init__(self, database: Store) -> None:
        self._database = database

    async def of(self, lines: Sequence[tuple[int, ...]], since: datetime, until: datetime) -> list[Fact]:
        """The rounds that began in [since, until), anywhere under these areas (none: everywhere)."""
        return await self._database.read(lambda connection: facts_of(connection, lines, since, until))

    async def households(self, lines: Sequence[tuple[int, ...]]) -> int:
        """How many live there: of the buildings, or, where those are not known, of the areas themselves."""
        return await self._database.read(lambda connection: sum(_households(connection, line) for line in lines))


def facts_of(connection: Connection, lines: Sequence[tuple[int, ...]], since: datetime, until: datetime) -> list[Fact]:
    """The rounds that began in [since, until), anywhere under these areas (none: everywhere)."""
    which = [rounds.c.t0 >= since, rounds.c.t0 < until]
    if lines:
        which.append(under(issues.c.line, lines))
    found = connection.execute(FACT.where(*which)).all()
    belongs = and_(rounds.c.round == pings.c.round, rounds.c.issue_id == pings.c.issue_id)
    asked: dict[tuple[int, int], list[Asking]] = {}
    for row in connection.execute(
        select(pings.c.issue_id, pings.c.round, pings.c.rung, pings.c.answer)
        .join(rounds, belongs)
        .join(issues, issues.c.id == pings.c.issue_id)
        .where(*which)
    ):
        asked.setdefault((row.issue_id, row.round), []).append(Asking(rung=row.rung, answer=row.answer))
    days = {
        (row.issue_id, row.round): row.on_day
        for row in connection.execute(
            select(promises.c.issue_id, promises.c.round, promises.c.on_day)
            .join(rounds, and_(rounds.c.issue_id == promises.c.issue_id, rounds.c.round == promises.c.round))
            .join(issues, issues.c.id == promises.c.issue_id)
            .where(*which, promises.c.told_at.is_not(None))
            .order_by(promises.c.made_at)
        )
    }
    return [_fact(row, asked.get((row.issue_id, row.round), []), days.get((row.issue_id, row.round))) for row in found]


def reported_of(
    connection: Connection, lines: Sequence[tuple[int, ...]], since: datetime, until: datetime
) -> list[Reported]:
    """What was reported in [since, until), anywhere under these areas (none: everywhere)."""
    which = [reports.c.t0 >= since, reports.c.t0 < until]
    if lines:
        which.append(under(areas.c.line, lines))
    return [
        Reported(
            line=row.line, inside=HOUSES.get(row.lies_in, 0), category=row.category, source=str(row.source),
            estate_id=row.estate_id, post_id=row.post_id, t0=row.t0, heard_on=row.heard_on,
            taken_back=row.state == State.WITHDRAWN,
        )
        for row in connection.execute(REPORTED.where(*which))
    ]  # fmt: skip


def _fact(row: Any, asked: list[Asking], promised: Any) -> Fact:
    last = row.round == row.last
    return Fact(
        issue_id=row.issue_id, round=row.round, line=row.line,
        inside=HOUSES.get(row.lies_in, 0), category=row.category, source=str(row.source or ""),
        estate_id=row.estate_id, post_id=row.post_id, grade=row.grade, state=row.state, last=last, t0=row.t0,
        accepted_at=row.accepted_at, replied_at=row.replied_at, resolved_at=row.resolved_at, rating=row.rating,
        rated_by=row.rated_by, content=row.content, closed_at=row.closed_at, checked=row.checked,
        promised=promised, asked=tuple(asked),
        **({"paused": row.paused, "runs_on_since": row.runs_on_since} if last else {}),
    )  # fmt: skip


def _households(connection: Connection, line: tuple[int, ...]) -> int:
    there = under(areas.c.line, [line])
    asked = select(func.sum(areas.c.households)).where(there, areas.c.kind == AreaKind.BUILDING)
    if known := connection.execute(asked).scalar_one():
        return int(known)
    for kind in (AreaKind.GRID, AreaKind.COMMUNITY, AreaKind.SUBDISTRICT):
        asked = select(func.sum(areas.c.households)).where(there, areas.c.kind == kind)
        if known := connection.execute(asked).scalar_one():
            return int(known)
    return 0
