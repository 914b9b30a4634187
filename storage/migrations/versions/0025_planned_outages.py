"""planned outages, and until when what was reported of one waits

Only adds.
"""

import sqlalchemy as sa
from alembic import op

from storage.columns import Json, UTCDateTime, Words

revision = "0025"
down_revision = "0024"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "outages",
        sa.Column("id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("category", Words(), nullable=False),
        sa.Column("area_ids", Json(), nullable=False),
        sa.Column("starts_at", UTCDateTime(), nullable=False),
        sa.Column("ends_at", UTCDateTime(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by_id", sa.BigInteger(), sa.ForeignKey("persons.id"), nullable=False),
        sa.Column("by_post_id", sa.BigInteger(), sa.ForeignKey("posts.id"), nullable=False),
        sa.Column("changed_at", UTCDateTime(), nullable=True),
        sa.Column("changed_by_id", sa.BigInteger(), sa.ForeignKey("persons.id"), nullable=True),
        sa.Column("taken_back_at", UTCDateTime(), nullable=True),
        sa.Column("issue_id", sa.BigInteger(), sa.ForeignKey("issues.id"), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_index("ix_outages_ends_at", "outages", ["ends_at"])
    op.add_column("issues", sa.Column("planned_until", UTCDateTime(), nullable=True))
