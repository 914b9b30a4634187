"""What whoever holds a post says in plain words in answer to a card or ping: "我来接", "不归我", "修好了"."""

import pytest

from tests.stories.test_resident_followed import accepted, planned, reported
from tests.stories.world import World, buttons, words

GATE = "单元门坏了关不上"


@pytest.mark.parametrize("said", ["我来接", "我接了", "我去", "我来。", "归我"])
async def test_taken_in_words_in_the_group(world: World, said: str) -> None:
    """In answer to the card "我来接" is the press: it is taken, the resident hears by whom."""
    await reported(world)
    await world.says("李姐", said, chat="staff", answering="1号")
    await world.sees("孙大妈", "1号有人接了（已受理）：网格长 李姐")
    await world.sees("李姐", "有人接了", chat="staff")
    await world.sees("李姐", "1号归您了", chat="staff")
    await world.forward(minutes=2)
    await world.sees_nothing_of("李姐", "1号归您了", chat="staff")


@pytest.mark.parametrize("answering", ["1号", ""])
async def test_taken_in_words_privately(world: World, answering: str) -> None:
    """The same privately, in answer to the ping or without a reply while one matter is asked about."""
    await reported(world)
    await world.says("王师傅", "我来接", answering=answering)
    await world.sees("孙大妈", "1号有人接了（已受理）：物业 王师傅")
    await world.sees("王师傅", "1号归您了")


@pytest.mark.parametrize("said", ["这个我来", "行，我这就过去"])
async def test_taken_in_plain_words(world: World, said: str) -> None:
    """The same in the words that people use: it is taken, and nobody is asked whether to pass them on."""
    await reported(world)
    await world.says("李姐", said, chat="staff", answering="1号")
    await world.sees("孙大妈", "1号有人接了（已受理）：网格长 李姐")
    await world.sees_nothing_of("李姐", "转给居民吗", chat="staff")


async def test_taken_and_when(world: World) -> None:
    """ "我接了，后儿个上午带人疏通": taken; the words are noted, the day is one press from the resident."""
    await reported(world)
    await world.says("王师傅", "我接了，后儿个上午带人疏通", chat="staff", answering="1号")
    await world.sees("孙大妈", "1号有人接了（已受理）：物业 王师傅")
    await world.sees_buttons("王师傅", "按11月23日（周一）12:00前算", chat="staff", on="1号")
    for label in ("更多", "看经过"):
        await world.press("王师傅", label, on="1号")
    await world.sees("王师傅", "后儿个上午带人疏通")


async def test_no_reply_to_a_card_is_lost(world: World) -> None:
    """What is no press and may not go to the resident is noted, and whoever wrote it reads so."""
    await reported(world)
    await world.says("赵姨", "锁舌掉了，我先拿绳拴上了", chat="staff", answering="1号")
    await world.sees("赵姨", "1号记下了", chat="staff")


async def test_there_and_what_it_was(world: World) -> None:
    """Danger: "到了，是二楼炒糊锅了" is "I'm there"; the rest is noted, and the false alarm is one press."""
    await world.says("孙大妈", "家里煤气味很大")
    await world.says("孙大妈", "有，快来人")
    await world.says("李姐", "我在路上，五分钟", answering="1号")
    await world.sees_buttons("李姐", "我到场了", on="到了点一下")
    await world.says("王师傅", "到了，是二楼炒糊锅了，没煤气", answering="1号")
    await world.sees("孙大妈", "王师傅到场了")
    await world.sees_buttons("王师傅", "误报")


async def test_what_somebody_else_has(world: World) -> None:
    """ "我接了" of what somebody else has: one line asks whether to take it over, and the resident hears nothing."""
    await accepted(world)
    await world.says("李姐", "我接了", chat="staff", answering="1号")
    await world.sees("李姐", "1号要您接过来吗？现在有人在办", chat="staff")
    await world.sees_nothing_of("孙大妈", "（已受理）：网格长 李姐")


async def test_of_two_asked_about(world: World) -> None:
    """Two are asked about: which one?"""
    await reported(world)
    await reported(world, GATE)
    await world.says("王师傅", "我来接")
    await world.sees("王师傅", "这是说哪一件")
    await world.says("王师傅", "2号")
    await world.sees("孙大妈", "2号有人接了")
    await world.sees_nothing_of("孙大妈", "1号有人接了")


@pytest.mark.parametrize("said", ["不归我", "不是我们的", "这不归我管", "不归物业管"])
async def test_not_mine_in_words(world: World, said: str) -> None:
    """ "不归我" asks whose, as the button does; nobody holds it meanwhile."""
    await reported(world)
    await world.says("王师傅", said, answering="1号")
    await world.sees("王师傅", "1号该归谁")
    await world.press("王师傅", "李姐")
    await world.sees("王师傅", "李姐")
    await world.sees_nothing_of("孙大妈", "1号有人接了")


