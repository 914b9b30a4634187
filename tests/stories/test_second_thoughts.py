"""What old people type when they think again, when they mean one matter of several, and when they say how it turned
out."""

import pytest

from tests.stories.test_resident_followed import LEAK, accepted, planned, reported, resolved
from tests.stories.world import World, words

GATE = "单元门坏了关不上"


# --- what cannot be undone


@pytest.mark.parametrize("said", ["不", "等会儿 先别删", "别删", "我按错了", "别删 我按错了"])
async def test_no_to_forgetting(world: World, said: str) -> None:
    """ "/forget", then no in one's own words, while an older question stands: nothing is deleted, closed or told."""
    await resolved(world)
    await world.says("孙大妈", "地上还有水呢", answering="1号办好了")
    await world.sees("孙大妈", "您是说没弄好吗")
    before = len(await world.phone("王师傅"))
    await world.says("孙大妈", "/forget")
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "好，什么也没删")
    assert len(await world.phone("王师傅")) == before
    await world.sees_nothing_of("王师傅", "满意")


@pytest.mark.parametrize("said", ["嗯", "好", "那个啥"])
async def test_no_plain_yes_to_forgetting(world: World, said: str) -> None:
    """What is no plain yes deletes nothing: it is asked once more, and then "删吧" is one."""
    await reported(world)
    await world.says("孙大妈", "/forget")
    await world.says("孙大妈", said)
    await world.sees_buttons("孙大妈", "删掉", "留着", on="还没动")
    await world.says("孙大妈", "删吧")
    await world.sees("孙大妈", "删掉了")


async def test_another_matter_while_it_is_asked(world: World) -> None:
    """ "/forget", and then something is broken: that is a report."""
    await world.says("孙大妈", "/forget")
    await world.says("孙大妈", LEAK)
    await world.sees("孙大妈", "您看看对不对", LEAK)


@pytest.mark.parametrize(("said", "gone"), [("先别撤", False), ("嗯", False), ("撤吧", True)])
async def test_withdrawing_needs_a_plain_yes(world: World, said: str, gone: bool) -> None:
    """ "撤回1号？": only a plain yes withdraws."""
    await reported(world)
    await world.press("孙大妈", "撤回")
    await world.says("孙大妈", said)
    if gone:
        await world.sees("孙大妈", "1号撤回了")
    else:
        await world.sees_nothing_of("孙大妈", "1号撤回了")


async def test_no_to_not_solved_is_no_praise(world: World) -> None:
    """ "您是说没弄好吗？" "不是": how it was is asked, and nothing is rated by that."""
    await resolved(world)
    await world.says("孙大妈", "地上还有水呢", answering="1号办好了")
    await world.says("孙大妈", "不是")
    await world.sees_buttons("孙大妈", "好了，满意", "没弄好", on="1号")
    await world.sees_nothing_of("王师傅", "满意")


# --- second thoughts on a draft


@pytest.mark.parametrize(
    "said", ["拉倒吧 不告了", "不换了", "算了 不报了 有人拿锥筒围上了", "这个不报了 有人拿锥筒围上了"]
)
async def test_second_thoughts(world: World, said: str) -> None:
    """The draft is dropped, its words stay as they were, and one press brings it back."""
    await world.says("孙大妈", LEAK)
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "好，没报")
    await world.forward(minutes=15)
    await world.sees_nothing_of("孙大妈", "报上去了，1号", "替您报上去了")
    await world.press("孙大妈", "还是报上去")
    assert "锥筒" not in words(await world.sees("孙大妈", "您看看对不对", LEAK))
    await world.press("孙大妈", "报上去", on="您看看对不对")
    await world.sees("王师傅", f"“{LEAK}”", chat="staff")


@pytest.mark.parametrize("said", ["行 报上去吧", "报吧", "嗯，报上去"])
async def test_report_it_then(world: World, said: str) -> None:
    """A yes of two words files it, and is not in it."""
    await world.says("孙大妈", LEAK)
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "报上去了，1号")
    await world.sees("王师傅", f"“{LEAK}”", chat="staff")


# --- which matter


async def two(world: World) -> None:
    """The leak was planned, the door reported after it."""
    await planned(world, "厨房水管漏水")
    await reported(world, GATE)


async def test_a_number_in_the_words(world: World) -> None:
    """ "1号的事 今儿能来不": that one, though the door is newer."""
    await two(world)
    await world.says("孙大妈", "1号的事 今儿能来不")
    await world.sees("孙大妈", "转给王师傅了（1号）")
    await world.sees("王师傅", "今儿能来不")
    before = (await world.phone("孙大妈"))[-1]
    await world.says("孙大妈", "1号 啥时候给我信儿")
    await world.sees("孙大妈", "1号 漏水", "王师傅", since=before)
    await world.says("孙大妈", "2号 撤回")
    await world.sees("孙大妈", "撤回2号", since=before)


