"""It is elsewhere, says its reporter, or whoever works on it: it goes there, with whoever is asked, and its cards."""

from casework.clock import ladder
from casework.frozen import frozen
from casework.issue.doing import OnIssue, Photo, attach, begin, step, words
from casework.issue.filing import estate_around
from casework.issue.likeness import number_area
from casework.lines import Added
from casework.messages import Kind, Priority, redraw, residents_chat, staff_chat, tell_chat, tell_person, tell_reporter
from casework.model.chats import Chat
from casework.model.issues import Action, Issue, State
from casework.model.timeline import Entry
from casework.neighbourhood.rights import covers
from casework.ports import Work
from casework.told import Moved


@frozen(kw_only=True)
class Move(OnIssue):
    """Where it is, in somebody's words; `place`: what of them the area does not say. `action`: the reporter's own word,
    or the correction of somebody who has it or decides there."""

    area_id: int
    place: str = ""
    text: str = ""
    photos: tuple[Photo, ...] = ()
    action: Action = Action.AMEND


def may_move(issue: Issue) -> bool:
    """A danger as long as it is one; anything else until somebody has it, who then knows better where to ask."""
    return issue.urgent or (issue.state is State.REPORTED and issue.holder_id is None)


async def move(command: Move, work: Work) -> Issue:
    """Its people are asked, those of the former place hear that it is not theirs, everybody who goes on with it hears
    the new place, each once; cards and notices of the former place say so. Number and clock stay, and whoever has it
    keeps it. Raises TextNeeded."""
    issue, post = await begin(command, command.action, work)
    former = [await staff_chat(work, issue), await residents_chat(work, issue)]
    text = words(command.text, command.photos)
    moved = Added(moved_to=command.area_id, moved_from=issue.area_id)
    entry = step(issue, command.action, command, post, work, text=text, data=moved)
    attach(issue.subject, entry, command.photos, work)
    known = [one for one in ladder.called(issue) if one != command.by]
    await _place(issue, command, work)
    await _tell_known(issue, known, entry, command, work)
    await _ask_there(issue, known, entry, command, work)
    await _leave_cards(issue, former, command, work)
    if command.action is Action.RELOCATE:
        tell_reporter(work, Kind.TURNED, issue, command.at, entry=entry)
    await redraw(work, issue, command.at)
    return issue


async def _place(issue: Issue, command: Move, work: Work) -> None:
    area = await work.area(command.area_id)
    issue.area_id, issue.line = area.id, area.line
    issue.estate_id = area.estate_id or await estate_around(area, issue.report.reporter_id, work)
    issue.community_id = await number_area(area.line, work)
    issue.report.area_id, issue.report.place = area.id, command.place
    work.changed(issue.report)
    work.changed(issue)


async def _tell_known(issue: Issue, known: list[int], entry: Entry, command: Move, work: Work) -> None:
    priority = Priority.URGENT if issue.urgent else Priority.PING
    for person_id in known:
        mine = [one for one in issue.pings if one.person_id == person_id]
        here = person_id == issue.holder_id
        if not (here or issue.urgent or any(one.live for one in mine)):
            continue  # it was another's already
        for one in mine:
            here = here or covers(await work.post(one.post_id), issue.line, issue.estate_id)
        if not here:
            for one in mine:
                if one.live:
                    ladder.end_ping(issue, one, command.at, work)
        data = Moved(here=here)
        tell_person(work, Kind.MOVED, person_id, command.at, priority, issue=issue, entry=entry, data=data)


async def _ask_there(issue: Issue, known: list[int], entry: Entry, command: Move, work: Work) -> None:
    """Whoever is on duty there and has not heard of it; what somebody of elsewhere has they are only told."""
    if issue.urgent:
        await ladder.call_there(issue, await work.area(issue.area_id), command.at, work)
    elif issue.holder_id is None:
        await ladder.ask_there(issue, command.at, work)
    elif not any(covers(one, issue.line, issue.estate_id) for one in await work.posts_of(issue.holder_id)):
        for post in await ladder.on_duty_first(issue, command.at, work):
            if post.person_id not in (*known, command.by):
                data = Moved(here=True)
                tell_person(
                    work, Kind.MOVED, post.person_id, command.at, Priority.PING, issue=issue, entry=entry, data=data
                )


async def _leave_cards(issue: Issue, former: list[Chat | None], command: Move, work: Work) -> None:
    """What stands in groups where it is not any more."""
    kinds = (Kind.CARD, Kind.PUBLIC_CARD)
    now = [await staff_chat(work, issue), await residents_chat(work, issue)]
    for kind, before, after in zip(kinds, former, now, strict=True):
        if before is not None and (after is None or after.id != before.id):
            prefix = "card" if kind is Kind.CARD else "public"
            tell_chat(work, kind, before, command.at, issue, key=f"{prefix}:{issue.id}:{before.id}")
