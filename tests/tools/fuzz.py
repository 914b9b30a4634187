"""`make fuzz`: a hundred thousand updates of any shape through inbox, handlers, commit and rendering (COUNT=100000).

It makes the updates of tests/bot/test_any_update.py, plants names, phones and door numbers in them, and looks for them
and for the token in the log. Exits 1 unless the last line ends in `exceptions=0 stuck=0 leaks=0`. SEED=... repeats a
run. No network: direct answers are counted, messages are rendered and count as sent.
"""

import asyncio
import logging
import os
import random
import sys
import tempfile
import time
from collections import Counter, deque
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings

from bot.app import App
from bot.config import TOKEN_VARIABLE, parse
from bot.handlers.errors import refuse
from bot.incoming.handling import Handling
from bot.incoming.intake import Malformed
from bot.outgoing.gather import compose
from bot.outgoing.sender import Direct
from bot.registry import OFFERED
from bot.running import logs
from bot.views import system
from bot.views.view import View
from casework.messages import Kind
from casework.settings import Settings
from locales.translator import translator
from storage.database import Database, migrate
from storage.deadlines import Deadlines
from storage.inbox import Inbox
from storage.outbox import Outbox
from storage.rows import InboxRow
from tests.bot.test_any_update import GROUP, NOW, USERS, _me, updates
from tests.stories.town import settle_town

TOKEN = "42:AAAA-not-a-real-token-000000000000000"
BATCH = 100
NAMES = ("王翠花", "欧阳震华", "Grzegorz")
PHONES = ("13912345678", "15098765432", "0432-6543-2109")
DOORS = ("三单元1702", "12-3-1104", "unit 7 door 93")
KEYS = ("🙋 我要报事", "📋 我报的事", "📞 找人", "⋯ 更多")
SHOWN = 10
"""Mistakes that are told one by one."""


