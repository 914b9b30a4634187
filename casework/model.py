"""The rows of the neighbourhood: areas, posts, people, issues and what hangs on an issue.

Plain records without behaviour; the rules stand in the modules beside this one. Every moment is an aware datetime in
UTC. Ids are 63-bit integers assigned by the application (`Work.new_id`). Words: domain.md §1-4 and §9.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any


class AreaKind(StrEnum):
    """The tree of areas, from the top (domain.md §1)."""

    SUBDISTRICT = "subdistrict"
    COMMUNITY = "community"
    GRID = "grid"
    BUILDING = "building"


class Role(StrEnum):
    """What a post does (domain.md §1)."""

    RESIDENT = "resident"
    BUILDING_HEAD = "building_head"
    UNIT_HEAD = "unit_head"
    GRID_HEAD = "grid_head"
    GRID_WORKER = "grid_worker"
    PROPERTY_STEWARD = "property_steward"
    STEWARD = "steward"
    COMMUNITY_MANAGER = "community_manager"
    SUBDISTRICT_MANAGER = "subdistrict_manager"
    DEPARTMENT_OFFICER = "department_officer"
    VOLUNTEER = "volunteer"
    SUPERVISOR = "supervisor"
    ADMIN = "admin"


class Rank(StrEnum):
    """A/B岗: who is asked first, and who is asked when that one is away."""

    PRIMARY = "primary"
    DEPUTY = "deputy"


class Audience(StrEnum):
    """The two kinds of chat that belong to an area."""

    STAFF = "staff"
    RESIDENTS = "residents"


class State(StrEnum):
    """The six steps 六步接办 and their ends (domain.md §4)."""

    REPORTED = "reported"
    ACCEPTED = "accepted"
    DISPATCHED = "dispatched"
    IN_PROGRESS = "in_progress"
    WAITING = "waiting"
    PROMISED = "promised"
    RESOLVED = "resolved"
    CLOSED = "closed"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    MERGED = "merged"


class Action(StrEnum):
    """What can be done to an issue; each is one row or more of the transition table."""

    FILE = "file"
    ACCEPT = "accept"
    GRADE = "grade"
    PLAN = "plan"
    REPLY = "reply"
    TELL_IN_PERSON = "tell_in_person"
    NOTE = "note"
    ASK = "ask"
    ANSWER = "answer"
    ASSIGN = "assign"
    TAKE = "take"
    TAKE_OVER = "take_over"
    WATCH = "watch"
    REFUSE = "refuse"
    TRANSFER = "transfer"
    HAND_UP = "hand_up"
    HAND_BACK = "hand_back"
    PROMISE = "promise"
    MOVE_PROMISE = "move_promise"
    AGREE_MOVE = "agree_move"
    RESOLVE = "resolve"
    UNDO_RESOLVE = "undo_resolve"
    RATE = "rate"
    LAPSE = "lapse"
    REOPEN = "reopen"
    COMPLAIN = "complain"
    REJECT = "reject"
    APPEAL = "appeal"
    REINSTATE = "reinstate"
    WITHDRAW = "withdraw"
    AMEND = "amend"
    RECATEGORISE = "recategorise"
    VISIT = "visit"
    NUDGE = "nudge"
    ME_TOO = "me_too"
    MAKE_URGENT = "make_urgent"
    MAKE_NORMAL = "make_normal"


class Grade(StrEnum):
    """How long it may take: 30 minutes, 2 hours, a day (domain.md §2)."""

    GENERAL = "general"
    LARGER = "larger"
    COMPLEX = "complex"


class Tier(StrEnum):
    """Who decides 三议 (domain.md §2)."""

    BUILDING = "building"
    COMMUNITY = "community"
    SUBDISTRICT = "subdistrict"


class Urgency(StrEnum):
    """Danger to life or not."""

    NORMAL = "normal"
    URGENT = "urgent"


class Rating(StrEnum):
    """What the reporter said of the result; a lapse has no rating."""

    GOOD = "good"
    FAIR = "fair"


class DeadlineKind(StrEnum):
    """Everything that happens by itself at a time."""

    UNDERSTAND = "understand"
    PLAN = "plan"
    REPLY = "reply"
    RESOLVE = "resolve"
    ASK_ON = "ask_on"
    URGENT_ASK = "urgent_ask"
    REPORT_IN = "report_in"
    WAITING_END = "waiting_end"
    PROMISE_EVE = "promise_eve"
    PROMISE_DAY = "promise_day"
    PROMISE_END = "promise_end"
    RATE_REMINDER = "rate_reminder"
    LAPSE = "lapse"
    VISIT_ERASE = "visit_erase"
    DRAFT_ASK = "draft_ask"
    DRAFT_FILE = "draft_file"
    SAME_DAY_HOLDERS = "same_day_holders"
    SAME_DAY_COMMUNITY = "same_day_community"


class DeadlineState(StrEnum):
    """A deadline fires once, or is met or cancelled by a recorded transition; held ones stand still."""

    PENDING = "pending"
    HELD = "held"
    FIRED = "fired"
    MET = "met"
    CANCELLED = "cancelled"


class PingAnswer(StrEnum):
    """How a ping ended. The first two are people's answers; the others end it without one."""

    WATCH = "watch"
    TAKE = "take"
    OVERTAKEN = "overtaken"
    DONE = "done"
    UNREACHABLE = "unreachable"


