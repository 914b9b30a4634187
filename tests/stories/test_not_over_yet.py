"""A result that is none, said by a colleague; what was cleared by departments and is so again."""

import pytest

from tests.stories.departments import CITY_CHAT, whistled
from tests.stories.test_resident_followed import reported
from tests.stories.test_whistles import gate as gate
from tests.stories.world import World, words


async def done_by(world: World, who: str, report: str, by: str, result: str) -> None:
    """One has it, and says that it is done."""
    await reported(world, report, who)
    await world.press(by, "我来接", chat="staff")
    await world.press(by, "办好了", chat="staff")
    await world.says(by, result, chat="staff")


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("李姐", "没弄好，先别结"),
        ("赵姨", "还没修好呢 先别结案"),
        ("张姐", "等等 根本没弄完"),
        ("李姐", "先别结 大妈说还堵着"),
        ("李姐", "压根没通 别办结"),
        ("赵姨", "没好呢 先别验收"),
    ],
)
@pytest.mark.parametrize("chat", ["staff", "private"])
async def test_a_colleague_says_that_it_is_not_done(world: World, who: str, said: str, chat: str) -> None:
    """Without its number, against what was just said to be done: to open it again is one press, and no new report."""
    await world.hears_all()
    await done_by(world, "孙大妈", "下水道堵了，满地都是水", "王师傅", "通开了")
    await world.says(who, said, chat=chat)
    await world.press(who, "重新打开", chat=chat, on="1号")
    await world.sees("王师傅", "1号", said)


async def test_of_two_it_is_asked_which(world: World) -> None:
    """Both were done a short while ago."""
    await world.hears_all()
    await done_by(world, "孙大妈", "下水道堵了，满地都是水", "王师傅", "通开了")
    await done_by(world, "老郑", "3号楼2单元三楼灯不亮", "李师傅", "换了灯泡")
    await world.says("李姐", "没弄好，先别结", chat="staff")
    await world.press("李姐", "1号", chat="staff", on="这是说哪一件")
    await world.sees_buttons("李姐", "重新打开", chat="staff", on="1号")


@pytest.mark.parametrize(
    "said", ["表还没弄好呢", "饭没做好", "还没弄完 你们先吃", "材料没整完", "账没结呢", "没开完会呢"]
)
async def test_what_else_is_not_done(world: World, said: str) -> None:
    """It is talk."""
    await world.hears_all()
    await done_by(world, "孙大妈", "下水道堵了，满地都是水", "王师傅", "通开了")
    await world.says("李姐", said, chat="staff")
    assert words((await world.phone("李姐", chat="staff"))[-1]) == said


@pytest.mark.parametrize(
    "said",
    ["五点不行 我四点半接孩子", "四点开会 去不了", "三点我得去医院", "五点不行 我得四点半走", "十一点体检 完事再说"],
)
async def test_an_hour_of_ones_own(world: World, said: str) -> None:
    """It is no hour on which the resident may count."""
    await world.hears_all()
    await reported(world)
    await world.press("王师傅", "我来接", chat="staff")
    await world.says("孙大妈", "三点我不在家 五点行吗")
    await world.says("王师傅", said)
    await world.sees_nothing_of("王师傅", "按今天")


async def test_the_hour_beside_it(world: World) -> None:
    """The other one is."""
    await world.hears_all()
    await reported(world)
    await world.press("王师傅", "我来接", chat="staff")
    await world.says("王师傅", "四点半我得去接孙子 六点吧")
    await world.press("王师傅", "按今天18:00前算")


@pytest.fixture
async def cleared(gate: World) -> World:
    """The city's department says that the school gate is clear."""
    await gate.press("张姐", "更多")
    await whistled(gate)
    await gate.hears_all()
    await gate.says("小田", "到了 三个人", chat=CITY_CHAT)
    await gate.says("小田", "都清走了 弄完了", chat=CITY_CHAT)
    return gate


@pytest.mark.parametrize("chat", ["private", "staff"])
@pytest.mark.parametrize("said", ["摊子又回来了", "刚走又摆上了", "前脚走后脚又摆出来了", "白清了 又都回来了"])
async def test_they_are_back(cleared: World, said: str, chat: str) -> None:
    """Whoever whistled has them come once more by one press; that it is done is not offered."""
    if chat == "private":  # straight below their word it is that it is not
        await cleared.says("张姐", "这个月的数给我")
    await cleared.says("张姐", said, chat=chat)
    await cleared.sees_nothing_of("张姐", "这句是说", chat=chat)
    await cleared.press("张姐", "返工：城管执法", on="又这样了")
    await cleared.says("张姐", "又摆上了")
    await cleared.sees("小田", "吹哨1号", "又摆上了", chat=CITY_CHAT)


async def test_a_head_sees_them_back(cleared: World) -> None:
    """Whoever has it reads so."""
    await cleared.says("李姐", "校门口摊子又回来了", chat="staff")
    await cleared.sees("张姐", "网格长 李姐", "校门口摊子又回来了")


async def test_all_is_over_and_they_are_back(cleared: World) -> None:
    """It is opened again, and all may be called anew."""
    await cleared.press("张姐", "满意", on="城管执法说办完了")
    for who in ("派出所", "市场监管所"):
        await cleared.press("张姐", f"不用来：{who}")
        await cleared.press("张姐", f"不用来：{who}", on="不用来")
    await cleared.press("张姐", "办好了")
    await cleared.says("张姐", "都清走了")
    await cleared.forward(minutes=60)
    await cleared.says("张姐", "校门口摊子又回来了")
    await cleared.press("张姐", "重新打开")
    await cleared.press("张姐", "再吹一次")
    await cleared.sees_buttons("张姐", "校门口占道", on="什么事")
