"""The calls' one transition table, printed into docs/calls.md. Who may: neighbourhood/rights.py."""

from casework.model.calls import Call, Calling, CallStep
from casework.refusals import NotPossibleNow

S, A = Calling, CallStep

GOES_ON = (S.ASKING, S.FULL, S.OVER)
"""Whoever said yes comes."""

TABLE: dict[tuple[Calling, CallStep], Calling] = {
    (S.ASKING, A.COME): S.ASKING,  # the last one that was needed makes it full
    (S.ASKING, A.CANNOT): S.ASKING,
    (S.ASKING, A.WIDEN): S.ASKING,
    (S.ASKING, A.CLOSE): S.OVER,
    (S.FULL, A.CANNOT): S.ASKING,  # one is missing again; after its time it is over
    (S.OVER, A.CANNOT): S.OVER,
    **{(one, A.CALL_OFF): S.CANCELLED for one in GOES_ON},
    **{(one, A.NOTE_CAME): one for one in GOES_ON},
}
"""{(state, step): state after}."""


def possible(state: Calling, step: CallStep) -> bool:
    """Whether the table has a row for it."""
    return (state, step) in TABLE


def next_state(call: Call, step: CallStep) -> Calling:
    """Where it leads. Raises NotPossibleNow without a row."""
    if not possible(call.state, step):
        raise NotPossibleNow(state=call.state, action=step)
    return TABLE[call.state, step]
