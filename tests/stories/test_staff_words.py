"""Words of staff where the rules are silent: one message with at most three buttons, and nothing is lost; clear
questions of theirs are answered."""

import pytest

from tests.stories.departments import CITY_CHAT, POLICE_CHAT, whistled
from tests.stories.test_resident_followed import accepted, reported
from tests.stories.test_whistles import gate as gate
from tests.stories.world import World, buttons, words


@pytest.fixture
async def called(gate: World) -> World:
    """All three departments are called to the school gate; their groups reach the bot whole."""
    await gate.press("张姐", "更多")
    await whistled(gate)
    await gate.hears_all()
    return gate


@pytest.mark.parametrize("said", ["掏出来一团头发，水走得溜的", "拧紧就好了，没啥大事"], ids=["ran", "nothing"])
async def test_done_in_words_that_no_rule_knows(world: World, said: str) -> None:
    """ "掏出来一团头发，水走得溜的" of whoever has it: noted, "done" is one press; three buttons at most."""
    await accepted(world)
    await world.says("王师傅", said)
    shown = await world.sees("王师傅", "1号记下了，居民看不到", said)
    assert len(buttons(shown)) <= 3
    await world.press("王师傅", "办好了", on="1号记下了")
    await world.sees("孙大妈", "1号办好了", said)


async def test_what_is_not_pressed_is_noted(world: World) -> None:
    """Nobody presses anything: the words stand with the matter all the same."""
    await accepted(world)
    await world.says("王师傅", "等配件，后天")
    await world.sees_buttons("王师傅", "给居民定个时间", "只是记一笔", on="1号记下了")
    await world.says("张姐", "1号")
    await world.press("张姐", "更多", on="1号")
    await world.press("张姐", "看经过", on="1号")
    await world.sees("张姐", "等配件，后天")


async def test_parts_are_waited_for(world: World) -> None:
    """ "等配件，后天": the day is one press away, read as it was written."""
    await accepted(world)
    await world.says("王师傅", "等配件，后天")
    await world.press("王师傅", "给居民定个时间", on="1号记下了")
    await world.sees("王师傅", "1号：11月23日（周一）前，对吗？")


@pytest.mark.parametrize("said", ["收到", "好的", "👌"])
async def test_received_asks_nothing(world: World, said: str) -> None:
    """ "收到" where nothing is asked: a short word, and nobody is asked whether the resident should read it."""
    await accepted(world)
    await world.says("王师傅", said)
    await world.sees("王师傅", "好。")
    await world.says("王师傅", said, answering="1号")
    await world.sees_nothing_of("王师傅", "转给居民吗", "不客气", "您手上没有")


@pytest.mark.parametrize(
    ("person", "said", "shown"),
    [
        ("张姐", "哪些事最急", "北苑社区：没完的 1 件"),
        ("张姐", "今天还剩几个", "北苑社区：没完的 1 件"),
        ("王师傅", "我手里几件", "您手上 1 件"),
        ("王师傅", "先办哪个", "您手上 1 件"),
        ("张姐", "今晚谁值班", "北苑社区：社区 张姐"),
        ("张姐", "1号谁在办", "谁办：物业 王师傅"),
    ],
    ids=["urgent", "left", "mine", "first", "duty", "who"],
)
async def test_questions_about_the_work(world: World, person: str, said: str, shown: str) -> None:
    """ "哪些事最急", "我手里几件", "今晚谁值班": the list that answers it, and nothing is filed or noted."""
    await accepted(world)
    await world.says(person, said)
    await world.sees(person, shown)
    await world.sees_nothing_of(person, "记下了", "报事吗")


@pytest.mark.parametrize(
    "said", ["堵车了，晚点到", "今天去不了，明天上午", "队里有任务，下午过去"], ids=["late", "not", "task"]
)
async def test_a_department_is_late(called: World, said: str) -> None:
    """In the department's group, in answer to nothing: whoever whistled reads it; talk stays talk."""
    await called.says("周警官", "中午食堂吃啥", chat=POLICE_CHAT)
    await called.says("周警官", said, chat=POLICE_CHAT)
    await called.sees("周警官", "转过去了", chat=POLICE_CHAT)
    await called.sees("张姐", "派出所", said)
    await called.says("小周", said, chat=CITY_CHAT)  # no officer
    await called.sees_nothing_of("张姐", f"城管执法：{said}", "食堂")


async def test_a_department_that_turned_it_down_came(called: World) -> None:
    """ "不归我们管", then "到了": it is asked; only passed on, whoever whistled reads that too, and decides."""
    await called.says("周警官", "不归我们管", chat=POLICE_CHAT)
    await called.says("周警官", "到了", chat=POLICE_CHAT)
    await called.press("周警官", "只把话转过去", chat=POLICE_CHAT)
    await called.sees("张姐", "派出所：到了")
    await called.sees("周警官", "您先前退回过这件", chat=POLICE_CHAT)


