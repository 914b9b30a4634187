"""what neighbours say of a result

Only adds.
"""

import sqlalchemy as sa
from alembic import op

from storage.columns import UTCDateTime

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "verdicts",
        sa.Column("issue_id", sa.BigInteger(), sa.ForeignKey("issues.id"), primary_key=True, autoincrement=False),
        sa.Column("round", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("person_id", sa.BigInteger(), sa.ForeignKey("persons.id"), primary_key=True, autoincrement=False),
        sa.Column("fixed", sa.Boolean(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
    )
    op.create_index("ix_verdicts_person_id", "verdicts", ["person_id"])
