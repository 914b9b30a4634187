"""How much there is to do, asked in the staff's group or privately: numbers from the rows, names for nobody else."""

import pytest

from tests.stories.test_forgotten import stored
from tests.stories.test_staff_group import standing
from tests.stories.world import World, words


@pytest.mark.parametrize(
    ("said", "sees"),
    [
        ("今天一共几件了", "没办完 2 件，超时 2 件"),
        ("还有几个没办的", "没办完 2 件，超时 2 件"),
        ("哪些超时了", "没办完 2 件，超时 2 件"),
        ("超时的有几个？", "今天报了 2 件，办完 0 件"),
    ],
)
async def test_numbers_in_the_group(world: World, said: str, sees: str) -> None:
    """Without our name: the numbers in front of all, no names; the list privately to whoever asked."""
    await standing(world)
    await world.says("王师傅", "2号我接", chat="staff")
    await world.forward(minutes=35)
    await world.says("张姐", said, chat="staff")
    shown = words(await world.sees("李姐", "北苑社区", sees, chat="staff"))
    assert "王师傅" not in shown
    await world.sees("张姐", "北苑社区：没完的 2 件")


async def test_what_i_have(world: World) -> None:
    """ "我手上几个" in the group: the number; the list privately."""
    await standing(world)
    await world.says("王师傅", "2号我接", chat="staff")
    await world.says("王师傅", "我手上几个", chat="staff")
    await world.sees("王师傅", "您手上有 1 件", chat="staff")
    await world.sees("王师傅", "2 楼道灯不亮")


async def test_numbers_privately(world: World) -> None:
    """ "今天一共几件了" privately is no word on a matter: the numbers stand above the board."""
    await standing(world)
    await world.says("王师傅", "2号我接", chat="staff")
    await world.press("王师傅", "办好了", chat="staff", on="2号")
    await world.press("王师傅", "已换新", chat="staff")
    await world.says("张姐", "今天一共几件了")
    await world.sees("张姐", "没办完 1 件", "今天报了 2 件，办完 1 件")


@pytest.mark.parametrize(
    "said", ["今天来了几个人", "还有几个没签到的", "还剩几个灯泡", "快递还有几件", "没吃的还有几个", "今天几号"]
)
async def test_other_numbers_are_talk(world: World, said: str) -> None:
    """What counts something else is left alone."""
    await standing(world)
    await world.says("张姐", said, chat="staff")
    assert words((await world.phone("张姐", chat="staff"))[-1]) == said
    assert said not in await stored(world)


@pytest.mark.parametrize(
    "said",
    [
        "帮刘大爷报 3号楼2单元 水管漏了 电话13900001111",
        "替3号楼老刘家报一下 马桶堵了 13900001111",
        "刘大妈打电话说她家没水 13900001111",
        "@weilinli_bot 帮刘大爷报 3号楼水管漏了 电话13900001111",
        "/bao 替刘大爷报 3号楼水管漏了 电话13900001111",
    ],
)
async def test_a_callers_number_is_no_word_for_a_group(world: World, said: str) -> None:
    """Who called, with his number, written into the group: how it goes privately, and nothing is kept or filed."""
    await world.hears_all()
    await world.says("李姐", said, chat="staff")
    await world.sees("李姐", "别人的电话别写在群里", "没记，也没报上去", "/dengji", chat="staff")
    await world.sees_nothing_of("王师傅", "1号")
    kept = await stored(world)
    assert "13900001111" not in kept
    assert "老刘" not in kept


async def test_a_danger_does_not_wait_for_that(world: World) -> None:
    """Gas, with a number in it: everybody is called."""
    await world.says("李姐", "/bao 帮刘大爷报 3号楼煤气味特别大，电话13900001111", chat="staff")
    await world.sees("王师傅", "煤气味")


@pytest.mark.parametrize("said", ["1号派给李建国", "1号派给李师父", "1号派给张解"])
async def test_who_is_called_a_little_otherwise(world: World, said: str) -> None:
    """Somebody of that surname has a post here: asked, and not denied."""
    await standing(world)
    await world.says("陈主任", said)
    await world.sees_nothing_of("陈主任", "没有岗")
    await world.sees("陈主任", "1号")


async def test_who_has_no_post_here(world: World) -> None:
    """Nobody of that name: said so, with whom there is."""
    await standing(world)
    await world.says("张姐", "1号派给小周")
    await world.sees("张姐", "没有岗")
