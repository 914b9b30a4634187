"""Who is on duty: for a place, a role and a moment, the past too. Whatever rings somebody asks here.

Whoever holds the swap for today > the day's name on the rota > the primary > the deputy > the next of that role. Of two
of equal standing (AA岗) both are asked at once; whoever is away has his or her cover in that place, if one was named.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from casework.model.people import Absence, Post, Rank, Role, Serves
from casework.model.places import AreaKind
from casework.ports import Work
from casework.rota import Plan, Seat, first_asked, seat_of
from casework.rota import gaps as nobodys_hours
from casework.tiers import TIERS

Steps = list[list[Post]]
"""Who is asked, one step after the other; those of one step together."""

ON_DUTY: dict[AreaKind, tuple[Role, ...]] = {row.area: (row.role,) for row in TIERS} | {
    AreaKind.GRID: (Role.GRID_HEAD, Role.GRID_WORKER),
    AreaKind.BUILDING: (Role.BUILDING_HEAD,),
    AreaKind.STREET: (Role.STREET_HEAD,),
}
"""Who serves an area of that kind. The property serves an estate."""


def away(post: Post, at: datetime) -> bool:
    """Whether its person said so."""
    return post.away_until is not None and post.away_until > at


def available(post: Post, at: datetime) -> bool:
    """Held by somebody the bot can write to, who is not away."""
    return post.person_id is not None and post.reachable and not away(post, at)


async def steps(line: Sequence[int], estate_id: int | None, role: Role, at: datetime, work: Work) -> Steps:
    """Who of a role can be asked for a place now, in order; each person once."""
    posts = await work.posts_for(line, estate_id, (role,))
    plan = await work.duty_plan(line, estate_id)
    found: Steps = []
    seen: set[int | None] = set()
    wanted = await _wanted(posts, plan, line, at, work)
    for step in on_roster(wanted, emergency=work.settings_for(line, at).emergency):
        here: list[Post] = []
        for post in [await _instead(one, at, work) for one in step]:
            if available(post, at) and post.person_id not in seen:
                seen.add(post.person_id)
                here.append(post)
        if here:
            found.append(here)
    return found


def serves(post: Post, line: Sequence[int], at: datetime, work: Work) -> bool:
    """Whether the post is one of that moment: of an emergency's roster alone it is only as long as there is one."""
    return post.serves is not Serves.EMERGENCY or work.settings_for(line, at).emergency


def on_roster(steps: Steps, *, emergency: bool) -> Steps:
    """In normal times whoever serves then; in an emergency first who is on its roster, and, where they do not answer,
    the others: nobody's call is lost by it."""
    if not emergency:
        found = [[post for post in step if post.serves is not Serves.EMERGENCY] for step in steps]
    else:
        found = [[post for post in step if post.serves is not Serves.NORMAL] for step in steps]
        found += [[post for post in step if post.serves is Serves.NORMAL] for step in steps]
    return [step for step in found if step]


async def on_duty(line: Sequence[int], estate_id: int | None, role: Role, at: datetime, work: Work) -> list[Post]:
    """Who is on duty: one, or several of equal standing; nobody where nobody can be asked."""
    return next(iter(await steps(line, estate_id, role, at, work)), [])


async def in_order(line: Sequence[int], estate_id: int | None, role: Role, at: datetime, work: Work) -> list[Post]:
    """The same steps, one after the other."""
    return [post for step in await steps(line, estate_id, role, at, work) for post in step]


async def first_of(
    line: Sequence[int], estate_id: int | None, roles: Iterable[Role], at: datetime, work: Work
) -> Post | None:
    """Who is on duty for the first of these roles that has anybody."""
    for role in roles:
        if found := await on_duty(line, estate_id, role, at, work):
            return found[0]
    return None


