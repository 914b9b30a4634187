"""Where a danger is: those of the place are called, as soon as anybody can know which one it is."""

import pytest

from casework.model.places import AreaKind
from storage.roster import AreaEntry, EstateEntry, Roster
from tests.stories.test_danger import CALLED
from tests.stories.test_places import second_estate
from tests.stories.world import World, buttons

AT_SEVEN = ("王师傅", "李师傅", "郑大哥", "张姐", "刘哥", "陈主任", "马哥")
"""On duty for 7号楼."""


async def all_see_at(world: World, people: tuple[str, ...], *fragments: str) -> None:
    """They were called, to that place."""
    for one in people:
        await world.sees(one, "🆘", *fragments)


@pytest.mark.parametrize("said", ["电梯卡半道了，我妈在里头", "电梯卡在四楼了里面有个老太太出不来", "着火了快来人"])
async def test_a_danger_before_consenting_is_where_the_code_was(world: World, said: str) -> None:
    """The code at the building was scanned, consent is not given yet: those of the building are called."""
    await world.starts("小周", "b_bj-by-7h")
    await world.says("小周", said)
    await world.forward(seconds=70)
    await all_see_at(world, AT_SEVEN, "7号楼")


@pytest.mark.parametrize("said", ["电梯卡半道了，我妈在里头", "着火了快来人", "老头在屋里晕倒了"])
async def test_consent_while_people_may_be_in_danger(world: World, said: str) -> None:
    """Pressed after the words of danger: the question stands, no card beside it; they are called to the building."""
    await world.starts("小周", "b_bj-by-7h")
    await world.says("小周", said)
    await world.press("小周", "同意，开始用")
    assert not any("报上去" in label for one in await world.phone("小周") for label in buttons(one))
    await world.press("小周", "有，快来人")
    await all_see_at(world, AT_SEVEN, "7号楼")


@pytest.mark.parametrize("first", ["着火了快来人", "煤气味特别大"])
async def test_a_code_scanned_after_people_were_called(world: World, first: str) -> None:
    """Called without a place, and then the code is scanned, or the building chosen: it goes there, and those of the
    building are called; the subdistrict reads where it is."""
    await world.says("小周", first)
    await world.press("小周", "有，快来人")
    await world.sees_nothing_of("王师傅", "🆘")
    await world.starts("小周", "b_bj-by-7h")
    await all_see_at(world, AT_SEVEN, "7号楼")
    await world.sees("小周", "1号改到北苑小区7号楼")
    await world.sees("陈主任", "7号楼")


async def test_a_building_chosen_after_people_were_called(world: World) -> None:
    """Consent and home come after the call: the danger goes home with them."""
    await world.says("小周", "着火了快来人")
    await world.starts("小周")
    await world.forward(seconds=70)
    await world.press("小周", "同意，开始用")
    await world.press("小周", "7号楼")
    await all_see_at(world, AT_SEVEN, "7号楼")


async def test_the_danger_of_another_place_stays_there(world: World) -> None:
    """The words say that it is outdoors: one's home is not where it is."""
    await world.says("小周", "广场那边着火了快来人")
    await world.press("小周", "有，快来人")
    await world.starts("小周", "b_bj-by-7h")
    await world.press("小周", "同意，开始用")
    await world.sees_nothing_of("小周", "改到北苑小区7号楼")


@pytest.mark.parametrize("said", ["我们楼三楼冒烟了，着火了", "楼道里着火了", "煤气味特别大快来人"])
async def test_a_post_is_a_place(world: World, said: str) -> None:
    """The head of building 3 reports a danger: it is there, and those of the building are called."""
    await world.says("赵姨", said)
    await world.press("赵姨", "有，快来人")
    await world.says("赵姨", "2单元302，屋里有俩孩子")
    await all_see_at(world, CALLED, "3号楼")
    await all_see_at(world, CALLED, "2单元302")


@pytest.mark.parametrize("said", ["5号楼3单元着火了", "北苑5号楼煤气味特别大", "着火了，在5号楼三单元"])
async def test_the_words_of_a_post_win(world: World, said: str) -> None:
    """The grid head names a building: it is there, be it in the grid or not."""
    await world.says("李姐", said)
    await world.press("李姐", "有，快来人")
    await all_see_at(world, AT_SEVEN, "5号楼")


