"""uvicorn inside the bot's own loop: no process of its own, no signal handlers, no log of who asked for what."""

import asyncio
import errno
from collections.abc import Callable, Generator
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette


class _Server(uvicorn.Server):
    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Signals are the bot's: it finishes what is under way first."""
        yield


class Server:
    """Serves one application. `key` is the setting that gives its port."""

    def __init__(self, app: Starlette, host: str, port: int, key: str) -> None:
        self._key = key
        self._stop: Callable[[], None] = getattr(app.state, "stop", lambda: None)
        """Ends what would go on for ever."""
        self._server = _Server(
            uvicorn.Config(
                app,
                host=host,
                port=port,
                lifespan="off",
                log_config=None,
                access_log=False,
                server_header=False,
                proxy_headers=False,
                timeout_graceful_shutdown=2,
            )
        )

    async def run(self) -> None:
        """Serve until cancelled; requests that are under way are finished. Raises OSError when the port is taken."""
        serving = asyncio.create_task(self._serve())
        try:
            await asyncio.shield(serving)
        except asyncio.CancelledError:
            self._stop()
            self._server.should_exit = True
            await serving
            raise

    async def _serve(self) -> None:
        config = self._server.config
        try:
            await self._server.serve()
        except SystemExit:  # uvicorn's answer to a port that is taken, after logging it
            raise OSError(errno.EADDRINUSE, self._key, f"{config.host}:{config.port}") from None
