"""Commands of the private chat: from their names to what they show."""

from collections.abc import Awaitable, Callable, Coroutine, Mapping
from typing import Any

from telegram import Update
from telegram.ext import BaseHandler, CommandHandler, filters

from bot.flows.staff import forms
from bot.incoming.context import Context
from bot.incoming.turn import Turn

Command = Callable[[Update, Context], Coroutine[Any, Any, None]]
"""Takes a command, with what stands behind it."""
Commands = Mapping[tuple[str, ...], Command]
"""By the names of each, the usual one first."""


def anew(show: Callable[[Turn], Awaitable[None]]) -> Command:
    """Whatever was asked in words is over, and what was half done is set aside; then this is shown."""

    async def command(_: Update, context: Context) -> None:
        await forms.begin_anew(context.turn)
        await show(context.turn)

    return command


def handlers_of(commands: Commands, where: filters.BaseFilter) -> list[BaseHandler]:  # type: ignore[type-arg]
    """Their handlers, in that kind of chat."""
    return [CommandHandler(names, command, where) for names, command in commands.items()]
