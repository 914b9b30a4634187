"""Answering one of the bot's own messages in a private chat: which function takes it, by the kind of that message.

Residents' kinds are registered by the resident's side, staff kinds (a relayed question, a ping) by the staff's.
"""

from collections.abc import Awaitable, Callable

from telegram import Message

from bot.turn import Turn
from casework.messages import Kind
from casework.model import Message as Told

Reply = Callable[[Turn, Told, Message], Awaitable[None]]

REPLIES: dict[Kind, Reply] = {}


def reply_to(*kinds: Kind) -> Callable[[Reply], Reply]:
    """Register the function for private answers to messages of these kinds."""

    def register(function: Reply) -> Reply:
        for kind in kinds:
            if kind in REPLIES:
                raise ValueError(f"two functions for answers to {kind}")
            REPLIES[kind] = function
        return function

    return register
