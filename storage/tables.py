"""The tables. Columns are named as the fields of casework/model/; indexes exist for a query that is asked.

Ids are given by the application. What waits (deadlines, outbox, inbox) has a partial index, so that an idle look
costs the same whatever else is stored. Lists of states stand as text: SQLite uses a partial index only where the
question repeats its condition literally.
"""

from enum import StrEnum
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    ScalarSelect,
    Table,
    Time,
    UniqueConstraint,
    bindparam,
    exists,
    false,
    func,
    select,
    text,
    update,
)

from casework.hours import DayKind
from casework.messages import Kind
from casework.model.calls import Calling, CallKind
from casework.model.chats import Audience
from casework.model.conversation import DraftState, Outcome
from casework.model.deadlines import DeadlineKind, DeadlineState, PingAnswer
from casework.model.issues import Check, Grade, Rating, Source, State, Tier, Urgency
from casework.model.mediations import MediationState, NextStep
from casework.model.people import Rank, Role, Serves
from casework.model.places import AreaKind, HomeState, Mode, Supply
from casework.model.subjects import SubjectKind
from casework.model.timeline import AttachmentKind, Visibility
from casework.model.whistles import CallRating, CallState
from casework.transitions import STANDING
from storage.columns import Complained, Copies, Duration, Json, Line, OneOf, UTCDateTime, Words

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _id() -> Column[int]:
    return Column("id", BigInteger, primary_key=True, autoincrement=False)


def _ref(name: str, to: str, *, null: bool = True) -> Column[int]:
    return Column(name, BigInteger, ForeignKey(f"{to}.id"), nullable=null)


def _is(name: str, type_: Any, *, null: bool = False) -> Column[Any]:
    return Column(name, type_, nullable=null)


def _subject(*, null: bool = False) -> tuple[Column[Any], Column[int]]:
    """What a row is about. The kind stands beside the id, so that nobody has to look there to know it."""
    return _is("subject_kind", OneOf(SubjectKind), null=null), _ref("subject_id", "subjects", null=null)


def _among(states: tuple[State, ...]) -> str:
    return "state IN ({})".format(", ".join(f"'{state}'" for state in states))


def _known(table: str, kinds: type[StrEnum]) -> str:
    return "{}.kind IN ({})".format(table, ", ".join(f"'{kind}'" for kind in kinds))


IS_KNOWN_DEADLINE = _known("deadlines", DeadlineKind)
IS_KNOWN_MESSAGE = _known("outbox", Kind)
"""What a newer version put there waits for it: whoever does not know a kind neither claims it nor counts it as late."""
IS_STANDING = _among(STANDING)
IS_PENDING = "state = 'pending'"
IS_WAITING = "state = 'waiting'"
IS_DONE = "state = 'done'"
IS_LIVE = "answer IS NULL"
IS_OPEN_LINK = "used_at IS NULL"
IS_UNERASED = "closed_at IS NOT NULL AND erased_at IS NULL"
IS_FORGOTTEN = "forgotten_at IS NOT NULL AND erased_at IS NULL"
HAS_WORDS = "state <> 'open' AND (text <> '' OR place <> '' OR behalf <> '' OR latitude IS NOT NULL)"
IS_UNERASED_ROUND = "rounds.closed_at IS NOT NULL AND rounds.erased_at IS NULL"
IS_FORGOTTEN_ISSUE = "issues.forgotten_at IS NOT NULL AND issues.erased_at IS NULL"
IS_FORGOTTEN_REPORT = "forgotten_at IS NOT NULL AND (text <> '' OR place <> '')"
IS_ORDER = "outside_number IS NOT NULL"
IS_LISTED = "listening_id IS NOT NULL"
IS_OPEN_WHISTLE = "ended_at IS NULL"
IS_UNERASED_MEDIATION = "ended_at IS NOT NULL AND erased_at IS NULL"
IS_UNERASED_CALL = "ended_at IS NOT NULL AND erased_at IS NULL"
IS_OPEN_MEETING = "ended_at IS NULL"
IS_UNERASED_WHISTLE = "ended_at IS NOT NULL AND erased_at IS NULL"
IS_ON = "ended_at IS NULL"
IS_SAID = "subject_kind = 'broadcast'"
IS_RESIDENTS = "post_id IS NULL AND person_id IS NOT NULL"
IS_USED = "used_at IS NOT NULL"
IS_NOBODYS = "reporter_id IS NULL AND filed_by_id IS NOT NULL"
"""A report of somebody without an account, or of whom nothing is known any more."""
IS_AWAY = "home_id IS NOT NULL"
IS_FIRED_RUNG = "state = 'fired' AND kind IN ('understand', 'resolve', 'promise_end')"

subjects = Table("subjects", metadata, _id(), _is("kind", OneOf(SubjectKind)))
"""What something can be about; parent of all that hangs on it, whatever it is."""

