"""Neighbours of a report: "my home too", its result, the same nearby."""

import pytest

from tests.stories.world import World, words


async def test_my_home_too_hears_the_result(world: World) -> None:
    """Who said "my home too" instead of reporting is counted on the card, and hears the result."""
    await world.says("老郑", "单元门坏了关不上")
    await world.press("老郑", "报上去")
    await world.says("孙大妈", "单元门坏了")
    await world.press("孙大妈", "就是这件，我家也是")
    await world.sees("李姐", "还有 1 家也是", chat="staff")
    await world.press("王师傅", "我来接", chat="staff")
    await world.press("王师傅", "办好了", chat="staff")
    await world.press("王师傅", "已换新", chat="staff")
    await world.sees("孙大妈", "您家也有的", "办好了：1号", "已换新")
    await world.sees_nothing_of("孙大妈", "您看看弄好没有")
    await world.sees("老郑", "1号办好了：已换新", "您看看弄好没有")


async def test_a_neighbour_reads_the_result_in_public_words(world: World) -> None:
    """What is said of the result in own words is for the reporter; a neighbour reads that it is done, and the words of
    the button."""
    await world.says("老郑", "单元门坏了关不上")
    await world.press("老郑", "报上去")
    await world.says("孙大妈", "单元门坏了")
    await world.press("孙大妈", "就是这件，我家也是")
    await world.press("王师傅", "我来接", chat="staff")
    await world.press("王师傅", "办好了", chat="staff")
    await world.press("王师傅", "自己写", chat="staff")
    await world.says("王师傅", "2单元502配合换的锁，电话13812345678", chat="staff", answering="咋办好的")
    await world.sees("老郑", "1号办好了", "502", "13812345678")
    await world.sees("孙大妈", "您家也有的", "办好了：1号")
    await world.sees_nothing_of("孙大妈", "502", "13812345678", "换的锁")


async def test_a_neighbour_whose_home_is_not_mended(world: World) -> None:
    """Who said "my home too", and anybody in the residents' group, says by one press that theirs is not: counted, and
    nothing of the card or of the result changes; its reporter and whoever lives elsewhere read why not."""
    await world.says("老郑", "停水了")
    await world.press("老郑", "报上去")
    await world.press("Emma", "我家也是", chat="residents")
    await world.press("王师傅", "我来接", chat="staff")
    await world.press("王师傅", "办好了", chat="staff")
    await world.press("王师傅", "恢复了", chat="staff")
    await world.press("Emma", "Mine is not", on="which you have too, is done")
    await world.sees("Emma", "Not yet: 1")
    assert "说还没好的 2 位" in await world.press("孙大妈", "我家还没好", chat="residents")
    await world.sees("孙大妈", "✅ 3号楼、5号楼 停水（1号）办好了", chat="residents")
    await world.press("赵姨", "我家还没好", chat="residents")
    await world.press("老郑", "我家还没好", chat="residents")
    await world.sees_nothing_of("张姐", "3 位")


async def test_no_another_matter(world: World) -> None:
    """ "No, another one": it is reported under a number of its own."""
    await world.says("老郑", "单元门坏了关不上")
    await world.press("老郑", "报上去")
    await world.says("孙大妈", "单元门坏了")
    await world.press("孙大妈", "不是，另报一件")
    await world.sees("孙大妈", "报上去了，2号")
    await world.sees("李姐", "2号 单元门坏了", chat="staff")


async def test_a_private_matter_of_a_neighbour_is_not_shown(world: World) -> None:
    """Nobody learns of a neighbour's private matter by reporting the same."""
    await world.says("老郑", "楼上邻居老跟我家吵架，骂人")
    await world.press("老郑", "报上去")
    await world.says("孙大妈", "楼上邻居老吵架骂人")
    await world.sees_nothing_of("孙大妈", "刚才有邻居报了")


async def test_who_lives_elsewhere_is_not_asked(world: World) -> None:
    """The same category in another building is another matter."""
    await world.says("老郑", "单元门坏了关不上")
    await world.press("老郑", "报上去")
    await world.says("Emma", "单元门坏了")
    await world.sees("Emma", "Please check that this is right")
    await world.press("Emma", "Report")
    await world.sees("Emma", "No. 2")


async def test_the_whole_estate_has_it(world: World) -> None:
    """An outage is asked about in the other buildings of the estate too, in whatever words; in words of the reader."""
    await world.says("老郑", "停水了，一滴都没有")
    await world.press("老郑", "报上去")
    await world.says("Emma", "there is no water in our building")
    await world.sees("Emma", "A neighbour has just reported", "Is it this one?")
    await world.press("Emma", "This one, my home too")
    await world.sees("李姐", "还有 1 家也是", chat="staff")


async def test_what_is_said_of_a_shared_matter_reaches_all_who_have_it(world: World) -> None:
    """Words passed on about what a whole house has reach those who said "my home too"; words to one home stay
    there."""
    await world.says("老郑", "单元门坏了关不上")
    await world.press("老郑", "报上去")
    await world.says("孙大妈", "单元门坏了")
    await world.press("孙大妈", "就是这件，我家也是")
    await world.press("王师傅", "我来接", chat="staff")
    await world.says("王师傅", "下午三点来换锁", chat="staff", answering="1号 单元门坏了")
    await world.press("王师傅", "转给居民", chat="staff")
    await world.sees("老郑", "王师傅：下午三点来换锁")
    await world.sees("孙大妈", "您家也有的单元门坏了：1号", "王师傅：下午三点来换锁")
    await world.says("王师傅", "您腿脚不好先别下楼", chat="staff", answering="1号 单元门坏了")
    await world.press("王师傅", "转给居民", chat="staff")
    await world.sees("老郑", "您腿脚不好先别下楼")
    await world.sees_nothing_of("孙大妈", "腿脚")


