"""Which group belongs to which area: tying, untying, and groups that the bot was removed from."""

from datetime import datetime

from casework.audited import Bound, GroupLost
from casework.frozen import frozen
from casework.messages import Kind, Priority, tell_person
from casework.model.audited import Audited
from casework.model.chats import Audience, Chat, Outside
from casework.model.people import Post, Role
from casework.model.places import Area
from casework.neighbourhood.people import OfPerson
from casework.neighbourhood.record import administrators_over, managers_of, record
from casework.neighbourhood.rights import MANAGERS, of_everything
from casework.ports import Work
from casework.refusals import NotFound, NotYours
from casework.told import LeftGroup, Unbound

BINDERS = MANAGERS | {Role.ADMIN}
"""Who may tie groups to what lies under their own area."""


async def binding_posts(person_id: int, work: Work) -> list[Post]:
    """The posts in which the person may tie groups. Raises NotYours without one."""
    posts = [post for post in await work.posts_of(person_id) if post.role in BINDERS]
    if not posts:
        raise NotYours(action=None, roles=BINDERS)
    return posts


async def may_bind(person_id: int, area: Area, work: Work) -> None:
    """Raises NotYours when the area is not under one of the person's posts."""
    if not any(of_everything(post) or post.area_id in area.line for post in await binding_posts(person_id, work)):
        raise NotYours(action=None, roles=BINDERS)


@frozen(kw_only=True)
class InChat(OfPerson):
    """In a group, or in a topic of one."""

    address: str
    thread: int | None


@frozen(kw_only=True)
class Bind(InChat):
    """Tie it to the area."""

    area_id: int
    audience: Audience
    title: str
    department_id: int | None = None


async def bind(command: Bind, work: Work) -> Chat:
    """Tie the group to the area. Raises NotFound; NotYours without the right over the area, and over the one to which
    the group (or, for a topic, the group around it) belongs now: nobody takes another community's group away."""
    area = await work.area(command.area_id)
    await may_bind(command.by, area, work)
    old = await work.chat_at(command.address, command.thread)
    if old is not None:
        await may_bind(command.by, await work.area(old.area_id), work)
    if command.department_id is not None and (await work.department(command.department_id)).area_id != area.id:
        raise NotFound
    chat = await work.bind_chat(
        command.address,
        command.thread,
        area.id,
        command.audience,
        command.title,
        command.at,
        command.department_id if command.audience is Audience.DEPARTMENT else None,
    )
    if chat.listens_at is not None:  # whoever ties it anew has not switched that on
        chat.listens_at = None
        work.changed(chat)
    bound = Bound(area=area.code, audience=chat.audience)
    record(work, Audited.BOUND, command.at, by=command.by, chat_id=chat.id, area_id=area.id, data=bound)
    return chat


async def bound_here(command: InChat, work: Work) -> Chat:
    """What is bound exactly here, for somebody who may untie it. Raises NotFound, NotYours."""
    chats = await work.chats_at(command.address)
    chat = next((chat for chat, thread in chats if thread == command.thread), None)
    if chat is None:
        raise NotFound
    await may_bind(command.by, await work.area(chat.area_id), work)
    return chat


async def unbind(command: InChat, work: Work) -> Chat:
    """Untie it; the other managers of the area are told. Raises NotFound, NotYours."""
    chat = await bound_here(command, work)
    await untie(chat, command.address, command.thread, command.by, command.at, work)
    return chat


async def untie(
    chat: Chat, address: str, thread: int | None, by: int | None, at: datetime, work: Work, *, gone: bool = False
) -> None:
    """The same, whoever may have said so. `by` None: the command line, or Telegram (`gone`: we are not in it)."""
    await work.unbind_chat(address, thread)
    record(work, Audited.UNBOUND, at, by=by, chat_id=chat.id, area_id=chat.area_id, data=GroupLost(gone=gone))
    for person_id in await managers_of(await work.area(chat.area_id), work):
        if person_id != by:
            data = Unbound(chat_id=chat.id, gone=gone)
            tell_person(work, Kind.CHAT_UNBOUND, person_id, at, Priority.NOTICE, data=data)


async def gone(address: str, at: datetime, work: Work) -> list[Chat]:
    """The bot was removed from the group: whatever was bound there is not any more, and the managers are told."""
    chats = await work.chats_at(address)
    for chat, thread in chats:
        await untie(chat, address, thread, None, at, work, gone=True)
    return [chat for chat, _ in chats]


async def went(address: str, person_id: int, at: datetime, work: Work, *, out: bool) -> None:
    """Somebody left the group or was removed from it, or is in it (again). A seat belongs to the post: whoever left the
    staff's group keeps it, and those who look after the area hear that."""
    for chat, _ in await work.chats_at(address):
        known = await work.outside(chat.id, person_id)
        if out and known is None:
            work.add(Outside(chat_id=chat.id, person_id=person_id, at=at))
            await _still_sits(chat, person_id, at, work)
        elif not out and known is not None:
            work.remove(known)


async def _still_sits(chat: Chat, person_id: int, at: datetime, work: Work) -> None:
    if chat.audience is not Audience.STAFF:
        return
    posts = [one for one in await work.posts_of(person_id) if await _works_in(one, chat, work)]
    if not posts:
        return
    managers = [one for one in await managers_of(await work.area(chat.area_id), work) if one != person_id]
    above = () if managers else await administrators_over(posts[0], work)
    admins = dict.fromkeys(one.person_id for one in above if one.person_id != person_id)
    for told in (*managers, *admins):
        data = LeftGroup(post_id=posts[0].id, chat_id=chat.id, person_id=person_id)
        tell_person(work, Kind.LEFT_GROUP, told, at, Priority.NOTICE, data=data)


async def _works_in(post: Post, chat: Chat, work: Work) -> bool:
    """Whether the post is in the area of the group; whoever looks after more than that need not be in it."""
    if post.estate_id is not None:
        return any(chat.area_id in one.line for one in await work.areas_of_estate(post.estate_id))
    return post.area_id is not None and chat.area_id in (await work.area(post.area_id)).line
