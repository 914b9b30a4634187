"""The board 亮灯: what stands in the areas of whoever oversees them, red first (walls-and-figures.md §2).

It shows what the same person would read in chat, by the same table (casework/neighbourhood/rights.py), and words are
masked for everybody: who has to know a door reads it in the private chat of whoever holds the matter.
"""

import asyncio
import contextlib
from collections import Counter
from collections.abc import AsyncIterator, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from itertools import accumulate, pairwise, takewhile
from typing import TYPE_CHECKING

from starlette.datastructures import URL
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import BaseRoute, Route

from bot.views.agenda import why_words
from bot.views.cards import card_text
from bot.views.common import clock_time, day_words, names, post_name, promised_words, role_name
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
    line_words,
    refused_words,
)
from bot.views.meeting import About, minutes
from bot.views.refusals import refusal_words
from bot.views.staff_words import said, title
from bot.views.view import known, put
from casework.asks import Asks
from casework.capabilities import Capability
from casework.clock import limits as clock
from casework.clock.lights import Light
from casework.clock.standing import Standing
from casework.frozen import frozen
from casework.issue.sheet import Sheet, sheet_of
from casework.lines import post_told
from casework.meeting.agenda import Item, agenda_of, meets
from casework.meeting.minutes import minutes_for
from casework.model.issues import Issue
from casework.model.places import Area
from casework.model.timeline import Entry
from casework.neighbourhood.looking_back import readers
from casework.neighbourhood.restraint import REFUSED_WITHIN
from casework.neighbourhood.rights import HOLD_MEETINGS, What, areas_of, by_posts, may_know
from casework.neighbourhood.switching import is_on
from casework.refusals import NotFound, Refusal
from casework.roles import UNPAID
from casework.whistle.sheet import whistle_sheet
from locales.markup import Html
from locales.translator import Translator
from storage.board import Board, known_of
from storage.wall import Asked, Wall
from storage.work import SqlWork
from web.acting import ACTS, Act, Asking, Stale, act, offered, questions, seen_in
from web.besides import Row, Served, failed, failure_lines, record_of, served, waited_for
from web.entry import Door, Visitor
from web.fields import NotChosen
from web.live import Areas, Changes, Parts, parts_of, shown_by
from web.pages import NOT_KEPT, id_asked, page, page_asked, ready, tr_of, with_query, written
from web.site import Site
from web.wall import photos_of

if TYPE_CHECKING:
    from markupsafe import Markup

LINES = 30
"""Matters on a page."""
PAGES = 200
"""What lies further back is found place by place."""
BESIDE = 10
"""Lines of each list above them."""
PLACES = 60
"""Lines of the table by place: a board of many leaves out the lowest, which the boards of its parts have."""
HOLDERS = 30
MANY = 500
"""Askings: so many are counted once a minute."""
MANY_PLACES = 12
"""Who is on duty in so many is looked up once a minute."""
KEPT = 50
"""Of so many areas what was made last is kept."""
SHOWN = "board-shown"
"""The header by which our script says what it shows, when it begins to follow."""
A_MINUTE = timedelta(minutes=1)


@frozen(kw_only=True)
class Printed:
    """An item of the printed agenda. `who`: the role that has it, no name."""

    id: int
    title: "Markup"
    place: "Markup"
    text: "Markup"
    whys: "tuple[Markup, ...]"
    homes: int
    who: str
    days: int


@dataclass(slots=True, kw_only=True)
class Node:
    """An area, how deep it lies, and how many stand in each column, in it and below."""

    area: Area
    depth: int
    counts: list[int]


@frozen(kw_only=True)
class View:
    """Which board is asked for, in which language. `code`: of one area; "": all of his own."""

    code: str
    page: int
    tr: Translator
    url: URL

    @classmethod
    def of(cls, request: Request) -> "View":
        """Of the page, and of its stream."""
        page, code = page_asked(request, PAGES), request.query_params.get("area", "")
        return cls(code=code, page=page, tr=tr_of(request), url=request.url.replace(path="/board"))


Who = tuple[Hashable, ...]


