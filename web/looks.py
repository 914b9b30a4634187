"""The page of the record: who looked at what is personal, and who was given which authority, for managers of the place.

No door and no phone stands there, and nothing of a matter that is hidden from the reader.
"""

from dataclasses import replace

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.views.common import names
from bot.views.context import RenderContext
from bot.views.looked_back import line
from bot.views.view import known
from casework.model.audited import LOOKS, Audited
from casework.neighbourhood.looking_back import readers, recorded
from web.board import PAGES, looked_at
from web.entry import Door
from web.pages import page, page_asked, ready, tr_of, with_query
from web.site import Site

LINES = 50
EVERYTHING = "all"


class LooksPages:
    """It."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._door = Door(site)

    def routes(self) -> list[BaseRoute]:
        """Where it is."""
        return [Route("/board/looks", self.shown)]

    async def shown(self, request: Request) -> Response:
        """The page. Raises HTTPException 401 as the board does, 403 for whoever does not read the record there."""
        visitor = await self._door.visitor(request)
        reader = replace(visitor, posts=tuple(readers(visitor.posts)))
        code, number = request.query_params.get("area", ""), page_asked(request, PAGES)
        areas = await looked_at(reader, code) if reader.posts else ()
        if not areas:
            raise HTTPException(403)
        every, tr = request.query_params.get("what", "") == EVERYTHING, tr_of(request)
        found, more = await recorded(
            reader.posts,
            frozenset(Audited) if every else LOOKS,
            visitor.work,
            limit=LINES,
            after=(number - 1) * LINES,
            only=areas[0] if code else None,
        )
        context = RenderContext(now=self._site.now(), settings=self._site.settings)
        return page(
            "looks.html",
            request,
            name=names([known(one.name) for one in areas], tr),
            code=code,
            every=every,
            other=with_query(request.url, what=None if every else EVERYTHING, page=None),
            lines=[(one.issue.id if one.issue is not None else None, ready(line(one, tr, context))) for one in found],
            before_url=with_query(request.url, page=number - 1) if number > 1 else "",
            further_url=with_query(request.url, page=number + 1) if more else "",
        )
