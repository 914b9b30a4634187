"""Asking an application without a wire and without a client: what tests do thousands of times."""

import json
from typing import Any
from urllib.parse import urlencode

from starlette.types import ASGIApp, Message


async def ask(app: ASGIApp, method: str, path: str, body: Any = None, **query: Any) -> Any:
    """The answer's JSON. Fails with the answer when it is a refusal."""
    sent = [{"type": "http.request", "body": b"" if body is None else json.dumps(body).encode(), "more_body": False}]
    answered: list[Message] = []
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": method,
        "scheme": "http",
        "path": path,
        "raw_path": path.encode(),
        "root_path": "",
        "query_string": urlencode(query).encode(),
        "headers": [(b"content-type", b"application/json")],
        "server": None,
        "client": None,
    }

    async def receive() -> Message:
        return sent.pop() if sent else {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        answered.append(message)

    await app(scope, receive, send)
    said = b"".join(one.get("body", b"") for one in answered)
    assert answered[0]["status"] < 400, f"{method} {path}: {said.decode()}"
    return json.loads(said)
