"""from when the limits of whistles count that were blown before that was kept

Adds nothing but what 0053 left empty: of a redo it is when it was asked for; of what was planned (somebody was to be
reminded ahead of it) when the department is awaited; else when it was called. What a replica of the version before
writes after this stays empty, and is as it was: its limit does not move.
"""

from alembic import op

revision = "0056"
down_revision = "0055"


def upgrade() -> None:
    """Forward."""
    op.execute(
        r"""UPDATE whistle_calls SET feedback_from = coalesce(
            (SELECT max(entries.at) FROM entries WHERE entries.subject_id = whistle_calls.whistle_id
                AND entries.action = 'redo' AND entries.data LIKE '%"call"\:' || whistle_calls.id || ',%'),
            (SELECT whistle_calls.report_in_by FROM deadlines WHERE deadlines.subject_id = whistle_calls.whistle_id
                AND deadlines.kind = 'whistle_ahead' AND deadlines.due_at >= whistle_calls.called_at
                AND deadlines.due_at < whistle_calls.report_in_by LIMIT 1),
            whistle_calls.called_at)
        WHERE feedback_from IS NULL"""
    )
