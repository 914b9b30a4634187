"""from when a department's limit for feeding back counts

Only adds. Of calls without a redo that were not planned it is when they were called.
"""

import sqlalchemy as sa
from alembic import op

from storage.columns import UTCDateTime

revision = "0053"
down_revision = "0052"


def upgrade() -> None:
    """Forward."""
    op.add_column("whistle_calls", sa.Column("feedback_from", UTCDateTime(), nullable=True))
