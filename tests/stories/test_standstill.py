"""The bot stood still and people went on: what they did in time counts (docs/adr/0011)."""

import asyncio
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC

import pytest

from casework.model.deadlines import Deadline, DeadlineKind
from casework.model.issues import Issue
from casework.settings import Settings
from tests.stories.world import TEN, World, words

LEAK = "厨房下水返水，堵两天了"


async def reported(world: World) -> None:
    """No. 1 is reported at ten, and three minutes later the bot is stopped."""
    await world.says("孙大妈", LEAK)
    await world.press("孙大妈", "报上去")
    await world.forward(to=TEN.replace(minute=3))
    await world.bot_stops()


async def number_one(world: World) -> tuple[Issue, dict[DeadlineKind, Deadline]]:
    """The first issue, and its deadlines by kind."""
    assert world.database is not None
    work = world.database.work(Settings())
    community = await work.area_by_code("bj-by")
    assert community is not None
    (issue,) = await work.standing_in([community.id], 10)
    return issue, {one.kind: one for one in (await work.issue(issue.id)).deadlines}


async def test_a_press_made_in_time_meets_its_deadline(world: World) -> None:
    """Stopped at 10:03, pressed at 10:04, started at 10:20: accepted in time, nobody else is asked."""
    await reported(world)
    await world.time_passes_unseen(to=TEN.replace(minute=4))
    await world.presses_unheard("王师傅", "我来接", chat="staff")
    await world.time_passes_unseen(to=TEN.replace(minute=20))
    await world.bot_starts()
    await world.sees("孙大妈", "1号有人接了")
    await world.sees_nothing_of("张姐", "1号 下水道堵塞")
    await world.sees_nothing_of("孙大妈", "到点没人接")
    issue, deadlines = await number_one(world)
    assert issue.now.accepted_at == TEN.replace(minute=3).astimezone(UTC)
    assert deadlines[DeadlineKind.UNDERSTAND].state == "met"


async def test_a_message_written_in_time_counts_by_its_date(world: World) -> None:
    """Reported in the group at 10:12, heard at 10:20: its five minutes were over at 10:17."""
    await world.bot_stops()
    await world.time_passes_unseen(to=TEN.replace(minute=12))
    await world.writes_unheard("孙大妈", f"/bao 3号楼 {LEAK}", chat="residents")
    await world.time_passes_unseen(to=TEN.replace(minute=20))
    await world.bot_starts()
    issue, _ = await number_one(world)
    assert issue.t0 == TEN.replace(minute=12).astimezone(UTC)
    await world.sees("张姐", "🔴 1号 下水道堵塞 · 没人接")


async def test_who_wrote_meanwhile_reads_why_he_waited(world: World) -> None:
    """Stopped from 10:03 to 10:20: whoever wrote in the first minutes reads below the answer, once, that the bot stood
    still and that nothing is lost; who wrote just before the end, or speaks of danger, reads the answer alone."""
    await reported(world)
    await world.time_passes_unseen(to=TEN.replace(minute=5))
    await world.writes_unheard("孙大妈", "1号啥时候来人")
    await world.writes_unheard("孙大妈", "水都漫到客厅了")
    await world.writes_unheard("老郑", "厨房着火了")
    await world.time_passes_unseen(to=TEN.replace(minute=17))
    await world.writes_unheard("Emma", "hello")
    await world.time_passes_unseen(to=TEN.replace(minute=20))
    await world.bot_starts()
    told = [one for one in await world.phone("孙大妈") if "我刚才停了一阵" in words(one)]
    assert len(told) == 1
    assert "没丢" in words(told[0])
    await world.sees("老郑", "119")
    await world.sees_nothing_of("老郑", "停了一阵")
    await world.sees_nothing_of("Emma", "stood still")


async def test_nobody_pressed(world: World) -> None:
    """The same standstill without a press: the community is asked at 10:20."""
    await reported(world)
    await world.time_passes_unseen(to=TEN.replace(minute=20))
    await world.bot_starts()
    await world.sees("张姐", "🔴 1号 下水道堵塞 · 没人接")


