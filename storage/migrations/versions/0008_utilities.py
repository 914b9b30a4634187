"""utility companies: whom to phone for water, power, gas and heating

Only adds.
"""

import sqlalchemy as sa
from alembic import op

from storage.columns import Words

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "utilities",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("code", Words(), nullable=False),
        sa.Column("supply", Words(), nullable=False),
        sa.Column("name", Words(), nullable=False),
        sa.Column("phone", Words(), nullable=False),
        sa.Column("hours", Words(), nullable=False),
        sa.Column("area_id", sa.BigInteger(), nullable=True),
        sa.Column("estate_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name="fk_utilities_area_id"),
        sa.ForeignKeyConstraint(["estate_id"], ["estates.id"], name="fk_utilities_estate_id"),
        sa.PrimaryKeyConstraint("id", name="pk_utilities"),
        sa.UniqueConstraint("code", name="uq_utilities_code"),
    )
    op.create_index("ix_utilities_area_id", "utilities", ["area_id"])
    op.create_index("ix_utilities_estate_id", "utilities", ["estate_id"])
