"""What a community may do without: whistles, joint meetings and so on, switched on one by one (around-an-issue.md §11).

What is off shows no button, and a command for it is answered kindly. What began while it was on goes on to its end, and
nothing of a danger is ever among them. Rows of the settings say where which is on (casework/area_settings.py); who
switches them, and what asks whether one is on: neighbourhood/switching.py.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from casework.frozen import frozen
from casework.model.issues import Action


class Capability(StrEnum):
    """The value is its key: on the command line and in the settings' rows."""

    WHISTLES = "whistles"
    MEETINGS = "meetings"
    CONSULTING = "consulting"
    MEDIATION = "mediation"
    INCIDENTS = "incidents"
    ME_TOO = "me_too"
    OUTAGES = "outages"
    MANY_AT_ONCE = "many_at_once"
    READING_ALONG = "reading_along"
    WALL_WEEK = "wall_week"
    WALL_RESULTS = "wall_results"
    EMERGENCY = "emergency"
    CALL_OUTS = "call_outs"


@frozen
class Row:
    """`on`: whether it is where nobody has said so. `begins`: the actions on a matter by which it begins."""

    on: bool = True
    begins: tuple[Action, ...] = ()


CAPABILITIES: Mapping[Capability, Row] = MappingProxyType(
    {
        Capability.WHISTLES: Row(begins=(Action.WHISTLE,)),
        Capability.MEETINGS: Row(begins=(Action.AGENDA,)),
        Capability.CONSULTING: Row(begins=(Action.CONSULT,)),
        Capability.MEDIATION: Row(begins=(Action.MEDIATE,)),
        Capability.INCIDENTS: Row(begins=(Action.DECLARE,)),
        Capability.ME_TOO: Row(begins=(Action.ME_TOO,)),
        Capability.OUTAGES: Row(),
        Capability.MANY_AT_ONCE: Row(),
        Capability.READING_ALONG: Row(),
        Capability.WALL_WEEK: Row(on=False),
        Capability.WALL_RESULTS: Row(on=False),
        Capability.EMERGENCY: Row(),
        Capability.CALL_OUTS: Row(on=False, begins=(Action.CALL_OUT,)),
    }
)
"""In the order in which they are listed."""
USUAL = frozenset(one for one, row in CAPABILITIES.items() if row.on)
BEGINS: Mapping[Action, Capability] = MappingProxyType(
    {action: one for one, row in CAPABILITIES.items() for action in row.begins}
)
