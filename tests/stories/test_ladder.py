"""Who is asked when: the ladder to the second, watching, taking, deputies, several at once, danger."""

from datetime import timedelta

import pytest

from tests.stories.test_resident_followed import accepted, reported
from tests.stories.world import TEN, World, buttons, words


async def _rings(world: World, person: str, *fragments: str) -> list[float]:
    """Minutes after ten at which this phone got messages with these words."""
    found = [one for one in await world.phone(person) if all(part in words(one) for part in fragments)]
    return [(one["date"] - TEN.timestamp()) / 60 for one in found]


async def test_nobody_touches_it(world: World) -> None:
    """Untouched: at 0, 5, 30, 120 minutes and 24 h, to the second, the right phones ring, and no others."""
    await reported(world)
    await world.forward(minutes=126)
    for head in ("王师傅", "李姐", "赵姨"):
        assert await _rings(world, head, "1号 下水道堵塞 ·") == [0]
    for deputy in ("李师傅", "小孙"):
        assert await _rings(world, deputy, "1号 下水道堵塞 ·") == [5]
    assert await _rings(world, "张姐", "1号") == [5, 30]
    assert await _rings(world, "刘哥", "轮到您") == [35]
    assert await _rings(world, "陈主任", "拖了2小时") == [120]
    assert await _rings(world, "马哥", "轮到您") == [125]
    await world.sees_nothing_of("杜督办", "1号")
    await world.forward(hours=24)
    for one in ("陈主任", "杜督办"):
        assert await _rings(world, one, "1号 下水道堵塞 · 拖了1天") == [24 * 60]
    assert await _rings(world, "孙大妈", "告诉社区 张姐了") == [5, 15]
    assert await _rings(world, "孙大妈", "告诉街道 陈主任了") == [120]
    for other in ("吴姐", "郑大哥", "何管理", "老郑"):
        await world.sees_nothing_of(other, "1号")


async def test_every_rung_asks_anew(world: World) -> None:
    """Each rung is a message of its own: the earlier one says that one was asked again."""
    await reported(world)
    await world.forward(minutes=5)
    first = await world.sees("张姐", "没人接")
    await world.forward(minutes=25)
    second = await world.sees("张姐", "没人接")
    assert second["message_id"] > first["message_id"]
    await world.sees("张姐", "又叫了您一次")


async def test_only_accepted(world: World) -> None:
    """Accepted and nothing more: nudges at 10 and 15 under the card, then the community at 30 minutes."""
    await accepted(world)
    await world.forward(minutes=10)
    await world.sees("王师傅", "该定下处理办法了，10:15 前跟居民说", chat="staff")
    await world.forward(minutes=5)
    await world.sees("王师傅", "10:15 该给居民回话", chat="staff")
    await world.sees_nothing_of("张姐", "1号")
    await world.forward(minutes=15)
    assert await _rings(world, "张姐", "到点没办好") == [30]


async def test_the_line_under_the_card_goes_away_when_done(world: World) -> None:
    """After a rung one short message answers the card, and goes away when somebody takes it."""
    await reported(world)
    card = await world.sees("李姐", "1号", chat="staff")
    await world.forward(minutes=5)
    line = await world.sees("李姐", "10:05 还没人接，已告诉社区", chat="staff", since=card)
    assert line["reply_to_message"]["message_id"] == card["message_id"]
    await world.press("李姐", "我来接", chat="staff")
    await world.sees_nothing_of("李姐", "10:05 还没人接", chat="staff")


async def test_watching_stops_no_deadline(world: World) -> None:
    """Watching silences the round, not the clock: nobody else is asked, and the next rung comes on time."""
    await accepted(world)
    await world.forward(minutes=30)
    await world.press("张姐", "知道了，我盯着")
    await world.forward(minutes=30)
    await world.sees_nothing_of("刘哥", "1号")
    await world.forward(minutes=60)
    assert await _rings(world, "陈主任", "拖了2小时") == [120]


async def test_nobody_left_to_ask(world: World) -> None:
    """A round in which everyone was asked ends with one mention in the group, and climbs no earlier."""
    await accepted(world)
    await world.forward(minutes=40)
    await world.sees("李姐", "1号", "没人应", chat="staff")
    await world.forward(minutes=60)
    await world.sees_nothing_of("陈主任", "1号")


async def test_primary_and_deputy_away(world: World) -> None:
    """Away: the deputy is asked at once; both away: the next tier, and nobody has to arrange it."""
    for one in ("李师傅", "王师傅", "李姐", "小孙", "赵姨"):
        await world.says(one, "/huoer")
        await world.press(one, "我今天不在")
        await world.press(one, "到今晚")
        if one in ("李师傅", "李姐", "小孙"):  # of the others' role nobody is left
            await world.press(one, "照旧")
    await reported(world)
    await world.sees("张姐", "1号 下水道堵塞")
    await world.sees_nothing_of("王师傅", "1号")
    await world.sees_nothing_of("李师傅", "1号")


