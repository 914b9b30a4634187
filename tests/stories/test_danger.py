"""Danger to life: heard in every channel, at two levels; who is called, what they read, who says it is over."""

from typing import Any

import pytest

from tests.stories.test_resident_followed import accepted, reported
from tests.stories.world import World, buttons, words

CALLED = ("王师傅", "李师傅", "李姐", "小孙", "张姐", "刘哥", "陈主任", "马哥")
"""On duty for 3号楼, of every tier, and their deputies."""


async def bot_says(world: World, person: str) -> list[str]:
    """What the bot wrote to that person privately, oldest first."""
    return [words(one) for one in await world.phone(person) if one["from"].get("is_bot")]


async def all_see(world: World, *fragments: str) -> None:
    """Everybody who is called has it before him."""
    for one in CALLED:
        await world.sees(one, *fragments)


# --- it rings, in every channel


async def rings(world: World, danger: str = "🆘 1号") -> None:
    """Everybody was called."""
    await all_see(world, danger, "现在就去")


async def test_sure_in_a_private_message(world: World) -> None:
    """The advice before any button, then the question with unit and door; a minute's silence calls everybody, and T0
    is the message: everybody reads that one time."""
    await world.says("孙大妈", "着火了快来人")
    told = await bot_says(world, "孙大妈")
    assert "别坐电梯" in told[-2]
    assert "有人有危险吗？几单元、几号？" in told[-1]
    await world.forward(seconds=59)
    await world.sees_nothing_of("王师傅", "🆘")
    await world.forward(seconds=2)
    await rings(world)
    await world.sees("孙大妈", "没等到您回话，我先替您报上去了，1号")
    await world.sees("王师傅", "🆘 1号", "10:00 报")
    await world.sees("王师傅", "🆘 1号", "10:00 报", chat="staff")
    await world.sees("老郑", "1号", "10:00 报的", chat="residents")
    await world.forward(minutes=3, seconds=58)
    await world.sees_nothing_of("孙大妈", "还没人应")
    await world.forward(seconds=2)
    await world.sees("孙大妈", "还没人应", "119")


@pytest.mark.parametrize("what", [{"photo": {"size": 1}}, {"voice": {"duration": 3}}])
async def test_sure_in_a_caption(world: World, what: dict[str, Any]) -> None:
    """Under a photo or a voice message too."""
    await world.sends("孙大妈", caption="着火了，快来人", **what)
    await world.sees("孙大妈", "别坐电梯")
    await world.forward(seconds=61)
    await rings(world)


async def test_sure_in_the_caption_of_an_album(world: World) -> None:
    """The other photos of an album are no answer to the question."""
    photos = [{"photo": {"size": 1}, "caption": "着火了，快来人"}, {"photo": {"size": 1}}, {"photo": {"size": 1}}]
    await world.sends("孙大妈", media_group=photos)
    await world.sees("孙大妈", "有人有危险吗")
    await world.sees_nothing_of("孙大妈", "报上去了")
    await world.press("孙大妈", "没有，没那么急")
    await world.forward(seconds=61)
    await world.sees_nothing_of("王师傅", "🆘")


async def test_sure_in_the_answer_to_a_question(world: World) -> None:
    """ "How to find me" answered with fire is no visit note: it rings."""
    await accepted(world)
    await world.press("孙大妈", "告诉他咋找我")
    await world.says("孙大妈", "着火了，快来人")
    told = await bot_says(world, "孙大妈")
    assert "别坐电梯" in told[-2]
    assert "有人有危险吗" in told[-1]
    await world.forward(seconds=61)
    await rings(world, "🆘 2号")


async def test_sure_in_an_edit(world: World) -> None:
    """A filed report edited to words of danger rings; a press does not wait for the minute."""
    await reported(world)
    await world.edits("孙大妈", "厨房", "煤气味特别大，老伴晕倒了")
    await world.sees("孙大妈", "别开灯")
    await world.press("孙大妈", "有，快来人")
    await rings(world)
    await world.sees("孙大妈", "已经叫所有值班的人", "几单元")


async def test_sure_in_an_edit_and_silence(world: World) -> None:
    """Without a press it rings after a minute."""
    await reported(world)
    await world.edits("孙大妈", "厨房", "煤气味特别大，老伴晕倒了")
    await world.forward(seconds=61)
    await rings(world)


async def test_nobody_is_in_danger_after_an_edit(world: World) -> None:
    """ "No" rings nobody."""
    await reported(world)
    await world.edits("孙大妈", "厨房", "煤气味特别大，老伴晕倒了")
    await world.says("孙大妈", "没有")
    await world.forward(minutes=2)
    await world.sees_nothing_of("陈主任", "🆘")


