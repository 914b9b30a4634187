"""What a resident is about to report: composed, corrected, dropped, filed by a press or by itself."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from casework import duty
from casework.capabilities import Capability
from casework.categories import broad, category
from casework.clock import limits as clock
from casework.clock.falling_due import fired
from casework.data import NOTHING
from casework.frozen import frozen
from casework.issue import planned
from casework.issue.accusing import complained_of_at, readers_of
from casework.issue.doing import OnIssue, Photo
from casework.issue.filing import File, estate_around, file
from casework.issue.incident import joins_by_itself, running
from casework.issue.likeness import alike_standing, number_area
from casework.issue.triage import Speak, say
from casework.messages import Kind, Priority, tell_person
from casework.model.conversation import Draft, DraftState
from casework.model.deadlines import Deadline, DeadlineKind, DeadlineState
from casework.model.issues import Action, Issue, Outage, Source, State
from casework.model.people import Role, Use
from casework.model.places import ABOVE_COMMUNITIES
from casework.model.timeline import Attachment, AttachmentKind
from casework.neighbourhood.restraint import count_refusal
from casework.neighbourhood.rights import may
from casework.neighbourhood.switching import is_on
from casework.ports import OtherDue, Work
from casework.refusals import DraftFull, NotFound, OrderKnown, PlaceNeeded, TooManyReports
from casework.told import OfDraft
from casework.transitions import OPEN
from casework.words.accused import accuses_neighbour
from casework.words.answers import answer_in, bare, corrected_to
from casework.words.asking import only_asks, says_wrong
from casework.words.broken import broken, remains
from casework.words.danger_words import names_violence, smashes
from casework.words.guess import (
    ADVICE,
    DANGER_CATEGORY,
    ONLY_DANGERS,
    PRIVATE_DANGERS,
    calm_kind,
    comes_from,
    finer_kind,
    guess,
    named,
    sounds_private,
)
from casework.words.later import later
from casework.words.likeness import Reported, told
from casework.words.matters import matters_in, tells_of_another
from casework.words.over import at_present, calls_it_over, explains_away, nothing_there
from casework.words.places import read_place
from casework.words.plain import breaths, plain, spoken
from casework.words.whose import tattles

ASKS, ONE = 1, 2
"""What a draft's alarm knows of its card (`rung`): it asks of which matter the words are; they were said to be one."""
LOOKED_THROUGH = 20
"""Reports of one person among which an open one of the same kind is looked for."""
SHORT = 200
"""Characters of a place in words, or of on whose behalf."""


SHOWN = frozenset({AttachmentKind.PHOTO, AttachmentKind.VIDEO, AttachmentKind.DOCUMENT})
"""What can be looked at."""


@frozen(kw_only=True)
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
    """Begin the person's draft, or add what still fits into it. Its two alarms count from the last addition. Violence
    and despair are for fewer people than what was begun before, or comes after them, and a danger may be another
    matter: they are a draft of their own.

    Raises DraftFull when nothing of it fits; words of danger always count.
    """
    settings = work.settings
    if command.draft_id is not None:
        draft: Draft | None = await work.draft(command.draft_id)
    else:
        draft = await work.open_draft(command.by)
    apart = (is_for_fewer, is_for_more, is_another_danger)
    if draft is not None and any(says(draft, command.text) for says in apart):
        await set_aside(draft, command.at, work)
        draft = None
    person = await work.person(command.by)
    if draft is None:
        draft = Draft(id=work.new_id(), person_id=command.by, created_at=command.at, area_id=person.home_id)
        work.add(draft)
    else:
        work.changed(draft)
    said = command.text.strip()[: settings.draft_characters]
    heard = at_present(said)
    text = said[: max(0, settings.draft_characters - len(draft.text) - bool(draft.text))]
    already = len(await work.attachments(draft.id)) if command.photos else 0
    photos = command.photos[: max(0, settings.draft_photos - already)]
    if not (text or photos or heard.danger or command.latitude is not None):
        raise DraftFull(what=Use.DRAFT, characters=settings.draft_characters, photos=settings.draft_photos)
    if text and not _says_already(draft, text):
        draft.text = f"{draft.text}\n{text}".strip()
    for photo in photos:
        draft.photos += photo.kind in SHOWN
        draft.voice_seconds += photo.seconds
    _keep(draft, photos, work)
    if command.latitude is not None:
        draft.latitude, draft.longitude = command.latitude, command.longitude
    was = draft.danger
    await _guess(draft, work, keeps=bool(was and draft.category))
    if not was:  # what is said after it, another danger too, is of the one that is known
        draft.danger = heard.sure or draft.danger  # new words of danger count after a "no" too
    await _set_alarms(draft, command.at, work)
    if heard.danger is not None:
        await _danger_alarm(draft, bool(draft.danger), command.at, work)
    elif draft.danger and not was:  # of two messages together
        await _danger_alarm(draft, True, command.at, work)
    return draft


