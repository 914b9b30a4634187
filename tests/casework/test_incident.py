"""Incidents: what makes one, who is added by itself, what they hear, how it ends."""

from datetime import date, timedelta

import pytest

from casework.data import read
from casework.issue.doing import OnIssue, Photo
from casework.issue.filing import File, file, me_too, show_more
from casework.issue.incident import declare
from casework.issue.resolving import Rate, Reopen, Resolve, rate, reopen, resolve
from casework.issue.sheet import sheet_of
from casework.issue.together import mine_is_another
from casework.issue.triage import accept
from casework.messages import Kind
from casework.model.issues import Issue, Rating, Source, State
from casework.model.people import Person
from casework.model.timeline import AttachmentKind
from casework.refusals import NotTogether, NotYours
from casework.told import Drawn, Received
from tests.casework.neighbourhood import BUILDING, PEOPLE, TEN, Neighbourhood

HEAD, COMMUNITY = PEOPLE["grid_head"], PEOPLE["community"]


async def outage(home: Neighbourhood, people: int, text: str = "停水了", *, apart: float = 1) -> list[Issue]:
    """So many neighbours report it, one after the other."""
    found = []
    for number in range(people):
        person = 1000 + len(home.work.people)
        home.work.put(Person(id=person, name="", reachable=True, home_id=BUILDING))
        command = File(by=person, at=home.now, area_id=BUILDING, text=text)
        found.append(await file(command, home.work))
        if number < people - 1:
            await home.forward(minutes=apart)
    return found


async def test_the_fifth_report_makes_it_one_matter() -> None:
    """The first goes on with the numbers of all; the others' cards say so; each reporter hears it once."""
    home = Neighbourhood()
    first, *others, last = await outage(home, 5)
    assert last is first
    assert (first.incident_at, [one.number for one in first.reports]) == (TEN, [1, 2, 3, 4, 5])
    assert [one.state for one in others] == [State.MERGED] * 3
    told = [one.person_id for one in home.work.outbox if one.kind == Kind.INCIDENT]
    assert set(told) == set(first.reporters)
    assert first.t0 == TEN


async def test_my_home_too_is_a_report_without_a_number() -> None:
    """Two reports and three neighbours who press are five homes."""
    home = Neighbourhood()
    first, _ = await outage(home, 2)
    for person in (2001, 2002, 2003):
        assert first.incident_at is None
        home.work.put(Person(id=person, name="", reachable=True, home_id=BUILDING))
        await me_too(OnIssue(issue_id=first.id, by=person, at=home.now), home.work)
    assert (first.incident_at, len(first.reports), first.me_toos) == (TEN, 2, 3)


@pytest.mark.parametrize(
    ("people", "text", "apart"),
    [(4, "停水了", 1.0), (5, "停水了", 8.0), (6, "水管爆了满地水", 1.0), (6, "单元门坏了", 1.0)],
    ids=["four", "too slow", "burst pipes", "doors"],
)
async def test_what_makes_none(people: int, text: str, apart: float) -> None:
    """Too few, too far apart, and what is not one thing wherever it is told: each stays its own."""
    home = Neighbourhood()
    found = await outage(home, people, text, apart=apart)
    assert len({one.id for one in found}) == people
    assert {one.incident_at for one in found} == {None}


async def test_a_burst_pipe_among_them_stays_its_own() -> None:
    """It is known by its words, whatever runs."""
    home = Neighbourhood()
    whole = (await outage(home, 5))[-1]
    (pipe,) = await outage(home, 1, "水管爆了往外呲水")
    assert pipe is not whole
    assert pipe.category == "leak"


async def test_the_sixth_is_added_without_a_new_line_of_anything() -> None:
    """One message, one row; the matter is not written anew, and nobody is asked again."""
    home = Neighbourhood()
    whole = (await outage(home, 5))[-1]
    version, pings = whole.version, len(home.work.pings)
    await outage(home, 3, apart=0.1)
    assert (whole.version, len(home.work.pings), len(whole.reports)) == (version, pings, 8)
    cards = [one for one in home.group(Kind.CARD) if one.issue_id == whole.id and one.due_at >= home.now]
    assert {read(one.data, Drawn).every for one in cards} == {15}


async def test_the_rest_of_an_album_stays_with_who_sent_it() -> None:
    """Whoever was added sees the photos with the own report, and no other reporter does; who reported nothing there
    adds none."""
    home = Neighbourhood()
    whole = (await outage(home, 5))[-1]
    await outage(home, 1)
    own = whole.reports[-1]
    photo = (Photo(kind=AttachmentKind.PHOTO, ref="second"),)
    assert own.filed_by_id is not None
    await show_more(whole, own.filed_by_id, photo, home.now, home.work)
    (kept,) = await home.work.attachments(whole.id, *(one.id for one in whole.reports))
    assert kept.subject == own.subject
    for reader, seen in ((own.reporter_id, ["second"]), (whole.report.reporter_id, [])):
        sheet = await sheet_of(whole, home.now, home.work, reader_id=reader)
        assert [one.ref for one in sheet.attachments] == seen
    with pytest.raises(NotYours):
        await show_more(whole, PEOPLE["stranger"], photo, home.now, home.work)


