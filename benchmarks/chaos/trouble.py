"""What goes wrong besides the kills: Telegram's bad moments, a locked or restarted database, a full disk, people
who block."""

import asyncio
import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import httpx

from benchmarks.chaos.life import Replica
from benchmarks.chaos.phones import Phones
from benchmarks.chaos.stores import Store
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
"""Of something for each kill."""


@dataclass
class Trouble:
    """Makes some. `windows`: from when to when the database could not be written, in the sandbox's time."""

    town: Town
    http: httpx.AsyncClient
    phones: Phones
    store: Store
    replicas: Sequence[Replica]
    dice: random.Random
    windows: list[tuple[float, float]] = field(default_factory=list)
    made: dict[str, int] = field(default_factory=dict)
    _restarts: int = 0
    """Under way: one may begin before another is over."""
    _back_since: float = 0.0
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    async def perhaps(self) -> None:
        """Something before the next kill."""
        await self.calm()
        if self.dice.random() > CHANCE:
            return
        sorts = {"telegram": 6, **self.store.troubles, "block": 1}
        sort = self.dice.choices(list(sorts), list(sorts.values()))[0]
        if sort == "telegram":
            fault = self.dice.choice(TELEGRAM)
            self._count(f"{fault['kind']} {fault.get('method', '')}".strip())
            await self.http.post("/api/faults", json=fault)
            return
        self._count(sort)
        doing = {"locked": self._lock, "restarted": self._restart, "full": self._fill, "block": self._block}[sort]
        task = asyncio.create_task(doing())
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

    def database_was_away(self, since: float) -> bool:
        """Whether the server is down right now, or was since then, in the sandbox's time."""
        return self._restarts > 0 or self._back_since >= since

    async def _lock(self) -> None:
        begun = self.phones.world.now()
        await self.store.lock(self.dice.uniform(0.2, 0.8))
        self.windows.append((begun, self.phones.world.now()))

    async def _restart(self) -> None:
        await asyncio.sleep(self.dice.uniform(0, 0.6))
        begun = self.phones.world.now()
        self._restarts += 1
        await self.store.restart(self.dice.random() < 0.5)
        self._restarts -= 1
        self._back_since = self.phones.world.now()
        self.windows.append((begun, self._back_since))

    async def _fill(self) -> None:
        begun = self.phones.world.now()
        await asyncio.sleep(self.dice.uniform(0, 0.4))
        await self.store.fill(self.replicas, self.dice.uniform(0.2, 0.5))
        self.windows.append((begun, self.phones.world.now()))

    async def _block(self) -> None:
        """Somebody blocks the bot for a while: a deputy, so that the ladder has to go on to the next."""
        user = self.town.users[f"she2-{self.dice.randrange(self.town.communities)}"]
        await self.http.post(f"/api/users/{user}/block", json={"bot": self.town.bot["id"]})
        await asyncio.sleep(self.dice.uniform(1, 5))
        await self.http.post(f"/api/users/{user}/unblock", json={"bot": self.town.bot["id"]})
