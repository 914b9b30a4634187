"""Units 单元 and places in no area 街路: who is asked about them, and what cards say."""

import pytest

from casework.model.people import Rank, Role
from casework.model.places import AreaKind
from storage.ledger_rows import LedgerRows, Which
from storage.roster import AreaEntry, PostEntry, Roster
from tests.stories.world import World

UNIT_HEAD, STREET_HEAD = "宋单元长", "路队长"


@pytest.fixture
async def units(world: World) -> World:
    """3号楼 has two units, the second a head; 解放路 and 江边广场 lie in no community, the first has a head."""
    assert world.database is not None
    areas = [
        AreaEntry(code="bj-by-3h-1", kind=AreaKind.UNIT, name="1单元", parent="bj-by-3h", households=30),
        AreaEntry(code="bj-by-3h-2", kind=AreaKind.UNIT, name="2单元", parent="bj-by-3h", households=30),
        AreaEntry(code="bj-jfl", kind=AreaKind.STREET, name="解放路", parent="bj"),
        AreaEntry(code="bj-jb", kind=AreaKind.STREET, name="江边广场", parent="bj"),
    ]
    posts = [
        PostEntry(code="p-song", role=Role.UNIT_HEAD, rank=Rank.PRIMARY, name=UNIT_HEAD, area="bj-by-3h-2"),
        PostEntry(code="p-lu", role=Role.STREET_HEAD, rank=Rank.PRIMARY, name=STREET_HEAD, area="bj-jfl"),
    ]
    await Roster(world.database).put((), areas, posts)
    await world.joins(UNIT_HEAD, "p-song")
    await world.joins(STREET_HEAD, "p-lu")
    return world


async def files(world: World, who: str, words: str) -> None:
    """Says it, and presses that it is to be filed."""
    await world.says(who, words)
    await world.press(who, "报上去")


async def test_a_quarrel_over_the_stairs_of_a_unit(units: World) -> None:
    """What neighbours settle among themselves is asked of the unit's head too, who may take it; the group reads the
    building alone, whoever has it the unit."""
    world = units
    await files(world, "孙大妈", "3号楼2单元楼道里堆了一堆破烂")
    await world.sees(UNIT_HEAD, "1号", "北苑小区3号楼2单元")
    await world.sees("李姐", "1号", "北苑小区3号楼")
    await world.press(UNIT_HEAD, "我来接")
    await world.sees("孙大妈", UNIT_HEAD)
    card = await world.sees("李姐", "1号", "北苑小区3号楼", chat="staff")
    assert "📍 北苑小区3号楼2单元" not in str(card["text"])


async def test_another_unit_is_not_his(units: World) -> None:
    """The other unit of the same building rings its own people; so does the building where no unit is named."""
    world = units
    await files(world, "孙大妈", "3号楼1单元楼道里堆了一堆破烂")
    await world.sees("赵姨", "1号", "北苑小区3号楼1单元")
    await files(world, "孙大妈", "3号楼和邻居抢晾衣绳")
    await world.sees_nothing_of(UNIT_HEAD, "1号", "2号")


async def test_who_lives_in_a_unit(units: World) -> None:
    """The code at a unit's door is the home: "the stairwell" is that unit's, the estate's steward is asked as ever, and
    another unit is one that the words name."""
    world = units
    await world.starts("小周", "b_bj-by-3h-2")
    await world.press("小周", "同意")
    await world.sees("小周", "北苑小区3号楼2单元")
    await files(world, "小周", "楼道灯不亮了")
    await world.sees("王师傅", "1号", "北苑小区3号楼2单元")
    await files(world, "小周", "1单元的门禁坏了")
    await world.forward(minutes=1)
    await world.sees("王师傅", "2号", "北苑小区3号楼1单元")
    await files(world, "小周", "小区北门的路灯坏了")
    await world.forward(minutes=1)
    await world.sees("王师傅", "3号", "路灯")
    await world.sees("李姐", "3号", "路灯")


