"""what staff register for somebody: by which way and on which day it was told, another system's number and last day

Only adds.
"""

import sqlalchemy as sa
from alembic import op

from storage.columns import Words

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Forward."""
    op.add_column("drafts", sa.Column("source", Words(), nullable=True))
    for table in ("drafts", "reports"):
        op.add_column(table, sa.Column("heard_on", sa.Date(), nullable=True))
        op.add_column(table, sa.Column("outside_number", Words(), nullable=True))
        op.add_column(table, sa.Column("outside_due", sa.Date(), nullable=True))