estates = Table(
    "estates",
    metadata,
    _id(),
    _is("name", Words),
    _is("code", Words),
    _is("company", Words),
    _is("phone", Words),
    Column("mode", OneOf(Mode), nullable=False, server_default=Mode.COMPANY.value),
    UniqueConstraint("code"),
)

areas = Table(
    "areas",
    metadata,
    _id(),
    _is("kind", OneOf(AreaKind)),
    _is("name", Words),
    _is("code", Words),
    _ref("parent_id", "areas"),
    _ref("estate_id", "estates"),
    _is("households", Integer),
    _is("line", Line),
    UniqueConstraint("code"),
)

persons = Table(
    "persons",
    metadata,
    _id(),
    _is("name", Words),
    _is("language", Words),
    _is("reachable", Boolean),
    _is("consent_at", UTCDateTime, null=True),
    _ref("home_id", "areas"),
    _is("away_until", UTCDateTime, null=True),
    _is("cover_post_id", BigInteger, null=True),  # of absences; a reference would go in a circle
    _is("quiet_from", Integer, null=True),
    _is("quiet_to", Integer, null=True),
    _is("erased_at", UTCDateTime, null=True),
)

addresses = Table(
    "addresses",
    metadata,
    Column("address", Words, primary_key=True),
    _ref("person_id", "persons", null=False),
)

posts = Table(
    "posts",
    metadata,
    _id(),
    _is("code", Words),
    _is("role", OneOf(Role)),
    _is("rank", OneOf(Rank)),
    _is("name", Words),
    _ref("area_id", "areas"),
    _ref("estate_id", "estates"),
    _is("phone", Words),
    _ref("person_id", "persons"),
    _is("department_id", BigInteger, null=True),
    Column("serves", OneOf(Serves), nullable=False, server_default="normal"),
    UniqueConstraint("code"),
)

departments = Table(
    "departments",
    metadata,
    _id(),
    _is("code", Words),
    _is("name", Words),
    _ref("area_id", "areas", null=False),
    _is("leader_post_id", BigInteger, null=True),
    _is("categories", Json),
    _is("group_title", Words, null=True),
    UniqueConstraint("code"),
)

menu_items = Table(
    "menu_items",
    metadata,
    _id(),
    _is("code", Words),
    _is("matter", Words),
    _ref("area_id", "areas", null=False),
    _is("departments", Json),
    _is("report_in", Duration, null=True),
    _is("feedback", Duration),
    _is("feedback_days", Integer),
    UniqueConstraint("code"),
)

utilities = Table(
    "utilities",
    metadata,
    _id(),
    _is("code", Words),
    _is("supply", OneOf(Supply)),
    _is("name", Words),
    _is("phone", Words),
    _is("hours", Words),
    _ref("area_id", "areas"),
    _ref("estate_id", "estates"),
    UniqueConstraint("code"),
)

rota = Table(
    "rota",
    metadata,
    _id(),
    _is("role", OneOf(Role)),
    _ref("area_id", "areas"),
    _ref("estate_id", "estates"),
    _ref("post_id", "posts", null=False),
    _is("weekday", Integer, null=True),
    _is("day", Date, null=True),
    _is("starts", Integer),
    _is("ends", Integer),
    _is("since", UTCDateTime),
    _is("until", UTCDateTime, null=True),
)

swaps = Table(
    "swaps",
    metadata,
    _id(),
    _is("role", OneOf(Role)),
    _ref("area_id", "areas"),
    _ref("estate_id", "estates"),
    _ref("from_post_id", "posts", null=False),
    _ref("to_post_id", "posts", null=False),
    _is("starts_at", UTCDateTime),
    _is("ends_at", UTCDateTime),
    _is("offered_at", UTCDateTime),
    _ref("offered_by", "persons", null=False),
    _is("answered_at", UTCDateTime, null=True),
    _is("accepted", Boolean),
    _is("undone_at", UTCDateTime, null=True),
)

absences = Table(
    "absences",
    metadata,
    _id(),
    _ref("person_id", "persons", null=False),
    _is("since", UTCDateTime),
    _is("until", UTCDateTime),
    _ref("cover_post_id", "posts"),
)

shifts = Table(
    "shifts",
    metadata,
    _id(),
    _ref("area_id", "areas", null=False),
    _is("role", OneOf(Role)),
    _is("at", UTCDateTime),
    _ref("from_post_id", "posts"),
    _ref("from_person_id", "persons"),
    _ref("to_post_id", "posts", null=False),
    _ref("to_person_id", "persons", null=False),
    _is("taken_at", UTCDateTime, null=True),
)

links = Table(
    "links",
    metadata,
    Column("code", Words, primary_key=True),
    _ref("post_id", "posts", null=False),
    _is("made_at", UTCDateTime),
    _is("used_at", UTCDateTime, null=True),
    _ref("used_by", "persons"),
    _is("asked_by", BigInteger, null=True),
    _is("asked_at", UTCDateTime, null=True),
)

