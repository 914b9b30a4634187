"""The rows of the neighbourhood: areas, posts, people, issues and what hangs on an issue.

Plain records without behaviour; the rules stand in the modules beside this one. Every moment is an aware datetime in
UTC. Ids are 63-bit integers assigned by the application (`Work.new_id`). Words: domain.md §1-4 and §9.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from casework.data import NOTHING, Data, record
from casework.hours import Day


class SubjectKind(StrEnum):
    """What deadlines, timeline entries, messages, attachments, questions and utterances may be about."""

    ISSUE = "issue"
    REPORT = "report"
    DRAFT = "draft"
    AREA = "area"  # of the calendar
    WHISTLE = "whistle"
    CALL = "call"
    MEETING = "meeting"
    VISIT = "visit"
    BROADCAST = "broadcast"
    EMERGENCY = "emergency"
    MEDIATION = "mediation"
    ABSENCE = "absence"


@dataclass(frozen=True, slots=True)
class Subject:
    """What something is about: ids are unique whatever they are of, the kind says where to look."""

    kind: SubjectKind
    id: int


class OnSubject:
    """Short ways to a record's `subject`, for those who know what it should be."""

    __slots__ = ()
    subject: Subject | None

    @property
    def subject_kind(self) -> SubjectKind | None:
        """What it is about, as the tables have it."""
        return None if self.subject is None else self.subject.kind

    @property
    def subject_id(self) -> int | None:
        """Whose id."""
        return None if self.subject is None else self.subject.id

    def _of(self, kind: SubjectKind) -> int | None:
        return self.subject.id if self.subject is not None and self.subject.kind is kind else None

    @property
    def issue_id(self) -> int | None:
        """The issue that it is about; None when it is about something else."""
        return self._of(SubjectKind.ISSUE)

    @property
    def whistle_id(self) -> int | None:
        """The whistle that it is about; None when it is about something else."""
        return self._of(SubjectKind.WHISTLE)

    @property
    def meeting_id(self) -> int | None:
        """The joint meeting that it is about; None when it is about something else."""
        return self._of(SubjectKind.MEETING)

    @property
    def mediation_id(self) -> int | None:
        """The mediation that it is about; None when it is about something else."""
        return self._of(SubjectKind.MEDIATION)

    @property
    def absence_id(self) -> int | None:
        """The absence that it is about; None when it is about something else."""
        return self._of(SubjectKind.ABSENCE)

    @property
    def draft_id(self) -> int | None:
        """The draft that it is about; None when it is about something else."""
        return self._of(SubjectKind.DRAFT)

    @property
    def broadcast_id(self) -> int | None:
        """What was said to many that it is part of; None when it is about something else."""
        return self._of(SubjectKind.BROADCAST)

    @property
    def area_id(self) -> int | None:
        """The area whose calendar it belongs to; None when it is about something else."""
        return self._of(SubjectKind.AREA)


class AreaKind(StrEnum):
    """The tree of areas, from the top (domain.md §1)."""

    CITY = "city"  # this and the next are there or not
    DISTRICT = "district"
    SUBDISTRICT = "subdistrict"
    STREET = "street"  # a street, square, park or river that is no community's 街路; there or not
    COMMUNITY = "community"
    GRID = "grid"
    BUILDING = "building"
    UNIT = "unit"  # one staircase of a building 单元; there or not


HOUSES = {AreaKind.BUILDING: 1, AreaKind.UNIT: 2}
"""Where people live, and how many areas at the beginning of its line are the house or parts of it."""
ABOVE_COMMUNITIES = frozenset({AreaKind.CITY, AreaKind.DISTRICT, AreaKind.SUBDISTRICT})
"""Where nothing is that somebody has to find."""


class Role(StrEnum):
    """What a post does (domain.md §1)."""

    RESIDENT = "resident"
    BUILDING_HEAD = "building_head"
    UNIT_HEAD = "unit_head"
    GRID_HEAD = "grid_head"
    STREET_HEAD = "street_head"
    GRID_WORKER = "grid_worker"
    PROPERTY_STEWARD = "property_steward"
    STEWARD = "steward"
    COMMUNITY_MANAGER = "community_manager"
    SECRETARY = "secretary"
    BRANCH_SECRETARY = "branch_secretary"
    OWNERS_COMMITTEE = "owners_committee"
    COMMITTEE_MEMBER = "committee_member"
    COMMUNITY_POLICE = "community_police"
    MEDIATOR = "mediator"
    SUBDISTRICT_MANAGER = "subdistrict_manager"
    DISTRICT_MANAGER = "district_manager"
    CITY_MANAGER = "city_manager"
    DEPARTMENT_OFFICER = "department_officer"
    VOLUNTEER = "volunteer"
    SUPERVISOR = "supervisor"
    ADMIN = "admin"


class Rank(StrEnum):
    """A/B岗: who is asked first, and who when that one is away. AA岗: two of equal standing, both are asked."""

    PRIMARY = "primary"
    EQUAL = "equal"
    DEPUTY = "deputy"


class Serves(StrEnum):
    """On which roster a post is: that of normal times, that of an emergency, or both 平急 (casework/emergency/)."""

    NORMAL = "normal"
    EMERGENCY = "emergency"
    BOTH = "both"


class HomeState(StrEnum):
    """What is known of a household in an emergency."""

    MOVED = "moved"
    REFUSES = "refuses"
    CARRIED = "carried"  # has to be carried


