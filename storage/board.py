"""A board: how many matters stand in which light, where, and with whom; the most urgent ones; and what it asks once a
second: whether anything has changed.

Counts are true however much stands: how a matter counts is written with it (unit.py), and an index of what stands
answers without the matters themselves. Those that are private, accuse somebody, or are for whoever was called only are
few: each is looked at, by the same rule as everywhere.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import cache, reduce
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Date,
    Row,
    Select,
    Text,
    and_,
    bindparam,
    case,
    cast,
    func,
    literal,
    not_,
    null,
    or_,
    select,
    text,
)

from casework.clock.lights import TURNS, URGENCY, Light, turned
from casework.clock.standing import Standing, Waiting
from casework.frozen import frozen
from casework.model.deadlines import DeadlineKind
from casework.model.issues import Issue, State, Urgency
from casework.model.people import Post
from casework.model.places import Area
from casework.neighbourhood.rights import What, by_posts, may_know
from casework.transitions import OPEN, to_be_looked_at
from storage import tables
from storage.columns import UTCDateTime, bounds, under, under_some
from storage.issues import RUNNING, SOME, STANDING_ISSUES, WHOLE, IssueReads
from storage.people import PeopleReads
from storage.rows import ISSUES
from storage.unit import LIT, RELIT

issues, pings, whistles, promises = tables.issues, tables.pings, tables.whistles, tables.promises
outbox, inbox, deadlines = tables.outbox, tables.inbox, tables.deadlines
Lines = Sequence[tuple[int, ...]]
NO_AREA: tuple[int, ...] = ()
"""The line above all areas."""

LIT_AT_ONCE = 500
MANY_ASKED = 1000
"""Of one matter: more are not counted."""
NOW = bindparam("now", type_=UTCDateTime)
HAS_TURNED = issues.c.turns_at <= NOW
LIGHT: ColumnElement[str] = case(
    *((and_(issues.c.light == light, HAS_TURNED), literal(str(then))) for light, then in TURNS.items()),
    else_=issues.c.light,
)
"""`turned`, for the database."""
IN_DANGER = and_(issues.c.urgency == Urgency.URGENT, issues.c.light != Light.RESOLVED)
HOLDER = case((issues.c.holder_id.is_(None), null()), else_=issues.c.holder_post_id)
UNLIT = (STANDING_ISSUES, issues.c.light == "")
ON_BOARD = (STANDING_ISSUES, issues.c.light.not_in(("", Light.OVER)))
RANK = case((IN_DANGER, 0), else_=case({str(light): place for light, place in URGENCY.items()}, value=LIGHT))
NUMBER = func.count().label("number")
ORDER = (RANK, func.coalesce(issues.c.wanted_at, issues.c.t0), issues.c.id)


@frozen
class Counted:
    """So many matters of one place, in one light, with one post; None: nobody has them."""

    line: tuple[int, ...]
    light: Light
    holder_post_id: int | None
    count: int


@frozen(kw_only=True)
class Some:
    """A page of matters in order, and how many there are in all."""

    matters: Sequence[Standing]
    all: int


@frozen(kw_only=True)
class Board:
    """What stands in some areas, as far as somebody may know of it. `shown`: a page of it, most urgent first; `asked`:
    of which somebody was asked who has not answered, who waits longest first; `promised`: for a day that is near or
    over, the earliest first. `unlit`: so many more are not counted yet. `guarded`: the few of which it was looked at
    whether they may know it."""

    counted: Sequence[Counted]
    shown: Some
    asked: Some
    promised: Some
    unlit: int
    guarded: Sequence[Issue]

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
        asks, there = _asks(len(lines)), bounds(lines)
        (looked_at,) = await self._rows(asks.guarded, **there)
        guarded = await self.foresee_issues([row.id for row in looked_at]) if looked_at else []
        apart = known_of(guarded, posts)
        values = there | {
            "now": now,
            "known": [one.id for one in apart],
            "size": size,
            "before": (page - 1) * size,
            "beside": beside,
            "until": until,
        }
        lists = [asks.newest, *([asks.asked, asks.promised] if beside else [])]

        def ask(connection: Connection) -> tuple[Sequence[Row[Any]], list[Sequence[Row[Any]]], list[Standing]]:
            grouped = connection.execute(asks.grouped, values).all()
            found = [connection.execute(one, values).all() for one in lists]
            ids = [[row.id for row in rows] for rows in found]
            return grouped, found, _standing(connection, ids, now)

        grouped, found, matters = await self._database.read(ask)
        counted = [Counted(row.line, Light(row.light), row.holder, row.number) for row in grouped]
        counted += [_alone(one, now) for one in apart]
        known = {one.id: one for one in matters}

        def some(rows: Sequence[Row[Any]], every: int) -> Some:
            return Some(matters=[known[row.id] for row in rows if row.id in known], all=every)

        shown = some(found[0], sum(one.count for one in counted))
        asked, promised = [some(rows, rows[0].every if rows else 0) for rows in found[1:]] or [some((), 0)] * 2
        return Board(counted=counted, shown=shown, asked=asked, promised=promised, unlit=unlit, guarded=guarded)

    async def foresee_lines(self, matters: Collection[Standing]) -> None:
        """Read in one trip where they are, who has them and who is asked: `area`, `estate`, `post` find them here."""
        posts = {one.post_id for one in matters if one.post_id is not None}
        posts |= {each.post_id for one in matters for each in one.asked}
        estates = {one.estate_id for one in matters if one.estate_id is not None}
        await self.foresee_places({area_id for one in matters for area_id in one.line}, estates, posts)

    async def light_up(self, lines: Lines) -> int:
        """How boards count what stands there is written where that is not known: of what an older version wrote, and
        after hours or days were changed. Some at a time, in a transaction of its own; how many are left."""
        (counted,) = await self._rows(_unlit(len(lines)), **bounds(lines))
        if not (count := int(counted[0][0])):
            return 0
        unlit = and_(under(issues.c.line, lines), *UNLIT)
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


@frozen(kw_only=True)
class _Asks:
    """What is asked of so many areas. `known`: of those that are looked at one by one, which may be known."""

    guarded: Any
    grouped: Any
    newest: Any
    asked: Any
    promised: Any


@cache
def _asks(areas: int) -> _Asks:
    """Put together once: that takes longer than to answer it."""
    there = and_(under_some(issues.c.line, areas), *ON_BOARD)
    seen = and_(there, or_(not_(issues.c.apart), issues.c.id.in_(bindparam("known", expanding=True))))
    by: tuple[Any, ...] = (issues.c.line, LIGHT.label("light"), HOLDER.label("holder"))
    waiting = select(issues.c.id, _still_asked().limit(1).scalar_subquery().label("first")).where(seen).subquery()
    every = func.count().over().label("every")
    at_most: BindParameter[int] = bindparam("beside")
    until = promises.c.on_day <= bindparam("until", type_=Date())
    return _Asks(
        guarded=select(issues.c.id).where(there, issues.c.apart),
        grouped=select(*by, NUMBER).where(there, not_(issues.c.apart)).group_by(*by),
        newest=select(issues.c.id).where(seen).order_by(*ORDER).limit(bindparam("size")).offset(bindparam("before")),
        asked=select(waiting.c.id, every)
        .where(waiting.c.first.is_not(None))
        .order_by(waiting.c.first, waiting.c.id)
        .limit(at_most),
        promised=select(issues.c.id, every)
        .join(promises, promises.c.issue_id == issues.c.id)
        .where(promises.c.ended_at.is_(None), until, issues.c.state == State.PROMISED, seen)
        .order_by(promises.c.on_day, issues.c.id)
        .limit(at_most),
    )


@cache
def _unlit(areas: int) -> Select[Any]:
    """How many there are of which it is not known how they count: put together once."""
    return select(func.count()).where(under_some(issues.c.line, areas), *UNLIT)


def _still_asked() -> Select[Any]:
    """When those were asked who have not answered, of one matter: looked up for each that stands, since to join the two
    takes every ping of those matters, answered or not. In their order, or SQLite takes the index of all pings."""
    live = (pings.c.issue_id == issues.c.id, text(f"pings.{tables.IS_LIVE}"))
    return select(pings.c.asked_at).where(*live).order_by(pings.c.asked_at).correlate(issues)


AS_LINE: Select[Any] = (
    select(
        issues.c.id,
        tables.NUMBER,
        *(issues.c[name] for name in ("category", "state", "line", "estate_id", "t0", "urgency", "danger")),
        *(issues.c[name] for name in ("light", "turns_at", "wanted_at")),
        *(issues.c[name] for name in ("plan_until", "again_since", "holder_id", "holder_post_id")),
        issues.c.unanswered,
        promises.c.on_day,
        promises.c.hour,
    )
    .select_from(issues.outerjoin(promises, and_(promises.c.issue_id == issues.c.id, promises.c.ended_at.is_(None))))
    .where(SOME)
)
"""What one line says, and no more: a page of a board is made of these, not of whole issues."""
STILL_DUE = (
    select(deadlines.c.subject_id, deadlines.c.kind, func.min(deadlines.c.due_at).label("due_at"))
    .where(
        deadlines.c.subject_id.in_(bindparam("ids", expanding=True)),
        deadlines.c.state.in_(RUNNING),
        deadlines.c.kind.in_((DeadlineKind.PUT_OFF_END, DeadlineKind.RESOLVE)),
    )
    .group_by(deadlines.c.subject_id, deadlines.c.kind)
)
NOT_ANSWERED = (
    select(pings.c.issue_id, pings.c.post_id, pings.c.asked_at)
    .join(issues, pings.c.issue_id == issues.c.id)
    .where(SOME, text(f"pings.{tables.IS_LIVE}"), pings.c.round == issues.c.round)
    .order_by(pings.c.asked_at, pings.c.id)
)


def _standing(connection: Connection, lists: Sequence[Sequence[int]], now: datetime) -> list[Standing]:
    """Of these lists; whoever was asked of those of the second."""
    ids = list({one for each in lists for one in each})
    if not ids:
        return []
    due = {(row.subject_id, row.kind): row.due_at for row in connection.execute(STILL_DUE, {"ids": ids})}
    asked: dict[int, list[Waiting]] = {}
    if lists[1:2] and lists[1]:
        for row in connection.execute(NOT_ANSWERED, {"ids": lists[1]}):
            asked.setdefault(row.issue_id, []).append(Waiting(post_id=row.post_id, since=row.asked_at))
    return [_one(row, due, tuple(asked.get(row.id, ())), now) for row in connection.execute(AS_LINE, {"ids": ids})]


def _one(
    row: Row[Any], due: Mapping[tuple[int, DeadlineKind], datetime], asked: tuple[Waiting, ...], now: datetime
) -> Standing:
    """The same as `standing_of` makes of the whole issue: its light and what is wanted next are written with it."""
    urgent = row.urgency is Urgency.URGENT
    wanted = row.wanted_at
    if wanted is not None and wanted == row.plan_until and wanted <= now:  # "today" is over: the limit stands
        wanted = due.get((row.id, DeadlineKind.RESOLVE), wanted)
    return Standing(
        id=row.id,
        number=row.number,
        category=row.category,
        state=row.state,
        line=row.line,
        estate_id=row.estate_id,
        t0=row.t0,
        danger=row.danger or "" if urgent and row.state in OPEN else None,
        light=turned(Light(row.light), row.turns_at, now),
        due=wanted,
        put_off=due.get((row.id, DeadlineKind.PUT_OFF_END)) if not urgent else None,
        again=row.again_since if not urgent else None,
        promise_on=row.on_day,
        promise_hour=row.hour,
        held=row.holder_id is not None,
        post_id=row.holder_post_id,
        unanswered=row.unanswered,
        asked=asked,
    )


def known_of(guarded: Iterable[Issue], posts: Collection[Post]) -> list[Issue]:
    """Those that whoever holds these posts may know of."""
    return [one for one in guarded if to_be_looked_at(one) and may_know(What.BOARD, one, by_posts(one, posts))]


def _alone(issue: Issue, now: datetime) -> Counted:
    holder = issue.holder_post_id if issue.holder_id is not None else None
    return Counted(issue.line, turned(Light(issue.light), issue.turns_at, now), holder, 1)


FAILED_MESSAGES = text("outbox.state IN ('dead', 'unreachable')")
"""Said as the index says it: SQLite does not see that it follows."""
FAILED = (
    select(func.count()).select_from(outbox).where(FAILED_MESSAGES, text("outbox.state = 'dead'")),
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
    return "-".join(str(one) for one in connection.execute(_numbered(len(areas)), bounds(areas)).one())


@cache
def _numbered(areas: int) -> Select[Any]:
    """Put together once: it is asked once a second."""
    stands = (under_some(issues.c.line, areas), text(f"issues.{tables.IS_STANDING}"))
    called = (under_some(whistles.c.line, areas), text(f"whistles.{tables.IS_OPEN_WHISTLE}"))

    def said(*summed: ColumnElement[Any]) -> ColumnElement[str]:
        sums = (func.coalesce(func.sum(one), 0) for one in summed)
        return reduce(lambda all_of, one: all_of + "-" + cast(one, Text), sums, cast(func.count(), Text))

    asked = select(func.count()).select_from(_still_asked().limit(MANY_ASKED).subquery()).scalar_subquery()
    matters = select(said(issues.c.version, asked)).where(*stands).scalar_subquery()
    return select(matters, select(said(whistles.c.version)).where(*called).scalar_subquery())
