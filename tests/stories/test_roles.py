"""People in several roles, people who left, buttons of something else, two at once."""

import asyncio

from tests.stories.test_resident_followed import accepted, done_again, reported, resolved
from tests.stories.world import World, buttons


async def test_a_resident_who_is_a_head_too(world: World) -> None:
    """A head reports at home, is asked like anybody, takes it, does it, and rates it as a resident."""
    await world.starts("赵姨", "bj-by-3h")
    await world.says("赵姨", "厨房下水返水，堵两天了")
    await world.press("赵姨", "报上去")
    await world.sees("赵姨", "报上去了，1号")
    await world.press("赵姨", "我来接", chat="staff")
    await world.sees("赵姨", "1号有人接了（已受理）：楼长 赵姨")
    await world.press("赵姨", "办好了", chat="staff")
    await world.press("赵姨", "已疏通", chat="staff")
    await world.press("赵姨", "好了，满意", on="1号办好了")
    await world.sees("李姐", "✅ 1号", "居民：满意", chat="staff")


async def test_a_head_who_left(world: World) -> None:
    """Who lost the post is asked no more and told, kindly, who can; what was held climbs as ever."""
    await accepted(world)
    await world.resigns("王师傅")
    await world.forward(minutes=30)
    await world.sees("张姐", "1号 下水道堵塞 · 到点没办好")
    await world.says("老郑", "单元门坏了关不上")
    await world.press("老郑", "报上去")
    await world.sees("李师傅", "2号", "等人接")
    await world.sees_nothing_of("王师傅", "2号 单元门坏了 ·")
    said = await world.press("王师傅", "我来接", chat="staff", on="2号")
    assert "得物业和网格长来按" in said


async def test_a_manager_of_another_community(world: World) -> None:
    """A manager of another area who gets hold of a button is told who can; nothing happens."""
    await reported(world)
    card = await world.sees("李姐", "1号", chat="staff")
    await world.says("吴姐", "/huoer")
    for row in card["reply_markup"]["inline_keyboard"]:
        for one in row:
            assert await world.forges("吴姐", one["callback_data"])
    await world.sees("李姐", "1号 下水道堵塞 · 等人接", chat="staff")
    await world.sees_nothing_of("吴姐", "1号")


async def test_buttons_of_an_earlier_round(world: World) -> None:
    """The rating of a result that was not accepted is no rating of the next one."""
    await resolved(world)
    message = await world.sees("孙大妈", "1号办好了")
    rate = message["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    await world.press("孙大妈", "没弄好")
    await world.press("孙大妈", "还是老样子")
    await done_again(world)
    assert "1号" in await world.forges("孙大妈", rate)
    await world.sees("李姐", "办好了，等居民看", chat="staff")
    await world.press("孙大妈", "好了，满意")
    await world.sees("李姐", "✅ 1号", chat="staff")


async def test_an_old_card_is_exchanged(world: World) -> None:
    """A button of an old version of the card says so, and the fresh card is shown."""
    await accepted(world)
    old = await world.sees("王师傅", "有人接了", chat="staff")
    data = next(
        one["callback_data"] for row in old["reply_markup"]["inline_keyboard"] for one in row if one["text"] == "更多"
    )
    for label in ("跟居民说咋办", "30分钟内", "约师傅上门", "不花"):
        await world.press("王师傅", label, chat="staff")
    assert "卡旧了" in await world.forges("王师傅", data, chat="staff")
    await world.sees("王师傅", "正在办", chat="staff")


async def test_a_button_of_another_issue(world: World) -> None:
    """Somebody else's report cannot be added to, rated, withdrawn or looked into with its buttons' data."""
    await resolved(world)
    message = await world.sees("孙大妈", "1号办好了")
    datas = [one["callback_data"] for row in message["reply_markup"]["inline_keyboard"] for one in row]
    receipt = await world.sees("孙大妈", "报上去了，1号")
    datas += [one["callback_data"] for row in receipt["reply_markup"]["inline_keyboard"] for one in row]
    await world.says("老郑", "你好")
    for data in datas:
        assert await world.forges("老郑", data)
    await world.sees_nothing_of("老郑", "厨房", "已疏通", "王师傅")
    await world.sees("李姐", "办好了，等居民看", chat="staff")


async def test_two_heads_press_in_the_same_instant(world: World) -> None:
    """Two heads press at once: one has it, the other is told who; the resident hears one name."""
    await reported(world)
    message = await world.sees("王师傅", "1号", chat="staff")
    pressing = [
        world.http.post(
            f"/api/users/{world.users[name]}/press",
            json={"chat": message["chat"]["id"], "message": message["message_id"], "button": buttons(message)[0]},
        )
        for name in ("王师傅", "李姐", "赵姨")
    ]
    answers = [one.json()["answer"]["text"] for one in await asyncio.gather(*pressing)]
    await world.settle()
    assert sorted("归您了" in one for one in answers) == [False, False, True]
    assert sum("已经接了" in one or "刚接了" in one for one in answers) == 2
    heard = [one for one in await world.phone("孙大妈") if "有人接了" in one.get("text", "")]
    assert len(heard) == 1
