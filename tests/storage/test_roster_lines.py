"""An area that comes to lie elsewhere takes along what is kept of it."""

from casework.model.places import AreaKind
from storage.roster import AreaEntry, Roster
from tests.casework.neighbourhood import TEN
from tests.storage.town import Town


async def test_a_district_above_finds_what_was_filed_before(town: Town) -> None:
    """What is under way lies in the district too; a roster that changes no place leaves it alone."""
    issue = await town.report()
    district = AreaEntry(code="cy", kind=AreaKind.DISTRICT, name="船营区")
    there = AreaEntry(code="bj", kind=AreaKind.SUBDISTRICT, name="北极街道", parent="cy")
    await Roster(town.database).put((), [district, there], ())
    work = town.work()
    above = await work.area_by_code("cy")
    assert above is not None
    assert [one.id for one in await work.standing_in([above.id], 10)] == [issue.id]
    assert (await work.issue(issue.id)).line == (*issue.line, above.id)
    await Roster(town.database).put((), (), ())
    assert (await town.work().issue(issue.id)).line == (*issue.line, above.id)
    assert issue.t0 == TEN
