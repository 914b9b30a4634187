"""What a line of the record of authority says beside who, when and which post or group: a record for each action.

Codes, names of keys and ids alone. People read it who look for what was done; of changed roles it is computed who was
what at a moment (storage/duty.py).
"""

from casework.data import Data, record
from casework.model.audited import Audited
from casework.model.chats import Audience
from casework.model.people import Rank, Role


@record
class OfPost(Data):
    """The code of the post, which may be gone from the roster."""

    code: str | None = None


@record
class Refused(OfPost):
    """Who does not get the seat."""

    person: int


@record
class Taken(OfPost):
    """Who sat there before; who agreed, if that was asked."""

    before: int
    agreed_by: int | None = None


@record
class LeftSeat(OfPost):
    """Why it is empty, if nobody got up."""

    why: str | None = None


@record
class RoleChanged(OfPost):
    """What it was and is."""

    role: tuple[Role, Role] | None = None
    rank: tuple[Rank, Rank] | None = None
    area_id: tuple[int | None, int | None] | None = None
    estate_id: tuple[int | None, int | None] | None = None


@record
class Bound(Data):
    """To which area, for whom."""

    area: str
    audience: Audience


@record
class GroupLost(Data):
    """Whether the group removed us."""

    gone: bool | None = None


@record
class EmergencyIn(OfPost):
    """Where there is an emergency, or a drill."""

    area: str
    drill: bool


@record
class Renewed(OfPost):
    """Until when it lasts (ISO 8601)."""

    until: str


@record
class HomesSeen(OfPost):
    """Of which building, how many."""

    area: str
    homes: int


@record
class DoorSeen(OfPost):
    """Of which issue; in which post."""

    issue_id: int


@record
class BackedUp(Data):
    """How many bytes."""

    size: int


@record
class LedgerExported(Data):
    """Of where and when, as it was asked for: on the command line an area and days, in chat areas and a month."""

    area: str | None = None
    since: str | None = None
    until: str | None = None
    areas: tuple[str, ...] | None = None
    month: str | None = None
    sources: tuple[str, ...] | None = None


@record
class Named(Data):
    """Which key or address."""

    name: str


@record
class HookAdded(Named):
    """Which, and what it hears of."""

    area_ids: tuple[int, ...]


@record
class KeyMade(HookAdded):
    """Which, what it opens, how often an hour."""

    an_hour: int


AUDITED: dict[str, type[Data]] = {
    Audited.CLAIMED: OfPost,
    Audited.LINK_MADE: OfPost,
    Audited.LINK_VOIDED: OfPost,
    Audited.SEAT_ASKED: OfPost,
    Audited.SEAT_REFUSED: Refused,
    Audited.SEAT_TAKEN: Taken,
    Audited.SEAT_LEFT: LeftSeat,
    Audited.ROLE_CHANGED: RoleChanged,
    Audited.BOUND: Bound,
    Audited.UNBOUND: GroupLost,
    Audited.EMERGENCY_ON: EmergencyIn,
    Audited.EMERGENCY_RENEWED: Renewed,
    Audited.EMERGENCY_OFF: EmergencyIn,
    Audited.HOMES_SEEN: HomesSeen,
    Audited.DOOR_SEEN: DoorSeen,
    Audited.BACKED_UP: BackedUp,
    Audited.LEDGER_EXPORTED: LedgerExported,
    Audited.KEY_MADE: KeyMade,
    Audited.KEY_VOIDED: Named,
    Audited.HOOK_ADDED: HookAdded,
    Audited.HOOK_REMOVED: Named,
}
"""By action; any other says nothing."""
