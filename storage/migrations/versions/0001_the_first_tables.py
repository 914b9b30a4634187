"""the first tables"""

import sqlalchemy as sa
from alembic import op

from storage import columns

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "counters",
        sa.Column("community_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("community_id", "year", name=op.f("pk_counters")),
    )
    op.create_table(
        "estates",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("company", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_estates")),
        sa.UniqueConstraint("code", name=op.f("uq_estates_code")),
    )
    op.create_table(
        "inbox",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("update_id", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("chat_key", sa.Text(), nullable=False),
        sa.Column("raw", sa.Text(), nullable=False),
        sa.Column("received_at", columns.UTCDateTime(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("failed_at", columns.UTCDateTime(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox")),
        sa.UniqueConstraint("update_id", name=op.f("uq_inbox_update_id")),
    )
    op.create_index(
        "ix_inbox_aside",
        "inbox",
        ["id"],
        unique=False,
        sqlite_where=sa.text("state = 'aside'"),
        postgresql_where=sa.text("state = 'aside'"),
    )
    op.create_index(
        "ix_inbox_waiting",
        "inbox",
        ["id"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_table(
        "leases",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("owner", sa.Text(), nullable=False),
        sa.Column("until", columns.UTCDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_leases")),
    )
    op.create_table(
        "areas",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("parent_id", sa.BigInteger(), nullable=True),
        sa.Column("estate_id", sa.BigInteger(), nullable=True),
        sa.Column("households", sa.Integer(), nullable=False),
        sa.Column("line", columns.Line(), nullable=False),
        sa.ForeignKeyConstraint(["estate_id"], ["estates.id"], name=op.f("fk_areas_estate_id")),
        sa.ForeignKeyConstraint(["parent_id"], ["areas.id"], name=op.f("fk_areas_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_areas")),
        sa.UniqueConstraint("code", name=op.f("uq_areas_code")),
    )
    op.create_index(op.f("ix_areas_kind_code"), "areas", ["kind", "code"], unique=False)
    op.create_index(op.f("ix_areas_parent_id_code"), "areas", ["parent_id", "code"], unique=False)
    op.create_table(
        "chats",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("area_id", sa.BigInteger(), nullable=False),
        sa.Column("audience", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("thread", sa.BigInteger(), nullable=True),
        sa.Column("bound", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_chats_area_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chats")),
    )
    op.create_index(op.f("ix_chats_area_id"), "chats", ["area_id"], unique=False)
    op.create_index(
        "uq_chats_address",
        "chats",
        ["address"],
        unique=True,
        sqlite_where=sa.text("thread IS NULL"),
        postgresql_where=sa.text("thread IS NULL"),
    )
    op.create_index(
        "uq_chats_address_thread",
        "chats",
        ["address", "thread"],
        unique=True,
        sqlite_where=sa.text("thread IS NOT NULL"),
        postgresql_where=sa.text("thread IS NOT NULL"),
    )
    op.create_table(
        "persons",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("reachable", sa.Boolean(), nullable=False),
        sa.Column("consent_at", columns.UTCDateTime(), nullable=True),
        sa.Column("home_id", sa.BigInteger(), nullable=True),
        sa.Column("away_until", columns.UTCDateTime(), nullable=True),
        sa.Column("erased_at", columns.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["home_id"], ["areas.id"], name=op.f("fk_persons_home_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_persons")),
    )
    op.create_table(
        "addresses",
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_addresses_person_id")),
        sa.PrimaryKeyConstraint("address", name=op.f("pk_addresses")),
    )
    op.create_index(op.f("ix_addresses_person_id"), "addresses", ["person_id"], unique=False)
    op.create_table(
        "conversations",
        sa.Column("chat_address", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("flow", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_conversations_person_id")),
        sa.PrimaryKeyConstraint("chat_address", "person_id", name=op.f("pk_conversations")),
    )
    op.create_table(
        "posts",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("rank", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("area_id", sa.BigInteger(), nullable=True),
        sa.Column("estate_id", sa.BigInteger(), nullable=True),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_posts_area_id")),
        sa.ForeignKeyConstraint(["estate_id"], ["estates.id"], name=op.f("fk_posts_estate_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_posts_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posts")),
        sa.UniqueConstraint("code", name=op.f("uq_posts_code")),
    )
    op.create_index(op.f("ix_posts_area_id"), "posts", ["area_id"], unique=False)
    op.create_index(op.f("ix_posts_estate_id"), "posts", ["estate_id"], unique=False)
    op.create_index(op.f("ix_posts_person_id"), "posts", ["person_id"], unique=False)
    op.create_table(
        "issues",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("community_id", sa.BigInteger(), nullable=False),
        sa.Column("area_id", sa.BigInteger(), nullable=False),
        sa.Column("line", columns.Line(), nullable=False),
        sa.Column("category", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("filed_at", columns.UTCDateTime(), nullable=False),
        sa.Column("t0", columns.UTCDateTime(), nullable=False),
        sa.Column("estate_id", sa.BigInteger(), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("reporter_id", sa.BigInteger(), nullable=True),
        sa.Column("filed_by_id", sa.BigInteger(), nullable=True),
        sa.Column("behalf", sa.Text(), nullable=False),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("back_state", sa.Text(), nullable=True),
        sa.Column("grade", sa.Text(), nullable=True),
        sa.Column("tier", sa.Text(), nullable=False),
        sa.Column("urgency", sa.Text(), nullable=False),
        sa.Column("danger", sa.Text(), nullable=True),
        sa.Column("holder_id", sa.BigInteger(), nullable=True),
        sa.Column("holder_post_id", sa.BigInteger(), nullable=True),
        sa.Column("assignee_post_id", sa.BigInteger(), nullable=True),
        sa.Column("assigned_by_id", sa.BigInteger(), nullable=True),
        sa.Column("transfer_post_id", sa.BigInteger(), nullable=True),
        sa.Column("transfers", sa.Integer(), nullable=False),
        sa.Column("problem", sa.Boolean(), nullable=False),
        sa.Column("accepted_at", columns.UTCDateTime(), nullable=True),
        sa.Column("plan", sa.Text(), nullable=False),
        sa.Column("plan_until", columns.UTCDateTime(), nullable=True),
        sa.Column("cost", sa.Text(), nullable=False),
        sa.Column("replied_at", columns.UTCDateTime(), nullable=True),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("waiting_since", columns.UTCDateTime(), nullable=True),
        sa.Column("waited", sa.Boolean(), nullable=False),
        sa.Column("paused", sa.BigInteger(), nullable=False),
        sa.Column("promise_on", sa.Date(), nullable=True),
        sa.Column("promise_reason", sa.Text(), nullable=False),
        sa.Column("promise_interim", sa.Text(), nullable=False),
        sa.Column("promise_told_at", columns.UTCDateTime(), nullable=True),
        sa.Column("promise_moved", sa.Boolean(), nullable=False),
        sa.Column("promise_moving_to", sa.Date(), nullable=True),
        sa.Column("promise_moving_reason", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("resolved_at", columns.UTCDateTime(), nullable=True),
        sa.Column("resolved_by_id", sa.BigInteger(), nullable=True),
        sa.Column("rating", sa.Text(), nullable=True),
        sa.Column("closed_at", columns.UTCDateTime(), nullable=True),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("visit_asked", sa.Boolean(), nullable=False),
        sa.Column("nudged", sa.Boolean(), nullable=False),
        sa.Column("unanswered", sa.Boolean(), nullable=False),
        sa.Column("me_toos", sa.Integer(), nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_issues_area_id")),
        sa.ForeignKeyConstraint(["assigned_by_id"], ["persons.id"], name=op.f("fk_issues_assigned_by_id")),
        sa.ForeignKeyConstraint(["assignee_post_id"], ["posts.id"], name=op.f("fk_issues_assignee_post_id")),
        sa.ForeignKeyConstraint(["community_id"], ["areas.id"], name=op.f("fk_issues_community_id")),
        sa.ForeignKeyConstraint(["estate_id"], ["estates.id"], name=op.f("fk_issues_estate_id")),
        sa.ForeignKeyConstraint(["filed_by_id"], ["persons.id"], name=op.f("fk_issues_filed_by_id")),
        sa.ForeignKeyConstraint(["holder_id"], ["persons.id"], name=op.f("fk_issues_holder_id")),
        sa.ForeignKeyConstraint(["holder_post_id"], ["posts.id"], name=op.f("fk_issues_holder_post_id")),
        sa.ForeignKeyConstraint(["reporter_id"], ["persons.id"], name=op.f("fk_issues_reporter_id")),
        sa.ForeignKeyConstraint(["resolved_by_id"], ["persons.id"], name=op.f("fk_issues_resolved_by_id")),
        sa.ForeignKeyConstraint(["transfer_post_id"], ["posts.id"], name=op.f("fk_issues_transfer_post_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issues")),
        sa.UniqueConstraint("community_id", "number", "year", name=op.f("uq_issues_community_id_number_year")),
    )
    op.create_index(
        "ix_issues_assignee",
        "issues",
        ["assignee_post_id"],
        unique=False,
        sqlite_where=sa.text("assignee_post_id IS NOT NULL"),
        postgresql_where=sa.text("assignee_post_id IS NOT NULL"),
    )
    op.create_index(op.f("ix_issues_community_id_filed_at"), "issues", ["community_id", "filed_at"], unique=False)
    op.create_index(
        "ix_issues_holder",
        "issues",
        ["holder_id"],
        unique=False,
        sqlite_where=sa.text(
            "state IN ('reported', 'accepted', 'dispatched', 'in_progress', 'waiting', 'promised', 'resolved')"
        ),
        postgresql_where=sa.text(
            "state IN ('reported', 'accepted', 'dispatched', 'in_progress', 'waiting', 'promised', 'resolved')"
        ),
    )
    op.create_index(
        "ix_issues_line",
        "issues",
        ["line", "t0"],
        unique=False,
        sqlite_where=sa.text(
            "state IN ('reported', 'accepted', 'dispatched', 'in_progress', 'waiting', 'promised', 'resolved')"
        ),
        postgresql_where=sa.text(
            "state IN ('reported', 'accepted', 'dispatched', 'in_progress', 'waiting', 'promised', 'resolved')"
        ),
    )
    op.create_index(op.f("ix_issues_reporter_id_filed_at"), "issues", ["reporter_id", "filed_at"], unique=False)
    op.create_index(
        "ix_issues_same",
        "issues",
        ["area_id", "category", "filed_at"],
        unique=False,
        sqlite_where=sa.text(
            "state IN ('reported', 'accepted', 'dispatched', 'in_progress', 'waiting', 'promised', 'resolved')"
        ),
        postgresql_where=sa.text(
            "state IN ('reported', 'accepted', 'dispatched', 'in_progress', 'waiting', 'promised', 'resolved')"
        ),
    )
    op.create_index(
        "ix_issues_transfer",
        "issues",
        ["transfer_post_id"],
        unique=False,
        sqlite_where=sa.text("transfer_post_id IS NOT NULL"),
        postgresql_where=sa.text("transfer_post_id IS NOT NULL"),
    )
    op.create_table(
        "links",
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("post_id", sa.BigInteger(), nullable=False),
        sa.Column("made_at", columns.UTCDateTime(), nullable=False),
        sa.Column("used_at", columns.UTCDateTime(), nullable=True),
        sa.Column("used_by", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_links_post_id")),
        sa.ForeignKeyConstraint(["used_by"], ["persons.id"], name=op.f("fk_links_used_by")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_links")),
    )
    op.create_index(op.f("ix_links_post_id"), "links", ["post_id"], unique=False)
    op.create_table(
        "drafts",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("created_at", columns.UTCDateTime(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("area_id", sa.BigInteger(), nullable=True),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("category", sa.Text(), nullable=True),
        sa.Column("behalf", sa.Text(), nullable=False),
        sa.Column("danger", sa.Text(), nullable=True),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("photos", sa.Integer(), nullable=False),
        sa.Column("voice_seconds", sa.Integer(), nullable=False),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("issue_id", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_drafts_area_id")),
        sa.ForeignKeyConstraint(["issue_id"], ["issues.id"], name=op.f("fk_drafts_issue_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_drafts_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_drafts")),
    )
    op.create_index(
        "uq_drafts_open",
        "drafts",
        ["person_id"],
        unique=True,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_table(
        "entries",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("issue_id", sa.BigInteger(), nullable=False),
        sa.Column("at", columns.UTCDateTime(), nullable=False),
        sa.Column("action", sa.Text(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("post_id", sa.BigInteger(), nullable=True),
        sa.Column("chat_id", sa.BigInteger(), nullable=True),
        sa.Column("visibility", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("data", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["chat_id"], ["chats.id"], name=op.f("fk_entries_chat_id")),
        sa.ForeignKeyConstraint(["issue_id"], ["issues.id"], name=op.f("fk_entries_issue_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_entries_person_id")),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_entries_post_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entries")),
    )
    op.create_index(op.f("ix_entries_issue_id_at"), "entries", ["issue_id", "at"], unique=False)
    op.create_table(
        "me_toos",
        sa.Column("issue_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", columns.UTCDateTime(), nullable=False),
        sa.ForeignKeyConstraint(["issue_id"], ["issues.id"], name=op.f("fk_me_toos_issue_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_me_toos_person_id")),
        sa.PrimaryKeyConstraint("issue_id", "person_id", name=op.f("pk_me_toos")),
    )
    op.create_table(
        "pings",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("issue_id", sa.BigInteger(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("rung", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("post_id", sa.BigInteger(), nullable=False),
        sa.Column("asked_at", columns.UTCDateTime(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.Column("answered_at", columns.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["issue_id"], ["issues.id"], name=op.f("fk_pings_issue_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_pings_person_id")),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name=op.f("fk_pings_post_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pings")),
    )
    op.create_index(op.f("ix_pings_issue_id_round"), "pings", ["issue_id", "round"], unique=False)
    op.create_index(
        "ix_pings_live",
        "pings",
        ["person_id"],
        unique=False,
        sqlite_where=sa.text("answer IS NULL"),
        postgresql_where=sa.text("answer IS NULL"),
    )
    op.create_table(
        "visit_notes",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("issue_id", sa.BigInteger(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("at", columns.UTCDateTime(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["issue_id"], ["issues.id"], name=op.f("fk_visit_notes_issue_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_visit_notes_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_visit_notes")),
        sa.UniqueConstraint("issue_id", name=op.f("uq_visit_notes_issue_id")),
    )
    op.create_table(
        "attachments",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("issue_id", sa.BigInteger(), nullable=True),
        sa.Column("draft_id", sa.BigInteger(), nullable=True),
        sa.Column("entry_id", sa.BigInteger(), nullable=True),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("released", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name=op.f("fk_attachments_draft_id")),
        sa.ForeignKeyConstraint(["entry_id"], ["entries.id"], name=op.f("fk_attachments_entry_id")),
        sa.ForeignKeyConstraint(["issue_id"], ["issues.id"], name=op.f("fk_attachments_issue_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachments")),
    )
    op.create_index(
        "ix_attachments_draft",
        "attachments",
        ["draft_id"],
        unique=False,
        sqlite_where=sa.text("draft_id IS NOT NULL"),
        postgresql_where=sa.text("draft_id IS NOT NULL"),
    )
    op.create_index(
        "ix_attachments_issue",
        "attachments",
        ["issue_id"],
        unique=False,
        sqlite_where=sa.text("issue_id IS NOT NULL"),
        postgresql_where=sa.text("issue_id IS NOT NULL"),
    )
    op.create_table(
        "deadlines",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("due_at", columns.UTCDateTime(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("issue_id", sa.BigInteger(), nullable=True),
        sa.Column("draft_id", sa.BigInteger(), nullable=True),
        sa.Column("area_id", sa.BigInteger(), nullable=True),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("rung", sa.Integer(), nullable=False),
        sa.Column("ended_at", columns.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name=op.f("fk_deadlines_area_id")),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name=op.f("fk_deadlines_draft_id")),
        sa.ForeignKeyConstraint(["issue_id"], ["issues.id"], name=op.f("fk_deadlines_issue_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deadlines")),
    )
    op.create_index(
        "ix_deadlines_draft",
        "deadlines",
        ["draft_id"],
        unique=False,
        sqlite_where=sa.text("draft_id IS NOT NULL"),
        postgresql_where=sa.text("draft_id IS NOT NULL"),
    )
    op.create_index(
        "ix_deadlines_due",
        "deadlines",
        ["due_at", "id"],
        unique=False,
        sqlite_where=sa.text("state = 'pending'"),
        postgresql_where=sa.text("state = 'pending'"),
    )
    op.create_index(
        "ix_deadlines_issue",
        "deadlines",
        ["issue_id"],
        unique=False,
        sqlite_where=sa.text("issue_id IS NOT NULL"),
        postgresql_where=sa.text("issue_id IS NOT NULL"),
    )
    op.create_index(
        "uq_deadlines_area",
        "deadlines",
        ["kind", "area_id"],
        unique=True,
        sqlite_where=sa.text("state = 'pending' AND area_id IS NOT NULL"),
        postgresql_where=sa.text("state = 'pending' AND area_id IS NOT NULL"),
    )
    op.create_table(
        "outbox",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("due_at", columns.UTCDateTime(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("chat_id", sa.BigInteger(), nullable=True),
        sa.Column("issue_id", sa.BigInteger(), nullable=True),
        sa.Column("ping_id", sa.BigInteger(), nullable=True),
        sa.Column("entry_id", sa.BigInteger(), nullable=True),
        sa.Column("draft_id", sa.BigInteger(), nullable=True),
        sa.Column("key", sa.Text(), nullable=True),
        sa.Column("data", sa.Text(), nullable=False),
        sa.Column("committed_at", columns.UTCDateTime(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("retry_at", columns.UTCDateTime(), nullable=True),
        sa.Column("sent_at", columns.UTCDateTime(), nullable=True),
        sa.Column("sent_address", sa.Text(), nullable=True),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("message_ids", sa.Text(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["chat_id"], ["chats.id"], name=op.f("fk_outbox_chat_id")),
        sa.ForeignKeyConstraint(["draft_id"], ["drafts.id"], name=op.f("fk_outbox_draft_id")),
        sa.ForeignKeyConstraint(["entry_id"], ["entries.id"], name=op.f("fk_outbox_entry_id")),
        sa.ForeignKeyConstraint(["issue_id"], ["issues.id"], name=op.f("fk_outbox_issue_id")),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name=op.f("fk_outbox_person_id")),
        sa.ForeignKeyConstraint(["ping_id"], ["pings.id"], name=op.f("fk_outbox_ping_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox")),
    )
    op.create_index(
        "ix_outbox_failed",
        "outbox",
        ["state", "id"],
        unique=False,
        sqlite_where=sa.text("state IN ('dead', 'unreachable')"),
        postgresql_where=sa.text("state IN ('dead', 'unreachable')"),
    )
    op.create_index(
        "ix_outbox_issue",
        "outbox",
        ["issue_id"],
        unique=False,
        sqlite_where=sa.text("issue_id IS NOT NULL"),
        postgresql_where=sa.text("issue_id IS NOT NULL"),
    )
    op.create_index(
        "ix_outbox_message",
        "outbox",
        ["sent_address", "message_id"],
        unique=False,
        sqlite_where=sa.text("message_id IS NOT NULL"),
        postgresql_where=sa.text("message_id IS NOT NULL"),
    )
    op.create_index(
        "ix_outbox_next",
        "outbox",
        ["retry_at", "due_at"],
        unique=False,
        sqlite_where=sa.text("state = 'pending'"),
        postgresql_where=sa.text("state = 'pending'"),
    )
    op.create_index(
        "ix_outbox_ready",
        "outbox",
        ["priority", "due_at", "id"],
        unique=False,
        sqlite_where=sa.text("state = 'pending'"),
        postgresql_where=sa.text("state = 'pending'"),
    )
    op.create_index(
        "uq_outbox_key",
        "outbox",
        ["key"],
        unique=True,
        sqlite_where=sa.text("state = 'pending' AND key IS NOT NULL"),
        postgresql_where=sa.text("state = 'pending' AND key IS NOT NULL"),
    )
