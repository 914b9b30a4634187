"""who may look at the board

Only adds.
"""

import sqlalchemy as sa
from alembic import op

from storage.columns import UTCDateTime, Words

revision = "0014"
down_revision = "0013"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "sessions",
        sa.Column("key", Words(), primary_key=True),
        sa.Column("kind", Words(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), sa.ForeignKey("persons.id"), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("until", UTCDateTime(), nullable=False),
        sa.Column("used_at", UTCDateTime(), nullable=True),
    )
    op.create_index("ix_sessions_person_id", "sessions", ["person_id"])
    op.create_index("ix_sessions_until", "sessions", ["until"])
