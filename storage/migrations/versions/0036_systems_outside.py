"""systems outside: who is called when a public matter changes

Only adds.
"""

import sqlalchemy as sa
from alembic import op

from storage.columns import UTCDateTime, Words

revision = "0036"
down_revision = "0035"
CHANGED = sa.text("change IS NOT NULL")


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "hooks",
        sa.Column("id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("name", Words(), nullable=False),
        sa.Column("url", Words(), nullable=False),
        sa.Column("secret", Words(), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("retry_at", UTCDateTime(), nullable=True),
        sa.Column("error", Words(), nullable=False),
    )
    op.create_table(
        "hook_areas",
        sa.Column("hook_id", sa.BigInteger(), sa.ForeignKey("hooks.id"), primary_key=True, autoincrement=False),
        sa.Column("area_id", sa.BigInteger(), sa.ForeignKey("areas.id"), primary_key=True, autoincrement=False),
    )
    op.create_table(
        "hook_calls",
        sa.Column("hook_id", sa.BigInteger(), sa.ForeignKey("hooks.id"), primary_key=True, autoincrement=False),
        sa.Column("issue_id", sa.BigInteger(), sa.ForeignKey("issues.id"), primary_key=True, autoincrement=False),
        sa.Column("change", sa.BigInteger(), nullable=True),
        sa.Column("said", Words(), nullable=False),
    )
    op.create_index(
        "ix_hook_calls_change", "hook_calls", ["hook_id", "change"], sqlite_where=CHANGED, postgresql_where=CHANGED
    )
    op.create_index("ix_hook_calls_issue_id", "hook_calls", ["issue_id"])
