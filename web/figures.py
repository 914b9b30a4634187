"""The figures of a month, for whoever oversees an area: numbers first, shares only of ten and more, a table beside each
chart (docs/figures.md)."""

import asyncio
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from operator import itemgetter
from typing import TYPE_CHECKING

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.views.common import NOTHING_TO_SAY, category_name, date_words, names, role_name, share_words, span
from bot.views.home import area_name
from bot.views.view import NOTHING, glue, known, put
from bot.views.whistle import RATINGS
from casework.clock.limits import local
from casework.figures import LONGEST, Clock, Figures, Share, Spans, Sums, add_counts
from casework.frozen import frozen
from casework.model.people import Post
from casework.model.places import Area, AreaKind
from casework.model.whistles import CallRating
from casework.neighbourhood.rights import MANAGERS, manages
from casework.neighbourhood.wall import named_of, told_to_all
from casework.roles import UNPAID
from casework.whistle.figures import Figures as OfDepartment
from casework.whistle.figures import figures as of_departments
from locales.markup import PublicHtml
from locales.translator import Translator, mark
from storage.figures import Facts
from storage.sums import DaySum, DaySums, Detail, together
from storage.work import SqlWork
from web.board import looked_at
from web.entry import Door
from web.pages import page, ready, tr_of, with_query
from web.site import Site

if TYPE_CHECKING:
    from markupsafe import Markup

LOOKED_AT = 50
"""Of the longest; some of them are private."""
BARS = 20
"""Bars in a chart; the table below it has all."""
BY: dict[str, str] = {
    "area": mark("by place"),
    "grid": mark("by grid"),
    "category": mark("by kind"),
    "post": mark("by post"),
    "company": mark("by property company"),
    "source": mark("by source"),
    "week": mark("by week"),
}
SOURCES: dict[str, str] = {
    "private": mark("private message"),
    "group": mark("group"),
    "staff": mark("registered by staff"),
    "draft_auto": mark("private message"),
    "phone": mark("by phone"),
    "visit": mark("at a visit"),
    "patrol": mark("on patrol"),
    "paper": mark("paper form"),
    "question_wall": mark("question wall"),
    "steward_group": mark("steward group"),
    "listening_day": mark("listening day"),
    "hotline": mark("12345"),
    "system": mark("another system"),
}


MISSED = (mark("late"), mark("not accepted in 5 min"), mark("not told in 15 min"), mark("done again"))


@frozen(kw_only=True)
class Month:
    """A month where the neighbourhood is; `following`: the first day after it."""

    first: date
    following: date


@frozen(kw_only=True)
class Group:
    """One line of a breakdown: how many were filed, and how many were late at each step, always as numbers."""

    name: "Markup"
    filed: int
    unaccepted: int
    unreplied: int
    late: int
    on_time: str
    satisfied: str
    redone: int
    code: str = ""
    """Of the place that it is, if it is one."""

    @property
    def weight(self) -> int:
        """What went wrong, in all: the worst is read first."""
        return sum(self.missed)

    @property
    def missed(self) -> tuple[int, ...]:
        """The same by step, as MISSED names them."""
        return self.late, self.unaccepted, self.unreplied, self.redone


@frozen(kw_only=True)
class Worst:
    """Where most went wrong, and why: in a sentence, and the code of the place."""

    says: "Markup"
    code: str


@frozen(kw_only=True)
class Called:
    """How a department that was whistled kept to it."""

    name: str
    called: int
    in_time: str
    fed_back: str
    at_first: str
    ratings: list[int]


@frozen(kw_only=True)
class Chart:
    """The bars of a breakdown, and the length of the longest."""

    bars: "Sequence[tuple[Markup, int]]"
    most: int


def chart_of(groups: Sequence[Group]) -> Chart:
    """What went wrong, by group."""
    bars = [(one.name, one.weight) for one in groups[:BARS] if one.weight]
    return Chart(bars=bars, most=max((one.weight for one in groups), default=0) or 1)


def line_of(groups: Sequence[Group]) -> Chart:
    """How many were filed in one week after the other; of a single one nothing."""
    points = [(one.name, one.filed) for one in groups] if len(groups) > 1 else []
    return Chart(bars=points, most=max((filed for _, filed in points), default=0) or 1)


