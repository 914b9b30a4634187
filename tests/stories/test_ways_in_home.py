"""How to come into a home is for whoever goes there."""

import pytest

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


@pytest.mark.parametrize(
    "ways",
    [
        ("我电话13843201234，来了敲门，没人就用鞋柜里的钥匙",),
        ("消防栓后头的阀门在左边，门禁按#5566", "没人的话拿鞋柜里的钥匙开"),
        ("密码是我生日六月八号",),
        ("열쇠는 우체통 안에 있어요 비밀번호 1234",),
    ],
)
@pytest.mark.parametrize("taken", [False, True])
async def test_how_to_come_in_belongs_to_what_was_just_reported(
    world: World, ways: tuple[str, ...], *, taken: bool
) -> None:
    """Said after a report, it is no report of its own and stands on no card: it is kept for whoever takes it, all of
    it, and nobody else reads it."""
    await world.says("孙大妈", "3号楼二楼消防栓漏水")
    await world.press("孙大妈", "报上去")
    if taken:
        await world.press("王师傅", "我来接")
    for one in ways:
        await world.says("孙大妈", one)
        await world.sees("孙大妈", "没给别人" if taken else "谁接了这件，只给谁看")
    await world.forward(minutes=12)
    for chat in ("staff", "residents"):
        await world.sees_nothing_of("张姐", "2号", *ways, "钥匙", "5566", "生日", "1234", chat=chat)
    if not taken:
        await world.press("王师傅", "我来接")
    await world.press("王师傅", "看门牌电话", on="居民留了门牌电话")
    await world.sees("王师傅", *ways)


async def test_what_is_broken_beside_a_way_in_is_a_report(world: World) -> None:
    """ "The key is under the mat, and the toilet is blocked too": the second thing is asked about."""
    await world.says("孙大妈", "家里水管漏水")
    await world.press("孙大妈", "报上去")
    await world.says("孙大妈", "钥匙在脚垫底下，厕所也堵了")
    await world.sees("孙大妈", "您看看对不对", "下水道堵塞")
