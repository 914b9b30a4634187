"""What is due happens: in order, once, as of its due time domain.md §3.

What a kind of deadline does is its subject's matter: each module of casework offers it in its `DUE`, casework/due.py
has them all, and the unit of work carries that table, so that nothing here reaches back.
"""

from datetime import datetime

from casework.clock import limits as clock
from casework.clock import standstill
from casework.lines import Rung
from casework.model.deadlines import Deadline, DeadlineState
from casework.model.issues import Issue
from casework.model.timeline import Entry, Visibility
from casework.ports import Work
from casework.timeline import write_line


async def fire(deadline: Deadline, now: datetime, work: Work, stood_still_since: datetime | None = None) -> None:
    """Fire a due deadline, and with it whatever else of the same issue is due by now, in order of due. After a
    standstill whoever waited meanwhile hears of it."""
    if deadline.issue_id is not None:
        issue = await work.issue(deadline.issue_id)
        since = stood_still_since
        if since is not None and standstill.is_waited_for(issue, since, now, work):
            await standstill.own_to_it(issue, since, now, work)
        await catch_up(issue, now, work, inclusive=True)
    else:
        await work.falls_due.others[deadline.kind](deadline, now, work)


async def catch_up(issue: Issue, at: datetime, work: Work, *, inclusive: bool = False) -> None:
    """Fire what was due before `at`, oldest first. An action at the due time itself still meets it."""
    while True:
        due = [
            d
            for d in clock.running(issue)
            if d.state is DeadlineState.PENDING and (d.due_at <= at if inclusive else d.due_at < at)
        ]
        if not due:
            return
        fired(due[0], work)
        await work.falls_due.issues[due[0].kind](issue, due[0], work)
        work.changed(issue)


def fired(deadline: Deadline, work: Work) -> None:
    """It happens now; never again."""
    deadline.state = DeadlineState.FIRED
    deadline.ended_at = deadline.due_at
    work.changed(deadline)


def note_due(issue: Issue, deadline: Deadline, work: Work, visibility: Visibility = Visibility.STAFF) -> Entry:
    """A line on the timeline that this was due."""
    said = Rung(rung=deadline.rung)
    return write_line(issue, f"due_{deadline.kind}", deadline.due_at, work, visibility=visibility, data=said)
