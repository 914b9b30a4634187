"""What staff say while a danger is open: that it is over is never that they come; of their other matters it is theirs;
and whoever may end it is asked to."""

import pytest

from tests.stories.test_resident_followed import reported
from tests.stories.test_scene import GAS, called
from tests.stories.world import World

LIFT = "3号楼电梯卡住了，孩子困在里面"


@pytest.mark.parametrize(
    "said",
    [
        "误报 人早下楼了",
        "误报，人早就下楼了",
        "虚惊一场 大家正往回走",
        "誤報 人早下樓了",
        "假警报 人都出门了",
        "搞错了 我马上去跟大家说",
    ],
)
async def test_a_false_alarm_is_nobody_on_the_way(world: World, said: str) -> None:
    """Whoever may end it is asked to; the others read his words."""
    await called(world)
    await world.says("张姐", said)
    await world.sees("李姐", "1号 煤气味", said)
    await world.sees_nothing_of("李姐", "在路上")
    await world.sees_nothing_of("孙大妈", "在路上")
    await world.sees_buttons("张姐", "已解除", "是误报", on="1号危险过去了吗")


async def _door(world: World) -> None:
    """李姐 has the door in the same house, when the danger begins."""
    await world.hears_all()
    await reported(world, "3号楼单元门合页坏了，关不上", "老郑")
    await world.press("李姐", "我来接")
    await world.says("孙大妈", GAS)
    await world.press("孙大妈", "有，快来人")


@pytest.mark.parametrize(
    "said",
    [
        "门那个 合页买回来了 两点半装",
        "单元门合页买回来了 下午装",
        "老郑那个门 跟他说合页到了 下周装",
        "给1号那位老郑回个话 说合页到了",
        "1号跟他说合页到了",
        "单元门修好了",
        "老郑那个后天上午",
        "1号明天去",
    ],
)
async def test_of_ones_other_matter(world: World, said: str) -> None:
    """What he has and names by its kind, its thing, its number or whoever reported it: nobody who was called hears."""
    await _door(world)
    await world.says("李姐", said)
    await world.sees_nothing_of("张姐", said, "合页", "修好")
    await world.sees_nothing_of("李姐", "合页买", "老郑", "修好了", chat="staff")


@pytest.mark.parametrize("said", ["我俩小时后回来 先吃饭", "先吃饭去了 一会儿回", "中午吃啥", "我下午不在 有事找孙哥"])
async def test_talk_meanwhile(world: World, said: str) -> None:
    """No news of a danger."""
    await _door(world)
    await world.says("李姐", said)
    await world.sees_nothing_of("张姐", said)
    await world.sees_nothing_of("李姐", said, chat="staff")


@pytest.mark.parametrize(
    "said",
    [
        "门敲不开，谁有三单元的钥匙",
        "门撬开了 屋里没人",
        "围挡拉上了",
        "三楼窗户都打开了",
        "我去不了，下午不在",
        "等我，一会儿到",
    ],
)
async def test_news_of_the_danger_is_not_lost(world: World, said: str) -> None:
    """Whoever has a door tells of the one that does not open there: everybody reads it."""
    await _door(world)
    await world.says("李姐", said)
    await world.sees("张姐", "2号 煤气味", said)


async def test_what_it_was_and_that_it_is_over(world: World) -> None:
    """Said like talk, by one who was called, below what he was called to."""
    await world.hears_all()
    await called(world)
    await world.says("李姐", "测完了 是谁家阳台灶没关严 没事了", chat="staff")
    await world.sees("王师傅", "1号 煤气味", "没关严 没事了")


@pytest.mark.parametrize("said", ["煤气那个谁到现场了", "现在谁在现场", "煤气那边有人到了没"])
async def test_a_question_is_answered(world: World, said: str) -> None:
    """Who is there is on the card."""
    await called(world)
    await world.press("王师傅", "我到场了")
    await world.says("李姐", said)
    await world.sees("李姐", "1号 煤气味", "王师傅")
    await world.sees_nothing_of("张姐", said)


async def test_no_name_of_a_resident_on_the_card(world: World) -> None:
    """What staff say of a danger stands on the card of the group without whom they name."""
    await called(world)
    await world.says("李姐", "小周那屋敲不开 跟他说先下楼", answering="1号")
    await world.sees("张姐", "小周那屋敲不开")
    await world.sees_nothing_of("李姐", "小周", chat="staff")


@pytest.mark.parametrize(
    "said",
    [
        "1号解除",
        "1号 已解除",
        "电梯那个解除了 大伙辛苦",
        "人救出来了 解除吧",
        "电梯没事了 人出来了",
        "解除",
        "解除吧",
        "解除了吧 人没事",
        "1号是误报",
        "是误报",
    ],
)
async def test_who_may_end_it_says_so_in_the_group(world: World, said: str) -> None:
    """Without answering the card: by one press, or as if it were pressed."""
    await world.hears_all()
    await world.says("孙大妈", LIFT)
    await world.press("孙大妈", "有，快来人")
    await world.says("张姐", said, chat="staff")
    await world.sees_nothing_of("李姐", "在路上")
    if await _ended(world):
        return
    await world.press("张姐", "是误报" if "误报" in said else "已解除", chat="staff")
    assert await _ended(world)


async def _ended(world: World) -> bool:
    said = [one.get("text", "") for one in await world.phone("李姐")]
    return any("1号" in one and ("解除了" in one or "误报，" in one) for one in said)
