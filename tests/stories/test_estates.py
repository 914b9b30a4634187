"""Who looks after an estate decides who is asked first, and what residents read."""

import pytest

from casework.model.places import Mode
from storage.roster import Roster
from tests.stories.test_meeting import OWNERS, parties
from tests.stories.town import ESTATE
from tests.stories.world import World

__all__ = ["parties"]


async def looked_after(world: World, mode: Mode, company: str) -> None:
    """The roster says it of 北苑小区."""
    assert world.database is not None
    estate = type(ESTATE)(code=ESTATE.code, name=ESTATE.name, company=company, phone="0432-6200-0009", mode=mode)
    await Roster(world.database).put([estate], (), ())


async def reports(world: World) -> None:
    """孙大妈 reports the sewer."""
    await world.says("孙大妈", "厨房下水返水，堵两天了")
    await world.press("孙大妈", "报上去")


@pytest.mark.parametrize(
    ("mode", "words"),
    [(Mode.SELF_MANAGED, "小区业主自管 自管组：0432-6200-0009"), (Mode.COMMITTEE, "物管会 自管组：0432-6200-0009")],
)
async def test_an_estate_without_a_company(parties: World, mode: Mode, words: str) -> None:
    """Its owners' committee is asked first, with the grid head, and takes it; the property company is not."""
    world = parties
    await looked_after(world, mode, "自管组")
    await reports(world)
    await world.sees("孙大妈", "业委会", "网格长 李姐")
    await world.sees("李姐", "1号")
    await world.sees(OWNERS, "1号", "下水道堵塞")
    await world.sees_nothing_of("王师傅", "1号 下水道堵塞")
    await world.press(OWNERS, "我来接")
    await world.sees("孙大妈", "有人接了", "业委会 冯会长")
    await world.says("孙大妈", "找人")
    await world.sees("孙大妈", words)


async def test_the_community_as_caretaker(world: World) -> None:
    """The community is asked first, with the grid head: nobody waits five minutes for a steward who is not there."""
    await looked_after(world, Mode.COMMUNITY, "")
    await reports(world)
    await world.sees("张姐", "1号", "下水道堵塞")
    await world.sees("李姐", "1号")
    await world.sees_nothing_of("王师傅", "1号 下水道堵塞")
    await world.says("孙大妈", "找人")
    await world.sees("孙大妈", "小区由社区代管：0432-6200-0009")


async def test_the_owner_unit(world: World) -> None:
    """Whoever it sends sits in the steward's post, and is asked as ever; residents read the unit's name."""
    await looked_after(world, Mode.OWNER_UNIT, "铁路局房产段")
    await reports(world)
    await world.sees("王师傅", "1号", "下水道堵塞")
    await world.says("孙大妈", "找人")
    await world.sees("孙大妈", "产权单位 铁路局房产段：0432-6200-0009")
