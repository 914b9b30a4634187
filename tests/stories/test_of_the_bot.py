"""What is asked of the bot, or only offered to neighbours: answered, and nothing is filed."""

import pytest

from tests.stories.test_resident_followed import reported
from tests.stories.world import World


@pytest.mark.parametrize(
    "said",
    ["我要搬走了 我的信息能删了不", "你好 我想问下 我要搬走了 我的信息能删了不", "can you delete my data please"],
)
async def test_how_one_is_forgotten(world: World, said: str) -> None:
    """How what is known of one is seen and deleted."""
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "/mydata", "/forget")


async def test_who_moves_away_is_forgotten(world: World) -> None:
    """ "再见了 我要搬走了 把我信息删了吧" with a report open is no word on it."""
    await reported(world)
    await world.says("孙大妈", "再见了 我要搬走了 把我信息删了吧")
    await world.sees("孙大妈", "/mydata", "/forget")
    await world.sees_nothing_of("孙大妈", "是说1号好了吗")


@pytest.mark.parametrize(
    "said",
    [
        "你好 我想改一下 我不在3号楼了 搬5号楼去了",
        "我搬家了 现在住5号楼",
        "我搬到5号楼住了",
        "I moved to building 5",
    ],
)
async def test_who_moved(world: World, said: str) -> None:
    """Another building said to be home is asked about, and one press makes it so."""
    await world.says("孙大妈", said)
    await world.sees_nothing_of("孙大妈", "要报的事吗", "的码")
    await world.press("孙大妈", "我住这儿")
    await world.says("孙大妈", "楼道灯不亮了")
    await world.sees("孙大妈", "您看看对不对", "5号楼")


@pytest.mark.parametrize("said", ["你们晚上几点下班", "咱们这边医保报销找谁啊 社区能办不", "那我这个归谁修啊"])
async def test_a_question_beside_an_outage(world: World, said: str) -> None:
    """What is asked beside a report that nobody has taken yet is answered, and on no card of it."""
    await world.says("孙大妈", "3号楼停水了 全楼都没水")
    await world.press("孙大妈", "报上去")
    await world.says("孙大妈", said)
    await world.sees_nothing_of("孙大妈", "补到1号")
    await world.sees_nothing_of("王师傅", said, chat="staff")


async def test_water_for_the_neighbours(world: World) -> None:
    """ "谁家要打水上我家来" is no danger."""
    await world.says("孙大妈", "8号楼有水 谁家要打水上我家来")
    await world.sees_nothing_of("孙大妈", "有危险吗", "打人")


async def test_where_fees_are_paid(world: World) -> None:
    """ "取暖费交到哪": whom to call."""
    await world.says("孙大妈", "你好 问一下 取暖费交到哪")
    await world.sees("孙大妈", "12345")


async def test_an_hour_that_was_said(world: World) -> None:
    """ "那到底啥时候来啊 刚说四点半": how it stands, and it is passed on."""
    await reported(world)
    await world.press("王师傅", "我来接", chat="staff")
    await world.says("孙大妈", "那到底啥时候来啊 刚说四点半")
    await world.sees("王师傅", "刚说四点半")


async def test_is_it_true(world: World) -> None:
    """ "听说明天来水 真的假的" of an outage that a neighbour reported: how that stands."""
    await world.says("老郑", "3号楼停水了 全楼都没水")
    await world.press("老郑", "报上去")
    await world.press("王师傅", "我来接", chat="staff")
    await world.says("孙大妈", "听说明天来水 真的假的")
    await world.sees("孙大妈", "停水", "1号")
    await world.sees_nothing_of("孙大妈", "还没定")


async def test_never_meant(world: World) -> None:
    """ "我不是要报修 谁让你报上去了" soon after: it is asked whether to take it back."""
    await reported(world)
    await world.says("孙大妈", "我没想报修 咋给我报上去了")
    await world.press("孙大妈", "撤回", on="1号")
    await world.sees("孙大妈", "1号撤回了")


async def test_not_at_mine(world: World) -> None:
    """ "我家还没有" after what neighbours have too is done is of that, and not of what is open of one's own."""
    await world.says("老郑", "3号楼停水了 全楼都没水")
    await world.press("老郑", "报上去")
    await world.says("孙大妈", "我家也没水")
    await world.press("孙大妈", "就是这件")
    await world.says("孙大妈", "楼道灯不亮了")
    await world.press("孙大妈", "报上去")
    await world.press("王师傅", "我来接", chat="staff", on="停水")
    await world.says("王师傅", "来水了", chat="staff", answering="停水")
    await world.press("王师傅", "办好了", chat="staff")
    await world.says("孙大妈", "我家还没有 是不是我家阀门的事")
    await world.sees("孙大妈", "说还没好的 1 位")
    await world.sees_nothing_of("孙大妈", "是说2号的事吗")


@pytest.mark.parametrize("said", ["拧开阀门就有了 是我自己关的 不好意思啊", "我自己弄好了 不用报了吧"])
async def test_called_off(world: World, said: str) -> None:
    """What its writer did, or mended, is not to be reported any more."""
    await world.says("孙大妈", "我家停水了")
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "好，没报")


async def test_up_again(world: World) -> None:
    """Somebody fell and is up again, nobody is in danger: that never files itself."""
    await world.says("老郑", "大爷在楼下摔了一跤 自己起来了 没啥事")
    await world.press("老郑", "没有")
    await world.forward(minutes=45)
    await world.sees_nothing_of("老郑", "1号")
    await world.sees_nothing_of("张姐", "有人受伤")


async def test_two_that_are_counted(world: World) -> None:
    """ "就这俩事": two, though one of them has no name."""
    await world.says("孙大妈", "另外我家窗户漏风 还有阳台下水也堵了 就这俩事")
    await world.press("孙大妈", "两件都报")
    await world.sees("孙大妈", "1号", "2号")


async def test_what_was_done_fails_again(world: World) -> None:
    """ "换的那个灯泡又不亮了" two days after it was done is of that matter, and no lamp of the stairs."""
    await world.says("孙大妈", "我腿脚不好 家里灯泡坏了能不能来个人给换一下")
    await world.press("孙大妈", "报上去")
    await world.press("王师傅", "我来接", chat="staff", on="1号")
    await world.press("王师傅", "办好了", chat="staff", on="1号")
    await world.press("王师傅", "已换新", chat="staff")
    await world.forward(hours=48)
    await world.says("孙大妈", "换的那个灯泡又不亮了")
    await world.sees_nothing_of("孙大妈", "楼道灯不亮")
    await world.sees("孙大妈", "1号接着办")
