"""Whether the bot is at work, as seen from outside: the health endpoint and systemd's watchdog ask here.

It depends on nothing that it looks after: times are the machine's own, and a database that does not answer is a
trouble, not a wait.
"""

import asyncio
import time
from collections.abc import Callable

from storage.database import Database, revision_of
from storage.errors import StorageError
from storage.replicas import POLLER, SENDER, Replica
from web.lateness import Lateness
from web.trouble import Trouble

TICK_SECONDS = 60.0
"""A look at the deadlines that was completed longer ago is too old: there is one every 15 s even with nothing due."""
POLL_SECONDS = 120.0
"""An answer of Telegram to the fetching of updates that came longer ago is too old: one takes 25 s with nothing new."""
DATABASE_SECONDS = 5.0


class Health:
    """The parts report here (`ticked`, `fetched`, `lateness`, `intake`); `troubles` says what is wrong right now."""

    def __init__(
        self, database: Database, replica: Replica, *, real_clock: bool, webhook: bool, up: Callable[[], bool]
    ) -> None:
        self._database = database
        self._replica = replica
        self._real_clock = real_clock
        self._webhook = webhook
        self._up = up
        self._started = self._ticked = self._fetched = time.monotonic()
        self._refused = False
        self.fails = False
        """Whether Telegram, asked for updates or for what it holds, did not answer the last time."""
        self._unsent_since: float | None = None
        self._in_vain = ""
        self.lateness = Lateness()
        self.intake = Lateness()

    def ticked(self) -> None:
        """A look at the deadlines was completed."""
        self._ticked = time.monotonic()

    def fetched(self) -> None:
        """Telegram answered, and what it gave is in the inbox."""
        self._fetched = time.monotonic()
        self._refused = self.fails = False

    def sent(self, arrived: bool) -> None:
        """A message is out; or Telegram did not take it, for no fault of the message."""
        if arrived:
            self._unsent_since = None
        elif self._unsent_since is None:
            self._unsent_since = time.monotonic()

    def called_in_vain(self, why: str) -> None:
        """Telegram holds updates that its calls did not bring; "": it holds none."""
        self._in_vain = why

    def token_refused(self, refused: bool) -> None:
        """Telegram said so, or answers again."""
        self._refused = refused

    @property
    def sends(self) -> bool:
        """Whether it is this replica's turn to tell people anything."""
        return self._replica.holds(SENDER)

    @property
    def restless(self) -> bool:
        """Whether something may become worse without anybody doing anything."""
        return self.fails or self._unsent_since is not None

    @property
    def telegram_away(self) -> bool:
        """Whether Telegram has not answered for two minutes: asked for updates, with a webhook for what it holds; or
        has taken no message for as long, though there were some."""
        asks = self._webhook or self._replica.holds(POLLER)
        return (asks and time.monotonic() - self._fetched > POLL_SECONDS) or self._unsent > POLL_SECONDS

    @property
    def _unsent(self) -> float:
        """Seconds for which no message went out that should have."""
        return 0.0 if self._unsent_since is None else time.monotonic() - self._unsent_since

    async def troubles(self) -> list[Trouble]:
        """What is wrong; empty when all is well. Database first: most of the rest follows from it."""
        looked = (
            await self._of_database(),
            self._of_tick(),
            self._of_token() or self._of_updates() or self._of_sends(),
        )
        found = [trouble for trouble in looked if trouble]
        return [Trouble("start", "the bot is only starting")] if not found and not self._up() else found

    async def stuck(self) -> str:
        """What a restart may cure, for the watchdog; empty when there is nothing. A database that is gone is waited
        for, not restarted against."""
        found = await self.troubles()
        if any(not one.curable for one in found):
            return ""
        return "; ".join(f"{one.part}: {one.says}" for one in found)

    def gauges(self) -> dict[str, float]:
        """What this process tells of itself in the metrics."""
        now = time.monotonic()
        return {
            "tick_age_seconds": round(now - self._ticked, 3),
            "up_seconds": round(now - self._started, 3),
            "sender": float(self._replica.holds(SENDER)),
            "poller": float(self._replica.holds(POLLER)),
            "replicas": float(1 + len(self._replica.others)),
        }

    async def _of_database(self) -> Trouble | None:
        try:
            async with asyncio.timeout(DATABASE_SECONDS):
                await self._database.read(revision_of)
        except (StorageError, TimeoutError):
            return Trouble("database", "it does not answer")
        if not self._replica.lives:
            return Trouble("database", "it cannot be written: is it locked, or the disk full?")
        return None

    def _of_tick(self) -> Trouble | None:
        age = time.monotonic() - self._ticked
        if not self._real_clock or age <= TICK_SECONDS:
            return None
        return Trouble("clock", f"the last completed look at the deadlines was {age:.0f} s ago", curable=True)

    def _of_token(self) -> Trouble | None:
        if not self._refused:
            return None
        return Trouble("token", "Telegram refuses it: look at it with @BotFather, put the right one in place, restart")

    def _of_updates(self) -> Trouble | None:
        if not self._webhook and not self._replica.holds(POLLER):
            if POLLER in self._replica.leases:
                return None
            return Trouble("updates", "nobody fetches updates from Telegram")
        age = time.monotonic() - self._fetched
        if age > POLL_SECONDS:
            return Trouble("updates", f"Telegram has not answered for {age:.0f} s")
        return Trouble("updates", f"Telegram's calls do not arrive: {self._in_vain}") if self._in_vain else None

    def _of_sends(self) -> Trouble | None:
        if self._unsent <= POLL_SECONDS:
            return None
        return Trouble("messages", f"Telegram has taken none for {self._unsent:.0f} s")
