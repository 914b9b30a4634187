"""It is over, said by this one and that one: before anybody was called, by staff who are not there, by a neighbour."""

import pytest

from tests.stories.test_danger import CALLED, all_see, bot_says
from tests.stories.test_dangers import called
from tests.stories.test_listening import _listens
from tests.stories.world import World

FIRE = "楼道着火了 冒黑烟"
MAYBE = "煤气灶打火就蹿一尺多高，吓人呢"


async def alarms(world: World) -> dict[str, int]:
    """How many messages with the sign of danger each of those who may be called has."""
    return {one: len([said for said in await bot_says(world, one) if "🆘" in said]) for one in CALLED}


@pytest.mark.parametrize(
    ("first", "back"),
    [
        (FIRE, "灭了灭了 虚惊一场"),
        (FIRE, "已经扑灭，谢谢"),
        (MAYBE, "没事了，关上了"),
        (MAYBE, "阀门拧紧了，好了"),
        ("厨房煤气味特别大", "煤气关了没事了"),
        ("厨房煤气味特别大", "原来是邻居炒辣椒"),
    ],
)
async def test_before_anybody_was_called(world: World, first: str, back: str) -> None:
    """Within the minute, of what is sure and of what may be: nothing is filed, and nobody hears."""
    await world.says("孙大妈", first)
    await world.says("孙大妈", back)
    await world.sees("孙大妈", "没报")
    await world.forward(minutes=3)
    await world.sees_nothing_of("张姐", "1号", "也许")


@pytest.mark.parametrize("said", ["煤气关了没事了", "火灭了", "虚惊一场"])
async def test_of_what_nobody_told(world: World, said: str) -> None:
    """Before anything was told: a kind word, and no report."""
    await world.says("孙大妈", said)
    await world.forward(minutes=12)
    await world.sees_nothing_of("孙大妈", "您看看对不对", "报上去了")
    await world.sees_nothing_of("张姐", "1号")


@pytest.mark.parametrize("chat", ["staff", "private"])
async def test_by_staff_who_are_not_there(world: World, chat: str) -> None:
    """In the group or privately, before anybody pressed that he is there: the others read it, it goes on, and he is
    asked to press that he is there; then he ends it."""
    await called(world, FIRE)
    before = await alarms(world)
    await world.says("王师傅", "火灭了，没事了", chat=chat, answering="1号")
    await world.sees("张姐", "📣 1号", "火灭了，没事了")
    await world.sees("王师傅", "得到场的人或者社区", chat=chat)
    assert await alarms(world) == before
    await world.press("王师傅", "我到场了", chat=chat, on="得到场的人")
    await world.press("王师傅", "已解除")
    await world.sees("孙大妈", "1号", "险情解除了")


async def test_by_the_community(world: World) -> None:
    """Whoever may end it has the buttons under his words, and may type them; nothing ends by "the fire is out"."""
    await called(world, FIRE)
    await world.says("张姐", "火灭了，没人受伤")
    await world.sees("张姐", "1号危险过去了吗")
    await world.sees_nothing_of("孙大妈", "险情解除了")
    await world.says("张姐", "已解除")
    await world.sees("孙大妈", "1号", "险情解除了")


@pytest.mark.parametrize(
    ("said", "answering"), [("没事了，火灭了", FIRE), ("火已经灭了，大家放心", ""), ("灭了灭了", "")]
)
async def test_by_a_neighbour_in_the_group(world: World, said: str, answering: str) -> None:
    """Those who were called read that a neighbour says so, without an alarm, and it does not end."""
    await _listens(world)
    await world.says("孙大妈", FIRE, chat="residents")
    await all_see(world, "🆘 1号")
    before = await alarms(world)
    await world.says("老郑", said, chat="residents", answering=answering)
    await all_see(world, "💬 1号", "邻居说没事了", said)
    assert await alarms(world) == before
    await world.sees_nothing_of("孙大妈", "险情解除了")


@pytest.mark.parametrize("said", ["没事了", "来电了", "找着了，谢谢大家"])
async def test_of_something_else_in_the_group(world: World, said: str) -> None:
    """What is over and is not named as the fire is not told to those who run there."""
    await _listens(world)
    await world.says("孙大妈", FIRE, chat="residents")
    await world.says("老郑", said, chat="residents")
    await world.sees_nothing_of("张姐", "邻居说没事了", "居民说")
