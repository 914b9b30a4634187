"""What a resident writes after the bot told something: on that matter, without a reply, unless it names another."""

from storage.audit import Fault, audit
from tests.stories.test_promises import promised
from tests.stories.test_resident_followed import accepted, planned, reported, resolved
from tests.stories.world import TEN, World

__all__ = ["promised"]

LAMP = "单元门口的灯不亮了"


async def test_words_after_a_promise(promised: World) -> None:
    """Objections, sighs, when one is at home: whoever promised reads them, and nothing new is begun."""
    world = promised
    for words in (
        "凭啥我花钱 楼上漏的",
        "三天太长了 行吧 等着",
        "我下楼买个菜 十一点回来 别白跑",
        "来之前给我打个电话",
    ):
        await world.says("孙大妈", words)
        await world.sees("王师傅", words)
    await world.sees_nothing_of("孙大妈", "您看看对不对")


async def test_words_after_a_plan(world: World) -> None:
    """ "All right, I am at home" and "why do I pay": to the holder."""
    await planned(world)
    for words in ("行，我在家", "凭啥要我花钱"):
        await world.says("孙大妈", words)
        await world.sees("王师傅", words)


async def test_words_after_a_receipt(world: World) -> None:
    """Seconds after filing: the card and the words, for the newest matter, though an older one is open, too."""
    await accepted(world, LAMP)
    await world.forward(minutes=33)
    await reported(world)
    await world.forward(seconds=15)
    await world.says("孙大妈", "几点能好 我媳妇坐轮椅在楼下")
    await world.sees("孙大妈", "2号 下水道堵塞")
    await world.sees("李姐", "2号 下水道堵塞", "坐轮椅在楼下", chat="staff")
    await world.says("孙大妈", "现在就上来管管 明天我不要")
    await world.sees("孙大妈", "补到2号里了")
    await world.sees_nothing_of("孙大妈", "这是说哪一件")


async def test_another_thing_after_a_promise(promised: World) -> None:
    """What is wrong elsewhere is a report of its own."""
    await promised.says("孙大妈", "楼道灯也不亮了")
    await promised.sees("孙大妈", "您看看对不对", "楼道灯不亮")


async def test_a_while_after_a_receipt(world: World) -> None:
    """Half an hour later with two matters open the words are asked about as ever."""
    await reported(world)
    await reported(world, LAMP)
    await world.forward(minutes=30)
    await world.says("孙大妈", "我先下楼买个菜")
    await world.sees("孙大妈", "这是说哪一件")


async def test_a_number_is_that_matter(world: World) -> None:
    """Words that name one's own matter by its number, wherever the number stands, are about that one: withdrawn, how it
    stands, what is added."""
    await reported(world)
    await reported(world, LAMP)
    for words in ("2号撤回", "撤了2号", "2号不用来了 睡了", "2号不用了"):
        await world.says("孙大妈", words)
        await world.sees("孙大妈", "真要撤回2号吗")
        await world.press("孙大妈", "不，留着")
    for words in ("凭什么2号没人管", "2号现在归谁管"):
        told = await world.says("孙大妈", words)
        await world.sees("孙大妈", "2号 楼道灯不亮", "等人接", since=told)
    await world.says("孙大妈", "2号没修好 还黑着")
    await world.sees("孙大妈", "补到2号里了")
    await world.sees_nothing_of("孙大妈", "这是说哪一件")


async def test_a_number_that_was_rated(world: World) -> None:
    """ "No. 1 is not mended, pressed the wrong one" reopens that one, though another result waits."""
    await resolved(world)
    await world.press("孙大妈", "好了，满意")
    await world.press("孙大妈", "不用了")
    await reported(world, LAMP)
    for label in ("我来接", "办好了"):
        await world.press("王师傅", label, chat="staff", on="2号")
    await world.press("王师傅", "已换新", chat="staff")
    await world.says("孙大妈", "1号没修好 按错了")
    await world.sees("孙大妈", "1号", "接着办")


async def test_a_number_that_is_none_of_ones_own(world: World) -> None:
    """Who takes back what was never reported hears that, and nothing is written into a report."""
    await reported(world)
    await world.says("孙大妈", "25号撤回")
    await world.sees("孙大妈", "没找到25号")


async def test_a_day_is_no_number(world: World) -> None:
    """A date, and a house, are none."""
    await reported(world)
    await reported(world, LAMP)
    await world.says("孙大妈", "我2号楼的妹妹也这样")
    await world.sees_nothing_of("孙大妈", "真要撤回2号吗")


