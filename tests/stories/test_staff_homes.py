"""Whose matter it is, told by the home or by who reported it; and where one is, told by whose door."""

import pytest

from tests.stories.test_resident_followed import reported
from tests.stories.world import World, words

LAMP, DRAIN = "楼道灯不亮了 三楼那个", "下水道堵了 厨房往上返水"


async def _two(world: World) -> None:
    """Sun's lamp, which Wang has, and Zheng's drain, which Li has."""
    await world.hears_all()
    await reported(world, LAMP)
    await world.press("王师傅", "我来接", chat="staff")
    await world.forward(minutes=20)
    await reported(world, DRAIN, "老郑")
    await world.press("李师傅", "我来接", chat="staff")


@pytest.mark.parametrize(
    ("said", "number", "other"),
    [
        ("李师傅 老郑家那个弄完没", "2号", "1号"),
        ("老郑那个通了没", "2号", "1号"),
        ("老郑家下水通了没", "2号", "1号"),
        ("老郑那边啥情况", "2号", "1号"),
        ("孙大妈家那个弄完没", "1号", "2号"),
        ("老孙家那个换没换", "1号", "2号"),
    ],
)
@pytest.mark.parametrize("chat", ["staff", "private"])
async def test_asked_by_whose_home(world: World, said: str, number: str, other: str, chat: str) -> None:
    """Of the home that is named and of no other, though that was spoken of last."""
    await _two(world)
    await world.says("王师傅", f"{other}咋样了", chat="staff")
    asked = await world.says("李姐", said, chat=chat)
    answer = await world.sees("李姐", number, chat=chat, since=asked)
    assert other not in words(answer)


@pytest.mark.parametrize(
    "said", ["李师傅 老刘家那个弄完没", "老刘家下水通了没", "老郑家弄完了", "老郑家那个我接着弄去"]
)
async def test_of_a_home_that_has_nothing_here(world: World, said: str) -> None:
    """Nothing of somebody else's: of 老刘 nothing stands, and what Zheng reported is not Wang's."""
    await _two(world)
    await world.says("王师傅", "1号咋样了", chat="staff")
    asked = await world.says("王师傅", said, chat="staff")
    assert (await world.phone("王师傅", chat="staff"))[-1]["message_id"] == asked["message_id"]


async def test_done_by_whose_home(world: World) -> None:
    """Of two that one has, the one of the home that is named."""
    await _two(world)
    await reported(world, "3号楼单元门锁坏了", "孙大妈")
    await world.press("李师傅", "我来接", chat="staff")
    await world.says("李师傅", "老郑家弄完了", chat="staff")
    await world.press("李师傅", "办好了", chat="staff", on="2号办好了吗")
    await world.sees("老郑", "2号", "办好了")


GAS = "家里有煤气味 挺大的"


async def _gas_at_zhengs(world: World) -> None:
    """A lamp of Sun's that Wang has, and gas at Zheng's, in one building."""
    await world.hears_all()
    await reported(world, LAMP)
    await world.press("王师傅", "我来接", chat="staff")
    await world.says("老郑", GAS)
    await world.press("老郑", "有，快来人")


@pytest.mark.parametrize(
    ("who", "said", "chat"),
    [
        ("李姐", "我在老郑家楼下呢", "staff"),
        ("李姐", "我到郑大爷家门口了 敲门没人应", "staff"),
        ("小孙", "已经在3号楼门口了", "staff"),
        ("小孙", "我俩在他家呢", "staff"),
        ("李姐", "人在3号楼呢 闻着味了", "staff"),
        ("李姐", "我在老郑家楼下呢", "private"),
        ("赵姨", "我就在老郑家门口", "private"),
    ],
)
async def test_at_the_home_of_a_danger(world: World, who: str, said: str, chat: str) -> None:
    """Whoever stands there is at the scene: the reporter reads it, and all who were called read where."""
    await _gas_at_zhengs(world)
    await world.says(who, said, chat=chat)
    await world.sees("老郑", f"{who}到场了")
    await world.sees("王师傅", "2号 煤气味", who, said)


ELSEWHERE = """
我在5号楼呢|我在5号楼呢 修灯|我在老郑家楼下买菜呢|我在3号楼换灯泡呢|我在3号楼 拿快递|老郑在楼下呢|昨天我在老郑家
我不在老郑家|谁在老郑家楼下呢|我在老郑家楼下住|我在孙大妈家楼下呢|我在社区呢|我家在3号楼|我到老郑家了没|等我到老郑家了再说
""".replace("\n", "|")


async def test_anywhere_else_is_no_scene(world: World) -> None:
    """Another building, another home, what somebody does there, or did: nobody has come by that."""
    await _gas_at_zhengs(world)
    for said in filter(None, ELSEWHERE.split("|")):
        await world.says("李姐", said, chat="staff")
    await world.sees_nothing_of("老郑", "到场了")
