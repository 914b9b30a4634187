"""A line of an issue's timeline, written in one way."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from casework.model import Entry, Issue, Visibility
from casework.ports import Work


def write_line(
    issue: Issue,
    action: str,
    at: datetime,
    work: Work,
    *,
    person_id: int | None = None,
    post_id: int | None = None,
    chat_id: int | None = None,
    visibility: Visibility = Visibility.PUBLIC,
    text: str = "",
    data: Mapping[str, Any] | None = None,
) -> Entry:
    """Write it, in the issue's round; nobody by name where it happened by itself."""
    entry = Entry(
        id=work.new_id(),
        subject=issue.subject,
        at=at,
        action=action,
        round=issue.round,
        person_id=person_id,
        post_id=post_id,
        chat_id=chat_id,
        visibility=visibility,
        text=text,
        data=dict(data or {}),
    )
    work.add(entry)
    return entry
