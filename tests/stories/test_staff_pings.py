"""Heads and managers in their private chats: pings, my work, the board, being away, the same day's lists."""

from datetime import timedelta
from typing import Any

import pytest

from tests.stories.test_resident_followed import resolved
from tests.stories.world import TEN, World, buttons, words

LEAK = "厨房下水返水，堵两天了"


@pytest.fixture
async def reported(world: World) -> World:
    """孙大妈 has reported a blocked sewer at ten."""
    await world.says("孙大妈", LEAK)
    await world.press("孙大妈", "报上去")
    return world


async def test_first_asking(reported: World) -> None:
    """At T0 the property steward and the grid head are asked, with what, where and by when."""
    for one in ("王师傅", "李姐"):
        message = await reported.sees(one, "🟢 1号 下水道堵塞 · 等人接", "北苑小区3号楼 · 10:00 报", LEAK, "10:05 前接")
        assert "🙋 我来接" in buttons(message)
    await reported.sees_nothing_of("张姐", "1号")


async def test_an_unpaid_neighbour_is_asked_three_times_a_day(reported: World) -> None:
    """A head of a building is asked about three matters a day, and of danger whenever there is any; the fourth goes to
    those who are paid for it, its receipt names whom, and the next day she is asked again."""
    world = reported
    for number, what in ((2, "楼道里堆了一堆破烂"), (3, "楼里小广告贴满了"), (4, "单元门坏了")):
        await world.forward(minutes=20)
        await world.says("孙大妈", f"3号楼{what}")
        await world.press("孙大妈", "报上去")
        await world.sees("王师傅", f"{number}号")
    await world.sees("赵姨", "3号")
    await world.sees_nothing_of("赵姨", "4号")
    receipt = words(await world.sees("孙大妈", "报上去了，4号"))
    assert "王师傅" in receipt
    assert "赵姨" not in receipt
    await world.forward(hours=24)
    await world.says("老郑", "3号楼楼道灯不亮")
    await world.press("老郑", "报上去")
    await world.sees("赵姨", "5号")


async def test_the_first_ping_of_the_community(reported: World) -> None:
    """The ping says what, where, since when, who was asked and did not answer; and offers what can be done."""
    await reported.forward(minutes=5)
    message = await reported.sees("张姐", "🔴 1号 下水道堵塞 · 没人接")
    said = words(message)
    assert "📍 北苑社区 北苑小区3号楼 · 10:00 报" in said
    assert LEAK in said
    assert "过 5分钟了" in said
    assert "叫过：物业 王师傅（没回）、网格长 李姐（没回）、楼长 赵姨（没回）" in said
    assert "居民没再说话" in said
    assert {"知道了，我盯着", "我来接手", "派给…", "电话找人", "看经过"} <= set(buttons(message))
    await reported.sees("李姐", "10:05 还没人接，已告诉社区", chat="staff")
    await reported.sees("李姐", "🔴 1号", "超时（10:05 到点）", "10:05 已告诉社区", chat="staff")


async def test_watching_ends_the_ringing(reported: World) -> None:
    """Watching: the round ends, the holder stays, the card says who watches."""
    await reported.forward(minutes=5)
    said = await reported.press("张姐", "知道了，我盯着")
    assert "经办人不变" in said
    await reported.sees("张姐", "✓ 1号", "您盯着")
    await reported.sees("李姐", "社区 张姐盯着", chat="staff")


async def test_taking_it_over_from_a_ping(reported: World) -> None:
    """Take it: the ping's message becomes the card with its buttons, the others read who has it."""
    await reported.forward(minutes=5)
    await reported.press("张姐", "我来接手")
    message = await reported.sees("张姐", "谁办：社区 张姐")
    assert "跟居民说咋办" in buttons(message)
    await reported.sees("李姐", "社区 张姐接了")
    await reported.sees("李姐", "谁办：社区 张姐", chat="staff")
    await reported.sees("孙大妈", "有人接了", "张姐")


async def test_not_done_in_time(reported: World) -> None:
    """At 30 minutes: who has it, since when, what the resident was told, and the resident's last words."""
    await reported.press("王师傅", "我来接")
    await reported.press("王师傅", "跟居民说咋办")
    await reported.press("王师傅", "30分钟内")
    await reported.press("王师傅", "约师傅上门")
    await reported.press("王师傅", "不花")
    await reported.forward(minutes=20)
    await reported.says("孙大妈", "还在往上返", answering="1号这么办")
    await reported.forward(to=TEN + timedelta(minutes=30))
    message = await reported.sees("张姐", "🔴 1号 下水道堵塞 · 到点没办好")
    said = words(message)
    assert "谁办：物业 王师傅 · 10:00 接" in said
    assert "处理办法：约师傅上门" in said
    assert "居民最后一句（10:20）：“还在往上返”" in said
    assert {"知道了，我盯着", "催王师傅", "派给…", "给居民定个时间", "更多"} <= set(buttons(message))
    await reported.press("张姐", "催王师傅")
    await reported.sees("王师傅", "社区 张姐问 1号", "咋样了", chat="staff")


