"""The composition root: the only place that knows everything. Builds the parts, runs them, stops them in order."""

import asyncio
import logging
import signal
from collections.abc import Coroutine, Mapping, Sequence
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from urllib.parse import urlsplit

from telegram import (
    BotCommand,
    BotCommandScopeAllChatAdministrators,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    Update,
    WebhookInfo,
)
from telegram.error import InvalidToken, NetworkError, TelegramError
from telegram.ext import Application, BaseHandler, ContextTypes, TypeHandler

from bot.config import Config
from bot.incoming import webhook
from bot.incoming.context import Context
from bot.incoming.exporting import Exporting
from bot.incoming.handling import Handling, Refuse, mark_failed, mark_seen
from bot.incoming.intake import REFUSED, Dispatcher, Poller, TokenRefused
from bot.incoming.turn import Office
from bot.outgoing.gather import compose
from bot.outgoing.sender import Compose, Sender
from bot.outgoing.telegram_calls import Updates, connect, fetch_file
from bot.outgoing.wire import said
from bot.running import failpoints, systemd
from bot.running.auditor import Auditor
from bot.running.clock import Clock, SandboxClock, SystemClock
from bot.running.health import Health
from bot.running.patience import Patience
from bot.running.photographer import Photographer
from bot.running.printer import pdf_maker
from bot.running.summer import Summer
from bot.running.ticker import Ticker
from bot.views import system
from bot.views.ledger import interrupted
from locales.translator import LANGUAGES, Translator, mark, translator
from storage.claims import ClaimedDeadlines, ClaimedInbox, LeasedOutbox
from storage.database import Database
from storage.deadlines import Agendum
from storage.errors import StorageError
from storage.replicas import CALLER, DRAINED, PICTURES, POLLER, SENDER, SUMMER, Replica
from storage.restoring import refuse_held
from storage.rows import InboxRow
from storage.work import SqlWork

_log = logging.getLogger(__name__)

SEEN_GROUP = -10
FINISH_SECONDS = 8.0
"""What is under way when we are told to stop gets so long: all in all it takes 10 s at most."""
DRAIN_SECONDS = 30.0
"""Real seconds that deadlines wait, after a standstill, for what Telegram holds; it may not be reachable at all."""
OVERDUE_FIRST_SECONDS = 5.0
"""Real seconds that messages wait, at the start, until what is overdue was fired: both want the processor."""
AWAY_AFTER, AWAY_AT_MOST = timedelta(minutes=1), timedelta(minutes=15)
"""Telegram did not answer for so long: it is away, and holds what people do meanwhile. Deadlines wait for that as after
a standstill of our own, since nobody could be told anyway; but not for ever, since only the fetching may be broken."""
UPDATES_FIRST_SECONDS = 0.5
"""Real seconds that due deadlines wait for updates being handled."""
MAY_END = "may end"
"""Name of a task that is not missed when it is over."""
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 1.0, 30.0
REFUSALS_AT_START = 2
"""A token that was refused so often in a row is wrong; later, when it was right for hours, the bot waits instead."""
OTHERS_FIRST_SECONDS, LOOK_SECONDS = 10.0, 0.05
"""Real seconds that they wait for updates that another replica has in hand: it may have died, and that takes a while to
be noticed."""
AGENDA = 30
PAGE = {"zh": "zh_CN", "en": "en"}
"""The languages of the sandbox's page."""


def rooms() -> list[BaseHandler[Any, Any, Any]]:
    """All handlers, in the order in which they are asked. Loaded when they are needed: tests bring their own."""
    from bot.handlers import fallback, group, manager, membership, presses, private

    return [one for room in (presses, membership, private, group, manager, fallback) for one in room.HANDLERS]


ANOTHER = mark(
    "This bot is at work already, somewhere on this database. This one stands by and takes over when that one ends; "
    "to run one only, stop it with Ctrl-C."
)


