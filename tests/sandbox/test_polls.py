"""Polls and votes."""

from __future__ import annotations

from typing import Any

import pytest

from tests.sandbox.clients import Client, bad
from tests.sandbox.conftest import Inbox, People


async def test_vote(client: Client, people: People, inbox: Inbox) -> None:
    """A vote in an open poll comes as poll_answer and poll; it can be taken back."""
    owner = await people.add()
    chat = await people.chat(owner=owner)
    sent = await client.bot.send_poll(chat_id=chat, question="Bench?", options=["yes", "no"], is_anonymous=False)
    assert [option.text for option in sent.poll.options] == ["yes", "no"]
    await inbox.read()
    path = f"/api/users/{owner}/messages/{chat}/{sent.message_id}/vote"
    await people.post(path, {"options": [1]})
    await people.post(path, {"options": []})
    updates = await inbox.read()
    answers = [list(u.poll_answer.option_ids) for u in updates if u.poll_answer]
    assert answers == [[1], []]
    assert [u.poll.options[1].voter_count for u in updates if u.poll] == [1, 0]
    stopped = await client.bot.stop_poll(chat, sent.message_id)
    assert stopped.is_closed
    assert await client.refused(client.bot.stop_poll(chat, sent.message_id)) == bad("poll has already been closed")
    assert "closed" in await people.refused("POST", path, {"options": [0]})


async def test_a_poll_closes_in_time(client: Client, people: People, inbox: Inbox) -> None:
    """open_period runs on the sandbox's clock."""
    user = await people.starter()
    await client.bot.send_poll(user, "Bench?", ["yes", "no"], open_period=60)
    await people.advance(59)
    assert not (await people.sees(user))[-1]["poll"]["is_closed"]
    await people.advance(1)
    assert (await people.sees(user))[-1]["poll"]["is_closed"]
    assert [u.poll.is_closed for u in await inbox.read() if u.poll] == [True]


async def test_quiz(client: Client, people: People) -> None:
    """A quiz needs its right answer; a vote in it stays."""
    user = await people.starter()
    call = client.bot.send_poll(user, "1+1?", ["2", "3"], type="quiz")
    assert await client.refused(call) == bad("wrong correct option ID specified")
    raw = {"chat_id": user, "question": "1+1?", "options": ["2", "3"], "type": "quiz", "correct_option_id": 0}
    sent = (await people.http.post(f"/bot{people.token}/sendPoll", json=raw)).json()["result"]
    assert sent["poll"]["correct_option_id"] == 0
    path = f"/api/users/{user}/messages/{people.bot_id}/{sent['message_id']}/vote"
    await people.post(path, {"options": [1]})
    assert "cannot be changed" in await people.refused("POST", path, {"options": [0]})


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"question": " "}, "poll question must be non-empty"),
        ({"question": "字" * 301}, "poll question length must not exceed 300"),
        ({"options": ["a", "b" * 101]}, "poll options length must not exceed 100"),
        ({"options": [str(n) for n in range(13)]}, "poll can't have more than 12 options"),
        ({"options": ["a", " "]}, "poll options must be non-empty"),
        ({"open_period": 4}, "poll must be open for a period from 5 to 2628000 seconds"),
    ],
)
async def test_poll_refusals(client: Client, people: People, change: dict[str, Any], words: str) -> None:
    """Empty and too long questions, options and periods are refused."""
    user = await people.starter()
    body: dict[str, Any] = {"question": "q", "options": ["a", "b"], **change}
    assert await client.refused(client.bot.send_poll(chat_id=user, **body)) == bad(words)
