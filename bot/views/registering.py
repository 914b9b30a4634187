"""What staff register for somebody who has no account: by which way, when and of whom it was heard."""

from datetime import date, timedelta
from zoneinfo import ZoneInfo

from bot.views.common import date_words, day_button, day_words, made_words, means_the_day, post_name
from bot.views.context import RenderContext
from bot.views.pieces import Renderer, about_issue, button, today, when
from bot.views.reasons import in_ones_own
from bot.views.staff_words import cost_words, standing_button, title
from bot.views.view import NOTHING, H, PublicView, Rows, View, cut, esc, glue, in_rows, put, rows
from casework.data import maybe, read
from casework.issue.registering import DAYS_BACK, SOURCES
from casework.issue.sheet import Sheet
from casework.lines import Cannot, OnDay, Rejected
from casework.messages import Kind
from casework.model.conversation import Draft, Message
from casework.model.issues import Action, Issue, Report, Source, State
from casework.neighbourhood.rights import may_do
from casework.told import AsKind
from casework.transitions import OPEN, possible
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
FOR_THE_RESIDENT = (
    Action.PLAN,
    Action.REPLY,
    Action.ASK,
    Action.PROMISE,
    Action.RESOLVE,
    Action.REJECT,
    Action.DECIDE,
    Action.PUT_OFF,
)
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
    whose = button(tr.t("Whose is it?"), "behalf", draft.id)
    if draft.source is not Source.PATROL or draft.danger:
        return rows((source, day, whose))
    return rows(button(tr.t("Mended on the spot"), "reg_mended", draft.id), (source, day, whose))


def what_is_it(tr: Translator, *, many: bool) -> View:
    """After the command alone. `many`: whether this person may register several in one go."""
    text = tr.t("What was told, and where? For example: building 3, the drain is blocked. A photo will do as well.")
    several = (button(tr.t("Several at once"), "m_many"), button(tr.t("Listening days"), "m_days")) if many else ()
    return View(text, rows(several))


def choose_source(draft: Draft, tr: Translator) -> View:
    """By which way did it come?"""
    kinds = [button(tr.t(NAMES[one]), "reg_from", draft.id, word=one) for one in SOURCES]
    pairs = in_rows(kinds)
    return View(tr.t("How was it heard?"), rows(*pairs, button(tr.t("Back"), "draft", draft.id)))


def choose_day(draft: Draft, ctx: RenderContext, tr: Translator) -> View:
    """When was it told?"""
    days = [today(ctx) - timedelta(days=one) for one in range(DAYS_BACK)]
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
    report = next(iter([*asked, *sheet.issue.callers, sheet.issue.report]))
    if report.source not in NAMES or sheet.issue.state not in OPEN:
        return NOTHING
    line: list[PublicHtml] = [tr.t("📝 Registered: {source}", source=tr.t(NAMES[report.source]))]
    if report.heard_on is not None and report.heard_on != report.filed_at.astimezone(zone).date():
        line.append(tr.t("told on {day}", day=date_words(report.heard_on, tr)))
    if report.outside_due is not None:  # its number is for whoever holds it: in a group it could be a phone's
        line.append(tr.t("to be answered by {day}", day=date_words(report.outside_due, tr)))
    if any(one.visit_asked for one in sheet.issue.callers):
        line.append(tr.t("reads nothing here, please phone or go"))
    elif _unknown(sheet.issue):
        line.append(tr.t("nobody was noted who could be told"))
    return glue(" · ", line)


def tell_him(issue: Issue, tr: Translator, *, presses: bool = True) -> PublicHtml:
    """To whoever has just said something for the resident, where that is somebody without an account. `presses`:
    whether the reader has the button."""
    if issue.visit_asked and not presses:
        return tr.t("He has no account here: please phone or go and say it.")
    if issue.visit_asked:
        return tr.t("He has no account here: please phone or go and say it, then press “Told in person”.")
    if _unknown(issue):
        return tr.t("Nobody was noted whom I could tell. If you know who it was, please say it to them.")
    return NOTHING


def _unknown(issue: Issue) -> bool:
    """Whether somebody told it of whom nothing was noted; what a patrol found is nobody's."""
    told_by_somebody = issue.report.source in NAMES and issue.report.source is not Source.PATROL
    return not issue.reporters and not issue.visit_asked and told_by_somebody


def told(issue: Issue, words: H, otherwise: H, tr: Translator) -> H:
    """ "The resident is being told" where there is somebody to be told; else what happened, and who has to say it."""
    return words if issue.reporters else glue(" ", [one for one in (otherwise, tell_him(issue, tr)) if one])


def for_him(sheet: Sheet, tr: Translator) -> Html:
    """ "Reported for 张大爷", to whoever took it down; what he found himself is his own."""
    if sheet.whose:
        return tr.t("reported for {name}", name=esc(sheet.whose))
    own = sheet.issue.report.source is Source.PATROL and not sheet.issue.visit_asked
    return tr.t("registered by you") if own else tr.t("reported for somebody")


