"""What staff and residents say in plain words is understood, and a question takes nothing that is no answer to it."""

import pytest

from tests.stories.test_orders import LAMP
from tests.stories.test_resident_followed import accepted, reported
from tests.stories.world import World


@pytest.mark.parametrize(
    "said", ["地下室全是水", "我家一楼进水了", "我家窗户漏风", "楼下饭店排烟直冲我家", "半夜了楼上还在装修"]
)
async def test_a_new_trouble_is_not_added(world: World, said: str) -> None:
    """Something else that is wrong goes into no open matter unasked, though staff have just written about that."""
    await accepted(world, LAMP)
    await world.says("王师傅", "明天给您换灯泡", answering="1号")
    await world.press("王师傅", "转给居民")
    await world.says("孙大妈", said)
    await world.sees_buttons("孙大妈", "报上去")
    await world.sees_nothing_of("王师傅", said)


@pytest.mark.parametrize("said", ["灯还是不亮，楼梯都看不见", "晚上更黑了", "好，我在家等"])
async def test_what_belongs_to_it_is_added(world: World, said: str) -> None:
    """What goes on about the same is added without a question, as before."""
    await accepted(world, LAMP)
    await world.says("王师傅", "明天给您换灯泡", answering="1号")
    await world.press("王师傅", "转给居民")
    await world.says("孙大妈", said)
    await world.sees("王师傅", said)


async def _day_asked(world: World) -> None:
    await accepted(world)
    await world.says("王师傅", "1号后天带人弄")


async def test_yes_to_the_day_that_was_read(world: World) -> None:
    """ "对" to "is that the day?" is yes, and the next question follows."""
    await _day_asked(world)
    await world.sees("王师傅", "11月23日（周一）前，对吗")
    await world.says("王师傅", "对")
    await world.sees("王师傅", "为啥")
    await world.sees_nothing_of("王师傅", "没看懂")


async def test_never_mind_ends_a_question_for_words(world: World) -> None:
    """ "算了" is no reason: the question is over, and nothing was promised."""
    await _day_asked(world)
    await world.says("王师傅", "对")
    await world.press("王师傅", "自己写", on="为啥")
    await world.says("王师傅", "算了")
    await world.sees_nothing_of("王师傅", "眼下先咋对付")
    await world.says("孙大妈", "/wode")
    await world.sees_nothing_of("孙大妈", "算了")


async def test_on_the_way_though_a_question_stands(world: World) -> None:
    """A question about another matter stands: "我马上到" is about the danger."""
    await reported(world)
    await world.says("张姐", "1号派个人去看看")
    await world.says("孙大妈", "家里煤气味很大")
    await world.press("孙大妈", "有，快来人")
    await world.says("张姐", "110已经叫了，我马上到")
    await world.sees("李姐", "张姐在路上")


async def test_who_may_not_have_it_is_reachable(world: World) -> None:
    """Whoever is there, and may not have it, is not called unreachable."""
    await accepted(world)
    await world.says("张姐", "1号给何管理")
    await world.sees_nothing_of("张姐", "联系不上")
    await world.sees("张姐", "1号派不了给", "何管理")


async def test_not_here_this_afternoon(world: World) -> None:
    """ "我下午不在，有事找小孙": who is asked meanwhile, the named one first."""
    await world.says("李姐", "我下午不在，有事找小孙")
    await world.press("李姐", "小孙")
    await world.sees("李姐", "小孙")
    await world.sees_nothing_of("李姐", "报上去", "要报事吗")


async def test_not_here_tomorrow(world: World) -> None:
    """ "我明天休息" begins nothing today: it is asked who is asked instead, from tomorrow on."""
    await world.says("李姐", "我明天休息")
    await world.sees_buttons("李姐", "网格长 小孙", on="从明天 8:00 到")


@pytest.mark.parametrize("said", ["1号能办完", "1号得改日子，改到周五前"])
async def test_the_promised_day_by_number(world: World, said: str) -> None:
    """ "1号能办完" of what was promised is no day of the month: noted; another day opens the form with it."""
    await accepted(world)
    await world.says("王师傅", "1号后天带人弄")
    await world.says("王师傅", "对")
    await world.press("王师傅", "等配件")
    await world.press("王师傅", "眼下没有")
    await world.says("王师傅", said)
    await world.sees("王师傅", "好，谢谢" if "能" in said else "11月27日（周五）前，对吗")
    await world.sees_nothing_of("王师傅", "转给居民吗", "要报事吗")


@pytest.mark.parametrize("said", ["撤了1号，发错了", "1号撤了吧", "1号发错了"])
async def test_withdrawn_by_number(world: World, said: str) -> None:
    """A report of one's own is taken back by its number, after one question."""
    await reported(world)
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "1号", "撤回")
    await world.sees_nothing_of("孙大妈", "要报上去吗", "哪栋楼")
