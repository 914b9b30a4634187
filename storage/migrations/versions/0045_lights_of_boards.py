"""how boards count a matter is written with it

Only adds; what stands already is looked at when a board first asks for it (storage/board.py).
"""

import sqlalchemy as sa
from alembic import op

from storage.columns import UTCDateTime

revision = "0045"
down_revision = "0044"

STANDING = "state IN ('reported', 'accepted', 'dispatched', 'in_progress', 'waiting', 'promised', 'resolved')"


def upgrade() -> None:
    """Forward."""
    op.add_column("issues", sa.Column("light", sa.Text(), nullable=False, server_default=""))
    op.add_column("issues", sa.Column("turns_at", UTCDateTime(), nullable=True))
    op.add_column("issues", sa.Column("wanted_at", UTCDateTime(), nullable=True))
    op.add_column("issues", sa.Column("apart", sa.Boolean(), nullable=False, server_default=sa.false()))
    condition = sa.text(STANDING)
    op.create_index(
        "ix_issues_lights",
        "issues",
        ["line", "light", "turns_at", "apart", "urgency", "holder_post_id", "holder_id"],
        sqlite_where=condition,
        postgresql_where=condition,
    )
    live = sa.text("answer IS NULL")
    op.create_index("ix_pings_waiting", "pings", ["issue_id", "asked_at"], sqlite_where=live, postgresql_where=live)
