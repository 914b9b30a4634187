"""when a press counts as made

Only adds: a replica of the version before leaves it empty, and then the receipt counts.
"""

import sqlalchemy as sa
from alembic import op

from storage import columns

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Forward."""
    op.add_column("inbox", sa.Column("made_at", columns.UTCDateTime(), nullable=True))
