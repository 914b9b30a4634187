"""The echo wall 回音壁: what was reported, what became of it; for anybody, without a login (wording.md §9).

Nothing here identifies anybody: see casework/neighbourhood/wall.py for what may be read, storage/wall.py for what is
read at all. Days without the time, lengths without the minute.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from functools import cache
from time import monotonic
from typing import TYPE_CHECKING
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.views.common import category_name, colon, date_words, day_words
from bot.views.opinions import count_words
from bot.views.view import NOTHING, cut, esc, glue, known, put
from bot.views.wall import HEADLINES, RATED, WHEN_TAKEN, took
from casework.categories import CATEGORIES
from casework.frozen import frozen
from casework.model.issues import Action, State
from casework.neighbourhood.wall import KEPT_OFF, readable
from casework.words.masking import mask_people, masked
from locales.markup import PublicHtml
from locales.translator import Translator, mark
from storage.pictures import Pictures
from storage.wall import PAGES, Asked, Counted, Heard, Place, Shown, Wall
from web.georeport import photo_path
from web.pages import FOR_A_MINUTE, id_asked, open_text, page, page_asked, tr_of, with_query, written
from web.site import Site

if TYPE_CHECKING:
    from markupsafe import Markup

WORDS_AT_MOST = 300
"""UTF-16 units of what somebody wrote."""
FIGURES_OF = timedelta(days=30)
MANY = 2000
"""Rounds everywhere in that time: so many are counted once a minute, which is as long as a page is kept."""
COUNTED_FOR_SECONDS = 60.0
PLACES_COUNTED = 1000
FEW = 10
"""Below this many ratings no share is said: one person more or less would change it."""
PERIODS: dict[str, tuple[timedelta | None, str]] = {
    "30": (timedelta(days=30), mark("30 days")),
    "90": (timedelta(days=90), mark("3 months")),
    "365": (timedelta(days=365), mark("a year")),
    "all": (None, mark("all")),
}
USUAL = "90"
NAME = re.compile(r"[A-Za-z0-9_-]{22}")
"""Of a photo, as storage/pictures.py makes them."""
ASKED_EACH_TIME = "no-cache"
"""A browser keeps a photo, and asks each time whether it may still show it: what was taken back is gone at once."""


@frozen(kw_only=True)
class Photo:
    """A photo on a card: `says` when it was taken; `alt` beside that what it shows, for whoever does not see it: plain
    text, since a quotation mark of somebody's must not end an attribute."""

    src: str
    width: int
    height: int
    says: str
    alt: str


@frozen(kw_only=True)
class Card:
    """One matter, ready to be read. `tone` is how it stands, in one word for the stylesheet; never colour alone."""

    id: int
    tone: str
    title: "Markup"
    stands: str
    lines: tuple["Markup", ...]
    day: "Markup"
    updated: date
    photos: tuple["Photo", ...] = ()


def address(place: Place | None) -> str:
    """Where a place's wall is."""
    if place is None:
        return "/"
    return f"/wall/{'estate/' if place.is_estate else ''}{quote(place.code, safe='')}"


# --- words


def tone_of(one: Shown) -> str:
    """How a matter stands, in one word."""
    if one.state in (State.RESOLVED, State.CLOSED):
        return "none" if one.false_alarm else "done"
    if one.put_off is not None:
        return "off"
    if one.again_since is not None:
        return "again"
    if one.state is State.PROMISED and one.on_day is not None:
        return "promised"
    if one.state is State.REJECTED:
        return "cannot"
    return "new" if one.state is State.REPORTED else "hand"


def _words(one: Shown, text: str, action: Action | None = None) -> PublicHtml:
    made = one.made_for_all.get(action) if action is not None else None
    return esc(cut(readable(one.category, text, made), WORDS_AT_MOST))