async def test_sure_by_bao_in_a_group(world: World) -> None:
    """By /bao everybody is called at once, and what is said privately afterwards reaches them unmasked."""
    await world.says("孙大妈", "/bao 着火了", chat="residents")
    await world.sees("孙大妈", "别坐电梯", chat="residents")
    await rings(world)
    await world.says("孙大妈", "4单元301，老人走不动")
    await all_see(world, "4单元301，老人走不动")
    await world.sees("孙大妈", "马上转给", "王师傅")


async def test_sure_in_an_answer_in_a_group(world: World) -> None:
    """A resident who answers the bot's card with fire is heard as by /bao."""
    await world.says("孙大妈", "3号楼停水了")
    await world.press("孙大妈", "报上去")
    await world.says("老郑", "着火了，快来人", chat="residents", answering="停水")
    await world.sees("老郑", "别坐电梯", chat="residents")
    await rings(world, "🆘 2号")


MAYBE = "楼道里有怪味 可能是煤气"


async def test_maybe_only_asks(world: World) -> None:
    """Maybe: one question with two buttons; silence files nothing, and the community reads one silent line."""
    await world.says("孙大妈", MAYBE)
    asked = await world.sees_buttons("孙大妈", "有，快来人", "没有，没那么急")
    assert "现在有人有危险吗" in words(asked)
    await world.sees_nothing_of("孙大妈", "⚠️")
    await world.forward(minutes=2, seconds=1)
    line = await world.sees("张姐", "❔ 北苑小区3号楼", "还没回话")
    assert line["from"].get("is_bot")
    for one in ("刘哥", "王师傅", "陈主任"):
        await world.sees_nothing_of(one, "❔", "🆘")
    await world.forward(minutes=15)
    await world.sees_nothing_of("孙大妈", "1号")
    await world.sees_nothing_of("王师傅", "1号")


async def test_maybe_and_yes(world: World) -> None:
    """Yes calls everybody."""
    await world.says("孙大妈", MAYBE)
    await world.press("孙大妈", "有，快来人")
    await rings(world)


async def test_maybe_and_no(world: World) -> None:
    """No is an ordinary report."""
    await world.says("孙大妈", MAYBE)
    await world.press("孙大妈", "没有，没那么急")
    await world.press("孙大妈", "报上去")
    await world.forward(minutes=3)
    await world.sees_nothing_of("张姐", "❔", "🆘")


@pytest.mark.parametrize("then", ["silence", "no"])
async def test_maybe_about_what_is_filed(world: World, then: str) -> None:
    """Perhaps danger by /bao, or in words about a report: unanswered, the community reads one silent line, once."""
    await world.says("孙大妈", f"/bao {MAYBE}", chat="residents")
    if then == "no":
        await world.press("孙大妈", "没有，没那么急")
    await world.forward(minutes=2, seconds=1)
    lines = [one for one in await bot_says(world, "张姐") if "❔ 1号" in one and "还没回话" in one]
    assert len(lines) == (1 if then == "silence" else 0)
    for one in ("刘哥", "王师傅", "陈主任"):
        await world.sees_nothing_of(one, "❔", "🆘")


async def test_maybe_by_bao(world: World) -> None:
    """By /bao it is filed as usual, and its author is asked privately."""
    await world.says("孙大妈", f"/bao {MAYBE}", chat="residents")
    await world.sees("王师傅", "1号")
    await world.sees_nothing_of("陈主任", "🆘")
    await world.press("孙大妈", "有，快来人")
    await rings(world)


async def test_what_if_somebody_falls(world: World) -> None:
    """A broken lamp under which somebody might fall is no injury."""
    await world.says("孙大妈", "楼道灯坏了，老人摔倒怎么办")
    await world.sees_nothing_of("孙大妈", "⚠️", "有人有危险吗")
    await world.press("孙大妈", "报上去")
    await world.sees("王师傅", "1号 楼道灯不亮")


# --- what is added, and who is coming


async def test_added_after_a_press(world: World) -> None:
    """Said after filing: to everybody who was called, at once and whole; and to who says "I'm there" later."""
    await world.says("孙大妈", "家里煤气味很大")
    await world.press("孙大妈", "有，快来人")
    await world.says("孙大妈", "4单元301，老人走不动")
    await all_see(world, "4单元301，老人走不动")
    await world.sees("孙大妈", "马上转给", "李姐")
    await world.press("赵姨", "我到场了", chat="staff")
    await world.sees("赵姨", "🆘 1号", "4单元301，老人走不动")
    await world.sees("孙大妈", "1号：楼长 赵姨到场了")
    await world.says("孙大妈", "门没锁")
    await world.sees("赵姨", "门没锁")


async def test_added_after_it_filed_itself(world: World) -> None:
    """The same when nobody pressed anything."""
    await world.says("孙大妈", "家里煤气味很大")
    await world.forward(seconds=61)
    await world.says("孙大妈", "4单元301，老人走不动")
    await all_see(world, "4单元301，老人走不动")