async def test_asking_on_names_who_did_not_answer(reported: World) -> None:
    """Who is asked next reads who did not answer before."""
    await reported.press("王师傅", "我来接")
    await reported.forward(minutes=35)
    await reported.sees("刘哥", "社区 张姐 5分钟没应，轮到您")


async def test_two_hours_the_subdistrict(reported: World) -> None:
    """At 120 minutes the subdistrict is pinged, with who was watching."""
    await reported.press("王师傅", "我来接")
    await reported.forward(minutes=30)
    await reported.press("张姐", "知道了，我盯着")
    await reported.forward(minutes=90)
    message = await reported.sees("陈主任", "🔴 1号 下水道堵塞 · 拖了2小时", "社区 张姐知道了，盯着")
    assert "催王师傅" in buttons(message)


async def test_assign_to_a_post(reported: World) -> None:
    """Assign: a manager chooses among the posts of the area; the assignee takes it or sends it back."""
    await reported.forward(minutes=5)
    await reported.press("张姐", "派给…")
    await reported.press("张姐", "物业 李师傅")
    await reported.sees("李师傅", "社区 张姐派给您的")
    await reported.sees("李姐", "派出去了，等接", "派给：物业 李师傅", chat="staff")
    await reported.press("李师傅", "我们接了")
    await reported.sees("李姐", "谁办：物业 李师傅", chat="staff")


async def test_whoever_was_given_it_has_still_to_tell_the_resident(reported: World) -> None:
    """Taken after it was given to somebody, with nothing said yet: the card asks for that first, not for more words."""
    await reported.forward(minutes=5)
    await reported.press("张姐", "派给…")
    await reported.press("张姐", "物业 王师傅")
    await reported.press("王师傅", "我们接了")
    card = await reported.sees("王师傅", "谁办：物业 王师傅", chat="staff")
    assert buttons(card) == ["跟居民说咋办", "办好了", "今天办不完", "更多"]
    for label in ("跟居民说咋办", "30分钟内", "马上派人看", "不花"):
        await reported.press("王师傅", label, chat="staff")
    await reported.sees("孙大妈", "1号这么办：马上派人看")
    await reported.sees_buttons("王师傅", "办好了", "再跟居民说", chat="staff")


async def test_what_was_opened_again_today_stands_in_todays_lists(world: World) -> None:
    """Filed yesterday, not solved today, and no word since: it is one of today's."""
    await resolved(world)
    await world.forward(hours=24)
    await world.press("孙大妈", "没弄好")
    await world.press("孙大妈", "还是老样子")
    await world.press("孙大妈", "不拍了")
    await world.forward(to=TEN.replace(day=22, hour=17))
    await world.sees("王师傅", "今天还有", "1")
    await world.sees("张姐", "今天报的", "1 下水道堵塞")


async def test_who_gave_it_away_keeps_no_buttons(world: World) -> None:
    """She took it and gave it to somebody, who takes it: her own copy says who has it."""
    await done_by_nobody(world)
    await world.press("张姐", "我来接手")
    await world.press("张姐", "更多")
    await world.press("张姐", "还有…")
    await world.press("张姐", "派给…")
    await world.press("张姐", "物业 王师傅")
    await world.press("王师傅", "我们接了")
    copy = await world.sees("张姐", "1号 下水道堵塞：物业 王师傅接了")
    assert not {"我们接了", "退回，不归我们", "办好了"} & set(buttons(copy))
    await world.sees_nothing_of("张姐", "归您了")


async def done_by_nobody(world: World) -> None:
    """Five minutes after 孙大妈 has reported it."""
    await world.says("孙大妈", "厨房下水返水，堵两天了")
    await world.press("孙大妈", "报上去")
    await world.forward(minutes=5)


async def test_an_assignment_comes_back(reported: World) -> None:
    """The assignee sends it back with the reason."""
    await reported.forward(minutes=5)
    await reported.press("张姐", "派给…")
    await reported.press("张姐", "物业 李师傅")
    await reported.press("李师傅", "退回，不归我们")
    await reported.press("李师傅", "没人手")
    await reported.sees("张姐", "物业 李师傅退回来了", "没人手")


async def test_what_happened(reported: World) -> None:
    """History: what happened, a line each, privately."""
    await reported.press("王师傅", "我来接")
    await reported.forward(minutes=30)
    await reported.press("张姐", "更多")
    await reported.press("张姐", "看经过")
    await reported.sees("张姐", "10:00 居民 报上来", "10:00 物业 王师傅 接了", "10:30 到点没办好")


