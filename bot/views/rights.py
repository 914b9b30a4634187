"""What the bot may do and see in a group, what is missing, and how to set it: in words for whoever added it."""

from casework.model.chats import Audience
from locales.translator import Translator, mark

CANNOT_WRITE = "cannot_write"
NO_PHOTOS = "no_photos"
SEES_LITTLE = "sees_little"

MISSING: dict[str, str] = {
    CANNOT_WRITE: mark(
        "I may not write here. In the group's settings, under Permissions or my name, allow me to send messages."
    ),
    NO_PHOTOS: mark("I may not send photos here. In the group's settings, under Permissions, allow media."),
    SEES_LITTLE: mark(
        "I do not see ordinary messages here, so “@{bot} the gate is broken” does not reach me; /bao does. "
        "To change that, make me an administrator (group settings, Administrators, Add); no further right is needed."
    ),
}
NOT_LISTENING = mark("Until then I do not read along here.")


def tied(area: str, audience: Audience, tr: Translator, *, topic: bool) -> str:
    """To which area a group, or a topic of it, is tied. Plain text."""
    if audience is Audience.DEPARTMENT:
        return tr.t("This is the group of {area}. Whistles for it come here.", area=area)
    if audience is Audience.STAFF:
        return (
            tr.t("A topic of this group is the staff's of {area}.", area=area)
            if topic
            else tr.t("This is the staff group of {area}.", area=area)
        )
    return (
        tr.t("A topic of this group is the residents' of {area}.", area=area)
        if topic
        else tr.t("This is the residents' group of {area}.", area=area)
    )


def welcome(ties: list[str], before: str, missing: list[str], bot_username: str, tr: Translator) -> str:
    """When the bot was added: to what the group is tied, or was before, or that somebody has to tie it."""
    if ties:
        lines = [tr.t("Hello, here I am again."), *ties]
    elif before:
        lines = [
            tr.t(
                "Hello, here I am again. This group belonged to {area} before; somebody in charge sends /bind here "
                "to tie it again.",
                area=before,
            )
        ]
    else:
        lines = [tr.t("Hello. Somebody in charge sends /bind here to tie this group to an area.")]
    return "\n\n".join(lines + [tr.t(MISSING[one], bot=bot_username) for one in missing])


def changed(missing: list[str], bot_username: str, tr: Translator) -> str:
    """After the rights were changed: what is still missing, or that all is well."""
    if not missing:
        return tr.t("Thank you, I can do and see everything here that I need.")
    return "\n\n".join(tr.t(MISSING[one], bot=bot_username) for one in missing)


def seen_here(bot_username: str, tr: Translator) -> str:
    """What to do in this group from now on."""
    return tr.t(
        "To report: /bao and what it is, or /bao as an answer to somebody's message. "
        "If I do not react to “@{bot} …”, make me an administrator of the group.",
        bot=bot_username,
    )
