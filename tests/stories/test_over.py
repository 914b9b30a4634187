"""A question about something that is over is over: words are heard as if it did not stand; and no question takes what
is plainly for another matter."""

import pytest

from tests.stories.departments import whistled
from tests.stories.test_emergency import switch_on
from tests.stories.test_outage_planned import enter
from tests.stories.test_whistles import gate as gate
from tests.stories.world import World

LEAK = "厨房下水返水，堵两天了"


async def drill_over(world: World) -> None:
    """陈主任 ends it."""
    await world.says("陈主任", "/yingji")
    await world.press("陈主任", "结束应急")
    await world.says("陈主任", "练完了")
    await world.press("陈主任", "对，结束")


@pytest.mark.parametrize("lists", ["赵姨", "李姐"], ids=["one-building", "several"])
async def test_the_list_of_an_ended_drill_takes_nothing(world: World, lists: str) -> None:
    """Whoever had the households' list open when the drill ended is heard as ever: takes a matter, reports one."""
    await switch_on(world, drill=True, says="演练：低洼楼栋转移")
    await world.says(lists, "/zhuhu")
    await drill_over(world)
    await world.says("孙大妈", LEAK)
    await world.press("孙大妈", "报上去")
    await world.says(lists, "1号我来接")
    await world.sees("孙大妈", "1号有人接了", lists)
    await world.says(lists, "好")
    await world.says(lists, "3号楼楼道灯不亮了")
    await world.press(lists, "报上去", on="要报事吗")
    await world.sees(lists, "您看看对不对", "楼道灯不亮")
    await world.sees_nothing_of(lists, "那次应急已经结束了", "没看懂")


async def test_the_list_takes_no_word_about_a_matter(world: World) -> None:
    """While it lasts: "1号我来接" is for the matter, and the list stands; what is a household still goes there."""
    await world.says("孙大妈", LEAK)
    await world.press("孙大妈", "报上去")
    await switch_on(world)
    await world.says("赵姨", "/zhuhu")
    await world.says("赵姨", "1号我来接")
    await world.sees("孙大妈", "1号有人接了", "楼长 赵姨")
    await world.says("赵姨", "2-101 已转移")
    await world.sees("赵姨", "北苑小区3号楼的住户", "2-101 · 已转移")
    await world.says("李姐", "/zhuhu")
    await world.says("李姐", "1号派给李师傅")
    await world.sees_nothing_of("李姐", "没看懂")


async def test_a_department_that_was_called_off_is_asked_nothing_more(gate: World) -> None:
    """Called off while it was asked what it did not do: what it writes next is a word of its own."""
    await gate.press("张姐", "更多")
    await whistled(gate)
    await gate.press("小冯", "不归我们")
    await gate.press("张姐", "不用来：市场监管所", on="🔔 吹哨1号")
    await gate.press("张姐", "不用来：市场监管所", on="市场监管所不用来了？")
    await gate.says("小冯", "我们楼的单元门坏了")
    await gate.sees_nothing_of("小冯", "还没转出去")
    await gate.sees("小冯", "单元门坏了", "楼")


async def test_hours_of_an_outage_that_was_taken_back(world: World) -> None:
    """The deputy was asked for other hours when it was taken back: what he writes next is heard."""
    await enter(world)
    await world.says("刘哥", "/tingshui")
    await world.press("刘哥", "改时间")
    await world.says("张姐", "/tingshui")
    await world.press("张姐", "1：取消")
    await world.press("张姐", "取消", on="告诉大家")
    await world.says("孙大妈", LEAK)
    await world.press("孙大妈", "报上去")
    await world.says("刘哥", "1号我来接")
    await world.sees("孙大妈", "1号有人接了", "刘哥")