class Audience(StrEnum):
    """The kinds of chat that belong to an area; a department's belongs to the area that the department serves."""

    STAFF = "staff"
    RESIDENTS = "residents"
    DEPARTMENT = "department"


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
    RECEIVE = "receive"
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
    RELOCATE = "relocate"
    VISIT = "visit"
    NUDGE = "nudge"
    ME_TOO = "me_too"
    MAKE_URGENT = "make_urgent"
    MAKE_NORMAL = "make_normal"
    MERGE = "merge"
    SPLIT = "split"
    WHISTLE = "whistle"
    DECLARE = "declare"
    TONIGHT = "tonight"
    SET_BACK = "set_back"
    RECORD = "record"
    AGENDA = "agenda"
    DECIDE = "decide"
    PUT_OFF = "put_off"
    CANNOT = "cannot"
    VERIFY = "verify"
    NOT_FIXED = "not_fixed"
    CONSULT = "consult"
    CONSULT_SAY = "consult_say"
    AGREED = "agreed"
    MEDIATE = "mediate"
    SHOW_PHOTO = "show_photo"
    HIDE_PHOTO = "hide_photo"


class CallState(StrEnum):
    """Where a department stands that was whistled 吹哨报到 (around-an-issue.md §4)."""

    WHISTLED = "whistled"
    REPORTED_IN = "reported_in"
    CONSULTING = "consulting"
    ACTING = "acting"
    FED_BACK = "fed_back"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


class CallAction(StrEnum):
    """What can be done about a department that was whistled; each is one row or more of the whistles' table."""

    REPORT_IN = "report_in"
    COUNT = "count"  # how many came
    RETURN = "return"
    CONSULT = "consult"
    ACT = "act"
    SAY = "say"  # a word or a photo
    FEED_BACK = "feed_back"
    ACCEPT = "accept"
    REDO = "redo"
    CALL_ANOTHER = "call_another"
    WITHDRAW = "withdraw"


class MediationState(StrEnum):
    """Where a mediation 调解 stands (around-an-issue.md §10)."""

    ASKING_FIRST = "asking_first"  # whoever reported it is asked
    ASKING_OTHER = "asking_other"  # he agrees; the mediator asks the other side
    TALKING = "talking"  # both agree to it
    PROPOSED = "proposed"  # a sentence is written down, and both are asked
    VACANT = "vacant"  # its mediator cannot go on: another is chosen
    AGREED = "agreed"
    NOT_AGREED = "not_agreed"
    STOPPED = "stopped"  # a side does not want it, or no more
    ENDED = "ended"  # called off, or its matter is over


class MediationAction(StrEnum):
    """What can be done in a mediation; each is one row or more of its table."""

    CONSENT = "consent"
    STOP = "stop"  # no, or no more
    SAY = "say"
    RELEASE = "release"  # a word to the mediator may be read by the other side
    APPOINT = "appoint"  # when and where they meet
    COME = "come"
    OTHER_TIME = "other_time"
    PROPOSE = "propose"
    CONFIRM = "confirm"
    NOT_SO = "not_so"
    NO_AGREEMENT = "no_agreement"
    GIVE_BACK = "give_back"  # the mediator cannot do it
    CHOOSE = "choose"  # another mediator
    CALL_OFF = "call_off"


class Side(StrEnum):
    """The two of a mediation: whose matter it is, and whom it is with."""

    FIRST = "first"
    OTHER = "other"


class NextStep(StrEnum):
    """Where one goes when nothing was agreed."""

    DEPARTMENTS = "departments"
    POLICE = "police"
    LAWYER = "lawyer"
    JUDGE = "judge"  # where one is on duty
    COURT = "court"


class Grade(StrEnum):
    """How long it may take: 30 minutes, 2 hours, a day (domain.md §2)."""

    GENERAL = "general"
    LARGER = "larger"
    COMPLEX = "complex"


class Tier(StrEnum):
    """Who decides 三议 (domain.md §2), and above it what a place may have (around-an-issue.md §8)."""

    BUILDING = "building"
    COMMUNITY = "community"
    SUBDISTRICT = "subdistrict"
    DISTRICT = "district"
    CITY = "city"


class Urgency(StrEnum):
    """Danger to life or not."""

    NORMAL = "normal"
    URGENT = "urgent"


class Rating(StrEnum):
    """What the reporter said of the result of a round; a lapse has no rating. "Not solved" opens the next round."""

    GOOD = "good"
    FAIR = "fair"
    NOT_SOLVED = "not_solved"


class Check(StrEnum):
    """What came of asking after a round that closed without a rating 复查."""

    ASKED = "asked"  # the resident has the question
    FINE = "fine"
    NOT_DONE = "not_done"
    NOT_REACHED = "not_reached"


class CallRating(StrEnum):
    """What whoever whistled says of a department's work."""

    GOOD = "good"
    FAIR = "fair"
    POOR = "poor"


class Source(StrEnum):
    """By which way a report came (domain.md §4)."""

    PRIVATE = "private"
    GROUP = "group"
    STAFF = "staff"
    DRAFT_AUTO = "draft_auto"  # a draft that filed itself
    PHONE = "phone"  # from here on: registered by somebody with a post, around-an-issue.md §6
    VISIT = "visit"
    PATROL = "patrol"
    PAPER = "paper"
    QUESTION_WALL = "question_wall"
    STEWARD_GROUP = "steward_group"
    LISTENING_DAY = "listening_day"
    HOTLINE = "hotline"
    SYSTEM = "system"  # another system filed it (web/filing311.py)


class DraftState(StrEnum):
    """Where a draft stands. One that was left can be filed from its buttons; the next message begins a new one."""

    OPEN = "open"
    LEFT = "left"
    OFFERED = "offered"  # said in a group, where it is asked whether to report it; its words go when that is over
    FILED = "filed"
    DROPPED = "dropped"


class AttachmentKind(StrEnum):
    """What can be sent along."""

    PHOTO = "photo"
    VOICE = "voice"
    DOCUMENT = "document"
    VIDEO = "video"
    LOCATION = "location"


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


