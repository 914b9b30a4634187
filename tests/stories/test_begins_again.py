"""A danger that was said to be over, or none, is taken back in words of whoever works here: the same matter, whose
people are rung anew. Nothing is filed a second time."""

import pytest

from tests.stories.world import World

GAS = "家里煤气味很大"
OTHERS = ("李师傅", "小孙", "刘哥", "陈主任", "马哥")


async def none(world: World, word: str = "是误报") -> None:
    """张姐 says that the smell of gas was a false alarm, or is over."""
    await world.says("孙大妈", GAS)
    await world.press("孙大妈", "有，快来人")
    await world.press("张姐", word)


async def rung_anew(world: World, who: str) -> None:
    """Everybody who was called is called again, for No. 1; there is no other."""
    for one in OTHERS:
        if one != who:
            over = await world.sees(one, "不用再赶过去了")
            await world.sees(one, "🆘 1号 煤气味", since=over)
            await world.sees_nothing_of(one, "2号 ")
    await world.sees("李姐", "🆘 1号 煤气味", chat="staff")
    await world.sees_nothing_of("李姐", "2号 ", chat="staff")


@pytest.mark.parametrize(
    ("who", "said", "how"),
    [
        ("张姐", "等等，又有味儿了，不是误报", "plain"),
        ("张姐", "1号还有味儿，不是误报，接着查", "plain"),
        ("张姐", "我弄错了，不是误报", "plain"),
        ("王师傅", "不对，还有煤气味", "plain"),
        ("刘哥", "1号没完，还漏气呢", "plain"),
        ("李姐", "1号 我到现场了，真有煤气味", "plain"),
        ("王师傅", "不对，还在漏气", "reply"),
        ("王师傅", "不是误报，味儿更大了", "group"),
        ("刘哥", "还没完呢，又闻着了", "group"),
    ],
)
async def test_a_false_alarm_is_taken_back(world: World, who: str, said: str, how: str) -> None:
    """By whoever pressed it or anybody who was called, plainly, by its number or in answer to its card: No. 1 is open
    again, everybody called reads the words, the reporter that it is not over."""
    await none(world)
    chat = "staff" if how == "group" else "private"
    await world.says(who, said, chat=chat, answering="" if how == "plain" else "1号")
    await rung_anew(world, who)
    await world.sees("陈主任", "1号 煤气味", said.removeprefix("1号").strip())
    await world.sees("孙大妈", "1号", "还没完")
    await world.sees_nothing_of(who, "那就好", "要报事吗")


async def test_neighbours_read_that_it_is_not_over(world: World) -> None:
    """Taken back at once, in the fewest words: the residents' group no longer reads that there was no danger."""
    await world.says("孙大妈", "/bao 楼道着火了", chat="residents")
    await world.press("张姐", "是误报")
    await world.sees("老郑", "1号", "没有危险", chat="residents")
    await world.says("张姐", "点错了，还没完")
    await world.sees_nothing_of("老郑", "没有危险", chat="residents")
    await world.sees("老郑", "着火（1号）", "先躲远点", chat="residents")


async def test_another_danger_is_a_matter_of_its_own(world: World) -> None:
    """Of another kind, at another building: it is no word on the one that was none."""
    await none(world)
    await world.says("王师傅", "2号楼着火了，快来人")
    await world.sees("王师傅", "119")
    await world.sees_nothing_of("李姐", "🆘 1号 着火", chat="staff")


@pytest.mark.parametrize("said", ["1号我到了，没见着火", "1号我到了，没闻到煤气味", "1号没看见冒烟"])
async def test_nothing_found_after_it_was_over_rings_nobody(world: World, said: str) -> None:
    """ "I am there, no fire to be seen" of a danger that is over does not begin it again."""
    await world.says("孙大妈", "楼道着火了" if "火" in said or "烟" in said else GAS)
    await world.press("孙大妈", "有，快来人")
    await world.press("张姐", "已解除")
    told = len(await world.phone("陈主任"))
    await world.says("李姐", said)
    await world.sees_nothing_of("李姐", "人先出去", "叫人")
    assert len(await world.phone("陈主任")) == told
