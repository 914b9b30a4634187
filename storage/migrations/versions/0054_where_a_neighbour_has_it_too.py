"""where a neighbour has it too, if it is said of another home than his own

Only adds. Until now it was everybody's own home.
"""

import sqlalchemy as sa
from alembic import op

revision = "0054"
down_revision = "0053"


def upgrade() -> None:
    """Forward."""
    op.add_column("me_toos", sa.Column("area_id", sa.BigInteger(), nullable=True))
