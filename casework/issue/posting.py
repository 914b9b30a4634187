"""What residents' groups read of the echo wall by themselves: each result, and how the week was (wording.md §9).

Both are off until a community turns them on (community-life.md §0). They say what the wall says and no more.
"""

from collections.abc import Iterable
from dataclasses import field
from datetime import datetime, timedelta

from casework.capabilities import Capability
from casework.frozen import frozen
from casework.lines import false_alarm
from casework.messages import Kind, Priority, tell_chat, tell_group
from casework.model.chats import Audience
from casework.model.deadlines import Deadline
from casework.model.issues import Issue, Rating, State
from casework.neighbourhood.switching import is_on
from casework.neighbourhood.wall import told_to_all
from casework.ports import Work
from casework.told import WeekOf
from casework.transitions import OPEN

A_WEEK = timedelta(weeks=1)
DONE = (State.RESOLVED, State.CLOSED)
GROUPS_AT_MOST = 1000
"""Of one community."""


async def post_result(issue: Issue, at: datetime, work: Work) -> None:
    """It is over, and how it was rated is known: the nearest residents' group reads it, once a round."""
    if not is_on(Capability.WALL_RESULTS, issue.line, at, work) or not told_to_all(issue):
        return
    if issue.one_of_many:
        return  # the list of its listening day says so
    if any(false_alarm(one) and one.round == issue.round for one in await work.timeline(issue.id)):
        return  # there was nothing to do
    chats = [chat for chat in await work.chats_for(issue.line) if chat.audience is Audience.RESIDENTS]
    for chat in chats[:1]:
        tell_chat(work, Kind.WALL_ONE, chat, at, issue, key=f"wall:{issue.id}:{issue.round}:{chat.id}")


async def post_week(deadline: Deadline, work: Work) -> None:
    """Every residents' group of the community reads the week of its own place."""
    assert deadline.area_id is not None
    area = await work.area(deadline.area_id)
    at = deadline.due_at
    if not is_on(Capability.WALL_WEEK, area.line, at, work):
        return
    for chat_id in await work.groups_below((area.id,), (Audience.RESIDENTS,), 0, GROUPS_AT_MOST):
        key, data = f"week:{chat_id}:{at.date().isoformat()}", WeekOf(area=area.id, until=at.timestamp())
        tell_group(work, Kind.WALL_WEEK, chat_id, at, Priority.NOTICE, key=key, data=data)


@frozen(kw_only=True)
class Week:
    """How a place's week was, of what was reported in it. `fastest` of what is done, `longest` of what is not."""

    filed: int = 0
    done: int = 0
    promised: int = 0
    under_way: int = 0
    fastest: Issue | None = None
    longest: Issue | None = None
    ratings: dict[Rating, int] = field(default_factory=dict)


def week_of(issues: Iterable[Issue], area_id: int, until: datetime) -> Week:
    """Counted from the matters themselves; private ones, and kinds that the wall does not tell of, are not there."""
    here = [
        one
        for one in issues
        if area_id in one.line
        and told_to_all(one)
        and until - A_WEEK <= one.filed_at < until
        and one.state not in (State.WITHDRAWN, State.MERGED)
    ]
    ended = [one for one in here if one.state in DONE and one.now.resolved_at is not None]
    done = [one for one in ended if not one.now.false_alarm]
    still = [one for one in here if one.state in OPEN]
    promised = [one for one in still if one.state is State.PROMISED and one.promise_told_at is not None]
    ratings: dict[Rating, int] = {}
    for rated in (report.rating for one in here for report in one.reports):
        if rated is not None:
            ratings[rated] = ratings.get(rated, 0) + 1
    return Week(
        filed=len(here) - (len(ended) - len(done)),
        done=len(done),
        promised=len(promised),
        under_way=len(still) - len(promised),
        fastest=min(done, key=_took, default=None),
        longest=min(still, key=lambda one: one.t0, default=None),
        ratings=ratings,
    )


def _took(issue: Issue) -> timedelta:
    return (issue.now.resolved_at or issue.t0) - issue.t0
