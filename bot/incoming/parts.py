"""What a message carries, out of Telegram's object: words, what was sent along, a place."""

import re
from dataclasses import replace

from telegram import Audio, Message, MessageOriginUser, Voice

from casework.frozen import frozen
from casework.issue.doing import Photo
from casework.model.timeline import AttachmentKind

COMMAND = re.compile(r"^\s*/(?:report|bao)(?:@(?P<bot>\w+))?(?![A-Za-z0-9_])", re.IGNORECASE)
"""/bao and /report, also where nothing parts them from the words: Telegram sees no command in "/bao路灯坏了"."""
BEFORE_WORDS = " \t\n\u3000:：,，、。.;；-—"
"""What people put between the command, or our name, and what they report."""
AFTER_WORDS = " \t\n\u3000:：,，、"
"""The same where our name comes last."""


@frozen
class Parts:
    """Words (text or caption), photos and the like, and a place."""

    text: str = ""
    photos: tuple[Photo, ...] = ()
    latitude: float | None = None
    longitude: float | None = None

    @property
    def empty(self) -> bool:
        """Nothing that we can use: a sticker, a poll, a contact."""
        return not self.text.strip() and not self.photos and self.latitude is None


def without_command(got: Parts, bot_username: str | None = None) -> Parts | None:
    """What was said after our command; None when there is no command of ours before it. Without `bot_username` nobody
    else reads along, and the command is ours whichever bot it names."""
    found = COMMAND.match(got.text)
    if found is None or (bot_username and found["bot"] and found["bot"].lower() != bot_username.lower()):
        return None
    return replace(got, text=got.text[found.end() :].lstrip(BEFORE_WORDS))


def without_name(got: Parts, bot_username: str) -> Parts | None:
    """What was said to us by name; None when our name is not in it."""
    words = re.sub(rf"@{re.escape(bot_username)}(?![A-Za-z0-9_])", " ", got.text, flags=re.IGNORECASE)
    return None if words == got.text else replace(got, text=words.strip().lstrip(BEFORE_WORDS).rstrip(AFTER_WORDS))


def our_own(message: Message, bot_id: int) -> bool:
    """Whether it is one of our own messages, forwarded to us."""
    origin = message.forward_origin
    return isinstance(origin, MessageOriginUser) and origin.sender_user.id == bot_id


def parts(message: Message) -> Parts:
    """The parts of a message that a report or an answer can be made of."""
    place = message.location or (message.venue.location if message.venue else None)
    text = message.text or message.caption or ""
    if message.venue:
        text = f"{message.venue.title} {message.venue.address}"
    return Parts(
        text=text,
        photos=_sent_along(message),
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
    )


def _sent_along(message: Message) -> tuple[Photo, ...]:
    if message.photo:
        largest = max(message.photo, key=lambda size: size.width * size.height)
        return (Photo(kind=AttachmentKind.PHOTO, ref=largest.file_id),)
    if message.voice or message.audio:
        sound = message.voice or message.audio
        assert sound is not None
        return (Photo(kind=AttachmentKind.VOICE, ref=sound.file_id, seconds=_seconds(sound)),)
    if message.video or message.video_note:
        film = message.video or message.video_note
        assert film is not None
        return (Photo(kind=AttachmentKind.VIDEO, ref=film.file_id),)
    if message.document:
        return (Photo(kind=AttachmentKind.DOCUMENT, ref=message.document.file_id),)
    return ()


def _seconds(sound: Voice | Audio) -> int:
    """As Telegram sent it: the attribute's type depends on PTB_TIMEDELTA, and warns."""
    return int(sound.to_dict().get("duration", 0))
