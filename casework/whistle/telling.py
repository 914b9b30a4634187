"""To whom a whistle's messages go: departments, whoever whistled, the subdistrict, the residents."""

from datetime import datetime

from casework import duty
from casework.data import NOTHING, Data
from casework.lines import Whistled
from casework.messages import Kind, Priority, redraw, tell_person
from casework.model.chats import Chat
from casework.model.conversation import Message
from casework.model.people import Post, Role
from casework.model.timeline import Entry
from casework.model.whistles import Whistle, WhistleCall
from casework.ports import Work
from casework.tiers import tier_row
from casework.timeline import write_about, write_line
from casework.whistle.clock import runs_on
from casework.whistle.lines import Calls, News, OfWhistle, ToDepartment, of_call


def tell(
    work: Work,
    kind: Kind,
    whistle: Whistle,
    at: datetime,
    *,
    person_id: int | None = None,
    chat: Chat | None = None,
    call: WhistleCall | None = None,
    entry: Entry | None = None,
    priority: int = Priority.PING,
    key: str | None = None,
    data: Data = NOTHING,
) -> None:
    """Put a message about a whistle into the outbox; nobody is nobody."""
    if person_id is None and chat is None:
        return
    if data is NOTHING:
        data = ToDepartment(whistle=whistle.id, call=call.id) if call is not None else OfWhistle(whistle=whistle.id)
    work.add(
        Message(
            id=work.new_id(),
            kind=kind,
            due_at=at,
            priority=priority,
            person_id=person_id,
            chat_id=chat.id if chat else None,
            subject=whistle.subject,
            entry_id=entry.id if entry else None,
            key=key,
            data=data,
        )
    )


async def subdistrict(whistle: Whistle, at: datetime, work: Work) -> int | None:
    """Who on duty above hears what goes wrong with it: nobody while the place tries it out, unless it is urgent."""
    settings = work.settings_for(whistle.line, at)
    if settings.trial_at(at) is not None and not runs_on(whistle, settings):
        return None
    above = await duty.first_of(whistle.line, None, (Role.SUBDISTRICT_MANAGER,), at, work)
    return above.person_id if above else None


async def whistler(whistle: Whistle, at: datetime, work: Work) -> int | None:
    """Who hears of it: whoever sits in the post that whistled; if nobody does, who is on duty there, or above."""
    post = await work.post(whistle.by_post_id)
    if post.person_id is not None and post.reachable:
        return post.person_id
    roles = (tier_row(whistle.tier).role, Role.SUBDISTRICT_MANAGER)
    found = await duty.first_of(whistle.line, None, roles, at, work)
    return found.person_id if found is not None else None


async def officers(department_id: int, work: Work) -> list[Post]:
    """Those of a department who can be written to."""
    return [one for one in await work.officers(department_id) if one.person_id is not None and one.reachable]


async def reaches(department_id: int, work: Work) -> bool:
    """Whether there is a group, or an officer who can be written to."""
    return await work.department_chat(department_id) is not None or bool(await officers(department_id, work))


async def to_department(
    work: Work,
    kind: Kind,
    whistle: Whistle,
    call: WhistleCall,
    at: datetime,
    *,
    entry: Entry | None = None,
    priority: int = Priority.PING,
    card: bool = False,
) -> None:
    """In the department's group; privately to each officer where there is none. `card`: the newest state counts."""
    if chat := await work.department_chat(call.department_id):
        key = f"{kind}:{call.id}:{chat.id}" if card else None
        tell(work, kind, whistle, at, chat=chat, call=call, entry=entry, priority=priority, key=key)
        return
    for person_id in dict.fromkeys(post.person_id for post in await officers(call.department_id, work)):
        key = f"{kind}:{call.id}:p{person_id}" if card else None
        tell(work, kind, whistle, at, person_id=person_id, call=call, entry=entry, priority=priority, key=key)


async def redraw_call(
    work: Work, whistle: Whistle, call: WhistleCall, at: datetime, *, first: bool = False, urgent: bool = False
) -> None:
    """The department's card, what whoever whistled reads, and the card of the issue, as they are now."""
    priority = (Priority.URGENT if urgent else Priority.PING) if first else Priority.CARD
    await to_department(work, Kind.WHISTLE_CARD, whistle, call, at, priority=priority, card=True)
    await redraw_whistle(work, whistle, at)


async def redraw_whistle(work: Work, whistle: Whistle, at: datetime) -> None:
    """The same without a department's card."""
    to = await whistler(whistle, at, work)
    tell(
        work,
        Kind.WHISTLE_MINE,
        whistle,
        at,
        person_id=to,
        priority=Priority.CARD,
        key=f"whistle-mine:{whistle.id}:{to}",
    )
    if whistle.issue_id is not None:
        await redraw(work, await work.issue(whistle.issue_id), at)


async def tell_residents(work: Work, whistle: Whistle, at: datetime, what: News, *calls: WhistleCall) -> None:
    """Who was called, that they came, what was done: to everybody who reported it."""
    if whistle.issue_id is None:
        return
    issue = await work.issue(whistle.issue_id)
    data = Calls(whistle=whistle.id, calls=tuple(one.id for one in calls), what=what)
    for person_id in issue.reporters:
        tell_person(work, Kind.WHISTLE_NEWS, person_id, at, Priority.RESIDENT, issue=issue, data=data)


def note(
    whistle: Whistle,
    action: str,
    at: datetime,
    work: Work,
    *,
    call: WhistleCall | None = None,
    by: int | None = None,
    post: Post | None = None,
    chat_id: int | None = None,
    text: str = "",
    data: Data = NOTHING,
) -> Entry:
    """A line on the whistle's timeline."""
    entry = write_about(
        whistle.subject,
        action,
        at,
        work,
        person_id=by,
        post_id=post.id if post else None,
        chat_id=chat_id,
        text=text,
        data=of_call(call) if call is not None else data,
    )
    work.changed(whistle)
    return entry


HERE, DONE, FOLLOWED = "whistle_here", "whistle_done", "whistle_followed"
"""Lines of the issue's own timeline: a department came; what it did was accepted; it is back under a new number."""


async def note_on_issue(whistle: Whistle, action: str, at: datetime, work: Work, text: str) -> None:
    """The same on the timeline of its issue, for the resident to read: the department's name, and nobody's."""
    if whistle.issue_id is None:
        return
    issue = await work.issue(whistle.issue_id)
    write_line(issue, action, at, work, text=text, data=Whistled(whistle=whistle.id))
    work.changed(issue)
