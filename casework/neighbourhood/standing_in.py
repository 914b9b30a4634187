"""Standing in for somebody: a swap 换班, being away with a cover, and a day of the rota set in chat."""

from collections.abc import Sequence
from datetime import date, datetime

from casework import duty
from casework.clock import ladder
from casework.clock.falling_due import catch_up, fired
from casework.clock.limits import cancel_one
from casework.frozen import frozen
from casework.messages import Kind, Priority, redraw, tell_person
from casework.model.deadlines import Deadline, DeadlineKind
from casework.model.people import Absence, Person, Post, Rank, Rota, Swap
from casework.neighbourhood import shifts
from casework.neighbourhood.people import OfPerson
from casework.neighbourhood.record import administers
from casework.neighbourhood.rights import MANAGERS, covers
from casework.ports import OtherDue, Work
from casework.refusals import NobodyThere, NotPossibleNow, NotYours, TooLate
from casework.rota import MINUTES, Seat, counts, seat_of
from casework.told import DutyDay, OfAbsence, OfSwap
from casework.transitions import OPEN

# --- swaps


@frozen(kw_only=True)
class OfferSwap(OfPerson):
    """ "Cover for me": offered to one person, for a shift. `seat`: whose duty it is (a cover hands on another's)."""

    post_id: int
    to_post_id: int
    seat: Seat
    starts_at: datetime
    ends_at: datetime


async def offer_swap(command: OfferSwap, work: Work) -> Swap:
    """Nothing changes until the other one says yes. Raises NotYours, NobodyThere; TooLate when the shift is over."""
    mine, to = await work.post(command.post_id), await work.post(command.to_post_id)
    if mine.person_id != command.by or mine.role is not command.seat.role:
        raise NotYours(action=None)
    if not duty.available(to, command.at) or to.role is not mine.role or to.person_id == command.by:
        raise NobodyThere
    if command.ends_at <= command.at:
        raise TooLate
    swap = Swap(
        id=work.new_id(),
        role=command.seat.role,
        area_id=command.seat.area_id,
        estate_id=command.seat.estate_id,
        from_post_id=mine.id,
        to_post_id=to.id,
        starts_at=command.starts_at,
        ends_at=command.ends_at,
        offered_at=command.at,
        offered_by=command.by,
    )
    work.add(swap)
    tell_person(work, Kind.SWAP_OFFERED, to.person_id, command.at, Priority.PING, data=OfSwap(swap_id=swap.id))
    return swap


@frozen(kw_only=True)
class AnswerSwap(OfPerson):
    """Yes or no."""

    swap_id: int
    agreed: bool


async def answer_swap(command: AnswerSwap, work: Work) -> Swap:
    """It counts from now, or from when the shift begins. Raises NotYours; NotPossibleNow when it was answered or taken
    back; TooLate when the shift is over."""
    swap = await work.swap(command.swap_id)
    if (await work.post(swap.to_post_id)).person_id != command.by:
        raise NotYours(action=None)
    if swap.answered_at is not None or swap.undone_at is not None:
        raise NotPossibleNow
    if swap.ends_at <= command.at:
        raise TooLate
    before = await shifts.standing(await _posts_at(swap, work), command.at, work)
    swap.answered_at, swap.accepted = command.at, command.agreed
    if command.agreed:
        swap.starts_at = max(swap.starts_at, command.at)
    work.changed(swap)
    tell_person(work, Kind.SWAP_ANSWERED, swap.offered_by, command.at, Priority.RESIDENT, data=OfSwap(swap_id=swap.id))
    await shifts.changed(before, command.at, work)
    return swap


async def _posts_at(swap: Swap, work: Work) -> list[Post]:
    """Posts of the seat."""
    if swap.area_id is None:
        return []
    return [one for one in await work.posts_for((swap.area_id,), None, (swap.role,)) if one.area_id == swap.area_id]


async def undo_swap(command: AnswerSwap, work: Work) -> Swap:
    """Either of the two takes it back, until it begins; an offer that nobody has answered, at any time. The other one
    is told. Raises NotYours, NotPossibleNow; TooLate once it has begun."""
    swap = await work.swap(command.swap_id)
    to = await work.post(swap.to_post_id)
    if command.by not in (swap.offered_by, to.person_id):
        raise NotYours(action=None)
    if swap.undone_at is not None or (swap.answered_at is not None and not swap.accepted):
        raise NotPossibleNow
    if counts(swap, command.at) or swap.ends_at <= command.at:
        raise TooLate
    swap.undone_at = command.at
    work.changed(swap)
    other = to.person_id if command.by == swap.offered_by else swap.offered_by
    tell_person(work, Kind.SWAP_UNDONE, other, command.at, Priority.RESIDENT, data=OfSwap(swap_id=swap.id))
    if swap.area_id is not None and await _posts_at(swap, work):
        area = await work.area(swap.area_id)
        if area.kind in shifts.ROLES:
            await shifts.set_turn(area, command.at, work)
    return swap


