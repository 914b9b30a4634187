"""The monthly report 月报 of an area: one page by itself, to be printed, kept or passed on (walls-and-figures.md §4).

It says what the figures' page says and no more: no name, nothing private, no building of a few homes.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from bot.views.common import names
from bot.views.view import known
from bot.views.whistle import RATINGS
from casework.model.places import Area
from casework.model.whistles import CallRating
from locales.translator import Translator, mark
from storage.work import SqlWork
from web.board import looked_at
from web.entry import Door, Visitor
from web.figures import Reckoning, chart_of, long_matters, month_asked, month_of, name_of_month
from web.pages import page, tr_of, written
from web.pdf import pdf_of
from web.site import Site

STYLE = Path(__file__).parent / "static" / "style.css"
PARTS = ("area", "category", "company", "source")
HEADS = {
    "area": mark("Where most went wrong"),
    "category": mark("By kind"),
    "company": mark("By property company"),
    "source": mark("By source"),
}


async def report(site: Site, areas: Sequence[Area], first: date, work: SqlWork, tr: Translator) -> str:
    """The page in HTML, which needs nothing else; `first`: the first day of the month."""
    style = STYLE.read_text(encoding="utf-8")
    return written(
        "report.html", tr, style=style, query="", pdf=False, guessed=False, **await _facts(site, areas, first, work, tr)
    )


async def _facts(site: Site, areas: Sequence[Area], first: date, work: SqlWork, tr: Translator) -> dict[str, Any]:
    reckoning = Reckoning(site, work, tr)
    found = await reckoning.of(areas, month_of(first))
    parts = []
    for apart in PARTS:
        groups = await reckoning.groups(found.days, apart, areas)
        parts.append((tr.t(HEADS[apart]), groups, chart_of(groups)))
    return {
        "name": names([known(one.name) for one in areas], tr),
        "month": name_of_month(first, tr),
        "columns": found.columns,
        "rows": found.rows,
        "shares": found.shares,
        "parts": [one for one in parts if one[1]],
        "departments": await reckoning.departments(areas, month_of(first)),
        "ratings": [tr.t(RATINGS[one]) for one in CallRating],
        "longest": await long_matters(found.days, site.now(), work, tr),
    }


class ReportPages:
    """The report on the board, as a page and as a PDF."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._door = Door(site)

    def routes(self) -> list[BaseRoute]:
        """Where they are."""
        return [Route("/board/report", self.shown), Route("/board/report.pdf", self.as_pdf)]

    async def shown(self, request: Request) -> Response:
        """The page. Raises HTTPException 401, 403 as the board does."""
        visitor, areas, first = await self._asked(request)
        facts = await _facts(self._site, areas, first, visitor.work, tr_of(request))
        there = self._site.pdf is not None
        guessed = request.query_params.get("month", "") not in ("", f"{first:%Y-%m}")
        return page("report.html", request, style="", query=request.url.query, pdf=there, guessed=guessed, **facts)

    async def as_pdf(self, request: Request) -> Response:
        """The same in a file. Raises HTTPException as the page does; says what to do when there can be none."""
        visitor, areas, first = await self._asked(request)
        html = await report(self._site, areas, first, visitor.work, tr_of(request))
        return await pdf_of(html, f"report-{first:%Y-%m}", request, self._site)

    async def _asked(self, request: Request) -> tuple[Visitor, tuple[Area, ...], date]:
        visitor = await self._door.visitor(request)
        areas = await looked_at(visitor, request.query_params.get("area", ""))
        return visitor, areas, month_asked(request.query_params.get("month", ""), self._site).first
