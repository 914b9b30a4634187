"""A sandbox, an empty database and a bot on them, for tests of the bot's inner parts with handlers of their own."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest
from telegram.ext import BaseHandler

from bot.app import App
from bot.config import TOKEN_VARIABLE, Config, parse
from bot.outgoing.gather import compose
from bot.outgoing.sender import Compose
from sandbox.run import Running, running
from storage.database import Database
from tests.asgi import ask

TEN = 1795226400.0
"""2026-11-21 10:00 in Shanghai."""


@dataclass
class Stage:
    """The sandbox's people's side, with one bot and one person, Ann."""

    http: httpx.AsyncClient
    sandbox: Running
    bot: dict[str, Any]
    ann: int
    config: Config
    database: Database

    async def post(self, path: str, **body: Any) -> Any:
        return await ask(self.sandbox.app, "POST", path, body)

    async def says(self, text: str) -> dict[str, Any]:
        """Ann writes to the bot."""
        return dict(await self.post(f"/api/users/{self.ann}/messages", chat=self.bot["id"], text=text))

    async def settle(self) -> None:
        await self.post("/api/clock/settle", timeout=10)

    async def advance(self, seconds: float) -> None:
        await self.post("/api/clock/advance", seconds=seconds, timeout=10)

    async def texts(self) -> list[str]:
        """What the bot wrote to Ann."""
        chat = await ask(self.sandbox.app, "GET", f"/api/users/{self.ann}/chats/{self.bot['id']}")
        return [one.get("text", "") for one in chat["messages"] if one["from"]["is_bot"]]


@pytest.fixture(scope="module", autouse=True)
def commands_begin_quickly(migrated_at_once: None) -> None:
    """Most tests of commands begin in an empty folder."""


@pytest.fixture
async def database(database_file: Path) -> AsyncIterator[Database]:
    """An empty database."""
    opened = await Database.open(f"sqlite:///{database_file}")
    yield opened
    await opened.close()


@pytest.fixture
async def stage(database: Database, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Stage]:
    """The sandbox at ten o'clock, its clock stopped."""
    async with (
        running(now=TEN) as sandbox,
        httpx.AsyncClient(base_url=sandbox.url, transport=httpx.ASGITransport(sandbox.app)) as http,
    ):
        bot = (await http.post("/api/bots", json={"username": "test_bot", "name": "Test"})).json()
        ann = (await http.post("/api/users", json={"first_name": "Ann", "language_code": "en"})).json()
        monkeypatch.setenv(TOKEN_VARIABLE, bot["token"])
        config = parse(
            f'[telegram]\nbase_url = "{sandbox.url}"\n[database]\nurl = "sqlite:///{database.url.database}"\n'
            '[clock]\nsource = "sandbox"\n'
        )
        stage = Stage(http, sandbox, bot, ann["id"], config, database)
        await stage.post(f"/api/users/{stage.ann}/start", bot=bot["id"])
        yield stage


Running_ = Callable[[Sequence[BaseHandler[Any, Any, Any]]], AbstractAsyncContextManager[App]]


@asynccontextmanager
async def working(
    config: Config, handlers: Sequence[BaseHandler[Any, Any, Any]], make: Compose = compose
) -> AsyncIterator[App]:
    """The bot at work, until told to stop."""
    app = await App.build(config, handlers=handlers, make=make)
    stop = asyncio.Event()
    task = asyncio.create_task(app.run(stop))
    started = asyncio.create_task(app.started.wait())
    await asyncio.wait({task, started}, return_when=asyncio.FIRST_COMPLETED)
    started.cancel()
    try:
        yield app
    finally:
        stop.set()
        await task


@pytest.fixture
def at_work(stage: Stage) -> Running_:
    """`async with at_work(handlers)`: the bot runs with these handlers."""
    return partial(working, stage.config)
