"""A bot's own settings."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.clients import Client, bad
from tests.sandbox.conftest import People


async def test_get_me(client: Client, people: People) -> None:
    """A bot knows its name and id."""
    me = await client.bot.get_me()
    assert (me.id, me.username, me.is_bot, me.can_join_groups) == (people.bot_id, "wei_bot", True, True)


async def test_commands_by_scope_and_language(client: Client, people: People) -> None:
    """People see the narrowest list that exists, in their language."""
    user = await people.starter(language_code="zh-hans")
    chat = await people.chat(owner=user)
    bot, types = client.bot, client.types()

    def command(name: str) -> Any:
        return types.BotCommand(command=name, description=name)

    private = types.BotCommandScopeAllPrivateChats()
    admins = types.BotCommandScopeChatAdministrators(chat_id=chat)
    await bot.set_my_commands([command("all")])
    await bot.set_my_commands([command("bao")], scope=private, language_code="zh")
    await bot.set_my_commands([command("bind")], scope=admins)

    async def menu(**where: int) -> list[str]:
        body = await people.get(f"/api/bots/{people.bot_id}/commands", **where)
        return [entry["command"] for entry in body["commands"]]

    assert await menu(user=user) == ["bao"]
    assert await menu(user=user, chat=chat) == ["bind"]
    other = await people.starter("Wang")
    assert await menu(user=other) == ["all"]
    assert [c.command for c in await bot.get_my_commands(scope=private, language_code="zh")] == ["bao"]
    assert await bot.delete_my_commands(scope=private, language_code="zh")
    assert list(await bot.get_my_commands(scope=private, language_code="zh")) == []
    assert await menu(user=user) == ["all"]


@pytest.mark.parametrize(
    ("command", "description", "words"),
    [
        ("报", "x", "BOT_COMMAND_INVALID"),
        ("Report", "x", "BOT_COMMAND_INVALID"),
        ("a", " ", "BOT_COMMAND_DESCRIPTION_INVALID"),
    ],
)
async def test_command_names_are_latin(
    client: Client, people: People, command: str, description: str, words: str
) -> None:
    """Commands are small Latin letters, digits and underscores, with a description."""
    entry = client.types().BotCommand(command=command, description=description)
    assert await client.refused(client.bot.set_my_commands([entry])) == bad(words)


async def test_name_and_descriptions(client: Client, people: People) -> None:
    """They are kept by language; too long ones are refused."""
    bot = client.bot
    await bot.set_my_name("微邻里", language_code="zh")
    await bot.set_my_description("d")
    await bot.set_my_short_description("s")
    assert (await bot.get_my_name(language_code="zh")).name == "微邻里"
    assert (await bot.get_my_name()).name == "Wei"
    assert (await bot.get_my_description()).description == "d"
    assert (await bot.get_my_short_description()).short_description == "s"
    assert (await client.refused(bot.set_my_name("x" * 65))).kind == "bad request"


async def test_menu_button(client: Client, people: People) -> None:
    """For one chat or by default; a Mini App needs HTTPS."""
    user, bot, types = await people.starter(), client.bot, client.types()
    app = types.MenuButtonWebApp(text="Board", web_app=types.WebAppInfo(url="https://a.cn/"))
    assert await bot.set_chat_menu_button(chat_id=user, menu_button=app)
    assert (await bot.get_chat_menu_button(chat_id=user)).text == "Board"
    assert (await bot.get_chat_menu_button()).type == "commands"
    plain = types.MenuButtonWebApp(text="Board", web_app=types.WebAppInfo(url="http://a.cn/"))
    refusal = await client.refused(bot.set_chat_menu_button(menu_button=plain))
    assert refusal == bad("menu button Web App URL is invalid: Only HTTPS links are allowed")


async def test_rights_and_photos(client: Client, people: People) -> None:
    """Default rights and (no) profile photos are parsed; log out and close answer."""
    bot = client.bot
    assert await bot.set_my_default_administrator_rights()
    assert (await bot.get_my_default_administrator_rights()).can_manage_chat is False
    assert (await bot.get_user_profile_photos(await people.add())).total_count == 0
    assert await bot.log_out()
