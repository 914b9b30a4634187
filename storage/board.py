"""A board: how many matters stand in which light, where, and with whom; the most urgent ones; and what it asks once a
second: whether anything has changed.

Counts are true however much stands: how a matter counts is written with it (unit.py), and an index of what stands
answers without the matters themselves. Those that are private, accuse somebody, or are for whoever was called only are
few: each is looked at, by the same rule as everywhere.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    and_,
    bindparam,
    case,
    func,
    literal,
    not_,
    null,
    or_,
    select,
    text,
)

from casework.clock.lights import TURNS, URGENCY, Light, turned
from casework.model.issues import Issue, State, Urgency
from casework.model.people import Post
from casework.model.places import Area
from casework.neighbourhood.rights import What, by_posts, may_know
from casework.transitions import to_be_looked_at
from storage import tables
from storage.columns import UTCDateTime, under
from storage.issues import STANDING_ISSUES, WHOLE, IssueReads
from storage.people import PeopleReads
from storage.rows import ISSUES
from storage.unit import LIT, RELIT

issues, pings, whistles, promises = tables.issues, tables.pings, tables.whistles, tables.promises
outbox, inbox = tables.outbox, tables.inbox
Lines = Sequence[tuple[int, ...]]
NO_AREA: tuple[int, ...] = ()
"""The line above all areas."""

LIT_AT_ONCE = 500
NOW = bindparam("now", type_=UTCDateTime)
HAS_TURNED = issues.c.turns_at <= NOW
LIGHT: ColumnElement[str] = case(
    *((and_(issues.c.light == light, HAS_TURNED), literal(str(then))) for light, then in TURNS.items()),
    else_=issues.c.light,
)
"""`turned`, for the database."""
IN_DANGER = and_(issues.c.urgency == Urgency.URGENT, issues.c.light != Light.RESOLVED)
HOLDER = case((issues.c.holder_id.is_(None), null()), else_=issues.c.holder_post_id)
ON_BOARD = (STANDING_ISSUES, issues.c.light.not_in(("", Light.OVER)))
RANK = case((IN_DANGER, 0), else_=case({str(light): place for light, place in URGENCY.items()}, value=LIGHT))
NUMBER = func.count().label("number")
ORDER = (RANK, func.coalesce(issues.c.wanted_at, issues.c.t0), issues.c.id)


@dataclass(frozen=True, slots=True)
class Counted:
    """So many matters of one place, in one light, with one post; None: nobody has them."""

    line: tuple[int, ...]
    light: Light
    holder_post_id: int | None
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Some:
    """A page of matters in order, and how many there are in all."""

    issues: Sequence[Issue]
    all: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """What stands in some areas, as far as somebody may know of it. `shown`: a page of it, most urgent first; `asked`:
    of which somebody was asked who has not answered, who waits longest first; `promised`: for a day that is near or
    over, the earliest first. `unlit`: so many more are not counted yet. `guarded`: of some of what stands there it was
    looked at whether they may know it."""

    counted: Sequence[Counted]
    shown: Some
    asked: Some
    promised: Some
    unlit: int
    guarded: bool

    def lights(self) -> dict[Light, int]:
        """How many stand in each light."""
        found: dict[Light, int] = {}
        for one in self.counted:
            found[one.light] = found.get(one.light, 0) + one.count
        return found


class BoardReads(IssueReads, PeopleReads):
    """The unit of work's part: for the page and for chat."""

    async def board(
        self,
        areas: Collection[Area],
        posts: Collection[Post],
        now: datetime,
        *,
        size: int,
        page: int = 1,
        beside: int = 0,
        until: date = date.min,
    ) -> Board:
        """What stands there. `size`: matters on a page; `beside`: at most so many of each other list; `until`: the last
        promised day that is near."""
        lines = [one.line for one in areas]
        unlit = await self.light_up(lines)
        there = and_(under(issues.c.line, lines), *ON_BOARD)
        guarded = await self._issues(WHOLE.where(there, issues.c.apart))
        apart = [one for one in guarded if to_be_looked_at(one) and may_know(What.BOARD, one, by_posts(one, posts))]
        seen = and_(there, or_(not_(issues.c.apart), issues.c.id.in_([one.id for one in apart])))
        newest = select(issues.c.id).where(seen).order_by(*ORDER).limit(size).offset((page - 1) * size)
        beside_it = [_asked(seen, beside), _promised(seen, beside, until)] if beside else []

        def ask(connection: Connection) -> list[Sequence[Row[Any]]]:
            asked = [_grouped(and_(there, not_(issues.c.apart))), newest, *beside_it]
            return [connection.execute(one, {"now": now}).all() for one in asked]

        grouped, ids, *others = await self._database.read(ask)
        counted = [Counted(row.line, Light(row.light), row.holder, row.number) for row in grouped]
        counted += [_alone(one, now) for one in apart]
        known = {one.id: one for one in await self.foresee_issues([row.id for rows in (ids, *others) for row in rows])}

        def some(rows: Sequence[Row[Any]], every: int) -> Some:
            return Some(issues=[known[row.id] for row in rows if row.id in known], all=every)

        asked, promised = [some(rows, rows[0].every if rows else 0) for rows in others] or [some((), 0)] * 2
        shown = some(ids, sum(one.count for one in counted))
        return Board(counted=counted, shown=shown, asked=asked, promised=promised, unlit=unlit, guarded=bool(guarded))

    async def light_up(self, lines: Lines) -> int:
        """How boards count what stands there is written where that is not known: of what an older version wrote, and
        after hours or days were changed. Some at a time, in a transaction of its own; how many are left."""
        unlit = and_(under(issues.c.line, lines), STANDING_ISSUES, issues.c.light == "")
        (counted,) = await self._rows(select(func.count()).where(unlit))
        if not (count := int(counted[0][0])):
            return 0
        found = await self._issues(WHOLE.where(issues.c.id.in_(select(issues.c.id).where(unlit).limit(LIT_AT_ONCE))))
        await self.foresee_names(found)
        for one in found:
            post = await self.post(one.holder_post_id) if one.holder_post_id is not None else None
            self.light(one, post.role if post is not None else None)
        written = [{name: getattr(one, name) for name in LIT} | ISSUES.identity(one) for one in found]
        await self._database.write(lambda connection: connection.execute(RELIT, written).close())
        return max(0, count - len(found))

    async def standing_by_light(self, now: datetime) -> dict[Light, int]:
        """Of everything that stands: how many in each light, of what an older version wrote too."""
        while await self.light_up([NO_AREA]):
            pass
        asked: Any = select(LIGHT.label("light"), NUMBER).where(*ON_BOARD).group_by(LIGHT)
        (rows,) = await self._rows(asked, now=now)
        return {Light(row.light): row.number for row in rows}


