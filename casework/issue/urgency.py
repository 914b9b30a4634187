"""Danger to life: everyone on duty at once; who is at the scene; and a person's word that it is over domain.md §3."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from casework.categories import broad, category
from casework.clock import ladder, night
from casework.clock import limits as clock
from casework.data import maybe
from casework.frozen import frozen
from casework.issue.doing import OnIssue, begin, reason, step
from casework.issue.handover import WithReason
from casework.issue.resolving import Reopen, another_round, false_alarm, reopen
from casework.issue.triage import accepted_by, hold_by
from casework.lines import InDanger, NoDanger, Noted, says_there
from casework.messages import Kind, Priority, redraw, tell_person, tidy
from casework.model.deadlines import Deadline, DeadlineKind, Ping, PingAnswer
from casework.model.issues import Action, Issue, State, Tier, Urgency
from casework.model.people import Post, Role
from casework.model.timeline import Entry, Visibility
from casework.ports import IssueDue, Work
from casework.refusals import NotPossibleNow
from casework.timeline import called_by_staff, write_line
from casework.transitions import OPEN, possible
from casework.words.broken import broken
from casework.words.danger_words import danger_named
from casework.words.guess import PRIVATE_DANGERS
from casework.words.later import later
from casework.words.over import says_false

_CANNOT_LOOK_AFTER_THEMSELVES = later(
    "孩|娃|婴|幼|儿子|女儿|闺女|小学|学生|残疾|残障|智障|智力|精神病|痴呆|失能|瘫|不能自理|老人|老太|老头|爷爷|奶奶|姥"
    r"|\b(?:child|children|kids?|baby|toddler|daughter|son|disabled|elderly|dementia|bedridden)\b",
    re.IGNORECASE,
)


@frozen(kw_only=True)
class MakeUrgent(OnIssue):
    """Which danger: one of casework.words.guess.DANGERS."""

    danger: str


async def make_urgent(command: MakeUrgent, work: Work) -> Issue:
    """Everyone on duty of every tier, and the deputies, are pinged now, and again until somebody answers. One that was
    said to be over, or none, begins again: a new round of the same matter, and its reporter reads that it is not over.
    Raises NotPossibleNow."""
    issue, post = await begin(command, Action.MAKE_URGENT, work)
    before = ended(issue, await work.timeline(issue.id))
    if issue.urgent or (issue.state not in OPEN and before is None):
        raise NotPossibleNow(state=issue.state, action=Action.MAKE_URGENT)
    hid = command.danger in PRIVATE_DANGERS and not issue.private
    said, seen = InDanger(danger=command.danger, hid=hid or None), Visibility.STAFF
    if issue.state in OPEN:
        entry = step(issue, Action.MAKE_URGENT, command, post, work, data=said, visibility=seen)
    else:
        again = Action.MAKE_URGENT
        entry = await another_round(issue, again, command, post, work, text="", data=said, visibility=seen)
    await _call(issue, command.danger, command.at, work)
    told = issue.reporters if before is not None and command.danger not in PRIVATE_DANGERS else ()
    for person_id in told:
        if person_id != command.by:
            tell_person(work, Kind.REOPENED, person_id, command.at, Priority.URGENT, issue=issue, entry=entry)
    return issue


AGAIN_WITHIN = timedelta(days=1)
"""So long a danger that was ended may begin again by a word."""


def ended(issue: Issue, timeline: Sequence[Entry]) -> Entry | None:
    """When somebody said that it is over, or was none, where it may begin again."""
    if issue.urgent or not possible(issue.state, Action.MAKE_URGENT):
        return None
    return next((one for one in reversed(timeline) if one.action == Action.MAKE_NORMAL), None)


async def _call(issue: Issue, danger: str, at: datetime, work: Work) -> None:
    issue.urgency, issue.danger = Urgency.URGENT, danger
    clock.cancel(issue, work, at, DeadlineKind.DANGER_FILE, DeadlineKind.DANGER_MAYBE)
    if danger in PRIVATE_DANGERS and not issue.called_only:
        issue.make_private(called_only=True)
        await ladder.gone_private(issue, at, work)
    clock.release(issue, work, at)  # urgent matters never pause
    night.take_up(issue, at, work)
    clock.run_on(issue, at, work)
    await ladder.call_everyone(issue, at, work)
    work.changed(issue)
    await redraw(work, issue, at)


async def danger_said(command: OnIssue, work: Work) -> None:
    """The reporter's words about an issue say danger: without an answer everybody is called, as for a new one."""
    issue, _ = await begin(command, Action.MAKE_URGENT, work)
    if not issue.urgent and not clock.running(issue, DeadlineKind.DANGER_FILE):
        due = command.at + work.settings_for(issue.line, command.at).danger_file
        clock.add(issue, work, DeadlineKind.DANGER_FILE, due)
        work.changed(issue)


