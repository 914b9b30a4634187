"""What the echo wall reads: places, matters that anybody may know of, and how many of which (ADR 0013: long reads).

No person, no number and no address is read here: what is not read cannot be shown.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import field, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, or_, select, text

from casework.figures import NOT_COUNTED
from casework.frozen import frozen
from casework.lines import Cannot, ForAll, Rejected
from casework.model.deadlines import DeadlineKind
from casework.model.issues import CONTENT, Action, Rating, State, Urgency
from casework.model.places import HOUSES, AreaKind
from casework.model.subjects import SubjectKind
from casework.neighbourhood.wall import KEPT_OFF, OVER_WITH_WORD, SHARED, UNDER_WAY, stands_alone
from casework.transitions import REFUSED
from storage import tables
from storage.columns import under
from storage.rows import OF_LINES
from storage.store import Store

areas, estates, issues, reports = tables.areas, tables.estates, tables.issues, tables.reports
rounds, promises, entries, deadlines = tables.rounds, tables.promises, tables.entries, tables.deadlines

AT_MOST = 20
"""Matters on a page."""
PAGES = 100
"""What lies further back is found by the filters."""


@frozen(kw_only=True)
class Place:
    """An area or an estate. `line` is that of the area; an estate has none. `up`: what it lies in, the top first."""

    id: int
    name: str
    code: str
    kind: AreaKind | None = None
    line: tuple[int, ...] = ()
    households: int = 0
    up: tuple["Place", ...] = ()
    parts: tuple["Place", ...] = ()

    @property
    def is_estate(self) -> bool:
        """Whether it is an estate."""
        return self.kind is None

    @property
    def stands_alone(self) -> bool:
        """Whether it may have a page of its own."""
        return stands_alone(self.kind or AreaKind.GRID, self.households)


@frozen(kw_only=True)
class Picture:
    """A photo that stands on the wall, by the name of our copy of it. `after`: it shows the result."""

    name: str
    width: int
    height: int
    after: bool


@frozen(kw_only=True)
class Shown:
    """A matter as the wall knows it. `where`: the nearest places that may be named, the estate first."""

    id: int
    category: str
    state: State
    filed_at: datetime
    t0: datetime
    round: int
    where: tuple[str, ...]
    me_toos: int
    text: str
    place: str
    result: str
    reason: str
    interim: str
    on_day: date | None
    resolved_at: datetime | None
    rating: Rating | None
    made_for_all: dict[str, str] = field(default_factory=dict)
    fixed: int = 0
    not_yet: int = 0
    why: str = ""
    whose: str = ""
    whose_of_roster: bool = False  # a company with its public number
    instead: str = ""
    put_off: datetime | None = None
    again_since: datetime | None = None
    false_alarm: bool = False  # a danger that was none
    pictures: tuple[Picture, ...] = ()  # where it is done: what was reported, then the result


@frozen(kw_only=True)
class Counted:
    """What was reported since some moment, what became of it, and how people found it: as the figures count
    (docs/figures.md), without what the wall says nothing of.

    `reported`, `rated` and `content` are of reports; the rest of rounds. `promised`: so many of the open ones."""

    reported: int = 0
    done: int = 0
    open: int = 0
    promised: int = 0
    rejected: int = 0
    false_alarms: int = 0
    """Not among what is done."""
    rated: int = 0
    content: int = 0
    among: int = 0
    """Rounds of everywhere since then, which are looked at."""


@frozen(kw_only=True)
class Asked:
    """Which matters: of some categories, in some states, filed from one moment until before another, or by id; and
    which page of them, of how many (1 is the newest). What is empty is no filter."""

    categories: tuple[str, ...] = ()
    states: tuple[State, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    ids: tuple[int, ...] = ()
    page: int = 1
    size: int = AT_MOST


@frozen(kw_only=True)
class Heard:
    """A listening day whose list was published: where, when, how many were told of which so many are done."""

    id: int
    place: str
    held_on: date
    all: int
    done: int
    ids: tuple[int, ...] = ()


DAYS_SHOWN = 6


class Wall:
    """Reads for the wall."""

    def __init__(self, database: Store) -> None:
        self._database = database

    async def tops(self) -> list[Place]:
        """The roots of the tree, each with its parts: where one can look."""
        return await self._database.read(_tops)

    async def place(self, code: str, *, estate: bool) -> Place | None:
        """The area or the estate of that code, if it may stand by itself; with what it lies in, and its parts."""
        return await self._database.read(lambda connection: _place(connection, code, estate))

    async def matters(self, place: Place | None, asked: Asked) -> tuple[list[Shown], bool]:
        """A page of matters, newest first, and whether there are older ones."""
        return await self._database.read(lambda connection: _matters(connection, place, asked))

    async def heard(self, place: Place | None) -> list[Heard]:
        """The newest published listening days of the place, of what lies in it, and of what it lies in."""
        return await self._database.read(lambda connection: _heard(connection, place))

    async def heard_one(self, day_id: int) -> Heard | None:
        """A published one, with its matters."""
        found = await self._database.read(lambda connection: _heard(connection, None, day_id))
        return next(iter(found), None)

    async def counted(self, place: Place | None, since: datetime) -> Counted:
        """How many were filed since then."""
        return await self._database.read(lambda connection: _counted(connection, place, since))


# --- places

AREA = (areas.c.id, areas.c.name, areas.c.code, areas.c.kind, areas.c.line, areas.c.households)
HOMES = (
    select(func.sum(areas.c.households))
    .where(areas.c.estate_id == estates.c.id, areas.c.kind == AreaKind.BUILDING)
    .correlate(estates)
)
ESTATE = select(
    estates.c.id, estates.c.name, estates.c.code, func.coalesce(HOMES.scalar_subquery(), 0).label("households")
).order_by(estates.c.code)
WIDE = (AreaKind.CITY, AreaKind.DISTRICT, AreaKind.SUBDISTRICT, AreaKind.COMMUNITY)
"""To name one, its homes are not counted together: they are never so few, and half the town would be read."""


def _areas(connection: Connection, *where: ColumnElement[bool], counted: bool = True) -> list[Place]:
    """By code; `counted`: households of an area of which nobody knows them are those of its buildings together."""
    rows = connection.execute(select(*AREA).where(*where).order_by(areas.c.code)).all()
    unknown = [row.line for row in rows if not row.households and row.kind not in HOUSES]
    homes: Counter[int] = Counter()
    if counted and unknown:
        asked = select(areas.c.line, areas.c.households)
        there = asked.where(areas.c.kind == AreaKind.BUILDING, under(areas.c.line, unknown))
        for line, households in connection.execute(there):
            homes.update(dict.fromkeys(line, households))
    return [
        Place(
            id=row.id, name=row.name, code=row.code, kind=row.kind, line=row.line,
            households=row.households or homes[row.id],
        )
        for row in rows
    ]  # fmt: skip


def _estates(connection: Connection, *where: ColumnElement[bool]) -> list[Place]:
    """By code, with the households of their buildings."""
    rows = connection.execute(ESTATE.where(*where))
    return [Place(id=row.id, name=row.name, code=row.code, households=row.households) for row in rows]


def _tops(connection: Connection) -> list[Place]:
    return [_with(connection, top) for top in _areas(connection, areas.c.parent_id.is_(None))]


def _place(connection: Connection, code: str, estate: bool) -> Place | None:
    of = _estates(connection, estates.c.code == code) if estate else _areas(connection, areas.c.code == code)
    return next((_with(connection, place) for place in of if place.stands_alone), None)


def _with(connection: Connection, place: Place) -> Place:
    """The place with what it lies in and its parts. Of a community its estates come first: people know them."""
    if place.is_estate:
        line = connection.execute(
            select(areas.c.line).where(areas.c.estate_id == place.id).order_by(areas.c.code).limit(1)
        ).scalar_one_or_none()
        up, parts = (_ups(connection, line[1:]) if line else ()), areas.c.estate_id == place.id
    else:
        up, parts = _ups(connection, place.line[1:]), areas.c.parent_id == place.id
    found = _areas(connection, parts)
    if place.kind is AreaKind.COMMUNITY:
        inside = select(areas.c.estate_id).where(under(areas.c.line, [place.line]), areas.c.estate_id.is_not(None))
        found = [*_estates(connection, estates.c.id.in_(inside)), *found]
    return replace(place, up=up, parts=tuple(one for one in found if one.stands_alone))


def _ups(connection: Connection, line: tuple[int, ...]) -> tuple[Place, ...]:
    """What it lies in, but for grids: those are for the people who work there."""
    wide = _areas(connection, areas.c.id.in_(line), areas.c.kind.in_(WIDE), counted=False)
    found = {one.id: one for one in wide}
    return tuple(found[one] for one in reversed(line) if one in found)


# --- matters

SEEN = and_(
    or_(issues.c.state.in_(OVER_WITH_WORD), and_(issues.c.state.in_(UNDER_WAY), issues.c.category.in_(sorted(SHARED)))),
    issues.c.category.not_in(sorted(KEPT_OFF)),
    ~tables.IS_PRIVATE,
)
"""What the wall shows."""
COUNTED = and_(issues.c.category.not_in(sorted(KEPT_OFF)), ~tables.IS_PRIVATE)
"""What it counts: also what is under way in somebody's home."""
MATTER: Select[Any] = (
    select(
        *(issues.c[name] for name in ("id", "category", "state", "filed_at", "t0", "round", "urgency", "me_toos")),
        issues.c.result,
        issues.c.line, issues.c.estate_id, reports.c.text, reports.c.place,
        rounds.c.resolved_at, rounds.c.false_alarm, rounds.c.rating,
        promises.c.on_day, promises.c.reason, promises.c.interim,
        deadlines.c.due_at.label("put_off"),
        issues.c.again_since,
    )
    .select_from(issues)
    .join(rounds, and_(rounds.c.issue_id == issues.c.id, rounds.c.round == issues.c.round))
    .outerjoin(
        promises,
        and_(promises.c.issue_id == issues.c.id, text("promises.ended_at IS NULL"), promises.c.told_at.is_not(None)),
    )
    .outerjoin(reports, reports.c.id == tables.FIRST_REPORT)
    .outerjoin(
        deadlines,
        and_(
            deadlines.c.subject_id == issues.c.id, deadlines.c.kind == DeadlineKind.PUT_OFF_END,
            text(f"deadlines.{tables.IS_PENDING}"), issues.c.urgency == Urgency.NORMAL,
        ),
    )
)  # fmt: skip