async def test_the_place_is_said_afterwards(world: World) -> None:
    """Who never said where he lives reaches the subdistrict at once, and those of the place as soon as he names it."""
    await world.says("小周", "着火了")
    await world.press("小周", "有，快来人")
    await world.sees("陈主任", "🆘 1号", "现在就去")
    await world.sees_nothing_of("李姐", "🆘")
    await world.says("小周", "北苑小区3号楼二单元501")
    await all_see(world, "二单元501")
    await world.sees("李姐", "🆘 1号", "现在就去")
    await world.forward(minutes=5)
    assert len([one for one in await bot_says(world, "李姐") if "🆘 1号" in one and "现在就去" in one]) == 1
    await world.sees("小周", "还没人应")


async def test_phoned_is_told(world: World) -> None:
    """Who has phoned, or cannot get through, says so to those who come."""
    await world.says("孙大妈", "家里煤气味很大")
    await world.press("孙大妈", "打不通")
    await world.sees("王师傅", "打不通")


# --- kinds


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        ("小孩卡电梯里了", "别扒门"),
        ("老伴没气了", "打 120"),
        ("喝农药了", "别催吐"),
        ("孩子丢了", "不用等 24 小时"),
        ("有人溺水了", "别下水"),
        ("房顶要塌了", "别回去拿东西"),
        ("我被锁在屋里出不去", "打 119"),
        ("电线冒火花", "95598"),
    ],
)
async def test_each_kind_has_its_advice(world: World, said: str, advice: str) -> None:
    """Ill, poisoned, missing, in the water, coming down, trapped: each its own words."""
    await world.says("孙大妈", said)
    assert advice in (await bot_says(world, "孙大妈"))[-2]


async def test_somebody_in_despair(world: World) -> None:
    """Words for a crisis, the hotline, the community alone; nothing of it elsewhere."""
    await world.says("孙大妈", "我不想活了")
    first, ask = (await bot_says(world, "孙大妈"))[-2:]
    assert "12356" in first
    for absent in ("120", "119", "安居物业", "0432"):
        assert absent not in first
    assert "张姐" in ask
    assert "所有值班" not in ask
    await world.forward(seconds=61)
    for one in ("张姐", "刘哥"):
        await world.sees(one, "🆘 1号", "我不想活了")
    receipt = await world.sees("孙大妈", "报上去了，1号", "12356")
    assert "急救" not in words(receipt)
    for one in ("王师傅", "李姐", "陈主任", "马哥"):
        await world.sees_nothing_of(one, "1号", "不想活")
    for chat in ("staff", "residents"):
        await world.sees_nothing_of("张姐", "1号", "不想活", chat=chat)
    await world.forward(minutes=5)
    await world.sees("孙大妈", "还在给您找人", "12356")
    await world.sees_nothing_of("孙大妈", "还没人应")
    await world.sees("陈主任", "🆘 1号")


@pytest.mark.parametrize("said", ["我吃了一瓶安眠药，不想活了", "我割腕了"])
async def test_somebody_in_despair_who_has_done_it(world: World, said: str) -> None:
    """An ambulance comes before the hotline."""
    await world.says("孙大妈", said)
    first = (await bot_says(world, "孙大妈"))[-2]
    assert first.index("120") < first.index("12356")


async def test_it_is_done_after_the_community_was_called(world: World) -> None:
    """In the middle of a crisis the advice comes at once, and those who were called read it."""
    await world.says("孙大妈", "我不想活了")
    await world.forward(seconds=61)
    await world.says("孙大妈", "我刚吃了20片")
    await world.sees("孙大妈", "120", "药")
    await world.sees("张姐", "我刚吃了20片", "120")
    await world.sees_nothing_of("王师傅", "20片")


@pytest.mark.parametrize(
    ("said", "own"),
    [("有人在楼顶要往下跳", False), ("我闺女要割腕自杀", False), ("我不想活了", True), ("我想死", True)],
)
async def test_the_despair_of_somebody_else(world: World, said: str, own: bool) -> None:
    """Whoever sees it reads what to do, and not the words that are meant for the person himself."""
    await world.says("孙大妈", said)
    if own:
        await world.sees("孙大妈", "您肯说出来，太好了")
    else:
        await world.sees("孙大妈", "110", "12356")
        await world.sees_nothing_of("孙大妈", "您肯说出来")


async def test_violence_says_exactly_who_reads_it(world: World) -> None:
    """Violence: the community's person on duty and the deputy, by name, and nobody else."""
    await world.says("孙大妈", "楼上有人打架")
    first, ask = (await bot_says(world, "孙大妈"))[-2:]
    assert "110" in first
    assert "社区 张姐、社区 刘哥看得见" in first
    assert "所有值班" not in first + ask
    await world.press("孙大妈", "有，快来人")
    await world.sees("孙大妈", "只告诉了社区 张姐、社区 刘哥")
    for one in ("王师傅", "李姐", "陈主任"):
        await world.sees_nothing_of(one, "1号")


