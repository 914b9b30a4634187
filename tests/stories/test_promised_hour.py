"""An hour that staff name is a limit: taken with it, passed on with it, moved, kept, broken; nobody is rung before."""

import pytest

from tests.stories.test_resident_followed import accepted, done_again, reported
from tests.stories.world import TEN, World

ABOVE = ("张姐", "陈主任", "杜督办")


async def nobody_rings(world: World, until: object) -> None:
    """Until then nobody above has heard of it, and the resident read of no lateness."""
    await world.forward(to=until)  # type: ignore[arg-type]
    for manager in ABOVE:
        await world.sees_nothing_of(manager, "1号")
    await world.sees_nothing_of("孙大妈", "对不住")


async def test_taken_with_an_hour(world: World) -> None:
    """ "我下午两点去换阀门" under the card: one press takes it and promises two o'clock. Nothing rings before; at
    two the resident reads that there is no word, and the tiers are told."""
    await world.hears_all()
    await reported(world)
    await world.says("王师傅", "行 我下午两点去换阀门", chat="staff")
    await world.press("王师傅", "🙋 我来接，今天14:00前", chat="staff")
    await world.sees("孙大妈", "1号，物业 王师傅：行 我下午两点去换阀门", "说好的时间：今天14:00前过来办")
    await world.sees("李姐", "🔵 1号", "说好 11月21日（周六）14:00 前到", chat="staff")
    await nobody_rings(world, TEN.replace(hour=13, minute=59))
    await world.forward(minutes=1)
    await world.sees("陈主任", "🔴 1号", "说好的时间过了")
    await world.sees("孙大妈", "1号说好 今天14:00前过来办，还没有信儿，对不住")


async def test_kept(world: World) -> None:
    """Done before its hour: nobody rings, then or later."""
    await world.hears_all()
    await accepted(world)
    await world.says("王师傅", "今天下午三点半换", chat="staff")
    await world.press("王师傅", "按今天15:30前算", chat="staff")
    await nobody_rings(world, TEN.replace(hour=15))
    await done_again(world)
    await world.forward(hours=24)
    await world.sees_nothing_of("陈主任", "1号")


@pytest.mark.parametrize(
    ("said", "hour", "chat"),
    [
        ("灯下午三点 最晚四点弄好", "16:00", "staff"),
        ("下午三点 最晚四点", "16:00", "private"),
        ("1号争取三点 撑死五点修好", "17:00", "private"),
        ("1号三点左右 不超过五点", "17:00", "private"),
        ("1号两点到三点之间弄完", "15:00", "private"),
        ("1号三四点能修好", "16:00", "private"),
    ],
)
async def test_of_two_hours_the_later(world: World, said: str, hour: str, chat: str) -> None:
    """Two are said for one limit: the later is shown back, and is what is promised."""
    await world.hears_all()
    await reported(world, "3号楼楼道灯不亮")
    await world.press("王师傅", "我来接", chat="staff")
    await world.says("王师傅", said, chat=chat)
    await world.press("王师傅", f"按今天{hour}前算", chat=chat)
    await world.sees("李姐", "🔵 1号", f"{hour} 前", chat="staff")


@pytest.mark.parametrize(("said", "day"), [("1号明天 最迟后天修好", "11月23日"), ("1号周三 最晚周五修好", "11月27日")])
async def test_of_two_days_the_later(world: World, said: str, day: str) -> None:
    """The same of days."""
    await accepted(world)
    await world.says("王师傅", said)
    await world.sees("王师傅", f"1号：{day}", "对吗")


@pytest.mark.parametrize("chat", ["staff", "private"])
async def test_there_by_its_hour(world: World, chat: str) -> None:
    """Who said that he comes by eleven, and says at a quarter to that he is there, has until the end of the day; that
    it is over is told at nine."""
    await world.hears_all()
    await accepted(world)
    await world.says("王师傅", "我十一点前到", chat=chat)
    await world.press("王师傅", "按今天11:00前算", chat=chat)
    await nobody_rings(world, TEN.replace(hour=10, minute=45))
    await world.says("王师傅", "到了", chat=chat)
    await world.sees("王师傅", "1号：记下您到了，今天办好就行", chat=chat)
    await nobody_rings(world, TEN.replace(day=22, hour=8, minute=59))
    await world.forward(minutes=1)
    await world.sees("陈主任", "🔴 1号", "说好的日子过了")


async def test_passed_on_with_its_hour(world: World) -> None:
    """Privately, for the resident: "跟孙大妈说 今天晚上六点半…" has the hour on a button; she reads the words alone."""
    await accepted(world)
    await world.says("王师傅", "跟孙大妈说 今天晚上六点半楼上老王回来就修")
    await world.press("王师傅", "按今天18:30前算")
    await world.sees("孙大妈", "王师傅：今天晚上六点半楼上老王回来就修", "今天18:30前")
    await nobody_rings(world, TEN.replace(hour=18, minute=29))
    await world.forward(minutes=1)
    await world.sees("陈主任", "说好的时间过了")


async def test_moved_within_the_day(world: World) -> None:
    """ "两点够呛 得三点半了" moves it by one press: the resident reads why, nobody has to agree, and it counts as the
    one time that a promise moves."""
    await world.hears_all()
    await accepted(world)
    await world.says("王师傅", "下午两点去换阀门", chat="staff")
    await world.press("王师傅", "按今天14:00前算", chat="staff")
    await world.says("王师傅", "两点够呛 得三点半了", chat="staff")
    await world.press("王师傅", "按今天15:30前算", chat="staff")
    await world.sees("孙大妈", "1号要比说好的晚一点，对不住", "两点够呛 得三点半了", "改到：今天15:30前")
    await world.sees_nothing_of("张姐", "1号")
    await world.forward(to=TEN.replace(hour=15, minute=29))
    await world.sees_nothing_of("陈主任", "1号")
    await world.says("王师傅", "得四点半了", chat="staff")
    await world.sees_nothing_of("王师傅", "按今天16:30前算", chat="staff")
    await world.forward(minutes=1)
    await world.sees("陈主任", "说好的时间过了")