class Log(logging.Handler):
    """All that is logged, as production would write it."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.leaks: Counter[str] = Counter()

    def emit(self, record: logging.LogRecord) -> None:
        """Count the line if it holds what it must not."""
        line = logging.Formatter("%(name)s %(message)s").format(record)
        if any(secret in line for secret in (*NAMES, *PHONES, *DOORS, TOKEN)):
            self.leaks[line[:300]] += 1


class Fuzz:
    """The bot without a network. `run` takes a batch of updates."""

    def __init__(self, app: App, log: Log) -> None:
        self.app = app
        self.log = log
        self.chance = random.Random(0)
        self.inbox, self.outbox = Inbox(app.database), Outbox(app.database)
        self.handling = Handling(
            app.application,
            app.database,
            app.config,
            app.sender,
            refuse,
            lambda turn: system.kept(turn.tr),
            OFFERED.forms,
        )
        self.updates = self.aside = self.rendered = self.fired = self.messages = 0
        self.now = NOW
        self.mistakes: Counter[str] = Counter()
        self.answered = 0
        self.shown: deque[str] = deque(maxlen=300)
        app.sender.answer_press = self._answer  # type: ignore[method-assign]
        app.sender.direct = self._answer  # type: ignore[method-assign]

    def _answer(self, *given: object, **_: object) -> None:
        self.answered += 1
        self._remember(*(one.view for one in given if isinstance(one, Direct)))

    def _remember(self, *views: View | None) -> None:
        """Buttons that were shown, so that somebody presses them."""
        self.shown.extend(
            button.data for view in views if view for row in view.buttons for button in row if button.data
        )

    def plant(self, update: dict[str, Any]) -> dict[str, Any]:
        """Somebody's name, phone and door where people's words are, in every third update; in every second press a
        button that was shown; and answers to what was sent."""
        query = update.get("callback_query")
        if isinstance(query, dict) and self.shown and self.chance.randrange(2):
            query["data"] = self.chance.choice(self.shown)
        message = update.get("message") or update.get("edited_message")
        if isinstance(message, dict) and not self.chance.randrange(3):
            name, phone, door = (self.chance.choice(some) for some in (NAMES, PHONES, DOORS))
            key = "caption" if "caption" in message else "text"
            message[key] = f"{message.get(key) or ''}"[:3000] + f" 我叫{name} 电话{phone} 住{door}"
            if isinstance(message.get("from"), dict):
                message["from"]["first_name"] = name
        told = message.get("reply_to_message") if isinstance(message, dict) else None
        if isinstance(message, dict) and isinstance(told, dict) and self.chance.randrange(2):
            told["message_id"] = max(1, self.messages - self.chance.randrange(50))
            told["chat"] = message["chat"] = {"id": GROUP, "type": "supergroup", "title": "群"}
        return update

    async def run(self, batch: list[dict[str, Any]]) -> None:
        """Take them in, handle them, fire what is due, render what is to be sent."""
        numbered = [
            {"update_id": self.updates + number, **self.plant(update)} for number, update in enumerate(batch, 1)
        ]
        self.updates += len(batch)
        self.now += timedelta(seconds=10)
        await self.inbox.take_in(numbered, "polling", self.now)
        for row in await self.inbox.waiting(len(batch)):
            await self.handle(row)
        await self.send()

    async def handle(self, row: InboxRow) -> None:
        """As the dispatcher does it, at the first attempt."""
        try:
            await self.handling.handle(row)
        except Malformed as error:
            self.aside += 1
            await self.inbox.failed(row.id, str(error), self.now, put_aside=True)
        except Exception as error:
            self.mistake(error)
            await self.inbox.failed(row.id, logs.trace(error), self.now, put_aside=True)

    async def send(self) -> None:
        """Fire what is due, and render what is to be sent; it then counts as sent."""
        ticker = self.app.ticker
        for one in await Deadlines(self.app.database).due(self.now, BATCH):
            self.fired += 1
            await ticker._fire_one(one, self.now)
        work = self.app.database.work(Settings())
        for row in await self.outbox.ready(self.now, 10 * BATCH):
            if row.kind == Kind.TIDY:
                work.outbox_dropped(row.id, "fuzz", self.now)
                continue
            self.rendered += 1
            try:
                reading = self.app.database.work(Settings())
                view, _ = await compose([row], reading, translator("zh_CN"), self.now, "weilinli_bot")
                self._remember(view)
            except Exception as error:
                self.mistake(error)
            self.messages += 1
            work.outbox_sent(row.id, f"tg:{GROUP}", [self.messages], self.now)
        await work.commit()

    def mistake(self, error: Exception) -> None:
        """Count it by what and where."""
        self.mistakes[logs.trace(error)] += 1

    async def stuck(self) -> int:
        """How many people are not answered when they press a key of the permanent keyboard."""
        silent = 0
        for user_id in USERS.values():
            chat = {"id": user_id, "type": "private"}
            user = {"id": user_id, "is_bot": False, "first_name": "某", "language_code": "zh-hans"}
            for key in KEYS:
                before = self.answered
                self.updates += 1
                date = int(self.now.timestamp())
                message = {"message_id": 1, "date": date, "chat": chat, "from": user, "text": key}
                await self.inbox.take_in([{"update_id": self.updates, "message": message}], "polling", self.now)
                for row in await self.inbox.waiting(10):
                    await self.handle(row)
                silent += self.answered == before
        return silent


async def build(folder: Path) -> App:
    """The town of the stories, the bot in it."""
    os.environ[TOKEN_VARIABLE] = TOKEN
    url = f"sqlite:///{folder / 'fuzz.db'}"
    await migrate(url)
    config = parse(f'[telegram]\nbase_url = "http://127.0.0.1:9"\n[database]\nurl = "{url}"\n')
    database = await Database.open(url)
    await settle_town(database, config.settings, USERS, {"北苑社区工作群": GROUP, "北苑小区邻里群": GROUP - 1}, NOW)
    await database.close()
    app = await App.build(config)
    app.bot._bot_user = _me()
    app.application._initialized = True
    return app


def fuzz(folder: Path, count: int, number: int) -> bool:
    """Whether all is well; prints what was found."""
    log = Log()
    logging.getLogger().addHandler(log)
    logging.getLogger().setLevel(logging.INFO)
    logs.quiet_libraries()
    loop = asyncio.new_event_loop()
    one = Fuzz(loop.run_until_complete(build(folder)), log)
    batch: list[dict[str, Any]] = []
    began = time.monotonic()

    @seed(number)
    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(updates())
    def feed(update: dict[str, Any]) -> None:
        batch.append(update)
        if len(batch) == BATCH:
            loop.run_until_complete(one.run(batch))
            batch.clear()
            if one.updates % 10_000 == 0:
                print(f"{one.updates} in {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)

    while one.updates < count:  # Hypothesis ends a run by itself when it has seen enough
        feed()
    stuck = loop.run_until_complete(one.stuck())
    loop.run_until_complete(one.app.close())
    loop.close()
    for what, times in [*one.mistakes.most_common(SHOWN), *log.leaks.most_common(SHOWN)]:
        print(f"{times} x {what}")
    exceptions, leaks = one.mistakes.total(), log.leaks.total()
    print(
        f"seed={number} updates={one.updates} fired={one.fired} rendered={one.rendered} put_aside={one.aside} "
        f"exceptions={exceptions} stuck={stuck} leaks={leaks}"
    )
    return not (exceptions or stuck or leaks)


def main() -> int:
    """The command."""
    count, number = int(os.environ.get("COUNT", "100000")), int(os.environ.get("SEED", "0") or 0)
    fast = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # no disk waits for what is thrown away
    with tempfile.TemporaryDirectory(dir=fast) as folder:
        return 0 if fuzz(Path(folder), count, number or random.randrange(1, 2**31)) else 1


if __name__ == "__main__":
    sys.exit(main())