@pytest.mark.parametrize("said", ["2号楼的路灯坏了", "2号上午在家", "1号单元门打不开"])
async def test_a_number_that_is_none_of_a_report(world: World, said: str) -> None:
    """A house, a day of the month, or a door is no number of a report: the words are not added to that report."""
    await two(world)
    await world.forward(minutes=30)
    await world.says("孙大妈", said)
    number = said[:2]
    await world.sees_nothing_of("孙大妈", f"补到{number}里", f"转过去了，{number}", f"转给王师傅了（{number}）")


async def test_its_kind_before_its_newness(world: World) -> None:
    """Words that sound like the leak are about the leak, though the outage was spoken of last."""
    await reported(world, "厨房水管漏水")
    await planned(world, "我家停电了")
    await world.says("孙大妈", "关不上阀门 楼下老郑家都漏成河了")
    await world.sees_nothing_of("王师傅", "2号 停电\n“关不上阀门")
    assert "1号" in words((await world.phone("孙大妈"))[-1])


# --- an answer to what staff asked


@pytest.mark.parametrize("said", ["对门也没有 我敲门问了", "就我家，邻居都有水"])
async def test_an_answer_to_staff(world: World, said: str) -> None:
    """Wang passes a question on; what names a neighbour in answer is the answer, and no quarrel."""
    await planned(world, "我家停水了")
    await world.says("王师傅", "是就你家没水 还是对门也没有", answering="1号")
    await world.press("王师傅", "转给居民")
    await world.says("孙大妈", said)
    await world.sees("王师傅", said)
    await world.sees_nothing_of("孙大妈", "您看看对不对：\n📍 北苑小区3号楼\n🏷 邻里")


async def test_another_matter_with_a_place_of_its_own(world: World) -> None:
    """A lamp at another house is no answer."""
    await planned(world, "我家停水了")
    await world.says("王师傅", "是就你家没水 还是对门也没有", answering="1号")
    await world.press("王师傅", "转给居民")
    await world.says("孙大妈", "5号楼门口路灯不亮了")
    await world.sees("孙大妈", "5号楼", "路灯")
    await world.sees_nothing_of("王师傅", "路灯不亮了")


# --- how it turned out


@pytest.mark.parametrize("reply", [True, False])
@pytest.mark.parametrize("said", ["好了 谢谢闺女", "满意", "挺好的", "都弄好了，谢谢"])
async def test_content_in_words(world: World, said: str, reply: bool) -> None:
    """A plain good word after the result is the rating, and reaches whoever did it."""
    await resolved(world)
    await world.says("孙大妈", said, answering="1号办好了" if reply else "")
    await world.sees("孙大妈", "记下了" if "谢" in said else "谢谢您")
    await world.sees("王师傅", "满意")


@pytest.mark.parametrize("reply", [True, False])
async def test_so_so_in_words(world: World, reply: bool) -> None:
    """ "好是好了 就是整一地泥": good enough, with what could be better."""
    await resolved(world)
    await world.says("孙大妈", "好是好了 就是整一地泥", answering="1号办好了" if reply else "")
    await world.sees("孙大妈", "记下了", "1号", "还行")
    await world.sees("王师傅", "整一地泥")


async def test_content_after_all(world: World) -> None:
    """Not solved was pressed, then "挺好的": nothing goes on before it is asked again."""
    await resolved(world)
    await world.press("孙大妈", "没弄好")
    await world.says("孙大妈", "挺好的")
    await world.sees_buttons("孙大妈", "好了，满意", "没弄好", on="1号")
    await world.sees_nothing_of("王师傅", "又打开了")
    await world.press("孙大妈", "好了，满意")
    await world.sees("王师傅", "满意")


async def test_not_solved_in_words(world: World) -> None:
    """ "没弄好 又堵了" right after the result: it goes on under its number, with that reason."""
    await resolved(world)
    await world.says("孙大妈", "没弄好 又堵了")
    await world.sees("孙大妈", "1号接着办")
    await world.sees("王师傅", "没弄好 又堵了")
    await world.sees_nothing_of("孙大妈", "您看看对不对：\n📍 北苑小区3号楼\n🏷 下水道堵塞\n“没弄好")


