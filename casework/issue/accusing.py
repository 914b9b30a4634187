"""Of whom words complain, and who hears it: one tier above, and nobody whom it is about (domain.md §7)."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from casework import duty
from casework.clock import ladder
from casework.lines import About, Complained
from casework.messages import Kind, Priority, tell_person
from casework.model.issues import Accused, Action, Issue
from casework.model.people import Post, Role
from casework.model.timeline import Entry, Visibility
from casework.neighbourhood.rights import NEVER, Relation, What, ways_of
from casework.ports import Work
from casework.timeline import write_line
from casework.words.accused import accused_among, apart


async def complained_of(text: str, line: Sequence[int], estate_id: int | None, work: Work) -> tuple[Accused, ...]:
    """Whoever holds a post for the place and is complained of, by name or post; with every other post that these people
    hold, for it goes one tier above the highest."""
    if not text.strip() or not line:
        return ()
    return await _with_all_posts(accused_among(text, await work.posts_for(line, estate_id, Role)), work)


async def _with_all_posts(posts: Sequence[Post], work: Work) -> tuple[Accused, ...]:
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


async def danger_apart(
    text: str, line: Sequence[int], estate_id: int | None, work: Work
) -> tuple[str, str, tuple[Accused, ...]]:
    """Words of a danger for which everybody is called: what all of them read, what is for one tier above whoever is
    complained of, and who that is. He is called like the others, for he is needed."""
    everybody, aside, posts = apart(text, await work.posts_for(line, estate_id, Role))
    return everybody, aside, await _with_all_posts(posts, work)


async def tell_apart(
    issue: Issue, aside: str, named: Sequence[Accused], by: int, at: datetime, work: Work
) -> Entry | None:
    """What was said of somebody in the words of a danger: to one tier above, and to nobody who is named. None where
    nothing was."""
    if not aside:
        return None
    to = await told_above(issue, named, at, work)
    entry = write_line(
        issue,
        Action.COMPLAIN,
        at,
        work,
        person_id=by,
        visibility=Visibility.PRIVATE,
        text=aside,
        data=complaint("attitude", named, to),
    )
    tell_person(work, Kind.COMPLAINT, to.person_id if to else None, at, Priority.PING, issue=issue, entry=entry)
    return entry


def complaint(about: About, named: Iterable[Accused], to: Post | None, *, more: bool = False) -> Complained:
    """About what it is, of whom, and who is told."""
    accused = tuple(one.person_id for one in named if one.person_id is not None)
    return Complained(about=about, to_post_id=to.id if to else None, accused=accused, more=more or None)


async def readers_of(
    text: str, area_id: int | None, at: datetime, work: Work, *, called_only: bool
) -> tuple[list[Post], bool]:
    """Who would be asked about private words before they are filed: the first, or, `called_only`, all of them at once;
    and whether they complain of somebody."""
    if area_id is None:
        return [], False
    area = await work.area(area_id)
    accused = await complained_of(text, area.line, area.estate_id, work)
    people = {one.person_id for one in accused}
    for role in ladder.hearing_roles(accused, called_only=called_only):
        steps = await duty.steps(area.line, area.estate_id, role, at, work)
        may = [[one for one in step if one.person_id not in people] for step in steps]
        if found := [step for step in may if step]:
            asked = found if called_only else found[:1]
            return [post for step in asked for post in step], bool(accused)
    return [], bool(accused)


async def told_above(
    issue: Issue, named: Iterable[Accused], at: datetime, work: Work, *, secretary: bool = False
) -> Post | None:
    """On duty one tier above whoever holds it and whoever is named, and nobody who ever held it or is named.
    `secretary`: the community's hears it, where there is one, of its grids and the property too."""
    named = list(named)
    roles = [one.role for one in named]
    if issue.holder_post_id is not None:
        roles.append((await work.post(issue.holder_post_id)).role)
    people = {one.person_id for one in named}
    order = ladder.HEARERS
    first = max((order.index(ladder.above_role(role)) for role in roles), default=0)
    community = order.index(Role.SECRETARY)
    front = (Role.SECRETARY,) if secretary and first <= community else ()
    timeline = await work.timeline(issue.id)
    never = NEVER[What.PRIVATE_ENTRIES] | {Relation.ACCUSED}
    for role in dict.fromkeys((*front, *order[first:], *order[community + 1 :])):
        for post in await duty.in_order(issue.line, issue.estate_id, role, at, work):
            ways = await ways_of(issue, post.person_id, work, timeline=timeline)
            if post.person_id not in people and not any(way.relation in never for way in ways):
                return post
    return None
