"""The joint meeting as rules: when it is, who attends, who holds it, and what stands in its minutes."""

from datetime import UTC, date, datetime, time, timedelta

import pytest

from casework.data import maybe, read
from casework.hours import parse_hours
from casework.issue.doing import OnIssue
from casework.lines import InMeeting
from casework.meeting.agenda import agenda_of, item_of, put_on_agenda
from casework.meeting.deciding import DoIt, Pass, PutOff, do_it, pass_up, put_off
from casework.meeting.sitting import (
    OfArea,
    OnMeeting,
    Tick,
    close_meeting,
    ensure_meetings,
    minutes_of,
    open_meeting,
    tick,
)
from casework.messages import Kind
from casework.model.deadlines import DeadlineKind
from casework.model.issues import Action, Issue
from casework.model.meetings import Meeting, Party
from casework.model.people import Rank, Role
from casework.refusals import NotPossibleNow, NotYours
from casework.settings import Settings, SettingsError
from casework.told import MeetingDay
from tests.casework.neighbourhood import PEOPLE, Neighbourhood, post
from tests.casework.test_agenda import COMMUNITY, STEWARD_POST, SUBDISTRICT, of, taken

NINE = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)
"""Wednesday, 9:00 in Jilin: the community's reminder."""


async def on_agenda(home: Neighbourhood, text: str = "单元门坏了") -> Issue:
    """Put on it by the community."""
    issue = await taken(home, text)
    await put_on_agenda(OnIssue(**of(issue, "community", home)), home.work)  # type: ignore[arg-type]
    return issue


async def sitting(home: Neighbourhood, person: str = "community", area_id: int = COMMUNITY) -> Meeting:
    """Opened now."""
    return await open_meeting(OfArea(by=PEOPLE[person], at=home.now, area_id=area_id), home.work)


def days(home: Neighbourhood) -> dict[int | None, list[datetime]]:
    """The pending reminders by area."""
    found: dict[int | None, list[datetime]] = {}
    for one in home.work.deadlines.values():
        if one.kind is DeadlineKind.MEETING_DAY and one.state == "pending":
            found.setdefault(one.area_id, []).append(one.due_at)
    return found


async def test_weekly_and_monthly() -> None:
    """Communities on a day of the week, the subdistrict on a day of the month; one each, however often it is set."""
    home = Neighbourhood()
    for _ in range(2):
        await ensure_meetings(home.now, home.work)
    assert days(home) == {COMMUNITY: [NINE], SUBDISTRICT: [datetime(2026, 12, 15, 1, 0, tzinfo=UTC)]}
    await home.until(NINE)
    assert days(home)[COMMUNITY] == [NINE + timedelta(days=7)]


async def test_who_is_reminded() -> None:
    """Whoever holds it and the parties of its estates, with the agenda's size; nobody where nothing is on it."""
    home = Neighbourhood()
    home.work.put(post(20, Role.OWNERS_COMMITTEE, Rank.PRIMARY, "neighbour", estate=9))
    await ensure_meetings(home.now, home.work)
    await home.until(NINE)
    assert not [one for one in home.work.outbox if one.kind == Kind.MEETING_DAY]
    await on_agenda(home)
    await on_agenda(home, "楼道灯不亮")
    await home.until(NINE + timedelta(days=7))
    told = {one.person_id: read(one.data, MeetingDay).n for one in home.work.outbox if one.kind == Kind.MEETING_DAY}
    attend = ("community", "community_deputy", "steward", "steward_deputy", "neighbour")
    assert told == {PEOPLE[one]: 2 for one in attend}


async def test_the_subdistricts_meeting_calls_the_communities() -> None:
    """Those from where an item comes attend."""
    home = Neighbourhood()
    issue = await taken(home)
    await pass_up(Pass(**of(issue, "grid_head", home), why="没权管"), home.work)  # type: ignore[arg-type]
    seen = (await item_of(issue, home.now, home.work)).decided
    assert seen is not None
    up = Pass(**of(issue, "community", home), why="没钱", seen=seen.id)  # type: ignore[arg-type]
    await pass_up(up, home.work)
    await ensure_meetings(home.now, home.work)
    await home.until(datetime(2026, 12, 15, 1, 0, tzinfo=UTC))
    told = {one.person_id for one in home.work.outbox if one.kind == Kind.MEETING_DAY}
    assert told >= {PEOPLE[one] for one in ("street", "street_deputy", "community", "community_deputy")}
    assert PEOPLE["grid_head"] not in told


async def test_a_day_without_service() -> None:
    """On the next day that is served; then the week goes on as it was. Too late for its hour nobody is called."""
    home = Neighbourhood(Settings(hours=parse_hours("mon-tue 08:00-20:00; thu-fri 08:00-20:00")))
    await on_agenda(home)
    await ensure_meetings(home.now, home.work)
    await home.until(NINE)
    assert days(home)[COMMUNITY] == [NINE + timedelta(days=1)]
    assert not home.told("community", Kind.MEETING_DAY)
    await home.until(NINE + timedelta(days=1))
    assert home.told("community", Kind.MEETING_DAY)
    assert days(home)[COMMUNITY] == [NINE + timedelta(days=7)]
    late = Neighbourhood()
    await on_agenda(late)
    await ensure_meetings(late.now, late.work)
    await late.until(NINE + timedelta(hours=6), exactly=False)
    assert not late.told("community", Kind.MEETING_DAY)


