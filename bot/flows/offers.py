"""What a module of the flows offers: which of its functions takes which press, which answer to a question, which reply.

Each module ends in its `OFFERS`; bot/registry.py merges them and refuses doubles. Nothing happens by an import.
"""

from collections.abc import Awaitable, Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import field
from typing import Any, TypeVar

from bot.callbacks import Press
from bot.flows.form import Form
from bot.incoming.parts import Parts
from bot.incoming.turn import Turn
from casework.frozen import frozen
from casework.messages import Kind
from casework.model.conversation import Message as Told
from casework.model.conversation import Outcome, Question, Utterance

Pressed = Callable[[Turn, Press], Awaitable[None]]
"""Takes a press, by the verb of its callback data."""
Step = Callable[[Turn, Parts], Awaitable[None]]
"""Takes what a person answers to a question, `turn.question`: by (flow, step)."""
Reply = Callable[[Turn, Told, Parts], Awaitable[None]]
"""Takes an answer to one of the bot's own messages in a private chat, by the kind of that message."""
Lives = Callable[[Turn, Question], Awaitable[bool]]
"""Whether what a question of the flow is about still lasts: else it is a question no more."""
Heard = Callable[[Turn, Utterance, Parts], Awaitable[None]]
"""Takes what belongs to something that was said before: a further photo of its album, or other words instead."""


K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


@frozen(kw_only=True)
class Hearing:
    """What to do with more of something that was said, and with its correction, by what became of it."""

    more: Heard
    amend: Heard


class TwoOffers(ValueError):
    """Two functions offer to take the same press, step, reply or form."""


@frozen(kw_only=True)
class Offers:
    """Functions by what they take."""

    presses: Mapping[str, Pressed] = field(default_factory=dict)
    steps: Mapping[tuple[str, str], Step] = field(default_factory=dict)
    replies: Mapping[Kind, Reply] = field(default_factory=dict)
    lives: Mapping[str, Lives] = field(default_factory=dict)
    forms: Mapping[str, Form[Any]] = field(default_factory=dict)
    outcomes: Mapping[Outcome | None, Hearing] = field(default_factory=dict)


def merged(many: Sequence[Offers]) -> Offers:
    """All of them as one. Raises TwoOffers."""
    return Offers(
        presses=_one(one.presses for one in many),
        steps=_one(one.steps for one in many),
        replies=_one(one.replies for one in many),
        lives=_one(one.lives for one in many),
        forms=_one(one.forms for one in many),
        outcomes=_one(one.outcomes for one in many),
    )


def _one(tables: Iterable[Mapping[K, V]]) -> dict[K, V]:
    found: dict[K, V] = {}
    for table in tables:
        if doubles := found.keys() & table.keys():
            raise TwoOffers(f"two functions for {', '.join(sorted(map(str, doubles)))}")
        found.update(table)
    return found
