"""Planned outages: what a residents' group reads, and what the manager who enters one sees before it counts."""

from collections.abc import Sequence
from datetime import datetime

from bot.callbacks import encode
from bot.views.common import category_name
from bot.views.context import RenderContext
from bot.views.duty import hours_words
from bot.views.pieces import PublicRenderer, gathered, words_of
from bot.views.staff_words import said
from bot.views.view import Button, PublicView, View, glue, in_rows, put, rows
from casework.frozen import frozen
from casework.issue.planned import CHANGED, NEW, OUTAGES, TAKEN_BACK, Told
from casework.messages import Kind
from casework.model.conversation import Message
from casework.model.issues import Outage
from locales.markup import Html, PublicHtml
from locales.translator import Translator, mark

PLACE_LIMIT = 300


@frozen(kw_only=True)
class About:
    """A planned outage, its places in words, and what a message says of it."""

    outage: Outage
    place: str
    what: str = NEW


HEADS: dict[str, str] = {
    NEW: mark("📅 Planned, {what}: {place}, {hours}."),
    CHANGED: mark("📅 Other hours, {what}: {place}, now {hours}."),
    TAKEN_BACK: mark("📅 Taken back, {what}: {place}. It does not take place."),
}


def _hours(outage: Outage, tr: Translator, ctx: RenderContext, *, stays: bool = False) -> PublicHtml:
    return hours_words(outage.starts_at, outage.ends_at, ctx.now, ctx.settings.zone, tr, stays=stays)


def notice(about: About, row: Message, tr: Translator, ctx: RenderContext) -> PublicView | None:
    """To the residents of those places, once. Dropped where it is no longer so."""
    what = TAKEN_BACK if about.outage.taken_back_at is not None else about.what
    if what != TAKEN_BACK and about.outage.ends_at <= ctx.now:
        return None
    facts = {
        "what": category_name(about.outage.category, tr),
        "place": said(about.place, limit=PLACE_LIMIT),
        "hours": _hours(about.outage, tr, ctx, stays=True),
    }
    lines = [tr.t(HEADS[what], **facts)]
    if what != TAKEN_BACK:
        lines.append(tr.t("Nobody needs to report it. If it is not back after that, write to me."))
    return PublicView(glue("\n", lines))


PUBLIC: dict[Kind, PublicRenderer] = {Kind.OUTAGE: gathered(About, notice)}


def line(about: About, tr: Translator, ctx: RenderContext, *, stays: bool = False) -> PublicHtml:
    """ "停水：北苑小区3号楼，明天 8:00 到 18:00"."""
    what = category_name(about.outage.category, tr)
    return put("{} · {} · {}", what, said(about.place, limit=PLACE_LIMIT), _hours(about.outage, tr, ctx, stays=stays))


def known(found: Sequence[About], kinds: Sequence[str], place: str, tr: Translator, ctx: RenderContext) -> PublicHtml:
    """The answer to "is the water off tomorrow?": what is planned there, or that nothing is known of."""
    if found:
        head = tr.t("Planned, as far as I know:")
        return glue("\n", [head, *(put("📅 {}", line(one, tr, ctx, stays=True)) for one in found)])
    what = category_name(kinds[0], tr) if len(kinds) == 1 else tr.t("Outage")
    facts = {"what": what, "place": said(place, limit=PLACE_LIMIT)}
    none = tr.t("{place}: I know of nothing planned ({what}).", **facts)
    return glue("\n", [none, tr.t("If it does go off, tell me, and I look for somebody.")])


def standing(found: Sequence[About], tr: Translator, ctx: RenderContext, *, new: bool = True, said: str = "") -> View:
    """What is planned, each with its two buttons; and a new one, where there may be one. `said`: what was told of a new
    one, which is kept."""
    head = tr.t("<b>Planned outages</b>") if found else tr.t("No outage is planned.")
    lines: list[Html] = [words_of(said, tr) if said else head]
    buttons: list[tuple[Button, ...]] = []
    for number, about in enumerate(found, 1):
        lines.append(put("{}. {}", number, line(about, tr, ctx)))
        change = Button(tr.t("{n}: other hours", n=number), encode("o_change", about.outage.id))
        back = Button(tr.t("{n}: take it back", n=number), encode("o_back", about.outage.id))
        buttons.append((change, back))
    if not new:
        return View(glue("\n", lines), rows(*buttons))
    lines.append(tr.t("Enter a new one: what fails?"))
    kinds = [Button(category_name(one, tr), encode("o_new", word=one)) for one in OUTAGES]
    return View(glue("\n", lines), rows(*buttons, *in_rows(kinds)))