# --- a day of the rota


@frozen(kw_only=True)
class SetDay(OfPerson):
    """This day is that post's, the whole of it."""

    seat: Seat
    day: date
    post_id: int


async def may_set(person_id: int, seat: Seat, work: Work) -> bool:
    """Managers of the place or above it, and administrators over it."""
    if seat.estate_id is not None:
        lines = [one.line for one in await work.areas_of_estate(seat.estate_id)]
    else:
        lines = [(await work.area(seat.area_id)).line] if seat.area_id is not None else []
    mine = await work.posts_of(person_id)
    posts = Post(id=0, code="", role=seat.role, rank=Rank.PRIMARY, name="")
    posts.area_id, posts.estate_id = seat.area_id, seat.estate_id
    managers = [one for one in mine if one.role in MANAGERS]
    if any(covers(one, line, seat.estate_id) for one in managers for line in lines):
        return True
    return any([await administers(one, posts, work) for one in mine])


async def set_day(command: SetDay, work: Work) -> Rota:
    """From now on the rota says so; what it said before stays written. Raises NotYours, NobodyThere."""
    if not await may_set(command.by, command.seat, work):
        raise NotYours(action=None, roles=MANAGERS)
    post = await work.post(command.post_id)
    if post.role is not command.seat.role or post.person_id is None:
        raise NobodyThere
    seat = command.seat
    line = (await work.area(seat.area_id)).line if seat.area_id is not None else ()
    plan = await work.duty_plan(line, seat.estate_id)
    here = [one for one in await work.posts_for(line[:1], seat.estate_id, (seat.role,)) if seat_of(one) == seat]
    before = await shifts.standing(here, command.at, work)
    for row in plan.rota:
        if seat_of(row) == seat and row.day == command.day and row.until is None:
            row.until = command.at
            work.changed(row)
            _tell_day(row, await work.post(row.post_id), command, work)
    new = Rota(
        id=work.new_id(),
        role=seat.role,
        area_id=seat.area_id,
        estate_id=seat.estate_id,
        post_id=post.id,
        day=command.day,
        starts=0,
        ends=MINUTES,
        since=command.at,
    )
    work.add(new)
    _tell_day(new, post, command, work)
    await shifts.changed(before, command.at, work)
    return new


def _tell_day(row: Rota, post: Post, command: SetDay, work: Work) -> None:
    """Whose day it is, and whose it was for a while, by the same press: both hear it, but not of their own."""
    today = command.day == command.at.astimezone(work.settings.zone).date()
    at_once = today and row.role in shifts.ROLES.values()  # the shift itself is handed over then
    if post.person_id == command.by or at_once:
        return
    gives = row.until is None
    data = DutyDay(area=row.area_id, estate=row.estate_id, role=row.role, day=command.day, gives=gives)
    tell_person(work, Kind.DUTY_DAY, post.person_id, command.at, Priority.RESIDENT, data=data)


# --- away


@frozen(kw_only=True)
class Away(OfPerson):
    """Away until then, and who is asked meanwhile; without a cover the next in order is. None: back."""

    until: datetime | None
    cover_post_id: int | None = None


async def away(command: Away, work: Work) -> Person:
    """Set or end being away; it ends by itself. What the person was asked and has not answered goes to the cover at
    once; the cover reads who is away, where no shift is handed over to him. Raises NobodyThere when the cover cannot be
    asked, or is of another role or department."""
    person = await work.person(command.by)
    posts = await work.posts_of(command.by)
    cover = await _cover(command, posts, work) if command.until is not None else None
    if cover is not None and not duty.available(cover, command.at):
        raise NobodyThere
    before = await shifts.standing(posts, command.at, work)
    for old in await work.absences_of(person.id):
        if old.since <= command.at < old.until:
            old.until = command.at
            work.changed(old)
    if command.until is None:
        person.away_until = person.cover_post_id = None
        work.changed(person)
    else:
        absence = Absence(
            id=work.new_id(),
            person_id=person.id,
            since=command.at,
            until=command.until,
            cover_post_id=command.cover_post_id,
        )
        work.add(absence)
        await _begins(person, absence, command.at, work)
        if cover is not None and cover.role not in shifts.ROLES.values():
            told = OfAbsence(absence_id=absence.id)
            tell_person(work, Kind.AWAY_BEGINS, cover.person_id, command.at, Priority.RESIDENT, data=told)
    await shifts.changed(before, command.at, work)
    return person