async def test_who_holds_it() -> None:
    """The managers of that very area; one sits at a time, and is theirs together."""
    home = Neighbourhood()
    for person in ("street", "grid_head", "steward", "supervisor", "stranger"):
        with pytest.raises(NotYours):
            await sitting(home, person)
    for person in ("community", "grid_head"):
        with pytest.raises(NotYours):
            await sitting(home, person, SUBDISTRICT)
    meeting = await sitting(home)
    assert await sitting(home, "community_deputy") is meeting
    with pytest.raises(NotYours):
        await close_meeting(OnMeeting(by=PEOPLE["street"], at=home.now, meeting_id=meeting.id), home.work)


async def test_who_is_there() -> None:
    """A press ticks, another takes the tick away; once it is over nothing is ticked."""
    home = Neighbourhood()
    meeting = await sitting(home)
    for party in (Party.PROPERTY, Party.OWNERS, Party.PROPERTY, Party.COMMITTEE):
        await tick(Tick(by=PEOPLE["community"], at=home.now, meeting_id=meeting.id, party=party), home.work)
    assert meeting.present == ["committee", "owners"]
    await close_meeting(OnMeeting(by=PEOPLE["community"], at=home.now, meeting_id=meeting.id), home.work)
    again = Tick(by=PEOPLE["community"], at=home.now, meeting_id=meeting.id, party=Party.OWNERS)
    with pytest.raises(NotPossibleNow):
        await tick(again, home.work)


async def test_what_stands_in_the_minutes() -> None:
    """What those who hold it decide about its items while it sits: not before, not after, not what others decide."""
    home = Neighbourhood()
    before, inside, above, after = [await on_agenda(home, one) for one in ("门坏了", "灯不亮", "堵了", "路灯不亮")]
    off = {"on": date(2026, 12, 9), "why": "等预算"}
    await put_off(PutOff(**of(before, "community", home), **off), home.work)  # type: ignore[arg-type]
    meeting = await sitting(home)
    what = {"post_id": STEWARD_POST, "what": "换灯", "on": date(2026, 12, 1)}
    await do_it(DoIt(**of(inside, "community_deputy", home), **what), home.work)  # type: ignore[arg-type]
    await put_off(PutOff(**of(above, "street", home), **off), home.work)  # type: ignore[arg-type]
    await close_meeting(OnMeeting(by=PEOPLE["community"], at=home.now, meeting_id=meeting.id), home.work)
    await put_off(PutOff(**of(after, "community", home), **off), home.work)  # type: ignore[arg-type]
    lines = await minutes_of(meeting, home.work)
    assert [(one.issue.id, one.entry.action) for one in lines] == [(inside.id, Action.DECIDE)]
    assert maybe(lines[0].entry.data, InMeeting).meeting == meeting.id
    assert home.told("community_deputy", Kind.MINUTES) == [Kind.MINUTES]
    assert not home.told("community", Kind.MINUTES)


async def test_handed_up_in_a_meeting() -> None:
    """It stands in the minutes of the tier that handed it up, and on the agenda of the next."""
    home = Neighbourhood()
    issue = await on_agenda(home)
    issue.tier = issue.tier.COMMUNITY
    meeting = await sitting(home)
    await pass_up(Pass(**of(issue, "community", home), why="没钱"), home.work)  # type: ignore[arg-type]
    assert [one.entry.action for one in await minutes_of(meeting, home.work)] == [Action.HAND_UP]
    assert [one.issue for one in await agenda_of(home.work.areas[SUBDISTRICT], home.now, home.work)] == [issue]


async def test_it_ends_by_itself() -> None:
    """After four hours; its minutes go to those who hold it, unless nothing was decided."""
    home = Neighbourhood()
    issue = await on_agenda(home)
    meeting = await sitting(home)
    await put_off(PutOff(**of(issue, "community", home), on=date(2026, 12, 9), why="等"), home.work)  # type: ignore[arg-type]
    began = home.now
    await home.forward(hours=3, minutes=59)
    assert meeting.ended_at is None
    await home.forward(minutes=1)
    assert meeting.ended_at == began + timedelta(hours=4)
    assert len([one for one in home.work.outbox if one.kind == Kind.MINUTES]) == 2
    await sitting(home)
    await home.forward(hours=4)
    assert len([one for one in home.work.outbox if one.kind == Kind.MINUTES]) == 2


@pytest.mark.parametrize(
    ("key", "value"), [("weekly_meeting_on", "someday"), ("monthly_meeting_on", 31), ("meeting_at", time(8))]
)
def test_settings_that_cannot_be(key: str, value: object) -> None:
    """A day that is none, a day that some months lack, an hour before those who attend hear of it."""
    with pytest.raises(SettingsError) as wrong:
        Settings(**{key: value})  # type: ignore[arg-type]
    assert wrong.value.key == f"meetings.{key}"
