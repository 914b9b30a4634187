"""a round that was a false alarm says so itself

Only adds; what is written already is read once out of the entries.
"""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"


def upgrade() -> None:
    """Forward."""
    op.add_column("rounds", sa.Column("false_alarm", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.execute(
        r"""UPDATE rounds SET false_alarm = true WHERE EXISTS (SELECT 1 FROM entries
        WHERE entries.subject_id = rounds.issue_id AND entries.round = rounds.round
        AND entries.action = 'resolve' AND entries.data LIKE '%"false"\:true%')"""
    )
