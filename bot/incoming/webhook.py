"""Telegram is told to call us, once at the start, for as long as that takes."""

import asyncio
import logging

from telegram import Bot
from telegram.error import TelegramError

from bot.outgoing.telegram_calls import ALLOWED_UPDATES
from bot.outgoing.wire import said

_log = logging.getLogger(__name__)

PAUSE_SECONDS = 5.0


async def keep(bot: Bot, url: str, secret: str, drained: asyncio.Event) -> None:
    """Set the webhook, and say when Telegram holds nothing back any more. Never ends.

    Replicas all set the same one. Telegram goes on calling while the bot is away, and repeats what was not taken.
    """
    while True:
        try:
            await bot.set_webhook(url, allowed_updates=list(ALLOWED_UPDATES), secret_token=secret)
            break
        except TelegramError as error:
            _log.warning("the webhook could not be set (%s), trying again", said(error))
            await asyncio.sleep(PAUSE_SECONDS)
    while not drained.is_set():
        try:
            if not (await bot.get_webhook_info()).pending_update_count:
                drained.set()
                break
        except TelegramError as error:
            _log.warning("Telegram does not say what it holds (%s)", said(error))
        await asyncio.sleep(1.0)
    await asyncio.Event().wait()
