"""What goes wrong besides the kills: Telegram's bad moments, a locked database, a full disk, people who block."""

import asyncio
import random
import sqlite3
import time
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx

from benchmarks.chaos.life import Replica
from benchmarks.chaos.phones import Phones
from benchmarks.town import Town

TELEGRAM: tuple[dict[str, Any], ...] = (
    {"kind": "429", "method": "sendMessage", "times": 2, "retry_after": 30},
    {"kind": "429", "method": "editMessageText", "times": 2, "retry_after": 30},
    {"kind": "5xx", "method": "sendMessage", "times": 3},
    {"kind": "5xx", "method": "getUpdates", "times": 1},
    {"kind": "timeout", "method": "sendMessage", "times": 1, "seconds": 0.3},
    {"kind": "lost_reply", "method": "sendMessage", "times": 2},
    {"kind": "lost_reply", "method": "getUpdates", "times": 1},
    {"kind": "slow", "times": 5, "seconds": 0.1},
)
CHANCE = 0.6
"""Of something for each life."""


@dataclass
class Trouble:
    """Makes some. `windows`: from when to when the database could not be written, in the sandbox's time."""

    town: Town
    http: httpx.AsyncClient
    phones: Phones
    database: Path
    dice: random.Random
    windows: list[tuple[float, float]] = field(default_factory=list)
    made: dict[str, int] = field(default_factory=dict)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def perhaps(self, replica: Replica) -> None:
        """Something for this life."""
        await self.calm()
        if self.dice.random() > CHANCE:
            return
        sort = self.dice.choices(("telegram", "locked", "full", "block"), (6, 1, 1, 1))[0]
        if sort == "telegram":
            fault = self.dice.choice(TELEGRAM)
            self._count(f"{fault['kind']} {fault.get('method', '')}".strip())
            await self.http.post("/api/faults", json=fault)
            return
        self._count(sort)
        doing = {"locked": self._lock, "full": self._fill, "block": self._block}[sort](replica)
        task = asyncio.create_task(doing)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def calm(self) -> None:
        """Telegram is well again."""
        await self.http.request("DELETE", "/api/faults")

    async def finish(self) -> None:
        """All is well again."""
        await asyncio.gather(*set(self._tasks))
        await self.calm()

    def _count(self, sort: str) -> None:
        self.made[sort] = self.made.get(sort, 0) + 1

    async def _lock(self, _: Replica) -> None:
        begun = self.phones.world.now()
        await asyncio.to_thread(self._hold_lock, self.dice.uniform(0.2, 0.8))
        self.windows.append((begun, self.phones.world.now()))

    def _hold_lock(self, seconds: float) -> None:
        with closing(sqlite3.connect(self.database, timeout=10, isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            time.sleep(seconds)
            connection.execute("ROLLBACK")

    async def _fill(self, replica: Replica) -> None:
        begun, pid = self.phones.world.now(), replica.pid
        await asyncio.sleep(self.dice.uniform(0, 0.4))
        replica.fill_disk(True)
        await asyncio.sleep(self.dice.uniform(0.2, 0.5))
        if replica.pid == pid:
            replica.fill_disk(False)
        self.windows.append((begun, self.phones.world.now()))

    async def _block(self, _: Replica) -> None:
        """Somebody blocks the bot for a while: a deputy, so that the ladder has to go on to the next."""
        user = self.town.users[f"she2-{self.dice.randrange(self.town.communities)}"]
        await self.http.post(f"/api/users/{user}/block", json={"bot": self.town.bot["id"]})
        await asyncio.sleep(self.dice.uniform(1, 5))
        await self.http.post(f"/api/users/{user}/unblock", json={"bot": self.town.bot["id"]})
