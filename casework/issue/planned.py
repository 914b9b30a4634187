"""Planned outages 计划停水停电: who enters them, who is told, and what becomes of what is reported there meanwhile
(around-an-issue.md §5).

A report inside is known: nobody is asked, nothing is due, and when it is over it ends by itself, unless somebody says
that it is not back. Then it is an incident like any other, and counts from that moment.
"""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from casework.audience import Hearers
from casework.broadcast import Change, Say, correct, homes_of, say
from casework.capabilities import Capability
from casework.clock import ladder, night
from casework.clock import limits as clock
from casework.frozen import frozen
from casework.issue.doing import OnIssue, begin
from casework.messages import Kind, Priority, companies_at, redraw, tell_person
from casework.model.chats import Audience
from casework.model.deadlines import Deadline, DeadlineKind
from casework.model.issues import Action, Issue, Outage, State
from casework.model.people import Post
from casework.model.places import AreaKind
from casework.neighbourhood.rights import PLAN_OUTAGES, covers
from casework.neighbourhood.switching import need
from casework.ports import IssueDue, Work
from casework.refusals import AlreadyOver, NotFound, NotYours
from casework.timeline import write_line
from casework.told import SaidToMany
from casework.transitions import OPEN
from casework.words.likeness import kinds_like

OUTAGES = ("outage_water", "outage_power", "outage_heating", "outage_gas")
"""What may be planned, the most frequent first."""
WATCHED = timedelta(hours=6)
"""So long after the end a report is still about it; what nobody speaks of any more ends by itself then."""
OVERRUN = "overrun"
"""An entry: it was planned, and is not; from now on people are asked."""
NEW, CHANGED, TAKEN_BACK = "new", "changed", "back"
"""What a group is told of it."""
_STILL = re.compile(r"没来|没水|没电|没气|没暖|没好|没恢复|没有[水电气暖]|还停|还没|\bnot back\b|\bstill no\b")


def still_out(text: str) -> bool:
    """Whether the words say that it is not back."""
    return bool(_STILL.search(text.lower()))


@frozen(kw_only=True)
class Announce:
    """What fails, where, from when to when. `area_ids`: buildings, or a community with all that lies under it."""

    by: int
    at: datetime
    category: str
    area_ids: tuple[int, ...]
    starts_at: datetime
    ends_at: datetime


@frozen(kw_only=True)
class Told:
    """How many groups, and how many homes where there is no group, hear of it."""

    groups: int = 0
    homes: int = 0


@frozen(kw_only=True)
class OnOutage:
    """Somebody does something to a planned outage."""

    outage_id: int
    by: int
    at: datetime


async def announce(command: Announce, work: Work) -> tuple[Outage, Told]:
    """Enter it, and tell the residents' groups of those places, once; how many hear it. Raises NotYours, NotFound,
    SwitchedOff, AlreadyOver."""
    areas = await work.areas_with(set(command.area_ids))
    if not areas or command.category not in OUTAGES:
        raise NotFound
    lines = [area.line for area in areas]
    post = await _may(command.by, lines, command.category, work)
    for line in lines:
        need(Capability.OUTAGES, line, command.at, work)
    if command.ends_at <= max(command.at, command.starts_at):
        raise AlreadyOver
    outage = Outage(
        id=work.new_id(),
        category=command.category,
        area_ids=list(command.area_ids),
        starts_at=command.starts_at,
        ends_at=command.ends_at,
        at=command.at,
        by_id=command.by,
        by_post_id=post.id,
    )
    work.add(outage)
    return outage, await tell_groups(outage, NEW, command.by, command.at, work)


async def mine(command: OnOutage, work: Work) -> Outage:
    """What is neither over nor taken back, and this person's to change."""
    outage = await work.outage(command.outage_id)
    lines = [area.line for area in await work.areas_with(set(outage.area_ids))]
    await _may(command.by, lines, outage.category, work)
    if outage.taken_back_at is not None or outage.ends_at <= command.at:
        raise AlreadyOver
    return outage


async def _may(person_id: int, lines: Sequence[tuple[int, ...]], category: str, work: Work) -> Post:
    """By a post over all of the places, or in the company that supplies them. Raises NotYours."""
    for post in await work.posts_of(person_id):
        if post.role in PLAN_OUTAGES and all(covers(post, line, None) for line in lines):
            return post
        if post.department_id is not None and all([await _supplies(post, line, category, work) for line in lines]):
            return post
    raise NotYours(action=None, roles=PLAN_OUTAGES)


async def _supplies(post: Post, line: tuple[int, ...], category: str, work: Work) -> bool:
    return any(one.id == post.department_id for one in await companies_at(line, category, work))


async def waiting_in(outage: Outage, work: Work) -> Issue | None:
    """The matter of what was reported inside, as long as it waits for the end."""
    issue = await work.issue(outage.issue_id) if outage.issue_id is not None else None
    return issue if issue is not None and issue.planned_until is not None and issue.state in OPEN else None


async def as_before(issue: Issue, outage: Outage, at: datetime, work: Work) -> None:
    """What was reported inside waits for its end as it is now; whoever reported it hears until when."""
    issue.planned_until = outage.ends_at
    for deadline in clock.running(issue, DeadlineKind.OUTAGE_END):
        deadline.due_at = outage.ends_at + WATCHED
        work.changed(deadline)
    work.changed(issue)
    for person_id in issue.reporters:
        tell_person(work, Kind.INCIDENT, person_id, at, Priority.RESIDENT, issue=issue)
    await redraw(work, issue, at)


