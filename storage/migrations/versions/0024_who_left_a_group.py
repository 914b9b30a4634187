"""who left a group; the copies of a card that came by hand

Only adds.
"""

import sqlalchemy as sa
from alembic import op

from storage.columns import Json, UTCDateTime

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "outside",
        sa.Column("chat_id", sa.BigInteger(), sa.ForeignKey("chats.id"), primary_key=True, autoincrement=False),
        sa.Column("person_id", sa.BigInteger(), sa.ForeignKey("persons.id"), primary_key=True, autoincrement=False),
        sa.Column("at", UTCDateTime(), nullable=False),
    )
    op.create_index("ix_outside_person_id", "outside", ["person_id"])
    op.add_column("issues", sa.Column("copies", Json(), nullable=False, server_default="[]"))