def _says_already(draft: Draft, text: str) -> bool:
    """Whether the very same is in it: a line, or what stands between two stops."""
    said = _BESIDE.sub("", spoken(plain(text)))
    pieces = [one for line in draft.text.splitlines() for one in (line, *breaths(line))]
    return bool(said) and said in {_BESIDE.sub("", spoken(plain(one))) for one in pieces}


_BESIDE = later("^(?:还有|另外|再有|再就是|以及|对了)+(?:就是|个事)?")


def is_for_fewer(draft: Draft, text: str) -> bool:
    """Whether the words are of violence or despair, and what was begun is not."""
    return bool(draft.text) and not draft.private and names_violence(text, draft.danger)


_OF_THEM = later("[他她]|人家|还")


def is_for_more(draft: Draft, text: str) -> bool:
    """Whether what was begun is private, and the words are of another matter that everybody may know of: "the water is
    off" stays out of whom somebody would like to hit, and the other way round. Not so what was smashed there."""
    if not draft.private or draft.danger or sounds_private(text, chosen=True) or _OF_THEM.search(text):
        return False
    if not _is_of_violence(draft):
        return tells_of_another(draft.text, text)
    kind = guess(text).kind
    return kind is not None and not category(kind).private and not smashes(text)


def _is_of_violence(draft: Draft) -> bool:
    """Whether anything that was said of it is; told together with other things it may not sound so."""
    return any(names_violence(said, draft.danger) for said in draft.text.splitlines())


def is_idle(draft: Draft, text: str) -> bool:
    """Whether what was begun only asks, or is gossip, and the words are a report: that begins anew."""
    talks = only_asks(draft.text) or tattles(draft.text)
    return is_unsure(draft) and talks and bool(named(text)) and guess(text).report and not only_asks(text)


def is_another_danger(draft: Draft, text: str) -> bool:
    """Whether the words name a danger that has nothing to do with what was begun, which is perhaps elsewhere: that
    somebody fainted says nothing of the lamp, and the lamp nothing of where he lies."""
    heard, begun = guess(text).danger, guess(draft.text).danger
    if draft.category is None or draft.danger or heard is None:
        return False
    if draft.danger is None and begun is not None and ADVICE[begun] == ADVICE[heard]:
        return False  # it was asked about: who needs oxygen is who is short of breath now
    return not comes_from(draft.category, text)


def is_none(draft: Draft, text: str) -> bool:
    """Whether nobody is in danger, and the words say that there is nothing else: a smell that is somebody's supper."""
    if (
        draft.danger != ""
        or not explains_away(text)
        or (remains(draft.text, draft.category) and not nothing_there(text))
    ):
        return False
    return broken(f"{draft.text}\n{text}", _kind_of(draft)) is None


def _kind_of(draft: Draft) -> str:
    return draft.category or "other"


async def set_aside(draft: Draft, at: datetime, work: Work, kinds: frozenset[DeadlineKind] | None = None) -> None:
    """Another is begun: it can be filed from its buttons, is not asked about again, and is filed by itself like any
    other. `kinds`: which of its alarms end."""
    draft.state = DraftState.LEFT
    work.changed(draft)
    await end_alarms(draft, at, work, frozenset({DeadlineKind.DRAFT_ASK}) if kinds is None else kinds)


def _keep(draft: Draft, photos: Iterable[Photo], work: Work) -> None:
    for one in photos:
        row = Attachment(id=work.new_id(), kind=one.kind, ref=one.ref, seconds=one.seconds, subject=draft.subject)
        work.add(row)


async def _guess(draft: Draft, work: Work, *, keeps: bool = False) -> None:
    """`keeps`: of a danger that was told already; what is added says more of it, and is of no other kind."""
    found = guess(draft.text)
    told, _, last = draft.text.rpartition("\n")
    if (meant := guess(corrected_to(last))).kind is not None:
        found = replace(found, category=meant.category, finer=meant.finer)
    elif found.kind is None and told and named(last):  # what was said before is of nothing
        found = replace(found, category=guess(last).category, finer=guess(last).finer)
    if not draft.chosen and not keeps and (draft.category is None or found.category is not None):
        draft.category = found.kind
    if draft.danger is None:  # "" once the resident said that nobody is in danger
        draft.danger = at_present(draft.text).sure
    for_all = (
        bool(draft.danger) and draft.danger not in PRIVATE_DANGERS
    )  # there the words count, not what they sound like
    private = sounds_private(draft.text, chosen=draft.chosen or for_all) or _is_of_violence(draft)
    draft.private = private or await _of_somebody(draft, work)


