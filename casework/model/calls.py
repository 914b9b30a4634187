"""A call 发起: something said to an audience, each asked for one kind of answer, by a time (community-life.md §1)."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from casework.model.subjects import Subject, SubjectKind


class CallKind(StrEnum):
    """Which practice it is: a row of the table in casework/call/kinds.py."""

    CALL_OUT = "call_out"


class Calling(StrEnum):
    """Where a call stands."""

    ASKING = "asking"
    FULL = "full"
    OVER = "over"  # its time is over; whoever said yes comes all the same
    CANCELLED = "cancelled"


class CallStep(StrEnum):
    """What can be done in a call; each is one row or more of its table."""

    COME = "come"
    CANNOT = "cannot"
    WIDEN = "widen"
    CLOSE = "close"
    CALL_OFF = "call_off"
    NOTE_CAME = "note_came"


@dataclass(slots=True, kw_only=True)
class Call:
    """`needed` people until `by_when`. `text` is said to all, masked; `meet` is where to, for whoever may know it.
    `circle`: how many circles were asked so far. `told_at`: the resident was told who comes. `noted_at`: who came."""

    id: int
    kind: CallKind
    issue_id: int
    line: tuple[int, ...]
    at: datetime
    by_id: int
    by_post_id: int
    needed: int
    by_when: datetime
    text: str
    meet: str
    closes_at: datetime
    urgent: bool = False
    state: Calling = Calling.ASKING
    circle: int = 0
    told_at: datetime | None = None
    noted_at: datetime | None = None
    ended_at: datetime | None = None
    erased_at: datetime | None = None
    version: int = 0

    @property
    def subject(self) -> Subject:
        """What its deadlines and messages are about."""
        return Subject(SubjectKind.CALL, self.id)


@dataclass(slots=True, kw_only=True)
class CallAnswer:
    """What somebody answered last: written with the call, whose version guards it. `came`: None while nobody said."""

    id: int
    call_id: int
    person_id: int
    comes: bool
    at: datetime
    came: bool | None = None