# A post may leave the roster: who held it, and what was done, stays readable by its code.
seats = Table(
    "seats",
    metadata,
    _id(),
    _is("post_id", BigInteger),
    _is("code", Words),
    _ref("person_id", "persons", null=False),
    _is("since", UTCDateTime, null=True),
    _is("until", UTCDateTime, null=True),
)

audit = Table(
    "audit",
    metadata,
    _id(),
    _is("at", UTCDateTime),
    _is("action", Words),
    _ref("person_id", "persons"),
    _is("post_id", BigInteger, null=True),
    _is("area_id", BigInteger, null=True),  # no reference: it may leave the roster
    _ref("chat_id", "chats"),
    _is("data", Json),
)

chats = Table(
    "chats",
    metadata,
    _id(),
    _ref("area_id", "areas", null=False),
    _is("audience", OneOf(Audience)),
    _is("title", Words),
    _is("address", Words),
    _is("thread", BigInteger, null=True),
    _is("bound", Boolean),
    _is("bound_at", UTCDateTime, null=True),
    _is("listens_at", UTCDateTime, null=True),
    _is("department_id", BigInteger, null=True),
)

counters = Table(
    "counters",
    metadata,
    Column("community_id", BigInteger, primary_key=True, autoincrement=False),
    Column("year", Integer, primary_key=True, autoincrement=False),
    _is("last", Integer),
)

COUNTED = ("light", "turns_at", "apart", "urgency", "holder_post_id", "holder_id")
ON_BOARD = (*COUNTED, "state", "wanted_at", "t0", "id", "version")
"""What a board counts and sorts by, its number, and the state, which SQLite looks at again: found without the rows."""

issues = Table(
    "issues",
    metadata,
    _id(),
    _ref("community_id", "areas", null=False),
    _ref("area_id", "areas", null=False),
    _is("line", Line),
    _is("category", Words),
    _is("filed_at", UTCDateTime),
    _is("t0", UTCDateTime),
    _is("round", Integer),
    _ref("estate_id", "estates"),
    _is("state", OneOf(State)),
    _is("back_state", OneOf(State), null=True),
    _is("grade", OneOf(Grade), null=True),
    _is("tier", OneOf(Tier)),
    _is("handed_to", OneOf(Tier), null=True),
    _is("urgency", OneOf(Urgency)),
    _is("danger", Words, null=True),
    _ref("holder_id", "persons"),
    _ref("holder_post_id", "posts"),
    _ref("assignee_post_id", "posts"),
    _ref("assigned_by_id", "persons"),
    _ref("transfer_post_id", "posts"),
    _is("transfers", Integer),
    _is("problem", Boolean),
    _is("plan", Words),
    _is("plan_until", UTCDateTime, null=True),
    _is("cost", Words),
    _is("question", Words),
    _is("waiting_since", UTCDateTime, null=True),
    _is("waited", Boolean),
    _is("paused", Duration),
    _is("result", Words),
    _is("visit_asked", Boolean),
    _is("nudged", Boolean),
    _is("unanswered", Boolean),
    _is("me_toos", Integer),
    Column("tonight", Words, nullable=False, server_default=""),
    _is("runs_on_since", UTCDateTime, null=True),
    _is("again_since", UTCDateTime, null=True),
    _is("turn", Integer),
    _is("version", Integer),
    _is("whistle_id", BigInteger, null=True),
    _is("forgotten_at", UTCDateTime, null=True),
    _is("erased_at", UTCDateTime, null=True),
    _is("incident_at", UTCDateTime, null=True),
    _is("planned_until", UTCDateTime, null=True),
    Column("light", Words, nullable=False, server_default=""),
    _is("turns_at", UTCDateTime, null=True),
    _is("wanted_at", UTCDateTime, null=True),
    Column("apart", Boolean, nullable=False, server_default=false()),
    Column("copies", Copies, nullable=False, server_default="[]"),
)

reports = Table(
    "reports",
    metadata,
    _id(),
    _ref("issue_id", "issues", null=False),
    _ref("community_id", "areas", null=False),
    _is("number", Integer),
    _is("year", Integer),
    _ref("area_id", "areas", null=False),
    _is("text", Words),
    _is("filed_at", UTCDateTime),
    _is("t0", UTCDateTime),
    _is("place", Words),
    _is("latitude", Float, null=True),
    _is("longitude", Float, null=True),
    _is("source", OneOf(Source)),
    _ref("reporter_id", "persons"),
    _ref("filed_by_id", "persons"),
    _is("behalf", Words),
    _is("private", Boolean),
    _is("told_at", UTCDateTime, null=True),
    _is("rating", OneOf(Rating), null=True),
    _is("heard_on", Date, null=True),
    _is("outside_number", Words, null=True),
    _is("outside_due", Date, null=True),
    _is("rated_at", UTCDateTime, null=True),
    _is("home_id", BigInteger, null=True),  # an issue's id, without a key: sqlite can't add one
    _is("accused", Complained, null=True),
    _is("called_only", Boolean, null=True),
    _is("listening_id", BigInteger, null=True),
    Column("visit_asked", Boolean, nullable=False, server_default=false()),
    _is("forgotten_at", UTCDateTime, null=True),
    UniqueConstraint("community_id", "number", "year"),
)


