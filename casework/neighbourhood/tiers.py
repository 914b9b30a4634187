"""Who decides 三议, from below: one ordered table. What a tier is called, who its manager is, who may decide there and
above, and which rung of the ladder reaches it stands here and nowhere else (around-an-issue.md §8).
"""

from dataclasses import dataclass
from typing import Literal

from casework.model import AreaKind, Role, Tier


@dataclass(frozen=True, slots=True, kw_only=True)
class TierRow:
    """A tier: the kind of area whose matter it is, its manager, its decision 三议, the rung that reaches it, and
    how often it holds a joint meeting 联席会议, if it does."""

    key: Tier
    area: AreaKind
    role: Role
    decision: str
    rung: int
    meets: Literal["", "weekly", "monthly"]


TIERS: tuple[TierRow, ...] = (
    TierRow(key=Tier.BUILDING, area=AreaKind.GRID, role=Role.GRID_HEAD, decision="小事楼长议", rung=1, meets=""),
    TierRow(
        key=Tier.COMMUNITY,
        area=AreaKind.COMMUNITY,
        role=Role.COMMUNITY_MANAGER,
        decision="大事社区议",
        rung=2,
        meets="weekly",
    ),
    TierRow(
        key=Tier.SUBDISTRICT,
        area=AreaKind.SUBDISTRICT,
        role=Role.SUBDISTRICT_MANAGER,
        decision="难事街道议",
        rung=3,
        meets="monthly",
    ),
)
"""From below. A district and a city above are rows here, once there is an area and a role for them."""

_PLACE = {row.key: place for place, row in enumerate(TIERS)}


def tier_row(tier: Tier) -> TierRow:
    """Its row."""
    return TIERS[_PLACE[tier]]


def above(tier: Tier) -> Tier | None:
    """To whom it is handed up; None at the top."""
    place = _PLACE[tier] + 1
    return TIERS[place].key if place < len(TIERS) else None


def below(tier: Tier) -> Tier | None:
    """To whom it is handed back; None at the bottom."""
    place = _PLACE[tier] - 1
    return TIERS[place].key if place >= 0 else None


def meeting_tier(tier: Tier) -> Tier:
    """On whose agenda a matter of this tier stands: its own, or the next above that meets."""
    return next(row.key for row in TIERS[_PLACE[tier] :] if row.meets)


def tier_of_area(kind: AreaKind) -> Tier | None:
    """The tier whose matters are those of such an area; None: it decides nothing by itself."""
    return next((row.key for row in TIERS if row.area is kind), None)


def managers_from(tier: Tier) -> frozenset[Role]:
    """The managers of a tier and of those above it."""
    return frozenset(row.role for row in TIERS[_PLACE[tier] :])
