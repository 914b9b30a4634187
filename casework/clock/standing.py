"""A matter as lists and boards say it in one line: made of the issue, or read as such (storage/board.py)."""

from collections.abc import Sequence
from datetime import date, datetime, time

from casework.clock import limits as clock
from casework.clock.lights import Light, in_danger, light_of
from casework.frozen import frozen
from casework.model.issues import Issue, State
from casework.model.people import Role
from casework.settings import Settings


@frozen(kw_only=True)
class Waiting:
    """A post that was asked and has not answered yet."""

    post_id: int
    since: datetime


@frozen(kw_only=True)
class Standing:
    """How one matter stands. `danger`: which, it comes before everything else; `due`: by when the next thing is wanted;
    `put_off`: until when; `again`: since when it is to be talked over again. `held`: somebody has it; `post_id`: as
    which post. `asked`: read where the list is about those who have not answered."""

    id: int
    number: int
    category: str
    state: State
    line: Sequence[int]
    estate_id: int | None
    t0: datetime
    danger: str | None
    light: Light
    due: datetime | None
    put_off: datetime | None
    again: datetime | None
    promise_on: date | None
    promise_hour: time | None
    held: bool
    post_id: int | None
    unanswered: bool
    asked: tuple[Waiting, ...] = ()


def standing_of(issue: Issue, at: datetime, settings: Settings, holder: Role | None) -> Standing:
    """`settings`: those of its area then; `holder`: the role that has it."""
    return Standing(
        id=issue.id,
        number=issue.number,
        category=issue.category,
        state=issue.state,
        line=issue.line,
        estate_id=issue.estate_id,
        t0=issue.t0,
        danger=issue.danger or "" if in_danger(issue) else None,
        light=light_of(issue, at, settings, holder),
        due=clock.wanted_by(issue, at),
        put_off=clock.put_off_until(issue),
        again=clock.on_agenda_again(issue),
        promise_on=issue.promise_on,
        promise_hour=issue.promise.hour if issue.promise is not None else None,
        held=issue.holder_id is not None,
        post_id=issue.holder_post_id,
        unanswered=issue.unanswered,
        asked=tuple(Waiting(post_id=one.post_id, since=one.asked_at) for one in issue.pings if one.live),
    )