def pass_on(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """To whoever registered it: what there is to tell, and that it was told."""
    kind = read(row.data, AsKind).kind
    words = _news(sheet, kind, tr, ctx)
    if not words or all(one.registered_by != row.person_id for one in sheet.issue.callers):
        return None
    head = put("📮 {} · {}", title(sheet, tr), for_him(sheet, tr))
    buttons = told_buttons(sheet, tr) if sheet.whose or sheet.issue.visit_asked else ()
    please: Html = tell_him(sheet.issue, tr, presses=bool(buttons))
    if sheet.whose and buttons:
        please = tr.t("Please phone or go and tell {person}, then press “Told in person”.", person=esc(sheet.whose))
    elif sheet.whose:
        please = tr.t("Please phone or go and tell {person}.", person=esc(sheet.whose))
    asked = asked_buttons(sheet, tr) if kind == Kind.DONE else ()
    return View(glue("\n", [one for one in (head, words, please) if one]), (*buttons, *asked))


def asked_buttons(sheet: Sheet, tr: Translator) -> Rows:
    """What somebody without an account said of the result, for whoever asked at the door."""
    issue = sheet.issue
    if issue.state is not State.RESOLVED or not may_do(Action.TELL_IN_PERSON, issue, sheet.ways):
        return ()
    good = standing_button(tr.t("Asked in person: solved"), "s_fine", issue)
    return rows(good, standing_button(tr.t("Asked in person: not solved"), "s_unsolved", issue))


def told_buttons(sheet: Sheet, tr: Translator) -> Rows:
    """ "Told in person", for whoever may say so."""
    issue = sheet.issue
    may = possible(issue.state, Action.TELL_IN_PERSON) and may_do(Action.TELL_IN_PERSON, issue, sheet.ways)
    return rows(standing_button(tr.t("Told in person"), "s_told", issue)) if may else ()


def _news(sheet: Sheet, kind: str, tr: Translator, ctx: RenderContext) -> Html:
    issue, entry = sheet.issue, sheet.entry
    name = post_name(sheet.posts.get(entry.post_id or 0), tr) if entry is not None else NOTHING
    text = esc(cut(in_ones_own(entry.text, tr), 1500)) if entry is not None else NOTHING
    match kind:
        case Kind.PLAN if issue.plan:
            return _plan(issue, tr, ctx)
        case Kind.RELAY if text:
            return tr.t("💬 {name}: {words}", name=name, words=text)
        case Kind.QUESTION if text:
            return tr.t("❓ {name} asks: {words}", name=name, words=text)
        case Kind.PROMISE | Kind.PROMISE_MOVED if (made := issue.promise) is not None:
            why, day = made.reason, made_words(made, tr, today=today(ctx))
            if made.hour is not None:
                return tr.t("{name}: {words}. By {time}.", name=name, words=esc(in_ones_own(why, tr)), time=day)
            return tr.t("It cannot be done at once: by {day}. Why: {why}", day=day, why=esc(in_ones_own(why, tr)))
        case Kind.PROMISE_BROKEN if issue.promise is not None and issue.promise.hour is not None:
            return tr.t("By {time} it was promised, and it is not done.", time=made_words(issue.promise, tr))
        case Kind.PROMISE_BROKEN:
            return tr.t("The promised day is over, and it is not done.")
        case Kind.DONE if issue.result:
            return tr.t("Done: {result}", result=esc(cut(in_ones_own(issue.result, tr), 1500)))
        case Kind.DONE:
            return tr.t("It is done.")
        case Kind.REJECTED if entry is not None:
            whose = esc(cut(maybe(entry.data, Rejected).whose, 200))
            return tr.t("It cannot be dealt with here: {why}. Whose it is: {whose}", why=text, whose=whose)
        case Kind.PUT_OFF if entry is not None:
            day = day_words(read(entry.data, OnDay).on, tr, near=today(ctx))
            return tr.t("It is put off until {day}: {why}", day=day, why=text)
        case Kind.PUT_OFF_AGAIN:
            return tr.t("It was put off until today, and is on the agenda again.")
        case Kind.CANNOT if entry is not None:
            instead = esc(cut(maybe(entry.data, Cannot).instead, 600))
            return tr.t("It cannot be done: {why}. What can: {instead}", why=text, instead=instead)
    return NOTHING


def _plan(issue: Issue, tr: Translator, ctx: RenderContext) -> Html:
    lines: list[Html] = [tr.t("It will be done like this: {plan}", plan=esc(cut(in_ones_own(issue.plan, tr), 1500)))]
    if issue.plan_until is not None:
        if means_the_day(issue.plan_until, ctx.settings.zone):
            lines.append(tr.t("It should be done today."))
        else:
            until = when(issue.plan_until, tr, ctx)
            lines.append(tr.t("It should be done by {time}.", time=until))
    if issue.cost:
        lines.append(cost_words(issue.cost, tr))
    return glue("\n", lines)


def _due(report: Report) -> date:
    return report.outside_due or date.max


def to_be_phoned(sheet: Sheet) -> bool:
    """Whether something has to be said to somebody without an account, and nobody has said it yet."""
    if not any(one.visit_asked for one in sheet.issue.callers):
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


def someone_called(tr: Translator) -> PublicView:
    """Somebody's number was written where all read it."""
    text = tr.t(
        "Somebody's phone number is not for a group. I kept and reported nothing of this: please delete it, and write"
        " it to me privately after /dengji."
    )
    return PublicView(text)


RENDER: dict[Kind, Renderer] = {
    Kind.OUTSIDE_DAY: about_issue(outside_day),
    Kind.PASS_ON: about_issue(pass_on),
}