def _within(place: Place | None) -> list[ColumnElement[bool]]:
    """Matters of a place. A community's own are found by its index, and those of its parts among them."""
    if place is None:
        return []
    if place.is_estate:
        return [issues.c.estate_id == place.id]
    there = under(issues.c.line, [place.line])
    if place.kind is AreaKind.COMMUNITY:
        return [issues.c.community_id == place.id]
    if place.kind in (AreaKind.GRID, AreaKind.BUILDING):
        communities = select(areas.c.id).where(areas.c.id.in_(place.line), areas.c.kind == AreaKind.COMMUNITY)
        return [issues.c.community_id.in_(communities), there]
    return [there]


def _filters(asked: Asked) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if asked.categories:
        found.append(issues.c.category.in_(asked.categories))
    if asked.states:
        found.append(issues.c.state.in_(asked.states))
    if asked.since is not None:
        found.append(issues.c.filed_at >= asked.since)
    if asked.until is not None:
        found.append(issues.c.filed_at < asked.until)
    if asked.ids:
        found.append(issues.c.id.in_(asked.ids))
    return found


def _matters(connection: Connection, place: Place | None, asked: Asked) -> tuple[list[Shown], bool]:
    wanted = [*_within(place), SEEN, *_filters(asked)]
    # The newest are found by the issues' own index before anything else is joined to them.
    page = min(max(asked.page, 1), PAGES)
    newest = (
        select(issues.c.id)
        .where(*wanted)
        .order_by(issues.c.filed_at.desc(), issues.c.id.desc())
        .limit(asked.size + 1)
        .offset((page - 1) * asked.size)
    )
    ids = list(connection.execute(newest).scalars())
    rows = {row.id: row for row in connection.execute(MATTER.where(issues.c.id.in_(ids[: asked.size])))}
    found = [rows[one] for one in ids[: asked.size] if one in rows]
    names, said, votes = _names(connection, found), _said(connection, list(rows)), _votes(connection, list(rows))
    pictures = pictures_by_matter(connection, [row.id for row in found if row.state in (State.RESOLVED, State.CLOSED)])
    shown = [
        replace(_shown(row, names, said.get(row.id, {}), votes), pictures=pictures.get(row.id, ())) for row in found
    ]
    return shown, len(ids) > asked.size and page < PAGES


