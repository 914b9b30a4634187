"""One update being handled: who, when, where, in which language, the unit of work, and what is answered directly.

Direct answers (a pop-up, a flow's next question, a refusal) are collected and sent after the commit, through the
sender's limiter at top priority. Everything that reports a state is an outbox row instead (design.md).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum, auto
from typing import Any

from bot.incoming.overheard import Overheard
from bot.views.view import PublicView, View
from casework.model import Person
from locales.translator import Translator
from storage.work import Conversation, SqlWork


@dataclass(frozen=True, slots=True)
class Toast:
    """A pop-up on the phone of whoever pressed; `alert` needs a tap to go away. At most 200 characters."""

    text: str = ""
    alert: bool = False


@dataclass(frozen=True, slots=True)
class Say:
    """A message into a chat: to the chat of the update unless `address` says otherwise."""

    view: View
    address: str = ""
    reply_to: int | None = None
    vanish: bool = False  # short group answers are taken away after a minute (group.reported)
    stays: timedelta | None = None  # or after so long


@dataclass(frozen=True, slots=True)
class Edit:
    """Change the message whose button was pressed (text and buttons), or only its buttons when view.text is empty."""

    view: View


@dataclass(frozen=True, slots=True)
class Delete:
    """Take the pressed message away."""


@dataclass(frozen=True, slots=True)
class Menu:
    """The commands that the person at this address is offered, with what they do; none: those that all are."""

    address: str
    commands: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class React:
    """Our reaction to a message of this chat; without an emoji it is taken back."""

    message_id: int
    emoji: str


Answer = Toast | Say | Edit | Delete | Menu | React


class Keep(Enum):
    """What stays of an update once it was handled."""

    ALL = auto()
    DEEDS = auto()  # what was done, and nothing of the words as they came
    NOTHING = auto()  # neither: nor who said them


@dataclass(slots=True)
class Turn:
    """What a handler needs. `at` is the moment that counts: the message's date, or the receipt of a press; a future
    date counts as the receipt. A press that Telegram held while nobody was at work counts as made when somebody last
    was (docs/adr/0011); only what is filed by it begins with the receipt, `t0` (domain.md §3)."""

    work: SqlWork
    at: datetime
    t0: datetime
    person: Person | None  # None: an anonymous admin, a channel, the service account 777000
    tr: Translator
    address: str  # of the chat, "tg:-100…"
    thread: int | None
    private: bool
    title: str = ""  # of the group
    message_id: int | None = None  # of the message sent, or under which the button was pressed
    conversation: Conversation | None = None
    bot_username: str = ""
    pressed: bool = False  # a button: what is refused then pops up
    forms: Mapping[str, Any] = field(default_factory=dict)  # bot/flows/form.py, by name: the registry's
    answers: list[Answer] = field(default_factory=list)
    failed: BaseException | None = None
    seen: bool = False
    keep: Keep = Keep.ALL
    overheard: Overheard = field(default_factory=Overheard)
    afterwards: list[Callable[[], None]] = field(default_factory=list)  # done once it is committed
    ends: bool = False  # the flow is over if this is refused: nothing more that the person says could mend it

    def toast(self, text: str = "", *, alert: bool = False) -> None:
        """Answer the press. Unanswered presses are answered with nothing."""
        self.answers.append(Toast(text, alert))

    def say(self, view: View, *, address: str = "", reply_to: int | None = None, vanish: bool = False) -> None:
        """Send a message after the commit."""
        self.answers.append(Say(view, address, reply_to, vanish))

    def say_here(
        self,
        view: PublicView,
        *,
        reply_to: int | None = None,
        vanish: bool = False,
        stays: timedelta | None = None,
    ) -> None:
        """The same in a group: the type checker sees to it that nothing unmasked is in it."""
        self.answers.append(Say(view, "", reply_to, vanish, stays))

    def react(self, message_id: int, emoji: str) -> None:
        """React to a message of this chat after the commit."""
        self.answers.append(React(message_id, emoji))

    def edit(self, view: View) -> None:
        """Change the pressed message after the commit."""
        self.answers.append(Edit(view))

    def ask(self, flow: str, step: str, view: View | None = None, **data: object) -> None:
        """Go to a step of a flow (stored in the same commit) and ask its question."""
        assert self.person is not None
        self.conversation = self.work.put_conversation(self.address, self.person.id, flow, step, dict(data))
        if view is not None:
            self.say(view)

    def end(self) -> None:
        """The flow is over."""
        if self.person is not None and self.conversation is not None:
            self.work.end_conversation(self.address, self.person.id)
            self.conversation = None
