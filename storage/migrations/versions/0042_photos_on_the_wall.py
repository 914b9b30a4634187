"""photos that stand on the echo wall: whose they are was asked, and the pictures that were made of them

Only adds.
"""

import sqlalchemy as sa
from alembic import op

from storage.columns import UTCDateTime, Words

revision = "0042"
down_revision = "0041"
WAITS = sa.text("waits")


def upgrade() -> None:
    """Forward."""
    op.add_column("attachments", sa.Column("asked_at", UTCDateTime(), nullable=True))
    op.add_column("attachments", sa.Column("refused", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("attachments", sa.Column("waits", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.create_index("ix_attachments_waits", "attachments", ["id"], sqlite_where=WAITS, postgresql_where=WAITS)
    op.create_table(
        "pictures",
        sa.Column(
            "attachment_id", sa.BigInteger(), sa.ForeignKey("attachments.id"), primary_key=True, autoincrement=False
        ),
        sa.Column("name", Words(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("wrong", Words(), nullable=False),
        sa.Column("made_at", UTCDateTime(), nullable=False),
        sa.UniqueConstraint("name"),
    )
