"""since when the bot reads along in a group

Only adds.
"""

import sqlalchemy as sa
from alembic import op

from storage.columns import UTCDateTime

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    """Forward."""
    op.add_column("chats", sa.Column("listens_at", UTCDateTime(), nullable=True))
