"""Where the time comes from: the machine, or the sandbox (docs/sandbox.md, "Clock").

Every worker wraps its life in `with clock.work()` and waits with `clock.wait` only. So the sandbox's clock knows when
nothing is going on: every worker waits, none has been woken, and nothing that somebody waits for is due.
"""

import asyncio
import json
import logging
import secrets
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any, Protocol

import httpx

from bot.running.connections import Connections, Limits

_log = logging.getLogger(__name__)

HEARTBEAT_SECONDS = 15.0
"""A worker on the system's clock looks again after so long, even if nobody woke it: the wall clock may have been set,
and another replica may have written."""
RECONNECT_SECONDS = 0.2
OPEN_TIMEOUT_SECONDS = 10.0
JSON = [("Content-Type", "application/json")]
LIMITS = Limits(free=10.0, connect=10.0, write=10.0, read=10.0)


class ClockGone(Exception):
    """The sandbox's clock does not answer."""


class Clock(Protocol):
    """What time it is, and waiting for a time."""

    def now(self) -> datetime:
        """This moment, in UTC."""

    async def wait(self, until: datetime | None, wake: asyncio.Event) -> None:
        """Wait until that moment, or until woken; `wake` is cleared. May return early. Only inside `work()`."""

    def work(self) -> "Work":
        """Whoever holds this is at work whenever it does not wait."""

    async def open(self) -> None:
        """Start following. Raises ClockGone."""

    async def close(self) -> None:
        """Stop following."""


class Work:
    """Held by a worker for as long as it lives (a context manager)."""

    def __init__(self, count: Callable[[int], None]) -> None:
        self._count = count

    def __enter__(self) -> None:
        self._count(1)

    def __exit__(self, *_: object) -> None:
        self._count(-1)


def spawn(clock: Clock, doing: Coroutine[Any, Any, None], tasks: set[asyncio.Task[None]]) -> asyncio.Task[None]:
    """Run it as a task that counts as work from this very moment; `tasks` keeps it alive."""
    work = clock.work()
    work.__enter__()
    task = asyncio.ensure_future(doing)
    tasks.add(task)

    def over(_: object) -> None:
        tasks.discard(task)
        work.__exit__()

    task.add_done_callback(over)
    return task


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """This moment, in UTC."""
        return datetime.now(UTC)

    async def wait(self, until: datetime | None, wake: asyncio.Event) -> None:
        """Wait until that moment, or until woken, or a heartbeat."""
        left = HEARTBEAT_SECONDS if until is None else (until - self.now()).total_seconds()
        if left > 0 and not wake.is_set():
            try:
                async with asyncio.timeout(min(left, HEARTBEAT_SECONDS)):
                    await wake.wait()
            except TimeoutError:
                pass
        wake.clear()

    def work(self) -> Work:
        """Nobody asks."""
        return Work(lambda _: None)

    async def open(self) -> None:
        """Nothing to do."""

    async def close(self) -> None:
        """Nothing to do."""


