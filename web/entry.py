"""Who is in front of the board: a one-time link or an opening inside Telegram, a session, a form that is ours.

A link is looked at by messengers before people press it, so looking uses nothing up (GET), only the button does (POST).
What Telegram signs when it opens the page (launch.py) is used up at once. A session lasts twelve hours, and no longer
than the post: who holds what is asked at every request. A browser has it in a cookie; a page inside Telegram, which may
be a frame in which browsers keep no cookies, sends it in a header (ADR 0031).
"""

import asyncio
import hmac
import secrets
from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from casework.frozen import frozen
from casework.model.people import Person, Post
from casework.neighbourhood.rights import OVERSEERS
from casework.refusals import NotFound
from locales.translator import mark
from storage.sessions import SESSION_LASTS, Seats, Sessions
from storage.work import SqlWork
from web.launch import launch_of
from web.pages import NO_FRAMES, NOT_KEPT, POLICY, page, tr_of
from web.site import Site

if TYPE_CHECKING:
    from itsdangerous import TimestampSigner

SENT_AT_MOST = 8192
"""Bytes of an opening: what Telegram says of whoever opens it."""
FORM_AT_MOST = 65_536
"""Bytes of a form: three answers of a thousand Chinese characters."""
FIELDS_AT_MOST = 200
A_MOMENT = 0.1
"""Seconds for which it holds who may still look on: they hear of the same change within them."""
COOKIE, HEADER = "session", "app"
"""What a session is signed for: a cookie that somebody got hold of is worth nothing as a header."""


@frozen(kw_only=True)
class Visitor:
    """Somebody who may look at the board: the posts are those that oversee. `form`: proves that a form is ours."""

    person: Person
    posts: tuple[Post, ...]
    work: SqlWork
    form: str
    session: str

    @property
    def seats(self) -> Seats:
        """What he holds."""
        return frozenset((one.id, one.role, one.area_id, one.estate_id) for one in self.posts)


