"""What volunteers answer, and what follows from it."""

from datetime import datetime

from casework.call import clock
from casework.call.calling import OnCall, enter
from casework.call.telling import draw, show_all, tell_one, tell_team, those_who_come
from casework.call.transitions import GOES_ON, next_state
from casework.frozen import frozen
from casework.model.calls import Call, CallAnswer, Calling, CallStep
from casework.ports import Work


@frozen(kw_only=True)
class Answering(OnCall):
    """I'm coming, or I can't."""

    comes: bool


async def answer(command: Answering, work: Work) -> Call:
    """The newest answer counts; said twice, it was said once. Raises NotFound, NotYours, NotPossibleNow (enough come,
    or it is over)."""
    mine = next((one for one in await work.answers_to(command.call_id) if one.person_id == command.by), None)
    if mine is not None and mine.comes is command.comes:
        return await work.call(command.call_id)
    call = await enter(command, CallStep.COME if command.comes else CallStep.CANNOT, work)
    was = mine is not None and mine.comes
    if mine is None:
        mine = CallAnswer(id=work.new_id(), call_id=call.id, person_id=command.by, comes=command.comes, at=command.at)
        work.add(mine)
    else:
        mine.comes, mine.at = command.comes, command.at
        work.changed(mine)
    work.changed(call)
    if command.comes:
        await _joined(call, command.by, command.at, work)
    elif was:
        await _missing(call, command.at, work)
    draw(work, call, command.at)
    return call


async def _joined(call: Call, person_id: int, at: datetime, work: Work) -> None:
    come = [one.person_id for one in await those_who_come(call, work)]
    if len(come) < call.needed:
        await tell_team(work, call, at, loud=(person_id,), what="joined")
        return
    await clock.end(call, Calling.FULL, at, work)
    await tell_team(work, call, at, loud=come, what="full")
    await clock.tell_who_comes(call, at, work)
    draw(work, call, at, loud=True)


async def _missing(call: Call, at: datetime, work: Work) -> None:
    """One of those who come cannot after all: the others read it, the resident too if it was told; asked is again
    until its time is over."""
    was, call.state = call.state, next_state(call, CallStep.CANNOT)
    if was is Calling.FULL:
        if at < call.closes_at:
            call.ended_at = None
            await clock.ask_again(call, at, work)
            await show_all(work, call, at)
        else:
            call.state = Calling.OVER
        draw(work, call, at, loud=True)
    if call.told_at is not None:
        await clock.tell_who_comes(call, at, work)
    await tell_team(work, call, at)


async def drops_out(person_id: int, at: datetime, work: Work) -> None:
    """Whoever is no volunteer any more does not come."""
    for one in await work.answers_of(person_id):
        call = await work.call(one.call_id)
        if not one.comes or call.state not in GOES_ON or call.noted_at is not None:
            continue
        one.comes, one.at = False, at
        work.changed(one)
        work.changed(call)
        await _missing(call, at, work)
        draw(work, call, at)


async def known_now(person_id: int, at: datetime, work: Work) -> None:
    """The community knows this volunteer: where he or she said yes, the place is told."""
    for one in await work.answers_of(person_id):
        call = await work.call(one.call_id)
        if one.comes and call.state in GOES_ON and call.noted_at is None:
            tell_one(work, call, person_id, at, what="where")
