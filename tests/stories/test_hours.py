"""Service hours: what waits for the morning, what does not, and that it is said truly."""

from datetime import date, datetime, timedelta

import pytest

from bot.callbacks import encode
from casework.clock.retiming import Said, Set, SetDays, set_days, set_for_area
from casework.hours import DayKind
from casework.settings import Settings
from tests.stories.world import TEN, ZONE, World, buttons

EVERY_DAY = '[service]\nhours = "08:00-20:00"\n'
NIGHT = TEN.replace(day=22, hour=2, minute=10)
EIGHT = TEN.replace(day=22, hour=8)


@pytest.fixture
def more_config() -> str:
    """From eight to eight."""
    return EVERY_DAY


@pytest.fixture
async def night(world: World) -> World:
    """Ten past two in the night."""
    await world.forward(to=NIGHT)
    return world


async def reports(world: World, words: str, who: str = "孙大妈") -> None:
    """One sentence, one press."""
    await world.says(who, words)
    await world.press(who, "报上去")


def silent(message: dict[str, object]) -> bool:
    """Whether the phone stayed still."""
    return message["notification"] == "silent"


async def test_a_stairwell_light_at_night_rings_nobody(night: World) -> None:
    """Nobody is asked before eight; the receipt says from when it counts; at eight it begins, five minutes later the
    community."""
    await reports(night, "楼道灯不亮")
    receipt = await night.sees("孙大妈", "报上去了，1号", "现在是 2:10", "8:00 开始办", "8:15 前告诉您咋办")
    assert buttons(receipt)[0] == "今晚就得办"
    await night.sees("李姐", "🌙 1号 楼道灯不亮 · 8:00 开始算", "谁接：8:00 叫人", chat="staff")
    await night.forward(to=EIGHT - timedelta(seconds=1))
    for who in ("王师傅", "李姐", "赵姨", "张姐", "陈主任", "杜督办"):
        await night.sees_nothing_of(who, "1号")
    await night.forward(to=EIGHT)
    await night.sees("王师傅", "🟢 1号 楼道灯不亮 · 等人接")
    await night.sees("李姐", "🟢 1号 楼道灯不亮", "8:05 前接", chat="staff")
    await night.sees_nothing_of("张姐", "1号")
    await night.forward(minutes=5)
    await night.sees("张姐", "🔴 1号 楼道灯不亮 · 没人接")


async def test_what_waits_for_the_morning_stands_in_the_lists(world: World) -> None:
    """Not solved, said at night: whoever had it and who looks after the area have it with a moon, as in time."""
    await reports(world, "楼道灯不亮")
    for label in ("我来接", "办好了", "已换新"):
        await world.press("王师傅", label, chat="staff")
    await world.forward(to=NIGHT)
    for label in ("没弄好", "还是老样子", "不拍了，接着办"):
        await world.press("孙大妈", label)
    await reports(world, "楼道里堆满了纸箱子", "老郑")
    await world.says("王师傅", "/huoer")
    await world.sees("王师傅", "您手上 1 件", "🌙 1 楼道灯不亮")
    await world.says("张姐", "/board")
    await world.sees("张姐", "北苑社区：没完的 2 件", "🟢 正常 2", "🌙 1 楼道灯不亮", "🌙 2", "没人接")


async def test_a_burst_pipe_at_night_rings(night: World) -> None:
    """The night list runs on: asked at once, five minutes later the community, two hours later the subdistrict."""
    await reports(night, "水管爆了，水漏得到处都是")
    await night.sees("孙大妈", "报上去了，1号", "已经通知：物业 王师傅", "2:15 前")
    await night.sees("王师傅", "1号 漏水 · 等人接")
    await night.forward(minutes=5)
    await night.sees("张姐", "🔴 1号 漏水 · 没人接")
    await night.forward(minutes=115)
    await night.sees("陈主任", "🔴 1号 漏水")


