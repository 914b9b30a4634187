"""What old people type instead of pressing: yes, no, "the second one", "when do they come?", one word in answer."""

import pytest

from tests.stories.test_resident_followed import LEAK, accepted, planned, reported, resolved
from tests.stories.world import World, buttons, words

GATE = "单元门坏了关不上"


@pytest.fixture
async def two(world: World) -> World:
    """Sun has reported the sewer, then the door."""
    await reported(world)
    await reported(world, GATE)
    return world


# --- yes, no, the second one


@pytest.mark.parametrize("said", ["对", "是", "嗯嗯", "中", "行", "好的。", "👍", "报上去", "对对对", "嗯呐"])
async def test_a_typed_yes_files_the_draft(world: World, said: str) -> None:
    """ "您看看对不对": typed "对" is the press."""
    await world.says("孙大妈", LEAK)
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "报上去了，1号")
    await world.sees("王师傅", f"“{LEAK}”", chat="staff")


@pytest.mark.parametrize("said", ["算了", "不用了", "不报了", "拉倒吧", "撤回"])
async def test_never_mind_drops_the_draft(world: World, said: str) -> None:
    """ "算了" typed while the draft stands: it is not reported, now or by itself."""
    await world.says("孙大妈", LEAK)
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "好，没报")
    await world.forward(minutes=15)
    await world.sees_nothing_of("孙大妈", "报上去了，1号")


async def test_never_mind_drops_what_is_asked_about(world: World) -> None:
    """ "算了" under "是说1号的事吗？": nothing of it is reported."""
    await reported(world)
    await world.forward(minutes=30)
    await world.says("孙大妈", "现在地上都是水")
    await world.says("孙大妈", "算了")
    await world.sees("孙大妈", "好，没报")
    await world.forward(minutes=12)
    await world.sees_nothing_of("孙大妈", "2号")


@pytest.mark.parametrize("said", ["不是", "不对", "错了"])
async def test_what_is_not_right(world: World, said: str) -> None:
    """ "不对" under the draft: what is not right? Nothing of it enters the words."""
    await world.says("孙大妈", LEAK)
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "哪儿不对")
    await world.says("孙大妈", "对")
    await world.sees("王师傅", f"“{LEAK}”", chat="staff")


@pytest.mark.parametrize(("said", "passed"), [("是", True), ("嗯嗯", True), ("不是", False), ("没有", False)])
async def test_is_it_about_that(world: World, said: str, passed: bool) -> None:
    """ "是说1号的事吗？" answered in words."""
    await reported(world)
    await world.forward(minutes=30)
    await world.says("孙大妈", "现在地上都是水")
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "补到1号里了" if passed else "您看看对不对")


@pytest.mark.parametrize("said", ["是的", "好了", "对"])
async def test_mended_yes(world: World, said: str) -> None:
    """ "是说1号好了吗？" answered by "是的"."""
    await accepted(world)
    await world.says("孙大妈", "下水道不堵了，修好了")
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "1号不再往上叫人")


@pytest.mark.parametrize("said", ["第二个", "2", "2号", "选2"])
async def test_the_second_one(two: World, said: str) -> None:
    """Asked which one it is, "第二个" or "2" says so."""
    await two.says("孙大妈", "啥时候来啊")
    asked = await two.sees("孙大妈", "您问的是哪一件")
    first = buttons(asked)[0].startswith("1号")
    await two.says("孙大妈", said)
    wanted = "单元门坏了" if first or said in ("2", "2号") else "下水道堵塞"
    await two.sees("孙大妈", wanted, since=asked)


async def test_a_photo_and_a_number(world: World) -> None:
    """A photo alone: what is it about? "第一个" is the first button, which asks further; it is no word of a report."""
    await world.sends("孙大妈", photo={"size": 1})
    asked = await world.sees("孙大妈", "照片收到了")
    assert buttons(asked)
    await world.says("孙大妈", "第一个")
    further = await world.sees("孙大妈", "是哪一样", since=asked)
    assert buttons(further)
    await world.sees_nothing_of("孙大妈", "“第一个”")


@pytest.mark.parametrize("said", ["对", "是", "嗯嗯", "不是", "没有", "👍", "不用了", "不行", "第一个"])
async def test_nothing_was_asked(world: World, said: str) -> None:
    """A plain yes or no while nothing is asked: a kind word, and nothing begins."""
    before = len(await world.phone("孙大妈"))
    await world.says("孙大妈", said)
    after = await world.phone("孙大妈")
    assert len(after) == before + 2, await world.screen("孙大妈")
    await world.forward(minutes=15)
    await world.sees_nothing_of("孙大妈", "您看看对不对", "报上去了", "还没报上去")


