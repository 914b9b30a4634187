"""What residents say while something of theirs is open, and is a matter of its own."""

import pytest

from tests.stories.world import World


async def test_adverts_beside_a_lost_dog(world: World) -> None:
    """ "物业群里老发广告 能不能管管" is no word on a lost dog that waits."""
    await world.says("孙大妈", "我家狗丢了 黄色的小土狗 有看着的没")
    await world.press("孙大妈", "报上去")
    await world.forward(minutes=30)
    await world.says("孙大妈", "物业群里老发广告 能不能管管")
    await world.sees_nothing_of("孙大妈", "补到1号")
    await world.sees("孙大妈", "您看看对不对", "物业服务")


SHAFT = "管道井冒水了 一层楼道全是水"


@pytest.mark.parametrize("said", ["我说的是8号楼管道井漏水 跟我妈那事没关系", "8号楼管道井漏水 是另一个事"])
async def test_a_leak_beside_a_fall(world: World, said: str) -> None:
    """A shaft that leaks is no word on a fall that was over, and no private matter: everybody who mends it reads it."""
    await world.says("孙大妈", "我妈在5号楼 刚打电话说摔了一跤 动不了 我在外地")
    await world.says("孙大妈", "她接不了电话了 门锁着 5号楼2单元501")
    await world.says("孙大妈", "120到了 我妈让邻居扶起来了 送医院了")
    await world.forward(minutes=20)
    before = (await world.phone("孙大妈"))[-1]
    await world.says("孙大妈", SHAFT)
    await world.sees("孙大妈", "您看看对不对", "漏水", since=before)
    before = (await world.phone("孙大妈"))[-1]
    await world.says("孙大妈", said)
    await world.sees_nothing_of("孙大妈", "只让社区")
    await world.press("孙大妈", "报上去")
    await world.sees("王师傅", "2号", "漏水", chat="staff")


async def test_a_cover_at_the_crossing(world: World) -> None:
    """A cover that is gone at the crossing is not at one's own building."""
    await world.says("孙大妈", "路口那个井盖没了 我车差点掉进去")
    await world.sees("孙大妈", "您看看对不对", "北苑小区")
    await world.sees_nothing_of("孙大妈", "3号楼")
