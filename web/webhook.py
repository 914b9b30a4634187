"""The webhook: an update is answered with 200 only after it was committed to the inbox (Bot API, setWebhook)."""

import hmac
import json
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any, ClassVar

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from storage.errors import StorageError
from storage.inbox import Inbox

_log = logging.getLogger(__name__)

BODY_AT_MOST = 1 << 20
"""Bytes. Telegram's updates are a few kilobytes."""
DEPTH_AT_MOST = 100
HEADER = "x-telegram-bot-api-secret-token"
LARGEST_ID = (1 << 63) - 1


class NoUpdate(Exception):
    """What came is no update of the Bot API."""


class Webhook:
    """Takes updates in. `taken(update id)` is called when one is committed. Whoever does not know the secret gets 403.

    Telegram repeats what was not answered with 200, so a database that is away (503) loses nothing; a repeated
    update is harmless. What is no update at all would be repeated for ever if we kept it for later: 400.
    """

    PATH: ClassVar[str] = "/telegram/updates"

    def __init__(
        self, inbox: Inbox, secret: str, now: Callable[[], datetime], taken: Callable[[int], None] = lambda _: None
    ) -> None:
        if not secret:
            raise ValueError("a webhook without a secret would take updates from anybody")
        self._inbox = inbox
        self._secret = secret.encode()
        self._now = now
        self._taken = taken

    async def receive(self, request: Request) -> Response:
        """One update."""
        given = request.headers.get(HEADER, "").encode("latin-1")
        if not hmac.compare_digest(given, self._secret):
            return Response(status_code=403)
        try:
            body = await _body(request)
        except ClientDisconnect:
            return Response(status_code=400)
        if body is None:
            _log.error("an update of more than %d bytes was refused", BODY_AT_MOST)
            return Response(status_code=413)
        try:
            update = parse(body)
        except NoUpdate as error:
            _log.error("what came over the webhook is no update: %s", error)
            return Response(status_code=400)
        try:
            await self._inbox.take_in([update], "webhook", self._now())
        except StorageError as error:
            _log.warning("the database does not answer (%s), Telegram will repeat", type(error).__name__)
            return Response(status_code=503)
        self._taken(update["update_id"])
        return Response(status_code=200)


async def _body(request: Request) -> bytes | None:
    """The body; None as soon as it is too large."""
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > BODY_AT_MOST:
            return None
    return bytes(body)


def parse(body: bytes) -> dict[str, Any]:
    """The update in a body. What is inside is checked when it is handled. Raises NoUpdate, with no word of the body."""
    try:
        update = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise NoUpdate(type(error).__name__) from None
    if not isinstance(update, dict):
        raise NoUpdate("no object")
    number = update.get("update_id")
    if isinstance(number, bool) or not isinstance(number, int) or not 0 <= number <= LARGEST_ID:
        raise NoUpdate("no update_id")
    if _is_deeper(update, DEPTH_AT_MOST):
        raise NoUpdate("nested too deep")
    return update


def _is_deeper(value: dict[str, Any], levels: int) -> bool:
    """Whether objects and lists lie in each other deeper than that: writing it down again would fail."""
    layer: list[Any] = [value]
    for _ in range(levels):
        layer = [
            inner
            for one in layer
            for inner in (one.values() if isinstance(one, dict) else one)
            if isinstance(inner, dict | list)
        ]
        if not layer:
            return False
    return True
