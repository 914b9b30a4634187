"""subjects, rounds, promises and reports apart; utterances and questions; update numbers by bot

The one that changes the shape: every replica has to be stopped while it runs, and none of an older version may start
afterwards (ADR 0014). From the next one on revisions only add again.

SQLite cannot change a table's foreign keys: there a table is copied, with foreign keys off, and whoever runs this
checks them all at its end (storage/sqlite.py). PostgreSQL changes the tables where they are.

Ids: a report of before gets its issue's with bit 62 set, a promise with bit 61. `new_id` counts milliseconds above bit
22 and reaches bit 61 in 2041: even then the same process number and count would have to meet in one millisecond.
"""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.columns import UTCDateTime

revision = "0005"
down_revision = "0004"

REPORT_BIT, PROMISE_BIT = 1 << 62, 1 << 61
STANDING = "state IN ('reported', 'accepted', 'dispatched', 'in_progress', 'waiting', 'promised', 'resolved')"
PENDING = "state = 'pending'"

after = sa.MetaData()
"""The shape as it is after this revision, of what is new or changed; types as the database has them."""
for _other in ("areas", "chats", "drafts", "estates", "persons", "pings", "posts"):
    sa.Table(_other, after, sa.Column("id", sa.BigInteger(), primary_key=True))


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False)


def _is(name: str, type_: Any, *, null: bool = False) -> sa.Column[Any]:
    return sa.Column(name, type_, nullable=null)


def _table(name: str, *columns: sa.Column[Any], refs: Mapping[str, str], key: tuple[str, ...] = ("id",)) -> sa.Table:
    return sa.Table(
        name,
        after,
        *columns,
        sa.PrimaryKeyConstraint(*key, name=f"pk_{name}"),
        *(sa.ForeignKeyConstraint([column], [f"{to}.id"], name=f"fk_{name}_{column}") for column, to in refs.items()),
    )


def _index(name: str, table: sa.Table, *columns: str, unique: bool = False, where: str = "") -> None:
    condition = {"sqlite_where": sa.text(where), "postgresql_where": sa.text(where)} if where else {}
    sa.Index(name, *(table.c[column] for column in columns), unique=unique, **condition)  # type: ignore[arg-type]


INT, BIG, TEXT, FLAG, DAY, AT = sa.Integer(), sa.BigInteger(), sa.Text(), sa.Boolean(), sa.Date(), UTCDateTime()

