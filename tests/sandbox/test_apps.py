"""Mini Apps: where their buttons may be, and what is handed to the page."""

from __future__ import annotations

import hmac
import json
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest

from tests.sandbox.clients import Client, bad
from tests.sandbox.conftest import START, People

URL = "https://board.example.org/app"


def app_button(client: Client, url: str = URL) -> Any:
    """An inline keyboard with one button that opens a Mini App."""
    types = client.types()
    button = types.InlineKeyboardButton(text="Board", web_app=types.WebAppInfo(url=url))
    return types.InlineKeyboardMarkup(inline_keyboard=[[button]])


def app_key(client: Client, url: str = URL) -> Any:
    """The same under the input field."""
    types = client.types()
    return types.ReplyKeyboardMarkup(keyboard=[[types.KeyboardButton(text="Board", web_app=types.WebAppInfo(url=url))]])


def handed(address: str) -> dict[str, str]:
    """What stands in the fragment."""
    return {name: values[0] for name, values in parse_qs(urlsplit(address).fragment).items()}


def recomputed(data: str, token: str) -> str:
    """The hash as Telegram's documentation describes it, written once more."""
    lines = sorted(f"{key}={value}" for key, value in parse_qsl(data) if key != "hash")
    key = hmac.new(b"WebAppData", token.encode(), "sha256").digest()
    return hmac.new(key, "\n".join(lines).encode(), "sha256").hexdigest()


async def test_a_button_opens_a_page_that_is_told_who_it_is(client: Client, people: People) -> None:
    """An inline button and the menu button hand over initData that the bot's token signed, now, for this person."""
    user = await people.starter("小丽 & co", language_code="zh-hans")
    sent = await client.bot.send_message(user, "t", reply_markup=app_button(client))
    types = client.types()
    button = types.MenuButtonWebApp(text="Board", web_app=types.WebAppInfo(url=URL))
    await client.bot.set_chat_menu_button(chat_id=user, menu_button=button)
    press = {"chat": people.bot_id, "message": sent.message_id, "button": "Board", "theme": "dark"}
    inline = await people.post(f"/api/users/{user}/press", press)
    menu = await people.post(f"/api/users/{user}/menu", {"bot": people.bot_id})
    assert inline["app"].startswith(f"{URL}#")
    assert json.loads(handed(inline["app"])["tgWebAppThemeParams"])["bg_color"] == "#212121"
    queries = set()
    for address in (inline["app"], menu["app"]):
        data = handed(address)["tgWebAppData"]
        fields = dict(parse_qsl(data))
        assert fields["hash"] == recomputed(data, people.token)
        assert fields["auth_date"] == str(int(START))
        told = json.loads(fields["user"])
        assert (told["id"], told["first_name"], told["language_code"]) == (user, "小丽 & co", "zh-hans")
        queries.add(fields["query_id"])
    assert len(queries) == 2


async def test_a_key_says_nobodys_name(client: Client, people: People) -> None:
    """A Mini App opened from the keyboard under the input field gets no initData."""
    user = await people.starter()
    await client.bot.send_message(user, "t", reply_markup=app_key(client))
    opened = await people.post(f"/api/users/{user}/press", {"chat": people.bot_id, "button": "Board"})
    assert handed(opened["app"]).keys() == {"tgWebAppVersion", "tgWebAppPlatform", "tgWebAppThemeParams"}
    assert [one["text"] for one in await people.sees(user)] == ["/start", "t"]


async def test_the_menu_button_may_show_the_commands(people: People) -> None:
    """Where no Mini App hangs on it, nothing opens."""
    user = await people.starter()
    said = await people.refused("POST", f"/api/users/{user}/menu", {"bot": people.bot_id})
    assert said == "the menu button shows the commands"


@pytest.mark.parametrize(
    ("markup", "words"),
    [(app_button, "BUTTON_TYPE_INVALID"), (app_key, "web App buttons can be used in private chats only")],
)
async def test_not_in_groups(client: Client, people: People, markup: Any, words: str) -> None:
    """A group has no Mini Apps, neither under a message nor under the input field."""
    group = await people.chat(owner=await people.add())
    assert await client.refused(client.bot.send_message(group, "t", reply_markup=markup(client))) == bad(words)


async def test_only_https_but_with_test_servers(client: Client, people: People) -> None:
    """http:// is refused everywhere; with the setting of Telegram's test servers it is taken."""
    user, url = await people.starter(), "http://127.0.0.1:8080/app"
    types = client.types()
    menu = types.MenuButtonWebApp(text="Board", web_app=types.WebAppInfo(url=url))

    def attempts() -> list[Any]:
        return [
            client.bot.send_message(user, "t", reply_markup=app_button(client, url)),
            client.bot.send_message(user, "t", reply_markup=app_key(client, url)),
            client.bot.set_chat_menu_button(chat_id=user, menu_button=menu),
        ]

    only = "is invalid: Only HTTPS links are allowed"
    assert [await client.refused(one) for one in attempts()] == [
        bad(f"inline keyboard button Web App URL '{url}' {only}"),
        bad(f"keyboard button Web App URL '{url}' {only}"),
        bad(f"menu button Web App URL {only}"),
    ]
    await people.post("/api/http_apps", {"on": True})
    assert all([await one for one in attempts()])