def shares_of(found: Figures, tr: Translator) -> "list[tuple[Markup, int]]":
    """What is read first of a month, in percent; of few nothing."""
    first = (
        (tr.t("Accepted within 5 minutes"), found.responded),
        (tr.t("Told within 15 minutes"), found.replied),
        (tr.t("Resolved in time"), found.on_time),
        (tr.t("Content or all right, of the rated"), found.satisfied),
    )
    return [(ready(name), round(100 * share.rate)) for name, share in first if share.rate is not None]


def month_of(first: date) -> Month:
    """The month that begins on that day."""
    return Month(first=first, following=(first + timedelta(days=31)).replace(day=1))


def name_of_month(first: date, tr: Translator) -> str:
    """ "2026年11月"."""
    return f"{first.year}年{first.month}月" if tr.language.startswith("zh") else f"{first:%B %Y}"


def span_words(spans: Spans, tr: Translator) -> str:
    """ "12 min, 90 %: 40 min"; of few nothing."""
    if spans.median is None or spans.p90 is None:
        return NOTHING_TO_SAY
    return tr.t("{median}; nine of ten within {p90}", median=span(spans.median, tr), p90=span(spans.p90, tr))


def days_words(spans: Spans, tr: Translator) -> str:
    """ "0; nine of ten within 3": whole days, since of what was told the day is kept; of few nothing."""
    if spans.median is None or spans.p90 is None:
        return NOTHING_TO_SAY
    days = {"median": known(str(spans.median.days)), "p90": known(str(spans.p90.days))}
    return tr.t("{median} days; nine of ten within {p90}", **days)


def lines_of(found: Figures, tr: Translator) -> list[tuple[str, str]]:
    """All figures, as names and words."""
    rungs = ", ".join(f"{rung}: {count}" for rung, count in found.rungs.items()) or NOTHING_TO_SAY
    per, each = found.per_households, found.pings_each
    return [
        (tr.t("Filed"), str(found.filed)),
        (tr.t("Accepted"), str(found.accepted)),
        (tr.t("Resolved"), str(found.resolved)),
        (tr.t("Closed"), str(found.closed)),
        (tr.t("Still open"), str(found.open)),
        (tr.t("Accepted within 5 minutes"), share_words(found.responded)),
        (tr.t("Told within 15 minutes"), share_words(found.replied)),
        (tr.t("Resolved in time"), share_words(found.on_time)),
        (tr.t("Resolved in time, by the usual grade"), share_words(found.on_time_usual)),
        (tr.t("Solved"), share_words(found.solved)),
        (tr.t("Content or all right, of the rated"), share_words(found.satisfied)),
        (tr.t("Rated, of the resolved"), share_words(found.rated)),
        (tr.t("Done again, of the resolved"), share_words(found.redone)),
        (tr.t("Asked after unrated, done"), share_words(found.checked)),
        (tr.t("Filed per 10,000 households"), f"{per:.1f}" if per is not None else NOTHING_TO_SAY),
        (tr.t("Until accepted, half within"), span_words(found.to_accept, tr)),
        (tr.t("Until told, half within"), span_words(found.to_reply, tr)),
        (tr.t("Until resolved, half within"), span_words(found.to_resolve, tr)),
        (tr.t("Registered by staff on the day it was told"), share_words(found.entered)),
        (tr.t("Days from told to registered, half within"), days_words(found.to_enter, tr)),
        (tr.t("Times somebody was asked"), str(found.pings)),
        (tr.t("Times somebody was asked, for each matter"), f"{each:.1f}" if each is not None else NOTHING_TO_SAY),
        (tr.t("Askings that were acted on"), share_words(found.acted_on)),
        (tr.t("Rounds that reached rung"), rungs),
    ]


@frozen(kw_only=True)
class Long:
    """A matter that took, or takes, long."""

    number: int
    what: "Markup"
    place: str
    span: "Markup"
    done: bool


