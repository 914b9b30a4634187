"""HTTP/1.1 over asyncio's own streams, for what is asked all day: Telegram, and the sandbox's clock.

httpx goes through httpcore and anyio, copies headers and looks for cookies: four fifths of what a small request costs
(docs/adr/0030-requests-over-our-own-connections.md). Here h11 speaks and nothing stands between. No proxy, no redirect.
"""

import asyncio
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from ipaddress import ip_address
from typing import Any

import h11
import httpx

from casework.frozen import frozen

KEPT_SECONDS = 5.0
"""A connection that nothing is asked over, as httpx keeps it: servers keep theirs for longer."""
CHUNK = 65536
ANOTHER_ADDRESS_SECONDS = 0.25
"""After so long the next address of a name is tried beside the first (RFC 8305)."""

Headers = list[tuple[str, str]]


@frozen
class Limits:
    """Seconds, each None for ever: until a connection is free, until there is one, until it took the request, and for
    each wait for more of the answer."""

    free: float | None
    connect: float | None
    write: float | None
    read: float | None


class Connections:
    """Connections that are kept and used again. `most` at a time; whoever comes later waits for one."""

    def __init__(self, most: int, verify: ssl.SSLContext | None = None) -> None:
        self._free = asyncio.Semaphore(most)
        self._verify = verify
        self._idle: list[_Connection] = []

    async def ask(self, method: str, url: str, headers: Headers, body: bytes, limits: Limits) -> tuple[int, bytes]:
        """The status and the whole answer. Raises what httpx raises: httpx.TransportError."""
        address, target = _parsed(url)
        with _failing_as(httpx.PoolTimeout, httpx.PoolTimeout):
            async with asyncio.timeout(limits.free):
                await self._free.acquire()
        connection = None
        try:
            connection = self._kept(address) or await self._opened(address, limits.connect)
            await connection.send(method, target, headers, body, limits.write)
            return await connection.answer(limits.read)
        finally:
            self._free.release()
            if connection is not None:
                self._keep(connection)

    async def close(self) -> None:
        """Let go of those that are kept."""
        while self._idle:
            self._idle.pop().close()
        await asyncio.sleep(0)  # asyncio closes the sockets in the next turn of its loop

    def _kept(self, address: "Address") -> "_Connection | None":
        """The one that was used last, of those that still stand; the others are closed."""
        for one in [one for one in self._idle if one.gone()]:
            self._idle.remove(one)
            one.close()
        for one in reversed(self._idle):
            if one.address == address:
                self._idle.remove(one)
                return one
        return None

    async def _opened(self, address: "Address", seconds: float | None) -> "_Connection":
        verify = (self._verify or httpx.create_ssl_context()) if address.secure else None
        with _failing_as(httpx.ConnectTimeout, httpx.ConnectError):
            async with asyncio.timeout(seconds):
                # Beside each other only where there can be two: asyncio forgets the socket of a race that is cancelled.
                streams = await asyncio.open_connection(
                    address.host,
                    address.port,
                    ssl=verify,
                    happy_eyeballs_delay=ANOTHER_ADDRESS_SECONDS if address.is_name else None,
                )
        return _Connection(address, *streams)

    def _keep(self, connection: "_Connection") -> None:
        if connection.ready_again():
            self._idle.append(connection)
        else:
            connection.close()


@frozen
class Address:
    """Whom a connection goes to, and what is written into Host."""

    secure: bool
    host: str
    port: int
    named: str

    @property
    def is_name(self) -> bool:
        """Which may have several addresses; else it is one."""
        try:
            ip_address(self.host)
        except ValueError:
            return True
        return False


def _parsed(url: str) -> tuple[Address, bytes]:
    scheme, _, rest = url.partition("://")
    name, _, path = rest.partition("/")
    return _address(f"{scheme}://{name}"), f"/{path}".encode("ascii")


@lru_cache
def _address(base: str) -> Address:
    """Of "https://name:port", which are few."""
    url = httpx.URL(base)
    secure = url.scheme == "https"
    return Address(
        secure, url.raw_host.decode("ascii"), url.port or (443 if secure else 80), url.netloc.decode("ascii")
    )


class _Connection:
    """One connection; one request at a time."""

    def __init__(self, address: Address, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.address = address
        self._reader = reader
        self._writer = writer
        self._protocol = h11.Connection(h11.CLIENT)
        self._since = 0.0

    async def send(self, method: str, target: bytes, headers: Headers, body: bytes, seconds: float | None) -> None:
        """The request, in one piece."""
        about = [("Host", self.address.named), ("Content-Length", str(len(body))), *headers]
        head = self._protocol.send(h11.Request(method=method, target=target, headers=about))
        said = self._protocol.send(h11.Data(data=body)) if body else b""
        self._protocol.send(h11.EndOfMessage())
        with _failing_as(httpx.WriteTimeout, httpx.WriteError):
            self._writer.write((head or b"") + (said or b""))
            async with asyncio.timeout(seconds):
                await self._writer.drain()

    async def answer(self, seconds: float | None) -> tuple[int, bytes]:
        """The status and the body."""
        status, parts = 0, []
        while not isinstance(event := await self._event(seconds), h11.EndOfMessage):
            if isinstance(event, h11.Response):  # else "go on", "early hints"
                status = event.status_code
            elif isinstance(event, h11.Data):
                parts.append(event.data)
        return status, b"".join(parts)

    async def _event(self, seconds: float | None) -> Any:
        with _failing_as(httpx.ReadTimeout, httpx.ReadError):
            while (event := self._protocol.next_event()) is h11.NEED_DATA:
                async with asyncio.timeout(seconds):
                    self._protocol.receive_data(await self._reader.read(CHUNK))
        if isinstance(event, h11.ConnectionClosed):
            raise httpx.RemoteProtocolError("the connection was closed before an answer came")
        return event

    def ready_again(self) -> bool:
        """Whether all was said on both sides, and the other one wants to hear more."""
        if self._protocol.our_state is not h11.DONE or self._protocol.their_state is not h11.DONE:
            return False
        self._protocol.start_next_cycle()
        self._since = time.monotonic()
        return True

    def gone(self) -> bool:
        """Whether the other side has closed it, or will soon."""
        late = time.monotonic() - self._since > KEPT_SECONDS
        return late or self._reader.at_eof() or self._writer.transport.is_closing()

    def close(self) -> None:
        """At once: there is nothing more to say."""
        self._writer.transport.abort()


@contextmanager
def _failing_as(slow: type[httpx.TransportError], broken: type[httpx.TransportError]) -> Iterator[None]:
    """Errors of the system in httpx's words."""
    try:
        yield
    except TimeoutError as error:
        raise slow(str(error)) from error
    except h11.RemoteProtocolError as error:
        raise httpx.RemoteProtocolError(str(error)) from error
    except OSError as error:
        raise broken(str(error)) from error
