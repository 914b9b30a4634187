"""Starting the sandbox: as a command's server, or inside a test's event loop."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Generator
from contextlib import asynccontextmanager, contextmanager, suppress
from dataclasses import dataclass
from typing import Any

import uvicorn
from starlette.applications import Starlette

from sandbox.server import create_app
from sandbox.world import World

KEPT_SECONDS = 75
"""A connection that nothing is asked over: far longer than programs keep theirs (httpx: 5 s). With as many as theirs it
would now and then be closed at the very moment at which they ask, and that request would fail."""


class Server(uvicorn.Server):
    """uvicorn that ends the sandbox's endless streams before it waits for connections to close."""

    def __init__(self, app: Starlette, host: str, port: int, **more: Any) -> None:
        self.world: World = app.state.world
        config = uvicorn.Config(
            app,
            host=host,
            port=port,
            log_level="warning",
            access_log=False,
            timeout_graceful_shutdown=2,
            timeout_keep_alive=KEPT_SECONDS,
            lifespan="off",
            **more,
        )
        super().__init__(config)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Streams and polls first, then the rest."""
        self.world.close()
        await super().shutdown(sockets)


class InProcess(Server):
    """A server inside somebody else's loop: signals and logs are not its business, and it stops at once."""

    def __init__(self, app: Starlette, host: str, port: int) -> None:
        super().__init__(app, host, port, log_config=None)
        self.stop = asyncio.Event()

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Leave them alone."""
        yield

    async def main_loop(self) -> None:
        """No ticking."""
        await self.on_tick(0)
        await self.stop.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """No tenth of a second in which nothing is waited for: a test's program has gone before its server."""
        self.world.close()
        for server in self.servers:
            server.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        with suppress(TimeoutError):
            await asyncio.wait_for(self._gone(), self.config.timeout_graceful_shutdown)

    async def _gone(self) -> None:
        while self.server_state.connections or self.server_state.tasks:  # noqa: ASYNC110 uvicorn tells nobody
            await asyncio.sleep(0.002)


@dataclass(frozen=True)
class Running:
    """A sandbox that runs in this process."""

    url: str
    app: Starlette
    """What is served there, for people in the same process (httpx.ASGITransport): a third of the time of a request."""
    world: World


@asynccontextmanager
async def running(
    *, now: float | None = None, rate: float = 0.0, limits: bool = True, host: str = "127.0.0.1", port: int = 0
) -> AsyncIterator[Running]:
    """Serve on a free port of the loopback interface until the block ends."""
    app = create_app(now, rate, limits, hosts=[host])
    server = InProcess(app, host, port)
    # The protocol must be named: asyncio sets TCP_NODELAY only then, and each answer would take 40 ms without it.
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((host, port))
    listener.listen(512)
    task = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        while not server.started:
            if task.done():
                task.result()
            await asyncio.sleep(0.002)
        yield Running(f"http://{host}:{listener.getsockname()[1]}", app, app.state.world)
    finally:
        server.stop.set()
        await task
        listener.close()
