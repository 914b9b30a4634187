"""`weilinli report`: a month of an area as one page, to be printed, kept or passed on."""

from datetime import date, datetime, timedelta
from errno import EEXIST
from os import strerror
from pathlib import Path

from bot.commands.hours import area_of
from bot.running.printer import Printer
from casework.frozen import frozen
from locales.translator import Translator
from storage.database import Database
from storage.work import SqlWork
from web.report import report
from web.site import Site


class NoMonth(ValueError):
    """What was given is no month, or one that is to come."""


@frozen(kw_only=True)
class ReportOf:
    """What the command line says. `month`: "2026-11"; empty: the last one."""

    area: str
    file: Path
    month: str = ""


def first_of(month: str, today: date) -> date:
    """The first day of the month that is meant. Raises NoMonth."""
    if not month:
        return (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    try:
        first = date.fromisoformat(f"{month}-01")
    except ValueError:
        raise NoMonth(month) from None
    if not date(2000, 1, 1) <= first <= today:
        raise NoMonth(month)
    return first


async def write(given: ReportOf, database: Database, now: datetime, work: SqlWork, tr: Translator) -> None:
    """The file; one that is there stays as it is. Raises NoSuchArea, NoMonth, NoPdf, OSError."""
    area = await area_of(given.area, work)
    first = first_of(given.month, now.astimezone(work.settings.zone).date())
    site = Site(database=database, settings=work.settings, now=lambda: now, bot=lambda: "")
    page = await report(site, [area], first, work, tr)
    await keep_page(page, given.file)


async def keep_page(page: str, file: Path) -> None:
    """A page in a new file, as PDF if the file is called so. Raises FileExistsError and other OSError, NoPdf."""
    if file.exists():  # noqa: ASYNC240 - a command line has nothing else to do
        raise FileExistsError(EEXIST, strerror(EEXIST))
    content = await Printer().printed(page) if file.suffix.lower() == ".pdf" else page.encode()
    with file.open("xb") as made:
        made.write(content)
