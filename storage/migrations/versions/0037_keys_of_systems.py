"""keys with which systems outside file

Only adds.
"""

import sqlalchemy as sa
from alembic import op

from storage.columns import Json, UTCDateTime, Words

revision = "0037"
down_revision = "0036"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "api_keys",
        sa.Column("id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("name", Words(), nullable=False),
        sa.Column("hash", Words(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), sa.ForeignKey("persons.id"), nullable=False),
        sa.Column("area_ids", Json(), nullable=False),
        sa.Column("an_hour", sa.Integer(), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.UniqueConstraint("hash"),
    )
