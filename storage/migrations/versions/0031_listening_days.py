"""what is registered in one go: listening days

Only adds.
"""

import sqlalchemy as sa
from alembic import op

from storage.columns import UTCDateTime, Words

revision = "0031"
down_revision = "0030"
IS_LISTED = sa.text("listening_id IS NOT NULL")


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "listening_days",
        sa.Column("id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("area_id", sa.BigInteger(), sa.ForeignKey("areas.id"), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by_id", sa.BigInteger(), sa.ForeignKey("persons.id"), nullable=False),
        sa.Column("by_post_id", sa.BigInteger(), nullable=False),
        sa.Column("source", Words(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("filed_at", UTCDateTime(), nullable=True),
        sa.Column("published_at", UTCDateTime(), nullable=True),
        sa.Column("published_by_id", sa.BigInteger(), sa.ForeignKey("persons.id"), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_index("ix_listening_days_area_id_filed_at", "listening_days", ["area_id", "filed_at"])
    op.add_column("reports", sa.Column("listening_id", sa.BigInteger(), nullable=True))
    op.add_column("drafts", sa.Column("listening_id", sa.BigInteger(), nullable=True))
    op.add_column("drafts", sa.Column("listed", sa.Integer(), nullable=True))
    for table in ("reports", "drafts"):
        op.create_index(
            f"ix_{table}_listening", table, ["listening_id"], sqlite_where=IS_LISTED, postgresql_where=IS_LISTED
        )
