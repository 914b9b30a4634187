"""The ledger 台账 of my areas as a file, in the private chat of whoever manages them: words masked, nothing private."""

import tempfile
from datetime import date, datetime, timedelta

from bot.callbacks import Press
from bot.flows.around import me, pdf_of
from bot.flows.offers import Offers
from bot.incoming.turn import Turn
from bot.views import ledger as views
from bot.views.ledger import ORDERS
from casework.clock.limits import midnight
from casework.model import Area, Audited, Role, Source
from casework.neighbourhood.record import record
from casework.neighbourhood.rights import MANAGERS, areas_of
from casework.refusals import NotFound, NotYours
from roster.ledger import as_csv, as_xlsx

MAY: frozenset[Role] = MANAGERS | {Role.SUPERVISOR, Role.ADMIN}


async def _areas(turn: Turn) -> list[Area]:
    """The areas that the person manages. Raises NotYours for whoever manages none, and in a group."""
    posts = [post for post in await turn.work.posts_of(me(turn).id) if post.role in MAY]
    areas = await areas_of(posts, turn.work) if turn.private else []
    if not areas:
        raise NotYours(action=None, roles=MAY)
    return areas


def months(at: datetime, turn: Turn) -> tuple[date, date, date]:
    """The first days of the last month, of this one and of the next, where the neighbourhood is."""
    first = at.astimezone(turn.work.settings.zone).date().replace(day=1)
    return (first - timedelta(days=1)).replace(day=1), first, (first + timedelta(days=31)).replace(day=1)


async def asked(turn: Turn, pressed: Press) -> None:
    """Which month?"""
    await _areas(turn)
    turn.say(views.which_month(turn.tr))


async def sent(turn: Turn, pressed: Press) -> None:
    """The file; that it was given out is on the record."""
    areas = await _areas(turn)
    last, this, following = months(turn.at, turn)
    month, _, what = pressed.word.partition("-")
    begin, end = (last, this) if month == "last" else (this, following)
    sources = (Source.HOTLINE,) if what == ORDERS else ()
    zone = turn.work.settings.zone
    since, until = (midnight(datetime(day.year, day.month, day.day, 12, tzinfo=zone), zone) for day in (begin, end))
    rows = turn.work.ledger([area.line for area in areas], since, until, sources)
    with tempfile.TemporaryFile() as target:
        await as_xlsx(as_csv(rows, turn.tr, zone, orders=bool(sources)), target)
        target.seek(0)
        content = target.read()
    record(
        turn.work,
        Audited.LEDGER_EXPORTED,
        turn.at,
        by=me(turn).id,
        areas=[area.code for area in areas],
        month=f"{begin:%Y-%m}",
        sources=list(sources),
    )
    turn.say(views.file_of_month(f"{begin:%Y-%m}", content, turn.tr, orders=bool(sources)))


async def report_sent(turn: Turn, pressed: Press) -> None:
    """The month's figures, as a page of its own."""
    areas = await _areas(turn)
    last, this, _ = months(turn.at, turn)
    first = last if pressed.word == "last" else this
    assert turn.month_report is not None
    page = await turn.month_report(areas, first)
    turn.say(views.report_of_month(first, page, turn.tr, pdf=turn.pdf is not None))


async def pdf_sent(turn: Turn, pressed: Press) -> None:
    """The same as a PDF. Raises NotYours, NotFound for what is no month, NoPdf."""
    areas = await _areas(turn)
    try:
        year, month = pressed.ids
        first = date(year, month, 1)
    except ValueError:
        raise NotFound from None
    assert turn.month_report is not None
    page = await turn.month_report(areas, first)
    turn.say(views.pdf_of_month(first, await pdf_of(page, turn), turn.tr))


OFFERS = Offers(presses={"s_ledger": asked, "s_month": sent, "s_report": report_sent, "s_pdf": pdf_sent})
