"""The joint meeting 联席会议: its day, who attends, its minutes; and 54 shops for twenty years."""

import pytest

from bot.callbacks import encode
from casework.model.people import Rank, Role
from casework.settings import Settings
from storage.roster import PostEntry, Roster
from tests.stories.district import DISTRICT, put_district
from tests.stories.test_agenda import handed_up, put_on
from tests.stories.world import TEN, World, buttons

OWNERS, COMMITTEE = "冯会长", "丁委员"


@pytest.fixture
async def parties(world: World) -> World:
    """冯会长 of the owners' committee of 北苑小区, 丁委员 of the residents' committee of 北苑社区."""
    assert world.database is not None
    primary = Rank.PRIMARY
    posts = [
        PostEntry(code="p-feng", role=Role.OWNERS_COMMITTEE, rank=primary, name=OWNERS, estate="by-xq"),
        PostEntry(code="p-ding", role=Role.COMMITTEE_MEMBER, rank=primary, name=COMMITTEE, area="bj-by"),
    ]
    await Roster(world.database).put((), (), posts)
    await world.joins(OWNERS, "p-feng")
    await world.joins(COMMITTEE, "p-ding")
    return world


async def decide(world: World, manager: str, number: str, *steps: str) -> None:
    """The manager opens the item from the agenda and goes through the steps: presses, or words after "="."""
    await world.press(manager, number, on="议程")
    for step in steps:
        if step.startswith("="):
            await world.says(manager, step[1:])
        else:
            await world.press(manager, step)


async def test_its_day(parties: World) -> None:
    """On Wednesday at nine those who attend hear how much is on the agenda, nobody else; of nothing nobody hears."""
    world = parties
    await world.forward(to=TEN.replace(day=25, hour=10))
    for person in ("张姐", "王师傅", OWNERS, COMMITTEE):
        await world.sees_nothing_of(person, "联席会议")
    await handed_up(world)
    await world.forward(to=TEN.replace(month=12, day=2, hour=9))
    for person in ("张姐", "刘哥", "王师傅", OWNERS, COMMITTEE):
        told = await world.sees(person, "今天 14:00 开北苑社区联席会议，议程上有 1 件")
        assert told["date"] == TEN.replace(month=12, day=2, hour=9).timestamp()
        assert bool(buttons(told)) == (person in ("张姐", "刘哥"))
    for person in ("李姐", "赵姨", "孙大妈", "吴姐", "陈主任"):
        await world.sees_nothing_of(person, "联席会议")


async def test_a_meeting_and_its_minutes(parties: World) -> None:
    """Opened at any time; the parties that are there are ticked; each decision stands in the minutes and on its matter;
    whoever else holds it reads them; what one manager decided the other finds decided."""
    world = parties
    await handed_up(world)
    await put_on(world, "楼道灯不亮")
    await world.says("刘哥", "/yicheng")
    await world.says("张姐", "/yicheng")
    await world.press("张姐", "🪑 开会")
    await world.press("张姐", "业委会")
    await world.press("张姐", "物业")
    await world.sees("张姐", "🪑 会开着（10:35 起）。到场：业委会、物业", "议程：2 件")
    await decide(world, "张姐", "1", "✅ 办", "王师傅", "=换主管道", "3天内", "‹ 议程")
    await world.sees("张姐", "会开着", "议程：1 件")
    await world.press("刘哥", "再看一遍", on="议程")  # the same meeting is his too
    await world.sees("刘哥", "会开着", "议程：1 件")
    await decide(world, "刘哥", "2", "➖ 办不了", "=路灯杆在私人院里", "=单元门口装感应灯", "就这么说")
    await world.forward(minutes=25)
    await world.press("张姐", "再看一遍", on="议程")
    await world.press("张姐", "散会，出记录")
    held = "北苑社区联席会议记录", "10:35–11:00", "到场：业委会、物业"
    await world.sees("王师傅", "联席会议定了，这件您来办（社区 张姐定的）")
    await world.sees("孙大妈", "1号联席会议定了")
    await world.sees("老郑", "2号联席会议定了，跟您说实话：办不了")
    await world.sees("李姐", "社区 刘哥在联席会议上定了")
    line = "1. 1号 下水道堵塞 · 物业 王师傅办，11月24日前：换主管道"
    last = "办不了：路灯杆在私人院里 能做的：单元门口装感应灯"
    for manager in ("张姐", "刘哥"):
        await world.sees(manager, *held, line, last)
    for person in ("王师傅", OWNERS, "孙大妈", "陈主任"):
        await world.sees_nothing_of(person, "会议记录")
    await world.press("张姐", "看经过", on="1号")
    await world.sees("张姐", "社区 张姐 联席会议定了，物业 王师傅办")
    await world.says("张姐", "/yicheng")
    await world.press("张姐", "📋 上次记录")
    await world.sees("张姐", *held, line)
    assert "开会" in str(buttons(await world.sees("张姐", "议程上没有事")))


