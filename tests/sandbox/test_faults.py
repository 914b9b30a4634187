"""Faults that a tester switches on."""

from __future__ import annotations

import asyncio
import time
from typing import Any

from sandbox.run import Running
from tests.sandbox.clients import Client, Refusal
from tests.sandbox.conftest import People, until


async def fault(people: People, kind: str, **more: Any) -> None:
    """Switch one on."""
    await people.post("/api/faults", {"kind": kind, **more})


async def test_429(client: Client, people: People) -> None:
    """So many times, with the retry_after that was asked for, and nothing is sent."""
    user = await people.starter()
    await fault(people, "429", method="sendMessage", times=1, retry_after=7)
    assert await client.refused(client.bot.send_message(user, "t")) == Refusal("retry after", number=7)
    assert (await client.bot.send_message(user, "t")).text == "t"
    assert len(await people.sees(user)) == 2
    assert await people.get("/api/faults") == []


async def test_5xx(client: Client, people: People) -> None:
    """Bad Gateway, for one chat and method only."""
    user, other = await people.starter(), await people.starter()
    await fault(people, "5xx", chat=user)
    assert (await client.refused(client.bot.send_message(user, "t"))).kind == "network"
    await client.bot.send_message(other, "t")
    await client.bot.get_me()
    await people.request("DELETE", "/api/faults")
    await client.bot.send_message(user, "t")


async def test_lost_reply(client: Client, people: People) -> None:
    """The message is sent, and the bot does not learn it: the connection ends without an answer."""
    user = await people.starter()
    await fault(people, "lost_reply", times=1)
    assert (await client.refused(client.bot.send_message(user, "t"))).kind == "network"
    assert (await people.sees(user))[-1]["text"] == "t"


async def test_timeout(client: Client, people: People) -> None:
    """Nothing is sent and nothing answered."""
    user = await people.starter()
    await fault(people, "timeout", times=1, seconds=0.05)
    assert (await client.refused(client.bot.send_message(user, "t"))).kind == "network"
    assert len(await people.sees(user)) == 1


async def test_slow(client: Client, people: People, sandbox: Running) -> None:
    """Done at once, answered later; meanwhile the sandbox is not settled."""
    user = await people.starter()
    await fault(people, "slow", times=1, seconds=0.3)
    began = time.monotonic()
    call = asyncio.create_task(client.bot.send_message(user, "t"))
    await until(lambda: sandbox.world.calls)
    missing = (await people.get("/api/clock"))["missing"]
    assert missing == ["a Bot API call is in progress: sendMessage"]
    await people.post("/api/clock/settle")
    assert (await call).text == "t"
    assert time.monotonic() - began >= 0.3


async def test_page(client: Client, people: People) -> None:
    """Nothing is sent; the answer is a web page with the status that was asked for, and the log says so."""
    user = await people.starter()
    await fault(people, "page", times=1, status=403)
    answer = await people.http.post(f"/bot{people.token}/sendMessage", json={"chat_id": user, "text": "t"})
    assert (answer.status_code, answer.headers["content-type"]) == (403, "text/html; charset=utf-8")
    assert answer.text.startswith("<!DOCTYPE html>")
    assert "403 Forbidden" in answer.text
    assert len(await people.sees(user)) == 1
    assert (await people.get("/api/traffic"))[-1]["description"] == "a page, not by Telegram"
    await client.bot.send_message(user, "t")


async def test_odd(people: People) -> None:
    """JSON that is no answer of Telegram's, of any shape; updates stay where they are."""
    user = await people.starter()
    for body in (["what"], {"ok": False}, {"ok": True, "result": None}, None, "", 7):
        await fault(people, "odd", times=1, body=body)
        answer = await people.http.post(f"/bot{people.token}/getUpdates")
        assert (answer.status_code, answer.json()) == (200, body)
    await fault(people, "odd", times=1, status=401)
    assert (await people.http.post(f"/bot{people.token}/getMe")).status_code == 401
    (update,) = (await people.http.post(f"/bot{people.token}/getUpdates")).json()["result"]
    assert update["message"]["from"]["id"] == user
    assert "status must be" in await people.refused("POST", "/api/faults", {"kind": "page", "status": 99})


async def test_probability(client: Client, people: People) -> None:
    """Dice decide, the same dice in each run."""
    await fault(people, "5xx", probability=0.5)
    results = []
    for _ in range(20):
        answer = await people.http.post(f"/bot{people.token}/getMe")
        results.append(answer.status_code)
    assert 4 <= results.count(502) <= 16
    assert results.count(200) + results.count(502) == 20


async def test_unknown_fault(people: People) -> None:
    """A misspelt fault is refused."""
    assert "kind must be one of" in await people.refused("POST", "/api/faults", {"kind": "503"})
