"""Connections of our own: what a server may do to a request, over a real socket."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import httpx
import pytest

from bot.outgoing.telegram_calls import connect
from bot.outgoing.wire import ProxiedWire, Wire
from bot.running.connections import KEPT_SECONDS, Connections, Limits

SHORT = Limits(free=5.0, connect=5.0, write=5.0, read=5.0)
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
Answer = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


async def read_request(reader: asyncio.StreamReader) -> tuple[bytes, bytes]:
    head = await reader.readuntil(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0])
    return head, await reader.readexactly(length)


class Server:
    """Answers each request with the next of `answers`, and counts who connected."""

    def __init__(self, *answers: bytes | None, hangs_up: bool = False) -> None:
        self.answers = list(answers)
        self.hangs_up = hangs_up
        self.heads: list[bytes] = []
        self.bodies: list[bytes] = []
        self.connected = 0

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """One connection, until somebody hangs up."""
        self.connected += 1
        try:
            while self.answers:
                head, body = await read_request(reader)
                self.heads.append(head)
                self.bodies.append(body)
                answer = self.answers.pop(0)
                if answer is None:
                    await asyncio.sleep(30)
                    return
                writer.write(answer)
                await writer.drain()
                if self.hangs_up:
                    return
            await reader.read()
        except (asyncio.IncompleteReadError, ConnectionError):
            pass
        finally:
            writer.close()


@asynccontextmanager
async def asking(server: Server, most: int = 4) -> AsyncIterator[Callable[..., Awaitable[tuple[int, bytes]]]]:
    listening = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/a?b=c"
    connections = Connections(most)

    async def ask(body: bytes = b"{}", limits: Limits = SHORT) -> tuple[int, bytes]:
        return await connections.ask("POST", url, [("X-Of-Ours", "yes")], body, limits)

    yield ask
    await connections.close()
    listening.close()


async def test_a_connection_is_used_again() -> None:
    """Two requests, one connection; path, query, headers and body arrive as they were given."""
    server = Server(OK, b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
    async with asking(server) as ask:
        assert await ask("天".encode()) == (200, b"ok")
        assert await ask() == (404, b"")
    assert server.connected == 1
    assert server.bodies == ["天".encode(), b"{}"]
    assert server.heads[0].startswith(b"POST /a?b=c HTTP/1.1\r\nHost: 127.0.0.1:")
    assert b"X-Of-Ours: yes" in server.heads[0]


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\no\r\n1\r\nk\r\n0\r\n\r\n",
        b"HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n" + OK,
        OK.replace(b"\r\n", b"\r\nConnection: close\r\n", 1),
    ],
)
async def test_answers_of_every_shape(answer: bytes) -> None:
    """In chunks, after hints, with a goodbye: it is read to its end, and the next request has its own answer."""
    server = Server(answer, OK)
    async with asking(server) as ask:
        assert [await ask(), await ask()] == [(200, b"ok")] * 2
    assert server.connected == (2 if b"close" in answer else 1)


async def test_a_body_without_a_length_ends_with_the_connection() -> None:
    """As HTTP/1.0 has it."""
    async with asking(Server(b"HTTP/1.0 200 OK\r\n\r\nok", hangs_up=True)) as ask:
        assert await ask() == (200, b"ok")


async def test_a_server_that_hung_up_meanwhile() -> None:
    """It is not asked over the dead connection but over a new one."""
    server = Server(OK, OK, hangs_up=True)
    async with asking(server) as ask:
        await ask()
        await asyncio.sleep(0.05)
        assert await ask() == (200, b"ok")
    assert server.connected == 2


async def test_a_connection_is_not_kept_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody on the way may have forgotten it."""
    server = Server(OK, OK)
    async with asking(server) as ask:
        await ask()
        monkeypatch.setattr("bot.running.connections.KEPT_SECONDS", -KEPT_SECONDS)
        await ask()
    assert server.connected == 2


@pytest.mark.parametrize(
    ("answer", "limits", "error"),
    [
        (b"", SHORT, httpx.RemoteProtocolError),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok", SHORT, httpx.RemoteProtocolError),
        (b"SSH-2.0-OpenSSH\r\n\r\n", SHORT, httpx.RemoteProtocolError),
        (None, Limits(free=5.0, connect=5.0, write=5.0, read=0.05), httpx.ReadTimeout),
    ],
)
async def test_no_answer(answer: bytes | None, limits: Limits, error: type[Exception]) -> None:
    """Nothing, half of one, another protocol, silence: an error of httpx's, and the next request has a new
    connection."""
    server = Server(answer, OK, hangs_up=True)
    async with asking(server) as ask:
        with pytest.raises(error):
            await ask(limits=limits)
        assert await ask() == (200, b"ok")
    assert server.connected == 2


async def test_nobody_is_there() -> None:
    """A port that nobody listens on."""
    connections = Connections(1)
    with pytest.raises(httpx.ConnectError):
        await connections.ask("GET", "http://127.0.0.1:9/", [], b"", SHORT)


async def test_no_more_connections_than_allowed() -> None:
    """Whoever comes when all are in use waits, and is told when it takes too long; who gives up frees his."""
    async with asking(Server(None, OK), most=1) as ask:
        first = asyncio.ensure_future(ask())
        await asyncio.sleep(0.05)
        with pytest.raises(httpx.PoolTimeout):
            await ask(limits=Limits(free=0.05, connect=5.0, write=5.0, read=5.0))
        first.cancel()
        assert await ask() == (200, b"ok")


@pytest.mark.parametrize(
    ("proxy", "url", "kind"),
    [
        ("http://proxy.example:3128", "https://api.telegram.org", ProxiedWire),
        ("http://proxy.example:3128", "http://127.0.0.1:8080", Wire),
        ("", "https://api.telegram.org", Wire),
    ],
)
async def test_the_way_out_may_be_a_proxy(proxy: str, url: str, kind: type, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the environment names is used for the way out, and not for this machine."""
    for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    if proxy:
        monkeypatch.setenv("HTTPS_PROXY", proxy)
    bot, polling = connect(url, "1:token")
    assert {type(bot.request), type(polling)} == {kind}
    await asyncio.gather(bot.request.shutdown(), polling.shutdown())
