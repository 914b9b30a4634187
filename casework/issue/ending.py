"""Ends without a result: rejecting, looking again, withdrawing."""

from datetime import datetime

from casework.categories import category
from casework.clock import ladder
from casework.clock import limits as clock
from casework.clock.ladder import over
from casework.frozen import frozen
from casework.issue.accusing import told_above
from casework.issue.doing import OnIssue, Photo, attach, begin, new_round, reason, step
from casework.issue.handover import WithReason
from casework.issue.triage import accepted_by
from casework.issue.visiting import erase_notes
from casework.lines import Rejected, To
from casework.messages import Kind, Priority, redraw, tell_neighbours, tell_person, tell_reporter, tidy
from casework.model.issues import Action, Issue, State
from casework.model.people import Post, Role
from casework.model.timeline import Visibility
from casework.neighbourhood.rights import MANAGERS, authorise
from casework.ports import Work
from casework.refusals import NotFound
from casework.tiers import tiers_at
from casework.timeline import newest, write_line
from casework.told import TakenBack
from casework.transitions import REFUSED


@frozen(kw_only=True)
class Reject(WithReason):
    """Not ours: why, and whose matter it is, with its phone. `of_roster`: the company with its public number, which
    nobody's eyes are spared."""

    whose: str
    of_roster: bool = False


async def reject(command: Reject, work: Work) -> Issue:
    """Say honestly that it is not decided here, and whose it is. Raises ReasonNeeded."""
    issue, post = await begin(command, Action.REJECT, work)
    why, whose = reason(command.why), reason(command.whose)
    entry = step(
        issue, Action.REJECT, command, post, work, text=why, data=Rejected(whose=whose, of_roster=command.of_roster)
    )
    over(issue, command.at, work)
    await work.falls_due.taken_back(issue, command.at, work)
    tell_reporter(work, Kind.REJECTED, issue, command.at, entry=entry)
    await tell_neighbours(work, issue, command.at)
    await tidy(work, issue, command.at)
    await redraw(work, issue, command.at)
    return issue


@frozen(kw_only=True)
class Appeal(OnIssue):
    """Perhaps with what there is to say against it, or to show."""

    text: str = ""
    photos: tuple[Photo, ...] = ()


async def appeal(command: Appeal, work: Work) -> Post | None:
    """The reporter asks to look again: of the community, or one tier above the manager who decided; whom."""
    issue, post = await begin(command, Action.APPEAL, work)
    entry = step(issue, Action.APPEAL, command, post, work, text=command.text.strip())
    attach(issue.subject, entry, command.photos, work)
    to = await ladder.on_duty_or_above(issue, await _above_who_decided(issue, work), command.at, work)
    tell_person(work, Kind.APPEAL, to.person_id if to else None, command.at, Priority.PING, issue=issue, entry=entry)
    return to


async def _above_who_decided(issue: Issue, work: Work) -> Role:
    decided = newest(await work.timeline(issue.id), REFUSED)
    by = (await work.post(decided.post_id)).role if decided is not None and decided.post_id is not None else None
    if by is None or by not in MANAGERS:
        return Role.COMMUNITY_MANAGER
    managers = [row.role for row in await tiers_at(issue.line, work)]
    return managers[min(managers.index(by) + 1, len(managers) - 1)] if by in managers else managers[-1]


async def reinstate(command: OnIssue, work: Work) -> Issue:
    """The community takes it after all: a new round, T0 is now, the manager holds it."""
    issue, post = await begin(command, Action.REINSTATE, work)
    clock.cancel_all(issue, work, command.at)
    new_round(issue, command.at, work)
    step(issue, Action.REINSTATE, command, post, work)
    await accepted_by(issue, command.by, post, command.at, work)
    clock.open_round(issue, work)
    tell_reporter(work, Kind.REINSTATED, issue, command.at)
    await redraw(work, issue, command.at)
    return issue


async def withdraw(command: OnIssue, work: Work) -> Issue:
    """The reporter takes it back, and is then asked whether somebody made him or her do it."""
    issue = await take_back(command, work)
    to = await told_above(issue, issue.accused, command.at, work, secretary=True)
    data = TakenBack(to_post_id=to.id if to else None)
    tell_person(work, Kind.WITHDRAWN, command.by, command.at, Priority.RESIDENT, issue=issue, data=data)
    return issue


async def take_back(command: OnIssue, work: Work) -> Issue:
    """The same without a word to the reporter. What neighbours have too goes on for them, without its reporter."""
    issue, post = await begin(command, Action.WITHDRAW, work)
    if others_have_it(issue, command.by):
        return await _left_to_the_neighbours(issue, command, work)
    entry = step(issue, Action.WITHDRAW, command, post, work)
    tell_person(work, Kind.SETTLED, issue.holder_id, command.at, Priority.PING, issue=issue, entry=entry)
    await end_unresolved(issue, command.at, work)
    return issue


def others_have_it(issue: Issue, person_id: int | None) -> bool:
    """Whether it goes on without this reporter: neighbours have it too, or others reported it, be it on the phone."""
    shared = issue.me_toos and category(issue.category).shared_place and not issue.private
    return bool(shared) or any(one.followed and one.reporter_id != person_id for one in issue.reports)


async def end_unresolved(issue: Issue, at: datetime, work: Work) -> None:
    """It is taken back: nothing is due of it, and its cards say so."""
    over(issue, at, work)
    await work.falls_due.taken_back(issue, at, work)
    await tidy(work, issue, at)
    await redraw(work, issue, at)


async def _left_to_the_neighbours(issue: Issue, command: OnIssue, work: Work) -> Issue:
    """Who withdrew hears no more of it; nothing else changes."""
    for report in issue.reports:
        if report.reporter_id == command.by:
            await erase_notes(issue, [report], work)
            report.reporter_id = None
    left, by, seen = "left_to_neighbours", command.by, Visibility.STAFF
    entry = write_line(issue, left, command.at, work, person_id=by, visibility=seen)
    if not any(one.followed for one in issue.reports):  # whoever has it would wait for words that nobody says
        tell_person(work, Kind.SETTLED, issue.holder_id, command.at, Priority.NOTICE, issue=issue, entry=entry)
    work.changed(issue)
    await redraw(work, issue, command.at)
    return issue


async def forced(command: OnIssue, work: Work) -> Post | None:
    """Somebody made him withdraw it: seen by the community's secretary alone, or one tier above whoever had it; who
    that is. Raises NotYours, NotFound."""
    issue = await work.issue(command.issue_id)
    await authorise(issue, Action.WITHDRAW, command.by, work)
    if issue.state is not State.WITHDRAWN:
        raise NotFound
    to = await told_above(issue, issue.accused, command.at, work, secretary=True)
    entry = write_line(
        issue,
        "forced",
        command.at,
        work,
        person_id=command.by,
        visibility=Visibility.PRIVATE,
        data=To(to_post_id=to.id if to else None),
    )
    work.changed(issue)
    tell_person(work, Kind.FORCED, to.person_id if to else None, command.at, Priority.PING, issue=issue, entry=entry)
    return to
