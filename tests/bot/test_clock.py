"""The clocks: waiting by the machine's time and by the sandbox's, and telling the sandbox when all is done."""

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from bot.running.clock import ClockGone, SandboxClock, SystemClock, spawn
from sandbox.run import Running, running

TEN = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)


@pytest.fixture
async def sandbox() -> AsyncIterator[Running]:
    async with running(now=TEN.timestamp()) as started:
        yield started


@pytest.fixture
async def clock(sandbox: Running) -> AsyncIterator[SandboxClock]:
    made = SandboxClock(sandbox.url)
    await made.open()
    yield made
    await made.close()


async def post(sandbox: Running, path: str, **body: object) -> httpx.Response:
    async with httpx.AsyncClient(base_url=sandbox.url, trust_env=False, timeout=30) as http:
        return await http.post(path, json=body)


async def test_the_system_clock_wakes_by_time_and_by_event() -> None:
    """Whichever comes first; the event is clear afterwards."""
    clock, wake = SystemClock(), asyncio.Event()
    await clock.wait(clock.now() + timedelta(milliseconds=1), wake)
    await clock.wait(clock.now() - timedelta(days=1), wake)
    asyncio.get_running_loop().call_soon(wake.set)
    await clock.wait(None, wake)
    assert not wake.is_set()


async def test_no_sandbox_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clear error instead of waiting for ever."""
    monkeypatch.setattr("bot.running.clock.OPEN_TIMEOUT_SECONDS", 0.01)
    with pytest.raises(ClockGone, match="is the sandbox running"):
        await SandboxClock("http://127.0.0.1:9").open()


async def test_time_steps_from_wake_to_wake(sandbox: Running, clock: SandboxClock) -> None:
    """A jump of an hour stops at every moment for which somebody waits, exactly."""
    seen: list[datetime] = []

    async def worker() -> None:
        wake = asyncio.Event()
        for minutes in (5, 30):
            await clock.wait(TEN + timedelta(minutes=minutes), wake)
            seen.append(clock.now())
        await clock.wait(None, wake)

    tasks: set[asyncio.Task[None]] = set()
    task = spawn(clock, worker(), tasks)
    answer = await post(sandbox, "/api/clock/advance", seconds=3600, timeout=10)
    assert answer.json() == {"now": (TEN + timedelta(hours=1)).timestamp(), "steps": 3}
    assert seen == [TEN + timedelta(minutes=5), TEN + timedelta(minutes=30)]
    task.cancel()


async def test_nothing_is_settled_while_somebody_works(sandbox: Running, clock: SandboxClock) -> None:
    """A worker that does not wait, or was woken and has not run yet, keeps the sandbox waiting."""
    go, wake = asyncio.Event(), asyncio.Event()

    async def worker() -> None:
        await go.wait()
        await clock.wait(None, wake)

    tasks: set[asyncio.Task[None]] = set()
    task = spawn(clock, worker(), tasks)
    answer = await post(sandbox, "/api/clock/settle", timeout=0.2)
    assert answer.status_code == 504
    go.set()
    assert (await post(sandbox, "/api/clock/settle", timeout=10)).status_code == 200
    task.cancel()


async def test_updates_that_were_taken_in_are_told(sandbox: Running, clock: SandboxClock) -> None:
    """Settled only once the newest update of the bot is in the inbox."""
    bot = (await post(sandbox, "/api/bots", username="t_bot", name="T")).json()
    user = (await post(sandbox, "/api/users", first_name="Ann")).json()
    clock.updates[bot["id"]] = 0

    async def worker() -> None:
        await clock.wait(None, asyncio.Event())

    tasks: set[asyncio.Task[None]] = set()
    task = spawn(clock, worker(), tasks)
    assert (await post(sandbox, "/api/clock/settle", timeout=10)).status_code == 200
    await post(sandbox, f"/api/users/{user['id']}/start", bot=bot["id"])
    missing = (await post(sandbox, "/api/clock/settle", timeout=0.2)).json()["missing"]
    assert "has not taken in" in missing[0]
    clock.took(bot["id"], int(missing[0].split("update ")[1].split()[0]))
    assert (await post(sandbox, "/api/clock/settle", timeout=10)).status_code == 200
    task.cancel()


async def test_a_running_clock_runs(sandbox: Running, clock: SandboxClock) -> None:
    """At a rate of 600 ten minutes take a second; a wait of a minute ends by itself."""

    async def worker() -> None:
        await clock.wait(TEN + timedelta(minutes=1), asyncio.Event())

    tasks: set[asyncio.Task[None]] = set()
    task = spawn(clock, worker(), tasks)
    await post(sandbox, "/api/clock", rate=6000)
    await asyncio.wait_for(task, 10)
    assert clock.now() >= TEN + timedelta(minutes=1)
