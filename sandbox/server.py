"""The application: Bot API, people's side and clock on one port."""

from __future__ import annotations

from collections.abc import Iterable

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from sandbox import api, dispatch, page
from sandbox.clock import Clock
from sandbox.door import Door
from sandbox.world import World


class Swallowed:
    """No answer at all: the connection ends, as when a reply is lost on its way."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        raw: Send = scope["sandbox.send"]
        transport = getattr(getattr(raw, "__self__", None), "transport", None)
        if transport is None:  # not uvicorn: an answer that breaks off is the nearest thing
            await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", b"1")]})
            return
        transport.abort()
        while (await receive())["type"] != "http.disconnect":
            pass


class Sandbox(Starlette):
    """Starlette, keeping the server's own `send`, by which a connection can be cut."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        scope["sandbox.send"] = send
        await super().__call__(scope, receive, send)


async def _bot_api(request: Request) -> Response | Swallowed:
    return await dispatch.answer(api.world_of(request), request) or Swallowed()


async def _download(request: Request) -> Response:
    world = api.world_of(request)
    if request.path_params["token"] not in world.tokens:
        return PlainTextResponse("Unauthorized", 401)
    stored = world.files.at(request.path_params["path"])
    if stored is None:
        return PlainTextResponse("Not Found", 404)
    return Response(stored.data(), media_type=stored.mime_type)


async def _gone(_: Request, __: Exception) -> Response:
    """Whoever asked died in the middle of it, and reads nothing any more."""
    return Response(status_code=400)


def create_app(
    now: float | None = None, rate: float = 1.0, limits: bool = True, hosts: Iterable[str] = ()
) -> Starlette:
    """An application with an empty world at `app.state.world`. `hosts`: further names under which it is served."""
    bot_api = ["GET", "POST"]
    app = Sandbox(
        routes=[
            Route("/bot{token}/{method}", _bot_api, methods=bot_api),
            Route("/file/bot{token}/{path:path}", _download),
            *page.routes,
            *api.ROUTES,
        ],
        middleware=[Middleware(Door, hosts=tuple(hosts))],
        exception_handlers={ClientDisconnect: _gone},
    )
    app.state.world = World(Clock(now, rate), limits)
    return app