async def from_the_street(world: World) -> None:
    """A courier without a home reports a manhole."""
    await world.starts("小周")
    await world.press("小周", "同意")
    await world.press("小周", "我不住这儿")
    await reported(world, "3号楼门口井盖裂了", "小周")


async def test_words_of_somebody_without_a_home(world: World) -> None:
    """Withdrawing, how it stands, thanks, insults, more of it: like everybody's, and nobody asks which building."""
    await from_the_street(world)
    await world.says("小周", "撤了1号")
    await world.sees("小周", "真要撤回1号吗")
    await world.press("小周", "不，留着")
    told = await world.says("小周", "1号现在归谁管")
    await world.sees("小周", "1号 井盖", since=told)
    for words in ("门开了", "昨天就裂了"):
        await world.says("小周", words)
    told = await world.says("小周", "好人一生平安 辛苦了")
    await world.sees("小周", "不客气", since=told)
    await world.says("小周", "滚犊子")
    await world.sees_nothing_of("小周", "是哪栋楼")


async def test_a_home_said_in_words(world: World) -> None:
    """ "I live in building 3": saved, and the next report needs no place."""
    await from_the_street(world)
    await world.says("小周", "我家就住3号楼")
    await world.sees("小周", "北苑小区3号楼")
    await world.forward(minutes=30)
    await reported(world, "楼道灯不亮", "小周")
    await world.sees("李姐", "2号 楼道灯不亮", "北苑小区3号楼", chat="staff")


async def test_a_passer_by_sees_his_report(world: World) -> None:
    """The place was in the words: "I do not live here" goes on with the report."""
    await world.says("小周", "3号楼门口井盖裂了")
    await world.press("小周", "同意")
    await world.press("小周", "我不住这儿")
    await world.press("小周", "报上去")
    await world.sees("小周", "报上去了，1号")
    assert await world.now() >= TEN


async def test_a_danger_that_was_none_is_placed(world: World) -> None:
    """A courier says "building 9", that nobody was hurt and that he is gone: he is asked which, and nothing is filed at
    the subdistrict by itself."""
    await world.starts("小周")
    await world.press("小周", "同意")
    await world.press("小周", "我不住这儿")
    await world.says("小周", "9栋快递柜漏电 麻手")
    await world.says("小周", "没人受伤 我已经走了")
    await world.sees("小周", "是哪栋楼")
    await world.forward(minutes=15)
    await world.sees_nothing_of("陈主任", "1号")
    await world.press("小周", "5号楼")
    await world.press("小周", "报上去")
    await world.sees("李姐", "1号", "北苑小区5号楼", chat="staff")


async def test_a_matter_that_ended_meanwhile(world: World) -> None:
    """The newest question offers a matter that ends before it is pressed: its reporter reads so, and the others are
    offered."""
    await reported(world)
    await reported(world, LAMP)
    await reported(world, "小区里垃圾没人收")
    await world.forward(minutes=30)
    await world.says("孙大妈", "我先下楼买个菜")
    await world.sees_buttons("孙大妈", "1号 下水道堵塞", on="这是说哪一件")
    await world.press("王师傅", "我来接", chat="staff", on="1号")
    await world.press("王师傅", "办好了", chat="staff")
    await world.press("王师傅", "已疏通", chat="staff")
    said = await world.press("孙大妈", "1号 下水道堵塞", on="这是说哪一件")
    assert "1号办好了" in said
    await world.press("孙大妈", "2号 楼道灯不亮", on="这是说哪一件")
    await world.sees("孙大妈", "补到2号里了")


async def test_an_unanswered_question_files_nothing(world: World) -> None:
    """ "Is it about No. 1?" without an answer: no matter of its own is made of it."""
    await reported(world)
    await world.forward(minutes=30)
    await world.sends("孙大妈", photo={"size": 1})
    await world.sees("孙大妈", "1号")
    await world.forward(minutes=15)
    await world.sees_nothing_of("孙大妈", "2号")


async def test_another_building_by_an_edit(world: World) -> None:
    """The first message is edited after filing: it is at the building that stands there now."""
    await reported(world, "六号楼门口井盖坏了")
    await world.edits("孙大妈", "六号楼门口井盖坏了", "五号楼门口井盖坏了")
    await world.sees("孙大妈", "1号", "5号楼")
    await world.sees("李姐", "1号", "5号楼", chat="staff")


