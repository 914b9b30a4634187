"""What is decided about an item of an agenda: do it, put it off, it cannot be done; whistling and handing up are done
as everywhere (around-an-issue.md §3).

Whoever decides says which decision he or she knew of (`seen`): of two who decide one item at once the second is told
what was decided.
"""

import re
from collections.abc import Awaitable, Callable, Collection
from datetime import date, datetime

from casework.clock import limits as clock
from casework.clock.falling_due import note_due
from casework.clock.ladder import on_duty_or_above, over, watched
from casework.frozen import frozen
from casework.issue.checking import note_check, waits_for_check
from casework.issue.doing import OnIssue, begin, reason, step, words
from casework.issue.handover import WithReason, hand_back, hand_up, who_could, who_may_have_it
from casework.issue.promising import FURTHEST, Promise, give, tell
from casework.issue.resolving import NotFixed, awaited_for, not_fixed
from casework.issue.triage import accepted_by, hold_by
from casework.lines import Cannot as Not
from casework.lines import Decided, OnDay, To
from casework.meeting.agenda import doubts, newest_decision, tier_on_agenda
from casework.meeting.sitting import given_by, put_down, sits
from casework.messages import Kind, Priority, hand_card, redraw, tell_neighbours, tell_person, tell_reporter, tidy
from casework.model.deadlines import Deadline, DeadlineKind
from casework.model.issues import Action, Check, Issue, State
from casework.model.meetings import Meeting
from casework.model.people import Post
from casework.model.timeline import Entry
from casework.model.whistles import Whistle
from casework.neighbourhood.rights import authorise
from casework.ports import IssueDue, Work
from casework.refusals import AlreadyMoved, DateNotPossible, DecidedAlready, NotPossibleNow, PrivateMatter, WhistleOpen
from casework.tiers import tier_row
from casework.timeline import newest as newest_of
from casework.whistle.calling import Blow, blow

NOTHING_SEEN = 0
"""No decision was known to whoever decides."""


async def undecided(issue: Issue, seen: int, work: Work) -> None:
    """Raises DecidedAlready where something was decided of which whoever decides does not know."""
    newest = newest_decision(await work.timeline(issue.id))
    if newest is not None and newest.id != seen:
        post = await work.post(newest.post_id) if newest.post_id is not None else None
        raise DecidedAlready(issue=issue, entry=newest, post=post, to=await given_by(newest, work))


async def _begin(command: OnIssue, action: Action, seen: int, work: Work) -> tuple[Issue, Post | None, Meeting | None]:
    """With the meeting that sits, if one does."""
    await undecided(await work.issue(command.issue_id), seen, work)
    issue, post = await begin(command, action, work)
    if issue.private:
        raise PrivateMatter
    return issue, post, await sits(issue, command.by, work)


@frozen(kw_only=True)
class DoIt(Promise):
    """Who, what and by when; `why` it was not done before is not asked: what will be done counts."""

    post_id: int
    seen: int = NOTHING_SEEN
    why: str = ""


async def who_could_do_it(issue: Issue, by: int, at: datetime, work: Work) -> list[Post]:
    """Whoever has it, whoever decides, and those who could have it. Raises NotYours."""
    mine = await authorise(issue, Action.DECIDE, by, work)
    holder = await work.post(issue.holder_post_id) if issue.holder_post_id is not None else None
    with_it = [holder] if holder is not None and holder.person_id is not None else []
    found = [one for one in (*with_it, mine, *await who_could(issue, by, at, work)) if one is not None]
    return list({one.person_id: one for one in reversed(found)}.values())[::-1]


