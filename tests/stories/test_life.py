"""The whole life of a report, on everybody's phones, from one sentence to a rated result."""

from tests.stories.world import TEN, World, buttons

LEAK = "厨房下水返水，堵两天了"


async def test_from_a_photo_to_a_rated_result(world: World) -> None:
    """A photo and a sentence; nobody answers; the ladder; taken, planned, asked, answered, resolved, rated, closed."""
    await world.sends("孙大妈", photo={"size": 1}, caption=LEAK)
    await world.press("孙大妈", "报上去")
    card = await world.sees("李姐", "🟢 1号 下水道堵塞 · 等人接", "📷1", chat="staff")
    await world.forward(minutes=5)
    await world.sees("张姐", "🔴 1号 下水道堵塞 · 没人接")
    await world.sees("孙大妈", "1号到点没人接", "告诉社区 张姐了")
    await world.press("张姐", "知道了，我盯着")
    await world.press("王师傅", "我来接", chat="staff")
    await world.sees("孙大妈", "1号有人接了（已受理）：物业 王师傅")
    for label in ("跟居民说咋办", "30分钟内", "约师傅上门", "不花"):
        await world.press("王师傅", label, chat="staff")
    await world.sees("孙大妈", "1号这么办", "约师傅上门", "10:30 前弄好")
    await world.press("王师傅", "再跟居民说", chat="staff")
    await world.says("王师傅", "师傅出门了", chat="staff", answering="说什么")
    await world.sees("孙大妈", "王师傅：师傅出门了")
    await world.says("孙大妈", "二单元门禁坏着，到了喊我", answering="师傅出门了")
    await world.sees("王师傅", "居民说", "到了喊我")
    await world.forward(to=TEN.replace(minute=28))
    await world.press("王师傅", "办好了", chat="staff")
    asked = await world.sees("王师傅", "1号咋办好的？", chat="staff")
    await world.sends("王师傅", chat="staff", photo={"size": 1}, caption="主管道通了", reply_to=asked["message_id"])
    await world.sees("孙大妈", "1号办好了：主管道通了 📷1", "用了28分钟")
    await world.press("孙大妈", "好了，满意")
    closed = await world.sees("李姐", "✅ 1号 下水道堵塞 · 办结 · 居民：满意 · 用时28分钟", chat="staff")
    assert closed["message_id"] == card["message_id"]
    assert not buttons(closed)
    await world.forward(hours=26)
    await world.sees_nothing_of("陈主任", "1号")
    await world.sees_nothing_of("孙大妈", "弄好没有？点一下就行")


async def test_a_mix_is_one_report(world: World) -> None:
    """Text, photo, voice and a location, one after the other: one draft, one report."""
    await world.says("孙大妈", "路灯不亮")
    await world.sends("孙大妈", photo={"size": 1})
    await world.sends("孙大妈", voice={"duration": 7})
    await world.sends("孙大妈", location={"latitude": 43.84, "longitude": 126.55})
    await world.sees("孙大妈", "🏷 路灯不亮", "“路灯不亮”", "📷1", "🎤0:07", "有位置")
    await world.press("孙大妈", "报上去")
    await world.sees("孙大妈", "报上去了，1号")
    ping = await world.sees("王师傅", "1号 路灯不亮", "📷1", "🎤0:07")
    after = [one for one in await world.phone("王师傅") if one["message_id"] > ping["message_id"]]
    assert {"photo", "voice"} <= {key for one in after for key in one}
    assert not [one for one in await world.phone("李姐", chat="staff") if one.get("photo") or one.get("voice")]


async def test_nobody_decides_by_being_late(world: World) -> None:
    """Lateness alone never changes who has it: after two hours the holder still is the holder."""
    await world.says("孙大妈", LEAK)
    await world.press("孙大妈", "报上去")
    await world.press("王师傅", "我来接", chat="staff")
    await world.forward(hours=2)
    await world.press("陈主任", "知道了，我盯着")
    await world.sees("李姐", "谁办：物业 王师傅", chat="staff")
    await world.says("王师傅", "/huoer")
    await world.sees("王师傅", "您手上 1 件", "1 下水道堵塞")
