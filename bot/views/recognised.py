"""What somebody reads whose phone was taken down by staff: was it you?"""

from bot.views.common import category_name
from bot.views.context import RenderContext
from bot.views.pieces import Renderer, button, gathered, when
from bot.views.view import View, esc, glue, rows
from casework.frozen import frozen
from casework.messages import Kind
from casework.model.conversation import Message
from casework.model.issues import Issue, Report
from locales.markup import Html
from locales.translator import Translator


@frozen
class Caller:
    """What was taken down with a phone, to be asked about."""

    issue: Issue
    report: Report
    place: str


def is_it_yours(about: Caller, row: Message, tr: Translator, ctx: RenderContext) -> View:
    """Of what is private no kind and no place: who reads it may share the phone with whoever told it."""
    report = about.report
    text: Html
    at = when(report.filed_at, tr, ctx)
    if report.private:
        text = tr.t("📝 A matter was taken down ({time}), and the phone that was left is yours. Was it you?", time=at)
    else:
        what = glue(" · ", [category_name(about.issue.category, tr), esc(about.place), at])
        text = tr.t("📝 This was taken down: {what}. The phone that was left is yours. Was it you?", what=what)
    then = tr.t(
        "“Yes”: you hear how it goes on and rate the result, and whoever works on it knows that you read it here. Else"
        " do nothing: nobody learns that I asked you."
    )
    yes, no = button(tr.t("It was me"), "told_me", report.id), button(tr.t("Not me"), "told_not", report.id)
    return View(glue("\n", [text, then]), rows((yes, no)))


def nobody_learns(tr: Translator) -> View:
    """Somebody who was asked says no."""
    return View(tr.t("All right. Nobody learns that I asked you."))


def please_press(tr: Translator) -> View:
    """Neither yes nor no was said."""
    return View(tr.t("Please press one of the buttons above first: before a yes I pass nothing on."))


RENDER: dict[Kind, Renderer] = {Kind.IS_IT_YOURS: gathered(Caller, is_it_yours)}