def _lines(one: Shown, tone: str, tr: Translator, today: date, zone_of: "Zone") -> list[PublicHtml]:
    found = []
    if words := _words(one, one.text):
        found.append(tr.t("Reported: “{words}”", words=words))
    match tone:
        case "done":
            if how := _words(one, one.result, Action.RESOLVE):
                found.append(tr.t("What was done: {how}", how=how))
            if one.resolved_at is not None:
                began = one.t0 if one.round == 1 else one.filed_at
                found.append(tr.t("It took: {span}", span=took(one.resolved_at - began, tr)))
            if one.round > 1:
                found.append(tr.n("It took {n} attempt.", "It took {n} attempts.", one.round))
            found.append(tr.t(RATED[one.rating]))
        case "promised" if one.on_day is not None:
            found.append(tr.t("Promised by {day}", day=day_words(one.on_day, tr, near=today)))
            if why := _words(one, one.reason, Action.PROMISE):
                found.append(tr.t("Why not today: {why}", why=why))
            if meanwhile := _words(one, one.interim):
                found.append(tr.t("Meanwhile: {what}", what=meanwhile))
        case "off" if one.put_off is not None:
            day = day_words(zone_of(one.put_off), tr, near=today)
            found.append(tr.t("Put off until {day}, then it is talked over again.", day=day))
        case "again" if one.again_since is not None:
            day = day_words(zone_of(one.again_since), tr, near=today)
            found.append(tr.t("Talked over again {day}: it is on the agenda.", day=day))
        case "cannot":
            if why := _words(one, one.why, Action.REJECT):
                found.append(tr.t("Why: {why}", why=why))
            whose = known(cut(one.whose, WORDS_AT_MOST)) if one.whose_of_roster else _words(one, one.whose)
            if whose:
                found.append(tr.t("Whose matter it is: {whose}", whose=whose))
            if instead := esc(cut(masked(mask_people(one.instead)), WORDS_AT_MOST)):
                found.append(tr.t("What can be done instead: {instead}", instead=instead))
    if one.fixed or one.not_yet:
        found.append(tr.t("Neighbours say: 👍 fixed {fixed}, not yet {not_yet}", fixed=one.fixed, not_yet=one.not_yet))
    if one.me_toos:
        found.append(tr.n("{n} neighbour says “my home too”.", "{n} neighbours say “my home too”.", one.me_toos))
    return found


def card(one: Shown, tr: Translator, today: date, zone_of: "Zone") -> Card:
    """A matter in its reader's words."""
    tone = tone_of(one)
    filed = zone_of(one.filed_at)
    days = tr.t("reported {day}", day=date_words(filed, tr, near=today))
    done = zone_of(one.resolved_at) if one.resolved_at is not None and tone == "done" else None
    if done is not None and done != filed:
        days = put("{} · {}", days, tr.t("done {day}", day=date_words(done, tr, near=today)))
    return Card(
        id=one.id,
        tone=tone,
        title=open_text(_title(one, tr)),
        stands=tr.t(HEADLINES[tone]),
        lines=tuple(open_text(line) for line in _lines(one, tone, tr, today, zone_of)),
        day=open_text(days),
        updated=done or filed,
        photos=tuple(photos_of(one, tr)),
    )


def photos_of(one: Shown, tr: Translator) -> list[Photo]:
    """What of it may be seen, each with what it shows in words."""
    found = []
    for photo in one.pictures:
        says = tr.t(WHEN_TAKEN[photo.after])
        alt = open_text(put("{}{}{}", says, colon(tr), _title(one, tr))).unescape()
        size = {"width": photo.width, "height": photo.height}
        found.append(Photo(src=photo_path(photo.name), **size, says=says, alt=alt))
    return found


def _title(one: Shown, tr: Translator) -> PublicHtml:
    where = [known(name) for name in one.where]
    if place := _words(one, one.place):
        where.append(place)
    return glue(" ", [part for part in (glue(" ", where), category_name(one.category, tr)) if part]) or NOTHING


@frozen
class Zone:
    """The day of a moment, where the neighbourhood is."""

    site: Site

    def __call__(self, at: datetime) -> date:
        """The day."""
        return at.astimezone(self.site.settings.zone).date()


