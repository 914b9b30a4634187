"""Telegram -> durable inbox -> one update at a time per chat, chats side by side (design.md, "The way of an update").

An update is confirmed to Telegram only after it was committed to the inbox, so a kill loses nothing.
"""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.outgoing.wire import said
from bot.running import failpoints
from bot.running.clock import Clock, spawn
from bot.running.logs import trace
from bot.running.patience import Patience
from locales.translator import mark
from storage.errors import StorageError
from storage.rows import InboxRow

_log = logging.getLogger(__name__)

ATTEMPTS_AT_MOST = 3
"""Failures of a handler at one update before it is put aside."""
LOOK_AHEAD = 200
"""Updates read from the inbox beyond those already known."""
PAUSE_SECONDS = 1.0
"""Real seconds before the database is tried again."""
LONGEST_PAUSE_SECONDS = 30.0
CONFLICT_SECONDS = 5.0
SOON_SECONDS = 0.2
"""A long poll that brings nothing takes longer: who answers sooner, again and again, is somebody in between."""
REFUSED = mark("Telegram refuses the token: is it the one that @BotFather gave?")


class TokenRefused(Exception):
    """Telegram does not know this token."""


class Malformed(Exception):
    """An update that is not what the Bot API describes; it is put aside at once."""


class Inbox(Protocol):
    """What is used of storage.inbox.Inbox."""

    async def take_in(self, updates: Sequence[Mapping[str, Any]], source: str, received_at: datetime) -> int:
        """Commit them; repeated ones are harmless."""

    async def waiting(self, limit: int) -> list[InboxRow]:
        """Oldest first."""

    async def failed(self, id: int, error: str, at: datetime, put_aside: bool) -> None:
        """One more attempt failed."""


class Poller:
    """Fetches updates and commits them to the inbox.

    `fetch(offset, wait)` gives raw updates; `taken(update id)` is called when updates are committed and the dispatcher
    was woken. `drained` is set while Telegram holds nothing from before the start, nor from a time in which nothing
    could be committed; `held` is called when such a time begins. `refused` asks Telegram whether it refuses the token
    indeed.
    """

    def __init__(
        self,
        fetch: Callable[[int | None, bool], Awaitable[list[Any]]],
        inbox: Inbox,
        clock: Clock,
        taken: Callable[[int], None],
        held: Callable[[], None],
        refused: Callable[[], Awaitable[bool]],
    ) -> None:
        self._fetch = fetch
        self._inbox = inbox
        self._clock = clock
        self._taken = taken
        self._held = held
        self._refused = refused
        self.drained = asyncio.Event()

    async def run(self) -> None:
        """Poll for ever, also while the token is refused: it was right at the start, and may be again."""
        # Only what this process took in is confirmed by number: after an empty answer nothing is unconfirmed, and
        # Telegram may begin anew at a random number after a quiet week (Bot API, Update).
        offset: int | None = None
        pause, patience = PAUSE_SECONDS, Patience()
        while True:
            wait, began = self.drained.is_set(), time.monotonic()
            try:
                updates = await self._fetch(offset, wait)
                offset = await self._take_in(updates) or offset
                if not updates:
                    offset = None
                    self.drained.set()
                    if wait and time.monotonic() - began < SOON_SECONDS:
                        await asyncio.sleep(PAUSE_SECONDS)
                pause = PAUSE_SECONDS
                patience.over()
            except InvalidToken:
                if await self._refused():
                    _log.error("%s Trying again in %g s", REFUSED, pause)
                else:
                    _log.warning("Telegram refused the token, but not when asked who we are; again in %g s", pause)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE_SECONDS)
            except Conflict:
                _log.error("another program polls with this token, or a webhook is set: only one can; trying again")
                await asyncio.sleep(CONFLICT_SECONDS)
            except StorageError:
                self.drained.clear()
                self._held()
                await patience.wait()
            except TelegramError as error:
                _log.warning("Telegram does not answer (%s), trying again in %g s", said(error), pause)
                after = error.retry_after if isinstance(error, RetryAfter) else 0
                await asyncio.sleep(max(pause, float(after if isinstance(after, int) else after.total_seconds())))
                pause = min(pause * 2, LONGEST_PAUSE_SECONDS)

    async def _take_in(self, updates: list[Any]) -> int | None:
        numbered = [one for one in updates if isinstance(one, dict) and isinstance(one.get("update_id"), int)]
        if len(numbered) < len(updates):
            _log.error("%d updates without a number were left out", len(updates) - len(numbered))
        if not numbered:
            if updates:
                await asyncio.sleep(PAUSE_SECONDS)
            return None
        failpoints.reached("inbox-before-commit")
        await self._inbox.take_in(numbered, "polling", self._clock.now())
        failpoints.reached("inbox-after-commit")
        newest = max(int(one["update_id"]) for one in numbered)
        self._taken(newest)
        return newest + 1