async def test_content_while_a_draft_stands(world: World) -> None:
    """The result comes while a draft stands: "满意" rates it, and never enters the draft."""
    await accepted(world)
    await world.says("孙大妈", GATE)
    await world.press("王师傅", "办好了", chat="staff")
    await world.press("王师傅", "已疏通", chat="staff")
    await world.says("孙大妈", "满意")
    await world.sees("王师傅", "满意")
    await world.sees_nothing_of("孙大妈", f"{GATE}\n满意")


# --- what files itself


async def test_taking_back_what_filed_itself(world: World) -> None:
    """The sentence names the button, the button is there, and it asks first."""
    await world.says("孙大妈", LEAK)
    await world.forward(minutes=11)
    await world.sees("孙大妈", "我先替您报上去了", "“撤回”")
    await world.sees_buttons("孙大妈", "撤回", on="我先替您报上去了")
    await world.press("孙大妈", "撤回", on="我先替您报上去了")
    await world.sees_buttons("孙大妈", "不，留着", on="撤回1号")
    await world.sees_nothing_of("孙大妈", "1号撤回了")


# --- what helps before anybody is there


@pytest.mark.parametrize("said", ["水管子爆了 水哗哗往楼下淌", "关不上阀门 楼下老郑家都漏成河了"])
async def test_a_burst_pipe_has_advice(world: World, said: str) -> None:
    """The valve, and the property's phone, before the press."""
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "先关水", "总阀", "0432-6200-0001")
    await world.sees_buttons("孙大妈", "报上去", on="您看看对不对")


async def test_a_dripping_tap_has_none(world: World) -> None:
    """Water that drips needs no valve."""
    await world.says("孙大妈", "水龙头滴水")
    await world.sees_nothing_of("孙大妈", "先关水")


async def test_no_to_danger_is_no_fire(world: World) -> None:
    """Her cat is lost, asked whether anybody is in danger she says no: no neighbour's fire is offered."""
    await world.says("老郑", "楼下着火了")
    await world.press("老郑", "快来人")
    await world.says("孙大妈", "我家猫找不着了")
    await world.says("孙大妈", "没有")
    await world.sees_nothing_of("孙大妈", "着火")


# --- of several open matters


async def test_given_up_of_several(world: World) -> None:
    """ "算了不要了，邻居给了" hours later, with two open: which one is asked, nothing new begins."""
    await reported(world)
    await world.says("孙大妈", GATE)
    await world.press("孙大妈", "报上去")
    await world.forward(hours=2)
    await world.says("孙大妈", "算了不要了，邻居给了")
    await world.sees_buttons("孙大妈", "1号", "2号")
    await world.sees_nothing_of("孙大妈", "邻里纠纷")


async def test_the_number_that_is_given_up(world: World) -> None:
    """ "2号真不要了，撤了吧" while the withdrawal of another is asked: that one, and not the other."""
    await reported(world)
    await world.says("孙大妈", GATE)
    await world.press("孙大妈", "报上去")
    await world.press("孙大妈", "撤回", on="1号")
    await world.says("孙大妈", "2号真不要了，撤了吧")
    await world.sees("孙大妈", "撤回2号")


# --- taken back by mistake


@pytest.mark.parametrize(
    "said", ["撤错了", "不撤了", "哎呀点错了，还要报", "手滑撤了，能恢复不", "1号撤错了，水还返呢"]
)
async def test_withdrawn_by_mistake(world: World, said: str) -> None:
    """Who withdrew by mistake says so: the same words, what was added and the photo are shown, and one press reports
    them."""
    await world.sends("孙大妈", photo={"size": 1}, caption=LEAK)
    await world.press("孙大妈", "报上去")
    await world.press("王师傅", "我来接", chat="staff")
    await world.says("孙大妈", "东屋也返", answering="有人接了")
    await world.says("孙大妈", "撤回")
    await world.says("孙大妈", "是，撤")
    await world.sees("孙大妈", "1号撤回了")
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "您看看对不对", f"“{LEAK}", "东屋也返", "📷1", "下水道堵塞")
    await world.press("孙大妈", "报上去", on="您看看对不对")
    await world.sees("孙大妈", "报上去了，2号")
    await world.sees("王师傅", "2号 下水道堵塞 · 等人接", "📷1", chat="staff")


async def test_withdrawn_by_mistake_and_pressed(world: World) -> None:
    """The button under "withdrawn" reports it again at once, and once."""
    await accepted(world)
    await world.says("孙大妈", "撤回")
    await world.says("孙大妈", "撤回")
    await world.press("孙大妈", "还是报上去", on="1号撤回了")
    await world.sees("孙大妈", "报上去了，2号")
    await world.sees("王师傅", "2号 下水道堵塞 · 等人接", LEAK, chat="staff")
    await world.says("孙大妈", "撤错了")
    await world.sees_nothing_of("孙大妈", "3号")


