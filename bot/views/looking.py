"""Looking again whether what was put right is still fine."""

from datetime import date, timedelta

from bot.callbacks import encode
from bot.views.common import day_words, number_words
from bot.views.context import RenderContext
from bot.views.pieces import Renderer, about_issue, button, today
from bot.views.staff_words import title
from bot.views.view import Button, View, glue, rows
from casework.data import read
from casework.issue.looking import DAYS
from casework.issue.sheet import Sheet
from casework.messages import Kind
from casework.model.conversation import Draft, Message
from casework.model.issues import Issue
from casework.told import Days
from locales.markup import Html
from locales.translator import Translator


def when_to_look(draft: Draft, tr: Translator, ctx: RenderContext) -> View:
    """What a patrol found is put right: shall somebody pass by again?"""
    text = tr.t("Well done. When should somebody pass by and look whether it is still fine? Another day: write it.")
    labels = (tr.t("A week from now"), tr.t("A month from now"))
    days = [(today(ctx) + timedelta(days=one)).isoformat() for one in DAYS]
    ahead = [button(one, "reg_done", draft.id, word=day) for one, day in zip(labels, days, strict=True)]
    never = button(tr.t("No need to look"), "reg_done", draft.id, word="never")
    return View(text, rows(tuple(ahead), (never, button(tr.t("Back"), "draft", draft.id))))


def mended(issue: Issue, look_on: date | None, tr: Translator) -> View:
    """It is registered and done, and when somebody looks again."""
    lines: list[Html] = [tr.t("✅ {number}: registered, and done already.", number=number_words(issue, tr))]
    if look_on is not None:
        lines.append(tr.t("{day}: I ask somebody of the place to pass by and look.", day=day_words(look_on, tr)))
    return View(glue("\n", lines))


def look_at(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """The day has come."""
    facts = {"title": title(sheet, tr)}
    text = tr.t("👀 {title}\nIt was mended on the spot; please pass by and look: is it still fine?", **facts)
    return View(text, rows(still_fine("look_seen", sheet.issue.id, read(row.data, Days).days, tr)))


def still_fine(verb: str, about: int, days: int, tr: Translator) -> tuple[Button, Button]:
    """What whoever looks again can say, of that issue or whistle, after so many days."""
    return (
        Button(tr.t("Still fine"), encode(verb, about, days, word="fine")),
        Button(tr.t("It is back"), encode(verb, about, days, word="back")),
    )


def thanks_for_looking(new: Issue | None, tr: Translator) -> View:
    """`new`: as what it is reported anew."""
    if new is None:
        return View(tr.t("Thank you for looking."))
    return View(tr.t("Thank you for looking. It is reported anew: No. {number}.", number=new.number))


def photo_of_look(tr: Translator) -> View:
    """What may follow."""
    return View(tr.t("A photo of how it looks now? Just send it; without one is fine too."))


RENDER: dict[Kind, Renderer] = {Kind.LOOK_AT: about_issue(look_at)}
