"""What a role is, beside its rights: whether it is unpaid, and which one is asked as the steward of an estate
(domain.md §1)."""

from casework.model.people import Role
from casework.model.places import Mode

UNPAID: frozenset[Role] = frozenset({Role.BUILDING_HEAD, Role.UNIT_HEAD, Role.STEWARD, Role.VOLUNTEER})
"""Neighbours who help without pay: they are asked, never "late": no nudge, no red light, no list of what is left, no
figure of their own. The ladder goes on as ever: whoever is above them hears of it."""
STEWARDS: dict[Mode, Role] = {
    Mode.COMPANY: Role.PROPERTY_STEWARD,
    Mode.OWNER_UNIT: Role.PROPERTY_STEWARD,  # whoever the unit sends
    Mode.SELF_MANAGED: Role.OWNERS_COMMITTEE,
    Mode.COMMITTEE: Role.OWNERS_COMMITTEE,
    Mode.COMMUNITY: Role.COMMUNITY_MANAGER,
}
"""Who is asked first, with the grid head, in an estate of each mode."""
