"""the tier to which a matter was handed up, and which has not accepted it yet

Only adds.
"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    """Forward."""
    op.add_column("issues", sa.Column("handed_to", sa.Text(), nullable=True))