async def test_words_of_an_officer_that_no_rule_knows(called: World) -> None:
    """Privately: are they to be passed on? Yes passes them on, no does nothing."""
    await called.says("小冯", "弟兄们在车上了")
    await called.press("小冯", "转给吹哨的人")
    await called.sees("张姐", "市场监管所：弟兄们在车上了")
    await called.says("小冯", "车胎扎了，正补呢")
    await called.press("小冯", "算了", on="车胎扎了")
    await called.sees_nothing_of("张姐", "车胎扎了")


async def test_an_order_names_a_place_and_a_kind(world: World) -> None:
    """ "李师傅 你去看看3号楼的灯": the lamp there, not the sewer; it is given to him."""
    await reported(world)
    await world.says("老郑", "楼道灯不亮")
    await world.press("老郑", "报上去")
    await world.forward(minutes=6)
    await world.says("张姐", "李师傅 你去看看3号楼的灯")
    await world.sees_nothing_of("张姐", "这是说哪一件", "办好了吗")
    assert any("2号" in words(one) and "李师傅" in words(one) for one in await world.phone("张姐"))


async def test_words_of_who_looks_after_it(world: World) -> None:
    """ "这件盯紧点" of the community, which has nothing itself: is it about what stands there? Nothing is lost."""
    await accepted(world)
    await world.says("张姐", "这件盯紧点")
    await world.sees_nothing_of("张姐", "您手上没有")
    await world.press("张姐", "1号", on="这是说哪一件")
    await world.sees("张姐", "1号")


@pytest.mark.parametrize("said", ["下周一到周三不在", "周六周日不在"], ids=["range", "two"])
async def test_away_from_a_day_on_is_no_day_of_a_matter(world: World, said: str) -> None:
    """ "下周一到周三不在" of whoever has something: no day is made of it for the resident; who is asked meanwhile?"""
    await accepted(world)
    await world.says("王师傅", said)
    await world.sees("王师傅", "这期间找谁" if "到" in said else "这期间归谁")
    await world.sees_nothing_of("王师傅", "是哪天", "记下了")


async def test_away_for_some_days(world: World) -> None:
    """ "家里有事请两天假": today and tomorrow; who is asked meanwhile?"""
    await world.says("王师傅", "家里有事请两天假")
    await world.sees("王师傅", "到 11月23日 8:00，这期间归谁")


@pytest.fixture
async def two(world: World) -> World:
    """Wang has a sewer, No. 1, and a lamp, No. 2; of the sewer alone he was written to."""
    await accepted(world)
    await reported(world, "楼道灯不亮", "老郑")
    await world.press("王师傅", "我来接", chat="staff", on="2号")
    return world


@pytest.mark.parametrize(
    "said",
    ["灯的事儿得等电工", "电工明天来弄灯", "灯换好了", "那个灯还缺个灯头"],
    ids=["waits", "comes", "done", "lacks"],
)
async def test_the_kind_that_is_named_wins(two: World, said: str) -> None:
    """ "灯的事儿得等电工" is about the lamp, be it the sewer of which something was told last."""
    await two.says("王师傅", said)
    await two.sees("王师傅", "2号")
    await two.sees_nothing_of("王师傅", "1号记下了", "这是说哪一件")


@pytest.mark.parametrize("said", ["得等配件", "那家又来找我了", "今天必须弄完"], ids=["waits", "came", "must"])
async def test_no_kind_is_named(two: World, said: str) -> None:
    """ "得等配件" may be about either: which?"""
    await two.says("王师傅", said)
    await two.sees_buttons("王师傅", "1号", "2号", "是别的事", on="这是说哪一件")
    await two.sees_nothing_of("王师傅", "记下了")


@pytest.mark.parametrize(
    ("said", "first", "second"),
    [
        ("先弄下水那个，灯等明天", "“先弄下水那个”", "2号记下了"),
        ("下水通了，灯还没弄", "“下水通了”", "2号记下了"),
        ("1号完事了 2号明天", "1号咋办好的", "2号：11月22日（周日）前，对吗"),
    ],
    ids=["later", "not-yet", "numbers"],
)
async def test_each_breath_to_its_own(two: World, said: str, first: str, second: str) -> None:
    """ "先弄下水那个，灯等明天": each half goes to the matter that it names."""
    await two.says("王师傅", said)
    await two.sees("王师傅", "1号", first)
    await two.sees("王师傅", second)


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("下水那家再催催", "替您问王师傅了，1号"),
        ("跟老王说今天必须通", "这是说哪一件"),
        ("那家又来找我了", "这是说哪一件"),
        ("李姐今天谁替", "李姐没请假"),
    ],
    ids=["hurry", "to-him", "came", "instead"],
)
async def test_words_of_who_has_nothing_himself(two: World, said: str, shown: str) -> None:
    """ "下水那家再催催", "跟老王说今天必须通" of the community: about what stands there, and no report of its own."""
    if "老王" in said:
        await reported(two, "单元门坏了关不上", "老郑")
    await two.says("张姐", said)
    seen = await two.sees("张姐", shown)
    assert "3号" not in words(seen) + "".join(buttons(seen))
    await two.sees_nothing_of("张姐", "您手上没有")


