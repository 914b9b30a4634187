"""The last room: what nobody took. Groups are left alone; a private command that does not exist is answered."""

from telegram import Update
from telegram.ext import BaseHandler, MessageHandler, filters

from bot.incoming.context import Context
from bot.views.view import View


async def unknown_command(update: Update, context: Context) -> None:
    """Say what there is."""
    turn = context.turn
    turn.say(View(turn.tr.t("I don't know that one. Just write what is wrong; /help shows the rest.")))


HANDLERS: list[BaseHandler] = [  # type: ignore[type-arg]
    MessageHandler(filters.ChatType.PRIVATE & filters.UpdateType.MESSAGE & filters.COMMAND, unknown_command),
]
