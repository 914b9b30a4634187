"""by which title /bind knows a department's group

Only adds.
"""

import sqlalchemy as sa
from alembic import op

from storage.columns import Words

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Forward."""
    op.add_column("departments", sa.Column("group_title", Words(), nullable=True))
