"""what somebody took down for people without an account is found by whoever did

Only adds.
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
WHERE = "reporter_id IS NULL AND filed_by_id IS NOT NULL"


def upgrade() -> None:
    """Forward."""
    op.create_index(
        "ix_reports_registered",
        "reports",
        ["filed_by_id"],
        sqlite_where=sa.text(WHERE),
        postgresql_where=sa.text(WHERE),
    )