def _first(column: Column[Any], *conditions: Any) -> ScalarSelect[Any]:
    """Of the report that leads among these (`Issue.in_order`): what came to an issue comes after its own."""
    first = select(column).where(*conditions)
    first = first.order_by(reports.c.home_id.is_not(None), reports.c.filed_at, reports.c.id)
    return first.limit(1).correlate(issues).scalar_subquery()


# In questions about issues:
NUMBER = func.coalesce(
    _first(reports.c.number, reports.c.issue_id == issues.c.id),
    _first(reports.c.number, text(IS_AWAY), reports.c.home_id == issues.c.id),
).label("number")
"""By which people know an issue: the number of its own report, be that with another."""
FIRST_REPORT = _first(reports.c.id, reports.c.issue_id == issues.c.id)
"""The id of the report whose words and number are an issue's; none of one that is together with another."""
IS_PRIVATE = exists().where(reports.c.issue_id == issues.c.id, reports.c.private).correlate(issues)
"""`Issue.private`: whether only its community may see it."""

samples = Table(
    "samples",
    metadata,
    _id(),
    _ref("area_id", "areas", null=False),
    _is("month", Date),
    _is("seed", BigInteger),
    _is("at", UTCDateTime),
    _is("lapsed", Integer),
    _is("drawn", Integer),
)

rounds = Table(
    "rounds",
    metadata,
    Column("issue_id", BigInteger, ForeignKey("issues.id"), primary_key=True, autoincrement=False),
    Column("round", Integer, primary_key=True, autoincrement=False),
    _is("t0", UTCDateTime),
    _is("accepted_at", UTCDateTime, null=True),
    _ref("accepted_by_id", "persons"),
    _ref("accepted_post_id", "posts"),
    _is("replied_at", UTCDateTime, null=True),
    _is("resolved_at", UTCDateTime, null=True),
    _ref("resolved_by_id", "persons"),
    _ref("resolved_post_id", "posts"),
    Column("false_alarm", Boolean, nullable=False, server_default=false()),
    _is("rating", OneOf(Rating), null=True),
    _is("rated_at", UTCDateTime, null=True),
    _is("rated_by", Integer, null=True),
    _is("content", Integer, null=True),
    _is("closed_at", UTCDateTime, null=True),
    _is("sample_id", BigInteger, null=True),
    _is("checked", OneOf(Check), null=True),
    _is("checked_at", UTCDateTime, null=True),
    _is("checked_post_id", BigInteger, null=True),
    _is("erased_at", UTCDateTime, null=True),
)

paged = Table(
    "paged",
    metadata,
    Column("id", Words, primary_key=True),
    _is("at", UTCDateTime),
)
"""For what somebody was woken outside of Telegram."""

# What the rounds of a day add up to, of each grid (or whatever area they lie in above that): the numbers of figures.
day_sums = Table(
    "day_sums",
    metadata,
    Column("day", Date, primary_key=True),
    Column("line", Line, primary_key=True),
    _is("counts", Json),
    _is("spans", Json),
    _is("parts", Json),
    _is("longest", Json),
    _is("again_at", UTCDateTime, null=True),
    _is("basis", Words),
)

# What changed since: an issue, a day, or (`since`) what areas set, from a moment on. Rows are only added, and go with
# the sum that has them in it.
unsummed = Table(
    "unsummed",
    metadata,
    _id(),
    _is("issue_id", BigInteger, null=True),
    _is("day", Date, null=True),
    _is("since", UTCDateTime, null=True),
)

# Systems outside that are called when a public matter changes (storage/hooks.py). The secret has to be known to sign.
hooks = Table(
    "hooks",
    metadata,
    _id(),
    _is("name", Words),
    _is("url", Words),
    _is("secret", Words),
    _is("made_at", UTCDateTime),
    _is("ended_at", UTCDateTime, null=True),
    _is("failures", Integer),
    _is("retry_at", UTCDateTime, null=True),
    _is("error", Words),
)

# Where it is told of; a receiver without any is told of all.
hook_areas = Table(
    "hook_areas",
    metadata,
    Column("hook_id", BigInteger, ForeignKey("hooks.id"), primary_key=True, autoincrement=False),
    Column("area_id", BigInteger, ForeignKey("areas.id"), primary_key=True, autoincrement=False),
)

