"""A joint meeting that a manager calls in words: the matter is on the agenda, and no hour is promised to anybody."""

import pytest

from tests.stories.test_whistles import gate as gate
from tests.stories.world import World, buttons, told

OF_ONE = [
    "1号开个联席会，物业、城管、市场所，下周三下午两点",
    "1号组织个协调会 周五上午 物业网格都来",
    "1号开个现场会，后天上午九点",
    "校门口摆摊的事开个会，物业也来，周一下午三点",
    "开个碰头会，周五下午两点，说说占道的事",
    "占道那个事召集物业碰一下，周四下午",
    "1号安排一次联席会，下周二上午十点",
]
OF_NONE_NAMED = [
    "咱们碰个头吧 周五上午 叫上物业",
    "把物业和网格叫到一块儿开个会，周四上午",
    "召集物业和网格碰一下，周四下午",
    "约个联席会，周三下午",
    "叫上物业坐一块儿商量商量，明天下午",
    "喊上王师傅和李姐碰个头",
    "请物业一起开个现场会 后天上午",
]
NO_MEETING = [
    "我下午去街道开会",
    "我在开会呢 回头说",
    "昨天开了个会",
    "我得去区里开个会",
    "不用开会了",
    "他俩在楼下开上会了",
]


@pytest.mark.parametrize("said", OF_ONE)
async def test_of_a_matter_that_is_named(gate: World, said: str) -> None:
    """It is on the agenda, the words stand with it; the resident reads nothing, and nothing is due by that hour."""
    resident = len(await gate.phone("孙大妈"))
    await gate.says("张姐", said)
    await gate.sees("张姐", "🪑 1号上了北苑社区的议程", "这句记在里头")
    await gate.says("张姐", "/yicheng")
    await gate.sees("张姐", "北苑社区", "占道经营")
    assert len(await gate.phone("孙大妈")) == resident
    assert not any("前算" in label for one in await gate.phone("张姐") for label in buttons(one))


@pytest.mark.parametrize("said", OF_NONE_NAMED)
async def test_of_none_it_is_asked_of_which(gate: World, said: str) -> None:
    """Nothing is on any agenda before; then as if it had been named."""
    await gate.says("张姐", said)
    await gate.sees("张姐", "这是说哪一件", said)
    await gate.press("张姐", "1号 占道经营")
    await gate.sees("张姐", "🪑 1号上了北苑社区的议程", "这句记在里头")


@pytest.mark.parametrize("said", NO_MEETING)
async def test_whoever_sits_in_another_calls_none(gate: World, said: str) -> None:
    """Nor whoever tells of one that was."""
    await gate.says("张姐", said)
    assert not any("🪑 1号" in told(one) for one in await gate.phone("张姐"))


async def test_departments_come_by_a_whistle(gate: World) -> None:
    """Those named are one press away, with the hour; nobody is invited by the agenda."""
    await gate.says("张姐", "1号开个联席会，物业、城管、市场所，周五下午三点")
    await gate.sees("张姐", "11月27日（周五）我不替您约人", "部门要吹哨才来")
    await gate.press("张姐", "🔔 吹哨", on="部门要吹哨才来")
    await gate.sees("张姐", "叫谁来", "11月27日 周五 15:00")
    await gate.sees_buttons("张姐", "✅ 城管执法", "✅ 市场监管所", on="叫谁来")


async def test_the_day_of_the_calendar_is_said(gate: World) -> None:
    """Wednesday at two is the usual meeting: those who attend hear of it that morning, as ever."""
    await gate.says("张姐", "1号开个联席会，物业也来，下周三下午两点")
    await gate.sees("张姐", "11月25日（周三） 14:00正好是例会")
