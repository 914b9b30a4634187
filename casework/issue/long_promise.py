"""A promise that lies more than a week ahead is not forgotten until its eve: whoever holds it is asked half-way and
the week before, and the community hears of it when it is given."""

from datetime import datetime, timedelta

from casework.clock import ladder
from casework.clock import limits as clock
from casework.messages import Kind, Priority, tell_person
from casework.model.deadlines import Deadline, DeadlineKind
from casework.model.issues import Issue, State
from casework.model.people import Role
from casework.neighbourhood.rights import MANAGERS
from casework.ports import IssueDue, Work

LONG = timedelta(days=7)
"""A promise that lies further ahead is a long one."""
APART = timedelta(days=2)
"""The week before is not asked about when half-way was, so shortly before."""
ASKS = (DeadlineKind.PROMISE_HALF, DeadlineKind.PROMISE_WEEK)


async def keep_in_mind(issue: Issue, at: datetime, work: Work) -> None:
    """The promise counts from now on: set what is asked on the way, and tell the community of a long one."""
    clock.cancel(issue, work, at, *ASKS)
    settings = work.settings_for(issue.line, at)
    today = at.astimezone(settings.zone).date()
    if issue.promise is None or issue.promise.on_day - today <= LONG:
        return
    day = issue.promise.on_day
    half, week = today + (day - today) / 2, day - LONG
    clock.add(issue, work, DeadlineKind.PROMISE_HALF, clock.local(half, settings.remind_at, settings.zone))
    if week - half > APART:
        clock.add(issue, work, DeadlineKind.PROMISE_WEEK, clock.local(week, settings.remind_at, settings.zone))
    holder = await work.post(issue.holder_post_id) if issue.holder_post_id is not None else None
    if holder is not None and holder.role in MANAGERS:
        return
    to = await ladder.on_duty_or_above(issue, Role.COMMUNITY_MANAGER, at, work)
    if to is not None and to.person_id != issue.holder_id:
        tell_person(work, Kind.PROMISE_FYI, to.person_id, at, Priority.NOTICE, issue=issue)


async def _ask(issue: Issue, deadline: Deadline, work: Work) -> None:
    """How far is it?"""
    if issue.state is State.PROMISED:
        tell_person(work, Kind.PROMISE_AHEAD, issue.holder_id, deadline.due_at, Priority.PING, issue=issue)


DUE: dict[DeadlineKind, IssueDue] = dict.fromkeys(ASKS, _ask)
