"""Server-sent events that notice at once when the reader has gone."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable

from starlette.types import Receive, Scope, Send

from sandbox.errors import Json

KEEP_ALIVE = 15.0
"""Real seconds between comments on a quiet stream."""


class EventStream:
    """An ASGI response that streams JSON objects, each as one event (its `n`, if any, as the event's id)."""

    def __init__(self, source: AsyncIterator[Json | None], on_close: Callable[[], None] | None = None) -> None:
        self._source = source
        self._on_close = on_close

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(b"content-type", b"text/event-stream; charset=utf-8"), (b"cache-control", b"no-cache")]
        writer = asyncio.create_task(self._write(send, headers))
        reader = asyncio.create_task(_until_gone(receive))
        try:
            await asyncio.wait({writer, reader}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (writer, reader):
                task.cancel()
            await asyncio.gather(writer, reader, return_exceptions=True)
            if self._on_close is not None:
                self._on_close()

    async def _write(self, send: Send, headers: list[tuple[bytes, bytes]]) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        async for item in self._source:
            if item is None:
                body = ": still here\n\n"
            else:
                number = f"id: {item['n']}\n" if "n" in item else ""
                body = f"{number}data: {json.dumps(item, ensure_ascii=False)}\n\n"
            await send({"type": "http.response.body", "body": body.encode(), "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _until_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