class DeadlineKind(StrEnum):
    """Everything that happens by itself at a time."""

    UNDERSTAND = "understand"
    PLAN = "plan"
    REPLY = "reply"
    RESOLVE = "resolve"
    ASK_ON = "ask_on"
    URGENT_ASK = "urgent_ask"
    DANGER_FILE = "danger_file"
    DANGER_MAYBE = "danger_maybe"
    REPORT_IN = "report_in"
    WAITING_END = "waiting_end"
    PROMISE_EVE = "promise_eve"
    PROMISE_DAY = "promise_day"
    PROMISE_END = "promise_end"
    PROMISE_HALF = "promise_half"
    PROMISE_WEEK = "promise_week"
    RATE_REMINDER = "rate_reminder"
    LAPSE = "lapse"
    VISIT_ERASE = "visit_erase"
    PUT_OFF_END = "put_off_end"  # the day until which a meeting put it off
    OUTSIDE_DAY = "outside_day"
    DRAFT_ASK = "draft_ask"
    DRAFT_FILE = "draft_file"
    OPENING = "opening"  # service begins: whoever was not rung at night is asked now
    RECORDED = "recorded"  # of use at night alone: it ends by itself in the morning
    OUTAGE_END = "outage_end"  # a planned outage is over for so long: what was reported of it ends by itself
    RETIME = "retime"  # hours or days of an area were changed: what is open there is due at other times
    SAME_DAY_HOLDERS = "same_day_holders"
    SAME_DAY_COMMUNITY = "same_day_community"
    SHIFT_TURN = "shift_turn"
    SHIFT_TAKEN = "shift_taken"
    DUTY_GAPS = "duty_gaps"
    CHECKS = "checks"  # of a community: what closed unrated last month, some of it is asked after
    WALL_WEEK = "wall_week"
    WHISTLE_REPORT_IN = "whistle_report_in"
    WHISTLE_AHEAD = "whistle_ahead"  # a planned one comes near: on the eve, and an hour before
    WHISTLE_FEEDBACK = "whistle_feedback"
    LOOK_AGAIN = "look_again"
    SEAT_EXPIRES = "seat_expires"
    MEETING_DAY = "meeting_day"  # of an area: those who attend hear how much is on the agenda
    MEETING_END = "meeting_end"  # a meeting that nobody closed ends by itself
    SPREAD = "spread"  # the next batch of something that is said to many goes into the outbox
    COUNT = "count"  # to how many it came
    TRIAL_END = "trial_end"
    EMERGENCY_ASK = "emergency_ask"  # it ends soon: renew it?
    EMERGENCY_END = "emergency_end"
    EMERGENCY_FIGURES = "emergency_figures"  # every day, as long as it lasts
    MEDIATION_STILL = "mediation_still"  # nothing has happened in it for so long
    MEDIATION_EVE = "mediation_eve"  # they meet tomorrow
    ABSENCE_BEGINS = "absence_begins"  # the day of which somebody said before that he is away
    MEDIATION_MET = "mediation_met"  # they have met: how was it?


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

    @property
    def building_id(self) -> int:
        """The building of a unit; else its own."""
        return self.line[1] if self.kind is AreaKind.UNIT else self.id

    @property
    def outdoors_id(self) -> int:
        """What a house stands in; any other area itself."""
        inside = HOUSES.get(self.kind, 0)
        return self.line[inside] if inside < len(self.line) else self.id


@dataclass(slots=True, kw_only=True)
class Setting:
    """One row. `key`: "hours", or a limit of Settings with its unit ("report_in_minutes"). `person_id` None: the
    command line."""

    id: int
    key: str
    value: str
    since: datetime
    at: datetime
    area_id: int | None = None
    person_id: int | None = None


class Mode(StrEnum):
    """Who looks after an estate (domain.md §1); who is asked as its steward follows: casework/roles.py."""

    COMPANY = "company"  # a property company 物业
    SELF_MANAGED = "self_managed"  # its owners 业主自管
    OWNER_UNIT = "owner_unit"  # the unit that its houses belong to 产权单位
    COMMITTEE = "management_committee"  # 物管会
    COMMUNITY = "community"  # the community as caretaker 社区代管


@dataclass(slots=True, kw_only=True)
class Estate:
    """A named set of buildings, and who looks after it; `company`: by name, `phone`: for the residents."""

    id: int
    name: str
    code: str
    company: str = ""
    phone: str = ""
    mode: Mode = Mode.COMPANY


class Supply(StrEnum):
    """What a utility company brings into the houses 水电气暖; and who is on duty for a place by phone alone."""

    WATER = "water"
    POWER = "power"
    GAS = "gas"
    HEATING = "heating"
    LAWYER = "lawyer"  # 值班律师
    JUDGE = "judge"  # 值班法官


@dataclass(slots=True, kw_only=True)
class Utility:
    """A utility company's number for an area or an estate. `hours` in words: when somebody answers; empty: always."""

    id: int
    code: str
    supply: Supply
    name: str
    phone: str
    hours: str = ""
    area_id: int | None = None
    estate_id: int | None = None


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
    cover_post_id: int | None = None  # who is asked meanwhile
    quiet_from: int | None = None  # minutes of the day: only what is urgent or asked comes through (casework/rest.py)
    quiet_to: int | None = None
    erased_at: datetime | None = None


@dataclass(slots=True, kw_only=True)
class Post:
    """A seat: a role for an area or an estate. `reachable`, `away_until` and `cover_post_id` are its person's."""

    id: int
    code: str
    role: Role
    rank: Rank
    name: str
    area_id: int | None = None
    estate_id: int | None = None
    phone: str = ""
    person_id: int | None = None
    department_id: int | None = None  # of a department's officer
    serves: Serves = Serves.NORMAL
    reachable: bool = False
    away_until: datetime | None = None
    cover_post_id: int | None = None