async def do_it(command: DoIt, work: Work) -> Issue:
    """It becomes the promise of whoever is to do it, who holds it from now on. A promise whose day has not come is so
    moved to a later one: once, as always.

    Raises DecidedAlready, PrivateMatter, NobodyThere, NotForThem, TextNeeded, DateNotPossible, AlreadyMoved.
    """
    issue, post, meeting = await _begin(command, Action.DECIDE, command.seen, work)
    to = await who_may_have_it(issue, command.post_id, work)
    assert to.person_id is not None
    what = words(command.what)
    before = issue.promise if issue.state is State.PROMISED else None
    today = command.at.astimezone(work.settings_for(issue.line, command.at).zone).date()
    later = before is not None and today <= before.on_day < command.on
    if before is not None and later and before.moved:
        raise AlreadyMoved
    former = issue.holder_id
    issue.assigned_by_id = command.by
    if issue.state is State.REPORTED:
        await accepted_by(issue, to.person_id, to, command.at, work)
    else:
        hold_by(issue, to.person_id, to)
    give(issue, command, what, work)
    if issue.promise is not None and later:
        issue.promise.moved = True
    decided = Decided(on=command.on, to_post_id=to.id, public=what)
    entry = step(issue, Action.DECIDE, command, post, work, text=what, data=decided)
    if former not in (None, to.person_id):
        tell_person(work, Kind.SETTLED, former, command.at, Priority.PING, issue=issue, entry=entry)
    if to.person_id != command.by:
        hand_card(work, Kind.DECIDED, to.person_id, command.at, issue, entry)
    await _tell_who_handed_up(issue, entry, (former, to.person_id), work)
    await tell(issue, entry, command.at, work)
    await put_down(meeting, issue, command.by, command.at, work)
    return issue


async def _tell_who_handed_up(issue: Issue, entry: Entry, told: Collection[int | None], work: Work) -> None:
    """Whoever asked those above hears what they decided."""
    handed = newest_of(await work.timeline(issue.id), (Action.HAND_UP,))
    if handed is None or handed.round != issue.round or handed.person_id in (entry.person_id, *told):
        return
    tell_person(work, Kind.SETTLED, handed.person_id, entry.at, Priority.NOTICE, issue=issue, entry=entry)


@frozen(kw_only=True)
class PutOff(WithReason):
    """Until which day, and why."""

    on: date
    seen: int = NOTHING_SEEN


async def put_off(command: PutOff, work: Work) -> Issue:
    """Not now: the resident hears until when and why, and on that day it stands on the agenda again. Until then nobody
    is rung; no clock stands still for it. Raises DecidedAlready, PrivateMatter, ReasonNeeded, DateNotPossible;
    NotPossibleNow in danger."""
    issue, post, meeting = await _begin(command, Action.PUT_OFF, command.seen, work)
    if issue.urgent:
        raise NotPossibleNow(state=issue.state, action=Action.PUT_OFF)
    why = reason(command.why)
    today = command.at.astimezone(work.settings_for(issue.line, command.at).zone).date()
    if not today < command.on <= today + FURTHEST:
        raise DateNotPossible(on=command.on)
    entry = step(issue, Action.PUT_OFF, command, post, work, text=why, data=OnDay(on=command.on))
    settings = work.settings_for(issue.line, command.at)
    clock.add(issue, work, DeadlineKind.PUT_OFF_END, clock.local(command.on, settings.remind_at, settings.zone))
    await watched(issue, command.by, command.at, work)
    await tidy(work, issue, command.at)
    if issue.holder_id != command.by:
        tell_person(work, Kind.SETTLED, issue.holder_id, command.at, Priority.NOTICE, issue=issue, entry=entry)
    await _tell_who_handed_up(issue, entry, (issue.holder_id,), work)
    tell_reporter(work, Kind.PUT_OFF, issue, command.at, entry=entry)
    await redraw(work, issue, command.at)
    await put_down(meeting, issue, command.by, command.at, work)
    return issue


async def _put_off_over(issue: Issue, deadline: Deadline, work: Work) -> None:
    """The day has come: it is on the agenda again, and its reporter, the neighbours who have it, whoever holds the
    meeting and whoever has it hear it."""
    note_due(issue, deadline, work)
    issue.again_since = deadline.due_at
    work.changed(issue)
    to = await on_duty_or_above(issue, tier_row(tier_on_agenda(issue)).role, deadline.due_at, work)
    for person_id in dict.fromkeys((to.person_id if to is not None else None, issue.holder_id)):
        tell_person(work, Kind.PUT_OFF_OVER, person_id, deadline.due_at, Priority.PING, issue=issue)
    if not issue.urgent:
        by = to.id if to is not None else None
        tell_reporter(work, Kind.PUT_OFF_AGAIN, issue, deadline.due_at, data=To(to_post_id=by))
        await tell_neighbours(work, issue, deadline.due_at)
    await redraw(work, issue, deadline.due_at)


_NOTHING = re.compile(r"[\s\W_]*(?:没有|没有了|没|无|没啥|没什么|没办法|暂无|none|no|nothing)?[\s\W_]*", re.IGNORECASE)


def says_nothing(text: str) -> bool:
    """ "没有", "无", "。": no answer to what can be done."""
    return _NOTHING.fullmatch(text) is not None


