"""Mini Apps: what Telegram hands to a page that it opens for somebody (core.telegram.org/bots/webapps).

The page gets it in the fragment of its address, as the apps do it: initData signed with the bot's token, the theme, the
platform, the version. A key under the input field says nobody's name: Telegram signs nothing there.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from urllib.parse import quote, urlencode

from sandbox.errors import Json, Refused, bad_request
from sandbox.model import Bot, User
from sandbox.world import World

VERSION = "9.6"
"""Of the Mini Apps' interface."""
THEMES: dict[str, Json] = {
    "light": {
        "bg_color": "#ffffff",
        "text_color": "#000000",
        "hint_color": "#707579",
        "link_color": "#3390ec",
        "button_color": "#3390ec",
        "button_text_color": "#ffffff",
        "secondary_bg_color": "#f4f4f5",
        "header_bg_color": "#ffffff",
        "accent_text_color": "#3390ec",
        "section_bg_color": "#ffffff",
        "section_header_text_color": "#707579",
        "subtitle_text_color": "#707579",
        "destructive_text_color": "#e53935",
    },
    "dark": {
        "bg_color": "#212121",
        "text_color": "#ffffff",
        "hint_color": "#aaaaaa",
        "link_color": "#8774e1",
        "button_color": "#8774e1",
        "button_text_color": "#ffffff",
        "secondary_bg_color": "#0f0f0f",
        "header_bg_color": "#212121",
        "accent_text_color": "#8774e1",
        "section_bg_color": "#212121",
        "section_header_text_color": "#aaaaaa",
        "subtitle_text_color": "#aaaaaa",
        "destructive_text_color": "#e53935",
    },
}
"""As Telegram Web has them."""


def check_url(url: str, what: str, world: World) -> None:
    """Telegram takes https:// only; its test servers take http:// too. Raises BotApiError."""
    if not url.startswith(("https://", "http://") if world.http_apps else "https://"):
        raise bad_request(f"{what} is invalid: Only HTTPS links are allowed")


def init_data(world: World, bot: Bot, user: User, **more: str) -> str:
    """What is signed: who opened it, and when. `more`: further fields, such as start_param."""
    shown = {key: value for key, value in user.as_json().items() if key != "is_bot"}
    fields = {
        "query_id": _query_id(world),
        "user": json.dumps(shown | {"allows_write_to_pm": True}, ensure_ascii=False, separators=(",", ":")),
        "auth_date": str(int(world.now())),
        **more,
    }
    fields["signature"] = _base64(hashlib.sha512(fields["query_id"].encode()).digest())
    return urlencode(fields | {"hash": signed(fields, bot.token)}, quote_via=quote)


def signed(fields: dict[str, str], token: str) -> str:
    """The hash that goes with these fields."""
    key = hmac.digest(b"WebAppData", token.encode(), "sha256")
    return hmac.digest(key, "\n".join(sorted(f"{k}={v}" for k, v in fields.items())).encode(), "sha256").hex()


def _query_id(world: World) -> str:
    return _base64(int(world.number()).to_bytes(18, "little"))


def _base64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def opened(world: World, bot_id: int | None, user_id: int, url: str, body: Json, *, known: bool = True) -> str:
    """The address with which an app opens a page. `known`: the page is told who it is. Raises Refused."""
    theme = str(body.get("theme", "light"))
    if theme not in THEMES:
        raise Refused(f"theme must be one of {', '.join(THEMES)}")
    handed = {
        "tgWebAppVersion": VERSION,
        "tgWebAppPlatform": str(body.get("platform", "weba")),
        "tgWebAppThemeParams": json.dumps(THEMES[theme], separators=(",", ":")),
    }
    if known:
        data = init_data(world, world.bot(bot_id or 0), world.user(user_id))
        handed = {"tgWebAppData": data, **handed}
    address, _, fragment = url.partition("#")
    return f"{address}#{fragment}{'&' if fragment else ''}{urlencode(handed, quote_via=quote)}"


def menu_button(bot: Bot, user_id: int) -> Json:
    """The button beside the input field in a private chat."""
    button: Json = bot.menu_buttons.get(user_id) or bot.menu_buttons.get(0, {"type": "commands"})
    return button


def press_menu(world: World, user_id: int, body: Json) -> Json:
    """The button beside the input field. Raises Refused where it only shows the commands."""
    bot = world.bot(int(body["bot"]))
    button = menu_button(bot, user_id)
    if button["type"] != "web_app":
        raise Refused("the menu button shows the commands", 409)
    return {"app": opened(world, bot.id, user_id, button["web_app"]["url"], body)}
