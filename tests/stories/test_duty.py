"""Who is on duty, as people live it: the rota, swaps, being away with a cover, the hand-over of a shift."""

from collections.abc import Sequence
from datetime import UTC, date, timedelta

from bot.callbacks import encode
from casework.model.people import Post, Rank, Role, Rota
from casework.rota import MINUTES
from casework.settings import Settings
from tests.stories.world import TEN, World

SATURDAY, SUNDAY = 5, 6
HOUR = 60
SEWER = "厨房下水返水，堵两天了"


async def rota(world: World, *rows: tuple[str, int | date, int, int]) -> None:
    """Whose hours these are, by the code of the post: read in by the command line while the bot does not run."""
    assert world.database is not None
    await world.bot_stops()
    work = world.database.work(Settings())
    for code, day, starts, ends in rows:
        post = await work.post_by_code(code)
        assert post is not None
        work.add(
            Rota(
                id=work.new_id(),
                role=post.role,
                post_id=post.id,
                area_id=post.area_id,
                estate_id=post.estate_id,
                weekday=day if isinstance(day, int) else None,
                day=None if isinstance(day, int) else day,
                starts=starts,
                ends=ends,
                since=TEN.astimezone(UTC) - timedelta(days=9),
            )
        )
    await work.commit()
    await world.bot_starts()


async def reported(world: World, who: str = "孙大妈") -> None:
    """The sewer, as ever."""
    await world.says(who, SEWER)
    await world.press(who, "报上去")


async def heard_of(world: World, people: Sequence[str], *words: str) -> set[str]:
    """Those of the people who see that privately."""
    found = set()
    for person in people:
        try:
            await world.sees(person, *words)
            found.add(person)
        except AssertionError:
            pass
    return found


async def test_the_days_name_on_the_rota_is_asked(world: World) -> None:
    """The deputy has the Saturday: he is asked at once, the primary only when he does not answer."""
    await rota(world, ("p-li", SATURDAY, 8 * HOUR, 20 * HOUR))
    await reported(world)
    assert await heard_of(world, ("王师傅", "李师傅", "李姐"), "1号") == {"李师傅", "李姐"}
    await world.forward(minutes=5)
    await world.sees("王师傅", "1号")


async def test_this_week_and_whose_the_day_is(world: World) -> None:
    """/zhiban shows seven days; the community gives a day to the next person, who hears that he is on duty."""
    await world.says("张姐", "/zhiban")
    await world.sees_buttons("张姐", "找人替我", "换下一位", on="值班：北苑社区 社区")
    await world.press("张姐", "换下一位", on="值班：北苑社区")
    await world.sees("张姐", "今天：刘哥")
    await world.press("刘哥", "接班", on="交班：北苑社区 社区，现在归您值班")
    await world.sees("刘哥", "✓ 接班了：北苑社区")
    await world.forward(minutes=16)
    await world.sees_nothing_of("张姐", "还没点“接班”")
    await reported(world)
    await world.forward(minutes=5)
    assert await heard_of(world, ("张姐", "刘哥"), "1号", "没人接") == {"刘哥"}


async def test_a_swap_is_offered_to_one_and_counts_when_it_is_taken(world: World) -> None:
    """Cover for me today: the other says yes and is on duty; who asked hears it."""
    await world.says("张姐", "/zhiban")
    await world.press("张姐", "找人替我", on="值班：北苑社区")
    await world.press("张姐", "社区 刘哥")
    await world.sees("张姐", "问过社区 刘哥了", "没答应之前，还是您值班")
    await world.sees("刘哥", "社区 张姐想请您替一班：北苑社区 社区")
    await world.press("刘哥", "行，我来替")
    await world.sees("张姐", "✓ 社区 刘哥替您值班")
    await world.sees("刘哥", "交班：北苑社区", "上一班：张姐")
    await reported(world)
    await world.forward(minutes=5)
    assert await heard_of(world, ("张姐", "刘哥"), "1号", "没人接") == {"刘哥"}


