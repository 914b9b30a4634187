"""Everything that a card, a ping or a page says about an issue, gathered once: the issue and the names around it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from casework.capabilities import BEGINS, USUAL, Capability
from casework.categories import Category, broad, category
from casework.clock import limits as clock
from casework.clock.lights import Light, light_of
from casework.clock.night import may_be_tonight
from casework.data import read
from casework.issue.likeness import LOOKS_LIKE
from casework.issue.planned import OUTAGES
from casework.issue.quarrel import could_be_mediated
from casework.lines import Cannot, ForAll, WithOther, post_told
from casework.model.deadlines import Ping
from casework.model.issues import Action, Issue, Report, Tier
from casework.model.people import Post, Role
from casework.model.places import HOUSES, Area, AreaKind, Department, Estate
from casework.model.timeline import Attachment, AttachmentKind, Entry, Visibility
from casework.model.whistles import Whistle
from casework.neighbourhood.rights import BY_POST, MANAGERS, NO_WAYS, Relation, Ways, What, may_know, meant_for, ways_of
from casework.neighbourhood.wall import FEW_HOMES
from casework.ports import Work
from casework.tiers import below, goes_up_to, tiers_of
from casework.timeline import newest
from casework.transitions import OPEN
from casework.words.likeness import says_more
from casework.words.whose import whose_in

ANSWER_HOLDS = timedelta(hours=2)
"""So long whoever wrote or did something of it is not silent, though he is asked anew."""


@dataclass(slots=True, kw_only=True)
class Sheet:
    """An issue with the names that a view needs. `last_words`: the newest entry of the reporter. `ways`: how whoever
    reads it stands to the issue; a group stands to it in none. `open_words`: by action, what anybody may read of the
    newest such line of this round; empty where it was said to one resident alone. `like`: an open matter that was
    known at filing to be probably the same. `buildings`: of an incident, those whose homes have it, by a report or a
    press; `buildings_too`: the same of an outage that is none yet.
    `offers_tonight`: it waits for the morning, and need not. `whose`: who it was registered for, to whoever took that
    down alone. `above`, `below`: the tiers to which it can be handed up and back.
    `wrote_there`: who of staff has written of it, or done something with it, since it was told, and when last: that is
    an answer, though nobody may have it, or be on the way.

    For one of its reporters the issue has the own report first, and no other's words.
    """

    issue: Issue
    category: Category
    areas: list[Area]
    estate: Estate | None
    light: Light
    now: datetime
    posts: dict[int, Post] = field(default_factory=dict)
    holder: Post | None = None
    assignee: Post | None = None
    timeline: list[Entry] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    entry: Entry | None = None
    ping: Ping | None = None
    last_words: Entry | None = None
    ways: Ways = NO_WAYS
    open_words: dict[str, str] = field(default_factory=dict)
    like: Issue | None = None
    whistle: Whistle | None = None
    can_mediate: bool = False  # whether it is a quarrel that a mediator of the place could begin with now
    can_whistle: bool = False  # to a manager above the community: whether there is a department to call
    departments: dict[int, Department] = field(default_factory=dict)
    buildings: tuple[str, ...] = ()
    buildings_too: tuple[str, ...] = ()
    offers_tonight: bool = False
    whose: str = ""
    above: Tier | None = None
    below: Tier | None = None
    capabilities: frozenset[Capability] = USUAL
    wrote_there: Mapping[int | None, datetime] = field(default_factory=dict)

    def answered(self, ping: Ping) -> bool:
        """Whether whoever was asked has written or done something of it since; of a danger since everybody was
        called."""
        wrote = self.wrote_there.get(ping.person_id)
        return wrote is not None and (self.issue.urgent or wrote >= ping.asked_at - ANSWER_HOLDS)

    @property
    def called_out(self) -> bool:
        """Whether volunteers are being asked to come."""
        last = self.newest(Action.CALL_OUT, "call_over")
        return last is not None and last.action == Action.CALL_OUT

    def offers(self, action: Action) -> bool:
        """Whether the place has what an action begins; what begins nothing of the kind is everywhere."""
        return action not in BEGINS or BEGINS[action] in self.capabilities

    def knows(self, what: What) -> bool:
        """Whether whoever reads it may be shown this."""
        return may_know(what, self.issue, self.ways)

    @property
    def community(self) -> str:
        """Name of the community, or of the area above when the place is not known closer."""
        return next((a.name for a in self.areas if a.kind is AreaKind.COMMUNITY), self.areas[0].name)

    @property
    def grid(self) -> str:
        """Name of the grid, or nothing."""
        return next((a.name for a in self.areas if a.kind is AreaKind.GRID), "")

    @property
    def place(self) -> str:
        """Estate, building and the words about the place; never a flat."""
        estate = self.estate.name if self.estate else ""
        if self.buildings:
            more = "…" if len(self.buildings) > BUILDINGS_SHOWN else ""
            return f"{estate}{'、'.join(self.buildings[:BUILDINGS_SHOWN])}{more}"
        where = f"{estate}{self.building}{self._unit}" or self._around
        return "、".join((f"{where} {self.issue.place}".strip(), *self.also_at))

    @property
    def building(self) -> str:
        """Its name alone; nothing where there is none, nor in a group where so few live in it that it says who it was
        (domain.md §7). In danger it is said: people have to find it."""
        found = next((a for a in self.areas if a.kind is AreaKind.BUILDING), None)
        hidden = self.ways is NO_WAYS and not self.issue.urgent
        return "" if found is None or (hidden and 0 < found.households < FEW_HOMES) else found.name

    @property
    def _unit(self) -> str:
        """Its name, for whoever goes there; groups read the building alone, but for danger (domain.md §7)."""
        known = self.ways is not NO_WAYS or self.issue.urgent
        return next((one.name for one in self.areas if known and one.kind is AreaKind.UNIT), "")

    @property
    def _around(self) -> str:
        """The smallest area that may be named."""
        outside = (a.name for a in self.areas if a.kind not in HOUSES or a.name == self.building)
        return next(outside, self.community)

    @property
    def place_in_short(self) -> str:
        """The building alone, else the estate, or the nearest area."""
        if self.buildings:
            return self.place
        where = self.building or (self.estate.name if self.estate else self._around)
        return "、".join((where, *self.also_at))

    @property
    def also_at(self) -> tuple[str, ...]:
        """Of an outage, the other buildings from which somebody has said "my home too"."""
        return tuple(one for one in self.buildings_too if one != self.building)[:BUILDINGS_SHOWN]

    def asked(self, rung: int | None = None) -> list[tuple[Post, Ping]]:
        """Who was asked in this round (at this rung), in order."""
        return [
            (self.posts[ping.post_id], ping)
            for ping in sorted(self.issue.pings, key=lambda ping: (ping.asked_at, ping.id))
            if ping.post_id in self.posts and (rung is None or ping.rung == rung)
        ]

    def asked_once(self, rung: int | None = None) -> list[tuple[Post, Ping]]:
        """The same, each person once, by the newest asking."""
        newest = {ping.person_id: (post, ping) for post, ping in self.asked(rung)}
        return list(newest.values())

    def newest(self, *actions: str) -> Entry | None:
        """The newest line of this round that says so; where none stands, it did not happen."""
        here = (e for e in reversed(self.timeline) if e.round == self.issue.round and e.action in actions)
        return next(here, None)

    @property
    def since_called(self) -> list[Entry]:
        """The lines since everybody was called to the danger last."""
        return _since_called(self.timeline)

    @property
    def added(self) -> list[Entry]:
        """What the reporter, and neighbours who have it too, said in this round before anybody had it, oldest first:
        whoever takes it needs it."""
        since = self.issue.now.accepted_at
        return [
            one
            for one in self.timeline
            if one.round == self.issue.round
            and ((one.action == Action.AMEND and one.person_id in self.issue.reporters) or _with_words(self, one))
            and (since is None or one.at <= since)
        ]


ANSWERS = frozenset(
    {
        *(Action.NOTE, Action.REPLY, Action.ASK, Action.TELL_IN_PERSON, Action.WATCH, Action.NUDGE, Action.PLAN),
        *(Action.WHISTLE, Action.CALL_OUT, Action.AGENDA, Action.ASSIGN, Action.TRANSFER, Action.HAND_UP),
        *(Action.HAND_BACK, Action.PROMISE, Action.MOVE_PROMISE, Action.RECATEGORISE, Action.RELOCATE, Action.MERGE),
    }
)
"""What somebody who was asked does with it, and has answered by: he is not among those who are silent."""


def did_since_called(sheet: Sheet) -> list[Entry]:
    """The newest of these of each person since it was told, in the order of their doing it."""
    newest = {one.person_id: one for one in _since_called(sheet.timeline) if one.action in ANSWERS and one.post_id}
    return sorted(newest.values(), key=lambda one: one.at)


def _since_called(timeline: list[Entry]) -> list[Entry]:
    calls = (one.at for one in timeline if one.action in (Action.FILE, Action.MAKE_URGENT))
    last = max(calls, default=None)
    return [one for one in timeline if last is None or one.at >= last]


def _with_words(sheet: Sheet, entry: Entry) -> bool:
    """Whether a neighbour said more than that it is so at home too."""
    return entry.action == Action.ME_TOO and (
        says_more(entry.text) or any(one.entry_id == entry.id for one in sheet.attachments)
    )


BUILDINGS_SHOWN = 6
INSTEAD = "instead"
"""What can be done instead of what cannot: among the words that anybody may read."""


async def sheet_of(
    issue: Issue,
    now: datetime,
    work: Work,
    *,
    entry_id: int | None = None,
    ping_id: int | None = None,
    reader_id: int | None = None,
) -> Sheet:
    """Gather it. `now` decides the light and nothing else; `reader_id` what may be shown: None for a group."""
    areas = [await work.area(area_id) for area_id in issue.line]
    timeline = await work.timeline(issue.id)
    wanted = {ping.post_id for ping in issue.pings} | {entry.post_id for entry in timeline}
    wanted |= {post_told(entry) for entry in timeline}
    wanted |= {issue.holder_post_id, issue.assignee_post_id, issue.transfer_post_id}
    seats = await work.posts_for(issue.line, issue.estate_id, Role)
    tiers = tiers_of(seats)
    posts = {post.id: post for post in seats if post.role in MANAGERS}
    for post_id in wanted - {None} - posts.keys():
        assert post_id is not None
        posts[post_id] = await work.post(post_id)
    ways = NO_WAYS
    if reader_id is not None:
        known = {post.id: post for post in (*seats, *posts.values())}
        mine = [post for post in known.values() if post.person_id == reader_id]
        ways = await ways_of(issue, reader_id, work, wanted=OF_READERS, timeline=timeline, posts=mine)
    open_words = {
        Action.PROMISE if entry.action == Action.DECIDE else entry.action: said.public
        for entry in timeline
        if entry.round == issue.round and isinstance(said := entry.data, ForAll) and said.public is not None
    }
    for entry in timeline:
        if isinstance(entry.data, Cannot) and entry.round == issue.round:
            open_words[INSTEAD] = entry.data.instead
    wrote = {one.person_id: one.at for one in _since_called(timeline) if one.action in ANSWERS}
    hidden = {entry.id for entry in timeline if not _shown(entry, issue, ways, group=reader_id is None)}
    with_words = issue.reports
    if reader_id is not None and _only_reporter(ways) and len(issue.reports) > 1:
        issue = issue.as_known_to(reader_id)
        with_words = [report for report in issue.reports if report.reporter_id == reader_id]
        hidden |= {one.id for one in timeline if one.person_id in issue.reporters and one.person_id != reader_id}
        timeline = await _own_timeline(with_words[0], timeline, work)
    timeline = [entry for entry in timeline if entry.id not in hidden]
    sent_along = await work.attachments(issue.id, *(report.id for report in with_words))
    whistle = await work.whistle(issue.whistle_id) if issue.whistle_id is not None else None
    hands = {_role_of_holder(issue, posts), *(way.role for way in ways)}
    called = {one.department_id for one in whistle.calls} if whistle is not None else ()
    settings = work.settings_for(issue.line, now)
    voices = {one.entry_id for one in sent_along if one.kind is AttachmentKind.VOICE}
    return Sheet(
        issue=issue,
        category=category(issue.category),
        areas=areas,
        estate=await work.estate(issue.estate_id) if issue.estate_id is not None else None,
        light=light_of(issue, now, settings, _role_of_holder(issue, posts)),
        now=now,
        posts=posts,
        holder=posts.get(issue.holder_post_id) if issue.holder_post_id else None,
        assignee=posts.get(issue.assignee_post_id) if issue.assignee_post_id else None,
        timeline=timeline,
        attachments=[one for one in sent_along if one.entry_id not in hidden],
        entry=await work.entry(entry_id) if entry_id is not None else None,
        ping=next((ping for ping in issue.pings if ping.id == ping_id), None),
        last_words=next((e for e in reversed(timeline) if e.person_id in issue.reporters and _says(e, voices)), None),
        ways=ways,
        open_words=open_words,
        like=await _like(issue, timeline, work),
        whistle=whistle,
        can_whistle=Capability.WHISTLES in settings.capabilities
        and any(way.role in MANAGERS - {Role.COMMUNITY_MANAGER} for way in ways)
        and bool(await work.departments_for(issue.line)),
        can_mediate=await could_be_mediated(issue, timeline, work),
        departments={one: await work.department(one) for one in called},
        buildings=await _buildings(issue, work) if issue.incident_at is not None else (),
        buildings_too=await _buildings(issue, work) if issue.incident_at is None and _of_many(issue) else (),
        offers_tonight=may_be_tonight(
            issue,
            clock.runs(issue, now, work),
            any(entry.action == Action.SET_BACK and entry.round == issue.round for entry in timeline),
        ),
        whose=await _whose(issue, reader_id, work),
        above=goes_up_to(issue.handed_to or issue.tier, hands, tiers),
        below=below(issue.tier, tiers),
        capabilities=settings.capabilities,
        wrote_there=wrote,
    )


def _says(entry: Entry, voices: set[int | None]) -> bool:
    """Words, written or spoken, after the report itself."""
    public = entry.action != Action.FILE and entry.visibility is not Visibility.PRIVATE
    return public and bool(entry.text or entry.id in voices)


async def _whose(issue: Issue, reader_id: int | None, work: Work) -> str:
    report = next((one for one in issue.reports if one.registered_by == reader_id), None)
    if reader_id is None or report is None:
        return ""
    notes = await work.visit_notes(report.id)
    return whose_in(notes[0].text if notes else "", report.text)


def _role_of_holder(issue: Issue, posts: dict[int, Post]) -> Role | None:
    return posts[issue.holder_post_id].role if issue.holder_post_id in posts else None


def _of_many(issue: Issue) -> bool:
    """What fails for many at once, and has neighbours who have it too: it is not at the reporter's home alone."""
    return issue.me_toos > 0 and broad(issue.category) in OUTAGES and issue.area_id is not None