def figures(found: Counted, tr: Translator) -> Sequence[tuple[str, str]]:
    """What is counted, as names and numbers; no share of few."""
    said = [
        (tr.t("Reported"), found.reported),
        (tr.t("Done"), found.done),
        (tr.t("Still open"), found.open),
        (tr.t("Of these with a promised day"), found.promised),
        (tr.t("Cannot be done"), found.rejected),
        (tr.t("Rated"), found.rated),
        (tr.t("Content or all right"), found.content),
        (tr.t("Not solved, done again"), found.rated - found.content),
    ]
    if found.false_alarms:
        said.append((tr.t("False alarms, not counted above"), found.false_alarms))
    shown = [(name, str(count)) for name, count in said]
    if found.rated >= FEW:
        share = round(100 * found.content / found.rated)
        shown.append((tr.t("Content or all right, of those who rated"), f"{share} %"))
    return shown


def heard_title(day: Heard, tr: Translator) -> "Markup":
    """ "北苑社区 11月20日恳谈日"."""
    return open_text(tr.t("{place}, listening day of {day}", place=known(day.place), day=date_words(day.held_on, tr)))


# --- pages


@cache
def _code_of(url: str, label: str) -> str:
    import segno  # with the first page that shows one

    code = segno.make(url, error="m")
    made: str = code.svg_inline(
        scale=1, border=2, omitsize=True, light="#fff", svgclass=None, lineclass=None, title=label
    )
    return made


def picture_of(url: str, tr: Translator) -> "Markup":
    """A QR code for whoever stands before a screen or a print: dark on white, whatever the page's colours."""
    from markupsafe import Markup

    return Markup(_code_of(url, tr.t("QR code: report something to the bot")))


