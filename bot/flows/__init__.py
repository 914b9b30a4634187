"""Conversations of more than one message: a row (chat, person) -> flow, step, data; each file holds one flow's steps.

A step is called with the person's next message in that chat. Commands and the permanent keyboard leave a flow.
"""

from collections.abc import Awaitable, Callable

from telegram import Message

from bot.turn import Turn

Step = Callable[[Turn, Message], Awaitable[None]]

STEPS: dict[tuple[str, str], Step] = {}


def step(flow: str, name: str) -> Callable[[Step], Step]:
    """Register the function that takes the message which answers a flow's question."""

    def register(function: Step) -> Step:
        if (flow, name) in STEPS:
            raise ValueError(f"two functions for the step {flow}/{name}")
        STEPS[flow, name] = function
        return function

    return register
