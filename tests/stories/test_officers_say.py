"""Officers of a department say what becomes of a whistle as people do: into their group, or privately, without an
answer to anything."""

import pytest

from tests.stories.departments import CITY_CHAT, POLICE_CHAT, whistled
from tests.stories.test_whistles import gate as gate
from tests.stories.world import World, words


@pytest.fixture
async def called(gate: World) -> World:
    """All three departments are called to the school gate; the bot reads all of the groups."""
    await gate.press("张姐", "更多")
    await whistled(gate)
    await gate.hears_all()
    return gate


async def _another(world: World, minutes: int) -> None:
    """So long after, they are called to another matter."""
    await world.forward(minutes=minutes)
    await world.says("老郑", "5号楼门口又摆摊了")
    await world.press("老郑", "报上去")
    await world.forward(minutes=5)
    await world.press("张姐", "我来接手", on="2号")
    await world.press("张姐", "更多", on="2号")
    await whistled(world, on="2号")


@pytest.mark.parametrize(
    "said", ["收到 二十分钟到", "收到 派两个人过去", "收到，半小时到", "马上过去", "十五分钟左右到"]
)
@pytest.mark.parametrize("chat", [CITY_CHAT, "private"])
async def test_when_they_come(called: World, said: str, chat: str) -> None:
    """ "Got it, twenty minutes": whoever whistled reads it; nobody is there yet."""
    await called.says("小田", said, chat=chat)
    await called.sees("小田", "转过去了", chat=chat)
    await called.sees("张姐", "吹哨1号", "城管执法", said)
    await called.sees("张姐", "城管执法：10:35 前报到")


@pytest.mark.parametrize(
    "said", ["收到", "中午吃啥", "几点到", "三点开会", "快递三点到", "三个人吃饭", "俩人", "派我去开会"]
)
async def test_talk_of_officers(called: World, said: str) -> None:
    """What says nothing of it is passed on to nobody, and not answered in the group."""
    before = words((await called.phone("小田", chat=CITY_CHAT))[-1])
    await called.says("小田", said, chat=CITY_CHAT)
    shown = await called.phone("小田", chat=CITY_CHAT)
    assert [words(one) for one in shown[-2:]] == [before, said]
    await called.sees_nothing_of("张姐", said)


@pytest.mark.parametrize("chat", [CITY_CHAT, "private"])
async def test_how_many_and_not_theirs_after_all(called: World, chat: str) -> None:
    """Asked how many they are, "three"; and who has come and finds that it is another's is heard."""
    await called.says("小田", "到了", chat=chat)
    await called.sees("小田", "来了几个人", chat=chat)
    await called.says("小田", "三个人", chat=chat)
    await called.sees("张姐", "城管执法：10:05 到，3 人")
    await called.says("小田", "这不归我们管 归市政", chat=chat)
    await called.sees("张姐", "吹哨1号", "城管执法", "这不归我们管 归市政")
    await called.sees("小田", "转过去了", chat=chat)


async def test_of_the_one_told_last(called: World) -> None:
    """Two wait. Long after the first was told of last, plain words are about the second; of two told within the hour
    it is asked which."""
    await called.says("小田", "到了", chat=CITY_CHAT)
    await _another(called, minutes=150)
    await called.says("小田", "收到 二十分钟到", chat=CITY_CHAT)
    await called.sees("张姐", "吹哨2号", "收到 二十分钟到")
    await called.says("小田", "到了", chat=CITY_CHAT)
    await called.sees("张姐", "吹哨2号", "城管执法：12:40 到")


async def test_of_two_told_lately_it_is_asked(called: World) -> None:
    """The press is about the one that it names."""
    await _another(called, minutes=10)
    await called.says("周警官", "收到 二十分钟到", chat=POLICE_CHAT)
    await called.sees_nothing_of("张姐", "收到 二十分钟到")
    await called.press("周警官", "吹哨1号", chat=POLICE_CHAT)
    await called.sees("张姐", "吹哨1号", "派出所", "收到 二十分钟到")
