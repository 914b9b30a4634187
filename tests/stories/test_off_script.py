"""What residents say off the script: they urge, answer half, and tell of two things in one breath."""

from typing import Any

import pytest

from tests.stories.test_danger import rings
from tests.stories.test_resident_followed import accepted, resolved
from tests.stories.world import World, words

MUCH_WATER = "卫生间漏得老大了 快来人"
"""Asked about, and no more: nobody is said to be in danger."""
MORE_WATER = ["水越来越多了 快点啊师傅", "还在漏呢 快点", "水都没脚面了 赶紧来人"]


async def _asked(world: World, question: str) -> None:
    """Wang has it, and asks."""
    await accepted(world)
    await world.press("王师傅", "问居民一句", chat="staff")
    await world.says("王师傅", question, chat="staff", answering="要问居民什么")
    await world.sees("孙大妈", question)


@pytest.mark.parametrize("said", MORE_WATER)
async def test_more_water_is_no_danger(world: World, said: str) -> None:
    """Asked whether anybody is in danger: that it gets worse, and that somebody should hurry, is no yes; whoever has it
    reads that."""
    await accepted(world, "卫生间漏水 滴答滴答的")
    await world.says("孙大妈", MUCH_WATER)
    await world.sees("孙大妈", "现在有人有危险吗")
    await world.says("孙大妈", said)
    await world.forward(minutes=2)
    await world.sees_nothing_of("陈主任", "🆘")
    await world.sees("王师傅", "居民说", said)


@pytest.mark.parametrize("said", MORE_WATER)
async def test_more_water_before_it_is_reported(world: World, said: str) -> None:
    """The same of what is only written yet: it is reported without a press, and whoever is asked reads it."""
    await world.says("孙大妈", f"我家{MUCH_WATER}")
    await world.sees("孙大妈", "现在有人有危险吗")
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "报上去了，1号")
    await world.sees("王师傅", "1号 漏水", said)
    await world.forward(minutes=2)
    await world.sees_nothing_of("陈主任", "🆘")


@pytest.mark.parametrize(
    "said",
    [
        "水里有电",
        "水越来越多 我妈摔了",
        "有 快来人",
    ],
)
async def test_more_water_and_somebody_in_it(world: World, said: str) -> None:
    """The same with somebody hurt, or current in it, calls everybody."""
    await world.says("孙大妈", f"我家{MUCH_WATER}")
    await world.says("孙大妈", said)
    await rings(world)


async def test_whom_the_question_was_sent_to(world: World) -> None:
    """ "Hurry" names those whom it was sent to."""
    await accepted(world)
    await world.says("孙大妈", "催催")
    await world.sees("孙大妈", "替您问王师傅了，1号")
    await world.sees("王师傅", "居民问咋样了")


@pytest.mark.parametrize("said", ["催催", "快点"])
async def test_nobody_could_be_asked(world: World, said: str) -> None:
    """Whoever has it has blocked the bot: nobody was asked, that is said, and it may be asked again."""
    await accepted(world)
    await world.blocks("王师傅")
    for _ in range(2):
        await world.says("孙大妈", said)
        await world.sees("孙大妈", "1号这会儿没有能问的人")
    await world.sees_nothing_of("孙大妈", "替您问", "您刚问过")


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("您家几楼？", "我也不知道几楼 就电梯往左那家"),
        ("您家几楼？", "出电梯右拐第二个门"),
        ("方便几点上门？", "你看着办"),
        ("方便几点上门？", "没在家 晚上才回"),
        ("方便几点上门？", "问我儿子吧 他在家"),
        ("哪个单元？", "垃圾箱对面那个门"),
        ("家里有人吗？", "我不在家 我妈在 她耳朵背"),
    ],
)
async def test_half_an_answer_is_the_answer(world: World, question: str, said: str) -> None:
    """What staff asked, and is answered with "you decide", "ask my son" or a way that names a thing: they read it."""
    await _asked(world, question)
    await world.says("孙大妈", said)
    await world.sees("王师傅", "居民说", said)
    await world.sees("孙大妈", "转给王师傅了（1号）")


@pytest.mark.parametrize("what", [{"voice": {"duration": 4}}, {"photo": {"size": 1}}])
async def test_an_answer_without_words(world: World, what: dict[str, Any]) -> None:
    """A voice message or a photo is the answer too."""
    await _asked(world, "您家几楼？")
    await world.sends("孙大妈", **what)
    await world.sees("王师傅", "居民说")
    await world.sees("孙大妈", "转给王师傅了（1号）")


