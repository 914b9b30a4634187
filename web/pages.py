"""What every page has: templates, the language of its reader, headers, and what is said when something is wrong.

Nothing inline and nothing from elsewhere: a page is a template and one stylesheet; scripts, where there are any, come
from our own address. What people wrote is escaped by Jinja; a text that is HTML already is typed (locales/markup.py).
"""

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from starlette.datastructures import URL
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from locales.markup import Html, PublicHtml
from locales.translator import DEFAULT_LANGUAGE, ENGLISH, WHOLE, Translator, best_language, mark, translator
from storage.errors import StorageError

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

HERE = Path(__file__).parent
NO_FRAMES = "frame-ancestors 'none'"
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    f"form-action 'self'; base-uri 'none'; {NO_FRAMES}"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
NOT_KEPT = "no-store"
FOR_A_MINUTE = "public, max-age=60"
FOR_EVER = "public, max-age=31536000, immutable"
"""A file of ours is asked for with what is in it: ?v=..."""
FILES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml"}

WRONG: dict[int, tuple[str, str]] = {
    404: (mark("There is no such page."), mark("Look for your place on the first page.")),
    405: (mark("That does not work here."), mark("Go back, and press the button on the page.")),
    401: (
        mark("The board is not open for you."),
        mark("Open it from your private chat with the bot: /board, then the button for the page."),
    ),
    403: (mark("You may not do that."), mark("Go back, and choose something of yours.")),
    400: (mark("I do not understand what was sent."), mark("Go back, and try again.")),
    500: (
        mark("Something is wrong on my side."),
        mark("Try again in a minute. Reports are not lost: write to the bot."),
    ),
    503: (
        mark("The database does not answer just now."),
        mark("Try again in a minute. Reports are not lost: write to the bot."),
    ),
}
"""What is said, and what to do, by status."""


def language_of(request: Request) -> str:
    """The one that the address asks for, else the browser's; Chinese first."""
    browser = request.headers.get("accept-language", "").partition(",")[0].partition(";")[0]
    told = getattr(request.state, "language", None)  # by somebody who wrote to the bot
    found = best_language(request.query_params.get("lang") or told or browser)
    return found if found in WHOLE else DEFAULT_LANGUAGE


def tr_of(request: Request) -> Translator:
    """The texts of the page's reader."""
    return translator(language_of(request))


@cache
def _environment() -> "Environment":
    """Loaded by the first page that is asked for."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )


def ready(text: Html | PublicHtml) -> "Markup":
    """A text that is HTML already, for a template. On a page that anybody reads: PublicHtml only (`open_text`)."""
    from markupsafe import Markup

    return Markup(text)


def open_text(text: PublicHtml) -> "Markup":
    """The same, where the type checker has to know that anybody may read it."""
    return ready(text)


@cache
def _file(name: str) -> tuple[bytes, str, str] | None:
    """What is in one of our files, its type, and a sign of what is in it."""
    kind = FILES.get(Path(name).suffix)
    if kind is None or Path(name).name != name:
        return None
    try:
        content = (HERE / "static" / name).read_bytes()
    except OSError:
        return None
    return content, kind, sha256(content).hexdigest()[:12]


async def static(request: Request) -> Response:
    """One of our files."""
    found = _file(request.path_params["name"])
    if found is None:
        raise HTTPException(404)
    content, kind, _ = found
    return Response(content, media_type=kind, headers={"Cache-Control": FOR_EVER})


def file_url(name: str) -> str:
    """The address of one of our files."""
    found = _file(name)
    assert found is not None, name
    return f"/static/{name}?v={found[2]}"


def written(template: str, tr: Translator, /, **facts: Any) -> str:
    """A template, filled in."""
    return (
        _environment()
        .get_template(template)
        .render(t=tr.t, n=tr.n, lang=_html_language(tr), file_url=file_url, **facts)
    )


def _html_language(tr: Translator) -> str:
    return "zh-CN" if tr.language == DEFAULT_LANGUAGE else "en"


def page(
    template: str,
    request: Request,
    *,
    status: int = 200,
    kept: str = NOT_KEPT,
    headers: Mapping[str, str] = {},
    **facts: Any,
) -> Response:
    """A template as a page, in its reader's language."""
    tr = tr_of(request)
    other = ENGLISH if tr.language == DEFAULT_LANGUAGE else "zh"
    address = with_query(request.url, lang=other)
    body = written(template, tr, other_language=address, asked=request.query_params.get("lang", ""), **facts)
    return HTMLResponse(body, status, {"Cache-Control": kept, "Vary": "Accept-Language", **HEADERS, **headers})


def with_query(url: URL, **values: str | int | None) -> str:
    """The same address, path and query only, with other values; None takes one away."""
    query = {**dict(url_query(url)), **values}
    kept = {name: value for name, value in query.items() if value not in (None, "")}
    return f"{url.path}?{urlencode(kept)}" if kept else url.path


def page_asked(request: Request, at_most: int) -> int:
    """Which page of a long list, from 1; what is none is the first."""
    number = request.query_params.get("page", "1")
    return min(max(int(number), 1), at_most) if number.isdecimal() and len(number) < 5 else 1


def id_asked(request: Request) -> int:
    """The id in the path. Raises HTTPException 404 for one that no row can have."""
    number = int(request.path_params["id"])
    if number >= 1 << 63:
        raise HTTPException(404)
    return number


def url_query(url: URL) -> list[tuple[str, str]]:
    """The values in an address."""
    from urllib.parse import parse_qsl

    return parse_qsl(url.query)


def status_of(error: Exception) -> int:
    """What an error is in HTTP."""
    return error.status_code if isinstance(error, HTTPException) else 503 if isinstance(error, StorageError) else 500


async def wrong(request: Request, error: Exception) -> Response:
    """A sentence, and what to do; never what the error says of itself."""
    status = status_of(error)
    what, todo = WRONG.get(status, WRONG[400] if status < 500 else WRONG[500])
    tr = tr_of(request)
    allowed = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
    return page("wrong.html", request, status=status, headers=allowed, what=tr.t(what), todo=tr.t(todo))


class Headers:
    """Puts our headers on every answer, whatever made it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {name for name, _ in message["headers"]}
                message["headers"] = [
                    *message["headers"],
                    *(
                        (name.lower().encode(), value.encode())
                        for name, value in HEADERS.items()
                        if name.lower().encode() not in given
                    ),
                ]
            await send(message)

        await self._app(scope, receive, with_headers if scope["type"] == "http" else send)
