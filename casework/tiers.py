"""Who decides 三议, from below: one ordered table. What a tier is called, who its manager is, who may decide there and
above, and which rung of the ladder reaches it stands here and nowhere else (around-an-issue.md §8).
"""

from collections.abc import Iterable, Sequence
from typing import Literal

from casework.frozen import frozen
from casework.model.issues import Issue, Tier
from casework.model.people import Post, Role
from casework.model.places import Area, AreaKind
from casework.ports import Work


@frozen(kw_only=True)
class TierRow:
    """A tier: the kind of area whose matter it is, its manager, its decision 三议, the rung that reaches it, and
    how often it holds a joint meeting 联席会议, if it does. `optional`: a place has it where somebody sits in its
    manager's post; elsewhere nothing of it shows."""

    key: Tier
    area: AreaKind
    role: Role
    decision: str
    rung: int
    meets: Literal["", "weekly", "monthly"]
    optional: bool = False


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
    TierRow(
        key=Tier.DISTRICT,
        area=AreaKind.DISTRICT,
        role=Role.DISTRICT_MANAGER,
        decision="街道办不了的区县议",
        rung=4,
        meets="monthly",
        optional=True,
    ),
    TierRow(
        key=Tier.CITY,
        area=AreaKind.CITY,
        role=Role.CITY_MANAGER,
        decision="区县办不了的市里议",
        rung=4,
        meets="monthly",
        optional=True,
    ),
)
"""From below."""

_PLACE = {row.key: place for place, row in enumerate(TIERS)}
OPTIONAL_ROLES = frozenset(row.role for row in TIERS if row.optional)
OPTIONAL_AREAS = frozenset(row.area for row in TIERS if row.optional)
"""Kinds of area above the subdistrict."""


def tier_row(tier: Tier) -> TierRow:
    """Its row."""
    return TIERS[_PLACE[tier]]


def tiers_of(seats: Iterable[Post]) -> list[TierRow]:
    """The tiers of a place that has these posts, from below."""
    there = {post.role for post in seats if post.person_id is not None}
    return [row for row in TIERS if not row.optional or row.role in there]


async def communities_of(area_id: int, work: Work) -> list[Area]:
    """The communities that lie in an area, however far above them it is; a community lies in itself."""
    return [one for one in await work.areas_of_kind(AreaKind.COMMUNITY) if area_id in one.line]


async def areas_down_to_communities(area_id: int, work: Work) -> list[Area]:
    """What lies in an area and decides something itself, from above: subdistricts and communities below a district."""
    kinds = [row.area for row in reversed(TIERS) if row.meets]
    return [one for kind in kinds for one in await work.areas_of_kind(kind) if area_id in one.line]


async def tiers_at(line: Sequence[int], work: Work) -> list[TierRow]:
    """The tiers of a place."""
    return tiers_of(await work.posts_for(line, None, OPTIONAL_ROLES))


def above(tier: Tier, tiers: Iterable[TierRow]) -> Tier | None:
    """To whom it is handed up; None at the top."""
    return next((row.key for row in tiers if _PLACE[row.key] > _PLACE[tier]), None)


def goes_up_to(tier: Tier, hands: Iterable[Role | None], tiers: Iterable[TierRow]) -> Tier | None:
    """To whom it is handed up: above the tier that decides it, and above those in whose hands it is: no manager hands
    anything to himself, or to those below him. None at the top."""
    own = [row.key for row in TIERS if row.role in hands]
    return above(max((tier, *own), key=_PLACE.__getitem__), tiers)


def below(tier: Tier, tiers: Iterable[TierRow]) -> Tier | None:
    """To whom it is handed back; None at the bottom."""
    lower = [row.key for row in tiers if _PLACE[row.key] < _PLACE[tier]]
    return lower[-1] if lower else None


def meeting_tier(tier: Tier) -> Tier:
    """On whose agenda a matter of this tier stands: its own, or the next above that meets."""
    return next(row.key for row in TIERS[_PLACE[tier] :] if row.meets)


def tier_of_area(kind: AreaKind) -> Tier | None:
    """The tier whose matters are those of such an area; None: it decides nothing by itself."""
    return next((row.key for row in TIERS if row.area is kind), None)


def area_of_role(role: Role) -> AreaKind | None:
    """The kind of area that such a manager looks after; None: it is no manager's role."""
    return next((row.area for row in TIERS if row.role is role), None)


def managers_from(tier: Tier) -> frozenset[Role]:
    """The managers of a tier and of those above it."""
    return frozenset(row.role for row in TIERS[_PLACE[tier] :])


def receivers(issue: Issue) -> frozenset[Role]:
    """Who may accept what was handed up: the managers of that tier and of those above it."""
    return managers_from(issue.handed_to) if issue.handed_to is not None else frozenset()


ABOVE_COMMUNITY = managers_from(Tier.SUBDISTRICT) | {Role.SUPERVISOR}
"""Whose posts look after more than one community."""
