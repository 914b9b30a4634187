"""A call's deadlines: one circle wider, its time over, whoever opened it is asked who came."""

from collections.abc import Sequence
from datetime import datetime

from casework.audience import Hearers
from casework.broadcast import Say, say
from casework.call.kinds import KINDS, quiet_end
from casework.call.telling import draw, show_all, tell_resident, tell_team, those_who_come
from casework.call.transitions import GOES_ON, next_state
from casework.clock.falling_due import fired
from casework.clock.limits import cancel_one
from casework.lines import Called
from casework.messages import Kind, Priority
from casework.model.calls import Call, Calling, CallKind, CallStep
from casework.model.deadlines import Deadline, DeadlineKind
from casework.model.issues import Issue
from casework.ports import OtherDue, Work
from casework.timeline import write_line
from casework.transitions import STANDING

WIDEN, CLOSE, CAME = DeadlineKind.CALL_WIDEN, DeadlineKind.CALL_CLOSE, DeadlineKind.CALL_CAME
CALL_OVER = "call_over"
"""An entry of the issue: its call asks nobody any more; how many come stands in its data, and nobody's name."""


async def circles(kind: CallKind, line: Sequence[int], work: Work) -> list[int]:
    """The areas of a line in which volunteers are asked, the nearest first."""
    areas = [await work.area(one) for one in line]
    return [one.id for wide in KINDS[kind].circles for one in areas if one.kind is wide]


async def ask_wider(call: Call, at: datetime, work: Work) -> None:
    """The next circle that has anybody; of those in it whoever was not asked before. Nobody asks for a hand with his
    own matter."""
    areas, issue = await circles(call.kind, call.line, work), await work.issue(call.issue_id)
    asked = False
    while call.circle < len(areas) and not asked:
        inner = tuple(areas[call.circle - 1 : call.circle]) if call.circle else ()
        without = tuple(sorted({*issue.reporters, call.by_id}))
        hearers = Hearers(volunteers=(areas[call.circle],), inner=inner, without=without)
        asked = bool(await work.volunteering_below(hearers.volunteers, inner, without, 0, 1))
        if asked:
            priority = Priority.RESIDENT if call.urgent else Priority.NOTICE
            command = Say(
                kind=Kind.CALL_ASKED, at=at, hearers=hearers, about_id=call.id, priority=priority, counted=None
            )
            await say(command, work)
        call.circle += 1
    work.changed(call)
    if call.circle < len(areas):
        _add(call, WIDEN, at + work.settings_for(call.line, at).call_widen, work)


def _add(call: Call, kind: DeadlineKind, due_at: datetime, work: Work) -> None:
    work.add(Deadline(id=work.new_id(), kind=kind, due_at=due_at, subject=call.subject))


async def begin(call: Call, at: datetime, work: Work, *, first: datetime) -> None:
    """It asks from `first` on."""
    _add(call, CLOSE, call.closes_at, work)
    if call.by_when > at:
        _add(call, CAME, call.by_when, work)
    if first > at:
        _add(call, WIDEN, first, work)
    else:
        await ask_wider(call, at, work)


async def stop(call: Call, at: datetime, work: Work, *kinds: DeadlineKind) -> None:
    """These are due no more."""
    for one in await work.call_deadlines(call.id):
        if one.kind in kinds:
            cancel_one(one, at, work)


async def ask_again(call: Call, at: datetime, work: Work) -> None:
    """One of those who come cannot after all: it asks again until its time is over."""
    _add(call, CLOSE, call.closes_at, work)
    if call.circle < len(await circles(call.kind, call.line, work)):
        _add(call, WIDEN, at + work.settings_for(call.line, at).call_widen, work)


async def end(call: Call, state: Calling, at: datetime, work: Work) -> None:
    """It asks nobody any more, and its messages say so wherever they stand."""
    call.state, call.ended_at = state, at
    work.changed(call)
    await stop(call, at, work, WIDEN, CLOSE)
    await show_all(work, call, at)
    issue = await work.issue(call.issue_id)
    if issue.state in STANDING:
        people = len(await those_who_come(call, work))
        write_line(issue, CALL_OVER, at, work, data=Called(call=call.id, people=people))
        work.changed(issue)


async def tell_who_comes(call: Call, at: datetime, work: Work) -> None:
    """The resident, as it is now."""
    come = await those_who_come(call, work)
    if come:
        await tell_resident(work, call, at, "changed" if call.told_at is not None else "come")
        call.told_at = at
    elif call.told_at is not None or call.state is Calling.OVER:
        await tell_resident(work, call, at, "nobody")
    work.changed(call)


async def _due(deadline: Deadline, now: datetime, work: Work) -> None:
    assert deadline.call_id is not None
    fired(deadline, work)
    call, at = await work.call(deadline.call_id), deadline.due_at
    if deadline.kind is CAME:
        if call.state in GOES_ON and call.noted_at is None and await those_who_come(call, work):
            draw(work, call, at, loud=True)
    elif call.state is not Calling.ASKING:
        return
    elif deadline.kind is WIDEN:
        quiet = None if call.urgent else quiet_end(at, work.settings_for(call.line, at).zone)
        if quiet is not None:
            _add(call, WIDEN, quiet, work)
            return
        await ask_wider(call, at, work)
        draw(work, call, at)
    else:
        await end(call, next_state(call, CallStep.CLOSE), at, work)
        await tell_who_comes(call, at, work)
        await tell_team(work, call, at)
        draw(work, call, at, loud=True)


async def matter_over(issue: Issue, at: datetime, work: Work, *, done: bool = False) -> None:
    """Its matter is over: nobody is needed any more, and everybody who said yes reads so."""
    for call in await work.calls_of(issue.id):
        if call.state not in GOES_ON or call.noted_at is not None or (done and call.by_when <= at):
            continue
        come = [one.person_id for one in await those_who_come(call, work)]
        await end(call, Calling.OVER if done else Calling.CANCELLED, at, work)
        await tell_team(work, call, at, loud=come, what="done" if done else "off")
        draw(work, call, at)


async def matter_done(issue: Issue, at: datetime, work: Work) -> None:
    """The same once somebody says that it is done."""
    await matter_over(issue, at, work, done=True)


DUE_OTHERS: dict[DeadlineKind, OtherDue] = {WIDEN: _due, CLOSE: _due, CAME: _due}
