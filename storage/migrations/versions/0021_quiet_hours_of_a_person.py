"""quiet hours of a person

Only adds.
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Forward."""
    op.add_column("persons", sa.Column("quiet_from", sa.Integer(), nullable=True))
    op.add_column("persons", sa.Column("quiet_to", sa.Integer(), nullable=True))
