"""Reports a second, through application and SQLite on disk, committed; beside it python-telegram-bot's and aiogram's
bare echo handlers, in the same process and by turns, with the network cut off behind the handler.
"""

import asyncio
import json
import os
import tempfile
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters
from telegram.request import BaseRequest

from benchmarks.results import say
from benchmarks.town import Town, config_text, database_for
from bot.app import App
from bot.config import TOKEN_VARIABLE, parse
from storage.inbox import Inbox

REPORTS = 1_000
ECHOES = 4_000
ROUNDS = 3
BATCH = 100
"""Updates that one getUpdates brings."""
COMMUNITIES, RESIDENTS = 20, 10
GOAL_OF_PTB, GOAL_OF_AIOGRAM = 0.15, 0.3
TOKEN = "7000000001:AAbenchmarkAAbenchmarkAAbenchmarkAA"
ME = {"id": 7000000001, "is_bot": True, "first_name": "微邻里", "username": "weilinli_bot"}


def update(number: int, text: str, user: int, chat: int) -> dict[str, Any]:
    """A message to a group, as Telegram sends it."""
    message: dict[str, Any] = {
        "message_id": number,
        "date": int(time.time()),
        "chat": {"id": chat, "type": "supergroup", "title": "社区工作群"},
        "from": {"id": user, "is_bot": False, "first_name": "居民", "language_code": "zh-hans"},
        "text": text,
    }
    if text.startswith("/"):
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]
    return {"update_id": number, "message": message}


class NoNetwork(BaseRequest):
    """Answers every call of python-telegram-bot at once."""

    @property
    def read_timeout(self) -> float | None:
        """None is needed."""
        return None

    async def initialize(self) -> None:
        """Nothing to open."""

    async def shutdown(self) -> None:
        """Nothing to close."""

    async def do_request(self, url: str, *args: Any, **kwargs: Any) -> tuple[int, bytes]:
        """The bot itself, or a message that was sent."""
        result = ME if url.endswith("getMe") else update(1, "echo", 1, -1001)["message"]
        return 200, json.dumps({"ok": True, "result": result}).encode()


async def ptb_echo(count: int) -> float:
    """Updates a second."""
    application = (
        Application.builder().token(TOKEN).request(NoNetwork()).get_updates_request(NoNetwork()).updater(None).build()
    )

    async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        assert update.message is not None
        await update.message.reply_text(update.message.text or "")

    application.add_handler(MessageHandler(filters.TEXT, echo))
    await application.initialize()
    raw = [update(number, "echo", 1, -1001) for number in range(count)]
    begun = time.perf_counter()
    for one in raw:
        await application.process_update(Update.de_json(one, application.bot))
    rate = count / (time.perf_counter() - begun)
    await application.shutdown()
    return rate


class Ours:
    """The real bot's application and database; what it would send stays in the outbox."""

    def __init__(self, at: Path) -> None:
        self.at = at
        self.number = 10_000

    async def open(self) -> None:
        """A town, and everybody is known."""
        os.environ[TOKEN_VARIABLE] = TOKEN
        self.town = Town(communities=COMMUNITIES, residents_each=RESIDENTS)
        self.town.users = {name: 5_000_000_001 + index for index, name in enumerate(self.town.names())}
        self.town.chats = {number: -1_002_000_000_001 - number for number in range(COMMUNITIES)}
        self.town.heard = self.number
        text = config_text("http://127.0.0.1:1", f"sqlite:///{self.at / 'bench.db'}").replace('"sandbox"', '"system"')
        config = parse(text)
        await (await database_for(self.town, self.at / "bench.db", datetime.now(UTC), config.settings)).close()
        self.app = await App.build(config)
        self.app.bot._request = (NoNetwork(), NoNetwork())
        await self.app.application.initialize()
        self.inbox = Inbox(self.app.database)
        self.task = asyncio.create_task(self.app.dispatcher.run())

    async def reports(self, count: int) -> float:
        """Reports a second, from the first getUpdates to the last commit."""
        raw = []
        for index in range(count):
            self.number += 1
            community, one = index % COMMUNITIES, index // COMMUNITIES % RESIDENTS
            user = self.town.users[f"res-{community}-{one}"]
            raw.append(update(self.number, "/bao 下水道堵了，臭得很", user, self.town.chats[community]))
        begun = time.perf_counter()
        for at in range(0, count, BATCH):
            await self.inbox.take_in(raw[at : at + BATCH], "polling", datetime.now(UTC))
        await self.app.dispatcher.empty.wait()
        while await self.inbox.count_waiting():
            await self.app.dispatcher.empty.wait()
        return count / (time.perf_counter() - begun)

    async def close(self) -> int:
        """How many issues there are."""
        self.task.cancel()
        with suppress(asyncio.CancelledError):
            await self.task
        count = "SELECT count(*) FROM issues"
        issues = await self.app.database.read(lambda connection: int(connection.exec_driver_sql(count).scalar() or 0))
        await self.app.application.shutdown()
        await self.app.close()
        return issues


async def measure() -> dict[str, Any]:
    """The figures: the best of a few rounds each, by turns."""
    from benchmarks.aiogram_echo import aiogram_echo

    ours, ptb, aiogram = [], [], []
    with tempfile.TemporaryDirectory(prefix="weilinli-bench-") as temporary:
        bot = Ours(Path(temporary))
        await bot.open()
        await bot.reports(BATCH)
        for _ in range(ROUNDS):
            ptb.append(await ptb_echo(ECHOES))
            aiogram.append(await aiogram_echo(ECHOES))
            ours.append(await bot.reports(REPORTS))
        issues = await bot.close()
    if issues != BATCH + ROUNDS * REPORTS:
        raise RuntimeError(f"{issues} issues came of {BATCH + ROUNDS * REPORTS} reports")
    best = {"ours": max(ours), "ptb": max(ptb), "aiogram": max(aiogram)}
    return {
        "reports_per_s": round(best["ours"], 1),
        "ptb_echo_per_s": round(best["ptb"], 1),
        "aiogram_echo_per_s": round(best["aiogram"], 1),
        "of_ptb": round(best["ours"] / best["ptb"], 4),
        "of_aiogram": round(best["ours"] / best["aiogram"], 4),
        "goal_of_ptb": GOAL_OF_PTB,
        "goal_of_aiogram": GOAL_OF_AIOGRAM,
        "rounds": {"ours": ours, "ptb": ptb, "aiogram": aiogram},
    }


def told(figures: dict[str, Any]) -> list[str]:
    """For people."""
    f = figures
    return [
        f"a report through application and SQLite, committed: {f['reports_per_s']:.0f}/s",
        f"python-telegram-bot echo: {f['ptb_echo_per_s']:.0f}/s -> {f['of_ptb']:.3f} of it (goal {GOAL_OF_PTB:g})",
        f"aiogram echo: {f['aiogram_echo_per_s']:.0f}/s -> {f['of_aiogram']:.3f} of it (goal {GOAL_OF_AIOGRAM:g})",
    ]


if __name__ == "__main__":
    for line in told(asyncio.run(measure())):
        say(line)
