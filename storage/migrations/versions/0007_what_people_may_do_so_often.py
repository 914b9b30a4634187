"""how often people do what they may do so often only

Only adds a table.
"""

import sqlalchemy as sa
from alembic import op

from storage.columns import UTCDateTime, Words

revision = "0007"
down_revision = "0004"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "uses",
        sa.Column("person_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("what", Words(), nullable=False),
        sa.Column("minute", UTCDateTime(), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.Column("refused", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_uses_person_id"),
        sa.PrimaryKeyConstraint("person_id", "what", "minute", name="pk_uses"),
    )
    op.create_index("ix_uses_minute", "uses", ["minute"])
