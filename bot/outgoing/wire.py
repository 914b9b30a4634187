"""What comes back over the wire: Telegram's answer, or that of somebody in between (proxy, firewall, content network).

python-telegram-bot goes by the HTTP status alone: to it a proxy's page with 403 is "the person blocked the bot", one
with 404 "the token is wrong", and a 200 may hold anything. Here only what has the shape of Telegram's answers counts
as one; all else is a network error, and is retried.
"""

import json
from typing import Any, NoReturn

from telegram.error import NetworkError
from telegram.request import BaseRequest, HTTPXRequest, RequestData

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


class NotTelegram(NetworkError):
    """Somebody else answered: the network is to blame, and it is tried again."""


class Wire(HTTPXRequest):
    """Raises NotTelegram for whatever is no answer of Telegram's; a file's bytes may be anything."""

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
        code, body = await super().do_request(
            url, method, request_data, read_timeout, write_timeout, connect_timeout, pool_timeout
        )
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
