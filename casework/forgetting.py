"""Erasing what identifies a resident, and keeping the case (domain.md §4, §7)."""

from collections.abc import Iterable
from dataclasses import fields, replace
from datetime import datetime

from casework.call.answering import drops_out
from casework.data import Data, Newer
from casework.issue.doing import OnIssue
from casework.issue.drafts import OnDraft, drop_draft
from casework.issue.ending import take_back
from casework.issue.photos import release
from casework.issue.visiting import erase_notes
from casework.mediation.ending import forget_in
from casework.messages import redraw
from casework.model.issues import Action, Issue
from casework.model.people import Person
from casework.model.timeline import Attachment, Entry
from casework.neighbourhood.people import OfPerson
from casework.ports import Work
from casework.transitions import STANDING, possible
from casework.words.masking import mask

ALL = 10_000
WORDS = ("plan", "cost", "question", "result", "tonight")
WORDS_OF_REPORTS = ("text", "place", "behalf")
WORDS_OF_PROMISES = ("reason", "interim", "moving_reason")
"""What people wrote into an issue, its reports and promises. Number, category, building, times, states, grade and
rating are the case."""
WORDS_IN_ENTRIES = frozenset({"why", "whose", "instead", "cost", "danger"})
"""What people wrote into the data of an entry."""


async def decline(command: OfPerson, work: Work) -> Person:
    """Not agreed: what was begun is dropped. Its words, and those that led to it, storage erases in the same commit."""
    person = await work.person(command.by)
    if draft := await work.open_draft(person.id):
        await drop_draft(OnDraft(draft_id=draft.id, by=person.id, at=command.at), work)
    return person


async def forget(command: OfPerson, work: Work) -> Person:
    """Name, home, consent, drafts, doors and phones; of every report the words, the spot, photos and voices, and who it
    was. What others reported of the same matter stays theirs.

    What is open is taken back first. Danger, and what neighbours have too, goes on without the person; its words are
    masked, and erased when it is over. What is private goes on without any of them. The address, and what else only
    storage knows, the front end erases in the same commit.
    """
    person = await work.person(command.by)
    if draft := await work.open_draft(person.id):
        await drop_draft(OnDraft(draft_id=draft.id, by=person.id, at=command.at), work)
        draft.text = draft.place = draft.behalf = ""
        draft.latitude = draft.longitude = None
    mine = await work.reports_of(person.id, ALL)
    said = await work.entries_by(person.id)
    for issue in mine:
        await _forget_report(issue, said, command, work)
    await forget_in(person.id, command.at, work)
    await drops_out(person.id, command.at, work)
    private = {one for issue in mine if issue.private or issue.state not in STANDING for one in _ids(issue)}
    for entry in await work.entries_by(person.id):
        entry.person_id, entry.erased_at = None, command.at
        wordless = entry.mediation_id is not None or entry.subject.id in private
        entry.text = "" if wordless else mask(entry.text)
        work.changed(entry)
        if entry.action == Action.TONIGHT:  # the issue has the same words, on its card
            await _mask_tonight(entry.subject.id, work)
    for me_too in await work.me_toos_by(person.id):
        work.remove(me_too)
    person.name, person.home_id, person.consent_at, person.reachable = "", None, None, False
    person.away_until = person.cover_post_id = person.quiet_from = person.quiet_to = None
    person.erased_at = command.at
    work.changed(person)
    return person


def _ids(issue: Issue) -> set[int]:
    """Of the matter, and of those that its reports came from."""
    return {issue.id, *(one.home_id for one in issue.reports if one.home_id is not None)}


async def _forget_report(issue: Issue, said: list[Entry], command: OfPerson, work: Work) -> None:
    """`said`: what the person did, on whichever issue."""
    mine = [report for report in issue.reports if report.reporter_id == command.by]
    shared = issue.urgent or issue.me_toos or len(mine) < len(issue.reports)
    if not shared and possible(issue.state, Action.WITHDRAW):
        await take_back(OnIssue(issue_id=issue.id, by=command.by, at=command.at), work)
    await erase_notes(issue, mine, work)
    others = any(one.followed for one in issue.reports if one not in mine)
    own = {*(report.id for report in mine), *(entry.id for entry in said)}
    sent = await work.attachments(*_ids(issue), *(report.id for report in mine))
    if others:
        sent = [one for one in sent if {one.subject.id, one.entry_id} & own]
    issue.forgotten_at = command.at
    for report in mine:
        report.forgotten_at = command.at
    if issue.state not in STANDING and not others:
        erase_words(issue, await work.timeline(issue.id), sent, command.at, work)
        return
    wordless = issue.private or issue.state not in STANDING
    for report in mine:
        report.text, report.place = ("", "") if wordless else (mask(report.text), mask(report.place))
        report.behalf = ""
        report.latitude = report.longitude = report.reporter_id = None
    _erase_attachments(sent, work)
    if issue.state in STANDING:
        await redraw(work, issue, command.at)
    work.changed(issue)


async def _mask_tonight(issue_id: int, work: Work) -> None:
    issue = await work.issue(issue_id)
    issue.tonight = mask(issue.tonight)
    work.changed(issue)


def erase_words(issue: Issue, entries: Iterable[Entry], sent: Iterable[Attachment], at: datetime, work: Work) -> None:
    """Of a matter that is over: everybody's words, the spot, what was sent along, and who the entries are of."""
    for name in WORDS:
        setattr(issue, name, "")
    for report in issue.reports:
        for name in WORDS_OF_REPORTS:
            setattr(report, name, "")
        report.latitude = report.longitude = report.reporter_id = None
    if issue.promise is not None:
        for name in WORDS_OF_PROMISES:
            setattr(issue.promise, name, "")
    issue.erased_at = at
    work.changed(issue)
    for entry in entries:
        entry.text, entry.person_id, entry.erased_at = "", None, at
        entry.data = _wordless(entry.data)
        work.changed(entry)
    _erase_attachments(sent, work)


def _wordless(data: Data) -> Data:
    """Without what people wrote; what only a newer process can read is left without those keys."""
    if isinstance(data, Newer):
        return Newer(values={name: value for name, value in data.values.items() if name not in WORDS_IN_ENTRIES})
    written = {one.name: one.default for one in fields(data) if one.name in WORDS_IN_ENTRIES}
    return replace(data, **written) if written else data


def _erase_attachments(sent: Iterable[Attachment], work: Work) -> None:
    for one in sent:
        release(one, False)
        one.ref = ""
        work.changed(one)
