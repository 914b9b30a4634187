"""The monthly report 月报 of an area: one page by itself, to be printed, kept or passed on (walls-and-figures.md §4).

It says what the figures' page says and no more: no name, nothing private, no building of a few homes.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from bot.views.common import names
from bot.views.view import known
from bot.views.whistle import RATINGS
from casework.model import Area, CallRating
from locales.translator import Translator, mark
from storage.work import SqlWork
from web.figures import Reckoning, chart_of, long_matters, month_of, name_of_month
from web.pages import written
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
    """The page, in HTML; `first`: the first day of the month."""
    reckoning = Reckoning(site, work, tr)
    found = await reckoning.of(areas, month_of(first))
    parts = []
    for apart in PARTS:
        groups = await reckoning.groups(found.days, apart, areas)
        parts.append((tr.t(HEADS[apart]), groups, chart_of(groups)))
    return written(
        "report.html",
        tr,
        name=names([known(one.name) for one in areas], tr),
        month=name_of_month(first, tr),
        style=STYLE.read_text(encoding="utf-8"),
        columns=found.columns,
        rows=found.rows,
        parts=[one for one in parts if one[1]],
        departments=await reckoning.departments(areas, month_of(first)),
        ratings=[tr.t(RATINGS[one]) for one in CallRating],
        longest=await long_matters(found.days, site.now(), work, tr),
    )
