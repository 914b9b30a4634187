"""Many reporters, one matter: reports put together 合并 and taken apart 拆开 (around-an-issue.md §5).

Of two matters one stays and goes on with the reports of both; the other waits, merged, with its timeline, holder and
number, which belongs to its report, until it is taken apart. Limits count from the earliest T0 of the two.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from casework.clock import ladder
from casework.clock import limits as clock
from casework.clock.falling_due import catch_up, fired
from casework.frozen import frozen
from casework.issue import planned
from casework.issue.doing import OnIssue, begin, matter, new_round, step
from casework.issue.likeness import LOOKS_LIKE, alike_standing, told_in
from casework.lines import WithOther
from casework.messages import Kind, Priority, redraw, tell_person, tidy
from casework.model.deadlines import Deadline, DeadlineKind, DeadlineState
from casework.model.issues import Action, Issue, MeToo, Report, Round, State
from casework.model.people import Post
from casework.model.timeline import Entry, Visibility
from casework.neighbourhood.rights import authorise
from casework.neighbourhood.seats import seat_holder
from casework.ports import Work
from casework.refusals import NotFound, NotPossibleNow, NotTogether
from casework.timeline import write_line
from casework.told import Apart, WithNumber
from casework.transitions import OPEN, next_state
from casework.words.likeness import alike, kinds_like

OFFERED = 6
"""Matters that are offered to choose from; any other by its number."""
LOOKED_BACK = timedelta(days=7)


@frozen(kw_only=True)
class PutTogether(OnIssue):
    """The issue and the other one."""

    other_id: int


async def could_join(issue: Issue, at: datetime, work: Work) -> list[Issue]:
    """Open matters of the community of its kind, filed lately, that somebody may mean; the newest first."""
    near = await work.standing_of_kinds(issue.community_id, kinds_like(issue.category), at - LOOKED_BACK)
    return [one for one in near if one.id != issue.id and one.state in OPEN][:OFFERED]


async def by_number(issue: Issue, words: str, work: Work) -> Issue:
    """The matter of the same community whose number the words name. Raises NotFound."""
    number = re.search(r"\d{1,6}", words)
    found = await work.issue_by_number([issue.community_id], int(number[0])) if number else None
    if found is None:
        raise NotFound
    return found


async def put_together(command: PutTogether, work: Work) -> Issue:
    """Both are one matter from now on; the one that goes on. The right to both is asked for.

    Raises NotYours, NotPossibleNow, NotTogether.
    """
    one, post = await begin(command, Action.MERGE, work)
    on_other = OnIssue(issue_id=command.other_id, by=command.by, at=command.at, chat_id=command.chat_id)
    other, _ = await begin(on_other, Action.MERGE, work)
    if one is other or one.private or other.private or one.planned_until or other.planned_until:
        raise NotTogether(issue=one, other=other)
    stays, goes = stays_first([one, other])
    if _own(goes) is None or (goes.urgent and not stays.urgent):
        raise NotTogether(issue=one, other=other)
    await join(stays, goes, command, post, work, at=command.at)
    return stays


def stays_first(several: list[Issue]) -> list[Issue]:
    """The one that goes on comes first: danger, else an incident, else what somebody has, else the older. One whose own
    report has left it can't wait for being taken apart, so it stays."""

    def rank(issue: Issue) -> tuple[bool, bool, bool, bool, datetime, int]:
        alone = issue.incident_at is None
        return (bool(_own(issue)), not issue.urgent, alone, issue.holder_id is None, issue.filed_at, issue.id)

    return sorted(several, key=rank)


def _own(issue: Issue) -> Report | None:
    return next((report for report in issue.reports if report.home_id in (None, issue.id)), None)


