"""Calls in both databases: who is asked in which circle, what was answered, and what is left after a month."""

from datetime import timedelta

from casework.issue.filing import File, file
from casework.model.calls import Call, CallAnswer, Calling, CallKind
from casework.model.volunteers import Can, Volunteer
from storage import erasing
from tests.casework.neighbourhood import BUILDING, PEOPLE, TEN
from tests.storage.town import Town

COMMUNITY_POST = 6
RESIDENT, NEIGHBOUR = PEOPLE["resident"], PEOPLE["neighbour"]


async def made(town: Town) -> Call:
    """One about a matter of the resident's, to which the neighbour said yes."""
    command = File(by=RESIDENT, at=TEN, area_id=BUILDING, text="轮椅抬不下楼")
    issue = await town.do(lambda work: file(command, work))
    work = town.work()
    call = Call(
        id=work.new_id(),
        kind=CallKind.CALL_OUT,
        issue_id=issue.id,
        line=issue.line,
        at=TEN,
        by_id=PEOPLE["community"],
        by_post_id=COMMUNITY_POST,
        needed=2,
        by_when=TEN + timedelta(hours=1),
        text="抬轮椅",
        meet="楼下",
        closes_at=TEN + timedelta(hours=1),
    )
    work.add(call)
    work.add(CallAnswer(id=work.new_id(), call_id=call.id, person_id=NEIGHBOUR, comes=True, at=TEN))
    for one in (RESIDENT, NEIGHBOUR):
        work.add(Volunteer(id=work.new_id(), person_id=one, at=TEN, can=[Can.CARRY]))
    await work.commit()
    return call


async def test_it_is_found(town: Town) -> None:
    """By its matter, with what was answered; and is as it was written."""
    call = await made(town)
    work = town.work()
    assert await work.call(call.id) == call
    assert await work.calls_of(call.issue_id) == [call]
    assert [one.person_id for one in await work.answers_to(call.id)] == [NEIGHBOUR]
    assert [one.call_id for one in await work.answers_of(NEIGHBOUR)] == [call.id]
    assert not await work.answers_of(RESIDENT)
    assert not await work.call_deadlines(call.id)
    mine = await work.volunteer_of(NEIGHBOUR)
    assert mine is not None
    assert mine.can == [Can.CARRY]


async def test_who_is_asked(town: Town) -> None:
    """Whoever is a volunteer there, in order, after the last; not those of the circle before, nor whom it is about."""
    call = await made(town)
    work = town.work()
    both = sorted((RESIDENT, NEIGHBOUR))
    whole, house = (call.line[-1],), (call.line[0],)
    assert await work.volunteering_below(whole, (), (), 0, 10) == both
    assert await work.volunteering_below(whole, (), (), both[0], 10) == both[1:]
    assert await work.volunteering_below(whole, (), (), 0, 1) == both[:1]
    assert await work.volunteering_below(whole, (), (RESIDENT,), 0, 10) == [NEIGHBOUR]
    assert await work.volunteering_below(whole, house, (), 0, 10) == []
    assert [one.person_id for one in await work.volunteers_unknown(whole, 10)] == [RESIDENT, NEIGHBOUR]


async def test_what_is_left_of_a_call(town: Town) -> None:
    """A month after its end: that there was one, how many were needed and when; nobody and no word."""
    call = await made(town)
    work = town.work()
    found = await work.call(call.id)
    found.state, found.ended_at = Calling.OVER, TEN
    work.changed(found)
    await work.commit()
    settings = town.work().settings
    await erasing.erase_all(town.database, settings, TEN + settings.visit_note_kept - timedelta(minutes=1))
    assert (await town.work().call(call.id)).text
    await erasing.erase_all(town.database, settings, TEN + settings.visit_note_kept + timedelta(minutes=1))
    kept = await town.work().call(call.id)
    assert (kept.text, kept.meet, kept.needed) == ("", "", 2)
    assert not await town.work().answers_to(call.id)
