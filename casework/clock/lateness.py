"""What lateness does: the rungs of the ladder, the nudges of the holder, somebody asked to go and tell."""

from collections.abc import Sequence
from datetime import datetime

from casework import duty
from casework.clock import ladder, trial
from casework.clock import limits as clock
from casework.clock.falling_due import note_due
from casework.data import maybe
from casework.lines import Added, Rung, says_there
from casework.messages import (
    Kind,
    Priority,
    redraw,
    staff_chat,
    tell_chat,
    tell_neighbours,
    tell_person,
    tell_reporter,
)
from casework.model.chats import Chat
from casework.model.deadlines import Deadline, DeadlineKind, DeadlineState
from casework.model.issues import Action, Issue, State
from casework.model.people import Post, Role
from casework.model.timeline import Entry, Visibility
from casework.ports import IssueDue, Work
from casework.roles import UNPAID
from casework.timeline import write_line
from casework.told import Covered, Nudge, Nudged
from casework.words.guess import PRIVATE_DANGERS


async def _understand(issue: Issue, deadline: Deadline, work: Work) -> None:
    if trial.spares_rung(issue, 1, deadline.due_at, work):
        trial.note(issue, 1, deadline.due_at, work)
        return
    note_due(issue, deadline, work, Visibility.PUBLIC)
    await ladder.open_rung(issue, 1, deadline.due_at, work)
    if not issue.urgent:  # then everybody was told at once
        tell_reporter(work, Kind.TO_COMMUNITY, issue, deadline.due_at, data=Rung(rung=1))
    await redraw(work, issue, deadline.due_at)


async def nudge_holder(issue: Issue, at: datetime, work: Work, *, why: Nudge, by: int | None = None) -> Post | None:
    """One short message to the holder: under the card where he or she reads it, else privately. Who covers for a
    holder who is away has it instead, and is returned. No clock hurries whoever helps unpaid; a manager who asks how it
    stands is heard."""
    if issue.holder_id is None or (why != "manager" and await unpaid(issue, work)):
        return None
    if by is None and trial.spares_holder(issue, at, work):
        trial.note(issue, 0, at, work)
        return None
    if (cover := await ladder.ask_cover(issue, at, work, why=why, by=by)) is not None:
        return cover
    chat = await staff_chat(work, issue)
    if chat is not None and await _reads(chat, issue, at, work):
        issue.nudged = True
        tell_chat(work, Kind.GROUP_NUDGE, chat, at, issue, data=Nudged(why=why, by=by))
    else:
        data = Nudged(why=why, by=by)
        tell_person(work, Kind.NUDGE, issue.holder_id, at, Priority.RESIDENT, issue=issue, data=data)
    return None


async def unpaid(issue: Issue, work: Work) -> bool:
    """Whether a neighbour has it who helps without pay: asked once, and never hurried."""
    return issue.holder_post_id is not None and (await work.post(issue.holder_post_id)).role in UNPAID


async def _reads(chat: Chat, issue: Issue, at: datetime, work: Work) -> bool:
    """Whether the holder is in that group: works there and is not away, or has done something to this issue in it, and
    did not leave it. Managers look after many groups, and are in none of them for certain; officers have a group of
    their own."""
    if issue.holder_post_id is None or issue.holder_id is None:
        return False
    if await work.outside(chat.id, issue.holder_id) is not None:
        return False
    post = await work.post(issue.holder_post_id)
    if post.person_id != issue.holder_id or duty.away(post, at) or post.department_id is not None:
        return False
    if post.role not in ladder.REACHED_BY_PRIVATE:
        return True
    return any(one.person_id == issue.holder_id and one.chat_id == chat.id for one in await work.timeline(issue.id))


async def _plan(issue: Issue, deadline: Deadline, work: Work) -> None:
    note_due(issue, deadline, work)
    await nudge_holder(issue, deadline.due_at, work, why="plan")
    await redraw(work, issue, deadline.due_at)


async def _reply(issue: Issue, deadline: Deadline, work: Work) -> None:
    note_due(issue, deadline, work)
    cover = await nudge_holder(issue, deadline.due_at, work, why="reply")
    if issue.state is not State.WAITING and not issue.urgent:  # else the next word is the resident's, or none was named
        data = Covered(cover=cover.id if cover is not None else None)
        tell_reporter(work, Kind.REPLY_LATE, issue, deadline.due_at, data=data)
    if any([not (await work.person(person_id)).reachable for person_id in issue.reporters]):
        await ask_to_tell(issue, deadline.due_at, work)
    await redraw(work, issue, deadline.due_at)


async def ask_to_tell(issue: Issue, at: datetime, work: Work) -> None:
    """Nobody can reach the resident: the head of the unit or building is asked to go and tell, else the grid head."""
    for role in (*await ladder.heads_of_house(issue, work), Role.GRID_HEAD):
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


async def _ended_danger(issue: Issue, work: Work) -> bool:
    """Whether it was a danger that somebody ended, and nobody has said since what there is to do."""
    if issue.urgent or issue.grade is not None or issue.plan:
        return False
    return any(one.action == Action.MAKE_NORMAL and one.round == issue.round for one in await work.timeline(issue.id))


HOLDER_ASKED = "holder_asked"
"""A line of the timeline: a rung was due, and whoever has it was asked instead of anybody above."""
REMAINS_ASKED = "remains_asked"
"""The same after a danger that nobody holds: the community was asked whether anything remains."""


