"""joint meetings

Only adds.
"""

import sqlalchemy as sa
from alembic import op

from storage.columns import Json, UTCDateTime, Words

revision = "0029"
down_revision = "0028"
IS_OPEN = sa.text("ended_at IS NULL")


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "meetings",
        sa.Column("id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("area_id", sa.BigInteger(), sa.ForeignKey("areas.id"), nullable=False),
        sa.Column("tier", Words(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by_id", sa.BigInteger(), sa.ForeignKey("persons.id"), nullable=False),
        sa.Column("by_post_id", sa.BigInteger(), sa.ForeignKey("posts.id"), nullable=False),
        sa.Column("present", Json(), nullable=False),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_index("ix_meetings_area_id_at", "meetings", ["area_id", "at"])
    op.create_index(
        "uq_meetings_open", "meetings", ["area_id"], unique=True, sqlite_where=IS_OPEN, postgresql_where=IS_OPEN
    )
