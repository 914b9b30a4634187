"""Whose it is: assigning, taking, refusing, handing over, up and back domain.md §3 首问负责, §4."""

from datetime import datetime

from casework import duty
from casework.clock import ladder
from casework.clock import limits as clock
from casework.clock.falling_due import note_due
from casework.frozen import frozen
from casework.issue.doing import OnIssue, begin, reason, step
from casework.issue.triage import accept, accepted_by, hold_by
from casework.lines import To, ToTier
from casework.messages import Kind, Priority, hand_card, redraw, staff_chat, tell_person, tell_reporter, tidy
from casework.model.deadlines import Deadline, DeadlineKind, PingAnswer
from casework.model.issues import Action, Copy, Issue, State, Tier
from casework.model.people import Post, Role
from casework.model.timeline import Entry, Visibility
from casework.neighbourhood.rights import WORKING, given_by_decision
from casework.neighbourhood.seats import giver
from casework.ports import IssueDue, Work
from casework.refusals import NobodyThere, NotForThem, NotPossibleNow
from casework.tiers import below, goes_up_to, receivers, tier_row, tiers_at
from casework.timeline import newest

OFFERED = 12
"""Posts that are offered to choose from."""


@frozen(kw_only=True)
class ToPost(OnIssue):
    """Give it to a post; `why` where a reason is asked for."""

    post_id: int
    why: str = ""


async def assign(command: ToPost, work: Work) -> Issue:
    """A manager dispatches it to a person, who takes or refuses it. Raises NobodyThere, NotForThem."""
    issue, post = await begin(command, Action.ASSIGN, work)
    to = await who_may_have_it(issue, command.post_id, work)
    if issue.state is State.REPORTED:
        await accepted_by(issue, command.by, post, command.at, work)
    issue.back_state = State.ACCEPTED if issue.state is State.REPORTED else issue.state
    entry = step(issue, Action.ASSIGN, command, post, work, text=command.why, data=To(to_post_id=to.id))
    issue.assignee_post_id, issue.assigned_by_id = to.id, command.by
    ladder.close_pings(issue, command.at, work, by=command.by, answer=PingAnswer.WATCH)
    clock.cancel(issue, work, command.at, DeadlineKind.REPORT_IN)
    limit = work.settings_for(issue.line, command.at).report_in
    due = clock.due_after(command.at, limit, clock.service_of(issue, work))
    clock.add(issue, work, DeadlineKind.REPORT_IN, due)
    hand_card(work, Kind.ASSIGNED, to.person_id, command.at, issue, entry)
    tell_reporter(work, Kind.DISPATCHED, issue, command.at, entry=entry)
    await redraw(work, issue, command.at)
    return issue


def may_have(issue: Issue, post: Post) -> bool:
    """Whether it may be given to that post: never to whoever it complains of; of what is private, to those alone whom
    it reaches."""
    closed = issue.private and post.role not in ladder.hearers(issue)
    return not closed and not issue.accuses(post.person_id, (post.id,))


async def who_could(issue: Issue, by: int, at: datetime, work: Work) -> list[Post]:
    """Posts of the place that could have it: who works there and can be reached, but whoever asks and the holder."""
    posts = await work.posts_for(issue.line, issue.estate_id, {*WORKING, Role.DEPARTMENT_OFFICER})
    found: dict[int, Post] = {}
    for post in posts:
        there = duty.available(post, at) and duty.serves(post, issue.line, at, work)
        if there and post.person_id not in (None, issue.holder_id, by) and may_have(issue, post):
            found.setdefault(post.person_id or 0, post)
    return list(found.values())[:OFFERED]


async def who_may_have_it(issue: Issue, post_id: int, work: Work) -> Post:
    """The post, if it may have it. Raises NobodyThere, NotForThem."""
    to = await work.post(post_id)
    if to.person_id is None or not to.reachable:
        raise NobodyThere(post=to)
    if not may_have(issue, to):
        raise NotForThem(post=to)
    return to


async def take(command: OnIssue, work: Work) -> Issue:
    """The assignee takes what was dispatched to him and becomes the holder."""
    issue, post = await begin(command, Action.TAKE, work)
    step(issue, Action.TAKE, command, post, work)
    hold_by(issue, command.by, post)
    issue.assignee_post_id = None
    clock.meet(issue, work, command.at, DeadlineKind.REPORT_IN)
    await tidy(work, issue, command.at)
    tell_reporter(work, Kind.ACCEPTED, issue, command.at)
    await redraw(work, issue, command.at)
    return issue