async def test_blocked_the_next_person_at_once(world: World) -> None:
    """A manager who has blocked the bot: the next of that tier is asked in the same minute."""
    await world.blocks("张姐")
    await reported(world)
    await world.forward(minutes=5)
    assert await _rings(world, "刘哥", "1号 下水道堵塞 · 没人接") == [5]


async def test_one_ping_message_a_minute(world: World) -> None:
    """Two reports within a minute ring once now and once a minute later; danger does not wait."""
    await reported(world)
    await world.forward(seconds=10)
    await world.says("老郑", "单元门坏了关不上")
    await world.press("老郑", "报上去")
    await world.sees_nothing_of("王师傅", "2号")
    await world.says("Emma", "着火了快来人")
    await world.press("Emma", "Yes, come now")
    assert await _rings(world, "王师傅", "🆘 3号") == [pytest.approx(1 / 6, abs=0.06)]
    await world.forward(minutes=1)
    first, second = (await _rings(world, "王师傅", "号 ", "等人接"))[:2]
    assert second - first >= 1


async def test_several_due_at_once_say_where(world: World) -> None:
    """Several due at once are one message that says what and where each is; what comes due next waits a minute."""
    for one, what in (("孙大妈", "厨房下水返水，堵两天了"), ("Emma", "单元门坏了关不上"), ("老郑", "路灯不亮")):
        await world.says(one, what)
        if one == "老郑":
            await world.forward(seconds=5)
        await world.press(one, "Report" if one == "Emma" else "报上去")
    await world.forward(minutes=5, seconds=20)
    where = ("1号 下水道堵塞 · 北苑小区3号楼", "2号 单元门坏了 · 北苑小区5号楼")
    together = await world.sees("张姐", "2 件等您看", *where)
    assert {"1", "2", "知道了，我盯着"} <= set(buttons(together))
    await world.forward(minutes=1)
    await world.sees("张姐", "🔴 3号 路灯不亮 · 没人接")


async def test_danger_rings_everyone_again_and_again(world: World) -> None:
    """Danger: everyone on duty of every tier at once, again every five minutes until somebody answers."""
    await world.says("孙大妈", "楼道里一股煤气味")
    await world.press("孙大妈", "电话打了")
    for one in ("王师傅", "李姐", "张姐", "陈主任"):
        assert await _rings(world, one, "🆘 1号") == [0]
    await world.forward(minutes=5)
    assert await _rings(world, "马哥", "🆘 1号", "现在就去") == [5]
    await world.press("李姐", "我到场了")
    await world.sees("李姐", "🆘 1号", "网格长 李姐", chat="staff")
    before = len(await world.phone("陈主任"))
    await world.forward(minutes=11)
    assert len(await world.phone("陈主任")) == before


async def test_together_asked_is_not_unanswered(world: World) -> None:
    """Who was asked in the same minute is not shown as somebody who does not answer."""
    await world.says("孙大妈", "楼道里一股煤气味")
    await world.press("孙大妈", "电话打了")
    for one in ("王师傅", "李姐", "张姐", "陈主任"):
        await world.sees_nothing_of(one, "没回")


async def test_the_clock_stands_still_while_the_resident_is_asked(world: World) -> None:
    """After a reply a question stops the clock until the answer; what was held moves by that time."""
    await accepted(world)
    for label in ("跟居民说咋办", "30分钟内", "约师傅上门", "不花"):
        await world.press("王师傅", label, chat="staff")
    await world.press("王师傅", "更多", chat="staff")
    await world.press("王师傅", "问居民一句", chat="staff")
    await world.says("王师傅", "几点在家？", chat="staff", answering="要问居民什么")
    await world.sees("李姐", "⏸ 1号", "最多停到11月22日 10:00", chat="staff")
    await world.forward(minutes=60)
    await world.sees_nothing_of("张姐", "1号")
    await world.says("孙大妈", "下午都在", answering="几点在家？")
    await world.forward(minutes=29)
    await world.sees_nothing_of("张姐", "1号")
    await world.forward(minutes=1)
    assert await _rings(world, "张姐", "到点没办好") == [pytest.approx(90, abs=0.05)]


async def test_a_jump_is_the_same_as_small_steps(world: World) -> None:
    """Jumping half an hour rings the same phones at the same minutes as thirty steps of one."""
    await reported(world)
    for _ in range(6):
        await world.forward(minutes=1)
    await world.forward(to=TEN + timedelta(minutes=31))
    assert await _rings(world, "李师傅", "没人接") == [5]
    assert (await _rings(world, "张姐", "1号"))[-1] == 30
