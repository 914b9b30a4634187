"""What all are told in an emergency 平急转换, in groups and in private; and that a drill is on, in all it brings."""

from collections.abc import Sequence
from dataclasses import field, replace
from datetime import datetime
from typing import TypeVar

from bot.views.common import names
from bot.views.context import RenderContext
from bot.views.pieces import PublicRenderer, gathered
from bot.views.staff_words import said
from bot.views.view import PublicView, View, glue, known, put
from casework.broadcast import is_replaced
from casework.data import maybe
from casework.emergency import IS_OVER
from casework.frozen import frozen
from casework.households import Count
from casework.messages import Kind
from casework.model.conversation import Message
from casework.model.issues import Issue
from casework.model.people import Post
from casework.model.said_to_many import Broadcast, Emergency
from casework.told import Again, SaidToMany
from locales.markup import PublicHtml
from locales.translator import Translator

V = TypeVar("V", bound=View)
WORD_LIMIT = 1000
"""UTF-16 units of what is said to all."""


@frozen(kw_only=True)
class Day:
    """The day so far: reported, done, and what is open, danger among it."""

    filed: int = 0
    done: int = 0
    open: int = 0
    urgent: int = 0


@frozen(kw_only=True)
class About:
    """An emergency, where it is, what all were told of it, who switched it. `mine`: the reader's posts on its roster;
    `open`: what is handed over, each with who has it; `homes`: counts by building; `days`: figures by place."""

    one: Emergency
    place: str
    said: Broadcast | None = None
    by: Post | None = None
    phones: Sequence[str] = field(default_factory=tuple)
    mine: Sequence[Post] = field(default_factory=tuple)
    open: Sequence[tuple[Issue, datetime | None, Post | None]] = field(default_factory=tuple)
    homes: Sequence[Count] = field(default_factory=tuple)
    days: Sequence[tuple[str, Day]] = field(default_factory=tuple)


def marked(drill: bool, text: PublicHtml, tr: Translator) -> PublicHtml:
    """A drill is marked as one in every message."""
    return put("{} {}", tr.t("🧯 DRILL, not real."), text) if drill else text


def during_drill(view: V, tr: Translator) -> V:
    """A message that a drill may have brought, or brought sooner: nobody is to take it for less than it is."""
    if not view.text:
        return view
    mark = tr.t("🧯 Sent during a drill. What people report counts as real.")
    return replace(view, text=put("{}\n{}", view.text, mark))


def head(about: About, text: PublicHtml, tr: Translator) -> PublicHtml:
    return marked(about.one.drill, put("🚨 {}", text), tr)


def to_all(about: About, row: Message, tr: Translator, ctx: RenderContext) -> PublicView | None:
    """To every group below; what is corrected or taken back changes where it stands."""
    word = about.said
    if word is None:
        return None
    place = known(about.place)
    says = maybe(word.data, SaidToMany)
    if says.what == IS_OVER:
        over = tr.t("✅ {place}: the emergency is over, everything is as in normal times again.", place=place)
        return PublicView(marked(about.one.drill, over, tr))
    if word.taken_back_at is not None:
        return PublicView(head(about, tr.t("{place}: taken back. What stood here does not hold.", place=place), tr))
    if about.one.ended_at is not None and not isinstance(row.data, Again):
        return None
    if is_replaced(word):
        return PublicView(head(about, tr.t("{place}: what stood here was corrected, see below.", place=place), tr))
    corrected, real = word.revision > 0 or bool(says.anew), bool(says.after_drill)
    return PublicView(word_to_all(about.one.drill, about.place, word.text, about.phones, corrected, tr, real=real))


def word_to_all(
    drill: bool,
    place: str,
    text: str,
    phones: Sequence[str],
    corrected: bool,
    tr: Translator,
    *,
    real: bool = False,
) -> PublicHtml:
    lines = [
        marked(drill, put("🚨 {}", tr.t("Emergency in {place}", place=known(place))), tr),
        said(text, limit=WORD_LIMIT),
    ]
    if real:
        lines.insert(1, tr.t("The drill is over. This is real."))
    if corrected:
        lines.append(tr.t("(This was corrected: what stands here now holds.)"))
    lines.append(tr.t("Somebody is there day and night now: write to me what you need, and where."))
    if phones:
        lines.append(tr.t("Duty phone: {phones}", phones=names([known(one) for one in phones], tr)))
    lines.append(tr.t("In danger of life call 110, 119 or 120 first."))
    return glue("\n", lines)


PUBLIC: dict[Kind, PublicRenderer] = {Kind.EMERGENCY: gathered(About, to_all)}
"""To groups, and in private to whoever lives there."""
