"""A building of which two estates have the number burns: those of both are called and read both names; and words about
another building move no fire."""

import pytest

from tests.stories.test_places import second_estate
from tests.stories.world import World, told

EITHER = "3号楼（北苑小区或北苑东园）"
FIRES = [
    "3号楼着火了，快",
    "3号楼冒大烟了着火了",
    "快去3号楼，着火了",
    "3号楼二楼着火了，火挺大",
    "有人打电话说3号楼着火了",
    "3号楼楼道着火了快点",
]
ASIDES = [
    "5号楼那张海报贴歪了",
    "5号楼楼下的车挪一下",
    "5号楼那边先别管",
    "5号楼2单元的老人我去看看",
    "5号楼的人也看见烟了",
    "5号楼门口的条幅今天得摘了",
    "5号楼那个网格员电话多少",
]
CORRECTIONS = {
    "不对，是5号楼": "北苑小区5号楼",
    "说错了，5号楼着火": "北苑小区5号楼",
    "是北苑东园": "北苑东园3号楼",
    "北苑东园的": "北苑东园3号楼",
    "北苑小区3号楼": "北苑小区3号楼",
    "5号楼": "北苑小区5号楼",
}


@pytest.fixture
async def two(world: World) -> World:
    """北苑东园 has a 3号楼 too, of another grid."""
    await second_estate(world)
    return world


@pytest.mark.parametrize("said", FIRES)
@pytest.mark.parametrize("who", ["张姐", "陈主任"])
async def test_those_of_both_read_both_names(two: World, who: str, said: str) -> None:
    """Nobody waits for which it is; it is asked of whoever told it, and his receipt names both."""
    await two.says(who, said)
    await two.press(who, "有，快来人")
    for person in ("王师傅", "李姐", "郑大哥"):
        await two.sees(person, "🆘", EITHER)
    await two.sees(who, "北苑小区3号楼 / 北苑东园3号楼")


@pytest.mark.parametrize("aside", ASIDES)
async def test_an_aside_while_it_is_asked_moves_it_nowhere(two: World, aside: str) -> None:
    """Of another building than the one that was said: people go where it burns."""
    await two.says("张姐", "3号楼着火了，快")
    await two.says("张姐", aside)
    await two.says("张姐", "有")
    await two.sees("李姐", "🆘", EITHER)
    assert not any("📍 北苑小区5号楼" in told(one) for one in await two.phone("李姐", chat="staff"))


@pytest.mark.parametrize("aside", ASIDES)
async def test_nor_once_they_are_called(two: World, aside: str) -> None:
    """The same once everybody is on the way."""
    await two.says("张姐", "3号楼着火了，快")
    await two.press("张姐", "有，快来人")
    await two.says("张姐", aside)
    await two.sees("李姐", "🆘", EITHER)
    await two.sees_nothing_of("李姐", "地方改了")
    await two.sees_nothing_of("王师傅", "地方改成")


@pytest.mark.parametrize("aside", ASIDES)
async def test_nor_from_a_building_that_is_one(world: World, aside: str) -> None:
    """Of a number that one estate alone has."""
    await world.says("张姐", "3号楼着火了，快")
    await world.says("张姐", aside)
    await world.says("张姐", "有")
    await world.sees("李姐", "🆘", "北苑小区3号楼")


@pytest.mark.parametrize("said", CORRECTIONS)
async def test_what_corrects_it_moves_it(two: World, said: str) -> None:
    """Which of both, or another number."""
    await two.says("张姐", "3号楼着火了，快")
    await two.press("张姐", "有，快来人")
    await two.says("张姐", said)
    await two.sees("张姐", f"1号改到{CORRECTIONS[said]}")
