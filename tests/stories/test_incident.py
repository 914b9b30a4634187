"""An outage that many report: one card in each group, everybody added and answered by itself, one end for all."""

import pytest

from casework.settings import Settings
from storage.erasing import erase_all
from tests.stories.world import World, buttons, told


@pytest.fixture
def more_config() -> str:
    """Three reports are many in a town of four residents."""
    return "[limits]\nincident_reports = 3\n"


async def three_report(world: World) -> None:
    """孙大妈 and 老郑 of building 3, and Emma of building 5, have no water."""
    await world.says("孙大妈", "停水了，一滴都没有")
    await world.press("孙大妈", "报上去")
    await world.says("老郑", "家里没水")
    await world.press("老郑", "不是，另报一件")
    await world.says("Emma", "no water in our building")
    await world.press("Emma", "No, report another")


async def moves_in(world: World) -> None:
    """小周 scans the code at building 4 and agrees."""
    await world.starts("小周", "bj-by-4h")
    await world.press("小周", "同意，开始用")


async def test_many_reports_are_one_card(world: World) -> None:
    """With the third it is one matter: one card in the staff group with the count and the buildings, one in the
    residents' group, and each reporter hears since when it is known and how many have it."""
    await three_report(world)
    await world.forward(seconds=20)
    await world.sees("李姐", "1号 停水", "3号楼、5号楼", "还有 2 家也是", chat="staff")
    await world.sees("李姐", "🔗 2号 停水 · 并到 1号", chat="staff")
    cards = [one for one in await world.phone("李姐", chat="staff") if buttons(one)]
    assert len(cards) == 1, [told(one) for one in cards]
    await world.sees("老郑", "停水", "3号楼、5号楼", "2 位邻居说", chat="residents")
    await world.sees("老郑", "2号 记下了：停水，10:00 起就知道了", "已经有 3 户报了")
    await world.sees("Emma", "No. 3 is noted: No water, known since 10:00")


async def test_homes_that_only_pressed_are_among_the_buildings(world: World) -> None:
    """Who pressed "my home too" lives somewhere as well: that building stands on the cards beside the reporters'."""
    await moves_in(world)
    await world.says("孙大妈", "停水了，一滴都没有")
    await world.press("孙大妈", "报上去")
    await world.press("Emma", "我家也是", chat="residents")
    await world.says("小周", "水龙头没水了")
    await world.press("小周", "不是，另报一件")
    await world.forward(seconds=20)
    await world.sees("李姐", "1号 停水", "3号楼、4号楼、5号楼", chat="staff")


async def test_one_home_elsewhere_is_of_the_place(world: World) -> None:
    """Of an outage that is no incident yet the cards say every building from which somebody pressed."""
    await world.says("孙大妈", "停水了，一滴都没有")
    await world.press("孙大妈", "报上去")
    await world.press("Emma", "我家也是", chat="residents")
    await world.forward(seconds=20)
    await world.sees("李姐", "1号 停水", "3号楼、5号楼", "还有 1 家也是", chat="staff")
    await world.sees("老郑", "3号楼、5号楼 停水", chat="residents")


async def test_the_next_is_added_without_a_press(world: World) -> None:
    """One message, with a way out; the card counts on."""
    await three_report(world)
    await moves_in(world)
    await world.says("小周", "水龙头没水了")
    await world.sees("小周", "4号 记下了：停水", "已经有 4 户报了")
    await world.sees_buttons("小周", "我家不是这回事")
    await world.sees_nothing_of("小周", "您看看对不对")
    await world.forward(seconds=20)
    await world.sees("李姐", "1号 停水", "3号楼、4号楼、5号楼", "还有 3 家也是", chat="staff")
    await world.press("小周", "我家不是这回事")
    await world.sees("小周", "4号 单独办了")
    await world.sees("李姐", "4号 停水", chat="staff")
    await world.forward(hours=1)
    for who in ("张姐", "李师傅", "王师傅", "李姐"):
        await world.sees_nothing_of(who, "4号 停水 · 居民说没弄好")


async def test_a_call_while_it_runs(world: World) -> None:
    """What somebody phoned in is looked at and filed by a press as ever; whoever registered it reads its number,
    and that it is known already."""
    await three_report(world)
    await world.says("李姐", "/dengji 3号楼停水了，张大爷打电话说的")
    await world.sees("李姐", "替人登记", "北苑小区3号楼", "停水", "电话")
    await world.press("李姐", "报上去", on="替人登记")
    message = await world.sees("李姐", "4号 记下了：停水，10:00 起就知道了", "已经有 4 户报了")
    assert "我家不是这回事" not in buttons(message)
    await world.sees("李姐", "报上去了，4号")
    await world.says("李姐", "/dengji 5号楼没水，李奶奶说的")
    await world.forward(minutes=10)
    await world.sees("李姐", "5号 记下了：停水", "已经有 5 户报了")


async def test_a_burst_pipe_among_them_is_asked_about(world: World) -> None:
    """What is no outage by its words is a matter of its own, with a draft to look at."""
    await three_report(world)
    await moves_in(world)
    await world.says("小周", "水管爆了，往外呲水")
    await world.sees_nothing_of("小周", "起就知道了")