async def test_a_cold_radiator_at_night_reaches_the_community_and_no_higher(night: World) -> None:
    """Its first rungs run on at night, those above wait for the morning."""
    await reports(night, "暖气不热，屋里才十二度")
    await night.forward(minutes=30)
    await night.sees("张姐", "🔴 1号 暖气不热")
    await night.forward(to=EIGHT + timedelta(minutes=119))
    await night.sees_nothing_of("陈主任", "1号")
    await night.forward(minutes=1)
    await night.sees("陈主任", "🔴 1号 暖气不热")


async def test_it_must_be_tonight(night: World) -> None:
    """One press and a reason: asked at once, the clock runs on, the reason stands on the card."""
    await reports(night, "下水道堵了")
    await night.press("孙大妈", "今晚就得办")
    await night.press("孙大妈", "往外冒水止不住")
    await night.sees("孙大妈", "1号不等明早了", "2:15 前", "2:25 前")
    await night.sees("王师傅", "1号 下水道堵塞 · 等人接")
    await night.sees("李姐", "🌙 今晚就得办：往外冒水止不住", chat="staff")
    await night.forward(minutes=5)
    await night.sees("张姐", "🔴 1号 下水道堵塞 · 没人接")


async def test_a_head_sets_it_back_with_a_reason(night: World) -> None:
    """Whoever works on it says why the morning will do; the resident reads it, and nothing rings on."""
    await reports(night, "下水道堵了")
    await night.press("孙大妈", "今晚就得办")
    await night.press("孙大妈", "越来越严重")
    await night.press("王师傅", "我来接", chat="staff")
    await night.press("王师傅", "更多", chat="staff")
    if not any("明早办就行" in one for one in buttons(await night.sees("王师傅", "1号", chat="staff"))):
        await night.press("王师傅", "还有…", chat="staff")
    await night.press("王师傅", "明早办就行", chat="staff")
    await night.press("王师傅", "闸门关上了", chat="staff")
    await night.sees("孙大妈", "物业 王师傅 看过1号了，能等到明早：闸门关上了")
    await night.forward(to=EIGHT + timedelta(minutes=14))
    await night.sees_nothing_of("张姐", "没办好")
    await night.forward(minutes=1)
    await night.sees("王师傅", "给居民回话", chat="staff")


async def test_what_is_of_use_only_now_gets_the_right_number(night: World) -> None:
    """Noise at night: 110 and the property on duty at once, recorded, no clock; in the morning it ends by itself."""
    await reports(night, "楼上半夜还在放音乐，吵得睡不着")
    await night.sees("孙大妈", "记下了，1号", "110", "夜里我不为这事叫人")
    await night.forward(hours=8)
    for who in ("王师傅", "李姐", "张姐", "陈主任"):
        await night.sees_nothing_of(who, "1号")
    await night.sees("李姐", "1号 噪音扰民 · 夜里记的一笔", chat="staff")


async def test_of_use_only_now_on_a_free_day(world: World) -> None:
    """On a Saturday without service it is no night: the words say that nobody is at work."""
    await world.says("张姐", "/shijian 周一到周五 8:30-17:00，周末休息")
    await world.press("张姐", "对")
    await reports(world, "楼下烧烤摊半夜还吵，吵得睡不着")
    await world.sees("孙大妈", "记下了，1号", "这会儿没人上班", "到时候还这样")
    await world.sees_nothing_of("孙大妈", "夜里我", "天亮")
    await world.press("孙大妈", "到时候还得管")
    await world.sees("孙大妈", "报上去了，1号", "11月23日 8:30 开始办")


async def test_what_ended_by_itself_asks_no_neighbour(night: World) -> None:
    """Fireworks, recorded at night: a neighbour may say that he hears them too while it stands, not once it ended."""
    await reports(night, "楼下放鞭炮震天响")
    assert buttons(await night.sees("老郑", "1号", "记下了", chat="residents")) == ["我家也是"]
    await night.forward(hours=8)
    assert not buttons(await night.sees("老郑", "1号", "记下了", chat="residents"))