async def join(
    stays: Issue,
    goes: Issue,
    command: OnIssue | None,
    post: Post | None,
    work: Work,
    *,
    at: datetime,
    kind: Kind = Kind.TOGETHER,
) -> None:
    """The reports of `goes` come to `stays`, with all that hangs on them: reporters, neighbours, the earlier T0.

    `command`: None where it happens by itself. `kind`: what those who came are told; an incident tells all at once.
    """
    number = stays.number
    clock.release(goes, work, at)
    goes.state = next_state(goes.state, Action.MERGE, None)
    goes.turn += 1
    left = _line(goes, Action.MERGE, command, post, work, WithOther(into=stays.id, number=number), at=at)
    replies = clock.running(goes, DeadlineKind.REPLY)
    clock.cancel_all(goes, work, at)
    ladder.close_pings(goes, at, work)
    goes.assignee_post_id = goes.transfer_post_id = None
    goes.question = ""
    came = list(goes.reports)
    entry = _line(stays, Action.MERGE, command, post, work, WithOther(issue_id=goes.id, number=goes.number), at=at)
    _move(came, goes, stays)
    await _neighbours_too(stays, goes, work)
    if stays.incident_at is not None:
        await counted_once(stays, came, work)
    if stays.now.round == goes.now.round == 1 and goes.t0 < stays.t0:
        await _count_from(stays, goes, at, work)
    if goes.runs_on_since is not None:  # it had to be done tonight
        clock.run_on(stays, at, work)
    _reply_to(stays, came, replies, work)
    for report in came:
        clock.set_outside_day(stays, report.outside_due, at, work)
    for person_id in dict.fromkeys(one.reporter_id for one in came if kind is Kind.TOGETHER):
        data = WithNumber(number=number)
        tell_person(work, Kind.TOGETHER, person_id, at, Priority.RESIDENT, issue=stays, entry=entry, data=data)
    if goes.holder_id not in (stays.holder_id, command.by if command else None):
        tell_person(work, Kind.SETTLED, goes.holder_id, at, Priority.PING, issue=goes, entry=left)
    work.changed(goes)
    work.changed(stays)
    await tidy(work, goes, at)
    await redraw(work, goes, at)
    await redraw(work, stays, at)


def _move(came: list[Report], goes: Issue, stays: Issue) -> None:
    """Every report knows its home, where there is another; `goes` keeps its own to be known by."""
    for report in came:
        report.home_id = report.home_id or goes.id
        if report.home_id == stays.id:
            report.home_id = None
        report.issue_id = stays.id
    stays.reports += came
    stays.in_order()
    goes.reports = [report for report in came if report.home_id == goes.id]


async def _neighbours_too(stays: Issue, goes: Issue, work: Work) -> None:
    """Who said "my home too" of the one hears of the other; of the one it stays said."""
    if goes.me_toos:
        known = {*await work.me_toos(stays.id), *stays.reporters}
        for person_id in await work.me_toos(goes.id):
            if person_id not in known:
                said = next(one for one in await work.me_toos_by(person_id) if one.issue_id == goes.id)
                work.add(MeToo(issue_id=stays.id, person_id=person_id, at=goes.t0, area_id=said.area_id))
                stays.me_toos += 1


async def counted_once(incident: Issue, reports: Iterable[Report], work: Work) -> None:
    """Of an incident a home that reported it is among the reports, and no more among "my home too"."""
    ids = dict.fromkeys(one.reporter_id for one in reports if one.reporter_id is not None)
    for person_id in ids if incident.me_toos else ():
        said = [one for one in await work.me_toos_by(person_id) if one.issue_id == incident.id]
        for one in said:
            work.remove(one)
            incident.me_toos -= 1
            work.changed(incident)


async def _count_from(stays: Issue, goes: Issue, at: datetime, work: Work) -> None:
    """T0 is the earlier one. What is past by that fires once, as one ping: the highest; and nothing that had fired for
    the other, whose people know."""
    stays.t0 = stays.now.t0 = goes.t0
    before = {(one.kind, one.rung) for one in goes.deadlines if one.state is DeadlineState.FIRED}
    clock.retime(stays, work)
    waiting = clock.running(stays, *clock.CLOCK)
    past = [one for one in waiting if one.state is DeadlineState.PENDING and one.due_at < at]
    fresh = [one for one in past if (one.kind, one.rung) not in before]
    highest = max(fresh, key=lambda one: (one.rung, one.due_at), default=None)
    for deadline in past:
        if deadline is not highest:
            fired(deadline, work)
    await catch_up(stays, at, work)


def _reply_to(stays: Issue, came: list[Report], replies: list[Deadline], work: Work) -> None:
    """Who came has had no answer yet: with a plan or a promised day he reads it at once, else the reply is owed."""
    said = bool(stays.plan) or stays.promise_told_at is not None
    waiting = any(one.told_at is None and one.reporter_id is not None for one in came)
    if waiting and replies and not said and stays.now.replied_at is not None:
        stays.now.replied_at = None
        clock.add(stays, work, DeadlineKind.REPLY, replies[0].due_at)