# How a matter was last told to a receiver (`said`), and, while it is to be looked at again, since which change.
hook_calls = Table(
    "hook_calls",
    metadata,
    Column("hook_id", BigInteger, ForeignKey("hooks.id"), primary_key=True, autoincrement=False),
    Column("issue_id", BigInteger, ForeignKey("issues.id"), primary_key=True, autoincrement=False),
    _is("change", BigInteger, null=True),
    _is("said", Words),
)

api_keys = Table(
    "api_keys",
    metadata,
    _id(),
    _is("name", Words),
    _is("hash", Words),
    _ref("person_id", "persons", null=False),
    _is("area_ids", Json),
    _is("an_hour", Integer),
    _is("made_at", UTCDateTime),
    _is("ended_at", UTCDateTime, null=True),
    UniqueConstraint("hash"),
)

# What a system outside filed lately, so that the same sent again is one matter: a sign of it, and what it became.
filings = Table(
    "filings",
    metadata,
    Column("key_id", BigInteger, ForeignKey("api_keys.id"), primary_key=True, autoincrement=False),
    Column("sign", Words, primary_key=True),
    _is("content", Words),
    _ref("issue_id", "issues", null=False),
    _is("at", UTCDateTime),
)

promises = Table(
    "promises",
    metadata,
    _id(),
    _ref("issue_id", "issues", null=False),
    _is("round", Integer),
    _is("on_day", Date),
    _is("hour", Time, null=True),
    Column("comes", Boolean, nullable=False, server_default=false()),
    _is("reason", Words),
    _is("made_at", UTCDateTime),
    _is("interim", Words),
    _is("told_at", UTCDateTime, null=True),
    _is("moved", Boolean),
    _is("moving_to", Date, null=True),
    _is("moving_hour", Time, null=True),
    _is("moving_reason", Words),
    Column("by_limit", Boolean, nullable=False, server_default=false()),
    _is("ended_at", UTCDateTime, null=True),
)

drafts = Table(
    "drafts",
    metadata,
    _id(),
    _ref("person_id", "persons", null=False),
    _is("created_at", UTCDateTime),
    _is("state", OneOf(DraftState)),
    _is("text", Words),
    _ref("area_id", "areas"),
    _is("place", Words),
    _is("category", Words, null=True),
    _is("chosen", Boolean),
    _is("behalf", Words),
    _is("danger", Words, null=True),
    _is("private", Boolean),
    _is("photos", Integer),
    _is("voice_seconds", Integer),
    _is("latitude", Float, null=True),
    _is("longitude", Float, null=True),
    _ref("issue_id", "issues"),
    _is("source", OneOf(Source), null=True),
    _is("heard_on", Date, null=True),
    _is("outside_number", Words, null=True),
    _is("outside_due", Date, null=True),
    _is("listening_id", BigInteger, null=True),
    _is("listed", Integer, null=True),
    _is("version", Integer),
)

pings = Table(
    "pings",
    metadata,
    _id(),
    _ref("issue_id", "issues", null=False),
    _is("round", Integer),
    _is("rung", Integer),
    _ref("person_id", "persons", null=False),
    _ref("post_id", "posts", null=False),
    _is("asked_at", UTCDateTime),
    _is("answer", OneOf(PingAnswer), null=True),
    _is("answered_at", UTCDateTime, null=True),
)

entries = Table(
    "entries",
    metadata,
    _id(),
    *_subject(),
    _is("at", UTCDateTime),
    _is("action", Words),
    _is("round", Integer),
    _ref("person_id", "persons"),
    _ref("post_id", "posts"),
    _ref("chat_id", "chats"),
    _is("visibility", OneOf(Visibility)),
    _is("text", Words),
    _is("data", Json),
    _is("erased_at", UTCDateTime, null=True),
)

attachments = Table(
    "attachments",
    metadata,
    _id(),
    _is("kind", OneOf(AttachmentKind)),
    _is("ref", Words),
    *_subject(),
    _ref("entry_id", "entries"),
    _is("seconds", Integer),
    _is("released", Boolean),
    _is("asked_at", UTCDateTime, null=True),
    Column("refused", Boolean, nullable=False, server_default=false()),
    Column("waits", Boolean, nullable=False, server_default=false()),
)

pictures = Table(
    "pictures",
    metadata,
    Column("attachment_id", BigInteger, ForeignKey("attachments.id"), primary_key=True, autoincrement=False),
    _is("name", Words),
    _is("content", LargeBinary),
    _is("width", Integer),
    _is("height", Integer),
    _is("wrong", Words),
    _is("made_at", UTCDateTime),
    UniqueConstraint("name"),
)

visits = Table(
    "visits",
    metadata,
    _id(),
    _ref("report_id", "reports", null=False),
    _ref("person_id", "persons", null=False),
    _is("at", UTCDateTime),
    _is("text", Words),
    UniqueConstraint("report_id"),
)

# What replicas before revision 0049 write, one for each issue.
visit_notes = Table(
    "visit_notes",
    metadata,
    _id(),
    _ref("issue_id", "issues", null=False),
    _ref("person_id", "persons", null=False),
    _is("at", UTCDateTime),
    _is("text", Words),
    UniqueConstraint("issue_id"),
)

