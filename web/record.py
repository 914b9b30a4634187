"""The record sheet of a whistle 报到情况记录单 on the board: the page that chat sends, to whoever may have it there."""

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from bot.views.context import RenderContext
from bot.views.record import embedded, name_of, record_page, shot
from casework.neighbourhood.rights import What
from casework.refusals import NotFound
from casework.whistle.sheet import WhistleSheet, whistle_sheet
from web.entry import Door, Visitor
from web.georeport import photo_path
from web.pages import HEADERS, NOT_KEPT, file_url, id_asked, tr_of
from web.pdf import pdf_of
from web.site import Site


def record_path(whistle_id: int) -> str:
    """Where it is."""
    return f"/board/record/{whistle_id}"


class RecordPages:
    """It, as a page and as a PDF."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._door = Door(site)

    def routes(self) -> list[BaseRoute]:
        """Where they are."""
        return [Route("/board/record/{id:int}", self.shown), Route("/board/record/{id:int}.pdf", self.as_pdf)]

    async def shown(self, request: Request) -> Response:
        """The page. Raises HTTPException 401 as the board does, 404 for whoever may not know it."""
        visitor = await self._door.visitor(request)
        sheet = await self._sheet(request, visitor)
        pdf = f"{record_path(sheet.whistle.id)}.pdf" if self._site.pdf is not None else ""
        files = {"link": file_url("style.css"), "icon": file_url("icon.svg")}
        tr = tr_of(request)
        photos = [
            shot(sheet, tr, src=photo_path(one.name), width=one.width, height=one.height, after=one.after)
            for one in await visitor.work.pictures_on_sheet(sheet.whistle.issue_id)
        ]
        made = record_page(sheet, tr, self._context(), **files, pdf=pdf, photos=photos)
        return HTMLResponse(made, headers={"Cache-Control": NOT_KEPT, **HEADERS})

    async def as_pdf(self, request: Request) -> Response:
        """The same in a file with its photos in it; says what to do when there can be none."""
        visitor = await self._door.visitor(request)
        sheet = await self._sheet(request, visitor)
        tr = tr_of(request)
        photos = [
            shot(sheet, tr, src=embedded(content), width=one.width, height=one.height, after=one.after)
            for one, content in await visitor.work.pictures_on_paper(sheet.whistle.issue_id)
        ]
        made = record_page(sheet, tr, self._context(), photos=photos)
        return await pdf_of(made, name_of(sheet), request, self._site)

    def _context(self) -> RenderContext:
        return RenderContext(now=self._site.now(), settings=self._site.settings)

    async def _sheet(self, request: Request, visitor: Visitor) -> WhistleSheet:
        try:
            whistle = await visitor.work.whistle(id_asked(request))
        except NotFound:
            raise HTTPException(404) from None
        sheet = await whistle_sheet(whistle, self._site.now(), visitor.work, reader_id=visitor.person.id)
        if not sheet.knows(What.STAFF_ENTRIES):
            raise HTTPException(404)
        return sheet
