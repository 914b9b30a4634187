"""What a resident says of a neighbour who reports, or of what one reported, is no word on a matter of his own."""

from tests.stories.test_forgotten import stored
from tests.stories.test_resident_followed import reported
from tests.stories.world import World


async def standing(world: World) -> None:
    """No. 1 is Zheng's manhole, and Wang has it; No. 2 is Sun's lamp."""
    await reported(world, "3号楼前面井盖没了", "老郑")
    await world.press("王师傅", "我来接", chat="staff")
    await reported(world, "3号楼楼道灯不亮了")


async def test_what_a_neighbour_reported(world: World) -> None:
    """ "孙大妈报的楼道灯我家那层也不亮" right after news of his manhole: the lamp's, and no name goes along."""
    await standing(world)
    await world.says("老郑", "孙大妈报的楼道灯我家那层也不亮")
    await world.press("老郑", "就是这件，我家也是")
    for staff in ("王师傅", "李姐", "赵姨", "张姐"):
        await world.sees_nothing_of(staff, "孙大妈", "那层也不亮")
    await world.sees_nothing_of("王师傅", "孙大妈", "那层也不亮", chat="staff")


async def test_gossip_of_who_reports(world: World) -> None:
    """ "老孙太太天天报事儿，闲的": passed on to nobody, filed nowhere, not kept."""
    await standing(world)
    await world.says("老郑", "老孙太太天天报事儿，闲的")
    await world.sees("老郑", "不往外传")
    await world.sees_nothing_of("王师傅", "闲的")
    await world.sees_nothing_of("王师傅", "闲的", chat="staff")
    await world.forward(minutes=11)
    await world.sees_nothing_of("老郑", "3号 ")
    assert "闲的" not in await stored(world)