@dataclass(slots=True, kw_only=True)
class Rota:
    """A row of the rota: whose hours these are, every week (`weekday`, Monday is 0) or on one `day`.

    `starts` and `ends`: minutes of the day, 1440 is its end; an end that is not later is of the next day. It counts
    from `since` to `until`, and is never changed but for its end.
    """

    id: int
    role: Role
    post_id: int
    starts: int
    ends: int
    since: datetime
    area_id: int | None = None
    estate_id: int | None = None
    weekday: int | None = None
    day: date | None = None
    until: datetime | None = None


@dataclass(slots=True, kw_only=True)
class Swap:
    """A swap 换班: one post stands in for another at a seat, from when to when. It was offered to one person, counts
    once that one took it (`accepted`), and can be undone until it begins."""

    id: int
    role: Role
    from_post_id: int
    to_post_id: int
    starts_at: datetime
    ends_at: datetime
    offered_at: datetime
    offered_by: int
    area_id: int | None = None
    estate_id: int | None = None
    answered_at: datetime | None = None
    accepted: bool = False
    undone_at: datetime | None = None


@dataclass(slots=True, kw_only=True)
class Absence:
    """Somebody was away from when to when, and who covered: for the past. Of the present the person's row tells. One
    that begins later is planned; taken back it is over as it begins."""

    id: int
    person_id: int
    since: datetime
    until: datetime
    cover_post_id: int | None = None

    @property
    def subject(self) -> Subject:
        """What its deadline is about."""
        return Subject(SubjectKind.ABSENCE, self.id)


@dataclass(slots=True, kw_only=True)
class HandedShift:
    """Duty of a community or subdistrict changed hands at a moment. `taken_at`: the next has said so."""

    id: int
    area_id: int
    role: Role
    at: datetime
    to_post_id: int
    to_person_id: int
    from_post_id: int | None = None
    from_person_id: int | None = None
    taken_at: datetime | None = None


@dataclass(slots=True, kw_only=True)
class Department:
    """A department 职能部门 that can be whistled in an area: its leader among its officers, and what it is for."""

    id: int
    code: str
    name: str
    area_id: int
    leader_post_id: int | None = None
    categories: list[str] = field(default_factory=list)
    group_title: str | None = None  # by which /bind knows its group


@dataclass(slots=True, kw_only=True)
class MenuItem:
    """A line of the whistle menu 吹哨清单: a matter, who is called for it, and how long they have.

    `report_in` None: it is planned, whoever whistles names the day. The feedback is due after `feedback`, or after
    `feedback_days` working days where that is not 0.
    """

    id: int
    code: str
    matter: str
    area_id: int
    departments: list[int] = field(default_factory=list)
    report_in: timedelta | None = None
    feedback: timedelta = timedelta()
    feedback_days: int = 0


@dataclass(slots=True, kw_only=True)
class Chat:
    """A group chat (or a topic of one) that belongs to an area."""

    id: int
    area_id: int
    audience: Audience
    department_id: int | None = None
    title: str = ""
    bound_at: datetime | None = None
    listens_at: datetime | None = None  # since when the bot reads along there; None: it does not


@dataclass(slots=True, kw_only=True)
class Link:
    """A one-time link to a post. `asked_by` opened it while somebody else held the post, and waits for an answer."""

    code: str
    post_id: int
    made_at: datetime
    used_at: datetime | None = None
    used_by: int | None = None
    asked_by: int | None = None
    asked_at: datetime | None = None


class Audited(StrEnum):
    """What was done to seats, links, groups and roles, and which systems outside may file or are called."""

    LINK_MADE = "link_made"
    LINK_VOIDED = "link_voided"
    SEAT_ASKED = "seat_asked"
    SEAT_REFUSED = "seat_refused"
    CLAIMED = "claimed"
    SEAT_TAKEN = "seat_taken"
    SEAT_LEFT = "seat_left"
    BOUND = "bound"
    UNBOUND = "unbound"
    ROLE_CHANGED = "role_changed"
    LISTENING_ON = "listening_on"
    LISTENING_OFF = "listening_off"
    LEDGER_EXPORTED = "ledger_exported"
    EMERGENCY_ON = "emergency_on"
    EMERGENCY_RENEWED = "emergency_renewed"
    EMERGENCY_OFF = "emergency_off"
    HOMES_SEEN = "homes_seen"
    BACKED_UP = "backed_up"
    ROSTER_IMPORTED = "roster_imported"
    ROSTER_EXPORTED = "roster_exported"
    KEY_MADE = "key_made"
    KEY_VOIDED = "key_voided"
    HOOK_ADDED = "hook_added"
    HOOK_REMOVED = "hook_removed"


@dataclass(slots=True, kw_only=True)
class Audit:
    """One line of the record of who was given which authority. `person_id`: who did it; None: the command line, or
    Telegram. `data` holds codes, ids and addresses of groups, nothing personal."""

    id: int
    at: datetime
    action: str
    person_id: int | None = None
    post_id: int | None = None
    chat_id: int | None = None
    data: Data = NOTHING


@dataclass(slots=True, kw_only=True)
class Deadline(OnSubject):
    """A moment at which something happens to its subject unless it was met or cancelled."""

    id: int
    kind: DeadlineKind
    due_at: datetime
    subject: Subject
    state: DeadlineState = DeadlineState.PENDING
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
class Entry(OnSubject):
    """One line of its subject's timeline. Never deleted; it changes only when person and words are erased
    (casework/forgetting.py)."""

    id: int
    subject: Subject
    at: datetime
    action: str
    round: int = 1
    person_id: int | None = None
    post_id: int | None = None
    chat_id: int | None = None
    visibility: Visibility = Visibility.PUBLIC
    text: str = ""
    data: Data = NOTHING
    erased_at: datetime | None = None


