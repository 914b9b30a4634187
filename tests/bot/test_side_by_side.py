"""The running bot: two of them on one database, its HTTP side, and updates over the webhook."""

import asyncio
import re
import socket
import threading
import uuid
from collections.abc import Callable, Coroutine, Iterator
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx
import pytest
from telegram import Update
from telegram.ext import MessageHandler, filters

from bot.app import App
from bot.config import Config, DatabaseAt, Telegram, Web
from bot.incoming.context import Context
from bot.views.view import View
from casework.messages import Kind
from casework.model.conversation import Message
from locales.markup import Html
from storage.replicas import POLLER, SENDER
from storage.rows import OutboxRow
from tests.bot.conftest import Stage, working
from tests.ports import free_port, until_listening
from tests.postgres import named, run_on
from tests.storage.conftest import postgres_template, server

__all__ = ["postgres_template", "server"]  # fixtures


async def echo(update: Update, context: Context) -> None:
    assert update.effective_message is not None
    context.turn.say(View(Html(f"heard {update.effective_message.text}")))


HANDLERS = [MessageHandler(filters.TEXT & ~filters.COMMAND, echo)]


async def until(so: Callable[[], bool], seconds: float = 30) -> None:
    async with asyncio.timeout(seconds):
        while not so():  # noqa: ASYNC110 - what is waited for is in another process
            await asyncio.sleep(0.05)


async def until_heard(stage: Stage, *words: str) -> list[str]:
    wanted = {f"heard {word}" for word in words}
    async with asyncio.timeout(30):
        while not wanted <= set(heard := await stage.texts()):
            await stage.advance(1)  # one message a second to a chat
    return [one for one in heard if one.startswith("heard")]


@pytest.fixture(params=["sqlite", "postgresql"])
def config(request: pytest.FixtureRequest, stage: Stage) -> Iterator[Config]:
    """The stage's, on either database."""
    if request.param == "sqlite":
        yield stage.config
        return
    server, template = request.getfixturevalue("server"), request.getfixturevalue("postgres_template")
    name = f"test_{uuid.uuid4().hex}"
    in_thread(run_on(server, f"CREATE DATABASE {name} TEMPLATE {template}"))
    yield replace(stage.config, database=DatabaseAt(url=named(server, name)))
    in_thread(run_on(server, f"DROP DATABASE {name} WITH (FORCE)"))


def in_thread(doing: Coroutine[Any, Any, None]) -> None:
    """Beside the test's own loop."""
    thread = threading.Thread(target=asyncio.run, args=(doing,))
    thread.start()
    thread.join()


async def test_two_replicas_share_the_work_and_hand_it_over(
    stage: Stage, config: Config, caplog: pytest.LogCaptureFixture
) -> None:
    """One fetches and sends; every message is answered once. When it stops, the other goes on. The second says so."""
    async with AsyncExitStack() as first_life, AsyncExitStack() as second_life:
        first = await first_life.enter_async_context(working(config, HANDLERS))
        second = await second_life.enter_async_context(working(config, HANDLERS))
        await until(lambda: len(first.replica.others) == len(second.replica.others) == 1)
        assert len([one for one in caplog.messages if "这一个在旁边等着，那个停了就接上" in one]) == 1
        assert first.replica.holds(SENDER)
        assert first.replica.holds(POLLER)
        assert not second.replica.holds(SENDER)
        for word in ("eins", "zwei", "drei"):
            await stage.says(word)
        assert await until_heard(stage, "eins", "zwei", "drei") == ["heard eins", "heard zwei", "heard drei"]
        await first_life.aclose()
        await until(lambda: second.replica.holds(SENDER) and second.replica.holds(POLLER))
        assert second.replica.alone
        await stage.says("vier")
        assert (await until_heard(stage, "vier")).count("heard vier") == 1


