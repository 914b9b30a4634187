"""what areas set for themselves, the days that are something else, and what runs on outside the hours

Only adds.
"""

import sqlalchemy as sa
from alembic import op

from storage.columns import UTCDateTime, Words

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "settings",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("area_id", sa.BigInteger(), nullable=True),
        sa.Column("key", Words(), nullable=False),
        sa.Column("value", Words(), nullable=False),
        sa.Column("since", UTCDateTime(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name="fk_settings_area_id"),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_settings_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_settings"),
    )
    op.create_table(
        "days",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("area_id", sa.BigInteger(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("kind", Words(), nullable=False),
        sa.Column("hours", Words(), nullable=False),
        sa.Column("name", Words(), nullable=False),
        sa.Column("source", Words(), nullable=False),
        sa.Column("provisional", sa.Boolean(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name="fk_days_area_id"),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_days_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_days"),
    )
    op.create_index("ix_days_day", "days", ["day"])
    op.add_column("issues", sa.Column("runs_on_since", UTCDateTime(), nullable=True))
    op.add_column("issues", sa.Column("tonight", Words(), nullable=False, server_default=""))
    op.add_column("promises", sa.Column("by_limit", sa.Boolean(), nullable=False, server_default=sa.false()))
