"""Groups and their areas: tied and untied by those who may, gone groups, topics, channels."""

from typing import Any

import pytest

from casework.model.chats import Audience
from casework.settings import Settings
from tests.stories.test_group_rooms import _member, _new_group
from tests.stories.world import World, words


async def _tie(world: World, person: str, chat: str, *steps: str) -> None:
    await world.says(person, "/bind", chat=chat)
    for step in steps:
        await world.press(person, step, chat=chat)


async def _report(world: World) -> None:
    await world.says("孙大妈", "厨房下水返水，堵两天了")
    await world.press("孙大妈", "报上去")


async def test_nobody_takes_another_communitys_group_away(world: World) -> None:
    """A manager of another community may tie her own area, but not with a group that belongs to this one."""
    await world.says("吴姐", "/bind", chat="staff")
    await world.press("吴姐", "南苑社区", chat="staff")
    assert "这个得" in await world.press("吴姐", "工作群", chat="staff", on="南苑社区")
    await _report(world)
    await world.sees("李姐", "1号 下水道堵塞", chat="staff")


async def test_unbinding_in_chat(world: World) -> None:
    """/unbind asks once more; then no card comes, and the other managers are told. Others may not."""
    await world.says("老郑", "/unbind", chat="residents")
    await world.sees("老郑", "这个得", chat="residents")
    await world.says("张姐", "/unbind", chat="staff")
    assert "这个得" in await world.press("李姐", "解绑", chat="staff", on="北苑社区解绑吗")
    await world.press("张姐", "解绑", chat="staff", on="北苑社区解绑吗")
    await world.sees("张姐", "✓ 这个群和北苑社区解绑了", chat="staff")
    await world.sees("刘哥", "“北苑社区工作群”解绑了", "北苑社区")
    await world.sees_nothing_of("张姐", "“北苑社区工作群”解绑了")
    await _report(world)
    await world.sees_nothing_of("李姐", "1号 下水道堵塞", chat="staff")
    await world.sees("王师傅", "1号", "等人接")


async def test_unbinding_thought_better_of(world: World) -> None:
    """No: the group stays tied."""
    await world.says("张姐", "/unbind", chat="staff")
    await world.press("张姐", "不解绑", chat="staff")
    await _report(world)
    await world.sees("李姐", "1号 下水道堵塞", chat="staff")


async def test_a_bot_removed_from_a_group(world: World) -> None:
    """The group is untied with a word to the managers; cards go to the area's other group; re-added it says what was
    tied."""
    await _new_group(world, "北苑老群", type="supergroup")
    await _member(world, "北苑老群", "member")
    await _tie(world, "张姐", "北苑老群", "北苑社区", "工作群")
    await _report(world)
    await world.sees("李姐", "1号 下水道堵塞", chat="北苑老群")
    await world.sees_nothing_of("李姐", "1号 下水道堵塞", chat="staff")
    await _member(world, "北苑老群", "kicked")
    await world.sees("张姐", "我被移出了“北苑老群”", "北苑社区")
    await world.press("王师傅", "我来接")
    await world.sees("李姐", "1号 下水道堵塞 · 有人接了", chat="staff")
    await _member(world, "北苑老群", "left")
    await _member(world, "北苑老群", "member")
    await world.sees("张姐", "我又回来了", "原来绑的是北苑社区", chat="北苑老群")


async def test_a_bot_that_was_removed_while_it_slept(world: World) -> None:
    """Telegram's refusal says it too: the group is untied, and the card appears in the other one."""
    await _new_group(world, "北苑老群", type="supergroup")
    await _member(world, "北苑老群", "member")
    await _tie(world, "张姐", "北苑老群", "北苑社区", "工作群")
    await world.bot_stops()
    path = f"/api/chats/{world.chats['北苑老群']}/members"
    body: dict[str, Any] = {"user": world.bot["id"], "status": "kicked", "by": world.users["张姐"]}
    (await world.http.post(path, json=body)).raise_for_status()
    await world.bot_starts()
    await world.sees("张姐", "我被移出了“北苑老群”")
    await _report(world)
    await world.sees("李姐", "1号 下水道堵塞", chat="staff")


