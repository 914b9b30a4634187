"""The people's side itself."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from starlette.types import Message

from sandbox.run import Running
from sandbox.server import create_app
from tests.sandbox.clients import Client
from tests.sandbox.conftest import Inbox, People


async def test_list_of_chats_with_unread(client: Client, people: People) -> None:
    """What the bot sent is unread until the person reads or writes."""
    user = await people.starter()
    await client.bot.send_message(user, "one")
    await client.bot.send_message(user, "two")

    async def unread() -> int:
        return int((await people.get(f"/api/users/{user}/chats"))[0]["unread"])

    assert await unread() == 2
    assert len(await people.sees(user)) == 3
    assert await unread() == 2
    await people.post(f"/api/users/{user}/read", {"chat": people.bot_id})
    assert await unread() == 0
    await client.bot.send_message(user, "three")
    assert await unread() == 1
    await people.say(user, people.bot_id, "ok")
    assert await unread() == 0


async def test_since(client: Client, people: People) -> None:
    """Only messages after a given one."""
    user = await people.starter()
    sent = await client.bot.send_message(user, "one")
    await client.bot.send_message(user, "two")
    view = await people.get(f"/api/users/{user}/chats/{people.bot_id}", since=sent.message_id)
    assert [m["text"] for m in view["messages"]] == ["two"]


async def test_edit_and_delete_ones_own(people: People) -> None:
    """A person edits and deletes own messages, not those of others."""
    owner, other = await people.add("Li"), await people.add("Wang")
    chat = await people.chat(owner=owner, members=[other])
    said = await people.say(other, chat, "one")
    theirs = f"/api/users/{owner}/messages/{chat}/{said['message_id']}"
    assert "only the author" in await people.refused("PATCH", theirs, {"text": "x"})
    mine = f"/api/users/{other}/messages/{chat}/{said['message_id']}"
    edited = (await people.request("PATCH", mine, {"text": "two"})).json()
    assert edited["text"] == "two"
    assert edited["edit_date"]
    first = await people.say(owner, chat, "owner's")
    path = f"/api/users/{other}/messages/{chat}/{first['message_id']}"
    assert "administrators" in await people.refused("DELETE", path)
    assert (await people.request("DELETE", mine)).json() == {"deleted": said["message_id"]}


async def test_edited_caption(client: Client, people: People, inbox: Inbox) -> None:
    """An edited caption keeps the photo."""
    user = await people.starter()
    said = await people.say(user, people.bot_id, photo={}, caption="one")
    path = f"/api/users/{user}/messages/{people.bot_id}/{said['message_id']}"
    await people.request("PATCH", path, {"caption": "two"})
    edited = (await inbox.read())[-1].edited_message
    assert edited.caption == "two"
    assert edited.photo


async def test_other_content(client: Client, people: People, inbox: Inbox) -> None:
    """Location, contact, forwards, answers: each comes to the bot as Telegram shows it."""
    user = await people.starter()
    first = await people.say(user, people.bot_id, location=[46.98, 130.33])
    await people.say(user, people.bot_id, contact={"phone_number": "1", "first_name": "Wang"})
    await people.say(user, people.bot_id, "there", reply_to=first["message_id"])
    path = f"/api/users/{user}/messages/{people.bot_id}/{first['message_id']}/forward"
    await people.post(path, {"to": people.bot_id})
    place, contact, reply, forward = (await inbox.messages())[1:]
    assert place.location.latitude == 46.98
    assert contact.contact.first_name == "Wang"
    assert reply.reply_to_message.location.longitude == 130.33
    assert forward.forward_origin.sender_user.id == user


async def test_asking_for_a_location_or_a_number(client: Client, people: People, inbox: Inbox) -> None:
    """Keys that ask for location or phone number send them."""
    user, types = await people.starter(), client.types()
    keys = [
        [types.KeyboardButton(text="Where", request_location=True)],
        [types.KeyboardButton(text="Phone", request_contact=True)],
    ]
    await client.bot.send_message(user, "t", reply_markup=types.ReplyKeyboardMarkup(keyboard=keys))
    await people.post(f"/api/users/{user}/press", {"chat": people.bot_id, "button": "Where", "location": [1, 2]})
    await people.post(f"/api/users/{user}/press", {"chat": people.bot_id, "button": "Phone"})
    where, phone = (await inbox.messages())[-2:]
    assert (where.location.latitude, where.location.longitude) == (1, 2)
    assert phone.contact.user_id == user


async def test_refusals_are_clear(people: People) -> None:
    """What cannot be done is answered with a sentence, never with a fault of the server."""
    user = await people.starter()
    chat = (await people.post("/api/chats", {"type": "group", "title": "t", "owner": await people.add("Wang")}))["id"]

    async def refused(verb: str, path: str, body: Any = None) -> str:
        return await people.refused(verb, path, body)

    assert "no user 1" in await refused("POST", "/api/users/1/start", {"bot": people.bot_id})
    assert "no bot 1" in await refused("POST", f"/api/users/{user}/start", {"bot": 1})
    assert "is not in chat" in await refused("POST", f"/api/users/{user}/messages", {"chat": chat, "text": "x"})
    assert "is not in chat" in await refused("GET", f"/api/users/{user}/chats/{chat}")
    assert "nothing to send" in await refused("POST", f"/api/users/{user}/messages", {"chat": people.bot_id})
    assert "chat is required" in await refused("POST", f"/api/users/{user}/messages", {"text": "x"})
    long = {"chat": people.bot_id, "text": "字" * 4097}
    assert "4096" in await refused("POST", f"/api/users/{user}/messages", long)
    assert "first_name" in await refused("POST", "/api/users", {})
    assert "exists" in await refused("POST", "/api/users", {"id": user, "first_name": "x"})
    assert "type must be" in await refused("POST", "/api/chats", {"type": "party", "title": "t"})
    assert "owner" in await refused("POST", "/api/chats", {"type": "group", "title": "t"})
    assert "not JSON" in (await people.http.post("/api/users", content=b"{")).json()["error"]
    await people.post(f"/api/users/{user}/block", {"bot": people.bot_id})
    assert "blocked" in await refused("POST", f"/api/users/{user}/messages", {"chat": people.bot_id, "text": "x"})


async def test_events_tell_everything(client: Client, people: People) -> None:
    """A page that reads the stream sees messages, edits, presses, answers, typing, deletions, traffic and the clock."""
    user = await people.starter()
    seen: list[str] = []

    async def read() -> None:
        async with people.http.stream("GET", "/api/events?since=0") as response:
            async for line in response.aiter_lines():
                if line.startswith("data: "):
                    event = json.loads(line[6:])
                    seen.append(event["type"])
                    if event["type"] == "clock":
                        return

    reader = asyncio.create_task(read())
    bot = client.bot
    await bot.send_chat_action(user, "typing")
    sent = await bot.send_message(user, "t", reply_markup=client.keyboard([("b", "d")]))
    press = {"chat": people.bot_id, "message": sent.message_id, "button": "b", "timeout": 0}
    query = (await people.post(f"/api/users/{user}/press", press))["query"]
    await bot.answer_callback_query(query, text="ok")
    await bot.edit_message_text(text="u", chat_id=user, message_id=sent.message_id)
    await bot.delete_message(chat_id=user, message_id=sent.message_id)
    await people.advance(1)
    await asyncio.wait_for(reader, 30)
    wanted = {"bot", "user", "chat", "message", "typing", "press", "answer", "edit", "delete", "traffic", "clock"}
    assert wanted <= set(seen)


async def test_reset(client: Client, people: People, sandbox: Running) -> None:
    """After a reset nobody is left."""
    await people.starter()
    await people.post("/api/reset")
    assert await people.get("/api/bots") == []
    assert (await client.refused(client.bot.get_me())).kind == "no such token or method"


async def test_a_bot_that_dies_in_the_middle_of_a_report_is_no_error() -> None:
    """Its request ends before its body does; the sandbox goes on without a word."""
    coming: list[Message] = [{"type": "http.request", "body": b"{", "more_body": True}, {"type": "http.disconnect"}]
    answered: list[Message] = []

    async def receive() -> Message:
        return coming.pop(0)

    async def send(message: Message) -> None:
        answered.append(message)

    scope = {"type": "http", "method": "POST", "path": "/api/users", "headers": [], "query_string": b""}
    await create_app()(scope, receive, send)
    assert answered[0]["status"] == 400
