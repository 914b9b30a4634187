"""emergencies, what is known of households in one, and on which roster a post is

Only adds.
"""

import sqlalchemy as sa
from alembic import op

from storage.columns import Line, UTCDateTime, Words

revision = "0028"
down_revision = "0027"
IS_ON = sa.text("ended_at IS NULL")


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "emergencies",
        sa.Column("id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("area_id", sa.BigInteger(), sa.ForeignKey("areas.id"), nullable=False),
        sa.Column("line", Line(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("until", UTCDateTime(), nullable=False),
        sa.Column("by_id", sa.BigInteger(), sa.ForeignKey("persons.id"), nullable=False),
        sa.Column("by_post_id", sa.BigInteger(), nullable=False),
        sa.Column("reason", Words(), nullable=False),
        sa.Column("drill", sa.Boolean(), nullable=False),
        sa.Column("renewed", sa.Integer(), nullable=False),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.Column("ended_by_id", sa.BigInteger(), sa.ForeignKey("persons.id"), nullable=True),
        sa.Column("ended_why", Words(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
    )
    op.create_index("ix_emergencies_at", "emergencies", ["at"])
    op.create_index(
        "uq_emergencies_on", "emergencies", ["area_id"], unique=True, sqlite_where=IS_ON, postgresql_where=IS_ON
    )
    op.create_table(
        "home_notes",
        sa.Column("id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("emergency_id", sa.BigInteger(), sa.ForeignKey("emergencies.id"), nullable=False),
        sa.Column("area_id", sa.BigInteger(), sa.ForeignKey("areas.id"), nullable=False),
        sa.Column("door", Words(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("note", Words(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by_id", sa.BigInteger(), sa.ForeignKey("persons.id"), nullable=False),
        sa.Column("by_post_id", sa.BigInteger(), nullable=False),
        sa.UniqueConstraint("emergency_id", "area_id", "door", name="uq_home_notes_emergency_id_area_id_door"),
    )
    op.add_column("posts", sa.Column("serves", sa.Text(), nullable=False, server_default="normal"))
