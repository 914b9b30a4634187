"""What somebody without an account told is registered by staff: one command, one sentence, one press."""

import pytest

from tests.stories.test_places import second_estate
from tests.stories.world import World


async def test_a_call_is_registered_in_one_sentence(world: World) -> None:
    """The old man phones the grid head: she writes it down, presses once, and the steward has it like every other."""
    await world.says("李姐", "/dengji 3号楼2单元下水道堵了，老人打电话说的")
    await world.sees("李姐", "替人登记", "北苑小区3号楼", "下水道堵塞", "电话")
    await world.press("李姐", "报上去")
    await world.sees("李姐", "报上去了", "1号")
    await world.sees("李姐", "1号 下水道堵塞", "登记：电话", chat="staff")
    await world.sees_nothing_of("李姐", "请打电话", chat="staff")


async def test_who_it_was_and_how_to_find_him_is_the_holders(world: World) -> None:
    """Name and phone are nowhere but behind the holder's button; "told" counts once somebody phoned."""
    await world.says("李姐", "/dengji 3号楼楼道灯坏了")
    await world.press("李姐", "替谁")
    await world.says("李姐", "张大爷 13800138000")
    await world.sees("李姐", "张大爷 13800138000", "楼道")
    await world.press("李姐", "报上去")
    message = await world.sees("李姐", "报上去了，1号", "请他打电话或上门说一声")
    assert "告诉您咋办" not in message["text"]
    for chat in ("staff", "residents"):
        await world.sees_nothing_of("李姐", "张大爷", "138", chat=chat)
    await world.sees("李姐", "没用微邻里", chat="staff")
    await world.press("王师傅", "我来接", chat="staff")
    await world.press("王师傅", "跟居民说咋办", chat="staff")
    await world.press("王师傅", "30分钟内", chat="staff")
    await world.press("王师傅", "马上派人看", chat="staff")
    await world.press("王师傅", "不花", chat="staff")
    await world.forward(minutes=16)
    await world.sees("王师傅", "该给居民回话", chat="staff")
    await world.press("王师傅", "当面说了", chat="staff", on="1号")
    await world.press("王师傅", "更多", chat="staff", on="1号")
    await world.press("王师傅", "看门牌电话", chat="staff", on="1号")
    await world.sees("王师傅", "张大爷 13800138000")


async def test_a_slip_of_last_week(world: World) -> None:
    """By which way and on which day it was told stands on the card; T0 is now."""
    await world.says("李姐", "/dengji")
    await world.sees("李姐", "谁跟您说的啥事")
    await world.says("李姐", "北门垃圾没人收")
    await world.press("李姐", "怎么来的")
    await world.press("李姐", "门口的纸条")
    await world.press("李姐", "啥时候说的")
    await world.press("李姐", "11月18日")
    await world.sees("李姐", "门口的纸条", "11月18日")
    await world.press("李姐", "报上去")


async def test_an_order_of_the_hotline_has_its_own_clock(world: World) -> None:
    """Number and last day; on the eve whoever holds it is told."""
    await world.says("李姐", "/dengji 3号楼门口路面坏了个大坑")
    await world.press("李姐", "怎么来的")
    await world.press("李姐", "12345工单")
    await world.says("李姐", "这个不知道")
    await world.sees("李姐", "没看出")
    await world.says("李姐", "26112301234，11月24日前")
    await world.sees("李姐", "26112301234", "11月24日")
    await world.press("李姐", "报上去")
    await world.press("李姐", "我来接", chat="staff")
    await world.forward(hours=48)
    await world.sees("李姐", "：工单 26112301234，11月24日前要答复")


async def test_only_staff_register(world: World) -> None:
    """A resident is told who may; what he wants to report he simply writes."""
    await world.says("孙大妈", "/dengji 3号楼下水堵了")
    await world.sees("孙大妈", "给在岗的人用")
    await world.sees_nothing_of("孙大妈", "替人登记")


async def test_what_was_begun_before_is_not_mixed_in(world: World) -> None:
    """A head's own unfinished report stays what it was, and can still be reported."""
    await world.says("李姐", "/bao 7号楼单元门坏了")
    await world.says("李姐", "/dengji 3号楼下水道堵了")
    message = await world.sees("李姐", "替人登记", "下水道堵塞")
    assert "单元门" not in message["text"]
    await world.press("李姐", "报上去", on="替人登记")
    await world.press("李姐", "报上去", on="单元门")
    await world.sees("李姐", "1号 下水道堵塞", chat="staff")


async def test_danger_said_before_does_not_wait(world: World) -> None:
    """A head writes that there is a fire and at once registers another's call: a minute later everybody is called."""
    await world.says("李姐", "5号楼着火了")
    await world.says("李姐", "/dengji 3号楼楼道灯坏了")
    await world.sees("李姐", "替人登记", "3号楼")
    await world.forward(seconds=61)
    await world.sees("王师傅", "着火")
    await world.sees("李姐", "着火", chat="staff")
    await world.press("李姐", "报上去", on="替人登记")
    await world.sees("李姐", "2号 楼道灯不亮", chat="staff")


