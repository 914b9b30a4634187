"""Whose words they are: an answer to a form is no word on a danger, and who phoned for an ambulance beats nobody."""

import pytest

from tests.stories.world import World


@pytest.mark.parametrize("said", ["下午两点带疏通机过去", "带疏通机过去", "我下午过去看看", "明天上午过去"])
async def test_a_plan_is_no_word_on_a_danger(world: World, said: str) -> None:
    """How a drain will be mended, typed while people are called to a lift, is not told as on the way there."""
    await world.says("孙大妈", "下水道堵了")
    await world.press("孙大妈", "报上去")
    await world.press("王师傅", "我来接", chat="staff", on="1号")
    await world.says("老郑", "电梯坏了，我妈困在里头")
    await world.press("老郑", "有，快来人")
    await world.press("王师傅", "跟居民说咋办", chat="staff", on="1号")
    await world.press("王师傅", "跟居民说咋办", on="1号")
    await world.says("王师傅", said)
    for one in ("老郑", "李姐", "张姐"):
        await world.sees_nothing_of(one, "王师傅在路上")


@pytest.mark.parametrize("said", ["我在路上，五分钟", "到楼下了，没人应门"])
async def test_a_plain_word_is_on_the_danger(world: World, said: str) -> None:
    """ "On my way", "I'm there" is about the danger, whatever form stands."""
    await world.says("孙大妈", "下水道堵了")
    await world.press("孙大妈", "报上去")
    await world.press("王师傅", "我来接", chat="staff", on="1号")
    await world.says("老郑", "电梯坏了，我妈困在里头")
    await world.press("老郑", "有，快来人")
    await world.press("王师傅", "跟居民说咋办", on="1号")
    await world.says("王师傅", said)
    await world.sees("老郑", "2号", "王师傅")
    await world.sees_nothing_of("孙大妈", said)


@pytest.mark.parametrize("said", ["打了120了", "打了120了，人还没来", "已经打120了 没人接", "120打了"])
async def test_who_phoned_is_called_for(world: World, said: str) -> None:
    """ "I have phoned" instead of a press is no "no": people are called, and that it is over ends no other draft."""
    await world.says("孙大妈", "我爸摔倒了，叫不醒")
    await world.says("孙大妈", said)
    await world.sees("张姐", "1号", "🆘")
    await world.says("孙大妈", "醒了 没事了")
    await world.sees_nothing_of("孙大妈", "好，没报")
    await world.forward(minutes=15)
    await world.sees_nothing_of("孙大妈", "2号")


async def test_no_joke_after_all(world: World) -> None:
    """ "Only joking", then "no, it does smell": those who were called read that it goes on, not that it is over."""
    await world.says("孙大妈", "屋里煤气味特别大")
    await world.press("孙大妈", "有，快来人")
    await world.says("孙大妈", "哈哈逗你玩呢 没事")
    await world.says("孙大妈", "不是 真有味 我没开玩笑")
    await world.sees("陈主任", "真有味 我没开玩笑")
    await world.sees_nothing_of("陈主任", "没事了：“不是")
    await world.sees_nothing_of("张姐", "没事了：“不是")
