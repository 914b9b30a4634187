"""A danger that everybody around has read of: whoever asks about it begins no new one."""

import pytest

from tests.stories.test_danger import all_see
from tests.stories.test_danger_talk import alarms
from tests.stories.world import World


async def _fire_in_5(world: World) -> dict[str, int]:
    """A fire in building 5, told to the neighbours; how often everybody was called."""
    await world.says("孙大妈", "5号楼2单元着火了 楼道里冒黑烟")
    await world.press("孙大妈", "有，快来人")
    return await alarms(world)


@pytest.mark.parametrize(
    "said",
    [
        "5号楼着火那个 我们3号楼用下楼不",
        "5号楼着火咋回事 我家要紧不",
        "5号樓著火怎麼回事啊",
        "听说5号楼着火了 真的假的",
        "5号楼那个火灭了没",
        "群里说5号楼着火 严重不严重啊",
        "is the fire in building 5 out?",
    ],
)
async def test_whoever_asks_begins_no_new_one(world: World, said: str) -> None:
    """What is known of it and the advice; nobody is called anew, and silence calls nobody either."""
    before = await _fire_in_5(world)
    await world.says("老郑", said)
    await world.sees("老郑", "5号楼", "1号", "值班的人都叫了", "别坐电梯")
    await world.sees_nothing_of("老郑", "有人有危险吗")
    await world.forward(seconds=70)
    assert await alarms(world) == before
    await world.sees_nothing_of("老郑", "2号")


async def test_gas_at_home_is_asked_about(world: World) -> None:
    """The same of gas in the own building."""
    await world.says("孙大妈", "3号楼1单元煤气味特别大")
    await world.press("孙大妈", "有，快来人")
    before = await alarms(world)
    await world.says("老郑", "3号楼煤气味咋回事 我家要紧不")
    await world.sees("老郑", "3号楼", "1号", "值班的人都叫了", "别开灯")
    await world.forward(seconds=70)
    assert await alarms(world) == before


@pytest.mark.parametrize(
    "said", ["我这儿也有", "我家也冒烟了", "3号楼也着火了", "烟进我家了 呛死了", "here too", "我家也着火了咋办"]
)
async def test_at_home_too(world: World, said: str) -> None:
    """After the answer: it is at the own place too, and calls."""
    await _fire_in_5(world)
    await world.says("老郑", "5号楼着火那个 我们3号楼用下楼不")
    await world.says("老郑", said)
    await world.sees("老郑", "有人有危险吗")
    await world.forward(seconds=70)
    await all_see(world, "🆘 2号", "着火", "3号楼")


@pytest.mark.parametrize(
    "said",
    [
        "我们3号楼也着火了咋回事",
        "3号楼着火咋回事 快来人",
        "6号楼着火了 咋回事啊",
        "5号楼着火了 我妈在里面 用不用下楼",
        "5号楼煤气味咋回事 要紧不",
    ],
)
async def test_what_is_none_of_it_calls(world: World, said: str) -> None:
    """Another place, another kind, somebody in it: asked as always."""
    await _fire_in_5(world)
    await world.says("老郑", said)
    await world.sees("老郑", "有人有危险吗")


@pytest.mark.parametrize("said", ["不是我们楼 我就问问", "我就问问", "没有 我就打听打听", "不是我家 就是问一下"])
async def test_i_only_ask(world: World, said: str) -> None:
    """Of a danger that nobody told of: "I only ask" is a plain no to "is anyone in danger?", and nothing is left."""
    await world.says("老郑", "5号楼着火那个 我们3号楼用下楼不")
    await world.says("老郑", said)
    await world.forward(minutes=30)
    await world.sees_nothing_of("王师傅", "🆘", "老郑")
    await world.sees_nothing_of("老郑", "报上去了")


@pytest.mark.parametrize("said", ["不是我们楼 有人困在里面", "我就问问你们来不来 里面有人"])
async def test_a_question_that_is_no_no(world: World, said: str) -> None:
    """Somebody is in it."""
    await world.says("老郑", "5号楼着火了")
    await world.says("老郑", said)
    await world.sees("陈主任", "🆘 1号")
