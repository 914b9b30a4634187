"""Taking a seat by its one-time link, and handing such links out.

A post has one open link, good for a week. Whoever opens it while somebody sits there takes nothing: the present
occupant or an administrator is asked first. Everything is on the record.
"""

from datetime import datetime, timedelta

from casework.audited import Refused, Taken
from casework.clock.falling_due import fired
from casework.frozen import frozen
from casework.messages import Kind, Priority, tell_person
from casework.model.audited import Audited
from casework.model.chats import Link
from casework.model.deadlines import Deadline, DeadlineKind
from casework.model.people import Post, Role
from casework.model.places import AreaKind
from casework.model.subjects import Subject, SubjectKind
from casework.neighbourhood.people import OfPerson, consent
from casework.neighbourhood.record import administers, administrators_over, record
from casework.neighbourhood.seats import sit_down
from casework.ports import OtherDue, Work
from casework.refusals import LinkNotValid, NotYours
from casework.told import OfSeat

LINK_LASTS = timedelta(days=7)


def holds(link: Link, at: datetime) -> bool:
    """Whether a link still opens its post."""
    return link.used_at is None and at < link.made_at + LINK_LASTS


# --- links


@frozen(kw_only=True)
class MakeLink(OfPerson):
    """An administrator wants a link for a post."""

    post_id: int


async def make_link(command: MakeLink, work: Work) -> Link:
    """The post's open link, or a new one. Raises NotYours, NotFound."""
    post = await work.post(command.post_id)
    mine = await work.posts_of(command.by)
    if not any([await administers(one, post, work) for one in mine]):
        raise NotYours(action=None, roles=(Role.ADMIN,))
    return link_for(post, await work.open_link(post.id), command.by, command.at, work)


def link_for(post: Post, known: Link | None, by: int | None, at: datetime, work: Work, *, renew: bool = False) -> Link:
    """The one open link of a post: `known` while it is good, else a new one, which voids it. `renew`: a new one."""
    if known is not None:
        if holds(known, at) and not renew:
            return known
        void(known, post, by, at, work)
    link = Link(code=work.new_code(), post_id=post.id, made_at=at)
    work.add(link)
    record(work, Audited.LINK_MADE, at, by=by, post=post)
    return link


def void(link: Link, post: Post, by: int | None, at: datetime, work: Work) -> None:
    """It opens nothing any more."""
    work.remove(link)
    record(work, Audited.LINK_VOIDED, at, by=by, post=post)


async def posts_under(command: OfPerson, work: Work) -> list[Post]:
    """The posts that the person administers, by code. Raises NotYours for who administers none."""
    mine = [one for one in await work.posts_of(command.by) if one.role is Role.ADMIN]
    if not mine:
        raise NotYours(action=None, roles=(Role.ADMIN,))
    return [one for one in await work.all_posts() if any([await administers(admin, one, work) for admin in mine])]


# --- taking a seat


@frozen(kw_only=True)
class OpenLink(OfPerson):
    """Somebody opens a link."""

    code: str


@frozen
class Opened:
    """The post, and whether the person has it (or somebody is asked first)."""

    post: Post
    taken: bool


async def open_link(command: OpenLink, work: Work) -> Opened:
    """Take the post, if it is free; else ask whoever sits there, and the administrators. Raises LinkNotValid.

    Where nobody can be asked the link decides: who made it had the right, or the machine.
    """
    link = await work.link(command.code)
    if link is None or not holds(link, command.at) or link.asked_by not in (None, command.by):
        raise LinkNotValid
    await consent(command, work)  # opening the link is a deliberate first contact
    post = await work.post(link.post_id)
    if post.person_id in (None, command.by):
        await _take(post, link, command, work)
        return Opened(post, taken=True)
    asked = await _deciders(post, command.by, work)
    if not asked:
        await _take(post, link, command, work)
        return Opened(post, taken=True)
    if link.asked_by is None:
        link.asked_by, link.asked_at = command.by, command.at
        work.changed(link)
        record(work, Audited.SEAT_ASKED, command.at, by=command.by, post=post)
        for one in asked:
            data = OfSeat(post_id=post.id, person_id=command.by)
            tell_person(work, Kind.SEAT_ASKED, one, command.at, Priority.RESIDENT, data=data)
        if not await work.calendar_deadlines(DeadlineKind.SEAT_EXPIRES):
            await _set_end(command.at + LINK_LASTS, work)
    return Opened(post, taken=False)