async def long_matters(days: Sequence[DaySum], now: datetime, work: SqlWork, tr: Translator) -> list[Long]:
    """The ten of the month that took longest, or still do; what is private is not among them, and no building of a few
    homes is named. What the clock stood still for is not counted."""
    every = [one for day in days for one in day.sums.longest]
    looked_at = sorted(every, key=lambda one: one.took(now), reverse=True)[:LOOKED_AT]
    await work.foresee_issues([one.issue_id for one in looked_at])
    found: list[Long] = []
    for one in looked_at:
        issue = await work.issue(one.issue_id)
        if not told_to_all(issue):
            continue
        if len(found) == LONGEST:
            break
        place = area_name(*await named_of(issue, work))
        what, length = category_name(issue.category, tr), span(one.took(now), tr)
        done = one.resolved_at is not None
        found.append(Long(number=issue.number, what=ready(what), place=place, span=ready(length), done=done))
    return found


@frozen(kw_only=True)
class Reckoned:
    """A month of some areas: its days, and all figures beside the month before's and those of the year before; its own
    shares, in percent."""

    days: Sequence[DaySum]
    columns: list[str]
    rows: list[tuple[str, list[str]]]
    shares: "list[tuple[Markup, int]]"


class Reckoning:
    """Makes the figures of a month, for the page and for the report."""

    def __init__(self, site: Site, work: SqlWork, tr: Translator, reader: Sequence[Post] = ()) -> None:
        """`reader`: the posts of whoever reads it; nobody's where many do."""
        self._site = site
        self._work = work
        self._tr = tr
        self._reader = reader
        self._sums = DaySums(site.database, site.settings)

    async def of(self, areas: Sequence[Area], month: Month, apart: str | None = None) -> Reckoned:
        """All of them, as words; to be put apart in one way alone, or (None) in any."""
        last = month_of((month.first - timedelta(days=1)).replace(day=1))
        year = month_of(month.first.replace(year=month.first.year - 1))
        lines = [tuple(one.line) for one in areas]
        households = await Facts(self._site.database).households(lines)
        now, clock = self._site.now(), Clock(self._work.settings_for)
        of_month = Detail.ALL if apart is None or apart in PART else Detail.OWN
        days = await self._sums.of(lines, month.first, month.following, now, clock, parts=of_month)
        before = [await self._sums.total(lines, one.first, one.following, now, clock) for one in (last, year)]
        made = await asyncio.to_thread(lambda: [one.figures(households) for one in (together(days), *before)])
        each = [lines_of(one, self._tr) for one in made]
        return Reckoned(
            days=days,
            columns=[name_of_month(one.first, self._tr) for one in (month, last, year)],
            rows=[(each[0][at][0], [one[at][1] for one in each]) for at in range(len(each[0]))],
            shares=shares_of(made[0], self._tr),
        )

    async def groups(self, days: Sequence[DaySum], apart: str, areas: Sequence[Area]) -> list[Group]:
        """The breakdown: where most went wrong first; weeks as they come."""
        keyed = _keyed(days, apart, {one.id for one in areas})
        named = await self._names(apart, keyed)
        counted: dict[tuple[PublicHtml, str], Counter[str]] = {}
        for key, counts in keyed.items():
            if key in named:
                code = (await self._work.area(int(key))).code if apart in PLACES else ""
                add_counts(counted.setdefault((named[key], code), Counter()), counts)
        found = [_group(name, Sums(counts), code) for (name, code), counts in counted.items()]
        return found if apart == "week" else sorted(found, key=lambda one: (-one.weight, -one.filed, one.name))

    async def worst(self, days: Sequence[DaySum], areas: Sequence[Area], month: Month) -> Worst | None:
        """The grid in which most went wrong, at which step, and of what kind; of one grid alone, or where nothing went
        wrong, nothing. The page by grid has it in its first row, the grid's own page by kind the rest."""
        tr, keyed = self._tr, _keyed(days, "grid", {one.id for one in areas})
        grids = {key: _group(NOTHING, Sums(counts)) for key, counts in keyed.items()}
        most = max(((one.weight, one.filed) for one in grids.values()), default=(0, 0))
        if len(grids) < 2 or not most[0]:
            return None
        named = await self._names("grid", [key for key, one in grids.items() if (one.weight, one.filed) == most])
        key = min(named, key=lambda one: named[one])
        first, place, area = grids[key], named[key], await self._work.area(int(key))
        missed = sorted(zip(first.missed, MISSED, strict=True), key=lambda one: -one[0])
        steps = names([put("{} {}", tr.t(step), count) for count, step in missed if count], tr)
        says = tr.t("Worst off: {place}. Filed {n}; {steps}.", place=place, n=first.filed, steps=steps)
        now, clock = self._site.now(), Clock(self._work.settings_for)
        its = await self._sums.of([tuple(area.line)], month.first, month.following, now, clock)
        theirs = _keyed([one for one in its if one.line[0] == area.id], "category", set())
        weights = {key: _group(NOTHING, Sums(counts)).weight for key, counts in theirs.items()}
        kind, n = max(weights.items(), key=itemgetter(1))
        often = tr.t("Most often: {kind} ({n}).", kind=category_name(kind, tr), n=n)
        return Worst(says=ready(glue("" if tr.language.startswith("zh") else " ", (says, often))), code=area.code)

    async def departments(self, areas: Sequence[Area], month: Month) -> list[Called]:
        """Those that were whistled in the month, where most went wrong first."""
        since, until = (local(one, time(0), self._site.settings.zone) for one in (month.first, month.following))
        whistles = await self._work.whistles_in([one.id for one in areas], since, until)
        found = [
            ((await self._work.department(one)).name, of)
            for one, of in of_departments(whistles, self._site.now()).items()
        ]
        return [_called(name, of) for name, of in sorted(found, key=lambda one: (-one[1].weight, one[0]))]

    async def _names(self, apart: str, keys: Iterable[str]) -> dict[str, PublicHtml]:
        """What the parts are called now; without those that have no name: a post that is gone, an estate without a
        company."""
        tr, work = self._tr, self._work
        match apart:
            case "area":
                return {key: known((await work.area(int(key))).name) for key in keys}
            case "grid":
                return {key: known(await self._place(int(key))) for key in keys}
            case "category":
                return {key: category_name(key, tr) for key in keys}
            case "post":
                return await self._posts(set(keys))
            case "company":
                return {str(one.id): known(one.company) for one in await work.estates() if one.company}
            case "source":
                return {key: tr.t(SOURCES[key]) if key in SOURCES else known(key) for key in keys}
            case _:
                return {key: tr.t("week of {day}", day=date_words(date.fromisoformat(key), tr)) for key in keys}

    async def _place(self, area_id: int) -> str:
        """A grid with its community, since each has a first one; anything else by itself."""
        area = await self._work.area(area_id)
        above = await self._work.area(area.line[1]) if area.kind is AreaKind.GRID and len(area.line) > 1 else None
        return f"{above.name} {area.name}" if above is not None else area.name

    async def _posts(self, keys: Collection[str]) -> dict[str, PublicHtml]:
        """Each seat by its role and place, with the name for whoever manages it; of unpaid neighbours the role alone:
        nobody counts what one of them did."""
        work, found = self._work, {}
        posts = [one for one in await work.all_posts() if str(one.id) in keys]
        areas = {
            one.id: one for one in await work.areas_with({one.area_id for one in posts if one.area_id is not None})
        }
        estates = {one.id: one for one in await work.estates()}
        managers = [one for one in self._reader if one.role in MANAGERS and one.area_id is not None]
        theirs = await work.estates_under([one.area_id for one in managers if one.area_id is not None])
        for one in posts:
            said = [role_name(one.role, self._tr)]
            if one.role not in UNPAID:
                area, estate = areas.get(one.area_id or 0), estates.get(one.estate_id or 0)
                said += [known(place.name) for place in (area or estate,) if place is not None]
                mine = one.estate_id in theirs or (
                    area is not None and any(manages(each, one, area) for each in managers)
                )
                said += [known(one.name)] if mine and one.name else []
            found[str(one.id)] = glue(" ", said)
        return found