async def test_a_lease_that_ran_out_is_waited_for(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    """When a machine stood still for longer than a lease lasts, nothing goes out until the next beat: until then the
    sandbox is not settled."""
    monkeypatch.setattr("storage.replicas.BEAT_SECONDS", 0.3)

    async def tell(_: Update, context: Context) -> None:
        turn = context.turn
        assert turn.person is not None
        turn.person.reachable = True
        to_ann = Message(id=turn.work.new_id(), kind=Kind.RECEIPT, due_at=turn.at, priority=0, person_id=turn.person.id)
        turn.work.add(to_ann)

    async def made(rows: list[OutboxRow], *_: Any) -> tuple[View, list[OutboxRow]]:
        return View(Html("told")), rows

    async with working(stage.config, [MessageHandler(filters.ALL, tell)], made) as app:
        await stage.settle()
        for said in (2, 3):  # to her /start already
            await stage.advance(1)
            app.replica._until.clear()
            await stage.says("da?")
            await stage.settle()
            assert await stage.texts() == ["told"] * said


async def test_deadlines_wait_for_what_another_replica_has_in_hand(
    stage: Stage, config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An update that came in time meets its deadline, also when one replica handles it and the other would fire."""
    let_go = asyncio.Event()

    async def slow(_: Update, __: Context) -> None:
        await let_go.wait()

    handlers = [MessageHandler(filters.ALL, slow)]
    async with working(config, handlers) as first, working(config, handlers) as second:
        await until(lambda: len(first.replica.others) == len(second.replica.others) == 1)
        await stage.says("eins")
        await until(lambda: not (first.dispatcher.empty.is_set() and second.dispatcher.empty.is_set()))
        idle = second if second.dispatcher.empty.is_set() else first
        assert await idle._inbox.waits(idle.clock.now())
        looks, waits = [], idle._inbox.waits

        async def look(before: datetime) -> bool:
            looks.append(before)
            return await waits(before)

        monkeypatch.setattr(idle._inbox, "waits", look)
        waiting = asyncio.create_task(idle._updates_first(stood_still=False))
        await until(lambda: len(looks) == 3 or waiting.done())
        assert not waiting.done()
        let_go.set()
        await asyncio.wait_for(waiting, 10)
        assert not await idle._inbox.waits(idle.clock.now())


async def test_health_and_metrics_of_a_running_bot(stage: Stage) -> None:
    """200 while it works, over a real socket, and what it measures; the webhook is not there."""
    config = replace(stage.config, web=Web(metrics_port=free_port()))
    async with (
        working(config, HANDLERS),
        httpx.AsyncClient(base_url=f"http://127.0.0.1:{config.web.metrics_port}", trust_env=False) as http,
    ):
        await until_listening(config.web.metrics_port)
        answer = await http.get("/health")
        assert (answer.status_code, answer.text) == (200, "ok\n")
        await stage.says("eins")
        await until_heard(stage, "eins")
        measured = (await http.get("/metrics")).text
        assert re.search(r"^weilinli_intake_seconds_count [1-9]", measured, re.MULTILINE)
        assert 'weilinli_lights{light="red"} 0.0' in measured
        assert "weilinli_sender 1.0" in measured
        assert "weilinli_replicas 1.0" in measured
        assert (await http.post("/telegram/updates", json={"update_id": 1})).status_code == 404


async def test_a_port_that_is_taken_is_one_clear_line(stage: Stage) -> None:
    """The bot does not run without the health that somebody relies on."""
    with socket.socket() as there:
        there.bind(("127.0.0.1", 0))
        there.listen()
        config = replace(stage.config, web=Web(metrics_port=there.getsockname()[1]))
        app = await App.build(config, handlers=HANDLERS)
        with pytest.raises(OSError, match=r"web\.metrics_port"):
            await asyncio.wait_for(app.run(asyncio.Event()), 20)


async def test_updates_come_over_the_webhook(stage: Stage, tmp_path: Path) -> None:
    """Telegram calls, with the secret; the message is answered like any other. Nobody fetches."""
    secret = tmp_path / "webhook-secret"
    secret.write_text("0123456789abcdef" * 2)
    secret.chmod(0o600)
    port = free_port()
    telegram = Telegram(
        base_url=stage.config.telegram.base_url,
        webhook_url=f"http://127.0.0.1:{port}/telegram/updates",
        webhook_secret_file=str(secret),
    )
    async with working(replace(stage.config, telegram=telegram, web=Web(port=port)), HANDLERS) as app:
        await stage.says("über den Haken")
        assert await until_heard(stage, "über den Haken") == ["heard über den Haken"]
        assert POLLER not in app.replica.leases
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}", trust_env=False) as outside:
            assert {(await outside.get(path)).status_code for path in ("/health", "/metrics", "/")} == {404}
        assert (await app.bot.get_webhook_info()).pending_update_count == 0
