"""The stage itself: the bot starts in a town that knows it, is quiet, and hears what people say."""

from tests.stories.world import TEN, World


async def test_nobody_hears_anything_before_something_happens(world: World) -> None:
    """A bot that starts says nothing to anybody."""
    assert [one for one in await world.phone("孙大妈") if one["from"].get("is_bot")] == []
    assert await world.now() == TEN


async def test_a_report_nobody_touches_pings_on_time(world: World) -> None:
    """One sentence, one tap, and at 5, 30 and 120 minutes and after 24 hours the right phones ring, to the second."""
    await world.says("孙大妈", "单元门口下水道堵了，污水往外冒")
    await world.press("孙大妈", "报上去")
    filed = await world.now()
    await world.sees("王师傅", "号")
    await world.sees("李姐", "号")
    await world.sees_nothing_of("张姐", "号")
    await world.forward(minutes=5)
    ping = await world.sees("张姐", "号")
    assert 299 <= ping["date"] - filed.timestamp() <= 300
    await world.sees_nothing_of("陈主任", "号")
    await world.forward(minutes=115)
    await world.sees("陈主任", "号")
    await world.sees_nothing_of("杜督办", "号")
    await world.forward(hours=22)
    await world.sees("杜督办", "号")