PLACES = ("area", "grid")
"""Breakdowns whose groups have pages of their own."""
PART = {"category": "category", "post": "post", "company": "estate", "source": "source"}
"""In which part of a day's sum (casework.figures.PARTS) a breakdown lies."""


def _keyed(days: Sequence[DaySum], apart: str, tops: set[int]) -> dict[str, Counter[str]]:
    """The sums of each part, by its key."""
    found: dict[str, Counter[str]] = {}
    for day in sorted(days, key=lambda one: one.day):
        for key, counts in _parts_of(day, apart, tops):
            add_counts(found.setdefault(key, Counter()), counts)
    return found


def _parts_of(day: DaySum, apart: str, tops: set[int]) -> Iterable[tuple[str, Mapping[str, int]]]:
    total = day.sums.total.counts
    if apart == "grid":
        return [(str(day.line[0]), total)]
    if apart == "week":
        return [((day.day - timedelta(days=day.day.weekday())).isoformat(), total)]
    if apart in PART:
        return day.sums.parts.get(PART[apart], {}).items()
    for below, area_id in zip((None, *day.line), day.line, strict=False):
        if area_id in tops:  # the area right below; what lies in one of them itself is its own
            return [(str(below), total)] if below is not None else day.sums.parts["place"].items()
    return []