async def test_still_so_in_the_morning(night: World) -> None:
    """One press, and from eight o'clock on somebody sees to it."""
    await reports(night, "楼上半夜还在放音乐，吵得睡不着")
    await night.press("孙大妈", "天亮还得管")
    await night.sees("孙大妈", "报上去了，1号", "8:00 开始办")
    await night.forward(to=EIGHT)
    await night.sees("王师傅", "1号 噪音扰民")


async def test_the_morning_s_list_is_one_message(night: World) -> None:
    """Three matters of the night: one message at eight, the oldest first."""
    for words, who in (("楼道灯不亮", "孙大妈"), ("单元门坏了，关不上", "老郑"), ("楼道里堆满了纸箱子", "孙大妈")):
        await reports(night, words, who)
        await night.forward(minutes=1)
    before = len(await night.phone("王师傅"))
    await night.forward(to=EIGHT)
    now = await night.phone("王师傅")
    assert len(now) == before + 1
    await night.sees("王师傅", "🌅 夜里来了 3 件")


async def test_the_clock_pauses_at_the_close(world: World) -> None:
    """Reported two minutes before eight in the evening: taken by three past eight in the morning, and so it is said."""
    await world.forward(to=TEN.replace(hour=19, minute=58))
    await reports(world, "楼道灯不亮")
    await world.sees("孙大妈", "明天 8:03 前")
    await world.sees("王师傅", "1号 楼道灯不亮 · 等人接")
    await world.forward(to=EIGHT + timedelta(minutes=2))
    await world.sees_nothing_of("张姐", "1号")
    await world.forward(minutes=1)
    await world.sees("张姐", "🔴 1号 楼道灯不亮 · 没人接")


async def test_nothing_is_loud_at_night_but_danger_and_the_night_list(night: World) -> None:
    """A light's card and receipt come silently, a burst pipe's and danger's do not."""
    await reports(night, "楼道灯不亮")
    assert silent(await night.sees("孙大妈", "报上去了，1号"))
    assert silent(await night.sees("李姐", "1号", chat="staff"))
    await reports(night, "水管爆了，水漏得到处都是", "老郑")
    assert not silent(await night.sees("王师傅", "2号 漏水"))


async def test_a_promised_day_ends_at_the_close(world: World) -> None:
    """Promised by Tuesday: at eight in the evening it is over, not at midnight."""
    from tests.stories.test_resident_followed import accepted

    await accepted(world)
    await world.press("王师傅", "更多", chat="staff")
    for label in ("今天办不完", "3天内", "等配件", "眼下没有"):
        await world.press("王师傅", label, chat="staff")
    await world.forward(to=TEN.replace(day=24, hour=19, minute=59))
    await world.sees_nothing_of("陈主任", "1号")
    await world.forward(minutes=1)
    await world.sees("陈主任", "🔴 1号 下水道堵塞 · 说好的日子过了")


async def test_announced_make_up_days_move_a_limit(world: World) -> None:
    """20 working days after 15 January 2027: when the make-up days are announced the promised day moves, and whoever
    was told it is told."""
    law = [Said(day=date(2027, 2, 5) + timedelta(days=one), kind=DayKind.HOLIDAY) for one in range(6)]
    await sets_days(world, law)
    await world.forward(to=datetime(2027, 1, 15, 10, tzinfo=ZONE))
    await reports(world, "有人在楼顶私搭乱建")
    await world.press("王师傅", "我来接", chat="staff")
    await world.press("王师傅", "跟居民说咋办", chat="staff")
    for label in ("2月18日", "要部门来", "眼下没有"):
        await world.press("王师傅", label, chat="staff")
    await world.sees("孙大妈", "2月18日（周四）前")
    more = [
        Said(day=date(2027, 2, 11), kind=DayKind.HOLIDAY),
        Said(day=date(2027, 2, 20), kind=DayKind.MAKE_UP),
    ]
    await sets_days(world, more)
    await world.sees("孙大妈", "放假调休的日子变了", "原来说 2月18日（周四） 前", "2月19日（周五） 前")
    await world.sees("王师傅", "放假调休的日子变了", "2月19日（周五）")
    await world.sees("李姐", "说好 2月19日（周五）", chat="staff")