@pytest.mark.parametrize("said", ["1号我去看", "1号我接了", "1号归我"])
async def test_a_number_in_the_staff_group(world: World, said: str) -> None:
    """ "1号我去看" in the staff's group, in answer to nothing and without our name: it is taken; talk stays talk."""
    await world.hears_all()
    await reported(world)
    await world.says("王师傅", "1号食堂吃饺子", chat="staff")
    await world.sees_nothing_of("王师傅", "记下了", chat="staff")
    await world.says("王师傅", said, chat="staff")
    await world.sees("孙大妈", "1号有人接了") if "去看" not in said else await world.sees("王师傅", "1号", chat="staff")


@pytest.mark.parametrize("said", ["1号是误报", "1号去看了，没堵，误报", "下水那个去看了，啥事没有"])
async def test_nothing_there(world: World, said: str) -> None:
    """ "1号误报，没堵" of what is no danger: over with these words by one press, or none of ours, or another kind."""
    await accepted(world)
    await world.says("李姐", said)
    asked = await world.sees("李姐", "1号是没啥要办的吗")
    assert buttons(asked) == ["去看过，没事", "不归这儿办", "类别不对", "只是记一笔"]
    await world.press("李姐", "去看过，没事")
    await world.sees("孙大妈", "1号办好了", said.removeprefix("1号"))


@pytest.mark.parametrize("said", ["1号清完了", "1号修好了", "下水那个弄好了"])
async def test_done_says_somebody_who_has_it_not(world: World, said: str) -> None:
    """ "Done" of what somebody else has: asked of whoever may say so, else whoever has it reads it."""
    await accepted(world)
    await world.says("李姐", said)
    await world.sees_buttons("李姐", "办好了", "只是记一笔", on="1号办好了吗")
    await world.says("赵姨", said)
    await world.sees("王师傅", "1号", "楼长 赵姨：", said[-3:])
    await world.sees("赵姨", "1号：告诉王师傅了")


@pytest.mark.parametrize("said", ["这事得找城管", "1号得叫派出所来"])
async def test_who_may_not_whistle(world: World, said: str) -> None:
    """ "这事得找城管" of who may not whistle: noted, and handed up by one press to those who may."""
    await accepted(world)
    await world.says("王师傅", said)
    await world.sees_buttons("王师傅", "往上交", on="得由上面来叫")
    await world.press("王师傅", "往上交")
    await world.sees("王师傅", "1号卡在哪儿")


@pytest.mark.parametrize(
    ("who", "said", "shown", "elsewhere"),
    [
        ("陈主任", "北苑那边现在啥情况", "北苑社区：没完的 1 件", "北极街道"),
        ("陈主任", "南苑那边咋样", "南苑社区：没完的 0 件", "北极街道"),
        ("陈主任", "三网格现在啥情况", "三网格：没完的 1 件", "北极街道"),
        ("陈主任", "哪个社区最慢", "北苑社区：没完的 1 件，超时 1 件\n南苑社区：没完的 0 件", "北极街道"),
        ("张姐", "哪个网格超时最多", "三网格：没完的 1 件，超时 1 件\n四网格：没完的 0 件", "北苑社区："),
        ("张姐", "哪些事最急", "北苑社区：没完的 1 件", "北极街道"),
    ],
)
async def test_how_a_part_of_the_area_stands(world: World, who: str, said: str, shown: str, elsewhere: str) -> None:
    """ "北苑那边现在啥情况", "哪个社区最慢": the part that is named, or the parts with what is late; not the whole."""
    await reported(world)
    await world.forward(minutes=6)
    await world.says(who, said)
    seen = words(await world.sees(who, shown))
    assert elsewhere not in seen


async def test_who_stands_in_for_somebody(world: World) -> None:
    """ "李姐今天谁替": nobody while she is there; once she is away, who is asked."""
    await world.says("张姐", "李姐今天谁替")
    await world.sees("张姐", "网格长 李姐没请假")
    for label in ("今天不在", "到今晚", "小孙"):
        await (world.press("李姐", label) if label != "今天不在" else world.says("李姐", "我今天不在"))
    await world.says("张姐", "李姐今天谁替")
    await world.sees("张姐", "网格长 李姐不在", "小孙")
