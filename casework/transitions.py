"""The one transition table: which action is possible in which state, where it leads, and who may do it (domain.md §4).

A manager can read it: `make docs` prints it into docs/state-machine.md, and nothing else decides a state.
"""

from collections.abc import Mapping
from enum import StrEnum

from casework.model import Action, Issue, State
from casework.refusals import NotPossibleNow

R, A, D, P, W, F = (
    State.REPORTED,
    State.ACCEPTED,
    State.DISPATCHED,
    State.IN_PROGRESS,
    State.WAITING,
    State.PROMISED,
)
RESOLVED, CLOSED, REJECTED, WITHDRAWN = State.RESOLVED, State.CLOSED, State.REJECTED, State.WITHDRAWN

OPEN: tuple[State, ...] = (R, A, D, P, W, F)
"""Open and not resolved: the clock runs."""

STANDING: tuple[State, ...] = (*OPEN, RESOLVED)
"""Not over: shown in lists of work."""

BACK = None
"""Back to where it was before waiting or being dispatched (`Issue.back_state`)."""

Table = dict[tuple[State, Action], State | None]


def _rows(action: Action, froms: tuple[State, ...], to: State | None) -> Table:
    return {(state, action): to for state in froms}


def _same(action: Action, states: tuple[State, ...]) -> Table:
    return {(state, action): state for state in states}


TABLE: Table = {
    **_rows(Action.ACCEPT, (R,), A),
    **_same(Action.GRADE, (A, D, P, W, F)),
    **_rows(Action.PLAN, (A,), P),
    **_same(Action.PLAN, (D, P, W, F)),
    **_same(Action.REPLY, OPEN),
    **_same(Action.TELL_IN_PERSON, OPEN),
    **_same(Action.NOTE, OPEN),
    **_rows(Action.ASK, (A, D, P, W), W),
    **_rows(Action.ANSWER, (W,), BACK),
    **_rows(Action.ASSIGN, (R, A, P, F), D),
    **_rows(Action.TAKE, (D,), P),
    **_same(Action.TAKE_OVER, (A, D, P, W, F)),
    **_same(Action.WATCH, OPEN),
    **_rows(Action.REFUSE, (D,), BACK),
    **_same(Action.REFUSE, (A, P)),
    **_same(Action.TRANSFER, (A, D, P)),
    **_same(Action.HAND_UP, OPEN),
    **_same(Action.HAND_BACK, OPEN),
    **_rows(Action.PROMISE, (A, D, P, W), F),
    **_same(Action.MOVE_PROMISE, (F,)),
    **_same(Action.AGREE_MOVE, (F,)),
    **_rows(Action.RESOLVE, OPEN, RESOLVED),
    **_rows(Action.UNDO_RESOLVE, (RESOLVED,), P),
    **_rows(Action.RATE, (RESOLVED,), CLOSED),
    **_rows(Action.LAPSE, (RESOLVED,), CLOSED),
    **_rows(Action.REOPEN, (RESOLVED, CLOSED), A),
    **_same(Action.COMPLAIN, (RESOLVED, CLOSED)),
    **_rows(Action.REJECT, (R, A), REJECTED),
    **_same(Action.APPEAL, (REJECTED,)),
    **_rows(Action.REINSTATE, (REJECTED,), A),
    **_rows(Action.WITHDRAW, OPEN, WITHDRAWN),
    **_same(Action.AMEND, OPEN),
    **_same(Action.RECATEGORISE, OPEN),
    **_same(Action.VISIT, OPEN),
    **_same(Action.NUDGE, OPEN),
    **_same(Action.ME_TOO, OPEN),
    **_same(Action.MAKE_URGENT, OPEN),
    **_same(Action.MAKE_NORMAL, OPEN),
}
"""{(state, action): state after}. `file` has no row: it makes an issue that is reported."""


class Who(StrEnum):
    """Who may do an action: one of these is enough."""

    HOLDER = "holder"
    MANAGERS = "managers"  # of the issue's tier and above
    POST = "post"  # any working post of the area, and above
    GRID_HEAD_UP = "grid_head_up"
    PINGED = "pinged"
    ASSIGNEE = "assignee"  # of a dispatch, or of a hand-over
    RESOLVER = "resolver"
    REPORTER = "reporter"
    RESIDENT = "resident"
    CLOCK = "clock"