@pytest.mark.parametrize(
    ("said", "answer", "more"),
    [
        ("三楼 另外灯也不亮", "三楼", "灯也不亮"),
        ("五楼 对了门口路灯也黑好几天了", "五楼", "门口路灯也黑好几天了"),
        ("四楼。井盖子也翘起来了", "四楼", "井盖子也翘起来了"),
    ],
)
async def test_an_answer_and_another_matter(world: World, said: str, answer: str, more: str) -> None:
    """Two in one breath: whoever asked reads the answer, and what is wrong besides is a report of its own."""
    await _asked(world, "您家几楼？")
    await world.says("孙大妈", said)
    assert f"居民说：“{answer}”" in words(await world.sees("王师傅", "居民说"))
    await world.sees("孙大妈", f"“{more}”", "📍")


async def test_an_answer_and_more_of_the_same(world: World) -> None:
    """ "Third floor, and it still leaks" is one answer."""
    await _asked(world, "您家几楼？")
    await world.says("孙大妈", "三楼 水也还漏呢")
    await world.sees("王师傅", "居民说", "三楼 水也还漏呢")


@pytest.mark.parametrize(
    ("said", "first", "second"),
    [
        ("下水道堵了 还有那个啥 门口那摊事也没人管", "下水道堵了", "门口那摊事也没人管"),
        ("楼道灯不亮 另外 楼后头那个事也没人整", "楼道灯不亮", "楼后头那个事也没人整"),
        ("电梯坏了，对了，楼下那堆东西还没人收拾", "电梯坏了", "楼下那堆东西还没人收拾"),
    ],
)
async def test_two_matters_and_one_without_a_name(world: World, said: str, first: str, second: str) -> None:
    """Two in one breath, of which one is given no name: both are reported, each for itself."""
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "您说了 2 件事", f"“{first}”", f"“{second}”")
    await world.press("孙大妈", "两件都报")
    await world.sees("孙大妈", "1号", "2号")


async def test_what_is_told_of_what_was_found(world: World) -> None:
    """The dog is back: where it slept, and how one was frightened, is no report."""
    await world.says("孙大妈", "我家狗丢了 黄色的小土狗")
    await world.press("孙大妈", "报上去")
    await world.says("孙大妈", "别再叫了 狗找着了 在我妈家呢")
    await world.sees("孙大妈", "是说1号好了吗")
    await world.press("孙大妈", "是，好了")
    for said in ("它自己认道儿 跑我妈家炕头睡一宿", "可把我吓够呛 以后得拴着", "小家伙可精了 饿了就回去"):
        await world.says("孙大妈", said)
        await world.sees("孙大妈", "1号已经完事了，这个我没往上报")
    await world.sees_nothing_of("孙大妈", "2号", "要报的事吗")
    await world.says("孙大妈", "对了 楼道灯不亮了")
    await world.sees("孙大妈", "楼道灯不亮", "📍")


@pytest.mark.parametrize(
    "said", ["那小伙子还把厨房给我拖干净了", "都亏了你们 这两天可算能睡个好觉", "掏出老大一团头发 给我吓一跳"]
)
async def test_what_is_told_after_a_result(world: World, said: str) -> None:
    """It was rated: what else is told of it, and nothing is wrong, is no report and no complaint of anybody."""
    await resolved(world)
    await world.press("孙大妈", "好了，满意")
    await world.press("孙大妈", "不用了")
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "这个我没往上报")
    await world.sees_nothing_of("孙大妈", "投诉")


@pytest.mark.parametrize("said", ["电动轮椅没电了 我妈困在楼下", "停电了 冰箱里有胰岛素", "停电了 我儿子做腹透的"])
async def test_who_depends_on_power_is_asked(world: World, said: str) -> None:
    """A wheelchair, insulin, dialysis without power: asked whether anybody is in danger. Silence calls nobody, and the
    community's person on duty reads one silent line."""
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "现在有人有危险吗")
    await world.forward(minutes=3)
    assert (await world.sees("张姐", "❔", said)).get("disable_notification", True)
    await world.sees_nothing_of("王师傅", "🆘")
    await world.sees_nothing_of("陈主任", "❔", "🆘")
    await world.press("孙大妈", "有，快来人")
    await world.sees("王师傅", "🆘 1号")
