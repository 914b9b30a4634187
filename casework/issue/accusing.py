"""Of whom words complain, and who hears it: one tier above, and nobody whom it is about (domain.md §7)."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from casework import duty
from casework.clock import ladder
from casework.model import Accused, Issue, Post, Role
from casework.neighbourhood.rights import What, may_know, ways_of
from casework.ports import Work
from casework.words.accused import accused_among


async def complained_of(text: str, line: Sequence[int], estate_id: int | None, work: Work) -> tuple[Accused, ...]:
    """Whoever holds a post for the place and is complained of, by name or post; with every other post that these people
    hold, for it goes one tier above the highest."""
    if not text.strip() or not line:
        return ()
    posts = accused_among(text, await work.posts_for(line, estate_id, Role))
    found = {post.id: post for post in posts}
    for post in posts:
        if post.person_id is not None:
            found |= {one.id: one for one in await work.posts_of(post.person_id)}
    return tuple(Accused(post_id=one.id, person_id=one.person_id, role=one.role) for one in found.values())


async def complained_of_at(text: str, area_id: int | None, work: Work) -> tuple[Accused, ...]:
    """The same for a place that is given by its area; none where the place is not known."""
    if area_id is None:
        return ()
    area = await work.area(area_id)
    return await complained_of(text, area.line, area.estate_id, work)


async def readers_of(
    text: str, area_id: int | None, at: datetime, work: Work, *, called_only: bool
) -> tuple[list[Post], bool]:
    """Who would be asked first about private words before they are filed; and whether they complain of somebody."""
    if area_id is None:
        return [], False
    area = await work.area(area_id)
    accused = await complained_of(text, area.line, area.estate_id, work)
    people = {one.person_id for one in accused}
    for role in ladder.hearing_roles(accused, called_only=called_only):
        posts = await duty.in_order(area.line, area.estate_id, role, at, work)
        if found := [one for one in posts if one.person_id not in people]:
            return found, bool(accused)
    return [], bool(accused)


async def told_above(issue: Issue, named: Iterable[Accused], at: datetime, work: Work) -> Post | None:
    """On duty one tier above whoever holds it and whoever is named, and nobody who ever held it or is named."""
    roles = [one.role for one in named]
    if issue.holder_post_id is not None:
        roles.append((await work.post(issue.holder_post_id)).role)
    people = {one.person_id for one in named}
    above = [ladder.above_role(role) for role in roles]
    order = (Role.COMMUNITY_MANAGER, Role.SUBDISTRICT_MANAGER, Role.SUPERVISOR)
    first = max((order.index(role) for role in above), default=0)
    timeline = await work.timeline(issue.id)
    for role in dict.fromkeys((*order[first:], *order[1:])):  # above the subdistrict's: another of them, at last
        for post in await ladder.candidates(issue, (role,), at, work):
            ways = await ways_of(issue, post.person_id, work, timeline=timeline)
            if post.person_id not in people and may_know(What.PRIVATE_ENTRIES, issue, ways):
                return post
    return None