async def test_the_ledger_names_the_building(units: World) -> None:
    """What was reported in a unit stands in the ledger at its building."""
    world = units
    await files(world, "孙大妈", "3号楼2单元门锁坏了")
    assert world.database is not None
    assert [one.place async for one in LedgerRows(world.database).of(Which())] == ["北苑小区3号楼"]


async def test_somebody_of_the_unit_who_reads_nothing(units: World) -> None:
    """Nobody can reach the resident: the unit's head is asked to go and tell, before the building's."""
    world = units
    await files(world, "孙大妈", "3号楼2单元门锁坏了")
    await world.press("王师傅", "我来接")
    await world.blocks("孙大妈")
    await world.forward(minutes=16)
    await world.sees(UNIT_HEAD, "请您上门说一声")
    await world.sees_nothing_of("赵姨", "请您上门说一声")


async def test_a_street_that_is_nobody_s_grid(units: World) -> None:
    """A street in no community is its head's; the card says the street, and unanswered it climbs to the subdistrict,
    not to the reporter's community."""
    world = units
    await world.says("孙大妈", "解放路邮局门口路灯不亮")
    await world.sees("孙大妈", "解放路")
    await world.press("孙大妈", "报上去")
    await world.sees(STREET_HEAD, "1号 路灯", "解放路")
    await world.sees_nothing_of("王师傅", "1号")
    await world.sees_nothing_of("李姐", "1号")
    await world.forward(minutes=5, seconds=1)
    await world.sees("陈主任", "1号", "解放路")
    await world.sees_nothing_of("张姐", "1号")
    await world.press(STREET_HEAD, "我来接")
    await world.sees("孙大妈", STREET_HEAD)


async def test_a_square_without_a_head(units: World) -> None:
    """A place in no area that has no head goes to the subdistrict's triage."""
    world = units
    await files(world, "孙大妈", "江边广场地砖碎了，差点摔着")
    await world.sees("陈主任", "1号", "江边广场")
    await world.press("陈主任", "我来接手")
    await world.sees("孙大妈", "陈主任")


async def test_danger_on_a_street(units: World) -> None:
    """Somebody lies there: the street's head and all of the subdistrict are called at once."""
    world = units
    await world.says("孙大妈", "解放路上有人晕倒了")
    await world.forward(seconds=61)
    for who in (STREET_HEAD, "陈主任", "马哥"):
        await world.sees(who, "解放路", "晕倒")


async def test_a_code_at_a_street(units: World) -> None:
    """A code that hangs at a street asks what is the matter there, and is nobody's home."""
    world = units
    await world.starts("小周", "b_bj-jfl")
    await world.press("小周", "同意")
    await world.sees("小周", "解放路")
    await files(world, "小周", "井盖没了一半")
    await world.sees(STREET_HEAD, "1号", "解放路")
    await world.starts("孙大妈", "b_bj-jfl")
    await files(world, "孙大妈", "路灯不亮")
    await world.forward(minutes=1)
    await world.sees(STREET_HEAD, "2号", "解放路")


async def test_a_passer_by_names_the_street(units: World) -> None:
    """Asked where it is, the street's name is an answer; a street that is only part of an address is none."""
    world = units
    await world.starts("小周")
    await world.press("小周", "同意")
    await world.press("小周", "我不住这儿")
    await world.says("小周", "路灯不亮")
    await world.says("小周", "解放路")
    await world.press("小周", "报上去")
    await world.sees(STREET_HEAD, "1号", "解放路")
    await files(world, "孙大妈", "解放路3号楼楼道灯不亮")
    await world.sees("李姐", "1号", "北苑小区3号楼")


async def test_a_street_named_in_a_group(units: World) -> None:
    """Said in a community's group, a matter of such a street is its head's, and the group reads its number."""
    world = units
    await world.says("老郑", "/bao 解放路路灯坏了", chat="residents")
    await world.sees(STREET_HEAD, "1号 路灯", "解放路")
    await world.sees("老郑", "1号", chat="residents")
    await world.sees_nothing_of("张姐", "路灯")