async def gaps(
    line: Sequence[int], role: Role, start: datetime, zone: ZoneInfo, work: Work, *, estate_id: int | None = None
) -> list[tuple[datetime, datetime]]:
    """Hours of the next seven days that the rota of a place gives to nobody who can be asked; none without a rota."""
    plan = await work.duty_plan(line, estate_id)
    seats = [one for one in _keys([], plan, line, role) if one.role is role]
    found: list[tuple[datetime, datetime]] = []
    for seat in seats:
        on_it = {row.post_id for row in plan.rota} | {swap.to_post_id for swap in plan.swaps}
        there = {one for one in on_it if (post := await work.post(one)).person_id is not None and post.reachable}
        found += nobodys_hours(plan, seat, start, zone, 7, there)
    return found


async def anywhere(roles: Iterable[Role], at: datetime, work: Work) -> Post | None:
    """Somebody of the first of these roles that has anybody, where no place is known."""
    for role in roles:
        for post in await work.posts_with_role(role):
            if available(post, at) and post.serves is not Serves.EMERGENCY:
                return post
    return None


async def who_was(line: Sequence[int], estate_id: int | None, role: Role, at: datetime, work: Work) -> list[Post]:
    """Who was on duty at a moment that is over, each post with the person who held it then: by what was written down
    then, whoever could be reached. What is changed afterwards does not change it."""
    posts = await work.posts_then(line, estate_id, (role,), at)
    plan = await work.duty_plan(line, estate_id)
    absences = await work.absences_at(at)
    wanted = await _wanted(posts, plan, line, at, work, then=True)
    for step in on_roster(wanted, emergency=work.settings_for(line, at).emergency):
        there = [one for one in [await _then(post, absences, at, work) for post in step] if one is not None]
        if there:
            return there
    return []


def _keys(posts: Sequence[Post], plan: Plan, line: Sequence[int], role: Role | None = None) -> list[Seat]:
    """The seats, nearest first: an estate's counts as nearest."""
    near = {area_id: index for index, area_id in enumerate(line)}
    roles = {post.role for post in posts} if role is None else {role}
    written = [seat_of(row) for row in plan.rota] + [seat_of(row) for row in plan.swaps]
    found = dict.fromkeys([*(seat_of(post) for post in posts), *(one for one in written if one.role in roles)])
    return sorted(found, key=lambda seat: near.get(seat.area_id or 0, 0))


async def _wanted(
    posts: Sequence[Post], plan: Plan, line: Sequence[int], at: datetime, work: Work, *, then: bool = False
) -> Steps:
    """The steps as they are written, whether anybody sits there or not."""
    found: Steps = []
    by_id = {post.id: post for post in posts}
    zone = work.settings_for(line, at).zone
    for seat in _keys(posts, plan, line):
        first = first_asked(plan, seat, at, zone)
        for one in first:
            if one not in by_id:
                by_id[one] = (await work.post_then(one, at)) if then else await work.post(one)
        if first:
            found.append([by_id[one] for one in first])
        rest = [post for post in posts if seat_of(post) == seat and post.id not in first]
        equal = [post for post in rest if post.rank is Rank.EQUAL]
        if equal:
            found.append(equal)
        found += [[post] for post in rest if post.rank is not Rank.EQUAL]
    return found


async def _instead(post: Post, at: datetime, work: Work) -> Post:
    """Whoever covers for somebody who is away, and for the cover; the post itself otherwise."""
    seen = {post.id}
    while away(post, at) and post.cover_post_id is not None and post.cover_post_id not in seen:
        post = await work.post(post.cover_post_id)
        seen.add(post.id)
    return post


async def _then(post: Post, absences: Sequence[Absence], at: datetime, work: Work) -> Post | None:
    seen = {post.id}
    while post.person_id is not None:
        gone = next((one for one in absences if one.person_id == post.person_id), None)
        if gone is None:
            return post
        if gone.cover_post_id is None or gone.cover_post_id in seen:
            return None
        post = await work.post_then(gone.cover_post_id, at)
        seen.add(post.id)
    return None