async def test_what_the_words_say_of_it(world: World) -> None:
    """An order of the hotline is one by its words, with its number; the place is where they say, a day in words counts,
    and the door stays with the name."""
    await world.says("李姐", "/dengji 12345工单26112300123，3号楼楼道灯坏了")
    await world.sees("李姐", "替人登记", "北苑小区3号楼", "12345工单", "26112300123")
    await world.press("李姐", "啥时候说的")
    await world.says("李姐", "昨儿晚上八点来钟")
    message = await world.sees("李姐", "替人登记", "11月20日")
    assert "八点" not in message["text"]
    await world.press("李姐", "替谁")
    await world.says("李姐", "张大爷 3号楼2单元501 13800138000")
    await world.sees("李姐", "张大爷 3号楼2单元501 13800138000")


@pytest.mark.parametrize("by", ["11月30日前答复", "时限11月30日", "周一之前要给答复"])
async def test_the_orders_last_day_in_the_sentence(world: World, by: str) -> None:
    """The day by which the hotline wants its answer is on the card at once."""
    day = "11月23日" if "周一" in by else "11月30日"
    await world.says("李姐", f"/dengji 12345工单26112300123，3号楼楼道灯坏了，{by}")
    await world.sees("李姐", "替人登记", "26112300123", f"{day}前要答复")


async def test_an_order_that_is_put_together_keeps_its_day(world: World) -> None:
    """The line stays on the card of the matter that goes on, and whoever holds it is told on the eve."""
    await world.says("孙大妈", "单元门坏了关不上")
    await world.press("孙大妈", "报上去")
    await world.says("李姐", "/dengji 12345工单26112300123，3号楼单元门坏了")
    await world.press("李姐", "怎么来的")
    await world.press("李姐", "12345工单")
    await world.says("李姐", "26112300123，11月24日前")
    await world.press("李姐", "报上去")
    await world.press("李姐", "合到一起", chat="staff")
    await world.sees("李姐", "1号", "11月24日前要答复", chat="staff")
    await world.press("李姐", "我来接", chat="staff")
    await world.forward(hours=48)
    await world.sees("李姐", "：工单 26112300123，11月24日前要答复")


async def test_three_calls_are_three_matters(world: World) -> None:
    """Call after call while the first still waits for its press: each is a matter of its own, and none is lost."""
    await world.says("李姐", "/dengji")
    await world.says("李姐", "张大爷来电话说3号楼楼道灯坏了")
    await world.says("李姐", "又一个电话 4号楼门口垃圾没收")
    await world.says("李姐", "2号楼单元门关不上，王婶说的")
    message = await world.sees("李姐", "替人登记", "单元门", "北苑小区2号楼")
    assert "垃圾" not in message["text"]
    await world.says("李姐", "二单元的，门轴掉了")
    await world.sees("李姐", "替人登记", "单元门", "门轴掉了")
    await world.press("李姐", "报上去", on="4号楼")
    await world.forward(minutes=10)
    for matter in ("垃圾没清", "楼道灯不亮", "单元门"):
        await world.sees("李姐", matter, "登记：电话", chat="staff")


async def test_two_calls_that_were_only_written_down(world: World) -> None:
    """Two calls written without a command: each is taken down for who called, and a quarrel takes nothing of the
    heating."""
    await world.says("李姐", "4号楼刘大爷来电话，说家里暖气不热")
    await world.sees("李姐", "替人登记", "北苑小区4号楼", "暖气不热")
    await world.says("李姐", "10号楼一单元有人吵架打起来了")
    await world.press("李姐", "报上去", on="暖气")
    message = await world.sees("李姐", "1号 暖气不热", "北苑小区4号楼", "登记：电话", chat="staff")
    assert "打起来" not in message["text"]


async def test_each_press_is_of_its_own_words(world: World) -> None:
    """Under the first of two messages that were only written down, the press takes the first."""
    await world.says("李姐", "4号楼刘大爷来电话，说家里暖气不热")
    await world.says("李姐", "5号楼王奶奶打电话，说楼道灯坏了")
    await world.press("李姐", "报上去", on="暖气不热")
    await world.sees("王师傅", "1号 暖气不热", "4号楼")
    await world.sees_nothing_of("李姐", "2号")
    await world.press("李姐", "报上去", on="楼道灯坏了")
    await world.sees("李姐", "报上去了，2号")


async def test_two_matters_of_one_call(world: World) -> None:
    """Two things of one call after /dengji: two cards, each with its building and its press."""
    await world.says("张姐", "/dengji 3号楼张大妈说单元门坏了，还有6号楼下水井盖坏了")
    await world.press("张姐", "报上去", on="3号楼张大妈说单元门坏了")
    await world.sees("赵姨", "1号 单元门坏了", "北苑小区3号楼")
    await world.press("张姐", "报上去", on="6号楼下水井盖坏了")
    await world.sees("张姐", "2号", "报上去了")
    await world.sees("李姐", "2号", "北苑小区6号楼", chat="staff")


