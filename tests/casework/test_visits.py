"""Door and phone are a report's: of several reporters each has its own, and nobody's takes another's away."""

import pytest

from casework.forgetting import forget
from casework.issue.doing import OnIssue
from casework.issue.drafts import ChangeDraft, Compose, FileDraft, change_draft, compose, file_draft
from casework.issue.ending import withdraw
from casework.issue.filing import File, file
from casework.issue.mended import mended
from casework.issue.registering import begin_registering
from casework.issue.resolving import Rate, Resolve, rate, resolve
from casework.issue.telling import told_in_person
from casework.issue.together import PutTogether, put_together, take_apart
from casework.issue.triage import Speak, accept, reply
from casework.issue.visiting import GiveVisit, give_visit, own_note, read_visit
from casework.messages import Kind
from casework.model.issues import Issue, Rating, Source, State
from casework.neighbourhood.people import OfPerson
from tests.casework.neighbourhood import BUILDING, PEOPLE, Neighbourhood
from tests.casework.test_incident import outage

HEAD = PEOPLE["grid_head"]


async def left(home: Neighbourhood, issue: Issue, person: int, text: str) -> None:
    await give_visit(GiveVisit(issue_id=issue.id, by=person, at=home.now, text=text), home.work)


async def read(home: Neighbourhood, issue: Issue) -> list[tuple[int, str]]:
    return await read_visit(OnIssue(issue_id=issue.id, by=HEAD, at=home.now), home.work)


async def together(home: Neighbourhood) -> tuple[Issue, int, int]:
    """Two reports with a door each are put together; the head has it."""
    one, two = await outage(home, 2, "单元门坏了")
    a, b = one.reporters[0], two.reporters[0]
    await left(home, one, a, "501")
    await left(home, two, b, "202")
    whole = await put_together(
        PutTogether(issue_id=one.id, other_id=two.id, by=PEOPLE["community"], at=home.now), home.work
    )
    await accept(OnIssue(issue_id=whole.id, by=HEAD, at=home.now), home.work)
    return whole, a, b


async def done(home: Neighbourhood, issue: Issue, *content: int) -> None:
    said = Resolve(issue_id=issue.id, by=HEAD, at=home.now, text="好了", public="好了")
    await resolve(said, home.work)
    for person in content:
        await rate(Rate(issue_id=issue.id, by=person, at=home.now, rating=Rating.GOOD), home.work)


async def test_each_reporter_of_an_incident_has_a_door_of_ones_own() -> None:
    """The second does not write over the first's; said again it is the own one that changes."""
    home = Neighbourhood()
    whole = (await outage(home, 5))[-1]
    a, b = whole.reporters[:2]
    await left(home, whole, a, "501")
    await left(home, whole, b, "202")
    await left(home, whole, a, "502")
    await accept(OnIssue(issue_id=whole.id, by=HEAD, at=home.now), home.work)
    assert await read(home, whole) == [(1, "502"), (2, "202")]


async def test_put_together_and_taken_apart_each_keeps_its_own() -> None:
    """The holder of the whole reads both; taken apart, each matter has the own one again."""
    home = Neighbourhood()
    whole, _, b = await together(home)
    assert await read(home, whole) == [(1, "501"), (2, "202")]
    (other,) = [one.home_id for one in whole.joined]
    assert other is not None
    apart = await take_apart(OnIssue(issue_id=other, by=b, at=home.now), home.work)
    assert (await read(home, whole), await read(home, apart)) == ([(1, "501")], [(2, "202")])
    assert (whole.visit_asked, apart.visit_asked) == (True, True)


async def test_all_of_them_are_erased_after_closing() -> None:
    """30 days after the whole is over, those of the reports that came to it too."""
    home = Neighbourhood()
    whole, a, b = await together(home)
    await done(home, whole, a, b)
    assert whole.state is State.CLOSED
    await home.forward(minutes=29 * 24 * 60)
    assert len(home.work.notes) == 2
    await home.forward(minutes=2 * 24 * 60)
    assert (home.work.notes, whole.visit_asked) == ({}, False)


@pytest.mark.parametrize("leaves", ["forgets", "withdraws"])
async def test_whoever_goes_takes_the_own_one_along(leaves: str) -> None:
    """And nobody else's."""
    home = Neighbourhood()
    whole, a, b = await together(home)
    if leaves == "forgets":
        await forget(OfPerson(by=b, at=home.now), home.work)
    else:
        await withdraw(OnIssue(issue_id=whole.id, by=b, at=home.now), home.work)
    assert await read(home, whole) == [(1, "501")]
    note = await own_note(whole, a, home.work)
    assert note is not None
    assert note.text == "501"


