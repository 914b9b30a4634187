"""A table in the private chat of whoever registers many matters, or looks after the roster: fetched from Telegram and
read, before anything else is made of it. Any other document goes the usual way."""

from typing import Any

from telegram import Bot, Document, Message
from telegram.constants import FileSizeLimit
from telegram.error import TelegramError

from bot.flows.admin import office
from bot.flows.resident import opinions
from bot.flows.staff import forms
from bot.incoming.turn import Turn
from bot.views import opinions as views

ENDINGS = (".xlsx", ".xls", ".xlsm", ".et", ".csv")
TYPES = ("spreadsheet", "ms-excel", "text/csv", "comma-separated")
LARGEST = int(FileSizeLimit.FILESIZE_DOWNLOAD)
"""Bytes that Telegram gives a bot (Bot API, getFile): 20 MB."""
MEGABYTE = 1_000_000


def is_table(document: Document | None) -> bool:
    """Whether its name, or its type, says so."""
    if document is None:
        return False
    name, kind = (document.file_name or "").lower(), (document.mime_type or "").lower()
    return name.endswith(ENDINGS) or any(one in kind for one in TYPES)


async def table_sent(turn: Turn, message: Message, bot: Bot | Any) -> bool:
    """Whether it was a table of matters: then its list is shown, or the person told what is wrong with the file."""
    document = message.document
    if document is None or not is_table(document) or message.reply_to_message is not None:
        return False
    matters, may_roster = await opinions.may_send_table(turn), await office.may_send_roster(turn)
    if not (matters or may_roster):
        return False
    await forms.set_aside(turn)
    if (document.file_size or 0) > LARGEST:
        turn.say(views.too_large(LARGEST // MEGABYTE, turn.tr))
        return True
    try:
        file = await bot.get_file(document.file_id)
        data = bytes(await file.download_as_bytearray())
    except TelegramError:
        turn.say(views.not_fetched(turn.tr))
        return True
    if may_roster and await office.roster_sent(turn, data, document.file_id, matters=matters):
        return True
    await opinions.table_sent(turn, data, f"{document.file_name or ''} {message.caption or ''}")
    return True