subjects = _table("subjects", _id(), _is("kind", TEXT), refs={})
issues = _table(
    "issues",
    _id(),
    _is("community_id", BIG),
    _is("area_id", BIG),
    _is("line", TEXT),
    _is("category", TEXT),
    _is("filed_at", AT),
    _is("t0", AT),
    _is("round", INT),
    _is("estate_id", BIG, null=True),
    _is("state", TEXT),
    _is("back_state", TEXT, null=True),
    _is("grade", TEXT, null=True),
    _is("tier", TEXT),
    _is("urgency", TEXT),
    _is("danger", TEXT, null=True),
    _is("holder_id", BIG, null=True),
    _is("holder_post_id", BIG, null=True),
    _is("assignee_post_id", BIG, null=True),
    _is("assigned_by_id", BIG, null=True),
    _is("transfer_post_id", BIG, null=True),
    _is("transfers", INT),
    _is("problem", FLAG),
    _is("plan", TEXT),
    _is("plan_until", AT, null=True),
    _is("cost", TEXT),
    _is("question", TEXT),
    _is("waiting_since", AT, null=True),
    _is("waited", FLAG),
    _is("paused", BIG),
    _is("result", TEXT),
    _is("visit_asked", FLAG),
    _is("nudged", FLAG),
    _is("unanswered", FLAG),
    _is("me_toos", INT),
    _is("turn", INT),
    _is("version", INT),
    refs={
        "community_id": "areas",
        "area_id": "areas",
        "estate_id": "estates",
        "holder_id": "persons",
        "holder_post_id": "posts",
        "assignee_post_id": "posts",
        "assigned_by_id": "persons",
        "transfer_post_id": "posts",
    },
)
_index("ix_issues_line", issues, "line", "t0", where=STANDING)
_index("ix_issues_same", issues, "area_id", "category", "filed_at", where=STANDING)
_index("ix_issues_holder", issues, "holder_id", where=STANDING)
_index("ix_issues_assignee", issues, "assignee_post_id", where="assignee_post_id IS NOT NULL")
_index("ix_issues_transfer", issues, "transfer_post_id", where="transfer_post_id IS NOT NULL")
_index("ix_issues_community_id_filed_at", issues, "community_id", "filed_at")
reports = _table(
    "reports",
    _id(),
    _is("issue_id", BIG),
    _is("community_id", BIG),
    _is("number", INT),
    _is("year", INT),
    _is("area_id", BIG),
    _is("text", TEXT),
    _is("filed_at", AT),
    _is("t0", AT),
    _is("place", TEXT),
    _is("latitude", sa.Float(), null=True),
    _is("longitude", sa.Float(), null=True),
    _is("source", TEXT),
    _is("reporter_id", BIG, null=True),
    _is("filed_by_id", BIG, null=True),
    _is("behalf", TEXT),
    _is("private", FLAG),
    _is("told_at", AT, null=True),
    _is("rating", TEXT, null=True),
    refs={
        "issue_id": "issues",
        "community_id": "areas",
        "area_id": "areas",
        "reporter_id": "persons",
        "filed_by_id": "persons",
    },
)
reports.append_constraint(
    sa.UniqueConstraint("community_id", "number", "year", name="uq_reports_community_id_number_year")
)
_index("ix_reports_issue_id", reports, "issue_id")
_index("ix_reports_reporter_id_filed_at", reports, "reporter_id", "filed_at")
rounds = _table(
    "rounds",
    sa.Column("issue_id", BIG, autoincrement=False, nullable=False),
    sa.Column("round", INT, autoincrement=False, nullable=False),
    _is("t0", AT),
    _is("accepted_at", AT, null=True),
    _is("accepted_by_id", BIG, null=True),
    _is("accepted_post_id", BIG, null=True),
    _is("replied_at", AT, null=True),
    _is("resolved_at", AT, null=True),
    _is("resolved_by_id", BIG, null=True),
    _is("resolved_post_id", BIG, null=True),
    _is("rating", TEXT, null=True),
    _is("rated_at", AT, null=True),
    _is("closed_at", AT, null=True),
    refs={
        "issue_id": "issues",
        "accepted_by_id": "persons",
        "accepted_post_id": "posts",
        "resolved_by_id": "persons",
        "resolved_post_id": "posts",
    },
    key=("issue_id", "round"),
)
promises = _table(
    "promises",
    _id(),
    _is("issue_id", BIG),
    _is("round", INT),
    _is("on_day", DAY),
    _is("reason", TEXT),
    _is("made_at", AT),
    _is("interim", TEXT),
    _is("told_at", AT, null=True),
    _is("moved", FLAG),
    _is("moving_to", DAY, null=True),
    _is("moving_reason", TEXT),
    _is("ended_at", AT, null=True),
    refs={"issue_id": "issues"},
)
_index("ix_promises_issue_id", promises, "issue_id")
_index("uq_promises_counts", promises, "issue_id", unique=True, where="ended_at IS NULL")
entries = _table(
    "entries",
    _id(),
    _is("subject_kind", TEXT),
    _is("subject_id", BIG),
    _is("at", AT),
    _is("action", TEXT),
    _is("round", INT),
    _is("person_id", BIG, null=True),
    _is("post_id", BIG, null=True),
    _is("chat_id", BIG, null=True),
    _is("visibility", TEXT),
    _is("text", TEXT),
    _is("data", TEXT),
    refs={"subject_id": "subjects", "person_id": "persons", "post_id": "posts", "chat_id": "chats"},
)
_index("ix_entries_subject_id_at", entries, "subject_id", "at")
attachments = _table(
    "attachments",
    _id(),
    _is("kind", TEXT),
    _is("ref", TEXT),
    _is("subject_kind", TEXT),
    _is("subject_id", BIG),
    _is("entry_id", BIG, null=True),
    _is("seconds", INT),
    _is("released", FLAG),
    refs={"subject_id": "subjects", "entry_id": "entries"},
)
_index("ix_attachments_subject_id", attachments, "subject_id")
deadlines = _table(
    "deadlines",
    _id(),
    _is("kind", TEXT),
    _is("due_at", AT),
    _is("state", TEXT),
    _is("subject_kind", TEXT),
    _is("subject_id", BIG),
    _is("round", INT),
    _is("rung", INT),
    _is("ended_at", AT, null=True),
    _is("claimed_by", TEXT, null=True),
    refs={"subject_id": "subjects"},
)
_index(
    "ix_deadlines_fired",
    deadlines,
    "ended_at",
    where="state = 'fired' AND kind IN ('understand', 'resolve', 'promise_end')",
)
_index("ix_deadlines_due", deadlines, "due_at", "id", where=PENDING)
_index("ix_deadlines_subject_id", deadlines, "subject_id")
_index("uq_deadlines_area", deadlines, "kind", "subject_id", unique=True, where=f"{PENDING} AND subject_kind = 'area'")
outbox = _table(
    "outbox",
    _id(),
    _is("kind", TEXT),
    _is("due_at", AT),
    _is("priority", INT),
    _is("person_id", BIG, null=True),
    _is("chat_id", BIG, null=True),
    _is("subject_kind", TEXT, null=True),
    _is("subject_id", BIG, null=True),
    _is("ping_id", BIG, null=True),
    _is("entry_id", BIG, null=True),
    _is("key", TEXT, null=True),
    _is("data", TEXT),
    _is("committed_at", AT),
    _is("state", TEXT),
    _is("attempts", INT),
    _is("retry_at", AT, null=True),
    _is("sent_at", AT, null=True),
    _is("sent_address", TEXT, null=True),
    _is("message_id", BIG, null=True),
    _is("message_ids", TEXT),
    _is("error", TEXT, null=True),
    refs={
        "person_id": "persons",
        "chat_id": "chats",
        "subject_id": "subjects",
        "ping_id": "pings",
        "entry_id": "entries",
    },
)
_index("ix_outbox_ready", outbox, "priority", "due_at", "id", where=PENDING)
_index("ix_outbox_next", outbox, "retry_at", "due_at", where=PENDING)
_index("uq_outbox_key", outbox, "key", unique=True, where=f"{PENDING} AND key IS NOT NULL")
_index("ix_outbox_subject", outbox, "subject_id", where="subject_id IS NOT NULL")
_index("ix_outbox_message", outbox, "sent_address", "message_id", where="message_id IS NOT NULL")
_index("ix_outbox_failed", outbox, "state", "id", where="state IN ('dead', 'unreachable')")
inbox = _table(
    "inbox",
    _id(),
    sa.Column("bot_id", BIG, nullable=False, server_default="0"),
    _is("update_id", BIG),
    _is("source", TEXT),
    _is("chat_key", TEXT),
    _is("raw", TEXT),
    _is("received_at", AT),
    _is("state", TEXT),
    _is("attempts", INT),
    _is("error", TEXT, null=True),
    _is("failed_at", AT, null=True),
    _is("claimed_by", TEXT, null=True),
    _is("made_at", AT, null=True),
    refs={},
)
inbox.append_constraint(sa.UniqueConstraint("bot_id", "update_id", name="uq_inbox_bot_id_update_id"))
_index("ix_inbox_chat", inbox, "chat_key", "id", where="state = 'waiting'")
_index("ix_inbox_waiting", inbox, "id", where="state = 'waiting'")
_index("ix_inbox_aside", inbox, "id", where="state = 'aside'")
_index("ix_inbox_done", inbox, "chat_key", where="state = 'done'")
utterances = _table(
    "utterances",
    _id(),
    _is("person_id", BIG),
    _is("chat_address", TEXT),
    _is("thread", BIG, null=True),
    _is("at", AT),
    _is("text", TEXT),
    _is("media_group_id", TEXT, null=True),
    _is("subject_kind", TEXT, null=True),
    _is("subject_id", BIG, null=True),
    _is("outcome", TEXT, null=True),
    _is("entry_id", BIG, null=True),
    _is("version", INT),
    refs={"person_id": "persons", "subject_id": "subjects", "entry_id": "entries"},
)
_index("ix_utterances_person_id_at", utterances, "person_id", "at")
_index(
    "uq_utterances_album",
    utterances,
    "chat_address",
    "media_group_id",
    unique=True,
    where="media_group_id IS NOT NULL",
)
utterance_messages = _table(
    "utterance_messages",
    _is("address", TEXT),
    sa.Column("message_id", BIG, autoincrement=False, nullable=False),
    _is("utterance_id", BIG),
    refs={"utterance_id": "utterances"},
    key=("address", "message_id"),
)
_index("ix_utterance_messages_utterance_id", utterance_messages, "utterance_id")
questions = _table(
    "questions",
    _id(),
    _is("person_id", BIG),
    _is("chat_address", TEXT),
    _is("kind", TEXT),
    _is("subject_kind", TEXT, null=True),
    _is("subject_id", BIG, null=True),
    _is("asked_at", AT),
    _is("expires_at", AT),
    _is("message_id", BIG, null=True),
    _is("answered_at", AT, null=True),
    _is("data", TEXT),
    _is("version", INT),
    refs={"person_id": "persons", "subject_id": "subjects"},
)
_index("ix_questions_open", questions, "person_id", "chat_address", "asked_at", where="answered_at IS NULL")
_index("ix_questions_message", questions, "chat_address", "message_id", where="message_id IS NOT NULL")

