"""Shift hand-over 交班: when duty of a community or a subdistrict changes hands, the next hears what is open, and says
that he or she has it; not said in time, the former hears of it (around-an-issue.md §1, wording.md §5.9).

When that happens is a row: one deadline an area, at the next moment at which rota, swaps or somebody's return turn it.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from casework import duty
from casework.clock.falling_due import fired
from casework.clock.limits import cancel_one
from casework.frozen import frozen
from casework.messages import Kind, Priority, tell_person
from casework.model.deadlines import Deadline, DeadlineKind
from casework.model.people import HandedShift, Post, Role
from casework.model.places import Area
from casework.model.subjects import Subject, SubjectKind
from casework.neighbourhood.people import OfPerson
from casework.ports import OtherDue, Work
from casework.refusals import NotFound, NotPossibleNow, NotYours
from casework.rota import Seat, turns_after
from casework.tiers import TIERS
from casework.told import OfShift, ShiftOver

ROLES: dict[str, Role] = {row.area: row.role for row in TIERS if row.role is not Role.GRID_HEAD}
"""Whose duty is handed over, by the kind of area."""
AHEAD = 35
"""Days: further turns are looked for when these are over."""
JUST_BEFORE = timedelta(microseconds=1)

Standing = dict[int, Post | None]
"""Who is on duty, by area."""


async def _on_duty(area: Area, at: datetime, work: Work) -> Post | None:
    found = await duty.on_duty(area.line, None, ROLES[area.kind], at, work)
    own = [post for post in found if post.role is ROLES[area.kind]]
    return next(iter(own), None)


async def standing(posts: Iterable[Post], at: datetime, work: Work) -> Standing:
    """Who is on duty where these posts are, before something is changed that may turn it (`changed`)."""
    found: Standing = {}
    for post in posts:
        if post.area_id is not None and post.area_id not in found and post.role in ROLES.values():
            area = await work.area(post.area_id)
            if ROLES.get(area.kind) is post.role:
                found[area.id] = await _on_duty(area, at, work)
    return found


async def changed(before: Standing, at: datetime, work: Work) -> None:
    """Something was changed: whoever is on duty now and was not before hears of it, and the next turn is set anew."""
    for area_id, former in before.items():
        area = await work.area(area_id)
        after = await _on_duty(area, at, work)
        await _back(area, former, after, at, work)
        await _hand_over(area, former, after, at, work)
        await set_turn(area, at, work)


async def _back(area: Area, former: Post | None, after: Post | None, at: datetime, work: Work) -> None:
    """Who stood in was told that duty is his, and hears that it is not any more; a rota's own turns he knows."""
    shift = await work.newest_handed_shift(area.id)
    if former is None or after is None or former.person_id == after.person_id or shift is None:
        return
    if shift.to_person_id == former.person_id:
        data = ShiftOver(area=area.id, to_post_id=after.id)
        tell_person(work, Kind.SHIFT_OVER, former.person_id, at, Priority.NOTICE, data=data)


async def _hand_over(area: Area, former: Post | None, after: Post | None, at: datetime, work: Work) -> None:
    if after is None or after.person_id is None or (former is not None and former.person_id == after.person_id):
        return
    shift = HandedShift(
        id=work.new_id(),
        area_id=area.id,
        role=after.role,
        at=at,
        to_post_id=after.id,
        to_person_id=after.person_id,
        from_post_id=former.id if former is not None else None,
        from_person_id=former.person_id if former is not None else None,
    )
    work.add(shift)
    data = OfShift(shift_id=shift.id, area=area.id)
    tell_person(work, Kind.SHIFT, after.person_id, at, Priority.RESIDENT, data=data)
    await _end(DeadlineKind.SHIFT_TAKEN, area, at, work)
    due = at + work.settings_for(area.line, at).shift_taken
    _add(DeadlineKind.SHIFT_TAKEN, area, due, work)


