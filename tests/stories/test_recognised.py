"""Whoever phoned may be a neighbour whom the bot knows: he alone is asked whether it was he, and nobody hears of it."""

import re

import pytest

from tests.stories.world import World

PHONE, OTHER = "13844440000", "13955550000"
READ_BY_STAFF = (
    ("李姐", "private"),
    ("李姐", "staff"),
    ("王师傅", "private"),
    ("张姐", "private"),
    ("李姐", "residents"),
)
"""What staff can look at: every phone and group of theirs that the stories below touch."""


async def knows(world: World, who: str, words: str = f"单元门坏了关不上，我电话{PHONE}") -> None:
    """A report of his own, in which he says by which phone he is found."""
    await world.says(who, words)
    await world.press(who, "报上去")


async def registers(world: World, words: str = "楼道灯坏了", contact: str = f"郑大爷 {PHONE}") -> None:
    """The grid head writes down what she was told on the phone."""
    await world.says("李姐", f"/dengji 3号楼{words}")
    await world.press("李姐", "替谁")
    await world.says("李姐", contact)
    await world.press("李姐", "报上去", on="替人登记")


async def staff_screens(world: World) -> str:
    """All of that at once."""
    return "\n".join([await world.screen(who, chat=chat) for who, chat in READ_BY_STAFF])


async def test_it_was_me(world: World) -> None:
    """He says yes: how it goes on, the result and the rating are his, as of any other report of his own."""
    await knows(world, "老郑")
    await registers(world)
    await world.sees("李姐", "报上去了，2号", "请他打电话或上门说一声")
    await world.sees("老郑", "登记了一件", "楼道灯不亮", "北苑小区3号楼", "是您说的吗")
    await world.sees("李姐", "2号 楼道灯不亮", "没用微邻里", chat="staff")
    await world.press("老郑", "是我")
    await world.sees("老郑", "2号 楼道灯不亮", "北苑小区3号楼")
    await world.sees_nothing_of("李姐", "没用微邻里", chat="staff")
    await world.press("王师傅", "我来接", chat="staff", on="2号")
    await world.press("王师傅", "办好了", chat="staff", on="2号")
    await world.press("王师傅", "已换新", chat="staff")
    await world.sees("老郑", "2号办好了", "已换新")
    await world.press("老郑", "好了，满意", on="2号办好了")
    await world.sees("李姐", "2号 楼道灯不亮", "办结", "满意", chat="staff")
    await world.sees_nothing_of("李姐", "当面说了")


async def test_said_instead_of_pressed(world: World) -> None:
    """ "是我" right below the question is the press."""
    await knows(world, "老郑")
    await registers(world)
    await world.says("老郑", "嗯 是我打的电话")
    await world.sees("老郑", "2号 楼道灯不亮", "等人接")
    await world.says("老郑", "📋 我报的事")
    await world.sees("老郑", "1号", "2号")


async def test_staff_see_no_difference(world: World) -> None:
    """A caller who is known and one who is not look the same to everybody but him, also after he says no."""
    await knows(world, "老郑")
    await registers(world, "楼道灯坏了", f"郑大爷 {PHONE}")
    known = await world.sees("李姐", "报上去了，2号")
    card = await world.sees("李姐", "2号 楼道灯不亮", chat="staff")
    await registers(world, "下水道堵了", f"郑大爷 {OTHER}")
    unknown = await world.sees("李姐", "报上去了，3号")
    other = await world.sees("李姐", "3号 下水道堵塞", chat="staff")

    def shape(message: dict[str, object], what: str) -> str:
        text = re.sub(r"\d号", "号", str(message["text"])).replace(what, "")
        return text + str(message.get("reply_markup", {})).count("text").__str__()

    assert shape(known, "楼道灯不亮") == shape(unknown, "下水道堵塞")
    assert shape(card, "楼道灯不亮").replace("楼道灯坏了", "") == shape(other, "下水道堵塞").replace("下水道堵了", "")
    before = await staff_screens(world)
    await world.press("老郑", "不是", on="是您说的吗")
    await world.sees("老郑", "没人知道我问过您")
    assert await staff_screens(world) == before
    await world.says("老郑", "📋 我报的事")
    await world.sees_nothing_of("老郑", "2号 ", "3号 ")


async def test_silent_for_a_day(world: World) -> None:
    """Nothing comes of it, and a day later the button is of no use."""
    await knows(world, "老郑")
    await registers(world)
    await world.forward(hours=25)
    await world.press("老郑", "是我")
    await world.says("老郑", "📋 我报的事")
    await world.sees_nothing_of("老郑", "2号")
    await world.sees("李姐", "2号 楼道灯不亮", "没用微邻里", chat="staff")


async def test_a_phone_of_two(world: World) -> None:
    """Husband and wife left the same number: neither is asked."""
    await knows(world, "老郑")
    await knows(world, "孙大妈", f"北门垃圾没人收，联系我 {PHONE}")
    await registers(world)
    for who in ("老郑", "孙大妈"):
        await world.sees_nothing_of(who, "是您说的吗", "楼道灯")


async def test_by_what_was_left_for_a_visit(world: World) -> None:
    """Door and phone that he gave to whoever comes; erased thirty days after the end, they make him a stranger."""
    await world.says("老郑", "下水道堵了")
    await world.press("老郑", "报上去")
    await world.press("王师傅", "我来接", chat="staff", on="1号")
    await world.press("老郑", "告诉他咋找我")
    await world.says("老郑", f"2单元502，{PHONE[:3]} {PHONE[3:7]} {PHONE[7:]}，晚上在家")
    await registers(world)
    await world.sees("老郑", "是您说的吗", "楼道灯不亮")
    await world.press("老郑", "不是", on="是您说的吗")
    await world.press("王师傅", "办好了", chat="staff", on="1号")
    await world.press("王师傅", "已疏通", chat="staff")
    await world.press("老郑", "好了，满意", on="1号办好了")
    await world.forward(hours=24 * 31)
    before = await world.screen("老郑")
    await registers(world, "单元门坏了")
    assert await world.screen("老郑") == before