@pytest.mark.parametrize("said", ["修好了", "办好了", "已经修好了", "搞定", "处理完了"])
@pytest.mark.parametrize("answering", ["1号", ""])
async def test_done_in_words(world: World, said: str, answering: str) -> None:
    """ "修好了" by whoever has it asks what was done, one press; then the resident is asked to look."""
    await accepted(world)
    await world.says("王师傅", said, answering=answering)
    await world.press("王师傅", "已疏通")
    await world.sees("孙大妈", "1号办好了：已疏通")


async def test_done_with_a_photo(world: World) -> None:
    """ "修好了" under a photo, in answer to the card: that is the result, and it can be taken back."""
    await accepted(world)
    card = await world.sees("王师傅", "1号", chat="staff")
    await world.sends("王师傅", chat="staff", photo={"size": 1}, caption="修好了", reply_to=card["message_id"])
    await world.sees("孙大妈", "1号办好了：修好了")
    await world.press("王师傅", "写错了，接着办", chat="staff")
    await world.sees("王师傅", "1号 下水道堵塞 · 正在办", chat="staff")


@pytest.mark.parametrize("said", ["正在路上", "马上到", "收到", "明天去"])
async def test_on_the_way_before_taking(world: World, said: str) -> None:
    """ "正在路上" before it is taken: one line offers to take it; the words stay as a note."""
    await reported(world)
    await world.says("李姐", said, chat="staff", answering="1号")
    await world.sees_nothing_of("孙大妈", "有人接了", said)
    await world.sees_buttons("李姐", "我来接", "只是记一笔", chat="staff", on="1号要您来接吗")
    await world.press("李姐", "我来接", chat="staff", on="1号要您来接吗")
    await world.sees("孙大妈", "1号有人接了（已受理）：网格长 李姐")
    await world.sees_nothing_of("李姐", "1号要您来接吗", chat="staff")


async def test_only_a_note(world: World) -> None:
    """ "只是记一笔": nobody takes it, the words are noted."""
    await reported(world)
    await world.says("李姐", "正在路上", answering="1号")
    await world.press("李姐", "只是记一笔", on="1号要您来接吗")
    await world.sees("李姐", "1号记下了")
    await world.sees_nothing_of("孙大妈", "有人接了")


async def test_received_is_no_taking(world: World) -> None:
    """ "收到" without a reply, while one matter is asked about: taken? One line asks."""
    await reported(world)
    await world.says("王师傅", "收到")
    await world.press("王师傅", "我来接", on="1号要您来接吗")
    await world.sees("孙大妈", "1号有人接了（已受理）：物业 王师傅")


async def test_another_does_not_press_it(world: World) -> None:
    """The line is for whoever wrote."""
    await reported(world)
    await world.says("李姐", "正在路上", chat="staff", answering="1号")
    assert "别人" in await world.press("王师傅", "我来接", chat="staff", on="1号要您来接吗")


async def test_tomorrow(world: World) -> None:
    """ "明天去" by whoever has it: a day can be named, so that the resident knows."""
    await planned(world)
    await world.says("王师傅", "明天去", answering="1号")
    await world.press("王师傅", "给居民定个时间", on="1号给居民")
    await world.sees("王师傅", "11月22日（周日）前，对吗")


async def test_the_holder_on_the_way(world: World) -> None:
    """ "正在路上" by whoever has it goes its ordinary way: to the resident?"""
    await accepted(world)
    await world.says("王师傅", "正在路上", answering="1号")
    await world.sees_buttons("王师傅", "转给居民", on="1号")


async def test_watching_in_words(world: World) -> None:
    """ "我盯着" of the community in answer to its ping."""
    await accepted(world)
    await world.forward(minutes=31)
    await world.says("张姐", "知道了，我盯着", answering="1号")
    await world.sees("张姐", "您盯着了")


async def test_takes_over_in_words(world: World) -> None:
    """ "我来接" of the community where somebody has it: asked first, for it takes it from him."""
    await accepted(world)
    await world.forward(minutes=31)
    await world.says("张姐", "我来接", answering="1号")
    await world.sees_nothing_of("王师傅", "张姐接手了")
    await world.press("张姐", "我来接手", on="1号要您接过来吗")
    await world.sees("王师傅", "张姐接手了")


async def test_there_in_words(world: World) -> None:
    """Danger: "我到了" is "I'm there"; "马上到" has the button for when it is so, and is no acceptance."""
    await world.says("孙大妈", "家里煤气味很大")
    await world.says("孙大妈", "有，快来人")
    await world.says("李姐", "马上到", answering="1号")
    await world.sees_buttons("李姐", "我到场了", on="到了点一下")
    await world.says("王师傅", "我到了", answering="1号")
    await world.sees("孙大妈", "王师傅到场了")


async def test_long_words_stay_words(world: World) -> None:
    """Longer words are no press."""
    await reported(world)
    await world.says("李姐", "我去了一趟，门锁着，没人应，回头我来接着弄", answering="1号")
    await world.sees("李姐", "要转给居民吗", "“我去了一趟，门锁着")
    await world.sees_nothing_of("孙大妈", "有人接了", "门锁着")


