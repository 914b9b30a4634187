"""Who watches the bot: an urgent matter that nobody answers leaves Telegram, signed and without a word of anybody."""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest

from bot.running import health
from bot.running.watcher import SIGNATURE, signature
from tests.stories.world import World, words

SECRET = "0123456789abcdef0123"
Gateway = list[tuple[str, dict[str, str], bytes]]


@pytest.fixture
async def gateway(tmp_path: Path) -> AsyncIterator[tuple[int, Gateway]]:
    """An HTTP server that keeps what it was sent: first line, headers, body. It is not there at first, twice."""
    got: Gateway = []

    async def take(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode().split("\r\n")
        headers = {key.lower(): value for key, _, value in (line.partition(": ") for line in head[1:] if line)}
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        got.append((head[0], headers, body))
        status = b"503 Busy" if body and sum(bool(one[2]) for one in got) == 1 else b"200 OK"
        writer.write(b"HTTP/1.1 " + status + b"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
        await writer.drain()
        writer.close()

    server = await asyncio.start_server(take, "127.0.0.1", 0)
    async with server:
        yield server.sockets[0].getsockname()[1], got


@pytest.fixture
def more_config(gateway: tuple[int, Gateway], tmp_path: Path) -> str:
    secret = tmp_path / "page-secret"
    secret.write_text(SECRET)
    secret.chmod(0o600)
    url = f"http://127.0.0.1:{gateway[0]}"
    return f'[watch]\nheartbeat_url = "{url}/alive"\npage_url = "{url}/page"\npage_secret_file = "{secret}"\n'


async def test_an_urgent_matter_that_nobody_answers_is_paged_out(world: World, gateway: tuple[int, Gateway]) -> None:
    """After the first round; tried again where it did not arrive; never twice; and nobody's words or flat are in it."""
    got = gateway[1]
    await world.says("孙大妈", "3号楼2单元501煤气味特别大，我老伴晕倒了")
    await world.press("孙大妈", "打了")
    await world.forward(minutes=4)
    assert not [one for one in got if one[2]]
    await world.forward(minutes=6)
    paged = [one for one in got if one[2]]
    assert len(paged) == 2, "the gateway said 503 once"
    line, headers, body = paged[-1]
    assert line.startswith("POST /page ")
    assert headers[SIGNATURE.lower()] == signature(SECRET, body)
    said = json.loads(body)
    assert (said["event"], said["number"], said["community"]) == ("urgent_unanswered", 1, "北苑社区")
    assert not [one for one in ("501", "老伴") if one in said["text"]]
    assert said.keys() == {"id", "event", "number", "community", "category", "since", "text"}
    await world.forward(minutes=20)
    assert [one[2] for one in got if one[2]] == [body, body]
    assert any(one[0].startswith("GET /alive ") for one in got)


async def test_nobody_is_woken_twice_by_a_new_start(world: World, gateway: tuple[int, Gateway]) -> None:
    """What arrived stays so when the bot is started anew."""
    await world.says("孙大妈", "3号楼2单元501煤气味特别大，我老伴晕倒了")
    await world.press("孙大妈", "打了")
    await world.forward(minutes=10)
    paged = [one[2] for one in gateway[1] if one[2]]
    assert len(paged) == 2, "the gateway said 503 once"
    await world.bot_stops()
    await world.bot_starts()
    await world.forward(minutes=10)
    assert [one[2] for one in gateway[1] if one[2]] == paged


async def test_an_urgent_matter_that_is_answered_wakes_nobody_else(world: World, gateway: tuple[int, Gateway]) -> None:
    """Somebody is there: there is nothing to page for."""
    await world.says("孙大妈", "3号楼2单元501煤气味特别大，我老伴晕倒了")
    await world.press("孙大妈", "打了")
    await world.press("王师傅", "我到场了", chat="staff")
    await world.forward(minutes=20)
    assert not [one for one in gateway[1] if one[2]]


@pytest.fixture
def minutes(world: World, monkeypatch: pytest.MonkeyPatch) -> Callable[[float], Awaitable[None]]:
    """Lets minutes pass while Telegram is away, by which health counts too; the bot asks Telegram again at once."""
    monkeypatch.setattr("bot.outgoing.telegram_calls.POLL_SECONDS", 0)
    monkeypatch.setattr("bot.incoming.intake.PAUSE_SECONDS", 0.02)
    monkeypatch.setattr("bot.incoming.intake.LONGEST_PAUSE_SECONDS", 0.02)
    began, passed = time.monotonic(), timedelta()
    monkeypatch.setattr(health, "time", SimpleNamespace(monotonic=lambda: began + passed.total_seconds()))

    async def pass_by(count: float) -> None:
        nonlocal passed
        for _ in range(round(count * 3)):
            passed += timedelta(seconds=20)
            await world.time_passes_unseen(to=await world.now() + timedelta(seconds=20))
            await asyncio.sleep(0.1)

    return pass_by


async def test_telegram_is_away_with_a_gas_report_open(
    world: World, gateway: tuple[int, Gateway], minutes: Callable[[float], Awaitable[None]]
) -> None:
    """Ten minutes and more: paged out after two, the heartbeat stays away, and when Telegram is back the danger goes
    first, nobody reads anything twice, and whoever waited reads why."""
    for name, said in (("老郑", "楼道灯不亮了"), ("Emma", "the stairwell light is out")):
        await world.says(name, said)
        await world.press(name, "报上去" if name == "老郑" else "Report it")
    await world.says("孙大妈", "3号楼2单元501煤气味特别大，我老伴晕倒了")
    await world.press("孙大妈", "打了")
    await world.forward(minutes=1)
    await world.telegram_goes()
    await minutes(2)
    assert not [one for one in gateway[1] if one[2]]
    await minutes(1)
    paged = [json.loads(one[2]) for one in gateway[1] if one[2]]
    assert {(one["event"], one["number"]) for one in paged} == {("telegram_away", 3)}
    beats = len([one for one in gateway[1] if one[0].startswith("GET /alive ")])
    await minutes(3)
    await world.writes_unheard("Emma", "any news?")
    await world.presses_unheard("王师傅", "我到场了", chat="staff")
    await minutes(5)
    assert len([one for one in gateway[1] if one[0].startswith("GET /alive ")]) == beats
    await world.telegram_is_back()
    for who, why in (("老郑", "我停了一阵"), ("Emma", "I stood still")):
        assert len([one for one in await world.phone(who) if why in words(one)]) == 1
    await world.sees_nothing_of("孙大妈", "停了一阵")
    events = [str(one) for one in world.events()]
    there, late = (next(at for at, one in enumerate(events) if part in one) for part in ("王师傅到场了", "我停了一阵"))
    assert there < late, "the danger goes first"
    for who in ("张姐", "陈主任", "李姐", "马哥"):
        assert len([one for one in await world.phone(who) if "煤气味" in words(one) and "💬" not in words(one)]) == 1
        await world.sees_nothing_of(who, "又叫了您一次")
    before = [len(await world.phone(who)) for who in ("孙大妈", "老郑", "Emma")]
    await world.forward(minutes=2)
    assert [len(await world.phone(who)) for who in ("孙大妈", "老郑", "Emma")] == before
    await world.forward(minutes=3)
    assert len([one for one in gateway[1] if one[0].startswith("GET /alive ")]) > beats
