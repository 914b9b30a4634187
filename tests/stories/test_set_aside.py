"""Two things told one after the other, and one of them dropped: the bot says which, and asks of the other."""

import pytest

from tests.stories.test_danger import CALLED
from tests.stories.world import World

GAS, BEATEN, LAMP = "厨房煤气味特别大", "我老公打我", "3号楼楼道灯坏了"


@pytest.mark.parametrize("said", ["不报了", "算了 不报了"])
async def test_dropping_a_beating_asks_of_the_gas(world: World, said: str) -> None:
    """Gas, then a beating that she does not want told: nobody was told of it, and the gas is asked about at once; a
    plain no to it, and nothing rings."""
    await world.says("孙大妈", GAS)
    await world.says("孙大妈", BEATEN)
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "谁也没告诉", "前面说的那件还等着")
    assert "叫所有值班的人" in (await world.phone("孙大妈"))[-1]["text"]
    await world.says("孙大妈", "没有")
    await world.forward(seconds=130)
    for one in CALLED:
        await world.sees_nothing_of(one, "🆘")


async def test_the_gas_still_rings_without_an_answer(world: World) -> None:
    """The same, and no answer: the gas rings a minute after it was told, and nobody reads of the beating."""
    await world.says("孙大妈", GAS)
    await world.says("孙大妈", BEATEN)
    await world.says("孙大妈", "不报了")
    await world.forward(seconds=61)
    await world.sees("王师傅", "🆘 1号", GAS)
    await world.forward(minutes=12)
    await world.sees_nothing_of("张姐", BEATEN)
    await world.sees_nothing_of("孙大妈", "2号")


async def test_dropping_a_fall_asks_of_the_lamp(world: World) -> None:
    """A lamp, then somebody who fainted, dropped: it says which was not reported and shows the lamp; "no" again, and
    that is not reported either."""
    await world.says("孙大妈", LAMP)
    await world.says("孙大妈", "我老伴晕倒了")
    await world.says("孙大妈", "不报了")
    await world.sees("孙大妈", "没报", "晕倒", "还等着")
    await world.sees_buttons("孙大妈", "报上去", on=LAMP)
    await world.says("孙大妈", "这个也不报了")
    await world.forward(minutes=20)
    await world.sees_nothing_of("王师傅", "1号")


async def test_dropped_by_a_press(world: World) -> None:
    """The same by the button under the newer card."""
    await world.says("孙大妈", "厨房煤气味特别大")
    await world.says("孙大妈", "我不想活了")
    await world.says("孙大妈", "别告诉别人 我不报了")
    await world.sees("孙大妈", "前面说的那件还等着")
    await world.press("孙大妈", "有，快来人")
    await world.sees("王师傅", "🆘 1号", GAS)
