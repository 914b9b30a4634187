"""What a bot may know and change about a chat: information, pins, invite links."""

from __future__ import annotations

import secrets

from sandbox import views
from sandbox.botapi.call import Call, method
from sandbox.errors import Json, bad_request
from sandbox.files import is_image
from sandbox.model import Chat, chat_photo


@method("getChat")
def get_chat(call: Call) -> Json:
    chat = call.chat("read")
    world = call.world
    body = views.chat_json(world, chat) | {
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(
            ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
        ),
    }
    if chat.username:
        body["active_usernames"] = [chat.username]
    photo = chat.photo if chat.type != "private" else next(iter(world.users[chat.id].photos), None)
    if photo:
        body["photo"] = chat_photo(photo)
    if chat.description:
        body["description"] = chat.description
    if chat.linked is not None:
        body["linked_chat_id"] = chat.linked.id
    if chat.is_group:
        body["permissions"] = dict(chat.permissions)
    if chat.invite_link and call.me(chat).is_admin:
        body["invite_link"] = chat.invite_link
    if chat.pinned and chat.pinned[-1] in chat.messages:
        body["pinned_message"] = views.message_json(world, chat.messages[chat.pinned[-1]], nested=True)
    return body


@method("setChatTitle")
def set_chat_title(call: Call) -> bool:
    chat = _group(call)
    call.need_right(chat, "can_change_info", "change chat title")
    title = call.string("title").strip()
    if not 1 <= len(title) <= 128:
        raise bad_request("title must be non-empty")
    if title != chat.title:
        chat.title = title
        call.world.service(chat, {"new_chat_title": title}, call.bot.id)
        call.world.emit("chat", chat=views.chat_json(call.world, chat))
    return True


@method("setChatDescription")
def set_chat_description(call: Call) -> bool:
    chat = _group(call)
    call.need_right(chat, "can_change_info", "set chat description")
    description = call.string("description")
    if description == (chat.description or ""):
        raise bad_request("chat description is not modified")
    chat.description = description or None
    return True


@method("setChatPhoto")
def set_chat_photo(call: Call) -> bool:
    chat = _group(call)
    call.need_right(chat, "can_change_info", "change chat photo")
    name = call.string("photo")
    upload = call.upload(name[9:] if name.startswith("attach://") else "photo")
    if upload is None:
        raise bad_request("photo must be uploaded as a file" if name else "there is no photo in the request")
    if not is_image(upload.data):
        raise bad_request("IMAGE_PROCESS_FAILED")
    call.world.set_photo(chat, call.world.files.photo(upload.data)["photo"], call.bot.id)
    return True


@method("deleteChatPhoto")
def delete_chat_photo(call: Call) -> bool:
    chat = _group(call)
    call.need_right(chat, "can_change_info", "delete chat photo")
    if chat.photo is None:
        raise bad_request("CHAT_NOT_MODIFIED")
    call.world.set_photo(chat, None, call.bot.id)
    return True


@method("setChatPermissions")
def set_chat_permissions(call: Call) -> bool:
    chat = _group(call)
    call.need_right(chat, "can_restrict_members", "change chat permissions")
    permissions = call.structure("permissions", "permissions")
    if not isinstance(permissions, dict):
        raise bad_request("object expected as permissions")
    chat.permissions = {name: bool(permissions.get(name)) for name in chat.permissions}
    return True


def _group(call: Call) -> Chat:
    chat = call.chat()
    if chat.type == "private":
        raise bad_request("can't change private chat title")
    return chat


def _may_pin(call: Call, chat: Chat) -> None:
    me = call.me(chat)
    if chat.type == "private" or me.may("can_pin_messages") or (chat.type == "channel" and me.may("can_edit_messages")):
        return
    raise bad_request("not enough rights to manage pinned messages in the chat")


@method("pinChatMessage")
def pin_chat_message(call: Call) -> bool:
    chat = call.chat()
    message = call.message(chat, "message to pin")
    _may_pin(call, chat)
    if message.service:
        raise bad_request("message can't be pinned")
    call.world.pin(message, call.bot.id, call.flag("disable_notification"))
    return True


@method("unpinChatMessage")
def unpin_chat_message(call: Call) -> bool:
    chat = call.chat()
    _may_pin(call, chat)
    number = call.integer("message_id") or (chat.pinned[-1] if chat.pinned else 0)
    if number not in chat.messages:
        raise bad_request("message to unpin not found")
    if number in chat.pinned:
        call.world.unpin(chat, number)
    return True


@method("unpinAllChatMessages")
def unpin_all_chat_messages(call: Call) -> bool:
    chat = call.chat()
    _may_pin(call, chat)
    for number in list(chat.pinned):
        call.world.unpin(chat, number)
    return True


def _invite_link(call: Call, chat: Chat) -> str:
    if chat.type == "private":
        raise bad_request("can't invite members to a private chat")
    call.need_right(chat, "can_invite_users", "manage chat invite link")
    return f"https://t.me/+{secrets.token_urlsafe(12)}"


@method("exportChatInviteLink")
def export_chat_invite_link(call: Call) -> str:
    chat = call.chat()
    chat.invite_link = _invite_link(call, chat)
    return chat.invite_link


@method("createChatInviteLink")
def create_chat_invite_link(call: Call) -> Json:
    chat = call.chat()
    link: Json = {
        "invite_link": _invite_link(call, chat),
        "creator": call.bot.user.as_json(),
        "creates_join_request": call.flag("creates_join_request"),
        "is_primary": False,
        "is_revoked": False,
    }
    if call.has("name"):
        link["name"] = call.string("name")
    for key in ("expire_date", "member_limit"):
        if call.has(key):
            link[key] = call.integer(key)
    return link
