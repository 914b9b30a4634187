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


async def two_open(world: World, first: str, second: str) -> None:
    for words in (first, second):
        await world.says("孙大妈", words)
        await world.press("孙大妈", "报上去")


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("下水那个，我家302，钥匙在隔壁老郑那儿", "1号"),
        ("1号 门口密码5566", "1号"),
        ("通下水的师傅来的话敲302", "1号"),
        ("停水那个，2单元401，上午在家", "2号"),
    ],
)
async def test_a_way_in_belongs_to_the_matter_that_it_calls(world: World, said: str, number: str) -> None:
    """Of two that are open the way in goes to the one that it calls by its number or kind, and onto no card."""
    await two_open(world, "厨房下水道堵了，水返上来了", "家里停水了")
    await world.says("孙大妈", said)
    await world.sees("孙大妈", f"{number}：记下了")
    await world.sees_nothing_of("李姐", "302", "401", "5566", "钥匙", chat="staff")


async def test_a_way_in_is_for_a_home_before_a_stairwell(world: World) -> None:
    """Where a drain and the stairwell lamp are open, whoever says where she lives means the drain."""
    await two_open(world, "厨房下水道堵了，水返上来了", "楼道灯不亮")
    await world.says("孙大妈", "2单元401，上午在家")
    await world.sees("孙大妈", "1号：记下了")


async def test_a_way_in_is_for_whoever_took_it(world: World) -> None:
    """Of two, the one that somebody has just taken is the one that the door is told for."""
    await two_open(world, "厨房下水道堵了，水返上来了", "卫生间水管漏水")
    await world.press("王师傅", "我来接", on="1号 下水道堵塞", chat="staff")
    await world.says("孙大妈", "2单元302，上午在家")
    await world.sees("孙大妈", "1号：给王师傅了")


async def test_a_way_in_for_one_of_two_is_asked_about(world: World) -> None:
    """Where it could be for either the person is asked which; the words go there alone."""
    await two_open(world, "厨房下水道堵了，水返上来了", "卫生间水管漏水")
    await world.says("孙大妈", "我家302，来前打13812345678")
    await world.press("孙大妈", "1号 下水道堵塞", on="是说哪一件？")
    await world.sees("孙大妈", "1号：记下了")
    await world.press("王师傅", "我来接", on="1号 下水道堵塞", chat="staff")
    await world.press("王师傅", "看门牌电话", on="居民留了门牌电话")
    await world.sees("王师傅", "我家302")


async def test_the_matter_that_is_called_wins_over_the_question(world: World) -> None:
    """ "How do they find you" was pressed for one, and the other is called: the door is for that one."""
    await two_open(world, "厨房下水道堵了，水返上来了", "家里停水了")
    await world.press("王师傅", "我来接", on="2号 停水", chat="staff")
    await world.press("孙大妈", "告诉他咋找我")
    await world.says("孙大妈", "下水那个，2单元302")
    await world.sees("孙大妈", "1号：记下了")


@pytest.mark.parametrize(
    "said", ["改主意了，钥匙别拿了，我下午在家", "钥匙不在他那儿了，改放物业了", "下午我不在家了，五点以后有人"]
)
@pytest.mark.parametrize("answering", ["", "1号"])
async def test_what_changes_a_way_in_goes_where_the_first_went(world: World, said: str, answering: str) -> None:
    """Second thoughts about the key, or when somebody is in: for whoever comes, who reads the old and the new, on no
    card."""
    await world.says("老郑", "家里厕所下水堵了，返水")
    await world.press("老郑", "报上去")
    await world.says("老郑", "钥匙搁小卖部老板那儿，502室")
    await world.says("老郑", said, answering=answering)
    await world.forward(minutes=6)
    await world.sees_nothing_of("王师傅", said, "钥匙", chat="staff")
    await world.press("王师傅", "我来接")
    await world.press("王师傅", "看门牌电话", on="居民留了门牌电话")
    await world.sees("王师傅", "小卖部", said)
