"""A seat belongs to the post, not to the person: leaving one, and who goes on with what hung on it.

Nobody loses an issue, nobody keeps a key: what the post held is its successor's, where somebody takes the seat over;
else it goes to the deputy, or to the community. Who was asked is asked no longer, and the successor or the next one is;
every one of these issues gets a line on its timeline.
"""

from datetime import datetime

from casework.audited import LeftSeat
from casework.clock import ladder
from casework.clock import limits as clock
from casework.clock.falling_due import catch_up
from casework.frozen import frozen
from casework.lines import Left
from casework.messages import Kind, Priority, hand_card, redraw, tell_person, tell_reporter
from casework.model.audited import Audited
from casework.model.deadlines import DeadlineKind
from casework.model.issues import Issue, State
from casework.model.people import Person, Post, Role
from casework.model.timeline import Entry, Visibility
from casework.neighbourhood.people import OfPerson
from casework.neighbourhood.record import administrators_over, record
from casework.neighbourhood.rights import LEFT, SEAT_PASSED
from casework.ports import Work
from casework.refusals import NotYours, OnlyAdministrator
from casework.timeline import write_line
from casework.told import OfSeat
from casework.transitions import OPEN, STANDING, where_it_was


@frozen(kw_only=True)
class LeavePost(OfPerson):
    """Somebody gives one of his or her posts back."""

    post_id: int


async def leave_post(command: LeavePost, work: Work) -> Post:
    """The administrators hear that nobody sits there. Raises NotYours when the person does not hold it (any more),
    OnlyAdministrator when nobody else could give the posts out."""
    post = await work.post(command.post_id)
    if post.person_id != command.by:
        raise NotYours(action=None)
    over = [one.person_id for one in await administrators_over(post, work) if one.person_id != command.by]
    if post.role is Role.ADMIN and not over:
        raise OnlyAdministrator
    record(work, Audited.SEAT_LEFT, command.at, by=command.by, post=post, data=LeftSeat())
    await vacate(post, command.at, work, why="left")
    for person_id in dict.fromkeys(over):
        data = OfSeat(post_id=post.id)
        tell_person(work, Kind.SEAT_LEFT, person_id, command.at, Priority.NOTICE, data=data)
    return post


async def vacate(post: Post, at: datetime, work: Work, *, why: str) -> None:
    """Whoever sits there leaves. `why`: left | roster. An empty seat stays empty. An officer's name leaves with him:
    departments change people, and what the next one does is said under his own."""
    if post.person_id is None:
        return
    person_id, hanging = post.person_id, await _hanging(post, work)
    await work.falls_due.seat_left(post, at, work)
    post.person_id, post.reachable, post.away_until, post.cover_post_id = None, False, None, None
    if post.role is Role.DEPARTMENT_OFFICER and why != "roster":
        post.name = ""
    work.changed(post)
    for issue in hanging:
        await catch_up(issue, at, work)
        if issue.state in STANDING and _hangs_on(issue, post):
            await _leave(issue, post, person_id, at, work, why)


async def sit_down(post: Post, person: Person, at: datetime, work: Work) -> None:
    """Somebody takes the seat, from whoever sat there: what hangs on it is his from now on, and he hears so."""
    hanging = await _hanging(post, work)
    await work.falls_due.seat_left(post, at, work)
    before, post.person_id = post.person_id, person.id
    post.reachable, post.away_until, post.cover_post_id = person.reachable, person.away_until, person.cover_post_id
    if post.role is Role.DEPARTMENT_OFFICER and (before is not None or not post.name):
        post.name = person.name
    work.changed(post)
    for issue in hanging:
        await catch_up(issue, at, work)
        if issue.state in STANDING and _hangs_on(issue, post):
            accused = issue.accuses(person.id)
            await (_leave(issue, post, before, at, work, "claimed") if accused else _pass(issue, post, at, work))


async def _hanging(post: Post, work: Work) -> list[Issue]:
    held = await work.open_of_holder(post.person_id) if post.person_id is not None else []
    return [issue for issue in held if _hangs_on(issue, post)]


def _hangs_on(issue: Issue, post: Post) -> bool:
    named = {issue.holder_post_id, issue.assignee_post_id, issue.transfer_post_id}
    return post.id in named or any(ping.live and ping.post_id == post.id for ping in issue.pings)


async def _pass(issue: Issue, post: Post, at: datetime, work: Work) -> None:
    """It stays with the post: whoever sits there now has it, or is asked, as the one before."""
    entry = write_line(issue, SEAT_PASSED, at, work, post_id=post.id, visibility=Visibility.STAFF)
    for lost in [one for one in issue.pings if one.live and one.post_id == post.id]:
        ladder.end_ping(issue, lost, at, work)
        if issue.state in OPEN:
            ladder.ping(issue, post, lost.rung, at, work)
    if issue.holder_post_id == post.id:
        issue.holder_id = post.person_id
        issue.turn += 1
        if issue.state in OPEN:
            hand_card(work, Kind.INHERITED, post.person_id, at, issue, entry)
    if issue.assignee_post_id == post.id:
        hand_card(work, Kind.ASSIGNED, post.person_id, at, issue, entry)
    if issue.transfer_post_id == post.id:
        hand_card(work, Kind.OFFERED, post.person_id, at, issue, entry)
    work.changed(issue)
    await redraw(work, issue, at)