async def test_several_due_at_once_are_one_message(world: World) -> None:
    """Several due at once are one message, with a number button each."""
    for one, what in (("孙大妈", LEAK), ("老郑", "单元门坏了关不上")):
        await world.says(one, what)
        await world.press(one, "报上去")
    await world.forward(minutes=6)
    message = await world.sees("张姐", "2 件等您看", "1号 下水道堵塞", "2号 单元门坏了")
    assert {"1", "2", "知道了，我盯着"} <= set(buttons(message))
    await world.press("张姐", "1", on="2 件等您看")
    await world.sees("张姐", "📍 北苑小区3号楼", LEAK)
    assert "2 件" in await world.press("张姐", "知道了，我盯着", on="2 件等您看")
    await world.sees("张姐", "✓ 1号 下水道堵塞：您盯着", "✓ 2号 单元门坏了：您盯着")


async def test_my_work(world: World) -> None:
    """My work: everything in all my groups, most urgent first, with buttons."""
    for one, what in (("孙大妈", LEAK), ("老郑", "单元门坏了关不上")):
        await world.says(one, what)
        await world.press(one, "报上去")
        await world.press("王师傅", "我来接", chat="staff")
        await world.forward(minutes=7)
    await world.says("王师傅", "/huoer")
    message = await world.sees("王师傅", "您手上 2 件")
    lines = words(message).splitlines()
    assert lines[1].startswith("🔴 1 下水道堵塞"), words(message)
    assert lines[2].startswith("🟡 2 单元门"), words(message)
    await world.press("王师傅", "1", on="您手上")
    await world.sees("王师傅", "谁办：物业 王师傅")


async def test_away(reported: World) -> None:
    """Away till: the deputy is asked, without anyone arranging it."""
    await reported.says("王师傅", "/huoer")
    await reported.press("王师傅", "我今天不在")
    await reported.press("王师傅", "到明早")
    await reported.press("王师傅", "照旧")
    await reported.sees("李师傅", "1号", "等人接")  # what was asked of him goes on at once
    await reported.forward(minutes=1)
    await reported.sees("王师傅", "明天 8:00", "物业 李师傅")
    await reported.says("老郑", "单元门坏了关不上")
    await reported.press("老郑", "报上去")
    await reported.sees("李师傅", "2号", "等人接")
    await reported.sees_nothing_of("王师傅", "2号")
    await reported.press("王师傅", "我回来了")
    await reported.sees("王师傅", "您回来了")


async def test_the_board(world: World) -> None:
    """/board: my area, red first."""
    await world.says("孙大妈", LEAK)
    await world.press("孙大妈", "报上去")
    await world.forward(minutes=6)
    await world.says("Emma", "The building door is broken, 单元门坏了")
    await world.press("Emma", "Report")
    await world.says("张姐", "/board")
    message = await world.sees("张姐", "北苑社区", "没完的 2 件", "🔴 超时 1")
    lines = words(message).splitlines()
    assert lines[2].startswith("🔴 1 下水道堵塞")
    assert "没人接" in lines[2]
    await world.says("孙大妈", "/board")
    await world.sees_nothing_of("孙大妈", "没完的")


async def test_the_holder_is_reminded_under_the_card(reported: World) -> None:
    """After a nudge one short message answers the card and goes away when done."""
    await reported.press("王师傅", "我来接", chat="staff")
    await reported.forward(minutes=10)
    nudge = await reported.sees("王师傅", "王师傅 1号 下水道堵塞：该定下处理办法了，10:15 前跟居民说", chat="staff")
    assert buttons(nudge) == ["跟居民说咋办", "办好了", "今天办不完"]
    await reported.press("王师傅", "跟居民说咋办", chat="staff", on="该定下处理办法")
    await reported.press("王师傅", "30分钟内", chat="staff")
    await reported.press("王师傅", "马上派人看", chat="staff")
    await reported.press("王师傅", "不花", chat="staff")
    await reported.sees_nothing_of("王师傅", "该定下处理办法", chat="staff")


async def test_the_same_day_lists(reported: World) -> None:
    """At 16:30 the holder, at 17:00 the community is shown what has neither a result nor a promise."""
    await reported.press("王师傅", "我来接")
    await reported.forward(to=TEN.replace(hour=16, minute=30))
    message = await reported.sees("王师傅", "今天还有 1 件没办完", "1")
    assert "1 说日子" in buttons(message)
    await reported.forward(to=TEN.replace(hour=17))
    await reported.sees("张姐", "今天报的 1 件", "还差 1 件", "下水道堵塞 · 物业 王师傅")
    await reported.press("张姐", "都催一下")
    await reported.sees("王师傅", "社区 张姐问", chat="staff")