async def _cover(command: "Away | PlanAway", posts: Sequence[Post], work: Work) -> Post | None:
    """Who is asked meanwhile, if somebody was chosen. Raises NobodyThere when it is nobody's seat, the person's own, or
    one of another role."""
    if command.cover_post_id is None:
        return None
    cover = await work.post(command.cover_post_id)
    units = {(post.role, post.department_id) for post in posts}
    if cover.person_id in (None, command.by) or (cover.role, cover.department_id) not in units:
        raise NobodyThere
    return cover


async def _begins(person: Person, absence: Absence, at: datetime, work: Work) -> None:
    person.away_until, person.cover_post_id = absence.until, absence.cover_post_id
    work.changed(person)
    await _ask_instead(person.id, at, work)


@frozen(kw_only=True)
class PlanAway(OfPerson):
    """Away later, from then until then, and who is asked meanwhile."""

    since: datetime
    until: datetime
    cover_post_id: int | None = None


async def plan_away(command: PlanAway, work: Work) -> Absence:
    """It begins by itself; what was said before of the same days is so no more. Raises TooLate when the days are over;
    NobodyThere when the cover is of another role, or nobody's."""
    if command.until <= max(command.since, command.at):
        raise TooLate
    await _cover(command, await work.posts_of(command.by), work)
    for old in await planned(command.by, command.at, work):
        if old.since < command.until and command.since < old.until:
            await _take_back(old, command.at, work)
    absence = Absence(
        id=work.new_id(),
        person_id=command.by,
        since=command.since,
        until=command.until,
        cover_post_id=command.cover_post_id,
    )
    work.add(absence)
    work.add(
        Deadline(id=work.new_id(), kind=DeadlineKind.ABSENCE_BEGINS, due_at=absence.since, subject=absence.subject)
    )
    return absence


async def planned(person_id: int, at: datetime, work: Work) -> list[Absence]:
    """What of this person's begins later."""
    return [one for one in await work.absences_of(person_id) if at < one.since < one.until]


async def take_back_away(command: OfPerson, absence_id: int, work: Work) -> Absence:
    """Before it begins. Raises NotYours, TooLate."""
    absence = await work.absence(absence_id)
    if absence.person_id != command.by:
        raise NotYours(action=None)
    if absence.since <= command.at:
        raise TooLate
    await _take_back(absence, command.at, work)
    return absence


async def _take_back(absence: Absence, at: datetime, work: Work) -> None:
    absence.until = absence.since
    work.changed(absence)
    if (deadline := await work.deadline_of_absence(absence.id)) is not None:
        cancel_one(deadline, at, work)


async def instead(person_id: int, at: datetime, work: Work) -> list[Post]:
    """Who is on duty now in the places of somebody who is away, each person once; for an officer one of his own
    department."""
    found: dict[int | None, Post] = {}
    for post in await work.posts_of(person_id):
        line = (await work.area(post.area_id)).line[:1] if post.area_id is not None else ()
        steps = await duty.steps(line, post.estate_id, post.role, at, work)
        own = [[one for one in step if one.department_id == post.department_id] for step in steps]
        for one in next(filter(None, own), []):
            if one.person_id != person_id:
                found.setdefault(one.person_id, one)
    return list(found.values())


async def _planned_begins(deadline: Deadline, now: datetime, work: Work) -> None:
    """The day has come: it is so, unless the person is away already for longer, or holds no post any more; whoever is
    asked instead reads it, where no shift is handed over to him, and so does the person."""
    assert deadline.absence_id is not None
    fired(deadline, work)
    absence, at = await work.absence(deadline.absence_id), deadline.due_at
    person, posts = await work.person(absence.person_id), await work.posts_of(absence.person_id)
    longer = person.away_until is not None and person.away_until >= absence.until
    if not posts or longer or absence.until <= now:
        return
    before = await shifts.standing(posts, at, work)
    await _begins(person, absence, at, work)
    await shifts.changed(before, at, work)
    others = [one for one in await instead(person.id, at, work) if one.role not in shifts.ROLES.values()]
    for person_id in (person.id, *(one.person_id for one in others)):
        tell_person(work, Kind.AWAY_BEGINS, person_id, at, Priority.RESIDENT, data=OfAbsence(absence_id=absence.id))


async def _ask_instead(person_id: int, at: datetime, work: Work) -> None:
    """What was asked of the person and is unanswered is asked of the next in order, who is the cover."""
    for issue in await work.open_of_holder(person_id):
        await catch_up(issue, at, work)
        lost = next((ping for ping in issue.pings if ping.live and ping.person_id == person_id), None)
        if lost is not None and issue.state in OPEN:
            ladder.end_ping(issue, lost, at, work)
            await ladder.ask_next(issue, lost, at, work)
            await redraw(work, issue, at)


DUE_OTHERS: dict[DeadlineKind, OtherDue] = {DeadlineKind.ABSENCE_BEGINS: _planned_begins}
