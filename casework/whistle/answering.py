"""What a department answers: we are here, not ours, we consult, a word, it is done; and what whoever whistled says to
that."""

from datetime import datetime

from casework.frozen import frozen
from casework.issue.doing import Photo, attach, reason, words
from casework.messages import Kind, Priority
from casework.model.people import Post
from casework.model.timeline import Entry
from casework.model.whistles import CallAction, CallRating, CallState, Whistle, WhistleCall
from casework.neighbourhood.rights import CALL_RIGHTS, JUDGES, Standing, standings
from casework.ports import Work
from casework.refusals import NotYours
from casework.whistle.clock import after, feedback_by, settle
from casework.whistle.due import catch_up
from casework.whistle.lines import OfCall, of_call
from casework.whistle.telling import (
    DONE,
    HERE,
    note,
    note_on_issue,
    redraw_call,
    tell,
    tell_residents,
    to_department,
    whistler,
)
from casework.whistle.transitions import next_state

MOST_PEOPLE = 99


@frozen(kw_only=True)
class OnCall:
    """Somebody does something about a department that was whistled."""

    call_id: int
    by: int
    at: datetime
    chat_id: int | None = None


@frozen(kw_only=True)
class Said(OnCall):
    """With words, photos."""

    text: str = ""
    photos: tuple[Photo, ...] = ()


async def begin(command: OnCall, action: CallAction, work: Work) -> tuple[Whistle, WhistleCall, Post | None]:
    """The whistle as it stands, the department's part in it, and the post in which the person acts.

    Raises NotFound, NotYours (facts: department, its name; holder, the post that whistled), NotPossibleNow.
    """
    whistle = await work.whistle_of_call(command.call_id)
    await catch_up(whistle, command.at, work)
    call = whistle.call(command.call_id)
    assert call is not None
    stands = await standings(whistle, command.by, work, call)
    if not CALL_RIGHTS[action] & stands:
        judges = CALL_RIGHTS[action] <= JUDGES
        whose = await work.post(whistle.by_post_id) if judges else None
        name = "" if judges else (await work.department(call.department_id)).name
        raise NotYours(action=action, holder=whose, department=name)
    next_state(call, action)
    return whistle, call, await _acting(command.by, whistle, call, work, officer=Standing.OFFICER in stands)


async def _acting(person_id: int, whistle: Whistle, call: WhistleCall, work: Work, *, officer: bool) -> Post | None:
    posts = await work.posts_of(person_id)
    if officer and (own := [one for one in posts if one.department_id == call.department_id]):
        return own[0]
    mine = [one for one in posts if one.id == whistle.by_post_id]
    near = [one for one in posts if one.area_id in whistle.line]
    return next(iter(mine or near or posts), None)


async def _step(
    command: OnCall, action: CallAction, work: Work, *, text: str = ""
) -> tuple[Whistle, WhistleCall, Entry]:
    whistle, call, post = await begin(command, action, work)
    return whistle, call, _take(whistle, call, action, command, post, work, text=text)


def _take(
    whistle: Whistle,
    call: WhistleCall,
    action: CallAction,
    command: OnCall,
    post: Post | None,
    work: Work,
    *,
    text: str = "",
) -> Entry:
    call.state = next_state(call, action)
    return note(
        whistle,
        action,
        command.at,
        work,
        call=call,
        by=command.by,
        post=post,
        chat_id=command.chat_id,
        text=text,
    )


async def report_in(command: OnCall, work: Work) -> Whistle:
    """We are here: it counts from the press. Whoever whistled sees it, the resident hears that they came."""
    whistle, call, post = await begin(command, CallAction.REPORT_IN, work)
    _take(whistle, call, CallAction.REPORT_IN, command, post, work)
    call.reported_in_at, call.reported_post_id = command.at, post.id if post else None
    settle(whistle, command.at, work)
    await note_on_issue(whistle, HERE, command.at, work, (await work.department(call.department_id)).name)
    await tell_residents(work, whistle, command.at, "here", call)
    await redraw_call(work, whistle, call, command.at)
    return whistle


