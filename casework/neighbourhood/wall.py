"""The echo wall 回音壁: what anybody at all may read of a matter (walls-and-figures.md §1, wording.md §9).

Nobody is to be found out by it. A matter of a household's own life is told by its kind and what came of it, in words
that were made for everybody; what people wrote is read only where the place is everybody's, and masked.
"""

from casework.categories import CATEGORIES, category
from casework.model.issues import Issue, State
from casework.model.places import HOUSES, Area, AreaKind, Estate
from casework.ports import Work
from casework.words.masking import Masked, mask_people, masked

FEW_HOMES = 10
"""Whoever lives among fewer is known by his house: such a place does not stand by itself."""
OF_A_PERSON = ("injury", "epidemic", "theft")
"""Kinds that say something of somebody by themselves."""
KEPT_OFF: frozenset[str] = frozenset(
    {key for key, one in CATEGORIES.items() if one.private or one.onward} | set(OF_A_PERSON)
)
"""Kinds of which the wall says nothing, nor counts them."""
SHARED: frozenset[str] = frozenset(key for key, one in CATEGORIES.items() if one.shared_place) - KEPT_OFF
OVER_WITH_WORD = (State.RESOLVED, State.CLOSED, State.PROMISED, State.REJECTED)
"""There is something to tell of every kind. What is still under way is told of shared places only: that somebody has
lost a key, or is not at home till four, is nobody's business."""
UNDER_WAY = (State.REPORTED, State.ACCEPTED, State.DISPATCHED, State.IN_PROGRESS, State.WAITING)


def stands_alone(kind: AreaKind, households: int) -> bool:
    """Whether a place has a page, and is named. Of a building it has to be known that enough people live there;
    of its units none is."""
    if kind in HOUSES:
        return kind is AreaKind.BUILDING and households >= FEW_HOMES
    return not 0 < households < FEW_HOMES


def told_to_all(issue: Issue) -> bool:
    """Whether anybody may read of it at all."""
    return not issue.private and issue.category not in KEPT_OFF


async def named_of(issue: Issue, work: Work) -> tuple[list[Area], Estate | None]:
    """What of a matter's place anybody may read: the areas on its line that stand by themselves, and its estate."""
    areas = [await work.area(one) for one in issue.line]
    estate = await work.estate(issue.estate_id) if issue.estate_id is not None else None
    return [one for one in areas if stands_alone(one.kind, one.households)], estate


def readable(key: str, words: str, made_for_all: str | None = None) -> Masked:
    """What anybody may read of somebody's words: `made_for_all`, his own only about a place of everybody's. No
    neighbour is named in either, as in the ledger's file: not who said it, nor whose it is."""
    if not made_for_all and not (category(key).shared_place and key not in KEPT_OFF):
        return masked("")
    return masked(mask_people(made_for_all or words))
