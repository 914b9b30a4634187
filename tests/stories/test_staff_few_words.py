"""Few words of staff that are of another matter than the one that the bot asks about, or of what was done, or that
may take it."""

import pytest

from tests.stories.test_forgotten import stored
from tests.stories.test_resident_followed import LEAK, accepted, reported, resolved
from tests.stories.world import World, words

LIGHT, NOISE = "3号楼楼道灯不亮", "3号楼楼上天天晚上蹦迪 吵得孩子睡不着"


@pytest.mark.parametrize("said", ["2号不归物业 是施工的事", "2号不归我们管", "2号我接了"])
async def test_the_number_that_is_named_is_meant(world: World, said: str) -> None:
    """While it is asked why No. 1 is handed up, words that name No. 2 are of that."""
    await accepted(world)
    await reported(world, LIGHT, "老郑")
    await world.says("王师傅", "1号这个我可管不了")
    await world.sees("王师傅", "1号卡在哪儿")
    await world.says("王师傅", said)
    await world.sees("王师傅", "2号")
    await world.sees_nothing_of("陈主任", "办不了")
    await world.sees_nothing_of("孙大妈", "交上去")


async def test_it_is_as_it_was_and_goes_up(world: World) -> None:
    """ "又闹了 上交社区" after "done": open again, the resident reads that alone, and then why it goes up."""
    await reported(world, NOISE)
    await world.press("赵姨", "我来接")
    await world.says("赵姨", "1号说好了")
    await world.press("赵姨", "办好了")
    await world.says("赵姨", "1号又闹了 上交社区")
    await world.sees_nothing_of("孙大妈", "上交社区")
    await world.press("赵姨", "重新打开", on="“又闹了”")
    await world.sees("赵姨", "1号卡在哪儿")


@pytest.mark.parametrize("said", ["1号我整不了了 给社区吧", "行 1号我接了"])
async def test_what_is_said_to_be_done_is_said_so(world: World, said: str) -> None:
    """In the group, too: who says that it is done."""
    await world.hears_all()
    await resolved(world)
    await world.says("李姐", said, chat="staff")
    await world.sees("李姐", "1号：物业 王师傅说办好了", chat="staff")


@pytest.mark.parametrize("said", ["我好了 上班了", "我能干活了 不用李师傅替了", "我回来了"])
async def test_back_in_other_words(world: World, said: str) -> None:
    """Of somebody away who has a matter: he is asked again, and nothing is noted."""
    await accepted(world)
    await world.says("王师傅", "我今天不在 让李师傅替我")
    await world.press("王师傅", "李师傅")
    await world.says("王师傅", said)
    await world.sees("王师傅", "您回来了，又会叫您了")


@pytest.mark.parametrize("said", ["那我去劝劝 不行再叫城管", "我在5号楼修水管呢 完事过去瞅瞅", "行 那我上门说说"])
async def test_perhaps_he_takes_it(world: World, said: str) -> None:
    """He goes there: to take it is one press, or it is his, and no department is called."""
    await world.hears_all()
    await reported(world, NOISE)
    await world.says("李姐", said, chat="staff")
    assert "1号" in words((await world.phone("李姐", chat="staff"))[-1])
    await world.sees_nothing_of("李姐", "派不了", "该归谁", chat="staff")


async def test_a_breath_that_takes_names_the_kind(world: World) -> None:
    """ "灯的事我来 老王你先忙下水": the light, though the drain is named too."""
    await world.hears_all()
    await reported(world, LIGHT)
    await reported(world, LEAK, "老郑")
    await world.says("李姐", "灯的事我来 老王你先忙下水", chat="staff")
    await world.sees("孙大妈", "1号有人接了", "李姐")


@pytest.mark.parametrize("said", ["这个得城管来", "叫城管吧 这个咱管不了"])
async def test_a_department_is_called_by_those_above(world: World, said: str) -> None:
    """Nothing is named, and one stands here: whoever may not whistle is asked to whom it goes, the community first."""
    await world.hears_all()
    await reported(world, "3号楼门口有人占道卖烤地瓜")
    await world.says("李姐", said, chat="staff")
    await world.sees_buttons("李姐", "社区 张姐", chat="staff", on="1号该归谁")


@pytest.mark.parametrize("said", ["找城管吃饭去", "城管那边开会", "得派出所盖章"])
async def test_talk_of_departments(world: World, said: str) -> None:
    """Talk."""
    await world.hears_all()
    await reported(world, "3号楼门口有人占道卖烤地瓜")
    await world.says("李姐", said, chat="staff")
    assert words((await world.phone("李姐", chat="staff"))[-1]) == said
    assert said not in await stored(world)
