"""A large file that is made while the conversation goes on: how far it is stands in the message whose button asked for
it, changed every few seconds, then the file comes.

What is being made is kept as a question: after a new start whoever waits reads that it has to be asked for again.
"""

import asyncio
import logging
import tempfile
from collections.abc import AsyncIterator, Callable
from datetime import datetime, timedelta

from bot.outgoing.directs import Direct
from bot.outgoing.sender import Sender
from bot.running.clock import Clock, spawn
from bot.views.view import View
from casework.frozen import frozen
from casework.model.conversation import Question
from casework.model.issues import Source
from casework.settings import Settings
from locales.translator import Translator, translator
from roster.ledger import SECONDS, as_csv, as_xlsx
from storage.database import Database
from storage.errors import StorageError
from storage.ledger_rows import LedgerRow, LedgerRows, Which

_log = logging.getLogger(__name__)
KIND = "ledger.press"
"""Of the question that stands for what is being made."""
EVERY_SECONDS = 3.0
"""So often the message is changed at most; what is made faster says nothing."""
LASTS = timedelta(seconds=SECONDS)


@frozen(kw_only=True)
class Order:
    """A ledger of what was filed in [since, until) under these areas. `asked`: the question that stands for it, with
    the message that tells how far it is. `far`: so many rows are done, of so many; `over`: what that message says
    afterwards."""

    lines: tuple[tuple[int, ...], ...]
    since: datetime
    until: datetime
    sources: tuple[Source, ...]
    asked: Question
    tr: Translator
    far: Callable[[int, int], View]
    done: Callable[[bytes], View]
    over: View
    failed: View


class Exporting:
    """Makes them beside the conversations."""

    def __init__(self, database: Database, sender: Sender, clock: Clock, settings: Settings) -> None:
        self._database = database
        self._sender = sender
        self._clock = clock
        self._settings = settings
        self._tasks: set[asyncio.Task[None]] = set()
        self._told: set[int] = set()

    def start(self, order: Order) -> None:
        """From now on it is made."""
        spawn(self._clock, self._make(order), self._tasks)

    async def stop(self) -> None:
        """Nothing more is made: the next start says so to whoever waits."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _make(self, order: Order) -> None:
        try:
            with tempfile.TemporaryFile() as target:
                rows = as_csv(self._counted(order), order.tr, self._settings.zone, orders=bool(order.sources))
                await as_xlsx(rows, target)
                target.seek(0)
                self._sender.direct(Direct(order.asked.chat_address, order.done(target.read())))
            view: View | None = order.over if order.asked.id in self._told else None
        except (OSError, StorageError) as error:  # a TimeoutError is an OSError
            _log.warning("a ledger could not be made: %s", type(error).__name__)
            view = order.failed
        if view is not None:
            self._tell(order.asked, view)
        self._told.discard(order.asked.id)
        await self._close(order.asked.id)

    async def _counted(self, order: Order) -> AsyncIterator[LedgerRow]:
        """Its rows; now and then how many there were so far is told."""
        read = LedgerRows(self._database)
        which = Which(lines=order.lines, since=order.since, until=order.until, sources=order.sources)
        now = asyncio.get_running_loop().time
        told, done, every = now(), 0, 0
        async for one in read.of(which):
            done += 1
            yield one
            if now() - told >= EVERY_SECONDS:
                every = every or await read.count(which)
                self._tell(order.asked, order.far(done, max(done, every)))
                self._told.add(order.asked.id)
                told = now()

    def _tell(self, asked: Question, view: View) -> None:
        if asked.message_id is not None:
            self._sender.direct(Direct(asked.chat_address, view, edits=asked.message_id))

    async def _close(self, asked_id: int) -> None:
        work = self._database.work(self._settings)
        asked = await work.question(asked_id)
        if asked is not None and asked.answered_at is None:
            asked.answered_at = self._clock.now()
            work.changed(asked)
            await work.commit()

    async def begin(self, words: Callable[[Translator], View], *, alone: bool) -> None:
        """At the start: whoever waited for a file reads that it has to be asked for again. Beside other processes only
        where none of them can be making it any more."""
        work = self._database.work(self._settings)
        for asked in await work.asked_of_kind(KIND):
            if alone or asked.asked_at + LASTS < self._clock.now():
                person = await work.person(asked.person_id)
                self._tell(asked, words(translator(person.language)))
                await self._close(asked.id)
