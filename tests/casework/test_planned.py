"""Planned outages: who enters them, what waits, what does not, and from when it counts."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from casework.issue.doing import OnIssue
from casework.issue.filing import File, file
from casework.issue.planned import Announce, OnOutage, announce, not_back, still_out
from casework.issue.replanned import Retime, retime, take_back
from casework.issue.together import mine_is_another
from casework.issue.urgency import MakeUrgent, make_urgent
from casework.messages import Kind
from casework.model.issues import Issue, Outage, State
from casework.model.people import Person
from casework.refusals import AlreadyOver, NotYours
from casework.words.dates import read_span
from tests.casework.neighbourhood import BUILDING, PEOPLE, TEN, Neighbourhood

COMMUNITY = PEOPLE["community"]
HOUR = timedelta(hours=1)
ZONE = ZoneInfo("Asia/Shanghai")


async def planned(home: Neighbourhood, hours: int = 8, by: int = COMMUNITY) -> Outage:
    """The water is off in the building, from now on."""
    command = Announce(
        by=by,
        at=home.now,
        category="outage_water",
        area_ids=(BUILDING,),
        starts_at=home.now,
        ends_at=home.now + hours * HOUR,
    )
    return (await announce(command, home.work))[0]


async def reported(home: Neighbourhood, text: str = "停水了") -> Issue:
    """One more neighbour has none."""
    person = 1000 + len(home.work.people)
    home.work.put(Person(id=person, name="", reachable=True, home_id=BUILDING))
    return await file(File(by=person, at=home.now, area_id=BUILDING, text=text), home.work)


async def test_reports_inside_are_one_matter_that_waits() -> None:
    """Nobody is asked, nothing runs, each hears until when; six hours after the end it is over without a word."""
    home = Neighbourhood()
    outage = await planned(home)
    first, second = await reported(home), await reported(home)
    assert first is second
    assert (first.planned_until, len(first.reports), first.pings) == (outage.ends_at, 2, [])
    assert [one.kind for one in home.work.outbox if one.person_id is not None] == [Kind.INCIDENT] * 2
    await home.forward(minutes=15 * 60)
    assert first.state is State.CLOSED
    assert not first.pings


@pytest.mark.parametrize("danger", ["hurt", "violence"])
@pytest.mark.parametrize("minutes", [5, 130], ids=["inside", "after the end"])
async def test_what_became_danger_or_private_is_joined_by_nobody(danger: str, minutes: int) -> None:
    """The next neighbour's report waits, or counts, as a matter of its own, and reads nothing of the other."""
    home = Neighbourhood()
    await planned(home, hours=2)
    first = await reported(home)
    command = MakeUrgent(issue_id=first.id, by=PEOPLE["grid_head"], at=home.now, danger=danger)
    await make_urgent(command, home.work)
    assert first.private is (danger == "violence")
    await home.forward(minutes=minutes)
    second = await reported(home)
    assert second is not first
    assert len(first.reports) == 1
    assert (second.planned_until is not None, bool(second.pings)) == (minutes == 5, minutes == 130)
    assert await reported(home) is second


async def test_a_private_one_is_joined_by_nobody() -> None:
    """Not urgent, and of a kind that belongs to nobody else any more."""
    home = Neighbourhood()
    await planned(home)
    first = await reported(home)
    first.make_private()
    second = await reported(home)
    assert second is not first
    assert second.planned_until is not None


async def test_what_is_no_outage_is_asked_about() -> None:
    """A burst pipe, and no power where the water is off, are matters of their own."""
    home = Neighbourhood()
    await planned(home)
    for words in ("水管爆了满地水", "停电了"):
        issue = await reported(home, words)
        assert issue.planned_until is None
        assert issue.pings


async def test_it_counts_from_the_word_that_it_is_not_back() -> None:
    """Not before the end; then people are asked, and the limits run from that moment."""
    home = Neighbourhood()
    await planned(home, hours=2)
    issue = await reported(home)
    says = issue.reporters[0]
    await not_back(OnIssue(issue_id=issue.id, by=says, at=home.now), home.work)
    assert issue.planned_until is not None
    await home.forward(minutes=150)
    await not_back(OnIssue(issue_id=issue.id, by=says, at=home.now), home.work)
    assert (str(issue.planned_until), issue.t0, bool(issue.pings)) == ("None", home.now, True)
    assert issue.reports[0].t0 == TEN


