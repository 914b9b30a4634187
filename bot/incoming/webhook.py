"""Telegram is told to call us, once at the start, for as long as that takes; and asked now and then whether it does."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

from telegram import Bot, WebhookInfo
from telegram.error import NetworkError, TelegramError

from bot.outgoing.telegram_calls import ALLOWED_UPDATES
from bot.outgoing.wire import said
from storage.errors import StorageError

_log = logging.getLogger(__name__)

PAUSE_SECONDS = 5.0


LOOK_SECONDS = 30.0
"""So often Telegram is asked what it holds, once it holds nothing: else nobody would know that it is away."""
IN_VAIN = timedelta(minutes=2)
"""A call that failed so lately, and updates that are held, are a webhook that does not work."""

Heard = Callable[[WebhookInfo | None], Awaitable[None]]


async def keep(bot: Bot, url: str, secret: str, drained: asyncio.Event, heard: Heard) -> None:
    """Set the webhook, say when Telegram holds nothing back any more, and tell `heard` what it says of its calls, None
    where it does not answer. Never ends.

    Replicas all set the same one. Telegram goes on calling while the bot is away, and repeats what was not taken.
    """
    while True:
        try:
            await bot.set_webhook(url, allowed_updates=list(ALLOWED_UPDATES), secret_token=secret)
            break
        except TelegramError as error:
            _log.warning("the webhook could not be set (%s), trying again", said(error))
            await _tell(heard, error)
            await asyncio.sleep(PAUSE_SECONDS)
    while True:
        try:
            info = await bot.get_webhook_info()
            if not info.pending_update_count:
                drained.set()
            await heard(info)
        except TelegramError as error:
            _log.warning("Telegram does not say what it holds (%s)", said(error))
            await _tell(heard, error)
        except StorageError as error:
            _log.debug("after Telegram answered: %s", type(error).__name__)
        await asyncio.sleep(LOOK_SECONDS if drained.is_set() else 1.0)


async def _tell(heard: Heard, error: TelegramError) -> None:
    if isinstance(error, NetworkError):
        await heard(None)


def in_vain(info: WebhookInfo) -> bool:
    """Whether Telegram calls and is not heard: it holds updates, and its last call has just failed."""
    failed = info.last_error_date
    return bool(info.pending_update_count) and failed is not None and datetime.now(UTC) - failed < IN_VAIN
