"""The ticker: what is due fires once, in order, whatever happens beside it."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.running import ticker as module
from bot.running.clock import SystemClock
from bot.running.ticker import Ticker
from casework.clock import falling_due as firing
from casework.issue.filing import File, file
from casework.model.deadlines import DeadlineKind, DeadlineState
from casework.model.issues import Issue
from casework.settings import Settings
from storage.database import Database
from storage.deadlines import Deadlines
from storage.errors import StaleError
from tests.stories.town import PEOPLE, settle_town

TEN = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)
SETTINGS = Settings(reports_an_hour=10_000, reports_a_day=10_000)


class Clock(SystemClock):
    """Stands where the test puts it."""

    def __init__(self) -> None:
        self.at = TEN

    def now(self) -> datetime:
        return self.at


@pytest.fixture
async def town(database: Database) -> Database:
    users = {one.name: number for number, one in enumerate(PEOPLE, start=1)}
    await settle_town(database, SETTINGS, users, {"北苑社区工作群": -1, "北苑小区邻里群": -2}, TEN)
    return database


async def reports(database: Database, count: int) -> list[Issue]:
    """Filed at ten, all at once."""
    made = []
    for _ in range(count):
        work = database.work(SETTINGS)
        person = await work.person_at(f"tg:{[one.name for one in PEOPLE].index('孙大妈') + 1}")
        building = await work.area_by_code("bj-by-3h")
        assert person is not None
        assert building is not None
        made.append(await file(File(by=person.id, at=TEN, area_id=building.id, text="下水堵了"), work))
        await work.commit()
    return made


def ticker(database: Database, clock: Clock, updates: list[str] | None = None) -> Ticker:
    async def updates_first(_: bool) -> bool:
        if updates is not None:
            updates.append("waited")
        return True

    return Ticker(database, Deadlines(database), SETTINGS, clock, updates_first)


async def states(database: Database, issue: Issue, kind: DeadlineKind) -> list[DeadlineState]:
    found = await database.work(SETTINGS).issue(issue.id)
    return [one.state for one in found.deadlines if one.kind is kind]


async def test_what_is_due_fires_and_the_next_time_is_told(town: Database) -> None:
    """At five minutes the first limit fires, not before; the next is at ten."""
    clock = Clock()
    (issue,) = await reports(town, 1)
    mine = ticker(town, clock)
    clock.at = TEN + timedelta(minutes=4, seconds=59)
    assert await mine.tick() == TEN + timedelta(minutes=5)
    assert await states(town, issue, DeadlineKind.UNDERSTAND) == [DeadlineState.PENDING]
    clock.at = TEN + timedelta(minutes=5)
    assert await mine.tick() == TEN + timedelta(minutes=10)
    assert await states(town, issue, DeadlineKind.UNDERSTAND) == [DeadlineState.FIRED]
    assert mine.completed_at == clock.at


async def test_many_at_one_instant_all_fire(town: Database) -> None:
    """More issues than go into one commit."""
    clock = Clock()
    issues = await reports(town, module.TOGETHER + 5)
    clock.at = TEN + timedelta(minutes=5)
    await ticker(town, clock).tick()
    for issue in issues:
        assert await states(town, issue, DeadlineKind.UNDERSTAND) == [DeadlineState.FIRED]


async def test_after_standing_still_everything_is_made_up_for_once(town: Database) -> None:
    """Three hours too late: each limit fires as of its own time, a second tick fires nothing."""
    clock = Clock()
    (issue,) = await reports(town, 1)
    clock.at = TEN + timedelta(hours=3)
    mine = ticker(town, clock)
    await mine.tick()
    timeline = await town.work(SETTINGS).timeline(issue.id)
    fired = [(one.action, one.at - TEN) for one in timeline if one.action.startswith("due_")]
    assert [at for _, at in fired] == sorted(at for _, at in fired)
    assert ("due_resolve", timedelta(minutes=120)) in fired
    await mine.tick()
    assert len(await town.work(SETTINGS).timeline(issue.id)) == len(timeline)


async def test_updates_come_first(town: Database) -> None:
    """Before anything fires, what was received is handled; an idle look waits for nothing."""
    clock, updates = Clock(), list[str]()
    await reports(town, 1)
    mine = ticker(town, clock, updates)
    await mine.tick()
    assert updates == []
    clock.at = TEN + timedelta(minutes=5)
    await mine.tick()
    assert updates == ["waited"]


async def test_a_lost_race_fires_again(town: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody wrote at the same moment: each is fired on its own, with what stands there now."""
    clock = Clock()
    issues = await reports(town, 3)
    clock.at = TEN + timedelta(minutes=5)
    lose, real = [2], firing.fire

    async def racing(deadline, now, work, since):  # type: ignore[no-untyped-def]
        await real(deadline, now, work, since)
        if lose[0]:
            lose[0] -= 1
            raise StaleError("somebody else")

    monkeypatch.setattr(module, "fire", racing)
    await ticker(town, clock).tick()
    for issue in issues:
        assert await states(town, issue, DeadlineKind.UNDERSTAND) == [DeadlineState.FIRED]
        timeline = await town.work(SETTINGS).timeline(issue.id)
        assert [one.action for one in timeline].count("due_understand") == 1


async def test_one_that_cannot_be_fired_holds_up_nobody(town: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    """The others fire, the ticker sleeps on, and the broken one is still there for the next start."""
    clock = Clock()
    broken, *others = await reports(town, 3)
    clock.at = TEN + timedelta(minutes=5)
    real = firing.fire

    async def fail(deadline, now, work, since):  # type: ignore[no-untyped-def]
        if deadline.issue_id == broken.id:
            raise ZeroDivisionError
        await real(deadline, now, work, since)

    monkeypatch.setattr(module, "fire", fail)
    mine = ticker(town, clock)
    again = await mine.tick()
    assert again is not None
    assert again > clock.at
    for issue in others:
        assert await states(town, issue, DeadlineKind.UNDERSTAND) == [DeadlineState.FIRED]
    assert await states(town, broken, DeadlineKind.UNDERSTAND) == [DeadlineState.PENDING]
    monkeypatch.setattr(module, "fire", real)
    await ticker(town, clock).tick()
    assert await states(town, broken, DeadlineKind.UNDERSTAND) == [DeadlineState.FIRED]