async def test_added_to_a_bound_group_it_says_what_is_bound(world: World) -> None:
    """Telegram forgets after a day that it removed the bot: whoever adds it again reads what is still tied."""
    await _new_group(world, "三网格群", type="supergroup")
    assert world.database is not None
    work = world.database.work(Settings())
    grid = await work.area_by_code("bj-by-3")
    assert grid is not None
    await work.bind_chat(f"tg:{world.chats['三网格群']}", None, grid.id, Audience.STAFF, "三网格群")
    await work.commit()
    await _member(world, "三网格群", "member")
    await world.sees("张姐", "我又回来了", "这里是三网格的工作群", chat="三网格群")
    await world.sees_nothing_of("张姐", "/bind", chat="三网格群")


async def test_a_channel_is_left_alone(world: World) -> None:
    """Its readers are not told to send /bind."""
    await _new_group(world, "街道频道", type="channel")
    await _member(world, "街道频道", "administrator")
    await world.sees_nothing_of("张姐", "/bind", chat="街道频道")


async def test_in_a_topic_nobody_answers_the_opener(world: World) -> None:
    """In a forum every message answers, for Telegram, the one that opened the topic: the reporter is who wrote."""
    await _new_group(world, "社区论坛", type="supergroup", is_forum=True, admins=[world.bot["id"]])
    await _member(world, "社区论坛", "administrator")
    body = {"name": "三网格", "by": world.users["李姐"]}
    topics = f"/api/chats/{world.chats['社区论坛']}/topics"
    thread = (await world.http.post(topics, json=body)).json()["message_thread_id"]
    await world.sends("张姐", chat="社区论坛", thread=thread, text="/bind")
    await world.press("张姐", "北苑社区", chat="社区论坛")
    await world.press("张姐", "三网格", chat="社区论坛")
    await world.press("张姐", "工作群", chat="社区论坛")
    await world.sends("孙大妈", chat="社区论坛", thread=thread, text="/bao 单元门坏了")
    await world.sees("孙大妈", "报上去了，1号")
    await world.sees_nothing_of("李姐", "报上去了，1号")


async def test_old_message_numbers_are_not_used_in_a_supergroup(world: World) -> None:
    """A supergroup counts its messages anew: the first matter's card is posted there, and nobody else's overwritten."""
    await _new_group(world, "三网格群", type="group")
    await _member(world, "三网格群", "member")
    await _tie(world, "张姐", "三网格群", "北苑社区", "三网格", "工作群")
    await _report(world)
    old = (await world.sees("李姐", "1号 下水道堵塞", chat="三网格群"))["message_id"]
    moved = await world.http.post(f"/api/chats/{world.chats['三网格群']}/migrate")
    moved.raise_for_status()
    world.chats["三网格群"] = moved.json()["id"]
    await world.settle()
    for _ in range(old + 2):
        await world.says("孙大妈", "今天真冷", chat="三网格群")
        await world.says("孙大妈", "/bao 单元门坏了", chat="三网格群")
        if (await world.phone("李姐", chat="三网格群"))[-1]["message_id"] > old:
            break
    second = await world.sees("李姐", "2号 单元门坏了", chat="三网格群")
    await world.press("王师傅", "我来接", on="1号")
    await world.sees("李姐", "1号 下水道堵塞 · 有人接了", chat="三网格群")
    kept = [one for one in await world.phone("李姐", chat="三网格群") if one["message_id"] == second["message_id"]]
    assert "2号" in words(kept[0])


async def test_a_deleted_card_is_posted_once(world: World) -> None:
    """Somebody deletes the card: it is posted again at the next change, and then changed where it stands."""
    await _report(world)
    card = await world.sees("李姐", "1号 下水道堵塞", chat="staff")
    path = f"/api/users/{world.users['王师傅']}/messages/{card['chat']['id']}/{card['message_id']}"
    (await world.http.delete(path)).raise_for_status()
    await world.settle()
    await world.press("王师傅", "我来接")
    await world.press("王师傅", "跟居民说咋办", chat="staff")
    for label in ("30分钟内", "约师傅上门", "不花"):
        await world.press("王师傅", label, chat="staff")
    await world.press("王师傅", "办好了", chat="staff")
    await world.press("王师傅", "已疏通", chat="staff")
    cards = [one for one in await world.phone("李姐", chat="staff") if words(one).find("1号 下水道堵塞 ·") >= 0]
    assert len(cards) == 1, [words(one) for one in cards]
    assert "办好了" in words(cards[0])


