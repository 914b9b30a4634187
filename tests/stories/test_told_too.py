"""Whoever has it too hears what the card says: the day, that it is over, that "done" was a mistake."""

from datetime import datetime, timedelta

import pytest

from tests.stories.test_forgotten import stored
from tests.stories.test_listening import GATE, _listens
from tests.stories.world import TEN, ZONE, World, words

WAYS = ["private", "card"]


async def _too(world: World, way: str) -> None:
    """孙大妈 reports the door, 老郑 has it too: said to the bot, or pressed on the card of the group."""
    await world.says("孙大妈", "单元门坏了关不上")
    await world.press("孙大妈", "报上去")
    if way == "card":
        await world.press("老郑", "我家也是", chat="residents")
    else:
        await world.says("老郑", "单元门坏了")
        await world.press("老郑", "就是这件，我家也是")
    await world.press("王师傅", "我来接", chat="staff")


async def _promises(world: World, *day: str) -> None:
    await world.press("王师傅", "更多", chat="staff")
    for label in ("今天办不完", *day, "等配件", "眼下没有"):
        await world.press("王师傅", label, chat="staff")


@pytest.mark.parametrize("way", WAYS)
async def test_the_day_reaches_whoever_has_it_too(world: World, way: str) -> None:
    """A promised day: word for word what the card in the group says."""
    await _too(world, way)
    await _promises(world, "3天内")
    await world.sees("老郑", "等配件，说好", "11月24日", chat="residents")
    await world.sees("老郑", "您家也有的", "等配件，说好", "11月24日")


async def test_another_day_reaches_whoever_has_it_too(world: World) -> None:
    """The day that the holder picked, told in the same words."""
    await _too(world, "private")
    await _promises(world, "选日子", "12月19日")
    await world.sees("老郑", "您家也有的", "等配件，说好", "12月19日")


@pytest.mark.parametrize("way", WAYS)
async def test_the_promised_day_is_over_for_all(world: World, way: str) -> None:
    """It was not done by then: whoever has it too hears that, as the reporter does."""
    await _too(world, way)
    await _promises(world, "3天内")
    await world.forward(to=TEN.replace(day=25, hour=9))
    await world.sees("孙大妈", "1号说好的日子过了")
    await world.sees("老郑", "您家也有的", "说好 11月24日", "没办好")
    await world.sees("老郑", "说好 11月24日", "没办好", chat="residents")


@pytest.mark.parametrize("way", WAYS)
async def test_done_by_mistake_is_said_to_all(world: World, way: str) -> None:
    """ "Done" that is taken back: that it was a mistake, and goes on."""
    await _too(world, way)
    for label in ("办好了", "已换新", "写错了，接着办"):
        await world.press("王师傅", label, chat="staff")
    await world.sees("老郑", "您家也有的", "点错了", "接着办")
    await world.forward(minutes=1)
    await world.press("王师傅", "办好了", chat="staff")
    await world.press("王师傅", "已换新", chat="staff")
    await world.sees("老郑", "您家也有的", "办好了")


async def _talk(world: World) -> None:
    """孙大妈 speaks of the door in a group that is read along, and two more have it before anything is pressed."""
    await _listens(world)
    await world.says("孙大妈", GATE, chat="residents")
    await world.sees("孙大妈", "报上去吗", chat="residents")


@pytest.mark.parametrize("said", ["我家也是", "我们单元门也坏了", "+1"], ids=["too", "the-door", "plus"])
async def test_said_before_the_press(world: World, said: str) -> None:
    """ "My home too" between the question and the press: it counts once it is filed, and gets its thumb."""
    await _talk(world)
    await world.says("老郑", said, chat="residents")
    await world.press("孙大妈", "报上去", chat="residents")
    await world.sees("老郑", "1 位邻居说“我家也是”", chat="residents")
    mine = [one for one in await world.phone("老郑", chat="residents") if words(one) == said]
    assert [one["emoji"] for one in mine[-1]["reactions"]] == ["👍"]


async def test_said_before_another_pressed(world: World) -> None:
    """Two neighbours, one of them twice; whoever looks after the area presses."""
    await _talk(world)
    for who in ("老郑", "Emma", "老郑"):
        await world.says(who, "我家也是", chat="residents")
    await world.press("李姐", "报上去", chat="residents")
    await world.sees("老郑", "2 位邻居说“我家也是”", chat="residents")


async def test_said_and_not_filed(world: World) -> None:
    """Nothing is filed: nothing is counted, and the words are not kept."""
    await _talk(world)
    await world.says("老郑", "我家也是", chat="residents")
    await world.press("孙大妈", "不用", chat="residents")
    await world.sees_nothing_of("老郑", "位邻居说", chat="residents")
    assert "我家也是" not in await stored(world)


async def test_a_promised_day_that_ends_at_midnight(world: World) -> None:
    """Service hours are off, the day ends at midnight: nobody hears of it in the night, everybody at nine."""
    await _too(world, "private")
    await _promises(world, "3天内")
    nine = TEN.replace(day=25, hour=9)
    await world.forward(to=nine - timedelta(minutes=1))
    for who, said in (("孙大妈", "说好的日子过了"), ("老郑", "没办好"), ("陈主任", "说好的日子过了")):
        await world.sees_nothing_of(who, said)
    await world.forward(minutes=1)
    for who, said in (("孙大妈", "说好的日子过了"), ("老郑", "没办好"), ("陈主任", "说好的日子过了")):
        told = await world.sees(who, said)
        assert told["notification"] == "loud", who
        assert datetime.fromtimestamp(told["date"], ZONE) >= nine