async def test_other_hours_move_what_was_said(night: World) -> None:
    """The community closes on Sunday: what was to begin at eight begins on Monday, and the reporter is told."""
    await reports(night, "楼道灯不亮")
    assert night.database is not None
    work = night.database.work(Settings())
    community = await work.area_by_code("bj-by")
    assert community is not None
    command = Set(at=await night.now(), key="hours", value="mon-sat 08:00-20:00", area_id=community.id)
    await set_for_area(command, work)
    await work.commit()
    await looks_again(night)
    await night.sees("孙大妈", "1号：上班时间变了", "明天 8:00 开始办", "明天 8:15 前告诉您咋办")
    await night.forward(to=EIGHT + timedelta(hours=1))
    await night.sees_nothing_of("王师傅", "1号")


async def sets_days(world: World, days: list[Said]) -> None:
    """As the command line does."""
    assert world.database is not None
    work = world.database.work(Settings())
    await set_days(SetDays(at=await world.now(), days=days, source="test"), await work.known_days(), work)
    await work.commit()
    await looks_again(world)


async def looks_again(world: World) -> None:
    """What another process wrote the bot sees within seconds, or, with a clock that stands, when it starts."""
    await world.bot_stops()
    await world.bot_starts()


async def test_a_draft_that_files_itself_at_night(night: World) -> None:
    """It says from when it counts, and has the button of which it speaks."""
    await night.says("孙大妈", "楼道灯不亮")
    await night.forward(minutes=10)
    filed = await night.sees("孙大妈", "我先替您报上去了", "8:00 开始办", "点这个")
    assert buttons(filed)[0] == "今晚就得办"


async def test_what_can_wait_comes_in_one_message_at_opening_time(world: World) -> None:
    """Words and a question of the resident at night: the holder's phone stays still, and reads both at eight."""
    await reports(world, "楼道灯不亮")
    await world.press("王师傅", "我来接", chat="staff")
    await world.forward(to=NIGHT)
    before = len(await world.phone("王师傅"))
    await world.says("孙大妈", "三楼的也灭了", answering="1号有人接了")
    await world.says("孙大妈", "明天我在家", answering="1号有人接了")
    assert len(await world.phone("王师傅")) == before
    await world.forward(to=EIGHT)
    assert len(await world.phone("王师傅")) == before + 1
    await world.sees("王师傅", "您休息的时候来了 2 件事", "三楼的也灭了", "明天我在家")


async def test_nobody_else_says_that_it_must_be_tonight(night: World) -> None:
    """A neighbour's forged press is refused, as is the reporter's at setting it back, and nothing changes by them."""
    await reports(night, "下水道堵了")
    await night.says("老郑", "/help")
    assert night.database is not None
    work = night.database.work(Settings())
    community = await work.area_by_code("bj-by")
    assert community is not None
    (issue,) = await work.standing_in([community.id], 5)
    assert await night.forges("老郑", encode("tonight_why", issue.id, word="frail"))
    await night.sees_nothing_of("王师傅", "1号")
    await night.press("孙大妈", "今晚就得办")
    await night.press("孙大妈", "越来越严重")
    assert await night.forges("孙大妈", encode("s_setback", issue.id))
    await night.sees("李姐", "🌙 今晚就得办：越来越严重", chat="staff")


