"""Outbox -> Telegram, within its limits. One task chooses; each message that is under way is a task of its own.

What may go now: choosing.py. Rows -> view -> Telegram: delivering.py. What became of it: recording.py. Direct answers
(pop-ups aside, which have no limit) go through the same limiter before everything else.
"""

import asyncio
import heapq
import logging
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from math import isinf

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.outgoing import telegram_calls
from bot.outgoing.choosing import NEWER, Choosing, Claimed, ClaimedDirect, moment
from bot.outgoing.delivering import Came, Compose, Delivering, Failed, Reading, Sent, Waits
from bot.outgoing.directs import Direct, Directs
from bot.outgoing.limiter import Limiter
from bot.outgoing.outcomes import ATTEMPTS_AT_MOST, Outcome, Verdict, pause, verdict
from bot.outgoing.recording import Recording
from bot.outgoing.shown import Shown
from bot.outgoing.telegram_calls import address_of
from bot.running import failpoints
from bot.running.clock import Clock, spawn
from bot.running.logs import trace
from bot.running.patience import Patience
from casework.data import NotKnownYet
from casework.settings import Settings
from storage.database import Database
from storage.errors import StorageError
from storage.outbox import Outbox

_log = logging.getLogger(__name__)

ASKED_KEPT = 2000
"""Questions whose message is remembered beside the database, which learns of it a moment later."""
AT_ONCE = 40
"""Messages under way at a time: 30 a second are reached with answers that take a second."""
LEFT_FOR = timedelta(minutes=10)
"""So long a message is left that a newer process wrote."""
VANISH_AFTER = timedelta(seconds=60)


