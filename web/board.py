"""The board 亮灯: what stands in the areas of whoever oversees them, red first (walls-and-figures.md §2).

It shows what the same person would read in chat, by the same table (casework/neighbourhood/rights.py), and words are
masked for everybody: who has to know a door reads it in the private chat of whoever holds the matter.
"""

from collections import Counter
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from bot.views.agenda import why_words
from bot.views.cards import card_text
from bot.views.common import clock_time, day_words, names, post_name, role_name
from bot.views.context import RenderContext
from bot.views.home import area_name
from bot.views.lists import (
    COLUMNS,
    Columns,
    Line,
    asked_words,
    columns_of,
    counts,
    failed_words,
    history,
    in_order,
    line_of,
    line_words,
)
from bot.views.meeting import About, minutes
from bot.views.refusals import refusal_words
from bot.views.staff_words import said, title
from bot.views.view import known, put
from casework.capabilities import Capability
from casework.clock.lights import Light
from casework.issue.sheet import Sheet, sheet_of
from casework.lines import post_told
from casework.meeting.agenda import Item, agenda_of, meets
from casework.meeting.minutes import minutes_for
from casework.model import Area, Issue, Post, State
from casework.neighbourhood.rights import HOLD_MEETINGS, What, areas_of, by_posts, may_know
from casework.neighbourhood.switching import is_on
from casework.refusals import NotFound, Refusal
from casework.roles import UNPAID
from casework.transitions import to_be_looked_at
from locales.markup import Html
from locales.translator import Translator
from storage.wall import Asked, Wall
from storage.work import SqlWork
from web.acting import ACTS, act, offered
from web.besides import Row, failed, failure_lines, served, waited_for
from web.entry import Door, Visitor
from web.live import Areas, Changes
from web.pages import NOT_KEPT, page, ready, tr_of
from web.site import Site
from web.wall import photos_of

if TYPE_CHECKING:
    from markupsafe import Markup

AT_MOST = 500
"""Matters read for a board; a subdistrict has fewer that stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """An item of the printed agenda. `who`: the role that has it, no name."""

    title: "Markup"
    place: "Markup"
    text: "Markup"
    whys: "tuple[Markup, ...]"
    homes: int
    who: str
    days: int


@dataclass(slots=True, kw_only=True)
class Node:
    """An area with what stands in it, itself and below."""

    area: Area
    columns: Columns
    lines: list[Line] = field(default_factory=list)
    parts: list["Node"] = field(default_factory=list)

    def counts(self) -> list[int]:
        """In the order of the columns."""
        return counts(self.lines, self.columns)

    def rank(self) -> tuple[list[int], str]:
        """Red first."""
        return [-count for count in self.counts()[:2]], self.area.code


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a visitor sees: matters in order, and the areas that he looks after."""

    lines: list[Line]
    areas: tuple[Area, ...]
    more: bool


async def looked_at(visitor: Visitor, code: str) -> tuple[Area, ...]:
    """The areas that are asked for: one in his own, or all of his. Raises HTTPException 403 for anybody else's, and for
    whoever looks after none: none is not all."""
    mine = tuple(await areas_of(visitor.posts, visitor.work))
    if not mine:
        raise HTTPException(403)
    if not code:
        return mine
    wanted = await visitor.work.area_by_code(code)
    if wanted is None or not {one.id for one in mine} & set(wanted.line):
        raise HTTPException(403)
    return (wanted,)


async def seen(visitor: Visitor, areas: Sequence[Area], now: datetime) -> Seen:
    """What stands there, as far as the visitor may know of it."""
    work = visitor.work
    found = await work.standing_in([one.id for one in areas], AT_MOST + 1) if areas else []
    stand = [one for one in found[:AT_MOST] if to_be_looked_at(one)]
    may = [one for one in stand if may_know(What.BOARD, one, by_posts(one, visitor.posts))]
    await work.foresee_seats({(tuple(one.line), one.estate_id) for one in may})
    await work.foresee_names(may)
    lines = in_order([await _line(one, work, now) for one in may])
    return Seen(lines=lines, areas=tuple(areas), more=len(found) > AT_MOST)


