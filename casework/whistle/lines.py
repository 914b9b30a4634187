"""What the lines of a whistle's timeline say beside words and people."""

from casework.data import Data, record
from casework.lines import LOOKS
from casework.model import CallAction, CallRating, Entry, WhistleCall


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
