"""What comes of neighbours' talk in a group: matters told there, "it is over", and a report taken back at once."""

from datetime import datetime, timedelta

from casework.clock.falling_due import catch_up
from casework.clock.ladder import over
from casework.issue.doing import OnIssue, attach, step
from casework.issue.filing import show_more
from casework.issue.triage import Speak
from casework.lines import Added, Unfiled
from casework.messages import Kind, Priority, redraw, residents_chat, tell_person, tell_reporter, tidy
from casework.model.chats import Chat
from casework.model.issues import Action, Issue
from casework.model.timeline import Visibility
from casework.ports import Work
from casework.refusals import NotYours, TooLate
from casework.timeline import write_line
from casework.told import TakenBack
from casework.transitions import OPEN, next_state, where_it_was

UNFILE_WITHIN = timedelta(minutes=1)
LOOKED_AT, TOLD_AT_MOST = 50, 5


async def told_in(chat: Chat, since: datetime | None, work: Work) -> list[Issue]:
    """Open matters whose public card stands in this group, as far as they were filed since then; the newest last."""
    found = []
    for issue in await work.standing_in([chat.area_id], LOOKED_AT):
        if issue.state in OPEN and (since is None or issue.filed_at >= since):
            where = await residents_chat(work, issue)
            if where is not None and where.id == chat.id:
                found.append(issue)
    return sorted(found, key=lambda one: one.filed_at)[-TOLD_AT_MOST:]


async def ask_if_mended(command: OnIssue, work: Work) -> bool:
    """Somebody says in the group that it is over: the holder is asked, nothing changes. False when there is nobody to
    ask, or it was the holder who said so."""
    issue = await work.issue(command.issue_id)
    await catch_up(issue, command.at, work)
    if issue.state not in OPEN or issue.private or issue.holder_id in (None, command.by):
        return False
    key = f"mended:{issue.id}"
    tell_person(work, Kind.MENDED_ASKED, issue.holder_id, command.at, Priority.RESIDENT, issue=issue, key=key)
    return True


async def rest_of_album(command: Speak, work: Work) -> Issue:
    """What was just filed was the first photo of an album: the others belong to the same words, no more is told.
    Raises NotYours for anybody but who filed it."""
    issue = await work.issue(command.issue_id)
    if not any(one.filed_by_id == command.by for one in issue.reports):
        raise NotYours(issue=issue, action=Action.AMEND, holder=None)
    await show_more(issue, command.by, command.photos, command.at, work)
    return issue


async def neighbour_adds(command: Speak, work: Work) -> Issue:
    """Another neighbour speaks of a danger for which everybody was called already: the words go on the timeline and to
    whoever is coming, and nobody is called anew. That it is over is read as that, without an alarm, and ends
    nothing."""
    issue = await work.issue(command.issue_id)
    await catch_up(issue, command.at, work)
    entry = write_line(
        issue,
        Action.AMEND,
        command.at,
        work,
        person_id=command.by,
        chat_id=command.chat_id,
        visibility=Visibility.STAFF,
        text=command.text.strip(),
        data=Added(over=command.over or None),
    )
    attach(issue.subject, entry, command.photos, work)
    work.changed(issue)
    called = [ping.person_id for ping in issue.pings if ping.live]
    for person_id in dict.fromkeys([issue.holder_id] if issue.holder_id is not None else called):
        tell_person(work, Kind.RESIDENT_SAID, person_id, command.at, Priority.PING, issue=issue, entry=entry)
    return issue


async def unfile(command: OnIssue, work: Work) -> Issue:
    """Whoever filed it for another takes that back within a minute: he pressed the wrong thing. Raises NotYours for
    anybody else, TooLate, NotPossibleNow."""
    issue = await work.issue(command.issue_id)
    await catch_up(issue, command.at, work)
    if not any(report.filed_by_id == command.by for report in issue.reports):
        raise NotYours(issue=issue, action=Action.WITHDRAW, holder=None)
    if command.at - issue.filed_at > UNFILE_WITHIN:
        raise TooLate
    next_state(issue.state, Action.WITHDRAW, where_it_was(issue))
    step(issue, Action.WITHDRAW, command, None, work, data=Unfiled(unfiled=True))
    over(issue, command.at, work)
    if any(reporter != command.by for reporter in issue.reporters):  # who has a receipt
        tell_reporter(work, Kind.WITHDRAWN, issue, command.at, data=TakenBack(unfiled=True))
    await tidy(work, issue, command.at)
    await redraw(work, issue, command.at)
    return issue
