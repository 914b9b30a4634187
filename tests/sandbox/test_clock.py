"""The clock, its followers, settling and advancing."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx
import pytest

from sandbox.run import Running, running
from tests.sandbox.conftest import START, People, until


@asynccontextmanager
async def stream(people: People, path: str = "/clock") -> AsyncIterator[AsyncIterator[Any]]:
    """Server-sent events, parsed."""
    async with people.http.stream("GET", path, timeout=20) as response:
        assert response.headers["content-type"].startswith("text/event-stream")

        async def events() -> AsyncIterator[Any]:
            async for line in response.aiter_lines():
                if line.startswith("data: "):
                    yield json.loads(line[6:])

        iterator = events()
        try:
            yield iterator
        finally:
            await iterator.aclose()  # type: ignore[attr-defined]


class Worker:
    """A follower: at each of its wakes it notes the time, works a little, and is idle again."""

    def __init__(self, people: People, wakes: list[float], name: str = "bot") -> None:
        self.people, self.wakes, self.name = people, sorted(wakes), name
        self.woken: list[float] = []
        self.at_work = False

    async def run(self, named: bool = True) -> None:
        path = f"/clock?follower={self.name}" if named else "/clock"
        async with stream(self.people, path) as events:
            async for tick in events:
                while self.wakes and self.wakes[0] <= tick["now"]:
                    await asyncio.sleep(0.01)  # some work
                    self.woken.append(tick["now"])
                    self.wakes.pop(0)
                await self.people.post("/clock/report", self.report(tick["seq"]))
                self.at_work = True

    def report(self, seq: int) -> dict[str, Any]:
        wake = self.wakes[0] if self.wakes else None
        agenda = [{"at": at, "label": "ping"} for at in self.wakes]
        return {
            "follower": self.name,
            "clock_seq": seq,
            "updates": {},
            "idle": True,
            "next_wake": wake,
            "agenda": agenda,
        }


@asynccontextmanager
async def working(worker: Worker, named: bool = True) -> AsyncIterator[None]:
    """A follower at work."""
    task = asyncio.create_task(worker.run(named))
    try:
        await until(lambda: worker.at_work)
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def test_clock_once_and_streamed(people: People) -> None:
    """One look, and a stream that begins at once and tells each change."""
    once = await people.get("/clock", once=1)
    assert once == {"seq": 1, "now": START, "rate": 0.0, "paused": False}
    async with stream(people) as events:
        assert await anext(events) == once
        await people.post("/api/clock", {"now": START + 5})
        assert await anext(events) == {"seq": 2, "now": START + 5, "rate": 0.0, "paused": False}
        await people.post("/api/clock", {"paused": True, "rate": 60})
        assert (await anext(events)) == {"seq": 3, "now": START + 5, "rate": 60.0, "paused": True}


async def test_clock_runs_at_its_rate() -> None:
    """At 600 sandbox seconds a second, 50 ms are half a minute; paused it stands."""
    begun = time.monotonic()
    async with running(now=START, rate=600) as sandbox, httpx.AsyncClient(base_url=sandbox.url) as http:
        await asyncio.sleep(0.05)
        passed = sandbox.world.now() - START
        assert 20 < passed < 600 * (time.monotonic() - begun)
        await http.post("/api/clock", json={"paused": True})
        now = sandbox.world.now()
        await asyncio.sleep(0.02)
        assert sandbox.world.now() == now


async def test_advance_without_followers(people: People) -> None:
    """With nobody to wait for it just sets the time."""
    assert await people.advance(1800) == {"now": START + 1800, "steps": 1}
    assert await people.post("/api/clock/advance", {"to": START + 3600}) == {"now": START + 3600, "steps": 1}
    assert await people.post("/api/clock/advance", {"to": START}) == {"now": START + 3600, "steps": 0}
    assert await people.post("/api/clock/advance", {"next": True}) == {"now": START + 3600, "steps": 0}
    assert "needs seconds" in await people.refused("POST", "/api/clock/advance", {})


@pytest.mark.parametrize("steps", [[1800], [60] * 30])
async def test_a_jump_equals_steps(people: People, steps: list[int]) -> None:
    """The follower wakes at each of its times exactly, whether 30 minutes pass at once or one by one."""
    wakes = [START + 300, START + 600.5, START + 1800, START + 7200]
    worker = Worker(people, list(wakes))
    async with working(worker):
        for seconds in steps:
            await people.advance(seconds)
        assert worker.woken == wakes[:3]
        result = await people.post("/api/clock/advance", {"next": True})
        assert result == {"now": START + 7200, "steps": 1}
        assert worker.woken == wakes


async def test_wakes_that_come_up_on_the_way(people: People) -> None:
    """Two followers are stepped in the order of their wakes, and both are waited for."""
    first = Worker(people, [START + 10, START + 30], "first")
    second = Worker(people, [START + 20, START + 30], "second")
    async with working(first), working(second):
        assert await people.advance(40) == {"now": START + 40, "steps": 4}
        assert (first.woken, second.woken) == ([START + 10, START + 30], [START + 20, START + 30])


@pytest.mark.parametrize("named", [True, False])
async def test_followers_are_forgotten(people: People, sandbox: Running, named: bool) -> None:
    """Whoever closes the connection to /clock is not waited for any more, with or without a name on it."""
    async with working(Worker(people, [START + 10]), named):
        agenda = (await people.get("/api/clock"))["followers"][0]["agenda"]
        assert agenda == [{"at": START + 10, "label": "ping"}]
    await until(lambda: not sandbox.world.clock.followers)
    assert (await people.advance(60))["steps"] == 1


async def test_a_named_follower_is_waited_for_from_the_start(people: People) -> None:
    """Who connected by name but has not reported yet keeps the sandbox unsettled, and is named."""
    async with stream(people, "/clock?follower=bot") as events:
        await anext(events)
        response = await people.request("POST", "/api/clock/settle", {"timeout": 0.05})
        assert response.status_code == 504
        assert response.json()["missing"] == ["bot has not reported for clock seq 1 (last: -1)"]


async def test_settle_waits_for_updates(people: People) -> None:
    """An update that the follower has not taken in yet keeps the sandbox unsettled."""
    report = {"follower": "bot", "clock_seq": 1, "updates": {str(people.bot_id): 0}, "idle": True, "next_wake": None}
    await people.post("/clock/report", report)
    await people.post("/api/clock/settle", {"timeout": 1})
    user = await people.starter()
    response = await people.request("POST", "/api/clock/settle", {"timeout": 0.05})
    assert response.status_code == 504
    assert "has not taken in update" in response.json()["missing"][0]
    update = (await people.http.get(f"/bot{people.token}/getUpdates")).json()["result"][-1]["update_id"]
    waiting = asyncio.create_task(people.post("/api/clock/settle"))
    busy = report | {"updates": {str(people.bot_id): update}, "idle": False}
    await people.post("/clock/report", busy)
    missing = (await people.get("/api/clock"))["missing"]
    assert missing == ["bot is not idle"]
    assert not waiting.done()
    await people.post("/clock/report", busy | {"idle": True})
    assert (await waiting)["now"] == START
    assert user


async def test_advance_says_what_it_waits_for(people: People) -> None:
    """A follower that does not come to rest ends advance with 504 and its name."""
    report = {"follower": "bot", "clock_seq": 1, "updates": {}, "idle": True, "next_wake": START + 5}
    await people.post("/clock/report", report)
    response = await people.request("POST", "/api/clock/advance", {"seconds": 60, "timeout": 0.05})
    assert response.status_code == 504
    assert response.json()["missing"] == ["bot has not reported for clock seq 2 (last: 1)"]
    assert response.json()["now"] == START + 5


async def test_bad_reports(people: People) -> None:
    """A report without what it needs is refused with a word about it."""
    assert "clock_seq" in await people.refused("POST", "/clock/report", {"follower": "bot", "idle": True})
    assert "negative" in await people.refused("POST", "/api/clock", {"rate": -1})


async def test_dates_come_from_the_clock(people: People, sandbox: Running) -> None:
    """message.date is the sandbox's time."""
    await people.advance(3600)
    user = await people.starter()
    assert (await people.sees(user))[0]["date"] == START + 3600
    assert sandbox.world.now() == START + 3600
