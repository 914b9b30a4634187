"""An issue with its reports, rounds and promises (domain.md §3-4), and what neighbours say of it.

Plain records without behaviour; the rules stand in the rooms beside this one. Every moment is an aware datetime in
UTC. Ids are 63-bit integers assigned by the application (`Work.new_id`). Words: domain.md §1-4 and §9.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from casework.data import Data, record
from casework.frozen import frozen
from casework.model.deadlines import Deadline, Ping
from casework.model.people import Role
from casework.model.subjects import Subject, SubjectKind


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
    CALL_OUT = "call_out"
    SHOW_PHOTO = "show_photo"
    HIDE_PHOTO = "hide_photo"


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


CONTENT = (Rating.GOOD, Rating.FAIR)
"""Said by whoever takes the result as it is."""


class Check(StrEnum):
    """What came of asking after a round that closed without a rating 复查."""

    ASKED = "asked"  # the resident has the question
    FINE = "fine"
    NOT_DONE = "not_done"
    NOT_REACHED = "not_reached"


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


@dataclass(slots=True, kw_only=True)
class VisitNote:
    """Door number, phone, times at home of whoever one report is of: for the holder alone, erased 30 days after closing
    (domain.md §7). `person_id`: who told it, or took it down."""

    id: int
    report_id: int
    person_id: int
    at: datetime
    text: str


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
class Verdict:
    """What a neighbour says of the result of a round that stands on the echo wall: it is fixed, or not yet."""

    issue_id: int
    round: int
    person_id: int
    fixed: bool
    at: datetime


@dataclass(slots=True, kw_only=True)
class MeToo:
    """A neighbour who said "my home too". `area_id`: where it is, if it is said of another home than his own."""

    issue_id: int
    person_id: int
    at: datetime
    area_id: int | None = None


@frozen(kw_only=True)
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
    `called_only`: violence, somebody in despair: whoever was not called knows nothing of it. `visit_asked`: there is a
    door or a phone of its own (VisitNote). `forgotten_at`: since when its reporter wants to be forgotten.
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
    visit_asked: bool = False
    forgotten_at: datetime | None = None

    @property
    def subject(self) -> Subject:
        """What its photos are about."""
        return Subject(SubjectKind.REPORT, self.id)

    @property
    def registered_by(self) -> int | None:
        """Who took it down for somebody who reads nothing here, and so hears what there is to pass on."""
        return self.filed_by_id if self.reporter_id is None and self.source in REGISTERED else None

    @property
    def followed(self) -> bool:
        """Whether anybody still hears of it: its reporter, or whoever registered it."""
        return self.reporter_id is not None or self.registered_by is not None


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
    rated_by: int | None = None  # how many of its reporters said how it is
    content: int | None = None  # how many of them: good, or fair
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

    `hour`: by which hour of that day, in the neighbourhood's zone; None: by its end. `comes`: by that hour somebody is
    there or begins, and it is done by the day's end. `moving_to`, `moving_hour`: what
    was asked for and not agreed to yet. `ended_at`: another one took its place, or its round was over; the promise that
    counts has none.
    """

    id: int
    issue_id: int
    round: int
    on_day: date
    reason: str
    made_at: datetime
    hour: time | None = None
    comes: bool = False
    interim: str = ""
    told_at: datetime | None = None
    moved: bool = False
    moving_to: date | None = None
    moving_hour: time | None = None
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
    def visit_asked(self) -> bool:
        """Whether a door or a phone was left with any of the reports."""
        return any(one.visit_asked for one in self.reports)

    @property
    def callers(self) -> list[Report]:
        """The reports that were taken down for somebody who reads nothing here."""
        return [one for one in self.reports if one.registered_by is not None]

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

    def make_public(self) -> None:
        """What made it private was none: its area may see it again."""
        for report in self.reports:
            report.private = report.called_only = False

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
