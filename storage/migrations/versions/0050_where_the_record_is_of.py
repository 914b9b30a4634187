"""a line of the record says where it is of, and a look at door and phone is one

Only adds. What stood on timelines alone is on the record from now on.
"""

import sqlalchemy as sa
from alembic import op

revision = "0050"
down_revision = "0049"


def upgrade() -> None:
    """Forward."""
    op.add_column("audit", sa.Column("area_id", sa.BigInteger(), nullable=True))
    op.execute(
        """UPDATE audit SET area_id = coalesce(
            (SELECT posts.area_id FROM posts WHERE posts.id = audit.post_id),
            (SELECT chats.area_id FROM chats WHERE chats.id = audit.chat_id))"""
    )
    op.execute(
        """INSERT INTO audit (id, at, action, person_id, post_id, area_id, data)
        SELECT entries.id, entries.at, 'door_seen', entries.person_id, entries.post_id, issues.area_id,
            '{"issue_id": ' || entries.subject_id || '}'
        FROM entries JOIN issues ON issues.id = entries.subject_id WHERE entries.action = 'visit_read'"""
    )
