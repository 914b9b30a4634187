"""What the bot says in a group where it reads along, and about that."""

from collections.abc import Sequence

from bot.callbacks import encode
from bot.views.capabilities import switched_off
from bot.views.common import category_name, number_words
from bot.views.danger import CALL
from bot.views.view import Button, PublicView, View, glue, known, put, rows
from casework.capabilities import Capability
from casework.model.issues import Issue
from locales.markup import Html, PublicHtml
from locales.translator import Translator, translator


def offer(number: int, tr: Translator) -> PublicView:
    """A neighbour's message sounds like a report; nothing happens unless somebody presses."""
    return _shall_i(tr.t("Shall I report this?"), number, tr)


def not_understood(number: int, tr: Translator) -> PublicView:
    """The same of words to our name in which nothing says what is wrong."""
    return _shall_i(tr.t("I do not make out what is wrong; nothing is reported yet. Shall I report this?"), number, tr)


def _shall_i(text: PublicHtml, number: int, tr: Translator) -> PublicView:
    yes = Button(tr.t("Report it"), encode("g_file", number, word="yes"))
    no = Button(tr.t("No need"), encode("g_file", number, word="no"))
    return PublicView(text, rows((yes, no)), silent=True)


def which(matters: Sequence[Issue], number: int, what: str, tr: Translator) -> PublicView:
    """Several matters are open, and a neighbour's words may be about any: number, kind, and no more."""
    buttons = [
        Button(
            f"{number_words(one, tr)} {category_name(one.category, tr)}", encode("g_which", number, one.id, word=what)
        )
        for one in matters
    ]
    none = Button(tr.t("Neither"), encode("g_which", number, 0, word=what))
    return PublicView(tr.t("Which one do you mean?"), rows(*buttons, none), silent=True)


def which_building(noted: PublicView, buildings: Sequence[tuple[str, str]], tr: Translator) -> PublicView:
    """What was noted, and which of the buildings it is: each by its name and what its button does."""
    buttons = [Button(name, data) for name, data in buildings]
    return PublicView(
        glue("\n", [noted.text, tr.t("There are several of that number. Which one is it?")]), rows(*buttons)
    )


def in_danger(danger: str, number: int, tr: Translator) -> PublicView:
    """It may be danger: one line, and the number to phone."""
    phone = known(CALL.get(danger, CALL["hurt"]))
    yes = Button(tr.t("🆘 Yes, come now"), encode("g_danger", number, word="yes"))
    no = Button(tr.t("No, nobody"), encode("g_danger", number, word="no"))
    text = tr.t("⚠️ Is anybody in danger? Then phone {phone} first.", phone=phone)
    return PublicView(text, rows((yes, no)))


def private_word(tr: Translator) -> View:
    """What was said before everybody is nobody's business there."""
    return View(
        tr.t(
            "What you wrote in the group sounds private; I don't answer there and have not kept it. If something "
            "should be done, write it to me here: only the community's and the subdistrict's people see it."
        )
    )


def send_it_here(words: Html, tr: Translator) -> View:
    """To whoever told of something in the group while it was asked about another thing."""
    return View(
        tr.t(
            "In the group you wrote “{words}”. There I am asking about another matter just now, and have kept nothing "
            "of it. To report it, send it to me here.",
            words=words,
        )
    )


def forgotten(tr: Translator) -> str:
    """Toast: the words were not stored, and are gone."""
    return tr.t("I no longer have those words. Please answer that message with /bao.")


def forgotten_message(tr: Translator) -> View:
    """The same, privately, to whoever reacted to a message."""
    return View(tr.t("I no longer have that message: I keep none. Please answer it in the group with /bao."))


def reported_already(tr: Translator) -> str:
    """Toast."""
    return tr.t("That is reported already.")


def not_yours(tr: Translator) -> str:
    """Toast."""
    return tr.t("That is for whoever wrote it, or for somebody on duty here.")


def taken_back(number: PublicHtml, tr: Translator) -> PublicView:
    """The reaction was taken back at once."""
    return PublicView(tr.t("{number} was taken back.", number=number))


def blind(tr: Translator) -> str:
    """Toast: it cannot be switched on."""
    return tr.t("I do not see ordinary messages here. First make me an administrator of the group.")


def _what(tr: Translator) -> PublicHtml:
    return tr.t(
        "I read along here: what sounds like a report I ask about, danger I call people for. What is no report I do "
        "not keep. To stop it: /tingting"
    )


def switched(*, on: bool, language: str) -> PublicView:
    """For everybody to read."""
    tr = translator(language)
    if on:
        return PublicView(put("👂 {}", _what(tr)))
    return PublicView(tr.t("I no longer read along here. To report: /bao and what it is."))


def about(
    place: PublicHtml | None,
    *,
    listens: bool,
    sees_all: bool,
    tr: Translator,
    button: bool = False,
    has: bool = True,
) -> PublicView:
    """What the bot is in this group; `place` None: it is tied to no area. `has`: its area does not do without."""
    lines = [tr.t("I take reports of the neighbourhood and see to it that they are dealt with.")]
    if place is None:
        lines.append(tr.t("This group is not tied to an area yet. Somebody in charge sends /bind here."))
        return PublicView(glue("\n", lines))
    lines.append(tr.t("This group belongs to {area}.", area=place))
    if listens and sees_all:
        lines.append(put("👂 {}", _what(tr)))
    elif listens:
        lines.append(tr.t("Reading along is switched on, but I do not see ordinary messages here, so it does nothing."))
    else:
        lines.append(tr.t("I do not read along here; I react to /bao only."))
    if not button:
        return PublicView(glue("\n", lines))
    if not has:
        lines.append(switched_off(Capability.READING_ALONG, tr))
        return PublicView(glue("\n", lines))
    if not sees_all:
        lines.append(tr.t("To read along I would have to be an administrator of the group."))
    if listens:
        lines_of_buttons = rows(Button(tr.t("Don't read along any more"), encode("g_listen", word="off")))
    else:
        lines_of_buttons = rows(Button(tr.t("Read along here"), encode("g_listen", word="on")))
    return PublicView(glue("\n", lines), lines_of_buttons)