async def perhaps_said(command: OnIssue, work: Work) -> None:
    """The reporter's words about an issue may mean danger, and were asked about: without an answer the community's
    person on duty hears of it, and nobody else."""
    issue, _ = await begin(command, Action.MAKE_URGENT, work)
    if not issue.urgent and not clock.running(issue, DeadlineKind.DANGER_MAYBE):
        due = command.at + work.settings_for(issue.line, command.at).danger_tell
        clock.add(issue, work, DeadlineKind.DANGER_MAYBE, due)
        work.changed(issue)


async def _perhaps_unanswered(issue: Issue, deadline: Deadline, work: Work) -> None:
    if issue.urgent or issue.state not in OPEN:
        return
    to = await ladder.on_duty_or_above(issue, Role.COMMUNITY_MANAGER, deadline.due_at, work)
    if to is not None:
        tell_person(work, Kind.DANGER_MAYBE, to.person_id, deadline.due_at, Priority.NOTICE, issue=issue)


async def no_danger_said(command: OnIssue, work: Work) -> Issue:
    """The reporter says that nobody is in danger, before anybody was called."""
    issue, _ = await begin(command, Action.MAKE_URGENT, work)
    clock.cancel(issue, work, command.at, DeadlineKind.DANGER_FILE, DeadlineKind.DANGER_MAYBE)
    work.changed(issue)
    return issue


async def said_danger(issue: Issue, work: Work) -> str:
    """Which danger the reporter's newest words name outright, else sound like; or the one that it was before."""
    said = list[str]()
    for one in reversed(await work.timeline(issue.id)):
        if isinstance(one.data, NoDanger) and one.data.danger:
            return danger_named(said) or one.data.danger
        if one.person_id in issue.reporters:
            said.append(one.text)
    return danger_named(said) or "hurt"


async def _danger_unanswered(issue: Issue, deadline: Deadline, work: Work) -> None:
    if issue.urgent or issue.state not in OPEN:
        return
    danger = await said_danger(issue, work)
    said = InDanger(danger=danger)
    write_line(issue, Action.MAKE_URGENT, deadline.due_at, work, visibility=Visibility.STAFF, data=said)
    await _call(issue, danger, deadline.due_at, work)


LAST_RUNG = 4
"""It counts days, and rings nobody at night."""


async def place_said(command: OnIssue, area_id: int, work: Work) -> None:
    """The reporter names the place of an urgent matter that was filed without it: its people are called now."""
    issue, _ = await begin(command, Action.MAKE_URGENT, work)
    if issue.urgent and issue.holder_id is None:
        await ladder.call_there(issue, await work.area(area_id), command.at, work)
        work.changed(issue)


def police_needed(issue: Issue, timeline: Sequence[Entry]) -> bool:
    """Violence against children, or people who cannot look after themselves: whoever learns of it has to tell the
    police."""
    dangers = {one.data.danger for one in timeline if isinstance(one.data, InDanger)} | {issue.danger}
    if "violence" not in dangers and issue.category != "violence":
        return False
    said = [one.text for one in timeline if one.person_id in issue.reporters]
    said += [one.text for one in issue.reports]
    return any(_CANNOT_LOOK_AFTER_THEMSELVES.search(text) for text in said)


async def police_told(command: OnIssue, work: Work) -> Issue:
    """Somebody of the staff told the police: when, and who."""
    issue, post = await begin(command, Action.NOTE, work)
    step(issue, Action.NOTE, command, post, work, visibility=Visibility.STAFF, data=Noted(police=True))
    await redraw(work, issue, command.at)
    return issue


