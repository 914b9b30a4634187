"""for what somebody was woken outside of Telegram

Only adds.
"""

import sqlalchemy as sa
from alembic import op

from storage.columns import UTCDateTime

revision = "0052"
down_revision = "0051"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "paged",
        sa.Column("id", sa.Text(), primary_key=True),
        sa.Column("at", UTCDateTime(), nullable=False),
    )