async def count(command: OnCall, people: int, work: Work) -> Whistle:
    """How many came."""
    whistle, call, entry = await _step(command, CallAction.COUNT, work)
    entry.data = of_call(call, people=people)
    call.people = max(1, min(people, MOST_PEOPLE))
    await redraw_call(work, whistle, call, command.at)
    return whistle


async def send_back(command: Said, work: Work) -> Whistle:
    """Not ours, and why: whoever whistled calls another or takes it back. Raises ReasonNeeded."""
    why = reason(command.text)
    whistle, call, entry = await _step(command, CallAction.RETURN, work, text=why)
    call.returned_at, call.reason = command.at, why
    settle(whistle, command.at, work)
    to = await whistler(whistle, command.at, work)
    tell(work, Kind.WHISTLE_RETURNED, whistle, command.at, person_id=to, call=call, entry=entry)
    await redraw_call(work, whistle, call, command.at)
    return whistle


async def stays_theirs(command: Said, work: Work) -> Whistle:
    """Sent back, and theirs after all, as they say, or whoever whistled: they are awaited anew, from now on, and the
    other side hears it. Raises NotPossibleNow where another was called instead."""
    whistle, call, entry = await _step(command, CallAction.STAYS, work, text=command.text.strip())
    attach(whistle.subject, entry, command.photos, work)
    settings = work.settings_for(whistle.line, command.at)
    call.returned_at, call.reason = None, ""
    call.report_in_by = max(call.report_in_by, after(whistle, command.at, whistle.report_in, settings))
    call.feedback_from = max(call.feedback_from or command.at, command.at)
    call.feedback_by = feedback_by(whistle, call.feedback_from, settings)
    settle(whistle, command.at, work)
    if Standing.OFFICER in await standings(whistle, command.by, work, call):
        to = await whistler(whistle, command.at, work)
        tell(work, Kind.WHISTLE_SAID, whistle, command.at, person_id=to, call=call, entry=entry)
    else:
        await to_department(work, Kind.WHISTLE_SAID, whistle, call, command.at, entry=entry)
    await redraw_call(work, whistle, call, command.at)
    return whistle


async def consult(command: OnCall, work: Work) -> Whistle:
    """They talk it over 会商, with residents and property where it helps."""
    whistle, call, _ = await _step(command, CallAction.CONSULT, work)
    call.consulted_at = command.at
    await redraw_call(work, whistle, call, command.at)
    return whistle


async def act(command: Said, work: Work) -> Whistle:
    """What was agreed is being done; in a sentence, where there was something to agree on."""
    whistle, call, _ = await _step(command, CallAction.ACT, work, text=command.text.strip())
    call.agreed = command.text.strip() or call.agreed
    await redraw_call(work, whistle, call, command.at)
    return whistle


async def say(command: Said, work: Work) -> Whistle:
    """A word or a photo: to the other side, whichever that is. Raises TextNeeded."""
    text = words(command.text, command.photos)
    whistle, call, entry = await _step(command, CallAction.SAY, work, text=text)
    attach(whistle.subject, entry, command.photos, work)
    to = await whistler(whistle, command.at, work)
    if to != command.by:
        tell(work, Kind.WHISTLE_SAID, whistle, command.at, person_id=to, call=call, entry=entry)
    else:
        await to_department(work, Kind.WHISTLE_SAID, whistle, call, command.at, entry=entry)
    return whistle


async def first_step(call_id: int, work: Work) -> CallAction:
    """What "it is done" begins with: they act, as long as nobody said so; then they feed back."""
    call = (await work.whistle_of_call(call_id)).call(call_id)
    begun = call is None or call.state not in (CallState.REPORTED_IN, CallState.CONSULTING)
    return CallAction.FEED_BACK if begun else CallAction.ACT


