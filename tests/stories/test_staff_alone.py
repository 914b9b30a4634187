"""Staff who write to the bot alone, of what they do and when: plans are no results, and nothing slips to a resident."""

import pytest

from tests.stories.test_resident_followed import accepted, reported, resolved
from tests.stories.world import World, buttons, words

LIGHT = "3号楼楼道灯不亮"


async def _one_done_one_held(world: World) -> None:
    """No. 1, the drain, was done a moment ago; No. 2, the lamp, is Wang's."""
    await resolved(world)
    await reported(world, LIGHT, "老郑")
    await world.press("王师傅", "我来接", on="楼道灯", chat="staff")


@pytest.mark.parametrize(
    "said",
    [
        "灯头三点能到货",
        "车坏半道了 得晚点",
        "我下午去区里开会 不在",
        "下午到晚上李师傅替我",
        "晚上十点以后别响",
        "还在路上 四点吧",
        "来了 正弄着呢",
        "弄一半 没零件了 去取一趟",
        "他在家不 我现在上去弄",
        "弄完了 亮了",
        "明天李师傅替我一天",
    ],
)
async def test_what_is_said_next_is_no_result(world: World, said: str) -> None:
    """After one was done, words of the next, of an hour, or of the own duty are not about the one that is done."""
    await _one_done_one_held(world)
    await world.says("王师傅", said)
    await world.sees_nothing_of("王师傅", "补进结果", "补进了结果", "补到结果")
    await world.sees_nothing_of("孙大妈", said)


async def test_more_of_the_result_is_asked_about(world: World) -> None:
    """What tells of the work that was done is added by one press, while nothing else was begun."""
    await accepted(world)
    await world.says("王师傅", "通开了，是油糊住了")
    await world.press("王师傅", "办好了", on="1号办好了吗")
    await world.says("王师傅", "地也冲干净了")
    await world.press("王师傅", "补上", on="补进结果")
    await world.sees("孙大妈", "地也冲干净了")


@pytest.mark.parametrize(
    "said", ["弯头下午换上", "今天下午让李师傅疏通完", "我去买弯头 下午给换上", "1号下午换好", "一会儿弄好"]
)
async def test_a_plan_is_no_result(world: World, said: str) -> None:
    """What is done this afternoon is not done."""
    await accepted(world)
    await world.says("王师傅", said)
    await world.sees_nothing_of("王师傅", "办好了吗", "咋办好的")


async def test_promised_for_today(world: World) -> None:
    """A time today is none that comes late: the resident reads nothing of “not today”, or of the day before."""
    await accepted(world)
    await world.says("王师傅", "今天能拾掇利索")
    await world.press("王师傅", "给居民定个时间", on="1号记下了")
    for label in ("今天", "等配件", "没有"):
        await world.press("王师傅", label)
    told = words(await world.sees("孙大妈", "11月21日"))
    assert "今天办不完" not in told
    assert "前一天" not in told
    assert "今天" in told


@pytest.mark.parametrize("said", ["告诉1号我晚上七点到", "跟1号那家说一声，我晚上七点到"])
async def test_a_number_is_no_day(world: World, said: str) -> None:
    """ "告诉1号…" is for the resident of No. 1, and names no first of the month."""
    await accepted(world)
    await reported(world, LIGHT, "老郑")
    await world.press("王师傅", "我来接", on="楼道灯", chat="staff")
    await world.says("王师傅", said)
    if any("1号 下水道堵塞" in one for one in buttons((await world.phone("王师傅"))[-1])):
        await world.press("王师傅", "1号 下水道堵塞")
    await world.press("王师傅", "转给居民")
    await world.sees("孙大妈", "我晚上七点到")
    await world.sees_nothing_of("王师傅", "12月1日")


@pytest.mark.parametrize(
    ("said", "sees"),
    [
        ("下午到晚上小孙替我", "这期间"),
        ("小孙明天替我一天", "从明天 8:00"),
        ("这周日孙哥顶我班", "从明天 8:00"),
        ("我下午去区里开会 不在", "20:00"),
        ("晚上十点以后别响", "急事"),
    ],
)
async def test_her_own_duty(world: World, said: str, sees: str) -> None:
    """Who stands in, when she is away, when nothing is to ring: asked back, whatever she has on her hands."""
    await reported(world)
    await world.press("李姐", "我来接", chat="staff")
    await world.says("李姐", said)
    await world.sees("李姐", sees)
    await world.sees_nothing_of("李姐", "1号记下了", "是要报事吗")


async def test_nobody_stands_in_after_all(world: World) -> None:
    """ "还是别找小孙了 我自己盯着": not away after all."""
    await world.says("李姐", "小孙明天替我一天")
    await world.press("李姐", "小孙")
    await world.says("李姐", "还是别找小孙了 我自己盯着")
    await world.sees("李姐", "好，那您在")


@pytest.mark.parametrize("said", ["催催王师傅1号", "下水那个让王师傅赶紧的", "让老王快点弄 1号"])
async def test_hurried_by_name(world: World, said: str) -> None:
    """The holder is asked how it stands; nothing is reported, and nothing offered for the resident."""
    await accepted(world)
    await world.says("张姐", said)
    await world.sees("王师傅", "社区 张姐问 1号", chat="staff")
    await world.sees_nothing_of("张姐", "转给居民", "是哪栋楼", "是要报事吗")