async def test_an_old_question_is_not_answered_by_chance(world: World) -> None:
    """A head's question of two hours ago: "好" typed now passes nothing on."""
    await planned(world)
    await world.says("王师傅", "这管子太老了", answering="1号")
    await world.sees("王师傅", "要转给居民吗")
    await world.forward(hours=2)
    await world.says("王师傅", "好")
    await world.sees_nothing_of("孙大妈", "难缠")


async def test_staff_answer_in_words_too(world: World) -> None:
    """ "转给居民吗？" answered by "是"."""
    await planned(world)
    await world.says("王师傅", "十分钟到", answering="1号")
    await world.says("王师傅", "是")
    await world.sees("孙大妈", "十分钟到")


# --- when do they come?


@pytest.mark.parametrize(
    "said", ["啥时候来啊", "什么时候修好", "咋还没来人", "人呢", "都等半天了", "修好没", "多咱能来", "还来不来了"]
)
async def test_when_do_they_come(world: World, said: str) -> None:
    """It is answered with how the matter stands, and the offer to ask; nothing is filed."""
    await accepted(world)
    before = (await world.phone("孙大妈"))[-1]
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "1号 下水道堵塞", "王师傅", "10:15", since=before)
    await world.sees_buttons("孙大妈", "问问咋样了", on="1号 下水道堵塞")
    await world.forward(minutes=3)
    await world.sees_nothing_of("孙大妈", "您看看对不对：\n📍 北苑小区3号楼\n🏷 还不知道", "还没报上去")


async def test_when_of_two(two: World) -> None:
    """Two could be meant: which? The one that is named, or replied to, is meant."""
    await two.says("孙大妈", "咋还没来人")
    await two.sees("孙大妈", "您问的是哪一件")
    before = (await two.phone("孙大妈"))[-1]
    await two.says("孙大妈", "下水道啥时候修好")
    await two.sees("孙大妈", "1号 下水道堵塞", since=before)
    await two.says("孙大妈", "啥时候来啊", answering="报上去了，2号")
    await two.sees("孙大妈", "2号 单元门坏了", "📍", since=before)


async def test_when_in_answer_to_the_plan(world: World) -> None:
    """In answer to the plan it reaches whoever works on it, as the plan says, and how it stands is read at once."""
    await planned(world)
    before = (await world.phone("孙大妈"))[-1]
    await world.says("孙大妈", "啥时候来啊", answering="1号这么办")
    await world.sees("王师傅", "啥时候来啊")
    await world.sees("孙大妈", "1号 下水道堵塞 · 王师傅在办", since=before)


async def test_when_of_what_is_not_reported(world: World) -> None:
    """What was written and not reported yet: that is said. With nothing at all, nothing is filed."""
    await world.says("孙大妈", "啥时候来啊")
    await world.sees("孙大妈", "您还没报过事")
    await world.says("孙大妈", LEAK)
    await world.says("孙大妈", "啥时候来啊")
    await world.sees("孙大妈", "还没报上去呢")


# --- one word in answer


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ("撤回", "撤回1号"),
        ("进度", "1号 下水道堵塞"),
        ("催", "替您问王师傅、李姐"),
        ("补充", "补到1号里"),
        ("加急", "1号"),
    ],
)
async def test_a_word_in_answer_means_that_one(two: World, said: str, seen: str) -> None:
    """ "撤回" in answer to a receipt means that one, not the list."""
    before = (await two.phone("孙大妈"))[-1]
    await two.says("孙大妈", said, answering="报上去了，1号")
    await two.sees("孙大妈", seen, since=before)
    await two.sees_nothing_of("孙大妈", "您报的事：")


async def test_withdrawn_by_two_words(two: World) -> None:
    """ "撤回" in answer, then "是": that one is withdrawn, the other stands."""
    await two.says("孙大妈", "撤回", answering="报上去了，1号")
    await two.says("孙大妈", "是")
    await two.sees("孙大妈", "1号撤回了")
    await two.says("孙大妈", "催")
    assert "2号" in words((await two.phone("孙大妈"))[-1])


async def test_a_word_alone_of_two(two: World) -> None:
    """ "撤回" alone with two open: which one?"""
    await two.says("孙大妈", "撤回")
    await two.sees("孙大妈", "是说哪一件")
    await two.press("孙大妈", "2号 单元门坏了")
    await two.sees("孙大妈", "撤回2号")


