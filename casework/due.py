"""Everything that falls due, by kind: each subject's module offers what its own deadlines do."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from casework import broadcast, emergency, same_day
from casework.call import clock as calls
from casework.clock import lateness, night, retiming, trial
from casework.issue import (
    drafts,
    handover,
    long_promise,
    looking,
    mended,
    planned,
    promising,
    registering,
    resolving,
    triage,
    urgency,
    visiting,
)
from casework.mediation import clock as mediations
from casework.mediation import ending as mediations_end
from casework.meeting import deciding, sitting
from casework.model.deadlines import Deadline, DeadlineKind
from casework.model.issues import Issue
from casework.neighbourhood import claiming, shifts, standing_in
from casework.ports import FallingDue, IssueDue, Work
from casework.whistle import due as whistles


def _merged(tables: Iterable[Mapping[DeadlineKind, IssueDue]]) -> dict[DeadlineKind, IssueDue]:
    found: dict[DeadlineKind, IssueDue] = {}
    for table in tables:
        if doubles := found.keys() & table.keys():
            raise ValueError(f"two functions for {', '.join(doubles)}")
        found.update(table)
    return found


OF_ISSUES = (
    deciding,
    lateness,
    night,
    triage,
    handover,
    long_promise,
    looking,
    mended,
    planned,
    promising,
    registering,
    resolving,
    urgency,
    visiting,
)


async def _taken_back(issue: Issue, at: datetime, work: Work) -> None:
    await mediations_end.matter_over(issue, at, work)
    await calls.matter_over(issue, at, work)


async def _retime(deadline: Deadline, now: datetime, work: Work) -> None:
    """What is open in an area, and the departments that were called there."""
    await retiming.DUE_OTHERS[DeadlineKind.RETIME](deadline, now, work)
    assert deadline.area_id is not None
    await whistles.retime(deadline.area_id, now, work)


FALLING_DUE = FallingDue(
    issues=_merged(module.DUE for module in OF_ISSUES),
    others={
        **same_day.DUE_OTHERS,
        **retiming.DUE_OTHERS,
        **trial.DUE_OTHERS,
        **drafts.DUE_OTHERS,
        **shifts.DUE_OTHERS,
        **standing_in.DUE_OTHERS,
        **claiming.DUE_OTHERS,
        **whistles.DUE_OTHERS,
        DeadlineKind.RETIME: _retime,
        **sitting.DUE_OTHERS,
        **mediations.DUE_OTHERS,
        **broadcast.DUE_OTHERS,
        **calls.DUE_OTHERS,
        **emergency.DUE_OTHERS,
    },
    seat_left=mediations_end.mediator_left,
    taken_back=_taken_back,
    done=calls.matter_done,
)