async def _line(issue: Issue, work: SqlWork, now: datetime) -> Line:
    holder = await work.post(issue.holder_post_id) if issue.holder_post_id is not None else None
    areas = [await work.area(one) for one in issue.line]
    estate = await work.estate(areas[0].estate_id) if areas[0].estate_id is not None else None
    return line_of(issue, now, work.settings_for(issue.line, now), area_name(areas, estate), holder)


def tone_of(light: Light) -> str:
    """For the stylesheet; the word stands in the line."""
    return next((name for name, lights, _ in COLUMNS if light in lights), "looked")


class BoardPages:
    """The board, one matter of it, and what is new."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._wall = Wall(site.database)
        self._door = Door(site)
        self._changes = Changes(site.database, site.now)

    def routes(self) -> list[BaseRoute]:
        """Where they are."""
        return [
            Route("/open/{code}", self._door.knock),
            Route("/open/{code}", self._door.enter, methods=["POST"]),
            Route("/app", self._door.app),
            Route("/app", self._door.launch, methods=["POST"]),
            Route("/board", self.board),
            Route("/board/agenda", self.agenda),
            Route("/board/new", self.new),
            Route("/board/leave", self._door.leave, methods=["POST"]),
            Route("/board/matter/{id:int}", self.matter),
            Route("/board/matter/{id:int}/{word}", self.act, methods=["POST"]),
        ]

    def stop(self) -> None:
        """Boards that are open are told no more: the process ends."""
        self._changes.stop()

    async def board(self, request: Request) -> Response:
        """What stands, red first."""
        visitor = await self._door.visitor(request)
        code = request.query_params.get("area", "")
        areas = await looked_at(visitor, code)
        now, tr, work = self._site.now(), tr_of(request), visitor.work
        found = await seen(visitor, areas, now)
        columns = columns_of(found.lines)
        tree = await self._tree(found, columns, work)
        context = RenderContext(now=now, settings=self._site.settings)
        undelivered = await failed(visitor, areas[0] if code else None, now)
        return page(
            "board.html",
            request,
            name=names([known(one.name) for one in areas], tr),
            code=code,
            form=visitor.form,
            columns=[(tone, tr.t(label)) for tone, _, label in columns],
            totals=counts(found.lines, columns),
            tree=tree,
            rows=[self._row(one, now, tr) for one in found.lines],
            unanswered=[row for one in found.lines if (row := await self._asked(one, work, now, tr)) is not None],
            askings=[ready(one) for one in asked_words(await work.asked_lately(areas, now), tr)],
            promises=[self._promise(one, now, tr) for one in self._due(found.lines, now)],
            whistles=await waited_for(visitor, areas, tr, context),
            failed=ready(failed_words(len(undelivered), tr)),
            failures=failure_lines(undelivered, context, tr),
            duty=await served(areas, [node.area for _, node in tree], tr, now, work),
            holders=self._holders(found.lines, tr),
            agenda=any(post.role in HOLD_MEETINGS for post in visitor.posts)
            and any(meets(one) and is_on(Capability.MEETINGS, one.line, now, work) for one in areas),
            more=found.more,
            clock=clock_time(now, now, self._site.settings.zone, tr),
        )

    async def agenda(self, request: Request) -> Response:
        """What stands on the agenda of an area, to be printed and passed round: no names, no doors.

        Raises HTTPException 403 for whoever holds no meeting there.
        """
        visitor = await self._door.visitor(request)
        chairs = [post for post in visitor.posts if post.role in HOLD_MEETINGS]
        areas = [one for one in await looked_at(visitor, request.query_params.get("area", "")) if meets(one)]
        if not chairs or not areas:
            raise HTTPException(403)
        now, tr, work = self._site.now(), tr_of(request), visitor.work
        items = await agenda_of(areas[0], now, work)
        seen = [one for one in items if may_know(What.BOARD, one.issue, by_posts(one.issue, visitor.posts))]
        context = RenderContext(now=now, settings=self._site.settings)
        return page(
            "agenda.html",
            request,
            name=areas[0].name,
            others=list(areas[1:]),
            items=[await self._item(one, work, tr, context) for one in seen],
            day=day_words(self._day(now), tr),
            minutes=await self._minutes(areas[0], visitor, tr, context),
        )

    async def _minutes(self, area: Area, visitor: Visitor, tr: Translator, context: RenderContext) -> "list[Markup]":
        """What the last meeting decided: roles, and no names."""
        work = visitor.work
        meeting = await work.meeting_of(area.id)
        if meeting is None:
            return []
        found = await minutes_for(visitor.person.id, meeting, work)
        nameless = [replace(one, to=replace(one.to, name="") if one.to is not None else None) for one in found]
        about = About(area=area, meeting=meeting, lines=nameless)
        return [ready(Html(line)) for line in minutes(about, tr, context).text.split("\n")]

    async def _item(self, item: Item, work: SqlWork, tr: Translator, context: RenderContext) -> Printed:
        sheet = await sheet_of(item.issue, context.now, work)  # as a group reads it: masked, few homes unnamed
        called = {one for reason in item.reasons for one in reason.departments}
        names_of = {one: (await work.department(one)).name for one in called}
        return Printed(
            title=ready(title(sheet, tr)),
            place=ready(said(sheet.place, limit=80)),
            text=ready(said(item.issue.text, limit=200)),
            whys=tuple(ready(why_words(one, names_of, tr, context)) for one in item.reasons),
            homes=item.homes,
            who=role_name(sheet.holder.role, tr) if sheet.holder is not None else tr.t("nobody has it"),
            days=max(0, (context.now - item.issue.filed_at).days),
        )

    def _row(self, line: Line, now: datetime, tr: Translator, more: Html | None = None) -> Row:
        text = line_words(line, now, self._site.settings.zone, tr, holder=True)
        said_more = ready(more) if more is not None else None
        return Row(id=line.issue.id, tone=tone_of(line.light), text=ready(text), more=said_more)

    async def _asked(self, line: Line, work: SqlWork, now: datetime, tr: Translator) -> Row | None:
        """Who was asked about it, and has not answered yet."""
        waiting = [one for one in line.issue.pings if one.live]
        if not waiting:
            return None
        since = clock_time(min(one.asked_at for one in waiting), now, self._site.settings.zone, tr)
        who = names([post_name(await work.post(one.post_id), tr) for one in waiting], tr)
        return self._row(line, now, tr, tr.t("asked since {time}: {names}", time=since, names=who))

    def _due(self, lines: Iterable[Line], now: datetime) -> list[Line]:
        """Promises of today and tomorrow, and those that are over; the earliest first."""
        last = self._day(now) + timedelta(days=1)
        due = [
            (one.issue.promise_on, one)
            for one in lines
            if one.issue.state is State.PROMISED and one.issue.promise_on is not None and one.issue.promise_on <= last
        ]
        return [one for _, one in sorted(due, key=lambda each: (each[0], each[1].issue.id))]

    def _day(self, at: datetime) -> date:
        return at.astimezone(self._site.settings.zone).date()

    def _promise(self, line: Line, now: datetime, tr: Translator) -> Row:
        on = line.issue.promise_on
        assert on is not None
        day = day_words(on, tr, near=self._day(now))
        over = on < self._day(now)
        return self._row(line, now, tr, put("{} {}", day, tr.t("late")) if over else day)

    @staticmethod
    def _holders(lines: Iterable[Line], tr: Translator) -> list[tuple["Markup", int, int]]:
        """Who holds how many, and how many of them are late; the most first."""
        held: dict[int, tuple[Post, Counter[bool]]] = {}
        nobody: Counter[bool] = Counter()
        for one in lines:
            if one.holder is None or one.issue.holder_id is None:
                nobody[one.light is Light.RED] += 1
            elif one.holder.role not in UNPAID:
                held.setdefault(one.holder.id, (one.holder, Counter()))[1][one.light is Light.RED] += 1
        found = [(ready(post_name(post, tr)), count.total(), count[True]) for post, count in held.values()]
        if nobody:
            found.append((ready(tr.t("nobody has it")), nobody.total(), nobody[True]))
        return sorted(found, key=lambda each: (-each[2], -each[1], each[0]))

    async def _tree(self, found: Seen, columns: Columns, work: SqlWork) -> list[tuple[int, Node]]:
        """The areas in which something stands, each with how deep it lies; red first at every level."""
        top = {one.id for one in found.areas}
        nodes: dict[int, Node] = {}
        roots: list[Node] = []
        for line in found.lines:
            below: Node | None = None
            for area_id in line.issue.line:  # the nearest first
                fresh = area_id not in nodes
                node = nodes.setdefault(area_id, Node(area=await work.area(area_id), columns=columns))
                node.lines.append(line)
                if below is not None and all(one is not below for one in node.parts):
                    node.parts.append(below)
                below = node
                if area_id in top:
                    if fresh:
                        roots.append(node)
                    break
        return [each for root in sorted(roots, key=Node.rank) for each in _flat(root, 0)]

    async def matter(self, request: Request) -> Response:
        """One matter: its card, and what happened, as far as the visitor may know it."""
        return await self._matter(request, await self._door.visitor(request))

    async def act(self, request: Request) -> Response:
        """Do something to it, as in chat; what is refused is said on its page."""
        visitor, _ = await self._door.posted(request)
        sheet = await self._sheet(request, visitor)
        word = str(request.path_params["word"])
        if word not in ACTS:
            raise HTTPException(404)
        try:
            await act(
                word, sheet.issue.id, visitor.person.id, self._site.now(), self._site.database, self._site.settings
            )
        except Refusal as refusal:
            if (post_id := refusal.facts.get("holder_post_id")) is not None:
                refusal.facts["holder"] = await visitor.work.post(post_id)
            again = await self._door.visitor(request)  # as it is now
            return await self._matter(request, again, refused=refusal_words(refusal, tr_of(request)))
        return RedirectResponse(f"/board/matter/{sheet.issue.id}", 303, {"Cache-Control": NOT_KEPT})

    async def _matter(self, request: Request, visitor: Visitor, refused: str = "") -> Response:
        tr, zone = tr_of(request), self._site.settings.zone
        sheet = await self._sheet(request, visitor)
        to = {post_told(entry) for entry in sheet.timeline}
        posts = {one: await visitor.work.post(one) for one in to if one is not None}
        told = history(sheet, sheet.timeline, zone, tr, said, posts=posts)
        card = card_text(sheet, tr, zone, said)
        shown, _ = await self._wall.matters(None, Asked(ids=(sheet.issue.id,), size=1))
        return page(
            "matter.html",
            request,
            status=409 if refused else 200,
            refused=refused,
            id=sheet.issue.id,
            acts=[(word, tr.t(label)) for word, label in offered(sheet)],
            number=sheet.issue.number,
            card=[ready(Html(line)) for line in card.split("\n")],
            photos=[photo for one in shown for photo in photos_of(one, tr)],
            told=[ready(Html(line)) for line in told.text.split("\n")[1:]],
            form=visitor.form,
        )

    async def _sheet(self, request: Request, visitor: Visitor) -> Sheet:
        """Raises HTTPException 404: what one may not know is not there."""
        if request.path_params["id"] >= 1 << 63:
            raise HTTPException(404)
        try:
            issue = await visitor.work.issue(request.path_params["id"])
        except NotFound:
            raise HTTPException(404) from None
        if not may_know(What.BOARD, issue, by_posts(issue, visitor.posts)):
            raise HTTPException(404)
        sheet = await sheet_of(issue, self._site.now(), visitor.work, reader_id=visitor.person.id)
        if not sheet.knows(What.CARD):
            raise HTTPException(404)
        return sheet

    async def new(self, request: Request) -> Response:
        """A line whenever something has changed (server-sent events); over when the session is."""
        visitor = await self._door.visitor(request)
        areas = await looked_at(visitor, request.query_params.get("area", ""))
        lines: Areas = tuple(sorted(tuple(one.line) for one in areas))

        async def told() -> AsyncIterator[str]:
            yield "retry: 3000\n\n"
            async for number in self._changes.follow(lines):
                try:
                    await self._door.visitor(request)
                except HTTPException:
                    yield "event: over\ndata: -\n\n"
                    return
                yield f"data: {number}\n\n" if number else ": here\n\n"

        headers = {"Cache-Control": NOT_KEPT, "X-Accel-Buffering": "no"}
        return StreamingResponse(told(), media_type="text/event-stream", headers=headers)


def _flat(node: Node, depth: int) -> list[tuple[int, Node]]:
    return [(depth, node), *(each for part in sorted(node.parts, key=Node.rank) for each in _flat(part, depth + 1))]