@pytest.mark.parametrize("callers", [1, 3])
async def test_a_call_with_a_contact_that_falls_into_an_incident(callers: int) -> None:
    """Whoever reported before has left a door, and each caller a phone: all are kept, each with its report."""
    home = Neighbourhood()
    *_, fourth = await outage(home, 4)
    await left(home, fourth, fourth.reporters[0], "501")
    for number in range(callers):
        draft = await begin_registering(OfPerson(by=HEAD, at=home.now), home.work)
        told = Compose(draft_id=draft.id, by=HEAD, at=home.now, text="停水了")
        await compose(told, home.work)
        change = ChangeDraft(
            draft_id=draft.id, by=HEAD, at=home.now, area_id=BUILDING, behalf=f"张大爷 1380000000{number}"
        )
        await change_draft(change, home.work)
        whole = await file_draft(FileDraft(draft_id=draft.id, by=HEAD, at=home.now), home.work)
        await home.forward(seconds=20)
    await accept(OnIssue(issue_id=whole.id, by=HEAD, at=home.now), home.work)
    contacts = [(5 + number, f"张大爷 1380000000{number}") for number in range(callers)]
    assert await read(home, whole) == [(4, "501"), *contacts]


@pytest.mark.parametrize("when", ["open", "over"])
async def test_who_is_forgotten_takes_nobody_elses_words(when: str) -> None:
    """Of a matter of several the others keep words, name, rating and the way to say that it is not solved."""
    home = Neighbourhood()
    whole, a, b = await together(home)
    if when == "over":
        await done(home, whole, a, b)
    await forget(OfPerson(by=b, at=home.now), home.work)
    if when == "open":
        await done(home, whole, a)
    assert whole.state is State.CLOSED
    first, second = whole.reports
    assert (first.reporter_id, first.text, first.forgotten_at) == (a, "单元门坏了", None)
    assert second.reporter_id is None
    assert second.forgotten_at is not None
    assert second.text == ("单元门坏了" if when == "open" else "")  # masked as long as it runs
    assert not whole.erased_at
    assert [one.id for one in await home.work.reports_of(a, 5)] == [whole.id]
    await home.forward(minutes=60)
    await forget(OfPerson(by=a, at=home.now), home.work)
    assert (whole.erased_at, first.text, second.text) == (home.now, "", "")


async def call_and_neighbour(home: Neighbourhood) -> Issue:
    """A call that was registered, put together with what a neighbour reported."""
    call = File(
        by=HEAD,
        at=home.now,
        area_id=BUILDING,
        text="单元门坏了",
        for_nobody=True,
        source=Source.PHONE,
        contact="张大爷",
    )
    registered = await file(call, home.work)
    (other,) = await outage(home, 1, "单元门坏了关不上")
    on = PutTogether(issue_id=registered.id, other_id=other.id, by=PEOPLE["community"], at=home.now)
    return await put_together(on, home.work)


async def test_a_call_stays_when_the_neighbour_withdraws() -> None:
    """The caller still waits for it; whoever registered it goes on hearing what there is to tell."""
    home = Neighbourhood()
    whole = await call_and_neighbour(home)
    neighbour = whole.reporters[0]
    await withdraw(OnIssue(issue_id=whole.id, by=neighbour, at=home.now), home.work)
    assert whole.state is State.REPORTED
    assert [one.registered_by for one in whole.callers] == [HEAD]


async def test_a_call_stays_when_the_neighbour_says_that_it_is_mended() -> None:
    """His own door may shut again; the caller's word is not known."""
    home = Neighbourhood()
    whole = await call_and_neighbour(home)
    said = Speak(issue_id=whole.id, by=whole.reporters[0], at=home.now, text="好了", over=True)
    await mended(said, home.work)
    assert whole.state is State.REPORTED


async def test_a_call_put_together_with_a_neighbours_report_is_still_passed_on() -> None:
    """Whoever registered it hears what there is to tell, beside the neighbour, who reads it; that the caller was told
    says nothing of the neighbour."""
    home = Neighbourhood()
    whole = await call_and_neighbour(home)
    steward, neighbour = PEOPLE["steward"], whole.reporters[0]
    await accept(OnIssue(issue_id=whole.id, by=steward, at=home.now), home.work)
    await reply(Speak(issue_id=whole.id, by=steward, at=home.now, text="下午修"), home.work)
    told = [(one.kind, one.person_id) for one in home.work.outbox if one.kind in (Kind.PASS_ON, Kind.RELAY)]
    assert sorted(told) == sorted([(Kind.PASS_ON, HEAD), (Kind.RELAY, neighbour)])
    await told_in_person(OnIssue(issue_id=whole.id, by=steward, at=home.now), home.work)
    assert [one.told_at is not None for one in whole.reports] == [True, False]
    assert whole.now.replied_at is None
