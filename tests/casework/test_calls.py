"""Calls as tables: kinds, states, who may do and know what, and the night."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.views.calls import STATES
from casework.call.kinds import KINDS, quiet_end
from casework.call.transitions import TABLE, next_state, possible
from casework.categories import CATEGORIES
from casework.model.calls import Call, Calling, CallKind, CallStep
from casework.model.places import AreaKind
from casework.neighbourhood.rights import CALL_KNOWS, CALLING_RIGHTS, RUNS, CallPart, CallTold
from casework.refusals import NotPossibleNow

SHANGHAI = ZoneInfo("Asia/Shanghai")
AFTER = {
    "asking": {
        "come": "asking",
        "cannot": "asking",
        "widen": "asking",
        "close": "over",
        "call_off": "cancelled",
        "note_came": "asking",
    },
    "full": {"cannot": "asking", "call_off": "cancelled", "note_came": "full"},
    "over": {"cannot": "over", "call_off": "cancelled", "note_came": "over"},
    "cancelled": {},
}
"""Written out by hand."""


def a_call(state: Calling) -> Call:
    at = datetime(2026, 11, 21, 2, tzinfo=UTC)
    return Call(
        id=1, kind=CallKind.CALL_OUT, issue_id=2, line=(3,), at=at, by_id=4, by_post_id=5, needed=2, by_when=at,
        text="", meet="", closes_at=at, state=state,
    )  # fmt: skip


def test_the_table_of_kinds() -> None:
    """A row for each kind: asked from the near to the far, and nobody sent into a danger that is for others."""
    assert KINDS.keys() == set(CallKind)
    row = KINDS[CallKind.CALL_OUT]
    assert row.circles == (AreaKind.GRID, AreaKind.COMMUNITY, AreaKind.SUBDISTRICT)
    assert row.not_for <= CATEGORIES.keys()
    assert {"fire", "gas_smell", "live_wire", "violence"} <= row.not_for


@pytest.mark.parametrize("state", Calling)
@pytest.mark.parametrize("step", CallStep)
def test_each_step_in_each_state(state: Calling, step: CallStep) -> None:
    """It leads where the list above says, or is refused."""
    expected = AFTER[state].get(step)
    assert possible(state, step) == (expected is not None)
    if expected is not None:
        assert next_state(a_call(state), step) == expected
        return
    with pytest.raises(NotPossibleNow):
        next_state(a_call(state), step)


def test_every_state_has_a_word() -> None:
    """And every step somebody who may do it, or the clock."""
    assert STATES.keys() == set(Calling)
    assert CALLING_RIGHTS.keys() == set(CallStep) == {step for _, step in TABLE}
    assert CALL_KNOWS.keys() == set(CallTold)


def test_an_address_is_for_whom_the_community_knows() -> None:
    """Neither for whoever was asked, nor for whoever comes and is not known yet."""
    assert CALL_KNOWS[CallTold.WHERE] == RUNS | {CallPart.KNOWN}
    assert not {CallPart.ASKED} & CALL_KNOWS[CallTold.NAMES]
    assert CALL_KNOWS[CallTold.COUNTS] == RUNS


@pytest.mark.parametrize(("hour", "until"), [(7, 8), (8, None), (12, None), (19, None), (20, 32), (23, 32), (0, 8)])
def test_the_night(hour: int, until: int | None) -> None:
    """From eight in the evening nobody is asked before eight in the morning."""
    found = quiet_end(datetime(2026, 11, 21, hour, 30 if hour == 19 else 0, tzinfo=SHANGHAI), SHANGHAI)
    expected = None if until is None else datetime(2026, 11, 21 + until // 24, until % 24, tzinfo=SHANGHAI)
    assert found == expected