async def test_mended_on_the_spot(world: World) -> None:
    """What a patrol found and put right is registered and done in one go, and nobody is rung; on the day that was named
    somebody looks, and what is back is reported anew."""
    await world.says("李姐", "/dengji 巡查时3号楼楼道堆了旧家具，已经清走了")
    await world.press("李姐", "当场弄好了")
    await world.press("李姐", "一周后")
    await world.sees("李姐", "1号", "登记好了，当场办完", "11月28日")
    await world.sees("李姐", "1号", "当场弄好了", chat="staff")
    await world.sees_nothing_of("王师傅", "1号")
    await world.forward(hours=24 * 7)
    await world.sees("李姐", "👀 1号", "还好着吗")
    await world.press("李姐", "又犯了")
    await world.sees("李姐", "已经重新报上去了：2号")
    await world.says("李姐", "4号楼下水道堵了")
    await world.sees("李姐", "刚才这句是要报事吗")
    await world.sees("王师傅", "2号", "又犯了。上回是1号", chat="staff")


async def test_a_day_of_ones_own_to_look_again(world: World) -> None:
    """The day is written, and what came back in between needs no look; what is still fine stays over."""
    await world.says("李姐", "/dengji 巡查时3号楼门口有碎玻璃，扫干净了")
    await world.press("李姐", "当场弄好了")
    await world.says("李姐", "12月1日")
    await world.sees("李姐", "1号", "登记好了，当场办完", "12月1日")
    await world.forward(hours=24 * 10)
    await world.sees("李姐", "👀 1号")
    await world.press("李姐", "还好着")
    await world.sends("李姐", photo={"size": 1})
    await world.sees("李姐", "记下了")


async def test_mended_where_one_has_no_post(world: World) -> None:
    """Whoever has no post at the place cannot say that it is done there; nothing is registered by that press, and it
    can still be reported."""
    await world.says("吴姐", "/dengji 巡查时北苑小区3号楼楼道灯不亮")
    await world.press("吴姐", "当场弄好了")
    await world.press("吴姐", "不用再看")
    await world.sees_nothing_of("吴姐", "当场办完")
    await world.press("吴姐", "回去")
    await world.press("吴姐", "报上去")
    await world.sees("吴姐", "报上去了，1号")


async def test_a_call_about_a_number_that_two_estates_have(world: World) -> None:
    """The phone desk of the community is asked which of the two buildings it is; it goes to the people of that one."""
    await second_estate(world)
    await world.says("张姐", "/dengji 王大爷来电话，3号楼楼道灯坏了")
    await world.sees_buttons("张姐", "北苑小区3号楼", "北苑东园3号楼", on="有好几栋")
    await world.press("张姐", "北苑东园3号楼", on="有好几栋")
    await world.sees("张姐", "替人登记", "📍 北苑东园3号楼", "楼道灯坏了", "来源：电话")
    await world.press("张姐", "报上去", on="替人登记")
    await world.sees("郑大哥", "1号", "北苑东园3号楼")


SIX = 6
"""Taps that registering may take at most, typing apart (around-an-issue.md §6)."""


async def test_everything_is_registered_in_six_taps(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """For whom, where, what, by which way, another number and its day: all that there is to say takes six presses at
    most; what the one sentence says takes one."""
    presses = 0
    press = World.press

    async def counted(world: World, *given: object, **more: object) -> str:
        nonlocal presses
        presses += 1
        return await press(world, *given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(World, "press", counted)
    await world.says("李姐", "/dengji")
    await world.says("李姐", "楼门口路面坏了个大坑")
    await world.press("李姐", "替谁")
    await world.says("李姐", "张大爷 13800138000")
    await world.press("李姐", "怎么来的")
    await world.press("李姐", "12345工单")
    await world.says("李姐", "26112301234，11月24日前")
    await world.press("李姐", "换个地方")
    await world.says("李姐", "5号楼")
    await world.press("李姐", "报上去")
    await world.sees("李姐", "报上去了，1号")
    assert presses <= SIX, presses
    message = await world.sees("李姐", "1号", "登记：12345工单", "11月24日前", chat="staff")
    assert "5号楼" in message["text"]
    presses = 0
    await world.says("李姐", "/dengji 3号楼2单元下水道堵了，老人11月18日打电话说的")
    await world.press("李姐", "报上去")
    await world.sees("李姐", "2号 下水道堵塞", "登记：电话", "11月18日", chat="staff")
    assert presses == 1


async def test_a_slip_in_six_taps(world: World) -> None:
    """The longest way by buttons alone: the way, the slip, when, the day, for whom, report: six."""
    await world.says("李姐", "/dengji 北门垃圾没人收")
    taps = ("怎么来的", "门口的纸条", "啥时候说的", "11月18日", "替谁")
    for one in taps:
        await world.press("李姐", one)
    await world.says("李姐", "张大爷 13800138000")
    await world.press("李姐", "报上去")
    await world.sees("李姐", "报上去了，1号")
    assert len(taps) + 1 <= SIX
