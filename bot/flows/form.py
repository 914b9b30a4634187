"""What a form is: a function that names the next question, and one that finishes (staff/forms.py asks)."""

from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from bot.incoming.turn import Turn
from bot.views.view import Button, View
from casework.forms import Filled
from casework.frozen import frozen
from casework.model.issues import Action, Issue
from casework.words.answers import drops
from locales.markup import Html

F = TypeVar("F", bound=Filled)


@frozen(kw_only=True)
class Question:
    """`text` is HTML. `choices`: (word, label). `own`: what stands in the answer's field; empty if only buttons count.

    `photos`: a photo answers too. `links`: buttons that lead out of the form, each in a row of its own. `yes`: the word
    that a plain yes means, where it asks whether something was understood. `knows`: the form with what follows from the
    answers so far, where it is asked with that.
    """

    key: str
    text: Html
    choices: tuple[tuple[str, str], ...] = ()
    own: str = ""
    photos: bool = False
    per_row: int = 2
    links: tuple[Button, ...] = ()
    yes: str = ""
    knows: Filled | None = None


@frozen(kw_only=True)
class Form(Generic[F]):
    """`actions`: the first that is possible in the issue's state is what the person has to be allowed to do. `leads`:
    the other form that the words are an answer to, with what it knows by them; from this one. `takes_back`: whether
    words are no answer to it, but say that it was begun by mistake."""

    actions: tuple[Action, ...]
    ask: Callable[[Turn, Issue, F], Awaitable[Question | None]]
    finish: Callable[[Turn, Issue, F], Awaitable[View]]
    leads: Callable[[Turn, Filled, str], Filled | None] | None = None
    takes_back: Callable[[str], bool] = drops
    takes_photos: bool = False
    """Its use case keeps what was sent along; else that is kept with what the form has written down."""
