"""What residents say in passing while something of theirs is open, or was just done: each goes where it belongs."""

import pytest

from tests.stories.test_one_of_several import DRAIN, LAMP, open_both
from tests.stories.test_resident_followed import accepted
from tests.stories.world import World


async def done(world: World) -> None:
    """No. 1, a drain, is marked as done."""
    await accepted(world)
    await world.press("王师傅", "办好了", chat="staff")
    await world.press("王师傅", "已疏通", chat="staff")


@pytest.mark.parametrize("said", ["通是通了，就是打算再盯两天看看", "通了，先看两天再说", "好了，不过我再观察观察"])
async def test_whoever_waits_and_sees_closes_nothing(world: World, said: str) -> None:
    """ "再盯两天看看" under a result is no rating: nothing is closed, and what is wrong again goes on with it."""
    await done(world)
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "您先看着")
    await world.sees_nothing_of("孙大妈", "记下了", "是说1号好了吗", "要报的事吗")
    await world.says("孙大妈", "又堵上了，水都漫出来了")
    await world.sees("李姐", "🟢 1号 下水道堵塞 · 又打开了", chat="staff")


async def test_cold_again_is_not_mended(world: World) -> None:
    """ "刚说热了的那个，又凉回去了": nobody is asked whether it is mended; whoever has it reads that."""
    await world.says("老郑", "家里暖气不热")
    await world.press("老郑", "报上去")
    await world.says("老郑", "刚说热了的那个，摸着又凉回去了，真邪门")
    await world.sees_nothing_of("老郑", "好了吗")
    await world.sees("李姐", "又凉回去了", chat="staff")


async def test_worse_since_it_was_done(world: World) -> None:
    """ "通完更邪乎" of what is marked as done opens it again, though something newer was reported since."""
    await done(world)
    await world.says("孙大妈", LAMP)
    await world.press("孙大妈", "报上去")
    await world.says("孙大妈", "下水那个通是通了，通完更邪乎，咕噜咕噜一宿没停")
    await world.sees("李姐", "🟢 1号 下水道堵塞 · 又打开了", chat="staff")
    await world.sees_nothing_of("孙大妈", "补到2号")


async def test_one_that_is_called_is_well(world: World) -> None:
    """ "楼道灯那个有人换好了" while another is spoken of: asked of the lamp, and no report of a lamp."""
    await open_both(world, LAMP, DRAIN)
    await world.says("孙大妈", "下水那个好像通了")
    await world.says("孙大妈", "楼道灯那个有人换好了，亮堂堂的")
    await world.sees("孙大妈", "是说1号好了吗？")
    await world.sees_nothing_of("孙大妈", "另报一件")


@pytest.mark.parametrize("said", ["嗐，看走眼，那是晾的大褂子", "嗨，看差了，那是人家刚晾的被单", "闹误会了"])
async def test_it_was_something_else(world: World, said: str) -> None:
    """What only looked like it is not reported, and one press takes that back."""
    await world.says("孙大妈", "六楼窗外挂个东西晃晃悠悠要掉下来")
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "好，没报")


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("俺这俩事你挨个给俺念叨念叨", ("您报的事", "1号 楼道灯不亮", "2号 下水道堵塞")),
        ("你是真人还是机器人", ("我是机器人",)),
        ("这礼拜谁当班，我找他唠个嗑", ("归这些人管", "王师傅")),
        ("听说明儿个水断，是不是俺们楼啊，断到多咱", ("没听说有计划",)),
        ("could someone tell me the phone of the property office?", ("0432-6200-0001",)),
        ("will water be off at my place tomorrow?", ("没听说有计划",)),
    ],
)
async def test_a_question_is_answered_and_no_words_for_staff(world: World, said: str, read: tuple[str, ...]) -> None:
    """Whatever is open: how one's own matters stand, who is there, what is planned. Nobody of the staff reads it."""
    await open_both(world, LAMP, DRAIN)
    await world.press("王师傅", "我来接", on="2号", chat="staff")
    await world.says("孙大妈", said)
    await world.sees("孙大妈", *read)
    await world.sees_nothing_of("王师傅", said)
    await world.sees_nothing_of("王师傅", said, chat="staff")


@pytest.mark.parametrize(
    "said",
    [
        "the guy upstairs hammers all night, apt 602, name is Liu I think",
        "my neighbor in 602, his name is Wang, plays music till 3am",
    ],
)
async def test_a_neighbour_named_in_english(world: World, said: str) -> None:
    """It is a private report of its own, and no word on the lamp that is open; no group reads the name."""
    await world.says("Emma", "the street light is out")
    await world.press("Emma", "Report it")
    await world.says("Emma", said)
    await world.sees("Emma", "It goes into no group")
    await world.press("Emma", "Report it")
    for name in ("Liu", "Wang", "602"):
        await world.sees_nothing_of("王师傅", name, chat="staff")
        await world.sees_nothing_of("老郑", name, chat="residents")


async def test_a_draught_beside_the_drain(world: World) -> None:
    """ "窗户框子漏风，能给糊糊不" is no word on the drain that was just reported."""
    await open_both(world, LAMP, DRAIN)
    await world.says("孙大妈", "那啥，俺家南屋窗户框子漏风，能给糊糊不")
    await world.sees_nothing_of("孙大妈", "补到")


async def test_the_reason_of_an_outage(world: World) -> None:
    """Typed while it is asked whether all is right, it moves nothing: the same stands to be confirmed."""
    await world.says("张姐", "/tingshui")
    await world.press("张姐", "停水")
    await world.says("张姐", "北苑小区3号楼，明天9点到15点")
    await world.says("张姐", "换阀门")
    await world.sees("张姐", "原因不写")
    await world.press("张姐", "对，告诉大家")
    await world.sees("孙大妈", "停水", "9:00", chat="residents")
