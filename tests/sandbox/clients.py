"""Two independently written Bot API clients behind one small face: same calls, same refusals. The second one is in
aiogram_client.py: to import its library takes seconds, and most processes of a test run need it never."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import telegram
import telegram.error
from telegram.request import HTTPXRequest

LOOPBACK = {"verify": False}
"""No certificates are loaded; they are never needed here."""
Row = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Refusal:
    """What a client made of an answer with ok=false."""

    kind: str
    words: str = ""
    number: float | None = None
    """retry_after or migrate_to_chat_id."""


def bare(words: str) -> str:
    """Without the prefixes and capitals that clients add or take away."""
    for prefix in ("Telegram server says - ", "Bad Request: ", "Forbidden: ", "Conflict: "):
        words = words.removeprefix(prefix)
    return words[:1].lower() + words[1:] if not words[1:2].isupper() else words


class Anycase(str):
    """Words whose capitals a client changed: python-telegram-bot lowers them."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str) and self.casefold() == other.casefold()

    __hash__ = str.__hash__


class Client(Protocol):
    """A bot, whatever library it is written with."""

    name: str
    bot: Any

    async def close(self) -> None:
        """Release connections."""

    def keyboard(self, *rows: Row) -> Any:
        """An inline keyboard of (text, data)."""

    def keys(self, *rows: Sequence[str]) -> Any:
        """A keyboard under the input field."""

    def file(self, data: bytes, name: str) -> Any:
        """A file to upload."""

    def item(self, kind: str, media: Any, **more: Any) -> Any:
        """An InputMedia."""

    def types(self) -> Any:
        """The library's types."""

    async def download(self, file_id: str) -> bytes:
        """getFile and the bytes."""

    async def refused(self, call: Awaitable[Any]) -> Refusal:
        """The refusal of a call; fails if it succeeds."""


class Ptb:
    """python-telegram-bot's Bot."""

    name = "ptb"

    def __init__(self, url: str, token: str) -> None:
        self.bot = telegram.Bot(
            token,
            base_url=f"{url}/bot",
            base_file_url=f"{url}/file/bot",
            request=HTTPXRequest(connection_pool_size=32, read_timeout=10, httpx_kwargs=LOOPBACK),
            get_updates_request=HTTPXRequest(connection_pool_size=4, read_timeout=10, httpx_kwargs=LOOPBACK),
        )

    async def close(self) -> None:
        for request in self.bot._request:
            await request.shutdown()

    def keyboard(self, *rows: Row) -> Any:
        return telegram.InlineKeyboardMarkup(
            [[telegram.InlineKeyboardButton(text, callback_data=data) for text, data in row] for row in rows]
        )

    def keys(self, *rows: Sequence[str]) -> Any:
        return telegram.ReplyKeyboardMarkup([list(row) for row in rows])

    def file(self, data: bytes, name: str) -> Any:
        return telegram.InputFile(data, name)

    def item(self, kind: str, media: Any, **more: Any) -> Any:
        if isinstance(media, telegram.InputFile):
            media = telegram.InputFile(media.input_file_content, media.filename, attach=True)
        return getattr(telegram, f"InputMedia{kind.title()}")(media, **more)

    def types(self) -> Any:
        return telegram

    async def download(self, file_id: str) -> bytes:
        return bytes(await (await self.bot.get_file(file_id)).download_as_bytearray())

    async def refused(self, call: Awaitable[Any]) -> Refusal:
        try:
            result = await call
        except telegram.error.RetryAfter as error:
            seconds = error._retry_after
            return Refusal("retry after", number=seconds.total_seconds())
        except telegram.error.ChatMigrated as error:
            return Refusal("migrated", number=error.new_chat_id)
        except telegram.error.BadRequest as error:
            return Refusal("bad request", Anycase(bare(error.message)))
        except telegram.error.Forbidden as error:
            return Refusal("forbidden", Anycase(bare(error.message)))
        except telegram.error.Conflict as error:
            return Refusal("conflict", Anycase(bare(error.message)))
        except telegram.error.InvalidToken as error:
            return Refusal("no such token or method", Anycase(bare(error.message)))
        except telegram.error.NetworkError as error:
            return Refusal("network", error.message)
        raise AssertionError(f"not refused: {result}")


def connected(library: str, url: str, token: str) -> Client:
    """A bot at this address, by "ptb" or "aiogram"."""
    if library == "ptb":
        return Ptb(url, token)
    from tests.sandbox.aiogram_client import Aiogram

    return Aiogram(url, token)


def bad(words: str) -> Refusal:
    """The refusal 400 with these words."""
    return Refusal("bad request", words)


def no(words: str) -> Refusal:
    """The refusal 403 with these words."""
    return Refusal("forbidden", words)
