"""To whom a mediation's messages go: one side, both, the mediator, whoever has the matter. Never a group."""

from datetime import datetime

from casework.clock.ladder import on_duty_or_above
from casework.data import NOTHING, Data
from casework.mediation.lines import News, OfSide
from casework.messages import Kind, Priority, tell_person
from casework.model.issues import Issue
from casework.model.mediations import Mediation, Side
from casework.model.people import Role
from casework.model.timeline import Entry
from casework.ports import Work
from casework.timeline import write_about
from casework.told import Anew


def tell_side(
    work: Work,
    kind: Kind,
    mediation: Mediation,
    side: Side,
    at: datetime,
    *,
    entry: Entry | None = None,
    what: News = "",
) -> None:
    """One side, if it has an account here; what the other one has to hear the mediator says."""
    data = OfSide(side=side, what=what)
    tell_person(
        work, kind, mediation.person(side), at, Priority.RESIDENT, subject=mediation.subject, entry=entry, data=data
    )


def tell_sides(work: Work, mediation: Mediation, at: datetime, what: News, *, but: Side | None = None) -> None:
    """How it stands, to both, or to the one who did not do it."""
    for side in Side:
        if side is not but:
            tell_side(work, Kind.MEDIATION_TOLD, mediation, side, at, what=what)


def tell_mediator(
    work: Work,
    kind: Kind,
    mediation: Mediation,
    at: datetime,
    *,
    side: Side | None = None,
    entry: Entry | None = None,
    what: News = "",
    priority: int = Priority.PING,
) -> None:
    """Whoever mediates."""
    data = OfSide(side=side or "", what=what)
    to = mediation.mediator_id
    tell_person(work, kind, to, at, priority, subject=mediation.subject, entry=entry, data=data)


def draw(work: Work, mediation: Mediation, at: datetime, *, loud: bool = False) -> None:
    """The mediator's card as it is now, where it stands; `loud`: as a new message."""
    key = f"mediation:{mediation.id}:{mediation.mediator_id}"
    data = Anew(anew=True) if loud else NOTHING
    priority = Priority.PING if loud else Priority.CARD
    subject, kind = mediation.subject, Kind.MEDIATION_CARD
    tell_person(work, kind, mediation.mediator_id, at, priority, subject=subject, key=None if loud else key, data=data)


async def tell_keeper(work: Work, mediation: Mediation, issue: Issue, at: datetime, what: News) -> None:
    """Whoever has the matter; nobody has it: who is on duty in its community."""
    to = issue.holder_id
    if to is None and (post := await on_duty_or_above(issue, Role.COMMUNITY_MANAGER, at, work)) is not None:
        to = post.person_id
    data = OfSide(what=what)
    tell_person(work, Kind.MEDIATION_NEWS, to, at, Priority.PING, subject=mediation.subject, data=data)


def note(
    mediation: Mediation,
    action: str,
    at: datetime,
    work: Work,
    *,
    by: int | None = None,
    text: str = "",
    data: Data = NOTHING,
) -> Entry:
    """A line on the mediation's own timeline."""
    seat = mediation.mediator_post_id if by is not None and by == mediation.mediator_id else None
    entry = write_about(mediation.subject, action, at, work, person_id=by, post_id=seat, text=text, data=data)
    work.changed(mediation)
    return entry
