"""what the rounds of a day add up to, and what changed since

Only adds. Where there are rounds already everything is summed, by the one worker, from the newest day on.
"""

import sqlalchemy as sa
from alembic import op

from storage.columns import Json, Line, UTCDateTime, Words

revision = "0035"
down_revision = "0034"
AGAIN = sa.text("again_at IS NOT NULL")
EVERYTHING = "INSERT INTO unsummed (id, since) SELECT 1, t0 FROM rounds ORDER BY t0 LIMIT 1"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "day_sums",
        sa.Column("day", sa.Date(), primary_key=True),
        sa.Column("line", Line(), primary_key=True),
        sa.Column("counts", Json(), nullable=False),
        sa.Column("spans", Json(), nullable=False),
        sa.Column("parts", Json(), nullable=False),
        sa.Column("longest", Json(), nullable=False),
        sa.Column("again_at", UTCDateTime(), nullable=True),
        sa.Column("basis", Words(), nullable=False),
    )
    op.create_index("ix_day_sums_again", "day_sums", ["again_at"], sqlite_where=AGAIN, postgresql_where=AGAIN)
    op.create_table(
        "unsummed",
        sa.Column("id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("issue_id", sa.BigInteger(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("since", UTCDateTime(), nullable=True),
    )
    op.execute(EVERYTHING)
