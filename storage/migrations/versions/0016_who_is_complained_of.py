"""of whom a report complains, and which matters are known to whoever was called alone

Only adds.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Forward."""
    op.add_column("reports", sa.Column("accused", sa.Text(), nullable=True))
    op.add_column("reports", sa.Column("called_only", sa.Boolean(), nullable=True))
    op.execute(
        "UPDATE reports SET called_only = true WHERE issue_id IN "
        "(SELECT id FROM issues WHERE danger IN ('violence', 'suicide') OR category = 'violence')"
    )
