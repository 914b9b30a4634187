"""What comes back over the wire: Telegram's answer, or that of somebody in between (proxy, firewall, content network).

python-telegram-bot goes by the HTTP status alone: to it a proxy's page with 403 is "the person blocked the bot", one
with 404 "the token is wrong", and a 200 may hold anything. Here only what has the shape of Telegram's answers counts
as one; all else is a network error, and is retried.
"""

import json
import ssl
from typing import Any, NoReturn

import httpx
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, HTTPXRequest, RequestData

from bot.running.connections import Connections, Headers, Limits

MESSAGE = ("message_id", "date", "chat")
FIELDS: dict[str, tuple[str, ...]] = {
    "getme": ("id", "is_bot", "first_name"),
    "getchat": ("id", "type"),
    "getchatmember": ("status", "user"),
    "getwebhookinfo": ("url",),
    "sendchataction": (),
}
"""What an object that a method gives holds at least; those of the sending ones, MESSAGE."""
LISTS = frozenset({"getupdates", "sendmediagroup"})
JSON = ("Content-Type", "application/json")
AGENT = ("User-Agent", BaseRequest.USER_AGENT)
FILE_SECONDS = 20.0
"""What is uploaded may take so long to be taken."""


class NotTelegram(NetworkError):
    """Somebody else answered: the network is to blame, and it is tried again."""


class Wire(BaseRequest):
    """Over connections of our own. Raises NotTelegram for whatever is no answer of Telegram's; a file's bytes may be
    anything. `most`: connections at a time."""

    __slots__ = ("_connections", "_limits")

    def __init__(self, most: int, verify: ssl.SSLContext | None, limits: Limits) -> None:
        self._connections = Connections(most, verify)
        self._limits = limits

    @property
    def read_timeout(self) -> float | None:
        """Seconds."""
        return self._limits.read

    async def initialize(self) -> None:
        """The first request opens the first connection."""

    async def shutdown(self) -> None:
        """Close the connections."""
        await self._connections.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """The status and the body, which are Telegram's."""
        own = self._limits
        has_files = request_data is not None and request_data.contains_files
        limits = Limits(
            free=_seconds(pool_timeout, own.free),
            connect=_seconds(connect_timeout, own.connect),
            write=_seconds(write_timeout, FILE_SECONDS if has_files else own.write),
            read=_seconds(read_timeout, own.read),
        )
        headers, body = await _encoded(request_data)
        try:
            code, answer = await self._connections.ask(method, url, [AGENT, *headers], body, limits)
        except httpx.TimeoutException as error:
            raise TimedOut from error
        except httpx.HTTPError as error:
            raise NetworkError(type(error).__name__) from error
        return _checked(url, method, code, answer)


class ProxiedWire(HTTPXRequest):
    """The same through the proxy that the environment names, which is httpx's business."""

    async def do_request(self, url: str, method: str, *given: Any, **more: Any) -> tuple[int, bytes]:
        """The status and the body, which are Telegram's."""
        return _checked(url, method, *await super().do_request(url, method, *given, **more))


def _seconds(given: Any, own: float | None) -> float | None:
    seconds: float | None = own if isinstance(given, type(BaseRequest.DEFAULT_NONE)) else given
    return seconds


async def _encoded(data: RequestData | None) -> tuple[Headers, bytes]:
    """As JSON, in which Chinese takes a third less than in a form; files in parts."""
    if data is None:
        return [], b""
    if not data.contains_files:
        return [JSON], data.json_payload
    parts = httpx.Request("POST", "", data=data.json_parameters, files=data.multipart_data)
    return [("Content-Type", parts.headers["Content-Type"])], await parts.aread()


def _checked(url: str, method: str, code: int, body: bytes) -> tuple[int, bytes]:
    is_file = method == "GET" and code < 300
    if not is_file and not is_telegrams(code, body, url.partition("?")[0].rpartition("/")[2]):
        _refuse(code)
    return code, body


def is_telegrams(code: int, body: bytes, method: str) -> bool:
    """Whether it has the shape of an answer of Telegram's to this method (Bot API, "Making requests")."""
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return False
    if not isinstance(said, dict):
        return False
    if said.get("ok") is True:
        return code < 300 and _fits(said.get("result"), method.lower())
    return (
        said.get("ok") is False
        and code >= 400
        and said.get("error_code") == code
        and isinstance(said.get("description"), str)
        and isinstance(said.get("parameters", {}), dict)
    )


def _fits(result: Any, method: str) -> bool:
    if method in LISTS:
        return isinstance(result, list)
    wanted = FIELDS.get(method, MESSAGE if method.startswith("send") else ())
    if wanted:
        return isinstance(result, dict) and all(name in result for name in wanted)
    return result is not None


def _refuse(code: int) -> NoReturn:
    # Of the body nothing is said: anything may be in it.
    raise NotTelegram(f"HTTP {code} with something that is no answer of Telegram's: a proxy or a firewall?")


def said(error: Exception) -> str:
    """An error for a log or a person who runs the bot: its name, and what answered instead of Telegram."""
    return str(error) if isinstance(error, NotTelegram) else type(error).__name__
