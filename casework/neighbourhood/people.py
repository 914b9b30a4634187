"""People and posts: consent, home, claiming a post, the form for a visit."""

from datetime import datetime

from casework import duty
from casework.frozen import frozen
from casework.messages import Kind, Priority, tell_person
from casework.model.people import Person, Role
from casework.ports import Work
from casework.told import HomeWords


@frozen(kw_only=True)
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


async def reached(command: OfPerson, work: Work, *, reachable: bool) -> Person:
    """Blocked: the next person is asked. Let in again: asked again, if he or she ever agreed to be written to."""
    person = await work.person(command.by)
    if person.reachable != reachable and (person.consent_at is not None or not reachable):
        person.reachable = reachable
        work.changed(person)
    return person


@frozen(kw_only=True)
class SetHome(OfPerson):
    """Where the person lives: a building, or a larger area while it is not known closer."""

    area_id: int


async def set_home(command: SetHome, work: Work) -> Person:
    """Remember the building (not the door)."""
    person = await work.person(command.by)
    person.home_id = (await work.area(command.area_id)).id
    work.changed(person)
    return person


@frozen(kw_only=True)
class HomeUnknown(SetHome):
    """ "I can't find mine": the words for it, and the nearest area that is known."""

    text: str


async def home_unknown(command: HomeUnknown, work: Work) -> Person:
    """Remember the area meanwhile; the community on duty there, or above, reads the words and can mend the roster."""
    person = await set_home(command, work)
    area = await work.area(command.area_id)
    roles = (Role.COMMUNITY_MANAGER, Role.SUBDISTRICT_MANAGER)
    to = await duty.first_of(area.line, None, roles, command.at, work)
    if to is not None and command.text.strip():
        data = HomeWords(words=command.text.strip())
        tell_person(work, Kind.HOME_UNKNOWN, to.person_id, command.at, Priority.NOTICE, data=data)
    return person


@frozen(kw_only=True)
class SetLanguage(OfPerson):
    """The language in which the person is written to."""

    language: str


async def set_language(command: SetLanguage, work: Work) -> Person:
    """From now on in this language."""
    person = await work.person(command.by)
    person.language = command.language
    work.changed(person)
    return person


@frozen(kw_only=True)
class WantQuiet(OfPerson):
    """From when to when, in minutes of the day, only what is urgent or asked comes through; None: never."""

    quiet_from: int | None
    quiet_to: int | None


async def want_quiet(command: WantQuiet, work: Work) -> Person:
    """A person's own choice (casework/rest.py)."""
    person = await work.person(command.by)
    person.quiet_from, person.quiet_to = command.quiet_from, command.quiet_to
    work.changed(person)
    return person
