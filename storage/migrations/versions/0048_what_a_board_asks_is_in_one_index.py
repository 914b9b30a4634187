"""what a board counts, sorts and looks up of what stands is found in one index, without the rows themselves

SQLite did not use the one before: it looks at the state again, which was not in it. An older version that still runs
beside us asks for neither by name.
"""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0047"

STANDING = "state IN ('reported', 'accepted', 'dispatched', 'in_progress', 'waiting', 'promised', 'resolved')"
COUNTED = ("line", "light", "turns_at", "apart", "urgency", "holder_post_id", "holder_id")
SORTED = ("state", "wanted_at", "t0", "id", "version")


def upgrade() -> None:
    """Forward."""
    condition = sa.text(STANDING)
    op.create_index(
        "ix_issues_board",
        "issues",
        [*COUNTED, *SORTED],
        sqlite_where=condition,
        postgresql_where=condition,
    )
    op.drop_index("ix_issues_lights", "issues")