async def _buildings(issue: Issue, work: Work) -> tuple[str, ...]:
    homes = await work.homes_too(issue.id) if issue.me_toos else set()
    found = await work.areas_with({report.area_id for report in issue.reports} | homes)
    told = [area for area in found if area.kind is AreaKind.BUILDING and not 0 < area.households < FEW_HOMES]
    names = dict.fromkeys(area.name for area in told)
    return tuple(sorted(names, key=lambda name: [int(one) for one in re.findall(r"\d+", name)]))


def _only_reporter(ways: Ways) -> bool:
    """Whether somebody reads it as its reporter, and not also by a post that may read it whole."""
    relations = {way.relation for way in ways}
    return Relation.REPORTER in relations and not relations & (BY_POST - {Relation.OTHER_AREA})


async def _own_timeline(own: Report, timeline: list[Entry], work: Work) -> list[Entry]:
    """What happened to the own report before it came to the others, then to all."""
    if own.home_id is None:
        return timeline
    before = [one for one in await work.timeline(own.home_id) if one.visibility is Visibility.PUBLIC]
    return sorted([*before, *timeline], key=lambda one: (one.at, one.id))


async def _like(issue: Issue, timeline: list[Entry], work: Work) -> Issue | None:
    """What it looks like, while both are open."""
    noted = newest(timeline, (LOOKS_LIKE,))
    apart = any(one.action == Action.SPLIT for one in timeline)  # somebody knew better
    if noted is None or apart or issue.state not in OPEN:
        return None
    like = read(noted.data, WithOther).issue_id
    assert like is not None
    other = await work.issue(like)
    return other if other.state in OPEN and not other.private and not other.urgent else None


OF_READERS = frozenset(Relation) - {Relation.NEIGHBOUR}
"""A neighbour who has not said "my home too" reads no sheet."""
LINES: dict[Visibility, What] = {
    Visibility.PUBLIC: What.PUBLIC_ENTRIES,
    Visibility.STAFF: What.STAFF_ENTRIES,
    Visibility.PRIVATE: What.PRIVATE_ENTRIES,
}


def _shown(entry: Entry, issue: Issue, ways: Ways, *, group: bool) -> bool:
    """A line with its words and photos, to one reader; a group's card counts by all but the private ones."""
    if entry.visibility is Visibility.PRIVATE:
        return not group and meant_for(entry, ways) and may_know(What.PRIVATE_ENTRIES, issue, ways)
    return group or may_know(LINES[entry.visibility], issue, ways)
