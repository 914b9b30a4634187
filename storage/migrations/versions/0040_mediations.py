"""mediations of quarrels

Only adds.
"""

import sqlalchemy as sa
from alembic import op

from storage.columns import Line, UTCDateTime, Words

revision = "0040"
down_revision = "0039"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "mediations",
        sa.Column("id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("issue_id", sa.BigInteger(), sa.ForeignKey("issues.id"), nullable=False),
        sa.Column("line", Line(), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("by_id", sa.BigInteger(), sa.ForeignKey("persons.id"), nullable=False),
        sa.Column("by_post_id", sa.BigInteger(), sa.ForeignKey("posts.id"), nullable=False),
        sa.Column("code", Words(), nullable=False),
        sa.Column("mediator_id", sa.BigInteger(), sa.ForeignKey("persons.id"), nullable=True),
        sa.Column("mediator_post_id", sa.BigInteger(), sa.ForeignKey("posts.id"), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("first_id", sa.BigInteger(), sa.ForeignKey("persons.id"), nullable=True),
        sa.Column("other_id", sa.BigInteger(), sa.ForeignKey("persons.id"), nullable=True),
        sa.Column("other", Words(), nullable=False),
        sa.Column("first_agrees", sa.Boolean(), nullable=True),
        sa.Column("other_agrees", sa.Boolean(), nullable=True),
        sa.Column("meets_at", UTCDateTime(), nullable=True),
        sa.Column("meets", Words(), nullable=False),
        sa.Column("first_comes", sa.Boolean(), nullable=True),
        sa.Column("other_comes", sa.Boolean(), nullable=True),
        sa.Column("agreement", Words(), nullable=False),
        sa.Column("first_confirms", sa.Boolean(), nullable=True),
        sa.Column("other_confirms", sa.Boolean(), nullable=True),
        sa.Column("next_step", sa.Text(), nullable=True),
        sa.Column("ended_at", UTCDateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("erased_at", UTCDateTime(), nullable=True),
        sa.UniqueConstraint("code"),
    )
    for one in ("issue_id", "first_id", "other_id", "mediator_id"):
        op.create_index(op.f(f"ix_mediations_{one}"), "mediations", [one])
    over = sa.text("ended_at IS NOT NULL AND erased_at IS NULL")
    op.create_index("ix_mediations_over", "mediations", ["ended_at"], sqlite_where=over, postgresql_where=over)
