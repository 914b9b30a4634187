"""Calls for volunteers 志愿响应链: what they are asked, who comes, the card of whoever opened it, what the
resident reads.

What volunteers are asked says no name, door or phone; whoever comes reads who else does, and where to once the
community knows him or her.
"""

from datetime import datetime

from bot.views.common import matter_name, names, number_words
from bot.views.context import RenderContext
from bot.views.home import area_name
from bot.views.pieces import Renderer, button, gathered, when, words_of
from bot.views.view import Rows, View, esc, glue, in_rows, known, put, rows
from casework.call.lines import OfCall, Team
from casework.call.sheet import CallSheet
from casework.call.transitions import GOES_ON
from casework.data import maybe, read
from casework.issue.sheet import Sheet
from casework.messages import Kind
from casework.model.calls import Calling
from casework.model.conversation import Message
from casework.neighbourhood.rights import CallPart, CallTold
from locales.markup import Html
from locales.translator import Translator, mark

STATES: dict[Calling, str] = {
    Calling.ASKING: mark("being asked"),
    Calling.FULL: mark("enough come"),
    Calling.OVER: mark("nobody is asked any more"),
    Calling.CANCELLED: mark("called off"),
}


def _near(sheet: CallSheet) -> Html:
    """What all may read of the place."""
    return known(area_name(*sheet.near))


def _what(sheet: CallSheet, tr: Translator, ctx: RenderContext) -> Html:
    """ "“帮老人搬煤气罐”，11:00 前"; the words are gone with their time."""
    text = words_of(sheet.call.text, tr) if sheet.call.text else matter_name(sheet.issue, tr)
    return tr.t("{what}, by {time}", what=text, time=when(sheet.call.by_when, tr, ctx))


def _people(sheet: CallSheet, tr: Translator, *, but: int | None = None) -> Html:
    """Who comes, by the names they have here."""
    mine = [sheet.names.get(one.person_id, "") for one in sheet.come if one.person_id != but]
    return names([esc(one) if one else tr.t("a volunteer") for one in mine], tr)


def _answers(sheet: CallSheet, tr: Translator) -> Rows:
    yes = button(tr.t("🙋 I'm coming"), "cl_yes", sheet.call.id)
    return rows((yes, button(tr.t("I can't"), "cl_no", sheet.call.id)))


def asked(sheet: CallSheet, tr: Translator, ctx: RenderContext) -> View | None:
    """To a volunteer: can you come? Or how that stands now."""
    call = sheet.call
    head = tr.t("🙋 A neighbour near {place} needs a hand: {what}.", place=_near(sheet), what=_what(sheet, tr, ctx))
    if sheet.mine and call.state in GOES_ON and call.noted_at is None:
        return View(put("{}\n{}", head, tr.t("✓ You said that you come: see my message about it.")), _out(sheet, tr))
    if call.state is Calling.ASKING:
        need = tr.n("{n} person is needed.", "{n} people are needed.", call.needed)
        hint = tr.t("It is all right to say nothing.")
        said = tr.t("You said that you can't. Should that change:") if sheet.mine is False else hint
        return View(put("{} {}\n{}", head, need, said), _answers(sheet, tr))
    over = {
        Calling.FULL: tr.t("✓ Enough come by now. Thank you all."),
        Calling.OVER: tr.t("Nobody more is needed for this. Thank you all."),
        Calling.CANCELLED: tr.t("It was called off: nobody need come. Thank you all."),
    }[call.state]
    return View(put("{}\n{}", head, over))


