"""What people say, what became of it, what the bot asks and sends."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from casework.data import NOTHING, Data
from casework.model.issues import Source
from casework.model.subjects import OnSubject, Subject, SubjectKind


class DraftState(StrEnum):
    """Where a draft stands. One that was left can be filed from its buttons; the next message begins a new one."""

    OPEN = "open"
    LEFT = "left"
    OFFERED = "offered"  # said in a group, where it is asked whether to report it; its words go when that is over
    FILED = "filed"
    DROPPED = "dropped"


class Outcome(StrEnum):
    """What became of something that a person said."""

    DRAFT = "draft"
    REPORT = "report"
    ADDITION = "addition"
    ANSWER = "answer"
    VISIT = "visit"
    NOTE = "note"
    COMPLAINT = "complaint"
    WHISTLE = "whistle"
    NOTHING = "nothing"


@dataclass(slots=True, kw_only=True)
class Draft:
    """What a resident is about to report; with a `source`, what somebody with a post registers for a person who has no
    account: when it was told, and of a hotline's order the number and the day by which it wants an answer."""

    id: int
    person_id: int
    created_at: datetime
    state: DraftState = DraftState.OPEN
    text: str = ""
    area_id: int | None = None
    place: str = ""
    category: str | None = None
    chosen: bool = False
    """The category was chosen by hand: no guess takes its place."""
    behalf: str = ""
    danger: str | None = None
    private: bool = False
    photos: int = 0
    voice_seconds: int = 0
    latitude: float | None = None
    longitude: float | None = None
    issue_id: int | None = None
    source: Source | None = None
    heard_on: date | None = None
    outside_number: str | None = None
    outside_due: date | None = None
    listening_id: int | None = None  # of several that are registered in one go: as which
    listed: int | None = None  # its number among them
    version: int = 0

    @property
    def subject(self) -> Subject:
        """What its alarms and photos are about."""
        return Subject(SubjectKind.DRAFT, self.id)


@dataclass(slots=True, kw_only=True)
class Message(OnSubject):
    """Something to tell somebody: a kind and ids, never text; rendered when it is sent (design.md).

    Exactly one of `person_id` and `chat_id` is set. `due_at` is when the reason for it arose. A pending message with
    the same `key` is replaced by a newer one, so edits of one card coalesce.
    """

    id: int
    kind: str
    due_at: datetime
    priority: int
    person_id: int | None = None
    chat_id: int | None = None
    subject: Subject | None = None
    ping_id: int | None = None
    entry_id: int | None = None
    key: str | None = None
    data: Data = NOTHING


@dataclass(slots=True, kw_only=True)
class Utterance(OnSubject):
    """What a person said at once: words, photos, a place, an album put together; and what became of it.

    `outcome` is None until that is known; `subject` and `entry_id` say where it went, so that an edit finds it.
    """

    id: int
    person_id: int
    chat_address: str
    at: datetime
    thread: int | None = None
    text: str = ""
    media_group_id: str | None = None
    subject: Subject | None = None
    outcome: Outcome | None = None
    entry_id: int | None = None
    version: int = 0


@dataclass(slots=True, kw_only=True)
class UtteranceMessage:
    """One of the messages of which an utterance consists, by the messenger's own number in that chat."""

    address: str
    message_id: int
    utterance_id: int


@dataclass(slots=True, kw_only=True)
class Question(OnSubject):
    """Something that the bot asked a person, about a subject, until it expires. Not sent yet: no `message_id`."""

    id: int
    person_id: int
    chat_address: str
    kind: str
    asked_at: datetime
    expires_at: datetime
    subject: Subject | None = None
    message_id: int | None = None
    answered_at: datetime | None = None
    data: Data = NOTHING
    version: int = 0