async def take_over(command: OnIssue, work: Work) -> Issue:
    """Become the holder: of what one was offered, pinged about, or manages. A reported issue is accepted by it; whoever
    was sent to it and had not come is not waited for any more, and reads who has it."""
    if (await work.issue(command.issue_id)).state is State.REPORTED:
        return await accept(command, work)
    issue, post = await begin(command, Action.TAKE_OVER, work)
    former = issue.holder_id
    sent_id = await _sent_no_more(issue, command.at, work)
    entry = step(issue, Action.TAKE_OVER, command, post, work)
    hold_by(issue, command.by, post)
    ladder.close_pings(issue, command.at, work, by=command.by, answer=PingAnswer.TAKE)
    await tidy(work, issue, command.at)
    if former != command.by:
        tell_person(work, Kind.SETTLED, former, command.at, Priority.PING, issue=issue, entry=entry)
        tell_reporter(work, Kind.ACCEPTED, issue, command.at)
    if sent_id not in (None, former, command.by):
        tell_person(work, Kind.SETTLED, sent_id, command.at, Priority.PING, issue=issue, entry=entry)
    await redraw(work, issue, command.at)
    return issue


async def _sent_no_more(issue: Issue, at: datetime, work: Work) -> int | None:
    """A dispatch that nobody has taken yet is over: whom it was given to. A question asked meanwhile leads to where it
    was before that."""
    if issue.assignee_post_id is None:
        return None
    sent = await work.post(issue.assignee_post_id)
    issue.assignee_post_id = None
    clock.cancel(issue, work, at, DeadlineKind.REPORT_IN)
    if issue.state is State.WAITING and issue.back_state is State.DISPATCHED:
        issue.back_state = State.ACCEPTED
    return sent.person_id


async def transfer(command: ToPost, work: Work) -> Issue:
    """Offer it to another post; the owner changes only when it is taken. What nobody has accepted yet stays so: the
    other one is asked as well, and the clock goes on. Raises NobodyThere, NotForThem."""
    issue, post = await begin(command, Action.TRANSFER, work)
    to = await who_may_have_it(issue, command.post_id, work)
    entry = step(
        issue,
        Action.TRANSFER,
        command,
        post,
        work,
        text=command.why,
        data=To(to_post_id=to.id),
        visibility=Visibility.STAFF,
    )
    issue.transfers += 1
    issue.problem = issue.problem or issue.transfers >= ladder.PROBLEM_AFTER
    if issue.state is State.REPORTED:
        for live in [one for one in issue.pings if one.live and one.person_id == command.by]:
            ladder.end_ping(issue, live, command.at, work)
            issue.copies = [*issue.copies, Copy(person=live.person_id, ping=live.id)]  # it says who has it, later too
        if any(one.live and one.person_id == to.person_id for one in issue.pings):
            tell_person(work, Kind.SETTLED, to.person_id, command.at, Priority.PING, issue=issue, entry=entry)
        else:
            ladder.ping(issue, to, 0, command.at, work)
        await redraw(work, issue, command.at)
        return issue
    issue.transfer_post_id = to.id
    hand_card(work, Kind.OFFERED, to.person_id, command.at, issue, entry)
    await redraw(work, issue, command.at)
    return issue


@frozen(kw_only=True)
class WithReason(OnIssue):
    """With the reason in words."""

    why: str


async def refuse(command: WithReason, work: Work) -> Issue:
    """It is not ours: a dispatch, an offered hand-over or what a meeting gave comes back with the reason. What was
    given stays with whoever has it until another takes it. Raises ReasonNeeded."""
    issue, post = await begin(command, Action.REFUSE, work)
    offered = issue.transfer_post_id is not None
    decided = not offered and given_by_decision(issue)
    if issue.state is not State.DISPATCHED and not offered and not decided:
        raise NotPossibleNow(state=issue.state, action=Action.REFUSE)
    dispatched = issue.state is State.DISPATCHED and issue.assignee_post_id is not None
    given = dispatched or decided
    given_by = await giver(issue, command.at, work) if given else None
    back_to = (given_by.person_id if given_by else None) if given else issue.holder_id
    entry = step(issue, Action.REFUSE, command, post, work, text=reason(command.why), visibility=Visibility.STAFF)
    if dispatched:
        issue.assignee_post_id = None
        clock.cancel(issue, work, command.at, DeadlineKind.REPORT_IN)
    elif offered:
        issue.transfer_post_id = None
    tell_person(work, Kind.REFUSED, back_to, command.at, Priority.PING, issue=issue, entry=entry)
    await redraw(work, issue, command.at)
    return issue