class WallPages:
    """The wall of everything, of each area and each estate; and its feeds."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._wall = Wall(site.database)
        self._pictures = Pictures(site.database)
        self._counted: dict[str, tuple[float, datetime, Counted]] = {}

    def routes(self) -> list[BaseRoute]:
        """Where they are."""
        return [
            Route("/", self.everything),
            Route("/feed.atom", self.feed),
            Route("/photo/{name}.jpg", self.photo),
            Route("/wall/heard/{id:int}", self.heard),
            Route("/wall/estate/{code}/feed.atom", self.feed, name="estate"),
            Route("/wall/{code}/feed.atom", self.feed),
            Route("/wall/estate/{code}", self.of_place, name="estate"),
            Route("/wall/{code}", self.of_place),
        ]

    async def everything(self, request: Request) -> Response:
        """The first page: where one can look, and the newest of all."""
        tops = await self._wall.tops()
        return await self._page(request, tops[0] if len(tops) == 1 else None, tops)

    async def of_place(self, request: Request) -> Response:
        """The wall of an area or an estate."""
        return await self._page(request, await self._place(request), ())

    async def _place(self, request: Request) -> Place | None:
        code = request.path_params.get("code")
        if code is None:
            return None
        estate = request.url.path.startswith("/wall/estate/")
        found = await self._wall.place(code, estate=estate)
        if found is None:
            raise HTTPException(404)
        return found

    def _asked(self, request: Request) -> Asked:
        """Filters that do not exist are none: an old address still shows something."""
        kind, period = request.query_params.get("kind", ""), request.query_params.get("days", USUAL)
        length, _ = PERIODS.get(period, PERIODS[USUAL])
        return Asked(
            categories=(kind,) if kind in CATEGORIES and kind not in KEPT_OFF else (),
            since=self._midnight(length) if length is not None else None,
            page=page_asked(request, PAGES),
        )

    def _midnight(self, length: timedelta) -> datetime:
        """The beginning of the day so long ago: the same all day, so that pages are the same for all."""
        zone = self._site.settings.zone
        day = self._site.now().astimezone(zone).date() - length
        return datetime.combine(day, time(0), zone)

    async def _page(self, request: Request, place: Place | None, tops: Sequence[Place]) -> Response:
        tr, asked = tr_of(request), self._asked(request)
        kind, period = request.query_params.get("kind", ""), request.query_params.get("days", USUAL)
        within = None if tops else place  # the first page is of everything: no condition finds that fastest
        shown, older = await self._wall.matters(within, asked)
        counted = await self._counts(within)
        today, zone = self._zone(self._site.now()), self._zone
        bot = self._site.bot()
        parts = place.parts if place is not None else tops
        return page(
            "wall.html",
            request,
            kept=FOR_A_MINUTE,
            place=place,
            up=place.up if place is not None else (),
            parts=parts,
            address=address,
            cards=[card(one, tr, today, zone) for one in shown],
            figures=figures(counted, tr),
            days=[
                (one.id, heard_title(one, tr), count_words(one.all, one.done, tr))
                for one in await self._wall.heard(within)
            ],
            kinds=[(key, open_text(category_name(key, tr))) for key in CATEGORIES if key not in KEPT_OFF],
            kind=next(iter(asked.categories), ""),
            periods=[(key, tr.t(name)) for key, (_, name) in PERIODS.items()],
            period=period,
            guessed=kind not in ("", *asked.categories) or period not in PERIODS,
            newer_url=with_query(request.url, page=asked.page - 1) if asked.page > 1 else "",
            older_url=with_query(request.url, page=asked.page + 1) if older else "",
            feed_url=f"{'' if place is None or request.url.path == '/' else address(place)}/feed.atom",
            bot_url=f"https://t.me/{bot}" if bot else "",
            qr=picture_of(f"https://t.me/{bot}", tr) if bot else "",
        )

    async def _counts(self, place: Place | None) -> Counted:
        since, key = self._midnight(FIGURES_OF), address(place)
        until, day, counted = self._counted.get(key, (0.0, since, Counted()))
        if day != since or until < monotonic():
            counted = await self._wall.counted(place, since)
            if len(self._counted) >= PLACES_COUNTED:
                self._counted.clear()
            if counted.among >= MANY:
                self._counted[key] = (monotonic() + COUNTED_FOR_SECONDS, since, counted)
        return counted

    async def heard(self, request: Request) -> Response:
        """What was told on one listening day, as far as the wall shows it. Not published, or taken back: no page."""
        day = await self._wall.heard_one(id_asked(request))
        if day is None:
            raise HTTPException(404)
        tr, today, zone = tr_of(request), self._zone(self._site.now()), self._zone
        shown: list[Shown] = []
        if day.ids:  # no ids would be no filter
            shown, _ = await self._wall.matters(None, Asked(ids=day.ids, size=len(day.ids)))
        bot = self._site.bot()
        return page(
            "heard.html",
            request,
            kept=FOR_A_MINUTE,
            title=heard_title(day, tr),
            counted=count_words(day.all, day.done, tr),
            cards=[card(one, tr, today, zone) for one in shown],
            left=len(day.ids) - len(shown),
            bot_url=f"https://t.me/{bot}" if bot else "",
        )

    async def photo(self, request: Request) -> Response:
        """A photo that stands on the wall; of what was taken back, and of a name that nobody was told, nothing."""
        name = request.path_params["name"]
        content = await self._pictures.content(name) if NAME.fullmatch(name) else None
        if content is None:
            raise HTTPException(404)
        headers = {"Cache-Control": ASKED_EACH_TIME, "ETag": f'"{name}"'}
        if headers["ETag"] in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        return Response(content, media_type="image/jpeg", headers=headers)

    @property
    def _zone(self) -> Zone:
        return Zone(self._site)

    async def feed(self, request: Request) -> Response:
        """The same as an Atom feed (RFC 4287). Moments are the beginnings of days."""
        tr, place = tr_of(request), await self._place(request)
        shown, _ = await self._wall.matters(place, Asked())
        today, zone = self._zone(self._site.now()), self._zone
        cards = [card(one, tr, today, zone) for one in shown]
        newest = max((one.updated for one in cards), default=today)
        body = written(
            "feed.xml",
            tr,
            cards=cards,
            name=place.name if place is not None else "",
            site=self._site.url,
            home=f"{self._site.url}{address(place)}",
            itself=f"{self._site.url}{request.url.path}",
            moment=self._moment,
            updated=self._moment(newest),
        )
        headers = {"Cache-Control": FOR_A_MINUTE, "Vary": "Accept-Language"}
        return Response(body, media_type="application/atom+xml; charset=utf-8", headers=headers)

    def _moment(self, day: date) -> str:
        return datetime.combine(day, time(0), self._site.settings.zone).isoformat()
