"""Outbox -> Telegram, within its limits. One task chooses; each message that is under way is a task of its own.

Rendered at the last moment, in the recipient's language; what was overtaken meanwhile is dropped. Direct answers
(pop-ups aside, which have no limit) go through the same limiter before everything else.
"""

import asyncio
import heapq
import logging
from collections import OrderedDict, deque
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from math import inf, isinf

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.outgoing import outcomes, telegram_calls
from bot.outgoing.limiter import Limiter, Ticket, Waiting, choose
from bot.outgoing.outcomes import ATTEMPTS_AT_MOST, Outcome, Verdict, pause, verdict
from bot.outgoing.shown import Shown
from bot.outgoing.telegram_calls import address_of
from bot.running import failpoints
from bot.running.clock import Clock, spawn
from bot.running.logs import trace
from bot.running.patience import Patience
from bot.views.view import View
from casework.issue import pinging, telling
from casework.messages import CONFIRMED, Kind, Priority, redraw
from casework.neighbourhood import binding
from casework.refusals import NotFound
from casework.settings import Settings
from locales.translator import Translator, translator
from storage.database import Database
from storage.errors import StaleError, StorageError
from storage.outbox import Outbox
from storage.targets import Target, targets
from storage.work import OutboxRow, SqlWork

_log = logging.getLogger(__name__)

Compose = Callable[
    [list[OutboxRow], SqlWork, Translator, datetime, str], Awaitable[tuple[View | None, list[OutboxRow]]]
]
"""Rows that become one message (several only for pings), the unit of work to read with, language, now, the bot's
name -> the message, None when it was overtaken, and the rows that it carries."""

LOOK_AHEAD = 500
"""Rows of the outbox known at a time; the most urgent ones."""
AT_ONCE = 40
"""Messages under way at a time: 30 a second are reached with answers that take a second."""
DIRECT = -1
"""Priority of direct answers: before everything in the outbox."""
PING_EVERY = timedelta(minutes=1)
"""One ping message a minute for a person; urgent ones apart (domain.md §3)."""
LOOK_EVERY = timedelta(seconds=10)
"""The outbox is read again after so long at the latest: another replica may have written."""
VANISH_AFTER = timedelta(seconds=60)
PHOTO_ATTEMPTS = 5
ASKED_KEPT = 2000
"""Questions whose message is remembered beside the database, which learns of it a moment later."""

CARDS = frozenset({Kind.CARD, Kind.PUBLIC_CARD})
SHORT = frozenset({Kind.GROUP_NUDGE, Kind.GROUP_RUNG})
"""Short messages that answer the card and are tidied away."""
EDITS = CARDS | {Kind.PING_OVER, Kind.TIDY}
"""Kinds that mostly change what is there."""


@dataclass(frozen=True, slots=True)
class Direct:
    """A direct answer: a new message, a change of one (`edits`), or taking one away (`deletes`). Not stored, but tried
    as often as what is in the outbox: somebody waits for it. `question`: which one it asks; its message's number is
    kept. `again`: that message is changed if it is out."""

    address: str
    view: View | None
    thread: int | None = None
    reply_to: int | None = None
    edits: int | None = None
    deletes: int | None = None
    vanish: bool = False
    question: int | None = None
    again: bool = False
    attempts: int = 0
    not_before: float = -inf