async def tell_groups(outage: Outage, what: str, by: int, at: datetime, work: Work) -> Told:
    """The nearest residents' group of each place, each once; where there is none, whoever lives there. What was said of
    it before says what holds now."""
    for earlier in await work.broadcasts_about(outage.id):
        await correct(earlier, earlier.text, Change(at=at, by=by), work)
    lines = [area.line for area in await work.areas_with(set(outage.area_ids))]
    chats = await work.chats_for(tuple(dict.fromkeys(area_id for line in lines for area_id in line)))
    theirs = {one.area_id: one.id for one in reversed(chats) if one.audience is Audience.RESIDENTS}
    nearest = {line[0]: next((theirs[one] for one in line if one in theirs), None) for line in lines}
    groups = tuple(sorted({one for one in nearest.values() if one is not None}))
    homes = tuple(area_id for area_id, group in nearest.items() if group is None)
    hearers = Hearers(chats=groups, homes=homes)
    await say(
        Say(kind=Kind.OUTAGE, at=at, by=by, hearers=hearers, about_id=outage.id, data=SaidToMany(what=what)), work
    )
    return Told(groups=len(groups), homes=await homes_of(hearers, work))


async def places_of(outage: Outage, work: Work) -> str:
    """ "北苑小区3号楼、5号楼"; a community, or an estate of which no building is left out, by its name alone."""
    areas = await work.areas_with(set(outage.area_ids))
    inside = set(outage.area_ids)
    whole = {one for one in {area.estate_id for area in areas} if one is not None and await _all_of(one, inside, work)}
    found: list[str] = []
    before = ""
    for area in areas:
        if set(area.line[1:]) & inside:
            continue
        if area.estate_id in whole and area.estate_id is not None:
            name = (await work.estate(area.estate_id)).name
            found += [name] if name not in found else []
            before = ""
            continue
        estate = (await work.estate(area.estate_id)).name if area.estate_id is not None else ""
        found.append(area.name if estate == before else f"{estate}{area.name}")
        before = estate
    return "、".join(found)


async def _all_of(estate_id: int, inside: set[int], work: Work) -> bool:
    buildings = {one.id for one in await work.areas_of_estate(estate_id) if one.kind is AreaKind.BUILDING}
    return len(buildings) > 1 and buildings <= inside


# --- what is reported there


async def covering(line: Sequence[int], kind: str, at: datetime, work: Work) -> Outage | None:
    """The planned outage of that kind that has begun there, and is not long over."""
    found = [
        one
        for one in await work.outages(at - WATCHED)
        if one.category in kinds_like(kind) and one.starts_at <= at and set(one.area_ids) & set(line)
    ]
    return max(found, key=lambda one: (one.ends_at, one.id), default=None)


async def known_at(area_id: int, kinds: Sequence[str], at: datetime, work: Work) -> list[Outage]:
    """What is planned there and not over yet, the next first: at the place, or anywhere in it."""
    line = set((await work.area(area_id)).line) | {area_id}
    found = []
    for one in await work.outages(at):
        lines = [area.line for area in await work.areas_with(set(one.area_ids))]
        if one.category in kinds and (line & set(one.area_ids) or any(area_id in other for other in lines)):
            found.append(one)
    return sorted(found, key=lambda one: (one.starts_at, one.id))


async def matter_of(outage: Outage, work: Work) -> Issue | None:
    """What was reported of it, as long as it is open and one for all: what became danger, or private, is not."""
    issue = await work.issue(outage.issue_id) if outage.issue_id is not None else None
    if issue is None or issue.state not in OPEN or issue.private or issue.urgent:
        return None
    return issue if issue.incident_at is not None else None


def wait_for(outage: Outage, issue: Issue, work: Work) -> None:
    """The first report inside: nobody is asked before the end."""
    issue.planned_until, issue.incident_at = outage.ends_at, outage.starts_at
    clock.add(issue, work, DeadlineKind.OUTAGE_END, outage.ends_at + WATCHED)
    outage.issue_id = issue.id
    work.changed(outage)


async def not_back(command: OnIssue, work: Work) -> Issue:
    """A reporter says that it is not back, though it should be. Raises NotYours, NotPossibleNow."""
    issue, _ = await begin(command, Action.AMEND, work)
    if issue.planned_until is not None and command.at >= issue.planned_until:
        await take_up(issue, command.at, work, by=command.by)
        tell_person(work, Kind.INCIDENT, command.by, command.at, Priority.RESIDENT, issue=issue)
    return issue


async def take_up(issue: Issue, at: datetime, work: Work, *, by: int | None = None, alone: bool = False) -> None:
    """It waits for no end any more: it counts from now, and people are asked. `alone`: it has nothing to do with the
    outage, and is no matter of many."""
    clock.cancel(issue, work, at, DeadlineKind.OUTAGE_END)
    issue.planned_until = None
    if alone:
        issue.incident_at = None
    issue.t0 = issue.now.t0 = at
    issue.turn += 1
    clock.open_round(issue, work)
    write_line(issue, OVERRUN, at, work, person_id=by)
    work.changed(issue)
    if issue.state is State.REPORTED:
        await ladder.ask_when_open(issue, at, work)
    await redraw(work, issue, at)


async def _over(issue: Issue, deadline: Deadline, work: Work) -> None:
    """Nobody has spoken of it since: it ends without a word. Whoever had taken it goes on with it."""
    if issue.urgent:
        issue.planned_until = None
    elif issue.state is State.REPORTED:
        await night.recorded(issue, deadline, work)
    else:
        await take_up(issue, deadline.due_at, work)


DUE: dict[DeadlineKind, IssueDue] = {DeadlineKind.OUTAGE_END: _over}