async def test_violence_by_bao(world: World) -> None:
    """By /bao the advice comes privately; the group reads numbers to call and nothing else."""
    await world.says("孙大妈", "/bao 楼上有人打架", chat="residents")
    await world.sees("孙大妈", "急事请您自己打 110", chat="residents")
    await world.sees("孙大妈", "先躲到安全的地方")


async def test_violence_against_a_child(world: World) -> None:
    """The card says that the police have to be told, and asks when; then it says when, and by whom."""
    await world.says("孙大妈", "他爸打孩子")
    await world.press("孙大妈", "有，快来人")
    await world.sees("张姐", "必须报警", "几点报的")
    await world.press("张姐", "报警了")
    await world.sees("张姐", "报警了（社区 张姐）")


# --- it is over, or is not


async def test_a_no_after_it_filed_itself_is_told(world: World) -> None:
    """ "No, not that urgent" after it filed itself reaches everybody; it stays urgent until somebody has looked."""
    await world.says("孙大妈", "家里煤气味很大")
    await world.forward(seconds=61)
    await world.press("孙大妈", "没有，没那么急")
    await all_see(world, "没有，没那么急")
    await world.sees("李姐", "🆘 1号", chat="staff")


async def test_over_is_told_to_everyone_and_rings_no_more(world: World) -> None:
    """Only who is there, or the community, says that it is over; everyone hears it, and no clock rings on at night."""
    await world.says("孙大妈", "家里煤气味很大")
    await world.press("孙大妈", "有，快来人")
    assert "社区" in await world.press("赵姨", "是误报", chat="staff")
    await world.sees("李姐", "🆘 1号", chat="staff")
    await world.press("李姐", "我到场了")
    await world.sees_buttons("李姐", "我到场了", "已解除", "是误报", chat="staff")
    await world.press("李姐", "是误报", chat="staff")
    for one in CALLED:
        if one != "李姐":
            await world.sees(one, "1号", "不用再赶过去了")
            await world.sees_nothing_of(one, "现在就去")
    before = len(await world.phone("陈主任"))
    await world.forward(hours=18)
    assert len(await world.phone("陈主任")) == before


async def test_the_reporter_restores_it(world: World) -> None:
    """Somebody says that it is over, and the reporter sees that it is not: one press."""
    await world.says("孙大妈", "家里煤气味很大")
    await world.press("孙大妈", "有，快来人")
    await world.press("张姐", "已解除")
    await world.sees("孙大妈", "社区 张姐说险情解除了")
    await world.press("孙大妈", "还有危险")
    await rings(world)
    await world.sees("李姐", "🆘 1号", chat="staff")


@pytest.mark.parametrize(
    ("danger", "over", "again"),
    [
        ("煤气漏了，咝咝响", "已解除", "哎，又咝咝上了"),
        ("煤气漏了，咝咝响", "已解除", "又嗞嗞响"),
        ("地下室冒烟，里头有人", "是误报", "我没误报，我咳嗽得嗓子都哑了"),
        ("地下室冒烟，里头有人", "是误报", "我可没瞎报"),
        ("地下室冒烟，里头有人", "已解除", "又不对劲了"),
    ],
)
async def test_it_begins_again_in_the_words_of_the_place(world: World, danger: str, over: str, again: str) -> None:
    """Whoever says that it hisses again, or was no false alarm, is heard: the same number, everybody called anew."""
    await world.says("孙大妈", danger)
    await world.press("孙大妈", "有，快来人")
    await world.press("张姐", over)
    told = await world.sees("陈主任", "不用再赶过去了")
    await world.says("孙大妈", again)
    await world.sees("陈主任", "🆘 1号", since=told)
    await world.sees_nothing_of("孙大妈", "这是要报的事吗", "是说1号好了吗")


async def test_it_begins_again_while_it_is_asked_whether_it_is_mended(world: World) -> None:
    """ "Do you mean that it is mended?" stands, and it hisses again: that calls everybody, too."""
    await world.says("孙大妈", "煤气漏了，咝咝响")
    await world.press("孙大妈", "有，快来人")
    await world.press("张姐", "已解除")
    told = await world.sees("陈主任", "不用再赶过去了")
    await world.says("孙大妈", "这下好了，没味了")
    await world.sees("孙大妈", "是说1号好了吗")
    await world.says("孙大妈", "又咝咝上了")
    await world.sees("陈主任", "🆘 1号", since=told)