async def _leave(issue: Issue, post: Post, person_id: int | None, at: datetime, work: Work, why: str) -> None:
    lost = next((ping for ping in issue.pings if ping.live and ping.post_id == post.id), None)
    if lost is not None:
        ladder.end_ping(issue, lost, at, work)
    if issue.holder_post_id == post.id:
        await inherit(issue, post, at, work, why=why, left_by=person_id)
    if issue.assignee_post_id == post.id:
        await _pass_dispatch(issue, post, at, work, why)
    if issue.transfer_post_id == post.id:
        await _pass_offer(issue, post, at, work, why)
    if lost is not None and issue.state in OPEN:
        if not any(entry.action == LEFT and entry.at == at for entry in await work.timeline(issue.id)):
            _line(issue, post, None, at, work, why)
        await ladder.ask_next(issue, lost, at, work)
    await redraw(work, issue, at)


async def inherit(
    issue: Issue, post: Post, at: datetime, work: Work, *, why: str, left_by: int | None = None
) -> Post | None:
    """The deputy holds it from now on, else the community or who is above it; with nobody there, nobody does and the
    tier's group is told. Nothing of the clock stops by it. Nobody has pressed: the resident reads who it is now, not
    that somebody took it."""
    beside = [] if issue.private else await ladder.beside(issue, post, at, work)
    heir = next(iter(beside), None) or await ladder.on_duty_or_above(issue, Role.COMMUNITY_MANAGER, at, work)
    entry = _line(issue, post, heir, at, work, why)
    issue.holder_id = heir.person_id if heir else None
    issue.holder_post_id = heir.id if heir else None
    issue.turn += 1
    if issue.state not in OPEN:
        return heir
    if heir is None:
        await ladder.mention(issue, Role.COMMUNITY_MANAGER, at, work)
    elif heir.person_id != left_by:
        for ping in issue.pings:
            if ping.live and ping.person_id == heir.person_id:
                ladder.end_ping(issue, ping, at, work)
        hand_card(work, Kind.INHERITED, heir.person_id, at, issue, entry)
        tell_reporter(work, Kind.TURNED, issue, at, entry=entry)
    return heir


async def _pass_dispatch(issue: Issue, post: Post, at: datetime, work: Work, why: str) -> None:
    """What was given to the post is given to its deputy, else it comes back to whoever gave it."""
    heir = next(iter(await ladder.beside(issue, post, at, work)), None)
    entry = _line(issue, post, heir, at, work, why)
    if heir is not None:
        issue.assignee_post_id = heir.id
        hand_card(work, Kind.ASSIGNED, heir.person_id, at, issue, entry)
        return
    issue.assignee_post_id = None
    clock.cancel(issue, work, at, DeadlineKind.REPORT_IN)
    if issue.state is State.DISPATCHED:
        issue.state = where_it_was(issue) or State.ACCEPTED
    issue.turn += 1
    back_to = await giver(issue, at, work)
    tell_person(work, Kind.REFUSED, back_to.person_id if back_to else None, at, Priority.PING, issue=issue, entry=entry)


async def _pass_offer(issue: Issue, post: Post, at: datetime, work: Work, why: str) -> None:
    """What was offered to the post stays with its holder, who is told."""
    entry = _line(issue, post, None, at, work, why)
    issue.transfer_post_id = None
    tell_person(work, Kind.REFUSED, issue.holder_id, at, Priority.PING, issue=issue, entry=entry)


async def giver(issue: Issue, at: datetime, work: Work) -> Post | None:
    """Who gave it to somebody, if that person still has a post for it; else who is on duty in the community."""
    if issue.assigned_by_id is not None:
        posts = await work.posts_of(issue.assigned_by_id)
        if found := next((post for post in posts if post.area_id in issue.line), None):
            return found
    return await ladder.on_duty_or_above(issue, Role.COMMUNITY_MANAGER, at, work)


def _line(issue: Issue, post: Post, heir: Post | None, at: datetime, work: Work, why: str) -> Entry:
    entry = write_line(
        issue,
        LEFT,
        at,
        work,
        post_id=post.id,
        visibility=Visibility.STAFF,
        data=Left(why=why, to_post_id=heir.id if heir else None),
    )
    work.changed(issue)
    return entry


async def seat_holder(issue: Issue, at: datetime, work: Work) -> None:
    """Before what is over goes on: the post that held it may have been left meanwhile, and has an heir then."""
    if issue.holder_post_id is not None:
        post = await work.post(issue.holder_post_id)
        if post.person_id != issue.holder_id:
            await inherit(issue, post, at, work, why="left")
