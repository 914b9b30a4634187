"""whistles: departments, the menu, who was called where and what came of it

Only adds.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage.columns import Duration, Json, Line, UTCDateTime, Words

revision = "0017"
down_revision = "0016"

OPEN, OVER = "ended_at IS NULL", "ended_at IS NOT NULL AND erased_at IS NULL"


def where(condition: str) -> dict[str, Any]:
    """The condition of a partial index, for both databases."""
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def upgrade() -> None:
    """Forward."""
    op.add_column("posts", sa.Column("department_id", sa.BigInteger(), nullable=True))
    op.create_index("ix_posts_department_id", "posts", ["department_id"])
    op.add_column("chats", sa.Column("department_id", sa.BigInteger(), nullable=True))
    op.create_index("ix_chats_department", "chats", ["department_id"], **where("department_id IS NOT NULL"))
    op.add_column("issues", sa.Column("whistle_id", sa.BigInteger(), nullable=True))
    op.create_table(
        "departments",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("code", Words(), nullable=False),
        sa.Column("name", Words(), nullable=False),
        sa.Column("area_id", sa.BigInteger(), nullable=False),
        sa.Column("leader_post_id", sa.BigInteger(), nullable=True),
        sa.Column("categories", Json(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name="fk_departments_area_id"),
        sa.PrimaryKeyConstraint("id", name="pk_departments"),
        sa.UniqueConstraint("code", name="uq_departments_code"),
    )
    op.create_index("ix_departments_area_id", "departments", ["area_id"])
    op.create_table(
        "menu_items",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("code", Words(), nullable=False),
        sa.Column("matter", Words(), nullable=False),
        sa.Column("area_id", sa.BigInteger(), nullable=False),
        sa.Column("departments", Json(), nullable=False),
        sa.Column("report_in", Duration(), nullable=True),
        sa.Column("feedback", Duration(), nullable=False),
        sa.Column("feedback_days", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name="fk_menu_items_area_id"),
        sa.PrimaryKeyConstraint("id", name="pk_menu_items"),
        sa.UniqueConstraint("code", name="uq_menu_items_code"),
    )
    op.create_index("ix_menu_items_area_id", "menu_items", ["area_id"])
    op.create_table(
        "whistles",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.BigInteger(), nullable=False),
        sa.Column("line", Line(), nullable=False),
        sa.Column("matter", Words(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by_id", sa.BigInteger(), nullable=False),
        sa.Column("by_post_id", sa.BigInteger(), nullable=False),
        sa.Column("tier", sa.Text(), nullable=False),
        sa.Column("report_in", Duration(), nullable=False),
        sa.Column("feedback", Duration(), nullable=False),
        sa.Column("feedback_days", sa.Integer(), nullable=False),
        sa.Column("issue_id", sa.BigInteger(), nullable=True),
        sa.Column("menu_id", sa.BigInteger(), nullable=True),
        sa.Column("place", Words(), nullable=False),
        sa.Column("text", Words(), nullable=False),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("erased_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name="fk_whistles_area_id"),
        sa.ForeignKeyConstraint(["by_id"], ["persons.id"], name="fk_whistles_by_id"),
        sa.ForeignKeyConstraint(["by_post_id"], ["posts.id"], name="fk_whistles_by_post_id"),
        sa.ForeignKeyConstraint(["issue_id"], ["issues.id"], name="fk_whistles_issue_id"),
        sa.ForeignKeyConstraint(["menu_id"], ["menu_items.id"], name="fk_whistles_menu_id"),
        sa.PrimaryKeyConstraint("id", name="pk_whistles"),
    )
    op.create_index("ix_whistles_open", "whistles", ["line"], **where(OPEN))
    op.create_index("ix_whistles_over", "whistles", ["ended_at"], **where(OVER))
    op.create_index("ix_whistles_at", "whistles", ["at"])
    op.create_index("ix_whistles_issue", "whistles", ["issue_id"], **where("issue_id IS NOT NULL"))
    op.create_table(
        "whistle_calls",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("whistle_id", sa.BigInteger(), nullable=False),
        sa.Column("department_id", sa.BigInteger(), nullable=False),
        sa.Column("called_at", UTCDateTime(), nullable=False),
        sa.Column("report_in_by", UTCDateTime(), nullable=False),
        sa.Column("feedback_by", UTCDateTime(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("late", sa.Integer(), nullable=False),
        sa.Column("overdue", sa.Integer(), nullable=False),
        sa.Column("reported_in_at", UTCDateTime(), nullable=True),
        sa.Column("reported_post_id", sa.BigInteger(), nullable=True),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("consulted_at", UTCDateTime(), nullable=True),
        sa.Column("agreed", Words(), nullable=False),
        sa.Column("fed_back_at", UTCDateTime(), nullable=True),
        sa.Column("fed_back_first_at", UTCDateTime(), nullable=True),
        sa.Column("first_by", UTCDateTime(), nullable=True),
        sa.Column("result", Words(), nullable=False),
        sa.Column("redos", sa.Integer(), nullable=False),
        sa.Column("missing", Words(), nullable=False),
        sa.Column("accepted_at", UTCDateTime(), nullable=True),
        sa.Column("rating", sa.Text(), nullable=True),
        sa.Column("returned_at", UTCDateTime(), nullable=True),
        sa.Column("reason", Words(), nullable=False),
        sa.Column("passed_to_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["whistle_id"], ["whistles.id"], name="fk_whistle_calls_whistle_id"),
        sa.ForeignKeyConstraint(["department_id"], ["departments.id"], name="fk_whistle_calls_department_id"),
        sa.ForeignKeyConstraint(["reported_post_id"], ["posts.id"], name="fk_whistle_calls_reported_post_id"),
        sa.PrimaryKeyConstraint("id", name="pk_whistle_calls"),
    )
    op.create_index("ix_whistle_calls_whistle_id", "whistle_calls", ["whistle_id"])
    op.create_index("ix_whistle_calls_department_id_called_at", "whistle_calls", ["department_id", "called_at"])