@pytest.mark.parametrize("over", ["是误报", "已解除"])
async def test_an_old_yes_calls_again(world: World, over: str) -> None:
    """The yes under "is anyone in danger?", of which the answer was words, is pressed when somebody said that it is
    over: those who were called are called anew."""
    await world.says("孙大妈", "煤气灶打火就蹿一尺多高，吓人呢")
    asked = await world.sees("孙大妈", "有人有危险吗")
    yes = asked["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await world.says("孙大妈", "就我家那个灶，关了阀门还咝咝响")
    asked = await world.sees("孙大妈", "有人有危险吗")
    assert not buttons(asked)
    await world.press("张姐", over)
    told = await world.sees("陈主任", "不用再赶过去了")
    await world.forges("孙大妈", yes)
    await world.sees("陈主任", "🆘 1号", since=told)


async def test_an_old_yes_of_what_was_none_asks(world: World) -> None:
    """What was filed without danger and is mended is asked about first, and one more press calls everybody; what was
    taken back leads on to a new report."""
    await world.says("孙大妈", "煤气灶打火就蹿一尺多高，吓人呢")
    asked = await world.sees("孙大妈", "有人有危险吗")
    yes = asked["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await world.press("孙大妈", "没有，没那么急")
    await world.press("孙大妈", "报上去")
    await world.press("孙大妈", "撤回")
    await world.press("孙大妈", "撤回", on="撤回1号吗")
    assert "1号已经完事了" in await world.forges("孙大妈", yes)
    await world.sees("孙大妈", "出啥事了")


async def test_the_public_card_of_a_fire(world: World) -> None:
    """It names 119, and does not claim that those on duty know."""
    await world.says("孙大妈", "/bao 着火了", chat="residents")
    card = await world.sees("老郑", "📢", "1号", chat="residents")
    assert "119" in words(card)
    assert "值班" not in words(card)


async def test_a_petition_is_only_pointed_onward(world: World) -> None:
    """What nobody decides here is not filed: whose it is, and the number."""
    await world.says("孙大妈", "我要信访，告开发商")
    await world.sees("孙大妈", "信访局", "12345")
    await world.forward(minutes=15)
    await world.sees_nothing_of("孙大妈", "报上去了")


@pytest.mark.parametrize("how", ["reply", "button", "edit"])
async def test_a_beating_said_about_something_else(world: World, how: str) -> None:
    """Said in answer to a receipt, under "one more sentence" or by an edit: it never reaches whoever has the leak."""
    await world.says("孙大妈", "阳台漏雨了")
    await world.press("孙大妈", "报上去")
    await world.press("王师傅", "我来接", chat="staff")
    told = "我老公打我，浑身是伤"
    if how == "reply":
        await world.says("孙大妈", told, answering="报上去了，1号")
    elif how == "button":
        await world.press("孙大妈", "再补一句", on="报上去了，1号")
        await world.says("孙大妈", told)
    else:
        await world.edits("孙大妈", "阳台漏雨了", f"阳台漏雨了，{told}")
    await world.sees("孙大妈", "110", "张姐")
    await world.press("孙大妈", "快来人")
    await world.sees("张姐", "2号", "打我")
    for person, chat in (("王师傅", "private"), ("王师傅", "staff"), ("李姐", "private"), ("老郑", "residents")):
        await world.sees_nothing_of(person, "打我", chat=chat)


async def test_thanks_and_other_matters_ring_nobody(world: World) -> None:
    """While people are called, thanks are answered, and what is broken in another building is a matter of its own."""
    await world.says("孙大妈", "楼道里一股煤气味")
    await world.press("孙大妈", "快来人")
    await world.says("孙大妈", "谢谢您")
    await world.says("孙大妈", "5号楼单元门也坏了")
    await world.sees("孙大妈", "您看看对不对", "单元门坏了")
    await world.sees_nothing_of("张姐", "谢谢您")
    await world.sees_nothing_of("张姐", "单元门也坏了")


async def test_what_only_sounds_like_another_danger(world: World) -> None:
    """ "My mother is in there too" is for those who run to the gas, and no lift; a rat at the bins is a report."""
    await world.says("孙大妈", "楼道里一股煤气味")
    await world.press("孙大妈", "快来人")
    await world.says("孙大妈", "我妈也在里头呢")
    await world.sees("张姐", "🆘", "1号", "我妈也在里头")
    await world.sees_nothing_of("张姐", "电梯里有人")
    await world.says("孙大妈", "3单元垃圾桶旁边有只大老鼠")
    await world.sees("孙大妈", "您看看对不对", "老鼠")
    await world.sees_nothing_of("张姐", "老鼠")


@pytest.mark.parametrize("answer", ["", "有，快来人"])
async def test_what_is_nothing_for_those_who_run(world: World, answer: str) -> None:
    """While people are called for a fire: a dance in the square is a report, praise is answered, and how the manhole
    stands is said; whoever runs reads none of it."""
    await world.says("孙大妈", "3号楼门口井盖坏了")
    await world.press("孙大妈", "报上去")
    await world.says("孙大妈", "我家着火了快来人")
    if answer:
        await world.press("孙大妈", answer)
    await world.forward(seconds=61)
    await world.says("孙大妈", "我报的井盖弄得咋样了")
    await world.sees("孙大妈", "1号 井盖", "10:05 前有人接")
    await world.says("孙大妈", "嘿嘿你真好使")
    await world.sees("孙大妈", "不客气")
    await world.says("孙大妈", "广场舞吵得睡不着")
    await world.sees("孙大妈", "您看看对不对", "噪音扰民")
    await world.sees_nothing_of("张姐", "井盖弄得", "真好使", "广场舞")
    await world.says("孙大妈", "楼道灯不亮，看不见道")
    await all_see(world, "🆘", "看不见道")


@pytest.mark.parametrize("said", ["120来了 谢谢你们", "救护车到了，给抬上车了", "消防车来了"])
async def test_help_is_there(world: World, said: str) -> None:
    """That the ambulance has come is news for those who were called, without an alarm; it ends nothing, and the bot
    does not say that it is over."""
    await world.says("孙大妈", "我妈晕倒了快来人")
    await world.press("孙大妈", "有，快来人")
    await world.says("孙大妈", said)
    told = words(await world.sees("王师傅", said))
    assert "🆘" not in told
    assert "没事" not in told
    await world.says("孙大妈", "120还没来啊")
    await all_see(world, "🆘", "120还没来啊")


@pytest.mark.parametrize("filed", [False, True])
@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("厨房炒菜冒烟", "厨房炒菜冒烟 没事了"),
        ("煤气味特别大", "煤气味特别大，虚惊一场，是酸菜缸"),
        ("smoke in the kitchen", "smoke in the kitchen - sorry, my mistake"),
    ],
)
async def test_first_words_are_changed_to_say_that_it_is_over(
    world: World, first: str, then: str, *, filed: bool
) -> None:
    """The message is edited: before people are called nobody is; after, they read that it is over, without an alarm."""
    await world.says("孙大妈", first)
    if filed:
        await world.forward(seconds=61)
        await rings(world)
    await world.edits("孙大妈", first, then)
    await world.forward(seconds=130)
    if filed:
        assert "🆘" not in words(await world.sees("张姐", "报事的人说没事了", then))
    else:
        await world.sees_nothing_of("张姐", "🆘")


