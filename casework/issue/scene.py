"""What those who were called to a danger say of it goes to everybody else who was called, at once; and the reporter
hears that somebody is on the way (domain.md §3)."""

from casework.clock import ladder
from casework.clock import limits as clock
from casework.issue.doing import attach, begin, step, words
from casework.issue.triage import Speak
from casework.issue.urgency import counts_as_called, say_there, since_called
from casework.lines import Coming, Noted
from casework.messages import Kind, Priority, redraw, tell_person, tidy
from casework.model.deadlines import DeadlineKind, PingAnswer
from casework.model.issues import Action, Issue
from casework.model.people import Post
from casework.model.timeline import Entry, Visibility
from casework.ports import Work
from casework.timeline import write_line
from casework.words.over import says_over
from casework.words.scene import minutes_in

COMING = "coming"
"""A line of the timeline: somebody is on the way. The words stand in a line of their own, for those who were called."""


async def on_the_way(command: Speak, work: Work) -> Issue:
    """ "I'm on my way": somebody has answered, and nobody is asked again for that; whoever else was called still is.
    The first who says so is named to the reporter, with the minutes, until somebody is there."""
    issue, post = await begin(command, Action.NOTE, work)
    lines = await since_called(issue, work)
    coming, there = {one.person_id for one in lines if one.action == COMING}, say_there(lines)
    entry = _said(issue, command, post, work, coming=True)
    if command.by not in coming | there:
        line = write_line(
            issue,
            COMING,
            command.at,
            work,
            person_id=command.by,
            post_id=post.id if post else None,
            data=Coming(minutes=minutes_in(command.text)),
        )
        await _answered(issue, command, post, work)
        for person_id in issue.reporters if not coming | there else ():
            tell_person(work, Kind.ON_THE_WAY, person_id, command.at, Priority.URGENT, issue=issue, entry=line)
    await _tell_the_called(issue, entry, command, work)
    return issue


async def said_there(command: Speak, work: Work) -> Issue:
    """Anything else that is known there. It ends nothing: that takes whoever is at the scene, or the community, and a
    press. Raises TextNeeded."""
    issue, post = await begin(command, Action.NOTE, work)
    entry = _said(issue, command, post, work)
    attach(issue.subject, entry, command.photos, work)
    await _tell_the_called(issue, entry, command, work)
    return issue


def _said(issue: Issue, command: Speak, post: Post | None, work: Work, *, coming: bool = False) -> Entry:
    text, said = words(command.text, command.photos), Noted(scene=True, coming=coming)
    return step(issue, Action.NOTE, command, post, work, text=text, visibility=Visibility.STAFF, data=said)


async def _answered(issue: Issue, command: Speak, post: Post | None, work: Work) -> None:
    """Whoever comes has answered; the others are still asked, and reach their buttons."""
    clock.cancel(issue, work, command.at, DeadlineKind.ASK_ON, DeadlineKind.URGENT_ASK)
    clock.meet(issue, work, command.at, DeadlineKind.UNDERSTAND)
    issue.unanswered = False
    for live in [one for one in issue.pings if one.live and one.person_id == command.by]:
        ladder.end_ping(issue, live, command.at, work, PingAnswer.TAKE)
    if post is not None:
        counts_as_called(issue, post, command, work)
    await tidy(work, issue, command.at)


async def _tell_the_called(issue: Issue, entry: Entry, command: Speak, work: Work) -> None:
    quiet = says_over(command.text)  # an all-clear rings nobody
    priority = Priority.RESIDENT if quiet else Priority.URGENT
    for person_id in ladder.called(issue):
        if person_id != command.by:
            tell_person(work, Kind.SCENE_SAID, person_id, command.at, priority, issue=issue, entry=entry)
    await redraw(work, issue, command.at)