async def still_dangerous(command: OnIssue, danger: str, said: str, work: Work) -> Issue:
    """The reporter says that it is not over, or begins again: everyone is called anew, whoever had answered too. A
    false alarm that was over is opened again."""
    issue = await work.issue(command.issue_id)
    if issue.state not in OPEN:
        again = Reopen(
            issue_id=issue.id, by=command.by, at=command.at, chat_id=command.chat_id, what="words", text=said
        )
        issue = await reopen(again, work)
    if not issue.urgent:
        called = MakeUrgent(issue_id=issue.id, by=command.by, at=command.at, chat_id=command.chat_id, danger=danger)
        return await make_urgent(called, work)
    await ladder.call_everyone(issue, command.at, work)
    work.changed(issue)
    await redraw(work, issue, command.at)
    return issue


async def at_the_scene(command: OnIssue, work: Work) -> Issue:
    """ "I'm there": whoever says so first holds it; from now on he or she is called like all others, reads everything
    that was said, and the reporter reads who is there. Said once more, it tells nobody anything; of those who come
    after the first the reporter hears nothing."""
    issue, post = await begin(command, Action.NOTE, work)
    there = await people_there(issue, work)
    if command.by in there:
        return issue
    if issue.state is State.REPORTED:
        step(issue, Action.ACCEPT, command, post, work)
        await accepted_by(issue, command.by, post, command.at, work)
    elif issue.holder_id is None:  # a false alarm that nobody had, and it was none
        hold_by(issue, command.by, post)
    entry = step(issue, Action.NOTE, command, post, work, visibility=Visibility.STAFF, data=Noted(there=True))
    if post is not None:
        counts_as_called(issue, post, command, work)
    ladder.close_pings(issue, command.at, work, by=command.by, answer=PingAnswer.TAKE)
    for person_id in issue.reporters if not there else ():
        tell_person(work, Kind.THERE, person_id, command.at, Priority.URGENT, issue=issue, entry=entry)
    if issue.urgent:
        tell_person(work, Kind.IN_DANGER, command.by, command.at, Priority.URGENT, issue=issue)
    await redraw(work, issue, command.at)
    return issue


async def since_called(issue: Issue, work: Work) -> list[Entry]:
    """The lines of its timeline since everybody was called last."""
    timeline = await work.timeline(issue.id)
    called = (one.at for one in timeline if one.action in (Action.FILE, Action.MAKE_URGENT))
    last = max(called, default=issue.filed_at)
    return [one for one in timeline if one.at >= last]


def say_there(lines: Iterable[Entry]) -> set[int | None]:
    """Who says so in these."""
    return {one.person_id for one in lines if says_there(one)}


async def people_there(issue: Issue, work: Work) -> set[int | None]:
    """Who said so since everybody was called last."""
    return say_there(await since_called(issue, work))


def counts_as_called(issue: Issue, post: Post, command: OnIssue, work: Work) -> None:
    """Who came without having been called reads from now on what those read who were."""
    if any(one.person_id == command.by for one in issue.pings):
        return
    came = Ping(
        id=work.new_id(),
        issue_id=issue.id,
        round=issue.round,
        rung=0,
        person_id=command.by,
        post_id=post.id,
        asked_at=command.at,
        answer=PingAnswer.TAKE,
        answered_at=command.at,
    )
    issue.pings.append(came)
    work.add(came)


@frozen(kw_only=True)
class MakeNormal(WithReason):
    """`false`: there never was a danger."""

    false: bool = False


