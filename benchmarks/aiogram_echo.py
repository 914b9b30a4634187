"""aiogram's bare echo handler, beside which intake.py measures. Apart from it, since to import aiogram takes seconds,
and whoever only wants our side (boards.py, tests) needs none of it."""

import json
import time
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.client.session.base import BaseSession
from aiogram.methods import SendMessage, TelegramMethod
from aiogram.types import Message

from benchmarks.intake import TOKEN, update


class NoSession(BaseSession):
    """Answers every call of aiogram at once."""

    async def close(self) -> None:
        """Nothing to close."""

    async def make_request(self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None) -> Any:
        """A message that was sent."""
        assert isinstance(method, SendMessage)
        answer = self.check_response(
            bot, method, 200, json.dumps({"ok": True, "result": update(1, "echo", 1, -1001)["message"]})
        )
        return answer.result

    async def stream_content(self, *args: Any, **kwargs: Any) -> Any:
        """Never asked for."""
        yield b""


async def aiogram_echo(count: int) -> float:
    """Updates a second."""
    bot = Bot(TOKEN, session=NoSession())
    dispatcher = Dispatcher()

    async def echo(message: Message) -> None:
        await message.answer(message.text or "")

    dispatcher.message.register(echo)
    raw = [update(number, "echo", 1, -1001) for number in range(count)]
    begun = time.perf_counter()
    for one in raw:
        await dispatcher.feed_raw_update(bot, one)
    return count / (time.perf_counter() - begun)
