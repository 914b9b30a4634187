"""Looking again at what was put right: on a day that was named somebody of the place is asked whether it is still fine;
what came back is reported anew, with its link to the old. And what a patrol found and mended on the spot: registered
and done in one go, with such a day (around-an-issue.md §4, §6)."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from casework import duty
from casework.clock import limits as clock
from casework.data import read
from casework.frozen import frozen
from casework.issue.doing import OnIssue, Photo, attach
from casework.issue.drafts import FileDraft, file_draft
from casework.issue.filing import File, file, show_more
from casework.issue.resolving import Resolve, resolve
from casework.lines import Follows, LookAgain
from casework.messages import Kind, Priority, tell_person
from casework.model.deadlines import Deadline, DeadlineKind
from casework.model.issues import Issue, Source
from casework.model.people import Post, Role
from casework.model.subjects import Subject
from casework.model.timeline import Entry, Visibility
from casework.neighbourhood.rights import WORKING, covers
from casework.ports import IssueDue, Work
from casework.refusals import NotPossibleNow, NotYours
from casework.timeline import write_line
from casework.told import Days
from casework.transitions import OPEN

DAYS = (7, 30)
"""In a week, in a month."""
LOOKERS = (Role.GRID_WORKER, Role.GRID_HEAD, Role.STREET_HEAD, Role.COMMUNITY_MANAGER, Role.SUBDISTRICT_MANAGER)
"""Who is asked to look again: the first of these on duty there."""
PLANNED, ASKED, NOBODY, LOOKED = "look_planned", "look_asked", "look_nobody", "looked"
"""Entries: a look was asked for; somebody was asked; nobody was there; what was seen. `days`: after how many."""
FOLLOWS = "follows"
"""An entry: it is back, first reported as another."""


@frozen(kw_only=True)
class FileMended(FileDraft):
    """What was found is put right already. `done`: how, for whoever works here; `public`: for anybody to read."""

    mended: bool = True
    done: str
    public: str
    look_on: date | None = None


async def file_mended(command: FileMended, work: Work) -> Issue:
    """Filed and resolved at once; nobody is asked, but somebody to look again on the day that was named. Raises what
    filing and resolving raise; NotYours for whoever has no post at the place, before a number is given away."""
    if (area_id := (await work.draft(command.draft_id)).area_id) is not None:
        area = await work.area(area_id)
        await looker(area.line, area.estate_id, command.by, work)
    issue = await file_draft(command, work)
    done = Resolve(issue_id=issue.id, by=command.by, at=command.at, text=command.done, public=command.public)
    await resolve(done, work)
    if command.look_on is not None:
        settings = work.settings_for(issue.line, command.at)
        days = (command.look_on - command.at.astimezone(settings.zone).date()).days
        due = clock.local(command.look_on, settings.remind_at, settings.zone)
        clock.add(issue, work, DeadlineKind.LOOK_AGAIN, due, days)
        _note(issue, PLANNED, command.at, work, by=command.by, data=LookAgain(days=days))
    return issue


async def looker(line: Sequence[int], estate_id: int | None, person_id: int, work: Work) -> Post:
    """The post in which this person says what is to be seen there. Raises NotYours."""
    for post in await work.posts_of(person_id):
        if post.role in WORKING and covers(post, line, estate_id):
            return post
    raise NotYours(action=None, roles=frozenset(LOOKERS))


def still_asked(timeline: Sequence[Entry], days: int) -> None:
    """Whether a look after so many days was asked for, and nobody has looked. Raises NotPossibleNow."""
    of_it = {one.action for one in timeline if isinstance(one.data, LookAgain) and one.data.days == days}
    if ASKED not in of_it or LOOKED in of_it:
        raise NotPossibleNow(state=None, action=LOOKED)


@frozen(kw_only=True)
class Look(OnIssue):
    """Still fine, or it came back; after how many days it was asked."""

    fine: bool
    days: int


async def looked(command: Look, work: Work) -> Issue | None:
    """Once for each asking; what came back has a new number. Raises NotYours, NotPossibleNow."""
    old = await work.issue(command.issue_id)
    post = await looker(old.line, old.estate_id, command.by, work)
    still_asked(await work.timeline(old.id), command.days)
    seen = LookAgain(days=command.days, fine=command.fine)
    entry = _note(old, LOOKED, command.at, work, by=command.by, post_id=post.id, data=seen)
    if command.fine or old.state in OPEN:  # what goes on again needs no second number
        return None
    again = File(
        by=command.by,
        at=command.at,
        area_id=old.area_id,
        text=f"又犯了。上回是{old.number}号：{old.text}",
        category=old.category,
        for_nobody=True,
        place=old.place,
        private=old.private,
        source=Source.STAFF,
    )
    new = await file_again(again, old, work)
    entry.data = replace(seen, issue=new.id)
    return new


async def file_again(again: File, old: Issue | None, work: Work, *, whistle_id: int | None = None) -> Issue:
    """Reported anew by whoever looked, with its link to the old, and to the whistle about that."""
    new = await file(again, work)
    link = Follows(whistle=whistle_id, issue=old.id if old is not None else None)
    write_line(new, FOLLOWS, again.at, work, text=f"{old.number}号" if old is not None else "", data=link)
    return new


async def show_look(command: OnIssue, photos: tuple[Photo, ...], text: str, work: Work) -> Entry:
    """The photo that goes with the last look of this person, or a word: to the new report, else to the matter. Raises
    NotPossibleNow without a look."""
    issue = await work.issue(command.issue_id)
    entry = last_look(await work.timeline(issue.id), command.by)
    await keep_look(entry, issue.subject, command.by, command.at, photos, text, work)
    work.changed(issue)
    return entry


def last_look(timeline: Sequence[Entry], person_id: int) -> Entry:
    """What this person saw last. Raises NotPossibleNow."""
    mine = [one for one in timeline if one.action == LOOKED and one.person_id == person_id]
    if not mine:
        raise NotPossibleNow(state=None, action=LOOKED)
    return mine[-1]


async def keep_look(
    entry: Entry, subject: Subject, by: int, at: datetime, photos: tuple[Photo, ...], text: str, work: Work
) -> None:
    """What follows a look: photos go to what was reported anew, else to what was looked at."""
    entry.text = text.strip()
    work.changed(entry)
    anew = read(entry.data, LookAgain).issue
    if anew is not None and photos:
        await show_more(await work.issue(anew), by, photos, at, work)
    else:
        attach(subject, entry, photos, work)


async def _ask_to_look(issue: Issue, deadline: Deadline, work: Work) -> None:
    """The day has come; `rung` says after how many days. What goes on again needs no look."""
    at, days = deadline.due_at, deadline.rung
    if issue.state in OPEN:
        return
    post = await duty.first_of(issue.line, issue.estate_id, LOOKERS, at, work)
    _note(issue, ASKED if post else NOBODY, at, work, post_id=post.id if post else None, data=LookAgain(days=days))
    tell_person(
        work, Kind.LOOK_AT, post.person_id if post else None, at, Priority.PING, issue=issue, data=Days(days=days)
    )


def _note(
    issue: Issue,
    action: str,
    at: datetime,
    work: Work,
    *,
    data: LookAgain,
    by: int | None = None,
    post_id: int | None = None,
) -> Entry:
    work.changed(issue)
    seen = Visibility.STAFF
    return write_line(issue, action, at, work, person_id=by, post_id=post_id, visibility=seen, data=data)


DUE: dict[DeadlineKind, IssueDue] = {DeadlineKind.LOOK_AGAIN: _ask_to_look}
