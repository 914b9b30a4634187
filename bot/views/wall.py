"""The way to the echo wall, from a chat; and the words that chats and the wall's pages share."""

from datetime import timedelta
from math import ceil

from bot.callbacks import encode
from bot.views.common import category_name
from bot.views.view import Button, PublicView, known, rows
from casework.model.issues import Issue, Rating
from locales.markup import PublicHtml
from locales.translator import Translator, mark

HEADLINES: dict[str, str] = {
    "done": mark("done"),
    "none": mark("a false alarm, there was no danger"),
    "promised": mark("a day is promised"),
    "off": mark("put off"),
    "again": mark("on the agenda again"),
    "cannot": mark("cannot be done here"),
    "hand": mark("being done"),
    "new": mark("reported, nobody has it yet"),
}
"""How a matter stands, for anybody."""
RATED: dict[Rating | None, str] = {
    Rating.GOOD: mark("The neighbour who reported it: content"),
    Rating.FAIR: mark("The neighbour who reported it: all right"),
    Rating.NOT_SOLVED: mark("The neighbour who reported it: not solved"),
    None: mark("The neighbour who reported it has not said how it is."),
}


WHEN_TAKEN: dict[bool, str] = {False: mark("When it was reported"), True: mark("When it was done")}
"""A photo, by whether it shows the result."""


def wall(place: str, url: str, tr: Translator) -> PublicView:
    """The link to a place's wall; anybody may open it."""
    text = tr.t(
        "Echo wall, {place}: what neighbours reported, and what became of it. No names are there.", place=known(place)
    )
    return PublicView(text, rows(Button(tr.t("📣 Open the echo wall"), url=url)))


def no_wall(tr: Translator) -> PublicView:
    """Nobody has given it an address."""
    return PublicView(tr.t("The echo wall has no page here yet. What became of your own reports: /wode"))


def how_is_it(issue: Issue, place: str, tr: Translator) -> PublicView:
    """A result on the wall, for a neighbour: is it fixed?"""
    facts = {"place": known(place), "kind": category_name(issue.category, tr)}
    fixed = Button(tr.t("👍 It is fixed"), encode("fixed", issue.id, issue.round))
    not_yet = Button(tr.t("Not yet"), encode("not_yet", issue.id, issue.round))
    return PublicView(tr.t("{place}, {kind}: it was done. Have a look: is it fixed?", **facts), rows((fixed, not_yet)))


def noted(fixed: int, not_yet: int, tr: Translator) -> PublicView:
    """Counted."""
    return PublicView(tr.t("Noted, thank you. Fixed: {fixed}. Not yet: {not_yet}.", fixed=fixed, not_yet=not_yet))


def took(length: timedelta, tr: Translator) -> PublicHtml:
    """Roughly how long: "not two hours", "not three days"."""
    minutes = length.total_seconds() / 60
    if minutes <= 30:
        return tr.t("less than half an hour")
    if minutes <= 24 * 60:
        hours = max(1, ceil(minutes / 60))
        return tr.n("less than {n} hour", "less than {n} hours", hours)
    return tr.n("less than {n} day", "less than {n} days", ceil(minutes / 60 / 24))
