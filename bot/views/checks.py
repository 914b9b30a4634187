"""Asking after what closed without a rating 复查: the list that a community is given, one of its matters, and the
question to the resident."""

from collections.abc import Sequence

from bot.callbacks import encode
from bot.views.common import date_words, matter_name, number_words
from bot.views.context import RenderContext
from bot.views.pieces import Renderer, Told, button, gathered
from bot.views.staff_words import building, said, say_to, words_line
from bot.views.view import Button, View, glue, in_rows, known, put, rows
from casework.frozen import frozen
from casework.issue.checking import waits_for_check
from casework.issue.sheet import Sheet
from casework.messages import Kind
from casework.model.conversation import Message
from casework.model.issues import Action, Check, Round, Sample
from casework.neighbourhood.rights import What, may_do
from casework.transitions import OPEN, possible
from locales.markup import Html, PublicHtml
from locales.translator import Translator, mark

SHOWN = 30
"""Matters in one list; those without an answer come first."""
FOUND: dict[Check, str] = {
    Check.ASKED: mark("asked, no answer yet"),
    Check.FINE: mark("✓ it is done"),
    Check.NOT_DONE: mark("🔁 not done, opened again"),
    Check.NOT_REACHED: mark("– not reached"),
}


@frozen(kw_only=True)
class About:
    """A month's sample; its matters as far as the reader may know of them."""

    sample: Sample
    lines: Sequence[tuple[Sheet, Round]] = ()


def given(about: About, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """To the community, on the first of the month."""
    return the_list(about, tr) if about.lines else None


def the_list(about: About, tr: Translator) -> View:
    """What is to be asked, and what came of it so far."""
    sample = about.sample
    lines: list[Html] = [
        tr.n(
            "🔎 In month {month} {lapsed} matter closed without a rating; {drawn} of them by lot, ask how it is:",
            "🔎 In month {month} {lapsed} matters closed without a rating; {drawn} of them by lot, ask how it is:",
            sample.lapsed,
            month=sample.month.month,
            lapsed=sample.lapsed,
            drawn=sample.drawn,
        )
    ]
    buttons = []
    for sheet, asked in about.lines[:SHOWN]:
        title = _title(sheet, tr)
        said_so = asked.checked is not None or not _waits(sheet, asked)
        reopened = sheet.issue.round > asked.round or sheet.issue.state in OPEN
        lines.append(put("{} · {}", title, _found(asked, tr, reopened=reopened)) if said_so else title)
        if _waits(sheet, asked):
            number = number_words(sheet.issue, tr)
            buttons.append(Button(tr.t("Ask after {number}", number=number), encode("k_one", sheet.issue.id)))
    if not buttons:
        lines.append(tr.t("All have been asked after. Thank you."))
    return View(glue("\n", lines), rows(*in_rows(buttons)))


def _waits(sheet: Sheet, asked: Round) -> bool:
    """Whether somebody is still to be asked; what was opened again has its answer."""
    return waits_for_check(asked) and sheet.issue.round == asked.round and sheet.issue.state not in OPEN


def _found(asked: Round, tr: Translator, *, reopened: bool = False) -> PublicHtml:
    """What was found; whoever says afterwards that it is not done has the last word."""
    return tr.t(FOUND[Check.NOT_DONE if reopened or asked.checked is None else asked.checked])


def _title(sheet: Sheet, tr: Translator) -> PublicHtml:
    issue = sheet.issue
    return put("{} {} · {}", number_words(issue, tr), matter_name(issue, tr), building(sheet))


def one(sheet: Sheet, seen: int, tr: Translator, ctx: RenderContext, *, ask: bool) -> View:
    """One of them: what it was, what was done, and how it is found. `seen`: the last decision about it; `ask`: whether
    I can ask the resident."""
    issue = sheet.issue
    lines: list[Html] = [
        put("🔎 {}", _title(sheet, tr)),
        words_line(sheet, tr, say_to(sheet.knows(What.NAMES))),
    ]
    if issue.result:
        lines.append(tr.t("Done: {what}", what=said(issue.result)))
    if issue.now.closed_at is not None:
        day = issue.now.closed_at.astimezone(ctx.settings.zone).date()
        lines.append(tr.t("Closed on {day}, nobody rated it.", day=date_words(day, tr)))
    if not waits_for_check(issue.now) or not possible(issue.state, Action.VERIFY):
        lines.append(_found(issue.now, tr) if issue.now.sample_id is not None else tr.t("It has gone on since."))
        return View(glue("\n", lines), rows(_back(issue.now, tr)))
    waits = issue.now.checked is Check.ASKED
    if issue.now.checked is Check.NOT_REACHED:
        lines.append(tr.t("Not reached so far. Try once more?"))
    if waits:
        lines.append(tr.t("I have asked. The answer is put down by itself."))
    else:
        lines.append(tr.t("Ask by telephone or in passing, or let me ask: is it done?"))
    may = may_do(Action.VERIFY, issue, sheet.ways)
    asks = (Button(tr.t("Ask the resident for me"), encode("k_ask", issue.id, issue.round)),) if ask and may else ()
    fine = (Button(tr.t("Asked: done"), encode("k_fine", issue.id, issue.round)),) if may else ()
    again = (Button(tr.t("Asked: not done"), encode("m_again", issue.id, seen)),) if may else ()
    missed = (Button(tr.t("Not reached"), encode("k_missed", issue.id, issue.round)),) if may and not waits else ()
    return View(glue("\n", lines), rows(asks, (*fine, *again), (*missed, *_back(issue.now, tr))))


def _back(asked: Round, tr: Translator) -> tuple[Button, ...]:
    return (Button(tr.t("‹ List"), encode("k_list", asked.sample_id)),) if asked.sample_id is not None else ()


def asked(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """To the resident: once, with two buttons."""
    issue = sheet.issue
    if not waits_for_check(issue.now) or issue.state in OPEN:
        return None
    text = tr.t(
        "🔎 {community} would like to know: {number} ({what}) was said to be done. Is it?",
        community=known(sheet.community),
        number=number_words(issue, tr),
        what=matter_name(issue, tr),
    )
    fine = button(tr.t("Yes, it is done"), "checked", issue.id, issue.round, says="yes")
    return View(text, rows(fine, button(tr.t("Not solved, go on"), "bad", issue.id, says="no")))


RENDER: dict[Kind, Renderer] = {Kind.CHECKS: gathered(About, given)}
TOLD: dict[Kind, Told] = {Kind.CHECK_ASKED: asked}
