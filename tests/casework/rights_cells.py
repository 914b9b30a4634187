"""Who may do and know what, written out again by hand, and a person for every way to stand to an issue.

The test asks every cell of both tables through the function that decides; `make mutants` widens and narrows each.
"""

import asyncio
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from casework.data import NOTHING, Data
from casework.lines import Complained, InDanger, Invited, Noted, To
from casework.model.deadlines import Ping
from casework.model.issues import Accused, Action, Issue, MeToo, Report, Round, State, Tier, Urgency
from casework.model.people import Person, Post, Rank, Role
from casework.model.places import Area, AreaKind
from casework.model.subjects import Subject, SubjectKind
from casework.model.timeline import Entry, Visibility
from casework.neighbourhood.rights import Relation, What, may, may_be_shown
from tests.casework.memory import MemoryWork
from tests.casework.neighbourhood import TEN

R = Role
HIGHER = {R.DISTRICT_MANAGER, R.CITY_MANAGER}
MANAGERS = {R.COMMUNITY_MANAGER, R.SUBDISTRICT_MANAGER} | HIGHER
DECIDE = MANAGERS | {R.GRID_HEAD}
GRID = DECIDE | {R.STREET_HEAD}
WORKING = GRID | {R.BUILDING_HEAD, R.UNIT_HEAD, R.GRID_WORKER, R.PROPERTY_STEWARD, R.STEWARD}
HIGH = MANAGERS | {R.SECRETARY, R.SUPERVISOR}
"""Of what is private whoever was called may be one of these; uncalled the managers alone find it."""
WORDS: dict[str, Collection[Role]] = {
    "any": set(Role),
    "working": WORKING,
    "overseen": WORKING | {R.SUPERVISOR},
    "board": GRID | {R.SUPERVISOR, R.ADMIN},
    "grid": GRID,
    "managers": MANAGERS,
}
OF_TIER = {
    Tier.BUILDING: DECIDE,
    Tier.COMMUNITY: MANAGERS,
    Tier.SUBDISTRICT: {R.SUBDISTRICT_MANAGER} | HIGHER,
    Tier.DISTRICT: HIGHER,
    Tier.CITY: {R.CITY_MANAGER},
}
IN_MEETING = OF_TIER | {Tier.BUILDING: MANAGERS}
HANDED_TO: dict[Tier, Tier | None] = dict(zip(Tier, (*list(Tier)[1:], None), strict=True))
"""Each issue of the cells was handed up to the next tier, and is not accepted yet."""
RECEIVERS = {tier: OF_TIER[to] if to is not None else set() for tier, to in HANDED_TO.items()}
HOLDER = "holder:any"
HELD = f"{HOLDER} here:deciders"
UNTAKEN = "resolve, untaken"
DOES: dict[str, str] = {
    Action.ACCEPT: "pinged:any here:working",
    Action.GRADE: HELD,
    Action.PLAN: HELD,
    Action.REPLY: HELD,
    Action.TELL_IN_PERSON: "here:working",
    Action.NOTE: f"pinged:any {HOLDER} here:working",
    Action.ASK: HOLDER,
    Action.ANSWER: f"reporter {HOLDER}",
    Action.ASSIGN: "here:deciders",
    Action.TAKE: "given:any",
    Action.TAKE_OVER: "pinged:any given:any here:deciders",
    Action.WATCH: "pinged:any here:deciders",
    Action.REFUSE: "given:any",
    Action.TRANSFER: HELD,
    Action.HAND_UP: HELD,
    Action.HAND_BACK: HELD,
    Action.RECEIVE: "here:receivers",
    Action.PROMISE: HELD,
    Action.MOVE_PROMISE: HELD,
    Action.AGREE_MOVE: "here:managers",
    Action.RESOLVE: HELD,
    Action.UNDO_RESOLVE: "resolver:any",
    Action.RATE: "reporter",
    Action.LAPSE: "",
    Action.RECORD: "",
    Action.TONIGHT: "reporter",
    Action.SET_BACK: f"{HOLDER} here:grid",
    Action.REOPEN: "reporter",
    Action.COMPLAIN: "reporter",
    Action.REJECT: "here:grid",
    Action.APPEAL: "reporter",
    Action.REINSTATE: "here:deciders",
    Action.WITHDRAW: "reporter",
    Action.AMEND: "reporter",
    Action.RECATEGORISE: HELD,
    Action.RELOCATE: f"there:any {HELD}",
    Action.VISIT: "reporter",
    Action.NUDGE: "reporter here:deciders",
    Action.ME_TOO: "neighbour",
    Action.MAKE_URGENT: "reporter here:working",
    Action.MAKE_NORMAL: "there:any raised:any here:managers",
    Action.MERGE: HELD,
    Action.DECLARE: "here:managers",
    Action.SPLIT: f"reporter {HELD}",
    Action.WHISTLE: "here:managers",
    Action.CALL_OUT: HELD,
    Action.AGENDA: "here:managers",
    Action.DECIDE: "here:meeting",
    Action.PUT_OFF: "here:meeting",
    Action.CANNOT: "here:meeting",
    Action.VERIFY: "here:meeting",
    Action.NOT_FIXED: "resolver:any here:working",
    Action.CONSULT: HELD,
    Action.CONSULT_SAY: f"reporter {HOLDER} invited:any here:working",
    Action.AGREED: HELD,
    Action.MEDIATE: f"reporter {HELD}",
    Action.SHOW_PHOTO: "here:grid",
    Action.HIDE_PHOTO: "reporter here:grid",
    UNTAKEN: "pinged:any here:working",
}
STAFF = "pinged:any holder:any given:any resolver:any told:any here:overseen"
NAMES_URGENT = "names, in danger"
KNOWS: dict[str, str] = {
    What.NUMBER: f"reporter filer me_too neighbour invited:any {STAFF}",
    What.OWN: "reporter",
    What.RESULT: f"reporter filer me_too {STAFF}",
    What.CARD: f"{STAFF} invited:any",
    What.NAMES: f"reporter {HOLDER}",
    NAMES_URGENT: f"reporter pinged:any {HOLDER} there:any",
    What.PHOTOS: f"reporter {STAFF}",
    What.PUBLIC_ENTRIES: f"reporter {STAFF}",
    What.STAFF_ENTRIES: STAFF,
    What.PRIVATE_ENTRIES: "told:any",
    What.DOOR: HOLDER,
    What.DUTY_PHONES: STAFF,
    What.LIST: "pinged:any holder:any given:any",
    What.BOARD: "here:board",
}
NAMES: dict[Relation, str] = {
    Relation.REPORTER: "reporter",
    Relation.FILER: "filer",
    Relation.ME_TOO: "me_too",
    Relation.NEIGHBOUR: "neighbour",
    Relation.PINGED: "pinged",
    Relation.HOLDER: "holder",
    Relation.ASSIGNEE: "given",
    Relation.RESOLVER: "resolver",
    Relation.TOLD: "told",
    Relation.AT_SCENE: "there",
    Relation.RAISED: "raised",
    Relation.INVITED: "invited",
    Relation.SAME_AREA: "here",
    Relation.ABOVE: "here",
}
"""Those that are missing open nothing: held it once, left a post, a post elsewhere, nobody."""

