"""What a resident is about to report: composed, corrected, dropped, filed by a press or by itself."""

from dataclasses import dataclass
from datetime import datetime

from casework.categories import category
from casework.issue.doing import Photo
from casework.issue.filing import File, file
from casework.messages import Kind, Priority, tell_person
from casework.model import (
    Attachment,
    AttachmentKind,
    Deadline,
    DeadlineKind,
    DeadlineState,
    Draft,
    DraftState,
    Issue,
    Source,
)
from casework.ports import OtherDue, Work
from casework.refusals import NotFound, PlaceNeeded
from casework.words.guess import guess


@dataclass(frozen=True, slots=True, kw_only=True)
class Compose:
    """A resident says, shows or points at something that is not filed yet. Without `draft_id` it goes into the draft
    that is open."""

    by: int
    at: datetime
    draft_id: int | None = None
    text: str = ""
    photos: tuple[Photo, ...] = ()
    latitude: float | None = None
    longitude: float | None = None


async def compose(command: Compose, work: Work) -> Draft:
    """Begin the person's draft, or add to it. Its two alarms count from the last addition."""
    if command.draft_id is not None:
        draft: Draft | None = await work.draft(command.draft_id)
    else:
        draft = await work.open_draft(command.by)
    person = await work.person(command.by)
    if draft is None:
        draft = Draft(id=work.new_id(), person_id=command.by, created_at=command.at, area_id=person.home_id)
        work.add(draft)
    else:
        work.changed(draft)
    if text := command.text.strip():
        draft.text = f"{draft.text}\n{text}".strip()
    for photo in command.photos:
        draft.photos += photo.kind in (AttachmentKind.PHOTO, AttachmentKind.VIDEO, AttachmentKind.DOCUMENT)
        draft.voice_seconds += photo.seconds
        work.add(
            Attachment(id=work.new_id(), kind=photo.kind, ref=photo.ref, seconds=photo.seconds, subject=draft.subject)
        )
    if command.latitude is not None:
        draft.latitude, draft.longitude = command.latitude, command.longitude
    _guess(draft)
    draft.danger = guess(command.text).danger or draft.danger  # new words of danger count after a "no" too
    await _set_alarms(draft, command.at, work)
    return draft


def _guess(draft: Draft) -> None:
    found = guess(draft.text)
    if draft.category is None or found.category is not None:
        draft.category = found.category
    if draft.danger is None:  # "" once the resident said that nobody is in danger
        draft.danger = found.danger
    draft.private = found.private or (draft.category is not None and category(draft.category).private)


async def _set_alarms(draft: Draft, at: datetime, work: Work) -> None:
    await _end_alarms(draft, at, work)
    settings = work.settings
    for kind, after in ((DeadlineKind.DRAFT_ASK, settings.draft_ask), (DeadlineKind.DRAFT_FILE, settings.draft_file)):
        work.add(Deadline(id=work.new_id(), kind=kind, due_at=at + after, subject=draft.subject))


async def _end_alarms(draft: Draft, at: datetime, work: Work) -> None:
    for deadline in await work.draft_deadlines(draft.id):
        if deadline.state is DeadlineState.PENDING:
            deadline.state, deadline.ended_at = DeadlineState.CANCELLED, at
            work.changed(deadline)


@dataclass(frozen=True, slots=True, kw_only=True)
class OnDraft:
    """Somebody does something to his or her draft."""

    draft_id: int
    by: int
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeDraft(OnDraft):
    """Another place, category, words, on whose behalf, or that nobody is in danger (danger ""); None leaves it."""

    area_id: int | None = None
    place: str | None = None
    category: str | None = None
    behalf: str | None = None
    text: str | None = None
    danger: str | None = None


async def _mine(command: OnDraft, work: Work) -> Draft:
    draft = await work.draft(command.draft_id)
    if draft.person_id != command.by or draft.state not in (DraftState.OPEN, DraftState.LEFT):
        raise NotFound
    return draft


