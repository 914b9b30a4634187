"""What somebody says of an outage that a neighbour reported, and of water and power that come back wrong."""

import pytest

from tests.stories.test_danger import all_see
from tests.stories.world import World


async def _off(world: World, what: str = "停电") -> None:
    """Her neighbour has it too, and somebody is at it."""
    await world.says("孙大妈", f"3号楼{what}了")
    await world.press("孙大妈", "报上去")
    await world.press("老郑", "我家也是", chat="residents")
    await world.press("王师傅", "我来接")


@pytest.mark.parametrize(
    "said", ["家里有老人用制氧机 啥时候来电", "啥时候来电啊 家里有制氧机的老人", "我妈用呼吸机呢 几点能来电"]
)
async def test_an_oxygen_machine_at_a_neighbours(world: World, said: str) -> None:
    """Whoever has the outage reads it at once, and it is asked whether anybody is in danger."""
    await _off(world)
    await world.says("老郑", said)
    await world.sees("王师傅", said)
    await world.sees("老郑", "有人有危险吗")
    await world.says("老郑", "有 憋得慌")
    await all_see(world, "🆘", said)


async def test_nobody_is_in_danger_at_the_neighbours(world: World) -> None:
    """A no ends it: the words are where they belong, and nothing is asked again or filed."""
    await _off(world)
    await world.says("老郑", "家里有老人用制氧机 啥时候来电")
    await world.says("老郑", "没有")
    await world.forward(minutes=15)
    await world.sees_nothing_of("老郑", "2号", "还没报上去", "是这件吗")
    await world.sees_nothing_of("张姐", "🆘")


@pytest.mark.parametrize("said", ["我家还没来电呢", "别的都来电了就我家没来", "来电了 灯一闪一闪的", "还是没电 就我家"])
async def test_still_dark_at_the_neighbours(world: World, said: str) -> None:
    """It is said to be mended, and one home is dark still: whoever is asked to close it reads that."""
    await _off(world)
    await world.says("孙大妈", "来电了")
    await world.press("孙大妈", "是，好了")
    await world.says("老郑", said)
    await world.sees("王师傅", said)
    await world.sees("老郑", "转给王师傅了")


@pytest.mark.parametrize("said", ["来电了", "啥时候来电啊", "楼道扫得挺干净"])
async def test_what_tells_nothing_of_it_reaches_nobody(world: World, said: str) -> None:
    """That it is back, a question, other talk: nobody who works on it reads that."""
    await _off(world)
    await world.says("老郑", said)
    await world.sees_nothing_of("王师傅", said)


@pytest.mark.parametrize(
    "said", ["来水了 黄的 能喝不", "水来了 有股味", "来水了 水小得可怜", "水来了 就是一会儿有一会儿没"]
)
async def test_the_water_is_back_and_wrong(world: World, said: str) -> None:
    """Brown water is a new fault and a question: it goes to whoever has the matter, and is no end of it."""
    await world.says("孙大妈", "3号楼停水了")
    await world.press("孙大妈", "报上去")
    await world.press("李姐", "我来接")
    await world.says("孙大妈", said)
    await world.sees("李姐", said)
    await world.sees_nothing_of("孙大妈", "是说1号好了吗")


@pytest.mark.parametrize("said", ["来水了", "水来了 谢谢啊"])
async def test_the_water_is_back(world: World, said: str) -> None:
    """Nothing else said: is it mended?"""
    await world.says("孙大妈", "3号楼停水了")
    await world.press("孙大妈", "报上去")
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "1号好了吗")


@pytest.mark.parametrize("said", ["我家也停了", "俺家也没水", "我家也是"])
async def test_an_answer_to_the_notice_is_its_button(world: World, said: str) -> None:
    """ "我家也停了" in answer to the notice counts, though the bot reads nothing else there."""
    await world.says("孙大妈", "3号楼停水了")
    await world.press("孙大妈", "报上去")
    await world.says("老郑", said, chat="residents", answering="停水")
    await world.sees("孙大妈", "1 位邻居说", chat="residents")
    await world.says("老郑", said, chat="residents", answering="停水")
    await world.sees_nothing_of("孙大妈", "2 位邻居说", chat="residents")


@pytest.mark.parametrize("said", ["我家没停", "啥时候来水", "哈哈"])
async def test_another_answer_to_the_notice_counts_nothing(world: World, said: str) -> None:
    """Whoever has water, asks, or laughs is no home that has it too."""
    await world.says("孙大妈", "3号楼停水了")
    await world.press("孙大妈", "报上去")
    await world.says("老郑", said, chat="residents", answering="停水")
    await world.sees_nothing_of("孙大妈", "位邻居说", chat="residents")


@pytest.mark.parametrize("said", ["我家跳闸了 推不上去", "就我家没电，别人家都亮着", "家里保险丝断了 一点电没有"])
async def test_the_fuse_of_one_home_is_no_outage(world: World, said: str) -> None:
    """Whoever has it reads it; the neighbours are not told of an outage that they have not, nor asked about it."""
    await world.says("孙大妈", said)
    await world.press("孙大妈", "报上去")
    await world.sees("王师傅", "1号 家里没电", said)
    await world.says("老郑", "停电了 楼道也黑了")
    await world.press("老郑", "报上去")
    await world.sees("老郑", "3号楼 停电（2号）", chat="residents")
    await world.sees_nothing_of("老郑", "家里没电", "1号", chat="residents")
