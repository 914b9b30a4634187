"""Becoming a volunteer, being known to the community, and leaving again.

Whoever sits in a volunteer's post of the roster is one, and known; a resident becomes one by a word of his or her own,
and is known once a manager of the place has said so.
"""

from collections.abc import Iterable
from datetime import datetime

from casework import duty
from casework.call.answering import drops_out, known_now
from casework.call.lines import OfVolunteer, VolunteerNews
from casework.capabilities import Capability
from casework.frozen import frozen
from casework.messages import Kind, Priority, tell_person
from casework.model.people import Person, Post, Role
from casework.model.places import Area
from casework.model.volunteers import Can, Volunteer
from casework.neighbourhood.people import OfPerson
from casework.neighbourhood.rights import CONFIRM_VOLUNTEERS, covers
from casework.neighbourhood.switching import need
from casework.ports import Work
from casework.refusals import NotFound, NotYours, PlaceNeeded


@frozen(kw_only=True)
class Volunteering:
    """How somebody is a volunteer: by a row of his or her own, by posts of the roster, or both. `known`: the community
    knows this person."""

    own: Volunteer | None
    posts: tuple[Post, ...] = ()

    @property
    def known(self) -> bool:
        """Whether an address may be read."""
        return bool(self.posts) or (self.own is not None and self.own.confirmed_at is not None)

    @property
    def can(self) -> tuple[Can, ...]:
        """What was ticked."""
        return tuple(self.own.can) if self.own is not None else ()


async def volunteering(person_id: int, work: Work) -> Volunteering | None:
    """None for whoever is no volunteer."""
    own = await work.volunteer_of(person_id)
    posts = tuple(one for one in await work.posts_of(person_id) if one.role is Role.VOLUNTEER)
    return Volunteering(own=own, posts=posts) if own is not None or posts else None


@frozen(kw_only=True)
class Volunteers(OfPerson):
    """Somebody lends a hand from now on, or ticks otherwise."""

    can: tuple[Can, ...] = ()


async def volunteer(command: Volunteers, work: Work) -> Volunteer:
    """Said once more, only the ticks change. The community's duty person is asked whether it knows this neighbour.

    Raises PlaceNeeded without a home, SwitchedOff where nobody is called.
    """
    home = await home_of(await work.person(command.by), work)
    if (one := await work.volunteer_of(command.by)) is not None:
        one.can = ordered(command.can)
        work.changed(one)
        return one
    need(Capability.CALL_OUTS, home.line, command.at, work)
    one = Volunteer(id=work.new_id(), person_id=command.by, at=command.at, can=ordered(command.can))
    work.add(one)
    await ask_community(one, command.at, work)
    return one


def ordered(can: Iterable[Can]) -> list[Can]:
    """Each once, as the table has them."""
    ticked = set(can)
    return [one for one in Can if one in ticked]


async def home_of(person: Person, work: Work) -> Area:
    """Raises PlaceNeeded."""
    if person.home_id is None or person.consent_at is None:
        raise PlaceNeeded
    return await work.area(person.home_id)


async def ask_community(one: Volunteer, at: datetime, work: Work) -> None:
    """Whether the community knows this neighbour; asked again, the newest question counts."""
    person = await work.person(one.person_id)
    if person.home_id is None:
        return
    home = await work.area(person.home_id)
    roles = (Role.COMMUNITY_MANAGER, Role.SUBDISTRICT_MANAGER)
    to = await duty.first_of(home.line, home.estate_id, roles, at, work)
    if to is not None:
        key, data = f"volunteer:{one.id}:{to.person_id}", OfVolunteer(volunteer=one.id)
        tell_person(work, Kind.VOLUNTEER_ASKED, to.person_id, at, Priority.NOTICE, key=key, data=data)


async def leave(command: OfPerson, work: Work) -> None:
    """No more, and nobody asks why. A post of the roster is given back as any other."""
    if (one := await work.volunteer_of(command.by)) is not None:
        work.remove(one)
        await drops_out(command.by, command.at, work)


@frozen(kw_only=True)
class Judging(OfPerson):
    """A manager of the place says whether the community knows this neighbour."""

    volunteer_id: int


async def confirm(command: Judging, work: Work) -> Volunteer:
    """An address may be read from now on. Said twice, it was said. Raises NotYours, NotFound."""
    one = await _judged(command, work)
    if one.confirmed_at is None:
        one.confirmed_at, one.confirmed_by_id = command.at, command.by
        work.changed(one)
        _tell(one, "confirmed", command.at, work)
        await known_now(one.person_id, command.at, work)
    return one


async def turn_down(command: Judging, work: Work) -> None:
    """The community would rather not: that person is asked no more, and reads so. Raises NotYours, NotFound."""
    one = await _judged(command, work)
    _tell(one, "turned_down", command.at, work)
    work.remove(one)
    await drops_out(one.person_id, command.at, work)


async def _judged(command: Judging, work: Work) -> Volunteer:
    one = await work.volunteer(command.volunteer_id)
    person = await work.person(one.person_id)
    if person.home_id is None:
        raise NotFound(id=command.volunteer_id)
    line = (await work.area(person.home_id)).line
    mine = await work.posts_of(command.by)
    if not any(post.role in CONFIRM_VOLUNTEERS and covers(post, line, None) for post in mine):
        raise NotYours(action=None, roles=CONFIRM_VOLUNTEERS)
    return one


def _tell(one: Volunteer, what: VolunteerNews, at: datetime, work: Work) -> None:
    data = OfVolunteer(volunteer=one.id, what=what)
    tell_person(work, Kind.VOLUNTEER_NEWS, one.person_id, at, Priority.NOTICE, data=data)