async def test_a_swap_that_is_refused_changes_nothing(world: World) -> None:
    """Who asked hears it, and can ask somebody else."""
    await world.says("张姐", "/zhiban")
    await world.press("张姐", "找人替我", on="值班：北苑社区")
    await world.press("张姐", "社区 刘哥")
    await world.press("刘哥", "替不了")
    await world.sees("张姐", "社区 刘哥替不了", "还是您值班")
    await world.press("张姐", "再问别人")
    await reported(world)
    await world.forward(minutes=5)
    assert await heard_of(world, ("张姐", "刘哥"), "1号", "没人接") == {"张姐"}


async def test_a_swap_is_undone_until_it_begins(world: World) -> None:
    """Tomorrow's can be taken back today, and the other one hears it; once it runs it cannot."""
    await world.says("张姐", "/zhiban")
    await world.press("张姐", "11月22日 周日 找人替我", on="值班：北苑社区")
    await world.press("张姐", "社区 刘哥")
    await world.press("刘哥", "行，我来替")
    await world.press("张姐", "不换了", on="✓ 社区 刘哥替您值班")
    await world.sees("刘哥", "社区 张姐不换了", "不用您替了")
    await world.forward(hours=15)
    await world.sees_nothing_of("刘哥", "交班：")
    await world.says("张姐", "/zhiban")
    await world.press("张姐", "找人替我", on="今天：张姐")
    await world.press("张姐", "社区 刘哥")
    await world.press("刘哥", "行，我来替")
    await world.sees("刘哥", "交班：北苑社区")
    assert "过了" in await world.press("张姐", "不换了", on="问过社区 刘哥了")


async def test_a_cover_for_a_cover_in_one_press(world: World) -> None:
    """Who covers has something to do too, and asks the next one."""
    await world.says("张姐", "/zhiban")
    await world.press("张姐", "找人替我", on="值班：北苑社区")
    await world.press("张姐", "社区 刘哥")
    await world.press("刘哥", "行，我来替")
    await world.press("刘哥", "我也有事，再找人")
    await world.press("刘哥", "社区 吴姐")
    await world.press("吴姐", "行，我来替")
    await world.sees("刘哥", "✓ 社区 吴姐替您值班")
    await reported(world)
    await world.forward(minutes=5)
    assert await heard_of(world, ("张姐", "刘哥", "吴姐"), "1号", "没人接") == {"吴姐"}


async def test_away_with_a_cover(world: World) -> None:
    """Asked before it begins who covers; what was asked and is unanswered goes to the cover at once; back by itself."""
    await reported(world)
    await world.sees("李姐", "1号")
    await world.says("李姐", "🌙 我今天不在")
    await world.press("李姐", "到今晚")
    await world.sees("李姐", "这期间归谁")
    await world.sees_nothing_of("郑大哥", "1号")
    await world.press("李姐", "网格长 郑大哥")
    await world.sees("李姐", "好，到20:00这段时间叫网格长 郑大哥")
    await world.sees("郑大哥", "1号", "下水道堵塞")
    await world.press("郑大哥", "我来接")
    await world.sees("孙大妈", "1号有人接了")
    await world.forward(hours=11)
    await reported(world, "老郑")
    await world.sees("李姐", "2号")
    await world.sees_nothing_of("郑大哥", "2号")


async def test_away_till_a_day(world: World) -> None:
    """Another day is chosen from a list; as usual means the deputy."""
    await world.says("李姐", "🌙 我今天不在")
    await world.press("李姐", "到哪一天")
    await world.press("李姐", "11月25日")
    await world.press("李姐", "照旧，叫副岗")
    await world.sees("李姐", "好，到11月25日 8:00这段时间叫网格长 小孙")
    await reported(world)
    assert await heard_of(world, ("李姐", "小孙"), "1号") == {"小孙"}


