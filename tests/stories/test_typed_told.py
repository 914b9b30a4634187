"""What stands on the buttons of a message that came by itself is typed, as that of any question."""

import pytest

from tests.stories.departments import CITY_CHAT, GATE, SECRETARY, with_departments
from tests.stories.test_promises import promised as promised
from tests.stories.test_resident_followed import planned, resolved
from tests.stories.test_seats import link_to
from tests.stories.world import World


@pytest.fixture
async def rude(world: World) -> World:
    """孙大妈 complained of the manner of what was done: does the work have to go on?"""
    await resolved(world)
    await world.press("孙大妈", "没弄好")
    await world.press("孙大妈", "态度不好")
    await world.says("孙大妈", "进门就骂人")
    await world.sees("孙大妈", "活儿要接着弄吗？")
    return world


@pytest.mark.parametrize("said", ["要", "1", "要的", "对"], ids=["yes", "first", "yes-too", "right"])
async def test_the_work_has_to_go_on(rude: World, said: str) -> None:
    """ "要" to "活儿要接着弄吗？"."""
    await rude.says("孙大妈", said)
    await rude.sees("孙大妈", "是咋回事")
    await rude.press("孙大妈", "弄了一半")
    await rude.sees("孙大妈", "1号接着办")


@pytest.mark.parametrize("said", ["不用", "2", "活儿弄好了，只是提意见"], ids=["no", "second", "label"])
async def test_the_work_is_fine(rude: World, said: str) -> None:
    """ "不用": it is over, nothing is opened and nothing filed."""
    await rude.says("孙大妈", said)
    await rude.sees_nothing_of("孙大妈", "您是说没弄好吗", "您看看对不对")
    await rude.sees_nothing_of("李姐", "又打开了", chat="staff")


@pytest.mark.parametrize("said", ["行", "可以", "1", "行，我来替"], ids=["fine", "can", "first", "label"])
async def test_a_cover_is_taken(world: World, said: str) -> None:
    """ "行" to "can you cover for me?"."""
    await world.says("张姐", "/zhiban")
    await world.press("张姐", "找人替我", on="值班：北苑社区")
    await world.press("张姐", "社区 刘哥")
    await world.says("刘哥", said)
    await world.sees("张姐", "✓ 社区 刘哥替您值班")


@pytest.mark.parametrize("said", ["不行", "替不了", "2"], ids=["no", "label", "second"])
async def test_a_cover_is_refused(world: World, said: str) -> None:
    """ "不行": whoever asked hears it."""
    await world.says("张姐", "/zhiban")
    await world.press("张姐", "找人替我", on="值班：北苑社区")
    await world.press("张姐", "社区 刘哥")
    await world.says("刘哥", said)
    await world.sees("张姐", "社区 刘哥替不了")


@pytest.mark.parametrize(("said", "given"), [("是", True), ("同意", True), ("不是", False), ("2", False)])
async def test_a_seat_is_handed_over(world: World, said: str, given: bool) -> None:
    """ "是" to "has the post been handed over?"."""
    await world.starts("小周", await link_to(world, "李姐"))
    await world.sees("李姐", "小周")
    await world.says("李姐", said)
    if given:
        await world.sees("小周", "您现在是：")
    else:
        await world.sees_nothing_of("小周", "您现在是：")


@pytest.mark.parametrize(("said", "agreed"), [("同意", True), ("行", True), ("不行", False), ("不同意", False)])
async def test_the_day_moves(promised: World, said: str, agreed: bool) -> None:
    """ "同意" to "may the day move?"."""
    await promised.press("王师傅", "得改日子", chat="staff")
    await promised.press("王师傅", "晚1天", chat="staff")
    await promised.press("王师傅", "等配件", chat="staff")
    await promised.says("张姐", said)
    if agreed:
        await promised.sees("孙大妈", "1号的日子要改")
    else:
        await promised.sees("王师傅", "社区没同意改日子")


async def test_a_whistle_is_granted(world: World) -> None:
    """ "行" to a branch secretary who asks the community to whistle; an officer types what is on the card."""
    await with_departments(world)
    await world.says(SECRETARY, "/chuishao")
    await world.press(SECRETARY, "🔔 吹哨")
    await world.says(SECRETARY, "第九小学门口")
    await world.press(SECRETARY, GATE)
    await world.press(SECRETARY, "🔔 吹哨", on="叫谁来")
    await world.says("张姐", "行")
    await world.sees("小田", "吹哨1号", chat=CITY_CHAT)
    await world.says("钱所长", "我们到了")
    await world.sees("张姐", "市场监管所：10:00 到")


async def test_the_newest_counts(rude: World) -> None:
    """Asked something else since then, "要" is the answer to that; hours later it is to nothing."""
    asked = await rude.sees("孙大妈", "是咋回事")
    await rude.says("孙大妈", "单元门坏了关不上")
    await rude.says("孙大妈", "对")
    await rude.sees("孙大妈", "报上去了，2号")
    assert await rude.sees("孙大妈", "是咋回事") == asked
    await rude.forward(minutes=61)
    await rude.says("孙大妈", "要")
    await rude.sees_nothing_of("李姐", "又打开了", chat="staff")


async def test_all_right_to_the_plan(world: World) -> None:
    """ "中" after the plan is its "all right"."""
    await planned(world)
    await world.says("孙大妈", "中")
    await world.sees("孙大妈", "好。")
    await world.sees_nothing_of("孙大妈", "家门口有啥事")
