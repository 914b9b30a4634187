"""A danger said while another one of one's own is open: its own where it is another, more of the same where it comes of
it; and what is said meanwhile of other matters."""

import pytest

from tests.stories.test_danger import all_see
from tests.stories.test_dangers import BEATEN, GAS, called, nobody_else_sees
from tests.stories.test_together import two_reports
from tests.stories.world import World, words

LOCKED_IN = "孩子锁屋里了，炉子上还坐着锅"


@pytest.mark.parametrize(
    ("first", "later", "more"),
    [
        ("电梯里困人了", 0, "楼道着火了"),
        (GAS, 15, LOCKED_IN),
        ("楼道电线冒火花", 15, "我妈在楼道摔倒了，起不来"),
        ("厨房着火了", 20, "somebody is stuck in the elevator"),
    ],
)
async def test_another_danger_is_its_own(world: World, first: str, later: int, more: str) -> None:
    """Another kind of danger, or one elsewhere, has its own advice, number and call, while the older one goes on."""
    await called(world, first)
    await world.forward(minutes=later)
    await world.says("孙大妈", more)
    await world.sees("孙大妈", "有人有危险吗")
    await world.press("孙大妈", "有，快来人", on="有人有危险吗")
    await all_see(world, "🆘 2号", more)
    await world.press("张姐", "误报", on="🆘 2号")
    await world.says("张姐", "看清了，是做饭的烟")
    await world.sees_nothing_of("孙大妈", "1号：社区 张姐说是误报")


@pytest.mark.parametrize("more", ["5号楼門口有個老頭暈倒了", "有人在1号楼楼道晕倒了"])
async def test_a_danger_elsewhere_is_its_own(world: World, more: str) -> None:
    """Somebody faints in another building while people run to the gas: whoever is on duty there is called for him."""
    await called(world, GAS)
    await world.says("孙大妈", more)
    await world.forward(seconds=61)
    for one in ("王师傅", "张姐", "陈主任"):
        await world.sees(one, "🆘 2号", more)


@pytest.mark.parametrize("more", ["老伴晕倒了", "煤气味更大了，老伴也站不住了", "孩子锁屋里了出不来"])
async def test_what_comes_of_it_is_more_of_the_same(world: World, more: str) -> None:
    """Somebody faints in the middle of the gas: those who run there know at once, and nobody is asked anything."""
    await called(world, GAS)
    await world.forward(minutes=2)
    await world.says("孙大妈", more)
    await all_see(world, "🆘", "1号", more)
    await world.sees_nothing_of("孙大妈", "报上去了，2号")


async def test_whom_it_tells_of_is_known(world: World) -> None:
    """Half an hour later the one who fainted in the gas is worse: that is the gas still."""
    await called(world, GAS)
    await world.says("孙大妈", "老伴晕倒了")
    await world.forward(minutes=30)
    await world.says("孙大妈", "老伴吐血了，快来")
    await all_see(world, "🆘", "1号", "吐血")


async def test_a_child_locked_in_after_a_fight(world: World) -> None:
    """Everybody is called for the child and the stove; the fight stays with the few."""
    await called(world, "楼下两口子打起来了")
    await world.says("孙大妈", LOCKED_IN)
    await world.press("孙大妈", "有，快来人", on="有人有危险吗")
    await all_see(world, "🆘 2号", LOCKED_IN)
    await nobody_else_sees(world, "打起来")


@pytest.mark.parametrize("more", ["他把我锁屋里了", "他拿烟头烫我，胳膊流血了"])
async def test_what_he_does_stays_with_the_few(world: World, more: str) -> None:
    """Locked in by whoever beats her is more of the beating, and for nobody else."""
    await called(world, BEATEN)
    await world.forward(minutes=15)
    await world.says("孙大妈", more)
    await world.sees("张姐", "1号", more)
    for one in ("王师傅", "李姐"):
        await world.sees_nothing_of(one, more)
    await world.sees_nothing_of("王师傅", more, chat="staff")


