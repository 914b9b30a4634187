"""What residents ask is answered with what is known, and begins no report."""

import pytest

from tests.stories.world import World


@pytest.mark.parametrize(
    "said", ["谁举报我扔垃圾的？", "是谁告的我啊", "是不是老郑举报的我", "who reported me?", "누가 저를 신고했어요?"]
)
async def test_nobody_is_told_who_reported(world: World, said: str) -> None:
    """Whoever asks who reported him is told of nobody, and that it is so for everybody; nothing begins."""
    await world.says("老郑", "孙大妈家往楼下扔垃圾")
    await world.press("老郑", "报上去")
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "谁报的事，我跟邻居谁都不说")
    await world.forward(minutes=15)
    await world.sees_nothing_of("孙大妈", "老郑报", "报上去", "是要报的事吗")


@pytest.mark.parametrize("said", ["听说要停水？啥时候停啊", "听说明天要停水是真的吗", "明天停水不"])
async def test_a_rumour_of_an_outage(world: World, said: str) -> None:
    """ "I hear the water will be off" is answered with what is planned for the building: here with nothing."""
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "3号楼：没听说有计划的停水")
    await world.sees_nothing_of("孙大妈", "是要报的事吗", "您看看对不对")


@pytest.mark.parametrize("said", ["3号楼那井盖修没修", "门口那井盖修好了没有"])
async def test_what_a_neighbour_reported_is_asked_about(world: World, said: str) -> None:
    """How it stands, as anybody may know it; where nobody reported it the person is asked whether it is a report."""
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "这是要报的事吗？")
    await world.press("孙大妈", "就打听一下")
    await world.says("老郑", "3号楼门口井盖没了")
    await world.press("老郑", "报上去")
    since = (await world.phone("孙大妈"))[-1]
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "3号楼 井盖（1号）", since=since)
    await world.sees_nothing_of("孙大妈", "老郑")


@pytest.mark.parametrize(
    "said",
    [
        "那谁给俺整啊，啥前儿能来",
        "1号这会儿整到哪疙瘩了",
        "1那个你们是打算开春再管咋的",
        "你们那个下水的事儿有人搭理没",
        "等配件得等到猴年马月啊",
        "who is on it, and roughly when",
        "언제쯤 오세요? 누가 맡았어요?",
    ],
)
async def test_when_who_and_where_it_stands_in_dialect(world: World, said: str) -> None:
    """Who mends it, when, and where it stands, in the words of the place or another language: answered from the rows,
    and on nobody's card."""
    await world.says("孙大妈", "厕所下水堵了，返水")
    await world.press("孙大妈", "报上去")
    since = (await world.phone("孙大妈"))[-1]
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "1号 下水道堵塞 · 等人接", since=since)
    await world.forward(minutes=6)
    await world.sees_nothing_of("王师傅", said, chat="staff")
    await world.sees_nothing_of("张姐", said)
