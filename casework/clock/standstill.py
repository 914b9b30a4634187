"""Nobody was at work for a while: whoever only waited meanwhile reads so, once (around-an-issue.md §11). Whoever wrote
or pressed reads it below the answer (bot/incoming/handling.py)."""

from datetime import datetime, timedelta

from casework.clock import limits as clock
from casework.messages import Kind, Priority, tell_person
from casework.model.deadlines import DeadlineKind, DeadlineState
from casework.model.issues import Issue
from casework.ports import Work
from casework.told import StoodStill
from casework.working_time import served

NOTICED = timedelta(minutes=10)
"""Whoever waits longer than that in hours of service is told why."""
NAMED = frozenset({DeadlineKind.UNDERSTAND, DeadlineKind.REPLY, DeadlineKind.RESOLVE, DeadlineKind.PROMISE_END})
"""The times that a resident waits for."""


def is_waited_for(issue: Issue, since: datetime, now: datetime, work: Work) -> bool:
    """Whether a time that was named to its reporters passed while nobody was at work. In danger they are told what to
    do, and nothing stands beside that."""
    passed = [one for one in clock.running(issue) if one.kind in NAMED and one.state is DeadlineState.PENDING]
    if issue.urgent or not any(one.due_at < now for one in passed):
        return False
    return served(since, now, work.settings_for(issue.line, now).service) >= NOTICED


async def own_to_it(issue: Issue, since: datetime, now: datetime, work: Work) -> None:
    """Its reporters are told from when to when; whoever has heard of it is not."""
    for person_id in issue.reporters:
        if not await work.heard_of_standstill(person_id, since):
            said = StoodStill(since=since.timestamp(), until=now.timestamp())
            key = f"stood_still:{person_id}"
            tell_person(work, Kind.STOOD_STILL, person_id, now, Priority.RESIDENT, issue=issue, key=key, data=said)
