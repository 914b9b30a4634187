"""The other client: see clients.py."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from typing import Any

import aiogram
import aiogram.exceptions
import aiogram.types
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from tests.sandbox.clients import Refusal, Row, bare


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
