"""The follow-up plan 后续方案: a promise with a date, moving it once, and keeping it domain.md §3."""

from datetime import date, datetime, time, timedelta

from casework.clock import ladder, trial
from casework.clock import limits as clock
from casework.clock.falling_due import note_due
from casework.frozen import frozen
from casework.issue.doing import OnIssue, begin, end_promise, reason, step, words
from casework.issue.long_promise import keep_in_mind
from casework.issue.telling import told
from casework.lines import Added, Agreed, OnDay, Promised
from casework.messages import Kind, Priority, redraw, tell_neighbours, tell_person, tell_reporter, tidy
from casework.model import issues
from casework.model.deadlines import Deadline, DeadlineKind
from casework.model.issues import Action, Issue
from casework.model.people import Role
from casework.model.timeline import Entry, Visibility
from casework.neighbourhood.rights import MANAGERS
from casework.ports import IssueDue, Work
from casework.refusals import AlreadyMoved, DateNotPossible, NotPossibleNow
from casework.told import Nudged

FURTHEST = timedelta(days=366)


@frozen(kw_only=True)
class Promise(OnIssue):
    """Why not today, what will be done, what helps in the meantime, and by which day, or which hour of it."""

    on: date
    hour: time | None = None
    comes: bool = False  # by that hour somebody is there, or begins
    why: str
    what: str = ""
    interim: str = ""
    public: str = ""  # why, for anybody to read
    by_limit: bool = False  # the day is the category's limit, and moves with it


async def promise(command: Promise, work: Work) -> Issue:
    """Tell the resident a date, or an hour. It counts once delivered, and then replaces the resolve deadlines.

    Raises DateNotPossible (before now, or over a year ahead), ReasonNeeded.
    """
    issue, post = await begin(command, Action.PROMISE, work)
    why = reason(command.why)
    give(issue, command, why, work)
    data = Promised(on=command.on, hour=command.hour, public=command.public)
    entry = step(issue, Action.PROMISE, command, post, work, text=why, data=data)
    await tell(issue, entry, command.at, work)
    return issue


def give(issue: Issue, command: Promise, why: str, work: Work) -> None:
    """The promise stands on the issue, in the place of one before; whoever steps writes it on the timeline. Raises
    DateNotPossible."""
    if not _ahead(issue, command.on, command.hour, command.at, work):
        raise DateNotPossible(on=command.on)
    end_promise(issue, command.at, work)
    issue.promise = issues.Promise(
        id=work.new_id(),
        issue_id=issue.id,
        round=issue.round,
        on_day=command.on,
        hour=command.hour,
        comes=command.comes,
        reason=why,
        made_at=command.at,
        interim=command.interim.strip(),
        by_limit=command.by_limit,
    )
    issue.plan = command.what.strip() or issue.plan
    if issue.waiting_since is not None or issue.question:
        clock.release(issue, work, command.at)
        issue.question = ""
    issue.assignee_post_id = None
    clock.cancel(issue, work, command.at, DeadlineKind.REPORT_IN)


def _ahead(issue: Issue, on: date, hour: time | None, at: datetime, work: Work) -> bool:
    """Whether that day, or hour, is not over yet, and within a year."""
    zone = work.settings_for(issue.line, at).zone
    today = at.astimezone(zone).date()
    return today <= on <= today + FURTHEST and (hour is None or clock.local(on, hour, zone) > at)


async def tell(issue: Issue, entry: Entry, at: datetime, work: Work) -> None:
    """A promise that was just given, to the reporters: once it has arrived it counts, and the neighbours hear it."""
    clock.meet(issue, work, at, DeadlineKind.PLAN)
    tell_reporter(work, Kind.PROMISE, issue, at, entry=entry)
    if issue.nobody_to_tell:
        await told(issue, at, work, promise=True)
    await tidy(work, issue, at)
    await redraw(work, issue, at)


@frozen(kw_only=True)
class Came(OnIssue):
    """That one is there, in one's own words."""

    text: str


