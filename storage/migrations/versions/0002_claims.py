"""claims of replicas, and what the auditor asks

Only adds: a replica of the version before goes on meanwhile. It neither sees claims nor needs them, since what was
handled or fired already is refused at the commit in any case.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Forward."""
    op.add_column("inbox", sa.Column("claimed_by", sa.Text(), nullable=True))
    op.create_index(
        "ix_inbox_chat",
        "inbox",
        ["chat_key", "id"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.add_column("deadlines", sa.Column("claimed_by", sa.Text(), nullable=True))
    op.create_index(
        "ix_deadlines_fired",
        "deadlines",
        ["ended_at"],
        unique=False,
        sqlite_where=sa.text("state = 'fired' AND kind IN ('understand', 'resolve', 'promise_end')"),
        postgresql_where=sa.text("state = 'fired' AND kind IN ('understand', 'resolve', 'promise_end')"),
    )
