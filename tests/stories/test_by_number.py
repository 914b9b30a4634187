"""A number before the words is that matter: they are read as in an answer to its card, wherever they are written."""

import pytest

from tests.stories.test_dangers import BEATEN
from tests.stories.test_orders import GATE, LAMP, two
from tests.stories.test_resident_followed import accepted, reported
from tests.stories.test_scene import called
from tests.stories.world import World

BOT = "@weilinli_bot"


@pytest.mark.parametrize("said", ["1号我到了，119来了", "1号 到现场了", "1号我已经到了"])
@pytest.mark.parametrize("who", ["王师傅", "张姐"])
async def test_there_by_number(world: World, said: str, who: str) -> None:
    """Danger: the number and "I'm there" is "I'm there"; what else was said is told to those who were called."""
    await called(world)
    await world.says(who, said)
    await world.sees("孙大妈", f"{who}到场了")
    await world.forward(minutes=6)
    await world.sees_nothing_of("孙大妈", "还没人应")


async def test_there_by_number_with_violence(world: World) -> None:
    """The same of violence, where the words name the police."""
    await called(world, BEATEN)
    await world.says("张姐", "1号我到了，110来了")
    await world.sees("孙大妈", "张姐到场了")


@pytest.mark.parametrize("said", ["1号 解除了", "1号误报", "1号火灭了没事了", "解除了"])
async def test_over_by_number(world: World, said: str) -> None:
    """ "It is over", "a false alarm": one press, and the danger goes on until then."""
    await called(world)
    await world.press("张姐", "我到场了", on="1号")
    await world.says("张姐", said)
    await world.sees_buttons("张姐", "已解除", "是误报", on="危险过去了吗")
    await world.sees("李姐", "1号", "张姐", said.removeprefix("1号").strip())
    await world.press("张姐", "已解除", on="危险过去了吗")
    await world.sees("李姐", "1号", "险情解除了")


async def test_how_it_stands_rings_nobody(world: World) -> None:
    """ "1号咋样了" while people are called: the card, and nobody's phone."""
    await called(world)
    await world.says("张姐", "1号咋样了")
    await world.sees("张姐", "1号 煤气味", "谁")
    await world.sees_nothing_of("李姐", "咋样了")


@pytest.mark.parametrize(
    ("said", "sees"),
    [
        ("1号给李师傅", "1号派给物业 李师傅了"),
        ("1号转李师傅", "1号派给物业 李师傅了"),
        ("1号给物业李师傅吧", "1号派给物业 李师傅了"),
        ("1号归李师傅", "1号派给物业 李师傅了"),
        ("1号谁在办", "1号"),
        ("1号咋样了", "1号"),
        ("1号催一下", "王师傅"),
        ("1号催一下王师傅", "王师傅"),
        ("1号我盯着", "1号"),
    ],
)
@pytest.mark.parametrize("how", ["plain", "name", "other card"])
async def test_orders_by_number(world: World, said: str, sees: str, how: str) -> None:
    """Privately, to our name in the group, on another matter's card: the same, and never a report."""
    await two(world)
    text, chat = (said, "private") if how == "plain" else (said, "staff")
    answering = "2号 单元门" if how == "other card" else ""
    await world.says("张姐", f"{BOT} {text}" if how == "name" else text, chat=chat, answering=answering)
    await world.sees("张姐", sees, chat=chat)
    await world.sees_nothing_of("张姐", "哪栋楼", "报上去")
    await world.sees_nothing_of("张姐", "3号 ", "记下了，", chat="staff")


@pytest.mark.parametrize("said", ["9号谁在办", "9号给物业", "9号明天上午去", "9号弄好了"])
@pytest.mark.parametrize("chat", ["private", "staff"])
async def test_a_number_that_is_nobodys(world: World, said: str, chat: str) -> None:
    """A number that stands nowhere is said to be none; nothing is filed."""
    await reported(world)
    await world.says("张姐", f"{BOT} {said}" if chat == "staff" else said, chat=chat)
    await world.sees("张姐", "没有9号", chat=chat)
    await world.sees_nothing_of("张姐", "哪栋楼", "2号", chat=chat)


async def test_two_numbers(world: World) -> None:
    """Each clause goes to its number, and what was understood of each is said."""
    await reported(world)
    await reported(world, GATE)
    await world.says("王师傅", "2号我来接，1号我来接")
    await world.sees("孙大妈", "1号有人接了")
    await world.sees("孙大妈", "2号有人接了")
    await world.sees("王师傅", "1号归您了")
    await world.sees("王师傅", "2号归您了")


async def test_two_numbers_of_a_manager(world: World) -> None:
    """One is given, the other hurried."""
    await two(world)
    await world.says("张姐", "2号给李师傅，1号催一催")
    await world.sees("李师傅", "社区 张姐派给您的", "2号")
    await world.sees("王师傅", "张姐问 1号", chat="staff")


async def test_two_numbers_one_unknown(world: World) -> None:
    """What stands nowhere is said to, and the other is done."""
    await accepted(world)
    await world.says("张姐", "8号给王师傅，1号给李师傅")
    await world.sees("张姐", "没有8号")
    await world.sees("李师傅", "1号")


async def test_a_question_takes_no_other_number(world: World) -> None:
    """ "Why?" of No. 1 stands: words that name No. 2 are about No. 2."""
    await two(world)
    await world.says("王师傅", "明天去", answering="1号")
    await world.press("王师傅", "给居民定个时间", on="1号给居民")
    await world.press("王师傅", "对，")
    await world.sees("王师傅", "为啥")
    await world.sends("王师傅", photo={"size": 1}, caption="2号换了门轴，弄好了")
    await world.press("王师傅", "办好了", on="2号")
    await world.sees("孙大妈", "2号办好了：换了门轴，弄好了")
    await world.sees_nothing_of("孙大妈", "1号今天办不完")


@pytest.mark.parametrize("said", ["1号摊子清走了，弄好了", "1号灯好了", "1号来水了，弄好了", "1号换了新的，都弄完了"])
@pytest.mark.parametrize("photo", [True, False])
async def test_done_in_longer_words(world: World, said: str, photo: bool) -> None:
    """Done in longer words, perhaps under a photo: shown back, and one press makes it the result."""
    await accepted(world, LAMP)
    if photo:
        await world.sends("王师傅", photo={"size": 1}, caption=said)
    else:
        await world.says("王师傅", said)
    await world.press("王师傅", "办好了", on="1号")
    await world.sees("孙大妈", "1号办好了：" + said.removeprefix("1号"))
    await world.sees_nothing_of("王师傅", "转给居民吗")


@pytest.mark.parametrize(
    ("said", "sees"),
    [
        ("1号都一个小时了", "补到1号里了"),
        ("2那个咋样了", "2号 单元门坏了"),
        ("行了2撤了吧", "真要撤回2号吗"),
        ("1那个啥时候来", "1号 下水道堵塞"),
    ],
)
async def test_numbers_as_people_write_them(world: World, said: str, sees: str) -> None:
    """A bare number of one's own, or "it is an hour already": that matter, and no list of them."""
    await reported(world)
    await reported(world, GATE)
    await world.says("孙大妈", said)
    await world.sees("孙大妈", sees)


@pytest.mark.parametrize("said", ["7那个啥时候来", "302那个狗天天叫", "120咋还没来"])
async def test_a_bare_number_that_is_nobodys(world: World, said: str) -> None:
    """A number of nothing of one's own is a door, or a phone: nobody is told that there is no such report."""
    await reported(world)
    await world.says("孙大妈", said)
    await world.sees_nothing_of("孙大妈", "没有7号", "没有302号", "没有120号")