def _asked(sheet: CallSheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    return asked(sheet, tr, ctx) if CallPart.ASKED in sheet.parts or sheet.mine is not None else None


def _out(sheet: CallSheet, tr: Translator) -> Rows:
    return rows(button(tr.t("I can't after all"), "cl_no", sheet.call.id))


def team(sheet: CallSheet, what: str, tr: Translator, ctx: RenderContext) -> View | None:
    """To somebody who comes."""
    if what in ("off", "done", "thanks"):
        return View(
            {
                "off": tr.t(
                    "You need not come any more: {what}. Thank you for having said yes.", what=_what(sheet, tr, ctx)
                ),
                "done": tr.t(
                    "It is done already: {what}. If you have not left yet, you need not. Thank you!",
                    what=_what(sheet, tr, ctx),
                ),
                "thanks": tr.t("Thank you for lending a hand: {what}.", what=_what(sheet, tr, ctx)),
            }[what]
        )
    if not sheet.mine or sheet.call.state not in GOES_ON or sheet.call.noted_at is not None:
        return None
    lines: list[Html] = [tr.t("🙋 You come: {what}.", what=_what(sheet, tr, ctx))]
    others = _people(sheet, tr, but=sheet.reader_id)
    lines.append(tr.t("With you: {names}", names=others) if others else tr.t("So far it is you alone."))
    missing = sheet.call.needed - len(sheet.come)
    if sheet.call.state is Calling.ASKING and missing > 0:
        lines.append(tr.n("{n} more is being looked for.", "{n} more are being looked for.", missing))
    lines.append(_where(sheet, tr))
    return View(glue("\n", lines), _out(sheet, tr))


def _where(sheet: CallSheet, tr: Translator) -> Html:
    if not sheet.knows(CallTold.WHERE):
        return tr.t("Where it is I tell you as soon as the community has said that it knows you; I have asked.")
    place = known(area_name(sheet.areas, sheet.estate))
    if sheet.call.meet:
        return tr.t("📍 {place}, {meet}", place=place, meet=esc(sheet.call.meet))
    return put("📍 {}", place)


def _team(sheet: CallSheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    return team(sheet, maybe(row.data, Team).what, tr, ctx)


def card(sheet: CallSheet, tr: Translator, ctx: RenderContext) -> View:
    """How it stands, for whoever runs it; who said nothing is only counted."""
    call, reached = sheet.call, sheet.reached
    number = number_words(sheet.issue, tr)
    head = put("<b>{}</b> · {}", tr.t("🙋 Volunteers for {number}", number=number), tr.t(STATES[call.state]))
    lines: list[Html] = [head, _what(sheet, tr, ctx)]
    if not reached.hearers and call.state is Calling.ASKING:
        lines.append(tr.t("No volunteer has been asked yet."))
    else:
        lines.append(
            tr.t(
                "Asked {asked}. Come: {come} of {needed}. Can't: {cannot}. No answer: {silent}. Not reached: {missed}.",
                asked=reached.hearers,
                come=len(sheet.come),
                needed=call.needed,
                cannot=sheet.cannot,
                silent=max(0, reached.arrived - len(sheet.come) - sheet.cannot),
                missed=reached.failed + reached.waiting,
            )
        )
    if sheet.come:
        lines.append(tr.t("They come: {names}", names=_people(sheet, tr)))
        if unknown := [one for one in sheet.come if one.person_id not in sheet.known]:
            lines.append(
                tr.n(
                    "{n} of them the community does not know yet, and reads no address: /zhiyuan",
                    "{n} of them the community does not know yet, and they read no address: /zhiyuan",
                    len(unknown),
                )
            )
    if call.noted_at is not None:
        came = names([esc(sheet.names[one.person_id]) for one in sheet.come if one.came], tr)
        lines.append(tr.t("✓ Came, and thanked: {names}", names=came) if came else tr.t("✓ Noted: nobody came."))
    return View(glue("\n", lines), _card_buttons(sheet, tr, ctx.now))


def _card_buttons(sheet: CallSheet, tr: Translator, now: datetime) -> Rows:
    call = sheet.call
    if call.noted_at is not None or call.state not in GOES_ON:
        return ()
    came = (button(tr.t("Who came?"), "cl_tick", call.id, 0),) if sheet.come else ()
    return rows((*came, button(tr.t("Not needed any more"), "cl_off", call.id)))


def _card(sheet: CallSheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    return card(sheet, tr, ctx) if sheet.knows(CallTold.COUNTS) else None


def who_came(sheet: CallSheet, ticked: int, tr: Translator) -> View:
    """One tick for each; nothing is said of the others."""
    buttons = [
        button(
            f"{'✅' if ticked >> at & 1 else '⬜'} {sheet.names[one.person_id] or tr.t('a volunteer')}",
            "cl_tick",
            sheet.call.id,
            ticked ^ 1 << at,
        )
        for at, one in enumerate(sheet.come)
    ]
    done = button(tr.t("That's all, thank them"), "cl_came", sheet.call.id, ticked)
    return View(tr.t("Who came? Each is thanked; nothing is said of the others."), rows(*in_rows(buttons), done))


def sure_off(sheet: CallSheet, tr: Translator) -> View:
    """Really?"""
    n = len(sheet.come)
    text = tr.n("Call it off? {n} person who said yes is told.", "Call it off? {n} people who said yes are told.", n)
    yes = button(tr.t("Yes, call it off"), "cl_off_yes", sheet.call.id)
    return View(text, rows((yes, button(tr.t("No, leave it"), "cl_see", sheet.call.id))))


def preview(
    people: int, first: datetime, needed: int, by_when: datetime, words: str, tr: Translator, ctx: RenderContext
) -> Html:
    """What will be said, and to how many first."""
    lines: list[Html] = [
        tr.t("They read: {what}, by {time}.", what=words_of(words, tr), time=when(by_when, tr, ctx)),
        tr.n(
            "{n} volunteer of the grid reads it first, privately; no name, door or phone is in it.",
            "{n} volunteers of the grid read it first, privately; no name, door or phone is in it.",
            people,
        ),
        tr.t("Every few minutes one circle wider is asked, until {n} come.", n=needed),
    ]
    if first > ctx.now:
        lines.append(tr.t("It is night: they are asked from {time} on.", time=when(first, tr, ctx)))
    return glue("\n", lines)


def _own(sheet: Sheet | None, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """To the resident: true, whatever it is."""
    if not isinstance(ctx.about, CallSheet):
        return None
    about, number = ctx.about, number_words(ctx.about.issue, tr)
    who, by = _people(about, tr), when(about.call.by_when, tr, ctx)
    what = read(row.data, OfCall).what
    if what == "off":
        return View(
            tr.t("{number}: the volunteers do not come after all. Whoever has it goes on with it.", number=number)
        )
    if what == "nobody" or not about.come:
        return View(tr.t("{number}: no volunteer can come just now. Whoever has it goes on with it.", number=number))
    if what == "changed":
        return View(
            tr.t("{number}: that has changed. Now these come: {names}, by {time}.", number=number, names=who, time=by)
        )
    return View(
        tr.t("{number}: volunteers come to lend a hand: {names}, by {time}.", number=number, names=who, time=by)
    )


RENDER: dict[Kind, Renderer] = {
    Kind.CALL_ASKED: gathered(CallSheet, _asked),
    Kind.CALL_TEAM: gathered(CallSheet, _team),
    Kind.CALL_CARD: gathered(CallSheet, _card),
    Kind.CALL_OWN: _own,
}
SAYS = frozenset({Kind.CALL_TEAM, Kind.CALL_CARD})
