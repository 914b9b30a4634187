"""The sums of the days: what is kept is what the rounds say, whatever happens, on both databases."""

import asyncio
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, update

from casework.area_settings import HOURS
from casework.clock.retiming import Set, set_for_area
from casework.figures import Clock, Share
from casework.issue import resolving, triage
from casework.issue.doing import OnIssue
from casework.issue.together import PutTogether, put_together, take_apart
from casework.model.issues import Rating
from casework.model.places import AreaKind
from storage import tables
from storage.errors import StaleError
from storage.roster import AreaEntry, Roster
from storage.sums import DaySums, of_another_basis, recount, sum_all_again, sum_some, together
from tests.casework.neighbourhood import PEOPLE, TEN
from tests.storage.town import Town

DAY = timedelta(days=1)
TODAY = date(2026, 11, 21)


async def sum_all(town: Town, now: Any = TEN) -> int:
    days = 0
    while done := await sum_some(town.database, town.settings, now):
        days += done
    return days


async def rows(town: Town, table: Any) -> int:
    asked = select(func.count()).select_from(table)
    return int(await town.database.read(lambda connection: connection.execute(asked).scalar_one()))


async def filed(town: Town, day: date = TODAY, now: Any = TEN) -> int:
    clock = Clock(town.work().settings_for)
    found = await DaySums(town.database, town.settings).of((), day, day + DAY, now, clock)
    return together(found).counts["filed"]


async def right(town: Town, now: Any = TEN) -> int:
    """How many days there are, each of which a page says as its rounds do."""
    days, wrong = await recount(town.database, town.settings, now)
    assert wrong == []
    return days


async def test_a_day_is_summed_when_it_changed(town: Town) -> None:
    """What is filed is there at once, and summed by the worker; then nothing is left to do."""
    assert await sum_all(town) == 0
    await town.report()
    assert await filed(town) == 1, "counted anew"
    assert (await rows(town, tables.day_sums), await sum_all(town), await rows(town, tables.unsummed)) == (0, 1, 0)
    assert (await rows(town, tables.day_sums), await filed(town)) == (1, 1)
    assert await right(town) == 1


async def test_what_is_kept_is_believed(town: Town) -> None:
    """Pages add sums: one that somebody has falsified is found by the recount, and by a rebuild it is right again."""
    await town.report()
    await sum_all(town)
    wrong = update(tables.day_sums).values(counts={"filed": 7})
    await town.database.write(lambda connection: connection.execute(wrong).close())
    assert await filed(town) == 7
    assert await recount(town.database, town.settings, TEN) == (1, [TODAY])
    await sum_all_again(town.database)
    assert await filed(town) == 1, "from that moment on counted anew"
    assert await sum_all(town) == 1
    assert await right(town) == 1


async def test_a_limit_passes_by_itself(town: Town) -> None:
    """Nobody does anything: five minutes later one was not accepted in time, for whoever reads and for the worker."""
    await town.report()
    await sum_all(town)
    later = TEN + timedelta(minutes=6)
    clock = Clock(town.work().settings_for)
    for _ in range(2):
        (found,) = await DaySums(town.database, town.settings).of((), TODAY, TODAY + DAY, later, clock)
        share = found.sums.total.share("responded")
        assert (share.part, share.whole) == (0, 1)
        await sum_all(town, later)
    assert await right(town, later) == 1


async def test_the_day_on_which_it_began_before(town: Town) -> None:
    """Of two that are put together the earlier moment counts: also the day that has one fewer now is summed again, and
    both when they are taken apart."""
    early = await town.report(at=TEN - DAY)
    late = await town.report()
    await town.do(lambda work: triage.accept(OnIssue(issue_id=late.id, by=PEOPLE["grid_head"], at=TEN), work))
    await sum_all(town)
    command = PutTogether(issue_id=late.id, other_id=early.id, by=PEOPLE["grid_head"], at=TEN)
    assert (await town.do(lambda work: put_together(command, work))).id == late.id
    assert (await filed(town, TODAY), await filed(town, TODAY - DAY)) == (1, 1), "each was reported on its day"
    assert await right(town) == 2
    assert await sum_all(town) == 2
    assert await right(town) == 2
    await town.do(lambda work: take_apart(OnIssue(issue_id=early.id, by=PEOPLE["grid_head"], at=TEN), work))
    await sum_all(town)
    assert await right(town) == 2, "what goes on alone counts from now"


async def test_what_an_area_sets_changes_the_days(town: Town) -> None:
    """Other hours move what was due: the days are summed again by themselves."""
    issue = await town.report()
    await town.do(
        lambda work: triage.accept(OnIssue(issue_id=issue.id, by=PEOPLE["grid_head"], at=TEN + 8 * DAY), work)
    )
    await sum_all(town, TEN + 9 * DAY)
    hours = Set(at=TEN + DAY, key=HOURS, value="08:00-09:00", area_id=2)
    await town.do(lambda work: set_for_area(hours, work))
    assert await rows(town, tables.unsummed) > 0
    assert await right(town, TEN + 9 * DAY) == 1
    assert await sum_all(town, TEN + 9 * DAY) > 0
    assert await right(town, TEN + 9 * DAY) == 1


