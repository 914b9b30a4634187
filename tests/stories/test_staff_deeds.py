"""What staff say in words that a button says: two are one matter, its reporter wants it no more, who goes along."""

import pytest

from tests.stories.test_resident_followed import reported
from tests.stories.world import World, words

LAMP, HYDRANT = "楼道灯不亮了 三楼那个", "3号楼单元门口井盖没了"


async def _two(world: World) -> None:
    await world.hears_all()
    await reported(world, LAMP)
    await reported(world, HYDRANT, "老郑")


@pytest.mark.parametrize(
    "said",
    [
        "2号跟1号一个事 并了吧",
        "2号和1号重复了",
        "2号并到1号里",
        "2号1号合并吧",
        "1号、2号其实是同一个事",
        "2号跟1号是一回事 合一块吧",
    ],
)
@pytest.mark.parametrize("chat", ["staff", "private"])
async def test_two_are_one(world: World, said: str, chat: str) -> None:
    """By one press of whoever may; nothing is put together by words alone."""
    await _two(world)
    await world.says("李姐", said, chat=chat)
    await world.sees_nothing_of("老郑", "并")
    await world.press("李姐", "合到一起", chat=chat, on="是一件事")
    await world.sees("老郑", "1号")


@pytest.mark.parametrize("chat", ["staff", "private"])
@pytest.mark.parametrize("said", ["2号不用管了 他自己撤了", "2号 居民说不用修了", "2号人家不报了"])
async def test_its_reporter_wants_it_no_more(world: World, said: str, chat: str) -> None:
    """Only he withdraws it: whoever says so is told, and has "nothing there" to press; it stands until then."""
    await _two(world)
    await world.press("李姐", "我来接", chat="staff", on="2号")
    await world.says("李姐", said, chat=chat)
    await world.sees_buttons("李姐", "去看过，没事", chat=chat, on="得报事的人自己点")
    await world.sees("李姐", "2号 井盖 · 有人接了", chat="staff")


async def test_its_reporter_by_name(world: World) -> None:
    """The same of whom he is called by."""
    await _two(world)
    await world.says("李姐", "老郑说不用修了", chat="staff")
    await world.sees("李姐", "2号", "得报事的人自己点", chat="staff")


async def test_somebody_goes_along(world: World) -> None:
    """Whoever has it reads it."""
    await _two(world)
    await world.press("李姐", "我来接", chat="staff", on="2号")
    await world.says("王师傅", "我有钥匙 我陪李姐去一趟", chat="staff")
    await world.sees("李姐", "2号 井盖", "我有钥匙 我陪李姐去一趟")


TALK = """
2号楼跟3号楼是一个事|2号跟3号开会|12月2号跟1号一样忙|2号楼跟1号楼一样
警戒线撤了|城管撤了|我先撤了|真撤了|不用管了|他说不用去开会了|我陪李姐去吃饭|我陪我妈去一趟|谁陪李姐去一趟
""".replace("\n", "|")


async def test_talk_beside_it(world: World) -> None:
    """Dates, houses, who else leaves or goes: left alone."""
    await _two(world)
    await world.press("李姐", "我来接", chat="staff", on="2号")
    for said in filter(None, TALK.split("|")):
        await world.says("王师傅", said, chat="staff")
        assert words((await world.phone("王师傅", chat="staff"))[-1]) == said
