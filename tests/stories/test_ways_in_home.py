"""How to come into a home is for whoever goes there."""

from tests.stories.world import World


async def test_where_a_key_lies_stands_on_no_card(world: World) -> None:
    """Where the key lies, that the door is open: on no card that many read; whoever has the matter reads it."""
    await world.says("孙大妈", "下水道堵了，钥匙搁隔壁老郑家，门没锁直接进")
    await world.press("孙大妈", "报上去")
    await world.sees("李姐", "怎么进门", chat="staff")
    await world.sees_nothing_of("李姐", "钥匙", "没锁", chat="staff")
    await world.sees_nothing_of("老郑", "钥匙", "没锁", chat="residents")
    await world.press("王师傅", "我来接")
    await world.sees("王师傅", "钥匙搁隔壁老郑家", "门没锁直接进")
