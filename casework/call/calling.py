"""Whoever has a matter calls volunteers to it, calls them off, and notes who came."""

from collections.abc import Collection
from datetime import datetime

from casework.call import clock
from casework.call.kinds import KINDS, MOST, quiet_end
from casework.call.telling import draw, tell_resident, tell_team, those_who_come
from casework.call.transitions import next_state
from casework.frozen import frozen
from casework.issue.doing import OnIssue, begin, step, words
from casework.lines import Called
from casework.messages import redraw
from casework.model.calls import Call, Calling, CallKind, CallStep
from casework.model.issues import Action, Issue
from casework.neighbourhood.people import OfPerson
from casework.neighbourhood.rights import CALLING_RIGHTS, parts_in_call
from casework.ports import Work
from casework.refusals import DateNotPossible, NotPossibleNow, NotYours
from casework.words.masking import mask, mask_people


def can_be_called_to(issue: Issue) -> bool:
    """Whether volunteers may be sent there: not to what is private, nor into a danger that is for others."""
    return not issue.private and issue.category not in KINDS[CallKind.CALL_OUT].not_for


async def going_on(issue_id: int, at: datetime, work: Work) -> bool:
    """Whether a call about it asks, or has all it needs and waits for its hour."""
    return any(
        one.noted_at is None and (one.state is Calling.ASKING or (one.state is Calling.FULL and one.by_when > at))
        for one in await work.calls_of(issue_id)
    )


@frozen(kw_only=True)
class CallOut(OnIssue):
    """How many, until when, for what, and where to."""

    needed: int
    by_when: datetime
    text: str
    meet: str = ""


def first_asked(at: datetime, urgent: bool, work: Work, issue: Issue) -> datetime:
    """From when on volunteers are asked."""
    zone = work.settings_for(issue.line, at).zone
    return at if urgent else quiet_end(at, zone) or at


async def call_out(command: CallOut, work: Work) -> Call:
    """The first circle is asked, at night the next morning. Raises NotYours, NotPossibleNow, SwitchedOff, TextNeeded,
    DateNotPossible (too early for anybody to be asked, or no number)."""
    issue, post = await begin(command, Action.CALL_OUT, work)
    if not can_be_called_to(issue) or await going_on(issue.id, command.at, work) or post is None:
        raise NotPossibleNow(state=issue.state, action=Action.CALL_OUT)
    first = first_asked(command.at, issue.urgent, work, issue)
    if command.by_when <= first or not 0 < command.needed <= MOST:
        raise DateNotPossible
    closes = first + work.settings_for(issue.line, command.at).call_closes
    call = Call(
        id=work.new_id(),
        kind=CallKind.CALL_OUT,
        issue_id=issue.id,
        line=issue.line,
        at=command.at,
        by_id=command.by,
        by_post_id=post.id,
        needed=command.needed,
        by_when=command.by_when,
        text=mask(mask_people(words(command.text))),
        meet=command.meet.strip(),
        closes_at=min(closes, command.by_when),
        urgent=issue.urgent,
    )
    work.add(call)
    step(issue, Action.CALL_OUT, command, post, work, data=Called(call=call.id, people=call.needed))
    await clock.begin(call, command.at, work, first=first)
    draw(work, call, command.at)
    await redraw(work, issue, command.at)
    return call


@frozen(kw_only=True)
class OnCall(OfPerson):
    """Somebody does something to a call."""

    call_id: int


async def enter(command: OnCall, what: CallStep, work: Work) -> Call:
    """The call, as this person may do that to it. Raises NotFound, NotYours, NotPossibleNow."""
    call = await work.call(command.call_id)
    if not CALLING_RIGHTS[what] & await parts_in_call(call, command.by, work):
        raise NotYours(action=what)
    next_state(call, what)
    return call


async def call_off(command: OnCall, work: Work) -> Call:
    """Nobody need come: everybody who said yes hears so, and so does the resident who was told of them. Raises
    NotYours, NotPossibleNow."""
    call = await enter(command, CallStep.CALL_OFF, work)
    if call.noted_at is not None:
        raise NotPossibleNow(state=call.state, action=CallStep.CALL_OFF)
    come = [one.person_id for one in await those_who_come(call, work)]
    await clock.end(call, next_state(call, CallStep.CALL_OFF), command.at, work)
    await clock.stop(call, command.at, work, clock.CAME)
    await tell_team(work, call, command.at, loud=come, what="off")
    if call.told_at is not None:
        await tell_resident(work, call, command.at, "off")
    draw(work, call, command.at)
    return call


@frozen(kw_only=True)
class NoteCame(OnCall):
    """Who came; of the others nothing is said."""

    people: Collection[int]


async def note_came(command: NoteCame, work: Work) -> Call:
    """Each of them is thanked, once. Raises NotYours, NotPossibleNow."""
    call = await enter(command, CallStep.NOTE_CAME, work)
    if call.noted_at is not None:
        raise NotPossibleNow(state=call.state, action=CallStep.NOTE_CAME)
    came = []
    for one in await those_who_come(call, work):
        one.came = one.person_id in command.people
        work.changed(one)
        if one.came:
            came.append(one.person_id)
    call.noted_at, call.ended_at = command.at, call.ended_at or command.at
    work.changed(call)
    await clock.stop(call, command.at, work, clock.WIDEN, clock.CLOSE, clock.CAME)
    await tell_team(work, call, command.at, loud=came, what="thanks")
    draw(work, call, command.at)
    return call
