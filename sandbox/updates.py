"""A bot's updates: the queue that getUpdates reads, and delivery to a webhook."""

from __future__ import annotations

import asyncio
import json
import ssl
from collections import deque
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from sandbox.clock import Clock, Signal
from sandbox.errors import BotApiError, Json

FIRST_ID = 100_000_001
KEPT_SECONDS = 86_400
"""Telegram forgets an update after 24 hours."""
WEBHOOK_TIMEOUT = 60.0
"""Real seconds until an unanswered delivery counts as failed, and is repeated."""
WEBHOOK_BACKOFF = (1.0, 2.0, 5.0, 10.0, 30.0, 60.0)
"""Sandbox seconds between repetitions; the last one stays."""
LONG_POLL_LIMIT = 50
"""Seconds; a longer timeout is cut."""
UNASKED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Kinds that come only to those who ask for them by name (Bot API, allowed_updates)."""
CONFLICT = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
CONFLICT_WEBHOOK = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)


class Webhook:
    """Where updates are delivered, and how it went."""

    def __init__(self, url: str, secret: str, certificate: bytes | None, ip: str, connections: int) -> None:
        self.url = url
        self.secret = secret
        self.certificate = certificate
        self.ip = ip
        self.connections = connections
        self.error: tuple[int, str] | None = None
        self.in_flight = 0
        self.lanes: dict[int, asyncio.Task[None]] = {}
        """Deliveries, by chat."""
        self.task: asyncio.Task[None] | None = None


class UpdateQueue:
    """Updates that the bot has not confirmed yet, oldest first."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._pending: deque[tuple[float, Json]] = deque()
        self._next_id = FIRST_ID
        self._grown = Signal()
        self._poll = 0
        self.waiting = False
        """Does a getUpdates wait for updates now?"""
        self._ended: dict[int, str] = {}
        self.newest = 0
        """Id of the newest update issued that did not expire and was not dropped; 0 if there is none."""
        self.allowed: list[str] | None = None
        self.webhook: Webhook | None = None
        self.closed = False

    def wants(self, kind: str) -> bool:
        """Did the bot ask for this kind?"""
        return kind in self.allowed if self.allowed else kind not in UNASKED

    def put(self, kind: str, payload: Json) -> int | None:
        """Queue an update, if its kind is wanted; its id."""
        if not self.wants(kind):
            return None
        update_id = self._next_id
        self._next_id += 1
        self._pending.append((self._clock.now(), {"update_id": update_id, kind: payload}))
        self.newest = update_id
        self._grown.notify()
        return update_id

    def __len__(self) -> int:
        self._forget_old()
        return len(self._pending)

    def drop(self) -> None:
        """Forget what is pending."""
        self._pending.clear()
        self.newest = 0

    def close(self) -> None:
        """End all polls and deliveries; the sandbox stops."""
        self.closed = True
        self.stop_webhook()
        self._grown.notify()

    def _forget_old(self) -> None:
        before = self._clock.now() - KEPT_SECONDS
        while self._pending and self._pending[0][0] < before:
            _, gone = self._pending.popleft()
            if gone["update_id"] == self.newest:
                self.newest = 0

    async def poll(self, offset: int, limit: int, timeout: float) -> list[Json]:
        """getUpdates; timeout in real seconds. Raises BotApiError 409."""
        if self.webhook is not None:
            raise BotApiError(409, CONFLICT_WEBHOOK)
        if self.waiting:
            self._ended[self._poll] = CONFLICT
        self._poll += 1
        mine = self._poll
        self._grown.notify()
        self._forget_old()
        if offset < 0:
            while len(self._pending) > -offset:
                self._pending.popleft()
        else:
            while self._pending and self._pending[0][1]["update_id"] < offset:
                self._pending.popleft()
        end = asyncio.get_running_loop().time() + min(timeout, LONG_POLL_LIMIT)
        self.waiting = True
        try:
            while True:
                if mine in self._ended:
                    raise BotApiError(409, self._ended.pop(mine))
                left = end - asyncio.get_running_loop().time()
                if self._pending or left <= 0 or self.closed:
                    return [self._pending[i][1] for i in range(min(limit, len(self._pending)))]
                await self._grown.wait(left)
        finally:
            if mine == self._poll:
                self.waiting = False

    # Webhook

    def set_webhook(self, webhook: Webhook, answer: Callable[[Json], Awaitable[object]]) -> None:
        """Deliver from now on; `answer` carries out a method that the receiver answers with."""
        if self.waiting:
            self._ended[self._poll] = "Conflict: terminated by setWebhook request"
        self.stop_webhook()
        self.webhook = webhook
        webhook.task = asyncio.create_task(self._deliver(webhook, answer))
        self._grown.notify()

    def stop_webhook(self) -> None:
        """Back to getUpdates."""
        if self.webhook is not None and self.webhook.task is not None:
            for task in (self.webhook.task, *self.webhook.lanes.values()):
                task.cancel()
        self.webhook = None

    async def _deliver(self, webhook: Webhook, answer: Callable[[Json], Awaitable[object]]) -> None:
        """Updates of one chat in their order, chats side by side, as many at a time as the bot allows."""
        while True:
            self._forget_old()
            for _, update in self._pending:
                if len(webhook.lanes) >= webhook.connections:
                    break
                if (lane := _lane(update)) not in webhook.lanes:
                    webhook.lanes[lane] = asyncio.create_task(self._until_taken(webhook, lane, update, answer))
            await self._grown.wait()

    async def _until_taken(
        self, webhook: Webhook, lane: int, update: Json, answer: Callable[[Json], Awaitable[object]]
    ) -> None:
        failures = 0
        try:
            while any(one is update for _, one in self._pending):
                problem = await self._deliver_once(webhook, update, answer)
                if problem is None:
                    return
                webhook.error = (int(self._clock.now()), problem)
                pause = WEBHOOK_BACKOFF[min(failures, len(WEBHOOK_BACKOFF) - 1)]
                failures += 1
                await self._clock.wait_until(self._clock.now() + pause)
        finally:
            webhook.lanes.pop(lane, None)
            self._grown.notify()

    async def _deliver_once(
        self, webhook: Webhook, update: Json, answer: Callable[[Json], Awaitable[object]]
    ) -> str | None:
        """What went wrong; None when it was taken."""
        webhook.in_flight += 1
        try:
            status, body = await asyncio.wait_for(post(webhook, update), WEBHOOK_TIMEOUT)
            if not 200 <= status < 300:
                return f"Wrong response from the webhook: {status}"
            self._pending = deque(one for one in self._pending if one[1] is not update)
            await _carry_out(body, answer)
        except TimeoutError:
            return "Read timeout expired"
        except (OSError, ValueError, EOFError) as error:
            return f"Connection failed: {error}"
        finally:
            webhook.in_flight -= 1
            self._clock.settled.notify()
        return None

    @property
    def delivering(self) -> bool:
        """Is a delivery under way that somebody should wait for?"""
        hook = self.webhook
        return hook is not None and (hook.in_flight > 0 or (bool(self._pending) and hook.error is None))


