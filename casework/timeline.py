"""A line of a timeline, written in one way; and the newest of a kind."""

from collections.abc import Collection, Sequence
from datetime import datetime

from casework.data import NOTHING, Data, maybe
from casework.lines import NoDanger
from casework.model.issues import Action, Issue
from casework.model.subjects import Subject
from casework.model.timeline import Entry, Visibility
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
    data: Data = NOTHING,
) -> Entry:
    """Write it, in the issue's round; nobody by name where it happened by itself."""
    return write_about(
        issue.subject,
        action,
        at,
        work,
        round=issue.round,
        person_id=person_id,
        post_id=post_id,
        chat_id=chat_id,
        visibility=visibility,
        text=text,
        data=data,
    )


def write_about(
    subject: Subject,
    action: str,
    at: datetime,
    work: Work,
    *,
    round: int = 1,
    person_id: int | None = None,
    post_id: int | None = None,
    chat_id: int | None = None,
    visibility: Visibility = Visibility.STAFF,
    text: str = "",
    data: Data = NOTHING,
) -> Entry:
    """The same of what is no issue, and has no rounds: for the staff alone, unless something else is said."""
    entry = Entry(
        id=work.new_id(),
        subject=subject,
        at=at,
        action=action,
        round=round,
        person_id=person_id,
        post_id=post_id,
        chat_id=chat_id,
        visibility=visibility,
        text=text,
        data=data,
    )
    work.add(entry)
    return entry


def newest(timeline: Sequence[Entry], actions: Collection[str]) -> Entry | None:
    """The last line that says one of these."""
    return next((one for one in reversed(timeline) if one.action in actions), None)


def called_by_staff(issue: Issue, timeline: Sequence[Entry]) -> Entry | None:
    """By which words of staff a matter that was an ordinary one is urgent now; None where its reporter said danger, or
    it was dangerous before."""
    raised = newest(timeline, (Action.MAKE_URGENT,))
    if not issue.urgent or raised is None or raised.person_id is None or raised.person_id in issue.reporters:
        return None
    before = [one for one in timeline if one.action == Action.MAKE_NORMAL]
    return raised if all(maybe(one.data, NoDanger).back for one in before) else None