class Sender:
    """`compose` makes a row's message (bot/outgoing/gather.py). `company`: see Shown. `refused` is told whether
    Telegram refuses the token."""

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
    ) -> None:
        self._bot = bot
        self._database = database
        self._outbox = outbox
        self._settings = settings
        self._clock = clock
        self._compose = compose
        self._limiter = limiter or Limiter()
        self._refused = refused
        self.shown = Shown(company)
        self._wake = database.committed.subscribe()
        self._commits = database.committed.subscribe()  # the same, but set by commits only
        self._commits.set()
        self._looked_at = -inf
        self._full = False  # there is more in the outbox than is known here
        self._hidden = False  # and perhaps something for later
        self._rows: dict[int, OutboxRow] = {}
        self._targets: dict[int, Target] = {}
        self._under_way: set[int] = set()
        self._over: set[int] = set()  # ended since the last look began
        self._directs: dict[int, Direct] = {}
        self._count = 0
        self._busy: set[str] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._slots: deque[asyncio.Event] = deque()
        self._pinged: dict[int, float] = {}
        self._vanish: list[tuple[float, int, str, int]] = []
        self._asked: OrderedDict[int, int] = OrderedDict()  # questions sent lately: with which message
        self._next_retry: datetime | None = None
        self._stopping = False

    # What others ask for

    def direct(self, answer: Direct) -> None:
        """Send it as soon as the limits allow; lost when the process dies before."""
        self._count += 1
        changed = answer.edits or answer.deletes
        for key, one in list(self._directs.items()):
            if one.address == answer.address:
                if changed is not None and one.edits == changed:
                    del self._directs[key]  # the newer one says all
                else:
                    self._directs[key] = replace(one, not_before=-inf)  # what failed before goes first
        self._directs[self._count] = answer
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

    def menu(self, address: str, commands: Sequence[tuple[str, str]]) -> None:
        """Show a person these commands; best effort, at the next occasion again."""

        async def show() -> None:
            try:
                await telegram_calls.menu(self._bot, address, commands)
            except TelegramError as error:
                _log.warning("a menu of commands could not be set: %s", type(error).__name__)

        spawn(self._clock, show(), self._tasks)

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
        self._stopping = True
        self._rows.clear()
        while self._tasks or self._directs:
            self._start_all()
            if not self._tasks:
                return
            await asyncio.wait(set(self._tasks), return_when=asyncio.FIRST_COMPLETED)

    # Choosing

    def _now(self) -> float:
        return self._clock.now().timestamp()

    async def _round(self) -> datetime | None:
        """Start whatever may go now; when to look again."""
        now = self._clock.now()
        retry = self._next_retry is not None and self._next_retry <= now
        old = now.timestamp() - self._looked_at > LOOK_EVERY.total_seconds()
        if self._commits.is_set() or retry or old or (self._hidden and not self._rows):
            await self._look()
        again = self._start_all()
        while self._full and len(self._rows) <= len(self._under_way) and len(self._tasks) < AT_ONCE:
            await self._look()
            again = self._start_all()
        self._limiter.forget_quiet(self._now())
        times = [again] if not isinf(again) else []
        if self._next_retry is not None:
            times.append(self._next_retry.timestamp())
        if self._vanish:
            times.append(self._vanish[0][0])
        return _moment(min(times)) if times else None

    async def _look(self) -> None:
        now = self._clock.now()
        self._commits.clear()
        self._over.clear()
        self._looked_at = now.timestamp()
        limit = LOOK_AHEAD + len(self._under_way)
        rows = await self._outbox.ready(now, limit)
        next_at = await self._outbox.next_at()
        # While something may go now, next_at says so and hides the later ones: they are asked for when it has gone.
        self._hidden = next_at is not None and next_at <= now
        self._next_retry = None if self._hidden else next_at
        self._full = len(rows) == limit
        where = await targets(self._database, [row.id for row in rows])
        under_way = {key: row for key, row in self._rows.items() if key in self._under_way}
        fresh = {row.id: row for row in rows if row.id not in self._over and row.id not in under_way}
        self._targets = {key: self._targets[key] for key in under_way} | where
        self._rows = {**under_way, **fresh}

    def _start_all(self) -> float:
        """Start all that may go now; when the next may (inf: when something changes)."""
        now = self._now()
        self._start_vanishing(now)
        again = inf
        waiting = self._waiting(now)
        while len(self._tasks) < AT_ONCE:
            chosen, again = choose(waiting, self._limiter, now, self._busy)
            if chosen is None:
                break
            ticket = self._limiter.start(chosen.chat, now, messages=chosen.messages, edit=chosen.edit)
            self._busy.add(chosen.chat)
            if chosen.priority == DIRECT:
                doing = self._send_direct(chosen.key, self._directs.pop(chosen.key), ticket)
            else:
                rows = self._together(self._rows[chosen.key])
                self._under_way.update(row.id for row in rows)
                doing = self._send_rows(rows, self._targets[chosen.key], ticket)
            spawn(self._clock, doing, self._tasks)
            waiting = [one for one in waiting if one.chat not in self._busy and one.key not in self._under_way]
        return again

    def _waiting(self, now: float) -> list[Waiting]:
        # A card that is about to be redrawn would at once undo what a press has just made of it.
        redrawn = {self._targets[key].address for key, row in self._rows.items() if row.kind == Kind.CARD}
        waiting = [
            Waiting(key, one.address, DIRECT, (0.0, key), edit=one.edits is not None, not_before=one.not_before)
            for key, one in self._directs.items()
            if one.edits is None or one.address not in redrawn
        ]
        for key, row in self._rows.items():
            if key in self._under_way:
                continue
            not_before = -inf
            if row.kind == Kind.PING and row.priority == Priority.PING and row.person_id in self._pinged:
                not_before = self._pinged[row.person_id] + PING_EVERY.total_seconds()
                if not_before <= now:
                    del self._pinged[row.person_id]
            chat = self._targets[key].address or f"nowhere {key}"
            order = (row.due_at.timestamp(), row.id)
            waiting.append(Waiting(key, chat, row.priority, order, edit=row.kind in EDITS, not_before=not_before))
        return waiting

    def _together(self, row: OutboxRow) -> list[OutboxRow]:
        """The rows that go into one message with this one: all pings that are due for the person, urgent apart."""
        if row.kind != Kind.PING or row.priority != Priority.PING or row.person_id is None:
            return [row]
        self._pinged[row.person_id] = self._now()
        return [row] + [
            one
            for key, one in self._rows.items()
            if key != row.id
            and key not in self._under_way
            and (one.kind, one.priority, one.person_id) == (row.kind, row.priority, row.person_id)
        ]

    # Sending rows

    async def _send_rows(self, rows: list[OutboxRow], target: Target, ticket: Ticket) -> None:
        ended = {row.id for row in rows}
        try:
            await self._deliver(rows, target, ticket)
        except StorageError:
            # It could not be read, so nothing was sent, and the message is not to blame.
            self._limiter.end(ticket, self._now())
            self._pinged.pop(rows[0].person_id or 0, None)
            await Patience().wait()
            ended.clear()
            self._commits.set()
        except Exception as error:
            _log.error("message %d (%s) failed: %s", rows[0].id, rows[0].kind, trace(error))
            self._limiter.end(ticket, self._now())
            await self._record_failure(rows, target, Verdict(Outcome.RETRY), trace(error))
        finally:
            self._over |= ended
            for row in rows:
                self._under_way.discard(row.id)
                self._rows.pop(row.id, None)
            self._free(ticket.chat)

    def _free(self, chat: str) -> None:
        self._busy.discard(chat)
        for event in self._slots:
            event.set()
        self._wake.set()

    async def _deliver(self, rows: list[OutboxRow], target: Target, ticket: Ticket) -> None:
        row = rows[0]
        if not target.bound:  # untied meanwhile: nothing of the area goes there any more
            self._limiter.end(ticket, self._now())
            await self._record(lambda work: self._drop(rows, work))
            return
        if not target.address or not target.reachable:
            self._limiter.end(ticket, self._now())
            await self._record_failure(rows, target, Verdict(Outcome.UNREACHABLE), "known to be unreachable")
            return
        work = self._database.work(self._settings)
        kind = Kind(row.kind)
        view, carried = await self._view(rows, target, work)
        if overtaken := [row for row in rows if row not in carried]:
            await self._record(lambda work: self._drop(overtaken, work))
        if view is None:
            self._limiter.end(ticket, self._now())
            self._pinged.pop(row.person_id or 0, None)  # nothing was said: the minute stays quiet
            return
        row, rows = carried[0], carried
        delivery = _Delivery(self, row, target, view, ticket)
        failpoints.reached("send-before")
        try:
            match kind:
                case Kind.CARD | Kind.PUBLIC_CARD:
                    await delivery.edit_or_post(await self._present(row, kind, target, work))
                case Kind.PING_OVER:
                    await self._end_ping(delivery, row, target, work)
                case Kind.TIDY:
                    await delivery.take_away(await self._short_messages(row, target, work))
                case Kind.GROUP_NUDGE | Kind.GROUP_RUNG:
                    await delivery.post(reply_to=await self._present(row, Kind.CARD, target, work))
                case _:
                    await delivery.post()
        except TelegramError as error:
            what = verdict(error)
            delivery.close()
            self._note_refusal(error)
            if what.outcome is Outcome.SENT:
                await self._record_sent(rows, target.address, delivery.sent)
            else:
                await self._record_failure(rows, target, what, type(error).__name__ + _official(error))
            return
        delivery.close()
        failpoints.reached("send-after")
        await self._record_sent(rows, delivery.target.address, delivery.sent)
        failpoints.reached("record-after")

    async def _view(self, rows: list[OutboxRow], target: Target, work: SqlWork) -> tuple[View | None, list[OutboxRow]]:
        if rows[0].kind == Kind.TIDY:
            return View(), rows
        tr = translator(target.language or self._settings.language)
        try:
            return await self._compose(rows, work, tr, self._clock.now(), self._bot.username)
        except NotFound:  # erased meanwhile
            return None, []

    async def _present(self, row: OutboxRow, kind: Kind, target: Target, work: SqlWork) -> int | None:
        """The message that shows the issue's card in this chat now. A group that became a supergroup counts its
        messages anew: what was sent to the old one has another message's number there."""
        sent = await work.sent_for(row.issue_id or 0, (kind,), chat_id=row.chat_id)
        here = (one.message_id for one in sent if one.sent_address == target.address)
        return next((message_id for message_id in here if message_id is not None), None)

    async def _short_messages(self, row: OutboxRow, target: Target, work: SqlWork) -> list[int]:
        """Those sent since the last tidying."""
        sent = await work.sent_for(row.issue_id or 0, (*SHORT, Kind.TIDY), chat_id=row.chat_id)
        last = next((index for index, one in enumerate(sent) if one.kind == Kind.TIDY), len(sent))
        here = (one.message_id for one in sent[:last] if one.sent_address == target.address)
        return [message_id for message_id in here if message_id is not None]

    async def _end_ping(self, delivery: "_Delivery", row: OutboxRow, target: Target, work: SqlWork) -> None:
        """Change the ping's message: who has it. Where it spoke of several, the others stay."""
        sent = await work.sent_for(row.issue_id or 0, (Kind.PING,), person_id=row.person_id)
        message_id = next((one.message_id for one in sent if one.ping_id == row.ping_id), None)
        if message_id is None:
            return
        together = await work.sent_as(target.address, message_id)
        pings = [one for one in together if one.kind == Kind.PING]
        if len(pings) > 1:
            view, carried = await self._view(pings, target, work)
            if view is not None and carried:
                delivery.view = view
        await delivery.edit_only(message_id)

    async def slot(self, ticket: Ticket, messages: int, *, edit: bool = False) -> Ticket:
        """Hand in a ticket and wait for another of the same chat."""
        self._limiter.end(ticket, self._now())
        return await self._slot(ticket.chat, messages, edit=edit)

    async def _slot(self, chat: str, messages: int, *, edit: bool = False) -> Ticket:
        freed = asyncio.Event()
        self._slots.append(freed)
        try:
            while True:
                now = self._now()
                at = self._limiter.free_at(chat, now, messages=messages, edit=edit)
                if at <= now:
                    return self._limiter.start(chat, now, messages=messages, edit=edit)
                await self._clock.wait(None if isinf(at) else _moment(at), freed)
        finally:
            self._slots.remove(freed)

    # What became of it

    async def _record(self, write: Callable[[SqlWork], Awaitable[None]]) -> None:
        """Commit it, however long the database is away: the message is out and must not be sent again."""
        patience = Patience()
        while True:
            work = self._database.work(self._settings)
            try:
                await write(work)
                await work.commit()
                return
            except StaleError:
                continue  # somebody else wrote first: again, with what stands there now
            except StorageError:
                await patience.wait()

    async def _drop(self, rows: list[OutboxRow], work: SqlWork) -> None:
        for row in rows:
            work.outbox_dropped(row.id, "overtaken", self._clock.now())

    async def _record_sent(self, rows: list[OutboxRow], address: str, message_ids: list[int]) -> None:
        at = self._clock.now()

        async def mark(work: SqlWork) -> None:
            for row in rows:
                work.outbox_sent(row.id, address, message_ids, at)

        self._well(address)

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

    async def _record_failure(self, rows: list[OutboxRow], target: Target, what: Verdict, why: str) -> None:
        at = self._clock.now()
        if what.after is not None:
            self._limiter.learn(target.address, (at + what.after).timestamp())
        self._pinged.pop(rows[0].person_id or 0, None)  # it was not sent: the minute does not count

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
                    case Outcome.RETRY if attempts < ATTEMPTS_AT_MOST:
                        work.outbox_retry(row.id, at + pause(attempts), why)
                    case _:
                        work.outbox_dead(row.id, why, at)
                        _log.error("message %d (%s) is dead: %s", row.id, row.kind, why)

        if what.uncertain:
            _log.warning("message %d may have arrived, and is sent again: %s", rows[0].id, why)
        await self._record(write)
        self._commits.set()  # it waits in the outbox again, perhaps for a later time

    async def _unreachable(self, row: OutboxRow, at: datetime, why: str, work: SqlWork) -> None:
        """The person cannot be written to: the next one is asked, or somebody goes and tells (domain.md §3)."""
        work.outbox_unreachable(row.id, why, at)
        if row.person_id is None:
            _log.error("chat %s cannot be written to: %s", row.chat_id, why)
            if row.chat_id is not None and outcomes.is_out(why):
                await self._out_of(row, at, work)
            return
        person = await work.person(row.person_id)
        if person.reachable:
            person.reachable = False
            work.changed(person)
        if row.issue_id is None:
            return
        if row.kind == Kind.PING and row.ping_id is not None:
            await pinging.unreachable(pinging.Unreachable(issue_id=row.issue_id, ping_id=row.ping_id, at=at), work)
        elif row.kind in CONFIRMED:
            await telling.undelivered(_delivered(row, row.issue_id, at), work)

    def _note_refusal(self, error: TelegramError) -> None:
        if isinstance(error, InvalidToken):
            self._refused(True)

    def _well(self, address: str) -> None:
        """Something got through: what somebody waits for there goes now, not after its pause."""
        self._refused(False)
        for key, one in list(self._directs.items()):
            if one.address == address and one.attempts:
                self._directs[key] = replace(one, not_before=-inf)

    def changed(self, address: str, message_id: int, view: View) -> None:
        """For a delivery: the message looks like this now; what still waits to change it is older."""
        self.shown.note(address, message_id, view)
        for key, one in list(self._directs.items()):
            if (one.address, one.edits) == (address, message_id) and one.attempts:
                del self._directs[key]

    async def _out_of(self, row: OutboxRow, at: datetime, work: SqlWork) -> None:
        """We were removed while we did not look: the card goes to another group of the area, if there is one."""
        assert row.chat_id is not None
        address, _ = await work.chat_address(row.chat_id)
        await binding.gone(address, at, work)
        if row.kind in CARDS and row.issue_id is not None:
            await redraw(work, await work.issue(row.issue_id), at)

    # Direct answers

    async def _send_direct(self, key: int, answer: Direct, ticket: Ticket) -> None:
        delivery = _Delivery(self, None, Target(answer.address, answer.thread), answer.view or View(), ticket)
        try:
            if answer.deletes is not None:
                await delivery.take_away([answer.deletes])
            elif (known := self._stands(answer)) is not None:
                await delivery.edit_or_post(known)
            elif answer.again and not (answer.view and answer.view.text):
                return  # nothing stands there whose buttons could go
            else:
                await delivery.post(reply_to=answer.reply_to)
        except TelegramError as error:
            self._note_refusal(error)
            self._direct_failed(key, answer, verdict(error))
        except Exception as error:
            _log.error("a direct answer failed: %s", trace(error))
            self._direct_failed(key, answer, Verdict(Outcome.RETRY))
        else:
            self._well(answer.address)
            if answer.question is not None and delivery.sent:
                await self._note_asked(answer.question, delivery.sent[0])
            if answer.vanish and delivery.sent:
                at = self._now() + VANISH_AFTER.total_seconds()
                heapq.heappush(self._vanish, (at, self._count, answer.address, delivery.sent[0]))
        finally:
            delivery.close()
            self._free(ticket.chat)

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

        async def note(work: SqlWork) -> None:
            work.question_sent(question_id, message_id)

        await self._record(note)

    def _direct_failed(self, key: int, answer: Direct, what: Verdict) -> None:
        now = self._now()
        if what.after is not None:
            self._limiter.learn(answer.address, now + what.after.total_seconds())
        if what.outcome is Outcome.MOVED and what.chat_id is not None:
            self.direct(replace(answer, address=address_of(what.chat_id), attempts=answer.attempts + 1))
        elif what.outcome is Outcome.RETRY and answer.attempts + 1 < ATTEMPTS_AT_MOST and not self._stopping:
            changed = (answer.address, answer.edits)
            if answer.edits is not None and any(
                changed in ((one.address, one.edits), (one.address, one.deletes)) for one in self._directs.values()
            ):
                return  # a newer one says all
            attempts = answer.attempts + (what.after is None)
            later = now + (what.after or pause(attempts)).total_seconds()
            self._directs[key] = replace(answer, attempts=attempts, not_before=later)
        elif what.outcome is not Outcome.SENT:
            _log.warning("a direct answer could not be sent: %s", what.outcome)

    def _start_vanishing(self, now: float) -> None:
        while self._vanish and self._vanish[0][0] <= now:
            _, _, address, message_id = heapq.heappop(self._vanish)
            self.direct(Direct(address, None, deletes=message_id))

    @property
    def bot(self) -> Bot:
        """For a delivery."""
        return self._bot


