"""Sentences of the practice that no other story tells: one each, as short as it can be told."""

import pytest

from tests.stories.departments import whistled
from tests.stories.test_agenda import handed_up
from tests.stories.test_holes import leaves
from tests.stories.test_resident_followed import accepted
from tests.stories.test_together import more, two_reports
from tests.stories.test_whistles import gate as gate
from tests.stories.world import TEN, World, words

TEN_PM = TEN.replace(hour=22)


async def reports(world: World, who: str, said: str) -> None:
    """Written and pressed."""
    await world.says(who, said)
    await world.press(who, "报上去")


async def test_a_live_ping_goes_on_to_the_next(world: World) -> None:
    """Whoever was just asked leaves the post: the deputy is asked at once, and not at the next rung."""
    await reports(world, "孙大妈", "厨房下水返水，堵两天了")
    await leaves(world, "王师傅")
    await world.sees_buttons("李师傅", "我来接", on="1号")


@pytest.mark.parametrize("why", ["没权管", "没钱", "谈不拢", "要部门"])
async def test_why_it_is_stuck(world: World, why: str) -> None:
    """Each reason stands on the card of those above, and on their agenda."""
    await handed_up(world, why)
    await world.sees("张姐", "1号", why)
    await world.says("张姐", "/yicheng")
    await world.sees("张姐", "议程", why)


async def test_stuck_in_other_words(world: World) -> None:
    """Words of one's own are a reason too."""
    await accepted(world)
    await world.press("王师傅", "更多", chat="staff")
    await world.press("王师傅", "交社区", chat="staff")
    await world.press("王师傅", "自己写", chat="staff")
    await world.says("王师傅", "主管道在马路下面，得市政开挖", chat="staff", answering="卡在哪儿")
    await world.sees("张姐", "1号", "得市政开挖")


async def test_private_and_public_are_never_one(world: World) -> None:
    """By its number, by the one who may: a quarrel is not put together with a broken door."""
    await reports(world, "孙大妈", "单元门坏了关不上")
    await reports(world, "老郑", "跟对门吵架了，想请人调解")
    await more(world, "和别件并一起", on="1号 单元门")
    await world.says("张姐", "2号", chat="staff", answering="和哪件并一起")
    await world.sees_nothing_of("李姐", "并到", "一起办的", chat="staff")
    await world.sees_nothing_of("老郑", "是一回事")
    await world.sees_nothing_of("孙大妈", "是一回事")


async def test_together_apart_together(world: World) -> None:
    """Each step reaches the reporter once; who did it is on both timelines."""
    await two_reports(world)
    await world.press("李姐", "合到一起", chat="staff", on="2号 ")
    await more(world, "拆开", on="1号 单元门")
    await world.press("张姐", "2号", chat="staff", on="哪件是另一回事")
    await world.sees("老郑", "2号 单独办了")
    await more(world, "和别件并一起", on="2号 单元门")
    await world.says("张姐", "1号", chat="staff", answering="和哪件并一起")
    told = [words(one) for one in await world.phone("老郑")]
    assert sum("是一回事" in one for one in told) == 2
    assert sum("单独办了" in one for one in told) == 1
    assert not any("是一回事" in words(one) for one in await world.phone("孙大妈"))
    await more(world, "看经过", on="1号 单元门")
    history = str((await world.sees("张姐", "网格长 李姐", "社区 张姐"))["text"])
    assert history.count("2号") >= 3, history


async def test_a_me_too_has_no_number(world: World) -> None:
    """Two neighbours have it too: the next report is No. 2."""
    await reports(world, "孙大妈", "单元门坏了关不上")
    await world.press("老郑", "我家也是", chat="residents")
    await reports(world, "老郑", "楼道灯不亮了")
    await world.sees("老郑", "报上去了，2号")


async def test_nobody_reported_in_twice(gate: World) -> None:
    """After the limit leader and subdistrict are rung, and at twice the limit once more; then no more."""
    await gate.press("张姐", "更多")
    await whistled(gate)
    await gate.forward(minutes=31)
    first = len([one for one in await gate.phone("陈主任") if "还没人报到" in words(one)])
    assert first >= 1
    await gate.forward(minutes=30)
    second = len([one for one in await gate.phone("陈主任") if "还没人报到" in words(one)])
    assert second > first
    await gate.forward(hours=2)
    assert len([one for one in await gate.phone("陈主任") if "还没人报到" in words(one)]) == second


async def test_a_promise_holds_the_ladder(world: World) -> None:
    """The subdistrict is not rung before a promised day that the resident was told, and is when it is over."""
    await accepted(world)
    await world.press("王师傅", "更多", chat="staff")
    for label in ("今天办不完", "明天", "等配件", "眼下没有"):
        await world.press("王师傅", label, chat="staff")
    await world.sees("孙大妈", "11月22日（周日）前")
    await world.forward(hours=24)
    await world.sees_nothing_of("陈主任", "1号")


async def test_a_quarrel_talked_over_names_nobody(world: World) -> None:
    """Never a card, a name in a group, or a line of the wall."""
    await reports(world, "孙大妈", "跟对门老郑吵架了，楼道堆东西，想请人调解")
    for chat in ("staff", "residents"):
        await world.sees_nothing_of("李姐", "1号", "老郑", "吵架", chat=chat)
    await world.says("孙大妈", "/huiyin")
    await world.sees_nothing_of("孙大妈", "邻里纠纷 ·")


async def test_two_matters_file_both(world: World) -> None:
    """“路灯坏了，还有垃圾没人收”: two with a number each."""
    await world.says("孙大妈", "3号楼门口路灯坏了，还有垃圾没人收")
    await world.press("孙大妈", "两件都报")
    await world.sees("李姐", "1号 ", chat="staff")
    await world.sees("李姐", "2号 ", chat="staff")


async def test_urgent_never_pauses(world: World) -> None:
    """A gas smell at 20:00 is asked about on and on through the closed hours."""
    await world.forward(to=TEN_PM)
    await world.says("孙大妈", "楼道里一股煤气味，特别大")
    await world.press("孙大妈", "有，快来人")
    before = len(await world.phone("张姐"))
    await world.forward(minutes=16)
    assert len(await world.phone("张姐")) > before


async def test_the_door_is_closed_to_who_left(world: World) -> None:
    """Held, then the post given back: the old message shows no door."""
    await accepted(world)
    await world.press("孙大妈", "告诉他咋找我")
    await world.says("孙大妈", "2单元501，晚上在家")
    await leaves(world, "王师傅")
    await world.press("王师傅", "看门牌电话")
    await world.sees_nothing_of("王师傅", "2单元501")
    await world.sees("李师傅", "1号")
