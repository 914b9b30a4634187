"""Who watches the bot: an urgent matter that nobody answers leaves Telegram, signed and without a word of anybody."""

import asyncio
import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.running.watcher import SIGNATURE, signature
from tests.stories.world import World

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
    assert "501" not in body.decode()
    assert "老伴" not in body.decode()
    await world.forward(minutes=20)
    assert [one[2] for one in got if one[2]] == [body, body]
    assert any(one[0].startswith("GET /alive ") for one in got)


async def test_an_urgent_matter_that_is_answered_wakes_nobody_else(world: World, gateway: tuple[int, Gateway]) -> None:
    """Somebody is there: there is nothing to page for."""
    await world.says("孙大妈", "3号楼2单元501煤气味特别大，我老伴晕倒了")
    await world.press("孙大妈", "打了")
    await world.press("王师傅", "我到场了", chat="staff")
    await world.forward(minutes=20)
    assert not [one for one in gateway[1] if one[2]]