NEW = (subjects, reports, rounds, promises, utterances, utterance_messages, questions)
OF_DEADLINE = {
    "subject_kind": "CASE WHEN issue_id IS NOT NULL THEN 'issue' WHEN draft_id IS NOT NULL THEN 'draft' "
    "ELSE 'area' END",
    "subject_id": "coalesce(issue_id, draft_id, area_id)",
}
OF_MESSAGE = {
    "subject_kind": "CASE WHEN issue_id IS NOT NULL THEN 'issue' WHEN draft_id IS NOT NULL THEN 'draft' END",
    "subject_id": "coalesce(issue_id, draft_id)",
}
OF_REPORT = (
    "(draft_id IS NOT NULL OR EXISTS (SELECT 1 FROM entries WHERE entries.id = attachments.entry_id "
    "AND entries.action = 'file'))"
)
OF_ATTACHMENT = {
    "subject_kind": f"CASE WHEN issue_id IS NULL THEN 'draft' WHEN {OF_REPORT} THEN 'report' ELSE 'issue' END",
    "subject_id": f"CASE WHEN issue_id IS NULL THEN draft_id WHEN {OF_REPORT} THEN issue_id + {REPORT_BIT} "
    "ELSE issue_id END",
}
CHANGED: tuple[tuple[sa.Table, dict[str, str]], ...] = (
    (attachments, OF_ATTACHMENT),  # before what it looks at
    (entries, {"subject_kind": "'issue'", "subject_id": "issue_id"}),
    (deadlines, OF_DEADLINE),
    (outbox, OF_MESSAGE),
    (inbox, {"bot_id": "0"}),
    (issues, {}),
)
"""With what the new columns are filled, as the old ones say."""