async def test_a_shift_is_handed_over(world: World) -> None:
    """At eight the rota turns: the next hears what is open and urgent, and takes it over."""
    await rota(world, ("p-zhang", SATURDAY, 8 * HOUR, 20 * HOUR), ("p-liu", SATURDAY, 20 * HOUR, 8 * HOUR))
    await reported(world)
    await world.press("王师傅", "我来接", on="1号")
    await world.forward(hours=9, minutes=59)
    await world.sees_nothing_of("刘哥", "交班：")
    await world.forward(minutes=1)
    await world.sees("刘哥", "交班：北苑社区 社区", "上一班：张姐", "没完的 1 件", "急事 0 件")
    await world.press("刘哥", "一件件看", on="交班：")
    await world.sees("刘哥", "北苑社区", "没完的 1 件")
    await world.press("刘哥", "接班", on="交班：")
    await world.forward(minutes=20)
    await world.sees_nothing_of("张姐", "还没点“接班”")


async def test_a_shift_that_nobody_takes(world: World) -> None:
    """A quarter of an hour later the former one hears of it; a crash between loses nothing."""
    await rota(world, ("p-chen", SATURDAY, 8 * HOUR, 20 * HOUR), ("p-ma", SATURDAY, 20 * HOUR, 8 * HOUR))
    await world.forward(hours=9, minutes=55)
    await world.bot_stops()
    await world.time_passes_unseen(to=TEN + timedelta(hours=10, minutes=5))
    await world.bot_starts()
    await world.sees("马哥", "交班：北极街道 街道", "上一班：陈主任")
    await world.sees_nothing_of("陈主任", "还没点“接班”")
    await world.forward(minutes=11)
    await world.sees("陈主任", "北极街道：街道 马哥还没点“接班”")


async def test_two_of_equal_standing(world: World) -> None:
    """AA岗: both are asked; one says yes, and the other's question is over."""
    assert world.database is not None
    work = world.database.work(Settings())
    for code in ("p-wang", "p-li"):
        post = await work.post_by_code(code)
        assert post is not None
        post.rank = Rank.EQUAL
        work.changed(post)
    await work.commit()
    await reported(world)
    assert await heard_of(world, ("王师傅", "李师傅"), "1号") == {"王师傅", "李师傅"}
    await world.press("李师傅", "我来接", on="1号")
    await world.sees("王师傅", "1号", "李师傅")
    await world.forward(minutes=6)
    await world.sees_nothing_of("张姐", "没人接")


async def test_a_gap_is_said(world: World) -> None:
    """In the morning the community reads which hours of the coming days are nobody's."""
    every_day = [("p-zhang", day, 0, MINUTES) for day in range(7) if day != SUNDAY]
    await rota(world, *every_day)
    await world.forward(hours=13, minutes=50)
    await world.sees_nothing_of("张姐", "没排人值班")
    await world.says("张姐", "/zhiban")
    await world.sees("张姐", "11月22日（周日）：⚠️ 没人")
    await world.forward(hours=9, minutes=15)
    await world.sees("张姐", "北苑社区 社区", "0:00", "没排人值班")


async def test_a_gap_of_any_rota_is_said(world: World) -> None:
    """Of a grid's rota, of a building's and of the estate's property too: to the community, which can mend it."""
    for code in ("p-lijie", "p-wang"):
        await rota(world, *((code, day, 0, MINUTES) for day in range(7) if day != SUNDAY))
    await world.forward(hours=23, minutes=5)
    await world.sees("张姐", "三网格 网格长", "0:00", "没排人值班")
    await world.sees("张姐", "北苑小区 物业", "0:00", "没排人值班")
    await world.sees_nothing_of("李姐", "没排人值班")
    await world.sees_nothing_of("陈主任", "没排人值班")


async def test_others_shifts_are_not_ones_own(world: World) -> None:
    """A resident has no rota; a day, a swap and a shift are not a stranger's to press."""
    await world.says("孙大妈", "/zhiban")
    await world.sees("孙大妈", "给在岗的人用")
    await world.says("李姐", "/zhiban")
    await world.sees("李姐", "值班：", "三网格 网格长")
    await world.sees_nothing_of("李姐", "换下一位")
    assert world.database is not None
    work = world.database.work(Settings())
    post = await work.post_by_code("p-zhang")
    assert post is not None

    day = TEN.date().toordinal()
    assert "这个得" in await world.forges("李姐", encode("s_dutyday", post.id, day))
    assert "这个得" in await world.forges("李姐", encode("s_swapask", post.id, day, post.id))


