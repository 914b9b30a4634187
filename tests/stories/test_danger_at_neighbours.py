"""A neighbour has the danger at home too: everybody who was called hears of it, and he is asked for his door."""

from tests.stories.test_danger_talk import alarms
from tests.stories.world import World

CALLED = ("王师傅", "李姐", "张姐")


async def _fire(world: World) -> None:
    await world.says("孙大妈", "3号楼2单元着火了 楼道里冒黑烟")
    await world.press("孙大妈", "有，快来人")


async def test_by_the_button(world: World) -> None:
    """Whoever was called reads at which building, and then at which door; nobody is rung as for a new one."""
    await _fire(world)
    before = await alarms(world)
    await world.press("Emma", "我家也是", chat="residents", on="1号")
    for name in CALLED:
        await world.sees(name, "🆘", "1号", "5号楼", "邻居说")
    await world.sees("Emma", "lift", "unit and door")
    await world.says("Emma", "unit 2, door 301")
    for name in CALLED:
        await world.sees(name, "🆘", "1号", "unit 2, door 301")
    await world.sees_nothing_of("Emma", "unit 2, door 301", chat="residents")
    assert set(await alarms(world)) == set(before)


async def test_once_only(world: World) -> None:
    """Pressed twice it was said once."""
    await _fire(world)
    await world.press("Emma", "我家也是", chat="residents", on="1号")
    told = len(await world.phone("李姐"))
    await world.press("Emma", "我家也是", chat="residents", on="1号")
    assert len(await world.phone("李姐")) == told


async def test_a_lamp_is_counted_as_before(world: World) -> None:
    """What is no danger rings nobody."""
    await world.says("孙大妈", "/bao 路灯不亮了", chat="residents")
    await world.press("Emma", "我家也是", chat="residents", on="1号")
    await world.sees_nothing_of("Emma", "unit and door")
    await world.sees_nothing_of("李姐", "邻居说")
