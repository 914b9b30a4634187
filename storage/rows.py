"""How the records of casework/model/, and storage's own, lie in the tables."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field, fields
from datetime import datetime
from operator import attrgetter, itemgetter
from typing import Any, Generic, Literal, TypeVar

from sqlalchemy import (
    ColumnElement,
    Delete,
    Insert,
    Select,
    Table,
    Update,
    bindparam,
    delete,
    insert,
    select,
    text,
    update,
)

from casework.hours import Day
from casework.model.audited import Audit
from casework.model.calls import Call, CallAnswer
from casework.model.chats import Chat, Link, Outside
from casework.model.conversation import Draft, Message, Question, Utterance, UtteranceMessage
from casework.model.deadlines import Deadline, Ping
from casework.model.issues import Issue, ListeningDay, MeToo, Outage, Promise, Report, Round, Sample, Verdict, VisitNote
from casework.model.mediations import Mediation
from casework.model.meetings import Meeting
from casework.model.people import Absence, HandedShift, Person, Post, Rota, Swap
from casework.model.places import Area, Department, Estate, HomeNote, MenuItem, Setting, Utility
from casework.model.said_to_many import Broadcast, Emergency
from casework.model.subjects import Subject
from casework.model.timeline import Attachment, Entry
from casework.model.volunteers import Volunteer
from casework.model.whistles import Whistle, WhistleCall
from casework.shapes import AUDITED, LINES
from casework.shapes import BROADCASTS as SAID_TO_MANY
from casework.shapes import MESSAGES as SAID
from casework.shapes import QUESTIONS as ASKED
from storage import tables
from storage.typed import Typed, TypedQuestions

T = TypeVar("T")

OF_LINES = Typed(LINES)
"""What a line of a timeline says beside, by subject and action."""
OF_BROADCASTS = Typed(SAID_TO_MANY)
OF_MESSAGES = Typed(SAID)
"""What a message says beside, by its kind."""
OF_QUESTIONS = TypedQuestions(ASKED)
OF_AUDIT = Typed(AUDITED)


Delivered = Literal["pending", "sent", "dropped", "dead", "unreachable"]
"""How a message stands."""
Handled = Literal["waiting", "done", "aside"]
"""How an update stands."""


@dataclass(slots=True, kw_only=True)
class Room(Chat):
    """A chat with where it is: the messenger's address, and the topic, if it is one."""

    address: str
    thread: int | None = None
    bound: bool = True


@dataclass(slots=True, kw_only=True)
class Address:
    """Where a person is written to."""

    address: str
    person_id: int


@dataclass(slots=True, kw_only=True)
class Seat:
    """Who held a post from when till when. `since` is None for what began before this was kept. The post itself may be
    gone from the roster, so its code is kept too."""

    id: int
    post_id: int
    code: str
    person_id: int
    since: datetime | None
    until: datetime | None = None


@dataclass(slots=True, kw_only=True)
class OutboxRow(Message):
    """A message with its delivery. `message_ids`: as sent."""

    committed_at: datetime
    state: Delivered = "pending"
    attempts: int = 0
    retry_at: datetime | None = None
    sent_at: datetime | None = None
    sent_address: str | None = None
    message_id: int | None = None
    message_ids: list[int] = field(default_factory=list)
    error: str | None = None


@dataclass(slots=True, kw_only=True)
class InboxRow:
    """An update as it came. `state` aside: failed too often, kept."""

    id: int
    bot_id: int
    update_id: int
    source: str
    chat_key: str
    raw: dict[str, Any]
    received_at: datetime
    state: Handled = "waiting"
    attempts: int = 0
    error: str | None = None
    failed_at: datetime | None = None
    made_at: datetime | None = None


