"""Rows -> view -> Telegram. Rendered at the last moment; what was claimed together is read together."""

import asyncio
import logging
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime
from itertools import takewhile
from math import isinf

from telegram import Bot
from telegram.error import TelegramError

from bot.outgoing import telegram_calls
from bot.outgoing.choosing import QUIET, moment
from bot.outgoing.directs import Direct, Directs
from bot.outgoing.limiter import Limiter, Ticket
from bot.outgoing.outcomes import Outcome, Verdict, pause, verdict
from bot.outgoing.shown import Shown
from bot.running import failpoints
from bot.running.clock import Clock
from bot.running.logs import trace
from bot.views.view import View
from casework.call.lines import Team
from casework.clock.night import A_MOMENT, closed_until, heard_at_night, quiet
from casework.data import read
from casework.frozen import frozen
from casework.messages import SAID_TO_MANY, Kind, Priority
from casework.refusals import NotFound
from casework.rest import quiet_until, waits
from casework.settings import Settings
from casework.told import Again, Anew
from casework.whistle.lines import ToDepartment
from locales.translator import Translator, translator
from storage.database import Database
from storage.errors import StorageError
from storage.foresight import ForeseeingWork
from storage.targets import Target
from storage.work import OutboxRow, SqlWork

_log = logging.getLogger(__name__)

Compose = Callable[
    [list[OutboxRow], SqlWork, Translator, datetime, str], Awaitable[tuple[View | None, list[OutboxRow]]]
]
"""Rows that become one message (several only for pings), the unit of work to read with, language, now, the bot's
name -> the message, None when it was overtaken, and the rows that it carries."""

PHOTO_ATTEMPTS = 5
SHORT = frozenset({Kind.GROUP_NUDGE, Kind.GROUP_RUNG, Kind.GROUP_UNANSWERED})
"""Short messages that answer the card and are tidied away."""
EARLIER: dict[str, tuple[Kind, ...]] = {
    Kind.CARD: (Kind.CARD,),
    Kind.PUBLIC_CARD: (Kind.PUBLIC_CARD,),
    Kind.COMPANY_CARD: (Kind.COMPANY_CARD,),
    Kind.PING_OVER: (Kind.PING,),
    Kind.COPY: (Kind.OFFERED, Kind.ASSIGNED, Kind.HANDED_UP, Kind.HANDED_BACK, Kind.INHERITED, Kind.DECIDED),
    Kind.TIDY: (*sorted(SHORT), Kind.TIDY),
    Kind.GROUP_NUDGE: (Kind.CARD,),
    Kind.GROUP_RUNG: (Kind.CARD,),
    Kind.WHISTLE_CARD: (Kind.WHISTLE_CARD,),
    Kind.WHISTLE_MINE: (Kind.WHISTLE_MINE,),
    Kind.COUNTED: (Kind.COUNTED,),
    Kind.MEDIATION_CARD: (Kind.MEDIATION_CARD,),
    Kind.CALL_CARD: (Kind.CALL_CARD,),
    Kind.CALL_TEAM: (Kind.CALL_TEAM,),
}
"""What was sent before of the same issue, to the same person or group, that these change, answer or take away."""


@frozen
class Sent:
    """The rows are on the phone, there; the ids are Telegram's."""

    rows: list[OutboxRow]
    address: str
    message_ids: list[int]


@frozen
class Failed:
    """They are not, or nobody knows."""

    rows: list[OutboxRow]
    verdict: Verdict
    why: str


@frozen
class Overtaken:
    """Nothing is to be said any more."""


@frozen
class Waits:
    """They wait until then, and why."""

    rows: list[OutboxRow]
    until: datetime
    why: str = QUIET


Came = Sent | Failed | Overtaken | Waits


class Reading:
    """What was claimed together is read together: by one unit of work, which never writes, one message after the
    other. What cannot be read together is read one by one: no message is to suffer from another's."""

    def __init__(self, database: Database, settings: Settings, rows: Sequence[OutboxRow]) -> None:
        self._database = database
        self._settings = settings
        self._rows = rows
        self._turn = asyncio.Lock()
        self._together: ForeseeingWork | None = None
        self._alone = False

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[SqlWork]:
        """The unit to read with, until the others want it. Raises StorageError."""
        async with self._turn:
            if self._together is None and not self._alone:
                await self._foresee()
            yield self._together or self._database.work(self._settings)

    async def _foresee(self) -> None:
        work = ForeseeingWork(self._database, self._settings)
        try:
            await work.foresee_messages(self._rows, EARLIER)
            self._together = work
        except StorageError:
            raise
        except Exception as error:
            _log.error("%d messages cannot be read together: %s", len(self._rows), trace(error))
            self._alone = True


