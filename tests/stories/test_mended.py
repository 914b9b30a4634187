"""Who reported it says that it is mended: nobody further up is rung for it any more."""

import pytest

from tests.stories.test_resident_followed import reported
from tests.stories.world import World

YES = "是，好了"


async def test_mended_while_nobody_has_it(world: World) -> None:
    """ "自己通开了" before anybody took it: it ends there, and nobody is called further up."""
    await reported(world)
    await world.says("孙大妈", "自己通开了 不堵了")
    await world.press("孙大妈", YES)
    await world.sees("孙大妈", "1号到这儿就完了")
    await world.sees("王师傅", "1号 下水道堵塞 · 居民说好了", chat="staff")
    await world.forward(minutes=150)
    await world.sees_nothing_of("孙大妈", "告诉社区", "告诉街道")
    await world.sees_nothing_of("张姐", "1号没人接")
    await world.sees_nothing_of("陈主任", "1号")


async def test_mended_while_somebody_has_it(world: World) -> None:
    """Whoever has it is asked to close it, and nobody else is rung; without an answer it ends by itself."""
    await reported(world)
    await world.press("王师傅", "我来接", chat="staff")
    await world.says("孙大妈", "自己通开了 不用来了")
    await world.press("孙大妈", YES)
    await world.sees("孙大妈", "再犯了就写给我")
    await world.sees_buttons("王师傅", "办好了", on="居民说已经好了")
    await world.forward(minutes=150)
    await world.sees_nothing_of("孙大妈", "告诉社区", "告诉街道", "还没弄好")
    await world.sees_nothing_of("张姐", "1号")
    await world.forward(hours=23)
    await world.sees("王师傅", "1号 下水道堵塞 · 居民说好了", chat="staff")
    await world.sees_nothing_of("陈主任", "1号")


async def test_mended_and_closed_by_whoever_has_it(world: World) -> None:
    """The holder presses done: the resident is asked how it was, as ever."""
    await reported(world)
    await world.press("王师傅", "我来接", chat="staff")
    await world.says("孙大妈", "不堵了 修好了")
    await world.press("孙大妈", YES)
    await world.press("王师傅", "办好了", on="居民说已经好了")
    await world.press("王师傅", "已疏通")
    await world.sees("孙大妈", "1号办好了：已疏通")


async def test_mended_and_begins_again(world: World) -> None:
    """It comes back: the clock goes on from where it stood."""
    await reported(world)
    await world.press("王师傅", "我来接", chat="staff")
    await world.says("孙大妈", "不堵了 修好了")
    await world.press("孙大妈", YES)
    await world.forward(minutes=20)
    await world.says("孙大妈", "1号又堵上了")
    await world.sees("王师傅", "又堵上了")
    await world.forward(minutes=40)
    await world.sees("孙大妈", "1号到点还没弄好")


@pytest.mark.parametrize("said", ["这回好了", "不淌了 谢谢啊 大半夜的", "这回行了 都谢谢", "不漏了 谢谢大家"])
async def test_said_of_what_goes_on(world: World, said: str) -> None:
    """Said of a matter that goes on: is that its end?"""
    await reported(world)
    await world.press("王师傅", "我来接", chat="staff")
    await world.says("孙大妈", said)
    await world.sees_buttons("孙大妈", YES, on="是说1号好了吗")


async def test_gas_is_back(world: World) -> None:
    """ "又有气了" of a gas outage is its end, and nobody is ill."""
    await world.says("孙大妈", "煤气灶打不着火了 是不是停气了")
    await world.press("孙大妈", "报上去")
    await world.says("孙大妈", "又有气了")
    await world.sees_buttons("孙大妈", YES, on="是说1号好了吗")
    await world.sees_nothing_of("孙大妈", "有危险吗")


async def test_back_beside_a_draft(world: World) -> None:
    """ "来了 谢谢" while what was asked about still stands is of the outage."""
    await world.says("孙大妈", "我家停水了")
    await world.press("孙大妈", "报上去")
    await world.says("孙大妈", "来了 谢谢")
    await world.sees_buttons("孙大妈", YES, on="是说1号好了吗")


@pytest.mark.parametrize("said", ["楼道灯有人给换上了", "灯换上了", "物业来修了"])
async def test_somebody_has_mended_it(world: World, said: str) -> None:
    """It is asked whether that is the end of what is open; where nothing is, nothing is reported."""
    await world.says("孙大妈", "楼道灯不亮")
    await world.press("孙大妈", "报上去")
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "是说1号好了吗")
    await world.says("老郑", said)
    await world.sees_nothing_of("老郑", "您看看对不对")
