"""Who is in front of the board: a one-time link, a session, a cookie that is signed, a form that is ours.

A link is looked at by messengers before people press it, so looking uses nothing up (GET), only the button does (POST).
A session lasts twelve hours, and no longer than the post: who holds what is asked at every request.
"""

import hmac
import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from casework.model import Person, Post
from casework.neighbourhood.rights import OVERSEERS
from casework.refusals import NotFound
from storage.sessions import SESSION_LASTS, Sessions
from storage.work import SqlWork
from web.pages import NOT_KEPT, page
from web.site import Site

if TYPE_CHECKING:
    from itsdangerous import TimestampSigner

FORM_AT_MOST = 4096
"""Bytes: our forms hold a word and a sign."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Somebody who may look at the board: the posts are those that oversee. `form`: proves that a form is ours."""

    person: Person
    posts: tuple[Post, ...]
    work: SqlWork
    form: str


class Door:
    """Lets people in, and knows them again."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._sessions = Sessions(site.database, lambda: secrets.token_urlsafe(24))
        self._secure = site.url.startswith("https://")
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
            self._signer().sign(session).decode(),
            max_age=int(SESSION_LASTS.total_seconds()),
            path="/",
            secure=self._secure,
            httponly=True,
            samesite="lax",
        )
        return answer

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
        work = self._site.database.long_work(self._site.settings)
        try:
            person = await work.person(person_id)
        except NotFound:
            raise HTTPException(401) from None
        posts = tuple(one for one in await work.posts_of(person_id) if one.role in OVERSEERS)
        if not posts:
            await self._sessions.end(session)
            raise HTTPException(401)
        request.state.language = person.language
        return Visitor(person=person, posts=posts, work=work, form=self._form(session))

    async def posted(self, request: Request) -> tuple[Visitor, dict[str, str]]:
        """Who sent a form of ours, and what is in it. Raises HTTPException 401, and 403 for one that is not ours."""
        self._same_site(request)
        visitor = await self.visitor(request)
        body = bytearray()
        async for part in request.stream():
            body += part
            if len(body) > FORM_AT_MOST:
                raise HTTPException(400)
        given = dict(parse_qsl(body.decode("utf-8", "replace")))
        if not hmac.compare_digest(given.get("form", "").encode(), visitor.form.encode()):
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

    def _signer(self) -> "TimestampSigner":
        from itsdangerous import TimestampSigner

        return TimestampSigner(self._site.secret, salt="session")

    def _session(self, request: Request) -> str | None:
        """The session that a cookie of ours names. How long it lasts is the row's matter."""
        from itsdangerous import BadSignature

        given = request.cookies.get(self.cookie)
        if not given or not self._site.secret:
            return None
        try:
            return self._signer().unsign(given).decode()
        except (BadSignature, UnicodeDecodeError):
            return None

    def _form(self, session: str) -> str:
        return hmac.new(self._site.secret.encode(), f"form {session}".encode(), "sha256").hexdigest()