async def make_normal(command: MakeNormal, work: Work) -> Issue:
    """No danger, with the reason, by whoever is at the scene or the community. Everyone who was called is told, and
    nothing rings on: what is left to do is done within the day. Whoever only says so does not hold it by that: what
    nobody has waits for somebody. A false alarm is over, whoever went there; but what its words say to be broken is an
    ordinary matter from now on, with its clock, and what somebody had before it became dangerous goes on; what staff
    called everybody to is again what it was, and its reporter, who heard of no danger, hears of no end. Raises
    ReasonNeeded."""
    issue, post = await begin(command, Action.MAKE_NORMAL, work)
    if not issue.urgent:
        raise NotPossibleNow(state=issue.state, action=Action.MAKE_NORMAL)
    raised = called_by_staff(issue, await work.timeline(issue.id)) if command.false else None
    left = await _left_broken(issue, work) if command.false and raised is None else None
    hid = maybe(raised.data, InDanger).hid if raised is not None else None
    over = NoDanger(danger=issue.danger, hid=hid, false=command.false, broken=left, back=raised is not None or None)
    entry = step(
        issue,
        Action.MAKE_NORMAL,
        command,
        post,
        work,
        text=reason(command.why),
        data=over,
    )
    everyone = [one for one in ladder.called(issue) if one != command.by]
    knows = raised is None or bool(await people_there(issue, work))  # its reporter was told who came
    issue.urgency, issue.danger = Urgency.NORMAL, None
    if raised is None or (issue.runs_on_since or command.at) >= raised.at:
        clock.pause_again(issue, work)
    ladder.close_pings(issue, command.at, work, by=command.by)
    if raised is not None:
        await _as_it_was(issue, raised, command.at, work)
    elif left is not None:
        await _goes_on_as(issue, left, command.at, work)
    else:
        _let_ring_no_more(issue, command.at, work)
    if issue.holder_id is None and left is None and raised is None:
        clock.meet(issue, work, command.at, DeadlineKind.UNDERSTAND)
    if command.false and left is None and raised is None and not await _was_held_before(issue, work):
        await false_alarm(issue, command, post, work)
    for person_id in everyone:
        tell_person(work, Kind.DANGER_OVER, person_id, command.at, Priority.PING, issue=issue, entry=entry)
    for person_id in issue.reporters if knows else ():
        tell_person(work, Kind.NORMAL_AGAIN, person_id, command.at, Priority.RESIDENT, issue=issue, entry=entry)
    await tidy(work, issue, command.at)
    await redraw(work, issue, command.at)
    return issue


async def _as_it_was(issue: Issue, raised: Entry, at: datetime, work: Work) -> None:
    """The ordinary matter that it was before staff called everybody: whoever has it goes on, else those are asked who
    are asked for such a one."""
    if maybe(raised.data, InDanger).hid:
        issue.make_public()
    if issue.holder_id is None:
        await ladder.ask_when_open(issue, at, work)


async def _was_held_before(issue: Issue, work: Work) -> bool:
    """Whether somebody had it, as the ordinary matter that it was, before danger was called."""
    actions = [one.action for one in await work.timeline(issue.id) if one.round == issue.round]
    called = max((index for index, one in enumerate(actions) if one == Action.MAKE_URGENT), default=0)
    return Action.ACCEPT in actions[:called]


async def _left_broken(issue: Issue, work: Work) -> str | None:
    """The kind of what is broken all the same, by the words of its reporters and of those who went there. What a
    reporter said before he took it back counts no more: "虚惊一场 就是锅烧干了" leaves nothing to be mended."""
    if issue.private:
        return None
    lines = [one for one in await since_called(issue, work) if one.person_id is not None and one.text]
    mine = [one for one in lines if one.person_id in issue.reporters]
    since = next((at for at in range(len(mine) - 1, -1, -1) if says_false(mine[at].text)), None)
    before = mine[:since] if since is not None else []
    told = [one.text for one in issue.reports] if since is None else []
    told += [one.text for one in lines if one not in before]
    return broken("\n".join(told), issue.category)


async def _goes_on_as(issue: Issue, kind: str, at: datetime, work: Work) -> None:
    """An ordinary matter of that kind: where nobody has it, those are asked who are asked for such a one."""
    if broad(kind) != broad(issue.category):
        await redraw(work, issue, at)  # what stands in a group that reads nothing of the other kind
        issue.category, issue.tier = kind, Tier(category(kind).tier)
        await night.other_category(issue, at, work)
    if issue.holder_id is None:
        await ladder.ask_when_open(issue, at, work)


def _let_ring_no_more(issue: Issue, at: datetime, work: Work) -> None:
    """No time that was named to the reporter is left, and of the ladder its last rung alone, at which is asked once
    whether anything remains to be done."""
    clock.cancel(issue, work, at, DeadlineKind.PLAN, DeadlineKind.REPLY)
    for deadline in clock.running(issue, DeadlineKind.RESOLVE):
        if deadline.rung < LAST_RUNG:
            clock.cancel_one(deadline, at, work)


DUE: dict[DeadlineKind, IssueDue] = {
    DeadlineKind.DANGER_FILE: _danger_unanswered,
    DeadlineKind.DANGER_MAYBE: _perhaps_unanswered,
}