async def feed_back(command: Said, work: Work) -> Whistle:
    """It is done, and what: whoever whistled looks. Who is done without more ado has acted by that. Raises
    TextNeeded."""
    text = words(command.text, command.photos)
    if await first_step(command.call_id, work) is CallAction.ACT:
        await _step(command, CallAction.ACT, work)
    whistle, call, entry = await _step(command, CallAction.FEED_BACK, work, text=text)
    attach(whistle.subject, entry, command.photos, work)
    call.result, call.fed_back_at = text, command.at
    if call.fed_back_first_at is None:
        call.fed_back_first_at, call.first_by = command.at, call.feedback_by
    settle(whistle, command.at, work)
    to = await whistler(whistle, command.at, work)
    tell(work, Kind.WHISTLE_FED_BACK, whistle, command.at, person_id=to, call=call, entry=entry)
    await redraw_call(work, whistle, call, command.at)
    return whistle


# What whoever whistled says to it


async def accept(command: OnCall, rating: CallRating, work: Work) -> Whistle:
    """It is good as it is: the resident hears what was done. The whistle is over when all departments are."""
    whistle, call, entry = await _step(command, CallAction.ACCEPT, work)
    entry.data = of_call(call, rating=rating)
    call.accepted_at, call.rating = command.at, rating
    end_if_over(whistle, command.at)
    name = (await work.department(call.department_id)).name
    await note_on_issue(whistle, DONE, command.at, work, f"{name}：{call.result}" if call.result else name)
    await tell_residents(work, whistle, command.at, "done", call)
    await redraw_call(work, whistle, call, command.at)
    return whistle


async def redo(command: Said, work: Work) -> Whistle:
    """Something is missing: they go on, with as much time as before. Raises ReasonNeeded."""
    missing = reason(command.text)
    whistle, call, entry = await _step(command, CallAction.REDO, work, text=missing)
    attach(whistle.subject, entry, command.photos, work)
    call.missing, call.overdue, call.fed_back_at = missing, 0, None
    call.redos += 1
    call.feedback_from = command.at
    call.feedback_by = feedback_by(whistle, command.at, work.settings_for(whistle.line, command.at))
    settle(whistle, command.at, work)
    await to_department(work, Kind.WHISTLE_REDO, whistle, call, command.at, entry=entry, priority=Priority.PING)
    await redraw_call(work, whistle, call, command.at)
    return whistle


def end_if_over(whistle: Whistle, at: datetime) -> None:
    """Every department is accepted, taken back, or replaced."""
    if whistle.ended_at is None and all(one.over for one in whistle.calls):
        whistle.ended_at = at


async def show_more(whistle_id: int, entry_id: int, photos: tuple[Photo, ...], work: Work) -> None:
    """More photos of something that was said."""
    whistle = await work.whistle(whistle_id)
    attach(whistle.subject, await work.entry(entry_id), photos, work)
    work.changed(whistle)


FIELDS = {
    CallAction.RETURN: (CallState.RETURNED, "reason"),
    CallAction.FEED_BACK: (CallState.FED_BACK, "result"),
    CallAction.REDO: (CallState.ACTING, "missing"),
    CallAction.ACT: (CallState.ACTING, "agreed"),
}
"""What the words of an action are kept as, as long as the department stands where they led."""


async def correct(whistle_id: int, entry_id: int, text: str, at: datetime, work: Work) -> bool:
    """Other words for what was said. False when it has moved on."""
    whistle, entry = await work.whistle(whistle_id), await work.entry(entry_id)
    call = whistle.call(entry.data.call) if isinstance(entry.data, OfCall) else None
    state, name = FIELDS.get(CallAction(entry.action), (None, "")) if entry.action in set(CallAction) else (None, "")
    if call is None or not text or (name and call.state is not state):
        return False
    entry.text = text
    work.changed(entry)
    if name:
        setattr(call, name, text)
    work.changed(whistle)
    await redraw_call(work, whistle, call, at)
    return True