async def test_the_time_that_was_named_is_over(world: World) -> None:
    """Who said "my home too" was told by when: when that is over they read it once, too."""
    await world.says("孙大妈", "我家停电了")
    await world.press("孙大妈", "报上去")
    await world.press("王师傅", "我来接", chat="staff")
    await world.press("老郑", "我家也是", chat="residents")
    for label in ("跟居民说咋办", "30分钟内", "约师傅上门", "不花"):
        await world.press("王师傅", label, chat="staff")
    await world.forward(minutes=1)
    before = await world.sees("老郑", "正在办", "10:30")
    await world.forward(minutes=60)
    await world.sees("老郑", "停电", "10:30", "没办好，对不住", since=before)
    await world.forward(minutes=120)
    late = [one for one in await world.phone("老郑") if "没办好，对不住" in words(one)]
    assert len(late) == 1


@pytest.mark.parametrize("said", ["啥时候来电啊", "啥时候来电", "电啥时候来"], ids=["a", "b", "c"])
async def test_when_of_what_a_neighbour_reported(world: World, said: str) -> None:
    """Who said "my home too" asks when: how that matter stands; nothing is begun."""
    await world.says("孙大妈", "我家停电了")
    await world.press("孙大妈", "报上去")
    await world.press("王师傅", "我来接", chat="staff")
    await world.press("老郑", "我家也是", chat="residents")
    await world.says("老郑", said)
    await world.sees("老郑", "停电", "有人在办")
    await world.sees_nothing_of("老郑", "您看看对不对", "出啥事了")


@pytest.mark.parametrize(
    "said", ["没来呢，我家还黑着", "没来呢", "还没来电", "我家还黑着呢"], ids=["both", "not-back", "no-power", "dark"]
)
async def test_not_back_in_answer_to_the_result(world: World, said: str) -> None:
    """ "没来呢，我家还黑着" right after the result: it goes on, in her words; no new report."""
    await world.says("孙大妈", "我家停电了")
    await world.press("孙大妈", "报上去")
    await world.press("王师傅", "我来接")
    await world.says("王师傅", "办好了")
    await world.says("王师傅", "合闸了")
    await world.sees("孙大妈", "1号办好了")
    await world.says("孙大妈", said)
    await world.sees_nothing_of("孙大妈", "您看看对不对")
    await world.sees("孙大妈", "1号接着办")
    await world.sees_nothing_of("王师傅", "老样子")


async def test_given_is_not_taken(world: World) -> None:
    """A manager gave it to somebody who has not taken it: neighbours read that, not that somebody is at it."""
    await world.says("孙大妈", "楼道灯坏了，单元门口的路灯不亮")
    await world.press("孙大妈", "报上去")
    await world.forward(minutes=5)
    await world.press("张姐", "派给")
    await world.press("张姐", "王师傅")
    await world.sees("李姐", "已经派下去了，等人接", chat="residents")
    await world.press("王师傅", "我们接了")
    await world.sees("李姐", "有人在办", chat="residents")


async def test_what_a_neighbour_adds_later(world: World) -> None:
    """Whoever said "my home too" and writes more of the same: whoever has it reads it, and it counts once."""
    await world.says("孙大妈", "3号楼停水了")
    await world.press("孙大妈", "报上去")
    await world.press("王师傅", "我来接", chat="staff")
    await world.press("老郑", "我家也是", chat="residents")
    await world.says("老郑", "我家是6楼，一点水没有")
    await world.sees("王师傅", "我家是6楼，一点水没有")
    await world.sees("老郑", "转给王师傅了")


@pytest.mark.parametrize(
    "said", ["我家也是，四楼五楼都不亮", "我们单元也不亮，老人下楼费劲", "俺家这也黑着呢，出门得打手电"]
)
async def test_my_home_too_in_words_after_the_press(world: World, said: str) -> None:
    """Whoever pressed "my home too" and says it in words as well, without what it is: no new report, and whoever takes
    it reads the words."""
    await world.says("孙大妈", "3号楼楼道灯不亮")
    await world.press("孙大妈", "报上去")
    await world.press("老郑", "我家也是", chat="residents")
    await world.says("老郑", said)
    await world.sees_nothing_of("老郑", "是这件吗", "您看看对不对")
    await world.press("李姐", "我来接", chat="staff")
    await world.sees("李姐", said)


async def test_too_of_something_else_is_a_report(world: World) -> None:
    """ "My home too" of something else is no word on the lamp."""
    await world.says("孙大妈", "3号楼楼道灯不亮")
    await world.press("孙大妈", "报上去")
    await world.press("老郑", "我家也是", chat="residents")
    await world.says("老郑", "我家也停水了")
    await world.sees("老郑", "“我家也停水了”")
