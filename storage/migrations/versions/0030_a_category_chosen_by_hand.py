"""a category that was chosen by hand is not guessed anew

Only adds.
"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    """Forward."""
    op.add_column("drafts", sa.Column("chosen", sa.Boolean(), nullable=False, server_default=sa.false()))