async def test_one_that_nobody_closes(parties: World) -> None:
    """After four hours it ends by itself, and those who hold it read the minutes; what was pressed later is no part."""
    world = parties
    await handed_up(world)
    await world.says("张姐", "/yicheng")
    await world.press("张姐", "🪑 开会")
    await decide(world, "张姐", "1", "⏸ 先放放", "3天内", "钱还没到位")
    await world.bot_stops()
    await world.time_passes_unseen(to=TEN.replace(hour=16))
    await world.bot_starts()
    for manager in ("张姐", "刘哥"):
        await world.sees(manager, "北苑社区联席会议记录", "10:00–14:00", "先放到11月24日：钱还没到位")
    await world.says("张姐", "/yicheng")
    await world.sees_buttons("张姐", "🪑 开会", "📋 上次记录")


async def test_nobody_else_opens_it(parties: World) -> None:
    """A grid head, a party, and a manager of another community open no meeting and end none."""
    world = parties
    await handed_up(world)
    await world.says("张姐", "/yicheng")
    await world.press("张姐", "🪑 开会")
    work = world.database.work(Settings()) if world.database is not None else None
    assert work is not None
    area = await work.area_by_code("bj-by")
    assert area is not None
    meeting = await work.meeting_of(area.id)
    assert meeting is not None
    for person in ("李姐", OWNERS, "吴姐", "孙大妈", "陈主任"):
        await world.says(person, "/help")
        for data in (
            encode("m_open", area.id),
            encode("m_tick", meeting.id, word="owners"),
            encode("m_end", meeting.id),
            encode("m_minutes", meeting.id),
        ):
            assert await world.forges(person, data)
    after = await world.database.work(Settings()).meeting_of(area.id) if world.database is not None else None
    assert after is not None
    assert (after.ended_at, after.present) == (None, [])


async def handed_up_for_54_shops(world: World) -> None:
    """王师傅 takes it and hands it up, 张姐 hands it on."""
    await world.says("孙大妈", "楼下54家门市的下水道，堵了二十年没人管")
    await world.press("孙大妈", "报上去")
    await world.press("王师傅", "我来接", chat="staff")
    await world.press("王师傅", "更多", chat="staff")
    await world.press("王师傅", "交社区", chat="staff")
    await world.press("王师傅", "没权管", chat="staff")
    await world.says("张姐", "/yicheng")
    await decide(world, "张姐", "1", "⬆️ 交上去", "要部门")
    await world.sees("孙大妈", "1号交上去了，请上面定")