class App:
    """The running bot. `build` touches no network; `run` works until stopped."""

    def __init__(
        self,
        config: Config,
        token: str,
        database: Database,
        handlers: Sequence[BaseHandler[Any, Any, Any]],
        refuse: Refuse,
        make: Compose,
        forms: Mapping[str, Any],
    ) -> None:
        self.config = config
        self.database = database
        self.clock: Clock = SandboxClock(config.telegram.base_url) if config.clock == "sandbox" else SystemClock()
        database.now = self.clock.now
        self.started = asyncio.Event()
        """Set once all parts run."""
        self._bot_id = int(token.partition(":")[0])
        self._failing_since: datetime | None = None  # that Telegram is asked for updates in vain
        self._was_away = False  # and holds what was made meanwhile
        self.bot, self._polling = connect(config.telegram.base_url, token)
        self.application = (
            Application.builder()
            .bot(self.bot)
            .updater(None)
            .job_queue(None)
            .context_types(ContextTypes(context=Context))
            .build()
        )
        self.application.add_handler(TypeHandler(Update, mark_seen), group=SEEN_GROUP)
        self.application.add_handlers(list(handlers))
        self.application.add_error_handler(mark_failed)
        by_webhook = bool(config.telegram.webhook_url)
        leases = [SENDER, SUMMER, CALLER, PICTURES]
        self.replica = Replica(database, leases if by_webhook else [*leases, POLLER])
        self.health = Health(
            database,
            self.replica,
            real_clock=isinstance(self.clock, SystemClock),
            webhook=by_webhook,
            up=self.started.is_set,
        )
        self.auditor = Auditor(database, self.clock, config.settings)
        self.summer = Summer(database, self.clock, config.settings, self.replica)
        inbox, self._deadlines = ClaimedInbox(database, self.replica), ClaimedDeadlines(database, self.replica)
        self._inbox = inbox
        settings = config.settings
        outbox = LeasedOutbox(database, self.replica)
        self.sender = Sender(
            self.bot,
            database,
            outbox,
            settings,
            self.clock,
            make,
            company=lambda: self.replica.met if self.replica.alone else None,
            refused=self.health.token_refused,
            away=lambda: self._away,
            arrives=self.health.sent,
        )
        self._pdf = pdf_maker()
        self._exporting = Exporting(database, self.sender, self.clock, settings)
        handling = Handling(
            self.application,
            database,
            config,
            self.sender,
            refuse,
            lambda turn: system.kept(turn.tr),
            forms,
            self._office,
            self._pdf,
            self._exporting.start,
        )

        async def handle(row: InboxRow) -> None:
            await handling.handle(row)
            self.health.intake.note((self.clock.now() - row.received_at).total_seconds())

        self.dispatcher = Dispatcher(inbox, self.clock, handle, handling.kept, database.received.subscribe())
        self._updates = Updates(self._polling, self.bot)
        self.poller = Poller(self._fetch, inbox, self.clock, self._taken, self._held, self._is_refused)
        ticked, late = self.health.ticked, self.health.lateness.note
        self.ticker = Ticker(database, self._deadlines, settings, self.clock, self._updates_first, ticked, late)

    @classmethod
    async def build(
        cls,
        config: Config,
        *,
        handlers: Sequence[BaseHandler[Any, Any, Any]] | None = None,
        refuse: Refuse | None = None,
        make: Compose = compose,
    ) -> "App":
        """Open the database and put everything together. Raises ConfigError, StorageError."""
        failpoints.arm(config)
        token = config.token()
        database = await Database.open(config.database.url)
        try:
            await refuse_held(database)
        except StorageError:
            await database.close()
            raise
        from bot.handlers import errors

        forms: Mapping[str, Any] = {}
        if handlers is None:
            from bot.registry import OFFERED

            handlers, forms = rooms(), OFFERED.forms
        return cls(config, token, database, handlers, refuse or errors.refuse, make, forms)

    async def run(self, stop: asyncio.Event | None = None) -> None:
        """Work until `stop`, or until the process is told to end. Raises TokenRefused, ClockGone."""
        stop = stop or on_signals()
        tasks: list[asyncio.Task[None]] = []
        try:
            await self.clock.open()
            with self.clock.work():
                if not await self._until_stopped(stop, self._greet()):
                    return
                if not await self._until_stopped(stop, self._join()):
                    return
                if isinstance(self.clock, SandboxClock):
                    self.clock.agenda = self._agenda
                    self.clock.unsure = lambda: self.replica.unsure
                    await self._follow_updates(self.clock)
                # The first poll answers at once; only then may this start count as settled.
                tasks = [
                    asyncio.create_task(self.replica.run(), name="replica"),
                    asyncio.create_task(self._receive(), name="updates"),
                    asyncio.create_task(self.dispatcher.run(), name="dispatcher"),
                    asyncio.create_task(self._send(), name="sender"),
                    asyncio.create_task(self._tick(), name="ticker"),
                    asyncio.create_task(self.auditor.run(), name="auditor"),
                    asyncio.create_task(self.summer.run(), name="summer"),
                    asyncio.create_task(self._call_outside(), name="caller"),
                    asyncio.create_task(self._photograph(), name="photographer"),
                    asyncio.create_task(self._introduce(), name=MAY_END),
                    asyncio.create_task(self._begin_exports(), name=MAY_END),
                    asyncio.create_task(systemd.watch(self.health.stuck), name=MAY_END),
                ]
                if self.config.telegram.webhook_url:
                    tasks.append(asyncio.create_task(self._be_called(), name="webhook"))
                if self.config.web.metrics_port:
                    tasks.append(asyncio.create_task(self._be_watched(), name="metrics"))
                if self.config.watch.page_url or self.config.watch.heartbeat_url:
                    tasks.append(asyncio.create_task(self._watch_over(), name="watcher"))
                if self.config.web.pages_port:
                    tasks.append(asyncio.create_task(self._be_read(), name="pages"))
                await asyncio.sleep(0)
                self.started.set()
                systemd.notify("READY=1")
            await self._watch(tasks, stop)
        finally:
            await self._finish(tasks)

    def _office(self, work: SqlWork, tr: Translator, at: datetime) -> Office:
        from bot.commands import office  # with what the command line needs

        return office.Office(self.config, self.database, self.bot, work, tr, at)

    async def close(self) -> None:
        """Let go of the database of an app that was built and never run."""
        await self.database.close()

    # Parts of a life

    async def _greet(self) -> None:
        """Learn who we are; as long as it takes when the network is down. Raises TokenRefused."""
        pause, refusals = FIRST_PAUSE_SECONDS, 0
        while True:
            try:
                await self.application.initialize()
                _log.info("@%s is at work", self.bot.username)
                return
            except InvalidToken:
                refusals += 1
                if refusals == REFUSALS_AT_START:
                    raise TokenRefused(REFUSED) from None
            except TelegramError as error:
                refusals = 0
                where = urlsplit(self.config.telegram.base_url).netloc
                _log.warning("%s does not answer (%s), trying again in %g s", where, said(error), pause)
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE_SECONDS)

    async def _join(self) -> None:
        """Say whose updates come in, and to the other replicas that we live; as long as it takes when the database is
        away, or cannot be written."""
        patience = Patience()
        while True:
            try:
                await self._inbox.belongs_to(self._bot_id)
                await self.replica.beat()
                if self.replica.others:
                    _log.warning("%s", translator(self.config.settings.language).t(ANOTHER))
                await self.database.listen()
                if self.config.telegram.webhook_url:
                    await self._hold()
                return
            except StorageError:
                await patience.wait()

    async def _receive(self) -> None:
        """Let Telegram call us, or fetch."""
        if self.config.telegram.webhook_url:
            drained = asyncio.create_task(self._once_drained())
            try:
                await webhook.keep(
                    self.bot,
                    self.config.telegram.webhook_url,
                    self.config.webhook_secret(),
                    self.poller.drained,
                    self._asked_what_it_holds,
                )
            finally:
                drained.cancel()
        else:
            await self.poller.run()

    async def _asked_what_it_holds(self, info: WebhookInfo | None) -> None:
        """With a webhook: what Telegram says of its calls; None: it does not answer. Raises StorageError."""
        if info is None:
            self._failing_since, self.health.fails = self._failing_since or self.clock.now(), True
            self.database.committed.set()  # whoever watches looks now and then from here on
            return
        self.health.fetched()
        self.health.called_in_vain(info.last_error_message or "?" if webhook.in_vain(info) else "")
        await self._back()

    async def _hold(self) -> None:
        """From now on Telegram hands over what came while nobody was at work. Raises DatabaseUnavailable."""
        now = self.clock.now()
        self._inbox.held_since = min(await self._inbox.last_at_work() or now, now)
        self.ticker.stood_still_since = self.ticker.stood_still_since or self._inbox.held_since

    async def _once_drained(self) -> None:
        await self.poller.drained.wait()
        self._let_go()

    def _held(self) -> None:
        """Nothing can be taken in: Telegram holds what is made from now on."""
        self.replica.wanted.discard(DRAINED)
        self.ticker.stood_still_since = self.ticker.stood_still_since or self._failing_since or self.clock.now()

    @property
    def _away(self) -> bool:
        return self._failing_since is not None and self.clock.now() - self._failing_since >= AWAY_AFTER

    def _cut_off(self) -> None:
        """Telegram did not answer. Once it is away it holds what is made since the first time it did not."""
        self._failing_since, self.health.fails = self._failing_since or self.clock.now(), True
        if self._away and self.poller.drained.is_set():
            self.poller.drained.clear()
            self._inbox.held_since, self._was_away = self._failing_since, True
            self._held()
            self.database.committed.set()  # whoever watches looks now and then from here on

    async def _back(self) -> None:
        """Telegram answers. What could not be sent meanwhile goes now, not after its pause. Raises StorageError."""
        if self._failing_since is not None:
            await self.sender.hurry()
            self._failing_since = None
            self.database.committed.set()

    def _let_go(self) -> None:
        """From now on updates come as they are made."""
        self._inbox.held_since, self._was_away = None, False
        self.replica.wanted.add(DRAINED)

    async def _fetch(self, offset: int | None, wait: bool) -> list[Any]:
        """Updates, while it is our turn: Telegram lets one fetch."""
        if not self.replica.holds(POLLER):
            self.replica.wanted.discard(DRAINED)
            self.poller.drained.clear()
            self._inbox.held_since, self._was_away = None, False
            if isinstance(self.clock, SandboxClock):
                self.clock.updates.clear()
            await self.replica.until_held(POLLER)
            if isinstance(self.clock, SandboxClock):
                await self._follow_updates(self.clock)
        if self.poller.drained.is_set():
            self._let_go()
        elif self._inbox.held_since is None:
            await self._hold()
        try:
            # The lease may have gone and come since it was asked: what Telegram held meanwhile is there at once.
            updates = await self._updates.fetch(offset, wait and self.poller.drained.is_set())
        except NetworkError:
            self._cut_off()
            raise
        self.health.fetched()
        await self._back()
        return updates

    async def _is_refused(self) -> bool:
        """Whether Telegram refuses the token indeed: it is asked who we are."""
        try:
            await self.bot.get_me()
        except InvalidToken:
            self.health.token_refused(True)
            return True
        except TelegramError:
            pass
        return False

    async def _follow_updates(self, clock: SandboxClock) -> None:
        """The sandbox waits for whoever receives updates, not for the other replicas."""
        if self.config.telegram.webhook_url or self.replica.holds(POLLER):
            clock.updates[self._bot_id] = await self._inbox.highest_update_id() or 0

    async def _watch_over(self) -> None:
        """Heartbeat and page-out."""
        from bot.running.watcher import Watcher

        secret = self.config.page_secret()
        await Watcher(self.config.watch, secret, self.database, self.clock, self.health).run()

    # Starlette and uvicorn are loaded only where they are used

    async def _call_outside(self) -> None:
        """Webhooks; what they take is loaded when the start is over."""
        with self.clock.work():
            await self.ticker.caught_up.wait()
        from bot.running.caller import Caller

        url = self.config.web.url
        await Caller(self.database, self.clock, self.config.settings, self.replica, url=url).run()

    async def _photograph(self) -> None:
        """Photos that were released for the wall."""
        fetch = partial(fetch_file, self.bot)
        await Photographer(self.database, self.clock, self.replica, fetch).run()

    async def _be_called(self) -> None:
        """The webhook. Raises OSError when the port is taken."""
        from bot.running.serving import webhook_server

        await webhook_server(self.config, self._inbox, self.clock.now, self._taken)

    async def _be_watched(self) -> None:
        """Health and metrics. Raises OSError when the port is taken."""
        from bot.running.serving import metrics_server

        await metrics_server(self.config, self.database, self.clock.now, self.health, self.auditor)

    async def _be_read(self) -> None:
        """The pages. Raises OSError when the port is taken."""
        from bot.running.serving import pages_server

        await pages_server(self.config, self.database, self.clock.now, lambda: self.bot.username, self._pdf)

    async def _drained(self) -> None:
        """Until Telegram holds nothing from before the start, whichever replica it is that fetches. After Telegram was
        away whoever fetches knows it before the leases tell."""
        if self._was_away:
            await self.poller.drained.wait()
            return
        here = asyncio.create_task(self.poller.drained.wait())
        there = asyncio.create_task(self.replica.until_drained())
        try:
            await asyncio.wait({here, there}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            here.cancel()
            there.cancel()

    async def _tick(self) -> None:
        with self.clock.work():
            await self._updates_first(stood_still=True)
        await self.ticker.run()

    async def _send(self) -> None:
        """What is overdue goes first, then the sender chooses among all of it; but messages do not wait for ever."""
        with self.clock.work(), suppress(TimeoutError):
            async with asyncio.timeout(OVERDUE_FIRST_SECONDS):
                await self.ticker.caught_up.wait()
        await self.sender.run()

    async def _updates_first(self, stood_still: bool) -> bool:
        """Deadlines wait for the updates received before them, and after a standstill for those that Telegram held;
        but not for ever. False while Telegram is away: ask again."""
        now = self.clock.now()
        if self._failing_since is not None and AWAY_AFTER <= now - self._failing_since < AWAY_AT_MOST:
            return False
        try:
            async with asyncio.timeout(DRAIN_SECONDS if stood_still else UPDATES_FIRST_SECONDS):
                if stood_still:
                    await self._drained()
                await self.dispatcher.empty.wait()
        except TimeoutError:
            if stood_still:
                _log.warning("what Telegram holds could not be fetched yet; deadlines go on without it")
        with suppress(TimeoutError, StorageError):
            async with asyncio.timeout(OTHERS_FIRST_SECONDS):
                while not self.replica.alone and await self._inbox.waits(now):  # noqa: ASYNC110 - others work on it
                    await asyncio.sleep(LOOK_SECONDS)
        return True

    async def _begin_exports(self) -> None:
        """Files that were being made when the bot stopped: whoever waits reads that he has to ask again."""
        with self.clock.work(), suppress(StorageError):
            await self._exporting.begin(interrupted, alone=self.replica.alone)

    async def _introduce(self) -> None:
        """The menu of commands, in every language, and a line for each right that is missing. Best effort."""
        with self.clock.work(), suppress(TelegramError, StorageError):
            await self.ticker.caught_up.wait()  # what is overdue goes first
            from bot.commands.doctor import Level, Patient, groups, privacy  # not needed before that

            patient = Patient(self.config, translator(self.config.settings.language), self.bot, self.database)
            for finding in [*await privacy(patient), *await groups(patient)]:
                if finding.level is not Level.OK:
                    _log.warning("%s %s", finding.text, finding.advice)
            for language in LANGUAGES:
                tr = translator(language)
                code = None if language == LANGUAGES[0] else language
                for scope, commands in (
                    (BotCommandScopeAllPrivateChats(), system.PRIVATE_COMMANDS),
                    (BotCommandScopeAllGroupChats(), system.GROUP_COMMANDS),
                    (BotCommandScopeAllChatAdministrators(), system.GROUP_ADMIN_COMMANDS),
                ):
                    menu = [BotCommand(command, tr.t(what)) for command, what in commands]
                    await self.bot.set_my_commands(menu, scope=scope, language_code=code)

    async def _watch(self, tasks: list[asyncio.Task[None]], stop: asyncio.Event) -> None:
        """Until told to stop, or until a part that lives for ever ends: that is an error."""
        stopped = asyncio.create_task(stop.wait())
        alive = {task for task in tasks if task.get_name() != MAY_END}
        done, _ = await asyncio.wait({*alive, stopped}, return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        for task in done - {stopped}:
            task.result()  # raises what it died of

    async def _finish(self, tasks: list[asyncio.Task[None]]) -> None:
        """No new work; what is under way is finished, the rest is in the database."""
        systemd.notify("STOPPING=1")
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self._exporting.stop()
        try:
            async with asyncio.timeout(FINISH_SECONDS):
                await self.dispatcher.finish()
                await self.sender.finish()
        except TimeoutError:
            _log.warning("stopped with work under way; it goes on at the next start")
        with suppress(TelegramError, RuntimeError):
            await self.application.shutdown()
        for request in (self.bot.request, self._polling):
            await request.shutdown()  # the application closes them only if it ever met Telegram
        await self.clock.close()
        await self.replica.leave()
        await self.database.close()

    async def _until_stopped(self, stop: asyncio.Event, doing: Coroutine[Any, Any, None]) -> bool:
        """Whether it was done before we were told to stop."""
        task, stopped = asyncio.create_task(doing), asyncio.create_task(stop.wait())
        await asyncio.wait({task, stopped}, return_when=asyncio.FIRST_COMPLETED)
        stopped.cancel()
        if not task.done():
            task.cancel()
            return False
        task.result()
        return True

    def _taken(self, update_id: int) -> None:
        self.dispatcher.empty.clear()
        if isinstance(self.clock, SandboxClock):
            self.clock.took(self._bot_id, update_id)

    async def _agenda(self) -> list[dict[str, object]]:
        return [{"at": one.due_at.timestamp(), "label": _label(one)} for one in await self._deadlines.agenda(AGENDA)]


def _label(one: Agendum) -> dict[str, str]:
    """For the tester's eyes, in both languages of the sandbox's page: "No. 14: resolve"."""
    return {name: system.agendum(one.kind, one.issue_number, translator(language)) for name, language in PAGE.items()}


def on_signals() -> asyncio.Event:
    """Set when the process is told to end."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for one in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(one, stop.set)
    return stop