class SandboxClock:
    """Follows GET /clock of the sandbox and reports there when nothing is left to do at this moment."""

    def __init__(self, url: str) -> None:
        self.updates: dict[int, int] = {}
        """The newest update taken in, by bot id. Set it with `took`."""
        self.agenda: Callable[[], Awaitable[list[dict[str, object]]]] | None = None
        """Gives [{at, label}] of what comes next, for the tester to see."""
        self.unsure: Callable[[], bool] = lambda: False
        """Whether it cannot be told just now what there is to do: then nobody is idle."""
        self._url = url.rstrip("/")
        self._name = f"bot-{secrets.token_hex(4)}"
        self._http = httpx.AsyncClient(timeout=10.0, trust_env=False, verify=url.startswith("https"))
        self._connections = Connections(1)
        self._base = 0.0
        self._mark = 0.0
        self._speed = 0.0
        self._seq = -1
        self._changed = asyncio.Event()
        self._known = asyncio.Event()
        self._dirty = asyncio.Event()
        self._busy = 0
        self._waiting: dict[object, tuple[datetime | None, asyncio.Event]] = {}
        self._tasks: list[asyncio.Task[None]] = []

    def now(self) -> datetime:
        """This moment of the sandbox, in UTC."""
        return datetime.fromtimestamp(self._base + (time.monotonic() - self._mark) * self._speed, UTC)

    def took(self, bot_id: int, update_id: int) -> None:
        """Updates up to this one are in the inbox, and whoever handles them has been woken."""
        self.updates[bot_id] = max(update_id, self.updates.get(bot_id, update_id))
        self._dirty.set()

    def work(self) -> Work:
        """Whoever holds this is at work whenever it does not wait."""
        return Work(self._count)

    async def wait(self, until: datetime | None, wake: asyncio.Event) -> None:
        """Wait until that moment of the sandbox, or until woken."""
        with self._standing(until, wake):
            while not wake.is_set():
                left = None if until is None else (until - self.now()).total_seconds()
                if left is not None and left <= 0:
                    break
                await self._sleep(wake, left)
        wake.clear()

    async def open(self) -> None:
        """Start following. Raises ClockGone."""
        self._tasks = [asyncio.create_task(self._follow()), asyncio.create_task(self._report())]
        try:
            async with asyncio.timeout(OPEN_TIMEOUT_SECONDS):
                await self._known.wait()
        except TimeoutError:
            await self.close()
            raise ClockGone(f"no clock at {self._url}/clock: is the sandbox running?") from None

    async def close(self) -> None:
        """Stop following; the sandbox forgets this follower."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._tasks = []
        await self._http.aclose()
        await self._connections.close()

    def _count(self, by: int) -> None:
        self._busy += by
        self._dirty.set()

    @contextmanager
    def _standing(self, until: datetime | None, wake: asyncio.Event) -> Iterator[None]:
        key = object()
        self._waiting[key] = (until, wake)
        self._count(-1)
        try:
            yield
        finally:
            del self._waiting[key]
            self._count(1)

    async def _sleep(self, wake: asyncio.Event, left: float | None) -> None:
        # A stopped clock moves by a message only, a running one by itself.
        timeout = left / self._speed if left is not None and self._speed else None
        either = [asyncio.ensure_future(wake.wait()), asyncio.ensure_future(self._changed.wait())]
        try:
            await asyncio.wait(either, timeout=timeout, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for one in either:
                one.cancel()

    async def _follow(self) -> None:
        while True:
            try:
                address = f"{self._url}/clock"
                asked = self._http.stream("GET", address, params={"follower": self._name}, timeout=None)
                async with asked as stream:
                    stream.raise_for_status()
                    async for line in stream.aiter_lines():
                        if line.startswith("data:"):
                            self._set(json.loads(line[5:]))
            except (httpx.HTTPError, ValueError) as error:
                _log.warning("the sandbox's clock is gone (%s), trying again", type(error).__name__)
            await asyncio.sleep(RECONNECT_SECONDS)

    def _set(self, state: dict[str, Any]) -> None:
        self._base, self._mark = float(state["now"]), time.monotonic()
        self._speed = 0.0 if state["paused"] else float(state["rate"])
        self._seq = int(state["seq"])
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()
        self._known.set()
        self._dirty.set()

    def _idle(self) -> bool:
        now = self.now()
        waiting = all(not wake.is_set() and (until is None or until > now) for until, wake in self._waiting.values())
        return waiting and self._busy == 0 and not self.unsure()

    def _state(self) -> dict[str, object]:
        wakes = [until.timestamp() for until, _ in self._waiting.values() if until is not None]
        return {
            "follower": self._name,
            "clock_seq": self._seq,
            "updates": {str(bot): update for bot, update in self.updates.items()},
            "idle": True,
            "next_wake": min(wakes, default=None),
        }

    async def _report(self) -> None:
        # Only idleness is reported: an older report says nothing once the clock moved or an update came.
        reported: dict[str, object] = {}
        while True:
            await self._dirty.wait()
            self._dirty.clear()
            if self._seq < 0 or not self._waiting or not self._idle() or self._state() == reported:
                continue
            try:
                agenda = await self.agenda() if self.agenda is not None else []
                if not self._idle():
                    continue
                state = self._state()
                body = json.dumps({**state, "agenda": agenda}).encode()
                code, _ = await self._connections.ask("POST", f"{self._url}/clock/report", JSON, body, LIMITS)
                if code != httpx.codes.OK:
                    raise ClockGone(f"HTTP {code}")
                reported = state
            except Exception as error:  # the database may be closing under the agenda: the next report tells
                _log.debug("no report to the sandbox's clock: %s", type(error).__name__)
                await asyncio.sleep(RECONNECT_SECONDS)
                self._dirty.set()
