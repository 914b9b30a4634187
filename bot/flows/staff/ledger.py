"""The ledger 台账 of my areas as a file, in the private chat of whoever manages them: words masked, nothing private."""

from datetime import date, datetime, timedelta

from bot.callbacks import Press
from bot.flows.around import me, pdf_of
from bot.flows.offers import Offers
from bot.incoming.exporting import KIND, LASTS, Order
from bot.incoming.parts import Parts
from bot.incoming.turn import Turn
from bot.views import ledger as views
from bot.views.ledger import ORDERS
from casework.audited import LedgerExported
from casework.clock.limits import midnight
from casework.model.audited import Audited
from casework.model.conversation import Question
from casework.model.issues import Source
from casework.model.people import Role
from casework.model.places import Area
from casework.neighbourhood.record import record
from casework.neighbourhood.rights import MANAGERS, areas_of
from casework.refusals import NotFound, NotYours
from casework.words.staff_topics import of_last_month, of_this_month

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
    await which_month(turn)


async def which_month(turn: Turn) -> None:
    """The same in words. Raises NotYours."""
    await _areas(turn)
    turn.say(views.which_month(turn.tr))


async def sent(turn: Turn, pressed: Press) -> None:
    """The file, which is made beside the conversation; that it was given out is on the record."""
    areas = await _areas(turn)
    if turn.waiting(KIND):
        turn.toast(turn.tr.t("One is being made for you already: it comes here."), alert=True)
        return
    last, this, following = months(turn.at, turn)
    month, _, what = pressed.word.partition("-")
    begin, end = (last, this) if month == "last" else (this, following)
    sources = (Source.HOTLINE,) if what == ORDERS else ()
    zone, tr, name = turn.work.settings.zone, turn.tr, f"{begin:%Y-%m}"
    since, until = (midnight(datetime(day.year, day.month, day.day, 12, tzinfo=zone), zone) for day in (begin, end))
    for area in areas:
        exported = LedgerExported(areas=(area.code,), month=name, sources=sources)
        record(turn.work, Audited.LEDGER_EXPORTED, turn.at, by=me(turn).id, area_id=area.id, data=exported)
    order = Order(
        lines=tuple(tuple(area.line) for area in areas),
        since=since,
        until=until,
        sources=sources,
        asked=_stands_for_it(turn),
        tr=tr,
        far=lambda done, every: views.far(name, done, every, tr),
        done=lambda content: views.file_of_month(name, content, tr, orders=bool(sources)),
        over=views.which_month(tr),
        failed=views.failed(tr),
    )
    export = turn.export
    assert export is not None
    turn.afterwards.append(lambda: export(order))


def _stands_for_it(turn: Turn) -> Question:
    """Kept until the file has gone out: a new start of the bot finds who waits for one."""
    asked = Question(
        id=turn.work.new_id(),
        person_id=me(turn).id,
        chat_address=turn.address,
        kind=KIND,
        asked_at=turn.at,
        expires_at=turn.at + LASTS,
        message_id=turn.message_id if turn.pressed else None,
    )
    turn.work.add(asked)
    return asked


async def report_sent(turn: Turn, pressed: Press) -> None:
    """The month's figures, as a page of its own."""
    await _report(turn, last_one=pressed.word == "last")


async def figures(turn: Turn, got: Parts) -> bool:
    """ "这个月的数给我": the same; which month, where the words name neither. Raises NotYours."""
    if of_last_month(got.text) or of_this_month(got.text):
        await _report(turn, last_one=of_last_month(got.text))
    else:
        await which_month(turn)
    return True


async def _report(turn: Turn, *, last_one: bool) -> None:
    areas = await _areas(turn)
    last, this, _ = months(turn.at, turn)
    first = last if last_one else this
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
