"""A call's limits: one circle wider, its time over, the hour at which whoever opened it is asked who came."""

from datetime import timedelta

from casework.call.answering import Answering, answer
from casework.call.calling import CallOut, call_out
from casework.capabilities import USUAL, Capability
from casework.messages import Kind
from casework.model.calls import Call, Calling
from casework.model.deadlines import DeadlineKind
from casework.model.volunteers import Volunteer
from casework.settings import Settings
from tests.casework.neighbourhood import PEOPLE, Neighbourhood

CALLS = Settings(capabilities=USUAL | {Capability.CALL_OUTS})


async def called(home: Neighbourhood) -> Call:
    """The grid head calls two people for three hours from now; the neighbour is a volunteer."""
    home.work.add(Volunteer(id=900, person_id=PEOPLE["neighbour"], at=home.now))
    issue = await home.report("单元门口全是冰")
    by_when = home.now + timedelta(hours=3)
    command = CallOut(
        issue_id=issue.id, by=PEOPLE["grid_head"], at=home.now, needed=2, by_when=by_when, text="铲冰"
    )  # fmt: skip
    return await call_out(command, home.work)


async def test_nobody_near_answers() -> None:
    """After five minutes a wider circle is asked."""
    home = Neighbourhood(CALLS)
    call = await called(home)
    assert call.circle == 1
    await home.forward(minutes=5)
    assert call.circle > 1


async def test_its_time_is_over() -> None:
    """After two hours nobody is asked any more, and whoever called reads it."""
    home = Neighbourhood(CALLS)
    call = await called(home)
    await home.forward(minutes=119)
    states = [call.state]
    await home.forward(minutes=1)
    states.append(call.state)
    assert states == [Calling.ASKING, Calling.OVER]
    assert DeadlineKind.CALL_CLOSE not in {one.kind for one in await home.work.call_deadlines(call.id)}


async def test_who_came_is_asked_at_the_hour() -> None:
    """Of whoever called, aloud, where somebody said that he comes."""
    home = Neighbourhood(CALLS)
    call = await called(home)
    await answer(Answering(call_id=call.id, by=PEOPLE["neighbour"], at=home.now, comes=True), home.work)
    await home.forward(minutes=179)
    cards = len(home.told("grid_head", Kind.CALL_CARD))
    await home.forward(minutes=1)
    assert len(home.told("grid_head", Kind.CALL_CARD)) == cards + 1
