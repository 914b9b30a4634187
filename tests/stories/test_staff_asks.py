"""A question of somebody who holds a post is answered with what stands, and is no danger and no word on one."""

import pytest

from tests.stories.test_danger import CALLED
from tests.stories.world import World

GAS = "厨房煤气味特别大"
ASKED = ["现在哪儿着火了？", "谁没干活", "那个煤气的咋样了", "还有谁没去", "哪栋楼煤气漏了", "今天还有几件没办"]


@pytest.mark.parametrize("asked", ASKED)
async def test_a_question_in_the_middle_of_a_danger(world: World, asked: str) -> None:
    """The manager asks while people are called: she reads what stands, and nobody hears anything."""
    await world.says("孙大妈", GAS)
    await world.press("孙大妈", "有，快来人")
    before = {one: len(await world.phone(one)) for one in CALLED if one != "张姐"}
    mine = len(await world.phone("张姐"))
    await world.says("张姐", asked)
    assert {one: len(await world.phone(one)) for one in before} == before
    assert any(
        "1号" in one.get("text", "") or "煤气" in one.get("text", "") for one in (await world.phone("张姐"))[mine + 1 :]
    )
    await world.sees_nothing_of("张姐", "有人有危险吗")


@pytest.mark.parametrize("asked", ["现在哪儿着火了？", "哪儿着火了", "谁家煤气漏了"])
async def test_a_question_about_nothing_that_stands(world: World, asked: str) -> None:
    """Nothing of it is known: said so, with what to do; nobody is called, a minute later neither."""
    await world.says("张姐", asked)
    await world.sees("张姐", "您这片儿没有")
    await world.forward(seconds=70)
    for one in CALLED:
        await world.sees_nothing_of(one, "🆘")


@pytest.mark.parametrize("cry", ["5号楼着火了，咋办", "我家着火了", "这儿煤气漏了 谁快来", "着火了！"])
async def test_a_cry_of_staff_is_a_danger(world: World, cry: str) -> None:
    """News of a danger by the same manager rings."""
    await world.says("张姐", cry)
    await world.sees("张姐", "有人有危险吗")


async def test_the_head_asks_what_stands(world: World) -> None:
    """A head asks of the lamp, and reads its card."""
    await world.says("孙大妈", "3号楼楼道灯坏了")
    await world.press("孙大妈", "报上去")
    await world.says("李姐", "楼道灯那个咋样了")
    assert "1号" in (await world.phone("李姐"))[-1]["text"]
