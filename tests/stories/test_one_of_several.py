"""Whoever has several matters open says something of one of them: it goes to that one, or is asked about."""

import pytest

from tests.stories.world import World

LAMP, DRAIN, WATER = "楼道灯不亮", "厨房下水道堵了，水返上来了", "家里停水了"


async def open_both(world: World, first: str, second: str) -> None:
    """No. 1 and No. 2."""
    for words in (first, second):
        await world.says("孙大妈", words)
        await world.press("孙大妈", "报上去")


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("灯那个先别修了，我自个儿换上了", "是说1号好了吗？"),
        ("头一个不要了", "真要撤回1号吗"),
        ("行了2撤了吧", "真要撤回2号吗"),
        ("下水那个不用修了", "真要撤回2号吗"),
        ("下水那个不用来了", "是说2号好了吗？"),
        ("刚才那个逗它玩的，撤了吧", "是说哪一件？"),
        ("那个不用修了", "是说哪一件？"),
        ("都不用来了", "是说哪一件？"),
        ("我姑爷来给整好了，你们别来了", "是说哪一件？"),
        ("下水不用来了，我儿子给通开了", "是说2号好了吗？"),
        ("下水通了，别让师傅白跑一趟", "是说2号好了吗？"),
        ("灯也好了", "是说1号好了吗？"),
    ],
)
async def test_taken_back_or_well(world: World, said: str, asked: str) -> None:
    """Nobody has to come any more, or it is well: of the one that is called; else the person is asked which."""
    await open_both(world, LAMP, DRAIN)
    await world.says("孙大妈", said)
    await world.sees("孙大妈", asked)
    await world.sees_nothing_of("孙大妈", "补到", "您看看对不对")


async def test_which_is_well(world: World) -> None:
    """The words wait until it is said of which they are, and then reach whoever has it."""
    await open_both(world, LAMP, DRAIN)
    await world.press("王师傅", "我来接", on="1号 楼道灯不亮", chat="staff")
    await world.says("孙大妈", "修好了，谢谢啊")
    await world.press("孙大妈", "1号", on="是说哪一件？")
    await world.press("孙大妈", "是，好了", on="是说1号好了吗？")
    await world.sees("王师傅", "修好了，谢谢啊")


async def test_one_is_wrong_still_and_one_is_well(world: World) -> None:
    """In one breath: each has its own answer."""
    await open_both(world, LAMP, WATER)
    await world.says("孙大妈", "灯还黑着，水倒是来了")
    await world.sees("孙大妈", "补到1号里了")
    await world.sees("孙大妈", "是说2号好了吗？")


@pytest.mark.parametrize("said", ["招苍蝇，老味儿了", "还招老鼠", "都生蛆了"])
async def test_what_comes_of_it_is_no_other_matter(world: World, said: str) -> None:
    """Flies of the rubbish that was just reported belong to it."""
    await world.says("孙大妈", "3号楼门口垃圾桶满了没人收")
    await world.press("孙大妈", "报上去")
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "补到1号里了")
    await world.says("孙大妈", "我家里有老鼠，大白天的到处跑")
    await world.sees("孙大妈", "您看看对不对", "老鼠蟑螂")


async def test_and_that_lamp(world: World) -> None:
    """ "那灯呢 还黑着呢", while the gate was taken last: the lamp's."""
    await world.says("孙大妈", "三楼楼道灯不亮了 还有单元门也关不上")
    await world.press("孙大妈", "两件都报")
    await world.press("王师傅", "我来接", on="单元门", chat="staff")
    await world.says("孙大妈", "那灯呢 还黑着呢")
    await world.sees("孙大妈", "1号", "谁接谁看得到")
    await world.sees_nothing_of("孙大妈", "转给王师傅")
