"""nobody asks in conversations any more

Takes the rows away, and nothing of the shape: a replica of the version before still looks there when it forgets
somebody (ADR 0021).
"""

from alembic import op

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Forward."""
    op.execute("DELETE FROM conversations")