@dataclass(slots=True, kw_only=True)
class Attachment(OnSubject):
    """A photo, voice message, document or place, by the messenger's own reference to it; erased: without.

    Of a draft until it is filed, then of its report; what came later is of the issue. `released`: anybody may see it on
    the echo wall; `asked_at`: whose it is was asked, who perhaps `refused` (casework/issue/photos.py); `waits`: its
    picture is to be made, or erased (storage/pictures.py).
    """

    id: int
    kind: AttachmentKind
    ref: str
    subject: Subject
    entry_id: int | None = None
    seconds: int = 0
    released: bool = False
    asked_at: datetime | None = None
    refused: bool = False
    waits: bool = False


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
class Outage:
    """A planned outage 计划停水停电: what fails, where, from when to when. `issue_id`: the matter of those who reported
    it all the same."""

    id: int
    category: str
    area_ids: list[int]
    starts_at: datetime
    ends_at: datetime
    at: datetime
    by_id: int
    by_post_id: int
    changed_at: datetime | None = None
    changed_by_id: int | None = None
    taken_back_at: datetime | None = None
    issue_id: int | None = None
    version: int = 0


@dataclass(slots=True, kw_only=True)
class Emergency:
    """An emergency of an area 平急转换: since when, by whom and why, until when, and how it ended. What it changes
    (hours, clocks, who is asked) hangs on rows of the settings (casework/area_settings.py)."""

    id: int
    area_id: int
    line: tuple[int, ...]
    at: datetime
    until: datetime
    by_id: int
    by_post_id: int
    reason: str
    drill: bool = False
    renewed: int = 0
    ended_at: datetime | None = None
    ended_by_id: int | None = None  # nobody: its time was over
    ended_why: str = ""
    version: int = 0
    deadlines: list[Deadline] = field(default_factory=list)

    @property
    def subject(self) -> Subject:
        """What its deadlines are about."""
        return Subject(SubjectKind.EMERGENCY, self.id)


@dataclass(slots=True, kw_only=True)
class HomeNote:
    """What is known of one household in an emergency: private to the posts of its building."""

    id: int
    emergency_id: int
    area_id: int  # the building
    door: str
    state: HomeState
    at: datetime
    by_id: int
    by_post_id: int
    note: str = ""


@dataclass(slots=True, kw_only=True)
class ListeningDay:
    """Matters that were registered in one go 一次多条, most often those of a listening day 恳谈日: by whom, for which
    area, by which way and on which day they were told. Its reports know it.

    `filed_at`: None while the list is only shown. `published_at`: since when the residents of the area may read the
    list, without names.
    """

    id: int
    area_id: int
    at: datetime
    by_id: int
    by_post_id: int
    source: Source
    held_on: date
    filed_at: datetime | None = None
    published_at: datetime | None = None
    published_by_id: int | None = None
    version: int = 0


@dataclass(slots=True, kw_only=True)
class Broadcast:
    """Something said to many (casework/broadcast.py). `kind` is that of its messages, `hearers` to whom they go
    (casework/audience.py), `about_id` what it is about.

    `stage` and `after`: how far they are in the outbox, all of them since `spread_at`. `revision` counts its changes.
    """

    id: int
    kind: str
    at: datetime
    priority: int
    hearers: dict[str, Any]
    by_id: int | None = None
    by_post_id: int | None = None
    about_id: int | None = None
    text: str = ""
    data: Data = NOTHING
    revision: int = 0
    changed_at: datetime | None = None
    changed_by_id: int | None = None
    taken_back_at: datetime | None = None
    stage: int = 0
    after: int = 0
    spread_at: datetime | None = None
    version: int = 0

    @property
    def subject(self) -> Subject:
        """What its messages, deadlines and entries are about."""
        return Subject(SubjectKind.BROADCAST, self.id)


@dataclass(slots=True, kw_only=True)
class Verdict:
    """What a neighbour says of the result of a round that stands on the echo wall: it is fixed, or not yet."""

    issue_id: int
    round: int
    person_id: int
    fixed: bool
    at: datetime


@dataclass(slots=True, kw_only=True)
class MeToo:
    """A neighbour who said "my home too"."""

    issue_id: int
    person_id: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Accused:
    """Somebody a report complains of: the post, and who sat there when it was made; None: nobody whom we know."""

    post_id: int
    person_id: int | None
    role: Role


REGISTERED = frozenset(
    {
        Source.PHONE,
        Source.VISIT,
        Source.PAPER,
        Source.QUESTION_WALL,
        Source.STEWARD_GROUP,
        Source.PATROL,
        Source.LISTENING_DAY,
        Source.HOTLINE,
    }
)
"""By which ways staff hear of something that they register."""


