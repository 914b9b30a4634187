"""Systems outside that are called: what they do or do not is nobody's concern here."""

import asyncio
from urllib.parse import urlsplit

import pytest

from bot.running import caller
from storage.hooks import Hooks
from tests.bot.test_caller import SECRET, Receiver, receiver
from tests.stories.test_ladder import _rings
from tests.stories.test_resident_followed import reported
from tests.stories.world import TEN, World

__all__ = ["receiver"]


@pytest.fixture(autouse=True)
def anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """The receivers of a story lie on this machine."""

    async def same(url: str, may: object) -> tuple[str, str]:
        return url, urlsplit(url).netloc

    monkeypatch.setattr(caller, "pinned", same)


async def listens(world: World, receiver: Receiver) -> None:
    assert world.database is not None
    await Hooks(world.database).add("city", f"http://127.0.0.1:{receiver.port}/", SECRET, [], TEN)


async def test_a_receiver_that_hangs_makes_nobody_late(world: World, receiver: Receiver) -> None:
    """It takes every call and answers none: phones ring at 0, 5, 30 and 120 minutes, to the second, as ever."""
    receiver.answers = [None]
    await listens(world, receiver)
    await reported(world, "楼道灯不亮")
    await asyncio.wait_for(receiver.rung.wait(), 20)
    await world.forward(minutes=126)
    assert await _rings(world, "张姐", "1号") == [5, 30]
    assert await _rings(world, "刘哥", "轮到您") == [35]
    assert await _rings(world, "陈主任", "拖了2小时") == [120]


async def test_another_system_hears_what_the_wall_says(world: World, receiver: Receiver) -> None:
    """A light in a stairwell is heard of at once, without who reported it; what happens in a home, not before it is
    done."""
    await listens(world, receiver)
    await reported(world, "楼道灯不亮")
    await asyncio.wait_for(receiver.rung.wait(), 20)
    (news,) = receiver.news
    assert (news["event"], news["request"]["status"]) == ("created", "open")
    assert "孙大妈" not in receiver.got[0][1].decode()
