"""reply_markup: inline keyboards and the keyboard under the input field, checked as Telegram checks them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from sandbox import apps
from sandbox.botapi.call import Call
from sandbox.errors import Json, bad_request
from sandbox.model import Chat
from sandbox.world import World

CALLBACK_DATA_LIMIT = 64
"""Bytes."""
BUTTON_LIMIT = 100
"""Buttons of one inline keyboard."""
_KINDS = (
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
)


@dataclass(frozen=True)
class Markup:
    """What reply_markup asked for: at most one of both."""

    inline: Json | None = None
    keyboard: Json | None = None
    """A ReplyKeyboardMarkup, ReplyKeyboardRemove or ForceReply."""


def reply_markup(call: Call, chat: Chat | None, name: str = "reply_markup") -> Markup:
    """The parameter, checked. Raises BotApiError."""
    value = call.structure(name, "reply keyboard markup")
    if value is None or value == {}:
        return Markup()
    if not isinstance(value, dict):
        raise bad_request("object expected as reply markup")
    private = chat is None or chat.type == "private"
    if "inline_keyboard" in value:
        return Markup(inline=_inline(value["inline_keyboard"], private, call.world))
    if "keyboard" in value:
        rows = [[_key(key, private, call.world) for key in row] for row in _rows(value["keyboard"], "keyboard")]
        return Markup(keyboard={**value, "keyboard": [row for row in rows if row]})
    if value.get("remove_keyboard") or value.get("force_reply"):
        return Markup(keyboard=value)
    return Markup()


def _rows(value: Any, field: str) -> list[list[Any]]:
    if not isinstance(value, list) or any(not isinstance(row, list) for row in value):
        owner = " of the InlineKeyboardMarkup" if field == "inline_keyboard" else ""
        raise bad_request(f'field "{field}"{owner} must be an Array of Arrays')
    return value


def _inline(value: Any, private: bool, world: World) -> Json | None:
    rows = [[_button(button, private, world) for button in row] for row in _rows(value, "inline_keyboard")]
    rows = [row for row in rows if row]
    if sum(len(row) for row in rows) > BUTTON_LIMIT:
        raise bad_request("reply markup is too long")
    return {"inline_keyboard": rows} if rows else None


def _button(button: Any, private: bool, world: World) -> Json:
    problem = "can't parse inline keyboard button: "
    if not isinstance(button, dict):
        raise bad_request(problem + "InlineKeyboardButton must be an Object")
    text = button.get("text")
    if text is None:
        raise bad_request(problem + 'Can\'t find field "text"')
    if not isinstance(text, str):
        raise bad_request(problem + 'Field "text" must be of type String')
    kinds = (k for k in _KINDS if button.get(k) not in (None, "") or (k.startswith("switch") and k in button))
    kind = next(kinds, None)
    if kind is None:
        raise bad_request(problem + "Text buttons are unallowed in the inline keyboard")
    if not text.strip():
        raise bad_request("BUTTON_TEXT_INVALID")
    if kind == "callback_data" and not 1 <= len(str(button[kind]).encode()) <= CALLBACK_DATA_LIMIT:
        raise bad_request("BUTTON_DATA_INVALID")
    if kind == "url":
        check_url(str(button["url"]), "URL")
    if kind == "web_app":
        if not private:
            raise bad_request("BUTTON_TYPE_INVALID")
        _check_web_app(button["web_app"], "inline keyboard button", world)
    kept = {"text": text, kind: button[kind]}
    return kept | {key: button[key] for key in ("style", "icon_custom_emoji_id") if button.get(key)}


def _check_web_app(value: Any, what: str, world: World) -> None:
    url = str(value.get("url", "")) if isinstance(value, dict) else ""
    apps.check_url(url, f"{what} Web App URL '{url}'", world)


def check_url(url: str, name: str) -> None:
    """What a button may link to: tg:, or a web address whose host has a dot."""
    full = url if "://" in url or url.startswith(("tg:", "mailto:", "tel:")) else f"http://{url}"
    parts = urlsplit(full)
    if parts.scheme in ("http", "https"):
        if "." not in (parts.hostname or "") or " " in full:
            raise bad_request(f"inline keyboard button {name} '{url}' is invalid: Wrong HTTP URL")
    elif parts.scheme not in ("tg", "ton", "tonsite"):
        raise bad_request(f"inline keyboard button {name} '{url}' is invalid: Unsupported URL protocol")


def _key(key: Any, private: bool, world: World) -> Json:
    if isinstance(key, str):
        return {"text": key}
    problem = "can't parse keyboard button: "
    if not isinstance(key, dict):
        raise bad_request(problem + "KeyboardButton must be a String or an Object")
    if not isinstance(key.get("text"), str):
        raise bad_request(problem + 'Can\'t find field "text"')
    if not private:
        if key.get("request_location"):
            raise bad_request("location can be requested in private chats only")
        if key.get("request_contact"):
            raise bad_request("phone number can be requested in private chats only")
        if key.get("web_app"):
            raise bad_request("web App buttons can be used in private chats only")
    if key.get("web_app"):
        _check_web_app(key["web_app"], "keyboard button", world)
    return key