async def twenty_years(world: World, decider: str, office: str, area: str) -> None:
    """On the agenda of whoever decides it, promised for months with progress on the way, moved once with the
    community's yes, broken, and then said honestly: it cannot be done, and what can."""
    await world.says(decider, "/yicheng")
    await world.sees(decider, f"{area} 议程：1 件", "交上来的，还没定")
    await world.press(decider, "🪑 开会")
    await decide(world, decider, "1", "✅ 办", "王师傅", "=一家一家改管道", "=5月20日", "对，")
    await world.sees("孙大妈", "1号联席会议定了", "一家一家改管道", "2027年5月20日", "谁负责：物业 王师傅")
    await world.sees("王师傅", f"联席会议定了，这件您来办（{office} {decider}定的）")
    await world.says(decider, "/yicheng")
    await world.press(decider, "散会，出记录")
    await world.sees(decider, f"{area}联席会议记录", "物业 王师傅办，2027年5月20日前：一家一家改管道")

    await world.forward(to=TEN.replace(year=2027, month=3, day=1))  # asked half-way
    await world.press("王师傅", "说说进展", on="到哪步了")
    await world.says("王师傅", "30家改完了，还差24家")
    await world.sees("孙大妈", "30家改完了，还差24家")
    await world.press("王师傅", "得改日子", chat="staff")
    await world.press("王师傅", "晚一周", chat="staff")
    await world.press("王师傅", "要部门来", chat="staff")
    await world.sees_nothing_of("孙大妈", "日子要改")
    await world.press("张姐", "同意", on="5月20日")
    await world.sees("孙大妈", "1号的日子要改", "5月27日", "社区 张姐")
    await world.says(decider, "/yicheng")
    await world.sees(decider, "说好的日子改过")

    await world.forward(to=TEN.replace(year=2027, month=5, day=28))
    await world.sees("孙大妈", "1号说好的日子过了")
    await world.says(decider, "/yicheng")
    await world.sees(decider, "说好的日子过了：5月27日")
    await decide(
        world, decider, "1", "➖ 办不了", "=24家压着主管网，地下挖不开", "=30家先通水，24家装提升泵", "就这么说"
    )
    await world.sees("孙大妈", "跟您说实话：办不了", "24家压着主管网", "能做的：30家先通水，24家装提升泵")
    await world.press("孙大妈", "请社区再看看")
    await world.sees("孙大妈", f"已经请{office}再看看了：{office} {decider}")
    await world.sees(decider, "请您再看看")


async def test_54_shops_for_twenty_years(parties: World) -> None:
    """Handed up twice, and decided by the subdistrict."""
    await handed_up_for_54_shops(parties)
    await parties.sees("陈主任", "社区 张姐办不了，交上来了：要部门")
    await twenty_years(parties, "陈主任", "街道", "北极街道")


async def test_54_shops_with_a_district_above(parties: World) -> None:
    """Handed up three times, and decided by the district."""
    await put_district(parties)
    await parties.joins(DISTRICT, "p-zhou")
    await handed_up_for_54_shops(parties)
    await parties.says("陈主任", "/yicheng")
    await decide(parties, "陈主任", "1", "⬆️ 交上去", "没钱")
    await twenty_years(parties, DISTRICT, "区县", "船营区")


async def test_decided_in_words(world: World) -> None:
    """ "1号定了：更换主管道，12月20日前" of whoever decides it is the decision: it asks who, reads back the day."""
    await handed_up(world)
    await world.press("张姐", "收下")
    await world.says("张姐", "1号定了：更换主管道，12月20日前")
    await world.press("张姐", "王师傅", on="谁来办")
    await world.press("张姐", "对，12月20日", on="12月20日")
    await world.sees("张姐", "✓ 1号：物业 王师傅", "12月20日")
    await world.sees("孙大妈", "更换主管道", "12月20日")
    await world.sees_nothing_of("张姐", "要转给居民吗")


async def test_decided_in_words_by_who_may_not(world: World) -> None:
    """The same words of somebody who decides nothing there are no decision."""
    await handed_up(world)
    await world.press("张姐", "收下")
    await world.says("王师傅", "1号定了：更换主管道，12月20日前")
    await world.sees_nothing_of("王师傅", "谁来办")