@dataclass(slots=True, kw_only=True)
class Report:
    """What one person reported, apart from the matter that it belongs to (around-an-issue.md §5).

    Number, words, place, reporter, privacy and what was told are the report's; who holds the matter, how far it is and
    until when are the issue's. `t0` never changes after filing. `told_at`: when its reporter had the first answer of
    this round. `rating`: what its reporter said last. `heard_on`: the day on which it was told, where it was registered
    later; `outside_number`, `outside_due`: the number of another system's order, and its own last day.

    `rated_at`: when it was rated. `home_id`: as which issue it was filed, while it is together with another: that one
    waits, merged, until it is taken apart. `accused`: whom it complains of, with every post that they hold;
    `called_only`: violence, somebody in despair: whoever was not called knows nothing of it.
    """

    id: int
    issue_id: int
    community_id: int
    number: int
    year: int
    area_id: int
    text: str
    filed_at: datetime
    t0: datetime
    place: str = ""
    latitude: float | None = None
    longitude: float | None = None
    source: Source = Source.PRIVATE
    reporter_id: int | None = None
    filed_by_id: int | None = None
    behalf: str = ""
    private: bool = False
    told_at: datetime | None = None
    rating: Rating | None = None
    heard_on: date | None = None
    outside_number: str | None = None
    outside_due: date | None = None
    rated_at: datetime | None = None
    home_id: int | None = None
    accused: tuple[Accused, ...] = ()
    called_only: bool = False
    listening_id: int | None = None  # it was registered in one go with others

    @property
    def subject(self) -> Subject:
        """What its photos are about."""
        return Subject(SubjectKind.REPORT, self.id)

    @property
    def registered_by(self) -> int | None:
        """Who took it down for somebody who reads nothing here, and so hears what there is to pass on."""
        return self.filed_by_id if self.reporter_id is None and self.source in REGISTERED else None


@dataclass(slots=True, kw_only=True)
class Round:
    """Once from T0 to a result: a reopened issue has several. Who did what in it, and when."""

    issue_id: int
    round: int
    t0: datetime
    accepted_at: datetime | None = None
    accepted_by_id: int | None = None
    accepted_post_id: int | None = None
    replied_at: datetime | None = None
    resolved_at: datetime | None = None
    resolved_by_id: int | None = None
    resolved_post_id: int | None = None
    false_alarm: bool = False  # a danger that was none: there was nothing to do
    rating: Rating | None = None
    rated_at: datetime | None = None
    closed_at: datetime | None = None
    sample_id: int | None = None  # drawn to be asked after
    checked: Check | None = None
    checked_at: datetime | None = None
    checked_post_id: int | None = None  # None: the resident said so


@dataclass(slots=True, kw_only=True)
class Sample:
    """What of a month (its first day) a community asks after 复查: so many were drawn by the seed, of so many that had
    closed without a rating."""

    id: int
    area_id: int
    month: date
    seed: int
    at: datetime
    lapsed: int
    drawn: int


@dataclass(slots=True, kw_only=True)
class Promise:
    """A follow-up plan 后续方案: by which day, and why not today. It counts once the resident was told.

    `moving_to`: the day that was asked for and not agreed to yet. `ended_at`: another one took its place, or its round
    was over; the promise that counts has none.
    """

    id: int
    issue_id: int
    round: int
    on_day: date
    reason: str
    made_at: datetime
    interim: str = ""
    told_at: datetime | None = None
    moved: bool = False
    moving_to: date | None = None
    moving_reason: str = ""
    by_limit: bool = False  # the day is the category's limit in working days: it moves when the calendar does
    ended_at: datetime | None = None


@record
class Copy(Data):
    """Where a card stands beside the nearest group's: on a person's phone, by hand (with which line, as which kind) or
    as what a ping of a round before became; or in a further group."""

    person: int | None = None
    entry: int | None = None
    kind: str | None = None
    ping: int | None = None
    chat: int | None = None