async def test_a_manager_hurries_by_a_word(world: World) -> None:
    """ "催" in answer to a ping asks the holder."""
    await accepted(world)
    await world.forward(minutes=31)
    await world.says("张姐", "催", answering="1号 下水道堵塞")
    await world.sees("王师傅", "张姐问 1号", chat="staff")


async def test_rated_in_words(world: World) -> None:
    """The result is there: "啥时候来啊" shows it with its three buttons."""
    await resolved(world)
    await world.says("孙大妈", "修好了吗")
    await world.sees_buttons("孙大妈", "好了，满意", "没弄好", on="1号")


# --- under what the bot tells


@pytest.mark.parametrize(
    ("said", "seen"),
    [
        ("满意", "谢谢"),
        ("好了，满意", "谢谢"),
        ("满意，谢谢王师傅", "谢谢"),
        ("还行吧", "哪儿还能更好"),
        ("没弄好", "是咋回事"),
    ],
)
async def test_the_result_is_rated_in_words(world: World, said: str, seen: str) -> None:
    """ "满意", "还行", "没弄好" under the result are its buttons."""
    await resolved(world)
    await world.says("孙大妈", said)
    await world.sees("孙大妈", seen)
    await world.sees_nothing_of("孙大妈", "您看看对不对", "2号")


async def test_thanks_for_a_result_ask_how_it_was(world: World) -> None:
    """ "谢谢王师傅" alone rates nothing: the three buttons once more; rated, it is a kind word."""
    await resolved(world)
    await world.says("孙大妈", "谢谢王师傅")
    await world.press("孙大妈", "好了，满意", on="1号弄好没有")
    await world.forward(hours=72)
    await world.sees_nothing_of("孙大妈", "没评价")


async def test_not_solved_in_words_goes_on(world: World) -> None:
    """ "没弄好", then what is wrong, in words: it goes on under its number."""
    await resolved(world)
    await world.says("孙大妈", "没弄好")
    await world.says("孙大妈", "厨房还是返味")
    await world.sees("孙大妈", "1号接着办")
    await world.sees("王师傅", "厨房还是返味", chat="staff")


async def test_still_leaking_without_a_reply(world: World) -> None:
    """ "还是返水" after the result: is it not solved? Nothing new is begun."""
    await resolved(world)
    await world.says("孙大妈", "下水道还是堵")
    await world.sees_buttons("孙大妈", "没弄好", "是别的事", on="1号")
    await world.says("孙大妈", "是")
    await world.sees("孙大妈", "1号接着办")


async def test_a_plain_yes_to_the_result(world: World) -> None:
    """ "好的" may be to anything: the three buttons once more, and nothing is rated."""
    await resolved(world)
    await world.says("孙大妈", "好的")
    await world.sees_buttons("孙大妈", "好了，满意", "没弄好", on="1号弄好没有")


@pytest.mark.parametrize("said", ["等不了", "我等不了", "太久了"])
async def test_cannot_wait_in_words(world: World, said: str) -> None:
    """ "等不了" under the plan or promise asks why; the reason in words goes to the holder and the community."""
    await planned(world)
    await world.says("孙大妈", said)
    await world.sees("孙大妈", "为啥等不了")
    await world.says("孙大妈", "我老伴刚出院，没法上厕所")
    await world.sees("王师傅", "我老伴刚出院", chat="private")


async def test_away_in_words(world: World) -> None:
    """ "我不在", "到今晚", and who covers: all typed."""
    await world.says("王师傅", "我不在")
    await world.says("王师傅", "今晚")
    asked = await world.sees("王师傅", "这期间归谁")
    await world.says("王师傅", buttons(asked)[0])
    await world.sees("王师傅", "李师傅", "20:00")
    await world.sees_buttons("王师傅", "我回来了")


async def test_a_list_in_words(two: World) -> None:
    """The number on a button of a list, typed, opens that one."""
    await two.says("孙大妈", "我报的事")
    await two.says("孙大妈", "2")
    await two.sees("孙大妈", "“单元门坏了关不上”")


async def test_the_walk_in_words(world: World) -> None:
    """Asked where it is, every step of the walk may be typed as it stands on its button."""
    await world.starts("小周")
    await world.press("小周", "同意")
    await world.says("小周", "北苑社区")
    await world.says("小周", "北苑小区")
    await world.says("小周", "5号楼")
    await world.sees("小周", "北苑小区5号楼")
