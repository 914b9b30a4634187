"""The form for a visit: door, phone, times at home, for the holder alone, erased after closing (domain.md §7)."""

from collections.abc import Iterable
from datetime import datetime

from casework.audited import DoorSeen
from casework.clock.falling_due import note_due
from casework.frozen import frozen
from casework.issue.doing import OnIssue, begin, step, words
from casework.messages import Kind, Priority, tell_person
from casework.model.audited import Audited
from casework.model.deadlines import Deadline, DeadlineKind
from casework.model.issues import Action, Issue, Report, VisitNote
from casework.model.timeline import Visibility
from casework.neighbourhood.record import record
from casework.neighbourhood.rights import What, may_be_shown, not_yours
from casework.ports import IssueDue, Work
from casework.refusals import NotFound
from casework.timeline import write_line


@frozen(kw_only=True)
class GiveVisit(OnIssue):
    """Door, phone and times at home, in the resident's words."""

    text: str


async def give_visit(command: GiveVisit, work: Work) -> Issue:
    """Kept for the holder alone; the timeline says only that it was given. Raises TextNeeded."""
    issue, post = await begin(command, Action.VISIT, work)
    text = words(command.text)
    mine = [one for one in issue.reports if one.reporter_id == command.by]
    notes = await work.visit_notes(*(one.id for one in mine))
    if note := next(iter(notes), None):  # perhaps taken down by whoever registered it
        note.text, note.at, note.person_id = text, command.at, command.by
        work.changed(note)
    else:
        keep_note(mine[0], command.by, command.at, text, work)
    step(issue, Action.VISIT, command, post, work, visibility=Visibility.STAFF)
    tell_person(work, Kind.VISIT_NOTE, issue.holder_id, command.at, Priority.PING, issue=issue)
    return issue


def keep_note(report: Report, by: int, at: datetime, text: str, work: Work) -> None:
    """With the report; also how somebody without an account is found, taken down by `by` who registers it."""
    work.add(VisitNote(id=work.new_id(), report_id=report.id, person_id=by, at=at, text=text))
    report.visit_asked = True


async def own_note(issue: Issue, person_id: int, work: Work) -> VisitNote | None:
    """What this reporter left of door and phone, and nobody took down for him."""
    found = await work.visit_notes(*(one.id for one in issue.reports if one.reporter_id == person_id))
    return next((one for one in found if one.person_id == person_id), None)


async def erase_notes(issue: Issue, reports: Iterable[Report], work: Work) -> bool:
    """Of these of its reports. False where there was none."""
    theirs = list(reports)
    notes = await work.visit_notes(*(one.id for one in theirs))
    for note in notes:
        work.remove(note)
    for report in theirs:
        report.visit_asked = False
    if notes:
        work.changed(issue)
    return bool(notes)


async def read_visit(command: OnIssue, work: Work) -> list[tuple[int, str]]:
    """The number of each report and what was left with it, for whoever sits in the post that holds it; every look is on
    the timeline and on the record. Raises NotYours, NotFound."""
    issue = await work.issue(command.issue_id)
    if not await may_be_shown(issue, What.DOOR, command.by, work):
        raise await not_yours(issue, Action.ASK, work)  # said as what only the holder may do
    number_of = {one.id: one.number for one in issue.reports}
    notes = await work.visit_notes(*number_of)
    if not notes:
        raise NotFound
    write_line(
        issue,
        "visit_read",
        command.at,
        work,
        person_id=command.by,
        post_id=issue.holder_post_id,
        chat_id=command.chat_id,
        visibility=Visibility.STAFF,
    )
    work.changed(issue)
    seat = await work.post(issue.holder_post_id) if issue.holder_post_id is not None else None
    seen = DoorSeen(issue_id=issue.id)
    record(work, Audited.DOOR_SEEN, command.at, by=command.by, post=seat, area_id=issue.area_id, data=seen)
    return sorted((number_of[one.report_id], one.text) for one in notes)


async def _visit_erase(issue: Issue, deadline: Deadline, work: Work) -> None:
    if await erase_notes(issue, issue.reports, work):
        note_due(issue, deadline, work)


DUE: dict[DeadlineKind, IssueDue] = {DeadlineKind.VISIT_ERASE: _visit_erase}
