"""How updates come to a bot: long polling, its conflicts, and webhooks."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from sandbox.run import Running
from tests.sandbox.clients import Client, Refusal, bad
from tests.sandbox.conftest import START, Inbox, People, until

CONFLICT = Refusal(
    "conflict", "terminated by other getUpdates request; make sure that only one bot instance is running"
)


async def test_unconfirmed_updates_come_again(client: Client, people: People) -> None:
    """Updates come until an offset confirms them; limit cuts, a negative offset keeps the last."""
    user = await people.starter()
    for text in ("a", "b", "c"):
        await people.say(user, people.bot_id, text)
    get = client.bot.get_updates
    first = await get(timeout=0)
    assert [u.message.text for u in first] == ["/start", "a", "b", "c"]
    assert [u.update_id for u in await get(timeout=0)] == [u.update_id for u in first]
    assert len(await get(limit=2, timeout=0)) == 2
    rest = await get(offset=first[1].update_id + 1, timeout=0)
    assert [u.message.text for u in rest] == ["b", "c"]
    assert [u.message.text for u in await get(offset=-1, timeout=0)] == ["c"]
    assert [u.message.text for u in await get(timeout=0)] == ["c"]


async def test_long_polling_ends_with_the_first_update(client: Client, people: People, sandbox: Running) -> None:
    """A waiting poll answers as soon as something happens."""
    user = await people.add()
    poll = asyncio.create_task(client.bot.get_updates(timeout=50))
    await polling(sandbox, people)
    await people.post(f"/api/users/{user}/start", {"bot": people.bot_id})
    assert (await asyncio.wait_for(poll, 30))[0].message.text == "/start"


async def polling(sandbox: Running, people: People) -> None:
    """Until the bot's poll waits in the sandbox."""
    await until(lambda: sandbox.world.bots[people.bot_id].queue.waiting)


async def test_a_second_poller_ends_the_first(client: Client, people: People, sandbox: Running) -> None:
    """The older of two polls gets 409, the younger one goes on."""
    older = asyncio.create_task(client.refused(client.bot.get_updates(timeout=5)))
    await polling(sandbox, people)
    younger = asyncio.create_task(client.bot.get_updates(timeout=5))
    assert await older == CONFLICT
    await people.starter()
    assert (await younger)[0].message.text == "/start"


async def test_a_poll_whose_bot_has_gone_is_over(client: Client, people: People, sandbox: Running) -> None:
    """A bot that stops, or is killed, leaves no poll behind that the next one would have to end."""
    queue = sandbox.world.bots[people.bot_id].queue
    left = asyncio.create_task(client.bot.get_updates(timeout=30))
    await polling(sandbox, people)
    left.cancel()
    await until(lambda: not queue.waiting)
    await people.starter()
    assert [u.message.text for u in await client.bot.get_updates(timeout=0)] == ["/start"]
    assert not [one for one in sandbox.world.traffic.since(0) if one["error_code"]]


async def test_allowed_updates_are_remembered(client: Client, people: People, inbox: Inbox) -> None:
    """What was asked for last counts, also for calls that do not say."""
    user = await people.starter()
    await inbox.read(allowed_updates=["message"])
    said = await people.say(user, people.bot_id, "one")
    path = f"/api/users/{user}/messages/{people.bot_id}/{said['message_id']}"
    await people.request("PATCH", path, {"text": "two"})
    assert [u.message.text for u in await inbox.read()] == ["one"]
    await inbox.read(allowed_updates=[])
    await people.request("PATCH", path, {"text": "three"})
    assert [u.edited_message.text for u in await inbox.read()] == ["three"]


async def test_edits_and_reactions(client: Client, people: People, inbox: Inbox) -> None:
    """Edits by people come as edited_message; reactions only when asked for."""
    user = await people.starter()
    said = await people.say(user, people.bot_id, "one")
    path = f"/api/users/{user}/messages/{people.bot_id}/{said['message_id']}"
    await people.post(f"{path}/reactions", {"emoji": "👍"})
    await inbox.read(allowed_updates=["message", "edited_message", "message_reaction"])
    await people.request("PATCH", path, {"text": "two"})
    await people.post(f"{path}/reactions", {"emoji": "🔥"})
    edited, reacted = await inbox.read()
    assert edited.edited_message.text == "two"
    assert edited.edited_message.edit_date
    assert reacted.message_reaction.old_reaction[0].emoji == "👍"
    assert reacted.message_reaction.new_reaction[0].emoji == "🔥"


async def test_block_and_unblock(client: Client, people: People, inbox: Inbox) -> None:
    """A block and its end come as my_chat_member of the private chat."""
    user = await people.starter()
    await people.post(f"/api/users/{user}/block", {"bot": people.bot_id})
    await people.post(f"/api/users/{user}/unblock", {"bot": people.bot_id})
    changes = [u.my_chat_member for u in await inbox.read() if u.my_chat_member]
    assert [c.new_chat_member.status for c in changes] == ["kicked", "member"]