async def test_words_that_were_passed_on_are_edited(world: World) -> None:
    """They were asked about and passed on: the correction goes after them."""
    await reported(world)
    await world.forward(minutes=30)
    await world.says("孙大妈", "我先下楼买个菜")
    await world.press("孙大妈", "是", on="是说1号的事吗")
    await world.edits("孙大妈", "我先下楼买个菜", "我先下楼买个药")
    await world.sees("孙大妈", "您改的话补到1号里了")
    await world.sees_nothing_of("孙大妈", "不报了")


async def test_anger_and_nothing_else(world: World) -> None:
    """Insults, dots, a question of whom: each has an answer, and none begins a report."""
    for words, answer in (("滚犊子", "生气"), ("。。。", "在呢"), ("谁是我们楼长", "楼长")):
        told = await world.says("孙大妈", words)
        await world.sees("孙大妈", answer, since=told)
    await world.sees_nothing_of("孙大妈", "您看看对不对")


async def test_thanks_before_it_is_reported(world: World) -> None:
    """Whoever thanks while a draft stands reads that it is not reported yet."""
    await world.says("孙大妈", LAMP)
    await world.says("孙大妈", "谢谢")
    await world.sees("孙大妈", "还没报上去")


async def test_said_to_be_over_is_not_told_to_phone(world: World) -> None:
    """Who has said that nothing burns is not told, minutes later, to phone the fire brigade."""
    await world.says("孙大妈", "楼道着火了")
    await world.press("孙大妈", "有，快来人")
    await world.says("孙大妈", "看错了 没着火 没事了")
    await world.forward(minutes=6)
    await world.sees_nothing_of("孙大妈", "还没人应")


async def test_an_ended_private_danger_is_no_fault(world: World) -> None:
    """ "已解除" with no holder: at the last rung the community is asked what remains, and the audit finds nothing."""
    await world.says("孙大妈", "他又打我")
    await world.forward(seconds=61)
    await world.press("张姐", "已解除")
    await world.forward(hours=26)
    assert world.database is not None
    assert (await audit(world.database, await world.now(), TEN)).counts[Fault.UNASKED] == 0


async def test_second_thoughts_out_of_fear(world: World) -> None:
    """ "Never mind, do not report it, they will pay me back" drops the draft; "can it be anonymous?" is no part of it;
    "the valve is shut" while it stands is answered with what is not reported yet."""
    await world.says("孙大妈", "厨房水管爆了")
    told = await world.says("孙大妈", "总闸拉了 水也关了")
    await world.sees("孙大妈", "还没报上去", since=told)
    await world.says("孙大妈", "匿名能报不")
    await world.sees_nothing_of("孙大妈", "水管爆了\n匿名")
    await world.says("孙大妈", "算了别报了 怕物业报复")
    await world.sees("孙大妈", "好，没报")


async def test_what_it_costs_is_asked_of_whoever_plans_it(world: World) -> None:
    """ "那得花多少钱啊" right after the plan goes to whoever planned it, and is no question how to use the bot."""
    await planned(world)
    await world.says("孙大妈", "那得花多少钱啊")
    await world.sees("王师傅", "居民说", "那得花多少钱啊")
    await world.sees_nothing_of("孙大妈", "报上去就有个号")


async def test_withdrawn_while_staff_wait_for_an_answer(world: World) -> None:
    """ "不用修了，撤了吧" while staff asked something takes it back; it is no answer."""
    await accepted(world)
    await world.press("王师傅", "问居民一句", chat="staff")
    await world.says("王师傅", "几点在家？", chat="staff", answering="要问居民什么")
    await world.says("孙大妈", "不用修了，撤了吧")
    await world.sees("孙大妈", "真要撤回1号吗")


async def test_a_number_alone_begins_nothing(world: World) -> None:
    """ "2" under nothing that counts is no report: what this person reported is shown."""
    await resolved(world)
    await world.says("孙大妈", "2")
    await world.sees_nothing_of("孙大妈", "您看看对不对：\n📍 北苑小区3号楼\n🏷 还没定")


async def test_a_voice_after_the_result_is_asked_about(world: World) -> None:
    """A voice message says nothing that can be read: it is asked whether it belongs to the result."""
    await accepted(world)
    await world.press("王师傅", "办好了", on="1号")
    await world.press("王师傅", "已疏通")
    await world.sends("王师傅", voice={"duration": 6})
    await world.sees_buttons("王师傅", "补上", on="补进结果吗")
    await world.sees_nothing_of("孙大妈", "1号补充")