@pytest.mark.parametrize(
    "fight", ["对门两口子打起来了 动刀了", "楼下干仗呢 拿棒子削人", "不是着火，是有人打架，头都打破了"]
)
async def test_a_fight_under_a_false_fire(world: World, fight: str) -> None:
    """It has its own number, its own few, and goes on when the fire was none."""
    await called(world, "楼道着火了")
    await world.says("孙大妈", fight)
    await world.press("孙大妈", "有，快来人", on="有人有危险吗")
    await world.sees("张姐", "🆘 2号", fight)
    await nobody_else_sees(world, fight)
    await world.press("张姐", "误报", on="🆘 1号")
    await world.forward(minutes=6)
    await world.sees("张姐", "🆘 2号", "现在就去", "叫过")


async def test_a_danger_in_an_edit_of_a_neighbours_matter(world: World) -> None:
    """ "My home too" of a lamp, edited to a fire: a danger of its own; edited to more of the lamp, it goes there."""
    await world.says("孙大妈", "3号楼楼道灯不亮")
    await world.press("孙大妈", "报上去")
    await world.says("老郑", "楼道灯不亮了，黑")
    await world.press("老郑", "就是这件")
    await world.edits("老郑", "楼道灯", "楼道灯不亮了，二楼也黑")
    await world.sees("王师傅", "二楼也黑", chat="staff")
    await world.edits("老郑", "楼道灯", "楼道着火了，烟特别大")
    await world.sees("老郑", "⚠️ 着火了")
    await world.forward(seconds=61)
    await all_see(world, "🆘 2号", "烟特别大")


async def test_a_danger_in_an_edit_of_a_report_that_was_joined(world: World) -> None:
    """Two gates are one matter; a fire in the second reporter's words is no gate."""
    await two_reports(world)
    await world.press("王师傅", "我来接", chat="staff", on="1号 单元门")
    await world.press("李姐", "合到一起", chat="staff", on="2号 ")
    await world.edits("老郑", "晃荡", "单元门口电动车着火了，快来人")
    await world.sees("老郑", "⚠️ 着火了")
    await world.forward(seconds=61)
    await all_see(world, "🆘 3号", "电动车着火")


@pytest.mark.parametrize(
    "answer", ["行 七点半妥了", "好的 下午三点", "行，我在家", "ok 7:30 works", "행 네 7시 반 좋아요"]
)
async def test_an_answer_to_another_matter(world: World, answer: str) -> None:
    """ "When may I come?" about the leak, while people are called for the gas: the answer is for whoever asked."""
    await _leak_and_gas(world)
    await world.says("孙大妈", answer)
    await world.sees("王师傅", "1号 漏水", answer)
    await world.sees_nothing_of("陈主任", answer)


@pytest.mark.parametrize("news", ["味儿更大了", "门锁着进不来 从后门", "2单元602"])
async def test_news_of_the_danger_is_no_answer(world: World, news: str) -> None:
    """What those have to know who run to the gas is for them, whatever was asked of the leak."""
    await _leak_and_gas(world)
    await world.says("孙大妈", news)
    await all_see(world, "2号 煤气味", news)


async def _leak_and_gas(world: World) -> None:
    await world.says("孙大妈", "厨房水管漏水")
    await world.press("孙大妈", "报上去")
    await world.press("王师傅", "我来接")
    await called(world, GAS)
    await world.says("王师傅", "啥时候家里有人，我过去修", answering="1号 漏水")
    await world.press("王师傅", "转给居民")
    await world.sees("孙大妈", "啥时候家里有人")


@pytest.mark.parametrize("said", ["你们咋去3号楼了 是5号楼 我妈家", "别往3号楼跑，是5号楼", "不是3号楼 是5号楼"])
async def test_where_they_ran_to_is_not_where_it_is(world: World, said: str) -> None:
    """The building to which everybody ran is not joined to the one where it is."""
    await world.says("孙大妈", "家里煤气味很大")
    await world.press("孙大妈", "有，快来人")
    await world.sees("李姐", "🆘", "3号楼")
    await world.says("孙大妈", said)
    card = words(await world.sees("李姐", "北苑小区5号楼"))
    assert "3号楼 +" not in card
    assert "+ 5号楼" not in card
