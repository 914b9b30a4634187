"""In the staff's group: how it goes with what somebody has, what he would ask, and what he told wrongly."""

import pytest

from tests.stories.test_resident_followed import accepted, reported
from tests.stories.world import World, buttons, words

BOXES, LIFT, LAMP = "三号楼楼道堆了好多纸壳子 过不去人", "3号楼电梯坏了 停在五楼不动", "楼道灯不亮了 三楼那个"


async def _boxes(world: World) -> None:
    """Li Jie has the boxes, and is asked about the lift too."""
    await world.hears_all()
    await reported(world, BOXES, "老郑")
    await world.press("李姐", "我来接", chat="staff")
    await reported(world, LIFT)


@pytest.mark.parametrize(
    "said",
    [
        "说完了 那家说周一收走卖废品",
        "人家答应明天收",
        "楼上那家说过两天收",
        "住户同意下午挪了",
        "那户不肯搬",
    ],
)
async def test_what_the_others_say(world: World, said: str) -> None:
    """Of the one that she has: to tell the resident is one press."""
    await _boxes(world)
    await world.says("李姐", said, chat="staff")
    assert "转给居民" in "".join(buttons((await world.phone("李姐", chat="staff"))[-1]))


@pytest.mark.parametrize(
    "said",
    [
        "刚才说错了 是周二收",
        "说错了，周二才收",
        "我刚跟她说岔了 是下周二",
        "写错日子了 是周二",
        "更正一下 周二收",
        "应该是周二 刚才说的不对",
        "不对 刚才说错了 周二收",
    ],
)
@pytest.mark.parametrize("chat", ["staff", "private"])
async def test_a_day_told_wrongly(world: World, said: str, chat: str) -> None:
    """What she told the resident a while ago is set right by one press."""
    await _boxes(world)
    await world.says("李姐", "周一收走", answering="1号 堆放物", chat="staff")
    await world.press("李姐", "转给居民", chat="staff")
    await world.forward(minutes=5)
    await world.says("李姐", said, chat=chat)
    await world.press("李姐", "转给居民", chat=chat)
    await world.sees("老郑", "周二")


@pytest.mark.parametrize("chat", ["staff", "private"])
@pytest.mark.parametrize(
    "said", ["问问大妈灯是一闪一闪的还是一点不亮", "问一下孙大妈是几楼的灯", "问问她家门口那盏亮不亮"]
)
async def test_what_she_is_asked(world: World, said: str, chat: str) -> None:
    """A question for the resident is one press, and no hour is read in it."""
    await world.hears_all()
    await accepted(world, LAMP)
    await world.says("王师傅", said, chat=chat)
    found = "".join(buttons((await world.phone("王师傅", chat=chat))[-1]))
    assert "问居民" in found
    assert "前算" not in found


async def test_the_hour_of_the_work_beside_what_is_lacking(world: World) -> None:
    """ "No bulb today, changed before ten tomorrow": that hour is on a button."""
    await world.hears_all()
    await accepted(world, LAMP)
    await world.says("王师傅", "三楼灯 今天不行了 灯泡没货 明天上午十点前给换上", chat="staff")
    await world.press("王师傅", "按明天10:00前算", chat="staff")
    await world.sees("孙大妈", "1号", "明天10:00前")


async def test_who_called_for_it_is_asked_whether_he_takes_it(world: World) -> None:
    """ "I have rung the lift's people": does he take it?"""
    await world.hears_all()
    await reported(world, LIFT)
    await world.says("王师傅", "电梯我给维保打电话了", chat="staff")
    await world.press("王师傅", "我来接", chat="staff", on="1号要您来接吗")
    await world.sees("孙大妈", "1号有人接了", "王师傅")


TALK = """
维保咋说|李姐 维保来了没|电工啥时候到|厂家那边怎么说的|供电公司回了没|李师傅呢
人家说今天食堂吃饺子|刚才说错了 食堂周二吃饺子|他刚才说的不对|那家饭店说周一开业
说错话了|他说周一请假|她说明天来上班|老板说周一发工资|人家周二放假|问问大妈吃了没|在3号楼呢 打牌
""".replace("\n", "|")


async def test_talk_beside_it(world: World) -> None:
    """Questions to a colleague of who comes from outside, meals, leave and wages are left alone."""
    await _boxes(world)
    await world.says("李姐", "周一收走", answering="1号 堆放物", chat="staff")
    await world.press("李姐", "转给居民", chat="staff")
    for said in filter(None, TALK.split("|")):
        await world.says("李姐", said, chat="staff")
        assert words((await world.phone("李姐", chat="staff"))[-1]) == said
