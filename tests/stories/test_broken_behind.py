"""A danger that is none, and what is left of it: the pipe that spouts, the door that does not close; and a danger that
has nothing to do with the report that was begun."""

import pytest

from tests.stories.test_danger import CALLED, all_see
from tests.stories.test_emergency import switch_on
from tests.stories.world import World, buttons, words

YES = "有，快来人"
PIPE = "厨房煤气味特别大，水管子也断了正往外喷"


async def alarm(world: World, said: str) -> None:
    """孙大妈 reports a danger and says that it is one."""
    await world.says("孙大妈", said)
    await world.press("孙大妈", YES)


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (PIPE, "漏水"),
        ("变压器冒火了，我们这片全停电了", "停电"),
        ("电梯卡住了，门关不上，里头有人", "电梯坏了"),
    ],
)
async def test_a_false_alarm_leaves_what_is_broken(world: World, said: str, kind: str) -> None:
    """No danger, says the community: what the words say to be broken is an ordinary matter, asked of those who mend it,
    with its clock; its reporter reads so, and can call it off by a press."""
    await alarm(world, said)
    await world.press("张姐", "误报")
    await world.sees("孙大妈", "1号", "误报", f"还照常修（{kind}）")
    await world.sees("王师傅", f"1号 {kind} · 等人接", "10:05 前接")
    for one in CALLED:
        if one != "张姐":
            await world.sees(one, "社区 张姐说是误报")
    await world.press("王师傅", "我来接")
    await world.sees("孙大妈", "1号有人接了", "王师傅")
    await world.press("孙大妈", "没事了，不用修")
    await world.sees("孙大妈", "真要撤回1号吗")


@pytest.mark.parametrize("said", ["厨房水管漏水了，还有股煤气味", PIPE])
async def test_the_group_reads_that_it_was_none(world: World, said: str) -> None:
    """A leak at home is left of the gas: the alarm in the residents' group is taken down all the same, and nothing
    that happens to the leak is told there."""
    await alarm(world, said)
    await world.sees("老郑", "煤气味（1号）", "先躲远点", chat="residents")
    await world.press("张姐", "误报")
    await world.sees("老郑", "是误报，没有危险", chat="residents")
    await world.sees_nothing_of("老郑", "先躲远点", chat="residents")
    assert not buttons(await world.sees("老郑", "是误报，没有危险", chat="residents"))


async def test_what_whoever_went_there_found_is_mended(world: World) -> None:
    """No gas, but the drain is blocked, says who looked: then it is a false alarm, and the drain."""
    await alarm(world, "煤气味特别大")
    await world.says("张姐", "不是煤气，是下水道返味，地漏堵了", chat="staff", answering="煤气味")
    await world.press("张姐", "误报")
    await world.sees("王师傅", "1号 下水道堵塞 · 等人接")
    await world.sees("孙大妈", "还照常修（下水道堵塞）")


async def test_a_false_alarm_without_more_is_over_unless_something_is_broken(world: World) -> None:
    """ "Somebody is in the lift" names nothing that is broken: it is over, and one press of its reporter has it mended
    all the same."""
    await alarm(world, "电梯里困人了")
    await world.press("张姐", "误报")
    await world.sees("王师傅", "1号 电梯坏了", "误报，没有危险")
    await world.press("孙大妈", "东西还坏着")
    await world.sees("孙大妈", "1号接着办", "社区 张姐")
    await world.sees("张姐", "🔁 1号 电梯坏了")
    await world.sees("张姐", "东西还坏着", chat="staff")
    for one in CALLED:
        newest = (await world.phone(one))[-1]
        assert "🆘" not in words(newest)


async def test_a_button_of_long_ago_asks_first(world: World) -> None:
    """ "It is still dangerous", pressed two days later, is asked once more before nine people run."""
    await alarm(world, "电梯里困人了")
    await world.press("张姐", "误报")
    await world.forward(hours=50)
    await world.press("孙大妈", "还有危险")
    await world.sees("孙大妈", "1号是有一阵子的事了", "现在有人有危险吗")
    await world.sees_nothing_of("陈主任", "还有危险")
    await world.press("孙大妈", YES, on="有一阵子")
    await all_see(world, "🆘", "还有危险")


