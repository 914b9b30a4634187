"""What the board shows beside its matters: whistles that nobody has come to yet, what could not be delivered or
handled, and who is on duty now. Each to whoever reads the same in chat, and no words of anybody.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from bot.views.common import names, post_name, role_name
from bot.views.context import RenderContext
from bot.views.lists import failure_words
from bot.views.staff_words import said
from bot.views.view import known, put
from bot.views.whistle import stands, title
from casework.duty import ON_DUTY, on_duty
from casework.frozen import frozen
from casework.messages import FAILED_WITHIN, Failure
from casework.model.issues import Issue
from casework.model.people import Role
from casework.model.places import HOUSES, Area
from casework.model.whistles import CallState, Whistle, WhistleCall
from casework.neighbourhood.rights import What, by_posts, failures_of, may_know
from casework.whistle.sheet import WhistleSheet, whistle_sheet
from locales.markup import Html
from locales.translator import Translator
from storage.work import SqlWork
from web.entry import Visitor
from web.pages import ready
from web.record import record_path

if TYPE_CHECKING:
    from markupsafe import Markup

WHISTLES = 20
"""Departments that are waited for, shown at most."""
FAILURES = 15
COUNTED = 200
"""Failures that are read: more are not counted."""
PLACES = 40
"""Whose duty is looked up at most; the highest first."""


@frozen(kw_only=True)
class Row:
    """One line of the board. `id`: the matter that it leads to; None: to none that the reader may open.
    `record`: where the record sheet of a whistle is, for whoever may have it."""

    tone: str
    text: "Markup"
    id: int | None = None
    more: "Markup | None" = None
    record: str = ""


@frozen(kw_only=True)
class Served:
    """A place, how deep it lies, and who is on duty for it now."""

    place: str
    depth: int
    who: "Markup"
    nobody: bool


async def waited_for(
    visitor: Visitor, whistles: Iterable[Whistle], tr: Translator, context: RenderContext
) -> list[Row]:
    """Departments that were whistled and have not reported in, those that are late first."""
    found: list[tuple[WhistleSheet, WhistleCall]] = []
    for whistle in whistles:
        waited = [one for one in whistle.calls if one.state is CallState.WHISTLED]
        if not waited or len(found) >= WHISTLES:
            continue
        sheet = await whistle_sheet(whistle, context.now, visitor.work, reader_id=visitor.person.id)
        if sheet.knows(What.CARD) and (sheet.issue is None or _may_open(sheet.issue, visitor)):
            found += [(sheet, one) for one in waited]
    found.sort(key=lambda one: (one[1].late == 0, one[1].report_in_by, one[1].id))
    return [_waited(sheet, call, tr, context) for sheet, call in found]


def _may_open(issue: Issue, visitor: Visitor) -> bool:
    return may_know(What.BOARD, issue, by_posts(issue, visitor.posts))


def _waited(sheet: WhistleSheet, call: WhistleCall, tr: Translator, context: RenderContext) -> Row:
    text = put("{} · {} · {}", known(sheet.name(call)), title(sheet, tr), said(sheet.place, limit=60))
    return Row(
        tone="red" if call.late else "green",
        text=ready(text),
        id=sheet.issue.id if sheet.issue is not None else None,
        more=ready(stands(sheet, call, tr, context)),
        record=record_of(sheet),
    )


def record_of(sheet: WhistleSheet) -> str:
    """Where its record sheet is; nowhere for whoever may not have it."""
    return record_path(sheet.whistle.id) if sheet.knows(What.STAFF_ENTRIES) else ""


async def failed(visitor: Visitor, area: Area | None, now: datetime) -> list[Failure]:
    """What could not be delivered or handled lately, for whoever reads it in chat; `area`: there alone."""
    area_ids = failures_of(visitor.posts)
    if area is not None:
        area_ids = [area.id] if area_ids is None or set(area_ids) & set(area.line) else []
    return await visitor.work.failures(area_ids, now - FAILED_WITHIN, COUNTED)


def failure_lines(found: Sequence[Failure], context: RenderContext, tr: Translator) -> "list[Markup]":
    """The youngest of them: when, what sort, and what became of it; and how many more there are."""
    lines = [failure_words(one, context.now, context.settings.zone, tr) for one in found[:FAILURES]]
    if len(found) > FAILURES:
        lines.append(tr.t("and {n} more", n=len(found) - FAILURES))
    return [ready(one) for one in lines]


async def served(
    areas: Sequence[Area], shown: Iterable[Area], tr: Translator, now: datetime, work: SqlWork
) -> list[Served]:
    """Who is on duty now: of these areas and the parts that they have, of what else is shown, and of the estates there.
    Of a place that has nobody to be on duty nothing is said; of one whose people cannot be asked, that."""
    parts = [part for one in areas for part in await work.find_areas(one.id) if part.kind not in HOUSES]
    every = {one.id: one for one in (*areas, *parts, *shown)}
    places = sorted(every.values(), key=lambda one: len(one.line))[:PLACES]
    asked = {(one.line, one.estate_id) for one in places}
    await work.foresee_seats(asked)
    await work.foresee_plans(asked)
    await work.foresee_places((), [one for _, one in asked if one is not None], ())
    codes = {one.id: one.code for one in places}
    top = min((len(one.line) for one in places), default=0)
    found = []
    for one in sorted(places, key=lambda one: [codes.get(area_id, "") for area_id in reversed(one.line)]):
        found += await _who(one.name, one, ON_DUTY.get(one.kind, ()), len(one.line) - top, tr, now, work)
    for estate_id, one in {one.estate_id: one for one in places if one.estate_id is not None}.items():
        name = (await work.estate(estate_id)).name
        found += await _who(name, one, (Role.PROPERTY_STEWARD,), 0, tr, now, work)
    return found


async def _who(
    place: str, area: Area, roles: Iterable[Role], depth: int, tr: Translator, now: datetime, work: SqlWork
) -> list[Served]:
    who: list[Html] = []
    nobody = False
    for role in roles:
        if posts := await on_duty(area.line, area.estate_id, role, now, work):
            who += [post_name(one, tr) for one in posts]
        elif await work.posts_for(area.line, area.estate_id, (role,)):
            nobody = True
            who.append(put("{} {}", role_name(role, tr), tr.t("⚠️ nobody")))
    return [Served(place=place, depth=depth, who=ready(names(who, tr)), nobody=nobody)] if who else []
