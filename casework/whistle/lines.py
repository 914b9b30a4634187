"""What the lines of a whistle's timeline say beside words and people."""

from typing import Literal

from casework.data import Data, record
from casework.lines import LOOKS
from casework.messages import Kind
from casework.model.timeline import Entry
from casework.model.whistles import CallAction, CallRating, WhistleCall


@record
class OfCall(Data):
    """Of which call, to which department; with how many people it came, how it was found, to whom it went on, how
    often it was late."""

    call: int
    department: int
    people: int | None = None
    rating: CallRating | None = None
    to: int | None = None
    time: int | None = None


@record
class OfWhistle(Data):
    """About which whistle."""

    whistle: int


@record
class ToDepartment(OfWhistle):
    """About which call of it."""

    call: int


@record
class Late(ToDepartment):
    """What it is late with, and for the how manieth time."""

    what: str
    time: int


News = Literal["called", "here", "done"]
"""What a resident hears of departments: that they were called, that they came, that it is done."""


@record
class Calls(OfWhistle):
    """About which calls of it, and what became of them."""

    calls: tuple[int, ...]
    what: News


@record
class ToLook(OfWhistle):
    """After how many days it is looked at again."""

    days: int


@record
class Asked(Data):
    """The question that holds what is asked for, and who asks."""

    question: int
    by: int


MESSAGES: dict[str, type[Data]] = {
    Kind.WHISTLE_NEWS: Calls,
    Kind.WHISTLE_CARD: ToDepartment,
    Kind.WHISTLE_MINE: OfWhistle,
    Kind.WHISTLE_LATE: Late,
    Kind.WHISTLE_AHEAD: ToDepartment,
    Kind.WHISTLE_NUDGE: ToDepartment,
    Kind.WHISTLE_DAY: ToDepartment,
    Kind.WHISTLE_RETURNED: ToDepartment,
    Kind.WHISTLE_SAID: ToDepartment,
    Kind.WHISTLE_FED_BACK: ToDepartment,
    Kind.WHISTLE_REDO: ToDepartment,
    Kind.WHISTLE_OFF: ToDepartment,
    Kind.WHISTLE_DEAF: ToDepartment,
    Kind.WHISTLE_ASKED: Asked,
    Kind.LOOK_AGAIN: ToLook,
    Kind.LOOKED: OfWhistle,
}
"""What the messages about it say."""

LINES: dict[str, type[Data]] = {
    **dict.fromkeys(CallAction, OfCall),
    "whistle": OfCall,
    "deaf": OfCall,
    "due_whistle_report_in": OfCall,
    "due_whistle_feedback": OfCall,
    **LOOKS,
}


def of_call(
    call: WhistleCall,
    *,
    people: int | None = None,
    rating: CallRating | None = None,
    to: int | None = None,
    time: int | None = None,
) -> OfCall:
    """Which it is, and what there is to say of it."""
    return OfCall(call=call.id, department=call.department_id, people=people, rating=rating, to=to, time=time)


def is_of(entry: Entry, call: WhistleCall) -> bool:
    """Whether it is about that one."""
    return isinstance(entry.data, OfCall) and entry.data.call == call.id
