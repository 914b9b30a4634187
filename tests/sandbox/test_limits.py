"""Telegram's flood limits, to the second."""

from __future__ import annotations

import pytest

from sandbox.files import flat_jpeg
from sandbox.run import Running
from tests.sandbox.clients import Client, Refusal
from tests.sandbox.conftest import People


def wait(seconds: int) -> Refusal:
    """429 with this retry_after."""
    return Refusal("retry after", number=seconds)


async def test_words_of_429(people: People) -> None:
    """Status, description, parameters and header are Telegram's."""
    owner = await people.add()
    chat = await people.chat(owner=owner)
    url = f"/bot{people.token}/sendMessage"
    await people.http.post(url, json={"chat_id": chat, "text": "t"})
    answer = await people.http.post(url, json={"chat_id": chat, "text": "t"})
    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "1"
    assert answer.json() == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }
    assert (await people.get("/api/traffic"))[-1]["retry_after"] == 1


async def test_private_chats_take_bursts_of_three(client: Client, people: People) -> None:
    """Three at once, then one a second."""
    user = await people.starter()
    for _ in range(3):
        await client.bot.send_message(user, "t")
    assert await client.refused(client.bot.send_message(user, "t")) == wait(1)
    await people.advance(1)
    await client.bot.send_message(user, "t")
    assert await client.refused(client.bot.send_message(user, "t")) == wait(1)


async def test_groups_take_one_a_second_and_twenty_a_minute(client: Client, people: People) -> None:
    """The twenty-first within a minute waits for the first to be a minute old; edits count."""
    owner = await people.add()
    chat = await people.chat(owner=owner)
    sent = await client.bot.send_message(chat, "1")
    assert await client.refused(client.bot.send_message(chat, "t")) == wait(1)
    for number in range(18):
        await people.advance(1)
        await client.bot.send_message(chat, str(number))
    await client.bot.edit_message_text(text="20", chat_id=chat, message_id=sent.message_id)
    call = client.bot.edit_message_text(text="21", chat_id=chat, message_id=sent.message_id)
    assert await client.refused(call) == wait(42)
    await people.advance(41)
    assert await client.refused(client.bot.send_message(chat, "t")) == wait(1)
    await people.advance(1)
    await client.bot.send_message(chat, "t")


async def test_thirty_a_second_in_all(client: Client, people: People) -> None:
    """Over all chats together a bot sends 30 a second; an album counts its items."""
    users = [await people.starter(f"U{n}") for n in range(15)]
    photo = await client.bot.send_photo(users[0], client.file(flat_jpeg(90, 90, 1), "a.jpg"))
    items = [client.item("photo", photo.photo[-1].file_id)] * 10
    await client.bot.send_media_group(users[1], items)
    for user in [*users[2:], *users[2:8]]:
        await client.bot.send_message(user, "t")
    assert await client.refused(client.bot.send_message(users[14], "t")) == wait(1)
    call = client.bot.edit_message_caption(chat_id=users[0], message_id=photo.message_id, caption="c")
    assert await client.refused(call) == wait(1)
    await people.advance(1)
    await client.bot.send_message(users[14], "t")


async def test_what_does_not_count(client: Client, people: People) -> None:
    """Chat actions, reads and deletions are free; each bot has its own limits; a refused message does not count."""
    user = await people.starter()
    for _ in range(3):
        await client.bot.send_message(user, "t")
    for _ in range(40):
        await client.bot.send_chat_action(user, "typing")
        await client.bot.get_chat(user)
    assert await client.refused(client.bot.send_message(user, "x" * 4097)) != wait(1)
    await people.advance(1)
    await client.bot.send_message(user, "t")


async def test_limits_can_be_switched_off(client: Client, people: People, sandbox: Running) -> None:
    """Without limits a hundred messages go at once."""
    await people.post("/api/limits", {"on": False})
    user = await people.starter()
    for number in range(100):
        await client.bot.send_message(user, str(number))
    assert len(await people.sees(user)) == 101


@pytest.mark.parametrize("early", [0.5, 0.9])
async def test_jitter_is_forgiven_but_not_more(client: Client, people: People, early: float) -> None:
    """50 ms early is accepted, since no client knows when its request arrives; half a second is not."""
    owner = await people.add()
    chat = await people.chat(owner=owner)
    await client.bot.send_message(chat, "t")
    await people.advance(early)
    assert await client.refused(client.bot.send_message(chat, "t")) == wait(1)
    await people.advance(0.96 - early)
    await client.bot.send_message(chat, "t")