BUILDING, GRID_AREA, COMMUNITY, SUBDISTRICT, ELSEWHERE = 4, 3, 2, 1, 5
ME, SOMEBODY = 500, 501


@dataclass(frozen=True, slots=True)
class Cell:
    """One way to stand to one kind of issue, with one role."""

    relation: Relation
    role: Role
    private: bool
    tier: Tier


def cells(relations: Collection[Relation] = tuple(Relation)) -> Iterator[Cell]:
    """All of them; where a relation is a person's, the role is that of a post elsewhere, or of one that was left."""
    for relation in relations:
        for role in Role:
            for private in (False, True):
                for tier in Tier:
                    yield Cell(relation, role, private, tier)


def stage(cell: Cell) -> tuple[MemoryWork, Issue]:
    """A town with that issue, to which ME stands in that way and no other."""
    work = MemoryWork()
    work.put(
        Area(id=SUBDISTRICT, kind=AreaKind.SUBDISTRICT, name="街道", code="s"),
        Area(id=COMMUNITY, kind=AreaKind.COMMUNITY, name="社区", code="c", parent_id=SUBDISTRICT),
        Area(id=GRID_AREA, kind=AreaKind.GRID, name="网格", code="g", parent_id=COMMUNITY),
        Area(id=BUILDING, kind=AreaKind.BUILDING, name="楼", code="b", parent_id=GRID_AREA),
        Area(id=ELSEWHERE, kind=AreaKind.COMMUNITY, name="别处", code="e", parent_id=SUBDISTRICT),
        Person(id=ME, reachable=True, home_id=ELSEWHERE),
        Person(id=SOMEBODY, reachable=True, home_id=ELSEWHERE),
    )
    report = Report(
        id=2,
        issue_id=1,
        community_id=COMMUNITY,
        number=1,
        year=2026,
        area_id=BUILDING,
        text="单元门坏了",
        filed_at=TEN,
        t0=TEN,
        private=cell.private,
        reporter_id=SOMEBODY,
        filed_by_id=SOMEBODY,
    )
    issue = Issue(
        id=1,
        reports=[report],
        now=Round(issue_id=1, round=1, t0=TEN),
        community_id=COMMUNITY,
        area_id=BUILDING,
        line=(BUILDING, GRID_AREA, COMMUNITY, SUBDISTRICT),
        category="gate",
        filed_at=TEN,
        t0=TEN,
        tier=cell.tier,
        handed_to=HANDED_TO[cell.tier],
        state=State.IN_PROGRESS,
        urgency=Urgency.URGENT if cell.relation in (Relation.AT_SCENE, Relation.RAISED) else Urgency.NORMAL,
    )
    work.add(issue)
    seat = Post(id=7, code="p7", role=cell.role, rank=Rank.PRIMARY, name="", area_id=ELSEWHERE, person_id=ME)
    relation = cell.relation
    if relation is Relation.REPORTER:
        report.reporter_id = ME
    elif relation is Relation.FILER:
        report.filed_by_id = ME
    elif relation is Relation.ME_TOO:
        issue.me_toos = 1
        work.add(MeToo(issue_id=1, person_id=ME, at=TEN))
    elif relation is Relation.NEIGHBOUR:
        work.people[ME].home_id = BUILDING
    elif relation is Relation.PINGED:
        issue.pings.append(Ping(id=9, issue_id=1, round=1, rung=0, person_id=ME, post_id=seat.id, asked_at=TEN))
    elif relation is Relation.HOLDER:
        issue.holder_id, issue.holder_post_id = ME, seat.id
    elif relation is Relation.ASSIGNEE:
        issue.assignee_post_id = seat.id
    elif relation is Relation.TOLD:
        _held(work, "forced", seat, SOMEBODY, visibility=Visibility.PRIVATE, data=To(to_post_id=seat.id))
    elif relation is Relation.AT_SCENE:
        _held(work, Action.NOTE, seat, data=Noted(there=True))
    elif relation is Relation.RAISED:
        _held(work, Action.MAKE_URGENT, seat, data=InDanger(danger="fire"))
    elif relation is Relation.INVITED:
        _held(work, Action.CONSULT, seat, SOMEBODY, data=Invited(invited=(seat.id,)))
    elif relation is Relation.SAME_AREA:
        seat.area_id = BUILDING
    elif relation is Relation.ABOVE:
        seat.area_id = COMMUNITY
    elif relation is Relation.ACCUSED:  # whatever else opens: above, called, holding it
        seat.area_id = COMMUNITY
        report.accused = (Accused(post_id=99, person_id=ME, role=Role.GRID_WORKER),)
        issue.holder_id, issue.holder_post_id = ME, seat.id
        issue.pings.append(Ping(id=9, issue_id=1, round=1, rung=0, person_id=ME, post_id=seat.id, asked_at=TEN))
    elif relation is Relation.NAMED:
        _held(work, Action.COMPLAIN, seat, SOMEBODY, data=Complained(about="attitude", accused=(ME,)))
    elif relation is Relation.FORMER_HOLDER:
        _held(work, Action.ACCEPT, seat)
    elif relation is Relation.RESOLVER:
        issue.state = State.RESOLVED
        _held(work, Action.RESOLVE, seat, SOMEBODY)  # who sat there before
        issue.now.resolved_by_id, issue.now.resolved_post_id = SOMEBODY, seat.id
        issue.holder_id = SOMEBODY
    elif relation is Relation.FORMER_POST:  # it held, was asked, was given and resolved it; and was left
        issue.state = State.RESOLVED
        issue.holder_id, issue.holder_post_id, issue.assignee_post_id = ME, seat.id, seat.id
        issue.now.resolved_by_id, issue.now.resolved_post_id = ME, seat.id
        issue.pings.append(Ping(id=9, issue_id=1, round=1, rung=0, person_id=ME, post_id=seat.id, asked_at=TEN))
        _held(work, Action.RESOLVE, seat)
        seat.area_id, seat.person_id = BUILDING, None
    work.add(seat)
    if relation is Relation.NOBODY:
        seat.person_id = SOMEBODY
    return work, issue


