"""The place of a matter is corrected by those who have it or decide there."""

import pytest

from tests.stories.test_resident_followed import accepted, reported
from tests.stories.world import World


@pytest.mark.parametrize("said", ["1号是北苑小区5号楼", "1号地方不对，是5号楼", "1号不在3号楼，在5号楼"])
async def test_corrected_in_words(world: World, said: str) -> None:
    """ "1号是北苑小区5号楼" of whoever has it is shown back and moves it by one press: cards say so, its reporter
    reads by whom, and can say that it is wrong."""
    await accepted(world)
    await world.says("王师傅", said)
    await world.sees("王师傅", "1号改成在北苑小区5号楼，对吗")
    await world.press("王师傅", "对，就在那儿")
    await world.sees("李姐", "📍 北苑小区5号楼", chat="staff")
    await world.sees("孙大妈", "1号：物业 王师傅把地方改成北苑小区5号楼了", "要是不对")
    await world.says("王师傅", "1号咋样了")
    await world.sees("王师傅", "📍 北苑小区5号楼")


async def test_corrected_by_a_button(world: World) -> None:
    """ "Wrong place" under "more": what is no place is asked for once more, a typed yes moves it."""
    await accepted(world)
    for label in ("更多", "还有…", "还有…", "地方不对"):
        await world.press("王师傅", label, on="1号")
    await world.says("王师傅", "在那边")
    await world.sees("王师傅", "没找着这个地方", "1号到底在哪儿")
    await world.says("王师傅", "5号楼")
    await world.says("王师傅", "是")
    await world.sees("孙大妈", "把地方改成北苑小区5号楼了")


async def test_those_of_the_new_place_are_asked(world: World) -> None:
    """What nobody has yet asks those who are on duty at the right place; those of the wrong one need not go."""
    await reported(world)
    await world.says("李姐", "1号是6号楼的")
    await world.press("李姐", "对，就在那儿")
    await world.sees_buttons("郑大哥", "我来接", on="1号")
    await world.sees("赵姨", "地方改了，在北苑小区6号楼", "不用再赶过去了")


async def test_what_somebody_has_stays_with_him(world: World) -> None:
    """What a grid head has stays with her, though it is another's place: who is on duty there is told."""
    await reported(world)
    await world.press("李姐", "我来接", on="1号")
    await world.says("李姐", "1号是6号楼的")
    await world.press("李姐", "对，就在那儿")
    await world.sees("郑大哥", "1号", "地方改成北苑小区6号楼")
    await world.sees("李姐", "谁办：网格长 李姐", "北苑小区6号楼")


async def test_a_danger_goes_there_at_once(world: World) -> None:
    """In danger whoever is at the scene says where it is, and those of that place are called without a question."""
    await world.says("孙大妈", "家里有煤气味")
    await world.forward(seconds=70)
    await world.press("王师傅", "我到场了", on="1号")
    await world.says("王师傅", "1号不是3号楼，是6号楼")
    await world.sees("郑大哥", "🆘 1号", "6号楼")
    await world.sees("陈主任", "地方改成北苑小区6号楼")


async def test_another_building_that_is_only_named(world: World) -> None:
    """Words that name another building and correct nothing move nothing; nor do those of whoever may not."""
    await accepted(world)
    await world.says("王师傅", "1号从5号楼借的泵，下午弄")
    await world.says("王师傅", "1号5号楼也堵了")
    await world.says("赵姨", "1号是5号楼的")
    await world.sees_nothing_of("王师傅", "改成在")
    await world.sees_nothing_of("赵姨", "改成在")
