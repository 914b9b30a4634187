"""calls for a hand, and what was answered

Only adds.
"""

import sqlalchemy as sa
from alembic import op

from storage.columns import Line, UTCDateTime, Words

revision = "0047"
down_revision = "0046"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "calls",
        sa.Column("id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("issue_id", sa.BigInteger(), sa.ForeignKey("issues.id"), nullable=False),
        sa.Column("line", Line(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by_id", sa.BigInteger(), sa.ForeignKey("persons.id"), nullable=False),
        sa.Column("by_post_id", sa.BigInteger(), sa.ForeignKey("posts.id"), nullable=False),
        sa.Column("needed", sa.Integer(), nullable=False),
        sa.Column("by_when", UTCDateTime(), nullable=False),
        sa.Column("text", Words(), nullable=False),
        sa.Column("meet", Words(), nullable=False),
        sa.Column("closes_at", UTCDateTime(), nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("circle", sa.Integer(), nullable=False),
        sa.Column("told_at", UTCDateTime(), nullable=True),
        sa.Column("noted_at", UTCDateTime(), nullable=True),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("erased_at", UTCDateTime(), nullable=True),
    )
    op.create_index(op.f("ix_calls_issue_id"), "calls", ["issue_id"])
    over = sa.text("ended_at IS NOT NULL AND erased_at IS NULL")
    op.create_index("ix_calls_over", "calls", ["ended_at"], sqlite_where=over, postgresql_where=over)
    op.create_table(
        "call_answers",
        sa.Column("id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("call_id", sa.BigInteger(), sa.ForeignKey("calls.id"), nullable=False),
        sa.Column("person_id", sa.BigInteger(), sa.ForeignKey("persons.id"), nullable=False),
        sa.Column("comes", sa.Boolean(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("came", sa.Boolean(), nullable=True),
        sa.UniqueConstraint("call_id", "person_id"),
    )
    op.create_index(op.f("ix_call_answers_person_id"), "call_answers", ["person_id"])
