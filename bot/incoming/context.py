"""The context that every handler of python-telegram-bot gets: ours carries the turn."""

from contextvars import ContextVar
from typing import Any

from telegram.ext import CallbackContext, ExtBot

from bot.incoming.turn import Turn

current_turn: ContextVar[Turn] = ContextVar("current_turn")
"""The turn of the update that this task handles; set before `process_update`, which has no way to pass it."""

Empty = dict[Any, Any]


class Context(CallbackContext[ExtBot[None], Empty, Empty, Empty]):
    """`context.turn` is what a handler works with."""

    @property
    def turn(self) -> Turn:
        """The update being handled."""
        return current_turn.get()