outside = Table(
    "outside",
    metadata,
    Column("chat_id", BigInteger, ForeignKey("chats.id"), primary_key=True, autoincrement=False),
    Column("person_id", BigInteger, ForeignKey("persons.id"), primary_key=True, autoincrement=False),
    _is("at", UTCDateTime),
)

outages = Table(
    "outages",
    metadata,
    _id(),
    _is("category", Words),
    _is("area_ids", Json),
    _is("starts_at", UTCDateTime),
    _is("ends_at", UTCDateTime),
    _is("at", UTCDateTime),
    _ref("by_id", "persons", null=False),
    _ref("by_post_id", "posts", null=False),
    _is("changed_at", UTCDateTime, null=True),
    _ref("changed_by_id", "persons"),
    _is("taken_back_at", UTCDateTime, null=True),
    _ref("issue_id", "issues"),
    _is("version", Integer),
)

emergencies = Table(
    "emergencies",
    metadata,
    _id(),
    _ref("area_id", "areas", null=False),
    _is("line", Line),
    _is("at", UTCDateTime),
    _is("until", UTCDateTime),
    _ref("by_id", "persons", null=False),
    _is("by_post_id", BigInteger),
    _is("reason", Words),
    _is("drill", Boolean),
    _is("renewed", Integer),
    _is("ended_at", UTCDateTime, null=True),
    _ref("ended_by_id", "persons"),
    _is("ended_why", Words),
    _is("version", Integer),
)

home_notes = Table(
    "home_notes",
    metadata,
    _id(),
    _ref("emergency_id", "emergencies", null=False),
    _ref("area_id", "areas", null=False),
    _is("door", Words),
    _is("state", OneOf(HomeState)),
    _is("note", Words),
    _is("at", UTCDateTime),
    _ref("by_id", "persons", null=False),
    _is("by_post_id", BigInteger),
    UniqueConstraint("emergency_id", "area_id", "door"),
)

listening_days = Table(
    "listening_days",
    metadata,
    _id(),
    _ref("area_id", "areas", null=False),
    _is("at", UTCDateTime),
    _ref("by_id", "persons", null=False),
    _is("by_post_id", BigInteger),
    _is("source", OneOf(Source)),
    _is("held_on", Date),
    _is("filed_at", UTCDateTime, null=True),
    _is("published_at", UTCDateTime, null=True),
    _ref("published_by_id", "persons"),
    _is("version", Integer),
)
broadcasts = Table(
    "broadcasts",
    metadata,
    _id(),
    _is("kind", Words),
    _is("at", UTCDateTime),
    _is("priority", Integer),
    _is("hearers", Json),
    _ref("by_id", "persons"),
    _is("by_post_id", BigInteger, null=True),
    _is("about_id", BigInteger, null=True),
    _is("text", Words),
    _is("data", Json),
    _is("revision", Integer),
    _is("changed_at", UTCDateTime, null=True),
    _ref("changed_by_id", "persons"),
    _is("taken_back_at", UTCDateTime, null=True),
    _is("stage", Integer),
    _is("after", BigInteger),
    _is("spread_at", UTCDateTime, null=True),
    _is("version", Integer),
)

meetings = Table(
    "meetings",
    metadata,
    _id(),
    _ref("area_id", "areas", null=False),
    _is("tier", OneOf(Tier)),
    _is("at", UTCDateTime),
    _ref("by_id", "persons", null=False),
    _ref("by_post_id", "posts", null=False),
    _is("present", Json),
    _is("ended_at", UTCDateTime, null=True),
    _is("version", Integer),
)

calls = Table(
    "calls",
    metadata,
    _id(),
    _is("kind", OneOf(CallKind)),
    _ref("issue_id", "issues", null=False),
    _is("line", Line),
    _is("at", UTCDateTime),
    _ref("by_id", "persons", null=False),
    _ref("by_post_id", "posts", null=False),
    _is("needed", Integer),
    _is("by_when", UTCDateTime),
    _is("text", Words),
    _is("meet", Words),
    _is("closes_at", UTCDateTime),
    _is("urgent", Boolean),
    _is("state", OneOf(Calling)),
    _is("circle", Integer),
    _is("told_at", UTCDateTime, null=True),
    _is("noted_at", UTCDateTime, null=True),
    _is("ended_at", UTCDateTime, null=True),
    _is("version", Integer),
    _is("erased_at", UTCDateTime, null=True),
)

call_answers = Table(
    "call_answers",
    metadata,
    _id(),
    _ref("call_id", "calls", null=False),
    _ref("person_id", "persons", null=False),
    _is("comes", Boolean),
    _is("at", UTCDateTime),
    _is("came", Boolean, null=True),
    UniqueConstraint("call_id", "person_id"),
)

