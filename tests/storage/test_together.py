"""Reports that are together, in both databases: how they are read, found by their numbers, and erased."""

from datetime import timedelta

from sqlalchemy import select

from casework.issue.doing import OnIssue, matter
from casework.issue.resolving import Rate, Resolve, rate, resolve
from casework.issue.together import PutTogether, put_together, take_apart
from casework.issue.triage import accept
from casework.model.issues import Issue, Rating, Source, State
from casework.settings import Settings
from storage import tables
from storage.erasing import erase_all
from storage.figures import Facts
from storage.ledger_rows import LedgerRows, Which
from storage.wall import Asked, Wall
from tests.casework.neighbourhood import PEOPLE, TEN
from tests.storage.town import Town

RESIDENT, NEIGHBOUR, HEAD = PEOPLE["resident"], PEOPLE["neighbour"], PEOPLE["grid_head"]
DAY = timedelta(days=1)


async def two(town: Town) -> tuple[Issue, Issue]:
    """Two reports of one gate, put together."""
    first = await town.report("单元门坏了，我叫张三丰")
    second = await town.report("单元门关不上，我叫李四光", by=NEIGHBOUR)
    command = PutTogether(issue_id=second.id, other_id=first.id, by=HEAD, at=TEN)
    await town.do(lambda work: put_together(command, work))
    return first, second


async def test_both_are_found_by_their_numbers(town: Town) -> None:
    """The one that waits is read with its own report, which leads to the one that goes on."""
    first, second = await two(town)
    work = town.work()
    waits, goes_on = await work.issue(second.id), await work.issue(first.id)
    assert (waits.state, waits.number) == (State.MERGED, 2)
    assert [one.number for one in goes_on.reports] == [1, 2]
    assert goes_on.reports[1] is waits.report
    assert await matter(second.id, work) is goes_on
    by_number = [await town.work().issue_by_number([2], number) for number in (1, 2)]
    assert [one.id for one in by_number if one is not None] == [first.id, first.id]
    assert [one.id for one in await town.work().reports_of(NEIGHBOUR, 10)] == [first.id]
    ids = {"first": first.id, "second": second.id}
    asked = select(tables.issues.c.id, tables.NUMBER).where(tables.issues.c.id.in_(ids.values()))
    rows = await town.database.read(lambda connection: connection.execute(asked).all())
    assert {tuple(row) for row in rows} == {(first.id, 1), (second.id, 2)}


async def test_taken_apart_it_is_as_it_was(town: Town) -> None:
    """Its report is its own again, in whatever order the two are read."""
    first, second = await two(town)
    await town.do(lambda work: take_apart(OnIssue(issue_id=second.id, by=NEIGHBOUR, at=TEN), work))
    work = town.work()
    assert [one.number for one in (await work.issue(first.id)).reports] == [1]
    apart = await work.issue(second.id)
    assert ([one.number for one in apart.reports], apart.report.home_id, apart.state) == ([2], None, State.REPORTED)


async def test_the_words_of_both_go_with_the_end(town: Town) -> None:
    """What waits has no end of its own: its timeline is erased when the matter is over for so long."""
    first, second = await two(town)
    done = Resolve(issue_id=first.id, by=HEAD, at=TEN, text="换了锁")
    await town.do(lambda work: resolve(done, work))
    for issue, by in ((first, RESIDENT), (second, NEIGHBOUR)):
        command = Rate(issue_id=issue.id, by=by, at=TEN, rating=Rating.GOOD)
        await town.do(lambda work, command=command: rate(command, work))  # type: ignore[misc]
    settings = Settings(words_kept=30 * DAY)
    await erase_all(town.database, settings, TEN + 29 * DAY)
    assert "李四光" in str([one.text for one in await town.work().timeline(second.id)])
    await erase_all(town.database, settings, TEN + 31 * DAY)
    for issue in (first, second):
        work = town.work()
        kept = await work.issue(issue.id)
        said = [kept.text, *(one.text for one in await work.timeline(issue.id))]
        assert set(said) == {""}


async def test_what_came_to_it_leads_nowhere(town: Town) -> None:
    """The younger goes on, since somebody has it: ledger, wall and figures have its own number, words and source,
    though the report that came to it is older."""
    older = await town.report("楼门口路灯坏了", by=NEIGHBOUR, category="street_light", source=Source.PRIVATE)
    younger = await town.report("东门路灯坏了", at=TEN + timedelta(hours=1), category="street_light", place="东门")
    await town.do(lambda work: accept(OnIssue(issue_id=younger.id, by=HEAD, at=younger.filed_at), work))
    command = PutTogether(issue_id=older.id, other_id=younger.id, by=HEAD, at=younger.filed_at)
    await town.do(lambda work: put_together(command, work))
    goes_on = await town.work().issue(younger.id)
    assert [one.number for one in goes_on.reports] == [younger.number, older.number]
    (row,) = [one async for one in LedgerRows(town.database).of(Which())]
    assert (row.number, row.text) == (younger.number, "东门路灯坏了")
    (shown,), _ = await Wall(town.database).matters(None, Asked())
    assert (shown.text, shown.place) == ("东门路灯坏了", "东门")
    facts = await Facts(town.database).of([], TEN, TEN + DAY)
    assert [one.source for one in facts if one.issue_id == younger.id] == [str(younger.source)]