def _lane(update: Json) -> int:
    """The chat, or else the person, of an update: what comes from there is delivered in its order."""
    for payload in (one for one in update.values() if isinstance(one, dict)):
        message = payload.get("message")
        for whose in (payload.get("chat"), message.get("chat") if isinstance(message, dict) else None,
                      payload.get("from"), payload.get("user")):  # fmt: skip
            if isinstance(whose, dict) and isinstance(whose.get("id"), int):
                return int(whose["id"])
    return 0


async def _carry_out(body: bytes, answer: Callable[[Json], Awaitable[object]]) -> None:
    try:
        call = json.loads(body)
    except ValueError:
        return
    if isinstance(call, dict) and isinstance(call.get("method"), str):
        await answer(call)


async def post(webhook: Webhook, update: Json) -> tuple[int, bytes]:
    """One POST, with nothing but the standard library; status and body. Raises OSError, ValueError, EOFError."""
    parts = urlsplit(webhook.url)
    context: ssl.SSLContext | None = None
    if parts.scheme == "https":
        context = ssl.create_default_context(cadata=webhook.certificate.decode() if webhook.certificate else None)
        context.check_hostname = webhook.certificate is None
    port = parts.port or (443 if context else 80)
    reader, writer = await asyncio.open_connection(
        webhook.ip or parts.hostname, port, ssl=context, server_hostname=parts.hostname if context else None
    )
    try:
        body = json.dumps(update).encode()
        target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        secret = f"X-Telegram-Bot-Api-Secret-Token: {webhook.secret}\r\n" if webhook.secret else ""
        head = (
            f"POST {target} HTTP/1.1\r\nHost: {parts.netloc.rpartition('@')[2]}\r\nContent-Type: application/json\r\n"
            f"{secret}Content-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        )
        writer.write(head.encode() + body)
        await writer.drain()
        answer = await reader.read()
        top, _, rest = answer.partition(b"\r\n\r\n")
        fields = top.split(b" ", 2)
        if len(fields) < 2 or not fields[1].isdigit():
            raise ValueError("the webhook did not answer in HTTP")
        if b"transfer-encoding: chunked" in top.lower():
            rest = _unchunk(rest)
        return int(fields[1]), rest
    finally:
        writer.close()


def _unchunk(body: bytes) -> bytes:
    whole = b""
    while body:
        size, _, body = body.partition(b"\r\n")
        length = int(size.split(b";")[0] or b"0", 16)
        whole += body[:length]
        body = body[length + 2 :]
    return whole
