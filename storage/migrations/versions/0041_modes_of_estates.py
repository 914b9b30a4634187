"""who looks after an estate

Only adds.
"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"


def upgrade() -> None:
    """Forward."""
    op.add_column("estates", sa.Column("mode", sa.Text(), nullable=False, server_default="company"))
