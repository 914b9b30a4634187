"""samples of what closed unrated, and what came of asking after it

Only adds.
"""

import sqlalchemy as sa
from alembic import op

from storage.columns import UTCDateTime, Words

revision = "0033"
down_revision = "0032"
IS_SAMPLED = sa.text("sample_id IS NOT NULL")


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "samples",
        sa.Column("id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("area_id", sa.BigInteger(), sa.ForeignKey("areas.id"), nullable=False),
        sa.Column("month", sa.Date(), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("lapsed", sa.Integer(), nullable=False),
        sa.Column("drawn", sa.Integer(), nullable=False),
    )
    op.create_index("uq_samples_month", "samples", ["area_id", "month"], unique=True)
    op.add_column("rounds", sa.Column("sample_id", sa.BigInteger(), nullable=True))
    op.add_column("rounds", sa.Column("checked", Words(), nullable=True))
    op.add_column("rounds", sa.Column("checked_at", UTCDateTime(), nullable=True))
    op.add_column("rounds", sa.Column("checked_post_id", sa.BigInteger(), nullable=True))
    op.create_index(
        "ix_rounds_sample_id", "rounds", ["sample_id"], sqlite_where=IS_SAMPLED, postgresql_where=IS_SAMPLED
    )
