"""What a whistle's deadlines do.

Planned for later: the department is reminded on the eve and an hour before. Not reported in by the limit: the
department's leader and the subdistrict are asked, and again at twice the limit, or at the hour of that day which the
department itself has named. Not fed back: the department is nudged,
then the subdistrict hears of it. A look again: somebody of the place is asked.
"""

from datetime import datetime

from casework import duty
from casework.clock.falling_due import fired
from casework.clock.limits import local
from casework.issue.looking import ASKED, LOOKERS, NOBODY
from casework.lines import LookAgain
from casework.messages import Kind
from casework.model.deadlines import Deadline, DeadlineKind
from casework.model.whistles import CallAction, CallState, Whistle, WhistleCall
from casework.ports import OtherDue, Work
from casework.whistle.clock import add, ahead_due, feedback_by, feedback_due, planned, report_in_due, settle
from casework.whistle.lines import Late, ToLook, is_of, of_call
from casework.whistle.telling import note, redraw_call, subdistrict, tell, to_department, whistler
from casework.whistle.transitions import THERE
from casework.words.dates import read_hour


async def catch_up(whistle: Whistle, at: datetime, work: Work, *, inclusive: bool = False) -> None:
    """What was due before `at` happens first, in order; an action at the due time itself still meets it."""
    while True:
        due = [one for one in whistle.deadlines if one.due_at < at or (inclusive and one.due_at == at)]
        if not due:
            return
        first = min(due, key=lambda one: (one.due_at, one.rung, one.id))
        whistle.deadlines.remove(first)
        fired(first, work)
        if first.kind is DeadlineKind.WHISTLE_AHEAD:
            await _comes_near(whistle, first, work)
        elif first.kind is DeadlineKind.WHISTLE_REPORT_IN:
            await _not_there(whistle, first, work)
        elif first.kind is DeadlineKind.WHISTLE_FEEDBACK:
            await _not_fed_back(whistle, first, work)
        else:
            await ask_to_look(whistle, first, work)
        work.changed(whistle)


async def whistle_due(deadline: Deadline, now: datetime, work: Work) -> None:
    """A deadline of a whistle."""
    assert deadline.whistle_id is not None
    await catch_up(await work.whistle(deadline.whistle_id), now, work, inclusive=True)


async def _comes_near(whistle: Whistle, deadline: Deadline, work: Work) -> None:
    settings = work.settings_for(whistle.line, deadline.due_at)
    for call in whistle.calls:
        due = ahead_due(call, deadline.rung, settings)
        if call.state is CallState.WHISTLED and planned(whistle, call, settings) and due == deadline.due_at:
            await to_department(work, Kind.WHISTLE_AHEAD, whistle, call, deadline.due_at)


async def _not_there(whistle: Whistle, deadline: Deadline, work: Work) -> None:
    settings = work.settings_for(whistle.line, deadline.due_at)
    for call in whistle.calls:
        late = report_in_due(whistle, call, deadline.rung, settings) <= deadline.due_at
        if call.state is not CallState.WHISTLED or call.late >= deadline.rung or not late:
            continue
        again = await _hour_said(whistle, call, work) if deadline.rung > 1 else None
        if again is not None and again > deadline.due_at:
            add(whistle, deadline.kind, again, work, deadline.rung)
            continue
        call.late = deadline.rung
        note(whistle, "due_whistle_report_in", deadline.due_at, work, data=of_call(call, time=deadline.rung))
        await _tell_above(whistle, call, deadline, work, leader=True)
        await redraw_call(work, whistle, call, deadline.due_at)


async def _hour_said(whistle: Whistle, call: WhistleCall, work: Work) -> datetime | None:
    """The hour that the department itself named last, of that same day: it is not asked for twice before."""
    said = [one for one in await work.timeline(whistle.id) if one.action == CallAction.SAY and is_of(one, call)]
    for one in reversed(said):
        if one.post_id is not None and (await work.post(one.post_id)).department_id == call.department_id:
            zone = work.settings.zone
            by = read_hour(one.text, one.at, zone)
            same_day = by is not None and by.day == one.at.astimezone(zone).date()
            return local(by.day, by.hour, zone) if by is not None and same_day else None
    return None


async def _not_fed_back(whistle: Whistle, deadline: Deadline, work: Work) -> None:
    settings = work.settings_for(whistle.line, deadline.due_at)
    for call in whistle.calls:
        late = feedback_due(whistle, call, deadline.rung, settings) <= deadline.due_at
        if call.state not in THERE or call.overdue >= deadline.rung or not late:
            continue
        call.overdue = deadline.rung
        note(whistle, "due_whistle_feedback", deadline.due_at, work, data=of_call(call, time=deadline.rung))
        if deadline.rung == 1:
            await to_department(work, Kind.WHISTLE_NUDGE, whistle, call, deadline.due_at)
        else:
            await _tell_above(whistle, call, deadline, work, leader=False)
        await redraw_call(work, whistle, call, deadline.due_at)


async def _tell_above(whistle: Whistle, call: WhistleCall, deadline: Deadline, work: Work, *, leader: bool) -> None:
    at = deadline.due_at
    people: list[int | None] = []
    if leader and (seat := (await work.department(call.department_id)).leader_post_id) is not None:
        people.append((await work.post(seat)).person_id)
    people.append(await subdistrict(whistle, at, work))
    for person_id in dict.fromkeys(people):
        data = Late(whistle=whistle.id, call=call.id, what=deadline.kind, time=deadline.rung)
        tell(work, Kind.WHISTLE_LATE, whistle, at, person_id=person_id, data=data)


async def ask_to_look(whistle: Whistle, deadline: Deadline, work: Work) -> None:
    """The day has come; `rung` says after how many days."""
    at, days = deadline.due_at, deadline.rung
    post = await duty.first_of(whistle.line, None, LOOKERS, at, work)
    note(whistle, ASKED if post else NOBODY, at, work, post=post, data=LookAgain(days=days))
    asks = ToLook(whistle=whistle.id, days=days)
    tell(work, Kind.LOOK_AGAIN, whistle, at, person_id=post.person_id if post else None, data=asks)


async def retime(area_id: int, now: datetime, work: Work) -> None:
    """Days or hours are others there: until when a department has to say what was done follows them; where that is
    another day, it and whoever whistled read so."""
    for whistle in await work.whistles_in([area_id]):
        settings = work.settings_for(whistle.line, now)
        moved = []
        for call in whistle.calls:
            if call.over or call.fed_back_at is not None or call.feedback_from is None:
                continue
            was, call.feedback_by = call.feedback_by, feedback_by(whistle, call.feedback_from, settings)
            if was.astimezone(settings.zone).date() != call.feedback_by.astimezone(settings.zone).date():
                moved.append(call)
        if moved:
            settle(whistle, now, work)
            work.changed(whistle)
        for call in moved:
            await to_department(work, Kind.WHISTLE_DAY, whistle, call, now)
            tell(work, Kind.WHISTLE_DAY, whistle, now, person_id=await whistler(whistle, now, work), call=call)
            await redraw_call(work, whistle, call, now)


DUE_OTHERS: dict[DeadlineKind, OtherDue] = {
    DeadlineKind.WHISTLE_AHEAD: whistle_due,
    DeadlineKind.WHISTLE_REPORT_IN: whistle_due,
    DeadlineKind.WHISTLE_FEEDBACK: whistle_due,
    DeadlineKind.LOOK_AGAIN: whistle_due,
}
