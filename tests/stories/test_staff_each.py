"""Several matters in one breath, an hour at which somebody comes, and whom he will ask: taken by whoever says so."""

import pytest

from tests.stories.test_resident_followed import reported
from tests.stories.world import World


@pytest.mark.parametrize("said", ["1号2号我都接了 今晚六点前换完", "1号2号我接", "1号、2号都归我"])
async def test_two_numbers_side_by_side(world: World, said: str) -> None:
    """Both are his."""
    await world.hears_all()
    await reported(world, "楼道灯不亮了")
    await reported(world, "单元门关不上了", "老郑")
    await world.says("王师傅", said, chat="staff")
    for who, number in (("孙大妈", "1号"), ("老郑", "2号")):
        if not any(f"{number}有人接了" in str(one.get("text")) for one in await world.phone(who)):
            await world.press("王师傅", "我来接", chat="staff", on=f"{number}")
        await world.sees(who, f"{number}有人接了", "王师傅")


@pytest.mark.parametrize("said", ["行 我十一点到", "完事十一点过去", "半小时到"])
async def test_when_he_comes_to_the_only_one(world: World, said: str) -> None:
    """It is offered to be taken, by that hour."""
    await world.hears_all()
    await reported(world, "厨房下水返水了")
    await world.says("王师傅", said, chat="staff")
    await world.press("王师傅", "我来接", chat="staff", on="1号")
    await world.sees("孙大妈", "1号有人接了", "王师傅")


@pytest.mark.parametrize("said", ["快递三点到", "我十点到单位", "开会两点到", "行 我中午到家"])
async def test_other_hours(world: World, said: str) -> None:
    """They are talk."""
    await world.hears_all()
    await reported(world, "厨房下水返水了")
    await world.says("王师傅", said, chat="staff")
    await world.sees_nothing_of("王师傅", "记下了", "要您来接吗", chat="staff")


@pytest.mark.parametrize("said", ["我接了吧 我找城管", "我接了 我联系城管"])
async def test_whom_he_will_ask(world: World, said: str) -> None:
    """He has it; nobody is asked to whom it should go."""
    await world.hears_all()
    await reported(world, "小区门口烧烤摊占道")
    await world.says("李姐", said, chat="staff")
    await world.sees("孙大妈", "1号有人接了", "李姐")
    await world.sees_nothing_of("李姐", "该归谁", chat="staff")


async def test_what_he_will_put_on_is_not_done(world: World) -> None:
    """ "锁我那有备用的 我给换上" is to come."""
    await world.hears_all()
    await reported(world, "单元门锁坏了进不去")
    await world.press("王师傅", "我来接", chat="staff")
    await world.says("王师傅", "锁我那有备用的 我给换上", chat="staff")
    await world.sees_nothing_of("王师傅", "办好了吗", chat="staff")


@pytest.mark.parametrize("said", ["1号大妈家我通完了 这回连主管都捅了", "1号那个我拿棍捅了半天 通了"])
async def test_rodding_a_drain_is_no_beating(world: World, said: str) -> None:
    """It is done, by whoever has it, and nobody is called."""
    await world.hears_all()
    await reported(world, "厨房下水返水了")
    await world.press("王师傅", "我来接", chat="staff")
    await world.says("王师傅", said, chat="staff")
    await world.sees("王师傅", "1号办好了吗", chat="staff")
    await world.sees_nothing_of("张姐", "🆘")
