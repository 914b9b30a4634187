"""Two machines on one PostgreSQL: the one that polls and sends is killed; how long until the other one answers people.

The processes run on one machine and are told that theirs has another name, since a process that is dead on its own
machine is noticed at once. `python -m benchmarks.chaos.takeover` measures only this.
"""

import asyncio
import tempfile
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from benchmarks.chaos.stores import PostgresStore, Server, postgres_server
from benchmarks.results import say
from benchmarks.stage import Sandbox, end, sandbox_process, start_bot
from benchmarks.town import Town, config_text
from casework.settings import Settings
from storage.database import Database
from storage.leases import Leases
from storage.replicas import POLLER, SENDER

ROUNDS = 5
GOAL_SECONDS = 10.0
WAIT_SECONDS = 60.0
LOOK_SECONDS = 0.02


async def measure(at: Path, server: Server) -> dict[str, Any]:
    """The figures. `at`: a directory for configuration and logs."""
    town = Town(communities=1, residents_each=1)
    store = await PostgresStore(server, "takeover").make()
    async with sandbox_process() as sandbox:
        await town.build(sandbox.http)
        database = await Database.open(store.url, create=True)
        await town.settle(database, Settings(), datetime.fromtimestamp(await sandbox.now(), UTC))
        config = at / "takeover.toml"
        config.write_text(config_text(sandbox.url, store.url), encoding="utf-8")
        bots: list[asyncio.subprocess.Process] = []

        async def start(number: int) -> None:
            machine = f"machine-{number}"
            bots.append(await start_bot(config, town.bot["token"], at / f"{machine}.log", machine=machine))
            if number == 0:
                await _until(lambda: _holds_all(database, "machine-0"))
            else:  # the other one stands by
                await _until(lambda: _lives(database, machine))

        try:
            await start(0)
            rounds = []
            for number in range(ROUNDS):
                await start(number + 1)
                bots[number].kill()
                rounds.append(await _answered(sandbox, town, number))
                await _until(lambda number=number: _holds_all(database, f"machine-{number + 1}"))  # type: ignore[misc]
        finally:
            for bot in bots:
                await end(bot)
            await database.close()
    worst = max(rounds)
    return {"rounds_s": rounds, "seconds": worst, "goal_s": GOAL_SECONDS, "good": worst <= GOAL_SECONDS}


async def _answered(sandbox: Sandbox, town: Town, number: int) -> float:
    """Real seconds from now until a resident who writes now has an answer."""
    begun, before = time.monotonic(), len(await sandbox.traffic())
    user = town.users["res-0-0"]
    text = {"chat": town.bot["id"], "text": f"楼道灯不亮 {number}"}
    (await sandbox.http.post(f"/api/users/{user}/messages", json=text)).raise_for_status()

    async def answered() -> bool:
        return any(
            call["ok"] and call["method"] == "sendMessage" and call["chat"] == user
            for call in await sandbox.traffic(before)
        )

    await _until(answered)
    return round(time.monotonic() - begun, 2)


async def _holds_all(database: Database, machine: str) -> bool:
    leases = Leases(database)
    owners = [await leases.holder(name, datetime.now(UTC)) for name in (SENDER, POLLER)]
    return all(owner is not None and owner.startswith(f"{machine}|") for owner in owners)


async def _lives(database: Database, machine: str) -> bool:
    asked = f"SELECT count(*) FROM leases WHERE name LIKE 'alive:{machine}|%'"
    return bool(await database.read(lambda connection: connection.exec_driver_sql(asked).scalar()))


async def _until(so: Callable[[], Awaitable[bool]]) -> None:
    async with asyncio.timeout(WAIT_SECONDS):
        while not await so():  # noqa: ASYNC110 - other processes work
            await asyncio.sleep(LOOK_SECONDS)


def told(figures: dict[str, Any]) -> str:
    """For people."""
    rounds = ", ".join(f"{one:.1f}" for one in figures["rounds_s"])
    return (
        f"  takeover: the machine that polls and sends is killed; a resident who writes then has an answer after "
        f"{rounds} s (goal {GOAL_SECONDS:g})"
    )


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(prefix="weilinli-takeover-") as temporary, postgres_server() as running:
        say(told(asyncio.run(measure(Path(temporary), running))))
