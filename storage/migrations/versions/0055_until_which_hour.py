"""by which hour of a day something is promised, or somebody comes

Only adds. Until now it was the end of the day.
"""

import sqlalchemy as sa
from alembic import op

revision = "0055"
down_revision = "0054"


def upgrade() -> None:
    """Forward."""
    op.add_column("promises", sa.Column("hour", sa.Time(), nullable=True))
    op.add_column("promises", sa.Column("comes", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("promises", sa.Column("moving_hour", sa.Time(), nullable=True))
