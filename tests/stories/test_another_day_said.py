"""Where the reason of a promised day is asked, a day is a day: it changes the promise, and nobody reads it as why."""

import pytest

from tests.stories.test_resident_followed import accepted
from tests.stories.world import World

WHY = "为啥？居民会看到这句"
OTHERS = ["1号改成周二", "挪到周二吧，周一我有会", "周二吧", "改到周二上午", "不是明天，是周二", "说错了，是11月24号"]
REASONS = ["配件周二才到货", "周一要开会，抽不开人", "等市场监管一起去", "明天要下雪", "得周二挖沟", "师傅二十四号回来"]
KEPT = ["先别发", "别告诉居民", "先不定了", "先不改了", "别改了", "先别转给她"]


@pytest.fixture
async def asked(world: World) -> World:
    """王师傅 said tomorrow, and is asked why."""
    await accepted(world)
    await world.says("王师傅", "1号")
    await world.press("王师傅", "更多")
    for label in ("今天办不完", "明天"):
        await world.press("王师傅", label)
    await world.sees("王师傅", WHY)
    return world


@pytest.mark.parametrize("said", OTHERS)
async def test_a_day_said_where_the_reason_is_asked(asked: World, said: str) -> None:
    """Another day is asked back; the resident reads neither the words nor the day that was meant no more."""
    await asked.says("王师傅", said)
    await asked.sees("王师傅", "1号：11月24日", "对吗")
    await asked.press("王师傅", "对，", on="对吗")
    await asked.sees_nothing_of("孙大妈", said)
    await asked.press("王师傅", "等配件", on=WHY)
    for fragment in (said, "11月22日"):
        await asked.sees_nothing_of("孙大妈", fragment)


@pytest.mark.parametrize("said", REASONS)
async def test_a_reason_with_a_day_in_it(asked: World, said: str) -> None:
    """A reason may name a day: it is the reason, and the day that was said stays."""
    await asked.says("王师傅", said)
    await asked.press("王师傅", "眼下没有")
    await asked.sees("孙大妈", f"为啥：{said}", "11月22日（周日）前")


@pytest.mark.parametrize("said", KEPT)
async def test_not_to_be_told(asked: World, said: str) -> None:
    """Nothing is told to anybody."""
    await asked.says("王师傅", said)
    await asked.sees("王师傅", "好，什么都没动")
    await asked.sees_nothing_of("孙大妈", said)
    await asked.sees_nothing_of("孙大妈", "今天办不完")


async def test_another_day_without_one(asked: World) -> None:
    """ "换个日子": the day is asked once more."""
    await asked.says("王师傅", "换个日子")
    await asked.sees("王师傅", "1号哪天能办好")
    await asked.sees_nothing_of("孙大妈", "换个日子")


async def test_not_tomorrow_but_the_day_after(world: World) -> None:
    """ "不是明早，后天早上" right after a day was read names one day, which is not asked for."""
    await accepted(world)
    await world.says("王师傅", "1号")
    await world.press("王师傅", "更多")
    await world.press("王师傅", "今天办不完")
    await world.says("王师傅", "明天早上")
    await world.says("王师傅", "不是明早，后天早上")
    await world.sees("王师傅", "1号：11月23日（周一）10:00前，对吗")
