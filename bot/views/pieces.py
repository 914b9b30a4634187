"""Small pieces of what a resident reads: a deadline, who watches, an hour, a button."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import TypeVar

from bot.callbacks import encode
from bot.views.common import clock_time, names, post_name, quoted
from bot.views.context import RenderContext
from bot.views.staff_words import ABOVE, sent_with
from bot.views.view import NOTHING, Button, PublicView, Rows, View, cut, put, rows
from casework.data import maybe
from casework.issue.sheet import Sheet
from casework.lines import Replied
from casework.model.conversation import Message
from casework.model.deadlines import Deadline, DeadlineKind, PingAnswer
from casework.model.issues import Action, Issue
from casework.model.people import Post
from casework.model.timeline import Entry
from casework.transitions import possible
from locales.markup import Html, PublicHtml
from locales.translator import Translator

WORDS_LIMIT = 1500
"""UTF-16 units of somebody's words in a message; the frame around them stays well under 4096."""

Told = Callable[[Sheet, Message, Translator, RenderContext], View | None]
Renderer = Callable[[Sheet | None, Message, Translator, RenderContext], View | None]
PublicRenderer = Callable[[Sheet | None, Message, Translator, RenderContext], PublicView | None]
V = TypeVar("V", bound=View)
A = TypeVar("A")


def about_issue(
    told: Callable[[Sheet, Message, Translator, RenderContext], V | None],
) -> Callable[[Sheet | None, Message, Translator, RenderContext], V | None]:
    """A renderer for a message about an issue; without its issue there is nothing to say."""

    def render(sheet: Sheet | None, row: Message, tr: Translator, ctx: RenderContext) -> V | None:
        return None if sheet is None else told(sheet, row, tr, ctx)

    return render


def with_photos(told: Told) -> Told:
    """The same view, with what was sent along with the words that it carries."""

    def shown(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
        view = told(sheet, row, tr, ctx)
        if view is None or view.photos or sheet.entry is None:
            return view
        return replace(view, photos=sent_with(sheet, sheet.entry))

    return shown


def gathered(
    kind: type[A], told: Callable[[A, Message, Translator, RenderContext], V | None]
) -> Callable[[Sheet | None, Message, Translator, RenderContext], V | None]:
    """The same for a message about something else, which was gathered into the context."""

    def render(sheet: Sheet | None, row: Message, tr: Translator, ctx: RenderContext) -> V | None:
        return told(ctx.about, row, tr, ctx) if isinstance(ctx.about, kind) else None

    return render


def running(issue: Issue, kind: DeadlineKind) -> Deadline | None:
    """The first deadline of that kind in this round that has not fired."""
    found = [d for d in issue.deadlines if d.kind is kind and d.round == issue.round and d.ended_at is None]
    return min(found, key=lambda d: d.due_at, default=None)


def watching(sheet: Sheet) -> Post | None:
    """Who answered "I know, I'm watching" last, in this round; nobody until somebody has."""
    said = [post for post, ping in sheet.asked() if ping.answer is PingAnswer.WATCH]
    return said[-1] if said else None


def told_above(sheet: Sheet, tr: Translator) -> PublicHtml:
    """Whom the newest rung asked and reached; a ping that came back told nobody."""
    asked = [(post, ping) for post, ping in sheet.asked() if ping.rung and post.role in ABOVE]
    reached = [(post, ping) for post, ping in asked if ping.answer is not PingAnswer.UNREACHABLE]
    newest = [post for post, ping in reached if ping.asked_at == reached[-1][1].asked_at]
    return names(dict.fromkeys(post_name(post, tr) for post in newest), tr)


def today(ctx: RenderContext) -> date:
    """The neighbourhood's day."""
    return ctx.now.astimezone(ctx.settings.zone).date()


def when(at: datetime, tr: Translator, ctx: RenderContext) -> PublicHtml:
    """The hour, with the day when it is not today."""
    return clock_time(at, ctx.now, ctx.settings.zone, tr)


def written_at(entry: Entry, tr: Translator, ctx: RenderContext) -> PublicHtml:
    """When words were written that were passed on long after."""
    written = maybe(entry.data, Replied).written
    return tr.t(" (written {time})", time=when(written, tr, ctx)) if written is not None else NOTHING


def words_of(text: str, tr: Translator) -> Html:
    """People's words, cut and quoted."""
    return quoted(cut(text, WORDS_LIMIT), tr)


def asked_of(question: Html, text: str, tr: Translator) -> Html:
    """A question about words that somebody wrote, with the words: they may stand far above it by now."""
    return put("{}\n{}", question, words_of(text, tr)) if text.strip() else question


def button(text: str, verb: str, *ids: int, word: str = "", says: str = "") -> Button:
    """A button for a press. `says`: "yes", "no" or "drop", where that typed means it."""
    return Button(text, encode(verb, *ids, word=word), says=says)


def usual_buttons(issue: Issue, tr: Translator) -> Rows:
    """Under the receipt: how it stands, add, withdraw."""
    line = [button(tr.t("How it stands"), "see", issue.id)]
    if possible(issue.state, Action.AMEND):
        line.append(button(tr.t("Add something"), "add", issue.id))
    if possible(issue.state, Action.WITHDRAW):
        line.append(button(tr.t("Withdraw"), "withdraw", issue.id))
    return rows(tuple(line))


MOST_PHOTOS = 20
"""Sent after one message; an album has ten."""


def few_photos(view: View, tr: Translator) -> View:
    """Of very many the first and the newest, and so it says: albums of an hour would keep everything else waiting."""
    if len(view.photos) <= MOST_PHOTOS:
        return view
    half, n = MOST_PHOTOS // 2, len(view.photos)
    line = tr.t("Of {n} photos and recordings these are {some}: the first and the newest.", n=n, some=MOST_PHOTOS)
    return replace(view, text=put("{}\n{}", view.text, line), photos=(*view.photos[:half], *view.photos[-half:]))
