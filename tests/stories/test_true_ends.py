"""What is said of what is over is true: a danger that nobody had is over and waits for nobody; what was put together is
not done."""

from tests.stories.test_resident_followed import reported
from tests.stories.test_scene import called
from tests.stories.world import World, buttons

GATE = "单元门坏了关不上"


async def test_an_ended_danger_waits_for_nobody(world: World) -> None:
    """ "已解除" by the community, and nobody had taken it: no phone and no card says that nobody has taken it, nor that
    somebody did; who does what is left has the button."""
    await called(world)
    await world.press("张姐", "已解除")
    for one in ("王师傅", "李姐", "陈主任"):
        message = await world.sees(one, "险情解除了", "不用再赶过去了")
        assert "我来接" in "".join(buttons(message))
        await world.sees_nothing_of(one, "1号 煤气味：还没人接")
    await world.sees("李姐", "1号 煤气味 · 险情解除了", chat="staff")
    await world.sees_nothing_of("李姐", "等人接", "谁接", "下一步", chat="staff")
    await world.says("孙大妈", "/wode")
    await world.sees("孙大妈", "1号 煤气味 · 险情解除了")
    await world.sees_nothing_of("孙大妈", "等人接", "有人接了")
    card = await world.sees("老郑", "3号楼 煤气味", "没有危险了", chat="residents")
    assert not buttons(card)
    await world.sees_nothing_of("老郑", "值班的人", chat="residents")


async def test_an_ended_danger_that_is_a_defect_goes_on(world: World) -> None:
    """What became urgent and is a defect besides, goes on for the neighbours who have it too."""
    await reported(world, GATE)
    await world.press("张姐", "有危险", chat="staff")
    await world.press("张姐", "有人受伤", chat="staff")
    await world.press("张姐", "已解除", chat="staff")
    await world.sees_buttons("老郑", "我家也是", chat="residents", on="单元门")


async def test_together_is_not_done(world: World) -> None:
    """On the phones of those who were asked stands with which number it is dealt with; taken apart, that it goes on."""
    await reported(world, GATE)
    await world.forward(minutes=2)
    await world.says("老郑", "单元门锁不上了")
    await world.press("老郑", "不是，另报一件")
    await world.press("李姐", "合到一起", chat="staff")
    for one in ("王师傅", "赵姨"):
        await world.sees(one, "2号 单元门坏了 · 并到 1号")
        await world.sees_nothing_of(one, "完了")
    await world.press("老郑", "不是一回事")
    await world.forward(seconds=70)
    for one in ("王师傅", "赵姨"):
        await world.sees(one, "2号 单元门坏了又单独办了")
        await world.sees(one, "2号 单元门坏了 · 等人接")
        await world.sees_nothing_of(one, "并到 1号")


async def test_several_put_together_in_one_message(world: World) -> None:
    """Two that came at once are one message; put together, its line says with which."""
    await reported(world, GATE)
    await world.says("老郑", "单元门锁不上了")
    await world.press("老郑", "不是，另报一件")
    await world.forward(minutes=2)
    await world.press("李姐", "合到一起", chat="staff")
    await world.press("李姐", "我来接", chat="staff")
    await world.sees_nothing_of("王师傅", "完了")
    await world.sees("王师傅", "并到 1号")