class _Delivery:
    """One message on its way: its calls, each with a ticket of the limiter."""

    def __init__(self, sender: Sender, row: OutboxRow | None, target: Target, view: View, ticket: Ticket) -> None:
        self._sender = sender
        self._row = row
        self.target = target
        self.view = view
        self._ticket: Ticket | None = ticket
        self.sent: list[int] = []

    def close(self) -> None:
        """The calls are over."""
        if self._ticket is not None:
            self._sender._limiter.end(self._ticket, self._sender._now())
            self._ticket = None

    async def _next(self, messages: int, *, edit: bool = False) -> None:
        assert self._ticket is not None
        old, self._ticket = self._ticket, None
        self._ticket = await self._sender.slot(old, messages, edit=edit)

    async def post(self, *, reply_to: int | None = None) -> None:
        """Post it, then the photos as answers to it."""
        if self._ticket is not None and self._ticket.edit:
            await self._next(1)
        bot, target = self._sender.bot, self.target
        try:
            message_id = await telegram_calls.post(
                bot, target.address, self.view, thread=target.thread, reply_to=reply_to
            )
        except TelegramError as error:
            if verdict(error).outcome is not Outcome.WITHOUT_THREAD or target.thread is None:
                raise
            self.target = target = replace(target, thread=None)
            await self._next(1)
            message_id = await telegram_calls.post(bot, target.address, self.view, reply_to=reply_to)
        self.sent.append(message_id)
        self._sender.shown.note(self.target.address, message_id, self.view)
        for batch in telegram_calls.batches(self.view.photos):
            await self._photos(batch, message_id)

    async def _photos(self, batch: telegram_calls.Photos, message_id: int) -> None:
        """The words are out, so a photo that cannot be sent must not make them be sent again."""
        for attempt in range(1, PHOTO_ATTEMPTS + 1):
            await self._next(len(batch))
            try:
                self.sent += await telegram_calls.post_photos(
                    self._sender.bot, self.target.address, batch, thread=self.target.thread, reply_to=message_id
                )
                return
            except TelegramError as error:
                what = verdict(error)
                if what.outcome is not Outcome.RETRY or attempt == PHOTO_ATTEMPTS or self._sender._stopping:
                    _log.warning("photos could not be sent: %s", type(error).__name__)
                    return
                after = what.after or pause(attempt)
                self._sender._limiter.learn(self.target.address, self._sender._now() + after.total_seconds())

    async def edit_or_post(self, message_id: int | None) -> None:
        """Change the message if it is there, else post it."""
        if message_id is not None:
            try:
                await self._edit(message_id)
                self.sent.append(message_id)
                return
            except TelegramError as error:
                if verdict(error).outcome is not Outcome.ANEW or not self.view.text:
                    raise
        await self.post()

    async def edit_only(self, message_id: int | None) -> None:
        """Change the message; nothing when it is not there."""
        if message_id is None:
            return
        try:
            await self._edit(message_id)
        except TelegramError as error:
            if verdict(error).outcome is not Outcome.ANEW:
                raise

    async def _edit(self, message_id: int) -> None:
        """Change it, if it does not look like that already."""
        sender, address = self._sender, self.target.address
        if sender.shown.is_so(address, message_id, self.view):
            return
        sender.shown.forget(address, message_id)
        try:
            await telegram_calls.edit(sender.bot, address, message_id, self.view)
        except TelegramError as error:
            if verdict(error).outcome is not Outcome.SENT:
                raise
        sender.changed(address, message_id, self.view)

    async def take_away(self, message_ids: list[int]) -> None:
        """Delete them."""
        await telegram_calls.delete(self._sender.bot, self.target.address, message_ids)


def _moment(at: float) -> datetime:
    """Not before `at`: whole microseconds may lie a little earlier, and a clock that stands would never get there."""
    moment = datetime.fromtimestamp(at, UTC)
    return moment if moment.timestamp() >= at else moment + timedelta(microseconds=1)


def _official(error: TelegramError) -> str:
    """Telegram's own words, which hold nothing of people's; at most a line."""
    return f": {str(error)[:120]}"


def _delivered(row: OutboxRow, issue_id: int, at: datetime) -> telling.Delivered:
    return telling.Delivered(issue_id=issue_id, kind=row.kind, at=at, person_id=row.person_id, entry_id=row.entry_id)
