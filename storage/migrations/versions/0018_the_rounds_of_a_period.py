"""the rounds of a period are found by an index

Only adds.
"""

from alembic import op

revision = "0018"
down_revision = "0017"


def upgrade() -> None:
    """Forward."""
    op.create_index("ix_rounds_t0", "rounds", ["t0"])