class Delivering:
    """Brings messages to Telegram. `failed` is told of each error of Telegram's before anything is made of it."""

    def __init__(
        self,
        bot: Bot,
        settings: Settings,
        clock: Clock,
        limiter: Limiter,
        shown: Shown,
        directs: Directs,
        compose: Compose,
        failed: Callable[[TelegramError], None],
    ) -> None:
        self.bot = bot
        self.shown = shown
        self.stopping = False
        self._settings = settings
        self._clock = clock
        self._limiter = limiter
        self._directs = directs
        self._compose = compose
        self._failed = failed
        self._slots: deque[asyncio.Event] = deque()

    async def rows(
        self,
        rows: list[OutboxRow],
        target: Target,
        ticket: Ticket,
        reading: Reading,
        drop: Callable[[list[OutboxRow]], Awaitable[None]],
    ) -> Came:
        """Send what these rows say now; `drop` those that were overtaken. Raises StorageError when nothing could be
        read, and then nothing was sent."""
        if not target.bound:  # untied meanwhile: nothing of the area goes there any more
            await drop(rows)
            return Overtaken()
        if not target.address or not target.reachable:
            return Failed(rows, Verdict(Outcome.UNREACHABLE), "known to be unreachable")
        if (until := self._quiet_until(rows[0], target)) is not None:
            return Waits(rows, until)
        async with reading.turn() as work:
            if (until := await self._closed_until(rows[0], work)) is not None:
                return Waits(rows, until)
            row, carried, earlier = rows[0], rows[:1], await self._earlier(rows[0], target, work)
            view = await self._rest(row, earlier, target, work) if row.kind == Kind.PING_OVER else None
            if view is None:
                view, carried = await self._view(rows, target, work)
            if carried and carried[0] is not row:
                row, earlier = carried[0], await self._earlier(carried[0], target, work)
            if view is not None and not view.silent and await self._is_quiet(row, work):
                view = replace(view, silent=True)
        if overtaken := [row for row in rows if row not in carried]:
            await drop(overtaken)
        if view is None:
            return Overtaken()
        delivery = Delivery(self, target, view, ticket)
        failpoints.reached("send-before")
        try:
            await _deliver(row, delivery, earlier)
        except TelegramError as error:
            self._failed(error)
            what = verdict(error)
            if what.outcome is not Outcome.SENT:
                return Failed(carried, what, type(error).__name__ + _official(error))
            return Sent(carried, target.address, delivery.sent)
        finally:
            delivery.close()
        failpoints.reached("send-after")
        return Sent(carried, delivery.target.address, delivery.sent)

    async def _closed_until(self, row: OutboxRow, work: SqlWork) -> datetime | None:
        """When what can wait is told, where it is closed: all of it in one message at opening time."""
        if row.kind == Kind.ARRIVED or not waits(row.kind, row.priority, asks=row.ping_id is not None):
            return None
        now = self._clock.now()
        at = row.due_at if now - row.due_at < A_MOMENT else now
        line: tuple[int, ...] = ()
        if row.issue_id is not None:
            issue = await work.issue(row.issue_id)
            if heard_at_night(issue):
                return None
            line = issue.line
        until = closed_until(at, work.settings_for(line, now))
        return until if until is not None and until > now else None

    async def _is_quiet(self, row: OutboxRow, work: SqlWork) -> bool:
        """Whether it is on its way when nothing may be loud, and is neither danger nor of the night list."""
        now = self._clock.now()
        if now - row.due_at < A_MOMENT:  # what was due at the close may still be heard
            now = row.due_at
        if row.issue_id is None:
            return row.priority > Priority.EMERGENCY and quiet(now, work.settings_for((), now))
        issue = await work.issue(row.issue_id)
        return not heard_at_night(issue) and quiet(now, work.settings_for(issue.line, now))

    async def direct(self, answer: Direct, ticket: Ticket) -> list[int]:
        """Send it; the ids of the messages. Raises TelegramError."""
        delivery = Delivery(self, Target(answer.address, answer.thread), answer.view or View(), ticket)
        try:
            if answer.deletes is not None:
                await delivery.take_away([answer.deletes])
            elif answer.edits is not None:
                await delivery.edit_or_post(answer.edits)
            else:
                await delivery.post(reply_to=answer.reply_to)
        except TelegramError as error:
            self._failed(error)
            raise
        finally:
            delivery.close()
        return delivery.sent

    def _quiet_until(self, row: OutboxRow, target: Target) -> datetime | None:
        if not waits(row.kind, row.priority, asks=row.ping_id is not None):
            return None
        return quiet_until(*target.quiet, self._clock.now(), self._settings.zone)

    # What it says, and where

    async def _view(self, rows: list[OutboxRow], target: Target, work: SqlWork) -> tuple[View | None, list[OutboxRow]]:
        if rows[0].kind == Kind.TIDY:
            return View(), rows
        tr = translator(target.language or self._settings.language)
        try:
            return await self._compose(rows, work, tr, self._clock.now(), self.bot.username)
        except NotFound:  # erased meanwhile
            return None, []

    async def _earlier(self, row: OutboxRow, target: Target, work: SqlWork) -> list[int]:
        """The messages that this one changes, answers or takes away, the newest first. A group that became a supergroup
        counts its messages anew: what was sent to the old one has another message's number there."""
        if row.kind in SAID_TO_MANY:
            return await self._said_before(row, target, work)
        if row.kind not in EARLIER or isinstance(row.data, Anew | Team):
            return []
        sent = await work.sent_for(row.subject_id or 0, EARLIER[row.kind], chat_id=row.chat_id, person_id=row.person_id)
        if row.kind == Kind.TIDY:  # since the last one
            sent = list(takewhile(lambda one: one.kind != Kind.TIDY, sent))
        if row.kind == Kind.PING_OVER:
            sent = [one for one in sent if one.ping_id == row.ping_id]
        if row.kind == Kind.COPY:
            sent = [one for one in sent if one.entry_id == row.entry_id]
        if row.kind == Kind.WHISTLE_CARD:  # an officer may be called by two departments
            sent = [one for one in sent if _call(one) == _call(row)]
        here = (one.message_id for one in sent if one.sent_address == target.address)
        return [message_id for message_id in here if message_id is not None]

    async def _said_before(self, row: OutboxRow, target: Target, work: SqlWork) -> list[int]:
        """What was said first is looked for only when it is said again: there may be thousands of a broadcast."""
        if not isinstance(row.data, Again) or row.subject_id is None:
            return []
        return await work.said_there(row.subject_id, target.address, chat_id=row.chat_id, person_id=row.person_id)

    async def _rest(self, row: OutboxRow, earlier: list[int], target: Target, work: SqlWork) -> View | None:
        """Where the ended ping's message spoke of several, the others stay."""
        if not earlier:
            return None
        together = await work.sent_as(target.address, earlier[0])
        pings = [one for one in together if one.kind == Kind.PING]
        if len(pings) < 2:
            return None
        view, carried = await self._view(pings, target, work)
        return view if carried else None

    # Leave to send

    def end(self, ticket: Ticket) -> None:
        """The call is over."""
        self._limiter.end(ticket, self._now())

    def freed(self) -> None:
        """Something ended: whoever waits for a slot looks again."""
        for event in self._slots:
            event.set()

    def hold(self, address: str, seconds: float) -> None:
        """Telegram wants this chat to wait."""
        self._limiter.learn(address, self._now() + seconds)

    async def slot(self, chat: str, messages: int, *, edit: bool = False) -> Ticket:
        """Wait for another ticket of the chat, after the last was handed in."""
        freed = asyncio.Event()
        self._slots.append(freed)
        try:
            while True:
                now = self._now()
                at = self._limiter.free_at(chat, now, messages=messages, edit=edit)
                if at <= now:
                    return self._limiter.start(chat, now, messages=messages, edit=edit)
                await self._clock.wait(None if isinf(at) else moment(at), freed)
        finally:
            self._slots.remove(freed)

    def changed(self, address: str, message_id: int, view: View) -> None:
        """The message looks like this now; what still waits to change it is older."""
        self.shown.note(address, message_id, view)
        self._directs.changed(address, message_id)

    def _now(self) -> float:
        return self._clock.now().timestamp()


