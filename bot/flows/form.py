"""What a form is: a function that names the next question, and one that finishes (staff/forms.py asks)."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from bot.incoming.turn import Turn
from bot.views.view import Button, View
from casework.model import Action, Issue
from casework.words.answers import drops
from locales.markup import Html

Data = dict[str, Any]
"""The answers so far, as they lie in the question that is asked next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """`text` is HTML. `choices`: (word, label). `own`: what stands in the answer's field; empty if only buttons count.

    `photos`: a photo answers too. `links`: buttons that lead out of the form, each in a row of its own. `yes`: the word
    that a plain yes means, where it asks whether something was understood.
    """

    key: str
    text: Html
    choices: tuple[tuple[str, str], ...] = ()
    own: str = ""
    photos: bool = False
    per_row: int = 2
    links: tuple[Button, ...] = ()
    yes: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """`actions`: the first that is possible in the issue's state is what the person has to be allowed to do. `leads`:
    the other form that the words are an answer to, and what it knows by them; of which question. `takes_back`: whether
    words are no answer to it, but say that it was begun by mistake."""

    actions: tuple[Action, ...]
    ask: Callable[[Turn, Issue, Data], Awaitable[Question | None]]
    finish: Callable[[Turn, Issue, Data], Awaitable[View]]
    leads: Callable[[Turn, str, str], tuple[str, Data] | None] | None = None
    takes_back: Callable[[str], bool] = drops
    takes_photos: bool = False
    """Its use case keeps what was sent along; else that is kept with what the form has written down."""
