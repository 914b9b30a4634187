"""as which issue a report was filed that is together with another, and when it was rated

Only adds.
"""

import sqlalchemy as sa
from alembic import op

from storage.columns import UTCDateTime

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Forward."""
    op.add_column("reports", sa.Column("rated_at", UTCDateTime(), nullable=True))
    op.add_column("reports", sa.Column("home_id", sa.BigInteger(), nullable=True))
    away = sa.text("home_id IS NOT NULL")
    op.create_index("ix_reports_home", "reports", ["home_id"], sqlite_where=away, postgresql_where=away)