async def came(command: Came, work: Work) -> Issue:
    """Whoever has it is there by the hour that he promised: from now on it is done by the end of that day. Raises
    NotPossibleNow where no coming was promised, or the hour is over."""
    issue, post = await begin(command, Action.NOTE, work)
    if not comes_yet(issue):
        raise NotPossibleNow(state=issue.state, action=Action.PROMISE)
    made = issue.promise
    assert made is not None
    made.hour, made.comes = None, False
    step(issue, Action.NOTE, command, post, work, text=words(command.text), visibility=Visibility.STAFF)
    clock.set_promise(issue, work, command.at)
    await redraw(work, issue, command.at)
    return issue


def comes_yet(issue: Issue) -> bool:
    """Whether somebody has promised to come by an hour that is not over."""
    made = issue.promise if issue.state is issues.State.PROMISED else None
    told = made is not None and made.comes and made.hour is not None and made.told_at is not None
    return told and bool(clock.running(issue, DeadlineKind.PROMISE_END))


@frozen(kw_only=True)
class MovePromise(OnIssue):
    """Another day, or another hour, with the reason."""

    on: date
    hour: time | None = None
    why: str


async def move_promise(command: MovePromise, work: Work) -> Issue:
    """Move the date: once, with a reason, and the community agrees; a manager's own word is the agreement. A later hour
    of the same day moves no date: nobody has to agree, and it counts as the once.

    Raises AlreadyMoved, DateNotPossible (not later than promised), ReasonNeeded.
    """
    issue, post = await begin(command, Action.MOVE_PROMISE, work)
    made = issue.promise
    if made is not None and made.moved:
        raise AlreadyMoved
    if made is None or not (
        is_later(made, command.on, command.hour) and _ahead(issue, command.on, command.hour, command.at, work)
    ):
        raise DateNotPossible(on=command.on)
    why = reason(command.why)
    made.moving_to, made.moving_hour, made.moving_reason = command.on, command.hour, why
    entry = step(
        issue,
        Action.MOVE_PROMISE,
        command,
        post,
        work,
        text=why,
        data=OnDay(on=command.on, hour=command.hour),
        visibility=Visibility.STAFF,
    )
    if made.on_day == command.on or (post is not None and post.role in MANAGERS):
        await _moved(issue, command, work)
    else:
        to = await ladder.on_duty_or_above(issue, Role.COMMUNITY_MANAGER, command.at, work)
        person_id = to.person_id if to else None
        tell_person(work, Kind.MOVE_ASKED, person_id, command.at, Priority.PING, issue=issue, entry=entry)
    await redraw(work, issue, command.at)
    return issue


def is_later(made: issues.Promise, on: date, hour: time | None) -> bool:
    """Whether that is later than what was promised; without an hour a day ends with itself."""
    return (made.on_day, made.hour or time.max) < (on, hour or time.max)


@frozen(kw_only=True)
class AgreeMove(OnIssue):
    """The community's yes, with its own words to the resident, or its no."""

    agree: bool
    text: str = ""


async def agree_move(command: AgreeMove, work: Work) -> Issue:
    """The community agrees that the date moves, or not. Raises DateNotPossible when no move was asked for."""
    issue, post = await begin(command, Action.AGREE_MOVE, work)
    if issue.promise is None or issue.promise.moving_to is None:
        raise DateNotPossible(on=None)
    step(
        issue,
        Action.AGREE_MOVE,
        command,
        post,
        work,
        text=command.text.strip(),
        data=Agreed(agree=command.agree),
        visibility=Visibility.PUBLIC if command.agree else Visibility.STAFF,  # the resident reads who agreed
    )
    tell_person(
        work,
        Kind.MOVE_AGREED,
        issue.holder_id,
        command.at,
        Priority.PING,
        issue=issue,
        data=Agreed(agree=command.agree),
    )
    if command.agree:
        await _moved(issue, command, work)
    else:
        _not_moving(issue.promise)
    await redraw(work, issue, command.at)
    return issue