async def _of_somebody(draft: Draft, work: Work) -> bool:
    """Whether it is of a private kind, or complains of a neighbour by name, or of somebody who holds a post there."""
    if not draft.danger and accuses_neighbour(draft.text):
        return True
    if draft.category is not None and category(draft.category).private:
        return True
    return bool(await complained_of_at(draft.text, draft.area_id, work))


async def _set_alarms(draft: Draft, at: datetime, work: Work) -> None:
    await end_alarms(draft, at, work, UNANSWERED)
    settings = work.settings
    for kind, after in ((DeadlineKind.DRAFT_ASK, settings.draft_ask), (DeadlineKind.DRAFT_FILE, settings.draft_file)):
        work.add(Deadline(id=work.new_id(), kind=kind, due_at=at + after, subject=draft.subject))


async def _danger_alarm(draft: Draft, sure: bool, at: datetime, work: Work) -> None:
    """Counted from the first words that say it: what comes after them does not put it off."""
    kind = DeadlineKind.DANGER_FILE if sure else DeadlineKind.DANGER_MAYBE
    if kind not in [one.kind for one in await work.draft_deadlines(draft.id)]:
        after = work.settings.danger_file if sure else work.settings.danger_tell
        work.add(Deadline(id=work.new_id(), kind=kind, due_at=at + after, subject=draft.subject))


async def _danger_since(draft: Draft, work: Work) -> datetime | None:
    """When the words were said that may ring, while they wait for an answer."""
    after = {
        DeadlineKind.DANGER_FILE: work.settings.danger_file,
        DeadlineKind.DANGER_MAYBE: work.settings.danger_tell,
    }
    waiting = [one.due_at - after[one.kind] for one in await work.draft_deadlines(draft.id) if one.kind in after]
    return min(waiting, default=None)


UNANSWERED = frozenset({DeadlineKind.DRAFT_ASK, DeadlineKind.DRAFT_FILE})
OF_DANGER = frozenset({DeadlineKind.DANGER_FILE, DeadlineKind.DANGER_MAYBE})


async def end_alarms(
    draft: Draft, at: datetime, work: Work, kinds: frozenset[DeadlineKind] = UNANSWERED | OF_DANGER
) -> None:
    """They are pointless now."""
    for deadline in await work.draft_deadlines(draft.id):
        if deadline.state is DeadlineState.PENDING and deadline.kind in kinds:
            clock.cancel_one(deadline, at, work)


@frozen(kw_only=True)
class OnDraft:
    """Somebody does something to his or her draft."""

    draft_id: int
    by: int
    at: datetime


@frozen(kw_only=True)
class ChangeDraft(OnDraft):
    """Another place, category, words, on whose behalf, or that nobody is in danger (danger ""); of what is registered
    its source, the day on which it was told, the order's number and its last day. None leaves it."""

    area_id: int | None = None
    place: str | None = None
    category: str | None = None
    behalf: str | None = None
    text: str | None = None
    danger: str | None = None
    source: Source | None = None
    heard_on: date | None = None
    outside_number: str | None = None
    outside_due: date | None = None


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
        draft.private = draft.private or await _of_somebody(draft, work)
    if command.place is not None:
        draft.place = command.place.strip()[:SHORT]
    if command.behalf is not None:
        draft.behalf = command.behalf.strip()[:SHORT]
    if command.text is not None:
        draft.text = command.text.strip()[: work.settings.draft_characters]
        await _guess(draft, work)
    if command.source is not None:
        draft.source, draft.outside_number, draft.outside_due = command.source, None, None
    draft.heard_on = command.heard_on or draft.heard_on
    draft.outside_number = command.outside_number or draft.outside_number
    draft.outside_due = command.outside_due or draft.outside_due
    if command.danger is not None:
        draft.danger = command.danger
        if not command.danger:
            _of_no_danger(draft)
            if draft.category is not None and not draft.chosen:
                draft.category = finer_kind(draft.text, draft.category)
        if command.danger:
            await _danger_alarm(draft, True, command.at, work)
        else:
            await end_alarms(draft, command.at, work, OF_DANGER)
    if command.category is not None:
        draft.category, draft.chosen = category(command.category).key, True
        draft.private = await _of_somebody(draft, work)
    work.changed(draft)
    await _set_alarms(draft, command.at, work)
    return draft


