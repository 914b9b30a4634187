"""What is served over HTTP: for those who run it, health and metrics; for Telegram, the webhook; for people, the pages.

Three applications, since they belong on three addresses: the webhook's and the pages' are open to the world.

Built from functions that the composition root hands in: nothing here knows the bot. Answers carry no personal data.
"""

from collections.abc import Awaitable, Callable, Sequence

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from storage.errors import StorageError
from web.board import BoardPages
from web.figures import FiguresPages
from web.looks import LooksPages
from web.open311 import PREFIX, Open311, refused
from web.pages import Headers, static, wrong
from web.record import RecordPages
from web.report import ReportPages
from web.site import Site
from web.trouble import Trouble
from web.wall import WallPages
from web.webhook import Webhook

PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"
HEADERS = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


def watched(troubles: Callable[[], Awaitable[Sequence[Trouble]]], metrics: Callable[[], Awaitable[str]]) -> Starlette:
    """Health and metrics. `troubles` is empty when all is well; `metrics` gives Prometheus' text format."""

    async def health(_: Request) -> Response:
        found = await troubles()
        says = "; ".join(f"{one.part}: {one.says}" for one in found) or "ok"
        return PlainTextResponse(" ".join(says.split()) + "\n", status_code=503 if found else 200, headers=HEADERS)

    async def measure(_: Request) -> Response:
        return Response(await metrics(), media_type=PROMETHEUS, headers=HEADERS)

    return Starlette(routes=[Route("/health", health), Route("/metrics", measure)])


def called(webhook: Webhook) -> Starlette:
    """What Telegram calls."""
    return Starlette(routes=[Route(Webhook.PATH, webhook.receive, methods=["POST"])])


def pages(site: Site) -> Starlette:
    """What people look at: the echo wall; and, whoever has a post that oversees, the board."""
    board = BoardPages(site)
    app = Starlette(
        routes=[
            Route("/static/{name}", static),
            *WallPages(site).routes(),
            *Open311(site).routes(),
            *board.routes(),
            *FiguresPages(site).routes(),
            *ReportPages(site).routes(),
            *RecordPages(site).routes(),
            *LooksPages(site).routes(),
        ],
        middleware=[Middleware(Headers)],
        exception_handlers=dict.fromkeys((HTTPException, StorageError, Exception), _failed),
    )
    app.router.redirect_slashes = False  # it writes the Host header into an address, whatever stands there
    app.state.stop = board.stop
    return app


async def _failed(request: Request, error: Exception) -> Response:
    """To other systems in their words, to people in theirs."""
    return await (refused if request.url.path.startswith(f"{PREFIX}/") else wrong)(request, error)
