"""What the bot asks somebody by name in a group is answered by his next words, though they answer no message."""

import pytest

from tests.stories.departments import CITY_CHAT, whistled
from tests.stories.test_resident_followed import accepted, reported
from tests.stories.test_whistles import gate as gate
from tests.stories.world import World, words

LAMP, LEAK, WET = "3号楼楼道灯不亮了", "楼上漏水 天花板哗哗往下淌", "5号楼楼上漏水 顺墙淌"


async def _day_named(world: World) -> None:
    await world.hears_all()
    await reported(world, LAMP)
    await world.press("李姐", "我来接", chat="staff")
    await world.says("李姐", "1号灯明天换", chat="staff")
    await world.press("李姐", "对，11月22日", chat="staff")


@pytest.mark.parametrize("said", ["电工三点来换开关", "开关坏了 得等电工", "灯口烧了得换", "等配件"])
async def test_why_straight_below(world: World, said: str) -> None:
    """ "Why? The resident reads this": the next line is why, be it a plan, or what is on a button."""
    await _day_named(world)
    await world.says("李姐", said, chat="staff")
    await world.says("李姐", "眼下没有", chat="staff")
    await world.sees("孙大妈", "11月22日", said)


@pytest.mark.parametrize("said", ["电工三点来换开关", "物业经理还没批下来"])
async def test_own_words_that_were_pressed_for(world: World, said: str) -> None:
    """Whoever pressed "own words" writes them next; "received", and what others say, is none of it."""
    await _day_named(world)
    await world.press("李姐", "自己写", chat="staff", on="为啥")
    await world.says("李姐", said, chat="staff")
    await world.sees("李姐", "眼下先咋对付", chat="staff")


@pytest.mark.parametrize("said", ["晚上一起走啊", "行 我知道了", "收到", "中午吃啥", "老王你在哪", "王师傅你去看看"])
async def test_talk_is_no_reason(world: World, said: str) -> None:
    """What colleagues say below it is read by no resident, and the question stands."""
    await _day_named(world)
    await world.says("李姐", said, chat="staff")
    await world.sees_nothing_of("李姐", "眼下先咋对付", chat="staff")


async def _lamp_to_be_asked(world: World) -> None:
    """ "Ask the resident" was pressed on a lamp."""
    await world.hears_all()
    await reported(world, LAMP)
    await world.press("李姐", "我来接", chat="staff")
    await world.press("李姐", "问居民一句", chat="staff")


@pytest.mark.parametrize(
    "said", ["哪一层的灯？", "是全灭了还是一闪一闪", "啥时候开始的", "现在还亮不", "有照片吗", "几楼的灯", "坏几天了？"]
)
async def test_a_question_straight_below(world: World, said: str) -> None:
    """ "What is the resident to be asked?": the next line is the question, though it answers no message."""
    await _lamp_to_be_asked(world)
    await world.says("李姐", said, chat="staff")
    await world.sees("孙大妈", "李姐想问您", said)


@pytest.mark.parametrize(
    "said", ["老王你那边几楼？", "谁还在楼上呢", "今天几点下班", "王姐灯泡还有吗", "你看着没", "行"]
)
async def test_a_question_to_a_colleague_is_none_to_a_resident(world: World, said: str) -> None:
    """What colleagues ask each other straight below it is read by no resident."""
    await _lamp_to_be_asked(world)
    await world.says("李姐", said, chat="staff")
    await world.sees_nothing_of("孙大妈", said)


async def test_a_plain_yes_straight_below(world: World) -> None:
    """ "11月22日前，对吗？", "按明天12:00前告诉居民，行吗？" — "对"."""
    await world.hears_all()
    await accepted(world)
    await world.says("王师傅", "明天上午疏通", chat="staff")
    await world.says("王师傅", "对", chat="staff")
    await world.sees("孙大妈", "说好的时间：明天12:00前")
    await reported(world, LEAK, "老郑")
    await world.press("李姐", "我来接", chat="staff")
    await world.says("李姐", "明天来修水管", chat="staff")
    await world.says("李姐", "对", chat="staff")
    await world.sees("李姐", "为啥", chat="staff")


@pytest.mark.parametrize(("said", "done"), [("对", True), ("收到", False), ("不用", False)])
async def test_yes_or_no_to_a_button(world: World, said: str, done: bool) -> None:
    """ "1号办好了吗？" — "对" is the button; "收到" is none."""
    await world.hears_all()
    await accepted(world)
    await world.says("王师傅", "下水通了", chat="staff")
    await world.says("王师傅", said, chat="staff")
    await (world.sees if done else world.sees_nothing_of)("孙大妈", "1号办好了")