def _of_no_danger(draft: Draft) -> None:
    """What is left of it once nobody is in danger: what its words say to be broken, where the danger was none, or is
    the whole of it."""
    whole = draft.category in ONLY_DANGERS
    if not draft.chosen and (instead := _said_instead(draft)):
        draft.category = instead
        return
    if draft.chosen or not (whole or explains_away(draft.text.rpartition("\n")[2])):
        return
    kind = broken(draft.text, _kind_of(draft))
    if kind is not None or whole:
        draft.category = kind or calm_kind(draft.text)


def _said_instead(draft: Draft) -> str:
    """Of what kind it is by the last words, where they name one that is no danger: "没有 就是下水道的味" after gas."""
    dangers = frozenset(DANGER_CATEGORY.values())
    told, _, last = draft.text.rpartition("\n")
    if not told or draft.category not in dangers:
        return ""
    kind = next((one for one in named(last) if one not in dangers), "")
    finer = broken(draft.text, kind) if kind else None
    return finer if finer is not None and broad(finer) == kind else kind


async def take_out(command: OnDraft, kinds: frozenset[str], work: Work) -> bool:
    """What was sent along by mistake goes on to nobody. False where nothing of these kinds was."""
    draft = await _mine(command, work)
    out = [one for one in await work.attachments(draft.id) if one.kind in kinds]
    for one in out:
        draft.photos -= one.kind in SHOWN
        draft.voice_seconds -= one.seconds if one.kind is AttachmentKind.VOICE else 0
        work.remove(one)
    work.changed(draft)
    await _set_alarms(draft, command.at, work)
    return bool(out)


async def drop_draft(command: OnDraft, work: Work) -> Draft:
    """The resident does not want to report it."""
    draft = await _mine(command, work)
    draft.state = DraftState.DROPPED
    work.changed(draft)
    await end_alarms(draft, command.at, work)
    return draft


async def hold_draft(command: OnDraft, work: Work) -> Draft:
    """Whoever wrote it tries first: it is not asked about, and never filed by itself."""
    draft = await _mine(command, work)
    await end_alarms(draft, command.at, work, frozenset({DeadlineKind.DRAFT_ASK}))
    await card_says(command, work, asks=True, one=False)
    return draft


async def take_up(command: OnDraft, work: Work) -> Draft:
    """What was set aside for another is the one that is begun, now that the other is dropped: what is said next is
    about it. What may be danger waits no longer for that."""
    draft = await _mine(command, work)
    draft.state = DraftState.OPEN
    work.changed(draft)
    await _set_alarms(draft, command.at, work)
    return draft


async def take_up_again(command: OnDraft, work: Work) -> Draft:
    """It is to be reported after all; beside another that was begun meanwhile it waits for its own press. Raises
    NotFound when it is another's, or was not dropped."""
    draft = await work.draft(command.draft_id)
    if draft.person_id != command.by or draft.state is not DraftState.DROPPED:
        raise NotFound
    begun = await work.open_draft(command.by)
    draft.state = DraftState.LEFT if begun is not None else DraftState.OPEN
    work.changed(draft)
    if begun is None:
        await _set_alarms(draft, command.at, work)
    return draft


async def write_again(command: OnIssue, work: Work) -> Draft:
    """What its reporter took back, as a draft with the same words, place and photos, and what was added later. Raises
    NotFound when it is another's, or was not taken back."""
    issue = await work.issue(command.issue_id)
    report = next((one for one in issue.reports if one.reporter_id == command.by), None)
    if report is None or issue.state is not State.WITHDRAWN:
        raise NotFound
    added = [
        one
        for one in await work.timeline(issue.id)
        if one.action == Action.AMEND and one.person_id == command.by and one.erased_at is None
    ]
    entries = {one.id for one in added}
    sent = [
        one for one in await work.attachments(report.id, issue.id) if one.entry_id is None or one.entry_id in entries
    ]
    draft = await compose(
        Compose(
            by=command.by,
            at=command.at,
            text="\n".join(filter(None, (report.text, *(one.text for one in added)))),
            photos=tuple(Photo(kind=one.kind, ref=one.ref, seconds=one.seconds) for one in sent),
        ),
        work,
    )
    change = ChangeDraft(
        draft_id=draft.id,
        by=command.by,
        at=command.at,
        area_id=report.area_id,
        place=report.place,
        behalf=report.behalf,
        category=issue.category if issue.category != draft.category else None,
    )
    return await change_draft(change, work)


