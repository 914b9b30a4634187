"""This process among those that share the database: it says that it lives, and which of them alone sends or polls.

Leases run on the database's clock (or this machine's, with SQLite), never on the casework's: a sandbox may stop that.
A process that is killed is silent; after SILENT at most the others have what it held. One on the same machine sees at
once that it is dead, so that a restart waits for nothing.
"""

import asyncio
import logging
import os
import secrets
import socket
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Connection, Select, delete, func, literal, select

from storage import tables
from storage.errors import StorageError
from storage.leases import take
from storage.store import Store

_log = logging.getLogger(__name__)
leases = tables.leases

SILENT = timedelta(seconds=6)
"""Who has said nothing for so long is dead to the others."""
BEAT_SECONDS = 2.0
MARGIN_SECONDS = 1.0
"""Whoever holds something lets go of it so long before the others may take it."""
ALIVE = "alive:"

SENDER = "sender"
"""Sends what is in the outbox: Telegram's limits belong to the token."""
POLLER = "poller"
"""Fetches updates: Telegram allows one."""
SUMMER = "sums"
"""Sums the days that changed (sums.py): two would do the same work."""
CALLER = "hooks"
"""Calls systems outside (hooks.py): by two they would hear everything twice."""
PICTURES = "pictures"
"""Fetches the photos that were released for the echo wall (pictures.py): two would fetch each twice."""
DRAINED = "drained"
"""Held by whoever fetches, once nothing from before the start is left at Telegram."""
AT_WORK = "at work"
"""Nobody's lease: a note of when DRAINED was last held, by the casework's clock. What Telegram kept since then counts
as made then (inbox.py)."""


_ours: set[str] = set()


def new_owner() -> str:
    """A name for this process: machine, process namespace, process id, and chance."""
    made = "|".join((socket.gethostname(), _namespace(), str(os.getpid()), secrets.token_hex(4)))
    _ours.add(made)
    return made


def _namespace() -> str:
    try:
        return os.readlink("/proc/self/ns/pid")
    except OSError:
        return ""


def is_dead_here(owner: str) -> bool:
    """Whether it was a process of this machine and namespace that is gone. Of others nothing can be said."""
    machine, _, rest = owner.partition("|")
    namespace, _, rest = rest.partition("|")
    pid = rest.partition("|")[0]
    if os.name != "posix" or (machine, namespace) != (socket.gethostname(), _namespace()) or not pid.isdecimal():
        return False
    if int(pid) == os.getpid():
        return owner not in _ours  # in a container every start has the same number
    try:
        os.kill(int(pid), 0)
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace").rpartition(") ")[2][:1]
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return state == "Z"  # killed, and its parent has not asked yet how it ended


def moment(connection: Connection) -> datetime:
    """Now, by the clock that all replicas share."""
    if connection.dialect.name == "sqlite":
        return datetime.now(UTC)
    now: datetime = connection.execute(select(func.clock_timestamp())).scalar_one()
    return now


def living(now: datetime) -> Select[tuple[str]]:
    """The owners that live."""
    return select(leases.c.owner).where(leases.c.name.startswith(literal(ALIVE)), leases.c.until > now)


async def at_work(database: Store) -> bool:
    """Whether any process is at work on this database, as far as can be told from here."""
    rows = await database.look(lambda connection: connection.execute(living(moment(connection))).all())
    return any(not is_dead_here(row.owner) for row in rows)