async def take_apart(command: OnIssue, work: Work) -> Issue:
    """Its report goes on by itself again, under its own number and with its own timeline; deadlines run from now. By
    its reporter, or by whoever may decide about it. Raises NotYours, NotPossibleNow."""
    apart, whole = await work.issue(command.issue_id), await matter(command.issue_id, work)
    post = await authorise(apart if apart.is_reporter(command.by) else whole, Action.SPLIT, command.by, work)
    if whole is apart:
        raise NotPossibleNow(state=apart.state, action=Action.SPLIT)
    await catch_up(whole, command.at, work)
    return await _go_on(whole, apart, apart.report, command, post, work)


async def mine_is_another(command: OnIssue, work: Work) -> Issue:
    """A reporter was added to a matter without being asked, and says that it is another: it goes on by itself. Raises
    NotYours, NotPossibleNow."""
    whole = await matter(command.issue_id, work)
    await authorise(whole, Action.SPLIT, command.by, work)
    if whole.planned_until is not None and len(whole.reports) == 1:
        await planned.take_up(whole, command.at, work, by=command.by, alone=True)
        tell_person(work, Kind.RECEIPT, command.by, command.at, Priority.RESIDENT, issue=whole)
        return whole
    if whole.state not in OPEN or len(whole.reports) < 2:
        raise NotPossibleNow(state=whole.state, action=Action.SPLIT)
    await catch_up(whole, command.at, work)
    report = next(one for one in whole.reports if one.reporter_id == command.by)
    return await _go_on(whole, await _home(whole, report, work), report, command, None, work)


async def _go_on(whole: Issue, apart: Issue, report: Report, command: OnIssue, post: Post | None, work: Work) -> Issue:
    """Deadlines run from now; whoever had it has it again, else people are asked."""
    new_round(apart, command.at, work, told=True)
    entry = await _leave(whole, apart, report, command, post, work)
    if apart.holder_id is not None:
        await seat_holder(apart, command.at, work)
        apart.now.accepted_at = command.at
        apart.now.accepted_by_id, apart.now.accepted_post_id = apart.holder_id, apart.holder_post_id
    clock.open_round(apart, work)
    if apart.holder_id is None:
        await ladder.ask_when_open(apart, command.at, work)
    for person_id in apart.reporters:
        tell_person(work, Kind.APART, person_id, command.at, Priority.RESIDENT, issue=apart, entry=entry)
    if apart.holder_id != command.by:
        tell_person(work, Kind.SETTLED, apart.holder_id, command.at, Priority.PING, issue=apart, entry=entry)
    await redraw(work, whole, command.at)
    await redraw(work, apart, command.at)
    return apart


async def _leave(
    whole: Issue,
    apart: Issue,
    report: Report,
    command: OnIssue,
    post: Post | None,
    work: Work,
    *,
    back: State | None = None,
    unsolved: bool = False,
) -> Entry:
    """The report leaves the matter for the issue that is its home. Whoever held it there holds it again, else whoever
    holds the matter."""
    if apart.holder_id is None:
        apart.holder_id, apart.holder_post_id = whole.holder_id, whole.holder_post_id
    apart.back_state = back or (State.ACCEPTED if apart.holder_id is not None else State.REPORTED)
    apart.plan, apart.cost, apart.plan_until, apart.result = "", "", None, ""
    apart.grade, apart.paused, apart.waited = None, timedelta(), False
    whole.reports = [one for one in whole.reports if one is not report]
    report.issue_id, report.home_id = apart.id, None
    apart.reports = [report]
    was = WithOther(issue_id=whole.id, number=whole.number)
    entry = step(apart, Action.SPLIT, command, post, work, data=was)
    apart.back_state = None
    gone = WithOther(issue_id=apart.id, number=report.number, unsolved=unsolved)
    _line(whole, Action.SPLIT, command, post, work, gone, at=command.at)
    _told_all(whole, command.at, work)
    work.changed(whole)
    _lines_again(apart, command.at, work)
    return entry


def _lines_again(apart: Issue, at: datetime, work: Work) -> None:
    """On the phones of those who were asked before it came to the other stands that it is together: no longer."""
    newest = {one.person_id: one for one in sorted(apart.pings, key=lambda one: one.id) if not one.live}
    for asked in newest.values():
        said = Apart(apart=True)
        tell_person(work, Kind.PING_OVER, asked.person_id, at, Priority.CARD, issue=apart, ping=asked, data=said)


def _told_all(whole: Issue, at: datetime, work: Work) -> None:
    """The one who left may have been the last who waited for an answer."""
    waiting = [one for one in whole.reports if one.told_at is None and one.reporter_id is not None]
    if not waiting and whole.now.replied_at is None and any(one.told_at for one in whole.reports):
        whole.now.replied_at = at
        clock.meet(whole, work, at, DeadlineKind.REPLY)