async def test_it_is_back_and_mine_is_not(world: World) -> None:
    """The plan and the result reach everybody once; who has none yet goes on alone."""
    await three_report(world)
    await world.press("王师傅", "我来接", chat="staff", on="1号")
    await world.forward(seconds=16)  # a card of many changes every 15 s at most
    await world.press("王师傅", "跟居民说咋办", chat="staff", on="1号")
    for answer in ("2小时内", "找供水", "不花"):
        await world.press("王师傅", answer, chat="staff")
    for person, number in (("孙大妈", "1号"), ("老郑", "2号")):
        await world.sees(person, f"{number}这么办")
    await world.sees("Emma", "No. 3, this is the plan")
    await world.forward(minutes=30)
    await world.press("王师傅", "办好了", chat="staff", on="1号")
    await world.press("王师傅", "自己写", chat="staff")
    await world.says("王师傅", "主管接头换了", chat="staff", answering="咋办好的")
    await world.sees("老郑", "2号办好了：主管接头换了", "您家来了没有")
    await world.press("老郑", "我家还没好")
    await world.sees("老郑", "2号接着办")
    await world.says("孙大妈", "来了来了，谢谢啊")
    await world.press("Emma", "It is back")
    await world.forward(seconds=20)
    await world.sees("李姐", "✅ 1号 停水 · 办结", chat="staff")
    await world.sees("李姐", "2号 停水 · 又打开了", chat="staff")


async def test_one_of_many_is_forgotten(world: World) -> None:
    """The others still find what they reported after it is over, and say that it is not solved."""
    await three_report(world)
    await world.press("王师傅", "我来接", chat="staff", on="1号")
    await world.says("老郑", "/forget")
    await world.press("老郑", "删掉", on="我删掉您的名字")
    await world.forward(seconds=16)
    await world.press("王师傅", "办好了", chat="staff", on="1号")
    await world.press("王师傅", "自己写", chat="staff")
    await world.says("王师傅", "主管接头换了", chat="staff", answering="咋办好的")
    await world.press("孙大妈", "来了，好了")
    await world.press("Emma", "It is back")
    await world.forward(hours=2)
    assert world.database is not None
    await erase_all(world.database, Settings(), await world.now())
    await world.says("孙大妈", "/wode")
    await world.sees("孙大妈", "1号 停水")
    await world.says("孙大妈", "1号没弄好")
    await world.press("孙大妈", "没弄好", on="您是说没弄好吗")
    await world.sees("孙大妈", "1号接着办，还是原来的号")


async def test_a_rating_of_one_of_many_is_kept(world: World) -> None:
    """Who pressed "来了，好了" is not asked again, nor told that nothing was rated; the others are, and it counts."""
    await three_report(world)
    await world.press("王师傅", "我来接", chat="staff", on="1号")
    await world.forward(seconds=16)
    await world.press("王师傅", "办好了", chat="staff", on="1号")
    await world.press("王师傅", "自己写", chat="staff")
    await world.says("王师傅", "主管接头换了", chat="staff", answering="咋办好的")
    await world.press("孙大妈", "来了，好了")
    await world.sees("王师傅", "居民满意")
    await world.forward(hours=24)
    await world.sees_nothing_of("孙大妈", "1号弄好没有")
    await world.sees("老郑", "2号弄好没有")
    await world.forward(hours=49)
    await world.sees_nothing_of("孙大妈", "没评价")
    await world.sees("老郑", "2号先收尾了，您没评价")
    await world.sees("李姐", "✅ 1号 停水 · 办结 · 居民：满意", chat="staff")


async def test_a_managers_press_makes_it_one(world: World) -> None:
    """The community says that many have it, before three have said so."""
    await world.says("孙大妈", "路灯不亮了")
    await world.press("孙大妈", "报上去")
    await world.press("张姐", "更多", chat="staff", on="1号")
    for _ in range(4):
        if "集中反映" in str(buttons(await world.sees("张姐", "1号", chat="staff"))):
            break
        await world.press("张姐", "还有…", chat="staff", on="1号")
    await world.press("张姐", "集中反映", chat="staff", on="1号")
    await world.says("老郑", "路灯咋不亮")
    await world.sees("老郑", "2号 记下了：路灯不亮")


@pytest.mark.parametrize("said", ["我妈住3号楼 她家停水了 她不会用手机", "我爸家3号楼也没水了", "3号楼我婆婆家停水了"])
async def test_it_is_where_the_words_say(world: World, said: str) -> None:
    """Of two outages the one in the house that is named is offered; and who has it for his mother adds her house to the
    cards, not his own."""
    await moves_in(world)
    await world.says("孙大妈", "我家停水了")
    await world.press("孙大妈", "报上去")
    await world.says("小周", "4号楼也停水了 跟3号楼一个事不")
    await world.press("小周", "不是，另报一件")
    await world.says("Emma", said)
    await world.sees("Emma", "北苑小区3号楼 No water", "Is it this one?")
    await world.press("Emma", "This one, my home too")
    await world.forward(seconds=20)
    await world.sees("李姐", "1号 停水", "3号楼、4号楼", chat="staff")
    await world.sees_nothing_of("李姐", "5号楼", chat="staff")
    await world.sees_nothing_of("老郑", "5号楼", chat="residents")


async def test_a_home_that_pressed_and_reported_is_one(world: World) -> None:
    """Who reports an outage of which he had pressed "my home too" is one household."""
    await moves_in(world)
    await world.says("孙大妈", "停水了，一滴都没有")
    await world.press("孙大妈", "报上去")
    await world.press("老郑", "我家也是", chat="residents")
    await world.says("小周", "4号楼停水了")
    await world.press("小周", "不是，另报一件")
    await world.forward(seconds=20)
    await world.sees("李姐", "1号 停水", "还有 2 家也是", chat="staff")
    await world.says("老郑", "/bao 我家停水了")
    await world.forward(seconds=20)
    await world.sees("老郑", "记下了：停水")
    await world.sees("李姐", "1号 停水", "还有 2 家也是", chat="staff")
    await world.sees_nothing_of("李姐", "还有 3 家也是", chat="staff")