async def test_reminders_go_away_when_it_is_done(world: World) -> None:
    """The short reminders under the card are taken away, the second ones too."""
    await _report(world)
    await world.press("王师傅", "我来接", chat="staff")
    await world.forward(minutes=16)
    await world.sees("王师傅", "10:15 该给居民回话", chat="staff")
    await world.press("王师傅", "办好了", chat="staff")
    await world.press("王师傅", "已疏通", chat="staff")
    await world.press("孙大妈", "没弄好")
    await world.press("孙大妈", "还是老样子")
    await world.forward(minutes=16)
    await world.press("王师傅", "办好了", chat="staff")
    await world.press("王师傅", "已疏通", chat="staff")
    await world.sees_nothing_of("王师傅", "该给居民回话", "该定下处理办法", chat="staff")


async def test_without_a_staff_group_the_residents_group_reads_no_words(world: World) -> None:
    """Cards then go to the posts privately; the residents' group never receives what a resident wrote."""
    await world.says("张姐", "/unbind", chat="staff")
    await world.press("张姐", "解绑", chat="staff")
    await world.says("孙大妈", "厨房下水返水，堵两天了")
    await world.press("孙大妈", "报上去")
    await world.sees("王师傅", "厨房下水返水")
    await world.sees_nothing_of("老郑", "厨房下水返水", chat="residents")
    await world.forward(minutes=31)
    await world.sees_nothing_of("老郑", "1号", chat="residents")


async def _in_the_staff_group(world: World, person: str, status: str, by: str) -> None:
    """Somebody's place in the staff group, changed in Telegram."""
    path = f"/api/chats/{world.chats['北苑社区工作群']}/members"
    body: dict[str, Any] = {"user": world.users[person], "status": status, "by": world.users[by]}
    (await world.http.post(path, json=body)).raise_for_status()
    await world.settle()


async def test_who_left_the_group_is_nudged_privately(world: World) -> None:
    """He holds it and was removed from the group in Telegram, his post kept: a mention there would ring nobody."""
    await _report(world)
    await world.press("王师傅", "我来接")
    await _in_the_staff_group(world, "王师傅", "kicked", "张姐")
    await world.forward(minutes=10)
    await world.sees("王师傅", "1号 下水道堵塞：该定下处理办法了，10:15 前跟居民说")
    await world.sees_nothing_of("李姐", "该定下处理办法了，10:15 前跟居民说", chat="staff")


async def test_who_is_back_in_the_group_is_nudged_there(world: World) -> None:
    """He left and was taken in again: nudged under the card, as before."""
    await _report(world)
    await world.press("王师傅", "我来接")
    await _in_the_staff_group(world, "王师傅", "left", "王师傅")
    await _in_the_staff_group(world, "王师傅", "member", "李姐")
    await world.forward(minutes=10)
    await world.sees("李姐", "王师傅 1号 下水道堵塞：该定下处理办法了，10:15 前跟居民说", chat="staff")


async def test_who_left_the_group_keeps_the_post_and_the_manager_hears_so(world: World) -> None:
    """Removed from the staff's group, the post kept: those who look after the area read it once, with what to do."""
    await _in_the_staff_group(world, "李师傅", "kicked", "王师傅")
    told = await world.sees("张姐", "物业 李师傅 · 北苑小区", "不在“北苑社区工作群”里了", "/links", "/tuichu")
    await _in_the_staff_group(world, "李师傅", "left", "王师傅")
    await world.sees("刘哥", "物业 李师傅", "岗还在")
    with pytest.raises(AssertionError):
        await world.sees("张姐", "物业 李师傅", since=told)
    await _in_the_staff_group(world, "陈主任", "left", "陈主任")  # who looks after more need not be in it
    await world.sees_nothing_of("张姐", "陈主任")
