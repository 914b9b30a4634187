"""Said to many, for whoever said it: to how many it came, and which groups it did not reach."""

from collections.abc import Sequence
from dataclasses import field

from bot.views.common import category_name, date_words, names
from bot.views.context import RenderContext
from bot.views.view import View, esc, glue, known
from casework.audience import Reached
from casework.frozen import frozen
from casework.model.conversation import Message
from casework.model.issues import ListeningDay
from casework.model.said_to_many import Broadcast, Emergency
from locales.markup import Html, PublicHtml
from locales.translator import Translator

MISSED_SHOWN = 20
"""Groups named by their titles."""


@frozen(kw_only=True)
class About:
    """What was said, where, and to how many it came. `missed`: the titles of the first groups it did not reach."""

    said: Broadcast
    reached: Reached
    missed: Sequence[str] = field(default_factory=tuple)
    category: str = ""
    place: str = ""
    listening: ListeningDay | None = None
    emergency: Emergency | None = None


def counted(about: About, row: Message, tr: Translator, ctx: RenderContext) -> View:
    """One message, which changes while it is still on its way to some."""
    what = category_name(about.category, tr)
    if about.listening is not None:
        what = tr.t("The list of {day}", day=date_words(about.listening.held_on, tr))
    head = tr.t("{what}, {place}:", what=what, place=esc(about.place))
    return View(glue("\n", [head, *count_lines(about, tr)]), silent=True)


def count_lines(about: About, tr: Translator) -> list[Html]:
    """ "送到 2,740 个群，11 个没送到", and which."""
    reached = about.reached
    groups = reached.groups == reached.hearers
    lines: list[Html] = []
    if about.said.taken_back_at is not None:
        return _taken_back(about, tr)
    if about.said.revision:
        lines.append(tr.t("It was corrected; so far the new words have come:"))
    came = {"count": _figure(reached.in_groups)}
    lines.append(tr.n("It reached {count} group.", "It reached {count} groups.", reached.in_groups, **came))
    if not groups:
        homes = reached.arrived - reached.in_groups
        came = {"count": _figure(homes)}
        lines.append(tr.n("It reached {count} home.", "It reached {count} homes.", homes, **came))
    if reached.waiting:
        waits = _figure(reached.waiting)
        lines.append(tr.t("It is on its way to {count} more.", count=waits))
    if reached.failed:
        lines.append(tr.t("{count} it did not reach.", count=_figure(reached.failed)))
    if about.missed:
        named = names([known(one or "—") for one in about.missed], tr)
        lines.append(tr.t("Not there: {groups}. Was I removed from the group, or may I not write there?", groups=named))
    return lines


def _taken_back(about: About, tr: Translator) -> list[Html]:
    """In how many it reads so now; and where the old words still stand."""
    reached = about.reached
    came = _figure(reached.arrived)
    lines: list[Html] = [tr.t("It was taken back.")]
    if reached.arrived and reached.groups == reached.hearers:
        lines.append(
            tr.n("{count} group reads so now.", "{count} groups read so now.", reached.arrived, count=came),
        )
    elif reached.arrived:
        lines.append(tr.t("So it reads in {count} groups and homes now.", count=came))
    if reached.waiting:
        lines.append(tr.t("It is still to be changed in {count}.", count=_figure(reached.waiting)))
    if reached.failed:
        lines.append(tr.t("{count} could not be changed: the old words stand there.", count=_figure(reached.failed)))
    if about.missed:
        lines.append(tr.t("There: {groups}", groups=names([known(one or "—") for one in about.missed], tr)))
    return lines


def _figure(number: int) -> PublicHtml:
    """ "2,740"."""
    return known(f"{number:,}")
