"""What only sounds like something worse, or like something of everybody: a stove, a telephone, a drain that stinks."""

import pytest

from tests.stories.world import World

BOT = "@weilinli_bot"


async def _nobody_is_called(world: World) -> None:
    for one in ("王师傅", "李姐", "张姐", "陈主任"):
        await world.sees_nothing_of(one, "🆘")


@pytest.mark.parametrize("said", ["谁家孩子在电梯里蹦 电梯都晃 吓死人", "小孩在电梯里跺脚 电梯直颤"])
async def test_children_who_jump_in_the_lift(world: World, said: str) -> None:
    """A nuisance: nobody is stuck, and nobody is called."""
    await world.says("老郑", said)
    await world.sees_nothing_of("老郑", "有人有危险吗", "困在电梯里")
    await world.press("老郑", "报上去")
    await _nobody_is_called(world)
    await world.sees_nothing_of("孙大妈", "电梯坏了", chat="residents")


@pytest.mark.parametrize(
    "said",
    [
        "楼下总有个不认识的男的转悠 挨家按门铃 说查燃气的",
        "有个没见过的人在楼道里蹲着",
        "一个陌生男的在楼道里转悠半天了",
    ],
)
async def test_a_stranger_at_the_door(world: World, said: str) -> None:
    """No broken door: a kind of its own, which no group of neighbours reads."""
    await world.says("老郑", said)
    await world.sees("老郑", "🏷 可疑的人")
    await world.press("老郑", "报上去")
    await world.sees("李姐", "1号 可疑的人", chat="staff")
    await world.sees_nothing_of("孙大妈", "1号", chat="residents")


@pytest.mark.parametrize("said", ["煤气灶打不着火 换过电池了", "热水器总打不着火", "就我家没气 别人家都有气"])
async def test_a_stove_that_does_not_light(world: World, said: str) -> None:
    """His own: no danger is asked about, and neighbours are not told of an outage."""
    await world.says("老郑", said)
    await world.sees("老郑", "🏷 家里燃气")
    await world.press("老郑", "报上去")
    await world.sees_nothing_of("孙大妈", "1号", chat="residents")
    await _nobody_is_called(world)


@pytest.mark.parametrize("said", ["你先给楼上打个电话 让他把水关了", "给楼上打个电话吧", "给他打过电话了 没人接"])
async def test_a_telephone_is_no_blow(world: World, said: str) -> None:
    """Whoever is asked to ring somebody up reads it, and no more is made of it."""
    await world.says("老郑", "楼上又漏水了 我家棚都湿透了")
    await world.press("老郑", "报上去")
    await world.press("王师傅", "我来接")
    await world.says("老郑", said)
    await world.sees_nothing_of("老郑", "有人有危险吗", "2号")
    await world.forward(minutes=5)
    await world.sees_nothing_of("张姐", "可能有人打人")
    await world.sees("王师傅", said)


async def test_other_words_of_the_same_place_move_nothing(world: World) -> None:
    """ "坏了仨" instead of "坏了俩": it stays where it is, with the same people."""
    await world.says("老郑", "路灯坏了俩 5号楼到8号楼中间那段")
    await world.press("老郑", "报上去")
    card = await world.sees("李姐", "1号 路灯", chat="staff")
    where = str(card["text"]).split("📍 ")[1].split(" · ")[0]
    await world.edits("老郑", "路灯坏了俩", "路灯坏了仨 5号楼到8号楼中间那段")
    await world.sees("李姐", f"📍 {where}", "坏了仨", chat="staff")
    await world.sees_nothing_of("老郑", "改到", "换了地方")


@pytest.mark.parametrize("said", ["我们3号楼有水了 谢谢王师傅", "来水了 好了"])
async def test_back_before_anybody_took_it(world: World, said: str) -> None:
    """It was not taken back: the neighbours read that it is back."""
    await world.says("老郑", "3号楼没水了")
    await world.press("老郑", "报上去")
    await world.says("老郑", said)
    await world.press("老郑", "是，好了")
    await world.sees_nothing_of("孙大妈", "撤回", chat="residents")
    await world.sees("孙大妈", "3号楼 停水", "好了", chat="residents")


