"""A department that is called in words for a day is called for that day: the hour said, or asked."""

import pytest

from tests.stories.departments import CITY_CHAT
from tests.stories.test_whistles import gate as gate
from tests.stories.world import World

HOURS = {
    "1号明天上午九点让城管来一趟": "11月22日 周日 9:00",
    "1号叫城管周一下午两点过来看看": "11月23日 周一 14:00",
    "1号今晚八点叫城管来": "11月21日 周六 20:00",
    "1号下周三下午三点叫城管来一趟": "11月25日 周三 15:00",
    "校门口又占道了，叫城管明天早上八点来": "11月22日 周日 8:00",
    "校门口天天晚上六点摆摊占道，明天上午十点让城管来看看": "11月22日 周日 10:00",
    "校门口占道的，后天上午九点半叫城管来看看": "11月23日 周一 9:30",
}
DAYS = {
    "1号周一让城管来一趟": "11月23日 周一",
    "1号明天叫城管来": "11月22日 周日",
    "1号叫城管明天下午过来": "11月22日 周日",
    "校门口又占道了，周一让城管来一趟": "11月23日 周一",
    "校门口又占道了，后天一早叫城管来看看": "11月23日 周一",
    "1号让城管周五前来一趟": "11月27日 周五",
    "1号下周二叫城管": "11月24日 周二",
}
AT_ONCE = [
    "1号叫城管来一趟",
    "校门口昨天又占道了，叫城管来",
    "校门口天天晚上六点摆摊占道，叫城管来看看",
    "1号赶紧让城管来",
    "校门口每天下午四点占道，喊城管来",
    "校门口从上周就占道，叫城管来看看",
]


@pytest.mark.parametrize("said", HOURS)
async def test_the_hour_said_is_the_whistles(gate: World, said: str) -> None:
    """It stands in the preview, in what is said afterwards, and on the department's card: not in half an hour."""
    shown = HOURS[said]
    await gate.says("张姐", said)
    await gate.sees("张姐", "叫谁来", f"什么时候：{shown}")
    await gate.press("张姐", "🔔 吹哨", on="叫谁来")
    await gate.sees("张姐", f"{shown}到")
    await gate.sees("小田", "吹哨1号", shown.split()[-1], chat=CITY_CHAT)


@pytest.mark.parametrize("said", DAYS)
async def test_of_a_day_the_hour_is_asked(gate: World, said: str) -> None:
    """And one press says that it is for now."""
    await gate.says("张姐", said)
    await gate.sees("张姐", DAYS[said], "几点")
    await gate.press("张姐", "9:00")
    await gate.sees("张姐", "叫谁来", "9:00")
    await gate.sees_buttons("张姐", "✅ 城管执法", on="叫谁来")


@pytest.mark.parametrize("said", DAYS)
async def test_or_they_are_called_at_once(gate: World, said: str) -> None:
    """Where the day was none of theirs."""
    await gate.says("张姐", said)
    await gate.press("张姐", "现在就叫")
    await gate.sees("张姐", "叫谁来")
    await gate.sees_nothing_of("张姐", "什么时候：")


@pytest.mark.parametrize("said", AT_ONCE)
async def test_when_it_usually_is_is_no_hour_of_theirs(gate: World, said: str) -> None:
    """ "天天晚上六点摆摊": nobody is to come at six for it."""
    await gate.says("张姐", said)
    await gate.sees("张姐", "叫谁来")
    await gate.sees_nothing_of("张姐", "什么时候：")
