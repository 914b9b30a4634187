"""The sandbox's clock, and the followers who take their time from it.

Everything runs in one event loop, so a change and its notification are one step: whoever waits looks at the
state again after every `Signal.notify` and cannot miss one.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from sandbox.errors import Json, Refused

SETTLE_TIMEOUT = 30.0
"""Real seconds that settle and each step of advance wait by default."""


class Signal:
    """Wakes everyone who waits; a waiter that checked its condition just before waiting misses nothing."""

    def __init__(self) -> None:
        self._event = asyncio.Event()

    def notify(self) -> None:
        """Wake all who wait now."""
        event, self._event = self._event, asyncio.Event()
        event.set()

    async def wait(self, timeout: float | None = None) -> None:
        """Until the next notify, or until so many real seconds passed."""
        if timeout is None:
            await self._event.wait()
            return
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._event.wait(), timeout)


@dataclass
class Follower:
    """One program that takes its time from here, and what it last reported."""

    name: str
    stream: int | None = None
    seq: int = -1
    updates: dict[int, int] = field(default_factory=dict)
    idle: bool = False
    next_wake: float | None = None
    agenda: list[Json] = field(default_factory=list)


class Clock:
    """Time that runs at a rate (sandbox seconds per real second), stands, or jumps."""

    def __init__(self, now: float | None = None, rate: float = 1.0) -> None:
        self._base = time.time() if now is None else now
        self._mark = time.monotonic()
        self.rate = rate
        self.paused = False
        self.seq = 1
        self.changed = Signal()
        """Notified at every change of the clock, for those who stream it or sleep by it."""
        self.settled = Signal()
        """Notified at everything that may make the sandbox settled."""
        self.followers: dict[str, Follower] = {}
        self.obstacles: Callable[[], list[str]] = list
        """Says what else is under way (set by the world)."""
        self._streams: dict[int, str | None] = {}
        self._next_stream = 1
        self._waits: dict[object, float] = {}
        self._advancing = asyncio.Lock()

    @property
    def speed(self) -> float:
        """Sandbox seconds per real second at this moment."""
        return 0.0 if self.paused else self.rate

    def now(self) -> float:
        """Unix seconds of the sandbox."""
        if self.speed == 0.0:
            return self._base
        return self._base + (time.monotonic() - self._mark) * self.speed

    def state(self) -> Json:
        """What followers are told."""
        return {"seq": self.seq, "now": self.now(), "rate": self.rate, "paused": self.paused}

    def set(self, *, now: float | None = None, rate: float | None = None, paused: bool | None = None) -> None:
        """Change it, and tell all followers."""
        if rate is not None and rate < 0:
            raise Refused("rate must not be negative")
        self._base = self.now() if now is None else now
        self._mark = time.monotonic()
        self.rate = self.rate if rate is None else rate
        self.paused = self.paused if paused is None else paused
        self.seq += 1
        self.changed.notify()
        self.settled.notify()

    async def wait_until(self, at: float) -> None:
        """Sleep by this clock; advance steps to `at` as it does to a follower's next wake."""
        key = object()
        self._waits[key] = at
        try:
            while (left := at - self.now()) > 0:
                await self.changed.wait(left / self.speed if self.speed else None)
        finally:
            del self._waits[key]
            self.settled.notify()

    # Followers

    def open_stream(self, name: str | None) -> int:
        """A follower connected; with a name it is waited for at once."""
        stream = self._next_stream
        self._next_stream += 1
        self._streams[stream] = name
        if name is not None:
            self.followers[name] = Follower(name, stream)
        return stream

    def close_stream(self, stream: int) -> None:
        """The connection is gone, and with it whoever followed by it."""
        self._streams.pop(stream, None)
        for follower in [f for f in self.followers.values() if f.stream == stream]:
            del self.followers[follower.name]
        self.settled.notify()

    def report(self, body: Json) -> Follower:
        """Take in what a follower says about itself."""
        try:
            name = str(body["follower"])
            follower = self.followers.get(name) or Follower(name, self._unnamed_stream(name))
            follower.seq = int(body["clock_seq"])
            follower.updates = {int(bot): int(n) for bot, n in (body.get("updates") or {}).items()}
            follower.idle = bool(body["idle"])
            follower.next_wake = None if body.get("next_wake") is None else float(body["next_wake"])
            follower.agenda = list(body.get("agenda") or [])
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise Refused(f"report: {error!r}") from error
        self.followers[name] = follower
        self.settled.notify()
        return follower

    def _unnamed_stream(self, name: str) -> int | None:
        for stream in sorted(self._streams, reverse=True):
            if self._streams[stream] is None:
                self._streams[stream] = name
                return stream
        return None

    # Settling and advancing

    def missing(self, newest: Callable[[int], int]) -> list[str]:
        """Why the sandbox is not settled; empty when it is. `newest` gives a bot's newest update id."""
        missing = self.obstacles()
        now = self.now()
        if any(at <= now for at in self._waits.values()):
            missing.append("the sandbox's own timers are due")
        for follower in self.followers.values():
            if follower.seq < self.seq:
                missing.append(f"{follower.name} has not reported for clock seq {self.seq} (last: {follower.seq})")
            elif not follower.idle:
                missing.append(f"{follower.name} is not idle")
            for bot, taken in follower.updates.items():
                if taken < (last := newest(bot)):
                    missing.append(f"{follower.name} has not taken in update {last} of bot {bot} (last: {taken})")
        return missing

    async def settle(self, newest: Callable[[int], int], timeout: float = SETTLE_TIMEOUT) -> None:
        """Wait until nothing is under way. Raises Refused (504) with what is missing."""
        end = time.monotonic() + timeout
        while missing := self.missing(newest):
            left = end - time.monotonic()
            if left <= 0:
                raise Refused("not settled", 504, missing=missing, now=self.now())
            await self.settled.wait(left)

    def _next_wake(self, now: float) -> float | None:
        wakes = [f.next_wake for f in self.followers.values() if f.next_wake is not None]
        return min((at for at in [*wakes, *self._waits.values()] if at > now), default=None)

    async def advance(
        self,
        newest: Callable[[int], int],
        *,
        seconds: float | None = None,
        to: float | None = None,
        timeout: float = SETTLE_TIMEOUT,
    ) -> int:
        """Step from wake to wake up to the target, settled at each; the number of steps.

        Without a target it goes to the earliest next wake, if there is one.
        """
        async with self._advancing:
            await self.settle(newest, timeout)
            target = self._next_wake(self.now()) if seconds is None and to is None else to
            if seconds is not None:
                target = self.now() + seconds
            steps = 0
            while target is not None and (now := self.now()) < target:
                wake = self._next_wake(now)
                self.set(now=target if wake is None else min(wake, target))
                steps += 1
                await self.settle(newest, timeout)
            return steps
