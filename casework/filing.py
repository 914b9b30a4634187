"""From one sentence to a filed issue: drafts, filing, the neighbours' "my home too"."""

from dataclasses import dataclass
from datetime import datetime

from casework import clock, ladder
from casework.categories import category
from casework.doing import OnIssue, Photo, attach, begin, step
from casework.guess import guess
from casework.messages import Kind, Priority, redraw, tell_person, tell_reporter
from casework.model import (
    Action,
    Area,
    AreaKind,
    Attachment,
    Deadline,
    DeadlineKind,
    DeadlineState,
    Draft,
    Entry,
    Issue,
    MeToo,
    Tier,
    Urgency,
)
from casework.ports import Work
from casework.refusals import AlreadySaid, NotFound, PlaceNeeded, TextNeeded


@dataclass(frozen=True, slots=True, kw_only=True)
class Compose:
    """A resident says, shows or points at something that is not filed yet."""

    by: int
    at: datetime
    text: str = ""
    photos: tuple[Photo, ...] = ()
    latitude: float | None = None
    longitude: float | None = None


async def compose(command: Compose, work: Work) -> Draft:
    """Begin the person's draft, or add to it. Its two alarms count from the last addition."""
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
        draft.photos += photo.kind in ("photo", "video", "document")
        draft.voice_seconds += photo.seconds
        work.add(Attachment(id=work.new_id(), kind=photo.kind, ref=photo.ref, seconds=photo.seconds, draft_id=draft.id))
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
        work.add(Deadline(id=work.new_id(), kind=kind, due_at=at + after, draft_id=draft.id))


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
    if draft.person_id != command.by or draft.state not in ("open", "left"):
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
    draft.state = "dropped"
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
    return await _file_draft(draft, command.at, "private", command.urgent, work)


async def _file_draft(draft: Draft, at: datetime, source: str, urgent: bool, work: Work) -> Issue:
    if draft.area_id is None:
        raise PlaceNeeded
    attachments = await work.attachments(draft_id=draft.id)
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
        attachment.issue_id = issue.id
        work.changed(attachment)
    draft.state, draft.issue_id = "filed", issue.id
    work.changed(draft)
    await _end_alarms(draft, at, work)
    return issue


async def draft_due(deadline: Deadline, work: Work) -> None:
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
    if draft.state != "open":
        return
    at = deadline.due_at
    if draft.danger and draft.area_id is not None:
        issue = await _file_draft(draft, at, "draft_auto", True, work)
        tell_person(work, Kind.DRAFT_FILED, draft.person_id, at, Priority.RESIDENT, issue=issue)
    elif deadline.kind is DeadlineKind.DRAFT_ASK:
        tell_person(work, Kind.DRAFT_ASK, draft.person_id, at, Priority.RESIDENT, draft_id=draft.id)
    elif draft.area_id is not None and not draft.private and (draft.photos or draft.category):
        issue = await _file_draft(draft, at, "draft_auto", False, work)
        tell_person(work, Kind.DRAFT_FILED, draft.person_id, at, Priority.RESIDENT, issue=issue)
    else:
        draft.state = "left"  # kept, and can still be filed from its buttons; the next message begins a new one
        work.changed(draft)


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """A whole report: by a resident, or by staff for somebody (`reporter_id`, or nobody)."""

    by: int
    at: datetime
    area_id: int
    text: str
    category: str | None = None
    reporter_id: int | None = None
    for_nobody: bool = False
    place: str = ""
    behalf: str = ""
    source: str = "group"
    private: bool = False
    urgent: bool = False
    danger: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    photos: tuple[Photo, ...] = ()
    has_more: bool = False
    chat_id: int | None = None


async def file(command: File, work: Work) -> Issue:
    """File an issue: number, clock, the first asking, the receipt and the cards, all at once. Raises TextNeeded."""
    text = command.text.strip()
    if not text and not command.photos and not command.has_more:
        raise TextNeeded
    area = await work.area(command.area_id)
    found = guess(text)
    key = command.category or found.category or "other"
    kind = category(key)
    community_id = await _number_area(area.line, work)
    year = command.at.astimezone(work.settings.zone).year
    reporter_id = None if command.for_nobody else (command.reporter_id or command.by)
    issue = Issue(
        id=work.new_id(),
        number=await work.next_number(community_id, year),
        year=year,
        community_id=community_id,
        area_id=area.id,
        line=area.line,
        estate_id=area.estate_id or await _estate_around(area, reporter_id, work),
        category=kind.key,
        text=text,
        place=command.place,
        latitude=command.latitude,
        longitude=command.longitude,
        filed_at=command.at,
        t0=command.at,
        source=command.source,
        reporter_id=reporter_id,
        filed_by_id=command.by,
        behalf=command.behalf,
        private=command.private or kind.private or found.private,
        tier=Tier(kind.tier),
        urgency=Urgency.URGENT if command.urgent else Urgency.NORMAL,
        danger=command.danger if command.urgent else None,
    )
    work.add(issue)
    entry = Entry(
        id=work.new_id(),
        issue_id=issue.id,
        at=command.at,
        action=Action.FILE,
        person_id=command.by,
        chat_id=command.chat_id,
        text=text,
    )
    work.add(entry)
    attach(issue, entry, command.photos, work)
    await start_clock(issue, command.at, work)
    tell_reporter(work, Kind.RECEIPT, issue, command.at)
    if command.by != reporter_id:
        tell_person(work, Kind.RECEIPT, command.by, command.at, Priority.RESIDENT, issue=issue)
    await redraw(work, issue, command.at)
    return issue


async def start_clock(issue: Issue, at: datetime, work: Work) -> None:
    """T0: the clock of the round, the first asking, and the rounds of an urgent matter."""
    clock.open_round(issue, work)
    await ladder.ask_first(issue, at, work)
    if issue.urgent and work.settings.urgent_times:
        clock.add(issue, work, DeadlineKind.URGENT_ASK, at + work.settings.urgent_every, 1)


async def _estate_around(area: Area, reporter_id: int | None, work: Work) -> int | None:
    """Outdoors around one's own building is one's own estate, whose steward is asked: no area stands for an estate."""
    home_id = (await work.person(reporter_id)).home_id if reporter_id is not None else None
    home = await work.area(home_id) if home_id is not None else None
    return home.estate_id if home is not None and home.parent_id == area.id else None


async def _number_area(line: tuple[int, ...], work: Work) -> int:
    for area_id in line:
        if (await work.area(area_id)).kind is AreaKind.COMMUNITY:
            return area_id
    return line[-1]


async def same_nearby(draft: Draft, at: datetime, work: Work) -> Issue | None:
    """Whether a neighbour has just reported the same: for the question "is it this one?"."""
    if draft.area_id is None or draft.category is None or draft.private or not category(draft.category).shared_place:
        return None
    return await work.same_nearby(draft.area_id, draft.category, at - work.settings.same_within)


async def me_too(command: OnIssue, work: Work) -> Issue:
    """A neighbour has it as well. Raises AlreadySaid with the count."""
    issue, post = await begin(command, Action.ME_TOO, work)
    if command.by == issue.reporter_id or await work.said_me_too(issue.id, command.by):
        raise AlreadySaid(count=issue.me_toos)
    work.add(MeToo(issue_id=issue.id, person_id=command.by, at=command.at))
    issue.me_toos += 1
    step(issue, Action.ME_TOO, command, post, work)
    await redraw(work, issue, command.at)
    return issue
