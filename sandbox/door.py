"""Who may speak to the sandbox: it has no password, so a web page open in the same browser must not reach it.

A page of elsewhere can send requests here in two ways: under a name of its own that it lets point at this machine (the
Host is that name), or straight across (the Origin is its own). Programs, bots among them, send no Origin.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

EVERYWHERE = frozenset({"0.0.0.0", "::", ""})


class Door:
    """Lets in what is meant for this machine by name, or for one of `hosts`, and comes from no other origin.

    Whoever serves on all addresses (one of EVERYWHERE) is reached under any name, and says so when it starts.
    """

    def __init__(self, app: ASGIApp, hosts: Iterable[str] = ()) -> None:
        self._app = app
        self._hosts = {_plain(host) for host in hosts}
        self._any = not EVERYWHERE.isdisjoint(self._hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (why := self._refuses(Headers(scope=scope))):
            await PlainTextResponse(why, 403)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _refuses(self, headers: Headers) -> str:
        host = headers.get("host", "")
        name = _plain(urlsplit(f"//{host}").hostname or "")
        if name and not (self._any or _is_loopback(name) or name in self._hosts):  # a browser always sends one
            return "this sandbox is not for that Host\n"
        origin = headers.get("origin")
        if origin is not None and urlsplit(origin).netloc.lower() != host.lower():
            return "this sandbox is not for pages of other origins\n"
        return ""


def _plain(host: str) -> str:
    return host.strip("[]").lower()


@lru_cache
def _is_loopback(name: str) -> bool:
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False