async def test_hours_of_an_area_in_chat(night: World) -> None:
    """/shijian: the community's hours in words, shown back as a whole week before they count; whoever was given a time
    that moves is told; what cannot be read is said, and nothing is changed."""
    await reports(night, "楼道灯不亮")
    await night.says("张姐", "/shijian")
    await night.sees("张姐", "北苑社区：上班时间和日子", "全部：08:00-20:00", "周一到周五 8:00-17:00")
    await night.says("张姐", "5号楼道灯也坏了")
    await night.sees("张姐", "5号楼道灯也坏了", "刚才这句是要报事吗")
    await night.says("张姐", "/shijian")
    await night.says("张姐", "八点开门")
    await night.sees("张姐", "看不懂", "比如")
    await night.says("张姐", "周日休息")
    await night.sees("张姐", "北苑社区，从现在起：", "周一-周六 08:00-20:00", "周日：不上班")
    await night.sees_nothing_of("孙大妈", "上班时间变了")
    await night.press("张姐", "对，就这样")
    await night.sees("张姐", "✓ 记下了，算数了")
    await looks_again(night)
    await night.sees("孙大妈", "1号：上班时间变了", "明天 8:00 开始办")
    await night.says("张姐", "/shijian")
    await night.sees("张姐", "北苑社区：周一-周六 08:00-20:00", "张姐")


async def test_a_contact_card_says_when(night: World) -> None:
    """Who is there for my home, and when; with danger at any hour. What is set for the community holds on its card,
    on the printed one too."""
    for hours in ("周一-周日 08:00-20:00", "周一-周六 08:00-20:00"):
        await night.says("孙大妈", "📞 找人")
        await night.sees("孙大妈", "归这些人管", f"上班时间：{hours.removeprefix('周一-周日 ')}", "有危险随时说")
        await night.says("何管理", "/admin")
        await night.press("何管理", "打印")
        await night.press("何管理", "联系卡")
        message = await night.sees("何管理", "一个网格一张")
        file = await night.http.get(f"/api/files/{message['document']['file_id']}")
        assert hours.removeprefix("周一-周日 ") in file.text
        await night.says("张姐", "/shijian 周日休息")
        await night.press("张姐", "对，就这样")


async def test_one_day_more_in_chat(night: World) -> None:
    """Who says one day after another changes that day alone: what was said before stays."""
    await night.says("张姐", "/shijian 周日休息")
    await night.press("张姐", "对，就这样")
    await night.says("张姐", "/shijian 周六 9:00-12:00")
    await night.sees("张姐", "北苑社区，从现在起：", "周六 09:00-12:00", "周日：不上班")


async def test_a_day_of_its_own_in_chat(night: World) -> None:
    """In one go with the command; days that are over and nonsense are answered, "never mind" leaves it; nobody sets
    what is not theirs."""
    await night.says("张姐", "/shijian 12月25日 9:00-12:00 搬家")
    await night.sees("张姐", "北苑社区：", "12月25日（周五） 09:00-12:00 搬家")
    await night.press("张姐", "算了")
    await night.sees("张姐", "好，什么都没动")
    for said, why in (("2025-12-25 放假", "已经过了"), ("12月25日", "那天咋办"), ("2月30日放假", "不是日期")):
        await night.says("张姐", f"/shijian {said}")
        await night.sees("张姐", why)
    await night.says("张姐", "/shijian")
    await night.says("张姐", "12月25日、26日放假")
    await night.sees("张姐", "12月25日（周五） 放假", "12月26日（周六） 放假")
    await night.press("张姐", "对，就这样")
    await night.says("张姐", "/shijian")
    await night.sees("张姐", "2026-12-25", "北苑社区", "放假", "手工定的")
    await night.says("李姐", "/shijian 周日休息")
    await night.sees_nothing_of("李姐", "从现在起")
    await night.says("陈主任", "/shijian 周日休息")
    await night.sees_buttons("陈主任", "北苑社区")
