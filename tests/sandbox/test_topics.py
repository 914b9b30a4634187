"""Forum topics."""

from __future__ import annotations

from sandbox.run import Running
from tests.sandbox.clients import Client, bad
from tests.sandbox.conftest import Inbox, People


async def test_messages_in_a_topic(client: Client, people: People, inbox: Inbox) -> None:
    """They carry thread and is_topic_message, and seem to answer the message that opened the topic."""
    owner = await people.add()
    chat = await people.chat(owner=owner, is_forum=True)
    topic = (await people.post(f"/api/chats/{chat}/topics", {"name": "Grid 3"}))["message_thread_id"]
    await people.say(owner, chat, "/report drain", thread=topic)
    opened, message = (await inbox.messages())[-2:]
    assert opened.forum_topic_created.name == "Grid 3"
    assert opened.message_id == topic
    assert (message.message_thread_id, message.is_topic_message) == (topic, True)
    assert message.reply_to_message.forum_topic_created.name == "Grid 3"
    sent = await client.bot.send_message(chat, "card", message_thread_id=topic)
    assert (sent.message_thread_id, sent.is_topic_message) == (topic, True)
    assert (await people.sees(owner, chat))[-1]["thread"] == topic
    await people.advance(2)
    general = await client.bot.send_message(chat, "general")
    assert not general.is_topic_message


async def test_topics_that_are_gone_or_closed(client: Client, people: People, sandbox: Running) -> None:
    """A deleted or made-up thread is not found; in a closed one only administrators write."""
    sandbox.world.limits_on = False
    owner = await people.add()
    chat = await people.chat(owner=owner, is_forum=True)
    topic = (await people.post(f"/api/chats/{chat}/topics", {"name": "Grid 3"}))["message_thread_id"]
    path = f"/api/chats/{chat}/topics/{topic}"
    await people.request("PATCH", path, {"closed": True})
    call = client.bot.send_message(chat, "t", message_thread_id=topic)
    assert await client.refused(call) == bad("TOPIC_CLOSED")
    await people.request("PATCH", path, {"closed": False})
    await client.bot.send_message(chat, "t", message_thread_id=topic)
    await people.request("DELETE", path)
    for thread in (topic, 4242):
        call = client.bot.send_message(chat, "t", message_thread_id=thread)
        assert await client.refused(call) == bad("message thread not found")


async def test_a_bot_manages_topics(client: Client, people: People) -> None:
    """With the right it opens, renames, closes and reopens; without it is refused."""
    owner, bot = await people.add(), client.bot
    chat = await people.chat(owner=owner, is_forum=True)
    call = bot.create_forum_topic(chat, "Grid 4")
    assert await client.refused(call) == bad("not enough rights to create a topic")
    await people.post(f"/api/chats/{chat}/members", {"user": people.bot_id, "status": "administrator"})
    topic = await bot.create_forum_topic(chat, "Grid 4")
    thread = topic.message_thread_id
    assert topic.name == "Grid 4"
    assert await bot.edit_forum_topic(chat, thread, name="Grid 5")
    assert await bot.close_forum_topic(chat, thread)
    assert await client.refused(bot.close_forum_topic(chat, thread)) == bad("TOPIC_NOT_MODIFIED")
    assert await bot.reopen_forum_topic(chat, thread)
    assert await bot.delete_forum_topic(chat, thread)
    assert await client.refused(bot.edit_forum_topic(chat, thread, name="x")) == bad("message thread not found")
    plain = await people.chat(owner=owner, admins=[people.bot_id])
    assert await client.refused(bot.create_forum_topic(plain, "x")) == bad("the chat is not a forum")