@dataclass(slots=True)
class Kept:
    """What was made of some areas since the last change: for each who may know the same. `guarded`: the few of which
    that is looked at."""

    number: str
    guarded: Sequence[Issue] | None = None
    made: dict[Who, Parts] = field(default_factory=dict)

    def who(self, visitor: Visitor, view: View) -> Who:
        """Of whom it is the same."""
        seats = frozenset(one[1:] for one in visitor.seats)
        known = frozenset(one.id for one in known_of(self.guarded or (), visitor.posts))
        return seats, known, view.tr.language, view.url.query


def lines_of_areas(areas: Sequence[Area]) -> Areas:
    """By which changes are asked for."""
    return tuple(sorted(tuple(one.line) for one in areas))


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


async def lines_of(matters: Iterable[Standing], work: SqlWork) -> list[Line]:
    """Each as a line."""
    return [await _line(one, work) for one in matters]


async def _line(one: Standing, work: SqlWork) -> Line:
    holder = await work.post(one.post_id) if one.post_id is not None else None
    areas = [await work.area(area_id) for area_id in one.line]
    estate = await work.estate(areas[0].estate_id) if areas[0].estate_id is not None else None
    return Line(of=one, place=area_name(areas, estate), holder=holder)


def _to_matter(sheet: Sheet) -> Response:
    return RedirectResponse(f"/board/matter/{sheet.issue.id}", 303, {"Cache-Control": NOT_KEPT})


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
        self._kept: dict[Areas, Kept] = {}
        self._making = asyncio.Lock()
        self._asks: dict[tuple[int, ...], tuple[datetime, Asks]] = {}
        self._rows: dict[Hashable, Row] = {}
        self._duty: dict[Hashable, tuple[datetime, list[Served]]] = {}

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
            Route("/board/matter/{id:int}/{word}", self.asked),
            Route("/board/matter/{id:int}/{word}", self.act, methods=["POST"]),
        ]

    def stop(self) -> None:
        """Boards that are open are told no more: the process ends."""
        self._changes.stop()

    async def board(self, request: Request) -> Response:
        """What stands, red first."""
        visitor = await self._door.visitor(request)
        areas = await looked_at(visitor, request.query_params.get("area", ""))
        tr = tr_of(request)
        return page(
            "board.html",
            request,
            name=names([known(one.name) for one in areas], tr),
            live=await self._live(request, visitor, areas),
            form=visitor.form,
        )

    async def _live(self, request: Request, visitor: Visitor, areas: Sequence[Area]) -> "Markup":
        """As the page has it."""
        return ready(Html((await self._shown(visitor, areas, View.of(request), anew=True)).whole))

    async def _shown(self, visitor: Visitor, areas: Sequence[Area], view: View, *, anew: bool = False) -> Parts:
        """What changes of it. Whoever opens it has it made `anew`; for the boards that are open it is made once after
        each change, for all who may know the same."""
        lines = lines_of_areas(areas)
        number = await self._changes.number(lines)
        kept = self._kept.get(lines)
        if kept is None or kept.number != number:
            if len(self._kept) >= KEPT:
                self._kept.clear()
            kept = self._kept[lines] = Kept(number)
        async with self._making:
            if not anew and kept.guarded is not None:
                who = kept.who(visitor, view)
                if found := kept.made.get(who) or kept.made.get((*who, visitor.person.id)):
                    return found
            begun = asyncio.get_running_loop().time()
            made, kept.guarded, for_all = await self._made(visitor, areas, view)
            self._changes.made(asyncio.get_running_loop().time() - begun)
            who = kept.who(visitor, view)
            kept.made[who if for_all else (*who, visitor.person.id)] = made
        return made

    async def _made(self, visitor: Visitor, areas: Sequence[Area], view: View) -> tuple[Parts, Sequence[Issue], bool]:
        """With those that are guarded, and whether it is the same for all of the same posts who may know the same of
        them: not where a whistle stands open, which is told to each as far as he may read it."""
        now, tr, work, code = self._site.now(), view.tr, visitor.work, view.code
        near = self._day(now) + timedelta(days=1)
        found = await work.board(areas, visitor.posts, now, size=LINES, page=view.page, beside=BESIDE, until=near)
        shown, asked, promised = found.shown, found.asked, found.promised
        await work.foresee_lines([*shown.matters, *asked.matters, *promised.matters])
        lights = found.lights()
        columns = columns_of(lights)
        tree = await tree_of(found, areas, columns, work)
        context = RenderContext(now=now, settings=self._site.settings)
        undelivered = await failed(visitor, areas[0] if code else None, now)
        called = await work.whistles_in([one.id for one in areas])
        turned_away = await work.refusals(now - REFUSED_WITHIN) if readers(visitor.posts) else {}
        refused = [refused_words(turned_away, tr)] if turned_away else []
        made = written(
            "live.html",
            tr,
            name=names([known(one.name) for one in areas], tr),
            code=code,
            query=view.url.query,
            columns=[(tone, tr.t(label)) for tone, _, label in columns],
            totals=counts(lights, columns),
            tree=tree,
            rows=[self._row(one, now, tr) for one in await lines_of(shown.matters, work)],
            before_url=with_query(view.url, page=view.page - 1) if view.page > 1 else "",
            further_url=with_query(view.url, page=view.page + 1) if view.page * LINES < shown.all else "",
            unlit=found.unlit,
            unanswered=[await self._asked(one, work, now, tr) for one in await lines_of(asked.matters, work)],
            more_unanswered=asked.all - len(asked.matters),
            askings=[ready(one) for one in [*asked_words(await self._askings(areas, now, work), tr), *refused]],
            promises=[self._promise(one, now, tr) for one in await lines_of(promised.matters, work)],
            more_promises=promised.all - len(promised.matters),
            whistles=await waited_for(visitor, called, tr, context),
            failed=ready(failed_words(len(undelivered), tr)),
            failures=failure_lines(undelivered, context, tr),
            duty=await self._served(areas, [node.area for node in tree], tr, now, work),
            holders=await holders_of(found, tr, work),
            agenda=any(post.role in HOLD_MEETINGS for post in visitor.posts)
            and any(meets(one) and is_on(Capability.MEETINGS, one.line, now, work) for one in areas),
            looks=bool(readers(visitor.posts)),
            clock=clock_time(now, now, self._site.settings.zone, tr),
        )
        return parts_of(made), found.guarded, not called

    async def _askings(self, areas: Sequence[Area], now: datetime, work: SqlWork) -> Asks:
        """How often people were asked lately; where that is much, as it was within the last minute."""
        key = tuple(one.id for one in areas)
        at, found = self._asks.get(key, (now, None))
        if found is not None and timedelta() <= now - at < A_MINUTE:
            return found
        found = await work.asked_lately(areas, now)
        if found.acted_on.whole >= MANY:
            if len(self._asks) >= KEPT:
                self._asks.clear()
            self._asks[key] = (now, found)
        return found

    async def _served(
        self, areas: Sequence[Area], shown: Sequence[Area], tr: Translator, now: datetime, work: SqlWork
    ) -> list[Served]:
        """Who is on duty; where many places are asked after, as it was within the last minute."""
        key = (tr.language, *(one.id for one in areas), *(one.id for one in shown))
        at, found = self._duty.get(key, (now, None))
        if found is None or not timedelta() <= now - at < A_MINUTE:
            found = await served(areas, shown, tr, now, work)
            if len(found) >= MANY_PLACES:
                if len(self._duty) >= KEPT:
                    self._duty.clear()
                self._duty[key] = (now, found)
        return found

    async def agenda(self, request: Request) -> Response:
        """What stands on the agenda of an area, to be printed and passed round: no names, no doors.

        Raises HTTPException 403 for whoever holds no meeting there.
        """
        visitor = await self._door.visitor(request)
        chairs = [post for post in visitor.posts if post.role in HOLD_MEETINGS]
        areas = [one for one in await looked_at(visitor, request.query_params.get("area", "")) if meets(one)]
        if not chairs or not areas:
            raise HTTPException(403)
        now, tr = self._site.now(), tr_of(request)
        work = self._site.database.long_work(self._site.settings)
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
            id=item.issue.id,
            title=ready(title(sheet, tr)),
            place=ready(said(sheet.place, limit=80)),
            text=ready(said(item.issue.text, limit=200)),
            whys=tuple(ready(why_words(one, names_of, tr, context)) for one in item.reasons),
            homes=item.homes,
            who=role_name(sheet.holder.role, tr) if sheet.holder is not None else tr.t("nobody has it"),
            days=max(0, (context.now - item.issue.filed_at).days),
        )

    def _row(self, line: Line, now: datetime, tr: Translator, more: Html | None = None) -> Row:
        """A line that did not change is not put into words again."""
        seat = (line.holder.role, line.holder.name) if line.holder is not None else None
        key = (tr.language, self._day(now), line.of, line.place, seat)
        row = self._rows.get(key)
        if row is None:
            if len(self._rows) >= MANY:
                self._rows.clear()
            text = line_words(line, now, self._site.settings.zone, tr, holder=True)
            row = self._rows[key] = Row(id=line.of.id, tone=tone_of(line.of.light), text=ready(text))
        return row if more is None else replace(row, more=ready(more))

    async def _asked(self, line: Line, work: SqlWork, now: datetime, tr: Translator) -> Row:
        """Who was asked about it, and has not answered yet."""
        waiting = line.of.asked
        since = clock_time(min(one.since for one in waiting), now, self._site.settings.zone, tr)
        who = names([post_name(await work.post(one.post_id), tr) for one in waiting], tr)
        return self._row(line, now, tr, tr.t("asked since {time}: {names}", time=since, names=who))

    def _day(self, at: datetime) -> date:
        return at.astimezone(self._site.settings.zone).date()

    def _promise(self, line: Line, now: datetime, tr: Translator) -> Row:
        on = line.of.promise_on
        assert on is not None
        zone, by = self._site.settings.zone, line.of.promise_hour
        day = promised_words(on, by, tr, near=self._day(now))
        over = on < self._day(now) if by is None else clock.local(on, by, zone) < now
        return self._row(line, now, tr, put("{} {}", day, tr.t("late")) if over else day)

    async def matter(self, request: Request) -> Response:
        """One matter: its card, and what happened, as far as the visitor may know it."""
        return await self._matter(request, await self._door.visitor(request))

    async def asked(self, request: Request) -> Response:
        """The form of what is to be done; of what needs none, and of what is not to be done any more, the matter."""
        visitor = await self._door.visitor(request)
        what, sheet = self._what(request), await self._sheet(request, visitor)
        if what.asks is None:
            return _to_matter(sheet)
        try:
            return await self._form(request, visitor, sheet, what)
        except Refusal as refusal:
            return await self._matter(request, visitor, refused=await self._why_not(refusal, visitor, tr_of(request)))

    async def act(self, request: Request) -> Response:
        """Do something to it, as in chat; what is refused is said on its page, with what was filled in."""
        visitor, sent = await self._door.posted(request)
        what, sheet, tr = self._what(request), await self._sheet(request, visitor), tr_of(request)
        again, refused = False, ""
        try:
            await act(what, self._asking(visitor, sheet, tr), sent, self._site.database, self._site.settings)
        except Stale:
            refused = tr.t("This card was out of date, here is the new one.")
        except NotChosen as missing:
            refused, again = tr.t("Please choose one of these: {what}", what=missing.label), True
        except Refusal as refusal:
            refused, again = await self._why_not(refusal, visitor, tr), what.asks is not None
        else:
            self._changes.forget()
            return _to_matter(sheet)
        now = await self._door.visitor(request)  # as it is now
        if again:
            with contextlib.suppress(Refusal):
                return await self._form(request, now, await self._sheet(request, now), what, sent, refused)
        return await self._matter(request, now, refused=refused)

    @staticmethod
    def _what(request: Request) -> Act:
        """Raises HTTPException 404."""
        found = ACTS.get(str(request.path_params["word"]))
        if found is None:
            raise HTTPException(404)
        return found

    def _asking(self, visitor: Visitor, sheet: Sheet, tr: Translator) -> Asking:
        return Asking(sheet=sheet, by=visitor.person.id, at=self._site.now(), tr=tr, work=visitor.work)

    async def _why_not(self, refusal: Refusal, visitor: Visitor, tr: Translator) -> str:
        if (post_id := refusal.facts.get("holder_post_id")) is not None:
            refusal.facts["holder"] = await visitor.work.post(post_id)
        return refusal_words(refusal, tr)

    async def _form(
        self,
        request: Request,
        visitor: Visitor,
        sheet: Sheet,
        what: Act,
        sent: Mapping[str, Sequence[str]] | None = None,
        refused: str = "",
    ) -> Response:
        """Its questions, with what was filled in. Raises NotYours, NotPossibleNow, NobodyThere."""
        tr = tr_of(request)
        fields = await questions(what, self._asking(visitor, sheet, tr))
        if sent is not None:
            fields = [replace(one, given=sent.get(one.name, ())) for one in fields]
        return page(
            "form.html",
            request,
            status=409 if refused else 200,
            refused=refused,
            id=sheet.issue.id,
            number=sheet.issue.number,
            label=tr.t(what.label),
            action=request.url.path,
            title=ready(title(sheet, tr)),
            place=ready(said(sheet.place, limit=80)),
            fields=fields,
            turn=sheet.issue.turn,
            seen=seen_in(sheet),
            form=visitor.form,
        )

    async def _matter(self, request: Request, visitor: Visitor, refused: str = "") -> Response:
        tr, zone = tr_of(request), self._site.settings.zone
        sheet = await self._sheet(request, visitor)
        to = {post_told(entry) for entry in sheet.timeline}
        posts = {one: await visitor.work.post(one) for one in to if one is not None}

        def lines(entries: list[Entry]) -> "list[Markup]":
            text = history(sheet, entries, zone, tr, said, posts=posts).text
            return [ready(Html(line)) for line in text.split("\n")[1:]]

        mine = [one for one in sheet.timeline[-1:] if one.person_id == visitor.person.id]
        just = [one for one in mine if not refused and self._site.now() - one.at < A_MINUTE]
        card = card_text(sheet, tr, zone, said)
        shown, _ = await self._wall.matters(None, Asked(ids=(sheet.issue.id,), size=1))
        work = visitor.work
        whistle = await work.whistle(sheet.issue.whistle_id) if sheet.issue.whistle_id is not None else None
        called = await whistle_sheet(whistle, self._site.now(), work, reader_id=visitor.person.id) if whistle else None
        acts, decisions = await offered(sheet, self._site.now(), work)
        return page(
            "matter.html",
            request,
            status=409 if refused else 200,
            refused=refused,
            id=sheet.issue.id,
            turn=sheet.issue.turn,
            acts=[(word, tr.t(ACTS[word].label), ACTS[word].asks is not None) for word in acts],
            decisions=[(word, tr.t(ACTS[word].label), True) for word in decisions],
            number=sheet.issue.number,
            card=[ready(Html(line)) for line in card.split("\n")],
            photos=[photo for one in shown for photo in photos_of(one, tr)],
            done=lines(just) if just else [],
            told=lines(sheet.timeline),
            record=record_of(called) if called is not None else "",
            form=visitor.form,
        )

    async def _sheet(self, request: Request, visitor: Visitor) -> Sheet:
        """Raises HTTPException 404: what one may not know is not there."""
        try:
            issue = await visitor.work.issue(id_asked(request))
        except NotFound:
            raise HTTPException(404) from None
        if not may_know(What.BOARD, issue, by_posts(issue, visitor.posts)):
            raise HTTPException(404)
        sheet = await sheet_of(issue, self._site.now(), visitor.work, reader_id=visitor.person.id)
        if not sheet.knows(What.CARD):
            raise HTTPException(404)
        return sheet

    async def new(self, request: Request) -> Response:
        """What has changed of it, whenever something has (server-sent events); over when the session is."""
        visitor = await self._door.visitor(request)
        areas = await looked_at(visitor, request.query_params.get("area", ""))
        view = View.of(request)
        had: Mapping[str, str] = shown_by(request.headers.get(SHOWN, ""))

        async def told() -> AsyncIterator[str]:
            nonlocal had
            self._door.look_in(visitor)
            try:
                yield "retry: 3000\n\n"
                async for number in self._changes.follow(lines_of_areas(areas)):
                    if not await self._door.still(visitor):
                        yield "event: over\ndata: -\n\n"
                        return
                    if number is None:
                        yield ": here\n\n"
                        continue
                    fresh = replace(visitor, work=self._site.database.work(self._site.settings))
                    parts = await self._shown(fresh, areas, view)
                    yield f"data: {parts.news(had)}\n\n"
                    had = parts.signs
            finally:
                self._door.look_away(visitor)

        headers = {"Cache-Control": NOT_KEPT, "X-Accel-Buffering": "no"}
        return StreamingResponse(told(), media_type="text/event-stream", headers=headers)


