"""The way to the echo wall, from a chat."""

from bot.views.view import Button, PublicView, known, rows
from locales.translator import Translator


def wall(place: str, url: str, tr: Translator) -> PublicView:
    """The link to a place's wall; anybody may open it."""
    text = tr.t(
        "Echo wall, {place}: what neighbours reported, and what became of it. No names are there.", place=known(place)
    )
    return PublicView(text, rows(Button(tr.t("📣 Open the echo wall"), url=url)))


def no_wall(tr: Translator) -> PublicView:
    """Nobody has given it an address."""
    return PublicView(tr.t("The echo wall has no page here yet. What became of your own reports: /wode"))