@dataclass(slots=True, kw_only=True)
class Issue:
    """A matter that somebody reported: where it lies, where it stands, who holds it, and until when.

    `reports` are its reports, the first first; `now` is its round, `promise` the promise that counts: what is kept in
    them is written with the issue. `deadlines` holds those that are pending or held, and those of this round that
    ended; `pings` those of this round. `t0` is that of the round. `turn` counts what makes a card's buttons old;
    `version` guards against two writers.
    """

    id: int
    community_id: int
    area_id: int
    line: tuple[int, ...]
    category: str
    filed_at: datetime
    t0: datetime
    now: Round
    reports: list[Report] = field(default_factory=list)
    promise: Promise | None = None
    estate_id: int | None = None
    state: State = State.REPORTED
    back_state: State | None = None
    grade: Grade | None = None
    tier: Tier = Tier.BUILDING
    handed_to: Tier | None = None  # the tier to which it was handed up, and which has not accepted it yet
    urgency: Urgency = Urgency.NORMAL
    danger: str | None = None
    holder_id: int | None = None
    holder_post_id: int | None = None
    assignee_post_id: int | None = None
    assigned_by_id: int | None = None
    transfer_post_id: int | None = None
    transfers: int = 0
    problem: bool = False
    plan: str = ""
    plan_until: datetime | None = None
    cost: str = ""
    question: str = ""
    waiting_since: datetime | None = None
    waited: bool = False
    paused: timedelta = timedelta()
    result: str = ""
    visit_asked: bool = False
    nudged: bool = False
    unanswered: bool = False
    me_toos: int = 0
    turn: int = 0
    version: int = 0
    again_since: datetime | None = None  # the day until which it was put off has come, and nothing is decided since
    runs_on_since: datetime | None = None  # its clock does not stop outside the hours: danger, or it must be tonight
    tonight: str = ""  # why it must be tonight, in the reporter's words
    whistle_id: int | None = None  # the newest one about it
    forgotten_at: datetime | None = None  # the reporter wants to be forgotten: when it is over its words go
    erased_at: datetime | None = None
    incident_at: datetime | None = None  # since when it is known, of what many have
    planned_until: datetime | None = None  # of a planned outage: nobody is asked before its end
    light: str = ""  # how boards count it, as it was when it was last written (clock/lights.py); "": that is not known
    turns_at: datetime | None = None  # when that light becomes the next one by itself
    wanted_at: datetime | None = None  # by when something is wanted next, for the order of boards
    apart: bool = False  # whether it may be known, a board looks up for each reader
    copies: list[Copy] = field(default_factory=list)
    deadlines: list[Deadline] = field(default_factory=list)
    pings: list[Ping] = field(default_factory=list)

    @property
    def subject(self) -> Subject:
        """What its deadlines, entries and messages are about."""
        return Subject(SubjectKind.ISSUE, self.id)

    @property
    def urgent(self) -> bool:
        """Danger to life."""
        return self.urgency is Urgency.URGENT

    @property
    def round(self) -> int:
        """Which round it is in, from 1."""
        return self.now.round

    @property
    def report(self) -> Report:
        """The first report, by whose number and words people know the matter."""
        return self.reports[0]

    @property
    def number(self) -> int:
        """The first report's speakable number."""
        return self.report.number

    @property
    def year(self) -> int:
        """The year of that number."""
        return self.report.year

    @property
    def text(self) -> str:
        """The first report's words."""
        return self.report.text

    @property
    def place(self) -> str:
        """The first report's words about the place."""
        return self.report.place

    @property
    def latitude(self) -> float | None:
        """Degrees north, where the first report has a location."""
        return self.report.latitude

    @property
    def longitude(self) -> float | None:
        """Degrees east, where the first report has a location."""
        return self.report.longitude

    @property
    def source(self) -> Source:
        """By which way the first report came."""
        return self.report.source

    @property
    def behalf(self) -> str:
        """For whom the first report was made, in its reporter's words."""
        return self.report.behalf

    @property
    def reporter_id(self) -> int | None:
        """The first report's reporter. Whoever tells the reporters goes through `reporters`."""
        return self.report.reporter_id

    @property
    def reporters(self) -> list[int]:
        """Everybody who reported it and is still known, in order, each once."""
        return list(dict.fromkeys(one.reporter_id for one in self.reports if one.reporter_id is not None))

    @property
    def others(self) -> int:
        """Homes that have it beside the one that reported it first: of an incident those who reported it too."""
        return self.me_toos + (len(self.reports) - 1 if self.incident_at is not None else 0)

    @property
    def nobody_to_tell(self) -> bool:
        """Whether nobody who reported it can be told anything: neither by an account nor by what was left for a visit.
        What is for the reporter counts at once then."""
        return not self.reporters and not self.visit_asked

    @property
    def private(self) -> bool:
        """Whether only its community may see it; private and public reports are never of one issue."""
        return any(one.private for one in self.reports)

    @property
    def joined(self) -> list[Report]:
        """The reports that were filed as other issues and are together with this one; each can be taken apart."""
        return [one for one in self.reports if one.home_id not in (None, self.id)]

    def in_order(self) -> None:
        """Its own report leads, by whose number people know it; then those that came to it, in order."""
        self.reports.sort(key=lambda one: (one.home_id is not None, one.filed_at, one.id))

    @property
    def took(self) -> timedelta | None:
        """From the report until it was done. Opened again, its clock is new and the waiting is not."""
        began = self.t0 if self.round == 1 else self.filed_at
        return self.now.resolved_at - began if self.now.resolved_at is not None else None

    def as_known_to(self, person_id: int | None) -> "Issue":
        """The same for one of its reporters, to be read only: with the own report first, whose number and words he or
        she knows."""
        own = [one for one in self.reports if one.reporter_id == person_id]
        if person_id is None or not own or own[0] is self.reports[0]:
            return self
        others = [one for one in self.reports if one.reporter_id != person_id]
        return replace(self, reports=[*own, *others], filed_at=own[0].filed_at)

    def is_reporter(self, person_id: int) -> bool:
        """Whether one of the reports is that person's."""
        return any(one.reporter_id == person_id for one in self.reports)

    def make_private(self, *, called_only: bool = False) -> None:
        """From now on only its community may see it; `called_only`: of them whoever is called."""
        for report in self.reports:
            report.private = True
            report.called_only = report.called_only or called_only

    @property
    def one_of_many(self) -> bool:
        """Whether it was registered in one go with others: then groups read one message about all of them."""
        return self.report.listening_id is not None

    @property
    def called_only(self) -> bool:
        """Whether whoever was not called knows nothing of it, whatever post he or she holds."""
        return any(one.called_only for one in self.reports)

    @property
    def accused(self) -> list[Accused]:
        """Whom it complains of."""
        return [one for report in self.reports for one in report.accused]

    def accuses(self, person_id: int | None, post_ids: Iterable[int] = ()) -> bool:
        """Whether it complains of that person; of whom nobody knew when it was made, whoever sits in the post."""
        mine = set(post_ids)
        return any(
            (one.person_id == person_id and person_id is not None) or (one.person_id is None and one.post_id in mine)
            for one in self.accused
        )

    @property
    def promise_on(self) -> date | None:
        """The promised day, told yet or not."""
        return None if self.promise is None else self.promise.on_day

    @property
    def promise_told_at(self) -> datetime | None:
        """Since when the promise counts."""
        return None if self.promise is None else self.promise.told_at


@dataclass(slots=True, kw_only=True)
class WhistleCall:
    """One department that a whistle called, and what came of it.

    `report_in_by` never moves; `feedback_by` is set anew by a redo. `late` and `overdue`: how far the asking went when
    it did not report in, or feed back, in time: figures keep it. `passed_to_id`: another was called instead.
    """

    id: int
    whistle_id: int
    department_id: int
    called_at: datetime
    report_in_by: datetime
    feedback_by: datetime
    state: CallState = CallState.WHISTLED
    late: int = 0
    overdue: int = 0
    reported_in_at: datetime | None = None
    reported_post_id: int | None = None
    people: int = 0
    consulted_at: datetime | None = None
    agreed: str = ""
    fed_back_at: datetime | None = None
    fed_back_first_at: datetime | None = None
    first_by: datetime | None = None
    result: str = ""
    redos: int = 0
    missing: str = ""
    accepted_at: datetime | None = None
    rating: CallRating | None = None
    returned_at: datetime | None = None
    reason: str = ""
    passed_to_id: int | None = None

    @property
    def over(self) -> bool:
        """Whether nothing is waited for any more."""
        if self.state is CallState.RETURNED:
            return self.passed_to_id is not None
        return self.state in (CallState.ACCEPTED, CallState.WITHDRAWN)