def _held(
    work: MemoryWork,
    action: str,
    seat: Post,
    by: int = ME,
    visibility: Visibility = Visibility.PUBLIC,
    data: Data = NOTHING,
) -> None:
    entry = Entry(
        id=20,
        subject=Subject(SubjectKind.ISSUE, 1),
        at=TEN,
        action=action,
        person_id=by,
        post_id=seat.id,
        round=1,
        visibility=visibility,
        data=data,
    )
    work.add(entry)


def opens(spec: str, cell: Cell) -> bool:
    """Whether the hand-written words open the cell."""
    for part in spec.split():
        relation, _, roles = part.partition(":")
        if NAMES.get(cell.relation) != relation:
            continue
        if not roles:
            return not (cell.private and relation in ("me_too", "neighbour"))
        narrow = cell.private and relation in ("pinged", "here", "there", "invited")
        by_tier = {"deciders": OF_TIER, "meeting": IN_MEETING, "receivers": RECEIVERS}
        open_to = by_tier[roles][cell.tier] if roles in by_tier else WORDS[roles]
        called = HIGH - {R.SECRETARY} if relation != "here" else MANAGERS  # the secretary hears of the community alone
        return cell.role in open_to and (cell.role in called or not narrow)
    return False


def wrong_doing(actions: Collection[str] = tuple(DOES), relations: Collection[Relation] = tuple(Relation)) -> list[str]:
    """Cells of "who may do what" in which the code decides otherwise than it is written here."""

    async def ask() -> list[str]:
        found = []
        for cell in cells(relations):
            work, issue = stage(cell)
            for name in actions:
                if name == UNTAKEN:
                    issue.state = State.REPORTED
                decided = await may(issue, Action.RESOLVE if name == UNTAKEN else Action(name), ME, work)
                if decided != opens(DOES[name], cell):
                    found.append(f"{name}: {cell} is {decided}")
        return found

    return asyncio.run(ask())


