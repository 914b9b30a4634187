"""Erasing what identifies a resident, and keeping the case (domain.md §7)."""

from casework.issue.drafts import OnDraft, drop_draft
from casework.model import Person
from casework.neighbourhood.people import OfPerson
from casework.ports import Work
from casework.words.masking import mask

ALL = 10_000


async def forget(command: OfPerson, work: Work) -> Person:
    """Name, home, consent, the forms for visits, the reporter of every report; the words stay, masked.

    The address and old drafts are storage's: the front end erases them in the same commit.
    """
    person = await work.person(command.by)
    if draft := await work.open_draft(person.id):
        await drop_draft(OnDraft(draft_id=draft.id, by=person.id, at=command.at), work)
        draft.text = draft.place = draft.behalf = ""
        draft.latitude = draft.longitude = None
    for issue in await work.reports_of(person.id, ALL):
        if note := await work.visit_note(issue.id):
            work.remove(note)
            issue.visit_asked = False
        for report in issue.reports:
            if report.reporter_id == person.id:
                report.text, report.place, report.behalf = mask(report.text), mask(report.place), ""
                report.reporter_id = None
        for entry in await work.timeline(issue.id):
            if entry.person_id == person.id and entry.text:
                entry.text = mask(entry.text)
                work.changed(entry)
        work.changed(issue)
    person.name, person.home_id, person.consent_at, person.reachable = "", None, None, False
    person.erased_at = command.at
    work.changed(person)
    return person
