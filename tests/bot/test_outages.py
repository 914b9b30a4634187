"""The database is full, locked or gone, or the process is told to stop: nothing is lost, and it goes on by itself."""

import asyncio
import os
import signal
import sqlite3
import sys
import uuid
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text
from telegram import Update
from telegram.ext import MessageHandler, filters

from benchmarks.chaos.stores import FULL, ROOM_AGAIN
from bot.app import FINISH_SECONDS, App
from bot.config import Config, DatabaseAt
from bot.incoming.context import Context
from bot.running.patience import Patience
from bot.views.view import View
from locales.markup import Html
from storage.database import Database
from storage.inbox import Inbox
from tests.bot.conftest import Running_, Stage, working
from tests.postgres import named, run_on
from tests.storage.conftest import postgres_template, server

__all__ = ["postgres_template", "server"]  # fixtures

AWAY, BACK = "the database cannot be written", "the database can be written again"


async def echo(update: Update, context: Context) -> None:
    assert update.effective_message is not None
    context.turn.say(View(Html(f"heard {(update.effective_message.text or '')[:5]}")))


HANDLERS = [MessageHandler(filters.TEXT & ~filters.COMMAND, echo)]


async def until(so: Callable[[], bool], seconds: float = 20) -> None:
    async with asyncio.timeout(seconds):
        while not so():  # noqa: ASYNC110 - what is waited for is in another thread, or in the log
            await asyncio.sleep(0.02)


async def until_heard(stage: Stage, *words: str) -> list[str]:
    wanted = {f"heard {word}" for word in words}
    async with asyncio.timeout(40):
        while not wanted <= set(heard := await stage.texts()):
            await stage.post("/api/clock/advance", seconds=1, timeout=25)  # one message a second to a chat
            await asyncio.sleep(0.1)
    return [one for one in heard if one.startswith("heard")]


