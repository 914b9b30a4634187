"""Whoever was asked and did something of it has answered: no alarm counts him among the silent, and each says what."""

import pytest

from tests.stories.departments import with_departments
from tests.stories.world import World, told

DEEDS = {
    "1号让城管去看看": "吹了哨",
    "1号这事我问问城管再说": "写了一句",
    "1号物业先去维持一下秩序": "写了一句",
    "1号等派出所的信儿": "写了一句",
    "1号我跟学校联系着呢": "写了一句",
    "1号催一下物业": "催过",
}


@pytest.fixture
async def late(world: World) -> World:
    """Nobody took it in five minutes: 张姐 is asked."""
    await with_departments(world)
    await world.says("孙大妈", "校门口全是摆摊的，接孩子过不去")
    await world.press("孙大妈", "报上去")
    await world.forward(minutes=6)
    return world


@pytest.mark.parametrize("said", DEEDS)
async def test_no_alarm_counts_her_silent(late: World, said: str) -> None:
    """Neither the group's line that nobody answers, nor the card of whoever is asked next."""
    await late.says("张姐", said)
    if DEEDS[said] == "吹了哨":
        await late.press("张姐", "🔔 吹哨", on="叫谁来")
    await late.hears_all()
    await late.forward(minutes=40)
    cards = [told(one) for who in ("刘哥", "陈主任", "马哥") for one in await late.phone(who)]
    cards += [told(one) for one in await late.phone("刘哥", chat="staff")]
    assert not any("社区 张姐（没回）" in one for one in cards), cards
    alarms = [one for one in cards if "没人应：" in one]
    assert all(f"社区 张姐（10:06 {DEEDS[said]}）" in one for one in alarms), alarms
    assert alarms, cards
