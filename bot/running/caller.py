"""Calls systems outside when a public matter is created, changed or closed (walls-and-figures.md §5, webhooks).

A lane of its own: each receiver has a task, a few seconds and one call at a time, so one that hangs holds up nothing
but itself. What is told is what anybody reads by Open311, signed like a page-out. It is told until it is taken, with
pauses that grow; of what happened meanwhile the last state. Nobody is called inside: the address is resolved, looked
at, and that very address is connected to, so that it cannot become another one in between; redirects are not followed.
"""

import asyncio
import hashlib
import json
import logging
import socket
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import cached_property
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any
from urllib.parse import urlsplit

import httpx

from bot.running.clock import Clock
from bot.running.watcher import SIGNATURE, signature
from casework.settings import Settings
from locales.translator import translator
from storage.database import Database
from storage.errors import StorageError
from storage.hooks import Call, Hook, Hooks
from storage.replicas import CALLER, Replica
from storage.wall import Asked, Wall
from web.georeport import told

_log = logging.getLogger(__name__)

SECONDS = 10.0
"""A receiver that takes longer is tried again later."""
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240))
"""After so many failures in a row; the last one again and again."""
REFUSED = frozenset({400, 413, 415, 422})
"""It will never take this one: it hears of the matter again when that changes."""
SCHEMES = ("https",)
WRAPPED = (IPv6Network("64:ff9b::/96"), IPv6Network("2002::/16"), IPv6Network("::/96"))
"""Where an address of the other kind stands in the address: it may be one inside."""
EVENT, ID = "X-Weilinli-Event", "X-Weilinli-Id"
CLOSED = "closed"

_resolving = ThreadPoolExecutor(2, "resolving")  # a name server that hangs holds up nobody else's threads


class NotPublic(ValueError):
    """The address is none that may be called: inside, of this machine, or none at all."""


def public(address: str) -> bool:
    """Whether it is one that anybody on the internet may reach."""
    found: IPv4Address | IPv6Address = ip_address(address.partition("%")[0])
    if isinstance(found, IPv6Address):
        if found.ipv4_mapped is not None:
            found = found.ipv4_mapped
        elif any(found in one for one in WRAPPED):
            return False
    return found.is_global and not found.is_multicast


async def pinned(url: str, may: Callable[[str], bool] = public) -> tuple[str, str]:
    """The URL with an address in place of its name, and the name. Raises NotPublic; of several addresses none may be
    inside."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise NotPublic(url) from None
    if parts.scheme not in SCHEMES or not host or parts.username is not None:
        raise NotPublic(url)
    found = await addresses(host, port or 443)
    if not found or not all(may(one) for one in found):
        raise NotPublic(url)
    at = f"[{found[0]}]" if ":" in found[0] else found[0]
    return parts._replace(netloc=at if port is None else f"{at}:{port}").geturl(), parts.netloc


async def addresses(host: str, port: int) -> list[str]:
    """All addresses of a name. Raises OSError."""
    ask = socket.getaddrinfo
    loop = asyncio.get_running_loop()
    rows = await loop.run_in_executor(_resolving, lambda: ask(host, port, type=socket.SOCK_STREAM))
    return list(dict.fromkeys(str(row[4][0]) for row in rows))


class Caller:
    """Works while it holds the lease."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        settings: Settings,
        replica: Replica,
        may: Callable[[str], bool] = public,
        url: str = "",
    ) -> None:
        self._hooks = Hooks(database)
        self._url = url
        self._wall = Wall(database)
        self._clock = clock
        self._settings = settings
        self._replica = replica
        self._may = may
        self._wake = database.committed.subscribe()
        self._tasks: dict[int, asyncio.Task[None]] = {}

    async def run(self) -> None:
        """For ever."""
        try:
            with self._clock.work():
                while True:
                    await self.look()
                    await self._clock.wait(None, self._wake)
        finally:
            for task in self._tasks.values():
                task.cancel()
            await asyncio.gather(*self._tasks.values(), return_exceptions=True)
            if "_http" in vars(self):
                await self._http.aclose()

    @cached_property
    def _http(self) -> httpx.AsyncClient:
        """Made when there is something to tell: it reads all certificates of the machine."""
        return httpx.AsyncClient(timeout=SECONDS, trust_env=False)

    async def look(self) -> Sequence["asyncio.Task[None]"]:
        """Begin with whoever is to hear something, and is not hearing something already."""
        if not self._replica.holds(CALLER):
            return ()
        try:
            ready = await self._hooks.ready(self._clock.now())
        except StorageError:
            return ()
        for hook in ready:
            if hook.id not in self._tasks:
                self._tasks[hook.id] = task = asyncio.create_task(self._tell(hook), name=f"hook {hook.name}")
                task.add_done_callback(lambda _, which=hook.id: self._tasks.pop(which, None))  # type: ignore[misc]
        return list(self._tasks.values())

    async def _tell(self, hook: Hook) -> None:
        """All that waits for it, one after the other, until it takes one no more."""
        try:
            while self._replica.holds(CALLER) and (call := await self._hooks.next(hook.id)) is not None:
                body, said = await self._news(call)
                if body is not None and (error := await self._send(hook, body)):
                    pause = PAUSES[min(hook.failures, len(PAUSES) - 1)]
                    _log.warning("webhook %s: %s, again in %s", hook.name, error, pause)
                    await self._hooks.failed(hook, error, self._clock.now() + pause)
                    return
                await self._hooks.told(call, said)
        except StorageError as error:
            _log.debug("webhook %s: %s", hook.name, type(error).__name__)

    async def _news(self, call: Call) -> tuple[dict[str, Any] | None, str]:
        """What it is to hear (None: nothing that it has not heard), and how that is remembered."""
        asked = Asked(ids=(call.issue_id,), size=1)
        shown = (await self._wall.matters(None, asked))[0] if call.inside else []
        if shown:
            request = told(shown[0], translator(self._settings.language), self._settings.zone, self._url)
        elif call.said in ("", CLOSED):
            return None, call.said  # it never heard of it, or not since
        else:  # private by now, taken back, one with another, or elsewhere: nothing is said but that it is over
            request = {"service_request_id": str(call.issue_id), "status": CLOSED}
        said = CLOSED if not shown else hashlib.sha256(json.dumps(request).encode()).hexdigest()
        if said == call.said:
            return None, said
        event = CLOSED if request["status"] == CLOSED else "changed" if call.said not in ("", CLOSED) else "created"
        return {"id": str(call.change), "event": event, "request": request}, said

    async def _send(self, hook: Hook, news: dict[str, Any]) -> str:
        """What went wrong; nothing when it took it, or never will."""
        body = json.dumps(news, ensure_ascii=False).encode()
        headers = {
            "Content-Type": "application/json; charset=utf-8", SIGNATURE: signature(hook.secret, body),
            EVENT: news["event"], ID: news["id"],
        }  # fmt: skip
        try:
            async with asyncio.timeout(SECONDS):
                url, name = await pinned(hook.url, self._may)
                server = {"sni_hostname": urlsplit(hook.url).hostname}
                post = self._http.stream("POST", url, content=body, headers=headers | {"Host": name}, extensions=server)
                async with post as answer:  # whatever it says besides is not read
                    status = answer.status_code
        except NotPublic:
            return "its address is none on the internet"
        except TimeoutError:
            return f"no answer within {SECONDS:.0f} s"
        except (httpx.HTTPError, httpx.InvalidURL, OSError) as error:
            return type(error).__name__
        if status in REFUSED:
            _log.warning("webhook %s refused one with %d", hook.name, status)
            return ""
        return "" if 200 <= status < 300 else f"HTTP {status}"
