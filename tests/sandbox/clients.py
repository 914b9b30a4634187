"""Two independently written Bot API clients behind one small face: same calls, same refusals."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import aiogram
import aiogram.exceptions
import aiogram.types
import telegram
import telegram.error
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
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


class Aiogram:
    """aiogram's Bot."""

    name = "aiogram"

    def __init__(self, url: str, token: str) -> None:
        self._session = AiohttpSession(api=TelegramAPIServer.from_base(url))
        self.bot = aiogram.Bot(token, session=self._session)

    async def close(self) -> None:
        await (await self._session.create_session()).close()  # its own `close` waits a quarter of a second, for TLS

    def keyboard(self, *rows: Row) -> Any:
        button = aiogram.types.InlineKeyboardButton
        return aiogram.types.InlineKeyboardMarkup(
            inline_keyboard=[[button(text=text, callback_data=data) for text, data in row] for row in rows]
        )

    def keys(self, *rows: Sequence[str]) -> Any:
        button = aiogram.types.KeyboardButton
        return aiogram.types.ReplyKeyboardMarkup(keyboard=[[button(text=text) for text in row] for row in rows])

    def file(self, data: bytes, name: str) -> Any:
        return aiogram.types.BufferedInputFile(data, name)

    def item(self, kind: str, media: Any, **more: Any) -> Any:
        return getattr(aiogram.types, f"InputMedia{kind.title()}")(media=media, **more)

    def types(self) -> Any:
        return aiogram.types

    async def download(self, file_id: str) -> bytes:
        file = await self.bot.get_file(file_id)
        assert file.file_path is not None
        stream = await self.bot.download_file(file.file_path)
        assert stream is not None
        return stream.read()

    async def refused(self, call: Awaitable[Any]) -> Refusal:
        errors = aiogram.exceptions
        try:
            result = await call
        except errors.TelegramRetryAfter as error:
            return Refusal("retry after", number=error.retry_after)
        except errors.TelegramMigrateToChat as error:
            return Refusal("migrated", number=error.migrate_to_chat_id)
        except errors.TelegramBadRequest as error:
            return Refusal("bad request", bare(error.message))
        except errors.TelegramForbiddenError as error:
            return Refusal("forbidden", bare(error.message))
        except errors.TelegramConflictError as error:
            return Refusal("conflict", bare(error.message))
        except (errors.TelegramUnauthorizedError, errors.TelegramNotFound) as error:
            return Refusal("no such token or method", bare(error.message))
        except (errors.TelegramNetworkError, errors.TelegramServerError) as error:
            return Refusal("network", error.message)
        raise AssertionError(f"not refused: {result}")


CLIENTS: dict[str, type[Ptb] | type[Aiogram]] = {"ptb": Ptb, "aiogram": Aiogram}


def bad(words: str) -> Refusal:
    """The refusal 400 with these words."""
    return Refusal("bad request", words)


def no(words: str) -> Refusal:
    """The refusal 403 with these words."""
    return Refusal("forbidden", words)
