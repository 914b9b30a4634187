"""What residents' groups read of the echo wall by themselves, where their community wants it."""

from casework.capabilities import Capability
from tests.stories.test_capabilities import switches
from tests.stories.world import TEN, World, buttons

FRIDAY = TEN.replace(day=27, hour=18)


async def done(world: World, who: str, words: str, result: str) -> None:
    """Reported, taken, done."""
    await world.says(who, words)
    await world.press(who, "报上去")
    for label in ("我来接", "办好了", result):
        await world.press("王师傅", label, chat="staff")


async def test_a_result_is_read_in_the_residents_group(world: World) -> None:
    """What was done, how long it took, how it was rated; nobody's name; a neighbour says whether it is fixed."""
    await switches(world, Capability.WALL_RESULTS, on=True)
    await done(world, "孙大妈", "楼道灯不亮", "已换新")
    await world.sees_nothing_of("老郑", "回音壁", chat="residents")
    await world.press("孙大妈", "满意")
    told = await world.sees("老郑", "📣 回音壁", "楼道灯不亮", "办好了", "用时：", "报事的邻居：满意", chat="residents")
    assert "孙" not in told["text"]
    assert "王师傅" not in told["text"]
    assert any("弄好没" in one for one in buttons(told))


async def test_what_is_private_is_not_posted(world: World) -> None:
    """What may be told of a household by its kind alone has no words; what is private is not there at all."""
    await switches(world, Capability.WALL_RESULTS, on=True)
    await done(world, "孙大妈", "我家下水道堵了，厕所没法用", "已疏通")
    await world.press("孙大妈", "满意")
    told = await world.sees("老郑", "📣 回音壁", "下水道堵塞", chat="residents")
    assert "厕所" not in told["text"]
    await world.says("孙大妈", "邻居两口子打架，她让人打了")
    await world.forward(hours=1)
    await world.sees_nothing_of("老郑", "2号", chat="residents")


async def test_the_week_is_told_on_friday(world: World) -> None:
    """How many, what was quickest, what waits longest; a week without anything says so."""
    await switches(world, Capability.WALL_WEEK, on=True)
    await done(world, "孙大妈", "楼道灯不亮", "已换新")
    await world.press("孙大妈", "满意")
    await world.says("老郑", "小区北门路灯不亮")
    await world.press("老郑", "报上去")
    await world.forward(to=FRIDAY)
    told = await world.sees(
        "老郑", "这一周", "报了 2 件", "办好 1", "最快：楼道灯不亮", "等得最久", "/huiyin", chat="residents"
    )
    assert "孙" not in told["text"]
    await world.forward(hours=7 * 24)
    await world.sees("老郑", "这周没人报事", chat="residents")


async def test_nothing_is_posted_where_nobody_wants_it(world: World) -> None:
    """Off until a community turns it on."""
    await done(world, "孙大妈", "楼道灯不亮", "已换新")
    await world.press("孙大妈", "满意")
    await world.forward(to=FRIDAY)
    await world.sees_nothing_of("老郑", "📣", chat="residents")