async def test_another_day_is_the_communitys(world: World) -> None:
    """To the next morning it moves only once the community agrees, with the hour."""
    await accepted(world)
    await world.says("王师傅", "我下午两点去换")
    await world.press("王师傅", "按今天14:00前算")
    await world.says("王师傅", "两点够呛了 明天上午九点去")
    await world.press("王师傅", "按明天9:00前算")
    await world.sees("张姐", "11月21日（周六）14:00", "11月22日（周日）9:00")
    await world.sees_nothing_of("孙大妈", "明天9:00")
    await world.press("张姐", "同意")
    await world.sees("孙大妈", "1号的日子要改", "明天9:00前")


async def test_the_form_keeps_the_hour(world: World) -> None:
    """Asked by which day, an hour is shown back and kept; no third question after the reason."""
    await accepted(world)
    await world.press("王师傅", "更多", on="1号")
    await world.press("王师傅", "今天办不完")
    await world.says("王师傅", "明天下午三点")
    await world.press("王师傅", "对，明天15:00")
    await world.press("王师傅", "等配件")
    await world.sees("孙大妈", "说好的时间：明天15:00前")


async def test_a_word_sooner_than_the_limit_is_no_promise(world: World) -> None:
    """ "十分钟到" is a word for her; it moves no limit nearer."""
    await world.hears_all()
    await accepted(world)
    await world.says("王师傅", "我十分钟到", chat="staff")
    await world.sees_nothing_of("王师傅", "前算", chat="staff")


async def test_the_hour_said_after_the_reason(world: World) -> None:
    """A later day is asked for with its reason, and its hour named afterwards: the community and the resident read
    both."""
    await accepted(world)
    await world.says("王师傅", "我下午六点前去换")
    await world.press("王师傅", "按今天18:00前算")
    await world.press("王师傅", "得改日子", on="1号")
    await world.says("王师傅", "11月22日")
    await world.press("王师傅", "对，11月22日（周日）前")
    await world.says("王师傅", "灯泡没货 等明天进货回来给换")
    await world.says("王师傅", "十点前到")
    await world.press("王师傅", "按明天10:00前算")
    await world.press("张姐", "同意")
    await world.sees("孙大妈", "灯泡没货 等明天进货回来给换", "明天10:00前")


async def test_a_false_alarm_elsewhere_is_no_arrival(world: World) -> None:
    """ "I'm there, it smells of nothing, a false alarm" is of a danger: the promised hour stands."""
    await world.hears_all()
    await accepted(world)
    await world.says("王师傅", "下午两点去换阀门", chat="staff")
    await world.press("王师傅", "按今天14:00前算", chat="staff")
    await world.says("王师傅", "我到了 闻着没味了 是邻居炖菜糊锅了 虚惊一场", chat="staff")
    await world.sees_nothing_of("王师傅", "记下您到了", chat="staff")
    await world.sees("李姐", "1号", "14:00 前", chat="staff")


async def test_reminded_before_the_hour(world: World) -> None:
    """Half an hour before the hour whoever has it reads what he promised, and nobody else does; there, he says so."""
    await world.hears_all()
    await accepted(world)
    await world.says("王师傅", "我下午两点到", chat="staff")
    await world.press("王师傅", "按今天14:00前算", chat="staff")
    await world.forward(to=TEN.replace(hour=13, minute=29))
    await world.sees_nothing_of("王师傅", "说好今天14:00前")
    await world.forward(minutes=1)
    asked = await world.sees("王师傅", "1号 下水道堵塞，说好今天14:00前到", "到了回一声")
    assert asked["date"] == TEN.replace(hour=13, minute=30).timestamp()
    await nobody_rings(world, TEN.replace(hour=13, minute=55))
    await world.says("王师傅", "到了", answering="说好今天14:00前到")
    await world.sees("王师傅", "1号：记下您到了，今天办好就行")


async def test_reminded_of_an_hour_of_another_day(world: World) -> None:
    """Of three tomorrow he is reminded at nine, with the hour, and half an hour before it; done, it is quiet."""
    await world.hears_all()
    await accepted(world)
    await world.says("王师傅", "明天下午三点前给弄好", chat="staff")
    await world.press("王师傅", "按明天15:00前算", chat="staff")
    await world.forward(to=TEN.replace(day=22, hour=9))
    await world.sees("王师傅", "1号 下水道堵塞，说好今天15:00前")
    await world.forward(to=TEN.replace(day=22, hour=14, minute=30))
    asked = await world.sees("王师傅", "1号 下水道堵塞，说好今天15:00前", "办好了点一下")
    assert asked["date"] == TEN.replace(day=22, hour=14, minute=30).timestamp()
    await done_again(world)
    await world.forward(hours=2)
    await world.sees_nothing_of("陈主任", "1号")


async def test_an_hour_that_is_near_reminds_nobody(world: World) -> None:
    """Said at five past ten of eleven: it was just said, and nobody is reminded."""
    await world.hears_all()
    await accepted(world)
    await world.forward(minutes=5)
    await world.says("王师傅", "我十一点前到", chat="staff")
    await world.press("王师傅", "按今天11:00前算", chat="staff")
    await world.forward(to=TEN.replace(hour=10, minute=59))
    await world.sees_nothing_of("王师傅", "下水道堵塞，说好")
