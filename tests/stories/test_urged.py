"""Whoever urges what nobody has yet makes a phone ring, and the words are kept."""

import pytest

from tests.stories.world import World

COLD = "家里暖气不热，还往下滴水"


@pytest.mark.parametrize(
    "said",
    [
        "暖气那水接满两盆了 快来个人啊",
        "水都流到客厅了 能不能快点",
        "都冻死了 家里有个月子孩子 咋没人接呢",
        "暖气滴水滴得更厉害了，赶紧派人来吧",
        "the radiator drips more now, please hurry",
    ],
)
async def test_urging_rings_whoever_is_asked(world: World, said: str) -> None:
    """Added to the matter, and whoever is asked at this moment reads it, as if it had been asked how it stands."""
    await world.says("孙大妈", COLD)
    await world.press("孙大妈", "报上去")
    await world.forward(minutes=1)
    since = (await world.phone("王师傅"))[-1]
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "补到1号里了，也催了")
    await world.sees("王师傅", "居民催了", said, since=since)


async def test_urging_again_within_half_an_hour(world: World) -> None:
    """The words are kept, and nobody is rung a second time."""
    await world.says("孙大妈", COLD)
    await world.press("孙大妈", "报上去")
    await world.says("孙大妈", "暖气水接满两盆了 快来个人啊")
    since = (await world.phone("王师傅"))[-1]
    await world.says("孙大妈", "又接满一盆 快点吧师傅")
    await world.sees("孙大妈", "补到1号里了")
    with pytest.raises(AssertionError):
        await world.sees("王师傅", "居民催了", since=since)


async def test_urging_by_number(world: World) -> None:
    """What is told beside "why does nobody take No. 1" is not lost."""
    await world.says("孙大妈", COLD)
    await world.press("孙大妈", "报上去")
    await world.says("孙大妈", "1号咋没人接呢 都冻死了 家里有个月子孩子")
    await world.sees("王师傅", "居民催了", "家里有个月子孩子")
    await world.sees("孙大妈", "等人接")


async def test_urging_what_is_asked_about(world: World) -> None:
    """Of which matter it is was asked; the press that says so rings too."""
    await world.says("孙大妈", COLD)
    await world.press("孙大妈", "报上去")
    await world.forward(minutes=30)
    await world.says("孙大妈", "老太太给我打电话了 说水都流到客厅了 能不能快点")
    await world.says("孙大妈", "是")
    await world.sees("张姐", "居民催了", "能不能快点")


@pytest.mark.parametrize("said", ["暖气滴水 快满一盆了", "不着急 慢慢来就行 暖气能对付", "我赶紧把暖气阀门关上了"])
async def test_no_urging(world: World, said: str) -> None:
    """Kept on the card, and nobody is rung."""
    await world.says("孙大妈", COLD)
    await world.press("孙大妈", "报上去")
    await world.says("孙大妈", said)
    await world.sees_nothing_of("王师傅", "居民催了")


@pytest.mark.parametrize(
    "said", ["那四点准能来不", "下午四点保准来吗", "四点指定能来啊？", "will they really come at four?"]
)
async def test_whether_they_surely_come(world: World, said: str) -> None:
    """Whoever has it too, and was told an hour, asks whether it holds: how it stands, and no new report."""
    await world.says("孙大妈", "3号楼停水了")
    await world.press("孙大妈", "报上去")
    await world.press("老郑", "我家也是", chat="residents")
    await world.says("李姐", "下午四点过去", chat="staff", answering="1号")
    await world.press("李姐", "16:00", chat="staff")
    since = (await world.phone("老郑"))[-1]
    await world.says("老郑", said)
    await world.sees("老郑", "1号", "16:00", since=since)
    await world.sees_nothing_of("老郑", "这是要报的事吗", "您看看对不对")
