"""The mediations' one transition table, printed into docs/mediation.md. Who may: neighbourhood/rights.py."""

from casework.model.mediations import Mediation, MediationAction, MediationState
from casework.refusals import NotPossibleNow

S, A = MediationState, MediationAction

BOTH_AGREE = (S.TALKING, S.PROPOSED)
WITH_MEDIATOR = (S.ASKING_OTHER, *BOTH_AGREE)
"""Whoever mediates knows of it. Before, only whoever reported it is asked."""
GOES_ON = (S.ASKING_FIRST, *WITH_MEDIATOR, S.VACANT)

TABLE: dict[tuple[MediationState, MediationAction], MediationState] = {
    (S.ASKING_FIRST, A.CONSENT): S.ASKING_OTHER,
    (S.ASKING_OTHER, A.CONSENT): S.TALKING,
    (S.TALKING, A.APPOINT): S.TALKING,
    (S.TALKING, A.COME): S.TALKING,
    (S.TALKING, A.OTHER_TIME): S.TALKING,
    (S.TALKING, A.PROPOSE): S.PROPOSED,
    (S.PROPOSED, A.PROPOSE): S.PROPOSED,  # other words
    (S.PROPOSED, A.CONFIRM): S.PROPOSED,  # the second confirmation makes it agreed
    (S.PROPOSED, A.NOT_SO): S.TALKING,
    (S.VACANT, A.CHOOSE): S.ASKING_FIRST,
    **{(one, A.STOP): S.STOPPED for one in GOES_ON},
    **{(one, A.CALL_OFF): S.ENDED for one in GOES_ON},
    **{(one, A.GIVE_BACK): S.VACANT for one in WITH_MEDIATOR},
    **{(one, A.SAY): one for one in WITH_MEDIATOR},
    **{(one, A.RELEASE): one for one in BOTH_AGREE},
    **{(one, A.NO_AGREEMENT): S.NOT_AGREED for one in WITH_MEDIATOR},
}
"""{(state, action): state after}."""


def possible(state: MediationState, action: MediationAction) -> bool:
    """Whether the table has a row for it."""
    return (state, action) in TABLE


def next_state(mediation: Mediation, action: MediationAction) -> MediationState:
    """Where it leads. Raises NotPossibleNow without a row."""
    if not possible(mediation.state, action):
        raise NotPossibleNow(state=mediation.state, action=action)
    if action is A.CONFIRM and mediation.both("confirms"):
        return S.AGREED
    return TABLE[mediation.state, action]
