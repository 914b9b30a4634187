"""The tables. Columns are named as the fields of casework/model.py; indexes exist for a query that is asked.

Ids are given by the application. What waits (deadlines, outbox, inbox) has a partial index, so that an idle look
costs the same whatever else is stored. Lists of states stand as text: SQLite uses a partial index only where the
question repeats its condition literally.
"""

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    UniqueConstraint,
    bindparam,
    text,
    update,
)

from casework.model import (
    AreaKind,
    Audience,
    DeadlineKind,
    DeadlineState,
    Grade,
    PingAnswer,
    Rank,
    Rating,
    Role,
    State,
    Tier,
    Urgency,
    Visibility,
)
from casework.transitions import STANDING
from storage.columns import Duration, Json, Line, OneOf, UTCDateTime, Words

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


def _among(states: tuple[State, ...]) -> str:
    return "state IN ({})".format(", ".join(f"'{state}'" for state in states))


def where(condition: str) -> dict[str, Any]:
    """The condition of a partial index, for both databases."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


IS_STANDING = _among(STANDING)
IS_PENDING = "state = 'pending'"
IS_WAITING = "state = 'waiting'"
IS_DONE = "state = 'done'"
IS_LIVE = "answer IS NULL"
IS_UNERASED = "closed_at IS NOT NULL AND erased_at IS NULL"
IS_FORGOTTEN = "forgotten_at IS NOT NULL AND erased_at IS NULL"
HAS_WORDS = "state <> 'open' AND (text <> '' OR place <> '' OR behalf <> '' OR latitude IS NOT NULL)"
IS_RESIDENTS = "post_id IS NULL AND person_id IS NOT NULL"
IS_USED = "used_at IS NOT NULL"
IS_FIRED_RUNG = "state = 'fired' AND kind IN ('understand', 'resolve', 'promise_end')"

estates = Table(
    "estates",
    metadata,
    _id(),
    _is("name", Words),
    _is("code", Words),
    _is("company", Words),
    _is("phone", Words),
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
    Index(None, "parent_id", "code"),
    Index(None, "kind", "code"),
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
    _is("erased_at", UTCDateTime, null=True),
)

addresses = Table(
    "addresses",
    metadata,
    Column("address", Words, primary_key=True),
    _ref("person_id", "persons", null=False),
    Index(None, "person_id"),
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
    UniqueConstraint("code"),
    Index(None, "area_id"),
    Index(None, "estate_id"),
    Index(None, "person_id"),
)

links = Table(
    "links",
    metadata,
    Column("code", Words, primary_key=True),
    _ref("post_id", "posts", null=False),
    _is("made_at", UTCDateTime),
    _is("used_at", UTCDateTime, null=True),
    _ref("used_by", "persons"),
    Index(None, "post_id"),
    Index("ix_links_used", "used_at", **where(IS_USED)),
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
    Index("uq_chats_address", "address", unique=True, **where("thread IS NULL")),
    Index("uq_chats_address_thread", "address", "thread", unique=True, **where("thread IS NOT NULL")),
    Index(None, "area_id"),
)

counters = Table(
    "counters",
    metadata,
    Column("community_id", BigInteger, primary_key=True, autoincrement=False),
    Column("year", Integer, primary_key=True, autoincrement=False),
    _is("last", Integer),
)

issues = Table(
    "issues",
    metadata,
    _id(),
    _is("number", Integer),
    _is("year", Integer),
    _ref("community_id", "areas", null=False),
    _ref("area_id", "areas", null=False),
    _is("line", Line),
    _is("category", Words),
    _is("text", Words),
    _is("filed_at", UTCDateTime),
    _is("t0", UTCDateTime),
    _ref("estate_id", "estates"),
    _is("place", Words),
    _is("latitude", Float, null=True),
    _is("longitude", Float, null=True),
    _is("source", Words),
    _ref("reporter_id", "persons"),
    _ref("filed_by_id", "persons"),
    _is("behalf", Words),
    _is("private", Boolean),
    _is("state", OneOf(State)),
    _is("back_state", OneOf(State), null=True),
    _is("grade", OneOf(Grade), null=True),
    _is("tier", OneOf(Tier)),
    _is("urgency", OneOf(Urgency)),
    _is("danger", Words, null=True),
    _ref("holder_id", "persons"),
    _ref("holder_post_id", "posts"),
    _ref("assignee_post_id", "posts"),
    _ref("assigned_by_id", "persons"),
    _ref("transfer_post_id", "posts"),
    _is("transfers", Integer),
    _is("problem", Boolean),
    _is("accepted_at", UTCDateTime, null=True),
    _is("plan", Words),
    _is("plan_until", UTCDateTime, null=True),
    _is("cost", Words),
    _is("replied_at", UTCDateTime, null=True),
    _is("question", Words),
    _is("waiting_since", UTCDateTime, null=True),
    _is("waited", Boolean),
    _is("paused", Duration),
    _is("promise_on", Date, null=True),
    _is("promise_reason", Words),
    _is("promise_interim", Words),
    _is("promise_told_at", UTCDateTime, null=True),
    _is("promise_moved", Boolean),
    _is("promise_moving_to", Date, null=True),
    _is("promise_moving_reason", Words),
    _is("result", Words),
    _is("resolved_at", UTCDateTime, null=True),
    _ref("resolved_by_id", "persons"),
    _is("rating", OneOf(Rating), null=True),
    _is("closed_at", UTCDateTime, null=True),
    _is("round", Integer),
    _is("visit_asked", Boolean),
    _is("nudged", Boolean),
    _is("unanswered", Boolean),
    _is("me_toos", Integer),
    _is("turn", Integer),
    _is("version", Integer),
    _is("forgotten_at", UTCDateTime, null=True),
    _is("erased_at", UTCDateTime, null=True),
    UniqueConstraint("community_id", "number", "year"),
    Index("ix_issues_over", "closed_at", **where(IS_UNERASED)),
    Index("ix_issues_forgotten", "forgotten_at", **where(IS_FORGOTTEN)),
    Index("ix_issues_line", "line", "t0", **where(IS_STANDING)),
    Index("ix_issues_same", "area_id", "category", "filed_at", **where(IS_STANDING)),
    Index("ix_issues_holder", "holder_id", **where(IS_STANDING)),
    Index("ix_issues_assignee", "assignee_post_id", **where("assignee_post_id IS NOT NULL")),
    Index("ix_issues_transfer", "transfer_post_id", **where("transfer_post_id IS NOT NULL")),
    Index(None, "reporter_id", "filed_at"),
    Index(None, "community_id", "filed_at"),
)

drafts = Table(
    "drafts",
    metadata,
    _id(),
    _ref("person_id", "persons", null=False),
    _is("created_at", UTCDateTime),
    _is("state", Words),
    _is("text", Words),
    _ref("area_id", "areas"),
    _is("place", Words),
    _is("category", Words, null=True),
    _is("behalf", Words),
    _is("danger", Words, null=True),
    _is("private", Boolean),
    _is("photos", Integer),
    _is("voice_seconds", Integer),
    _is("latitude", Float, null=True),
    _is("longitude", Float, null=True),
    _ref("issue_id", "issues"),
    _is("version", Integer),
    Index("ix_drafts_words", "id", **where(HAS_WORDS)),
    Index("uq_drafts_open", "person_id", unique=True, **where("state = 'open'")),
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
    Index(None, "issue_id", "round"),
    Index("ix_pings_live", "person_id", **where(IS_LIVE)),
)

entries = Table(
    "entries",
    metadata,
    _id(),
    _ref("issue_id", "issues", null=False),
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
    Index(None, "issue_id", "at"),
    Index("ix_entries_person", "person_id", **where(IS_RESIDENTS)),
)

attachments = Table(
    "attachments",
    metadata,
    _id(),
    _is("kind", Words),
    _is("ref", Words),
    _ref("issue_id", "issues"),
    _ref("draft_id", "drafts"),
    _ref("entry_id", "entries"),
    _is("seconds", Integer),
    _is("released", Boolean),
    Index("ix_attachments_issue", "issue_id", **where("issue_id IS NOT NULL")),
    Index("ix_attachments_draft", "draft_id", **where("draft_id IS NOT NULL")),
)

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

me_toos = Table(
    "me_toos",
    metadata,
    Column("issue_id", BigInteger, ForeignKey("issues.id"), primary_key=True, autoincrement=False),
    Column("person_id", BigInteger, ForeignKey("persons.id"), primary_key=True, autoincrement=False),
    _is("at", UTCDateTime),
    Index(None, "person_id"),
)

deadlines = Table(
    "deadlines",
    metadata,
    _id(),
    _is("kind", OneOf(DeadlineKind)),
    _is("due_at", UTCDateTime),
    _is("state", OneOf(DeadlineState)),
    _ref("issue_id", "issues"),
    _ref("draft_id", "drafts"),
    _ref("area_id", "areas"),
    _is("round", Integer),
    _is("rung", Integer),
    _is("ended_at", UTCDateTime, null=True),
    _is("claimed_by", Words, null=True),  # the replica that fires it (claims.py)
    Index("ix_deadlines_fired", "ended_at", **where(IS_FIRED_RUNG)),
    Index("ix_deadlines_due", "due_at", "id", **where(IS_PENDING)),
    Index("ix_deadlines_issue", "issue_id", **where("issue_id IS NOT NULL")),
    Index("ix_deadlines_draft", "draft_id", **where("draft_id IS NOT NULL")),
    # One of a kind runs for an area: two replicas that start together do not set it twice.
    Index("uq_deadlines_area", "kind", "area_id", unique=True, **where(f"{IS_PENDING} AND area_id IS NOT NULL")),
)

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
    Index(None, "at"),
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
    _ref("issue_id", "issues"),
    _ref("ping_id", "pings"),
    _ref("entry_id", "entries"),
    _ref("draft_id", "drafts"),
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
    Index("ix_outbox_ready", "priority", "due_at", "id", **where(IS_PENDING)),
    Index("ix_outbox_next", "retry_at", "due_at", **where(IS_PENDING)),
    Index("uq_outbox_key", "key", unique=True, **where(f"{IS_PENDING} AND key IS NOT NULL")),
    Index("ix_outbox_issue", "issue_id", **where("issue_id IS NOT NULL")),
    Index("ix_outbox_message", "sent_address", "message_id", **where("message_id IS NOT NULL")),
    Index("ix_outbox_failed", "state", "id", **where("state IN ('dead', 'unreachable')")),
)

inbox = Table(
    "inbox",
    metadata,
    _id(),
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
    UniqueConstraint("update_id"),
    Index("ix_inbox_chat", "chat_key", "id", **where(IS_WAITING)),
    Index("ix_inbox_waiting", "id", **where(IS_WAITING)),
    Index("ix_inbox_aside", "id", **where("state = 'aside'")),
    Index("ix_inbox_done", "chat_key", **where(IS_DONE)),
)

uses = Table(
    "uses",
    metadata,
    Column("person_id", BigInteger, ForeignKey("persons.id"), primary_key=True, autoincrement=False),
    Column("what", Words, primary_key=True),
    Column("minute", UTCDateTime, primary_key=True),
    _is("used", Integer),
    _is("refused", Integer),
    Index(None, "minute"),
)

leases = Table(
    "leases",
    metadata,
    Column("name", Words, primary_key=True),
    _is("owner", Words),
    _is("until", UTCDateTime),
)

NO_DRAFT: dict[str, Any] = {"text": "", "place": "", "behalf": "", "latitude": None, "longitude": None}
"""A draft without what the person wrote."""
KEEP_DATA = update(entries).where(entries.c.id == bindparam("row_id")).values(data=bindparam("kept"))
