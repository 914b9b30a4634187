"""2,751 messages to as many people, 300 pings among them, against Telegram's limits on the sandbox's stopped clock.

The real limiter and sender, with a view that says only a number. The notices are all there at once; the pings fall
due one after the other while they go out. Least possible: thirty a second, the first thirty at once.
"""

import asyncio
import os
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx

from benchmarks.results import percentile, say
from benchmarks.town import HTTP_SECONDS, Town, config_text, database_for
from bot.app import App
from bot.config import TOKEN_VARIABLE, parse
from bot.views.view import View
from casework.messages import Kind, Priority
from casework.model import Message
from locales.markup import Html
from locales.translator import Translator
from sandbox.run import running
from storage.work import OutboxRow, SqlWork

MESSAGES, PINGS = 2_751, 300
PER_SECOND = 30
GOAL_RATIO, GOAL_PING_P99_S = 1.03, 1.5
NOON = datetime(2026, 11, 21, 4, 0, tzinfo=UTC)


async def short(
    rows: list[OutboxRow], work: SqlWork, tr: Translator, now: datetime, name: str
) -> tuple[View | None, list[OutboxRow]]:
    """The row's number as its message."""
    return View(Html(str(rows[0].data["n"]))), rows


async def measure() -> dict[str, Any]:
    """The figures."""
    town = Town(communities=1, residents_each=MESSAGES)
    least = (MESSAGES - PER_SECOND) / PER_SECOND
    with tempfile.TemporaryDirectory(prefix="weilinli-bench-") as temporary:
        path = Path(temporary) / "bench.db"
        async with (
            running(now=NOON.timestamp()) as sandbox,
            httpx.AsyncClient(base_url=sandbox.url, timeout=HTTP_SECONDS, trust_env=False) as http,
        ):
            await town.build(http)
            os.environ[TOKEN_VARIABLE] = town.bot["token"]
            config = parse(config_text(sandbox.url, f"sqlite:///{path}"))
            database = await database_for(town, path, NOON, config.settings)
            try:
                pings = await _fill(database.work(config.settings), town, least)
            finally:
                await database.close()
            app = await App.build(config, make=short)
            stop = asyncio.Event()
            running_bot = asyncio.create_task(app.run(stop))
            try:
                await app.started.wait()
                adding = asyncio.create_task(_pings_when_due(app, pings))
                await _advance(http, NOON.timestamp() + least * 1.5)
                await adding
                traffic = [one for one in sandbox.world.traffic.since(0) if one["method"] == "sendMessage"]
            finally:
                stop.set()
                await running_bot
    accepted = {f"tg:{one['chat']}": one["at"] for one in traffic if one["ok"]}
    late = [accepted[address] - row.due_at.timestamp() for address, row in pings]
    took = max(accepted.values()) - NOON.timestamp()
    return {
        "messages": len(accepted),
        "pings": len(pings),
        "seconds": round(took, 3),
        "least_s": round(least, 3),
        "of_least": round(took / least, 4),
        "goal_of_least": GOAL_RATIO,
        "ping_p50_s": round(percentile(late, 0.5), 3),
        "ping_p99_s": round(percentile(late, 0.99), 3),
        "goal_ping_p99_s": GOAL_PING_P99_S,
        "refused_429": sum(1 for one in traffic if one["error_code"] == 429),
    }


async def _fill(work: SqlWork, town: Town, least: float) -> list[tuple[str, Message]]:
    """The notices into the outbox; the pings, spread over the time, with their addresses."""
    pings: list[tuple[str, Message]] = []
    for number in range(MESSAGES):
        address = f"tg:{town.users[f'res-0-{number}']}"
        person = await work.person_at(address)
        assert person is not None
        is_ping = number % (MESSAGES // PINGS) == 0 and len(pings) < PINGS
        due = NOON + timedelta(seconds=least * number / MESSAGES) if is_ping else NOON
        row = Message(
            id=work.new_id(),
            kind=Kind.PING if is_ping else Kind.RECEIPT,
            due_at=due,
            priority=Priority.PING if is_ping else Priority.NOTICE,
            person_id=person.id,
            data={"n": number},
        )
        if is_ping:
            pings.append((address, row))
        else:
            work.add(row)
    await work.commit()
    return pings


async def _pings_when_due(app: App, pings: list[tuple[str, Message]]) -> None:
    """Each is committed at its moment, as the ticker would."""
    never = asyncio.Event()
    with app.clock.work():
        for _, row in pings:
            while app.clock.now() < row.due_at:
                await app.clock.wait(row.due_at, never)
            work = app.database.work(app.config.settings)
            work.add(row)
            await work.commit()


async def _advance(http: httpx.AsyncClient, to: float) -> None:
    while (now := float((await http.get("/api/clock")).json()["now"])) < to:
        answer = await http.post("/api/clock/advance", json={"to": min(to, now + 5)})
        answer.raise_for_status()


def told(figures: dict[str, Any]) -> list[str]:
    """For people."""
    f = figures
    return [
        (
            f"{f['messages']} messages, {f['pings']} pings among them: {f['seconds']:.1f} s of "
            f"the least {f['least_s']:.1f}: "
            f"{f['of_least']:.3f} (goal {GOAL_RATIO:g})"
        ),
        (
            f"pings: p50 {f['ping_p50_s']:.2f} s, p99 {f['ping_p99_s']:.2f} s (goal {GOAL_PING_P99_S:g}); "
            f"429: {f['refused_429']}"
        ),
    ]


if __name__ == "__main__":
    for line in told(asyncio.run(measure())):
        say(line)
