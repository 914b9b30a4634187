"""one open link a post, who held which post, who was given which authority, which group was bound last

Only adds columns and tables. Of several open links of a post the youngest stays; the older open nothing any more.
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from storage import columns
from storage.ids import new_id

revision = "0006"
down_revision = "0005"

OPEN = "used_at IS NULL"
HELD = "until IS NULL"


def _where(condition: str) -> dict[str, Any]:
    return {"sqlite_where": sa.text(condition), "postgresql_where": sa.text(condition)}


def upgrade() -> None:
    """Forward."""
    # Without a foreign key of its own: on SQLite adding one would copy the table.
    op.add_column("links", sa.Column("asked_by", sa.BigInteger(), nullable=True))
    op.add_column("links", sa.Column("asked_at", columns.UTCDateTime(), nullable=True))
    op.add_column("chats", sa.Column("bound_at", columns.UTCDateTime(), nullable=True))
    _one_open_link()
    op.create_index("uq_links_open", "links", ["post_id"], unique=True, **_where(OPEN))
    seats = op.create_table(
        "seats",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("post_id", sa.BigInteger(), nullable=False),
        sa.Column("code", columns.Words(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("since", columns.UTCDateTime(), nullable=True),
        sa.Column("until", columns.UTCDateTime(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_seats_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_seats"),
    )
    op.create_index("ix_seats_post_id", "seats", ["post_id"])
    op.create_index("ix_seats_person_id", "seats", ["person_id"])
    op.create_index("uq_seats_held", "seats", ["post_id"], unique=True, **_where(HELD))
    op.create_table(
        "audit",
        sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("at", columns.UTCDateTime(), nullable=False),
        sa.Column("action", columns.Words(), nullable=False),
        sa.Column("person_id", sa.BigInteger(), nullable=True),
        sa.Column("post_id", sa.BigInteger(), nullable=True),
        sa.Column("chat_id", sa.BigInteger(), nullable=True),
        sa.Column("data", columns.Json(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["persons.id"], name="fk_audit_person_id"),
        sa.ForeignKeyConstraint(["chat_id"], ["chats.id"], name="fk_audit_chat_id"),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_index("ix_audit_at", "audit", ["at"])
    op.create_index("ix_audit_post", "audit", ["post_id"], **_where("post_id IS NOT NULL"))
    _seats_so_far(seats)


def _one_open_link() -> None:
    op.execute(
        "DELETE FROM links WHERE used_at IS NULL AND EXISTS (SELECT 1 FROM links AS younger"
        " WHERE younger.post_id = links.post_id AND younger.used_at IS NULL"
        " AND (younger.made_at > links.made_at OR (younger.made_at = links.made_at AND younger.code > links.code)))"
    )


def _seats_so_far(seats: sa.Table) -> None:
    """Whoever holds a post holds it since the link was used, or since before that was known."""
    posts = sa.table("posts", sa.column("id"), sa.column("code"), sa.column("person_id"))
    links = sa.table("links", sa.column("post_id"), sa.column("used_by"), sa.column("used_at", columns.UTCDateTime()))
    bind = op.get_bind()
    used = {(row.post_id, row.used_by): row.used_at for row in bind.execute(sa.select(links).order_by(links.c.used_at))}
    held = bind.execute(sa.select(posts).where(posts.c.person_id.is_not(None))).all()
    rows = [
        {
            "id": new_id(),
            "post_id": one.id,
            "code": one.code,
            "person_id": one.person_id,
            "since": used.get((one.id, one.person_id)),
            "until": None,
        }
        for one in held
    ]
    if rows:
        op.bulk_insert(seats, rows)
