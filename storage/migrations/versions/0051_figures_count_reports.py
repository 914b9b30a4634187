"""figures count what was reported: an index by when, and how many rated a round

Only adds. Of rounds that were rated before one rating is known.
"""

import sqlalchemy as sa
from alembic import op

revision = "0051"
down_revision = "0050"


def upgrade() -> None:
    """Forward."""
    op.add_column("rounds", sa.Column("rated_by", sa.Integer(), nullable=True))
    op.add_column("rounds", sa.Column("content", sa.Integer(), nullable=True))
    op.create_index("ix_reports_t0", "reports", ["t0"])