async def test_a_false_alarm_in_other_words(world: World) -> None:
    """Asked whether anybody is in danger, "nothing happened" is a no."""
    await world.says("孙大妈", "楼道里一股煤气味")
    await world.says("孙大妈", "没事儿了，是我妈炖酸菜")
    await world.forward(minutes=5)
    await world.sees_nothing_of("张姐", "🆘")


@pytest.mark.parametrize(
    ("who", "said", "over"),
    [
        ("孙大妈", "가스 냄새가 나요", "아니에요 김치찌개 냄새였어요"),
        ("孙大妈", "불이 났어요", "죄송해요 잘못 봤어요, 폭죽이었어요"),
        ("孙大妈", "가스 냄새가 나요", "아니요"),
        ("Emma", "there is leaking gas in the kitchen", "sorry my mistake it was just the trash"),
        ("Emma", "fire in the kitchen", "never mind, it was only burnt toast"),
    ],
)
async def test_a_false_alarm_in_another_language(world: World, who: str, said: str, over: str) -> None:
    """The same in Korean and in English: a danger taken back calls nobody."""
    await world.says(who, said)
    await world.says(who, over)
    await world.forward(minutes=5)
    await world.sees_nothing_of("张姐", "🆘")


async def test_her_phone_stays_quiet(world: World) -> None:
    """Once somebody is there, no time that nobody named is said to have passed, and no rung is told: he may see it."""
    await world.says("孙大妈", "我老公打我")
    await world.press("孙大妈", "快来人")
    await world.press("张姐", "我到场了")
    told = len(await world.phone("孙大妈"))
    await world.forward(hours=3)
    assert len(await world.phone("孙大妈")) == told, await world.screen("孙大妈")


# --- said to be over, and false alarms


@pytest.mark.parametrize("word", ["是误报", "已解除"])
async def test_who_says_it_is_over_does_not_hold_it(world: World, word: str) -> None:
    """Nobody had taken it: whoever says that it is over does not hold it, and cards and notice read what was said."""
    await world.says("孙大妈", "/bao 楼道着火了", chat="residents")
    await world.press("张姐", word)
    false = word == "是误报"
    await world.sees("李姐", "误报，社区 张姐说的" if false else "没有危险了，社区 张姐说的", chat="staff")
    await world.sees("老郑", "1号", "是误报，没有危险" if false else "没有危险了", chat="residents")
    for one in CALLED:
        if one != "张姐":
            await world.sees(one, "社区 张姐说", "不用再赶过去了")
    await world.says("张姐", "/huoer")
    await world.sees("张姐", "没有没完的活儿")
    for one in CALLED:
        await world.sees_nothing_of(one, "谁办：社区 张姐", "社区 张姐在办")
    if not false:
        await world.press("王师傅", "我来接")
        await world.sees("孙大妈", "1号有人接了", "王师傅")


