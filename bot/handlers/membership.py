"""Being added, restricted, removed or blocked; a group that became a supergroup."""

from collections.abc import Iterable

from telegram import Chat, ChatMember, ChatMemberAdministrator, ChatMemberRestricted, Update, User
from telegram.ext import BaseHandler, ChatMemberHandler, MessageHandler, filters

from bot.flows.admin.bind import added
from bot.flows.around import of_me
from bot.incoming.context import Context
from bot.incoming.turn import Turn
from bot.views.rights import CANNOT_WRITE, NO_PHOTOS, NOT_LISTENING, SEES_LITTLE, changed
from bot.views.view import View, esc
from casework.neighbourhood.binding import gone, went
from casework.neighbourhood.people import reached
from casework.whistle import calling

CAME_OR_LEFT = filters.StatusUpdate.LEFT_CHAT_MEMBER | filters.StatusUpdate.NEW_CHAT_MEMBERS
OUT = frozenset({ChatMember.LEFT, ChatMember.BANNED})


async def membership(update: Update, context: Context) -> None:
    """my_chat_member: privately whether we may write; in a group what we may do and see there."""
    turn, change = context.turn, update.my_chat_member
    assert change is not None
    out = change.new_chat_member.status in OUT
    if turn.private:
        if turn.person is not None:
            await reached(of_me(turn), turn.work, reachable=not out)
            if out:
                await _deaf(turn)
        return
    if change.chat.type == Chat.CHANNEL:
        return  # its readers are not asked to do anything
    if out:
        for chat in await gone(turn.address, turn.at, turn.work):
            if chat.department_id is not None:
                await calling.lost(chat.department_id, turn.at, turn.work)
        return
    turn.overheard.ear(turn.address).sees_at = None
    lacking = missing(change.new_chat_member, sees_all=bool(context.bot.can_read_all_group_messages))
    name = context.bot.username
    new = change.old_chat_member.status in OUT
    text = await added(turn, lacking) if new else changed(lacking, name, turn.tr)
    if SEES_LITTLE in lacking and any(chat.listens_at for chat, _ in await turn.work.chats_at(turn.address)):
        text = "\n\n".join((text, turn.tr.t(NOT_LISTENING)))
    await _tell(turn, text, here=CANNOT_WRITE not in lacking)


async def _deaf(turn: Turn) -> None:
    """An officer of a department blocked us: perhaps nobody there hears us any more."""
    departments = {post.department_id for post in await turn.work.posts_of(of_me(turn).by)}
    for department_id in sorted(one for one in departments if one is not None):
        await calling.lost(department_id, turn.at, turn.work)


def missing(member: ChatMember, *, sees_all: bool) -> list[str]:
    """What we lack in a group, by what Telegram says of us there and of our privacy mode."""
    lacking = []
    if isinstance(member, ChatMemberRestricted):
        if not member.can_send_messages:
            lacking.append(CANNOT_WRITE)
        if not member.can_send_photos:
            lacking.append(NO_PHOTOS)
    if not sees_all and not isinstance(member, ChatMemberAdministrator):
        lacking.append(SEES_LITTLE)
    return lacking


async def _tell(turn: Turn, text: str, *, here: bool) -> None:
    """In the group; where we may not write, privately to whoever changed it."""
    if here:
        turn.say(View(esc(text)))
    elif turn.person is not None and turn.person.reachable:
        address = await turn.work.address_of(turn.person.id)
        if address is not None:
            turn.say(View(esc(text)), address=address)


async def somebody(update: Update, context: Context) -> None:
    """chat_member, where we are an administrator: somebody came, left, or was removed."""
    change = update.chat_member
    assert change is not None
    member = change.new_chat_member
    out = member.status in OUT or (isinstance(member, ChatMemberRestricted) and not member.is_member)
    await _went(context.turn, [member.user], out=out)


async def came_or_left(update: Update, context: Context) -> None:
    """The line that every group shows when somebody comes or goes."""
    message = update.message
    assert message is not None
    if message.left_chat_member is not None:
        await _went(context.turn, [message.left_chat_member], out=True)
    await _went(context.turn, message.new_chat_members, out=False)


async def _went(turn: Turn, users: Iterable[User], *, out: bool) -> None:
    for user in users:
        person = None if user.is_bot else await turn.work.person_at(f"tg:{user.id}")
        if person is not None:
            await went(turn.address, person.id, turn.at, turn.work, out=out)


async def moved(update: Update, context: Context) -> None:
    """The group became a supergroup; Telegram says so twice, once in each."""
    message = update.message
    assert message is not None
    if message.migrate_to_chat_id is not None:
        await context.turn.work.move_chat(f"tg:{message.chat.id}", f"tg:{message.migrate_to_chat_id}")
    elif message.migrate_from_chat_id is not None:
        await context.turn.work.move_chat(f"tg:{message.migrate_from_chat_id}", f"tg:{message.chat.id}")


HANDLERS: list[BaseHandler] = [  # type: ignore[type-arg]
    ChatMemberHandler(membership, ChatMemberHandler.MY_CHAT_MEMBER),
    ChatMemberHandler(somebody, ChatMemberHandler.CHAT_MEMBER),
    MessageHandler(filters.ChatType.GROUPS & CAME_OR_LEFT & filters.UpdateType.MESSAGE, came_or_left),
    MessageHandler(filters.ChatType.GROUPS & filters.StatusUpdate.MIGRATE & filters.UpdateType.MESSAGE, moved),
]
