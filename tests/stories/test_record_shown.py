"""Who looked at personal details, and what was done to seats and groups: shown to whoever manages or administers."""

from bot.callbacks import encode
from tests.stories.test_resident_followed import accepted
from tests.stories.world import World, buttons


async def test_who_looked_at_a_door_is_read_by_the_community(world: World) -> None:
    """The look, who and when, and no door: under the board of the community, and to the administrator."""
    await accepted(world)
    await world.press("孙大妈", "告诉他咋找我")
    await world.says("孙大妈", "2单元502，13900001111")
    await world.press("王师傅", "看门牌电话")
    await world.says("张姐", "/board")
    await world.press("张姐", "谁看过")
    seen = await world.sees("张姐", "谁看过居民的信息", "物业 王师傅 看了 1号 的门牌电话")
    assert "13900001111" not in seen["text"]
    assert "502" not in seen["text"]
    await world.says("何管理", "/admin")
    await world.press("何管理", "谁看过")
    await world.sees("何管理", "物业 王师傅 看了 1号 的门牌电话")


async def test_nobody_else_reads_who_looked(world: World) -> None:
    """Neither whoever looked, nor a grid head, nor a resident; nor by a button that was kept."""
    await accepted(world)
    await world.press("孙大妈", "告诉他咋找我")
    await world.says("孙大妈", "2单元502，13900001111")
    await world.press("王师傅", "看门牌电话")
    await world.says("李姐", "/board")
    assert "🔎 谁看过" not in buttons(await world.sees("李姐", "没完的"))
    for person in ("李姐", "王师傅", "孙大妈"):
        await world.forges(person, encode("s_record"))
        await world.sees_nothing_of(person, "看了 1号 的门牌电话")