def _call(row: OutboxRow) -> int:
    return read(row.data, ToDepartment).call


async def _deliver(row: OutboxRow, delivery: "Delivery", earlier: list[int]) -> None:
    last = earlier[0] if earlier else None
    match Kind(row.kind):
        case Kind.CARD | Kind.PUBLIC_CARD | Kind.COMPANY_CARD | Kind.COUNTED:
            await delivery.edit_or_post(last)
        case Kind.WHISTLE_CARD | Kind.WHISTLE_MINE | Kind.MEDIATION_CARD | Kind.CALL_CARD | Kind.CALL_TEAM:
            await delivery.edit_or_post(last)
        case _ if isinstance(row.data, Again):
            await (delivery.edit_only(last, told=True) if row.data.back else delivery.edit_or_post(last))
        case Kind.PING_OVER | Kind.COPY:
            await delivery.edit_only(last)
        case Kind.TIDY:
            await delivery.take_away(earlier)
        case Kind.GROUP_NUDGE | Kind.GROUP_RUNG:
            await delivery.post(reply_to=last)
        case _:
            await delivery.post()


class Delivery:
    """One message on its way: its calls, each with a ticket of the limiter."""

    def __init__(self, by: Delivering, target: Target, view: View, ticket: Ticket) -> None:
        self._by = by
        self.target = target
        self.view = view
        self._ticket: Ticket | None = ticket
        self.sent: list[int] = []

    def close(self) -> None:
        """The calls are over."""
        if self._ticket is not None:
            self._by.end(self._ticket)
            self._ticket = None

    async def _next(self, messages: int, *, edit: bool = False) -> None:
        assert self._ticket is not None
        old, self._ticket = self._ticket, None
        self._by.end(old)
        self._ticket = await self._by.slot(old.chat, messages, edit=edit)

    async def post(self, *, reply_to: int | None = None) -> None:
        """Post it, then the photos as answers to it."""
        if self._ticket is not None and self._ticket.edit:
            await self._next(1)
        bot, target = self._by.bot, self.target
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
        self._by.shown.note(self.target.address, message_id, self.view)
        for batch in telegram_calls.batches(self.view.photos):
            await self._photos(batch, message_id)

    async def _photos(self, batch: telegram_calls.Photos, message_id: int) -> None:
        """The words are out, so a photo that cannot be sent must not make them be sent again."""
        for attempt in range(1, PHOTO_ATTEMPTS + 1):
            await self._next(len(batch))
            try:
                self.sent += await telegram_calls.post_photos(
                    self._by.bot, self.target.address, batch, thread=self.target.thread, reply_to=message_id
                )
                return
            except TelegramError as error:
                what = verdict(error)
                if what.outcome is not Outcome.RETRY or attempt == PHOTO_ATTEMPTS or self._by.stopping:
                    _log.warning("photos could not be sent: %s", type(error).__name__)
                    return
                self._by.hold(self.target.address, (what.after or pause(attempt)).total_seconds())

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

    async def edit_only(self, message_id: int | None, *, told: bool = False) -> None:
        """Change the message; nothing when it is not there. `told`: it is counted where it was changed."""
        if message_id is None:
            return
        try:
            await self._edit(message_id)
            if told:
                self.sent.append(message_id)
        except TelegramError as error:
            if verdict(error).outcome is not Outcome.ANEW:
                raise

    async def _edit(self, message_id: int) -> None:
        """Change it, if it does not look like that already."""
        by, address = self._by, self.target.address
        if by.shown.is_so(address, message_id, self.view):
            return
        by.shown.forget(address, message_id)
        try:
            await telegram_calls.edit(by.bot, address, message_id, self.view)
        except TelegramError as error:
            if verdict(error).outcome is not Outcome.SENT:
                raise
        by.changed(address, message_id, self.view)

    async def take_away(self, message_ids: list[int]) -> None:
        """Delete them."""
        await telegram_calls.delete(self._by.bot, self.target.address, message_ids)


def _official(error: TelegramError) -> str:
    """Telegram's own words, which hold nothing of people's; at most a line."""
    return f": {str(error)[:120]}"
