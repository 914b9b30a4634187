"""What whoever asks about a danger elsewhere reads: what is known of it, and what to do."""

from zoneinfo import ZoneInfo

from bot.views.common import number_words
from bot.views.danger import public_advice, scene_lines
from bot.views.staff_words import at_words, building, said, what_all_read
from bot.views.view import View, glue
from casework.issue.sheet import Sheet
from locales.markup import Html
from locales.translator import Translator


def known_of(sheet: Sheet, tr: Translator, zone: ZoneInfo, *, too: bool = False) -> View:
    """Kind, place, who comes, each from its row; the advice of that kind; that it may be said to be here too. `too`: a
    neighbour has said so, and everybody who was called reads it."""
    issue = sheet.issue
    facts = {
        "place": building(sheet),
        "what": what_all_read(sheet, tr),
        "number": number_words(issue, tr),
        "time": at_words(issue.t0, sheet, zone, tr),
    }
    lines: list[Html] = [
        tr.t("📢 {place}: {what} ({number}), told {time}. Everyone on duty there has been called.", **facts),
        *scene_lines(sheet, zone, tr, said),
        public_advice(issue.danger or "", {}, tr).text,
        _here_too(tr, told=too),
    ]
    return View(glue("\n", lines))


def _here_too(tr: Translator, *, told: bool) -> Html:
    if told:
        return tr.t("Everyone called reads that you have it too. Your unit and door, written here, go to them as well.")
    return tr.t("If it is where you are too, write “here too”: I call everyone for you at once.")
