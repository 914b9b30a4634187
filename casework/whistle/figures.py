"""How departments keep to a whistle, over a time: reporting in, feeding back, accepted at first, how it was rated."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from casework.model.whistles import CallRating, CallState, Whistle, WhistleCall


@dataclass(slots=True)
class Figures:
    """Of one department. `due` and `to_feed_back` count what can be judged by now; what it gave back, or was taken
    back, is in neither."""

    called: int = 0
    returned: int = 0
    due: int = 0
    in_time: int = 0
    to_feed_back: int = 0
    fed_back_in_time: int = 0
    accepted: int = 0
    at_first: int = 0
    ratings: Counter[CallRating] = field(default_factory=Counter)

    @property
    def weight(self) -> int:
        """What went wrong, in all: the worst is read first."""
        late = self.due - self.in_time + self.to_feed_back - self.fed_back_in_time
        return late + self.accepted - self.at_first + self.ratings[CallRating.POOR]


def figures(whistles: Iterable[Whistle], now: datetime) -> dict[int, Figures]:
    """By department, as it stands now."""
    found: dict[int, Figures] = {}
    for whistle in whistles:
        for call in whistle.calls:
            _count(found.setdefault(call.department_id, Figures()), call, now)
    return found


def _count(one: Figures, call: WhistleCall, now: datetime) -> None:
    one.called += 1
    if call.state in (CallState.RETURNED, CallState.WITHDRAWN):
        one.returned += 1
        return
    if call.reported_in_at is not None or now > call.report_in_by:
        one.due += 1
        one.in_time += call.reported_in_at is not None and call.reported_in_at <= call.report_in_by
    by = call.first_by or call.feedback_by
    if call.fed_back_first_at is not None or (call.reported_in_at is not None and now > by):
        one.to_feed_back += 1
        one.fed_back_in_time += call.fed_back_first_at is not None and call.fed_back_first_at <= by
    if call.rating is not None:
        one.accepted += 1
        one.at_first += call.redos == 0
        one.ratings[call.rating] += 1
