"""What is typed hours after a form of staff was begun: it is asked whether that is the answer, and danger never is."""

import pytest

from tests.stories.test_resident_followed import accepted, reported
from tests.stories.world import World, buttons


@pytest.fixture
async def prompted(world: World) -> World:
    """Wang pressed "done" and "own words", and wrote nothing."""
    await accepted(world)
    await world.press("王师傅", "办好了", on="1号")
    await world.press("王师傅", "自己写")
    return world


async def test_hours_after_it_is_asked(prompted: World) -> None:
    """ "What was done?" of two hours ago takes no words unseen: one press says that they are the result, or another
    thing, of which nothing is filed unasked."""
    await prompted.forward(hours=2)
    await prompted.says("王师傅", "下午两点开会别忘了")
    asked = await prompted.sees("王师傅", "这是说哪一件", "下午两点开会")
    assert buttons(asked) == ["1号 办好了", "是别的事"]
    await prompted.press("王师傅", "是别的事")
    await prompted.sees("王师傅", "刚才这句是要报事吗")
    await prompted.sees_nothing_of("孙大妈", "开会")
    await prompted.says("王师傅", "换了新弯头")
    await prompted.press("王师傅", "1号 办好了")
    await prompted.sees("孙大妈", "1号办好了：换了新弯头")


@pytest.mark.parametrize("minutes", [1, 120])
async def test_danger_is_no_result(prompted: World, minutes: int) -> None:
    """ "6号楼着火了" is never what was done: advice, and the question whether anybody is in danger."""
    await prompted.forward(minutes=minutes)
    await prompted.says("王师傅", "6号楼着火了")
    await prompted.sees("王师傅", "打 119")
    await prompted.sees_nothing_of("孙大妈", "着火")


async def test_whom_to_give_it_is_asked_no_more(world: World) -> None:
    """ "Who should do it?" of two hours ago, with buttons alone, takes nothing that is typed: a name is an order, and
    other words go their own way."""
    await accepted(world)
    await world.forward(minutes=31)
    await world.press("张姐", "派给…", on="1号")
    await world.forward(hours=2)
    await world.says("张姐", "通知消防了没")
    await world.sees_nothing_of("张姐", "请点上面的按钮")
    await world.says("张姐", "李师傅去吧")
    await world.sees("李师傅", "社区 张姐派给您的", "1号")


async def test_no_day_is_given_back(world: World) -> None:
    """ "By which day?" answered by other words: they can be noted, or are another thing; a day still counts."""
    await accepted(world)
    await world.press("王师傅", "更多", on="1号")
    await world.press("王师傅", "今天办不完")
    await world.says("王师傅", "让他们这两天扶着墙走")
    await world.sees_buttons("王师傅", "记在1号上", "是别的事", on="没看懂是哪天")
    await world.says("王师傅", "后天")
    await world.sees("王师傅", "11月23日（周一）前，对吗")


async def test_hours_of_an_outage_are_no_word_on_a_matter(world: World) -> None:
    """Neither confirmed nor cancelled, an outage takes no words that name a matter; after an hour it is asked whether
    words are its hours, and hours still are."""
    await accepted(world)
    await world.says("张姐", "/tingshui")
    await world.press("张姐", "停水")
    await world.says("张姐", "北苑小区礼拜三停水，早八点到晚六点，换主管")
    await world.sees("张姐", "停水 · 北苑小区", "11月25日 8:00 到 11月25日 18:00", "对吗")
    await world.says("张姐", "催催王师傅，1号那边半天没动静")
    await world.sees_nothing_of("张姐", "从几点到几点")
    await world.forward(hours=10)
    await world.says("张姐", "下午两点开会别忘了")
    await world.sees_buttons("张姐", "停水停电", "是别的事", on="这是说哪一件")
    await world.says("张姐", "周四8点到18点")
    await world.sees("张姐", "停水 · 北苑小区", "11月26日 8:00 到 11月26日 18:00", "对吗")


async def test_a_call_begun_long_ago_takes_no_other_words(world: World) -> None:
    """ "/dengji" of the day before: it is asked whether the words are the call, and nothing is drafted unseen."""
    await world.says("李姐", "/dengji")
    await world.forward(hours=22)
    await world.says("李姐", "老太太家我给送了俩桶")
    await world.sees_buttons("李姐", "是别的事", on="这是说哪一件")
    await world.sees_nothing_of("李姐", "报上去")


async def test_a_plan_closes_nothing(world: World) -> None:
    """ "Done" was pressed and how was never said: a quarter of an hour later neither the number of another matter nor
    a plan for that is what was done here."""
    await reported(world)
    await world.press("王师傅", "我来接", chat="staff")
    await world.says("老郑", "楼道灯不亮")
    await world.press("老郑", "报上去")
    await world.says("王师傅", "1号")
    await world.press("王师傅", "办好了")
    await world.sees("王师傅", "1号咋办好的？")
    await world.forward(minutes=14)
    await world.says("王师傅", "2号")
    await world.press("王师傅", "我来接", on="2号")
    await world.says("老郑", "老太太说下午别去 她睡觉 四点以后")
    await world.says("王师傅", "行 四点半去")
    await world.sees("王师傅", "2号记下了")  # what the resident just wrote says which
    await world.sees_nothing_of("孙大妈", "办好了", "四点半去")
    await world.says("王师傅", "疏通了主管道")
    await world.sees("孙大妈", "1号办好了：疏通了主管道")
