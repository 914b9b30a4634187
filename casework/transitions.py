"""The one transition table: which action is possible in which state, and where it leads (domain.md §4).

A manager can read it: `make docs` prints it into docs/state-machine.md, and nothing else decides a state. Who may do it
is decided in neighbourhood/rights.py.
"""

from casework.model.issues import Action, Issue, State
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
MERGED = State.MERGED

OPEN: tuple[State, ...] = (R, A, D, P, W, F)
"""Open and not resolved: the clock runs."""

STANDING: tuple[State, ...] = (*OPEN, RESOLVED)
"""Not over: shown in lists of work."""


def to_be_looked_at(issue: Issue) -> bool:
    """Whether it has its line on a board: a false alarm has none, though its reporter may say for some days that it was
    none."""
    return issue.state in STANDING and not (issue.state is RESOLVED and issue.now.false_alarm)


BACK = None
"""Back to where it was before waiting or being dispatched; taken apart: accepted, or reported where nobody has it
(`Issue.back_state`)."""

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
    **_same(Action.TELL_IN_PERSON, STANDING),
    **_same(Action.NOTE, OPEN),
    **_rows(Action.ASK, (A, D, P, W), W),
    **_rows(Action.ANSWER, (W,), BACK),
    **_rows(Action.ASSIGN, (R, A, P, F), D),
    **_rows(Action.TAKE, (D,), P),
    **_same(Action.TAKE_OVER, (A, P, W, F)),
    **_rows(Action.TAKE_OVER, (D,), BACK),
    **_same(Action.WATCH, OPEN),
    **_rows(Action.REFUSE, (D,), BACK),
    **_same(Action.REFUSE, (A, P, F)),
    **_same(Action.TRANSFER, (R, A, D, P)),
    **_same(Action.HAND_UP, OPEN),
    **_same(Action.HAND_BACK, OPEN),
    **_same(Action.RECEIVE, OPEN),
    **_rows(Action.PROMISE, (A, D, P, W), F),
    **_same(Action.MOVE_PROMISE, (F,)),
    **_same(Action.AGREE_MOVE, (F,)),
    **_rows(Action.RESOLVE, OPEN, RESOLVED),
    **_rows(Action.UNDO_RESOLVE, (RESOLVED,), P),
    **_rows(Action.RATE, (RESOLVED,), CLOSED),
    **_rows(Action.LAPSE, (RESOLVED,), CLOSED),
    **_rows(Action.RECORD, (R,), CLOSED),
    **_same(Action.TONIGHT, OPEN),
    **_same(Action.SET_BACK, OPEN),
    **_rows(Action.REOPEN, (RESOLVED, CLOSED), A),
    **_same(Action.COMPLAIN, (*OPEN, RESOLVED, CLOSED)),
    **_rows(Action.REJECT, (R, A), REJECTED),
    **_same(Action.APPEAL, (REJECTED,)),
    **_rows(Action.REINSTATE, (REJECTED,), A),
    **_rows(Action.WITHDRAW, OPEN, WITHDRAWN),
    **_same(Action.AMEND, OPEN),
    **_same(Action.RECATEGORISE, OPEN),
    **_same(Action.RELOCATE, OPEN),
    **_same(Action.VISIT, OPEN),
    **_same(Action.NUDGE, OPEN),
    **_same(Action.ME_TOO, OPEN),
    **_same(Action.MAKE_URGENT, OPEN),
    **_rows(Action.MAKE_URGENT, (RESOLVED, CLOSED), A),  # a danger that was said to be none begins again
    **_same(Action.MAKE_NORMAL, OPEN),
    **_same(Action.DECLARE, OPEN),
    **_rows(Action.MERGE, OPEN, MERGED),
    **_rows(Action.SPLIT, (MERGED,), BACK),
    **_same(Action.WHISTLE, OPEN),
    **_same(Action.AGENDA, OPEN),
    **_rows(Action.DECIDE, OPEN, F),
    **_same(Action.PUT_OFF, OPEN),
    **_rows(Action.CANNOT, OPEN, REJECTED),
    **_same(Action.VERIFY, (RESOLVED, CLOSED)),
    **_rows(Action.NOT_FIXED, (RESOLVED, CLOSED), A),
    **_same(Action.CONSULT, OPEN),
    **_same(Action.CONSULT_SAY, OPEN),
    **_same(Action.AGREED, OPEN),
    **_same(Action.MEDIATE, OPEN),
    **_same(Action.CALL_OUT, OPEN),
    **_same(Action.SHOW_PHOTO, (RESOLVED, CLOSED)),
    **_same(Action.HIDE_PHOTO, tuple(State)),
}
"""{(state, action): state after}. `file` has no row: it makes an issue that is reported."""


OPENED_AGAIN = (Action.REOPEN, Action.NOT_FIXED)
"""What begins a new round after a result: its reporter says so, or whoever looked."""
REFUSED = (Action.REJECT, Action.CANNOT)
"""What leads to `rejected`: it is not for us, or it cannot be done at all. Both say why."""

DECIDES = frozenset(
    {
        Action.DECIDE,
        Action.PUT_OFF,
        Action.CANNOT,
        Action.WHISTLE,
        Action.HAND_UP,
        Action.HAND_BACK,
        Action.VERIFY,
        Action.NOT_FIXED,
    }
)
"""What an item of an agenda can be decided to. A handing up takes it from one agenda and puts it on the next."""
ANSWERS = frozenset(
    {
        *DECIDES,
        Action.ACCEPT,
        Action.TAKE_OVER,
        Action.TAKE,
        Action.ASSIGN,
        Action.PROMISE,
        Action.RESOLVE,
    }
)
"""What answers a card that was handed up or back: somebody has gone on with it."""
RECEIVES = (ANSWERS | {Action.RECEIVE, Action.AGENDA}) - {Action.HAND_BACK}
"""By what those to whom it was handed up have accepted it."""


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