async def change_draft(command: ChangeDraft, work: Work) -> Draft:
    """Correct a draft before it is filed. Raises NotFound when it is gone or another's."""
    draft = await _mine(command, work)
    if command.area_id is not None:
        draft.area_id = (await work.area(command.area_id)).id
    if command.place is not None:
        draft.place = command.place.strip()
    if command.behalf is not None:
        draft.behalf = command.behalf.strip()
    if command.text is not None:
        draft.text = command.text.strip()
        _guess(draft)
    if command.danger is not None:
        draft.danger = command.danger
    if command.category is not None:
        draft.category = category(command.category).key
        draft.private = category(draft.category).private
    work.changed(draft)
    await _set_alarms(draft, command.at, work)
    return draft


async def drop_draft(command: OnDraft, work: Work) -> Draft:
    """The resident does not want to report it."""
    draft = await _mine(command, work)
    draft.state = DraftState.DROPPED
    work.changed(draft)
    await _end_alarms(draft, command.at, work)
    return draft


@dataclass(frozen=True, slots=True, kw_only=True)
class FileDraft(OnDraft):
    """The press on "report". `urgent`: None leaves it to the danger found in the words."""

    urgent: bool = False


async def file_draft(command: FileDraft, work: Work) -> Issue:
    """File the draft; T0 is the command's time. Raises NotFound, PlaceNeeded, TextNeeded."""
    draft = await _mine(command, work)
    return await _file_draft(draft, command.at, Source.PRIVATE, command.urgent, work)


async def _file_draft(draft: Draft, at: datetime, source: Source, urgent: bool, work: Work) -> Issue:
    if draft.area_id is None:
        raise PlaceNeeded
    attachments = await work.attachments(draft.id)
    issue = await file(
        File(
            by=draft.person_id,
            at=at,
            area_id=draft.area_id,
            text=draft.text,
            category=draft.category,
            place=draft.place,
            behalf=draft.behalf,
            source=source,
            private=draft.private,
            urgent=urgent,
            danger=draft.danger if urgent else None,
            latitude=draft.latitude,
            longitude=draft.longitude,
            has_more=bool(attachments) or draft.latitude is not None,
        ),
        work,
    )
    for attachment in attachments:
        attachment.subject = issue.report.subject
        work.changed(attachment)
    draft.state, draft.issue_id = DraftState.FILED, issue.id
    work.changed(draft)
    await _end_alarms(draft, at, work)
    return issue


async def draft_due(deadline: Deadline, now: datetime, work: Work) -> None:
    """An unpressed draft: asked about after 2 minutes; after 10 filed, if it has a photo or a recognised category and
    is not private (defaults). Danger does not wait: without a word it is filed urgent at the first alarm."""
    assert deadline.draft_id is not None
    draft_id = deadline.draft_id
    pending = {one.id: one for one in await work.draft_deadlines(draft_id)}
    if deadline.id not in pending:  # a press came between the look and now
        return
    deadline = pending[deadline.id]
    deadline.state, deadline.ended_at = DeadlineState.FIRED, deadline.due_at
    work.changed(deadline)
    draft = await work.draft(draft_id)
    if draft.state is not DraftState.OPEN:
        return
    at = deadline.due_at
    if draft.danger and draft.area_id is not None:
        issue = await _file_draft(draft, at, Source.DRAFT_AUTO, True, work)
        tell_person(work, Kind.DRAFT_FILED, draft.person_id, at, Priority.RESIDENT, issue=issue)
    elif deadline.kind is DeadlineKind.DRAFT_ASK:
        tell_person(work, Kind.DRAFT_ASK, draft.person_id, at, Priority.RESIDENT, draft=draft)
    elif draft.area_id is not None and not draft.private and (draft.photos or draft.category):
        issue = await _file_draft(draft, at, Source.DRAFT_AUTO, False, work)
        tell_person(work, Kind.DRAFT_FILED, draft.person_id, at, Priority.RESIDENT, issue=issue)
    else:
        draft.state = (
            DraftState.LEFT
        )  # kept, and can still be filed from its buttons; the next message begins a new one
        work.changed(draft)


async def same_nearby(draft: Draft, at: datetime, work: Work) -> Issue | None:
    """Whether a neighbour has just reported the same: for the question "is it this one?"."""
    if draft.area_id is None or draft.category is None or draft.private or not category(draft.category).shared_place:
        return None
    return await work.same_nearby(draft.area_id, draft.category, at - work.settings.same_within)


DUE_OTHERS: dict[DeadlineKind, OtherDue] = {
    DeadlineKind.DRAFT_ASK: draft_due,
    DeadlineKind.DRAFT_FILE: draft_due,
}
