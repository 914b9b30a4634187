"""orders of other systems are found by their number

Only adds.
"""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"
IS_ORDER = sa.text("outside_number IS NOT NULL")


def upgrade() -> None:
    """Forward."""
    op.create_index("ix_reports_order", "reports", ["outside_number"], sqlite_where=IS_ORDER, postgresql_where=IS_ORDER)