async def test_album_of_a_person(client: Client, people: People, inbox: Inbox) -> None:
    """One update per photo, with one media_group_id, several sizes, and the caption at the first."""
    user = await people.starter()
    await inbox.read()
    group = [{"photo": {"size": 99_999}, "caption": "drain"}, {"photo": {}}]
    await people.say(user, people.bot_id, media_group=group)
    first, second = await inbox.messages()
    assert first.media_group_id == second.media_group_id
    assert first.media_group_id
    assert first.caption == "drain"
    assert len(first.photo) == 4
    assert first.photo[-1].file_size == 99_999


async def test_updates_are_kept_for_24_hours(client: Client, people: People, inbox: Inbox) -> None:
    """What nobody fetched for a day is gone."""
    await people.starter()
    await people.advance(86_401)
    await people.starter("Wang")
    assert [m.from_user.first_name for m in await inbox.messages()] == ["Wang"]


@asynccontextmanager
async def receiver(answers: list[tuple[int, bytes]]) -> AsyncIterator[tuple[str, list[Any]]]:
    """A webhook's receiver; gives its address and what it got (headers, body)."""
    got: list[Any] = []

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        headers = dict(line.split(": ", 1) for line in head.lower().split("\r\n")[1:] if ": " in line)
        body = await reader.readexactly(int(headers["content-length"]))
        got.append((headers, json.loads(body)))
        status, answer = answers.pop(0) if answers else (200, b"")
        writer.write(f"HTTP/1.1 {status} X\r\nContent-Length: {len(answer)}\r\n\r\n".encode() + answer)
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/hook?x=1", got
    finally:
        server.close()
        await server.wait_closed()


async def test_webhook(client: Client, people: People) -> None:
    """Updates are posted with the secret; getUpdates is a conflict meanwhile; deleting goes back."""
    async with receiver([]) as (url, got):
        assert await client.bot.set_webhook(url, secret_token="s3cret-_")
        await people.starter()
        await people.post("/api/clock/settle")
        headers, update = got[0]
        assert headers["x-telegram-bot-api-secret-token"] == "s3cret-_"
        assert update["message"]["text"] == "/start"
        info = await client.bot.get_webhook_info()
        assert (info.url, info.pending_update_count) == (url, 0)
        words = "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        assert await client.refused(client.bot.get_updates(timeout=0)) == Refusal("conflict", words)
        assert await client.bot.delete_webhook(drop_pending_updates=True)
        assert (await client.bot.get_webhook_info()).url == ""
        assert list(await client.bot.get_updates(timeout=0)) == []


async def test_webhook_is_repeated(client: Client, people: People) -> None:
    """A failed delivery is repeated later, by the sandbox's clock, with the same update_id."""
    async with receiver([(500, b""), (500, b"")]) as (url, got):
        await client.bot.set_webhook(url)
        await people.starter()
        await people.post("/api/clock/settle")
        assert len(got) == 1
        info = await client.bot.get_webhook_info()
        assert info.pending_update_count == 1
        assert "500" in info.last_error_message
        await people.advance(60)
        assert len(got) == 3
        assert len({update["update_id"] for _, update in got}) == 1
        assert (await client.bot.get_webhook_info()).pending_update_count == 0


async def test_method_in_the_answer_to_a_webhook(client: Client, people: People) -> None:
    """A receiver may answer with a method, which is carried out."""
    user = await people.add()
    reply = json.dumps({"method": "sendMessage", "chat_id": user, "text": "by answer"}).encode()
    async with receiver([(200, reply)]) as (url, _):
        await client.bot.set_webhook(url)
        await people.post(f"/api/users/{user}/start", {"bot": people.bot_id})
        await people.post("/api/clock/settle")
        assert (await people.sees(user))[-1]["text"] == "by answer"
        await client.bot.delete_webhook()


async def test_webhook_addresses(client: Client, people: People) -> None:
    """Away from this machine only HTTPS on Telegram's ports is taken, and secrets have a narrow alphabet."""

    async def refused(url: str, **more: Any) -> Refusal:
        return await client.refused(client.bot.set_webhook(url, **more))

    assert await refused("http://example.org/") == bad("bad webhook: An HTTPS URL must be provided for webhook")
    words = "bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443"
    assert await refused("https://example.org:444/") == bad(words)
    assert await refused("https://example.org/", secret_token="ü") == bad("secret token contains unallowed characters")


async def test_setting_a_webhook_ends_the_poll(client: Client, people: People, sandbox: Running) -> None:
    """A poll that waits is told why it ends."""
    poll = asyncio.create_task(client.refused(client.bot.get_updates(timeout=5)))
    await polling(sandbox, people)
    async with receiver([]) as (url, _):
        await client.bot.set_webhook(url)
        assert await poll == Refusal("conflict", "terminated by setWebhook request")
        await client.bot.delete_webhook()


async def test_injected_updates(client: Client, people: People, inbox: Inbox) -> None:
    """A tester can queue an update of any shape."""
    chat = {"id": 5, "type": "private", "first_name": "x"}
    message = {"message_id": 1, "date": int(START), "chat": chat, "dice": {"emoji": "🎲", "value": 3}}
    await people.post(f"/api/bots/{people.bot_id}/updates", {"message": message})
    assert (await inbox.messages())[0].dice.value == 3
