"""What is said when something does not go: a rule says no, and why."""

from bot.incoming.turn import Turn
from bot.views.refusals import refusal_words
from bot.views.view import View, esc
from casework.refusals import Refusal, TooManyCommands


def refuse(turn: Turn, refusal: Refusal) -> None:
    """Say no, with the reason, in the person's language: a pop-up for a press, a message else."""
    words = refusal_words(refusal, turn.tr)
    if isinstance(refusal, TooManyCommands) and refusal.before:
        return  # said once; more words of ours would fill the group as well
    if turn.pressed:
        turn.toast(words, alert=True)
    else:
        turn.say(View(esc(words)), vanish=not turn.private)
