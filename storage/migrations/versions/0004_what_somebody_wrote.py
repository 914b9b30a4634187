"""handled updates by chat, for somebody who wants to be forgotten

Only adds an index.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Forward."""
    op.create_index(
        "ix_inbox_done",
        "inbox",
        ["chat_key"],
        unique=False,
        sqlite_where=sa.text("state = 'done'"),
        postgresql_where=sa.text("state = 'done'"),
    )
