"""What happens when a deadline is due: each kind has one function, run once, as of its due time (domain.md §3)."""

from collections.abc import Awaitable, Callable
from datetime import datetime, time, timedelta

from casework.clock import ladder
from casework.clock import limits as clock
from casework.issue.transitions import OPEN, next_state, where_it_was
from casework.messages import Kind, Priority, redraw, staff_chat, tell_chat, tell_person, tell_reporter
from casework.model import (
    Action,
    AreaKind,
    Deadline,
    DeadlineKind,
    DeadlineState,
    Entry,
    Issue,
    Role,
    Visibility,
)
from casework.ports import Work


async def fire(deadline: Deadline, now: datetime, work: Work) -> None:
    """Fire a due deadline, and with it whatever else of the same issue is due by now, in order of due."""
    if deadline.issue_id is not None:
        issue = await work.issue(deadline.issue_id)
        await catch_up(issue, now, work, inclusive=True)
    elif deadline.draft_id is not None:
        from casework.issue.filing import draft_due  # filing needs catch_up's neighbours; this is the one way back

        await draft_due(deadline, work)
    else:
        await CALENDAR[deadline.kind](deadline, work)
        _fired(deadline, work)
        again = _time_of(deadline.kind, work)
        work.add(
            Deadline(
                id=work.new_id(),
                kind=deadline.kind,
                due_at=clock.next_local(max(deadline.due_at, now - timedelta(days=1)), again, work.settings.zone),
                area_id=deadline.area_id,
            )
        )


async def catch_up(issue: Issue, at: datetime, work: Work, *, inclusive: bool = False) -> None:
    """Fire what was due before `at`, oldest first. An action at the due time itself still meets it."""
    while True:
        due = [
            d
            for d in clock.running(issue)
            if d.state is DeadlineState.PENDING and (d.due_at <= at if inclusive else d.due_at < at)
        ]
        if not due:
            return
        _fired(due[0], work)
        await HANDLERS[due[0].kind](issue, due[0], work)
        work.changed(issue)


def _fired(deadline: Deadline, work: Work) -> None:
    deadline.state = DeadlineState.FIRED
    deadline.ended_at = deadline.due_at
    work.changed(deadline)


def _note(issue: Issue, deadline: Deadline, work: Work, visibility: Visibility = Visibility.STAFF) -> Entry:
    entry = Entry(
        id=work.new_id(),
        issue_id=issue.id,
        at=deadline.due_at,
        action=f"due_{deadline.kind}",
        round=issue.round,
        visibility=visibility,
        data={"rung": deadline.rung},
    )
    work.add(entry)
    return entry


async def _understand(issue: Issue, deadline: Deadline, work: Work) -> None:
    _note(issue, deadline, work, Visibility.PUBLIC)
    await ladder.open_rung(issue, 1, deadline.due_at, work)
    tell_reporter(work, Kind.TO_COMMUNITY, issue, deadline.due_at, rung=1)
    await redraw(work, issue, deadline.due_at)


async def nudge_holder(issue: Issue, at: datetime, work: Work, *, why: str, by: int | None = None) -> None:
    """One short message to the holder: under the card where there is one, else privately."""
    if issue.holder_id is None:
        return
    if chat := await staff_chat(work, issue):
        issue.nudged = True
        tell_chat(work, Kind.GROUP_NUDGE, chat, at, issue, why=why, by=by)
    else:
        data = {"why": why, "by": by}
        tell_person(work, Kind.NUDGE, issue.holder_id, at, Priority.PING, issue=issue, data=data)


async def _plan(issue: Issue, deadline: Deadline, work: Work) -> None:
    _note(issue, deadline, work)
    await nudge_holder(issue, deadline.due_at, work, why="plan")
    await redraw(work, issue, deadline.due_at)


async def _reply(issue: Issue, deadline: Deadline, work: Work) -> None:
    _note(issue, deadline, work)
    await nudge_holder(issue, deadline.due_at, work, why="reply")
    if issue.reporter_id is not None and not (await work.person(issue.reporter_id)).reachable:
        await ask_to_tell(issue, deadline.due_at, work)
    await redraw(work, issue, deadline.due_at)