def wrong_knowing(
    whats: Collection[str] = tuple(KNOWS), relations: Collection[Relation] = tuple(Relation)
) -> list[str]:
    """The same for "who may know what"."""

    async def ask() -> list[str]:
        found = []
        for cell in cells(relations):
            work, issue = stage(cell)
            for what in whats:
                urgent = what == NAMES_URGENT or cell.relation is Relation.RAISED  # of a danger alone
                if urgent and what == What.NAMES:
                    continue
                issue.urgency = Urgency.URGENT if urgent else Urgency.NORMAL
                decided = await may_be_shown(issue, What.NAMES if what == NAMES_URGENT else What(what), ME, work)
                if decided != opens(KNOWS[what], cell):
                    found.append(f"{what}: {cell} is {decided}")
        return found

    return asyncio.run(ask())


def wrong_never(
    relations: Collection[Relation] = (Relation.HOLDER, Relation.FORMER_HOLDER, Relation.NAMED),
) -> list[str]:
    """Managers of the place who hold or held it, and read a complaint about it nevertheless."""

    async def ask() -> list[str]:
        found = []
        for relation in relations:
            for role in MANAGERS:
                work, issue = stage(Cell(relation, role, private=False, tier=Tier.BUILDING))
                work.posts[7].area_id = COMMUNITY
                work.add(
                    Entry(
                        id=21,
                        subject=Subject(SubjectKind.ISSUE, 1),
                        at=TEN,
                        action="forced",
                        round=1,
                        visibility=Visibility.PRIVATE,
                        data=To(to_post_id=7),
                    )
                )
                if await may_be_shown(issue, What.PRIVATE_ENTRIES, ME, work):
                    found.append(f"{relation}: {role}")
        return found

    return asyncio.run(ask())
