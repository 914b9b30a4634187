"""Going live: an area tries it out, nobody above is rung, and what would have rung is kept and told."""

from datetime import date, timedelta

from casework.clock.trial import Try, tried, try_out
from casework.settings import Settings
from tests.stories.world import TEN, World, words

LAST_DAY = date(2026, 12, 4)
OVER = TEN.replace(month=12, day=5, hour=9, minute=0)


async def tries(world: World, until: date | None = LAST_DAY, *, dry: bool = False) -> None:
    """As the command line does."""
    assert world.database is not None
    work = world.database.work(Settings())
    area = await work.area_by_code("bj-by")
    assert area is not None
    await try_out(Try(at=await world.now(), area_id=area.id, until=until, dry=dry), work)
    await work.commit()
    await world.bot_stops()
    await world.bot_starts()


async def reports(world: World, words: str, who: str = "孙大妈") -> None:
    """One sentence, one press."""
    await world.says(who, words)
    await world.press(who, "报上去")


async def test_nobody_above_the_community_is_rung(world: World) -> None:
    """The community is, and every message says that it is a trial; no resident reads that the subdistrict knows."""
    await tries(world)
    for who in ("张姐", "陈主任"):
        await world.sees(who, "🧪 北苑社区：试运行开始了，到12月4日", "社区以上谁也不叫")
    await reports(world, "楼道灯不亮")
    await world.sees("孙大妈", "报上去了，1号", "🧪 试运行")
    await world.sees("李姐", "1号 楼道灯不亮", "🧪 试运行", chat="staff")
    await world.sees("王师傅", "1号 楼道灯不亮 · 等人接", "🧪 试运行")
    await world.forward(minutes=35)
    await world.sees("张姐", "🔴 1号 楼道灯不亮", "🧪 试运行")
    await world.forward(hours=25)
    for who in ("陈主任", "杜督办"):
        await world.sees_nothing_of(who, "1号")
    await world.sees_nothing_of("孙大妈", "陈主任")
    await world.press("张姐", "看经过")
    await world.sees("张姐", "试运行：这时候本来要往上叫人")


async def test_answers_in_a_conversation_say_so_too(world: World) -> None:
    """What is asked, listed and answered says that it is a trial, once each, to residents, staff and those above about
    a matter of it; whoever has nothing to do with it reads nothing of a trial."""
    await tries(world)
    await world.says("孙大妈", "楼道灯不亮")
    await world.sees("孙大妈", "您看看对不对", "🧪 试运行")
    await world.press("孙大妈", "报上去")
    await world.says("孙大妈", "/wode")
    await world.press("王师傅", "我来接", chat="staff")
    await world.press("王师傅", "问居民一句", chat="staff")
    await world.says("王师傅", "/huoer")
    for person in ("张姐", "陈主任", "吴姐"):
        await world.says(person, "/board")
    told = {"孙大妈": "private", "王师傅": "private", "李姐": "staff", "张姐": "private", "陈主任": "private"}
    for person, chat in told.items():
        said = [one for one in await world.phone(person, chat=chat) if one["from"].get("is_bot")]
        assert words(said[-1]).count("🧪 试运行") == 1, words(said[-1])
    await world.sees_nothing_of("吴姐", "试运行")


async def test_at_its_end_the_managers_read_what_it_brought(world: World) -> None:
    """Counts, who would have been rung and for what; from then on it rings above."""
    await tries(world)
    await reports(world, "楼道灯不亮")
    await world.forward(hours=3)
    await world.press("王师傅", "我来接", chat="staff")
    await world.forward(to=OVER)
    await world.sees("张姐", "🧪 北苑社区：", "试运行到头了", "报了 1 件", "本来要往上叫 2 回", "这几件：1")
    await world.sees("陈主任", "🧪 北苑社区：", "试运行到头了")
    await reports(world, "下水道堵了")
    told = await world.sees("孙大妈", "报上去了，2号")
    assert "试运行" not in told["text"]
    await world.forward(hours=2)
    await world.sees("陈主任", "🔴 2号 下水道堵塞")


async def test_prolonged_it_ends_once(world: World) -> None:
    """The first end says nothing; ended by hand it is told at once."""
    await tries(world)
    await world.forward(hours=1)
    await tries(world, LAST_DAY + timedelta(days=7))
    await world.forward(to=OVER)
    await world.sees_nothing_of("张姐", "试运行到头了")
    await tries(world, None)
    await world.forward(minutes=1)
    await world.sees("张姐", "🧪 北苑社区：", "试运行到头了", "报了 0 件")


async def test_a_dry_run_does_not_hurry_the_holder(world: World) -> None:
    """What was taken and is late: nothing rings in the group, and it is a line of what would have rung."""
    await tries(world, dry=True)
    await reports(world, "楼道灯不亮")
    await world.press("李姐", "我来接", chat="staff")
    await world.forward(minutes=40)
    await world.sees_nothing_of("李姐", "该定下处理办法了", chat="staff")
    assert world.database is not None
    work = world.database.work(Settings())
    area = await work.area_by_code("bj-by")
    assert area is not None
    rang = (await tried(area, TEN, work)).would_have_rung
    assert [rung for _, _, rung in rang][:2] == [0, 0]


async def test_a_dry_run_rings_nobody(world: World) -> None:
    """Cards stand in the group; what would have rung is a line on the timeline; danger rings all the same."""
    await tries(world, dry=True)
    await reports(world, "楼道灯不亮")
    await world.sees("李姐", "1号 楼道灯不亮", chat="staff")
    await world.forward(hours=25)
    for who in ("王师傅", "赵姨", "张姐", "陈主任", "杜督办"):
        await world.sees_nothing_of(who, "1号")
    await world.says("孙大妈", "家里煤气味很大")
    await world.press("孙大妈", "有，快来人")
    for who in ("王师傅", "张姐", "陈主任"):
        await world.sees(who, "🆘", "煤气味")