@pytest.mark.parametrize("there", ["", "王师傅", "张姐"], ids=["nobody", "steward", "community"])
async def test_a_false_alarm_stands_on_no_board(world: World, there: str) -> None:
    """Over is over, whoever went to see: it is no work of anybody's, and no line of the board."""
    await world.says("孙大妈", "电梯里困人了")
    await world.press("孙大妈", "有，快来人")
    if there:
        await world.press(there, "我到场了")
    await world.press("张姐", "是误报", chat="staff")
    await world.says("张姐", "/board")
    await world.sees("张姐", "没完的 0 件")
    for one in ("张姐", "王师傅"):
        await world.says(one, "/huoer")
        await world.sees(one, "您手上没有没完的活儿")
    await world.press("孙大妈", "东西还坏着")
    await world.says("张姐", "/board")
    await world.sees("张姐", "没完的 1 件")


async def test_what_somebody_had_before_it_was_called_a_danger_goes_on(world: World) -> None:
    """The sewer that Wang has, called a danger by mistake: the false alarm is over, the sewer is not."""
    await accepted(world)
    for label in ("更多", "还有", "有危险", "漏电"):
        await world.press("王师傅", label, chat="staff")
    await world.press("张姐", "是误报", on="1号")
    await world.says("王师傅", "/huoer")
    await world.sees("王师傅", "您手上 1 件")


async def test_a_false_alarm_that_nobody_had_is_over(world: World) -> None:
    """It rings nobody later, the reporter is not asked how it was done; and can say for days that it was none."""
    await world.says("孙大妈", "家里煤气味很大")
    await world.press("孙大妈", "有，快来人")
    await world.press("张姐", "是误报")
    told = {one: len(await world.phone(one)) for one in (*CALLED, "孙大妈", "杜督办")}
    await world.forward(hours=30)
    for one, many in told.items():
        assert len(await world.phone(one)) == many, await world.screen(one)
    await world.press("孙大妈", "还有危险")
    await rings(world)
    await world.press("李姐", "我到场了")
    await world.sees("孙大妈", "李姐到场了")
    await world.says("李姐", "/huoer")
    await world.sees("李姐", "您手上 1 件")


@pytest.mark.parametrize(
    "over",
    [
        "没事了",
        "火灭了",
        "不用来了，弄好了",
        "虚惊一场",
        "火已经扑灭了",
        "The fire is out",
        "没啥事了，别来了",
        "不对，是隔壁烧纸，没着火",
    ],
)
async def test_the_reporter_says_it_is_over(world: World, over: str) -> None:
    """No new alarm: all read what it is, whoever may end it has the buttons; it ends nothing by itself."""
    await world.says("孙大妈", "楼道着火了")
    await world.press("孙大妈", "有，快来人")
    alarms = {one: len([t for t in await bot_says(world, one) if "🆘" in t]) for one in CALLED}
    await world.says("孙大妈", over)
    await world.sees("孙大妈", "您说没事了", "看过才算")
    for one in CALLED:
        await world.sees(one, "报事的人说没事了", over)
        assert len([t for t in await bot_says(world, one) if "🆘" in t]) == alarms[one]
    await world.sees_buttons("张姐", "已解除", "是误报", on="说没事了")
    await world.sees_buttons("王师傅", "我到场了", on="说没事了")
    await world.sees("李姐", "🆘 1号", chat="staff")
    await world.says("孙大妈", "又着起来了")
    await all_see(world, "又着起来了")
    for one in CALLED:
        assert len([t for t in await bot_says(world, one) if "🆘" in t]) > alarms[one]


async def test_over_after_somebody_woke_up(world: World) -> None:
    """An ill person who wakes up; the community ends it; then it begins again, and rings again."""
    await world.says("孙大妈", "老伴晕倒了，叫不醒")
    await world.press("孙大妈", "有，快来人")
    await world.says("孙大妈", "老人醒了，不用来了")
    await world.sees("张姐", "报事的人说没事了", "老人醒了")
    await world.press("张姐", "已解除", on="说没事了")
    await world.sees("孙大妈", "险情解除")
    await world.says("孙大妈", "又晕过去了")
    await rings(world)
    await all_see(world, "又晕过去了")


@pytest.mark.parametrize("said", ["火还没灭", "火灭了又着了", "没人来吗", "烟越来越大，快来人", "老人还没醒"])
async def test_what_is_not_over(world: World, said: str) -> None:
    """Words that only sound like the end go out as what they are: alarms."""
    await world.says("孙大妈", "楼道着火了")
    await world.press("孙大妈", "有，快来人")
    await world.says("孙大妈", said)
    await all_see(world, "🆘", said)
    await world.sees_nothing_of("张姐", "说没事了")


