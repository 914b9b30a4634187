"""what systems outside filed lately, so that the same sent again is one matter

Only adds.
"""

import sqlalchemy as sa
from alembic import op

from storage.columns import UTCDateTime, Words

revision = "0038"
down_revision = "0037"


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "filings",
        sa.Column("key_id", sa.BigInteger(), sa.ForeignKey("api_keys.id"), primary_key=True, autoincrement=False),
        sa.Column("sign", Words(), primary_key=True),
        sa.Column("content", Words(), nullable=False),
        sa.Column("issue_id", sa.BigInteger(), sa.ForeignKey("issues.id"), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
    )
    op.create_index("ix_filings_at", "filings", ["at"])
    op.create_index("ix_filings_issue_id", "filings", ["issue_id"])
