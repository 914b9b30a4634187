"""Questions and answers: an answer goes to the question that was answered, and to nobody else."""

import pytest

from tests.stories.test_resident_followed import LEAK, accepted, done_again, planned, reported, resolved
from tests.stories.world import World, words


async def asked(world: World, question: str = "您家几楼？") -> None:
    """... and asked her something."""
    await world.press("王师傅", "问居民一句", chat="staff")
    await world.says("王师傅", question, chat="staff", answering="要问居民什么")
    await world.sees("孙大妈", question)


# --- staff


async def test_a_note_is_never_read_by_another_resident(world: World) -> None:
    """Two questions stand; the answer to the first is the answer to the first."""
    await accepted(world)
    await reported(world, "单元门坏了关不上", "老郑")
    await world.press("王师傅", "我来接", chat="staff", on="2号")
    await world.press("王师傅", "更多", chat="staff", on="1号")
    await world.press("王师傅", "还有", chat="staff")
    await world.press("王师傅", "记一笔", chat="staff")
    await world.press("王师傅", "问居民一句", chat="staff", on="2号")
    await world.says("王师傅", "这家人难缠，别单独去", chat="staff", answering="1号记点啥")
    await world.sees("王师傅", "1号记下了", chat="staff")
    await world.sees_nothing_of("老郑", "难缠")
    await world.sees_nothing_of("孙大妈", "难缠")
    await world.says("王师傅", "几点在家？", chat="staff", answering="2号要问居民什么")
    await world.sees("老郑", "几点在家？")
    await world.sees_nothing_of("孙大妈", "几点在家？")


async def test_in_private_the_newest_press_wins(world: World) -> None:
    """The same in the private chat: the prompt that was pressed last is written to, and the other says that it waits no
    more; what is pressed anew is asked anew."""
    await accepted(world)
    await reported(world, "单元门坏了关不上", "老郑")
    await world.press("王师傅", "我来接", chat="staff", on="2号")
    await world.says("王师傅", "/huoer")
    await world.press("王师傅", "1", on="您手上")
    await world.press("王师傅", "更多")
    await world.press("王师傅", "还有")
    await world.press("王师傅", "记一笔")
    await world.press("王师傅", "2", on="您手上")
    await world.press("王师傅", "问居民一句", on="2号")
    await world.sees("王师傅", "2号要问居民什么", "1号那句先不等了")
    await world.says("王师傅", "几点在家？")
    await world.sees_nothing_of("王师傅", "这是说哪一件")
    await world.sees("老郑", "几点在家？")
    await world.sees_nothing_of("孙大妈", "几点在家？")


async def test_any_message_of_the_bot_is_not_the_question(world: World) -> None:
    """ "More to the resident" was pressed and nothing written; a day later an answer to something else stays here."""
    await planned(world)
    await world.press("王师傅", "再跟居民说", chat="staff")
    await world.says("王师傅", "这家一直没人", chat="staff", answering="1号 下水道堵塞")
    await world.sees("王师傅", "要转给居民吗", chat="staff")
    await world.sees_nothing_of("孙大妈", "一直没人")
    await world.forward(hours=25)
    await world.says("王师傅", "明天再去", chat="staff", answering="要跟居民说什么")
    await world.sees("王师傅", "这句我早就不等了", chat="staff")
    await world.sees_nothing_of("孙大妈", "明天再去")


async def test_words_passed_on_long_after_say_when_they_were_written(world: World) -> None:
    """ "Water at two", pressed on the next morning: the resident reads that it was yesterday's word."""
    await planned(world)
    await world.says("王师傅", "先储点水，两点来水", answering="1号")
    await world.forward(hours=22)
    await world.press("王师傅", "转给居民")
    await world.sees("孙大妈", "10:00写的", "两点来水")