class Dispatcher:
    """Hands the inbox's rows to `handle`, each chat in its order, chats side by side.

    `handle` marks the row as done in its own commit. When it fails, the row is tried again, then put aside, and
    `kept` is called. The order per chat is made here, before the bound: else one busy chat would fill it.
    """

    def __init__(
        self,
        inbox: Inbox,
        clock: Clock,
        handle: Callable[[InboxRow], Awaitable[None]],
        kept: Callable[[InboxRow], Awaitable[None]],
        wake: asyncio.Event,
        at_once: int = 16,
    ) -> None:
        self._inbox = inbox
        self._clock = clock
        self._handle = handle
        self._kept = kept
        self._wake = wake
        self._bound = asyncio.Semaphore(at_once)
        self._queues: dict[str, deque[InboxRow]] = {}
        self._known: set[int] = set()
        self._over: set[int] = set()  # settled since the last look began, which may still see them as waiting
        self._more = False
        self._tasks: set[asyncio.Task[None]] = set()
        self.empty = asyncio.Event()
        """Set while nothing that was committed waits to be handled."""

    async def run(self) -> None:
        """Handle for ever; cancel it to stop, and `finish` what is under way."""
        patience = Patience()
        with self._clock.work():
            while True:
                try:
                    await self._look()
                    patience.over()
                except StorageError:
                    await patience.wait()
                    continue
                await self._clock.wait(None, self._wake)

    async def finish(self) -> None:
        """Wait for what is under way; what is only queued stays in the inbox."""
        self._queues.clear()
        if self._tasks:
            await asyncio.wait(set(self._tasks))

    async def _look(self) -> None:
        limit = len(self._known) + LOOK_AHEAD
        self._over.clear()
        rows = await self._inbox.waiting(limit)
        self._more = len(rows) == limit
        for row in rows:
            if row.id in self._known or row.id in self._over:
                continue
            self._known.add(row.id)
            if row.chat_key in self._queues:
                self._queues[row.chat_key].append(row)
            else:
                self._queues[row.chat_key] = deque([row])
                spawn(self._clock, self._run_chat(row.chat_key), self._tasks)
        self._note_empty()

    def _note_empty(self) -> None:
        if self._known:
            self.empty.clear()
        else:
            self.empty.set()

    async def _run_chat(self, chat: str) -> None:
        while queue := self._queues.get(chat):
            row = queue.popleft()
            async with self._bound:
                await self._until_settled(row)
            self._known.discard(row.id)
            self._over.add(row.id)
        self._queues.pop(chat, None)
        self._note_empty()
        if self._more and len(self._known) < LOOK_AHEAD:
            self._wake.set()

    async def _until_settled(self, row: InboxRow) -> None:
        patience = Patience()
        while True:
            try:
                if await self._try(row):
                    return
            except StorageError:
                await patience.wait()

    async def _try(self, row: InboxRow) -> bool:
        """Whether the row is handled or put aside. Raises StorageError, which is not the row's fault."""
        try:
            await self._handle(row)
            return True
        except StorageError:
            raise
        except Exception as error:
            row.attempts += 1
            aside = isinstance(error, Malformed) or row.attempts >= ATTEMPTS_AT_MOST
            where = trace(error)
            _log.error("update %d failed, %s: %s", row.update_id, "put aside" if aside else "once more", where)
            await self._inbox.failed(row.id, where, self._clock.now(), aside)
        if aside:
            try:
                await self._kept(row)
            except Exception as error:
                _log.error("nobody could be told that update %d was kept: %s", row.update_id, trace(error))
        return aside
