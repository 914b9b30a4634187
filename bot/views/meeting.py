"""What those who attend a joint meeting 联席会议 read: when it is and how much is on its agenda, and its minutes."""

from collections.abc import Sequence
from datetime import UTC, datetime

from bot.callbacks import encode
from bot.views.agenda import decision_words, parties_words
from bot.views.common import category_name, date_words, hour, number_words
from bot.views.context import RenderContext
from bot.views.pieces import Renderer, today
from bot.views.view import Button, View, glue, known, put, rows
from casework.data import read
from casework.frozen import frozen
from casework.issue.sheet import Sheet
from casework.meeting.sitting import Line
from casework.messages import Kind
from casework.model.conversation import Message
from casework.model.meetings import Meeting
from casework.model.places import Area
from casework.told import MeetingDay
from locales.markup import Html
from locales.translator import Translator


@frozen(kw_only=True)
class About:
    """A meeting's area; of the minutes the meeting with what it decided, as far as the reader may know. `chairs`:
    whether the reader holds it."""

    area: Area
    chairs: bool = False
    meeting: Meeting | None = None
    lines: Sequence[Line] = ()
    left: int = 0


SAYS = frozenset({Kind.MEETING_DAY, Kind.MINUTES})
"""Messages that are about a meeting."""


def meeting_day(sheet: Sheet | None, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """In the morning of the day. Dropped once it is over."""
    about = ctx.about
    day = read(row.data, MeetingDay)
    begins = datetime.fromtimestamp(day.at, UTC)
    if not isinstance(about, About) or ctx.now >= begins:
        return None
    text = tr.n(
        "🪑 Joint meeting of {area} today at {time}: {n} matter on the agenda.",
        "🪑 Joint meeting of {area} today at {time}: {n} matters on the agenda.",
        day.n,
        area=known(about.area.name),
        time=hour(begins.astimezone(ctx.settings.zone)),
    )
    return View(text, rows(Button(tr.t("Agenda"), encode("m_see", about.area.id))) if about.chairs else ())


def minutes(about: About, tr: Translator, ctx: RenderContext) -> View:
    """Who was there, what was decided about which matter, and how much is left."""
    meeting, zone = about.meeting, ctx.settings.zone
    assert meeting is not None
    began = meeting.at.astimezone(zone)
    hours = hour(began)
    if meeting.ended_at is not None:
        hours = put("{}–{}", hours, hour(meeting.ended_at.astimezone(zone)))
    day = date_words(began.date(), tr, near=today(ctx))
    lines: list[Html] = [
        tr.t("📋 <b>Minutes</b> of {area}, {day} {hours}", area=known(about.area.name), day=day, hours=hours),
        tr.t("Present: {who}", who=parties_words(meeting.present, tr)),
    ]
    for number, one in enumerate(about.lines, 1):
        title = put("{} {}", number_words(one.issue, tr), category_name(one.issue.category, tr))
        lines.append(put("{}. {} · {}", number, title, decision_words(one.entry, one.to, tr)))
    if not about.lines:
        lines.append(tr.t("Nothing was decided."))
    if about.left:
        lines.append(tr.n("{n} matter is left on the agenda.", "{n} matters are left on the agenda.", about.left))
    return View(glue("\n", lines), rows(Button(tr.t("Agenda"), encode("m_see", about.area.id))))


def _minutes(sheet: Sheet | None, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    return minutes(ctx.about, tr, ctx) if isinstance(ctx.about, About) and ctx.about.meeting is not None else None


RENDER: dict[Kind, Renderer] = {
    Kind.MEETING_DAY: meeting_day,
    Kind.MINUTES: _minutes,
}
