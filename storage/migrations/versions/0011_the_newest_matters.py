"""the newest matters of an estate, and of everything, are found by an index

Only adds.
"""

from alembic import op

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Forward."""
    op.create_index("ix_issues_estate_id_filed_at", "issues", ["estate_id", "filed_at"])
    op.create_index("ix_issues_filed_at", "issues", ["filed_at"])