class Stored(Generic[T]):
    """One class and its table. `key` names what identifies a row; `fixed` never changes after it was written.

    `hold` locks the rows with these first parts of a key, as far as they may be written, and says how they stand.
    `versioned` rows are guarded by their version, others by `only`, a condition on what stands in the table.
    `partly`: only the columns that changed are written, since people change different columns at the same time.
    `typed`: the record in `data`, which the columns of `kind` name.
    """

    def __init__(
        self,
        cls: type[T],
        table: Table,
        *,
        key: Sequence[str] = ("id",),
        fixed: Sequence[str] = (),
        versioned: bool = False,
        only: str = "",
        partly: bool = False,
        typed: Typed[Any] | None = None,
        kind: Sequence[str] = (),
    ) -> None:
        own = {each.name for each in fields(cls)}  # type: ignore[arg-type]
        self.cls = cls
        self.table = table
        self.names = [column.name for column in table.columns if column.name in own or hasattr(cls, column.name)]
        self._loaded = [(at, name) for at, name in enumerate(self.names) if name in own]
        self._subject_at = self.names.index("subject_kind") if "subject_kind" in self.names else None
        self._typed, self._kind = typed, attrgetter(*kind) if kind else None
        self._kind_at = itemgetter(*(self.names.index(name) for name in kind)) if kind else None
        self._updates: dict[tuple[str, ...], Update] = {}
        self.key = tuple(key)
        self._key_at = [self.names.index(name) for name in key]
        self.versioned = versioned
        self.guarded = versioned or bool(only)
        self.partly = partly
        self.changing = [name for name in self.names if name not in {*key, *fixed, "version"}]
        self._select: Select[Any] = select(*(table.c[name] for name in self.names))
        self.by_id: Select[Any] = self._select.where(table.c[self.key[0]] == bindparam("id"))
        self.insert: Insert = insert(table)
        self.delete: Delete = delete(table).where(*self._identity())
        self._only = [text(only)] if only else []
        self.update: Update = self.update_of(self.changing)
        self.guards = [*self.key, "version"] if versioned else list(self.key)
        self.hold: Select[Any] = (
            select(*(table.c[name] for name in self.guards))
            .where(table.c[self.key[0]].in_(bindparam("keys", expanding=True)), *self._only)
            .order_by(*(table.c[name] for name in self.key))
            .with_for_update()
        )

    def _identity(self) -> list[ColumnElement[bool]]:
        return [self.table.c[name] == bindparam(f"at_{name}") for name in self.key]

    def update_of(self, names: Sequence[str]) -> Update:
        """The statement that writes these columns of one row."""
        known = self._updates.get(tuple(names))
        if known is not None:
            return known
        made = update(self.table).where(*self._identity(), *self._only)
        values: dict[str, Any] = {name: bindparam(name) for name in names}
        if self.versioned:
            made = made.where(self.table.c.version == bindparam("at_version"))
            values["version"] = bindparam("at_version") + 1
        self._updates[tuple(names)] = made = made.values(values)
        return made

    def key_of(self, row: T) -> Hashable:
        """What identifies it."""
        return tuple(getattr(row, name) for name in self.key)

    def key_of_row(self, row: Sequence[Any]) -> Hashable:
        """The same, of what `select` gave."""
        first, *more = self._key_at
        return (row[first],) if not more else (row[first], *(row[at] for at in more))

    def identity(self, row: T) -> dict[str, Any]:
        """Parameters that find the row as it was read."""
        found = {f"at_{name}": getattr(row, name) for name in self.key}
        if self.versioned:
            found["at_version"] = row.version  # type: ignore[attr-defined]
        return found

    def values(self, row: T, names: Sequence[str] | None = None) -> dict[str, Any]:
        """The columns of a row."""
        found = {name: getattr(row, name) for name in names or self.names}
        if self._typed is not None and self._kind is not None and "data" in found:
            found["data"] = self._typed.write(self._kind(row), found["data"])
        return found

    def select(self) -> Select[Any]:
        """Ask for whole rows."""
        return self._select

    def load(self, row: Sequence[Any], **more: Any) -> T:
        """A record from what `select` gave; `more` are fields that lie elsewhere."""
        found = {name: row[at] for at, name in self._loaded}
        if (at := self._subject_at) is not None:  # the id stands right of its kind
            found["subject"] = None if row[at] is None else Subject(row[at], row[at + 1])
        if self._typed is not None and self._kind_at is not None:
            found["data"] = self._typed.read(self._kind_at(row), found["data"])
        return self.cls(**found, **more)


