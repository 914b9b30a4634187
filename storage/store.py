"""What the rooms of storage need of the database: to ask, to write, the time, and to wake who sleeps."""

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import Protocol, TypeVar

from sqlalchemy import Connection

from storage.area_settings import Kept

T = TypeVar("T")


class WakeUp:
    """Wakes who sleeps until there is work: each has an event of its own, set by every commit that made work."""

    def __init__(self) -> None:
        self._events: list[asyncio.Event] = []
        self.tell: Callable[[], None] = lambda: None
        """Tells the other replicas."""

    def subscribe(self) -> asyncio.Event:
        """An event for one sleeper, who clears it before looking."""
        event = asyncio.Event()
        self._events.append(event)
        return event

    def set(self) -> None:
        """A commit made work: wake everybody, here and in the other replicas."""
        self.wake()
        self.tell()

    def wake(self) -> None:
        """Wake everybody here."""
        for event in self._events:
            event.set()


class Store(Protocol):
    """`storage.database.Database` is one."""

    now: Callable[[], datetime]
    committed: WakeUp
    received: WakeUp
    area_settings: Kept

    async def look(self, ask: Callable[[Connection], T]) -> T:
        """Run `ask`, which reads a few rows that an index finds. Raises DatabaseUnavailable."""

    async def read(self, ask: Callable[[Connection], T]) -> T:
        """Run `ask`, which may read for long. Raises DatabaseUnavailable."""

    async def write(self, do: Callable[[Connection], T], *, durable: bool = True) -> T:
        """Run `do` in one transaction. Raises StaleError and DatabaseUnavailable; then nothing was written."""

    @property
    def is_server(self) -> bool:
        """Whether other processes may share it over the network."""

    def wake(self) -> None:
        """Everybody here looks again."""
