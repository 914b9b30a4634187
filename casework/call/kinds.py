"""The one table of what can be called 发起 (community-life.md §1), printed into docs/calls.md. A practice is a row
here, its words (bot/views/calls.py), and nothing else that is its own."""

from collections.abc import Mapping
from datetime import datetime, time
from types import MappingProxyType
from zoneinfo import ZoneInfo

from casework.frozen import frozen
from casework.model.calls import CallKind
from casework.model.issues import Action
from casework.model.places import AreaKind
from casework.rest import quiet_until

QUIET_FROM, QUIET_TO = time(20), time(8)
"""Between these nobody is asked, unless it is urgent."""
MOST = 50
"""People that one call can ask for."""


@frozen(kw_only=True)
class Kind:
    """`opens`: whoever may do this to the matter. `circles`: who is asked, one circle wider after each wait. `not_for`:
    kinds of matters into which nobody is sent. `sees`: who may see who answered what. Sentences are for the page."""

    zh: str
    opens: Action
    said_to: str
    asked_for: str
    circles: tuple[AreaKind, ...]
    not_for: frozenset[str]
    reminded: str
    closes: str
    afterwards: str
    sees: str
    quorum: str
    kept: str


KINDS: Mapping[CallKind, Kind] = MappingProxyType(
    {
        CallKind.CALL_OUT: Kind(
            zh="志愿响应链",
            opens=Action.CALL_OUT,
            said_to="volunteers who live there, or have a post of it, privately",
            asked_for="“I'm coming” or “I can't”",
            circles=(AreaKind.GRID, AreaKind.COMMUNITY, AreaKind.SUBDISTRICT),
            not_for=frozenset({"fire", "gas_smell", "live_wire", "violence"}),
            reminded="no: one circle wider instead; to say nothing is fine",
            closes="full, called off, its time over, or its matter over",
            afterwards="those who come read who else does; the resident who comes; who came is noted, and thanked",
            sees="names: whoever opened it, whoever has or decides the matter, its resident, and those who come",
            quorum="the number asked for",
            kept="names and words as long as a note for a visit, after the end",
        ),
    }
)


def quiet_end(at: datetime, zone: ZoneInfo) -> datetime | None:
    """When volunteers may be asked again; None by day."""
    return quiet_until(QUIET_FROM.hour * 60, QUIET_TO.hour * 60, at, zone)
