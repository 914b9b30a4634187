"""The whistles' one transition table: what is possible in which state of a department, and where it leads.

Nothing else decides a state; `make docs` prints it into docs/whistles.md. Who may is in neighbourhood/rights.py.
"""

from casework.model.whistles import CallAction, CallState, WhistleCall
from casework.refusals import NotPossibleNow

S, A = CallState, CallAction

TABLE: dict[tuple[CallState, CallAction], CallState] = {
    (S.WHISTLED, A.REPORT_IN): S.REPORTED_IN,
    (S.WHISTLED, A.RETURN): S.RETURNED,
    (S.WHISTLED, A.WITHDRAW): S.WITHDRAWN,
    (S.REPORTED_IN, A.COUNT): S.REPORTED_IN,
    (S.REPORTED_IN, A.CONSULT): S.CONSULTING,
    (S.REPORTED_IN, A.ACT): S.ACTING,
    (S.CONSULTING, A.ACT): S.ACTING,
    (S.ACTING, A.FEED_BACK): S.FED_BACK,
    (S.FED_BACK, A.ACCEPT): S.ACCEPTED,
    (S.FED_BACK, A.REDO): S.ACTING,
    (S.RETURNED, A.STAYS): S.WHISTLED,
    (S.RETURNED, A.CALL_ANOTHER): S.WHISTLED,
    (S.RETURNED, A.WITHDRAW): S.WITHDRAWN,
    **{(one, A.SAY): one for one in S if one is not S.ACCEPTED},  # who was called off may have come all the same
}
"""{(state, action): state after}. After `call_another` it is the other department that is whistled; the one that
returned it stays so, with its reason."""

THERE = (S.REPORTED_IN, S.CONSULTING, S.ACTING)
"""The department came, and has not said yet that it is done."""


def possible(state: CallState, action: CallAction) -> bool:
    """Whether the table has a row for it."""
    return (state, action) in TABLE


def next_state(call: WhistleCall, action: CallAction) -> CallState:
    """Where it leads. Raises NotPossibleNow without a row, and where another department was called instead."""
    if not possible(call.state, action) or call.passed_to_id is not None:
        raise NotPossibleNow(state=call.state, action=action)
    return TABLE[call.state, action]
