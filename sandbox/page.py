"""The browser page: its files, and what a programme may register for it (who is on the phones, stories to play)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from sandbox import api
from sandbox.errors import Json, Refused
from sandbox.world import World

STATIC = Path(__file__).with_name("static")
MEDIA_TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; media-src 'self' blob:; "
    "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "frame-src http://127.0.0.1:* http://localhost:*; "
    "require-trusted-types-for 'script'"
)
"""Nothing from elsewhere, nothing inline, and no text becomes markup even by a mistake of ours. In frames: Mini Apps of
this machine."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-cache",
}


def _file(name: str) -> Response:
    path = (STATIC / name).resolve()
    if not path.is_relative_to(STATIC.resolve()) or not path.is_file() or path.suffix not in MEDIA_TYPES:
        return PlainTextResponse("Not Found", 404)
    return FileResponse(path, media_type=MEDIA_TYPES[path.suffix], headers=HEADERS)


async def _index(request: Request) -> Response:
    return _file("index.html")


async def _static(request: Request) -> Response:
    return _file(request.path_params["path"])


routes: list[BaseRoute] = [Route("/", _index), Route("/static/{path:path}", _static)]


def _kept(request: Request) -> dict[str, Any]:
    """What was registered: per application, and it outlives a reset of the world."""
    state = request.app.state
    if not hasattr(state, "page"):
        state.page = {"stage": {}, "stories": []}
    kept: dict[str, Any] = state.page
    return kept


@api.route("GET", "/api/stage")
def get_stage(world: World, request: Request, body: Json) -> Json:
    stage: Json = _kept(request)["stage"]
    return stage


@api.route("POST", "/api/stage")
def set_stage(world: World, request: Request, body: Json) -> Json:
    """Who is on the phones when the page opens, and how people are introduced."""
    for phone in body.get("phones", []):
        world.user(int(phone["user"]))
    _kept(request)["stage"] = body
    world.emit("stage")
    return body


@api.route("GET", "/api/stories")
def get_stories(world: World, request: Request, body: Json) -> list[Json]:
    stories: list[Json] = _kept(request)["stories"]
    return stories


@api.route("POST", "/api/stories")
def set_stories(world: World, request: Request, body: Json) -> list[Json]:
    """Replace the stories that the page offers."""
    stories: list[Json] = body["stories"]
    for story in stories:
        for number, step in enumerate(story["steps"], 1):
            for action in step.get("do", []):
                if not {"path", "press", "find"} & action.keys():
                    raise Refused(f"story {story['id']}, step {number}: an action is a path, a press or a find")
    names = [story["id"] for story in stories]
    if len(set(names)) < len(names):
        raise Refused("two stories with one id")
    _kept(request)["stories"] = stories
    world.emit("stories")
    return stories
