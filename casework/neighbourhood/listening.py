"""Reading along in a group: a manager of its area switches it on and off, for everybody to see (domain.md §7)."""

from casework.capabilities import Capability
from casework.frozen import frozen
from casework.model.audited import Audited
from casework.model.chats import Chat
from casework.model.places import Area
from casework.neighbourhood.binding import InChat, may_bind
from casework.neighbourhood.record import record
from casework.neighbourhood.rights import covers, of_everything
from casework.neighbourhood.switching import need
from casework.ports import Work
from casework.refusals import NotFound


@frozen(kw_only=True)
class Listen(InChat):
    """From now on, or no longer."""

    on: bool


async def listen(command: Listen, work: Work) -> Chat:
    """Switch it. What is so already stays so, without a line of record. Raises NotFound where the group is tied to no
    area, NotYours, SwitchedOff."""
    chat = await switchable(command, work)
    if command.on:
        need(Capability.READING_ALONG, (await work.area(chat.area_id)).line, command.at, work)
    if (chat.listens_at is not None) is not command.on:
        chat.listens_at = command.at if command.on else None
        work.changed(chat)
        what = Audited.LISTENING_ON if command.on else Audited.LISTENING_OFF
        record(work, what, command.at, by=command.by, chat_id=chat.id, area_id=chat.area_id)
    return chat


async def switchable(command: InChat, work: Work) -> Chat:
    """The group, for somebody who may switch it. Raises NotFound, NotYours."""
    chat = await work.chat_at(command.address, command.thread)
    if chat is None:
        raise NotFound
    await may_bind(command.by, await work.area(chat.area_id), work)
    return chat


async def serves(person_id: int, area: Area, work: Work) -> bool:
    """Whether the person holds a post of the area: over it, below it, or of an estate in it."""
    for post in await work.posts_of(person_id):
        if of_everything(post) or covers(post, area.line, area.estate_id):
            return True
        if post.area_id is not None and area.id in (await work.area(post.area_id)).line:
            return True
        if post.estate_id is not None and any(
            area.id in one.line for one in await work.areas_of_estate(post.estate_id)
        ):
            return True
    return False