def _grouped(which: ColumnElement[bool]) -> Any:
    by: tuple[Any, ...] = (issues.c.line, LIGHT.label("light"), HOLDER.label("holder"))
    return select(*by, NUMBER).where(which).group_by(*by)


def _alone(issue: Issue, now: datetime) -> Counted:
    holder = issue.holder_post_id if issue.holder_id is not None else None
    return Counted(issue.line, turned(Light(issue.light), issue.turns_at, now), holder, 1)


def _asked(seen: ColumnElement[bool], size: int) -> Any:
    first = func.min(pings.c.asked_at).label("first")
    waiting = (
        select(pings.c.issue_id, first).where(text(f"pings.{tables.IS_LIVE}")).group_by(pings.c.issue_id).subquery()
    )
    return (
        select(issues.c.id, func.count().over().label("every"))
        .join(waiting, waiting.c.issue_id == issues.c.id)
        .where(seen)
        .order_by(waiting.c.first, issues.c.id)
        .limit(size)
    )


def _promised(seen: ColumnElement[bool], size: int, until: date) -> Any:
    return (
        select(issues.c.id, func.count().over().label("every"))
        .join(promises, promises.c.issue_id == issues.c.id)
        .where(promises.c.ended_at.is_(None), promises.c.on_day <= until, issues.c.state == State.PROMISED, seen)
        .order_by(promises.c.on_day, issues.c.id)
        .limit(size)
    )


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