def _names(connection: Connection, rows: Sequence[Any]) -> dict[int, str]:
    """Names of the places that may be named, by id."""
    near = areas.c.id.in_({area_id for row in rows for area_id in row.line})
    its = estates.c.id.in_({row.estate_id for row in rows} - {None})
    wide = _areas(connection, near, areas.c.kind.in_(WIDE), counted=False)
    found = [*wide, *_areas(connection, near, areas.c.kind.not_in(WIDE)), *_estates(connection, its)]
    return {one.id: one.name for one in found if one.stands_alone}


def _votes(connection: Connection, ids: Sequence[int]) -> dict[tuple[int, int, bool], int]:
    """How many neighbours say fixed, and not yet, by matter and round."""
    verdicts = tables.verdicts
    key = (verdicts.c.issue_id, verdicts.c.round, verdicts.c.fixed)
    asked = select(*key, func.count()).where(verdicts.c.issue_id.in_(ids)).group_by(*key)
    return {(issue_id, of_round, fixed): count for issue_id, of_round, fixed, count in connection.execute(asked)}


def pictures_by_matter(connection: Connection, ids: Sequence[int]) -> dict[int, tuple[Picture, ...]]:
    """By matter: those of its reports, then those of this round's result."""
    pictures, sent = tables.pictures, tables.attachments
    of = {
        row.id: row.issue_id
        for row in connection.execute(select(reports.c.id, reports.c.issue_id).where(reports.c.issue_id.in_(ids)))
    } | {one: one for one in ids}
    of_round = sent.outerjoin(entries, entries.c.id == sent.c.entry_id).outerjoin(
        issues, issues.c.id == entries.c.subject_id
    )
    asked = (
        select(sent.c.subject_kind, sent.c.subject_id, pictures.c.name, pictures.c.width, pictures.c.height)
        .select_from(of_round.join(pictures, pictures.c.attachment_id == sent.c.id))
        .where(sent.c.subject_id.in_(list(of)), text("attachments.released"), pictures.c.wrong == "")
        .where(or_(sent.c.subject_kind == SubjectKind.REPORT, entries.c.round == issues.c.round))
        .order_by(sent.c.id)
    )
    found: dict[int, list[Picture]] = {}
    for row in connection.execute(asked) if ids else ():
        after = row.subject_kind is SubjectKind.ISSUE
        picture = Picture(name=row.name, width=row.width, height=row.height, after=after)
        found.setdefault(of[row.subject_id], []).append(picture)
    return {one: tuple(sorted(many, key=lambda each: each.after)) for one, many in found.items()}


