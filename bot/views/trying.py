"""Going live 试运行: the line that every message of an area on trial carries, and what the trial brought."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import TypeVar

from bot.views.common import date_words
from bot.views.context import RenderContext
from bot.views.pieces import Renderer, gathered, today
from bot.views.view import View, esc, glue, known, put
from casework.clock.trial import Tried
from casework.frozen import frozen
from casework.messages import Kind
from casework.model.conversation import Message
from locales.markup import Html
from locales.translator import Translator

V = TypeVar("V", bound=View)
NUMBERS_SHOWN = 20


@frozen(kw_only=True)
class About:
    """A trial that is over: where, since when, what it brought; `numbers` of what would have rung and the reader may
    know of."""

    place: str
    since: datetime
    found: Tried
    numbers: Sequence[int]


@frozen(kw_only=True)
class Begun:
    """A trial that has begun; `dry`: nobody at all is rung."""

    place: str
    until: date
    dry: bool


def marked(view: V, tr: Translator) -> V:
    """The message, and that it is of a trial: once, however often that is said of it."""
    line = tr.t("🧪 Trial run")
    return replace(view, text=put("{}\n{}", view.text, line)) if view.text and line not in view.text else view


def over(about: About, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """To the managers of the area: what came, and who would have been rung (around-an-issue.md §11)."""
    zone = ctx.settings.zone
    since = date_words(about.since.astimezone(zone).date(), tr, near=today(ctx))
    found = about.found
    lines: list[Html] = [
        tr.t("🧪 {place}: the trial run that began on {day} is over.", place=esc(about.place), day=since),
        tr.t(
            "Reported: {filed}. Told a plan: {told}. Done: {done}.", filed=found.filed, told=found.told, done=found.done
        ),
    ]
    if found.would_have_rung:
        times = len(found.would_have_rung)
        lines.append(tr.n("Somebody would have been rung {n} time.", "Somebody would have been rung {n} times.", times))
    if about.numbers:
        listed = glue(", ", [known(str(one)) for one in about.numbers[:NUMBERS_SHOWN]])
        lines.append(tr.t("For the matters {numbers}.", numbers=listed))
    lines.append(tr.t("From now on what is late rings those above, too."))
    return View(glue("\n", lines))


def begun(about: Begun, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """To the managers of the area: that it has begun, and who is rung meanwhile."""
    facts = {"place": esc(about.place), "day": date_words(about.until, tr, near=today(ctx))}
    if about.dry:
        text = tr.t(
            "🧪 {place}: a trial run has begun. Until {day} nobody is rung but for danger and private matters.", **facts
        )
    else:
        text = tr.t(
            "🧪 {place}: a trial run has begun. Until {day} nobody above the community is rung but for danger and "
            "private matters.",
            **facts,
        )
    return View(text)


RENDER: dict[Kind, Renderer] = {Kind.TRIAL_BEGUN: gathered(Begun, begun), Kind.TRIAL_OVER: gathered(About, over)}
