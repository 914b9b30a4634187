"""Pressed buttons and their answers."""

from __future__ import annotations

import asyncio
from typing import Any

from tests.sandbox.clients import Client, bad
from tests.sandbox.conftest import Inbox, People

TOO_OLD = bad("query is too old and response timeout expired or query ID is invalid")


async def pressed(people: People, inbox: Inbox, user: int, **body: Any) -> tuple[Any, asyncio.Task[Any]]:
    """Somebody presses; the callback query, and the press that waits for its answer."""
    press = asyncio.create_task(people.post(f"/api/users/{user}/press", {"chat": people.bot_id, **body}))
    while True:
        for update in await inbox.read():
            if update.callback_query:
                return update.callback_query, press
        await asyncio.sleep(0)


async def test_press_and_answer(client: Client, people: People, inbox: Inbox) -> None:
    """A press brings data, message and presser to the bot, and its answer back to the presser."""
    user = await people.starter()
    sent = await client.bot.send_message(user, "t", reply_markup=client.keyboard([("Accept", "a:1"), ("More", "m:1")]))
    query, press = await pressed(people, inbox, user, message=sent.message_id, button="More")
    assert (query.data, query.from_user.id, query.message.message_id) == ("m:1", user, sent.message_id)
    assert query.chat_instance
    assert query.message.text == "t"
    assert await client.bot.answer_callback_query(query.id, text="好", show_alert=True)
    assert (await press)["answer"] == {"text": "好", "show_alert": True, "url": None}


async def test_a_query_is_answered_once_and_in_time(client: Client, people: People, inbox: Inbox) -> None:
    """A second answer, one after ten minutes, and one to nothing are refused."""
    user = await people.starter()
    sent = await client.bot.send_message(user, "t", reply_markup=client.keyboard([("b", "d")]))
    query, press = await pressed(people, inbox, user, message=sent.message_id, button=0)
    await client.bot.answer_callback_query(query.id)
    assert (await press)["answer"]["text"] is None
    assert await client.refused(client.bot.answer_callback_query(query.id)) == TOO_OLD
    query, press = await pressed(people, inbox, user, message=sent.message_id, button="d", timeout=0)
    assert (await press)["answer"] is None
    await people.advance(601)
    assert await client.refused(client.bot.answer_callback_query(query.id)) == TOO_OLD
    assert await client.refused(client.bot.answer_callback_query("77")) == TOO_OLD


async def test_answers_have_200_characters(client: Client, people: People, inbox: Inbox) -> None:
    """A longer answer is refused, and the query stays open."""
    user = await people.starter()
    sent = await client.bot.send_message(user, "t", reply_markup=client.keyboard([("b", "d")]))
    query, press = await pressed(people, inbox, user, message=sent.message_id, button=0)
    call = client.bot.answer_callback_query(query.id, text="字" * 201)
    assert await client.refused(call) == bad("MESSAGE_TOO_LONG")
    assert await client.bot.answer_callback_query(query.id, text="字" * 200)
    assert len((await press)["answer"]["text"]) == 200


async def test_only_buttons_that_are_there(client: Client, people: People) -> None:
    """After an edit the old button cannot be pressed any more."""
    user = await people.starter()
    sent = await client.bot.send_message(user, "t", reply_markup=client.keyboard([("old", "o")]))
    await client.bot.edit_message_reply_markup(
        chat_id=user, message_id=sent.message_id, reply_markup=client.keyboard([("new", "n")])
    )
    press = {"chat": people.bot_id, "message": sent.message_id, "button": "old"}
    assert "no button 'old'" in await people.refused("POST", f"/api/users/{user}/press", press)


async def test_forged_data(client: Client, people: People, inbox: Inbox) -> None:
    """A tester may press data that is on no button, also on a message that is gone."""
    user = await people.starter()
    sent = await client.bot.send_message(user, "t")
    query, press = await pressed(people, inbox, user, message=sent.message_id, data="evil", forge=True, timeout=0)
    assert query.data == "evil"
    await press
    await client.bot.delete_message(chat_id=user, message_id=sent.message_id)
    query, press = await pressed(people, inbox, user, message=sent.message_id, data="evil", forge=True, timeout=0)
    assert query.message.date == 0 or query.message.date.timestamp() == 0
    await press


async def test_links_are_not_pressed_to_the_bot(client: Client, people: People, inbox: Inbox) -> None:
    """A link button gives its address at once, and the bot hears nothing."""
    user, types = await people.starter(), client.types()
    await inbox.read()
    button = types.InlineKeyboardButton(text="Wall", url="http://127.0.0.1:8080/wall")
    sent = await client.bot.send_message(user, "t", reply_markup=types.InlineKeyboardMarkup(inline_keyboard=[[button]]))
    answer = await people.post(
        f"/api/users/{user}/press", {"chat": people.bot_id, "message": sent.message_id, "button": "Wall"}
    )
    assert answer == {"answer": None, "url": "http://127.0.0.1:8080/wall"}
    assert await inbox.read() == []
