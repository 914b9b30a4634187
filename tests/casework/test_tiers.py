"""The tiers are one ordered table."""

from itertools import pairwise

from casework.model import Role, Tier
from casework.neighbourhood.rights import DECIDERS
from casework.neighbourhood.tiers import TIERS, above, below, managers_from, tier_row


def test_every_tier_has_one_row_in_order() -> None:
    """Up and down lead from row to row and end; the rungs grow with the tiers."""
    assert [row.key for row in TIERS] == list(Tier)
    assert [above(row.key) for row in TIERS] == [Tier.COMMUNITY, Tier.SUBDISTRICT, None]
    assert [below(row.key) for row in TIERS] == [None, Tier.BUILDING, Tier.COMMUNITY]
    assert [row.rung for row in TIERS] == sorted(row.rung for row in TIERS)
    assert tier_row(Tier.COMMUNITY).role is Role.COMMUNITY_MANAGER


def test_who_decides_at_a_tier_decides_below() -> None:
    """The managers of a tier and of those above it."""
    assert managers_from(Tier.SUBDISTRICT) == {Role.SUBDISTRICT_MANAGER}
    assert managers_from(Tier.BUILDING) == {Role.GRID_HEAD, Role.COMMUNITY_MANAGER, Role.SUBDISTRICT_MANAGER}
    assert all(DECIDERS[upper.key] < DECIDERS[lower.key] for lower, upper in pairwise(TIERS))