async def card_says(command: OnDraft, work: Work, *, asks: bool, one: bool) -> None:
    """Whether its card asks if the words are of a matter that is open, and whether they were said to be one matter."""
    says = {DeadlineKind.DRAFT_FILE: ASKS * asks + ONE * one, DeadlineKind.DRAFT_ASK: int(one)}
    for deadline in await work.draft_deadlines(command.draft_id):
        if deadline.kind in says and deadline.rung != says[deadline.kind]:
            clock.cancel_one(deadline, command.at, work)
            rung, pending = says[deadline.kind], DeadlineState.PENDING
            work.add(replace(deadline, id=work.new_id(), rung=rung, state=pending, ended_at=None))


async def leave_draft(command: OnDraft, work: Work) -> Draft:
    """Too many reports for now: it is kept, to be filed from its buttons; the next message begins another. What may be
    danger is told all the same."""
    draft = await _mine(command, work)
    await set_aside(draft, command.at, work, UNANSWERED)
    count_refusal(command.by, Use.REPORT, command.at, work)
    return draft


async def keep_report(command: Compose, area_id: int, work: Work) -> Draft:
    """The same for what was said in a group: a draft of its own, beside the one that is perhaps open."""
    draft = Draft(
        id=work.new_id(),
        person_id=command.by,
        created_at=command.at,
        state=DraftState.LEFT,
        text=command.text.strip()[: work.settings.draft_characters],
        area_id=area_id,
        photos=sum(one.kind in SHOWN for one in command.photos),
        voice_seconds=sum(one.seconds for one in command.photos),
    )
    await _guess(draft, work)
    work.add(draft)
    _keep(draft, command.photos[: work.settings.draft_photos], work)
    count_refusal(command.by, Use.REPORT, command.at, work)
    return draft


async def write_down(draft: Draft, work: Work) -> Draft:
    """One of several that wait together for one press: what its words say of it is read as ever, and nothing rings."""
    await _guess(draft, work)
    work.add(draft)
    return draft


async def keep_perhaps(command: Compose, area_id: int, work: Work) -> Draft:
    """What somebody said in a group may mean danger, and the group was asked: kept until it is answered, for the one
    line to the community's person on duty."""
    draft = Draft(
        id=work.new_id(),
        person_id=command.by,
        created_at=command.at,
        state=DraftState.LEFT,
        text=command.text.strip()[: work.settings.draft_characters],
        area_id=area_id,
    )
    work.add(draft)
    await _danger_alarm(draft, False, command.at, work)
    return draft


async def keep_offered(command: Compose, area_id: int, lasts: timedelta, work: Work) -> Draft:
    """A report among neighbours, of which the group was asked whether to report it: kept until that is answered, and
    no longer than the question stands."""
    draft = Draft(
        id=work.new_id(),
        person_id=command.by,
        created_at=command.at,
        state=DraftState.OFFERED,
        text=command.text.strip()[: work.settings.draft_characters],
        area_id=area_id,
    )
    work.add(draft)
    _keep(draft, command.photos, work)
    kind = DeadlineKind.DRAFT_FILE
    work.add(Deadline(id=work.new_id(), kind=kind, due_at=command.at + lasts, subject=draft.subject))
    return draft


async def more_offered(draft_id: int, photos: tuple[Photo, ...], text: str, work: Work) -> None:
    """What it says now, and a further photo of its album."""
    draft = await work.draft(draft_id)
    if draft.state is DraftState.OFFERED:
        draft.text = text.strip()[: work.settings.draft_characters]
        work.changed(draft)
        _keep(draft, photos, work)


async def said_here(draft_id: int, work: Work) -> tuple[str, tuple[Photo, ...]]:
    """The words of what is offered, with what was sent along."""
    draft, sent = await work.draft(draft_id), await work.attachments(draft_id)
    return draft.text, tuple(Photo(kind=one.kind, ref=one.ref, seconds=one.seconds) for one in sent)


async def no_longer_kept(draft_id: int, at: datetime, work: Work) -> None:
    """It was answered, or nobody did: whatever it is now, nothing of the words is kept here."""
    draft = await work.draft(draft_id)
    await _forget(draft, work)
    await end_alarms(draft, at, work)


async def _forget(draft: Draft, work: Work) -> None:
    draft.state, draft.text = DraftState.DROPPED, ""
    work.changed(draft)
    for one in await work.attachments(draft.id):
        one.ref = ""
        work.changed(one)


