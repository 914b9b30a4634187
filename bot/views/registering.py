"""What staff register for somebody who has no account: by which way, when and of whom it was heard."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot.views.common import date_words, day_button
from bot.views.context import RenderContext
from bot.views.pieces import Renderer, about_issue, button
from bot.views.staff_words import standing_button, title
from bot.views.view import NOTHING, Rows, View, esc, glue, in_rows, put, rows
from casework.issue.registering import DAYS_BACK, SOURCES
from casework.issue.sheet import Sheet
from casework.messages import Kind
from casework.model import Action, Draft, Message, Report, Source
from casework.transitions import OPEN
from locales.markup import Html, PublicHtml
from locales.translator import Translator, mark

NAMES: dict[Source, str] = {
    Source.PHONE: mark("a phone call"),
    Source.VISIT: mark("heard in person"),
    Source.PAPER: mark("a slip at the gate"),
    Source.QUESTION_WALL: mark("the question wall"),
    Source.STEWARD_GROUP: mark("the stewards' group"),
    Source.PATROL: mark("a patrol"),
    Source.LISTENING_DAY: mark("a listening day"),
    Source.HOTLINE: mark("an order of 12345"),
}
FOR_THE_RESIDENT = (Action.PLAN, Action.REPLY, Action.PROMISE, Action.DECIDE, Action.PUT_OFF)
"""What the resident has to hear."""


def facts(draft: Draft, tr: Translator) -> list[Html]:
    """By which way, on which day, which order: a line of the draft's card; none for one's own report."""
    if draft.source is None:
        return []
    line: list[Html] = [tr.t("📝 Heard by: {source}", source=tr.t(NAMES[draft.source]))]
    if draft.heard_on is not None:
        line.append(date_words(draft.heard_on, tr))
    if draft.outside_number:
        line.append(esc(draft.outside_number))
    if draft.outside_due is not None:
        line.append(tr.t("to be answered by {day}", day=date_words(draft.outside_due, tr)))
    return [glue(" · ", line)]


def buttons(draft: Draft, tr: Translator) -> Rows:
    """What else is known of it."""
    source, day = button(tr.t("How was it heard?"), "reg_source", draft.id), button(tr.t("When?"), "reg_day", draft.id)
    return rows((source, day, button(tr.t("Whose is it?"), "behalf", draft.id)))


def what_is_it(tr: Translator) -> View:
    """After the command alone."""
    text = tr.t("What was told, and where? For example: building 3, the drain is blocked. A photo will do as well.")
    return View(text)


def choose_source(draft: Draft, tr: Translator) -> View:
    """By which way did it come?"""
    kinds = [button(tr.t(NAMES[one]), "reg_from", draft.id, word=one) for one in SOURCES]
    pairs = in_rows(kinds)
    return View(tr.t("How was it heard?"), rows(*pairs, button(tr.t("Back"), "draft", draft.id)))


def choose_day(draft: Draft, ctx: RenderContext, tr: Translator) -> View:
    """When was it told?"""
    today = ctx.now.astimezone(ctx.settings.zone).date()
    days = [today - timedelta(days=one) for one in range(DAYS_BACK)]
    choices = [button(day_button(one, tr), "reg_on", draft.id, word=one.isoformat()) for one in days]
    pairs = in_rows(choices)
    return View(tr.t("When was it told?"), rows(*pairs, button(tr.t("Back"), "draft", draft.id)))


def which_order(tr: Translator) -> View:
    """Another system's number, and its own last day."""
    return View(tr.t("The number of the order, and by which day they want an answer? For example: 26112301234, 11-30"))


def for_whom(draft: Draft, tr: Translator) -> View:
    """Whose matter it is."""
    if draft.source is None:
        return View(tr.t("For whom? Write it like this: “building 3, my mother”. You get the news, please pass it on."))
    return View(
        tr.t("Name and phone, or how to find them? Only whoever takes it on sees that, and it is erased afterwards.")
    )


def registered_line(sheet: Sheet, zone: ZoneInfo, tr: Translator) -> PublicHtml:
    """A line of the staff's card: it was registered, by which way; and that the resident reads nothing here."""
    asked = sorted((one for one in sheet.issue.reports if one.outside_due is not None), key=_due)
    report = asked[0] if asked else sheet.issue.report
    if report.source not in NAMES or sheet.issue.state not in OPEN:
        return NOTHING
    line: list[PublicHtml] = [tr.t("📝 Registered: {source}", source=tr.t(NAMES[report.source]))]
    if report.heard_on is not None and report.heard_on != report.filed_at.astimezone(zone).date():
        line.append(tr.t("told on {day}", day=date_words(report.heard_on, tr)))
    if report.outside_due is not None:  # its number is for whoever holds it: in a group it could be a phone's
        line.append(tr.t("to be answered by {day}", day=date_words(report.outside_due, tr)))
    if not sheet.issue.reporters and sheet.issue.visit_asked:
        line.append(tr.t("reads nothing here, please phone or go"))
    return glue(" · ", line)


def _due(report: Report) -> date:
    return report.outside_due or date.max


def to_be_phoned(sheet: Sheet) -> bool:
    """Whether something has to be said to somebody without an account, and nobody has said it yet."""
    if sheet.issue.reporters or not sheet.issue.visit_asked:
        return False
    newest = sheet.newest(*FOR_THE_RESIDENT, Action.TELL_IN_PERSON)
    return newest is not None and newest.action != Action.TELL_IN_PERSON


def outside_day(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """The other clock runs out."""
    asked = sorted((one for one in sheet.issue.reports if one.outside_due is not None), key=_due)
    if sheet.issue.state not in OPEN or not asked:
        return None
    report = asked[0]
    assert report.outside_due is not None
    number = put(" {}", esc(report.outside_number)) if report.outside_number else NOTHING
    text = tr.t(
        "{title}: the order{number} wants an answer by {day}.",
        title=title(sheet, tr),
        number=number,
        day=date_words(report.outside_due, tr),
    )
    done = standing_button(tr.t("Done"), "s_done", sheet.issue)
    return View(text, rows((done, standing_button(tr.t("Not today"), "s_promise", sheet.issue))))


RENDER: dict[Kind, Renderer] = {Kind.OUTSIDE_DAY: about_issue(outside_day)}