class Replica:
    """`wanted` are the leases that it takes when they are free. Call `beat` before anything is claimed."""

    def __init__(self, database: Store, wanted: Iterable[str] = (), owner: str | None = None) -> None:
        self.owner = owner or new_owner()
        self.wanted = set(wanted)
        self.others: frozenset[str] = frozenset()
        """Who else lives, as of the last beat."""
        self.met = 0
        """How many beats saw others: what they did is not known here."""
        self.leases: dict[str, str] = {}
        """Who holds what, as of the last beat."""
        self._database = database
        self._until: dict[str, float] = {}
        self._beats: list[asyncio.Event] = []

    @property
    def alone(self) -> bool:
        """Whether nobody else lives: then claiming would only cost."""
        return not self.others

    @property
    def lives(self) -> bool:
        """Whether it could say so lately."""
        return self.holds(ALIVE + self.owner)

    def holds(self, name: str) -> bool:
        """Whether this process alone may do it, right now."""
        return time.monotonic() < self._until.get(name, float("-inf"))

    @property
    def unsure(self) -> bool:
        """Whether we sent or fetched by the last beat, and that has run out since: the next one shows whose it is."""
        return any(self.leases.get(name) == self.owner and not self.holds(name) for name in (SENDER, POLLER))

    async def until_held(self, name: str) -> None:
        """Wait for one's turn."""
        await self._wait_until(lambda: self.holds(name))

    async def until_drained(self) -> None:
        """Wait until whoever fetches updates says that nothing from before the start is left."""
        await self._wait_until(lambda: DRAINED in self.leases and self.leases[DRAINED] == self.leases.get(POLLER))

    async def _wait_until(self, so: Callable[[], bool]) -> None:
        beaten = asyncio.Event()
        self._beats.append(beaten)
        try:
            while not so():
                beaten.clear()
                await beaten.wait()
        finally:
            self._beats.remove(beaten)

    async def beat(self) -> None:
        """Say that this process lives, and take or renew what it wants. Raises DatabaseUnavailable.

        What waits is looked at again when somebody died, when a lease came here or went, and when others live whose
        commits nobody tells us.
        """
        began = time.monotonic()
        wanted = [ALIVE + self.owner, *sorted(self.wanted)]

        def do(connection: Connection) -> tuple[list[str], dict[str, str]]:
            now = moment(connection)
            rows = connection.execute(select(leases.c.owner, leases.c.name, leases.c.until)).all()
            dead = {row.owner for row in rows if is_dead_here(row.owner)}
            gone = [row.name for row in rows if row.name.startswith(ALIVE) and row.until <= now]
            if dead or gone:
                connection.execute(
                    delete(leases).where(leases.c.owner.in_(dead) | (leases.c.name.in_(gone) & (leases.c.until <= now)))
                )
            taken = [name for name in wanted if take(connection, name, self.owner, now, now + SILENT)]
            if DRAINED in taken:
                take(connection, AT_WORK, "", now, self._database.now())
            live = select(leases.c.name, leases.c.owner).where(leases.c.until > now)
            return taken, {row.name: row.owner for row in connection.execute(live)}

        # With a file only a power cut could undo it, and nobody who lost the power holds anything. A server may crash
        # and forget a lease while its holder lives: two would send.
        taken, self.leases = await self._database.write(do, durable=self._database.is_server)
        until = began + SILENT.total_seconds() - MARGIN_SECONDS
        # Whoever waits for DRAINED looks at every beat; nobody's work changes with it.
        changed = {name for name in wanted if self.holds(name)} - {DRAINED} != set(taken) - {DRAINED}
        self._until = dict.fromkeys(taken, until)
        others = frozenset(
            owner for name, owner in self.leases.items() if name.startswith(ALIVE) and owner != self.owner
        )
        died, self.others = self.others - others, others
        self.met += bool(others)
        for event in self._beats:
            event.set()
        unheard = bool(others) and not self._database.is_server
        if died or changed or unheard:
            self._database.wake()

    async def run(self) -> None:
        """Beat for ever."""
        while True:
            try:
                await self.beat()
            except StorageError:
                self.leases = {}  # nobody knows
                if not self.lives:
                    self._database.wake()  # whoever sends has to notice that it may not any more
            await asyncio.sleep(BEAT_SECONDS)

    async def leave(self) -> None:
        """Give back everything, so that the others need not wait. Best effort."""
        self._until = {}

        def do(connection: Connection) -> None:
            if DRAINED in self.wanted:
                take(connection, AT_WORK, "", moment(connection), self._database.now())
            connection.execute(delete(leases).where(leases.c.owner == self.owner))

        with suppress(StorageError):
            await self._database.write(do)