async def test_a_report_after_the_end_is_an_incident() -> None:
    """With others before it, or as the first."""
    for others in (0, 1):
        home = Neighbourhood()
        await planned(home, hours=2)
        before = [await reported(home) for _ in range(others)]
        await home.forward(minutes=130)
        issue = await reported(home)
        assert all(one is issue for one in before)
        assert issue.incident_at is not None
        assert issue.pings


async def test_mine_is_another_goes_on_alone() -> None:
    """The only one who reported it, and one of several."""
    home = Neighbourhood()
    await planned(home)
    only = await reported(home)
    await mine_is_another(OnIssue(issue_id=only.id, by=only.reporters[0], at=home.now), home.work)
    assert (only.planned_until, only.incident_at, bool(only.pings)) == (None, None, True)
    whole = await reported(home)
    assert whole is not only
    last = await reported(home)
    assert last is whole
    apart = await mine_is_another(OnIssue(issue_id=whole.id, by=whole.reporters[1], at=home.now), home.work)
    assert (apart.planned_until, bool(apart.pings), whole.planned_until is not None) == (None, True, True)


async def test_taken_back_or_later_it_counts_from_now() -> None:
    """What was reported is a matter like any other; with another end it waits for that."""
    home = Neighbourhood()
    outage = await planned(home)
    issue = await reported(home)
    later = home.now + 10 * HOUR
    await retime(
        Retime(outage_id=outage.id, by=COMMUNITY, at=home.now, starts_at=outage.starts_at, ends_at=later), home.work
    )
    assert issue.planned_until == later
    await take_back(OnOutage(outage_id=outage.id, by=COMMUNITY, at=home.now), home.work)
    assert (str(issue.planned_until), bool(issue.pings)) == ("None", True)
    assert (await reported(home)).planned_until is None
    with pytest.raises(AlreadyOver):
        await take_back(OnOutage(outage_id=outage.id, by=COMMUNITY, at=home.now), home.work)


async def test_only_a_manager_of_the_place() -> None:
    """Not the head of its grid, and no resident; and nothing that is over."""
    home = Neighbourhood()
    for person in ("grid_head", "resident", "steward"):
        with pytest.raises(NotYours):
            await planned(home, by=PEOPLE[person])
    with pytest.raises(AlreadyOver):
        await planned(home, hours=-1)


@pytest.mark.parametrize(
    ("words", "start", "end"),
    [
        ("明天8点到18点", "26T08:00", "26T18:00"),
        ("明天8点到6点", "26T08:00", "26T18:00"),
        ("明天上午9点到下午3点半", "26T09:00", "26T15:30"),
        ("现在到下午6点", "25T10:00", "25T18:00"),
        ("到晚上8点", "25T10:00", "25T20:00"),
        ("今晚10点到明天早上6点", "25T22:00", "26T06:00"),
        ("明天 8:00-17:30", "26T08:00", "26T17:30"),
        ("11月27日8点到11月28日8点", "27T08:00", "28T08:00"),
        ("tomorrow 8:00 to 18:00", "26T08:00", "26T18:00"),
    ],
)
def test_from_when_to_when(words: str, start: str, end: str) -> None:
    """What a manager writes."""
    now = datetime(2025, 11, 25, 10, tzinfo=ZONE)
    found = read_span(words, now, ZONE)
    assert found is not None
    assert [f"{one.astimezone(ZONE):%dT%H:%M}" for one in found] == [start, end]


@pytest.mark.parametrize("words", ["", "明天停", "8点", "明天到后天", "停水", "到"])
def test_no_two_hours(words: str) -> None:
    """Asked again rather than guessed."""
    assert read_span(words, datetime(2025, 11, 25, 10, tzinfo=ZONE), ZONE) is None


@pytest.mark.parametrize(
    ("words", "so"), [("还没来呢", True), ("家里还是没水", True), ("来了，谢谢", False), ("still no water", True)]
)
def test_still_out(words: str, so: bool) -> None:
    """What a reporter writes after the end."""
    assert still_out(words) is so