ESTATES = Stored(Estate, tables.estates)
AREAS = Stored(Area, tables.areas)
PERSONS = Stored(Person, tables.persons, partly=True)
ADDRESSES = Stored(Address, tables.addresses, key=("address",))
UTILITIES = Stored(Utility, tables.utilities)
POSTS = Stored(Post, tables.posts, fixed=("code",), partly=True)
LINKS = Stored(Link, tables.links, key=("code",), fixed=("post_id", "made_at"), only="used_at IS NULL")
HISTORY = Stored(Seat, tables.seats)
ROTA = Stored(Rota, tables.rota)
SWAPS = Stored(Swap, tables.swaps)
ABSENCES = Stored(Absence, tables.absences)
SHIFTS = Stored(HandedShift, tables.shifts)
AUDIT = Stored(Audit, tables.audit, typed=OF_AUDIT, kind=("action",))
ROOMS = Stored(Room, tables.chats, partly=True)
SUBJECTS = Stored(Subject, tables.subjects)
ISSUES = Stored(Issue, tables.issues, fixed=("filed_at",), versioned=True)
# The three that are written with their issue, whose version guards them.
REPORTS = Stored(Report, tables.reports, fixed=("community_id", "number", "year", "filed_at"), partly=True)
ROUNDS = Stored(Round, tables.rounds, key=("issue_id", "round"), partly=True)
PROMISES = Stored(Promise, tables.promises, fixed=("issue_id", "round"), partly=True)
DRAFTS = Stored(Draft, tables.drafts, fixed=("person_id", "created_at"), versioned=True)
PINGS = Stored(Ping, tables.pings, fixed=("issue_id", "round", "rung", "person_id", "post_id", "asked_at"))
ENTRIES = Stored(Entry, tables.entries, typed=OF_LINES, kind=("subject_kind", "action"))
ATTACHMENTS = Stored(Attachment, tables.attachments, fixed=("kind", "seconds"))
VISIT_NOTES = Stored(VisitNote, tables.visits, fixed=("report_id",))
VERDICTS = Stored(Verdict, tables.verdicts, key=("issue_id", "round", "person_id"))
OUTSIDE = Stored(Outside, tables.outside, key=("chat_id", "person_id"))
ME_TOOS = Stored(MeToo, tables.me_toos, key=("issue_id", "person_id"))
# One that ended never runs again: firing it twice, by two replicas, is refused by the database.
DEADLINES = Stored(
    Deadline,
    tables.deadlines,
    fixed=("kind", "subject_kind", "subject_id", "round", "rung"),
    only="state IN ('pending', 'held')",
)
UTTERANCES = Stored(Utterance, tables.utterances, fixed=("person_id", "chat_address", "thread", "at"), versioned=True)
UTTERANCE_MESSAGES = Stored(UtteranceMessage, tables.utterance_messages, key=("address", "message_id"))
QUESTIONS = Stored(
    Question,
    tables.questions,
    fixed=("person_id", "chat_address", "kind", "asked_at"),
    versioned=True,
    typed=OF_QUESTIONS,
    kind=("kind",),
)
SETTINGS = Stored(Setting, tables.settings)
DAYS = Stored(Day, tables.days)
DEPARTMENTS = Stored(Department, tables.departments)
MENU_ITEMS = Stored(MenuItem, tables.menu_items)
WHISTLES = Stored(Whistle, tables.whistles, fixed=("number", "year", "at", "by_id", "by_post_id"), versioned=True)
# Written with its whistle, whose version guards it.
WHISTLE_CALLS = Stored(WhistleCall, tables.whistle_calls, fixed=("whistle_id", "department_id"), partly=True)
OUTAGES = Stored(Outage, tables.outages, fixed=("category", "area_ids", "at", "by_id", "by_post_id"), versioned=True)
LISTENING_DAYS = Stored(
    ListeningDay, tables.listening_days, fixed=("area_id", "at", "by_id", "by_post_id"), versioned=True
)
BROADCASTS = Stored(
    Broadcast,
    tables.broadcasts,
    fixed=("kind", "at", "priority", "hearers", "by_id", "by_post_id", "about_id"),
    versioned=True,
    typed=OF_BROADCASTS,
    kind=("kind",),
)
EMERGENCIES = Stored(
    Emergency,
    tables.emergencies,
    fixed=("area_id", "line", "at", "by_id", "by_post_id", "reason", "drill"),
    versioned=True,
)
HOME_NOTES = Stored(HomeNote, tables.home_notes, fixed=("emergency_id", "area_id", "door"))
SAMPLES = Stored(Sample, tables.samples, fixed=("area_id", "month", "seed", "at", "lapsed", "drawn"))
MEETINGS = Stored(Meeting, tables.meetings, fixed=("area_id", "tier", "at", "by_id", "by_post_id"), versioned=True)
MEDIATIONS = Stored(
    Mediation, tables.mediations, fixed=("issue_id", "line", "at", "by_id", "by_post_id"), versioned=True
)
CALLS = Stored(
    Call,
    tables.calls,
    fixed=(
        "kind",
        "issue_id",
        "line",
        "at",
        "by_id",
        "by_post_id",
        "needed",
        "by_when",
        "closes_at",
        "urgent",
    ),
    versioned=True,
)
CALL_ANSWERS = Stored(CallAnswer, tables.call_answers, fixed=("call_id", "person_id"))
VOLUNTEERS = Stored(Volunteer, tables.volunteers, fixed=("person_id", "at"))
MESSAGES = Stored(Message, tables.outbox, typed=OF_MESSAGES, kind=("kind",))
OUTBOX = Stored(OutboxRow, tables.outbox, typed=OF_MESSAGES, kind=("kind",))
INBOX = Stored(InboxRow, tables.inbox)

WRITTEN: tuple[Stored[Any], ...] = (
    PERSONS,
    ADDRESSES,
    POSTS,
    LINKS,
    ROOMS,
    SUBJECTS,
    SAMPLES,
    AUDIT,
    ROTA,
    SWAPS,
    ABSENCES,
    SHIFTS,
    ISSUES,
    REPORTS,
    ROUNDS,
    PROMISES,
    WHISTLES,
    WHISTLE_CALLS,
    OUTAGES,
    MEETINGS,
    MEDIATIONS,
    VOLUNTEERS,
    CALLS,
    CALL_ANSWERS,
    LISTENING_DAYS,
    BROADCASTS,
    EMERGENCIES,
    HOME_NOTES,
    DRAFTS,
    PINGS,
    ENTRIES,
    ATTACHMENTS,
    VISIT_NOTES,
    ME_TOOS,
    VERDICTS,
    OUTSIDE,
    DEADLINES,
    UTTERANCES,
    UTTERANCE_MESSAGES,
    QUESTIONS,
    SETTINGS,
    DAYS,
    MESSAGES,
)
"""What a unit of work writes, parents first, so that foreign keys hold at every statement."""

STORED: dict[type, Stored[Any]] = {each.cls: each for each in WRITTEN} | {Chat: ROOMS, Area: AREAS, Estate: ESTATES}