async def tree_of(found: Board, areas: Sequence[Area], columns: Columns, work: SqlWork) -> list[Node]:
    """The areas in which something stands, as deep as there is room; red first at every level."""
    lights, parts, depths = _by_area(found, {one.id for one in areas})
    deepest = _deepest(depths)
    shown = [one for one, depth in depths.items() if depth <= deepest]
    await work.foresee_places(shown, (), ())
    nodes = {
        one: Node(area=await work.area(one), depth=depths[one], counts=counts(lights[one], columns)) for one in shown
    }

    def flat(ids: Iterable[int]) -> Iterator[Node]:
        there = [one for one in ids if one in nodes]
        for one in sorted(there, key=lambda each: ([-n for n in nodes[each].counts[:2]], nodes[each].area.code)):
            yield nodes[one]
            yield from flat(parts.get(one, ()))

    return list(flat([one for one, depth in depths.items() if not depth]))


def _deepest(depths: Mapping[int, int]) -> int:
    """How deep the table goes with `PLACES` lines at most; a city has 15,000 places, each is looked at once."""
    at = Counter(depths.values())
    so_deep = accumulate(at[depth] for depth in range(max(at, default=0) + 1))
    return max((depth for depth, lines in enumerate(so_deep) if lines <= PLACES), default=0)


