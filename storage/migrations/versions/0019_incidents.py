"""since when something is known that many have

Only adds.
"""

import sqlalchemy as sa
from alembic import op

from storage.columns import UTCDateTime

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Forward."""
    op.add_column("issues", sa.Column("incident_at", UTCDateTime(), nullable=True))
