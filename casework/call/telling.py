"""To whom a call's messages go: whoever was asked (casework/broadcast.py), those who come, whoever opened it, and the
resident. Never a group."""

from collections.abc import Collection
from datetime import datetime

from casework.broadcast import Change, holds
from casework.call.lines import OfCall, OwnNews, Team, TeamNews
from casework.data import NOTHING
from casework.messages import Kind, Priority, tell_person
from casework.model.calls import Call, CallAnswer, Calling
from casework.ports import Work
from casework.told import Anew


async def those_who_come(call: Call, work: Work) -> list[CallAnswer]:
    """In the order in which they said so."""
    return sorted((one for one in await work.answers_to(call.id) if one.comes), key=lambda one: (one.at, one.id))


async def tell_team(work: Work, call: Call, at: datetime, *, loud: Collection[int] = (), what: TeamNews = "") -> None:
    """Everybody who comes: to those in `loud` as a new message, to the others the newest one as it is now."""
    for one in await those_who_come(call, work):
        tell_one(work, call, one.person_id, at, what=what if one.person_id in loud else "")


def tell_one(work: Work, call: Call, person_id: int, at: datetime, *, what: TeamNews = "") -> None:
    """One of them."""
    data = Team(what=what) if what else NOTHING
    key = None if what else f"call-team:{call.id}:{person_id}"
    priority = Priority.RESIDENT if what else Priority.CARD
    tell_person(work, Kind.CALL_TEAM, person_id, at, priority, subject=call.subject, key=key, data=data)


def draw(work: Work, call: Call, at: datetime, *, loud: bool = False) -> None:
    """The card of whoever opened it, where it stands; `loud`: as a new message."""
    data, key = (Anew(anew=True), None) if loud else (NOTHING, f"call:{call.id}")
    priority = Priority.PING if loud else Priority.CARD
    tell_person(work, Kind.CALL_CARD, call.by_id, at, priority, subject=call.subject, key=key, data=data)


async def tell_resident(work: Work, call: Call, at: datetime, what: OwnNews) -> None:
    """Everybody who reported it."""
    issue = await work.issue(call.issue_id)
    for person_id in issue.reporters:
        data = OfCall(call=call.id, what=what)
        tell_person(work, Kind.CALL_OWN, person_id, at, Priority.RESIDENT, issue=issue, data=data)


async def show_all(work: Work, call: Call, at: datetime) -> None:
    """Wherever it was asked it says whether anybody is still needed."""
    change = Change(at=at)
    for one in await work.broadcasts_about(call.id):
        await holds(one, change, work, still=call.state is Calling.ASKING)