async def test_another_configuration_believes_nothing(town: Town) -> None:
    """Sums by other limits are counted anew, and summed again once the worker begins."""
    await town.report()
    await sum_all(town)
    town.settings = replace(town.settings, reply=timedelta(minutes=20))
    assert await of_another_basis(town.database, town.settings)
    assert await right(town, TEN + timedelta(minutes=16)) == 1
    await sum_all_again(town.database)
    await sum_all(town)
    assert not await of_another_basis(town.database, town.settings)


async def test_two_who_sum_the_same(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever read before, and writes after, another one who summed what was newer, writes nothing."""
    issue = await town.report()

    async def meanwhile(*given: Any) -> Any:
        monkeypatch.setattr(asyncio, "to_thread", to_thread)
        made = await to_thread(*given)
        accept = OnIssue(issue_id=issue.id, by=PEOPLE["grid_head"], at=TEN)
        await town.do(lambda work: triage.accept(accept, work))
        await sum_all(town)
        return made

    to_thread = asyncio.to_thread
    monkeypatch.setattr(asyncio, "to_thread", meanwhile)
    with pytest.raises(StaleError):
        await sum_some(town.database, town.settings, TEN)
    assert await rows(town, tables.unsummed) == 0
    assert await right(town) == 1


async def test_deeper_than_what_is_kept(town: Town) -> None:
    """A building is counted from its rounds; a grid is a grid however much lies above it."""
    await town.report()
    await sum_all(town)
    for line, many in (((4, 3, 2, 1), 1), ((3, 2, 1), 1), ((1,), 1), ((5, 3, 2, 1), 0)):
        clock = Clock(town.work().settings_for)
        found = await DaySums(town.database, town.settings).of([line], TODAY, TODAY + DAY, TEN, clock)
        assert together(found).counts["filed"] == many, line


async def test_what_many_reported(town: Town) -> None:
    """Of two reports in one matter each counts, and each rating; whoever is not content goes on alone."""
    one, other = await town.report(), await town.report(by=PEOPLE["neighbour"])
    head = PEOPLE["grid_head"]
    await town.do(lambda work: triage.accept(OnIssue(issue_id=one.id, by=head, at=TEN), work))
    command = PutTogether(issue_id=other.id, other_id=one.id, by=head, at=TEN)
    await town.do(lambda work: put_together(command, work))
    await town.do(
        lambda work: resolving.resolve(resolving.Resolve(issue_id=one.id, by=head, at=TEN, text="好了"), work)
    )
    await sum_all(town)
    good = resolving.Rate(issue_id=one.id, by=PEOPLE["resident"], at=TEN, rating=Rating.GOOD)
    await town.do(lambda work: resolving.rate(good, work))
    bad = resolving.Reopen(issue_id=one.id, by=PEOPLE["neighbour"], at=TEN, what="same")
    await town.do(lambda work: resolving.reopen(bad, work))
    for _ in range(2):
        clock = Clock(town.work().settings_for)
        sums = DaySums(town.database, town.settings)
        found = together(await sums.of((), TODAY, TODAY + DAY, TEN, clock))
        assert await sums.total((), TODAY, TODAY + DAY, TEN, clock) == found
        assert (found.counts["filed"], found.share("satisfied")) == (2, Share(1, 2))
        assert await right(town) == 1
        await sum_all(town)


async def test_a_life_with_reopening(town: Town) -> None:
    """Both rounds, each on its day; what is rated later changes the day on which it began."""
    issue = await town.report()
    later = TEN + 2 * DAY

    def on(who: str, at: Any, **more: Any) -> dict[str, Any]:
        return {"issue_id": issue.id, "by": PEOPLE[who], "at": at, **more}

    await town.do(lambda work: triage.accept(OnIssue(**on("grid_head", TEN)), work))
    await town.do(lambda work: resolving.resolve(resolving.Resolve(**on("grid_head", TEN, text="好了")), work))
    await sum_all(town)
    await town.do(lambda work: resolving.reopen(resolving.Reopen(**on("resident", later, what="same")), work))
    assert await right(town, later) == 2
    await sum_all(town, later)
    await town.do(lambda work: resolving.resolve(resolving.Resolve(**on("grid_head", later, text="好了")), work))
    await town.do(lambda work: resolving.rate(resolving.Rate(**on("resident", later, rating=Rating.GOOD)), work))
    await sum_all(town, later)
    assert await right(town, later) == 2
    assert (await filed(town, TODAY, later), await filed(town, TODAY + 2 * DAY, later)) == (1, 0)


async def test_a_district_above(town: Town) -> None:
    """When a district comes over the subdistrict, figures of a community, a grid and its buildings stay what they are:
    what lies elsewhere now is summed again."""
    await town.report()
    await sum_all(town)
    district = AreaEntry(code="cy", kind=AreaKind.DISTRICT, name="昌邑区")
    below = AreaEntry(code="bj", kind=AreaKind.SUBDISTRICT, name="北极街道", parent="cy")
    await Roster(town.database).put([], [district, below], [])
    line = (await town.work().area(4)).line
    assert len(line) == 5
    for _ in range(2):
        for asked in (line, line[1:], line[2:], line[3:], line[4:]):
            clock = Clock(town.work().settings_for)
            (found,) = await DaySums(town.database, town.settings).of([asked], TODAY, TODAY + DAY, TEN, clock)
            assert found.sums.total.counts["filed"] == 1, asked
            assert (found.line, list(found.sums.parts["place"])) == (line if asked is line else line[1:], ["4"])
        assert await right(town) == 1
        await sum_all(town)
