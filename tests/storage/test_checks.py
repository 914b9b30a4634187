"""What closed without a rating, and the month's sample of it, in both databases."""

from datetime import timedelta

from casework.model.issues import Check, Issue, Rating, Sample, State
from storage.work import SqlWork
from tests.casework.neighbourhood import TEN
from tests.storage.town import Town

COMMUNITY = 2
DAY = timedelta(days=1)


async def closed(town: Town, at: timedelta, rating: Rating | None = None, *, result: bool = True) -> Issue:
    """A matter that was closed then."""
    issue = await town.report()

    async def close(work: SqlWork) -> None:
        found = await work.issue(issue.id)
        found.state, found.now.closed_at, found.now.rating = State.CLOSED, TEN + at, rating
        found.now.resolved_at = TEN if result else None
        work.changed(found)
        work.changed(found.now)

    await town.do(close)
    return issue


async def test_what_closed_unrated_in_a_month(town: Town) -> None:
    """Neither what was rated, nor what had no result, nor what is private, nor what closed before or after."""
    wanted = await closed(town, DAY)
    await closed(town, DAY, Rating.GOOD)
    await closed(town, DAY, result=False)
    await closed(town, 3 * DAY)
    private = await closed(town, DAY)

    async def hide(work: SqlWork) -> None:
        found = await work.issue(private.id)
        found.make_private()
        work.changed(found)
        for report in found.reports:
            work.changed(report)

    await town.do(hide)
    found = await town.work().lapsed_in(COMMUNITY, TEN, TEN + 2 * DAY)
    assert [one.id for one in found] == [wanted.id]
    assert not await town.work().lapsed_in(COMMUNITY + 1, TEN, TEN + 2 * DAY)


async def test_a_sample_keeps_its_rounds(town: Town) -> None:
    """What was drawn, and what came of it, is found by the sample; a later round is another."""
    issue = await closed(town, DAY)

    async def draw(work: SqlWork) -> Sample:
        found = await work.issue(issue.id)
        sample = Sample(
            id=work.new_id(), area_id=COMMUNITY, month=TEN.date().replace(day=1), seed=7, at=TEN, lapsed=10, drawn=1
        )
        work.add(sample)
        found.now.sample_id, found.now.checked, found.now.checked_at = sample.id, Check.FINE, TEN
        work.changed(found)
        work.changed(found.now)
        return sample

    sample = await town.do(draw)
    (kept,) = await town.work().rounds_of_sample(sample.id)
    assert (kept.issue_id, kept.checked, kept.checked_at) == (issue.id, Check.FINE, TEN)
    assert await town.work().sample(sample.id) == sample
