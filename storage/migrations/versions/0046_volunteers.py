"""residents who lend a hand

Only adds.
"""

import sqlalchemy as sa
from alembic import op

from storage.columns import Json, UTCDateTime

revision = "0046"
down_revision = "0045"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "volunteers",
        sa.Column("id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("person_id", sa.BigInteger(), sa.ForeignKey("persons.id"), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("can", Json(), nullable=False),
        sa.Column("confirmed_at", UTCDateTime(), nullable=True),
        sa.Column("confirmed_by_id", sa.BigInteger(), sa.ForeignKey("persons.id"), nullable=True),
        sa.UniqueConstraint("person_id"),
    )