@frozen(kw_only=True)
class SplitDraft(OnDraft):
    """It is several matters: the words of each."""

    parts: tuple[str, ...]


async def split_draft(command: SplitDraft, work: Work) -> list[Draft]:
    """A draft for each matter, the first in place of the old one; what was sent along belongs to each, for nobody can
    tell to which. They wait to be filed. Raises NotFound."""
    whole = await _mine(command, work)
    calm, sent = whole.danger == "", await work.attachments(whole.id)
    found = [whole]
    for text in command.parts[1:]:
        part = replace(
            whole, id=work.new_id(), state=DraftState.LEFT, text=text, category=None, chosen=False, danger=""
        )
        work.add(part)
        _keep(part, [Photo(kind=one.kind, ref=one.ref, seconds=one.seconds) for one in sent], work)
        found.append(part)
    whole.text, whole.category, whole.chosen = command.parts[0], None, False
    work.changed(whole)
    for one in found:
        await _guess(one, work)
        if calm:
            _of_no_danger(one)
    return found


@frozen(kw_only=True)
class FileDraft(OnDraft):
    """The press on "report". `urgent`: None leaves it to the danger found in the words. `mended`: it is put right."""

    urgent: bool = False
    mended: bool = False


async def file_draft(command: FileDraft, work: Work) -> Issue:
    """File the draft; T0 is the command's time. Raises NotFound, PlaceNeeded, TextNeeded, TooManyReports; OrderKnown
    for another system's order that is registered."""
    draft = await _mine(command, work)
    if draft.outside_number and not command.urgent and (known := await work.orders_known({draft.outside_number})):
        raise OrderKnown(number=draft.outside_number, issue=known[draft.outside_number])
    t0 = await _danger_since(draft, work) if command.urgent else None
    return await _file_draft(draft, command.at, Source.PRIVATE, command.urgent, work, t0=t0, mended=command.mended)


async def _file_draft(
    draft: Draft,
    at: datetime,
    source: Source,
    urgent: bool,
    work: Work,
    *,
    t0: datetime | None = None,
    mended: bool = False,
) -> Issue:
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
            chosen=draft.chosen,
            place=draft.place,
            behalf="" if draft.source else draft.behalf,  # whose it is, is kept for the holder then
            for_nobody=draft.source is not None,
            source=draft.source or source,
            by_itself=source is Source.DRAFT_AUTO,
            heard_on=draft.heard_on,
            outside_number=draft.outside_number,
            outside_due=draft.outside_due,
            contact=draft.behalf if draft.source else "",
            listening_id=draft.listening_id,
            private=draft.private,
            urgent=urgent,
            t0=t0,
            danger=(draft.danger or guess(draft.text).danger or "hurt") if urgent else None,
            latitude=draft.latitude,
            longitude=draft.longitude,
            has_more=bool(attachments) or draft.latitude is not None,
            mended=mended,
        ),
        work,
    )
    own = next(one for one in reversed(issue.reports) if one.filed_by_id == draft.person_id)
    for attachment in attachments:
        attachment.subject = own.subject
        work.changed(attachment)
    if draft.source is not None:
        draft.behalf = ""
    draft.state, draft.issue_id = DraftState.FILED, issue.id
    work.changed(draft)
    await end_alarms(draft, at, work)
    return issue


async def draft_due(deadline: Deadline, now: datetime, work: Work) -> None:
    """An unpressed draft: asked about after 2 minutes, if it looks like a report; after 10 filed, if it has a photo, a
    voice message or a recognised category and is not private (defaults). Danger does not wait: what says it outright
    is filed urgent after 60 s; of what may mean it the community hears after 2 minutes, and nothing is filed
    (defaults)."""
    assert deadline.draft_id is not None
    draft_id = deadline.draft_id
    pending = {one.id: one for one in await work.draft_deadlines(draft_id)}
    if deadline.id not in pending:  # a press came between the look and now
        return
    deadline = pending[deadline.id]
    draft = await work.draft(draft_id)
    since = await _danger_since(draft, work)
    fired(deadline, work)
    if draft.state is DraftState.OFFERED:
        await _forget(draft, work)
        return
    if draft.state not in (DraftState.OPEN, DraftState.LEFT):  # left: another was begun, and this alarm did not end
        return
    at = deadline.due_at
    if deadline.kind is DeadlineKind.DANGER_MAYBE:
        if draft.danger is None:
            await _tell_maybe(draft, at, work)
    elif draft.danger and draft.area_id is not None:
        await _file_draft(draft, at, Source.DRAFT_AUTO, True, work, t0=since)
    elif deadline.kind in (DeadlineKind.DRAFT_ASK, DeadlineKind.DANGER_FILE):
        if draft.danger or _means_something(draft) or _may_be_need(draft) or guess(draft.text).report:
            one = OfDraft(one=True) if deadline.rung else NOTHING
            tell_person(work, Kind.DRAFT_ASK, draft.person_id, at, Priority.RESIDENT, draft=draft, data=one)
    elif (
        draft.area_id is not None
        and not draft.private
        and _means_something(draft)
        and not (draft.danger is None and guess(draft.text).maybe)
        and (await work.area(draft.area_id)).kind not in ABOVE_COMMUNITIES
    ):
        if await _known_already(draft, at, work):
            return
        if deadline.rung & ASKS:  # it was asked of which matter they are, or is tried first: nothing is filed by itself
            draft.state = DraftState.LEFT
            work.changed(draft)
            return
        await _file_by_itself(draft, at, work, one=bool(deadline.rung & ONE))
    else:
        draft.state = (
            DraftState.LEFT
        )  # kept, and can still be filed from its buttons; the next message begins a new one
        work.changed(draft)


