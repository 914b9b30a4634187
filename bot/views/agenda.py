"""The agenda of an area 议程: the list with why each stands there, one item with its decisions, what was decided."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field

from bot.callbacks import encode
from bot.views.cards import card_text
from bot.views.common import date_words, day_words, names, post_name, role_name
from bot.views.context import RenderContext
from bot.views.lists import Line, line_words, numbers
from bot.views.pieces import today, when
from bot.views.staff_words import said, say_to
from bot.views.view import NOTHING, Button, View, glue, known, put, rows
from bot.views.whistle import number as whistle_number
from bot.views.whistle import title as whistle_title
from casework.data import maybe
from casework.frozen import frozen
from casework.issue.sheet import Sheet
from casework.lines import Cannot, OnDay, in_meeting, post_told
from casework.meeting.agenda import Item, Reason, Why
from casework.meeting.sitting import PARTIES
from casework.model.issues import Action
from casework.model.meetings import Meeting, Party
from casework.model.people import Post
from casework.model.places import Area
from casework.model.timeline import Entry
from casework.model.whistles import CallState
from casework.neighbourhood.rights import What, may_do
from casework.tiers import OPTIONAL_AREAS
from casework.transitions import possible
from casework.whistle.sheet import WhistleSheet
from locales.markup import Html, PublicHtml
from locales.translator import Translator, mark

SHOWN = 12
"""Items of one message; the others are counted, and stand on the page."""
WORDS = 120

WHYS: dict[Why, str] = {
    Why.BROKEN: mark("the promised day is over: {day}"),
    Why.NOT_YET: mark("{n} neighbours say that it is not done"),
    Why.WHISTLE: mark("whistled and not there: {names}"),
    Why.AGAIN: mark("put off until {day}: {words}"),
    Why.HANDED_UP: mark("handed up, not decided yet: {words}"),
    Why.RETURNED: mark("sent back by whoever was to do it: {words}"),
    Why.PROBLEM: mark("problem case"),
    Why.MOVED: mark("the promised day was moved: {day}"),
    Why.PUT_ON: mark("put on the agenda"),
    Why.IDEA: mark("a suggestion, to be talked over"),
}
DECIDED: dict[str, str] = {
    Action.DECIDE: mark("{name} does it by {day}: {words}"),
    Action.PUT_OFF: mark("put off until {day}: {words}"),
    Action.CANNOT: mark("cannot be done: {words} Instead: {instead}"),
    Action.WHISTLE: mark("whistled: {words}"),
    Action.VERIFY: mark("looked at, it is done: {words}"),
    Action.NOT_FIXED: mark("looked at, not done, opened again: {words}"),
    Action.HAND_UP: mark("handed up: {words}"),
    Action.HAND_BACK: mark("handed back down: {words}"),
}
"""A decision in one line, whoever made it."""
HANDED = (Action.HAND_UP, Action.HAND_BACK)
"""Why it came to this agenda; decided is by it only what was handed on in a meeting."""


@frozen(kw_only=True)
class OnAgenda:
    """An item with what its line says. `departments`: names of those who did not come."""

    item: Item
    line: Line
    departments: Mapping[int, str] = field(default_factory=dict)


def why_words(reason: Reason, departments: Mapping[int, str], tr: Translator, ctx: RenderContext) -> PublicHtml:
    """Why it stands there, for everybody who sits in the meeting: words masked."""
    facts: dict[str, PublicHtml] = {
        "n": known(str(reason.n)),
        "day": day_words(reason.on, tr, near=today(ctx)) if reason.on is not None else NOTHING,
        "names": names([known(departments[one]) for one in reason.departments if one in departments], tr),
        "words": said(reason.entry.text, limit=WORDS) if reason.entry is not None else NOTHING,
    }
    return tr.t(WHYS[reason.why], **facts)


def decision_words(entry: Entry, to: Post | None, tr: Translator) -> PublicHtml:
    """What was decided: who does it by when, until when it was put off, why it cannot be done."""
    facts = {
        "name": post_name(to, tr),
        "day": date_words(entry.data.on, tr, near=entry.at.date()) if isinstance(entry.data, OnDay) else NOTHING,
        "words": said(entry.text, limit=WORDS),
        "instead": said(maybe(entry.data, Cannot).instead, limit=WORDS),
    }
    return tr.t(DECIDED[entry.action], **facts)


def agenda(
    area: Area,
    found: Sequence[OnAgenda],
    late: Sequence[WhistleSheet],
    others: Sequence[Area],
    tr: Translator,
    ctx: RenderContext,
    *,
    page: bool,
    meeting: Meeting | None = None,
) -> View:
    """The list, the heaviest first. `late`: whistles about no issue to which somebody has not come; `others`: further
    areas of the same person; `meeting`: the newest of the area."""
    lines: list[Html] = [_head(area, len(found) + len(late), tr)]
    if meeting is not None and meeting.ended_at is None:
        lines.append(sitting_line(area, meeting, tr, ctx))
    lines += [_item_line(number, one, tr, ctx) for number, one in enumerate(found[:SHOWN], 1)]
    lines += [_late(one, tr) for one in late]
    if len(found) > SHOWN:
        lines.append(tr.t("and {n} more", n=len(found) - SHOWN))
    whistles = tuple(Button(whistle_number(one, tr), encode("w_see", one.whistle.id)) for one in late)
    last = [Button(tr.t("🖥 Page to print"), encode("s_web"))] if page else []
    last.append(Button(tr.t("Look again"), encode("m_agenda", area.id)))
    elsewhere = [(Button(one.name, encode("m_agenda", one.id)),) for one in others]
    items = numbers([one.item.issue for one in found[:SHOWN]], "m_item")
    return View(glue("\n", lines), rows(*items, whistles, *meeting_buttons(area, meeting, tr), tuple(last), *elsewhere))


def _head(area: Area, n: int, tr: Translator) -> PublicHtml:
    name = known(area.name)
    if not n:
        return tr.t("<b>{area}</b>: nothing on the agenda.", area=name)
    return tr.n("<b>{area}</b>: {n} matter on the agenda", "<b>{area}</b>: {n} matters on the agenda", n, area=name)


def _item_line(number: int, one: OnAgenda, tr: Translator, ctx: RenderContext) -> Html:
    whys = [put("   · {}", why_words(reason, one.departments, tr, ctx)) for reason in one.item.reasons]
    return glue("\n", [put("{}. {}", number, line_words(one.line, ctx.now, ctx.settings.zone, tr, holder=True)), *whys])


def how_it_gets_there(tr: Translator) -> PublicHtml:
    """Nothing stands on it."""
    return tr.t(
        "How a matter gets here: “On the agenda” below its card, under “More”, or write “No. 1 on the agenda”. "
        "Promised days that are over and whistles that nobody answered come by themselves."
    )


def how_held(tr: Translator) -> PublicHtml:
    """How a meeting is held: its day is for its people to agree on."""
    return tr.t(
        "When you sit together, press “Open the meeting”; what is decided on each matter then stands in the minutes. "
        "The day, and who is invited, you agree on yourselves: I invite nobody."
    )


def of_below(area: Area, found: Sequence[Line], tr: Translator, ctx: RenderContext) -> list[Html]:
    """What stands on the agenda of an area below: its matters, a line each; nothing where there is none."""
    if not found:
        return []
    lines = [put("· {}", line_words(one, ctx.now, ctx.settings.zone, tr, holder=True)) for one in found[:SHOWN]]
    return [_head(area, len(found), tr), *lines]


def parties_words(present: Iterable[str], tr: Translator) -> PublicHtml:
    """Who of the three parties is there."""
    return names([role_name(PARTIES[one], tr) for one in Party if one in present], tr) or tr.t("nobody ticked yet")


def sitting_line(area: Area, meeting: Meeting, tr: Translator, ctx: RenderContext) -> PublicHtml:
    """Since when it sits, and who is there."""
    time = when(meeting.at, tr, ctx)
    if area.kind in OPTIONAL_AREAS:
        return tr.t("🪑 The meeting sits since {time}.", time=time)
    return tr.t("🪑 The meeting sits since {time}. Present: {who}", time=time, who=parties_words(meeting.present, tr))


def meeting_buttons(area: Area, meeting: Meeting | None, tr: Translator) -> tuple[tuple[Button, ...], ...]:
    """Open it; tick who is there, and end it; what the last one decided."""
    last = (Button(tr.t("📋 Last minutes"), encode("m_minutes", meeting.id)),) if meeting is not None else ()
    if meeting is None or meeting.ended_at is not None:
        return ((Button(tr.t("🪑 Open the meeting"), encode("m_open", area.id)), *last),)
    end = (Button(tr.t("End it, with minutes"), encode("m_end", meeting.id)),)
    if area.kind in OPTIONAL_AREAS:  # the three parties are those of a neighbourhood
        return (end,)
    ticks = tuple(
        Button(
            put("{} {}", known("☑️" if one in meeting.present else "⬜"), role_name(role, tr)),
            encode("m_tick", meeting.id, word=one),
        )
        for one, role in PARTIES.items()
    )
    return (ticks, end)


def _late(sheet: WhistleSheet, tr: Translator) -> PublicHtml:
    away = [known(sheet.name(one)) for one in sheet.whistle.calls if one.state is CallState.WHISTLED]
    why = tr.t(WHYS[Why.WHISTLE], names=names(away, tr))
    return put("🔔 {} · {}\n   · {}", whistle_title(sheet, tr), said(sheet.place, limit=60), why)


def item_view(sheet: Sheet, one: OnAgenda, tr: Translator, ctx: RenderContext) -> View:
    """One item: its card, why it stands there, and what can be decided."""
    lines: list[Html] = [card_text(sheet, tr, ctx.settings.zone, say_to(sheet.knows(What.NAMES)))]
    if one.item.reasons:
        whys = [put("· {}", why_words(each, one.departments, tr, ctx)) for each in one.item.reasons]
        lines += [NOTHING, tr.t("On the agenda because:"), *whys]
    else:
        lines += [NOTHING, tr.t("It is not on the agenda any more.")]
    decided = one.item.decided
    if decided is not None and (in_meeting(decided) or decided.action not in HANDED):
        day = date_words(decided.at.astimezone(ctx.settings.zone).date(), tr, near=today(ctx))
        to = sheet.posts.get(post_told(decided) or 0)
        lines.append(tr.t("Decided last ({day}): {what}", day=day, what=decision_words(decided, to, tr)))
    return View(glue("\n", lines), _decisions(sheet, one.item, tr))


def _decisions(sheet: Sheet, item: Item, tr: Translator) -> tuple[tuple[Button, ...], ...]:
    issue, seen = sheet.issue, item.decided.id if item.decided is not None else 0

    def button(action: Action, verb: str, label: str) -> tuple[Button, ...]:
        may = possible(issue.state, action) and may_do(action, issue, sheet.ways) and sheet.offers(action)
        return (Button(label, encode(verb, issue.id, seen)),) if may else ()

    fine = button(Action.VERIFY, "m_fine", tr.t("👍 It is done"))
    again = button(Action.NOT_FIXED, "m_again", tr.t("🔁 Open it again"))
    whistle = button(Action.WHISTLE, "m_whistle", tr.t("🔔 Whistle"))
    up = button(Action.HAND_UP, "m_up", tr.t("⬆️ Hand up")) if sheet.above is not None else ()
    off = button(Action.PUT_OFF, "m_off", tr.t("⏸ Put off")) if not issue.urgent else ()
    cannot = button(Action.CANNOT, "m_cannot", tr.t("➖ Cannot be done")) if not issue.urgent else ()
    back = button(Action.HAND_BACK, "m_down", tr.t("One level down")) if sheet.below is not None else ()
    history = (Button(tr.t("What happened"), encode("s_hist", issue.id)),)
    return rows(
        button(Action.DECIDE, "m_do", tr.t("✅ Do it: who, what, by when")),
        (*fine, *again) if any(one.why is Why.NOT_YET for one in item.reasons) else (),
        (*whistle, *up),
        (*off, *cannot),
        (*back, *history),
        (Button(tr.t("‹ Agenda"), encode("m_agenda")),),
    )
