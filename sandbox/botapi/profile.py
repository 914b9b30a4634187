"""What a bot is, and how it shows itself: name, descriptions, commands, menu button."""

from __future__ import annotations

import re

from sandbox import apps
from sandbox.botapi.call import Call, method
from sandbox.errors import Json, bad_request
from sandbox.model import ADMIN_RIGHTS, CHANNEL_RIGHTS, GROUP_RIGHTS

COMMANDS = 100
"""How many a list may have."""
PHOTOS = 100
"""How many profile photos are given at once."""
_LIMITS = {"name": 64, "description": 512, "short_description": 120}


@method("getMe")
def get_me(call: Call) -> Json:
    return call.bot.user.as_json() | {
        "can_join_groups": True,
        "can_read_all_group_messages": call.bot.can_read_all,
        "supports_guest_queries": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": False,
        "allows_users_to_create_topics": False,
        "can_manage_bots": False,
        "supports_join_request_queries": False,
    }


@method("setMyName", "setMyDescription", "setMyShortDescription")
def set_text(call: Call) -> bool:
    key = _text_key(call)
    value = call.string(key)
    if len(value) > _LIMITS[key]:
        raise bad_request(f"bot {key.replace('_', ' ')} is too long")
    call.bot.texts[key, call.string("language_code")] = value
    if key == "name" and value and not call.string("language_code"):
        call.bot.user.first_name = value
    call.world.emit("bot", bot=call.bot.user.as_json())
    return True


@method("getMyName", "getMyDescription", "getMyShortDescription")
def get_text(call: Call) -> Json:
    key = _text_key(call)
    texts, language = call.bot.texts, call.string("language_code")
    default = call.bot.user.first_name if key == "name" else ""
    return {key: texts.get((key, language)) or texts.get((key, "")) or default}


def _text_key(call: Call) -> str:
    lowered = call.method.lower()[len("setMy") :]
    return {"name": "name", "description": "description", "shortdescription": "short_description"}[lowered]


# Commands

_SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
_CHAT_SCOPES = ("chat", "chat_administrators", "chat_member")


def _scope(call: Call) -> tuple[str, int, int, str]:
    scope = call.structure("scope", "BotCommandScope")
    language = call.string("language_code")
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad_request("invalid language code specified")
    if scope is None:
        return ("default", 0, 0, language)
    kind = scope.get("type") if isinstance(scope, dict) else None
    if kind in _SCOPES:
        return (kind, 0, 0, language)
    if kind not in _CHAT_SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    chat_id = str(scope.get("chat_id") or "")
    chat = Call(call.world, call.bot, call.method, {"chat_id": chat_id}).chat("read")
    user = int(scope.get("user_id") or 0)
    if kind == "chat_member" and not user:
        raise bad_request("can't parse BotCommandScope: invalid user_id specified")
    return (kind, chat.id, user, language)


@method("setMyCommands")
def set_my_commands(call: Call) -> bool:
    commands = call.structure("commands", "commands")
    if not isinstance(commands, list):
        raise bad_request("expected an Array of BotCommand")
    if len(commands) > COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    kept: list[Json] = []
    for command in commands:
        if not isinstance(command, dict):
            raise bad_request("can't parse BotCommand: expected an Object")
        name = str(command.get("command") or "").lstrip("/")
        description = str(command.get("description") or "").strip()
        if not re.fullmatch(r"[a-z0-9_]{1,32}", name):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(description) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        kept.append({"command": name, "description": description})
    call.bot.commands[_scope(call)] = kept
    call.world.emit("commands", bot=call.bot.id)
    return True


@method("getMyCommands")
def get_my_commands(call: Call) -> list[Json]:
    return call.bot.commands.get(_scope(call), [])


@method("deleteMyCommands")
def delete_my_commands(call: Call) -> bool:
    call.bot.commands.pop(_scope(call), None)
    call.world.emit("commands", bot=call.bot.id)
    return True


# Menu button and rights


@method("setChatMenuButton")
def set_chat_menu_button(call: Call) -> bool:
    button = call.structure("menu_button", "menu button") or {"type": "default"}
    kind = button.get("type") if isinstance(button, dict) else None
    if kind not in ("commands", "default", "web_app"):
        raise bad_request("can't parse menu button: MenuButton has unsupported type")
    if kind == "web_app":
        if not str(button.get("text") or "").strip():
            raise bad_request("can't parse menu button: Can't find field \"text\"")
        apps.check_url(str((button.get("web_app") or {}).get("url", "")), "menu button Web App URL", call.world)
    chat = call.chat("read").id if call.has("chat_id") else 0
    call.bot.menu_buttons[chat] = button
    call.world.emit("commands", bot=call.bot.id)
    return True


@method("getChatMenuButton")
def get_chat_menu_button(call: Call) -> Json:
    buttons = call.bot.menu_buttons
    default = buttons.get(0, {"type": "commands"})
    return buttons.get(call.chat("read").id, default) if call.has("chat_id") else default


@method("setMyDefaultAdministratorRights")
def set_default_rights(call: Call) -> bool:
    rights = call.structure("rights", "ChatAdministratorRights") or {}
    call.bot.default_rights[call.flag("for_channels")] = rights
    return True


@method("getMyDefaultAdministratorRights")
def get_default_rights(call: Call) -> Json:
    channels = call.flag("for_channels")
    names = (*ADMIN_RIGHTS, *(CHANNEL_RIGHTS if channels else GROUP_RIGHTS))
    rights = call.bot.default_rights.get(channels, {})
    return {name: bool(rights.get(name)) for name in names}


@method("getUserProfilePhotos")
def get_user_profile_photos(call: Call) -> Json:
    user = call.world.users.get(call.integer("user_id"))
    if user is None:
        raise bad_request("user not found")
    begin, limit = max(0, call.integer("offset")), call.integer("limit", PHOTOS)
    limit = limit if 1 <= limit <= PHOTOS else PHOTOS
    return {"total_count": len(user.photos), "photos": user.photos[begin : begin + limit]}
