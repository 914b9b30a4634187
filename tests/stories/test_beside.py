"""What is no report: an idea, something lost or found, praise. No clock, no ladder, nobody is late (domain.md §5)."""

import pytest

from tests.stories.world import World, words


async def test_an_idea_goes_to_the_community(world: World) -> None:
    """It is asked of the community alone, it never turns late, and nobody above hears of it."""
    await world.says("孙大妈", "我想给区里提个建议：小广场装两把长椅")
    await world.sees("孙大妈", "🏷 金点子")
    await world.press("孙大妈", "报上去")
    receipt = await world.sees("孙大妈", "报上去了，1号", "社区商量着来")
    assert "前" not in words(receipt).partition("不着急")[0]
    await world.sees("张姐", "1号 金点子")
    await world.sees_nothing_of("王师傅", "1号")
    await world.forward(hours=30)
    await world.sees_nothing_of("陈主任", "1号")
    await world.sees_nothing_of("张姐", "没给居民准信")
    await world.sees_nothing_of("李姐", "🔴", chat="staff")


async def test_something_found_goes_to_the_heads_of_the_grid(world: World) -> None:
    """Lost and found is the grid's: no property company is asked, and nothing is late."""
    await world.says("孙大妈", "在3号楼门口捡到一串钥匙")
    await world.sees("孙大妈", "🏷 失物招领")
    await world.press("孙大妈", "报上去")
    await world.sees("孙大妈", "报上去了，1号", "找着失主")
    await world.sees("李姐", "1号 失物招领")
    await world.sees_nothing_of("王师傅", "1号")
    await world.forward(hours=3)
    await world.sees_nothing_of("张姐", "1号")
    await world.sees_nothing_of("陈主任", "1号")


@pytest.mark.parametrize("said", ["王师傅修得真好，替我谢谢他", "表扬王师傅，来得快，态度也好"])
async def test_praise_goes_to_whoever_is_praised(world: World, said: str) -> None:
    """In the resident's words, to him alone, and to no group."""
    await world.says("孙大妈", "厨房下水返水，堵两天了")
    await world.press("孙大妈", "报上去")
    await world.press("王师傅", "我来接")
    await world.press("王师傅", "办好了")
    await world.press("王师傅", "已疏通")
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "您这句话我转给王师傅")
    await world.sees("王师傅", "居民夸您", said)
    await world.sees_nothing_of("李姐", said, chat="staff")
