"""The form for a visit: door, phone, times at home, for the holder alone, erased after closing (domain.md §7)."""

from dataclasses import dataclass

from casework.clock.falling_due import note_due
from casework.issue.doing import OnIssue, begin, step, words
from casework.messages import Kind, Priority, tell_person
from casework.model.deadlines import Deadline, DeadlineKind
from casework.model.issues import Action, Issue, VisitNote
from casework.model.timeline import Visibility
from casework.neighbourhood.rights import What, may_be_shown, not_yours
from casework.ports import IssueDue, Work
from casework.refusals import NotFound
from casework.timeline import write_line


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveVisit(OnIssue):
    """Door, phone and times at home, in the resident's words."""

    text: str


async def give_visit(command: GiveVisit, work: Work) -> Issue:
    """Kept for the holder alone; the timeline says only that it was given. Raises TextNeeded."""
    issue, post = await begin(command, Action.VISIT, work)
    text = words(command.text)
    if note := await work.visit_note(issue.id):
        note.text, note.at, note.person_id = text, command.at, command.by
        work.changed(note)
    else:
        work.add(VisitNote(id=work.new_id(), issue_id=issue.id, person_id=command.by, at=command.at, text=text))
    issue.visit_asked = True
    step(issue, Action.VISIT, command, post, work, visibility=Visibility.STAFF)
    tell_person(work, Kind.VISIT_NOTE, issue.holder_id, command.at, Priority.PING, issue=issue)
    return issue


def give_contact(issue: Issue, by: int, text: str, work: Work) -> None:
    """How somebody without an account is found, taken down by `by` who registers it: for the holder alone too."""
    work.add(VisitNote(id=work.new_id(), issue_id=issue.id, person_id=by, at=issue.filed_at, text=text))
    issue.visit_asked = True


async def read_visit(command: OnIssue, work: Work) -> str:
    """For whoever sits in the post that holds it; every look is on the timeline. Raises NotYours, NotFound."""
    issue = await work.issue(command.issue_id)
    if not await may_be_shown(issue, What.DOOR, command.by, work):
        raise await not_yours(issue, Action.ASK, work)  # said as what only the holder may do
    note = await work.visit_note(issue.id)
    if note is None:
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
    return note.text


async def _visit_erase(issue: Issue, deadline: Deadline, work: Work) -> None:
    if note := await work.visit_note(issue.id):
        work.remove(note)
        issue.visit_asked = False
        note_due(issue, deadline, work)


DUE: dict[DeadlineKind, IssueDue] = {DeadlineKind.VISIT_ERASE: _visit_erase}
