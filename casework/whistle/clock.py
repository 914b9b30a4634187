"""A whistle's clock: its deadlines follow from how its departments stand, and from nothing else."""

from datetime import datetime, timedelta

from casework.clock.limits import day_ends, local
from casework.model.deadlines import Deadline, DeadlineKind, DeadlineState
from casework.model.whistles import CallState, Whistle, WhistleCall
from casework.ports import Work
from casework.settings import Settings
from casework.whistle.transitions import THERE
from casework.working_time import working_days, working_time

ASKING = (DeadlineKind.WHISTLE_AHEAD, DeadlineKind.WHISTLE_REPORT_IN, DeadlineKind.WHISTLE_FEEDBACK)
TIMES = (1, 2)

Due = tuple[DeadlineKind, int, datetime]


def runs_on(whistle: Whistle, settings: Settings) -> bool:
    """Whether it was whistled as urgent: its clock goes on outside the hours of service, and it is heard at night."""
    return whistle.report_in <= settings.urgent_report_in


def after(whistle: Whistle, at: datetime, length: timedelta, settings: Settings) -> datetime:
    """That much later: of service, unless it is urgent."""
    return at + length if runs_on(whistle, settings) else working_time(at, length, settings.service)


def report_in_due(whistle: Whistle, call: WhistleCall, time: int, settings: Settings) -> datetime:
    """When it should be there, and when that is asked again."""
    return call.report_in_by if time == 1 else after(whistle, call.report_in_by, whistle.report_in, settings)


EVE, SOON = TIMES


def planned(whistle: Whistle, call: WhistleCall, settings: Settings) -> bool:
    """Whether a day and an hour were named, later than the usual limit."""
    return call.report_in_by > after(whistle, call.called_at, whistle.report_in, settings)


def ahead_due(call: WhistleCall, time: int, settings: Settings) -> datetime:
    """When a department is reminded of what is planned: on the eve, and shortly before it."""
    if time == SOON:
        return call.report_in_by - settings.whistle_ahead
    eve = call.report_in_by.astimezone(settings.zone).date() - timedelta(days=1)
    return local(eve, settings.whistle_eve_at, settings.zone)


def feedback_due(whistle: Whistle, call: WhistleCall, time: int, settings: Settings) -> datetime:
    """When it should have said what was done, and when the subdistrict hears that it has not."""
    return call.feedback_by if time == 1 else after(whistle, call.feedback_by, settings.feedback_grace, settings)


def feedback_by(whistle: Whistle, at: datetime, settings: Settings) -> datetime:
    """Until when a department has to feed back that has it since then: the close of so many working days 工作日, as
    for a category's limit, or so much later."""
    if whistle.feedback_days:
        service = settings.service
        return day_ends(working_days(service.date_of(at), whistle.feedback_days, service), service)
    return after(whistle, at, whistle.feedback, settings)


def wanted(whistle: Whistle, settings: Settings, at: datetime) -> set[Due]:
    """The deadlines that should be running; of what is planned nobody is reminded afterwards."""
    found: set[Due] = set()
    for call in whistle.calls:
        ahead = call.state is CallState.WHISTLED and planned(whistle, call, settings)
        for time in TIMES:
            if ahead and (moment := ahead_due(call, time, settings)) > at:
                found.add((DeadlineKind.WHISTLE_AHEAD, time, moment))
            if call.state is CallState.WHISTLED and call.late < time:
                found.add((DeadlineKind.WHISTLE_REPORT_IN, time, report_in_due(whistle, call, time, settings)))
            if call.state in THERE and call.overdue < time:
                found.add((DeadlineKind.WHISTLE_FEEDBACK, time, feedback_due(whistle, call, time, settings)))
    return found


def settle(whistle: Whistle, at: datetime, work: Work) -> None:
    """Bring the deadlines to what is wanted: what was done meets them."""
    due = wanted(whistle, work.settings_for(whistle.line, at), at)
    for one in list(whistle.deadlines):
        if one.kind not in ASKING:
            continue
        if (one.kind, one.rung, one.due_at) in due:
            due.remove((one.kind, one.rung, one.due_at))
        else:
            end(whistle, one, at, work)
    for kind, time, moment in sorted(due, key=lambda one: (one[2], one[1])):
        add(whistle, kind, moment, work, time)


def add(whistle: Whistle, kind: DeadlineKind, due_at: datetime, work: Work, rung: int) -> None:
    """Set one."""
    made = Deadline(id=work.new_id(), kind=kind, due_at=due_at, subject=whistle.subject, rung=rung)
    whistle.deadlines.append(made)
    work.add(made)


def end(whistle: Whistle, deadline: Deadline, at: datetime, work: Work) -> None:
    """It was met."""
    deadline.state, deadline.ended_at = DeadlineState.MET, at
    whistle.deadlines.remove(deadline)
    work.changed(deadline)
