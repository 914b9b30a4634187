"""What is said when something does not go: a rule says no, and why."""

from bot.incoming.turn import Turn
from bot.views.refusals import refusal_words
from bot.views.view import View, esc
from casework.refusals import Refusal


def refuse(turn: Turn, refusal: Refusal) -> None:
    """Say no, with the reason, in the person's language: a pop-up for a press, a message else."""
    words = refusal_words(refusal, turn.tr)
    if turn.pressed:
        turn.toast(words, alert=True)
    else:
        turn.say(View(esc(words)), vanish=not turn.private)
