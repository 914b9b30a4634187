"""Couriers and passers-by report without a home 随手拍: the place is asked each time."""

from tests.stories.world import World


async def test_a_courier_is_asked_for_the_place_each_time(world: World) -> None:
    """He says that he does not live here: what he photographed is reported from where it is, and the next time nobody
    asks where he lives; a place in the words is enough."""
    await world.starts("小周")
    await world.press("小周", "同意")
    await world.press("小周", "我不住这儿")
    await world.sees("小周", "每次问您在哪儿")
    await world.sends("小周", photo={"size": 1}, caption="楼道灯不亮")
    await world.sees("小周", "是哪栋楼")
    await world.press("小周", "3号楼")
    await world.press("小周", "报上去")
    await world.sees("小周", "报上去了，1号")
    await world.sees("李姐", "1号 楼道灯不亮", "北苑小区3号楼", chat="staff")
    await world.says("小周", "单元门坏了")
    await world.sees("小周", "是哪栋楼")
    await world.press("小周", "5号楼")
    await world.press("小周", "报上去")
    await world.sees("李姐", "2号 单元门", "北苑小区5号楼", chat="staff")
    await world.says("小周", "6号楼门口井盖坏了")
    await world.sees("小周", "您看看对不对", "北苑小区6号楼")