class Use(StrEnum):
    """What a person may do so often only (casework/neighbourhood/restraint.py); nudges and drafts count themselves."""

    REPORT = "report"
    PRESS = "press"
    GROUP_COMMAND = "group_command"
    NUDGE = "nudge"
    DRAFT = "draft"


class Visibility(StrEnum):
    """Who may read a timeline entry: the reporter too, staff only, or the community's managers only."""

    PUBLIC = "public"
    STAFF = "staff"
    PRIVATE = "private"


@dataclass(slots=True, kw_only=True)
class Area:
    """A node of the tree. `line` is its own id and its ancestors' up to the root."""

    id: int
    kind: AreaKind
    name: str
    code: str
    parent_id: int | None = None
    estate_id: int | None = None
    households: int = 0
    line: tuple[int, ...] = ()


@dataclass(slots=True, kw_only=True)
class Estate:
    """A named set of buildings with a property company 物业."""

    id: int
    name: str
    code: str
    company: str = ""
    phone: str = ""


@dataclass(slots=True, kw_only=True)
class Person:
    """Somebody who wrote to us, or is expected to. `reachable` is false before /start and after a block."""

    id: int
    name: str = ""
    language: str = "zh_CN"
    reachable: bool = False
    consent_at: datetime | None = None
    home_id: int | None = None
    away_until: datetime | None = None
    erased_at: datetime | None = None


@dataclass(slots=True, kw_only=True)
class Post:
    """A seat: a role for an area or an estate. `reachable` and `away_until` are read from its person."""

    id: int
    code: str
    role: Role
    rank: Rank
    name: str
    area_id: int | None = None
    estate_id: int | None = None
    phone: str = ""
    person_id: int | None = None
    reachable: bool = False
    away_until: datetime | None = None


@dataclass(slots=True, kw_only=True)
class Chat:
    """A group chat (or a topic of one) that belongs to an area."""

    id: int
    area_id: int
    audience: Audience
    title: str = ""


@dataclass(slots=True, kw_only=True)
class Deadline:
    """A moment at which something happens unless it was met or cancelled. At most one subject id is set."""

    id: int
    kind: DeadlineKind
    due_at: datetime
    state: DeadlineState = DeadlineState.PENDING
    issue_id: int | None = None
    draft_id: int | None = None
    area_id: int | None = None
    round: int = 1
    rung: int = 0
    ended_at: datetime | None = None


@dataclass(slots=True, kw_only=True)
class Ping:
    """One person asked about one issue. Live while `answer` is None."""

    id: int
    issue_id: int
    round: int
    rung: int
    person_id: int
    post_id: int
    asked_at: datetime
    answer: PingAnswer | None = None
    answered_at: datetime | None = None

    @property
    def live(self) -> bool:
        """Whether the person still has buttons for it."""
        return self.answer is None


@dataclass(slots=True, kw_only=True)
class Entry:
    """One line of the timeline. Never deleted; it changes only when person and words are erased (forgetting.py)."""

    id: int
    issue_id: int
    at: datetime
    action: str
    round: int = 1
    person_id: int | None = None
    post_id: int | None = None
    chat_id: int | None = None
    visibility: Visibility = Visibility.PUBLIC
    text: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    erased_at: datetime | None = None


