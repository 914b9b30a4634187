"""Who looked at what is personal, and who was given which authority: read by whoever looks after the place."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from contextlib import suppress
from typing import TypeVar

from casework.audited import DoorSeen
from casework.frozen import frozen
from casework.model.audited import Audit, Audited
from casework.model.issues import Issue
from casework.model.people import Post
from casework.model.places import Area
from casework.neighbourhood.rights import READ_RECORD, What, areas_of, by_posts, may_know
from casework.ports import Work
from casework.refusals import NotFound

T = TypeVar("T")


@frozen(kw_only=True)
class Recorded:
    """One line. `by`: what whoever did it holds now; `post`: in which post, or which post it is about, as it is now;
    `issue`: whose door was looked at; `area`: where."""

    of: Audit
    by: tuple[Post, ...]
    post: Post | None
    issue: Issue | None
    area: Area | None


def readers(posts: Sequence[Post]) -> list[Post]:
    """Those of a person's posts by which the record is read."""
    return [one for one in posts if one.role in READ_RECORD]


async def recorded(
    posts: Sequence[Post],
    actions: Collection[Audited],
    work: Work,
    *,
    limit: int,
    after: int = 0,
    only: Area | None = None,
) -> tuple[list[Recorded], bool]:
    """The newest lines of what lies under these posts, or in `only` of it, and whether there are more. Without those
    of a matter that nobody in these posts may know of; what is of no area is for whoever looks after the whole."""
    mine = readers(posts)
    areas = [only] if only is not None else await areas_of(mine, work)
    if not mine or not areas:
        return [], False
    whole = any(one.parent_id is None for one in areas)
    ids = None if whole else [one.id for one in areas]
    lines = await work.record_of(ids, actions, limit + 1, after)
    found = [await _recorded(one, mine, work) for one in lines[:limit]]
    return [one for one in found if one is not None], len(lines) > limit


async def _recorded(line: Audit, readers: Sequence[Post], work: Work) -> Recorded | None:
    issue = await work.issue(line.data.issue_id) if isinstance(line.data, DoorSeen) else None
    if issue is not None and not may_know(What.BOARD, issue, by_posts(issue, readers)):
        return None
    return Recorded(
        of=line,
        by=tuple(await work.posts_of(line.person_id)) if line.person_id is not None else (),
        post=await _there(work.post, line.post_id),
        issue=issue,
        area=await _there(work.area, line.area_id),
    )


async def _there(read: Callable[[int], Awaitable[T]], row_id: int | None) -> T | None:
    """Unless it has left the roster."""
    with suppress(NotFound):
        return await read(row_id) if row_id is not None else None
    return None
