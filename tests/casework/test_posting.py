"""How a week was, counted from its matters."""

from dataclasses import replace
from datetime import timedelta

from casework.issue.posting import A_WEEK, week_of
from casework.model.issues import Issue, Rating, State
from tests.casework.neighbourhood import PEOPLE, TEN, Neighbourhood

UNTIL = TEN + A_WEEK


async def a_week(*states: State) -> list[Issue]:
    """A matter in each of these states, an hour apart."""
    town = Neighbourhood()
    found = []
    for number, state in enumerate(states):
        issue = await town.report()
        issue.state = state
        issue.filed_at = issue.t0 = TEN + timedelta(hours=number)
        if state in (State.RESOLVED, State.CLOSED):
            issue.now.resolved_at, issue.holder_id = issue.t0 + timedelta(minutes=10 + number), PEOPLE["steward"]
        found.append(issue)
    return found


async def test_what_is_counted() -> None:
    """Done, promised and told, under way; what was taken back or put together is not there, nor another week's."""
    issues = await a_week(State.CLOSED, State.RESOLVED, State.REPORTED, State.ACCEPTED, State.WITHDRAWN, State.MERGED)
    issues[0].reports[0].rating = Rating.GOOD
    area = issues[0].line[-1]
    week = week_of(issues, area, UNTIL)
    assert (week.filed, week.done, week.promised, week.under_way) == (4, 2, 0, 2)
    assert week.fastest is issues[0]
    assert week.longest is issues[2]
    assert week.ratings == {Rating.GOOD: 1}
    assert week_of(issues, area, UNTIL + A_WEEK) == replace(week_of([], area, UNTIL), filed=0)
    assert week_of(issues, -1, UNTIL).filed == 0


async def test_what_is_private_is_not_counted() -> None:
    """Neither a private matter nor a kind that the wall says nothing of."""
    private, of_somebody, told = await a_week(State.REPORTED, State.REPORTED, State.REPORTED)
    private.reports[0].private = True
    of_somebody.category = "injury"
    assert week_of([private, of_somebody, told], told.line[-1], UNTIL).filed == 1