@dataclass(slots=True, kw_only=True)
class Attachment:
    """A photo, voice message, document or place, by the messenger's own reference to it; erased: without."""

    id: int
    kind: str  # photo | voice | document | video | location
    ref: str
    issue_id: int | None = None
    draft_id: int | None = None
    entry_id: int | None = None
    seconds: int = 0
    released: bool = False


@dataclass(slots=True, kw_only=True)
class Draft:
    """What a resident is about to report. `state`: open, filed or dropped."""

    id: int
    person_id: int
    created_at: datetime
    state: str = "open"
    text: str = ""
    area_id: int | None = None
    place: str = ""
    category: str | None = None
    behalf: str = ""
    danger: str | None = None
    private: bool = False
    photos: int = 0
    voice_seconds: int = 0
    latitude: float | None = None
    longitude: float | None = None
    issue_id: int | None = None
    version: int = 0


@dataclass(slots=True, kw_only=True)
class VisitNote:
    """Door number, phone, times at home: for the holder alone, erased 30 days after closing (domain.md §7)."""

    id: int
    issue_id: int
    person_id: int
    at: datetime
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Uses:
    """How often a person did something in one minute, and was refused it."""

    minute: datetime
    used: int
    refused: int


@dataclass(slots=True, kw_only=True)
class MeToo:
    """A neighbour who said "my home too"."""

    issue_id: int
    person_id: int
    at: datetime


@dataclass(slots=True, kw_only=True)
class Issue:
    """A matter somebody reported: its place, its words, where it stands, who holds it, and until when.

    `deadlines` holds those that are pending or held, and those of this round that ended; `pings` those of this round.
    `turn` counts what makes a card's buttons old; `version` guards against two writers.
    """

    id: int
    number: int
    year: int
    community_id: int
    area_id: int
    line: tuple[int, ...]
    category: str
    text: str
    filed_at: datetime
    t0: datetime
    estate_id: int | None = None
    place: str = ""
    latitude: float | None = None
    longitude: float | None = None
    source: str = "private"  # private | group | staff | draft_auto
    reporter_id: int | None = None
    filed_by_id: int | None = None
    behalf: str = ""
    private: bool = False
    state: State = State.REPORTED
    back_state: State | None = None
    grade: Grade | None = None
    tier: Tier = Tier.BUILDING
    urgency: Urgency = Urgency.NORMAL
    danger: str | None = None
    holder_id: int | None = None
    holder_post_id: int | None = None
    assignee_post_id: int | None = None
    assigned_by_id: int | None = None
    transfer_post_id: int | None = None
    transfers: int = 0
    problem: bool = False
    accepted_at: datetime | None = None
    plan: str = ""
    plan_until: datetime | None = None
    cost: str = ""
    replied_at: datetime | None = None
    question: str = ""
    waiting_since: datetime | None = None
    waited: bool = False
    paused: timedelta = timedelta()
    promise_on: date | None = None
    promise_reason: str = ""
    promise_interim: str = ""
    promise_told_at: datetime | None = None
    promise_moved: bool = False
    promise_moving_to: date | None = None
    promise_moving_reason: str = ""
    result: str = ""
    resolved_at: datetime | None = None
    resolved_by_id: int | None = None
    rating: Rating | None = None
    closed_at: datetime | None = None
    round: int = 1
    visit_asked: bool = False
    nudged: bool = False
    unanswered: bool = False
    me_toos: int = 0
    turn: int = 0
    version: int = 0
    forgotten_at: datetime | None = None  # the reporter wants to be forgotten: when it is over its words go
    erased_at: datetime | None = None
    deadlines: list[Deadline] = field(default_factory=list)
    pings: list[Ping] = field(default_factory=list)

    @property
    def urgent(self) -> bool:
        """Danger to life."""
        return self.urgency is Urgency.URGENT


@dataclass(slots=True, kw_only=True)
class Message:
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
    issue_id: int | None = None
    ping_id: int | None = None
    entry_id: int | None = None
    draft_id: int | None = None
    key: str | None = None
    data: dict[str, Any] = field(default_factory=dict)


Row = Issue | Deadline | Ping | Entry | Attachment | Draft | VisitNote | MeToo | Message | Person | Post | Chat
