"""Staff who take something in words of their own, and what a thing that they name is of."""

import pytest

from tests.stories.test_resident_followed import reported
from tests.stories.world import World, buttons

DRAIN, LAMP, HEAT, LEAK = "3号楼厨房下水返水", "3号楼楼道灯不亮了", "家里暖气不热", "楼上漏水 天花板哗哗往下淌"
NOISE = "楼上天天晚上蹦迪 吵得孩子睡不着"


@pytest.mark.parametrize(
    ("what", "said"),
    [
        (DRAIN, "孙大妈家那个我去吧"),
        (LEAK, "我去关总阀 十分钟"),
        (NOISE, "行 我上门说说"),
        (NOISE, "我跟她家熟 我去说吧 李姐你别跑了"),
        (HEAT, "我现在在五号楼 弄完就过去看暖气"),
        (HEAT, "三号楼那个也是我去 一趟活儿"),
        (LAMP, "中 我下午过去换灯泡"),
        (LAMP, "1号我下午三点去换"),
        (LAMP, "我拿梯子去换"),
        (LAMP, "这归我"),
    ],
)
async def test_taken_in_the_group_in_other_words(world: World, what: str, said: str) -> None:
    """One stands there that nobody has: whoever says that he goes has it, or is asked whether he takes it."""
    await world.hears_all()
    await reported(world, what)
    await world.says("李姐", said, chat="staff")
    last = (await world.phone("李姐", chat="staff"))[-1]
    if "我来接" in "".join(buttons(last)):
        await world.press("李姐", "我来接", chat="staff", on="1号")
    await world.sees("孙大妈", "1号有人接了", "李姐")


@pytest.mark.parametrize(
    "said",
    [
        "那个会我去吧",
        "我去换衣服",
        "我拿通知去贴",
        "我去看看我妈",
        "那家我去过",
        "五号楼那个我去",
        "我家那个我去看看",
        "这归我管？",
    ],
)
async def test_talk_takes_nothing(world: World, said: str) -> None:
    """What only sounds like it, or is of another house, is left alone."""
    await world.hears_all()
    await reported(world, LAMP)
    await world.says("李姐", said, chat="staff")
    assert (await world.phone("李姐", chat="staff"))[-1]["text"] == said


async def test_of_two_lamps_it_is_asked_which(world: World) -> None:
    """ "The front one": nobody but a person knows which that is."""
    await world.hears_all()
    await reported(world, LAMP)
    await reported(world, "3号楼后面路灯不亮", "老郑")
    await world.says("李姐", "前边那个我去 后边那个王师傅找市政吧", chat="staff")
    await world.sees_buttons("李姐", "1号 楼道灯不亮", "2号 路灯不亮", chat="staff")


@pytest.mark.parametrize("said", ["3号楼的我接", "下水那个我接了 王师傅忙"])
async def test_taken_privately_in_other_words(world: World, said: str) -> None:
    """By the place, or with who is busy beside it."""
    await reported(world, DRAIN)
    await world.says("李姐", said)
    await world.sees("孙大妈", "1号有人接了", "李姐")


@pytest.mark.parametrize("chat", ["staff", "private"])
@pytest.mark.parametrize("said", ["老郑家灯修完了 老头挺乐呵", "井盖换完了"])
async def test_another_thing_is_no_result_of_what_he_has(world: World, said: str, chat: str) -> None:
    """He has the heating alone, and says that a lamp is done: nobody is asked whether the heating is."""
    await world.hears_all()
    await reported(world, HEAT)
    await world.press("王师傅", "我来接", chat="staff", on="1号")
    await world.says("王师傅", said, chat=chat)
    await world.sees_nothing_of("王师傅", "1号办好了吗", "1号记下了", chat=chat)


async def test_its_own_thing_is_its_result(world: World) -> None:
    """What it is called in one word still is the matter's."""
    await world.hears_all()
    await reported(world, HEAT)
    await world.press("王师傅", "我来接", chat="staff", on="1号")
    await world.says("王师傅", "暖气修完了 热乎了", chat="staff")
    await world.sees("王师傅", "1号办好了吗", chat="staff")
