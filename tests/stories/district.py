"""A district above the town's subdistrict."""

from casework.model.people import Rank, Role
from casework.model.places import AreaKind
from storage.roster import AreaEntry, PostEntry, Roster
from tests.stories.world import World

DISTRICT = "周科长"


async def put_district(world: World) -> None:
    """A roster with 船营区 above 北极街道, and a post there that nobody has claimed."""
    assert world.database is not None
    areas = [
        AreaEntry(code="cy", kind=AreaKind.DISTRICT, name="船营区"),
        AreaEntry(code="bj", kind=AreaKind.SUBDISTRICT, name="北极街道", parent="cy"),
    ]
    post = PostEntry(code="p-zhou", role=Role.DISTRICT_MANAGER, rank=Rank.PRIMARY, name=DISTRICT, area="cy")
    await Roster(world.database).put((), areas, [post])
