"""Who may do what to an issue: the WHO table applied to a person's posts."""

from collections.abc import Sequence

from casework.model import Action, Issue, PingAnswer, Post, Role, Tier
from casework.neighbourhood.tiers import TIERS, managers_from
from casework.ports import Work
from casework.refusals import NotYours
from casework.transitions import Who, who_may

WORKING = frozenset(
    {
        Role.BUILDING_HEAD,
        Role.UNIT_HEAD,
        Role.GRID_HEAD,
        Role.GRID_WORKER,
        Role.PROPERTY_STEWARD,
        Role.STEWARD,
        Role.COMMUNITY_MANAGER,
        Role.SUBDISTRICT_MANAGER,
    }
)
"""Roles that work on issues of their area."""

DECIDERS: dict[Tier, frozenset[Role]] = {row.key: managers_from(row.key) for row in TIERS}
"""The managers of a tier and above (三议)."""

GRID_HEAD_UP = DECIDERS[Tier.BUILDING]
MANAGERS = DECIDERS[Tier.COMMUNITY]

OVERSEERS = GRID_HEAD_UP | {Role.SUPERVISOR, Role.ADMIN}
"""Roles with a board of their area."""


def covers(post: Post, line: Sequence[int], estate_id: int | None) -> bool:
    """Whether a post is responsible for a place: its area is on the line, or the place is in its estate."""
    return post.area_id in line or (estate_id is not None and post.estate_id == estate_id)


def capacities(issue: Issue, person_id: int | None, posts: Sequence[Post]) -> set[Who]:
    """In what ways the person stands to the issue; `posts` are all the posts he or she holds."""
    if person_id is None:
        return {Who.CLOCK}
    mine = [post for post in posts if covers(post, issue.line, issue.estate_id)]
    roles = {post.role for post in mine}
    deciders = DECIDERS[issue.tier]
    found = {Who.RESIDENT}
    if roles & deciders:
        found.add(Who.MANAGERS)
    if roles & (MANAGERS if issue.private else WORKING):
        found.add(Who.POST)
    if roles & (MANAGERS if issue.private else GRID_HEAD_UP):
        found.add(Who.GRID_HEAD_UP)
    if issue.holder_id == person_id:
        found.add(Who.HOLDER)
    if any(ping.person_id == person_id and ping.answer is not PingAnswer.UNREACHABLE for ping in issue.pings):
        found.add(Who.PINGED)
    if {post.id for post in posts} & {issue.assignee_post_id, issue.transfer_post_id}:
        found.add(Who.ASSIGNEE)
    if issue.now.resolved_by_id == person_id:
        found.add(Who.RESOLVER)
    if issue.is_reporter(person_id):
        found.add(Who.REPORTER)
    return found


async def may(issue: Issue, action: Action, person_id: int | None, work: Work) -> bool:
    """Whether the person may do this to the issue in its present state."""
    posts = await work.posts_of(person_id) if person_id is not None else []
    return bool(capacities(issue, person_id, posts) & who_may(issue.state, action))


async def authorise(issue: Issue, action: Action, person_id: int | None, work: Work) -> Post | None:
    """The post in which the person acts (None for a resident or the clock). Raises NotYours."""
    posts = await work.posts_of(person_id) if person_id is not None else []
    if not capacities(issue, person_id, posts) & who_may(issue.state, action):
        raise NotYours(issue=issue, action=action)
    return acting_post(issue, posts)


def acting_post(issue: Issue, posts: Sequence[Post]) -> Post | None:
    """Of several posts, the one nearest to the issue; else any that was asked or assigned."""
    asked = {ping.post_id for ping in issue.pings} | {issue.assignee_post_id, issue.transfer_post_id}
    near = sorted(
        (post for post in posts if covers(post, issue.line, issue.estate_id)),
        key=lambda post: (post.id != issue.holder_post_id, _distance(post, issue), post.code),
    )
    others = [post for post in posts if post.id in asked]
    return next(iter(near or others), None)


def _distance(post: Post, issue: Issue) -> int:
    return issue.line.index(post.area_id) if post.area_id in issue.line else 0
