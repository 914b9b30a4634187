"""What became of messages, into storage. Outcomes that come at about the same time share one commit.

While a commit is under way, what ends meanwhile waits for the next one. While more is under way, the first waits a few
milliseconds for the others. Whoever sent a message waits until it is recorded, and so does its chat: a kill in between
repeats a message, and at most one in each chat.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime

from bot.outgoing.limiter import Limiter
from bot.outgoing.outcomes import ATTEMPTS_AT_MOST, AWAY_PAUSE, Outcome, Verdict, is_out, pause
from bot.outgoing.telegram_calls import address_of
from bot.running.clock import Clock, spawn
from bot.running.logs import trace
from bot.running.patience import Patience
from casework.data import read
from casework.frozen import frozen
from casework.issue import pinging, telling
from casework.messages import CONFIRMED, Kind, redraw
from casework.neighbourhood import binding
from casework.settings import Settings
from casework.whistle import calling
from casework.whistle.lines import ToDepartment
from storage.database import Database
from storage.errors import StaleError, StorageError
from storage.targets import Target
from storage.work import OutboxRow, SqlWork

LINGER_SECONDS = 0.02
"""Real time that the first outcome waits for those of the messages that are under way: about what a commit takes."""

CARDS = frozenset({Kind.CARD, Kind.PUBLIC_CARD, Kind.COMPANY_CARD})

_log = logging.getLogger(__name__)

Write = Callable[[SqlWork], Awaitable[None]]


@frozen
class _Outcome:
    write: Write
    done: asyncio.Future[None]


class Recording:
    """`under_way`: how many messages may still have something to record. `away`: whether Telegram answers nothing at
    all."""

    def __init__(
        self,
        database: Database,
        settings: Settings,
        clock: Clock,
        limiter: Limiter,
        under_way: Callable[[], int],
        away: Callable[[], bool],
    ) -> None:
        self._database = database
        self._settings = settings
        self._clock = clock
        self._limiter = limiter
        self._under_way = under_way
        self._away = away
        self._waiting: list[_Outcome] = []
        self._more = asyncio.Event()
        self._writes = False
        self._tasks: set[asyncio.Task[None]] = set()

    async def dropped(self, rows: list[OutboxRow]) -> None:
        """They were overtaken."""
        at = self._clock.now()

        async def write(work: SqlWork) -> None:
            for row in rows:
                work.outbox_dropped(row.id, "overtaken", at)

        await self._record(write)

    async def sent(self, rows: list[OutboxRow], address: str, message_ids: list[int]) -> None:
        """They are on the phone, and what that means for their issues."""
        at = self._clock.now()

        async def mark(work: SqlWork) -> None:
            for row in rows:
                work.outbox_sent(row.id, address, message_ids, at)

        async def write(work: SqlWork) -> None:
            await mark(work)
            for row in rows:
                if row.issue_id is not None and row.kind in CONFIRMED:
                    await telling.delivered(_delivered(row, row.issue_id, at), work)

        try:
            await self._record(write)
        except Exception as error:  # it is on the phone all the same, and must not be sent again
            _log.error("message %d (%s): its delivery counts for nothing: %s", rows[0].id, rows[0].kind, trace(error))
            await self._record(mark)

    async def waits(self, rows: list[OutboxRow], until: datetime, why: str) -> None:
        """They are not to be said before."""

        async def write(work: SqlWork) -> None:
            for row in rows:
                work.outbox_held(row.id, until, why)

        await self._record(write)

    async def failed(self, rows: list[OutboxRow], target: Target, what: Verdict, why: str) -> None:
        """They are not, or nobody knows."""
        at = self._clock.now()
        if what.after is not None:
            self._limiter.learn(target.address, (at + what.after).timestamp())

        async def write(work: SqlWork) -> None:
            for row in rows:
                attempts = row.attempts + 1
                match what.outcome:
                    case Outcome.MOVED if what.chat_id is not None:
                        await work.move_chat(target.address, address_of(what.chat_id))
                        work.outbox_retry(row.id, at, why)
                    case Outcome.UNREACHABLE:
                        await self._unreachable(row, at, why, work)
                    case Outcome.RETRY if what.after is not None:
                        work.outbox_held(row.id, at + what.after, why)
                    case Outcome.RETRY if what.uncertain and self._away():
                        work.outbox_held(row.id, at + AWAY_PAUSE, why)
                    case Outcome.RETRY if attempts < ATTEMPTS_AT_MOST:
                        work.outbox_retry(row.id, at + pause(attempts), why)
                    case _:
                        work.outbox_dead(row.id, why, at)
                        _log.error("message %d (%s) is dead: %s", row.id, row.kind, why)

        if what.uncertain:
            _log.warning("message %d may have arrived, and is sent again: %s", rows[0].id, why)
        await self._record(write)

    async def _unreachable(self, row: OutboxRow, at: datetime, why: str, work: SqlWork) -> None:
        """The person cannot be written to: the next one is asked, or somebody goes and tells (domain.md §3)."""
        work.outbox_unreachable(row.id, why, at)
        if row.person_id is None:
            _log.error("chat %s cannot be written to: %s", row.chat_id, why)
            if row.chat_id is not None and is_out(why):
                await self._out_of(row, row.chat_id, at, work)
            return
        person = await work.person(row.person_id)
        if person.reachable:
            person.reachable = False
            work.changed(person)
        if row.kind == Kind.WHISTLE_CARD:
            await self._deaf(row, at, work)
        if row.issue_id is None:
            return
        if row.kind == Kind.PING and row.ping_id is not None:
            await pinging.unreachable(pinging.Unreachable(issue_id=row.issue_id, ping_id=row.ping_id, at=at), work)
        elif row.kind in CONFIRMED:
            await telling.undelivered(_delivered(row, row.issue_id, at), work)

    async def _deaf(self, row: OutboxRow, at: datetime, work: SqlWork) -> None:
        """An officer of a department cannot be written to: perhaps nobody there can."""
        what = read(row.data, ToDepartment)
        call = (await work.whistle(what.whistle)).call(what.call)
        if call is not None:
            await calling.lost(call.department_id, at, work)

    async def _out_of(self, row: OutboxRow, chat_id: int, at: datetime, work: SqlWork) -> None:
        """We were removed while we did not look: the card goes to another group of the area, if there is one."""
        address, _ = await work.chat_address(chat_id)
        for chat in await binding.gone(address, at, work):
            if chat.department_id is not None:
                await calling.lost(chat.department_id, at, work)
        if row.kind in CARDS and row.issue_id is not None:
            await redraw(work, await work.issue(row.issue_id), at)

    async def asked(self, question_id: int, message_id: int) -> None:
        """A question is out: an answer to its message is an answer to it."""

        async def write(work: SqlWork) -> None:
            work.question_sent(question_id, message_id)

        await self._record(write)

    # Together

    async def _record(self, write: Write) -> None:
        """Commit it, however long the database is away: the message is out and must not be sent again. Raises what
        `write` raises."""
        outcome = _Outcome(write, asyncio.get_running_loop().create_future())
        self._waiting.append(outcome)
        self._more.set()
        if not self._writes:
            self._writes = True
            spawn(self._clock, self._write_all(), self._tasks)
        await outcome.done

    async def _write_all(self) -> None:
        try:
            while self._waiting:
                await self._gather()
                outcomes, self._waiting = self._waiting, []
                await self._write(outcomes)
        finally:
            self._writes = False

    async def _gather(self) -> None:
        """Until all that is under way has ended, but not for long."""
        with suppress(TimeoutError):
            async with asyncio.timeout(LINGER_SECONDS):
                while len(self._waiting) < self._under_way():
                    self._more.clear()
                    await self._more.wait()

    async def _write(self, outcomes: list[_Outcome]) -> None:
        patience = Patience()
        while True:
            work = self._database.work(self._settings)
            try:
                for one in outcomes:
                    await one.write(work)
                await work.commit()
            except StaleError:  # somebody else wrote first: again, with what stands there now
                if len(outcomes) > 1:
                    break
            except StorageError:
                await patience.wait()
            except Exception as error:
                if len(outcomes) > 1:
                    break
                _end(outcomes, error)
                return
            else:
                _end(outcomes)
                return
        # One that fails is not to undo the others.
        await asyncio.gather(*(self._write([one]) for one in outcomes))


def _end(outcomes: list[_Outcome], error: Exception | None = None) -> None:
    for one in outcomes:
        if one.done.done():
            continue  # whoever waited was cancelled
        if error is not None:
            one.done.set_exception(error)
        else:
            one.done.set_result(None)


def _delivered(row: OutboxRow, issue_id: int, at: datetime) -> telling.Delivered:
    return telling.Delivered(issue_id=issue_id, kind=row.kind, at=at, person_id=row.person_id, entry_id=row.entry_id)