COPIED_TO_REPORT = (
    "community_id, number, year, area_id, text, filed_at, {t0}place, latitude, longitude, source, reporter_id, "
    "filed_by_id, behalf, private"
)
REPORTS = f"""
INSERT INTO reports (id, issue_id, {COPIED_TO_REPORT.format(t0="t0, ")}, told_at, rating)
SELECT id + {REPORT_BIT}, id, {COPIED_TO_REPORT.format(t0="filed_at, ")}, replied_at, rating FROM issues
"""
"""What a reporter was told, and how he rated, is that of the round in which the issue is."""
ROUNDS = """
INSERT INTO rounds (issue_id, round, t0, accepted_at, replied_at, resolved_at, resolved_by_id, rating, rated_at,
  closed_at)
SELECT id, round, t0, accepted_at, replied_at, resolved_at, resolved_by_id, rating,
  CASE WHEN rating IS NOT NULL THEN closed_at END, closed_at
FROM issues
"""
EARLIER_ROUNDS = """
INSERT INTO rounds (issue_id, round, t0, accepted_at, resolved_at, rating, rated_at)
SELECT entries.issue_id, entries.round, min(entries.at),
  min(CASE WHEN entries.action = 'accept' THEN entries.at END),
  max(CASE WHEN entries.action = 'resolve' THEN entries.at END), max(opened.rating), max(opened.at)
FROM entries JOIN issues ON issues.id = entries.issue_id
LEFT JOIN (SELECT issue_id, round, 'not_solved' AS rating, at FROM entries WHERE action = 'reopen') AS opened
  ON opened.issue_id = entries.issue_id AND opened.round = entries.round + 1
WHERE entries.round < issues.round GROUP BY entries.issue_id, entries.round
"""
"""As far as the timeline tells: the first entry of a round is made at its T0."""
PROMISES = f"""
INSERT INTO promises (id, issue_id, round, on_day, reason, made_at, interim, told_at, moved, moving_to, moving_reason)
SELECT id + {PROMISE_BIT}, id, round, promise_on, promise_reason,
  coalesce((SELECT max(entries.at) FROM entries WHERE entries.issue_id = issues.id AND entries.action = 'promise'),
    promise_told_at, t0),
  promise_interim, promise_told_at, promise_moved, promise_moving_to, promise_moving_reason
FROM issues WHERE promise_on IS NOT NULL
"""
OF_NOTHING = "DELETE FROM deadlines WHERE issue_id IS NULL AND draft_id IS NULL AND area_id IS NULL"
FILL = (
    "INSERT INTO subjects (id, kind) SELECT id, 'area' FROM areas",
    "INSERT INTO subjects (id, kind) SELECT id, 'draft' FROM drafts",
    "INSERT INTO subjects (id, kind) SELECT id, 'issue' FROM issues",
    f"INSERT INTO subjects (id, kind) SELECT id + {REPORT_BIT}, 'report' FROM issues",
    REPORTS,
    ROUNDS,
    EARLIER_ROUNDS,
    PROMISES,
    OF_NOTHING,
)


