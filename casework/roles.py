"""What a role is, beside its rights: whether it is unpaid (domain.md §1)."""

from casework.model import Role

UNPAID: frozenset[Role] = frozenset({Role.BUILDING_HEAD, Role.UNIT_HEAD, Role.STEWARD, Role.VOLUNTEER})
"""Neighbours who help without pay: they are asked, never "late": no nudge, no red light, no list of what is left, no
figure of their own. The ladder goes on as ever: whoever is above them hears of it."""
