"""Photos for the echo wall: which of them, and what whoever they belong to is asked (wording.md §7 done.photo_ok)."""

from collections.abc import Mapping, Sequence

from bot.callbacks import encode
from bot.views.common import colon, number_words
from bot.views.context import RenderContext
from bot.views.pieces import Told
from bot.views.view import Button, PublicView, View, glue, in_rows, put, rows
from bot.views.wall import WHEN_TAKEN
from casework.data import read
from casework.issue.photos import WallPhoto
from casework.issue.sheet import Sheet
from casework.lines import OfPhoto
from casework.messages import Kind
from casework.model.conversation import Message
from casework.model.issues import Issue
from locales.markup import PublicHtml
from locales.translator import Translator, mark

WRONG: dict[str, str] = {
    "large": mark("too large for me; somebody takes a smaller one"),
    "refused": mark("Telegram does not give it to me any more; somebody sends it again"),
}
"""Why a photo that may be shown is not."""
NO_PICTURE = mark("cannot be opened; somebody sends it again")


def choose(issue: Issue, photos: Sequence[WallPhoto], wrong: Mapping[int, str], tr: Translator) -> View:
    """Which of them? Whoever presses has looked. `wrong`: of those that could not be fetched, why, by photo."""
    number = number_words(issue, tr)
    if not photos:
        return View(tr.t("{number} has no photo for the echo wall.", number=number))
    head = tr.t(
        "{number}: which of these photos may stand on the echo wall? Anybody sees it there. "
        "Look at each first: no face, no door plate, no number plate.",
        number=number,
    )
    lines: list[PublicHtml] = []
    buttons: list[Button] = []
    for at, one in enumerate(photos, 1):
        stands, offered = _stands(one, wrong.get(one.photo.id, ""), tr)
        name = tr.t("Photo {at} ({when})", at=at, when=tr.t(WHEN_TAKEN[one.after]))
        lines.append(put("{}{}{}", name, colon(tr), stands))
        if offered:
            label = tr.t("Photo {at} on the wall", at=at) if offered == "on" else tr.t("Take photo {at} down", at=at)
            buttons.append(Button(label, encode("s_photo", issue.id, one.photo.id, word=offered)))
    return View(glue("\n", [head, *lines]), rows(*in_rows(buttons)), photos=sent(photos))


def sent(photos: Sequence[WallPhoto]) -> tuple[tuple[str, str], ...]:
    """The photos themselves, in the same order."""
    return tuple((one.photo.kind, one.photo.ref) for one in photos)


def _stands(one: WallPhoto, wrong: str, tr: Translator) -> tuple[PublicHtml, str]:
    """How it stands, and what can be done: "on", "off" or nothing."""
    photo = one.photo
    if photo.refused:
        return tr.t("the resident does not want it there"), ""
    if photo.released and wrong:
        return tr.t(WRONG.get(wrong, NO_PICTURE)), "off"
    if photo.released:
        return tr.t("on the echo wall"), "off"
    if photo.asked_at is not None:
        return tr.t("the resident was asked, and has not answered"), "off"
    return tr.t("not there"), "on"


def photo_ask(sheet: Sheet, row: Message, tr: Translator, ctx: RenderContext) -> View | None:
    """May it stand there? To whoever it belongs to, with the photo."""
    photo = next((one for one in sheet.attachments if one.id == read(row.data, OfPhoto).photo), None)
    if photo is None or photo.asked_at is None or photo.refused or photo.released:
        return None
    text = tr.t(
        "{number}: may this photo stand on the echo wall, so that neighbours see it? (No faces and no door plates.)",
        number=number_words(sheet.issue, tr),
    )
    yes = Button(tr.t("It may"), encode("photo_ok", sheet.issue.id, photo.id, word="yes"), says="yes")
    no = Button(tr.t("Rather not"), encode("photo_ok", sheet.issue.id, photo.id, word="no"), says="no")
    return View(text, rows((yes, no)), photos=((photo.kind, photo.ref),))


def agreed(issue: Issue, photo_id: int, tr: Translator) -> PublicView:
    """It may; and the way back, for always."""
    down = Button(tr.t("Take the photo down"), encode("photo_ok", issue.id, photo_id, word="off"))
    text = tr.t("Good, thank you: the photo of {number} goes on the echo wall.", number=number_words(issue, tr))
    return PublicView(text, rows(down))


def refused(tr: Translator) -> PublicView:
    """It may not."""
    return PublicView(tr.t("Good, it does not go there."))


def taken_down(tr: Translator) -> PublicView:
    """It may not any more."""
    return PublicView(tr.t("It is off the wall, and I do not ask again."))


TOLD: dict[Kind, Told] = {Kind.PHOTO_ASK: photo_ask}