def _group(name: PublicHtml, sums: Sums, code: str = "") -> Group:
    def missed(of: str) -> int:
        share = sums.share(of)
        return share.whole - share.part

    found = sums.figures(0)
    return Group(
        name=ready(name),
        filed=found.filed,
        unaccepted=missed("responded"),
        unreplied=missed("replied"),
        late=missed("on_time"),
        on_time=share_words(found.on_time),
        satisfied=share_words(found.satisfied),
        redone=found.redone.part,
        code=code,
    )


def _called(name: str, of: OfDepartment) -> Called:
    return Called(
        name=name,
        called=of.called,
        in_time=share_words(Share(of.in_time, of.due)),
        fed_back=share_words(Share(of.fed_back_in_time, of.to_feed_back)),
        at_first=share_words(Share(of.at_first, of.accepted)),
        ratings=[of.ratings[one] for one in CallRating],
    )


class FiguresPages:
    """A month, compared with the one before and that of the year before; and put apart."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._door = Door(site)

    def routes(self) -> list[BaseRoute]:
        """Where they are."""
        return [Route("/board/figures", self.figures)]

    async def figures(self, request: Request) -> Response:
        """The page. Raises HTTPException 401, 403 as the board does."""
        visitor = await self._door.visitor(request)
        code = request.query_params.get("area", "")
        areas = await looked_at(visitor, code)
        tr = tr_of(request)
        month = month_asked(request.query_params.get("month", ""), self._site)
        reckoning = Reckoning(self._site, visitor.work, tr, visitor.posts)
        asked_apart, asked_month = request.query_params.get("by", "area"), request.query_params.get("month", "")
        apart = asked_apart if asked_apart in BY else "area"
        found = await reckoning.of(areas, month, apart)
        guessed = asked_month not in ("", f"{month.first:%Y-%m}") or apart != asked_apart
        groups = await reckoning.groups(found.days, apart, areas)
        return page(
            "figures.html",
            request,
            name=names([known(one.name) for one in areas], tr),
            code=code,
            query=with_query(request.url, month=f"{month.first:%Y-%m}", by=None).partition("?")[2],
            columns=found.columns,
            rows=found.rows,
            by=apart,
            guessed=guessed,
            kinds=[(key, tr.t(label)) for key, label in BY.items()],
            month=f"{month.first:%Y-%m}",
            months=[(f"{one:%Y-%m}", name_of_month(one, tr)) for one in _months(self._site)],
            groups=groups,
            worst=await reckoning.worst(found.days, areas, month),
            departments=await reckoning.departments(areas, month),
            ratings=[tr.t(RATINGS[one]) for one in CallRating],
            longest=await long_matters(found.days, self._site.now(), visitor.work, tr),
            chart=line_of(groups) if apart == "week" else chart_of(groups),
            shares=found.shares,
        )


def _this(site: Site) -> date:
    """The first day of this month, where the neighbourhood is."""
    return site.now().astimezone(site.settings.zone).date().replace(day=1)


def _months(site: Site) -> list[date]:
    """This one and the twelve before."""
    found = [_this(site)]
    while len(found) <= 12:
        found.append((found[-1] - timedelta(days=1)).replace(day=1))
    return found


def month_asked(text: str, site: Site) -> Month:
    """The one that is asked for, "2026-11"; what is none, or is to come, is this one."""
    this = _this(site)
    try:
        asked = datetime.strptime(text, "%Y-%m").date()  # noqa: DTZ007 - a month has no zone
    except ValueError:
        asked = this
    return month_of(asked if date(2000, 1, 1) <= asked <= this else this)
