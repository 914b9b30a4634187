"""what was put off, and is on the agenda again

Only adds.
"""

import sqlalchemy as sa
from alembic import op

from storage.columns import UTCDateTime

revision = "0039"
down_revision = "0038"


def upgrade() -> None:
    """Forward."""
    op.add_column("issues", sa.Column("again_since", UTCDateTime(), nullable=True))
