"""Who looked at what is personal, and who was given which authority: a line for each, in chat and on the page."""

from collections.abc import Mapping, Sequence

from bot.callbacks import encode
from bot.views.common import clock_time, names, post_name, role_name
from bot.views.context import RenderContext
from bot.views.view import Button, View, glue, known, put, rows
from casework.model.audited import Audited
from casework.neighbourhood.looking_back import Recorded
from locales.markup import Html, PublicHtml
from locales.translator import Translator, mark

WHAT: Mapping[str, str] = {
    Audited.DOOR_SEEN: mark("looked at door and phone of No. {number}"),
    Audited.HOMES_SEEN: mark("looked at the households of {place}"),
    Audited.LEDGER_EXPORTED: mark("took the ledger of {place} as a file"),
    Audited.ROSTER_EXPORTED: mark("took the roster as a file, with names and phones"),
    Audited.ROSTER_IMPORTED: mark("read in a new roster"),
    Audited.BACKED_UP: mark("made a backup"),
    Audited.LINK_MADE: mark("made the link for {post}"),
    Audited.LINK_VOIDED: mark("voided the link for {post}"),
    Audited.SEAT_ASKED: mark("asked to be {post}"),
    Audited.SEAT_REFUSED: mark("refused somebody who asked to be {post}"),
    Audited.SEAT_TAKEN: mark("took over as {post}"),
    Audited.SEAT_LEFT: mark("left as {post}"),
    Audited.CLAIMED: mark("opened the link and is {post}"),
    Audited.ROLE_CHANGED: mark("changed what {post} is"),
    Audited.BOUND: mark("tied a group to {place}"),
    Audited.UNBOUND: mark("untied a group of {place}"),
    Audited.LISTENING_ON: mark("had me read along in a group of {place}"),
    Audited.LISTENING_OFF: mark("ended reading along in a group of {place}"),
    Audited.EMERGENCY_ON: mark("switched on the emergency of {place}"),
    Audited.EMERGENCY_RENEWED: mark("let the emergency of {place} run on"),
    Audited.EMERGENCY_OFF: mark("ended the emergency of {place}"),
    Audited.KEY_MADE: mark("made a key for another system"),
    Audited.KEY_VOIDED: mark("voided the key of another system"),
    Audited.HOOK_ADDED: mark("entered an address that is told of matters"),
    Audited.HOOK_REMOVED: mark("removed an address that is told of matters"),
}
"""What was done, by action: said of whoever did it."""


def who(found: Recorded, tr: Translator) -> PublicHtml:
    """Whoever did it, as what he or she holds now; who holds nothing any more, as what it was done as."""
    if found.of.person_id is None:
        return tr.t("At the machine:")
    if found.by:
        return names([post_name(one, tr) for one in found.by], tr)
    if found.post is not None:
        return tr.t("Whoever was {role} then", role=role_name(found.post.role, tr))
    return tr.t("Somebody who holds no post now")


def line(found: Recorded, tr: Translator, ctx: RenderContext) -> Html:
    """When, who, what."""
    what = tr.t(
        WHAT[found.of.action],
        number=found.issue.number if found.issue is not None else known("?"),
        place=known(found.area.name) if found.area is not None else tr.t("the whole neighbourhood"),
        post=post_name(found.post, tr) if found.post is not None else tr.t("a post that is not on the roster any more"),
    )
    at = clock_time(found.of.at, ctx.now, ctx.settings.zone, tr)
    return put("{} · {} {}", at, who(found, tr), what)


def looks(found: Sequence[Recorded], tr: Translator, ctx: RenderContext, *, more: bool, page: bool) -> View:
    """Those who looked lately, for whoever looks after the place. `page`: there is one with all of it."""
    text = [tr.t("<b>Who looked at what residents left</b>"), *(line(one, tr, ctx) for one in found)]
    if not found:
        text.append(tr.t("Nobody has looked at any door, phone or household."))
    if more:
        text.append(tr.t("Older ones are on the page of the board.") if page else tr.t("These are the newest."))
    return View(glue("\n", text), rows(Button(tr.t("🖥 As a page"), encode("s_web"))) if page and more else ())


def link(tr: Translator) -> Button:
    """To it."""
    return Button(tr.t("🔎 Who looked"), encode("s_record"))