async def _ask_holder(issue: Issue, at: datetime, work: Work, *, why: Nudge) -> None:
    write_line(issue, HOLDER_ASKED, at, work, visibility=Visibility.STAFF)
    await nudge_holder(issue, at, work, why=why)


async def _ask_what_remains(issue: Issue, at: datetime, work: Work) -> None:
    """After a danger the holder is asked once whether anything remains to be done, else the community; nobody is told
    that it is late."""
    if issue.holder_id is not None:
        await _ask_holder(issue, at, work, why="left")
    elif (post := await ladder.on_duty_or_above(issue, Role.COMMUNITY_MANAGER, at, work)) is not None:
        write_line(issue, REMAINS_ASKED, at, work, visibility=Visibility.STAFF)
        ladder.ping(issue, post, 1, at, work)
    await redraw(work, issue, at)


def said_over(person_id: int, timeline: Sequence[Entry]) -> bool:
    """Whether the last that this reporter said of the danger is that it is over."""
    said = [one for one in timeline if one.person_id == person_id]
    return bool(said) and bool(maybe(said[-1].data, Added).over)


async def _somebody_came(issue: Issue, work: Work) -> bool:
    """Of violence, or somebody in despair, nobody further up is told as long as somebody is there: whoever has it is
    asked whether it is over."""
    return any(says_there(one) and one.round == issue.round for one in await work.timeline(issue.id))


async def _resolve(issue: Issue, deadline: Deadline, work: Work) -> None:
    if trial.spares_rung(issue, deadline.rung, deadline.due_at, work):
        trial.note(issue, deadline.rung, deadline.due_at, work)
        await redraw(work, issue, deadline.due_at)
        return
    note_due(issue, deadline, work, Visibility.PUBLIC)
    if await _ended_danger(issue, work):
        await _ask_what_remains(issue, deadline.due_at, work)
        return
    if issue.called_only and issue.urgent and issue.holder_id is not None and await _somebody_came(issue, work):
        await _ask_holder(issue, deadline.due_at, work, why="scene")
        await redraw(work, issue, deadline.due_at)
        return
    await ladder.open_rung(issue, deadline.rung, deadline.due_at, work)
    # Whoever beats may have the phone in hand: nothing is sent there that was not asked for.
    quiet = issue.urgent and issue.danger in PRIVATE_DANGERS
    if deadline.rung == 2 and issue.holder_id is not None and not quiet:  # else the same was said at rung 1
        tell_reporter(work, Kind.TO_COMMUNITY, issue, deadline.due_at, data=Rung(rung=2))
    elif deadline.rung >= 3 and not quiet:
        tell_reporter(work, Kind.TO_SUBDISTRICT, issue, deadline.due_at, data=Rung(rung=deadline.rung))
    if not issue.urgent and _ends_estimate(issue, deadline):
        await tell_neighbours(work, issue, deadline.due_at)
    await redraw(work, issue, deadline.due_at)


def _ends_estimate(issue: Issue, deadline: Deadline) -> bool:
    """Whether it is the first time that it is late since the time that the plan named to everybody."""
    if issue.plan_until is None or issue.plan_until > deadline.due_at or issue.state is not State.IN_PROGRESS:
        return False
    fired = [one for one in issue.deadlines if one.kind is DeadlineKind.RESOLVE and one.state is DeadlineState.FIRED]
    return not any(issue.plan_until <= one.due_at < deadline.due_at and one.round == issue.round for one in fired)


async def _ask_on(issue: Issue, deadline: Deadline, work: Work) -> None:
    if not ladder.answered(issue, (deadline.rung,)):
        await ladder.ask_on(issue, deadline.rung, deadline.due_at, work)


async def _urgent_ask(issue: Issue, deadline: Deadline, work: Work) -> None:
    """Nobody has answered: all of them again, often, then more slowly, until somebody does."""
    await ladder.urgent_again(issue, deadline.due_at, work)
    if deadline.rung == 1:
        timeline = await work.timeline(issue.id)
        for person_id in issue.reporters:
            if not said_over(person_id, timeline):
                tell_person(work, Kind.NOBODY_YET, person_id, deadline.due_at, Priority.URGENT, issue=issue)
    settings = work.settings_for(issue.line, deadline.due_at)
    after = settings.urgent_every if deadline.rung < settings.urgent_times else settings.urgent_later
    clock.add(issue, work, DeadlineKind.URGENT_ASK, deadline.due_at + after, deadline.rung + 1)
    await redraw(work, issue, deadline.due_at)


def _unless_put_off(do: IssueDue) -> IssueDue:
    """What a meeting has put off is as late as it is, and rings nobody until its day."""

    async def due(issue: Issue, deadline: Deadline, work: Work) -> None:
        if clock.put_off_until(issue) is None:
            await do(issue, deadline, work)

    return due


DUE: dict[DeadlineKind, IssueDue] = {
    DeadlineKind.UNDERSTAND: _unless_put_off(_understand),
    DeadlineKind.PLAN: _unless_put_off(_plan),
    DeadlineKind.REPLY: _unless_put_off(_reply),
    DeadlineKind.RESOLVE: _unless_put_off(_resolve),
    DeadlineKind.ASK_ON: _unless_put_off(_ask_on),
    DeadlineKind.URGENT_ASK: _urgent_ask,
}