@pytest.mark.parametrize(
    ("said", "no", "kind"),
    [
        ("电梯里困人了", "没有没有，人出来了，就是门关不上", "电梯坏了"),
        ("楼道着火了", "没着火，是楼道灯短路冒了股烟，灯不亮了", "楼道灯不亮"),
        ("家里有煤气味", "误报误报，是下水道返味，厨房地漏堵了", "下水道堵塞"),
        ("道上井盖没了，孩子掉下去了", "不是，没人掉，就是井盖没了", "井盖"),
        ("外墙皮掉下来砸着人了", "没砸着人，就是墙皮还往下掉", "高空坠物"),
    ],
)
async def test_a_no_with_what_there_is_instead(world: World, said: str, no: str, kind: str) -> None:
    """ "No, but": nobody is called, and what there is instead is the report, in those words and of that kind."""
    await world.says("孙大妈", said)
    await world.says("孙大妈", no)
    await world.sees("孙大妈", "您看看对不对", kind, no)
    await world.forward(minutes=11)
    await world.sees("王师傅", f"1号 {kind}", no)
    await world.sees_nothing_of("陈主任", "🆘")


@pytest.mark.parametrize(
    ("said", "no"),
    [
        ("屋里有煤气味", "没事 是酸菜缸的味"),
        ("家里有煤气味", "没有 没那么急 是谁家做饭"),
        ("我妈晕倒了", "吃了降压药 好点了 没事 别来"),
        ("楼道冒烟了", "整差了，是隔壁烧纸呢"),
    ],
)
async def test_a_no_that_leaves_nothing(world: World, said: str, no: str) -> None:
    """What was somebody's supper is not filed ten minutes later; a press still does."""
    await world.says("孙大妈", said)
    await world.says("孙大妈", no)
    await world.sees("孙大妈", "没报")
    await world.forward(minutes=15)
    await world.sees_nothing_of("张姐", said)
    await world.sees_nothing_of("老郑", "1号", chat="residents")


@pytest.mark.parametrize("no", ["没有 呼吸了", "没有，快来人", "不是我 是我妈晕了", "没人管 着大了"])
async def test_what_begins_like_a_no(world: World, no: str) -> None:
    """A "no" that says worse calls everybody; a danger of another kind is asked about first, and silence calls."""
    await world.says("孙大妈", "有人晕倒了")
    await world.says("孙大妈", no)
    await world.forward(seconds=70)
    await all_see(world, "🆘", no)


@pytest.mark.parametrize("said", ["她晕倒了", "着火了", "我老头喘不上气了", "妈呀爆炸了"])
async def test_a_danger_that_names_no_thing_is_not_of_the_draft(world: World, said: str) -> None:
    """Begun was a lamp in another building: the danger is at home, as the question says, and the lamp is filed by
    itself where it is."""
    await world.says("孙大妈", "5号楼楼道灯坏了")
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "我先当是在北苑小区3号楼", "写一句在哪儿")
    await world.press("孙大妈", YES)
    card = words(await world.sees("李姐", "🆘 1号", said))
    assert "3号楼" in card
    assert "灯" not in card
    await world.forward(minutes=11)
    await world.sees("郑大哥", "2号 楼道灯不亮", "5号楼")


async def test_another_place_said_to_the_question(world: World) -> None:
    """ "It is at No. 5": those of that building are called."""
    await world.says("孙大妈", "北门那边路灯不亮")
    await world.says("孙大妈", "救命")
    await world.says("孙大妈", "在5号楼2单元")
    await world.sees("郑大哥", "🆘 1号", "5号楼", "救命")


async def test_two_messages_make_a_danger(world: World) -> None:
    """ "The lift is broken", "there is somebody inside": a minute's silence calls everybody."""
    await world.says("孙大妈", "电梯坏了")
    await world.says("孙大妈", "里面有人")
    await world.sees("孙大妈", "有人有危险吗", "只要不是“没有”")
    await world.forward(seconds=61)
    await all_see(world, "🆘", "里面有人")


@pytest.mark.parametrize("said", ["不是演练 我家真着火了", "咋整啊 俺老头整不醒了", "一楼进水都没膝盖了 我爸瘫在床上"])
async def test_dangers_that_were_not_heard(world: World, said: str) -> None:
    """No drill; not to be woken; water above the knee and somebody who cannot walk."""
    await world.says("孙大妈", said)
    await world.forward(seconds=61)
    await all_see(world, "🆘", said)


async def test_a_no_about_a_report_keeps_its_words(world: World) -> None:
    """Asked about a report whether anybody is in danger, "nobody is hurt, but it burst again" reaches the
    holder."""
    await world.says("孙大妈", "厨房水管漏水")
    await world.press("孙大妈", "报上去")
    await world.press("王师傅", "我来接")
    await world.edits("孙大妈", "厨房水管漏水", "厨房水管漏水 电着人了")
    await world.says("孙大妈", "没人受伤，就是水管又爆了")
    await world.sees("王师傅", "居民说", "水管又爆了")
    assert not any("快来人" in one for m in await world.phone("王师傅") for one in buttons(m))


