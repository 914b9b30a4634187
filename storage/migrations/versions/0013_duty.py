"""who is on duty: rota, swaps, absences with their cover, shifts that changed hands

Only adds.
"""

import sqlalchemy as sa
from alembic import op

from storage.columns import UTCDateTime, Words

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Forward."""
    op.add_column("persons", sa.Column("cover_post_id", sa.BigInteger(), nullable=True))
    op.create_table(
        "rota",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("role", Words(), nullable=False),
        sa.Column("area_id", sa.BigInteger(), nullable=True),
        sa.Column("estate_id", sa.BigInteger(), nullable=True),
        sa.Column("post_id", sa.BigInteger(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=True),
        sa.Column("starts", sa.Integer(), nullable=False),
        sa.Column("ends", sa.Integer(), nullable=False),
        sa.Column("since", UTCDateTime(), nullable=False),
        sa.Column("until", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name="fk_rota_area_id"),
        sa.ForeignKeyConstraint(["estate_id"], ["estates.id"], name="fk_rota_estate_id"),
        sa.ForeignKeyConstraint(["post_id"], ["posts.id"], name="fk_rota_post_id"),
        sa.PrimaryKeyConstraint("id", name="pk_rota"),
    )
    op.create_index("ix_rota_area_id", "rota", ["area_id"])
    op.create_index("ix_rota_estate_id", "rota", ["estate_id"])
    op.create_index("ix_rota_post_id", "rota", ["post_id"])
    op.create_table(
        "swaps",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("role", Words(), nullable=False),
        sa.Column("area_id", sa.BigInteger(), nullable=True),
        sa.Column("estate_id", sa.BigInteger(), nullable=True),
        sa.Column("from_post_id", sa.BigInteger(), nullable=False),
        sa.Column("to_post_id", sa.BigInteger(), nullable=False),
        sa.Column("starts_at", UTCDateTime(), nullable=False),
        sa.Column("ends_at", UTCDateTime(), nullable=False),
        sa.Column("offered_at", UTCDateTime(), nullable=False),
        sa.Column("offered_by", sa.BigInteger(), nullable=False),
        sa.Column("answered_at", UTCDateTime(), nullable=True),
        sa.Column("accepted", sa.Boolean(), nullable=False),
        sa.Column("undone_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name="fk_swaps_area_id"),
        sa.ForeignKeyConstraint(["estate_id"], ["estates.id"], name="fk_swaps_estate_id"),
        sa.ForeignKeyConstraint(["from_post_id"], ["posts.id"], name="fk_swaps_from_post_id"),
        sa.ForeignKeyConstraint(["to_post_id"], ["posts.id"], name="fk_swaps_to_post_id"),
        sa.ForeignKeyConstraint(["offered_by"], ["persons.id"], name="fk_swaps_offered_by"),
        sa.PrimaryKeyConstraint("id", name="pk_swaps"),
    )
    op.create_index("ix_swaps_area_id", "swaps", ["area_id"])
    op.create_index("ix_swaps_estate_id", "swaps", ["estate_id"])
    op.create_table(
        "absences",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("since", UTCDateTime(), nullable=False),
        sa.Column("until", UTCDateTime(), nullable=False),
        sa.Column("cover_post_id", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_absences_person_id"),
        sa.ForeignKeyConstraint(["cover_post_id"], ["posts.id"], name="fk_absences_cover_post_id"),
        sa.PrimaryKeyConstraint("id", name="pk_absences"),
    )
    op.create_index("ix_absences_person_id", "absences", ["person_id"])
    op.create_index("ix_absences_until", "absences", ["until"])
    op.create_table(
        "shifts",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("area_id", sa.BigInteger(), nullable=False),
        sa.Column("role", Words(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("from_post_id", sa.BigInteger(), nullable=True),
        sa.Column("from_person_id", sa.BigInteger(), nullable=True),
        sa.Column("to_post_id", sa.BigInteger(), nullable=False),
        sa.Column("to_person_id", sa.BigInteger(), nullable=False),
        sa.Column("taken_at", UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["area_id"], ["areas.id"], name="fk_shifts_area_id"),
        sa.ForeignKeyConstraint(["from_post_id"], ["posts.id"], name="fk_shifts_from_post_id"),
        sa.ForeignKeyConstraint(["from_person_id"], ["persons.id"], name="fk_shifts_from_person_id"),
        sa.ForeignKeyConstraint(["to_post_id"], ["posts.id"], name="fk_shifts_to_post_id"),
        sa.ForeignKeyConstraint(["to_person_id"], ["persons.id"], name="fk_shifts_to_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_shifts"),
    )
    op.create_index("ix_shifts_area_id_at", "shifts", ["area_id", "at"])