def upgrade() -> None:
    """Forward."""
    connection = op.get_bind()
    sqlite = connection.dialect.name == "sqlite"
    holds_any = connection.exec_driver_sql("SELECT 1 FROM issues LIMIT 1").first() is not None
    if sqlite and holds_any and connection.exec_driver_sql("PRAGMA foreign_keys").scalar():
        raise RuntimeError("tables are copied: foreign keys have to be off before the transaction begins")
    for table in NEW:
        connection.execute(sa.schema.CreateTable(table))
    for statement in FILL:
        connection.exec_driver_sql(statement)
    for table, filled in CHANGED:
        (_copied if sqlite else _altered)(connection, table, filled)
    for table in NEW:
        for index in table.indexes:
            connection.execute(sa.schema.CreateIndex(index))


def _copied(connection: sa.Connection, table: sa.Table, filled: Mapping[str, str]) -> None:
    name = table.name
    new = table.to_metadata(sa.MetaData(), name=f"new_{name}")
    # Foreign keys are written by the names of their tables, none of which is looked up.
    for key in table.foreign_keys:
        if key.column.table.name not in new.metadata.tables:
            sa.Table(key.column.table.name, new.metadata, sa.Column("id", sa.BigInteger(), primary_key=True))
    connection.execute(sa.schema.CreateTable(new))
    columns = [column.name for column in table.columns]
    connection.exec_driver_sql(
        f"INSERT INTO new_{name} ({', '.join(columns)}) "
        f"SELECT {', '.join(filled.get(column, column) for column in columns)} FROM {name}"
    )
    connection.exec_driver_sql(f"DROP TABLE {name}")
    connection.exec_driver_sql(f"ALTER TABLE new_{name} RENAME TO {name}")
    for index in table.indexes:
        connection.execute(sa.schema.CreateIndex(index))


def _altered(connection: sa.Connection, table: sa.Table, filled: Mapping[str, str]) -> None:
    name = table.name
    seen = sa.inspect(connection)
    before = {column["name"] for column in seen.get_columns(name)}
    unique = {one["name"] for one in seen.get_unique_constraints(name)}
    added = [column for column in table.columns if column.name not in before]
    for column in added:
        type_ = column.type.compile(connection.dialect)
        connection.exec_driver_sql(f"ALTER TABLE {name} ADD COLUMN {column.name} {type_}")
    if added:
        values = ", ".join(f"{column.name} = {filled[column.name]}" for column in added)
        connection.exec_driver_sql(f"UPDATE {name} SET {values}")
    for column in added:
        if column.server_default is not None:
            connection.exec_driver_sql(f"ALTER TABLE {name} ALTER COLUMN {column.name} SET DEFAULT '0'")
        if not column.nullable:
            connection.exec_driver_sql(f"ALTER TABLE {name} ALTER COLUMN {column.name} SET NOT NULL")
    for gone in sorted(before - {column.name for column in table.columns}):
        connection.exec_driver_sql(f"ALTER TABLE {name} DROP COLUMN {gone}")  # with its indexes and constraints
    for constraint in table.constraints:
        if isinstance(constraint, sa.ForeignKeyConstraint) and constraint.column_keys[0] not in before:
            connection.execute(sa.schema.AddConstraint(constraint))
        if isinstance(constraint, sa.UniqueConstraint) and constraint.name not in unique:
            connection.execute(sa.schema.AddConstraint(constraint))
    wanted = {constraint.name for constraint in table.constraints}
    for one in sa.inspect(connection).get_unique_constraints(name):
        if one["name"] not in wanted:
            connection.exec_driver_sql(f"ALTER TABLE {name} DROP CONSTRAINT {one['name']}")
    have = {index["name"] for index in sa.inspect(connection).get_indexes(name)}
    for index in table.indexes:
        if index.name not in have:
            connection.execute(sa.schema.CreateIndex(index))
