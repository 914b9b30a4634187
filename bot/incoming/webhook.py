"""Telegram is told to call us, once at the start, for as long as that takes."""

import asyncio
import logging

from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.incoming.intake import TokenRefused
from bot.outgoing.telegram_calls import ALLOWED_UPDATES

_log = logging.getLogger(__name__)

PAUSE_SECONDS = 5.0


async def keep(bot: Bot, url: str, secret: str, drained: asyncio.Event) -> None:
    """Set the webhook, and say when Telegram holds nothing back any more. Never ends. Raises TokenRefused.

    Replicas all set the same one. Telegram goes on calling while the bot is away, and repeats what was not taken.
    """
    while True:
        try:
            await bot.set_webhook(url, allowed_updates=list(ALLOWED_UPDATES), secret_token=secret)
            break
        except InvalidToken:
            raise TokenRefused("Telegram refuses the token: is it the one that @BotFather gave?") from None
        except TelegramError as error:
            _log.warning("the webhook could not be set (%s), trying again", type(error).__name__)
            await asyncio.sleep(PAUSE_SECONDS)
    while not drained.is_set():
        try:
            if not (await bot.get_webhook_info()).pending_update_count:
                drained.set()
                break
        except TelegramError as error:
            _log.warning("Telegram does not say what it holds (%s)", type(error).__name__)
        await asyncio.sleep(1.0)
    await asyncio.Event().wait()