WHO: Mapping[Action, frozenset[Who]] = {
    Action.FILE: frozenset({Who.RESIDENT, Who.POST}),
    Action.ACCEPT: frozenset({Who.POST, Who.PINGED}),
    Action.GRADE: frozenset({Who.HOLDER, Who.MANAGERS}),
    Action.PLAN: frozenset({Who.HOLDER, Who.MANAGERS}),
    Action.REPLY: frozenset({Who.HOLDER, Who.MANAGERS}),
    Action.TELL_IN_PERSON: frozenset({Who.POST}),
    Action.NOTE: frozenset({Who.POST}),
    Action.ASK: frozenset({Who.HOLDER}),
    Action.ANSWER: frozenset({Who.REPORTER, Who.HOLDER}),  # the holder was told otherwise, by phone
    Action.ASSIGN: frozenset({Who.MANAGERS}),
    Action.TAKE: frozenset({Who.ASSIGNEE}),
    Action.TAKE_OVER: frozenset({Who.PINGED, Who.MANAGERS, Who.ASSIGNEE}),
    Action.WATCH: frozenset({Who.PINGED, Who.MANAGERS}),
    Action.REFUSE: frozenset({Who.ASSIGNEE}),
    Action.TRANSFER: frozenset({Who.HOLDER, Who.MANAGERS}),
    Action.HAND_UP: frozenset({Who.HOLDER, Who.MANAGERS}),
    Action.HAND_BACK: frozenset({Who.HOLDER, Who.MANAGERS}),
    Action.PROMISE: frozenset({Who.HOLDER, Who.MANAGERS}),
    Action.MOVE_PROMISE: frozenset({Who.HOLDER, Who.MANAGERS}),
    Action.AGREE_MOVE: frozenset({Who.MANAGERS}),
    Action.RESOLVE: frozenset({Who.HOLDER, Who.MANAGERS}),
    Action.UNDO_RESOLVE: frozenset({Who.RESOLVER}),
    Action.RATE: frozenset({Who.REPORTER}),
    Action.LAPSE: frozenset({Who.CLOCK}),
    Action.REOPEN: frozenset({Who.REPORTER}),
    Action.COMPLAIN: frozenset({Who.REPORTER}),
    Action.REJECT: frozenset({Who.GRID_HEAD_UP}),
    Action.APPEAL: frozenset({Who.REPORTER}),
    Action.REINSTATE: frozenset({Who.MANAGERS}),
    Action.WITHDRAW: frozenset({Who.REPORTER}),
    Action.AMEND: frozenset({Who.REPORTER}),
    Action.RECATEGORISE: frozenset({Who.HOLDER, Who.MANAGERS}),
    Action.VISIT: frozenset({Who.REPORTER}),
    Action.NUDGE: frozenset({Who.REPORTER, Who.MANAGERS}),
    Action.ME_TOO: frozenset({Who.RESIDENT}),
    Action.MAKE_URGENT: frozenset({Who.POST}),
    Action.MAKE_NORMAL: frozenset({Who.POST}),
}

WHO_WHERE: Mapping[tuple[State, Action], frozenset[Who]] = {
    (R, Action.RESOLVE): frozenset({Who.POST, Who.PINGED}),
}
"""Where a state changes who may: what nobody holds yet may be settled by any post of the area."""


def who_may(state: State, action: Action) -> frozenset[Who]:
    """Who may do `action` in `state`."""
    return WHO_WHERE.get((state, action), WHO[action])


def possible(state: State, action: Action) -> bool:
    """Whether the table has a row for it."""
    return (state, action) in TABLE


def where_it_was(issue: Issue) -> State | None:
    """Where "back" leads: a question asked while it was dispatched goes back to that, else to what was before."""
    if issue.state is State.WAITING and issue.assignee_post_id is not None:
        return State.DISPATCHED
    return issue.back_state


def next_state(state: State, action: Action, back: State | None) -> State:
    """Where `action` leads from `state`; `back` is the state it was in before waiting or being dispatched.

    Raises NotPossibleNow when the table has no such row.
    """
    if not possible(state, action):
        raise NotPossibleNow(state=state, action=action)
    to = TABLE[state, action]
    return to if to is not None else (back or State.ACCEPTED)