async def test_both_clocks_of_an_order_that_falls_into_it() -> None:
    """An order of 12345 keeps its own last day: whoever holds the whole is told on the eve; and whoever registered it
    has a receipt with its own number."""
    home = Neighbourhood()
    whole = (await outage(home, 5))[-1]
    order = File(
        by=HEAD,
        at=home.now,
        area_id=BUILDING,
        text="停水了",
        for_nobody=True,
        source=Source.HOTLINE,
        outside_number="26112300123",
        outside_due=date(2026, 11, 24),
    )
    assert await file(order, home.work) is whole
    (receipt,) = [one for one in home.work.outbox if one.kind == Kind.RECEIPT and one.person_id == HEAD]
    assert (receipt.issue_id, read(receipt.data, Received).number) == (whole.id, 6)
    await accept(OnIssue(issue_id=whole.id, by=PEOPLE["steward"], at=home.now), home.work)
    await home.until(TEN + timedelta(days=3))
    told = [one for one in home.work.outbox if one.kind == Kind.OUTSIDE_DAY]
    assert [(one.person_id, one.issue_id) for one in told] == [(PEOPLE["steward"], whole.id)]


async def test_who_has_reported_it_is_not_counted_twice() -> None:
    """The same person's second report is a matter of its own, to be put together by a press."""
    home = Neighbourhood()
    whole = (await outage(home, 5))[-1]
    again = await file(File(by=whole.reporters[0], at=home.now, area_id=BUILDING, text="还是没水"), home.work)
    assert again is not whole


async def test_mine_is_another_matter() -> None:
    """Whoever was added and means something else has a matter of his own, under the own number."""
    home = Neighbourhood()
    whole = (await outage(home, 6))[-1]
    last = whole.reporters[-1]
    apart = await mine_is_another(OnIssue(issue_id=whole.id, by=last, at=home.now), home.work)
    assert (apart.number, apart.reporters, apart.state, apart.incident_at) == (6, [last], State.REPORTED, None)
    assert last not in whole.reporters
    with pytest.raises(NotYours):
        await mine_is_another(OnIssue(issue_id=whole.id, by=last, at=home.now), home.work)


async def test_the_ladder_runs_once() -> None:
    """Five matters, one understand deadline, one rung."""
    home = Neighbourhood()
    whole = (await outage(home, 5, apart=0.5))[-1]
    before = len([one for one in home.work.pings.values() if one.rung == 1])
    await home.until(TEN + timedelta(minutes=6))
    rung = [one for one in home.work.pings.values() if one.rung == 1]
    assert before == 0
    assert {one.issue_id for one in rung} == {whole.id}


async def test_a_managers_press() -> None:
    """Two are enough when the community says so; a head may not, and nothing private."""
    home = Neighbourhood()
    first, second = await outage(home, 2, "路灯不亮")
    with pytest.raises(NotYours):
        await declare(OnIssue(issue_id=first.id, by=HEAD, at=home.now), home.work)
    whole = await declare(OnIssue(issue_id=second.id, by=COMMUNITY, at=home.now), home.work)
    assert (whole, second.state, len(whole.reports)) == (first, State.MERGED, 2)
    private = await home.report("楼上邻居骂人，老吵架", category="quarrel")
    with pytest.raises(NotTogether):
        await declare(OnIssue(issue_id=private.id, by=COMMUNITY, at=home.now), home.work)


async def test_it_is_back_and_mine_is_not() -> None:
    """One without water goes on alone, the third makes a smaller one of the three; for the others it is done."""
    home = Neighbourhood()
    whole = (await outage(home, 7))[-1]
    await accept(OnIssue(issue_id=whole.id, by=HEAD, at=home.now), home.work)
    await resolve(Resolve(issue_id=whole.id, by=HEAD, at=home.now, text="主管修好了"), home.work)
    people = list(whole.reporters)
    found = []
    for person in people[-3:]:
        await home.forward(minutes=1)
        command = Reopen(issue_id=whole.id, by=person, at=home.now, what="same")
        found.append(await reopen(command, home.work))
    smaller = found[-1]
    assert sorted(smaller.reporters) == sorted(people[-3:])
    assert smaller.incident_at is not None
    assert [one.state for one in found[:2]] == [State.MERGED] * 2
    assert (whole.state, len(whole.reports)) == (State.RESOLVED, 4)
    for person in people[:4]:
        await rate(Rate(issue_id=whole.id, by=person, at=home.now, rating=Rating.GOOD), home.work)
    assert State(whole.state) is State.CLOSED
