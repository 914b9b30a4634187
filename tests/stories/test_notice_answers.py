"""What neighbours answer to a notice in their group, and what is of one home only."""

import pytest

from tests.stories.world import World


@pytest.mark.parametrize(
    "said", ["咋回事 真漏了?", "什么情况啊这是", "严重不 用不用下楼", "真的假的啊", "现在没事了吧"]
)
async def test_what_is_it_of_a_danger(world: World, said: str) -> None:
    """In answer to the notice of a gas leak: what that says now."""
    await world.says("孙大妈", "3号楼2单元楼道有煤气味 老大了")
    await world.says("孙大妈", "有 202")
    await world.press("王师傅", "我到场了")
    since = (await world.phone("老郑", chat="residents"))[-1]
    await world.says("老郑", said, chat="residents", answering="3号楼")
    await world.sees("老郑", "3号楼", chat="residents", since=since)


@pytest.mark.parametrize("said", ["我家没停电啊 有电", "我们单元有电", "没停啊 我家好好的", "俺家不停 灯亮着呢"])
async def test_it_is_not_so_here(world: World, said: str) -> None:
    """In answer to the notice of an outage: thanks, kept for the staff, and nobody is counted."""
    await world.says("孙大妈", "3号楼停电了")
    await world.press("孙大妈", "报上去")
    await world.press("王师傅", "我来接")
    await world.says("老郑", said, chat="residents", answering="停电")
    await world.sees("老郑", "谢谢", "记下了", chat="residents")
    await world.sees("王师傅", said)
    await world.sees_nothing_of("老郑", "1 位邻居说", chat="residents")


@pytest.mark.parametrize("said", ["我家没电", "我家也没电了", "有电了吗", "哪个单元有电啊"])
async def test_it_is_so_here(world: World, said: str) -> None:
    """Look-alikes are none."""
    await world.says("孙大妈", "3号楼停电了")
    await world.press("孙大妈", "报上去")
    await world.press("王师傅", "我来接")
    await world.says("老郑", said, chat="residents", answering="停电")
    await world.sees_nothing_of("老郑", "谢谢", chat="residents")


@pytest.mark.parametrize("said", ["没事了 不冒了 就是全屋没电了", "不冒了 我拉了闸 现在家里没电"])
async def test_who_pulled_his_own_fuse(world: World, said: str) -> None:
    """It is of one home: the neighbours read no notice of an outage."""
    await world.says("孙大妈", "闻着有烧焦味 插座那冒火星了 我把闸拉了")
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "家里没电", "您看看对不对")
    await world.press("孙大妈", "报上去")
    await world.sees_nothing_of("老郑", "停电", "没电", chat="residents")


@pytest.mark.parametrize("said", ["嗯 也是这个", "对 我家也是这件"])
async def test_who_joins_is_told_the_hour(world: World, said: str) -> None:
    """The hour was told to the others: whoever joins reads it at once."""
    await world.says("孙大妈", "3号楼停水了")
    await world.press("孙大妈", "报上去")
    await world.says("老郑", "没水了咋做饭啊 啥时候来")
    await world.says("李姐", "下午四点过去", chat="staff", answering="1号")
    await world.press("李姐", "16:00", chat="staff")
    await world.says("老郑", said)
    await world.sees("老郑", "记上了，1号", "16:00")


async def test_the_lamp_of_another_building(world: World) -> None:
    """Who lives elsewhere is not counted: he reads privately whose it is, and what he wrote may be reported for his
    own building."""
    await world.says("孙大妈", "3号楼二单元楼道灯不亮了")
    await world.press("孙大妈", "报上去")
    assert "No. 1 is of 3号楼" in await world.press("Emma", "我家也是", chat="residents")
    await world.says("Emma", "我家也是 三楼灯早就不亮了", chat="residents", answering="楼道灯")
    await world.sees("Emma", "No. 1 is of 3号楼", "5号楼")
    await world.sees_buttons("Emma", "Report it", on="三楼灯早就不亮了")
    await world.sees_nothing_of("老郑", "位邻居说", chat="residents")
    await world.press("老郑", "我家也是", chat="residents")
    await world.sees("老郑", "1 位邻居说", chat="residents")