async def hand_up(command: WithReason, work: Work) -> Issue:
    """Unable, with the reason: it is offered to the next tier, which decides once it has accepted. Until then tier,
    holder and rungs stay as they are; the holder also after that, until it is taken over. Whoever hands on what was
    handed to him has accepted it.

    Raises ReasonNeeded; NotPossibleNow at the top, and while those above have not answered.
    """
    issue, post = await begin(command, Action.HAND_UP, work)
    accepted = post is not None and post.role in receivers(issue)
    from_tier = issue.handed_to if accepted and issue.handed_to is not None else issue.tier
    holder = await work.post(issue.holder_post_id) if issue.holder_post_id is not None else None
    hands = {one.role for one in (holder, post) if one is not None}
    to = goes_up_to(from_tier, hands, await tiers_at(issue.line, work))
    if to is None or (issue.handed_to is not None and not accepted):
        raise NotPossibleNow(state=issue.state, action=Action.HAND_UP)
    why, seen = reason(command.why), Visibility.STAFF
    entry = step(issue, Action.HAND_UP, command, post, work, text=why, data=ToTier(tier=to), visibility=seen)
    issue.handed_to = to
    await _show_above(issue, to, work)
    await _hand_to(issue, to, Kind.HANDED_UP, entry, work)
    tell_reporter(work, Kind.TURNED, issue, command.at, entry=entry)
    await redraw(work, issue, command.at)
    return issue


async def receive(command: OnIssue, work: Work) -> Issue:
    """Those to whom it was handed up decide from now on. Whoever has it goes on with it; nobody more is asked about the
    rungs that were reached. Where nothing waits to be accepted it is nobody's (NotYours)."""
    issue, post = await begin(command, Action.RECEIVE, work)
    step(issue, Action.RECEIVE, command, post, work, data=ToTier(tier=issue.handed_to), visibility=Visibility.STAFF)
    await ladder.watched(issue, command.by, command.at, work)
    await tidy(work, issue, command.at)
    await redraw(work, issue, command.at)
    return issue


async def hand_back(command: WithReason, work: Work) -> Issue:
    """The tier below can do it, with the reason: of what was not accepted yet nothing has changed, else those below
    decide again. A department, which is of no tier, gives it back to whoever gave it. Whoever handed it up, the holder
    and the resident hear it; whoever holds it holds it until it is taken. Raises ReasonNeeded; NotPossibleNow at the
    bottom."""
    issue, post = await begin(command, Action.HAND_BACK, work)
    of_department = issue.holder_id == command.by and post is not None and post.role is Role.DEPARTMENT_OFFICER
    stays = of_department or issue.handed_to is not None
    to = issue.tier if stays else below(issue.tier, await tiers_at(issue.line, work))
    if to is None:
        raise NotPossibleNow(state=issue.state, action=Action.HAND_BACK)
    handed = newest(await work.timeline(issue.id), (Action.HAND_UP,))
    why, seen = reason(command.why), Visibility.STAFF
    entry = step(issue, Action.HAND_BACK, command, post, work, text=why, data=ToTier(tier=to), visibility=seen)
    issue.tier = to
    asked = await giver(issue, command.at, work) if of_department else None
    told = {command.by, await _hand_to(issue, to, Kind.HANDED_BACK, entry, work, asked=asked)}
    for person_id in (issue.holder_id, handed.person_id if handed is not None else None):
        if person_id not in told:
            told.add(person_id)
            hand_card(work, Kind.HANDED_BACK, person_id, command.at, issue, entry)
    if not of_department:
        tell_reporter(work, Kind.TURNED, issue, command.at, entry=entry)
    await redraw(work, issue, command.at)
    return issue


async def _hand_to(
    issue: Issue, tier: Tier, kind: Kind, entry: Entry, work: Work, *, asked: Post | None = None
) -> int | None:
    """The card to whoever is `asked`, else is on duty in that tier, or above; who that is, which the entry keeps."""
    to = asked or await ladder.on_duty_or_above(issue, tier_row(tier).role, entry.at, work)
    if to is None:
        return None
    entry.data = ToTier(tier=tier, to_post_id=to.id)
    if to.person_id != entry.person_id:
        hand_card(work, kind, to.person_id, entry.at, issue, entry)
    return to.person_id


async def _show_above(issue: Issue, tier: Tier, work: Work) -> None:
    """The staff group of that tier has a card of its own from now on."""
    home, chat = await staff_chat(work, issue), await ladder.tier_chat(issue, tier_row(tier).role, work)
    if chat is None or (home is not None and home.id == chat.id) or Copy(chat=chat.id) in issue.copies:
        return
    if (await work.area(chat.area_id)).kind is tier_row(tier).area:
        issue.copies = [*issue.copies, Copy(chat=chat.id)]


async def _report_in(issue: Issue, deadline: Deadline, work: Work) -> None:
    note_due(issue, deadline, work)
    to = await giver(issue, deadline.due_at, work)
    tell_person(work, Kind.NOT_REPORTED_IN, to.person_id if to else None, deadline.due_at, Priority.PING, issue=issue)
    await redraw(work, issue, deadline.due_at)


DUE: dict[DeadlineKind, IssueDue] = {
    DeadlineKind.REPORT_IN: _report_in,
}