@dataclass(slots=True, kw_only=True)
class Whistle:
    """A whistle 吹哨: somebody calls departments to a place, about an issue or on its own.

    `calls` are its departments, written with it and guarded by its version; `deadlines` those that are pending. It
    belongs to the post that whistled; `tier` is that post's. What was said about an issue stays with the issue: `text`
    is for a whistle on its own.
    """

    id: int
    number: int
    year: int
    area_id: int
    line: tuple[int, ...]
    matter: str
    at: datetime
    by_id: int
    by_post_id: int
    tier: Tier
    report_in: timedelta
    feedback: timedelta
    feedback_days: int = 0
    issue_id: int | None = None
    menu_id: int | None = None
    place: str = ""
    text: str = ""
    ended_at: datetime | None = None
    version: int = 0
    erased_at: datetime | None = None
    calls: list[WhistleCall] = field(default_factory=list)
    deadlines: list[Deadline] = field(default_factory=list)

    @property
    def subject(self) -> Subject:
        """What its deadlines, entries and messages are about."""
        return Subject(SubjectKind.WHISTLE, self.id)

    @property
    def open(self) -> bool:
        """Whether a department is still waited for."""
        return self.ended_at is None

    def call(self, call_id: int) -> WhistleCall | None:
        """One of its departments."""
        return next((one for one in self.calls if one.id == call_id), None)


@dataclass(slots=True, kw_only=True)
class Mediation:
    """A mediation 调解 of a quarrel. What the sides say is on its own timeline, never on that of the issue.

    `first_id`, `other_id`: the people, as far as they have an account here; `other` is who the other side is, in words
    for the mediator. `code` opens the question to the other side, once. Of each side: whether it agrees to the
    mediation, comes to the appointment, and confirms the sentence; None: not answered. `by_post_id`: in which post
    somebody asked for it; of whoever reported it the mediator's. `mediator_id` is the person who
    was agreed to: whoever sits in the post later is somebody else.
    """

    id: int
    issue_id: int
    line: tuple[int, ...]
    at: datetime
    by_id: int
    by_post_id: int
    code: str
    mediator_id: int | None = None
    mediator_post_id: int | None = None
    state: MediationState = MediationState.ASKING_FIRST
    first_id: int | None = None
    other_id: int | None = None
    other: str = ""
    first_agrees: bool | None = None
    other_agrees: bool | None = None
    meets_at: datetime | None = None
    meets: str = ""
    first_comes: bool | None = None
    other_comes: bool | None = None
    agreement: str = ""
    first_confirms: bool | None = None
    other_confirms: bool | None = None
    next_step: NextStep | None = None
    ended_at: datetime | None = None
    version: int = 0
    erased_at: datetime | None = None

    @property
    def subject(self) -> Subject:
        """What its deadlines, entries and messages are about."""
        return Subject(SubjectKind.MEDIATION, self.id)

    @property
    def open(self) -> bool:
        """Whether it goes on."""
        return self.ended_at is None

    def person(self, side: Side) -> int | None:
        """Who it is; None: somebody without an account here."""
        return self.first_id if side is Side.FIRST else self.other_id

    def answer(self, side: Side, to: str) -> bool | None:
        """What the side answered: "agrees", "comes", "confirms"."""
        found: bool | None = getattr(self, f"{side}_{to}")
        return found

    def answers(self, side: Side, to: str, answer: bool | None) -> None:
        """It answers that."""
        setattr(self, f"{side}_{to}", answer)

    def both(self, to: str) -> bool:
        """Whether both sides say yes to it."""
        return all(self.answer(one, to) for one in Side)


class Party(StrEnum):
    """Who sits in a joint meeting beside whoever holds it 三方联动."""

    COMMITTEE = "committee"
    OWNERS = "owners"
    PROPERTY = "property"


@dataclass(slots=True, kw_only=True)
class Meeting:
    """A joint meeting 联席会议 of an area, from when to when; one at a time. What it decides stands on its timeline as
    ids, and with words on that of each issue. `present`: the parties that were ticked."""

    id: int
    area_id: int
    tier: Tier
    at: datetime
    by_id: int
    by_post_id: int
    present: list[str] = field(default_factory=list)
    ended_at: datetime | None = None
    version: int = 0

    @property
    def subject(self) -> Subject:
        """What its deadline and its minutes are about."""
        return Subject(SubjectKind.MEETING, self.id)


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


@dataclass(slots=True, kw_only=True)
class Outside:
    """Somebody who left a bound group, or was removed from it: a mention there rings nobody. Back in it: no row. Of
    whom nothing was heard we take it that they are in it."""

    chat_id: int
    person_id: int
    at: datetime


Row = (
    Issue
    | Report
    | Round
    | Sample
    | Promise
    | Deadline
    | Ping
    | Entry
    | Attachment
    | Draft
    | VisitNote
    | MeToo
    | Verdict
    | Outside
    | Message
    | Person
    | Post
    | Chat
    | Utterance
    | UtteranceMessage
    | Question
    | Link
    | Audit
    | Setting
    | Day
    | Rota
    | Swap
    | Absence
    | HandedShift
    | Whistle
    | Outage
    | Meeting
    | Mediation
    | ListeningDay
    | Broadcast
    | Emergency
    | HomeNote
)
