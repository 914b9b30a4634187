"""What the lines of a mediation's timeline say beside words and people."""

from casework.data import Data, record
from casework.model import MediationAction, NextStep, Side


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
