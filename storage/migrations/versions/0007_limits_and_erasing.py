"""how often people do what they may do so often only; what was erased, and the indexes by which it is found

Only adds.
"""

import sqlalchemy as sa
from alembic import op

from storage.columns import UTCDateTime, Words

revision = "0007"
down_revision = "0006"


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
    for table, name in (
        ("issues", "forgotten_at"),
        ("issues", "erased_at"),
        ("rounds", "erased_at"),
        ("entries", "erased_at"),
        ("conversations", "at"),
    ):
        op.add_column(table, sa.Column(name, UTCDateTime(), nullable=True))
    for name, table, column, condition in (
        ("ix_rounds_over", "rounds", "closed_at", "closed_at IS NOT NULL AND erased_at IS NULL"),
        ("ix_issues_forgotten", "issues", "forgotten_at", "forgotten_at IS NOT NULL AND erased_at IS NULL"),
        (
            "ix_drafts_words",
            "drafts",
            "id",
            "state <> 'open' AND (text <> '' OR place <> '' OR behalf <> '' OR latitude IS NOT NULL)",
        ),
        ("ix_entries_person", "entries", "person_id", "post_id IS NULL AND person_id IS NOT NULL"),
        ("ix_links_used", "links", "used_at", "used_at IS NOT NULL"),
    ):
        where = sa.text(condition)
        op.create_index(name, table, [column], sqlite_where=where, postgresql_where=where)
    op.create_index("ix_links_made_at", "links", ["made_at"])
    op.create_index("ix_me_toos_person_id", "me_toos", ["person_id"])
    op.create_index("ix_conversations_at", "conversations", ["at"])