async def test_what_is_filed_by_a_held_press_begins_with_its_receipt(world: World) -> None:
    """The press on "report" at 10:04 is received at 10:20: the clock of the report starts there (domain.md §3)."""
    await world.says("孙大妈", LEAK)
    await world.bot_stops()
    await world.time_passes_unseen(to=TEN.replace(minute=1))
    await world.presses_unheard("孙大妈", "报上去")
    await world.time_passes_unseen(to=TEN.replace(minute=20))
    await world.bot_starts()
    issue, _ = await number_one(world)
    assert issue.t0 == TEN.replace(minute=20).astimezone(UTC)


async def test_a_press_after_a_message_is_not_older_than_it(world: World) -> None:
    """A neighbour writes at 10:12, then the steward presses: that was after 10:12, and too late."""
    await reported(world)
    await world.time_passes_unseen(to=TEN.replace(minute=12))
    await world.writes_unheard("老郑", "你好")
    await world.presses_unheard("王师傅", "我来接", chat="staff")
    await world.time_passes_unseen(to=TEN.replace(minute=20))
    await world.bot_starts()
    issue, deadlines = await number_one(world)
    assert issue.now.accepted_at == TEN.replace(minute=12).astimezone(UTC)
    assert deadlines[DeadlineKind.UNDERSTAND].state == "fired"


@contextmanager
def nobody_can_write(world: World) -> Iterator[None]:
    """Somebody else holds the database."""
    assert world.database is not None
    with closing(sqlite3.connect(str(world.database.url.database), isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        yield
        other.execute("ROLLBACK")


async def test_a_press_made_while_the_database_was_away(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Nothing could be written from 10:03 to 10:20, pressed at 10:04: accepted in time, nobody else is asked."""
    monkeypatch.setattr("storage.sqlite.BUSY_MS", 50)
    await reported(world)
    await world.bot_starts()
    with nobody_can_write(world):
        await world.time_passes_unseen(to=TEN.replace(minute=4))
        await world.presses_unheard("王师傅", "我来接", chat="staff")
        async with asyncio.timeout(20):
            while "cannot be written" not in caplog.text:  # noqa: ASYNC110 - of what the bot does there is only its log
                await asyncio.sleep(0.02)
        await world.time_passes_unseen(to=TEN.replace(minute=20))
    await world.settle()
    await world.sees("孙大妈", "1号有人接了")
    await world.sees_nothing_of("张姐", "1号 下水道堵塞")
    issue, deadlines = await number_one(world)
    assert issue.now.accepted_at == TEN.replace(minute=3).astimezone(UTC)
    assert deadlines[DeadlineKind.UNDERSTAND].state == "met"


async def test_who_only_waited_reads_why_once(world: World) -> None:
    """Stopped from 10:03 to 10:20, with two matters of hers open and one of a neighbour who wrote meanwhile: both read
    from when to when nobody was at work, or that their words were read only now, once each; and again stopped and
    started, nothing more."""
    for name, said in (("孙大妈", LEAK), ("孙大妈", "楼道灯不亮了"), ("老郑", "单元门坏了")):
        await world.says(name, said)
        await world.press(name, "报上去")
    await world.forward(to=TEN.replace(minute=3))
    await world.bot_stops()
    await world.time_passes_unseen(to=TEN.replace(minute=6))
    await world.writes_unheard("老郑", "3号啥时候来人")
    await world.time_passes_unseen(to=TEN.replace(minute=20))
    await world.bot_starts()
    await world.sees("孙大妈", "10:03 到 10:20 我停了一阵", "没丢")
    await world.bot_stops()
    await world.bot_starts()
    for who in ("孙大妈", "老郑"):
        assert len([one for one in await world.phone(who) if "停了一阵" in words(one)]) == 1


async def test_who_waited_a_few_minutes_reads_nothing_of_it(world: World) -> None:
    """Stopped from 10:03 to 10:11: too short to speak of."""
    await reported(world)
    await world.time_passes_unseen(to=TEN.replace(minute=11))
    await world.bot_starts()
    await world.sees("孙大妈", "到点没人接")
    await world.sees_nothing_of("孙大妈", "停了一阵")


async def test_who_is_in_danger_reads_nothing_beside_it(world: World) -> None:
    """Whoever reported gas reads that nobody has answered, and whom to call."""
    await world.says("孙大妈", "3号楼2单元501煤气味特别大，我老伴晕倒了")
    await world.press("孙大妈", "打了")
    await world.bot_stops()
    await world.time_passes_unseen(to=TEN.replace(minute=20))
    await world.bot_starts()
    await world.sees("孙大妈", "119")
    await world.sees_nothing_of("孙大妈", "停了一阵")