async def test_the_other_one_is_to_be_withdrawn(world: World) -> None:
    """ "Really withdraw No. 1?", and it is the other one: that is asked about; the question says which it is."""
    await reported(world)
    await reported(world, GATE)
    await world.says("孙大妈", "1号不用了")
    await world.says("孙大妈", "那个啥")
    await world.sees("孙大妈", "1号：我还没动")
    await world.says("孙大妈", "撤错了，是2号")
    await world.sees("孙大妈", "真要撤回2号吗")
    await world.says("孙大妈", "是")
    await world.sees("孙大妈", "2号撤回了")
    await world.sees_nothing_of("孙大妈", "1号撤回了")


async def test_given_up_because_a_neighbour_helped(world: World) -> None:
    """ "算了不要了，邻居给弄了" takes the matter back; it is no quarrel of neighbours."""
    await reported(world)
    await world.says("孙大妈", "算了不要了，邻居给弄了")
    await world.sees("孙大妈", "真要撤回1号吗")
    await world.sees_nothing_of("孙大妈", "邻里纠纷")


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("门口快递柜那儿我丢了个快递", "算了算了找着了"),
        ("老郑家孙子偷我家花盆了，八成是他", "又没证据，不提了"),
        ("楼道里堆了好些纸壳子", "哎收走了，当我没说"),
        (GATE, "看岔了，能关上"),
        ("有个电动车堵门口了", "人家推走了"),
        ("楼上又蹦跶呢", "这会儿不闹了，算了吧"),
        (GATE, "当我啥也没说"),
    ],
)
async def test_no_longer_so(world: World, first: str, then: str) -> None:
    """What was only written and is over, or was none, files itself no more, whatever else of this person is open; one
    press brings it back."""
    await reported(world, "厨房水管漏水")
    await world.says("孙大妈", first)
    await world.says("孙大妈", then)
    await world.sees_buttons("孙大妈", "还是报上去", on="好，没报")
    await world.forward(minutes=12)
    await world.sees_nothing_of("孙大妈", "2号", "是说1号好了吗")


async def test_it_is_another_thing(world: World) -> None:
    """ "看错了，是5号楼的" says what it is instead: nothing is dropped."""
    await world.says("孙大妈", GATE)
    await world.says("孙大妈", "看错了，是5号楼的")
    await world.sees_nothing_of("孙大妈", "好，没报")


@pytest.mark.parametrize(
    "said",
    [
        "1번 취소할게요, 위층이 벌써 잠갔어요",
        "No. 1 cancel please, they came already",
        "cancel 1, it is fixed",
        "oh wait forget the drain thing, they just did it",
        "下水那事儿拉倒吧，我不较真儿了",
        "1号那个拉倒吧，俺自己通了",
        "夜个儿我说的那下水，你们要是嫌费劲就甭管了",
        "Actually scrap number 1, I fixed it myself",
        "撂下吧，这下水我不想报了，丢人",
    ],
)
async def test_taken_back_in_ones_own_language(world: World, said: str) -> None:
    """By number or in words, in Chinese, Korean and English: it is asked whether it is withdrawn, and on no card."""
    await reported(world)
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "撤回1号")
    await world.sees_nothing_of("王师傅", said, chat="staff")


@pytest.mark.parametrize(
    "said",
    ["算了 我自己找个人整吧 你们别来了 谢谢啊", "我自己修吧 不用你们了 谢谢啊", "算了 不麻烦你们了 谢谢"],
)
async def test_thanks_with_which_somebody_gives_up(world: World, said: str) -> None:
    """Whoever was on his way would come for nothing: it is asked whether to take it back."""
    await world.says("孙大妈", "洗手间地漏反味还慢")
    await world.press("孙大妈", "报上去")
    await world.press("王师傅", "我来接")
    await world.says("孙大妈", said)
    await world.press("孙大妈", "撤回", on="撤回")
    await world.sees("王师傅", "1号", "撤回")


async def test_a_telephone_number_that_is_seen(world: World) -> None:
    """ "广告上还有电话 我拍下来了" asks for nobody's number."""
    await world.says("孙大妈", "楼道里又有人贴小广告了")
    await world.press("孙大妈", "报上去")
    await world.says("孙大妈", "广告上还有电话 我拍下来了")
    await world.sees_nothing_of("孙大妈", "0432")
    await world.sees("孙大妈", "1号")
