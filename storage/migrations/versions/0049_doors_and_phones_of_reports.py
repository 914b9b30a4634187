"""door and phone are of a report, and so is that somebody wants to be forgotten

Only adds. What was left with an issue is with the report of whoever told it from now on; the table in which it was kept
is empty afterwards.
"""

import sqlalchemy as sa
from alembic import op

from storage.columns import UTCDateTime

revision = "0049"
down_revision = "0048"

FORGOTTEN = "forgotten_at IS NOT NULL AND (text <> '' OR place <> '')"
OF_ISSUE = """SELECT min(reports.id) FROM reports
        WHERE (reports.issue_id = visit_notes.issue_id OR reports.home_id = visit_notes.issue_id)"""
WHOSE = f"""coalesce(({OF_ISSUE} AND reports.reporter_id = visit_notes.person_id),
        ({OF_ISSUE} AND reports.filed_by_id = visit_notes.person_id), ({OF_ISSUE}))"""


def upgrade() -> None:
    """Forward."""
    op.create_table(
        "visits",
        sa.Column("id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("report_id", sa.BigInteger(), sa.ForeignKey("reports.id"), nullable=False),
        sa.Column("person_id", sa.BigInteger(), sa.ForeignKey("persons.id"), nullable=False),
        sa.Column("at", UTCDateTime(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.UniqueConstraint("report_id"),
    )
    op.add_column("reports", sa.Column("visit_asked", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("reports", sa.Column("forgotten_at", UTCDateTime(), nullable=True))
    condition = sa.text(FORGOTTEN)
    op.create_index(
        "ix_reports_forgotten", "reports", ["forgotten_at"], sqlite_where=condition, postgresql_where=condition
    )
    op.execute(
        f"""INSERT INTO visits (id, report_id, person_id, at, text) SELECT id, {WHOSE}, person_id, at, text
        FROM visit_notes
        WHERE {WHOSE} IS NOT NULL ORDER BY at DESC, id DESC ON CONFLICT DO NOTHING"""
    )
    op.execute("DELETE FROM visit_notes")
    op.execute("UPDATE reports SET visit_asked = true WHERE id IN (SELECT report_id FROM visits)")
    op.execute(
        """UPDATE reports SET forgotten_at = (SELECT issues.forgotten_at FROM issues WHERE issues.id = reports.issue_id)
        WHERE reporter_id IS NULL AND source IN ('private', 'group', 'staff', 'draft_auto') AND issue_id IN
        (SELECT id FROM issues WHERE forgotten_at IS NOT NULL AND erased_at IS NULL)"""
    )
