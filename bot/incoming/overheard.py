"""What was said lately in the groups where the bot reads along: in the memory of this process and nowhere else.

It is needed because a reaction brings no words, because a message is understood by those before it, and because
whoever presses "report it" means words that were not stored. A restart forgets all of it.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.incoming.parts import Parts
from casework.words.group import Look

KEPT = 200
"""Messages of a group; about 0.2 MB."""
KEPT_FOR = timedelta(hours=2)
SIGHT = timedelta(minutes=10)
"""So long it is believed that ordinary messages of a group reach us."""
APART = timedelta(minutes=2)
"""So long after the words a photo sent apart belongs to them."""
SHOWN = ("report", "danger")
"""What a photo sent apart may show."""
CONTEXT = 30
"""Messages before it by which one is understood (casework/words/group.py)."""


@dataclass(slots=True)
class Heard:
    """What somebody said at once: one message, or an album. `author` is an address, "" for nobody we could write to."""

    number: int
    author: str
    thread: int | None
    at: datetime
    parts: Parts
    album: str = ""
    look: Look | None = None
    perhaps_id: int | None = None  # what is kept of it while the question about a danger stands,
    offer_id: int | None = None  # and the question whether to report it
    issue_id: int | None = None  # what it was filed as,
    filed_at: datetime | None = None
    reacted_by: int | None = None  # and whose reaction did it
    too: dict[int, str] = field(default_factory=dict)  # who has it too, said before it was filed: message, author

    def filed(self, issue_id: int, at: datetime, *, reacted_by: int | None = None) -> None:
        """It is a report now."""
        self.issue_id, self.filed_at, self.reacted_by = issue_id, at, reacted_by

    def unfiled(self) -> None:
        """It is none any more, and may become one again."""
        self.issue_id = self.filed_at = self.reacted_by = None


@dataclass(slots=True)
class Asked:
    """The bot spoke up in the group because of that message, and may still wait for a press."""

    number: int
    at: datetime
    stands: bool = True


@dataclass(slots=True)
class Ear:
    """One group. A topic of it has its own offers, but a reaction does not say in which topic it was."""

    messages: dict[int, Heard] = field(default_factory=dict)
    offers: dict[int | None, Asked] = field(default_factory=dict)
    alarms: dict[int | None, Asked] = field(default_factory=dict)  # "is anybody in danger?"
    mended: dict[int, datetime] = field(default_factory=dict)  # issues whose holder was asked
    whispered: dict[str, datetime] = field(default_factory=dict)  # authors who had a private word
    sees_at: datetime | None = None  # when it was last certain that ordinary messages reach us

    def hear(self, number: int, heard: Heard) -> Heard:
        """Remember it; a further part of an album belongs to what is known. Hearing it twice changes nothing."""
        self._forget(heard.at)
        if number in self.messages:
            return self.messages[number]
        whole = next((one for one in self.messages.values() if heard.album and one.album == heard.album), None)
        whole = whole or self._shown_after(heard)
        if whole is not None:
            text = whole.parts.text or heard.parts.text
            whole.parts = Parts(text=text, photos=(*whole.parts.photos, *heard.parts.photos))
        elif (shown := self._shown_before(heard)) is not None:
            heard.parts = replace(heard.parts, photos=shown.parts.photos)
        self.messages[number] = whole or heard
        return self.messages[number]

    def _lately(self, heard: Heard) -> list[Heard]:
        """What its author said a moment ago, the newest first."""
        return [
            one
            for one in reversed(self.messages.values())
            if one.author and (one.author, one.thread) == (heard.author, heard.thread) and heard.at - one.at <= APART
        ]

    def _shown_after(self, heard: Heard) -> Heard | None:
        """A photo without a word, right after its author spoke of something that is wrong, shows that."""
        if not heard.parts.photos or heard.parts.text.strip():
            return None
        return next((one for one in self._lately(heard) if one.look and one.look.label in SHOWN), None)

    def _shown_before(self, heard: Heard) -> Heard | None:
        """The same the other way round: the photo came first."""
        if heard.parts.photos or not heard.parts.text.strip():
            return None
        before = next(iter(self._lately(heard)), None)
        alone = before is not None and before.parts.photos and not before.parts.text.strip() and before.issue_id is None
        return before if alone else None

    def heard(self, number: int, at: datetime) -> Heard | None:
        """That message, if it is not too long ago."""
        self._forget(at)
        return self.messages.get(number)

    def before(self, heard: Heard) -> list[Look]:
        """What was said before it, oldest first."""
        looks = [
            one.look
            for number, one in self.messages.items()
            if number == one.number < heard.number and one.thread == heard.thread and one.look is not None
        ]
        return looks[-CONTEXT:]

    def asked_holder(self, issue_id: int, at: datetime) -> None:
        """The holder of the issue was asked whether it is over."""
        self.mended[issue_id] = at

    def had_a_word(self, author: str, at: datetime) -> None:
        """The author was written to privately."""
        self.whispered[author] = at

    def _forget(self, at: datetime) -> None:
        while self.messages:
            oldest = next(iter(self.messages))
            if len(self.messages) < KEPT and at - self.messages[oldest].at < KEPT_FOR:
                break
            del self.messages[oldest]
        self.mended = {key: since for key, since in self.mended.items() if at - since < KEPT_FOR}
        self.whispered = {key: since for key, since in self.whispered.items() if at - since < KEPT_FOR}


async def _sees_nothing(_: str) -> bool:
    return False


class Overheard:
    """All groups. `sees_all` asks Telegram whether ordinary messages of a group reach us."""

    def __init__(self, sees_all: Callable[[str], Awaitable[bool]] = _sees_nothing) -> None:
        self._sees_all = sees_all
        self._ears: dict[str, Ear] = {}

    async def sees_all(self, address: str, at: datetime) -> bool:
        """Whether ordinary messages reach us there; Telegram is asked if none did a moment ago."""
        ear = self.ear(address)
        if ear.sees_at is None or at - ear.sees_at > SIGHT:
            ear.sees_at = at if await self._sees_all(address) else None
        return ear.sees_at is not None

    def ear(self, address: str) -> Ear:
        """The group at that address."""
        return self._ears.setdefault(address, Ear())