async def test_a_residents_words_are_no_press(world: World) -> None:
    """A resident who writes "修好了" or "我去" in the group does nothing to the matter."""
    await accepted(world)
    await world.says("孙大妈", "我去", answering="1号有人接了")
    await world.sees_nothing_of("孙大妈", "归您了")
    card = await world.sees("王师傅", "1号", chat="staff")
    assert "等人接" not in words(card)
    assert buttons(card)


async def test_a_number_and_a_deed(world: World) -> None:
    """ "2号修好了" of several is about that one; "2号…" in longer words too."""
    await accepted(world)
    await accepted(world, GATE)
    await world.says("王师傅", "2号修好了")
    await world.press("王师傅", "已换新")
    await world.sees("孙大妈", "2号办好了：已换新")
    await world.sees_nothing_of("孙大妈", "1号办好了")


async def test_a_press_in_words_that_is_edited(world: World) -> None:
    """ "我来接", changed to "我来接，下午去": it stays taken, the rest is a word on it, and no report begins."""
    await reported(world)
    await world.says("王师傅", "我来接", answering="1号")
    await world.edits("王师傅", "我来接", "我来接，下午去")
    await world.sees_buttons("王师傅", "转给居民", "只是记一笔", on="1号")
    await world.sees_nothing_of("王师傅", "是哪栋楼", "您看看对不对")


async def test_a_typed_yes_that_is_edited(world: World) -> None:
    """A resident's "对" that filed the draft, changed to "对的，谢谢": nothing begins."""
    await world.says("孙大妈", "厨房下水返水，堵两天了")
    await world.says("孙大妈", "对")
    await world.edits("孙大妈", "对", "对的，谢谢")
    await world.sees_nothing_of("孙大妈", "2号", "是说1号的事吗")


async def test_what_the_resident_said_is_not_passed_back(world: World) -> None:
    """ "1号居民回了，说下午三点" is the answer that was waited for, and goes to nobody at home."""
    await planned(world)
    await world.press("王师傅", "更多", chat="staff")
    await world.press("王师傅", "问居民一句", chat="staff")
    await world.says("王师傅", "几点在家？", chat="staff", answering="要问居民什么")
    await world.says("王师傅", "1号居民回了，说下午三点")
    await world.sees("王师傅", "1号：记上了，接着计时")
    await world.sees("王师傅", "1号 下水道堵塞 · 正在办", chat="staff")
    await world.says("王师傅", "居民说是东屋", chat="staff", answering="1号 下水道堵塞 ·")
    await world.sees("王师傅", "1号记下了", chat="staff")
    await world.sees_nothing_of("王师傅", "要转给居民吗", chat="staff")
    await world.sees_nothing_of("孙大妈", "东屋")


async def test_a_manager_takes_over_in_words(world: World) -> None:
    """ "1号我来接手" of the community is asked back with the button, and "好" takes it."""
    await accepted(world)
    await world.says("张姐", "1号我来接手")
    await world.sees_buttons("张姐", "我来接手", on="1号要您接过来吗")
    await world.says("张姐", "好")
    await world.sees("孙大妈", "1号有人接了（已受理）：社区 张姐")


async def test_the_eve_of_the_day_answered_without_a_number(world: World) -> None:
    """ "Tomorrow is the day" answered "办不完，改到周五前": the new day is read back."""
    await planned(world)
    for label in ("今天办不完", "3天内", "等配件", "眼下没有"):
        await world.press("王师傅", label, chat="staff")
    await world.forward(hours=47)
    await world.sees("王师傅", "明天是说好的日子")
    await world.says("王师傅", "办不完，改到周五前")
    await world.sees("王师傅", "1号：11月27日（周五）前，对吗")


async def test_the_day_on_which_it_is_not_done(world: World) -> None:
    """ "今天弄不了，等配件，周三前": Wednesday is the day, today is none."""
    await accepted(world)
    await world.says("王师傅", "1号今天弄不了，等配件，周三前")
    await world.sees("王师傅", "1号：11月25日（周三）前，对吗")


async def test_what_the_resident_is_to_be_told_is_asked_about(world: World) -> None:
    """ "跟大妈说一声，我三点到" is no word of hers: shall it go to her?"""
    await planned(world)
    await world.says("王师傅", "1号跟大妈说一声，我三点到")
    await world.sees("王师傅", "1号：这句要转给居民吗")


async def test_second_thoughts_are_no_question_to_the_resident(world: World) -> None:
    """ "算了，我直接打电话" while the question to the resident is waited for ends it; nobody reads it."""
    await accepted(world)
    await world.press("王师傅", "问居民一句", chat="staff")
    await world.says("王师傅", "算了，我直接打电话", chat="staff", answering="要问居民什么")
    await world.sees_nothing_of("孙大妈", "打电话")
