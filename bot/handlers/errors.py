"""What is said when something does not go: a rule says no, and why."""

from bot.incoming.turn import Turn
from bot.views.refusals import refusal_words
from bot.views.view import View, cut, esc, put
from casework.refusals import Refusal, TooManyCommands, TooManyPhotos

QUOTED = 200
"""UTF-16 units of the words that are said back."""


def refuse(turn: Turn, refusal: Refusal) -> None:
    """Say no, with the reason, in the person's language: a pop-up for a press, a message else."""
    words = refusal_words(refusal, turn.tr)
    if isinstance(refusal, TooManyCommands) and refusal.before:
        return  # said once; more words of ours would fill the group as well
    if isinstance(refusal, TooManyPhotos) and refusal.just:
        return  # said in this minute, of those behind it too: an album is ten messages
    if turn.pressed:
        turn.toast(words, alert=True)
    elif turn.private and turn.ends is not None and turn.utterance is not None and turn.utterance.text:
        said = esc(cut(turn.utterance.text, QUOTED))  # what was written answered a question that is over
        gone = turn.tr.t("What you wrote has gone nowhere yet: “{words}”", words=said)
        turn.say(View(put("{}\n{}", esc(words), gone)))
    else:
        turn.say(View(esc(words)), vanish=not turn.private)