async def _file_by_itself(draft: Draft, at: datetime, work: Work, *, one: bool) -> None:
    """Several matters are several reports, each for those who may read it; what is private waits for a press. Where a
    building is named for one of them they stay together: nobody has said that each was read rightly."""
    parts = () if one or draft.source is not None or draft.chosen else matters_in(draft.text)
    if any(read_place(words).building for words in parts):
        parts = ()
    split = SplitDraft(draft_id=draft.id, by=draft.person_id, at=at, parts=parts)
    found = await split_draft(split, work) if parts else [draft]
    for part in found:
        if part.private:
            part.state = DraftState.LEFT
            work.changed(part)
            continue
        try:
            await _file_draft(part, at, Source.DRAFT_AUTO, False, work)
        except TooManyReports:
            await leave_draft(OnDraft(draft_id=part.id, by=part.person_id, at=at), work)


async def _known_already(draft: Draft, at: datetime, work: Work) -> bool:
    """Asked whether it is a matter that stands, the person did not answer: words of one's own matter of that kind and
    place are added to it, which is said; a neighbour's is not filed a second time, and waits for the press."""
    for issue in await work.reports_of(draft.person_id, LOOKED_THROUGH):
        if _the_same(draft, issue, at, work):
            kept = await work.attachments(draft.id)
            photos = tuple(Photo(kind=one.kind, ref=one.ref, seconds=one.seconds) for one in kept)
            said = Speak(issue_id=issue.id, by=draft.person_id, at=at, text=draft.text, photos=photos)
            await say(said, work)
            draft.state = DraftState.DROPPED
            number = OfDraft(number=issue.as_known_to(draft.person_id).number)
            tell_person(work, Kind.DRAFT_ASK, draft.person_id, at, Priority.RESIDENT, draft=draft, data=number)
            work.changed(draft)
            return True
    neighbour = await same_nearby(draft, at, work)
    if neighbour is None or neighbour.is_reporter(draft.person_id):
        return False
    draft.state = DraftState.LEFT
    work.changed(draft)
    return True


def _the_same(draft: Draft, issue: Issue, at: datetime, work: Work) -> bool:
    """Whether a matter of the same person is of that kind and place, open, and not long ago."""
    kind = draft.category is not None and broad(draft.category) == broad(issue.category)
    near = issue.area_id == draft.area_id and at - issue.filed_at <= work.settings.same_within
    return kind and near and not issue.private and issue.state in OPEN


def _means_something(draft: Draft) -> bool:
    """Something to see, to listen to, or that was recognised and said to be wrong: somebody can begin with that."""
    return bool(draft.photos or draft.voice_seconds or (draft.category and not is_unsure(draft)))


def _may_be_need(draft: Draft) -> bool:
    """Whether what is asked about as unsure may be somebody's need, and is no small talk: it is reminded of, once."""
    words = bare(draft.text)
    small = guess(draft.text).talk is not None or answer_in(draft.text) is not None or tattles(draft.text)
    return is_unsure(draft) and not small and len(words) > 1 and not words.isdecimal()


def is_unsure(draft: Draft) -> bool:
    """Whether the words may be no report at all: they only ask or praise, or name nothing and say nothing to be wrong.
    Such a draft is asked about, and never files itself."""
    if (
        not draft.text
        or draft.photos
        or draft.voice_seconds
        or draft.chosen
        or draft.danger
        or draft.source is not None
    ):
        return False
    if tattles(draft.text) or (draft.category in ONLY_DANGERS and calls_it_over(draft.text)):
        return True  # whoever fell is up again
    return only_asks(draft.text) or (draft.category is None and not says_wrong(draft.text))