async def test_the_head_asks_again(world: World) -> None:
    """While a question waits it can be asked again, and "the resident answered" lets the clock go on."""
    await planned(world)
    await world.press("王师傅", "更多", chat="staff")
    await asked(world)
    await world.sees_buttons("王师傅", "居民回了", "再问一遍", "办好了", chat="staff")
    await world.press("王师傅", "再问一遍", chat="staff")
    first = [one for one in await world.phone("孙大妈") if "您家几楼？" in words(one)]
    assert len(first) == 2
    await world.press("王师傅", "居民回了", chat="staff")
    await world.says("王师傅", "电话里说五楼", chat="staff", answering="居民怎么说的")
    await world.sees("王师傅", "1号 下水道堵塞 · 正在办", chat="staff")


# --- residents


@pytest.mark.parametrize("minutes", [0, 40])
async def test_a_typed_answer(world: World, minutes: int) -> None:
    """The answer is typed, without a reply, also 40 minutes later."""
    await accepted(world)
    await asked(world)
    await world.forward(minutes=minutes)
    await world.says("孙大妈", "五楼")
    await world.sees("王师傅", "五楼")
    await world.sees_nothing_of("孙大妈", "您看看对不对：\n📍 北苑小区3号楼\n🏷 还不知道")


async def test_a_spoken_answer(world: World) -> None:
    """The answer is a voice message."""
    await accepted(world)
    await asked(world)
    await world.sends("孙大妈", voice={"duration": 4})
    await world.sees("孙大妈", "转给王师傅了（1号）")
    assert [one for one in await world.phone("王师傅") if one.get("voice")]


async def test_another_matter_is_no_answer(world: World) -> None:
    """While a question stands something else is written: is it about that? It can be reported anew."""
    await accepted(world)
    await asked(world)
    await world.says("孙大妈", "楼道灯不亮")
    await world.sees("孙大妈", "是说1号的事吗？")
    await world.press("孙大妈", "不是，另报一件")
    await world.press("孙大妈", "报上去")
    await world.sees("孙大妈", "报上去了，2号")
    await world.sees_nothing_of("王师傅", "1号 居民")


async def test_what_is_wrong_may_be_typed(world: World) -> None:
    """ "What is wrong?" has buttons; typed words reopen it just as well."""
    await resolved(world)
    await world.press("孙大妈", "没弄好")
    await world.says("孙大妈", "还在往上返水")
    await world.sees("王师傅", "又打开了", "还在往上返水", chat="staff")


async def test_what_was_pressed_for_is_newer_than_a_danger_that_may_be(world: World) -> None:
    """It was asked whether anybody is in danger, and of another thing since, by a press: words without danger answer
    that. Words of danger are a danger."""
    await planned(world)
    await world.says("孙大妈", "晃得厉害")
    await world.sees("孙大妈", "有人有危险吗")
    await done_again(world)
    await world.press("孙大妈", "没弄好")
    await world.press("孙大妈", "别的，我来说")
    await world.says("孙大妈", "管子还是返水，没人拧螺丝")
    await world.sees("王师傅", "1号 下水道堵塞", "又打开了", "没人拧螺丝", chat="staff")


async def test_after_the_plan_words_reach_the_holder(world: World) -> None:
    """After the plan `行，我在家` typed without a reply reaches whoever works on it."""
    await planned(world)
    await world.says("孙大妈", "行，我在家")
    await world.sees("王师傅", "行，我在家")
    await world.sees("孙大妈", "转给王师傅了（1号）")


async def test_something_that_may_belong_to_an_open_matter(world: World) -> None:
    """With something open, words that could belong to it are asked about first; they go there by one press."""
    await reported(world)
    await world.forward(minutes=45)  # later than what the bot said of it last
    await world.says("孙大妈", "现在地上都是水")
    await world.sees("孙大妈", "是说1号的事吗？", "现在地上都是水")
    await world.sees_buttons("孙大妈", "是", "不是，另报一件")
    await world.press("孙大妈", "是", on="是说1号的事吗？")
    await world.press("孙大妈", "看进度")
    await world.press("孙大妈", "看经过")
    await world.sees("孙大妈", "您补充：“现在地上都是水”")


