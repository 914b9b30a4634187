"""How often people were asked lately, in both databases."""

from datetime import timedelta

from tests.casework.neighbourhood import PEOPLE, TEN
from tests.storage.town import Town


async def test_asked_and_acted_on(town: Town) -> None:
    """Pings of what was reported in the last week, those that were answered by taking it, and what an unpaid neighbour
    got in a day; of an area where nothing was reported, and of weeks ago, nothing."""
    issues = [await town.report(at=TEN + timedelta(minutes=one)) for one in range(4)]
    work = town.work()
    area = await work.area(issues[0].line[-1])
    elsewhere = [one for one in await work.find_areas(area.id) if one.id not in issues[0].line]
    pinged = [one for issue in issues for one in (await work.issue(issue.id)).pings]
    found = await work.asked_lately([area], TEN + timedelta(hours=1))
    assert (found.acted_on.part, found.acted_on.whole) == (0, len(pinged))
    heads = [one for one in pinged if one.person_id == PEOPLE["building_head"]]
    assert (found.most, found.above) == (len(heads), 1 if len(heads) > 3 else 0)
    often = await work.unpaid_asked([PEOPLE["building_head"], PEOPLE["grid_head"]], TEN)
    assert often == ({PEOPLE["building_head"]: len(heads)} if heads else {})  # a grid head is paid for it
    assert await work.unpaid_asked([PEOPLE["building_head"]], TEN + timedelta(hours=1)) == {}
    assert (await work.asked_lately(elsewhere, TEN + timedelta(hours=1))).acted_on.whole == 0
    assert (await work.asked_lately([area], TEN + timedelta(days=9))).acted_on.whole == 0
