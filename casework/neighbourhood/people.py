"""People and posts: consent, home, being away, claiming a post, the form for a visit."""

from dataclasses import dataclass
from datetime import datetime

from casework.clock import ladder
from casework.issue.doing import OnIssue, begin, step, words
from casework.messages import Kind, Priority, tell_person
from casework.model import Action, Entry, Issue, Person, Role, Visibility, VisitNote
from casework.ports import Work
from casework.refusals import NotFound, NotYours


@dataclass(frozen=True, slots=True, kw_only=True)
class OfPerson:
    """Somebody does something about him- or herself."""

    by: int
    at: datetime


async def consent(command: OfPerson, work: Work) -> Person:
    """Agreed in plain words at first contact (domain.md §7)."""
    person = await work.person(command.by)
    person.consent_at = person.consent_at or command.at
    person.reachable = True
    work.changed(person)
    return person


async def wrote(command: OfPerson, work: Work) -> Person:
    """Who writes to the bot in private can be written to."""
    person = await work.person(command.by)
    if not person.reachable:
        person.reachable = True
        work.changed(person)
    return person


@dataclass(frozen=True, slots=True, kw_only=True)
class SetHome(OfPerson):
    """Where the person lives: a building, or a larger area while it is not known closer."""

    area_id: int


async def set_home(command: SetHome, work: Work) -> Person:
    """Remember the building (not the door)."""
    person = await work.person(command.by)
    person.home_id = (await work.area(command.area_id)).id
    work.changed(person)
    return person


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeUnknown(SetHome):
    """ "I can't find mine": the words for it, and the nearest area that is known."""

    text: str


async def home_unknown(command: HomeUnknown, work: Work) -> Person:
    """Remember the area meanwhile; the community on duty there, or above, reads the words and can mend the roster."""
    person = await set_home(command, work)
    area = await work.area(command.area_id)
    for role in (Role.COMMUNITY_MANAGER, Role.SUBDISTRICT_MANAGER):
        posts = await work.posts_for(area.line, None, (role,))
        to = next((post for post in posts if ladder.available(post, command.at)), None)
        if to is not None and command.text.strip():
            data = {"words": command.text.strip()}
            tell_person(work, Kind.HOME_UNKNOWN, to.person_id, command.at, Priority.NOTICE, data=data)
            break
    return person


@dataclass(frozen=True, slots=True, kw_only=True)
class SetLanguage(OfPerson):
    """The language in which the person is written to."""

    language: str


async def set_language(command: SetLanguage, work: Work) -> Person:
    """From now on in this language."""
    person = await work.person(command.by)
    person.language = command.language
    work.changed(person)
    return person


@dataclass(frozen=True, slots=True, kw_only=True)
class Away(OfPerson):
    """Away until then; None: back. The deputies are asked meanwhile, without anyone arranging it."""

    until: datetime | None


async def away(command: Away, work: Work) -> Person:
    """Set or end being away."""
    person = await work.person(command.by)
    person.away_until = command.until
    work.changed(person)
    return person


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


async def read_visit(command: OnIssue, work: Work) -> str:
    """For the holder alone; every look is on the timeline. Raises NotYours, NotFound."""
    issue = await work.issue(command.issue_id)
    if issue.holder_id != command.by:
        raise NotYours(issue=issue, action=Action.VISIT)
    note = await work.visit_note(issue.id)
    if note is None:
        raise NotFound
    work.add(
        Entry(
            id=work.new_id(),
            issue_id=issue.id,
            at=command.at,
            action="visit_read",
            round=issue.round,
            person_id=command.by,
            post_id=issue.holder_post_id,
            chat_id=command.chat_id,
            visibility=Visibility.STAFF,
        )
    )
    work.changed(issue)
    return note.text