async def test_the_community_police_is_asked_with_the_grid_head(world: World) -> None:
    """A theft: both are asked, and the card names both."""
    assert world.database is not None
    work = world.database.work(Settings())
    person, place = await work.person_at(f"tg:{world.users['老郑']}"), await work.area_by_code("bj-by")
    assert person is not None
    assert place is not None
    work.add(
        Post(
            id=work.new_id(),
            code="p-police",
            role=Role.COMMUNITY_POLICE,
            rank=Rank.PRIMARY,
            name="郑警官",
            area_id=place.id,
            person_id=person.id,
        )
    )
    await work.commit()
    await world.says("孙大妈", "我家被偷了，楼下的车也丢了")
    await world.press("孙大妈", "报上去")
    await world.sees("老郑", "1号", "等人接")
    await world.sees("李姐", "1号", "等人接")
    await world.sees("李姐", "1号", "社区民警 郑警官", chat="staff")
    await reported(world)
    await world.sees_nothing_of("老郑", "2号")


async def test_an_unpaid_neighbour_is_never_late(world: World) -> None:
    """The building head has it: no reminder and no red light; the community hears of it when it takes too long."""
    await reported(world)
    await world.press("赵姨", "我来接", on="1号")
    await world.forward(minutes=31)
    await world.sees("赵姨", "⚪ 1号", chat="staff")
    await world.sees_nothing_of("赵姨", "该给居民回话", "🔴", chat="staff")
    await world.sees_nothing_of("赵姨", "催", "超时")
    await world.sees("张姐", "1号", "到点没办好")
    await world.forward(hours=7)
    await world.sees_nothing_of("赵姨", "没办完")


async def test_quiet_hours_of_ones_own(world: World) -> None:
    """Only what is urgent or asked comes through; the rest is one message after, and a restart loses nothing."""
    await reported(world)
    await world.press("李姐", "我来接", on="1号")
    await world.says("李姐", "/huoer")
    await world.press("李姐", "只在急事时叫我")
    await world.press("李姐", "12:00-14:00")
    await world.sees("李姐", "好，12:00–14:00 只在急事、有事要您接的时候叫您")
    await world.forward(to=TEN.replace(hour=12, minute=5))
    await world.says("孙大妈", "还在往上返", answering="有人接了")
    await world.forward(minutes=2)
    await world.says("孙大妈", "下午我在家", answering="有人接了")
    await world.sees_nothing_of("李姐", "还在往上返", "下午我在家")
    await world.says("老郑", "单元门坏了关不上")
    await world.press("老郑", "报上去")
    await world.sees("李姐", "2号", "等人接")
    await world.bot_stops()
    await world.bot_starts()
    await world.forward(to=TEN.replace(hour=13, minute=59))
    await world.sees_nothing_of("李姐", "还在往上返")
    await world.forward(minutes=1)
    await world.sees("李姐", "您休息的时候来了 2 件事", "还在往上返", "下午我在家")
    await world.press("李姐", "1", on="您休息的时候")
    await world.says("李姐", "/huoer")
    await world.press("李姐", "只在急事时叫我")
    await world.press("李姐", "什么时候都行")
    await world.sees("李姐", "好，什么时候有事都告诉您")


