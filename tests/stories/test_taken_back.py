"""Whoever is asked what was done, and says that it is not done, or pressed by mistake: nothing is done by that."""

import pytest

from tests.stories.departments import whistled
from tests.stories.test_resident_followed import LEAK, accepted, resolved
from tests.stories.test_whistles import gate as gate
from tests.stories.world import World


@pytest.mark.parametrize(
    "said",
    [
        "不对不对，按错了，是别的楼的灯",
        "等等，还没修呢",
        "没弄好，先不报",
        "哎呀手滑了，还没去呢",
        "刚才点错了，还没弄好",
    ],
)
async def test_not_done_after_all(world: World, said: str) -> None:
    """ "What was done?" answered by "not yet", "wrong button": the resident reads nothing, and it goes on as it was."""
    await accepted(world, LEAK)
    await world.says("王师傅", "修好了", answering="1号")
    await world.says("王师傅", said)
    await world.sees("王师傅", "什么都没动")
    await world.sees_nothing_of("孙大妈", said, "办好了")
    await world.says("王师傅", "管道疏通了，换了弯头", answering="1号")
    await world.sees_nothing_of("王师傅", "不再等")


@pytest.mark.parametrize("said", ["上次没弄好，这回换了新弯头", "没修好的那段也补上了", "昨天没通，今天疏通好了"])
async def test_what_was_not_done_before_is_a_result(world: World, said: str) -> None:
    """Words that tell what was not done once, and is now, are the result as ever."""
    await accepted(world, LEAK)
    await world.says("王师傅", "修好了", answering="1号")
    await world.says("王师傅", said)
    await world.sees("孙大妈", "1号办好了", said)


@pytest.mark.parametrize("said", ["按错了，还没办完", "等下，还没清完呢", "点错了"])
async def test_a_department_is_not_done_after_all(gate: World, said: str) -> None:
    """The same of a department: whoever whistled is not asked to look."""
    await gate.press("张姐", "更多")
    await whistled(gate)
    await gate.press("小冯", "我们到了")
    await gate.press("小冯", "办完了")
    await gate.says("小冯", said)
    await gate.sees("小冯", "什么都没动")
    await gate.sees_nothing_of("张姐", "说办完了", said)


@pytest.mark.parametrize("said", ["今天提前弄完了，水通了", "弄完了", "刚才师傅来，处理好了"])
async def test_done_where_a_reason_is_asked(world: World, said: str) -> None:
    """ "Why?" answered by "it is done": asked whether it is, shown back as the resident would read it; no day, and no
    reason."""
    await accepted(world, LEAK)
    await world.press("王师傅", "更多", chat="staff")
    for label in ("今天办不完", "选日子", "12月19日"):
        await world.press("王师傅", label, chat="staff")
    await world.press("王师傅", "自己写", chat="staff")
    await world.says("王师傅", said, chat="staff", answering="为啥")
    await world.sees_buttons("王师傅", "办好了", chat="staff", on=said)
    await world.press("王师傅", "办好了", chat="staff", on=said)
    await world.sees("孙大妈", "1号办好了", said)
    await world.sees_nothing_of("孙大妈", "为啥", "12月19日")


@pytest.mark.parametrize(
    "said",
    [
        "下周一到周三我不在",
        "下周起我休年假",
        "不对，是从周四开始",
        "刚才83号那个跟82号重了，并到82号",
        "明天轮到小孙值班",
    ],
)
@pytest.mark.parametrize("words", [True, False], ids=["with-words", "photo-alone"])
async def test_what_is_said_after_a_result_of_days_to_come(world: World, said: str, words: bool) -> None:
    """Right after "done", words on days to come or on other numbers are no result."""
    await accepted(world, LEAK)
    await world.press("王师傅", "办好了")
    if words:
        await world.press("王师傅", "已疏通")
    else:
        await world.sends("王师傅", photo={"size": 1})
    await world.says("王师傅", said)
    await world.sees_nothing_of("王师傅", "补进结果", "补上")
    await world.sees_nothing_of("孙大妈", said)


@pytest.mark.parametrize("said", ["刚才点错了，还没弄好", "1号其实还没修好呢", "又堵了，我弄错了"])
async def test_not_done_half_an_hour_after(world: World, said: str) -> None:
    """Past taking back, whoever said "done" opens it again by one press; the resident reads by whom and why."""
    await resolved(world, LEAK)
    await world.forward(minutes=30)
    await world.says("王师傅", said)
    await world.sees("王师傅", "1号重新打开，接着办？居民会看到", said.removeprefix("1号"))
    await world.press("王师傅", "重新打开")
    await world.sees("孙大妈", "物业 王师傅说1号其实还没弄好", said.removeprefix("1号"), "还是原来的号")
    await world.sees("王师傅", "又打开了", "其实没弄好", chat="staff")


async def test_the_old_button_asks_what_is_not_done(world: World) -> None:
    """ "Wrong, go on", pressed half an hour after, asks what is not done and opens it again."""
    await resolved(world, LEAK)
    await world.forward(minutes=30)
    await world.press("王师傅", "写错了，接着办", chat="staff")
    await world.says("王师傅", "弯头还漏", chat="staff", answering="哪儿没弄好")
    await world.sees("孙大妈", "王师傅说1号其实还没弄好", "弯头还漏")


async def test_somebody_else_says_that_it_is_not_done(world: World) -> None:
    """Whoever may open it again is asked whether to, with the words; else that person is named. Nothing is silent."""
    await resolved(world, LEAK)
    await world.forward(minutes=30)
    await world.says("张姐", "1号还没通呢")
    await world.sees("张姐", "1号重新打开，接着办？", "还没通呢")
    await world.says("李姐", "1号没弄好，先别结")
    await world.sees("李姐", "1号重新打开，接着办？", "没弄好")


async def test_a_false_alarm_that_was_none(world: World) -> None:
    """ "Wrong, go on" on the card of somebody else's false alarm asks whoever may which danger it is, and calls all."""
    await world.says("孙大妈", "家里有煤气味")
    await world.forward(seconds=70)
    await world.press("张姐", "是误报", on="1号")
    await world.forward(minutes=15)
    await world.press("刘哥", "写错了，接着办", chat="staff")
    await world.press("刘哥", "煤气", chat="staff", on="哪种危险")
    await world.sees("王师傅", "🆘 1号")
