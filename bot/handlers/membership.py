"""Being added, restricted, removed or blocked; a group that became a supergroup."""

from telegram import ChatMember, ChatMemberAdministrator, ChatMemberRestricted, Update
from telegram.ext import BaseHandler, ChatMemberHandler, MessageHandler, filters

from bot.incoming.context import Context
from bot.incoming.turn import Turn
from bot.views.rights import CANNOT_WRITE, NO_PHOTOS, SEES_LITTLE, changed, welcome
from bot.views.view import View, esc

OUT = frozenset({ChatMember.LEFT, ChatMember.BANNED})


async def membership(update: Update, context: Context) -> None:
    """my_chat_member: privately whether we may write; in a group what we may do and see there."""
    turn, change = context.turn, update.my_chat_member
    assert change is not None
    if turn.private:
        _reachable(turn, change.new_chat_member.status not in OUT)
        return
    if change.new_chat_member.status in OUT:
        return
    lacking = missing(change.new_chat_member, sees_all=bool(context.bot.can_read_all_group_messages))
    name = context.bot.username
    added = change.old_chat_member.status in OUT
    text = welcome(lacking, name, turn.tr) if added else changed(lacking, name, turn.tr)
    await _tell(turn, text, here=CANNOT_WRITE not in lacking)


def _reachable(turn: Turn, reachable: bool) -> None:
    """Blocked: the next person is asked; let in again: he or she is asked again."""
    person = turn.person
    if person is not None and person.reachable != reachable and (person.consent_at is not None or not reachable):
        person.reachable = reachable
        turn.work.changed(person)


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
    MessageHandler(filters.ChatType.GROUPS & filters.StatusUpdate.MIGRATE & filters.UpdateType.MESSAGE, moved),
]