async def test_an_answer_to_what_came_meanwhile_is_asked_about(world: World) -> None:
    """Two residents wrote meanwhile: an answer to the one message goes to neither before it is said to whom."""
    await reported(world)
    await world.press("李姐", "我来接", on="1号")
    await world.says("老郑", "单元门坏了关不上")
    await world.press("老郑", "报上去")
    await world.press("李姐", "我来接", chat="staff", on="2号")
    await world.says("李姐", "/huoer")
    await world.press("李姐", "只在急事时叫我")
    await world.press("李姐", "12:00-14:00")
    await world.forward(to=TEN.replace(hour=12, minute=5))
    await world.says("孙大妈", "还在往上返", answering="有人接了")
    await world.says("老郑", "门还是关不上", answering="有人接了")
    await world.forward(to=TEN.replace(hour=14))
    await world.sees("李姐", "您休息的时候", "还在往上返", "门还是关不上")
    await world.says("李姐", "马上去看", answering="您休息的时候")
    await world.sees_buttons("李姐", "1号 下水道堵塞", "2号 单元门坏了", on="哪一件")
    for resident in ("孙大妈", "老郑"):
        await world.sees_nothing_of(resident, "马上去看")


async def test_a_day_that_was_given_is_known(world: World) -> None:
    """A manager gives a day to somebody, who hears it; given to another after all, the first hears that too."""
    await world.says("张姐", "/zhiban")
    await world.press("张姐", "11月22日 周日 换下一位", on="值班：北苑社区")
    await world.sees("刘哥", "11月22日（周日）的班排给您了（社区，北苑社区）", "找人替")
    await world.press("张姐", "11月22日 周日 换下一位", on="值班：北苑社区")
    await world.sees("刘哥", "11月22日（周日）的班改归社区 张姐了", "您不用管了")
    await world.sees_nothing_of("张姐", "班排给您了", "班改归")


async def test_who_stood_in_hears_that_she_is_back(world: World) -> None:
    """Duty was his while she was away; when she is back he hears whose it is now."""
    await world.says("张姐", "/huoer")
    await world.press("张姐", "我今天不在")
    await world.press("张姐", "到今晚")
    await world.press("张姐", "刘哥")
    await world.sees("刘哥", "现在归您值班")
    await world.says("张姐", "/huoer")
    await world.press("张姐", "我回来了")
    await world.sees("刘哥", "北苑社区现在由社区 张姐值班了", "辛苦了")


async def test_ones_own_calendar(world: World) -> None:
    """Hours of the rota and promised days as a file for the phone's calendar: whoever opens it finds no resident, no
    words and no door."""
    week = [("p-li", day, 8 * HOUR, 20 * HOUR) for day in range(6)]
    await rota(world, *week, ("p-wang", SUNDAY, 8 * HOUR, 20 * HOUR))
    await world.says("孙大妈", f"{SEWER}，3号楼502，我电话13844440000")
    await world.press("孙大妈", "报上去")
    await world.press("李师傅", "我来接", on="1号")
    await world.says("李师傅", "1号后天下午两点去疏通")
    await world.press("李师傅", "14:00前算")
    await world.says("李师傅", "/zhiban")
    await world.press("李师傅", "存进我的日历")
    message = await world.sees("李师傅", "往后60天")
    file = (await world.http.get(f"/api/files/{message['document']['file_id']}")).text
    assert file.startswith("BEGIN:VCALENDAR\r\n")
    assert file.count("SUMMARY:值班：物业") == 52
    assert "LOCATION:北苑小区\r\n" in file
    assert "DTSTART:20261123T060000Z\r\n" in file
    assert "SUMMARY:1号 下水道堵塞\r\n" in file
    for secret in ("孙大妈", "楼502", "1384444", "返水", "疏通"):
        assert secret not in file, file
    await world.says("王师傅", "/zhiban")
    await world.press("王师傅", "存进我的日历")
    message = await world.sees("王师傅", "往后60天")
    other = (await world.http.get(f"/api/files/{message['document']['file_id']}")).text
    assert (other.count("SUMMARY:值班：物业"), "1号" in other) == (9, False)


async def test_an_empty_calendar(world: World) -> None:
    """Whoever has no hour by the rota and has promised nothing reads so, and gets no file."""
    await world.says("赵姨", "/zhiban")
    await world.press("赵姨", "存进我的日历")
    await world.sees("赵姨", "没有您的班")