async def test_a_steward_without_an_area(world: World) -> None:
    """The property's post is an estate: it is somewhere there, and the community is called."""
    await world.says("王师傅", "配电室着火了")
    await world.press("王师傅", "有，快来人")
    await all_see_at(world, ("张姐", "刘哥", "陈主任"), "北苑")


@pytest.mark.parametrize(
    "said",
    [
        "3号楼李大爷打电话说家里煤气味特别大",
        "接电话：北苑3号楼2单元着火了",
        "老李电话里说3号楼楼下有人晕倒了",
    ],
)
async def test_registered_danger_is_where_the_words_say(world: World, said: str) -> None:
    """/dengji by the community: the building of the words, its property and grid are called."""
    await world.says("张姐", f"/dengji {said}")
    await world.forward(seconds=70)
    await all_see_at(world, ("王师傅", "李姐", "陈主任"), "3号楼")


@pytest.mark.parametrize(
    ("who", "said"), [("小周", "3号楼着火了快来人"), ("张姐", "3号楼着火了"), ("张姐", "9号楼煤气味特别大")]
)
async def test_the_number_of_two_buildings(world: World, who: str, said: str) -> None:
    """Two estates have a building of that number: those of both are called, and it goes where it is said to be."""
    await second_estate(world)
    await world.says(who, said if who == "小周" else f"/dengji 老李打电话：{said}")
    await world.press(who, "有，快来人")
    await world.sees("郑大哥", "🆘", said[:3])
    if said.startswith("3"):
        await world.sees("李姐", "🆘", "3号楼")
    if who == "小周":
        await world.says(who, "北苑东园3号楼")
        await world.sees("李姐", "地方改了", "北苑东园3号楼")


@pytest.mark.parametrize("said", ["我们楼三楼着火了", "楼道里着火了快来人"])
async def test_a_post_in_the_group(world: World, said: str) -> None:
    """Said in the residents' group by the head of building 3: it is there."""
    await world.says("赵姨", f"/bao {said}", chat="residents")
    await world.sees("李姐", "🆘", "3号楼")
    await world.sees("王师傅", "🆘", "3号楼")


async def test_a_danger_that_is_another_matter_than_the_draft(world: World) -> None:
    """A draft of another building's light waits, and somebody is stuck in the lift: that is at home, and a report of
    its own; the light can still be reported."""
    await world.says("孙大妈", "6号楼楼道灯还不亮")
    await world.says("孙大妈", "等等，有人困在电梯里了！")
    await world.press("孙大妈", "有，快来人")
    await all_see_at(world, CALLED, "3号楼")
    await world.sees_nothing_of("王师傅", "6号楼")
    await world.sees_nothing_of("老郑", "6号楼", chat="residents")


async def test_what_a_danger_comes_of_is_one_matter_with_it(world: World) -> None:
    """The lift of another building stands still, and then somebody is in it: one matter, there."""
    await world.says("孙大妈", "6号楼电梯坏了")
    await world.says("孙大妈", "有人困在电梯里了！")
    await world.press("孙大妈", "有，快来人")
    await all_see_at(world, AT_SEVEN, "6号楼")


async def test_it_is_the_lift_of_my_house(world: World) -> None:
    """Said of a danger for which people were called elsewhere: it is there, and those of that building are called."""
    await world.says("孙大妈", "6号楼有人困在电梯里了")
    await world.press("孙大妈", "有，快来人")
    await world.says("孙大妈", "是我家3号楼2单元的电梯")
    await world.sees("孙大妈", "1号改到北苑小区3号楼")
    await all_see_at(world, CALLED, "3号楼")


@pytest.mark.parametrize("said", ["北苑小区的", "北苑的", "在北苑小区"])
async def test_which_estate_is_said_later(world: World, said: str) -> None:
    """Two estates have a building 5, and whoever calls is not known: the estate alone, said later, says which it is."""
    assert world.database is not None
    south = EstateEntry(code="ny-xq", name="南苑小区", company="安居物业", phone="0432-6200-0009")
    building = AreaEntry(code="bj-ny-5h", kind=AreaKind.BUILDING, name="5号楼", parent="bj-ny-1", estate=south.code)
    await Roster(world.database).put([south], [building], ())
    await world.says("小周", "着火了快来人 5号楼2单元")
    await world.press("小周", "有，快来人")
    await world.says("小周", said)
    await world.sees("小周", "1号改到北苑小区5号楼")
    await all_see_at(world, AT_SEVEN, "北苑小区5号楼")
