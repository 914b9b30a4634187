"""Unpaid posts are asked, never late; the community police is asked in its matters, and in no other."""

from casework.clock.lights import Light, light_of
from casework.issue.doing import OnIssue
from casework.issue.triage import accept
from casework.messages import Kind
from casework.model.people import Rank, Role
from casework.settings import Settings
from tests.casework.neighbourhood import PEOPLE, Neighbourhood, post

REMINDERS = (Kind.NUDGE, Kind.SAME_DAY_HOLDER)


async def taken(town: Neighbourhood, person: str) -> tuple[int, Role]:
    """Reported, and taken by that person at once: the issue's id and the post's role."""
    issue = await town.report()
    await accept(OnIssue(issue_id=issue.id, by=PEOPLE[person], at=town.now), town.work)
    return issue.id, (await town.work.post(issue.holder_post_id or 0)).role


async def test_a_neighbour_is_asked_and_never_late() -> None:
    """No nudge, no list in the afternoon, no red light; the ladder goes on, and the community hears of it."""
    town = Neighbourhood(staff_chat=False)
    await town.calendar()
    issue_id, role = await taken(town, "building_head")
    await town.forward(minutes=40)
    issue = await town.work.issue(issue_id)
    assert light_of(issue, town.now, Settings(), role) is Light.ASKED
    assert light_of(issue, town.now, Settings()) is Light.RED
    assert "community" in [who for at, who in town.pinged() if at == 30]
    await town.forward(hours=8)
    assert town.told("building_head", *REMINDERS) == []


async def test_whoever_is_paid_is_reminded() -> None:
    """The same with the steward: nudged at 10 and 15 minutes, and in the afternoon's list."""
    town = Neighbourhood(staff_chat=False)
    await town.calendar()
    issue_id, role = await taken(town, "steward")
    await town.forward(minutes=40)
    assert light_of(await town.work.issue(issue_id), town.now, Settings(), role) is Light.RED
    await town.forward(hours=8)
    assert town.told("steward", *REMINDERS) == [Kind.NUDGE, Kind.NUDGE, Kind.SAME_DAY_HOLDER]


def with_police() -> Neighbourhood:
    """The town with a community policeman."""
    town = Neighbourhood()
    town.work.put(post(30, Role.COMMUNITY_POLICE, Rank.PRIMARY, "stranger", area=2))
    return town


async def test_the_police_is_asked_in_its_matters() -> None:
    """Public order: together with the grid head; a drain: not."""
    town = with_police()
    await town.report("我家被偷了", category="theft")
    assert {"stranger", "grid_head"} <= {who for _, who in town.pinged()}
    town = with_police()
    await town.report()
    assert "stranger" not in {who for _, who in town.pinged()}


async def test_violence_reaches_the_community_and_the_police_alone() -> None:
    """Private: nobody of the building, the grid or the property company."""
    town = with_police()
    await town.report("他打我", category="violence", private=True, danger="violence", urgent=True)
    assert {who for _, who in town.pinged()} == {"community", "community_deputy", "stranger"}


async def test_three_times_a_day() -> None:
    """The fourth matter of a day is asked of the others alone."""
    town = Neighbourhood()
    for _ in range(4):
        await town.report()
    head = [at for at, who in town.pinged() if who == "building_head"]
    assert len(head) == 3
    assert len([at for at, who in town.pinged() if who == "steward" and at == 0]) == 4
