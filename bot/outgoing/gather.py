"""What a message needs to be written, gathered for the views just before it is sent; views themselves only write."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.views import seats
from bot.views.context import RenderContext
from bot.views.pieces import Renderer
from bot.views.render import PUBLIC, RENDER
from bot.views.view import View
from casework.clock.same_day import without_word
from casework.issue.sheet import Sheet, sheet_of
from casework.messages import Kind
from casework.neighbourhood.rights import TELLS, What, may_be_shown
from casework.ports import Work
from locales.translator import Translator
from storage.work import OutboxRow, SqlWork

LIST_LIMIT = 30
"""Issues in one list message."""


async def compose(
    rows: list[OutboxRow], work: SqlWork, tr: Translator, now: datetime, bot_username: str
) -> tuple[View | None, list[OutboxRow]]:
    """The message for a row, or for several pings of one person, and which of the rows it carries; None: overtaken."""
    row = rows[0]
    context = RenderContext(now=now, settings=work.settings, bot_username=bot_username)
    if row.kind == Kind.PING:
        if len(rows) > 1:
            await work.foresee_issues([one.issue_id for one in rows if one.issue_id is not None])
        return await _pings(rows, context, work, tr)
    sheet = await _sheet(row, now, work)
    if sheet is not None and not _may_read(row, sheet):
        return None, []
    if row.draft_id is not None:
        context = await _with_draft(row.draft_id, context, work)
    if row.kind in (Kind.SAME_DAY_HOLDER, Kind.SAME_DAY_COMMUNITY):
        context = await _with_list(row, context, work)
    if row.kind == Kind.PING_OVER:
        context = await _with_message(row, context, work)
    if row.chat_id is not None:
        context = await _with_chat(row.chat_id, sheet, context, work)
    if Kind(row.kind) in seats.SAYS:
        context = replace(context, about=await _about_seat(row, work))
    render: Renderer = PUBLIC[Kind(row.kind)] if row.chat_id is not None else RENDER[Kind(row.kind)]
    view = render(sheet, row, tr, context)
    return view, [row] if view is not None else []


async def _sheet(row: OutboxRow, now: datetime, work: Work) -> Sheet | None:
    if row.issue_id is None:
        return None
    issue = await work.issue(row.issue_id)
    return await sheet_of(issue, now, work, entry_id=row.entry_id, ping_id=row.ping_id, reader_id=row.person_id)


def _may_read(row: OutboxRow, sheet: Sheet) -> bool:
    """Whether the message is still this person's to read: it may have become private, or the post was left."""
    needed = TELLS.get(Kind(row.kind)) if row.person_id is not None else None
    return needed is None or sheet.knows(needed)


async def _pings(
    rows: list[OutboxRow], context: RenderContext, work: Work, tr: Translator
) -> tuple[View | None, list[OutboxRow]]:
    """Several pings that are due together are one message (domain.md §3); those that were answered drop out."""
    live: list[tuple[OutboxRow, Sheet]] = []
    for row in rows:
        sheet = await _sheet(row, context.now, work)
        if sheet is not None and sheet.ping is not None and sheet.ping.live and _may_read(row, sheet):
            live.append((row, sheet))
    if not live:
        return None, []
    row, sheet = live[0]
    if len(live) > 1:
        context = replace(context, bundle=list(live))
    view = RENDER[Kind.PING](sheet, row, tr, context)
    return view, [row for row, _ in live] if view is not None else []


async def _with_message(row: OutboxRow, context: RenderContext, work: SqlWork) -> RenderContext:
    """All pings of the message that the ended one stands in, if it spoke of several."""
    sent = await work.sent_for(row.issue_id or 0, (Kind.PING,), person_id=row.person_id)
    mine = next((one for one in sent if one.ping_id == row.ping_id), None)
    if mine is None or mine.message_id is None or mine.sent_address is None:
        return context
    together = [one for one in await work.sent_as(mine.sent_address, mine.message_id) if one.kind == Kind.PING]
    found = [(one, sheet) for one in together if (sheet := await _sheet(one, context.now, work)) is not None]
    return replace(context, bundle=list(found)) if len(found) > 1 else context


async def _about_seat(row: OutboxRow, work: SqlWork) -> seats.About:
    """The post or the group, where it is, and whether the newcomer still waits for an answer."""
    if row.kind == Kind.CHAT_UNBOUND:
        chat = await work.chat(row.data["chat_id"])
        return seats.About(title=chat.title, place=await place_words(chat.area_id, "", work))
    post = await work.post(row.data["post_id"])
    place = await place_words(post.area_id, "", work)
    if post.estate_id is not None:
        place = (await work.estate(post.estate_id)).name
    link, newcomer = await work.open_link(post.id), row.data.get("person_id")
    return seats.About(
        post=post,
        place=place.strip(),
        name=(await work.person(newcomer)).name if newcomer is not None else "",
        waits=link is not None and newcomer is not None and link.asked_by == newcomer,
        staff=bool(await work.posts_of(row.person_id)) if row.person_id is not None else False,
    )


async def _with_draft(draft_id: int, context: RenderContext, work: Work) -> RenderContext:
    draft = await work.draft(draft_id)
    return replace(context, draft=draft, draft_place=await place_words(draft.area_id, draft.place, work))


async def place_words(area_id: int | None, place: str, work: Work) -> str:
    """Where it is, in words: estate and building (or the smallest area known) and what the person wrote about it."""
    if area_id is None:
        return place
    area = await work.area(area_id)
    estate = (await work.estate(area.estate_id)).name if area.estate_id is not None else ""
    return f"{estate}{area.name} {place}".strip()


async def _with_list(row: OutboxRow, context: RenderContext, work: Work) -> RenderContext:
    since = datetime.fromtimestamp(row.data["since"], UTC)
    today = await work.filed_since(row.data["area_id"], since)
    what = What.LIST if row.kind == Kind.SAME_DAY_HOLDER else What.BOARD
    today = [one for one in today if await may_be_shown(one, what, row.person_id, work)]
    issues = [one for one in today if without_word(one)]
    if row.kind == Kind.SAME_DAY_HOLDER:
        issues = [one for one in issues if one.holder_id == row.person_id]
    sheets = [await sheet_of(one, context.now, work, reader_id=row.person_id) for one in issues[:LIST_LIMIT]]
    return replace(context, issues=sheets, today=today)


async def _with_chat(chat_id: int, sheet: Sheet | None, context: RenderContext, work: SqlWork) -> RenderContext:
    """Whose group it is, and where the holder is reached, so that a mention rings."""
    audience = (await work.chat(chat_id)).audience
    holder = sheet.issue.holder_id if sheet is not None else None
    address = await work.address_of(holder) if holder is not None else None
    addresses = {holder: address} if holder is not None and address is not None else {}
    return replace(context, audience=audience, addresses=addresses)