def _by_area(
    found: Board, tops: set[int]
) -> tuple[dict[int, Counter[Light]], dict[int, dict[int, None]], dict[int, int]]:
    """What stands in each area and below, by light; its parts in which something stands; how deep below a top it is."""
    lights: dict[int, Counter[Light]] = {}
    parts: dict[int, dict[int, None]] = {}
    depths: dict[int, int] = {}
    for one in found.counted:
        line = list(takewhile(lambda area_id: area_id not in tops, one.line))
        line += one.line[len(line) : len(line) + 1]
        for depth, area_id in enumerate(reversed(line)):
            lights.setdefault(area_id, Counter())[one.light] += one.count
            depths.setdefault(area_id, depth)
        for below, area_id in pairwise(line):
            parts.setdefault(area_id, {})[below] = None
    return lights, parts, depths


async def holders_of(found: Board, tr: Translator, work: SqlWork) -> list[tuple["Markup", int, int]]:
    """Who holds how many, and how many of them are late; where most is late first."""
    held: dict[int | None, Counter[bool]] = {}
    for one in found.counted:
        held.setdefault(one.holder_post_id, Counter())[one.light is Light.RED] += one.count
    nobody = held.pop(None, None)
    most = sorted(held, key=lambda one: (-held[one][True], -held[one].total()))[: 2 * HOLDERS]
    await work.foresee_places((), (), [one for one in most if one is not None])
    posts = [(await work.post(one), held[one]) for one in most if one is not None]
    lines = [
        (ready(post_name(post, tr)), count.total(), count[True]) for post, count in posts if post.role not in UNPAID
    ][:HOLDERS]
    if nobody is not None:
        lines.append((ready(tr.t("nobody has it")), nobody.total(), nobody[True]))
    return sorted(lines, key=lambda each: (-each[2], -each[1], each[0]))