async def ask_to_tell(issue: Issue, at: datetime, work: Work) -> None:
    """Nobody can reach the resident: the building head is asked to go and tell, else the grid head."""
    for role in (Role.BUILDING_HEAD, Role.GRID_HEAD):
        if not issue.private and (post := await ladder.on_duty(issue, role, at, work)):
            tell_person(
                work,
                Kind.GO_TELL,
                post.person_id,
                at,
                Priority.PING,
                issue=issue,
                key=f"go_tell:{issue.id}:{issue.round}",
            )
            return


async def _resolve(issue: Issue, deadline: Deadline, work: Work) -> None:
    _note(issue, deadline, work, Visibility.PUBLIC)
    await ladder.open_rung(issue, deadline.rung, deadline.due_at, work)
    if deadline.rung == 2 and issue.holder_id is not None:  # else the same was said at rung 1
        tell_reporter(work, Kind.TO_COMMUNITY, issue, deadline.due_at, rung=2)
    elif deadline.rung == 3:
        tell_reporter(work, Kind.TO_SUBDISTRICT, issue, deadline.due_at)
    await redraw(work, issue, deadline.due_at)


async def _ask_on(issue: Issue, deadline: Deadline, work: Work) -> None:
    if not ladder.answered(issue, (deadline.rung,)):
        await ladder.ask_on(issue, deadline.rung, deadline.due_at, work)


async def _urgent_ask(issue: Issue, deadline: Deadline, work: Work) -> None:
    if ladder.answered(issue, (0, 1, 2, 3, 4)):
        return
    await ladder.urgent_again(issue, deadline.due_at, work)
    if deadline.rung < work.settings.urgent_times:
        due = deadline.due_at + work.settings.urgent_every
        clock.add(issue, work, DeadlineKind.URGENT_ASK, due, deadline.rung + 1)


async def _report_in(issue: Issue, deadline: Deadline, work: Work) -> None:
    _note(issue, deadline, work)
    tell_person(work, Kind.NOT_REPORTED_IN, issue.assigned_by_id, deadline.due_at, Priority.PING, issue=issue)
    await redraw(work, issue, deadline.due_at)


async def _waiting_end(issue: Issue, deadline: Deadline, work: Work) -> None:
    _note(issue, deadline, work)
    clock.release(issue, work, deadline.due_at)
    issue.state = next_state(issue.state, Action.ANSWER, where_it_was(issue))
    issue.question = ""
    issue.turn += 1
    await redraw(work, issue, deadline.due_at)


async def _promise_eve(issue: Issue, deadline: Deadline, work: Work) -> None:
    tell_person(work, Kind.PROMISE_EVE, issue.holder_id, deadline.due_at, Priority.PING, issue=issue)


async def _promise_day(issue: Issue, deadline: Deadline, work: Work) -> None:
    tell_person(work, Kind.PROMISE_DAY, issue.holder_id, deadline.due_at, Priority.PING, issue=issue)
    tell_reporter(work, Kind.PROMISE_TODAY, issue, deadline.due_at)


async def _promise_end(issue: Issue, deadline: Deadline, work: Work) -> None:
    _note(issue, deadline, work, Visibility.PUBLIC)
    await ladder.open_rung(issue, 4, deadline.due_at, work)
    tell_reporter(work, Kind.PROMISE_BROKEN, issue, deadline.due_at)
    await redraw(work, issue, deadline.due_at)


async def _rate_reminder(issue: Issue, deadline: Deadline, work: Work) -> None:
    tell_reporter(work, Kind.RATE_REMINDER, issue, deadline.due_at)


async def _lapse(issue: Issue, deadline: Deadline, work: Work) -> None:
    from casework.issue.resolving import close  # the closing of an issue is resolving's; this is the one way back

    _note(issue, deadline, work, Visibility.PUBLIC)
    issue.state = next_state(issue.state, Action.LAPSE, None)
    issue.turn += 1
    await close(issue, deadline.due_at, work)
    tell_reporter(work, Kind.LAPSED, issue, deadline.due_at)


