"""What is wrong at somebody else's home is not where its reporter lives."""

import pytest

from tests.stories.test_danger import CALLED
from tests.stories.world import World, buttons, words

AT_HERS = (
    "我妈在厕所滑倒了 起不来",
    "我爸脑梗了 话都说不清",
    "婆婆打电话说屋里全是煤气味",
    "俺娘摔了 自己在家呢",
    "我姥姥家着火了",
    "my mother fell in her bathroom",
)


@pytest.mark.parametrize("said", AT_HERS)
async def test_a_danger_at_another_home_is_not_at_ones_own(world: World, said: str) -> None:
    """Nobody knows where she lives: the alarm rings, no card names the reporter's building, and where is asked."""
    await world.says("孙大妈", said)
    asked = words(await world.sees("孙大妈", "不知道在哪儿"))
    assert "北苑小区3号楼" in asked
    await world.press("孙大妈", "有，快来人")
    for one in ("王师傅", "李姐", "张姐", "陈主任"):
        assert "3号楼" not in words(await world.sees(one, "🆘", said[:4]))
    assert "3号楼" not in words(await world.sees("李姐", "🆘", said[:4], chat="staff"))
    await world.says("孙大妈", "5号楼2单元402")
    for one in ("王师傅", "郑大哥", "张姐", "陈主任"):
        await world.sees(one, "北苑小区5号楼", "🆘")


@pytest.mark.parametrize("how", ["press", "在我家呢", "她来我家了", "我家"])
async def test_she_is_at_mine(world: World, how: str) -> None:
    """By one press, or in words after it was filed: it is at the reporter's home."""
    await world.says("孙大妈", "我妈在厕所滑倒了 起不来")
    if how == "press":
        await world.press("孙大妈", "在我家，快来人")
    else:
        await world.press("孙大妈", "有，快来人")
        await world.says("孙大妈", how)
    for one in CALLED:
        await world.sees(one, "🆘", "北苑小区3号楼")


async def test_at_mine_after_a_minute(world: World) -> None:
    """Nothing was pressed for a minute: everybody was called, and the button says where it is all the same."""
    await world.says("孙大妈", "我妈在厕所滑倒了 起不来")
    await world.forward(seconds=70)
    await world.press("孙大妈", "在我家，快来人")
    for one in CALLED:
        await world.sees(one, "北苑小区3号楼")


@pytest.mark.parametrize(
    "said",
    [
        "我妈在我家摔了 起不来",
        "我家着火了 我妈还在里面",
        "我老伴晕过去了",
        "电梯卡半道了，我妈在里头",
        "妈呀爆炸了",
        "我妈在楼道摔倒了，起不来",
    ],
)
async def test_what_is_at_ones_own_home_is_there(world: World, said: str) -> None:
    """Who is with the reporter, or lives there, is where the reporter lives."""
    await world.says("孙大妈", said)
    await world.press("孙大妈", "有，快来人")
    await world.sees("王师傅", "🆘", "北苑小区3号楼")


HERS = "我妈住5号楼2单元402 她家暖气漏水了 滴答滴答的"


@pytest.mark.parametrize(
    "said",
    [
        "我妈在厕所滑倒了 起不来",
        "老太太摔了 够不着电话",
        "她晕过去了",
        "我爸喘不上气了",
        "我妈家那个水漏到电闸上冒火花了",
    ],
)
async def test_her_home_is_known_by_her_other_matter(world: World, said: str) -> None:
    """Her leak was reported at building 5: that is where she is taken to be, and it is said."""
    await world.says("孙大妈", HERS)
    await world.press("孙大妈", "报上去")
    await world.forward(minutes=200)
    await world.says("孙大妈", said)
    await world.press("孙大妈", "有，快来人")
    for one in ("王师傅", "郑大哥", "张姐", "陈主任"):
        assert "3号楼" not in words(await world.sees(one, "🆘", said[:4]))
        await world.sees(one, "🆘", "北苑小区5号楼")


@pytest.mark.parametrize(
    ("answer", "rings"),
    [("人没事 就是怕漏电", False), ("人没事 就是怕漏电 赶紧把总阀关了", False), ("有", True), ("电闸冒火花了", True)],
)
async def test_the_answer_is_of_her_matter(world: World, answer: str, rings: bool) -> None:
    """Asked whether anybody is in danger there: the answer is of that matter, and is asked for once."""
    await world.says("孙大妈", HERS)
    await world.press("孙大妈", "报上去")
    await world.press("郑大哥", "我来接")
    await world.forward(minutes=200)
    await world.says("孙大妈", "我妈家那个水越漏越大 电闸湿了")
    asked = await world.sees("孙大妈", "现在有人有危险吗")
    await world.says("孙大妈", answer)
    if rings:
        await world.sees("张姐", "🆘", "1号", "北苑小区5号楼")
    else:
        await world.sees("郑大哥", "1号", answer)
        later = [one for one in await world.phone("孙大妈") if one["message_id"] > asked["message_id"]]
        assert not any("现在有人有危险吗" in words(one) for one in later)
        assert not any("🆘" in label for one in later for label in buttons(one))
    await world.sees_nothing_of("孙大妈", "2号")
    await world.sees_nothing_of("张姐", "3号楼")


async def test_an_ordinary_matter_at_hers(world: World) -> None:
    """Her leak: nobody knows where she lives, so it is not at the reporter's; the building, or "mine", says it."""
    await world.says("孙大妈", "我妈家水管漏了")
    await world.sees("孙大妈", "📍 北苑小区 在哪儿还没说清")
    await world.press("孙大妈", "换个地方")
    await world.press("孙大妈", "我家这栋")
    await world.says("孙大妈", "越漏越大了")
    await world.sees("孙大妈", "📍 北苑小区3号楼", "越漏越大了")
    await world.says("老郑", "我妈家水管漏了")
    await world.says("老郑", "5号楼2单元402")
    await world.sees("老郑", "📍 北苑小区5号楼")


async def test_hers_said_among_neighbours(world: World) -> None:
    """Said in the residents' group: the alarm names no building of the reporter's either."""
    await world.says("孙大妈", "/bao 我妈在厕所滑倒了 起不来", chat="residents")
    assert "3号楼" not in words(await world.sees("张姐", "🆘", "我妈在厕所"))