class Door:
    """Lets people in, and knows them again."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._sessions = Sessions(site.database, lambda: secrets.token_urlsafe(24))
        self._secure = site.url.startswith("https://")
        self._inside: dict[str, int] = {}
        self._inside_asked: frozenset[str] = frozenset()
        self._seats: dict[str, Seats] = {}
        self._asked_at = float("-inf")
        self._asking = asyncio.Lock()
        self.cookie = "__Host-weilinli" if self._secure else "weilinli"

    async def knock(self, request: Request) -> Response:
        """GET of a link: a button. Nothing is used up, whoever looks."""
        open_ = bool(self._site.secret) and await self._sessions.is_open(self._code(request), self._site.now())
        return page("open.html", request, status=200 if open_ else 404, open=open_)

    async def enter(self, request: Request) -> Response:
        """POST of a link: from now on the board is open, here and for this browser alone."""
        self._same_site(request)
        session = await self._sessions.enter(self._code(request), self._site.now()) if self._site.secret else None
        if session is None:
            return page("open.html", request, status=404, open=False)
        answer = RedirectResponse("/board", 303, {"Cache-Control": NOT_KEPT})
        answer.set_cookie(
            self.cookie,
            self._signed(session, COOKIE),
            max_age=int(SESSION_LASTS.total_seconds()),
            path="/",
            secure=self._secure,
            httponly=True,
            samesite="lax",
        )
        return answer

    async def app(self, request: Request) -> Response:
        """GET of the page that Telegram opens: it hands over what Telegram signed, and shows the board."""
        headers = {"Content-Security-Policy": POLICY.replace(NO_FRAMES, f"frame-ancestors {self._site.frames}")}
        return page("app.html", request, headers=headers)

    async def launch(self, request: Request) -> Response:
        """POST of what Telegram signed: once, and while it is fresh, it opens a session for whoever has a board."""
        self._same_site(request)
        now = self._site.now()
        data = await _body(request, SENT_AT_MOST)
        found = launch_of(data, self._site.launches, now) if self._site.launches and self._site.secret else None
        if found is None:
            return _refused(request, OUT_OF_DATE)
        work = self._site.database.long_work(self._site.settings)
        person = await work.person_at(found.address)
        if person is not None:
            request.state.language = person.language
        if person is None or not _overseeing(await work.posts_of(person.id)):
            return _refused(request, NOT_FOR_YOU)
        session = await self._sessions.launch(found.sign, person.id, found.until, now)
        if session is None:
            return _refused(request, OUT_OF_DATE)
        return JSONResponse({"session": self._signed(session, HEADER)}, headers={"Cache-Control": NOT_KEPT})

    async def leave(self, request: Request) -> Response:
        """End the session."""
        await self.posted(request)
        if session := self._session(request):
            await self._sessions.end(session)
        answer = RedirectResponse("/", 303, {"Cache-Control": NOT_KEPT})
        answer.delete_cookie(self.cookie, path="/", secure=self._secure, httponly=True, samesite="lax")
        return answer

    async def visitor(self, request: Request) -> Visitor:
        """Who it is. Raises HTTPException 401 for whoever has no session, or no post that oversees any more."""
        session = self._session(request)
        person_id = await self._sessions.person(session, self._site.now()) if session else None
        if session is None or person_id is None:
            raise HTTPException(401)
        work = self._site.database.work(self._site.settings)
        try:
            person = await work.person(person_id)
        except NotFound:
            raise HTTPException(401) from None
        posts = _overseeing(await work.posts_of(person_id))
        if not posts:
            await self._sessions.end(session)
            raise HTTPException(401)
        request.state.language = person.language
        return Visitor(person=person, posts=posts, work=work, form=self._form(session), session=session)

    def look_in(self, visitor: Visitor) -> None:
        """From now on it is looked up together with others whether the visitor may still be here (`still`)."""
        self._inside[visitor.session] = self._inside.get(visitor.session, 0) + 1

    def look_away(self, visitor: Visitor) -> None:
        """No more."""
        self._inside[visitor.session] -= 1
        if not self._inside[visitor.session]:
            del self._inside[visitor.session]

    async def still(self, visitor: Visitor) -> bool:
        """Whether the session lasts and the visitor holds what he held. Of all who look in it is asked in one go, and
        holds for a moment: they ask one after the other, for the same change."""
        clock = asyncio.get_running_loop().time
        async with self._asking:
            if clock() - self._asked_at >= A_MOMENT or visitor.session not in self._inside_asked:
                self._inside_asked = frozenset(self._inside)
                self._seats = await self._sessions.seats(self._inside_asked, self._site.now())
                self._asked_at = clock()
        seats = self._seats.get(visitor.session, frozenset())
        return {one for one in seats if one[1] in OVERSEERS} == visitor.seats

    async def posted(self, request: Request) -> tuple[Visitor, dict[str, list[str]]]:
        """Who sent a form of ours, and what is in it. Raises HTTPException 401, 403 for one that is not ours, 400 for
        more than any of ours has."""
        self._same_site(request)
        visitor = await self.visitor(request)
        body = await _body(request, FORM_AT_MOST)
        try:
            given = parse_qs(body.decode("utf-8", "replace"), max_num_fields=FIELDS_AT_MOST)
        except ValueError:
            raise HTTPException(400) from None
        if not hmac.compare_digest(given.get("form", [""])[0].encode(), visitor.form.encode()):
            raise HTTPException(403)
        return visitor, given

    @staticmethod
    def _same_site(request: Request) -> None:
        """Browsers say by themselves from where a form comes."""
        if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
            raise HTTPException(403)

    @staticmethod
    def _code(request: Request) -> str:
        return str(request.path_params["code"])

    def _signer(self, what: str) -> "TimestampSigner":
        from itsdangerous import TimestampSigner

        return TimestampSigner(self._site.secret, salt=what)

    def _signed(self, session: str, what: str) -> str:
        return self._signer(what).sign(session).decode()

    def _session(self, request: Request) -> str | None:
        """The session that a header or a cookie of ours names. How long it lasts is the row's matter."""
        from itsdangerous import BadSignature

        scheme, _, header = request.headers.get("authorization", "").partition(" ")
        bearer = scheme.lower() == "bearer"
        given, what = (header, HEADER) if bearer else (request.cookies.get(self.cookie), COOKIE)
        if not given or not self._site.secret:
            return None
        try:
            return self._signer(what).unsign(given).decode()
        except (BadSignature, UnicodeDecodeError):
            return None

    def _form(self, session: str) -> str:
        return hmac.new(self._site.secret.encode(), f"form {session}".encode(), "sha256").hexdigest()


def _overseeing(posts: Iterable[Post]) -> tuple[Post, ...]:
    return tuple(one for one in posts if one.role in OVERSEERS)


async def _body(request: Request, at_most: int) -> bytes:
    """What was sent. Raises HTTPException 400 for more bytes than any page of ours sends."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > at_most:
            raise HTTPException(400)
    return bytes(body)


OUT_OF_DATE = (
    401,
    mark("This window is out of date."),
    mark("Close it, and open the board again from your private chat with the bot: /board."),
)
NOT_FOR_YOU = (
    403,
    mark("The board is for those who look after an area."),
    mark("Close this window. How your own matters stand is in your private chat with the bot."),
)


def _refused(request: Request, why: tuple[int, str, str]) -> Response:
    status, what, todo = why
    tr = tr_of(request)
    return page("wrong.html", request, status=status, what=tr.t(what), todo=tr.t(todo))
