"""Talking one matter over 会商: what those who are in it read, and what the resident reads of it."""

from bot.views.cards import card_text
from bot.views.common import colon, number_words, post_name
from bot.views.context import RenderContext
from bot.views.pieces import button
from bot.views.staff_words import said, say_to, sent_with, standing_button, title
from bot.views.view import View, glue, known, put, rows
from casework.issue.sheet import Sheet
from casework.model.conversation import Message
from casework.model.issues import Action
from casework.model.timeline import Entry
from casework.neighbourhood.rights import What, may_do
from casework.transitions import OPEN
from locales.markup import Html, PublicHtml
from locales.translator import Translator


def _who(sheet: Sheet, entry: Entry, tr: Translator) -> PublicHtml:
    if entry.post_id is None:
        return tr.t("the resident")
    return post_name(sheet.posts.get(entry.post_id), tr)


def consulted(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """Invited, a word of another, or what was agreed."""
    entry, issue = sheet.entry, sheet.issue
    if entry is None or issue.state not in OPEN:
        return None
    say = say_to(sheet.knows(What.NAMES))
    facts = {"title": title(sheet, tr), "name": _who(sheet, entry, tr), "words": say(entry.text) or known("📷")}
    sent = sent_with(sheet, entry)
    if entry.action == Action.AGREED:
        return View(tr.t("🤝 {title}, agreed: {words}", **facts), silent=True, photos=sent)
    hint = tr.t("Answer this message: everybody who is in it reads it.")
    if entry.action == Action.CONSULT:
        head = tr.t("💬 {title}: {name} asks you to talk it over. {words}", **facts)
        text = glue("\n", [head, card_text(sheet, tr, ctx.settings.zone, say), hint])
    else:
        text = put("{}\n{}", tr.t("💬 {title}, {name}: {words}", **facts), hint)
    may = may_do(Action.AGREED, issue, sheet.ways)
    agree = (standing_button(tr.t("🤝 Agreed"), "s_agreed", issue),) if may else ()
    return View(text, rows((*agree, standing_button(tr.t("Show it"), "s_open", issue))), photos=sent)


def consulted_own(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """The resident is invited, with who else is in it; or reads a word of another."""
    entry, issue = sheet.entry, sheet.issue
    if entry is None or issue.state not in OPEN:
        return None
    number, name = number_words(issue, tr), _who(sheet, entry, tr)
    words = said(entry.text) or known("📷")  # as masked as for all the others: it may name another household
    if entry.action == Action.CONSULT:
        lines: list[Html] = [tr.t("{number}: {name} asks you to talk it over.", number=number, name=name), words]
        lines.append(tr.t("Answer this message: everybody who is in it reads it."))
    else:
        lines = [put("💬 {} {}{}{}", number, name, colon(tr), words), tr.t("(Answer this message, all in it read it.)")]
    return View(glue("\n", lines), rows(button(tr.t("How it stands"), "see", issue.id)))


def agreed(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """What was agreed, in one sentence."""
    entry = sheet.entry
    if entry is None or sheet.issue.state not in OPEN:
        return None
    number = number_words(sheet.issue, tr)
    text = tr.t("🤝 {number} was talked over. Agreed: {words}", number=number, words=said(entry.text))
    buttons = (button(tr.t("All right"), "noted", sheet.issue.id), button(tr.t("I have a word"), "add", sheet.issue.id))
    return View(text, rows(buttons))
