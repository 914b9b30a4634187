"""Talking one matter over 会商: whoever is invited says a word, all in it read it, and it ends in one sentence."""

import pytest

from tests.stories.test_meeting import COMMITTEE, OWNERS, parties
from tests.stories.test_resident_followed import accepted
from tests.stories.world import World, buttons

__all__ = ["parties"]


async def invited(world: World, *people: str) -> None:
    """张姐 invites them to talk 孙大妈's matter over."""
    await world.press("张姐", "更多", on="1号")
    await world.press("张姐", "还有…", on="1号")
    await world.press("张姐", "会商", on="1号")
    for one in people:
        await world.press("张姐", one, on="请谁一起商量")
    await world.press("张姐", "请他们来")
    await world.says("张姐", "换主管道，两家各出多少？")


@pytest.fixture
async def asked(parties: World) -> World:
    """王师傅 has it, 张姐 was told after half an hour."""
    await accepted(parties)
    await parties.forward(minutes=31)
    return parties


async def test_everybodys_words_and_one_agreement(asked: World) -> None:
    """The owners' committee, the property and the resident are invited; each word reaches all the others and stands on
    the timeline; the agreement ends it, and the resident reads it."""
    world = asked
    await invited(world, "冯会长", "王师傅", "居民")
    for person in (OWNERS, "王师傅"):
        await world.sees(
            person, "💬 1号 下水道堵塞：社区 张姐 请您一起商量", "换主管道，两家各出多少？", "北苑小区3号楼"
        )
    await world.sees("孙大妈", "1号：社区 张姐 请您一起商量", "换主管道，两家各出多少？")
    await world.sees_nothing_of(COMMITTEE, "1号")
    await world.says(OWNERS, "维修基金能出一半，我叫冯大山13843211234，是老刘家301漏的", answering="请您一起商量")
    await world.sees("孙大妈", "1号 业委会 冯会长：维修基金能出一半")
    await world.sees("王师傅", "1号 下水道堵塞，业委会 冯会长：维修基金能出一半")
    await world.sees("张姐", "1号 下水道堵塞，业委会 冯会长：维修基金能出一半")
    await world.says("孙大妈", "剩下的我们几家分", answering="维修基金能出一半")
    await world.sees(OWNERS, "1号 下水道堵塞，居民：剩下的我们几家分")
    await world.sees_nothing_of(OWNERS, "孙大妈")
    invitation = await world.sees(OWNERS, "请您一起商量")
    assert not [one for one in buttons(invitation) if "达成一致" in one]  # that is for who holds it, or decides
    await world.press("张姐", "达成一致", on="剩下的我们几家分")
    await world.says("张姐", "维修基金出一半，剩下的三家平分")
    await world.sees("张姐", "1号商量的结果：“维修基金出一半，剩下的三家平分”")
    await world.sees_nothing_of("孙大妈", "🤝")
    await world.press("张姐", "就这么说")
    await world.sees("孙大妈", "🤝 1号商量好了：维修基金出一半，剩下的三家平分")
    for person in (OWNERS, "王师傅"):
        await world.sees(person, "🤝 1号 下水道堵塞，达成一致：维修基金出一半，剩下的三家平分")
    await world.says(OWNERS, "等等，我再问问", answering="🤝 1号")
    await world.sees_nothing_of("孙大妈", "我再问问")
    await world.says("孙大妈", "我报的事")
    await world.press("孙大妈", "看经过")
    await world.sees("孙大妈", "维修基金能出一半", "维修基金出一半，剩下的三家平分")
    await world.sees_nothing_of("孙大妈", "13843211234", "301")


async def test_without_the_resident(asked: World) -> None:
    """Uninvited she reads no word of it, neither told nor in what happened; the agreement she reads."""
    world = asked
    await invited(world, "冯会长")
    await world.says(OWNERS, "基金里没钱了", answering="请您一起商量")
    await world.sees("张姐", "业委会 冯会长：基金里没钱了")
    await world.says("孙大妈", "到底咋样了", answering="1号有人接了")
    await world.sees_nothing_of("孙大妈", "基金里没钱了", "一起商量")
    await world.press("张姐", "达成一致", on="基金里没钱了")
    await world.says("张姐", "先疏通，明年再换管")
    await world.press("张姐", "就这么说")
    await world.sees("孙大妈", "🤝 1号商量好了：先疏通，明年再换管")
    await world.says("孙大妈", "我报的事")
    await world.press("孙大妈", "看经过")
    await world.sees_nothing_of("孙大妈", "基金里没钱了")


async def test_who_is_not_in_it(asked: World) -> None:
    """Somebody who was not invited and works elsewhere says nothing there; nobody is invited to what is private."""
    world = asked
    await invited(world, "冯会长")
    card = await world.sees(OWNERS, "请您一起商量")
    await world.forwards(OWNERS, card)
    await world.says("吴姐", "我说一句")
    await world.sees_nothing_of("张姐", "我说一句")
    await world.sees_nothing_of(COMMITTEE, "1号")