class Sender:
    """`compose` makes a row's message (bot/outgoing/gather.py). `company`: see Shown. `refused` is told whether
    Telegram refuses the token, `arrives` whether it takes messages at all. `away`: whether it does not answer at all,
    which is no message's fault."""

    def __init__(
        self,
        bot: Bot,
        database: Database,
        outbox: Outbox,
        settings: Settings,
        clock: Clock,
        compose: Compose,
        limiter: Limiter | None = None,
        company: Callable[[], int | None] = lambda: 0,
        refused: Callable[[bool], None] = lambda refused: None,
        away: Callable[[], bool] = lambda: False,
        arrives: Callable[[bool], None] = lambda arrives: None,
    ) -> None:
        self._bot = bot
        self._arrives = arrives
        self._database = database
        self._settings = settings
        self._clock = clock
        self._refused = refused
        self._limiter = limiter or Limiter()
        self._directs = Directs()
        self._choosing = Choosing(database, outbox, clock, self._limiter, self._directs)
        shown = Shown(company)
        self._delivering = Delivering(
            bot, settings, clock, self._limiter, shown, self._directs, compose, self._note_refusal
        )
        self._outbox = outbox
        self._recording = Recording(database, settings, clock, self._limiter, lambda: self._unrecorded, away)
        self._unrecorded = 0  # messages of the outbox that are under way
        self._wake = database.committed.subscribe()
        self._tasks: set[asyncio.Task[None]] = set()
        self._vanish: list[tuple[float, int, str]] = []
        self._asked: OrderedDict[int, int] = OrderedDict()  # questions sent lately: with which message
        self._stopping = False

    # What others ask for

    def direct(self, answer: Direct) -> None:
        """Send it as soon as the limits allow; lost when the process dies before."""
        self._directs.add(answer)
        self._wake.set()

    def answer_press(self, query_id: str, text: str = "", *, alert: bool = False) -> None:
        """Answer a press; Telegram has no limit for it, and an answer that comes too late is no matter."""

        async def answer() -> None:
            try:
                await telegram_calls.answer_press(self._bot, query_id, text, alert=alert)
            except TelegramError as error:
                if verdict(error).outcome is not Outcome.SENT:
                    _log.warning("a press could not be answered: %s", type(error).__name__)

        spawn(self._clock, answer(), self._tasks)

    def react(self, address: str, message_id: int, emoji: str) -> None:
        """React to a message; best effort: a reaction says nothing that is not said otherwise."""

        async def show() -> None:
            try:
                await telegram_calls.react(self._bot, address, message_id, emoji)
            except TelegramError as error:
                _log.warning("a reaction could not be set: %s", type(error).__name__)

        spawn(self._clock, show(), self._tasks)

    def menu(self, address: str, commands: Sequence[tuple[str, str]], app: tuple[str, str] | None) -> None:
        """Show a person these commands, and what opens inside Telegram; best effort, at the next occasion again."""

        async def show() -> None:
            try:
                await telegram_calls.menu(self._bot, address, commands, app)
            except TelegramError as error:
                _log.warning("a menu of commands could not be set: %s", type(error).__name__)

        spawn(self._clock, show(), self._tasks)

    async def hurry(self) -> None:
        """Telegram answers again: what it did not take goes now, first things first, not after its pause. Raises
        StorageError."""
        await self._outbox.hurry(self._clock.now())
        self._directs.hurry()
        self._choosing.is_stale()
        self._wake.set()

    async def run(self) -> None:
        """Send for ever; cancel it to stop, and `finish` what is under way."""
        patience = Patience()
        with self._clock.work():
            while True:
                try:
                    again = await self._round()
                    patience.over()
                except StorageError:
                    await patience.wait()
                    continue
                await self._clock.wait(again, self._wake)

    async def finish(self) -> None:
        """Wait for what is under way, and send the direct answers that may go now. The outbox keeps the rest."""
        self._stopping = self._delivering.stopping = True
        self._choosing.forget()
        while self._tasks or self._directs:
            self._start_all()
            if not self._tasks:
                return
            await asyncio.wait(set(self._tasks), return_when=asyncio.FIRST_COMPLETED)

    # Rounds

    def _now(self) -> float:
        return self._clock.now().timestamp()

    async def _round(self) -> datetime | None:
        """Start whatever may go now; when to look again."""
        if self._choosing.is_old:
            await self._choosing.look()
        again = self._start_all()
        while self._choosing.is_used_up and len(self._tasks) < AT_ONCE:
            await self._choosing.look()
            again = self._start_all()
        self._limiter.forget_quiet(self._now())
        times = [again] if not isinf(again) else []
        if self._choosing.next_retry is not None:
            times.append(self._choosing.next_retry.timestamp())
        if self._vanish:
            times.append(self._vanish[0][0])
        return moment(min(times)) if times else None

    def _start_all(self) -> float:
        """Start all that may go now; when the next may (inf: when something changes)."""
        self._start_vanishing(self._now())
        claimed, again = self._choosing.claim(AT_ONCE - len(self._tasks))
        rows = [row for one in claimed if isinstance(one, Claimed) for row in one.rows]
        reading = Reading(self._database, self._settings, rows)
        for one in claimed:
            if isinstance(one, Claimed):
                self._unrecorded += 1
                spawn(self._clock, self._send_rows(one, reading), self._tasks)
            else:
                spawn(self._clock, self._send_direct(one), self._tasks)
        return again

    def _free(self, chat: str) -> None:
        self._choosing.free(chat)
        self._delivering.freed()
        self._wake.set()

    # Rows

    async def _send_rows(self, claimed: Claimed, reading: Reading) -> None:
        rows, recorded = claimed.rows, True
        try:
            await self._deliver(claimed, reading)
        except StorageError:
            # It could not be read, so nothing was sent, and the message is not to blame.
            self._delivering.end(claimed.ticket)
            self._choosing.not_pinged(rows)
            await Patience().wait()
            recorded = False
            self._choosing.is_stale()
        except Exception as error:
            _log.error("message %d (%s) failed: %s", rows[0].id, rows[0].kind, trace(error))
            await self._fail(claimed, Failed(rows, Verdict(Outcome.RETRY), trace(error)))
        finally:
            self._unrecorded -= 1
            self._choosing.ended(claimed, recorded=recorded)
            self._free(claimed.ticket.chat)

    async def _deliver(self, claimed: Claimed, reading: Reading) -> None:
        came: Came
        try:
            came = await self._delivering.rows(
                claimed.rows, claimed.target, claimed.ticket, reading, self._recording.dropped
            )
        except NotKnownYet:
            came = Waits(claimed.rows, self._clock.now() + LEFT_FOR, NEWER)
        match came:
            case Sent():
                self._well(came.address)
                await self._recording.sent(came.rows, came.address, came.message_ids)
                failpoints.reached("record-after")
            case Failed():
                await self._fail(claimed, came)
            case Waits():
                self._delivering.end(claimed.ticket)
                await self._recording.waits(came.rows, came.until, came.why)
                self._choosing.is_stale()
            case _:
                self._delivering.end(claimed.ticket)
                self._choosing.not_pinged(claimed.rows)  # nothing was said

    async def _fail(self, claimed: Claimed, failed: Failed) -> None:
        self._delivering.end(claimed.ticket)
        self._choosing.not_pinged(claimed.rows)
        self._note_failure(failed.verdict)
        await self._recording.failed(failed.rows, claimed.target, failed.verdict, failed.why)
        self._choosing.is_stale()  # it waits in the outbox again, perhaps for a later time

    def _note_refusal(self, error: TelegramError) -> None:
        if isinstance(error, InvalidToken):
            self._refused(True)

    def _note_failure(self, what: Verdict) -> None:
        if what.uncertain:
            self._arrives(False)

    def _well(self, address: str) -> None:
        self._refused(False)
        self._arrives(True)
        self._directs.well(address)

    # Direct answers

    async def _send_direct(self, claimed: ClaimedDirect) -> None:
        answer = claimed.answer
        try:
            if answer.again:
                stands = self._stands(answer)
                if stands is None and not (answer.view and answer.view.text):
                    return  # nothing stands there whose buttons could go
                answer = replace(answer, edits=stands)
            sent = await self._delivering.direct(answer, claimed.ticket)
        except TelegramError as error:
            self._direct_failed(claimed.key, answer, verdict(error))
        except Exception as error:
            _log.error("a direct answer failed: %s", trace(error))
            self._direct_failed(claimed.key, answer, Verdict(Outcome.RETRY))
        else:
            self._well(answer.address)
            if answer.question is not None and sent:
                await self._note_asked(answer.question, sent[0])
            stays = answer.stays or (VANISH_AFTER if answer.vanish else None)
            if stays is not None and sent:
                at = self._now() + stays.total_seconds()
                heapq.heappush(self._vanish, (at, sent[0], answer.address))
        finally:
            self._free(claimed.ticket.chat)

    def _stands(self, answer: Direct) -> int | None:
        """The message that it changes, if there is one."""
        if answer.edits is not None or not answer.again or answer.question is None:
            return answer.edits
        return self._asked.get(answer.question)

    async def _note_asked(self, question_id: int, message_id: int) -> None:
        if self._asked.get(question_id) == message_id:
            return
        self._asked[question_id] = message_id
        if len(self._asked) > ASKED_KEPT:
            self._asked.popitem(last=False)

        await self._recording.asked(question_id, message_id)

    def _direct_failed(self, key: int, answer: Direct, what: Verdict) -> None:
        self._note_failure(what)
        if what.after is not None:
            self._delivering.hold(answer.address, what.after.total_seconds())
        if what.outcome is Outcome.MOVED and what.chat_id is not None:
            self.direct(replace(answer, address=address_of(what.chat_id), attempts=answer.attempts + 1))
        elif what.outcome is Outcome.RETRY and answer.attempts + 1 < ATTEMPTS_AT_MOST and not self._stopping:
            attempts = answer.attempts + (what.after is None)
            later = self._now() + (what.after or pause(attempts)).total_seconds()
            self._directs.again(key, replace(answer, attempts=attempts, not_before=later))
        elif what.outcome is not Outcome.SENT:
            _log.warning("a direct answer could not be sent: %s", what.outcome)

    def _start_vanishing(self, now: float) -> None:
        while self._vanish and self._vanish[0][0] <= now:
            _, message_id, address = heapq.heappop(self._vanish)
            self.direct(Direct(address, None, deletes=message_id))


__all__ = ["Compose", "Direct", "Sender"]