def where(kind: str, places: Sequence[tuple[str, int, int]], tr: Translator) -> View:
    """Whole communities and estates by a button; buildings in words. `places`: name, area and estate, 0 for none."""
    text = tr.t(
        "{what}: where? Press one, or write the buildings, for example: buildings 3 and 5.",
        what=category_name(kind, tr),
    )
    buttons = [Button(name, encode("o_at", area_id, estate_id)) for name, area_id, estate_id in places]
    stop = Button(tr.t("Never mind"), encode("o_stop"))
    return View(text, rows(*in_rows(buttons), stop))


def when(
    kind: str, place: str, offers: Sequence[tuple[datetime, datetime]], tr: Translator, ctx: RenderContext
) -> View:
    """From when to when, in words or by a press."""
    text = tr.t(
        "{what}, {place}: from when to when? For example: tomorrow 8:00 to 18:00.",
        what=category_name(kind, tr),
        place=said(place, limit=PLACE_LIMIT),
    )
    made = [
        Button(
            hours_words(start, end, ctx.now, ctx.settings.zone, tr),
            encode("o_when", int(start.timestamp()) // 60, int(end.timestamp()) // 60),
        )
        for start, end in offers
    ]
    return View(text, rows(*made, Button(tr.t("Never mind"), encode("o_stop"))))


def sure(about: About, tr: Translator, ctx: RenderContext) -> View:
    """Shown back before it counts."""
    text = put("{}\n{}", line(about, tr, ctx), tr.t("Is that right? Then I tell the residents' groups there."))
    go = Button(tr.t("Yes, tell them"), encode("o_go"), says="yes")
    other = Button(tr.t("Other hours"), encode("o_again"))
    return View(text, rows(go, (other, Button(tr.t("Never mind"), encode("o_stop"), says="no"))))


def noted(about: About, told: Told, tr: Translator, ctx: RenderContext) -> View:
    """What was entered, and how many hear of it."""
    lines = [put("✓ {}", line(about, tr, ctx)), _told(told, tr)]
    lines.append(tr.t("Whoever reports it meanwhile is told until when. Change it or take it back: /tingshui"))
    return View(glue("\n", lines))


def sure_back(about: About, tr: Translator, ctx: RenderContext) -> View:
    """Asked once, before everybody reads that it does not take place."""
    text = put("{}\n{}", line(about, tr, ctx), tr.t("It does not take place? Whoever was told hears so."))
    off = Button(tr.t("Take it off the plan"), encode("o_off", about.outage.id), says="yes")
    return View(text, rows(off, Button(tr.t("No, it stays planned"), encode("o_keep"), says="no")))


def taken_back(about: About, told: Told, tr: Translator) -> View:
    """It does not take place."""
    what = category_name(about.outage.category, tr)
    text = tr.t("✓ Taken back: {what}, {place}.", what=what, place=said(about.place, limit=PLACE_LIMIT))
    return View(put("{}\n{}", text, _told(told, tr)))


def _told(told: Told, tr: Translator) -> PublicHtml:
    groups = tr.n("I tell {n} residents' group.", "I tell {n} residents' groups.", told.groups)
    homes = tr.n(
        "Where there is no group I tell the {n} neighbour who lives there and knows me.",
        "Where there is no group I tell the {n} neighbours who live there and know me.",
        told.homes,
    )
    if not told.groups and not told.homes:
        return tr.t("There is no residents' group of those places, and I know nobody who lives there: I told nobody.")
    return glue("\n", [line for count, line in ((told.groups, groups), (told.homes, homes)) if count])