async def _visit_erase(issue: Issue, deadline: Deadline, work: Work) -> None:
    if note := await work.visit_note(issue.id):
        work.remove(note)
        issue.visit_asked = False
        _note(issue, deadline, work)


HANDLERS: dict[DeadlineKind, Callable[[Issue, Deadline, Work], Awaitable[None]]] = {
    DeadlineKind.UNDERSTAND: _understand,
    DeadlineKind.PLAN: _plan,
    DeadlineKind.REPLY: _reply,
    DeadlineKind.RESOLVE: _resolve,
    DeadlineKind.ASK_ON: _ask_on,
    DeadlineKind.URGENT_ASK: _urgent_ask,
    DeadlineKind.REPORT_IN: _report_in,
    DeadlineKind.WAITING_END: _waiting_end,
    DeadlineKind.PROMISE_EVE: _promise_eve,
    DeadlineKind.PROMISE_DAY: _promise_day,
    DeadlineKind.PROMISE_END: _promise_end,
    DeadlineKind.RATE_REMINDER: _rate_reminder,
    DeadlineKind.LAPSE: _lapse,
    DeadlineKind.VISIT_ERASE: _visit_erase,
}


# The same day 当天: lists by the calendar, one row a community and kind.


def without_word(issue: Issue) -> bool:
    """Neither a result nor a promise that was told."""
    return issue.state in OPEN and issue.promise_told_at is None


async def _today(deadline: Deadline, work: Work) -> list[Issue]:
    assert deadline.area_id is not None
    since = clock.midnight(deadline.due_at, work.settings.zone)
    filed = await work.filed_since(deadline.area_id, since)
    return [issue for issue in filed if without_word(issue)]


async def _same_day_holders(deadline: Deadline, work: Work) -> None:
    holders = {issue.holder_id for issue in await _today(deadline, work)} - {None}
    since = clock.midnight(deadline.due_at, work.settings.zone).timestamp()
    for person_id in sorted(holders, key=lambda one: one or 0):
        tell_person(
            work,
            Kind.SAME_DAY_HOLDER,
            person_id,
            deadline.due_at,
            Priority.RESIDENT,
            data={"area_id": deadline.area_id, "since": since},
        )


async def _same_day_community(deadline: Deadline, work: Work) -> None:
    assert deadline.area_id is not None
    open_today = await _today(deadline, work)
    if not open_today:
        return
    area = await work.area(deadline.area_id)
    managers = await work.posts_for(area.line, None, (Role.COMMUNITY_MANAGER,))
    post = next((one for one in managers if ladder.available(one, deadline.due_at)), None)
    since = clock.midnight(deadline.due_at, work.settings.zone).timestamp()
    if post is not None:
        tell_person(
            work,
            Kind.SAME_DAY_COMMUNITY,
            post.person_id,
            deadline.due_at,
            Priority.RESIDENT,
            data={"area_id": area.id, "since": since},
        )


CALENDAR: dict[DeadlineKind, Callable[[Deadline, Work], Awaitable[None]]] = {
    DeadlineKind.SAME_DAY_HOLDERS: _same_day_holders,
    DeadlineKind.SAME_DAY_COMMUNITY: _same_day_community,
}


def _time_of(kind: DeadlineKind, work: Work) -> time:
    settings = work.settings
    return {
        DeadlineKind.SAME_DAY_HOLDERS: settings.same_day_holders_at,
        DeadlineKind.SAME_DAY_COMMUNITY: settings.same_day_community_at,
    }[kind]


async def ensure_calendar(now: datetime, work: Work) -> None:
    """Every community has its next lists; called at start and after a roster import."""
    for kind in CALENDAR:
        have = {deadline.area_id for deadline in await work.calendar_deadlines(kind)}
        due = clock.next_local(now, _time_of(kind, work), work.settings.zone)
        for area in await work.areas_of_kind(AreaKind.COMMUNITY):
            if area.id not in have:
                work.add(Deadline(id=work.new_id(), kind=kind, due_at=due, area_id=area.id))
