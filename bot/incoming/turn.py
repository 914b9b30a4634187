"""One update being handled: who, when, where, in which language, the unit of work, and what is answered directly.

Direct answers (a pop-up, a flow's next question, a refusal) are collected and sent after the commit, through the
sender's limiter at top priority. Everything that reports a state is an outbox row instead (design.md).
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import Enum, auto
from typing import Any, Protocol

from bot.incoming.exporting import Order
from bot.incoming.overheard import Overheard
from bot.views.systems import System
from bot.views.view import PublicView, View
from casework.data import Data, maybe
from casework.frozen import frozen
from casework.model.conversation import Draft, Outcome, Question, Utterance
from casework.model.issues import Issue
from casework.model.people import Person
from casework.model.places import Area
from casework.model.subjects import Subject
from casework.questions import Asked
from locales.markup import Html
from locales.translator import Translator
from storage.work import SqlWork

LASTS = timedelta(hours=24)
"""How long a question waits, unless it says otherwise; what comes later is new."""
BY_PRESS = (".press", ".card")
"""How the kinds of those end that wait for a press, not for words: they stand until it comes, or they expire."""
SHOWN = "shown.press"
"""The question that any message with buttons is which asks nothing: what is on them may be typed all the same."""
RESOLVED = "resolved.press"
"""Asks nothing either: what this person said to be done a moment ago, for the words and photos that follow."""
PASSING = "passing.press"
"""The same: this person said that he or she does not live here."""
DANGER_KNOWN = "danger_known.press"
"""The same: this person asked about a danger elsewhere, and may say that it is here too."""
ASKS_NOTHING = (SHOWN, RESOLVED, PASSING, DANGER_KNOWN)
BUTTONS = Asked()
"""What a question keeps that has nothing to keep but its buttons."""
FOR_A_PLACE = timedelta(hours=1)
"""The same for questions about a place: what is written tomorrow is no place."""
REPORTS = 10
"""A person's newest reports, among which words may be about one."""


@frozen
class Toast:
    """A pop-up on the phone of whoever pressed; `alert` needs a tap to go away. At most 200 characters."""

    text: str = ""
    alert: bool = False


@frozen
class Say:
    """A message into a chat: to the chat of the update unless `address` says otherwise.

    `asks`: it is this question, whose message the answers are answers to. `again`: the question's message is changed
    where it is already out; without words only its buttons are.
    """

    view: View
    address: str = ""
    reply_to: int | None = None
    vanish: bool = False  # short group answers are taken away after a minute (group.reported)
    stays: timedelta | None = None  # or after so long
    asks: Question | None = None
    again: bool = False


@frozen
class Edit:
    """Change the message whose button was pressed (text and buttons), or only its buttons when view.text is empty."""

    view: View


@frozen
class Delete:
    """Take the pressed message away."""


@frozen
class Menu:
    """The commands that the person at this address is offered, with what they do; none: those that all are. `app`: what
    the button beside the input field says and opens; no address: it shows the commands; None: it is left alone."""

    address: str
    commands: tuple[tuple[str, str], ...]
    app: tuple[str, str] | None = None


@frozen
class React:
    """Our reaction to a message of this chat; without an emoji it is taken back."""

    message_id: int
    emoji: str


class Office(Protocol):
    """What an administrator may do in chat beside what the unit of work can: the functions of the command line."""

    async def health(self) -> list[str]:
        """What is wrong, and what to do; nothing: all is well."""

    async def fetch(self, file_id: str) -> bytes | None:
        """A document that was sent; None: it does not arrive."""

    async def is_roster(self, data: bytes) -> bool:
        """Whether a table is a roster."""

    async def put_roster(self, data: bytes, *, dry: bool) -> tuple[bool, list[str]]:
        """Read it in, or (`dry`) see what it would do; whether it has no fault, and in words."""

    async def roster(self) -> bytes:
        """All of it, as a workbook."""

    async def printed(self, what: str) -> tuple[str, bytes]:
        """Something for a printer or a calendar (`posters`, `cards`, `duty`): the file's name, and what is in it."""

    async def retention(self) -> list[str]:
        """How much is due to be deleted now, by table."""

    async def trials(self) -> list[str]:
        """Who tries it out, and what would have rung."""

    async def try_out(self, code: str, *, over: bool) -> list[str]:
        """Begin a trial of an area, or end it."""

    async def systems(self) -> list[System]:
        """Other systems that were let in, by name."""

    async def unreachable(self, url: str) -> Html | None:
        """Why an address cannot be called; None: it can."""

    async def let_in(self, name: str, url: str, areas: Sequence[str], by: int) -> list[str]:
        """One more: with a URL it is told of matters, without one it may file; what it has to know is said this once,
        or why it is not let in."""

    async def end(self, system: System, by: int) -> None:
        """It is let in no more."""


