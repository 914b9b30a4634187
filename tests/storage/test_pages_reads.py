"""What the pages read and write, on both databases: the same answers."""

import asyncio
from datetime import timedelta

from casework.figures import figures
from casework.issue.echoing import SayHow, say_how
from casework.model.issues import Rating, State
from storage.board import numbers
from storage.database import Database
from storage.figures import Facts, reported_of
from storage.ledger_rows import LedgerRows, Which
from storage.sessions import Sessions
from storage.wall import Asked, Wall
from tests.web.wall_town import PEOPLE, TEN, WallTown

DAY = timedelta(days=1)


async def filled(database: Database) -> WallTown:
    """A few matters."""
    town = WallTown(database)
    await town.furnish()
    await town.matter(text="东门路灯", rating=Rating.GOOD)
    await town.matter(state=State.PROMISED, text="楼后路灯", reason="等配件")
    await town.matter("fire_lane", State.REJECTED, why="不能建", whose="规划部门")
    await town.matter("quarrel", private=True)
    return town


async def test_the_wall_reads(database: Database) -> None:
    """Places with their parts, matters with what was said, counts, neighbours' words; nothing private."""
    town, wall = await filled(database), Wall(database)
    for code, estate in (("by", False), ("by3-3", False), ("by", True), ("bj", False)):
        place = await wall.place(code, estate=estate)
        assert place is not None
        shown, older = await wall.matters(place, Asked(since=TEN - DAY))
        assert [one.category for one in shown] == ["fire_lane", "street_light", "street_light"]
        assert not older
        assert (await wall.counted(place, TEN - DAY)).done == 1
    done = next(one for one in shown if one.state is State.CLOSED)
    work = town.work()
    await say_how(SayHow(issue_id=done.id, by=PEOPLE["neighbour"], at=TEN, fixed=False), work)
    await work.commit()
    again, _ = await wall.matters(None, Asked(categories=("street_light",)))
    assert {one.not_yet for one in again} == {0, 1}


async def test_few_homes_are_named_nowhere(database: Database) -> None:
    """A grid of six homes is not named on a card either, though only its building says how many they are."""
    town, wall = WallTown(database), Wall(database)
    await town.furnish(households=6)
    await town.matter()
    for code in ("by3", "by3-3"):
        assert await wall.place(code, estate=False) is None
    ((shown,), _) = await wall.matters(None, Asked())
    assert shown.where == ("北苑社区",)


async def test_facts_and_ledger_read(database: Database) -> None:
    """Rounds of a period with their pings and promises; the ledger's rows in order, private ones when asked for."""
    town = await filled(database)
    facts = await Facts(database).of([(2, 1)], TEN - DAY, TEN + DAY)
    reports = await database.read(lambda connection: reported_of(connection, [(2, 1)], TEN - DAY, TEN + DAY))
    found = figures(facts, reports, 60, TEN + DAY, town.work().settings_for)
    assert (found.filed, found.closed, found.pings > 0) == (4, 2, True)  # the private one is counted too
    assert sum(one.promised is not None for one in facts) == 1
    assert await Facts(database).households([(2, 1)]) == 60
    rows = [one async for one in LedgerRows(database).of(Which(lines=((2, 1),), since=TEN - DAY, until=TEN + DAY))]
    assert [one.result for one in rows] == ["", "", "不能建"]
    every = [one async for one in LedgerRows(database).of(Which(private=True, states=(State.CLOSED,)))]
    assert len(every) == 2


async def test_an_opening_is_used_up_once(database: Database) -> None:
    """What Telegram signed opens one session, however many ask at the same moment."""
    await WallTown(database).furnish()
    made = iter(f"session {number}" for number in range(10))
    sessions = Sessions(database, lambda: next(made))
    until, person = TEN + timedelta(minutes=5), PEOPLE["community"]
    found = await asyncio.gather(*(sessions.launch("a sign", person, until, TEN) for _ in range(5)))
    (session,) = (one for one in found if one is not None)
    assert await sessions.person(session, TEN) == person
    assert await sessions.person("a sign", TEN) is None, "an opening is no session"
    assert not await sessions.is_open("a sign", TEN), "and no link"
    assert await sessions.launch("another sign", person, until, TEN) is not None


async def test_sessions_and_news(database: Database) -> None:
    """A link works once, also for two at the same moment; a change is another number."""
    town = await filled(database)
    work = town.work()
    work.let_in(PEOPLE["community"], "a code", TEN)
    await work.commit()
    sessions = Sessions(database, work.new_code)
    assert await sessions.is_open("a code", TEN)
    assert not await sessions.is_open("a code", TEN + timedelta(minutes=11))
    session = await sessions.enter("a code", TEN)
    assert session is not None
    assert await sessions.enter("a code", TEN) is None
    assert await sessions.person(session, TEN) == PEOPLE["community"]
    assert await sessions.person(session, TEN + timedelta(hours=13)) is None
    await sessions.end(session)
    assert await sessions.person(session, TEN) is None
    areas = ((2, 1),)
    before = await database.read(numbers((areas,), TEN))
    await town.matter(state=State.REPORTED)
    assert await database.read(numbers((areas,), TEN)) != before