async def test_the_visit_note_is_for_the_holder_alone(reported: World) -> None:
    """Door and phone go to the holder alone, behind a button, and nobody else may look."""
    await reported.press("王师傅", "我来接", chat="staff")
    await reported.press("孙大妈", "告诉他咋找我")
    await reported.says("孙大妈", "302，13812345678，下午在家")
    await reported.press("王师傅", "看门牌电话")
    await reported.sees("王师傅", "谁办谁看", "302，13812345678，下午在家")
    await reported.sees_nothing_of("李姐", "13812345678", chat="staff")


async def test_not_reachable_so_somebody_goes(world: World) -> None:
    """Resident unreachable: the building head is asked to go, and ticks "told in person"."""
    await world.says("孙大妈", LEAK)
    await world.press("孙大妈", "报上去")
    await world.press("李姐", "我来接", chat="staff")
    await world.blocks("孙大妈")
    await world.press("李姐", "跟居民说咋办", chat="staff")
    await world.press("李姐", "30分钟内", chat="staff")
    await world.press("李姐", "马上派人看", chat="staff")
    await world.press("李姐", "不花", chat="staff")
    await world.sees("李姐", "没送到居民", chat="staff")
    await world.sees("赵姨", "请您上门说一声", "马上派人看")
    await world.press("赵姨", "当面说了")
    await world.sees("李姐", "已回居民", chat="staff")


async def test_away_till_this_evening_at_nine_in_the_evening(reported: World) -> None:
    """Pressed at nine in the evening it ends with the day, and is not tomorrow's evening."""
    await reported.forward(to=TEN.replace(hour=21))
    await reported.says("王师傅", "/huoer")
    await reported.press("王师傅", "我今天不在")
    await reported.press("王师傅", "到今晚")
    await reported.press("王师傅", "照旧")
    said = await reported.sees("王师傅", "好，到23:59")
    assert "明天" not in words(said)


async def copy_of(world: World, person: str, message: dict[str, Any]) -> dict[str, Any]:
    """The same message as it stands now."""
    return next(one for one in await world.phone(person) if one["message_id"] == message["message_id"])


async def test_a_card_that_came_by_hand_up_is_drawn_again(world: World) -> None:
    """It was handed up to her, and is done all the same: her copy says so, and asks nothing more."""
    await world.says("孙大妈", LEAK)
    await world.press("孙大妈", "报上去")
    await world.press("王师傅", "我来接", chat="staff")
    await world.press("王师傅", "更多", chat="staff")
    await world.press("王师傅", "交社区议", chat="staff")
    await world.press("王师傅", "没钱", chat="staff")
    copy = await world.sees("张姐", "交上来了", "没钱")
    assert "我来接手" in buttons(copy)
    await world.press("王师傅", "跟居民说咋办", chat="staff")
    assert buttons(await copy_of(world, "张姐", copy)) == buttons(copy)
    await world.press("王师傅", "办好了", chat="staff", on="1号")
    await world.press("王师傅", "已疏通", chat="staff")
    copy = await copy_of(world, "张姐", copy)
    assert "1号" in words(copy)
    assert "没钱" not in words(copy)
    assert buttons(copy) == ["看经过"]


async def test_a_card_that_was_given_is_drawn_again(world: World) -> None:
    """It was given to him, and he gives it back: his copy says who has it."""
    await done_by_nobody(world)
    await world.press("张姐", "派给…")
    await world.press("张姐", "物业 李师傅")
    given = await world.sees("李师傅", "社区 张姐派给您的")
    assert "我们接了" in buttons(given)
    await world.press("李师傅", "退回，不归我们")
    await world.press("李师傅", "没人手")
    given = await copy_of(world, "李师傅", given)
    assert "1号 下水道堵塞：社区 张姐接了" in words(given)
    assert buttons(given) == ["看经过"]


async def test_a_card_that_was_offered_is_drawn_again(reported: World) -> None:
    """It was offered to him, and the one who has it finishes it: his copy offers nothing more."""
    await reported.press("李姐", "我来接", chat="staff")
    await reported.press("李姐", "更多", chat="staff")
    await reported.press("李姐", "转给别人", chat="staff")
    await reported.press("李姐", "王师傅", chat="staff")
    offered = await reported.sees("王师傅", "李姐想把这件转给您")
    assert "退回，不归我" in buttons(offered)
    await reported.press("李姐", "办好了", chat="staff")
    await reported.press("李姐", "已疏通", chat="staff")
    offered = await copy_of(reported, "王师傅", offered)
    assert "想把这件转给您" not in words(offered)
    assert buttons(offered) == ["看经过"]