Pdf = Callable[[str], Awaitable[bytes]]
"""The PDF of a page in HTML. Raises NoPdf."""
MonthReport = Callable[[Sequence[Area], date], Awaitable[str]]
Answer = Toast | Say | Edit | Delete | Menu | React


class Keep(Enum):
    """What stays of an update once it was handled."""

    ALL = auto()
    DEEDS = auto()  # what was done, and nothing of the words as they came
    NOTHING = auto()  # neither: nor who said them


def has_buttons(view: View) -> bool:
    """Whether anything is on it that could be typed."""
    return any(one.data for row in view.buttons for one in row)


def showing(data: Data, view: View) -> Data:
    """What a question keeps, with these buttons, for whoever types what is on one; a newer version's stays as it is."""
    labels = tuple((one.text, one.data, one.says) for row in view.buttons for one in row if one.data)
    return replace(data, pressable=labels or None) if isinstance(data, Asked) else data


def buttons_of(asked: Question) -> list[tuple[str, str, str]]:
    """What is on the buttons of a question: label, callback data, what typed means it."""
    return list(maybe(asked.data, Asked).pressable or ())


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
    questions: list[Question] = field(default_factory=list)  # what this person was asked here; open, newest first
    question: Question | None = None  # the one that is being answered
    utterance: Utterance | None = None  # what is being said
    bot_username: str = ""
    pages_url: str = ""  # where people find the pages; empty: nowhere
    app_url: str = ""  # where the board opens inside Telegram; empty: nowhere
    month_report: MonthReport | None = None  # a month of some areas, as a page of its own
    export: Callable[[Order], None] | None = None  # begins a ledger that takes its time
    pdf: Pdf | None = None  # a page as a PDF; None: not installed, and nobody is offered any
    office: Office | None = None  # the command line's functions, for administrators
    pressed: bool = False  # a button: what is refused then pops up
    forms: Mapping[str, Any] = field(default_factory=dict)  # bot/flows/form.py, by name: the registry's
    answers: list[Answer] = field(default_factory=list)
    listed: list[Sequence[int]] = field(default_factory=list)  # lines of the areas of what it lists
    failed: BaseException | None = None
    seen: bool = False
    keep: Keep = Keep.ALL
    overheard: Overheard = field(default_factory=Overheard)
    afterwards: list[Callable[[], None]] = field(default_factory=list)  # done once it is committed
    ends: Question | None = None  # is over if this is refused: nothing that is said could mend it
    draft: Draft | None = None  # the report that was begun before this turn,
    draft_known: bool = False  # once it was asked for
    newest: list[Issue] | None = None  # the person's own reports, once they were asked for

    async def begun(self) -> Draft | None:
        """The report that the person has begun. Asked for once: what is begun in this turn is not known here."""
        assert self.person is not None
        if not self.draft_known:
            self.draft, self.draft_known = await self.work.open_draft(self.person.id), True
        return self.draft

    async def reports(self) -> list[Issue]:
        """The person's newest reports, youngest first. Asked for once: what is filed in this turn is not among them."""
        assert self.person is not None
        if self.newest is None:
            self.newest = await self.work.reports_of(self.person.id, REPORTS)
        return self.newest

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
        asks: Question | None = None,
    ) -> None:
        """The same in a group: the type checker sees to it that nothing unmasked is in it."""
        self.answers.append(Say(view, "", reply_to, vanish, stays, asks))

    def react(self, message_id: int, emoji: str) -> None:
        """React to a message of this chat after the commit."""
        self.answers.append(React(message_id, emoji))

    def edit(self, view: View) -> None:
        """Change the pressed message after the commit."""
        self.answers.append(Edit(view))

    def reply(self, view: View, *, vanish: bool = False) -> None:
        """In place of what was pressed; after words, as the next message."""
        if self.pressed:
            self.edit(view)
        else:
            self.say(view, vanish=vanish)

    def ask(
        self,
        flow: str,
        step: str,
        view: View | None = None,
        *,
        about: Subject | None = None,
        lasts: timedelta = LASTS,
        reply_to: int | None = None,
        beside: bool = False,
        asked_id: int | None = None,
        data: Data = BUTTONS,
    ) -> Question:
        """Ask something that is answered in words: kept in the same commit, until it is answered or has expired. Asked
        anew about the same, the older one is over, unless it may stand `beside` it. Without a view the pressed message
        asks it. `asked_id`: for buttons that carry it; `data`: what it keeps (casework/questions.py)."""
        assert self.person is not None
        kind = f"{flow}.{step}"
        for older in list(self.questions):
            if (older.kind, older.subject) == (kind, about) and not beside:
                self.close(older)
        asked = Question(
            id=asked_id or self.work.new_id(),
            person_id=self.person.id,
            chat_address=self.address,
            kind=kind,
            asked_at=self.at,
            expires_at=self.at + lasts,
            subject=about,
            message_id=self.message_id if view is None and self.pressed else None,
            data=data,
        )
        if view is not None:
            asked.data = showing(asked.data, view)
        self.work.add(asked)
        self.questions.insert(0, asked)
        self.question = asked
        if view is not None:
            self.answers.append(Say(view, reply_to=reply_to, asks=asked))
        return asked

    def remember_buttons(self) -> None:
        """What is on the buttons of this turn's messages can be typed: kept with the question that the changed message
        asks, else, privately, with one of its own for the newest message."""
        if self.person is None:
            return
        for one in self.answers:
            if isinstance(one, Edit) and one.view.text:
                self._remember_edited(one.view)
            elif isinstance(one, Say) and one.asks is not None and one.view.text:
                self._put_down(one.asks, one.view)
        for index, one in reversed(list(enumerate(self.answers))) if self.private else ():
            if (
                isinstance(one, Say)
                and one.asks is None
                and one.address in ("", self.address)
                and has_buttons(one.view)
            ):
                asked = self.ask("shown", "press", data=showing(BUTTONS, one.view))
                self.answers[index] = replace(one, asks=asked)
                return

    def _remember_edited(self, view: View) -> None:
        mine = [one for one in self.questions if self.message_id is not None and one.message_id == self.message_id]
        for asked in mine:
            self._put_down(asked, view)
        if self.private and not mine and has_buttons(view):
            asked = self.ask("shown", "press", data=showing(BUTTONS, view))
            asked.message_id = self.message_id

    def _put_down(self, asked: Question, view: View) -> None:
        data = showing(asked.data, view)
        if data != asked.data:
            asked.data = data
            self.work.changed(asked)

    def waiting(self, kind: str, about: Subject | None = None) -> list[Question]:
        """What was asked here of that kind (about that) and is not answered yet, newest first."""
        return [one for one in self.questions if one.kind == kind and about in (None, one.subject)]

    def out_of_date(self) -> None:
        """Answer the press of a button that no longer does what it says."""
        self.toast(self.tr.t("This button is out of date. Please use the newest message."))

    def pressed_question(self, kind: str, asked_id: int) -> Question | None:
        """The question of that kind whose buttons carry that id; None: it waits no more, and the person is told so."""
        found = next((one for one in self.waiting(kind) if one.id == asked_id), None)
        if found is None:
            self.out_of_date()
        return found

    def pressed_elsewhere(self, question: Question) -> bool:
        """Whether the button that was pressed stands under another message than this question."""
        return self.pressed and question.message_id not in (None, self.message_id)

    def close(self, question: Question) -> None:
        """It is answered, or not asked any more."""
        question.answered_at = self.at
        self.work.changed(question)
        self.questions.remove(question)
        if self.question is question:
            self.question = None

    def end(self, about: Subject | None = None) -> None:
        """What is being answered is answered, with everything else that was asked about the same; without such an
        answer, all that was asked about `about`, or all that was asked here, is over."""
        answered = self.question
        for one in list(self.questions):
            if one.kind.endswith(BY_PRESS):
                continue
            if answered is not None and about is None:
                over = one is answered or (one.subject is not None and one.subject == answered.subject)
            else:
                over = about is None or one.subject == about
            if over:
                self.close(one)

    def became(self, outcome: Outcome, subject: Subject | None = None, entry_id: int | None = None) -> None:
        """What became of the words that are being said, so that their corrections, and the rest of an album, go there
        too. What is nothing, or is kept elsewhere for a time only, is not kept here."""
        said = self.utterance
        if said is None:
            return
        said.outcome, said.subject, said.entry_id = outcome, subject, entry_id
        if outcome in (Outcome.NOTHING, Outcome.VISIT):
            said.text = ""
        self.work.changed(said)