AS = {Action.DECIDE: Action.PROMISE, Action.CANNOT: Action.REJECT}
"""What was decided in a joint meeting is a promise, or a refusal, like any other."""
SAID = (Action.RESOLVE, Action.PROMISE, Action.DECIDE, *REFUSED)


def _said(connection: Connection, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """What was said for everybody, by issue and action; the newest of each."""
    found: dict[int, dict[str, Any]] = {}
    asked = (
        select(entries.c.subject_id, entries.c.action, entries.c.text, entries.c.data, entries.c.round)
        .where(entries.c.subject_id.in_(ids), entries.c.action.in_(SAID))
        .order_by(entries.c.at, entries.c.id)
    )
    for row in connection.execute(asked):
        found.setdefault(row.subject_id, {})[AS.get(row.action, row.action)] = row
    return found


def _shown(row: Any, names: dict[int, str], said: dict[str, Any], votes: dict[tuple[int, int, bool], int]) -> Shown:
    nearest = next((names[one] for one in row.line if one in names), "")
    estate = names.get(row.estate_id, "")
    told = {action: OF_LINES.read((SubjectKind.ISSUE, one.action), one.data) for action, one in said.items()}
    made = {
        action: one.public
        for action, one in told.items()
        if isinstance(one, ForAll) and one.public and said[action].round == row.round
    }
    rejected, not_ours = said.get(Action.REJECT), told.get(Action.REJECT)
    return Shown(
        fixed=votes.get((row.id, row.round, True), 0), not_yet=votes.get((row.id, row.round, False), 0),
        id=row.id, category=row.category, state=row.state, filed_at=row.filed_at, t0=row.t0, round=row.round,
        where=tuple(dict.fromkeys(one for one in (estate, nearest) if one)), me_toos=row.me_toos,
        text=row.text or "", place=row.place or "", result=row.result, reason=row.reason or "",
        interim=row.interim or "", on_day=row.on_day, resolved_at=row.resolved_at, rating=row.rating,
        put_off=row.put_off, again_since=row.again_since if row.urgency == Urgency.NORMAL else None,
        false_alarm=row.false_alarm,
        made_for_all=made, why=rejected.text if rejected is not None else "",
        whose=not_ours.whose if isinstance(not_ours, Rejected) else "",
        whose_of_roster=isinstance(not_ours, Rejected) and not_ours.of_roster,
        instead=not_ours.instead if isinstance(not_ours, Cannot) else "",
    )  # fmt: skip


REPORTED_OF = case((reports.c.area_id == issues.c.area_id, issues.c.estate_id), else_=areas.c.estate_id)
DONE = rounds.c.resolved_at.is_not(None)
NONE_WAS = and_(DONE, rounds.c.false_alarm)
LAST = and_(rounds.c.round == issues.c.round, issues.c.state.not_in(NOT_COUNTED))
"""The latest round of what somebody owes something for."""


def _many(*which: ColumnElement[bool], of: ColumnElement[int] | int = 1) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((and_(*which), of), else_=0)), 0)