@pytest.mark.parametrize("said", ["现在不返了 但是味儿大 屋里臭得待不了人", "不返了 就是臭得很 一股下水味"])
async def test_a_drain_that_stinks_is_no_gas(world: World, said: str) -> None:
    """What is said of the drain reaches whoever has it."""
    await world.says("老郑", "我家厕所也返水了")
    await world.press("老郑", "报上去")
    await world.press("王师傅", "我来接")
    await world.says("老郑", said)
    await world.sees_nothing_of("老郑", "煤气", "有人有危险吗")
    await world.sees("王师傅", said)


@pytest.mark.parametrize("said", ["没有 我又闻了闻 是邻居家炖酸菜呢", "没有，是楼下炖肉的味", "不是煤气 是酸菜味"])
async def test_what_was_smelt_was_supper(world: World, said: str) -> None:
    """In answer to the question whether anybody is in danger: nothing is filed, and nothing waits to be."""
    await world.says("老郑", "我家门口好像有煤气味儿 也可能不是")
    await world.says("老郑", said)
    await world.sees("老郑", "没报")
    await world.forward(minutes=40)
    await world.sees_nothing_of("老郑", "报上去了", "还没报上去")
    await _nobody_is_called(world)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("楼下消防车来了 是我们楼着火了吗", "我没看着火 就问问"),
        ("楼下消防车来了 是咱楼着火了吗", "没着火 我就问问"),
    ],
)
async def test_a_fire_that_is_only_asked_about(world: World, said: str, answer: str) -> None:
    """He has seen none: nobody is called, and nothing is filed."""
    await world.says("老郑", said)
    await world.says("老郑", answer)
    await world.forward(minutes=40)
    await world.sees_nothing_of("老郑", "报上去了", "还没报上去")
    await world.sees_nothing_of("孙大妈", "着火", chat="residents")
    await _nobody_is_called(world)


@pytest.mark.parametrize("answer", ["没啥危险 老头看着呢 就是呛", "没多大危险 有人看着呢"])
async def test_leaves_that_somebody_burns(world: World, answer: str) -> None:
    """Nobody is in danger: it is reported as anything else, and the neighbours read of no fire."""
    await world.says("老郑", "3号楼后边有人烧树叶子 烟大的 呛人")
    await world.says("老郑", answer)
    await world.press("老郑", "报上去")
    await world.sees("李姐", "1号", answer, chat="staff")
    await world.sees_nothing_of("孙大妈", "着火", chat="residents")
    await _nobody_is_called(world)


async def test_who_was_missing_was_so_also_when_it_is_over(world: World) -> None:
    """A false alarm keeps the name of what was told, and nothing is said to be broken."""
    await world.says("老郑", "对门老李头两天没出屋了 敲门也不应声")
    await world.says("老郑", "有 叫人来看看吧")
    await world.sees("张姐", "🆘 1号 人病得重")
    await world.press("张姐", "是误报")
    await world.sees("王师傅", "1号 人病得重：", "误报")
    await world.sees_nothing_of("老郑", "东西还坏着", "有人受伤")
    await world.sees_buttons("老郑", "还有危险", on="误报")


@pytest.mark.parametrize("said", ["5号楼有电 就3号楼没有吧", "5号楼没停 3号楼停电了", "5号楼亮着呢 3号楼全黑了 停电了"])
async def test_the_building_that_has_power_is_not_the_place(world: World, said: str) -> None:
    """It is out at the other one."""
    await world.says("老郑", f"{BOT} {said}", chat="residents")
    await world.sees("老郑", "3号楼 停电", chat="residents")
    await world.sees_nothing_of("老郑", "5号楼 停电", chat="residents")


@pytest.mark.parametrize("said", ["没有 就是下水道的味", "不是不是 就是下水道返的味"])
async def test_it_was_the_drain(world: World, said: str) -> None:
    """Asked whether anybody is in danger: what it is instead is what it is called."""
    await world.says("老郑", "屋里一股臭味 像煤气味")
    await world.says("老郑", said)
    await world.sees("老郑", "您看看对不对", "🏷 下水道堵塞")
    await _nobody_is_called(world)
