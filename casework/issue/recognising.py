"""Whoever phoned or came may be somebody whom the bot knows (around-an-issue.md §6): he alone is asked whether it was
him, and nobody learns that he was asked, or is known, unless he says yes.

He is found by the phone that was taken down, where he alone left it with a report of his own in the same community.
Nothing of that is kept: a press looks again, so that what was erased or forgotten finds nobody.
"""

from datetime import datetime, timedelta

from casework.clock.falling_due import catch_up
from casework.frozen import frozen
from casework.messages import Kind, Priority, redraw, tell_person
from casework.model.issues import REGISTERED, Issue, Report, State
from casework.model.timeline import Visibility
from casework.ports import Work
from casework.refusals import NotFound
from casework.timeline import write_line
from casework.transitions import OPEN
from casework.words.phones import LAST, PHONE_NUMBER, number_of, own_phones

ASKED_FOR = timedelta(hours=24)
"""So long after the phone was taken down it may be said."""
OF_USE = (*OPEN, State.RESOLVED)
CLAIMED = "claimed"


@frozen(kw_only=True)
class OnReport:
    """Somebody says something of one report."""

    report_id: int
    by: int
    at: datetime


async def ask_whose(issue: Issue, report: Report, at: datetime, work: Work) -> None:
    """Ask whoever left that phone: is it yours? The message is about the report: no list of the matter has what becomes
    of it."""
    found = await _caller(issue, report, at, work)
    if found is not None:
        tell_person(work, Kind.IS_IT_YOURS, found, at, Priority.NOTICE, subject=report.subject)


async def asked_of(report_id: int, person_id: int, at: datetime, work: Work) -> tuple[Issue, Report]:
    """The matter and the report of which this person may be asked. Raises NotFound where there is none, or no more."""
    issue = await work.issue_of_report(report_id)
    report = next(one for one in issue.reports if one.id == report_id)
    if await _caller(issue, report, at, work) != person_id:
        raise NotFound
    return issue, report


async def claim(command: OnReport, work: Work) -> Issue:
    """ "That was me": from now on it is his report, as if he had written it. Raises NotFound."""
    issue, report = await asked_of(command.report_id, command.by, command.at, work)
    await catch_up(issue, command.at, work)
    report.reporter_id = command.by
    write_line(issue, CLAIMED, command.at, work, person_id=command.by, visibility=Visibility.STAFF)
    work.changed(issue)
    await redraw(work, issue, command.at)
    return issue


async def _caller(issue: Issue, report: Report, at: datetime, work: Work) -> int | None:
    """Not of what only those may know who were called, nor of what complains of somebody: a phone is shared at home."""
    apart = issue.called_only or issue.urgent or bool(report.accused) or report.listening_id is not None
    if report.reporter_id is not None or report.source not in REGISTERED or apart or issue.state not in OF_USE:
        return None
    notes = [one for one in await work.visit_notes(report.id) if at <= one.at + ASKED_FOR]
    numbers = {number_of(found[0]) for one in notes for found in PHONE_NUMBER.finditer(one.text)}
    if len(numbers) != 1:
        return None
    (number,) = numbers
    left = await work.phones_left(report.community_id, number[-LAST:])
    people = {person_id for person_id, text, asked in left if number in own_phones(text, asked=asked)}
    if len(people) != 1:
        return None
    person = await work.person(people.pop())
    known = person.reachable and person.consent_at is not None and person.id != report.filed_by_id
    return person.id if known else None
