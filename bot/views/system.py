"""What the bot says about itself: the menu of commands, and that a message was kept."""

from bot.views.view import View
from locales.translator import Translator, mark

PRIVATE_COMMANDS: tuple[tuple[str, str], ...] = (
    ("bao", mark("Report something")),
    ("wode", mark("My reports")),
    ("dianhua", mark("Find someone")),
    ("huoer", mark("My work")),
    ("board", mark("My area, red first")),
    ("help", mark("How it works")),
    ("start", mark("Start, or choose the home anew")),
    ("report", mark("Report something (as /bao)")),
)
"""Commands are Latin letters only (Bot API, BotCommand): pinyin, described in Chinese."""

GROUP_COMMANDS: tuple[tuple[str, str], ...] = (
    ("bao", mark("Report something, or answer somebody's message with it")),
    ("report", mark("Report something (as /bao)")),
    ("bind", mark("Tie this group to an area")),
    ("help", mark("How it works")),
)


def kept(tr: Translator) -> View:
    """A handler failed, again and again: nothing is lost, somebody will look at it."""
    return View(tr.t("Something is wrong on my side. What you sent is kept, and somebody will look at it."))
