"""A mediation's deadlines: nothing has happened for so long, they meet tomorrow, they have met."""

from datetime import datetime, time, timedelta

from casework.clock.falling_due import fired
from casework.clock.limits import cancel_one, local
from casework.mediation.telling import draw, note, tell_keeper, tell_mediator, tell_side
from casework.mediation.transitions import WITH_MEDIATOR
from casework.messages import Kind
from casework.model.deadlines import Deadline, DeadlineKind
from casework.model.mediations import Mediation, MediationState, Side
from casework.ports import OtherDue, Work
from casework.transitions import STANDING

EVE_AT = time(18, 0)
"""Both sides and the mediator are reminded at this time of the day before (community-life.md, slots)."""
MET_AFTER = timedelta(hours=1)
"""So long after the hour at which they meet the mediator is asked how it was."""
STILL, EVE, MET = DeadlineKind.MEDIATION_STILL, DeadlineKind.MEDIATION_EVE, DeadlineKind.MEDIATION_MET
TIMES = (1, 2)
"""The mediator hears that nothing has happened, then whoever has the matter."""


async def rearm(mediation: Mediation, at: datetime, work: Work) -> None:
    """Something has happened: the silence begins anew. Until they meet nobody need do anything."""
    for one in await work.mediation_deadlines(mediation.id):
        if one.kind is STILL:
            cancel_one(one, at, work)
    if not mediation.open:
        return
    length = work.settings_for(mediation.line, at).mediation_still
    begins = max(at, mediation.meets_at or at)
    for times in TIMES:
        _add(mediation, STILL, begins + times * length, work, times)


async def appointed(mediation: Mediation, at: datetime, work: Work) -> None:
    """They meet at another time than before, or not at all."""
    for one in await work.mediation_deadlines(mediation.id):
        if one.kind in (EVE, MET):
            cancel_one(one, at, work)
    if mediation.meets_at is None:
        return
    zone = work.settings_for(mediation.line, at).zone
    eve = local(mediation.meets_at.astimezone(zone).date() - timedelta(days=1), EVE_AT, zone)
    if eve > at:
        _add(mediation, EVE, eve, work)
    _add(mediation, MET, mediation.meets_at + MET_AFTER, work)


async def over(mediation: Mediation, at: datetime, work: Work) -> None:
    """Nothing is due in it any more."""
    for one in await work.mediation_deadlines(mediation.id):
        cancel_one(one, at, work)


def _add(mediation: Mediation, kind: DeadlineKind, due_at: datetime, work: Work, rung: int = 0) -> None:
    work.add(Deadline(id=work.new_id(), kind=kind, due_at=due_at, subject=mediation.subject, rung=rung))


async def _due(deadline: Deadline, now: datetime, work: Work) -> None:
    assert deadline.mediation_id is not None
    mediation, at = await work.mediation(deadline.mediation_id), deadline.due_at
    issue = await work.issue(mediation.issue_id)
    fired(deadline, work)
    if not mediation.open or issue.state not in STANDING:
        return
    if deadline.kind is EVE:
        for side in Side:
            if mediation.answer(side, "comes") is not False:
                tell_side(work, Kind.MEDIATION_TOLD, mediation, side, at, what="eve")
        tell_mediator(work, Kind.MEDIATION_NEWS, mediation, at, what="eve")
    elif deadline.kind is MET:
        if mediation.state is MediationState.TALKING:
            draw(work, mediation, at, loud=True)
    elif deadline.rung == TIMES[0] and mediation.state in WITH_MEDIATOR:
        note(mediation, "due_mediation_still", at, work)
        draw(work, mediation, at, loud=True)
    else:
        await tell_keeper(work, mediation, issue, at, "still")


DUE_OTHERS: dict[DeadlineKind, OtherDue] = {STILL: _due, EVE: _due, MET: _due}