async def _moved(issue: Issue, command: OnIssue, work: Work) -> None:
    made = issue.promise
    assert made is not None
    assert made.moving_to is not None
    made.on_day, made.hour, made.reason = made.moving_to, made.moving_hour, made.moving_reason
    _not_moving(made)
    made.moved = True
    if made.told_at is not None:
        clock.set_promise(issue, work, command.at)
        await keep_in_mind(issue, command.at, work)
    tell_reporter(work, Kind.PROMISE_MOVED, issue, command.at)
    await tell_neighbours(work, issue, command.at)


def _not_moving(made: issues.Promise) -> None:
    made.moving_to, made.moving_hour, made.moving_reason = None, None, ""


async def cannot_wait(command: "CannotWait", work: Work) -> Issue:
    """The resident can't wait until the promised day: the holder and the community read why."""
    issue, post = await begin(command, Action.AMEND, work)
    to = await ladder.on_duty_or_above(issue, Role.COMMUNITY_MANAGER, command.at, work)
    to_post_id = to.id if to else None
    why = words(command.why)
    entry = step(
        issue, Action.AMEND, command, post, work, text=why, data=Added(cannot_wait=True, to_post_id=to_post_id)
    )
    people = {issue.holder_id, to.person_id if to else None}
    for person_id in people - {None}:
        tell_person(work, Kind.RESIDENT_SAID, person_id, command.at, Priority.PING, issue=issue, entry=entry)
    await redraw(work, issue, command.at)
    return issue


@frozen(kw_only=True)
class CannotWait(OnIssue):
    """Why the promised day is too late."""

    why: str


async def _promise_eve(issue: Issue, deadline: Deadline, work: Work) -> None:
    if await ladder.ask_cover(issue, deadline.due_at, work, why="eve") is None:
        tell_person(work, Kind.PROMISE_EVE, issue.holder_id, deadline.due_at, Priority.PING, issue=issue)


async def _promise_day(issue: Issue, deadline: Deadline, work: Work) -> None:
    cover = await ladder.ask_cover(issue, deadline.due_at, work, why="day")
    if cover is None:
        tell_person(work, Kind.PROMISE_DAY, issue.holder_id, deadline.due_at, Priority.PING, issue=issue)
    reminded = Nudged(why="day", by=cover.id if cover is not None else None)  # who was: the resident reads the name
    tell_reporter(work, Kind.PROMISE_TODAY, issue, deadline.due_at, data=reminded)


async def _promise_hour(issue: Issue, deadline: Deadline, work: Work) -> None:
    if await ladder.ask_cover(issue, deadline.due_at, work, why="hour") is None:
        tell_person(work, Kind.PROMISE_HOUR, issue.holder_id, deadline.due_at, Priority.PING, issue=issue)


async def _promise_end(issue: Issue, deadline: Deadline, work: Work) -> None:
    note_due(issue, deadline, work, Visibility.PUBLIC)
    limit = clock.limit_due(issue, work)
    if limit is not None and limit > deadline.due_at:  # the holder is asked; those above not before the limit is over
        if await ladder.ask_cover(issue, deadline.due_at, work, why="limit") is None:
            over = Nudged(why="limit")
            tell_person(work, Kind.NUDGE, issue.holder_id, deadline.due_at, Priority.PING, issue=issue, data=over)
        clock.add(issue, work, DeadlineKind.RESOLVE, limit, 4)
    elif trial.spares_rung(issue, 4, deadline.due_at, work):
        trial.note(issue, 4, deadline.due_at, work)
    else:
        await ladder.open_rung(issue, 4, deadline.due_at, work)
    tell_reporter(work, Kind.PROMISE_BROKEN, issue, deadline.due_at)
    await tell_neighbours(work, issue, deadline.due_at)
    await redraw(work, issue, deadline.due_at)


DUE: dict[DeadlineKind, IssueDue] = {
    DeadlineKind.PROMISE_EVE: _promise_eve,
    DeadlineKind.PROMISE_DAY: _promise_day,
    DeadlineKind.PROMISE_HOUR: _promise_hour,
    DeadlineKind.PROMISE_END: _promise_end,
}