volunteers = Table(
    "volunteers",
    metadata,
    _id(),
    _ref("person_id", "persons", null=False),
    _is("at", UTCDateTime),
    _is("can", Json),
    _is("confirmed_at", UTCDateTime, null=True),
    _ref("confirmed_by_id", "persons"),
    UniqueConstraint("person_id"),
)

mediations = Table(
    "mediations",
    metadata,
    _id(),
    _ref("issue_id", "issues", null=False),
    _is("line", Line),
    _is("at", UTCDateTime),
    _ref("by_id", "persons", null=False),
    _ref("by_post_id", "posts", null=False),
    _is("code", Words),
    _ref("mediator_id", "persons"),
    _ref("mediator_post_id", "posts"),
    _is("state", OneOf(MediationState)),
    _ref("first_id", "persons"),
    _ref("other_id", "persons"),
    _is("other", Words),
    _is("first_agrees", Boolean, null=True),
    _is("other_agrees", Boolean, null=True),
    _is("meets_at", UTCDateTime, null=True),
    _is("meets", Words),
    _is("first_comes", Boolean, null=True),
    _is("other_comes", Boolean, null=True),
    _is("agreement", Words),
    _is("first_confirms", Boolean, null=True),
    _is("other_confirms", Boolean, null=True),
    _is("next_step", OneOf(NextStep), null=True),
    _is("ended_at", UTCDateTime, null=True),
    _is("version", Integer),
    _is("erased_at", UTCDateTime, null=True),
    UniqueConstraint("code"),
)

verdicts = Table(
    "verdicts",
    metadata,
    Column("issue_id", BigInteger, ForeignKey("issues.id"), primary_key=True, autoincrement=False),
    Column("round", Integer, primary_key=True, autoincrement=False),
    Column("person_id", BigInteger, ForeignKey("persons.id"), primary_key=True, autoincrement=False),
    _is("fixed", Boolean),
    _is("at", UTCDateTime),
)

me_toos = Table(
    "me_toos",
    metadata,
    Column("issue_id", BigInteger, ForeignKey("issues.id"), primary_key=True, autoincrement=False),
    Column("person_id", BigInteger, ForeignKey("persons.id"), primary_key=True, autoincrement=False),
    _is("at", UTCDateTime),
    Column("area_id", BigInteger),
)

deadlines = Table(
    "deadlines",
    metadata,
    _id(),
    _is("kind", OneOf(DeadlineKind)),
    _is("due_at", UTCDateTime),
    _is("state", OneOf(DeadlineState)),
    *_subject(),
    _is("round", Integer),
    _is("rung", Integer),
    _is("ended_at", UTCDateTime, null=True),
    _is("claimed_by", Words, null=True),  # the replica that fires it (claims.py)
)

# Nobody reads or writes it any more; it stays until no replica of a version before can run beside us (ADR 0021).
conversations = Table(
    "conversations",
    metadata,
    Column("chat_address", Words, primary_key=True),
    Column("person_id", BigInteger, ForeignKey("persons.id"), primary_key=True, autoincrement=False),
    _is("flow", Words),
    _is("step", Words),
    _is("data", Json),
    _is("version", Integer),
    _is("at", UTCDateTime, null=True),
)

utterances = Table(
    "utterances",
    metadata,
    _id(),
    _ref("person_id", "persons", null=False),
    _is("chat_address", Words),
    _is("thread", BigInteger, null=True),
    _is("at", UTCDateTime),
    _is("text", Words),
    _is("media_group_id", Words, null=True),
    *_subject(null=True),
    _is("outcome", OneOf(Outcome), null=True),
    _ref("entry_id", "entries"),
    _is("version", Integer),
)

utterance_messages = Table(
    "utterance_messages",
    metadata,
    Column("address", Words, primary_key=True),
    Column("message_id", BigInteger, primary_key=True, autoincrement=False),
    _ref("utterance_id", "utterances", null=False),
)

questions = Table(
    "questions",
    metadata,
    _id(),
    _ref("person_id", "persons", null=False),
    _is("chat_address", Words),
    _is("kind", Words),
    *_subject(null=True),
    _is("asked_at", UTCDateTime),
    _is("expires_at", UTCDateTime),
    _is("message_id", BigInteger, null=True),
    _is("answered_at", UTCDateTime, null=True),
    _is("data", Json),
    _is("version", Integer),
)

outbox = Table(
    "outbox",
    metadata,
    _id(),
    _is("kind", Words),
    _is("due_at", UTCDateTime),
    _is("priority", Integer),
    _ref("person_id", "persons"),
    _ref("chat_id", "chats"),
    *_subject(null=True),
    _ref("ping_id", "pings"),
    _ref("entry_id", "entries"),
    _is("key", Words, null=True),
    _is("data", Json),
    _is("committed_at", UTCDateTime),
    _is("state", Words),
    _is("attempts", Integer),
    _is("retry_at", UTCDateTime, null=True),
    _is("sent_at", UTCDateTime, null=True),
    _is("sent_address", Words, null=True),
    _is("message_id", BigInteger, null=True),
    _is("message_ids", Json),
    _is("error", Words, null=True),
)