async def test_forgotten(world: World) -> None:
    """Whoever wants to be forgotten is a stranger at once, also to a question that stands."""
    await knows(world, "老郑")
    await registers(world)
    await world.sees("老郑", "是您说的吗")
    await world.says("老郑", "/forget")
    await world.press("老郑", "删掉", on="我删掉您的名字")
    await world.press("老郑", "是我")
    await world.sees("李姐", "2号 楼道灯不亮", "没用微邻里", chat="staff")
    await registers(world, "下水道堵了")
    await world.sees_nothing_of("老郑", "下水道")


async def test_forgotten_after_it(world: World) -> None:
    """What he had called his own goes as his own."""
    await knows(world, "老郑")
    await registers(world)
    await world.press("老郑", "是我")
    await world.says("老郑", "/forget")
    await world.press("老郑", "删掉", on="我删掉您的名字")
    await world.sees("李姐", "2号 楼道灯不亮 · 居民撤回", chat="staff")


async def test_of_what_is_private(world: World) -> None:
    """Of a quarrel neither kind nor place is said before he says that it was he; of blows nobody is asked at all."""
    await knows(world, "老郑")
    await world.says("李姐", f"/dengji 3号楼跟对门吵架了，想请人调解，电话{PHONE}")
    await world.press("李姐", "报上去", on="想请人调解")
    message = await world.sees("老郑", "登记了一件事", "是您说的吗")
    for word in ("吵", "调解", "纠纷", "3号楼", "2号"):
        assert word not in message["text"]
    await world.press("老郑", "是我")
    await world.sees("老郑", "2号", "想请人调解")
    await world.says("李姐", f"/dengji 3号楼她男人昨天又打她了，她电话{PHONE}")
    await world.press("李姐", "没有，没那么急")
    await world.press("李姐", "报上去", on="打她")
    await world.sees_nothing_of("老郑", "打她", "3号 ", "家暴")


@pytest.mark.parametrize(
    "words",
    [
        f"单元门坏了，打我儿子电话{PHONE}",
        f"楼道里又贴小广告了，电话{PHONE}",
        f"物业电话{PHONE}打不通，单元门坏了",
        f"单元门坏了，邻居老张说的，他手机{PHONE}",
    ],
)
async def test_another_s_number_is_not_his(world: World, words: str) -> None:
    """A number in a report of his that is his son's, a leaflet's, the company's or a neighbour's."""
    await knows(world, "老郑", words)
    await registers(world)
    await world.sees_nothing_of("老郑", "是您说的吗")


async def test_another_community(world: World) -> None:
    """He is known where he reported, and nowhere else."""
    await knows(world, "老郑")
    await world.says("吴姐", "/dengji 南苑社区一网格垃圾没人收")
    await world.press("吴姐", "替谁")
    await world.says("吴姐", f"郑大爷 {PHONE}")
    await world.press("吴姐", "报上去", on="替人登记")
    await world.sees_nothing_of("老郑", "是您说的吗")


async def test_who_blocked_the_bot(world: World) -> None:
    """Nobody can be asked, and no list of what failed says so."""
    await knows(world, "老郑")
    await world.blocks("老郑")
    await registers(world)
    await world.says("张姐", "/board")
    await world.sees_nothing_of("张姐", "没送到", "送不到")
    await world.sees("李姐", "2号 楼道灯不亮", "没用微邻里", chat="staff")


async def test_the_phone_is_said_later(world: World) -> None:
    """Soon after the call was filed, or with it among the words: he is asked all the same."""
    await knows(world, "老郑")
    await world.says("李姐", "/dengji 3号楼楼道灯坏了")
    await world.press("李姐", "报上去", on="替人登记")
    await world.says("李姐", f"{PHONE} 郑大爷")
    await world.sees("老郑", "楼道灯不亮", "是您说的吗")
    await world.says("李姐", f"/dengji 3号楼郑大力来电说下水道堵了，电话{PHONE}")
    await world.sees("李姐", "替人登记", f"郑大力 {PHONE}")
    await world.press("李姐", "报上去", on="下水道堵")
    await world.sees("老郑", "下水道堵塞", "是您说的吗")
    await world.sees("李姐", "3号 下水道堵塞", "没用微邻里", chat="staff")
    await world.sees_nothing_of("李姐", "郑大力", PHONE, chat="staff")


async def test_only_he_presses(world: World) -> None:
    """The button forged by another, of whom nothing is known, does nothing."""
    await knows(world, "老郑")
    await registers(world)
    message = await world.sees("老郑", "是您说的吗")
    data = message["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await world.says("孙大妈", "📋 我报的事")
    await world.forges("孙大妈", data)
    await world.says("孙大妈", "📋 我报的事")
    await world.sees_nothing_of("孙大妈", "2号")


async def test_the_caller_s_name_is_the_holder_s_alone(world: World) -> None:
    """Who told it stands in the words: on no card of a group, no page, and in no list."""
    who = "王大力"
    await world.says("李姐", f"/dengji 3号楼{who}来电说下水道堵了")
    await world.press("李姐", "报上去", on="替人登记")
    await world.sees("李姐", "1号 下水道堵塞", chat="staff")
    await world.press("王师傅", "我来接", chat="staff")
    await world.says("张姐", "/board")
    for chat in ("staff", "residents"):
        await world.sees_nothing_of("李姐", who, chat=chat)
    await world.sees_nothing_of("张姐", who)
