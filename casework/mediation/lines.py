"""What the lines of a mediation's timeline say beside words and people."""

from typing import Literal

from casework.data import Data, record
from casework.messages import Kind
from casework.model.mediations import MediationAction, NextStep, Side
from casework.told import Anew


@record
class Word(Data):
    """Whose word or answer it is, or to which side it was said; to which person. Nobody else reads it, unless it is
    released."""

    side: Side | None = None
    to: int | None = None
    released: bool | None = None


@record
class Nowhere(Data):
    """Where the sides can go now."""

    next_step: NextStep


News = Literal[
    "asked", "begun", "time", "both_come", "eve", "proposed", "talk_on", "not_so", "still", "vacant", "over", "danger",
    "pass_on", "",
]  # fmt: skip
"""What became of it: somebody asks for it; both agree; when they meet; both come; it is tomorrow; a sentence is written
down; it is not so, and they talk on; nothing happens; the mediator is gone; it is over. Of a word: there is danger in
it; it is for a side without an account. Or nothing."""


@record
class OfSide(Data):
    """To which side, or of which, if of one; and what became of it."""

    side: str = ""
    what: News = ""


MESSAGES: dict[str, type[Data]] = {
    Kind.MEDIATION_ASKED: OfSide,
    Kind.MEDIATION_SAID: OfSide,
    Kind.MEDIATION_TOLD: OfSide,
    Kind.MEDIATION_NEWS: OfSide,
    Kind.MEDIATION_CARD: Anew,
}
"""What the messages about it say."""

LINES: dict[str, type[Data]] = {
    MediationAction.SAY: Word,
    MediationAction.COME: Word,
    MediationAction.OTHER_TIME: Word,
    MediationAction.CONSENT: Word,
    MediationAction.STOP: Word,
    MediationAction.CONFIRM: Word,
    MediationAction.NOT_SO: Word,
    MediationAction.NO_AGREEMENT: Nowhere,
}
