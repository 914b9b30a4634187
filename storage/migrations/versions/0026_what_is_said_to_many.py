"""what is said to many

Only adds.
"""

import sqlalchemy as sa
from alembic import op

from storage.columns import Json, UTCDateTime, Words

revision = "0026"
down_revision = "0025"
IS_SAID = sa.text("subject_kind = 'broadcast'")


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "broadcasts",
        sa.Column("id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("kind", Words(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("priority", sa.Integer(), nullable=False),
        sa.Column("hearers", Json(), nullable=False),
        sa.Column("by_id", sa.BigInteger(), sa.ForeignKey("persons.id"), nullable=True),
        sa.Column("by_post_id", sa.BigInteger(), nullable=True),
        sa.Column("about_id", sa.BigInteger(), nullable=True),
        sa.Column("text", Words(), nullable=False),
        sa.Column("data", Json(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("changed_at", UTCDateTime(), nullable=True),
        sa.Column("changed_by_id", sa.BigInteger(), sa.ForeignKey("persons.id"), nullable=True),
        sa.Column("taken_back_at", UTCDateTime(), nullable=True),
        sa.Column("stage", sa.Integer(), nullable=False),
        sa.Column("after", sa.BigInteger(), nullable=False),
        sa.Column("spread_at", UTCDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_index("ix_broadcasts_about_id", "broadcasts", ["about_id"])
    op.create_index(
        "ix_outbox_said",
        "outbox",
        ["subject_id", "chat_id", "person_id"],
        sqlite_where=IS_SAID,
        postgresql_where=IS_SAID,
    )
