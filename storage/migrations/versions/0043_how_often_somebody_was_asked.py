"""how often somebody was asked today: found by an index

Only adds.
"""

from alembic import op

revision = "0043"
down_revision = "0042"


def upgrade() -> None:
    """Forward."""
    op.create_index("ix_pings_person_id_asked_at", "pings", ["person_id", "asked_at"])