@pytest.mark.parametrize("who", ["孙大妈", "小周"])
async def test_nobody_was_hit(world: World, who: str) -> None:
    """ "No", and then that it hit a car: nothing is asked again, and it is one report with the first words and their
    place."""
    await world.says(who, "3号楼墙皮掉下来砸着人了")
    await world.says(who, "没有")
    await world.says(who, "没砸着人，就是砸车上了")
    await world.forward(minutes=12)
    await world.sees_nothing_of("张姐", "🆘")
    await world.sees("王师傅", "1号", "3号楼", "砸着人了", "没砸着人，就是砸车上了")


# --- it is elsewhere


@pytest.mark.parametrize(
    "said",
    [
        "不是我家，是5号楼2单元",
        "说错了，5号楼",
        "写错了是5号楼，快点",
        "5号楼2单元301",
        "是5号楼不是3号楼",
        "It's building 5, not 3",
    ],
)
async def test_a_danger_goes_where_it_is(world: World, said: str) -> None:
    """The place named later is the issue's: its people are called, those of the first place hear that it is not theirs,
    everybody who goes on with it hears the new one, once; cards, notice and lists say it."""
    await world.says("孙大妈", "/bao 着火了", chat="residents")
    await world.says("孙大妈", said)
    await world.sees("郑大哥", "🆘 1号", "北苑小区5号楼", "现在就去")
    await world.sees("孙大妈", "1号改到北苑小区5号楼", "网格长 郑大哥")
    for one in ("李姐", "小孙"):
        await world.sees(one, "1号", "北苑小区5号楼", "不用再赶过去了")
        await world.sees_nothing_of(one, "现在就去")
    for one in ("王师傅", "张姐", "陈主任"):
        told = [text for text in await bot_says(world, one) if "改成" in text and "5号楼" in text]
        assert len(told) == 1, await world.screen(one)
    await world.sees("李姐", "🆘 1号", "北苑小区5号楼", chat="staff")
    await world.sees("老郑", "1号", "5号楼", chat="residents")
    await world.sees_nothing_of("老郑", "3号楼", chat="residents")
    await world.says("张姐", "/board")
    await world.sees("张姐", "没完的 1 件", "5号楼")
    await world.forward(minutes=6)
    await world.sees_nothing_of("李姐", "现在就去")


async def test_a_place_that_is_only_mentioned_moves_nothing(world: World) -> None:
    """Where the smoke drifts is called as well, and it stays where it is."""
    await world.says("孙大妈", "/bao 着火了", chat="residents")
    await world.says("孙大妈", "烟特别大，5号楼也有人在咳嗽，快来人")
    await world.sees("郑大哥", "🆘 1号")
    await world.sees("李姐", "🆘 1号", "北苑小区3号楼", chat="staff")
    await world.sees_nothing_of("李姐", "不用再赶过去了")


@pytest.mark.parametrize("how", ["plain", "button", "reply", "edit"])
async def test_a_report_goes_where_it_is(world: World, how: str) -> None:
    """Before anybody has it, an ordinary report too: the heads of the right grid are asked, the first no more."""
    await reported(world)
    said = "说错了，是5号楼"
    if how == "button":
        await world.press("孙大妈", "再补一句")
    if how == "edit":
        await world.edits("孙大妈", "厨房", "北苑小区5号楼厨房下水返水，堵两天了，写错楼了")
    else:
        await world.says("孙大妈", said, answering="报上去了，1号" if how == "reply" else "")
    await world.sees("郑大哥", "1号", "北苑小区5号楼")
    await world.sees("孙大妈", "1号改到北苑小区5号楼", "郑大哥")
    await world.sees("李姐", "北苑小区5号楼", "不用再赶过去了")
    await world.sees("李姐", "1号", "北苑小区5号楼", chat="staff")
    await world.press("郑大哥", "我来接")
    await world.sees("孙大妈", "1号有人接了", "郑大哥")


async def test_what_made_it_a_danger_is_read_by_whoever_is_called(world: World) -> None:
    """Danger said hours later in answer to a lamp that somebody has: whoever is called reads those words."""
    await reported(world, "楼道灯不亮")
    await world.press("王师傅", "我来接", chat="staff")
    await world.forward(hours=3)
    await world.says("孙大妈", "着火了快来人", answering="报上去了，1号")
    await world.forward(seconds=61)
    for one in ("李姐", "张姐", "陈主任"):
        await world.sees(one, "🆘 2号", "着火了快来人")


async def test_violence_against_somebody_who_needs_care(world: World) -> None:
    """Filed as it is, without an alarm: the card says that the police have to be told, whoever has it too."""
    await world.says("孙大妈", "儿媳妇天天打瘫痪的婆婆")
    await world.press("孙大妈", "报上去")
    await world.sees("张姐", "1号", "必须报警", "几点报的")
    await world.press("张姐", "我来接")
    await world.sees_buttons("张姐", "办好了", on="必须报警")