def _line(
    issue: Issue,
    action: Action,
    command: OnIssue | None,
    post: Post | None,
    work: Work,
    data: WithOther,
    *,
    at: datetime,
) -> Entry:
    """A line on the timeline: who put what together or took it apart; nobody where it happened by itself."""
    entry = write_line(
        issue,
        action,
        at,
        work,
        person_id=command.by if command else None,
        post_id=post.id if post else None,
        chat_id=command.chat_id if command else None,
        data=data,
    )
    work.changed(issue)
    return entry


# --- several at once


def of_one(issues: Sequence[Issue], within: timedelta) -> list[Issue]:
    """Of several, the most that are probably one matter, the one that goes on first; empty where no two are."""
    could = [
        one
        for one in issues
        if one.planned_until is None and not one.private and not one.urgent and _own(one) is not None
    ]
    groups = [[one for one in could if one is centre or _look_alike(centre, one, within)] for centre in could]
    most = max(groups, key=len, default=[])
    return stays_first(most) if len(most) > 1 else []


def _look_alike(one: Issue, other: Issue, within: timedelta) -> bool:
    return one.community_id == other.community_id and alike(told_in(one), told_in(other), within)


async def put_all_together(issues: Sequence[Issue], by: int, at: datetime, work: Work) -> Issue:
    """These are one matter from now on; the one that goes on. Raises NotYours, NotPossibleNow, NotTogether."""
    stays, *others = issues
    for other in others:
        stays = await put_together(PutTogether(issue_id=stays.id, other_id=other.id, by=by, at=at), work)
    return stays


# --- one who is not content


UNSOLVED_FOR_ALL = 3
"""So many reporters for whom it is not solved: the whole is open again."""


async def goes_on_alone(whole: Issue, command: OnIssue, post: Post | None, work: Work) -> Issue:
    """Of a result that others may be content with: the report of whoever is not goes on by itself, as if the result had
    been its own."""
    report = next(one for one in whole.reports if one.reporter_id == command.by)
    apart = await _home(whole, report, work)
    await _leave(whole, apart, report, command, post, work, back=whole.state, unsolved=True)
    apart.now.resolved_at, apart.now.resolved_by_id = whole.now.resolved_at, whole.now.resolved_by_id
    return apart


async def part(whole: Issue, report: Report, command: OnIssue, work: Work) -> Issue:
    """The report goes on by itself, as it came: nobody is asked about it yet."""
    apart = await _home(whole, report, work)
    await _leave(whole, apart, report, command, None, work)
    return apart


async def _home(whole: Issue, report: Report, work: Work) -> Issue:
    """The issue that the report goes back to; a new one where its own goes on with the others' reports, or it never had
    one."""
    if report.home_id not in (None, whole.id):
        assert report.home_id is not None
        return await work.issue(report.home_id)
    area = await work.area(report.area_id)
    apart = Issue(
        id=work.new_id(),
        community_id=whole.community_id,
        area_id=area.id,
        line=area.line,
        estate_id=area.estate_id or whole.estate_id,
        category=whole.category,
        filed_at=report.filed_at,
        t0=whole.t0,
        now=Round(issue_id=0, round=1, t0=whole.t0),
        tier=whole.tier,
        state=State.MERGED,
    )
    apart.now.issue_id = apart.id
    work.add(apart)
    return apart


async def unsolved_before(whole: Issue, work: Work) -> list[Issue]:
    """What was taken apart from this result because it was not solved, and is still open."""
    ids = [
        said.issue_id
        for one in await work.timeline(whole.id)
        if one.round == whole.round and isinstance(said := one.data, WithOther) and said.unsolved and said.issue_id
    ]
    found = [await work.issue(one) for one in ids]
    return [one for one in found if one.state in OPEN]


# --- what looks like another


async def note_likeness(issue: Issue, at: datetime, work: Work) -> None:
    """Whoever works on it is shown an open matter that is probably the same."""
    if issue.private or issue.urgent:
        return
    for other in await alike_standing(told_in(issue), issue.category, at, work):
        if other.id != issue.id and other.state in OPEN and not other.urgent:
            write_line(
                issue,
                LOOKS_LIKE,
                at,
                work,
                visibility=Visibility.STAFF,
                data=WithOther(issue_id=other.id, number=other.number),
            )
            return
