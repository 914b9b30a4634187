"""A port of this machine for a server that a test starts, and waiting for it."""

import asyncio
import socket

STARTED_SECONDS = 60
"""A server that does not listen after so long never will."""


def free_port() -> int:
    """A port that nobody listens on, and that nobody else is given while this process lives.

    It stays bound here without listening; a server (SO_REUSEADDR, as they all set it) may still listen on it, and again
    after a restart.
    """
    one = socket.socket()
    one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    one.bind(("127.0.0.1", 0))
    port = int(one.getsockname()[1])
    one.detach()
    return port


async def until_listening(port: int) -> None:
    """Until a server answers there."""
    async with asyncio.timeout(STARTED_SECONDS):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except ConnectionRefusedError:
                await asyncio.sleep(0.02)
            else:
                writer.close()
                await writer.wait_closed()
                return
