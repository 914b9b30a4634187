"""A quarrel that can be talked over with a mediator: which one, and who could mediate (casework/mediation/ does the
rest)."""

from casework.model.issues import Action, Issue
from casework.model.people import Post, Role
from casework.model.timeline import Entry
from casework.ports import Work
from casework.timeline import newest

MEDIATION_OVER = "mediation_over"
"""An entry of the issue: its mediation is over; how stands in its data, and not a word of it."""


def can_become(issue: Issue) -> bool:
    """Whether it is a quarrel that can be talked over: private, in no danger, and no complaint about somebody in
    office. Violence and despair are no quarrel."""
    return issue.private and not issue.urgent and not issue.called_only and not issue.accused


async def mediators(issue: Issue, work: Work) -> list[Post]:
    """Mediators of the place who can be reached, nearest first, each person once; nobody is one in his own matter."""
    found = await work.posts_for(issue.line, issue.estate_id, (Role.MEDIATOR,))
    able: dict[int, Post] = {}
    for one in found:
        if one.person_id is not None and one.reachable and one.person_id not in issue.reporters:
            able.setdefault(one.person_id, one)
    return list(able.values())


def mediated(timeline: list[Entry]) -> bool:
    """Whether a mediation goes on, as its issue's timeline says."""
    last = newest(timeline, (Action.MEDIATE, MEDIATION_OVER))
    return last is not None and last.action == Action.MEDIATE


async def could_be_mediated(issue: Issue, timeline: list[Entry], work: Work) -> bool:
    """Whether it is a quarrel that a mediator of the place could begin with now."""
    return can_become(issue) and not mediated(timeline) and bool(await mediators(issue, work))