class Tries:
    """How often somebody waited for the database and tried again; the pauses are for disks, not for tests."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        wait = Patience.wait

        async def counted(patience: Patience) -> None:
            self.count += 1
            await wait(patience)

        monkeypatch.setattr(Patience, "wait", counted)
        for name in ("FIRST_SECONDS", "LONGEST_SECONDS"):
            monkeypatch.setattr(f"bot.running.patience.{name}", 0.05)

    async def more(self) -> None:
        """Until it was tried again several times."""
        enough = self.count + 4
        await until(lambda: self.count >= enough)


@pytest.fixture
def tries(monkeypatch: pytest.MonkeyPatch) -> Tries:
    """Counts from the start of the test."""
    return Tries(monkeypatch)


def told(caplog: pytest.LogCaptureFixture, words: str) -> int:
    return sum(words in line for line in caplog.messages)


async def pragma(app: App, words: str) -> None:
    await app.database.write(lambda connection: connection.exec_driver_sql(f"PRAGMA {words}").close())


async def test_a_full_disk_is_waited_for(
    stage: Stage, at_work: Running_, tries: Tries, caplog: pytest.LogCaptureFixture
) -> None:
    """Said once; what people send meanwhile stays at Telegram, unconfirmed; it goes on when there is room again."""
    async with at_work(HANDLERS) as app:
        await stage.says("hello")
        await stage.settle()
        await pragma(app, "max_page_count=1")
        for number in range(3):
            await stage.says(f"long{number}" + "堵" * 4000)
        await until(lambda: told(caplog, AWAY) == 1)
        await tries.more()
        assert told(caplog, AWAY) == 1
        assert "SQLITE_FULL" in caplog.text
        assert await stage.texts() == ["heard hello"]
        await pragma(app, "max_page_count=1073741823")
        assert await until_heard(stage, "long0", "long1", "long2") == [
            "heard hello", "heard long0", "heard long1", "heard long2",
        ]  # fmt: skip
        assert told(caplog, BACK) == 1
    assert await Inbox(stage.database).count_waiting() == 0


@contextmanager
def locked(path: str) -> Iterator[None]:
    """Somebody else writes, and does not end."""
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    yield
    other.execute("ROLLBACK")
    other.close()


async def test_a_locked_database_is_waited_for(
    stage: Stage, at_work: Running_, tries: Tries, caplog: pytest.LogCaptureFixture
) -> None:
    """A program that holds the lock: said once, nothing lost, in order."""
    async with at_work(HANDLERS) as app:
        await stage.says("hello")
        await stage.settle()
        await pragma(app, "busy_timeout=50")
        with locked(str(stage.database.url.database)):
            await stage.says("one")
            await stage.says("two")
            await until(lambda: told(caplog, AWAY) == 1)
            await tries.more()
            assert await stage.texts() == ["heard hello"]
        assert await until_heard(stage, "one", "two") == ["heard hello", "heard one", "heard two"]
    assert (told(caplog, AWAY), told(caplog, BACK)) == (1, 1)


@pytest.fixture
async def on_postgres(stage: Stage, server: str, postgres_template: str) -> AsyncIterator[tuple[Config, str]]:
    name = f"test_{uuid.uuid4().hex}"
    await run_on(server, f"CREATE DATABASE {name} TEMPLATE {postgres_template}")
    yield replace(stage.config, database=DatabaseAt(url=named(server, name))), name
    await run_on(server, f"DROP DATABASE {name} WITH (FORCE)")


async def test_a_server_that_restarts_is_waited_for(
    stage: Stage, on_postgres: tuple[Config, str], server: str, tries: Tries, caplog: pytest.LogCaptureFixture
) -> None:
    """All connections are cut and new ones refused, as in a restart of PostgreSQL; then it is there again."""
    config, name = on_postgres
    async with working(config, HANDLERS):
        await stage.says("hello")
        await stage.settle()
        await run_on(server, f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        await run_on(server, f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'")
        await stage.says("one")
        await stage.says("two")
        await until(lambda: told(caplog, AWAY) >= 1)
        await tries.more()
        assert await stage.texts() == ["heard hello"]
        await run_on(server, f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
        assert await until_heard(stage, "one", "two") == ["heard hello", "heard one", "heard two"]
        assert told(caplog, BACK) >= 1
    database = await Database.open(config.database.url)
    assert await Inbox(database).count_waiting() == 0
    await database.close()


async def test_a_server_without_room_is_waited_for(
    stage: Stage, on_postgres: tuple[Config, str], server: str, tries: Tries, caplog: pytest.LogCaptureFixture
) -> None:
    """PostgreSQL refuses to write as with a full disk: said once, nothing lost, and it goes on when there is room."""
    config, name = on_postgres
    async with working(config, HANDLERS):
        await stage.says("hello")
        await stage.settle()
        await run_on(named(server, name), FULL)
        await stage.says("one")
        await stage.says("two")
        await until(lambda: told(caplog, AWAY) == 1)
        assert "53100" in caplog.text
        await tries.more()
        assert await stage.texts() == ["heard hello"]
        await run_on(named(server, name), ROOM_AGAIN)
        assert await until_heard(stage, "one", "two") == ["heard hello", "heard one", "heard two"]
        assert (told(caplog, AWAY), told(caplog, BACK)) == (1, 1)


async def test_a_start_waits_for_room(
    stage: Stage, on_postgres: tuple[Config, str], server: str, tries: Tries, caplog: pytest.LogCaptureFixture
) -> None:
    """Started while the disk is full, it does not give up: it is at work as soon as there is room."""
    config, name = on_postgres
    await run_on(named(server, name), FULL)

    async def room_again() -> None:
        await tries.more()
        await run_on(named(server, name), ROOM_AGAIN)

    waited = asyncio.create_task(room_again())
    async with working(config, HANDLERS):
        await waited
        await stage.says("hello")
        assert await until_heard(stage, "hello") == ["heard hello"]
    assert (told(caplog, AWAY), told(caplog, BACK)) == (1, 1)


PEOPLE, ROUNDS = 8, 3


async def done(database: Database) -> int:
    """How many updates are handled."""
    counted = text("SELECT count(*) FROM inbox WHERE state = 'done'")
    return int(await database.read(lambda connection: connection.execute(counted).scalar_one()))


async def test_sigterm_loses_nothing(stage: Stage, tmp_path: Path) -> None:
    """The real process, told to stop in the middle of its work, again and again: exit code 0 before it would leave work
    behind, and that long before a service manager loses patience; all handled."""
    assert FINISH_SECONDS <= 10
    path = tmp_path / "config.toml"
    path.write_text(
        f'[telegram]\nbase_url = "{stage.sandbox.url}"\n[database]\nurl = "sqlite:///{stage.database.url.database}"\n'
        '[clock]\nsource = "sandbox"\n',
        encoding="utf-8",
    )
    people = [(await stage.post("/api/users", first_name=f"P{number}"))["id"] for number in range(PEOPLE)]
    for person in people:
        await stage.post(f"/api/users/{person}/start", bot=stage.bot["id"])
    await stage.post("/api/faults", kind="slow", method="sendMessage", seconds=0.3)  # something is always under way
    await stage.post("/api/clock", rate=1, paused=False)
    sent = 1 + PEOPLE
    for last in [False] * ROUNDS + [True]:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot.cli", "run", "--config", str(path), stderr=asyncio.subprocess.PIPE,
            cwd=Path(__file__).parents[2], env=os.environ | {"WEILINLI_TOKEN": stage.bot["token"]},
        )  # fmt: skip
        assert process.stderr is not None
        log = asyncio.create_task(process.stderr.read())
        for person in people:
            await stage.post(f"/api/users/{person}/messages", chat=stage.bot["id"], text="楼道路灯不亮")
        sent += PEOPLE
        wanted = sent if last else await done(stage.database) + 3
        async with asyncio.timeout(60):
            while await done(stage.database) < wanted:  # noqa: ASYNC110 - another process works
                await asyncio.sleep(0.01)
        process.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(process.wait(), 60) == 0, (await log).decode()
        written = (await log).decode()
        assert not [word for word in ("Traceback", "ERROR", "with work under way") if word in written], written
    assert (await done(stage.database), await Inbox(stage.database).count_waiting()) == (sent, 0)
    assert await Inbox(stage.database).put_aside_rows() == []
