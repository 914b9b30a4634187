"""What open boards cost: processor seconds for each report with none and with 100 boards open, by turns, in one process
that takes reports in as fast as it can (intake.py). The boards are followed as our script follows them, without a
network: five of each of 20 communities, so that every one of them changes all the time."""

import asyncio
import json
import os
import statistics
import tempfile
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
from starlette.applications import Starlette
from starlette.types import Message, Scope

from benchmarks.intake import BATCH, COMMUNITIES, Ours
from benchmarks.results import say
from web.app import pages
from web.site import Site

BOARDS = 100
REPORTS = int(os.environ.get("WEILINLI_BENCH_REPORTS", "1000"))
ROUNDS = 4
GOAL = 0.1
"""Of the reports a second, at most."""


@asynccontextmanager
async def following(app: Starlette, cookies: Mapping[str, str], shows: str = "") -> "AsyncIterator[Stream]":
    """One board's stream. `shows`: what its page shows."""
    stream = Stream()
    cookie = "; ".join(f"{name}={value}" for name, value in cookies.items())
    scope: Scope = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.4"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": "/board/new",
        "raw_path": b"/board/new",
        "root_path": "",
        "query_string": b"",
        "headers": [(b"cookie", cookie.encode()), (b"board-shown", shows.encode()), (b"host", b"weilinli")],
        "server": ("weilinli", 80),
        "client": None,
    }
    task = asyncio.create_task(app(scope, stream.receive, stream.send))
    try:
        yield stream
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


class Stream:
    """What a board is told. `heard`: how often, `size`: how many bytes."""

    def __init__(self) -> None:
        self.heard = self.size = 0
        self._told: asyncio.Queue[str] = asyncio.Queue()
        self._gone = asyncio.Event()

    async def receive(self) -> Message:
        """Nothing is sent, and nobody leaves."""
        await self._gone.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        """A line of the stream."""
        said: bytes = message.get("body", b"")
        self.size += len(said)
        if said.startswith((b"data: ", b"event: ")):
            self.heard += 1
            self._told.put_nowait(said.decode())

    async def news(self) -> dict[str, str]:
        """The parts that have changed, by their ids. Raises EOFError when it is over."""
        said = await self._told.get()
        if said.startswith("event: "):
            raise EOFError
        parts: dict[str, str] = json.loads(said.removeprefix("data: "))
        return parts

    async def over(self) -> None:
        """Wait until nothing more is told."""
        while not (await self._told.get()).startswith("event: "):
            pass


async def measure() -> dict[str, Any]:
    """By turns; the mean of a few rounds."""
    spent: dict[str, list[float]] = {"none": [], "open": []}
    with tempfile.TemporaryDirectory(prefix="weilinli-bench-") as temporary:
        bot = Ours(Path(temporary))
        await bot.open()
        await bot.reports(BATCH)
        site = Site(
            database=bot.app.database,
            settings=bot.app.config.settings,
            now=lambda: datetime.now(UTC),
            bot=lambda: "bot",
            secret="s",
        )
        app = pages(site)
        sessions = [await _enter(app, bot, f"she-{number}") for number in range(COMMUNITIES)]
        told: list[Stream] = []
        for number in range(ROUNDS):
            # every round has more that stands than the one before: what comes first changes
            for name in ("none", "open") if number % 2 == 0 else ("open", "none"):
                async with AsyncExitStack() as stack:
                    boards = range(BOARDS if name == "open" else 0)
                    streams = [following(app, sessions[one % COMMUNITIES]) for one in boards]
                    told = [await stack.enter_async_context(one) for one in streams] or told
                    for one in told if streams else []:
                        await one.news()
                    spent[name].append(await _spent(bot))
            say(f"  round {number + 1}: " + ", ".join(f"{name} {of[-1] * 1000:.2f} ms" for name, of in spent.items()))
        app.state.stop()
        await bot.close()
    means = {name: statistics.fmean(of) for name, of in spent.items()}
    return {
        "boards": BOARDS,
        "cpu_ms_per_report": {name: round(of * 1000, 2) for name, of in means.items()},
        "per_cpu_s": {name: round(1 / of, 1) for name, of in means.items()},
        "less": round(1 - means["none"] / means["open"], 3),
        "goal": GOAL,
        "told_each": statistics.median(one.heard for one in told),
        "kb_each": round(statistics.median(one.size for one in told) / 1000, 1),
        "rounds": spent,
    }


async def _spent(bot: Ours) -> float:
    """Seconds of the processor for each report."""
    begun = time.process_time()
    await bot.reports(REPORTS)
    return (time.process_time() - begun) / REPORTS


async def _enter(app: Starlette, bot: Ours, name: str) -> dict[str, str]:
    """A session of that post: its cookies."""
    work = bot.app.database.work(bot.app.config.settings)
    post = await work.post_by_code(name)
    assert post is not None
    assert post.person_id is not None
    code = work.new_code()
    work.let_in(post.person_id, code, datetime.now(UTC))
    await work.commit()
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=app), base_url="http://weilinli") as client:
        await client.post(f"/open/{code}")
        return dict(client.cookies)


def told(figures: dict[str, Any]) -> list[str]:
    """For people."""
    f, per = figures, figures["per_cpu_s"]
    return [
        f"reports a second of the processor: {per['none']:.0f}, with {f['boards']} boards open {per['open']:.0f}",
        f"{f['less']:.1%} less (goal: under {f['goal']:.0%})",
        f"each board was told {f['told_each']:g} times, {f['kb_each']} kB",
    ]


if __name__ == "__main__":
    for line in told(asyncio.run(measure())):
        say(line)