async def _tell_maybe(draft: Draft, at: datetime, work: Work) -> None:
    """One silent line to the community's person on duty, or above where there is none, or whom it complains of."""
    above, accuses = await readers_of(draft.text, draft.area_id, at, work, called_only=True)
    if accuses:
        to = next(iter(above), None)
        tell_person(work, Kind.DANGER_MAYBE, to.person_id if to else None, at, Priority.NOTICE, draft=draft)
        return
    line = (await work.area(draft.area_id)).line if draft.area_id is not None else ()
    roles = (Role.COMMUNITY_MANAGER, Role.SUBDISTRICT_MANAGER)
    to = await duty.first_of(line, None, roles, at, work) if line else await duty.anywhere(roles, at, work)
    if to is not None:
        tell_person(work, Kind.DANGER_MAYBE, to.person_id, at, Priority.NOTICE, draft=draft)


async def joined_by_itself(draft: Draft, at: datetime, work: Work) -> Issue | None:
    """A draft of what an incident is about is filed without any press. None where there is none, or the person is asked
    as ever: nobody is taken for a reporter who has not agreed to be one, or has reported it already; and of what
    somebody else told it is asked whose it is, by which way and when."""
    if draft.area_id is None or draft.category is None or draft.danger is not None or guess(draft.text).danger:
        return None
    if draft.source is not None:
        return None
    person = await work.person(draft.person_id)
    if person.consent_at is None or not joins_by_itself(draft.category, private=draft.private, urgent=False):
        return None
    community_id = await number_area((await work.area(draft.area_id)).line, work)
    outage = await planned.covering((await work.area(draft.area_id)).line, draft.category, at, work)
    if outage is not None:
        return await _of_outage(draft, outage, at, work)
    whole = await running(community_id, draft.category, at, work)
    if whole is None or whole.is_reporter(draft.person_id):
        return None
    return await _file_draft(draft, at, Source.PRIVATE, False, work)


async def _of_outage(draft: Draft, outage: Outage, at: datetime, work: Work) -> Issue | None:
    """It was planned: filed without a press. Whoever has reported it already reads again until when; after the end
    that is the word that it is not back."""
    whole = await planned.matter_of(outage, work)
    if whole is None or not whole.is_reporter(draft.person_id):
        known = at < outage.ends_at or whole is not None
        return await _file_draft(draft, at, Source.PRIVATE, False, work) if known else None
    if whole.planned_until is None:
        return None
    if at >= whole.planned_until:
        await planned.not_back(OnIssue(issue_id=whole.id, by=draft.person_id, at=at), work)
    else:
        tell_person(work, Kind.INCIDENT, draft.person_id, at, Priority.RESIDENT, issue=whole)
    draft.state = DraftState.DROPPED
    work.changed(draft)
    await end_alarms(draft, at, work)
    return whole


async def same_nearby(draft: Draft, at: datetime, work: Work) -> Issue | None:
    """Whether a neighbour has just reported the same, a matter of a shared place: for the question "is it this one?".

    Where several are alike, the likest.
    """
    if draft.area_id is None or draft.category is None or draft.private or not category(draft.category).shared_place:
        return None
    if not is_on(Capability.ME_TOO, (await work.area(draft.area_id)).line, at, work):
        return None
    said = await said_in(draft, draft.category, at, work)
    for found in await alike_standing(said, draft.category, at, work):
        if category(found.category).shared_place and await may(found, Action.ME_TOO, draft.person_id, work):
            return found
    return None


async def said_in(draft: Draft, kind: str, at: datetime, work: Work) -> Reported:
    """What of a draft counts when it is compared."""
    assert draft.area_id is not None
    area = await work.area(draft.area_id)
    return Reported(
        category=kind,
        text=told(draft.place, draft.text),
        at=at,
        line=area.line,
        estate_id=area.estate_id or await estate_around(area, draft.person_id, work),
        latitude=draft.latitude,
        longitude=draft.longitude,
    )


DUE_OTHERS: dict[DeadlineKind, OtherDue] = {
    DeadlineKind.DRAFT_ASK: draft_due,
    DeadlineKind.DRAFT_FILE: draft_due,
    DeadlineKind.DANGER_FILE: draft_due,
    DeadlineKind.DANGER_MAYBE: draft_due,
}
