"""Fires what is due: one task that sleeps until the next deadline (design.md, "The clock")."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable
from datetime import datetime, timedelta

from bot.running import failpoints
from bot.running.clock import Clock
from bot.running.logs import trace
from bot.running.patience import Patience
from casework.clock.falling_due import fire
from casework.meeting.sitting import ensure_meetings
from casework.model.deadlines import Deadline
from casework.neighbourhood.shifts import set_turns
from casework.same_day import ensure_calendar
from casework.settings import Settings
from storage.database import Database
from storage.deadlines import Deadlines
from storage.errors import StaleError, StorageError

_log = logging.getLogger(__name__)

BATCH = 250
"""Deadlines read at a time; the sender is woken when they are fired. It would compete for the processor, and chooses
best among all of them."""
TOGETHER = 50
"""Issues fired in one commit."""
SIDE_BY_SIDE = 2
AHEAD = timedelta(days=1000)
"""Further than any deadline."""
ASKS_AGAIN = timedelta(seconds=5)
"""Whether updates can be had by now."""
RUNS_AT_MOST = 10


class Ticker:
    """`updates_first` waits until what was received by now is handled: an action in time meets its deadline; after a
    standstill also for what Telegram held meanwhile; it says no as long as that cannot be had. `looked` is called after
    every look and what it fired, `late` with the seconds since it was due of each that was fired.

    `stood_still_since`: nobody was at work from then on, and Telegram may hold something; until what was due meanwhile
    has fired.

    `completed_at`: when the last look, with everything due then fired, was over; None before the first.
    `caught_up`: set when the first one was over."""

    def __init__(
        self,
        database: Database,
        deadlines: Deadlines,
        settings: Settings,
        clock: Clock,
        updates_first: Callable[[bool], Awaitable[bool]],
        looked: Callable[[], None] = lambda: None,
        late: Callable[[float], None] = lambda _: None,
    ) -> None:
        self._database = database
        self._deadlines = deadlines
        self._settings = settings
        self._clock = clock
        self._wake = database.committed.subscribe()
        self._updates_first = updates_first
        self._looked = looked
        self._late = late
        self._broken: dict[int, datetime] = {}
        self.stood_still_since: datetime | None = None
        self.completed_at: datetime | None = None
        self.caught_up = asyncio.Event()

    async def run(self) -> None:
        """Fire for ever. Start it only after what Telegram still held was handled: an action in time meets a deadline
        that stood still with us (domain.md §3)."""
        patience = Patience()
        with self._clock.work():
            await self._set_calendar()
            while True:
                try:
                    again = await self.tick()
                    patience.over()
                except StorageError:
                    self.stood_still_since = self.stood_still_since or self.completed_at or self._clock.now()
                    await patience.wait()
                    continue
                await self._clock.wait(again, self._wake)

    async def _set_calendar(self) -> None:
        patience = Patience()
        while True:
            work = self._database.work(self._settings)
            try:
                await ensure_calendar(self._clock.now(), work)
                await set_turns(self._clock.now(), work)
                await ensure_meetings(self._clock.now(), work)
                await work.commit()
                return
            except StorageError:
                await patience.wait()

    async def tick(self) -> datetime | None:
        """Fire all that is due now; when the next one is due."""
        waited = False
        while True:
            now = self._clock.now()
            due = [
                one for one in await self._deadlines.due(now, BATCH + len(self._broken)) if one.id not in self._broken
            ]
            if not due and (waited or self.stood_still_since is None):
                break
            if not waited:
                if not await self._updates_first(self.stood_still_since is not None):
                    self._looked()
                    return now + ASKS_AGAIN
                waited = True
                continue  # some of these may have been met
            await self._fire_all(_by_subject(due), now)
            self._looked()
        self.stood_still_since = None
        self.completed_at = self._clock.now()
        self.caught_up.set()
        self._looked()
        if not self._broken:
            return await self._deadlines.next_at()
        ahead = await self._deadlines.due(now + AHEAD, len(self._broken) + 1)
        return next((one.due_at for one in ahead if one.id not in self._broken), None)

    async def _fire_all(self, subjects: list[list[list[Deadline]]], now: datetime) -> None:
        """One commit is written while the next is worked out. Raises StorageError, when all have ended."""
        side_by_side = asyncio.Semaphore(SIDE_BY_SIDE)

        async def fire_some(some: list[list[Deadline]]) -> None:
            async with side_by_side:
                await self._fire_together(some, now)

        outcomes = await asyncio.gather(*map(fire_some, subjects), return_exceptions=True)
        self._database.committed.set()
        for outcome in outcomes:
            if isinstance(outcome, BaseException):
                raise outcome

    async def _fire_together(self, subjects: list[list[Deadline]], now: datetime) -> None:
        try:
            work = self._database.work(self._settings)
            await work.foresee([subject[0].issue_id for subject in subjects if subject[0].issue_id is not None])
            for subject in subjects:
                await fire(subject[0], now, work, self.stood_still_since)
            failpoints.reached("tick-before-commit")
            await work.commit(wake=False)
            failpoints.reached("tick-after-commit")
            self._fired(one for subject in subjects for one in subject)
            return
        except StorageError as error:
            if not isinstance(error, StaleError):
                raise
        except Exception as error:
            _log.error("firing %d subjects together failed, one by one now: %s", len(subjects), trace(error))
        for subject in subjects:
            await self._fire_one(subject[0], now)

    async def _fire_one(self, deadline: Deadline, now: datetime) -> None:
        for _ in range(RUNS_AT_MOST):
            work = self._database.work(self._settings)
            try:
                await fire(deadline, now, work, self.stood_still_since)
                await work.commit()
                self._fired([deadline])
                return
            except StaleError:
                continue
            except StorageError:
                raise
            except Exception as error:
                # The others must not wait for it; it stays due, and is tried again after a restart.
                self._broken[deadline.id] = now
                _log.error("deadline %d (%s) cannot be fired: %s", deadline.id, deadline.kind, trace(error))
                return
        self._broken[deadline.id] = now
        _log.error("deadline %d (%s): somebody else wrote first, every time", deadline.id, deadline.kind)

    def _fired(self, deadlines: Iterable[Deadline]) -> None:
        now = self._clock.now()
        for one in deadlines:
            self._late(max(0.0, (now - one.due_at).total_seconds()))


def _by_subject(due: list[Deadline]) -> list[list[list[Deadline]]]:
    """Deadlines of one subject belong together, but for an area's; then so many subjects for each commit."""
    subjects: dict[tuple[object, ...], list[Deadline]] = {}
    for one in due:
        key = (one.subject, one.id if one.area_id is not None else None)
        subjects.setdefault(key, []).append(one)
    found = list(subjects.values())
    return [found[at : at + TOGETHER] for at in range(0, len(found), TOGETHER)]