@frozen(kw_only=True)
class Cannot(WithReason):
    """Why not, and what can be done instead: for everybody to read."""

    instead: str
    seen: int = NOTHING_SEEN


async def cannot(command: Cannot, work: Work) -> Issue:
    """Say honestly that it cannot be done, and what can: to its reporters, its neighbours and on the echo wall. The
    reporter may ask to look again. Raises DecidedAlready, PrivateMatter, ReasonNeeded; WhistleOpen while departments
    are waited for, NotPossibleNow in danger."""
    issue, post, meeting = await _begin(command, Action.CANNOT, command.seen, work)
    if issue.urgent:
        raise NotPossibleNow(state=issue.state, action=Action.CANNOT)
    why, instead = reason(command.why), reason("" if says_nothing(command.instead) else command.instead)
    if awaited := await awaited_for(issue, work):
        raise WhistleOpen(departments=awaited)
    entry = step(issue, Action.CANNOT, command, post, work, text=why, data=Not(instead=instead, public=why))
    if issue.holder_id != command.by:
        tell_person(work, Kind.SETTLED, issue.holder_id, command.at, Priority.PING, issue=issue, entry=entry)
    await _tell_who_handed_up(issue, entry, (issue.holder_id,), work)
    over(issue, command.at, work)
    await work.falls_due.taken_back(issue, command.at, work)
    tell_reporter(work, Kind.CANNOT, issue, command.at, entry=entry)
    await tell_neighbours(work, issue, command.at)
    await tidy(work, issue, command.at)
    await redraw(work, issue, command.at)
    await put_down(meeting, issue, command.by, command.at, work)
    return issue


@frozen(kw_only=True)
class Pass(WithReason):
    """Up or down, with the reason."""

    seen: int = NOTHING_SEEN


async def pass_up(command: Pass, work: Work) -> Issue:
    """Those above decide. Raises DecidedAlready beside what handing up raises."""
    return await _passed(command, hand_up, work)


async def pass_down(command: Pass, work: Work) -> Issue:
    """The tier below can do it. Raises DecidedAlready beside what handing back raises."""
    return await _passed(command, hand_back, work)


async def _passed(command: Pass, use_case: Callable[[WithReason, Work], Awaitable[Issue]], work: Work) -> Issue:
    issue = await work.issue(command.issue_id)
    await undecided(issue, command.seen, work)
    meeting = await sits(issue, command.by, work)  # of the tier that decides before it goes up or down
    issue = await use_case(command, work)
    await put_down(meeting, issue, command.by, command.at, work)
    return issue


async def whistle_it(command: Blow, seen: int, work: Work) -> Whistle:
    """Departments are called. Raises DecidedAlready beside what whistling raises."""
    assert command.issue_id is not None
    issue = await work.issue(command.issue_id)
    await undecided(issue, seen, work)
    meeting = await sits(issue, command.by, work)
    whistle = await blow(command, work)
    await put_down(meeting, issue, command.by, command.at, work)
    return whistle


@frozen(kw_only=True)
class Look(NotFixed):
    """What somebody who went there found."""

    seen: int = NOTHING_SEEN


async def look(command: Look, work: Work, *, fine: bool) -> Issue:
    """Neighbours say that it is not done, or it is in the month's sample, and somebody looked: it is, or it is opened
    again. Raises DecidedAlready, TextNeeded; NotPossibleNow where nobody has a reason to look."""
    issue = await work.issue(command.issue_id)
    await undecided(issue, command.seen, work)
    few = len(doubts(issue, await work.verdicts(issue.id))) < work.settings.not_yet_neighbours
    if few and not waits_for_check(issue.now):
        await begin(command, Action.VERIFY, work)  # whoever may not hears that first
        raise NotPossibleNow(state=issue.state, action=Action.VERIFY)
    meeting, looked_at = await sits(issue, command.by, work), issue.now
    issue, post = await begin(command, Action.VERIFY if fine else Action.NOT_FIXED, work)
    if fine:
        step(issue, Action.VERIFY, command, post, work, text=words(command.text))
        await redraw(work, issue, command.at)
    else:
        issue = await not_fixed(command, work)
    found = Check.FINE if fine else Check.NOT_DONE
    note_check(looked_at, found, command.at, post.id if post is not None else None, work)
    await put_down(meeting, issue, command.by, command.at, work)
    return issue


DUE: dict[DeadlineKind, IssueDue] = {
    DeadlineKind.PUT_OFF_END: _put_off_over,
}