async def test_yes_after_others_have_spoken(world: World) -> None:
    """Two colleagues have spoken since: "对" may be to them."""
    await world.hears_all()
    await accepted(world)
    await world.says("王师傅", "下水通了", chat="staff")
    await world.says("李姐", "辛苦了", chat="staff")
    await world.says("赵姨", "真快", chat="staff")
    await world.says("王师傅", "对", chat="staff")
    await world.sees_nothing_of("孙大妈", "1号办好了")


async def _two_leaks(world: World) -> None:
    await world.hears_all()
    await reported(world, LEAK)
    await world.says("老郑", WET)
    await world.press("老郑", "报上去")
    await world.says("王师傅", "漏水的我去看", chat="staff")


async def test_two_of_a_kind_are_told_apart(world: World) -> None:
    """By the building, on the buttons."""
    await _two_leaks(world)
    await world.sees_buttons("王师傅", "1号 漏水 · 3号楼", "2号 漏水 · 5号楼", chat="staff", on="哪一件")


@pytest.mark.parametrize(
    ("said", "who", "number"),
    [
        ("5号楼的", "老郑", 2),
        ("五号楼那个", "老郑", 2),
        ("5号樓那家的", "老郑", 2),
        ("2号", "老郑", 2),
        ("2号那个", "老郑", 2),
        ("是3号楼的", "孙大妈", 1),
        ("孙大妈家的", "孙大妈", 1),
        ("孙大妈那个", "孙大妈", 1),
        ("老郑家那个", "老郑", 2),
        ("1", "孙大妈", 1),
    ],
)
async def test_which_one_in_words(world: World, said: str, who: str, number: int) -> None:
    """ "这是说哪一件？" of whoever was asked: the number, the house or whose it is."""
    await _two_leaks(world)
    await world.says("李姐", "哪个漏水啊", chat="staff")
    await world.says("王师傅", said, chat="staff")
    await world.sees(who, f"{number}号有人接了", "王师傅")
    await world.sees_nothing_of("王师傅", "哪一件", chat="staff")


@pytest.mark.parametrize(
    ("who", "said"),
    [
        ("王师傅", "8号楼的"),
        ("王师傅", "7号"),
        ("王师傅", "3"),
        ("王师傅", "楼下小卖部的"),
        ("王师傅", "我车在5号楼停着呢"),
        ("王师傅", "中午吃啥"),
        ("李姐", "5号楼的"),
        ("李姐", "2号"),
    ],
)
async def test_no_answer_to_which(world: World, who: str, said: str) -> None:
    """Another house or number, talk, and what somebody else says: nobody has taken anything."""
    await _two_leaks(world)
    await world.says(who, said, chat="staff")
    await world.sees_nothing_of("老郑", "有人接了")
    await world.sees_nothing_of("孙大妈", "有人接了")
    await world.sees("王师傅", "哪一件", chat="staff")


@pytest.fixture
async def asked(gate: World) -> World:
    """小田 of the city's department is asked what was done."""
    await gate.hears_all()
    await gate.press("张姐", "更多")
    await whistled(gate)
    await gate.press("小田", "我们到了", chat=CITY_CHAT)
    await gate.press("小田", "办完了", chat=CITY_CHAT)
    return gate


@pytest.mark.parametrize("said", ["豆腐摊撵走了", "摊都清了", "教育了一顿 让他们去市场里卖"])
async def test_what_a_department_did(asked: World, said: str) -> None:
    """ "办了什么？" of an officer in his group: the next line says it."""
    await asked.says("小田", said, chat=CITY_CHAT)
    await asked.sees("张姐", said, "办得怎么样")


@pytest.mark.parametrize("said", ["收到", "中午吃啥", "谁有车"])
async def test_talk_in_a_department_group(asked: World, said: str) -> None:
    """Talk is no answer there either."""
    await asked.says("小田", said, chat=CITY_CHAT)
    assert words((await asked.phone("小田", chat=CITY_CHAT))[-1]) == said
    await asked.sees_nothing_of("张姐", "办得怎么样")


@pytest.mark.parametrize(
    ("said", "rated"),
    [("挺好 干得利索", "满意"), ("辛苦了 干得不错", "满意"), ("办得挺好", "满意"), ("凑合吧", "一般")],
)
async def test_how_the_department_did_it(asked: World, said: str, rated: str) -> None:
    """ "办得怎么样？" of whoever whistled: a word of praise straight below is the button."""
    await asked.says("小田", "摊都清了", chat=CITY_CHAT)
    await asked.says("张姐", said)
    await asked.sees("张姐", "验收", rated)
    await asked.sees_nothing_of("张姐", "转给居民吗")


@pytest.mark.parametrize("said", ["好的", "收到", "挺好的 下回早点来", "没清干净", "不咋地"])
async def test_no_praise(asked: World, said: str) -> None:
    """What only says that it was read, or something else too, accepts nothing."""
    await asked.says("小田", "摊都清了", chat=CITY_CHAT)
    await asked.says("张姐", said)
    await asked.sees_nothing_of("张姐", "验收了", "满意。")