async def test_two_that_could_be_meant(world: World) -> None:
    """A photo without a word, and two questions of staff: which one is it?"""
    await accepted(world)
    await reported(world, "单元门坏了关不上")
    await world.press("王师傅", "我来接", chat="staff", on="2号")
    for number in ("1号", "2号"):
        await world.press("王师傅", "问居民一句", chat="staff", on=f"{number} ")
        await world.says("王师傅", "拍一张？", chat="staff", answering=f"{number}要问居民什么")
    await world.sends("孙大妈", photo={"size": 1})
    await world.sees("孙大妈", "这是说哪一件？")
    await world.press("孙大妈", "2号 单元门坏了")
    await world.sees("王师傅", "2号")
    assert [one for one in await world.phone("王师傅") if one.get("photo")]


# --- places


async def test_yesterdays_place_is_not_asked_any_more(world: World) -> None:
    """ "Elsewhere here" was pressed; what is written the next day is a report, not the place."""
    await world.says("孙大妈", LEAK)
    await world.press("孙大妈", "换个地方")
    await world.press("孙大妈", "小区里别处")
    await world.forward(hours=24)
    await world.says("孙大妈", "楼道灯不亮")
    await world.sees("孙大妈", "🏷 楼道灯不亮", "📍 北苑小区3号楼")


async def test_a_code_scanned_last_week(world: World) -> None:
    """ "Only report here" of a week ago does not place today's report."""
    await world.starts("孙大妈", "bj-by-5h")
    await world.press("孙大妈", "只在这儿报事")
    await world.forward(hours=24 * 7)
    await world.says("孙大妈", "楼道灯不亮")
    await world.sees("孙大妈", "您看看对不对", "📍 北苑小区3号楼")


async def test_the_flat_is_not_in_the_report(world: World) -> None:
    """Asked where one lives, the building with unit and flat is understood; the flat lands nowhere."""
    await world.starts("小周")
    await world.press("小周", "同意，开始用")
    await world.says("小周", "北苑小区3号楼2单元502")
    await world.sees("小周", "记下了：北苑小区3号楼")
    await world.says("小周", LEAK)
    await world.sees("小周", "📍 北苑小区3号楼")
    await world.sees_nothing_of("小周", "502，")


async def test_the_scanned_building_is_remembered(world: World) -> None:
    """The door code is scanned, then something is written before consenting: the building is still known."""
    await world.starts("小周", "bj-by-3h")
    await world.says("小周", LEAK)
    await world.press("小周", "同意，开始用")
    await world.sees("小周", "记下了：北苑小区3号楼")
    await world.sees("小周", "📍 北苑小区3号楼", LEAK)


async def test_another_building_in_words(world: World) -> None:
    """ "Where is it?" is answered with another building."""
    await world.says("孙大妈", LEAK)
    await world.press("孙大妈", "换个地方")
    await world.press("孙大妈", "小区里别处")
    await world.says("孙大妈", "北苑小区5号楼")
    await world.sees("孙大妈", "📍 北苑小区5号楼")


async def test_another_matter_is_no_door(world: World) -> None:
    """While door and phone are asked for, something else that is broken is a report, and the door is taken after it."""
    await accepted(world)
    await world.press("孙大妈", "告诉他咋找我")
    await world.says("孙大妈", "等下，楼道灯也灭了")
    await world.sees("孙大妈", "您看看对不对", "楼道灯不亮")
    await world.sees_nothing_of("王师傅", "留了门牌电话")
    await world.says("孙大妈", "2单元502，13900001111", answering="写下门牌")
    await world.sees("王师傅", "留了门牌电话")


async def test_nobody_need_come(world: World) -> None:
    """ "算了不用上门了" is no door: whoever works on it reads the words."""
    await accepted(world)
    await world.press("孙大妈", "告诉他咋找我")
    await world.says("孙大妈", "算了不用上门了")
    await world.sees("王师傅", "居民说", "不用上门了")
    await world.sees_nothing_of("王师傅", "留了门牌电话")
    await world.sees_nothing_of("孙大妈", "没给别人")