inbox = Table(
    "inbox",
    metadata,
    _id(),
    Column("bot_id", BigInteger, nullable=False, server_default="0"),  # whose number it is; 0: before that was noted
    _is("update_id", BigInteger),
    _is("source", Words),
    _is("chat_key", Words),
    _is("raw", Json),
    _is("received_at", UTCDateTime),
    _is("state", Words),  # waiting | done | aside
    _is("attempts", Integer),
    _is("error", Words, null=True),
    _is("failed_at", UTCDateTime, null=True),
    _is("claimed_by", Words, null=True),  # the replica that handles it (claims.py)
    _is("made_at", UTCDateTime, null=True),  # as when it counts, of what came while nobody was at work (inbox.py)
    UniqueConstraint("bot_id", "update_id"),
)

uses = Table(
    "uses",
    metadata,
    Column("person_id", BigInteger, ForeignKey("persons.id"), primary_key=True, autoincrement=False),
    Column("what", Words, primary_key=True),
    Column("minute", UTCDateTime, primary_key=True),
    _is("used", Integer),
    _is("refused", Integer),
)

# Of both the newest row that fits counts; none is changed or deleted, so their number says whether there is news.
settings = Table(
    "settings",
    metadata,
    _id(),
    _ref("area_id", "areas"),
    _is("key", Words),
    _is("value", Words),
    _is("since", UTCDateTime),
    _is("at", UTCDateTime),
    _ref("person_id", "persons"),
)

days = Table(
    "days",
    metadata,
    _id(),
    _ref("area_id", "areas"),
    _is("day", Date),
    _is("kind", OneOf(DayKind)),
    _is("hours", Words),
    _is("name", Words),
    _is("source", Words),
    _is("provisional", Boolean),
    _is("at", UTCDateTime),
    _ref("person_id", "persons"),
)

# A link to the board that was given out, or a session that one opened; never the code itself (sessions.py).
sessions = Table(
    "sessions",
    metadata,
    Column("key", Words, primary_key=True),
    _is("kind", Words),
    _ref("person_id", "persons", null=False),
    _is("made_at", UTCDateTime),
    _is("until", UTCDateTime),
    _is("used_at", UTCDateTime, null=True),
)

leases = Table(
    "leases",
    metadata,
    Column("name", Words, primary_key=True),
    _is("owner", Words),
    _is("until", UTCDateTime),
)

whistles = Table(
    "whistles",
    metadata,
    _id(),
    _is("number", Integer),
    _is("year", Integer),
    _ref("area_id", "areas", null=False),
    _is("line", Line),
    _is("matter", Words),
    _is("at", UTCDateTime),
    _ref("by_id", "persons", null=False),
    _ref("by_post_id", "posts", null=False),
    _is("tier", OneOf(Tier)),
    _is("report_in", Duration),
    _is("feedback", Duration),
    _is("feedback_days", Integer),
    _ref("issue_id", "issues"),
    _ref("menu_id", "menu_items"),
    _is("place", Words),
    _is("text", Words),
    _is("ended_at", UTCDateTime, null=True),
    _is("version", Integer),
    _is("erased_at", UTCDateTime, null=True),
)

whistle_calls = Table(
    "whistle_calls",
    metadata,
    _id(),
    _ref("whistle_id", "whistles", null=False),
    _ref("department_id", "departments", null=False),
    _is("called_at", UTCDateTime),
    _is("report_in_by", UTCDateTime),
    _is("feedback_by", UTCDateTime),
    _is("feedback_from", UTCDateTime, null=True),
    _is("state", OneOf(CallState)),
    _is("late", Integer),
    _is("overdue", Integer),
    _is("reported_in_at", UTCDateTime, null=True),
    _ref("reported_post_id", "posts"),
    _is("people", Integer),
    _is("consulted_at", UTCDateTime, null=True),
    _is("agreed", Words),
    _is("fed_back_at", UTCDateTime, null=True),
    _is("fed_back_first_at", UTCDateTime, null=True),
    _is("first_by", UTCDateTime, null=True),
    _is("result", Words),
    _is("redos", Integer),
    _is("missing", Words),
    _is("accepted_at", UTCDateTime, null=True),
    _is("rating", OneOf(CallRating), null=True),
    _is("returned_at", UTCDateTime, null=True),
    _is("reason", Words),
    _is("passed_to_id", BigInteger, null=True),
)

NO_DRAFT: dict[str, Any] = {"text": "", "place": "", "behalf": "", "latitude": None, "longitude": None}
"""A draft without what the person wrote."""
KEEP_DATA = update(entries).where(entries.c.id == bindparam("row_id")).values(data=bindparam("kept"))
