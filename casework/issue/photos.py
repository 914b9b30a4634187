"""Photos of a matter for the echo wall (walls-and-figures.md §1): chosen one by one by the community's people, who look
whether a face or a door plate is on it; shown once whoever it belongs to agrees.

A resident's photo belongs to that resident. What whoever did the work photographed belongs to nobody where the place is
everybody's, and in somebody's home to whoever lives there.
"""

from collections.abc import Iterable, Sequence

from casework.categories import category
from casework.clock import limits as clock
from casework.frozen import frozen
from casework.issue.doing import OnIssue, begin, matter, step
from casework.issue.resolving import RESULT_MORE
from casework.lines import OfPhoto
from casework.messages import Kind, Priority, tell_person
from casework.model.issues import Action, Issue
from casework.model.subjects import SubjectKind
from casework.model.timeline import Attachment, AttachmentKind, Entry, Visibility
from casework.neighbourhood.wall import told_to_all
from casework.ports import Work
from casework.refusals import NotFound, NotPossibleNow
from casework.timeline import write_line

OF_RESULT = (Action.RESOLVE, RESULT_MORE)
AGREED, REFUSED = "photo_agreed", "photo_refused"
"""Entries: what whoever it belongs to says."""


@frozen(kw_only=True)
class WallPhoto:
    """A photo that may be chosen. `after`: it shows the result; `owner_id`: who is asked first, None: nobody has to
    be."""

    photo: Attachment
    after: bool
    owner_id: int | None


@frozen(kw_only=True)
class OnPhoto(OnIssue):
    """Somebody does something to a photo of an issue."""

    photo_id: int


def for_wall(issue: Issue, timeline: Iterable[Entry], sent: Sequence[Attachment]) -> list[WallPhoto]:
    """Those that may stand on the wall: of the reports, then of this round's result, and what stands there already; the
    oldest first. What belongs to somebody who cannot be asked is not among them."""
    results = [one for one in timeline if one.action in OF_RESULT]
    ever, now = {one.id for one in results}, {one.id for one in results if one.round == issue.round}
    of_reports = {one.id: one for one in issue.reports}
    found: list[WallPhoto] = []
    for one in sorted(sent, key=lambda one: one.id):
        if one.kind is not AttachmentKind.PHOTO or not one.ref:
            continue
        if one.subject.kind is SubjectKind.REPORT and one.subject.id in of_reports:
            report = of_reports[one.subject.id]
            by_staff, owners = report.reporter_id is None, [report.reporter_id]
            after = False
        elif one.entry_id in now or (one.entry_id in ever and (one.released or one.asked_at is not None)):
            by_staff, owners, after = True, list(issue.reporters), True
        else:
            continue
        if by_staff and category(issue.category).shared_place:
            found.append(WallPhoto(photo=one, after=after, owner_id=None))
        elif len(owners) == 1 and owners[0] is not None:
            found.append(WallPhoto(photo=one, after=after, owner_id=owners[0]))
    return sorted(found, key=lambda one: one.after)


async def photos_of(issue: Issue, work: Work) -> list[WallPhoto]:
    """The same, read."""
    sent = await work.attachments(issue.id, *(report.id for report in issue.reports))
    return for_wall(issue, await work.timeline(issue.id), sent)


async def _one(issue: Issue, photo_id: int, work: Work) -> WallPhoto:
    found = next((one for one in await photos_of(issue, work) if one.photo.id == photo_id), None)
    if found is None:
        raise NotFound(id=photo_id)
    return found


def release(photo: Attachment, shown: bool) -> None:
    """Anybody may see it from now on, or nobody any more; its picture is made, or erased, right after."""
    photo.waits = photo.waits or photo.released is not shown
    photo.released = shown


async def show_photo(command: OnPhoto, work: Work) -> Issue:
    """Somebody looked at it, and it may stand on the wall: it does, or whoever it belongs to is asked, once, and in the
    day. Raises NotYours, NotPossibleNow, NotFound."""
    issue, post = await begin(command, Action.SHOW_PHOTO, work)
    if not told_to_all(issue):
        raise NotFound(id=command.photo_id)
    one = await _one(issue, command.photo_id, work)
    photo = one.photo
    if photo.refused or photo.released or photo.asked_at is not None:
        return issue  # two pressed
    step(issue, Action.SHOW_PHOTO, command, post, work, visibility=Visibility.STAFF, data=OfPhoto(photo=photo.id))
    if one.owner_id is None:
        release(photo, True)
    else:
        photo.asked_at = command.at
        due_at = clock.by_day(command.at, work.settings_for(issue.line, command.at))
        about = OfPhoto(photo=photo.id)
        tell_person(work, Kind.PHOTO_ASK, one.owner_id, due_at, Priority.RESIDENT, issue=issue, data=about)
    work.changed(photo)
    return issue


async def hide_photo(command: OnPhoto, work: Work) -> Issue:
    """It stands there no more, from this moment. Whoever it belongs to says it for good; a reporter takes down no
    other's. Raises NotYours, NotFound."""
    issue, post = await begin(command, Action.HIDE_PHOTO, work)
    one = await _one(issue, command.photo_id, work)
    if post is None and one.owner_id != command.by:
        raise NotFound(id=command.photo_id)
    step(issue, Action.HIDE_PHOTO, command, post, work, visibility=Visibility.STAFF, data=OfPhoto(photo=one.photo.id))
    release(one.photo, False)
    one.photo.asked_at = None
    one.photo.refused = one.photo.refused or one.owner_id == command.by
    work.changed(one.photo)
    return issue


async def answer_photo(command: OnPhoto, work: Work, *, yes: bool) -> Issue:
    """Whoever it belongs to says whether it may. Raises NotFound for anybody else, NotPossibleNow where nobody asks any
    more."""
    issue = await matter(command.issue_id, work)
    one = await _one(issue, command.photo_id, work)
    if one.owner_id != command.by:
        raise NotFound(id=command.photo_id)
    if one.photo.asked_at is None or one.photo.refused:
        raise NotPossibleNow(state=issue.state, action=Action.SHOW_PHOTO)
    said, about = AGREED if yes else REFUSED, OfPhoto(photo=one.photo.id)
    write_line(issue, said, command.at, work, person_id=command.by, visibility=Visibility.STAFF, data=about)
    release(one.photo, yes)
    one.photo.refused = not yes
    work.changed(one.photo)
    work.changed(issue)
    return issue
