"""The ledger 台账 as rows: a matter with its latest round, in the order in which matters were filed, some at a time."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select, text

from casework.frozen import frozen
from casework.model.issues import Rating, Source, State
from casework.model.people import Role
from casework.model.places import AreaKind
from casework.transitions import REFUSED
from storage import tables
from storage.columns import under
from storage.store import Store
from storage.unit import Unit

issues, reports, rounds, promises = tables.issues, tables.reports, tables.rounds, tables.promises
entries, areas, estates, posts = tables.entries, tables.areas, tables.estates, tables.posts
AT_ONCE = 2000
"""More would be no faster; a page of them is 5 MB."""


@frozen(kw_only=True)
class Which:
    """Which matters: anywhere under these areas (by their lines; none: everywhere), filed in [since, until), in these
    states, by these sources (none: any). Private ones only where that is asked for."""

    lines: tuple[tuple[int, ...], ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    states: tuple[State, ...] = ()
    sources: tuple[Source, ...] = ()
    private: bool = False


@frozen(kw_only=True)
class LedgerRow:
    """One line of the paper ledger. `reporter`: name as the messenger gave it; for whoever may read it. `order`,
    `told_on`, `answer_by`: of another system's order."""

    number: int
    year: int
    filed_at: datetime
    place: str
    words_of_place: str
    category: str
    text: str
    source: Source
    holder_role: Role | None
    holder_name: str
    measures: str
    result: str
    state: State
    done_at: datetime | None
    promised: date | None
    rating: Rating | None
    closed_at: datetime | None
    rounds: int
    reporter: str
    order: str = ""
    told_on: date | None = None
    answer_by: date | None = None


class LedgerRows:
    """Reads them, some at a time: memory stays the same however many there are."""

    def __init__(self, database: Store) -> None:
        self._database = database

    async def count(self, which: Which) -> int:
        """How many there are now, for who waits for them."""
        asked = select(func.count()).select_from(issues.join(reports, reports.c.id == tables.FIRST_REPORT))
        return await self._database.read(
            lambda connection: connection.execute(asked.where(*_wanted(which))).scalar_one()
        )

    async def of(self, which: Which) -> AsyncIterator[LedgerRow]:
        """All of them, oldest first."""
        after: tuple[datetime, int] | None = None
        while True:
            page = await self._database.read(_page(which, after))
            for _, row in page:
                yield row
            if len(page) < AT_ONCE:
                return
            after = page[-1][0]


class LedgerReads(Unit):
    """The unit of work's part: for a file that is sent in chat."""

    def ledger(
        self,
        lines: Sequence[tuple[int, ...]],
        since: datetime,
        until: datetime,
        sources: tuple[Source, ...] = (),
    ) -> AsyncIterator[LedgerRow]:
        """What was filed there in that time, by these sources (none: any), nothing private."""
        which = Which(lines=tuple(lines), since=since, until=until, sources=sources)
        return LedgerRows(self._database).of(which)


ROW = (
    select(
        issues.c.id, issues.c.filed_at, issues.c.line, issues.c.estate_id, issues.c.category, issues.c.plan,
        issues.c.result, issues.c.state, issues.c.round,
        reports.c.number, reports.c.year, reports.c.text, reports.c.place, reports.c.source,
        reports.c.outside_number, reports.c.heard_on, reports.c.outside_due,
        rounds.c.resolved_at, rounds.c.rating, rounds.c.closed_at, promises.c.on_day, promises.c.reason,
        posts.c.role, posts.c.name.label("holder"), estates.c.name.label("estate"),
        tables.persons.c.name.label("reporter"),
    )
    .select_from(issues)
    .join(reports, reports.c.id == tables.FIRST_REPORT)
    .join(rounds, and_(rounds.c.issue_id == issues.c.id, rounds.c.round == issues.c.round))
    .outerjoin(promises, and_(promises.c.issue_id == issues.c.id, text("promises.ended_at IS NULL")))
    .outerjoin(posts, posts.c.id == issues.c.holder_post_id)
    .outerjoin(estates, estates.c.id == issues.c.estate_id)
    .outerjoin(tables.persons, tables.persons.c.id == reports.c.reporter_id)
)  # fmt: skip


def _wanted(which: Which) -> list[ColumnElement[bool]]:
    wanted: list[ColumnElement[bool]] = [] if which.private else [~tables.IS_PRIVATE]
    if which.lines:
        wanted.append(under(issues.c.line, which.lines))
    if which.since is not None:
        wanted.append(issues.c.filed_at >= which.since)
    if which.until is not None:
        wanted.append(issues.c.filed_at < which.until)
    if which.sources:
        wanted.append(reports.c.source.in_(which.sources))
    if which.states:
        wanted.append(issues.c.state.in_(which.states))
    return wanted


def _page(which: Which, after: tuple[datetime, int] | None) -> Any:
    wanted = _wanted(which if after is None else replace(which, since=None))
    if after is not None:
        at, last = after
        # said as a range too: an index is begun at what an OR does not say, each page from the first row on
        wanted += [issues.c.filed_at >= at, or_(issues.c.filed_at > at, issues.c.id > last)]
    asked = ROW.where(*wanted).order_by(issues.c.filed_at, issues.c.id).limit(AT_ONCE)

    def ask(connection: Connection) -> list[tuple[tuple[datetime, int], LedgerRow]]:
        found = connection.execute(asked).all()
        near = {one for row in found for one in row.line[:2]}  # a unit is named by its building
        named = areas.c.id.in_(near), areas.c.kind != AreaKind.UNIT
        names = dict(connection.execute(select(areas.c.id, areas.c.name).where(*named)).all())
        rejected = _rejected(connection, [row.id for row in found if row.state is State.REJECTED])
        return [((row.filed_at, row.id), _row(row, names, rejected)) for row in found]

    return ask


def _rejected(connection: Connection, ids: Sequence[int]) -> dict[int, str]:
    """Why something was not decided here: it is its result."""
    asked = select(entries.c.subject_id, entries.c.text).where(
        entries.c.subject_id.in_(ids), entries.c.action.in_(REFUSED)
    )
    return dict(connection.execute(asked.order_by(entries.c.at)).all()) if ids else {}


def _row(row: Any, names: dict[int, str], rejected: dict[int, str]) -> LedgerRow:
    """Unpacked at once, in ROW's order: to ask a row for each column by its name takes longer than all the rest."""
    (
        issue_id, filed_at, line, _, category, plan, result, state, latest,
        number, year, text_, place, source, order, heard_on, outside_due,
        resolved_at, rating, closed_at, on_day, reason,
        role, holder, estate, reporter,
    ) = row  # fmt: skip
    return LedgerRow(
        number=number,
        year=year,
        filed_at=filed_at,
        place=f"{estate or ''}{next((names[one] for one in line if one in names), '')}",
        words_of_place=place,
        category=category,
        text=text_,
        source=source,
        holder_role=role,
        holder_name=holder or "",
        measures=plan or reason or "",
        result=result or rejected.get(issue_id, ""),
        state=state,
        done_at=resolved_at,
        promised=on_day,
        rating=rating,
        closed_at=closed_at,
        rounds=latest,
        reporter=reporter or "",
        order=order or "",
        told_on=heard_on,
        answer_by=outside_due,
    )