def _counted(connection: Connection, place: Place | None, since: datetime) -> Counted:
    rejected = issues.c.state == State.REJECTED
    given = func.coalesce(rounds.c.rated_by, case((rounds.c.rating.is_not(None), 1), else_=0))
    content = case(
        (rounds.c.rated_by.is_not(None), func.coalesce(rounds.c.content, 0)),
        else_=case((rounds.c.rating.in_(CONTENT), 1), else_=0),
    )
    counts = or_(rounds.c.round < issues.c.round, LAST)
    of_rounds = (
        select(
            _many(DONE, counts, ~rounds.c.false_alarm).label("done"),
            _many(~DONE, LAST, ~rejected).label("open"),
            _many(~DONE, LAST, issues.c.state == State.PROMISED).label("promised"),
            _many(LAST, rejected).label("rejected"),
            _many(NONE_WAS, counts).label("false_alarms"),
            _many(DONE, counts, ~rounds.c.false_alarm, of=given).label("rated"),
            _many(DONE, counts, ~rounds.c.false_alarm, of=content).label("content"),
        )
        .join(issues, issues.c.id == rounds.c.issue_id)
        .where(COUNTED, rounds.c.t0 >= since)
    )
    # By when they began: of a community that has reported for years an index of its matters finds far more.
    among = select(func.count()).select_from(rounds).where(rounds.c.t0 >= since)
    of_reports = (
        select(func.count())
        .select_from(reports)
        .join(issues, issues.c.id == reports.c.issue_id)
        .join(areas, areas.c.id == reports.c.area_id)
        .where(COUNTED, issues.c.state.not_in(NOT_COUNTED), reports.c.t0 >= since)
    )
    if place is not None:
        estate, lines = func.coalesce(issues.c.estate_id, 0).in_([place.id]), [place.line]
        of_rounds = of_rounds.where(estate if place.is_estate else under(issues.c.line, lines))
        of_reports = of_reports.where(REPORTED_OF.in_([place.id]) if place.is_estate else under(areas.c.line, lines))
    found = connection.execute(of_rounds).mappings().one()
    reported, many = connection.execute(of_reports).scalar_one(), connection.execute(among).scalar_one()
    return Counted(reported=reported, among=many, **found)


def _heard(connection: Connection, place: Place | None, day_id: int | None = None) -> list[Heard]:
    days = tables.listening_days
    asked = (
        select(days.c.id, days.c.held_on, areas.c.name)
        .join(areas, areas.c.id == days.c.area_id)
        .where(days.c.published_at.is_not(None))
        .order_by(days.c.held_on.desc(), days.c.id.desc())
        .limit(DAYS_SHOWN)
    )
    if day_id is not None:
        asked = asked.where(days.c.id == day_id)
    if place is not None:
        lines = [place.line]
        if place.is_estate:
            lines = list(connection.execute(select(areas.c.line).where(areas.c.estate_id == place.id)).scalars())
        above = days.c.area_id.in_({one for line in lines for one in line})
        asked = asked.where(above if place.is_estate else or_(above, under(areas.c.line, lines)))
    rows = connection.execute(asked).all()
    told = (
        select(reports.c.listening_id, issues.c.id, issues.c.state)
        .join(issues, issues.c.id == reports.c.issue_id)
        .where(text(f"reports.{tables.IS_LISTED}"), reports.c.listening_id.in_([row.id for row in rows]))
    )
    matters: dict[int, list[tuple[int, State]]] = {}
    for listening_id, issue_id, state in connection.execute(told) if rows else ():
        matters.setdefault(listening_id, []).append((issue_id, state))
    return [
        Heard(
            id=row.id,
            place=row.name,
            held_on=row.held_on,
            all=len(matters.get(row.id, ())),
            done=sum(state in (State.RESOLVED, State.CLOSED) for _, state in matters.get(row.id, ())),
            ids=tuple(dict.fromkeys(issue_id for issue_id, _ in matters.get(row.id, ()))),
        )
        for row in rows
    ]
