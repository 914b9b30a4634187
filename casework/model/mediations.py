"""A quarrel talked over in confidence (around-an-issue.md §10)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from casework.model.subjects import Subject, SubjectKind


class MediationState(StrEnum):
    """Where a mediation 调解 stands (around-an-issue.md §10)."""

    ASKING_FIRST = "asking_first"  # whoever reported it is asked
    ASKING_OTHER = "asking_other"  # he agrees; the mediator asks the other side
    TALKING = "talking"  # both agree to it
    PROPOSED = "proposed"  # a sentence is written down, and both are asked
    VACANT = "vacant"  # its mediator cannot go on: another is chosen
    AGREED = "agreed"
    NOT_AGREED = "not_agreed"
    STOPPED = "stopped"  # a side does not want it, or no more
    ENDED = "ended"  # called off, or its matter is over


class MediationAction(StrEnum):
    """What can be done in a mediation; each is one row or more of its table."""

    CONSENT = "consent"
    STOP = "stop"  # no, or no more
    SAY = "say"
    RELEASE = "release"  # a word to the mediator may be read by the other side
    APPOINT = "appoint"  # when and where they meet
    COME = "come"
    OTHER_TIME = "other_time"
    PROPOSE = "propose"
    CONFIRM = "confirm"
    NOT_SO = "not_so"
    NO_AGREEMENT = "no_agreement"
    GIVE_BACK = "give_back"  # the mediator cannot do it
    CHOOSE = "choose"  # another mediator
    CALL_OFF = "call_off"


class Side(StrEnum):
    """The two of a mediation: whose matter it is, and whom it is with."""

    FIRST = "first"
    OTHER = "other"


class NextStep(StrEnum):
    """Where one goes when nothing was agreed."""

    DEPARTMENTS = "departments"
    POLICE = "police"
    LAWYER = "lawyer"
    JUDGE = "judge"  # where one is on duty
    COURT = "court"


@dataclass(slots=True, kw_only=True)
class Mediation:
    """A mediation 调解 of a quarrel. What the sides say is on its own timeline, never on that of the issue.

    `first_id`, `other_id`: the people, as far as they have an account here; `other` is who the other side is, in words
    for the mediator. `code` opens the question to the other side, once. Of each side: whether it agrees to the
    mediation, comes to the appointment, and confirms the sentence; None: not answered. `by_post_id`: in which post
    somebody asked for it; of whoever reported it the mediator's. `mediator_id` is the person who
    was agreed to: whoever sits in the post later is somebody else.
    """

    id: int
    issue_id: int
    line: tuple[int, ...]
    at: datetime
    by_id: int
    by_post_id: int
    code: str
    mediator_id: int | None = None
    mediator_post_id: int | None = None
    state: MediationState = MediationState.ASKING_FIRST
    first_id: int | None = None
    other_id: int | None = None
    other: str = ""
    first_agrees: bool | None = None
    other_agrees: bool | None = None
    meets_at: datetime | None = None
    meets: str = ""
    first_comes: bool | None = None
    other_comes: bool | None = None
    agreement: str = ""
    first_confirms: bool | None = None
    other_confirms: bool | None = None
    next_step: NextStep | None = None
    ended_at: datetime | None = None
    version: int = 0
    erased_at: datetime | None = None

    @property
    def subject(self) -> Subject:
        """What its deadlines, entries and messages are about."""
        return Subject(SubjectKind.MEDIATION, self.id)

    @property
    def open(self) -> bool:
        """Whether it goes on."""
        return self.ended_at is None

    def person(self, side: Side) -> int | None:
        """Who it is; None: somebody without an account here."""
        return self.first_id if side is Side.FIRST else self.other_id

    def answer(self, side: Side, to: str) -> bool | None:
        """What the side answered: "agrees", "comes", "confirms"."""
        found: bool | None = getattr(self, f"{side}_{to}")
        return found

    def answers(self, side: Side, to: str, answer: bool | None) -> None:
        """It answers that."""
        setattr(self, f"{side}_{to}", answer)

    def both(self, to: str) -> bool:
        """Whether both sides say yes to it."""
        return all(self.answer(one, to) for one in Side)
