"""Who is in a chat, and what a bot may do to them."""

from __future__ import annotations

from sandbox.botapi.call import Call, method
from sandbox.errors import Json, bad_request
from sandbox.model import ADMIN_RIGHTS, CHANNEL_RIGHTS, GROUP_RIGHTS, PERMISSIONS, Chat, Member, User

SHORTEST_BAN = 30
LONGEST_BAN = 366 * 86_400
"""Seconds; shorter or longer is for ever (Bot API, banChatMember)."""
OLD_PERMISSIONS = ("audios", "documents", "photos", "videos", "video_notes", "voice_notes")


def _user(call: Call) -> User:
    user = call.world.users.get(call.integer("user_id"))
    if user is None:
        raise bad_request("invalid user_id specified" if not call.integer("user_id") else "user not found")
    return user


def lapse(call: Call, chat: Chat, user: User) -> Member:
    """What somebody is now: a restriction or ban whose time is over has gone."""
    member = chat.member(user.id)
    if member.until_date and member.until_date <= call.world.now():
        over = Member("member") if member.status == "restricted" and member.is_member else Member("left")
        chat.members[user.id] = member = over
    return member


def _listed(call: Call, chat: Chat, user: User) -> Json:
    member = lapse(call, chat, user)
    if member.status == "administrator":
        member.can_be_edited = user.id != call.bot.id and call.me(chat).may("can_promote_members")
    return member.as_json(user, chat.type)


@method("getChatMember")
def get_chat_member(call: Call) -> Json:
    chat = call.chat("read")
    user = _user(call)
    if chat.type == "private":
        if user.id not in (chat.id, call.bot.id):
            raise bad_request("user not found")
        return Member("member").as_json(user, "private")
    if user.id not in chat.members and not _known(call, user):
        raise bad_request("member not found")
    return _listed(call, chat, user)


def _known(call: Call, user: User) -> bool:
    """Has the bot ever met this user?"""
    shared = any(call.bot.id in c.members and user.id in c.members for c in call.world.chats.values())
    return shared or (call.bot.id, user.id) in call.world.private


@method("getChatAdministrators")
def get_chat_administrators(call: Call) -> list[Json]:
    chat = call.chat("read")
    if chat.type == "private":
        raise bad_request("there are no administrators in the private chat")
    users = call.world.users
    admins = [users[number] for number, member in chat.members.items() if member.is_admin]
    # Telegram leaves out other bots, unless it is asked for them.
    others = call.flag("return_bots")
    return [_listed(call, chat, user) for user in admins if others or not user.is_bot or user.id == call.bot.id]


@method("getChatMemberCount", "getChatMembersCount")
def get_chat_member_count(call: Call) -> int:
    chat = call.chat("read")
    return 2 if chat.type == "private" else len(chat.live_members())


@method("leaveChat")
def leave_chat(call: Call) -> bool:
    chat = call.chat()
    if chat.type == "private":
        raise bad_request("chat member status can't be changed in private chats")
    call.world.leave(chat, call.bot.id, call.bot.id)
    return True


def _other(call: Call, chat: Chat) -> User:
    """Somebody whom the bot may restrict."""
    if chat.type == "private":
        raise bad_request("chat member status can't be changed in private chats")
    user = _user(call)
    if user.id == call.bot.id:
        raise bad_request("can't restrict self")
    call.need_right(chat, "can_restrict_members", "restrict/unrestrict chat member")
    member = chat.member(user.id)
    if member.status == "creator":
        raise bad_request("can't remove chat owner")
    if member.status == "administrator":
        raise bad_request("user is an administrator of the chat")
    return user


def _until(call: Call) -> int:
    until = call.integer("until_date")
    left = until - call.world.now()
    return until if SHORTEST_BAN <= left <= LONGEST_BAN else 0


@method("banChatMember", "kickChatMember")
def ban_chat_member(call: Call) -> bool:
    chat = call.chat()
    user = _other(call, chat)
    call.world.leave(chat, user.id, call.bot.id, Member("kicked", until_date=_until(call)))
    return True


@method("unbanChatMember")
def unban_chat_member(call: Call) -> bool:
    chat = call.chat()
    if chat.type == "group":
        raise bad_request("method is available for supergroup and channel chats only")
    if call.flag("only_if_banned") and chat.member(call.integer("user_id")).status != "kicked":
        return True
    user = _other(call, chat)
    call.world.leave(chat, user.id, call.bot.id)
    return True


@method("restrictChatMember")
def restrict_chat_member(call: Call) -> bool:
    chat = call.chat()
    if chat.type != "supergroup":
        raise bad_request("method is available only for supergroups")
    user = _other(call, chat)
    asked = call.structure("permissions", "permissions")
    if not isinstance(asked, dict):
        raise bad_request("object expected as permissions")
    rights = {name: bool(asked.get(name)) for name in PERMISSIONS}
    if not call.flag("use_independent_chat_permissions") and rights["can_send_other_messages"]:
        rights |= dict.fromkeys((f"can_send_{name}" for name in OLD_PERMISSIONS), True) | {"can_send_messages": True}
    inside = chat.member(user.id).inside
    if inside and all(rights.values()):
        call.world.set_member(chat, user.id, Member("member"), call.bot.id)
    else:
        new = Member("restricted", rights, until_date=_until(call), is_member=inside)
        call.world.set_member(chat, user.id, new, call.bot.id)
    return True


@method("promoteChatMember")
def promote_chat_member(call: Call) -> bool:
    chat = call.chat()
    if chat.type == "private":
        raise bad_request("chat member status can't be changed in private chats")
    user = _user(call)
    if user.id == call.bot.id:
        raise bad_request("can't promote self")
    call.need_right(chat, "can_promote_members", "promote chat member")
    member = chat.member(user.id)
    if member.status == "creator":
        raise bad_request("can't remove chat owner")
    if not member.inside:
        raise bad_request("USER_NOT_PARTICIPANT")
    names = (*ADMIN_RIGHTS, *GROUP_RIGHTS, *CHANNEL_RIGHTS)
    rights = {name: call.flag(name) for name in names if call.has(name)}
    me = call.me(chat)
    if any(wanted and me.status != "creator" and not me.rights.get(name) for name, wanted in rights.items()):
        raise bad_request("RIGHT_FORBIDDEN")
    if any(rights.values()):
        new = Member("administrator", {**rights, "can_manage_chat": True}, can_be_edited=True)
    else:
        new = Member("member")
    call.world.set_member(chat, user.id, new, call.bot.id)
    return True


@method("setChatAdministratorCustomTitle")
def set_custom_title(call: Call) -> bool:
    chat = call.chat()
    if chat.type != "supergroup":
        raise bad_request("method is available only for supergroups")
    member = chat.member(_user(call).id)
    if member.status == "creator":
        raise bad_request("only the owner can edit their custom title")
    if member.status != "administrator":
        raise bad_request("user is not an administrator")
    call.need_right(chat, "can_promote_members", "change custom title of the user")
    title = call.string("custom_title")
    if len(title) > 16:
        raise bad_request("CUSTOM_TITLE_INVALID")
    member.custom_title = title or None
    return True