async def _set_end(due: datetime, work: Work) -> None:
    """When the first request that nobody answered is over: one row for all of them, at the top of the tree."""
    tops = await work.areas_of_kind(AreaKind.SUBDISTRICT) or await work.areas_of_kind(AreaKind.COMMUNITY)
    if tops:
        subject = Subject(SubjectKind.AREA, tops[0].id)
        work.add(Deadline(id=work.new_id(), kind=DeadlineKind.SEAT_EXPIRES, due_at=due, subject=subject))


async def _requests_end(deadline: Deadline, now: datetime, work: Work) -> None:
    """Nobody has answered for a week: the newcomer and whoever was asked are told, and the link is void."""
    fired(deadline, work)
    at, later = deadline.due_at, []
    for post in await work.all_posts():
        link = await work.open_link(post.id)
        if link is None or link.asked_by is None or link.asked_at is None:
            continue
        if link.asked_at + LINK_LASTS > at:
            later.append(link.asked_at + LINK_LASTS)
            continue
        for person_id in (link.asked_by, *await _deciders(post, link.asked_by, work)):
            data = OfSeat(post_id=post.id, person_id=link.asked_by)
            tell_person(work, Kind.SEAT_EXPIRED, person_id, at, Priority.RESIDENT, data=data)
        void(link, post, None, at, work)
    if later:
        await _set_end(min(later), work)


DUE_OTHERS: dict[DeadlineKind, OtherDue] = {DeadlineKind.SEAT_EXPIRES: _requests_end}


async def _deciders(post: Post, newcomer: int, work: Work) -> list[int]:
    """The present occupant and the administrators, as far as they can be written to; never the newcomer."""
    sitting = [post.person_id] if post.reachable else []
    found = [*sitting, *(one.person_id for one in await administrators_over(post, work))]
    return [one for one in dict.fromkeys(found) if one is not None and one != newcomer]


@frozen(kw_only=True)
class AnswerSeat(OfPerson):
    """The present occupant, or an administrator, says whether the newcomer may have the seat."""

    post_id: int
    person_id: int
    agreed: bool


async def answer_seat(command: AnswerSeat, work: Work) -> Post:
    """The newcomer has the seat, or the link is void; he and the occupant are told. Raises NotYours, LinkNotValid."""
    post = await work.post(command.post_id)
    mine = await work.posts_of(command.by)
    over = any([await administers(one, post, work) for one in mine])
    if command.by == command.person_id or not (over or post.person_id == command.by):
        raise NotYours(action=None, roles=(Role.ADMIN,))
    link = await work.open_link(post.id)
    if link is None or link.asked_by != command.person_id or link.asked_at is None:
        raise LinkNotValid
    if command.at >= link.asked_at + LINK_LASTS or (await work.person(command.person_id)).erased_at is not None:
        raise LinkNotValid
    newcomer = OfPerson(by=command.person_id, at=command.at)
    kind = Kind.SEAT_GIVEN if command.agreed else Kind.SEAT_REFUSED  # read before what hangs on the seat
    tell_person(work, kind, newcomer.by, command.at, Priority.PING, data=OfSeat(post_id=post.id))
    if command.agreed:
        await _take(post, link, newcomer, work, agreed_by=command.by)
    else:
        work.remove(link)
        record(work, Audited.SEAT_REFUSED, command.at, by=command.by, post=post, data=Refused(person=command.person_id))
    return post


async def _take(post: Post, link: Link, newcomer: OfPerson, work: Work, *, agreed_by: int | None = None) -> None:
    """The link is used up, and the seat the newcomer's. Who sat there is told."""
    before, at = post.person_id, newcomer.at
    link.used_at, link.used_by = at, newcomer.by
    work.changed(link)
    if before == newcomer.by:
        return
    await sit_down(post, await work.person(newcomer.by), at, work)
    if before is None:
        record(work, Audited.CLAIMED, at, by=newcomer.by, post=post)
        return
    record(work, Audited.SEAT_TAKEN, at, by=newcomer.by, post=post, data=Taken(before=before, agreed_by=agreed_by))
    tell_person(work, Kind.SEAT_LOST, before, at, Priority.RESIDENT, data=OfSeat(post_id=post.id))