async def test_danger_during_a_drill(world: World) -> None:
    """The questions say that a drill is on and that what is said counts as real; and it does, with an older matter open
    too."""
    await world.says("孙大妈", "楼道灯不亮")
    await world.press("孙大妈", "报上去")
    await switch_on(world, drill=True)
    await world.says("孙大妈", "我家真进水了")
    await world.sees("孙大妈", "您看看对不对", "我家真进水了", "🧯 演练期间发的", "当真的办")
    await world.says("孙大妈", "水越来越深了，老人下不来")
    await world.sees("孙大妈", "有人有危险吗", "🧯 演练期间发的", "当真的办")
    await world.forward(seconds=61)
    await all_see(world, "🆘 2号", "我家真进水了", "老人下不来")


async def test_how_a_false_alarm_stands(world: World) -> None:
    """Its reporter asks, or looks among the reports: a false alarm, and not "done"; nothing asks how content he is, and
    that it is not so is one press away."""
    await alarm(world, "3号楼家里煤气味很大")
    await world.press("张姐", "误报")
    await world.says("孙大妈", "1号咋样了")
    await world.sees("孙大妈", "1号 煤气味", "误报，没有危险")
    shown = await world.sees_buttons("孙大妈", "还有危险", "东西还坏着", "看经过")
    assert not any("满意" in one for one in buttons(shown))
    await world.press("孙大妈", "还有危险")
    await world.sees("王师傅", "🆘 1号")


@pytest.mark.parametrize(
    ("said", "over"),
    [
        ("楼上往下扔烟头，落我家晾的被上了，着火了", "没着 扑灭了"),
        ("楼上往下扔烟头，落我家晾的被上了", "没着 扑灭了"),
        ("楼道里有人放鞭炮，着火了", "没事了，踩灭了"),
        ("楼道里电动车充电冒烟了", "没着，拔了，没事了"),
    ],
)
async def test_what_somebody_does_is_filed_when_it_is_over(world: World, said: str, over: str) -> None:
    """The quilt is put out, and the cigarette end is a matter all the same; nobody is called."""
    await world.says("孙大妈", said)
    await world.says("孙大妈", over)
    await world.press("孙大妈", "报上去")
    await world.sees("孙大妈", "报上去了，1号")
    await world.sees("王师傅", "1号", over)
    await world.sees_nothing_of("陈主任", "🆘")


@pytest.mark.parametrize("asks", ["报上去", "还是报上去吧", "报吧", "我要报"])
async def test_what_was_dropped_is_filed_for_the_asking(world: World, asks: str) -> None:
    """ "Not reported", and then "report it": it is filed, with its words."""
    await world.says("孙大妈", "屋里有煤气味")
    await world.says("孙大妈", "没事 是酸菜缸的味")
    await world.sees("孙大妈", "没报")
    await world.says("孙大妈", asks)
    await world.sees("孙大妈", "报上去了，1号")


async def test_an_old_card_files_what_was_dropped(world: World) -> None:
    """The button on the card counts, whatever was said since."""
    await world.says("孙大妈", "楼道灯不亮")
    await world.says("孙大妈", "不报了")
    await world.sees("孙大妈", "没报")
    await world.press("孙大妈", "还是报上去")
    await world.press("孙大妈", "报上去")
    await world.sees("孙大妈", "报上去了，1号")


@pytest.mark.parametrize(
    ("first", "taken_back", "goes_on"),
    [
        ("厨房冒烟着火了 灯也不亮了", "虚惊一场 就是锅烧干了", False),
        ("电梯卡住了，门关不上，里头有人", "误报 电梯好好的", False),
        (PIPE, "看错了 没漏", False),
        (PIPE, "误报 没有煤气 就是水管往外喷水", True),
        ("电梯卡住了，门关不上，里头有人", "人出来了", True),
    ],
)
async def test_what_was_taken_back_is_not_mended(world: World, first: str, taken_back: str, goes_on: bool) -> None:
    """ "A false alarm", says the reporter himself: what he said to be broken before goes on only where he says it
    again, or by his press."""
    await alarm(world, first)
    await world.says("孙大妈", taken_back)
    await world.press("张姐", "误报")
    if goes_on:
        await world.sees("孙大妈", "1号", "还照常修")
        return
    await world.sees_nothing_of("孙大妈", "还照常修")
    await world.forward(hours=3)
    await world.sees_nothing_of("陈主任", "到点")
    await world.press("孙大妈", "东西还坏着")
    await world.sees("孙大妈", "1号接着办")
