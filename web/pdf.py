"""A page of the board as a PDF."""

from starlette.requests import Request
from starlette.responses import Response

from bot.views.refusals import refusal_words
from casework.refusals import NoPdf
from web.pages import NOT_KEPT, page, tr_of
from web.site import Site

STATUS_WITHOUT = {"missing": 404, "busy": 429, "large": 422}
"""Why there is no PDF, as HTTP says it: not installed, others are being made, more than can be made."""


async def pdf_of(html: str, name: str, request: Request, site: Site) -> Response:
    """A file of that name; says what to do when there can be none."""
    try:
        if site.pdf is None:
            raise NoPdf(why="missing")
        content = await site.pdf(html)
    except NoPdf as refusal:
        tr = tr_of(request)
        what, todo = tr.t("There is no PDF."), refusal_words(refusal, tr)
        return page("wrong.html", request, status=STATUS_WITHOUT[refusal.why], what=what, todo=todo)
    headers = {"Cache-Control": NOT_KEPT, "Content-Disposition": f"attachment; filename={name}.pdf"}
    return Response(content, media_type="application/pdf", headers=headers)