def _add(kind: DeadlineKind, area: Area, due: datetime, work: Work) -> None:
    work.add(Deadline(id=work.new_id(), kind=kind, due_at=due, subject=Subject(SubjectKind.AREA, area.id)))


async def _end(kind: DeadlineKind, area: Area, at: datetime, work: Work) -> None:
    for one in await work.calendar_deadlines(kind):
        if one.area_id == area.id:
            cancel_one(one, at, work)


async def _next_turn(area: Area, after: datetime, work: Work) -> datetime | None:
    role = ROLES[area.kind]
    plan = await work.duty_plan(area.line, None)
    zone = work.settings_for(area.line, after).zone
    turns = turns_after(plan, Seat(role, area.id, None), after, zone, AHEAD)
    posts = [post for post in await work.posts_for(area.line[:1], None, (role,)) if post.area_id == area.id]
    turns += [post.away_until for post in posts if post.away_until is not None and post.away_until > after]
    return min(turns, default=None)


async def set_turn(area: Area, at: datetime, work: Work) -> None:
    """Its next turn, as things are written now."""
    await _end(DeadlineKind.SHIFT_TURN, area, at, work)
    if (due := await _next_turn(area, at, work)) is not None:
        _add(DeadlineKind.SHIFT_TURN, area, due, work)


async def set_turns(at: datetime, work: Work, *, anew: bool = False) -> None:
    """The same for every area that has a rota: at start, where none is set, and `anew` after a roster was read in."""
    have = {one.area_id for one in await work.calendar_deadlines(DeadlineKind.SHIFT_TURN)}
    for area_id in await work.rota_areas():
        if anew or area_id not in have:
            area = await work.area(area_id)
            if area.kind in ROLES:
                await set_turn(area, at, work)


async def _turns(deadline: Deadline, now: datetime, work: Work) -> None:
    """Duty may change hands now. After standing still the last of several turns alone makes sense."""
    assert deadline.area_id is not None
    area, at = await work.area(deadline.area_id), deadline.due_at
    fired(deadline, work)
    due = await _next_turn(area, at, work)
    if due is None or due > now:
        former, after = await _on_duty(area, at - JUST_BEFORE, work), await _on_duty(area, at, work)
        if not (await work.duty_plan(area.line, None)).rota:
            await _back(area, former, after, at, work)
        await _hand_over(area, former, after, at, work)
    if due is not None:
        _add(DeadlineKind.SHIFT_TURN, area, due, work)


async def _not_taken(deadline: Deadline, now: datetime, work: Work) -> None:
    """Nobody said "I have it": the former hears of it."""
    assert deadline.area_id is not None
    fired(deadline, work)
    shift = await work.newest_handed_shift(deadline.area_id)
    if shift is not None and shift.taken_at is None:
        data = OfShift(shift_id=shift.id, area=shift.area_id)
        at = deadline.due_at
        tell_person(work, Kind.SHIFT_NOT_TAKEN, shift.from_person_id, at, Priority.RESIDENT, data=data)


@frozen(kw_only=True)
class TakeShift(OfPerson):
    """ "I have the shift"."""

    shift_id: int
    area_id: int


async def take_shift(command: TakeShift, work: Work) -> HandedShift:
    """Taken. Raises NotFound, NotYours; NotPossibleNow when duty has changed hands again."""
    shift = await work.newest_handed_shift(command.area_id)
    if shift is None:
        raise NotFound
    if shift.id != command.shift_id:
        raise NotPossibleNow
    if shift.to_person_id != command.by:
        raise NotYours(action=None)
    if shift.taken_at is None:
        shift.taken_at = command.at
        work.changed(shift)
        await _end(DeadlineKind.SHIFT_TAKEN, await work.area(shift.area_id), command.at, work)
    return shift


DUE_OTHERS: dict[DeadlineKind, OtherDue] = {
    DeadlineKind.SHIFT_TURN: _turns,
    DeadlineKind.SHIFT_TAKEN: _not_taken,
}
