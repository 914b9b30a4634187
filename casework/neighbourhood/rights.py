"""Who may do what to an issue, and who may know what of it: two tables, and the one function that reads each.

A manager can read them: `make docs` prints them, cell by cell, into docs/rights.md, and nothing else decides.

Somebody stands to an issue in ways: by a post that he or she holds *now* (a seat belongs to the post: whoever left it
has no right left from it), or as a person (the reporter, a neighbour). One way that the table opens is enough.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from enum import StrEnum

from casework.audience import Hearers
from casework.categories import category
from casework.clock.ladder import REACHED_BY_PRIVATE, reached
from casework.frozen import frozen
from casework.lines import Complained, Invited, post_told, says_there
from casework.messages import Kind
from casework.model.calls import Call, CallStep
from casework.model.chats import Audience
from casework.model.deadlines import PingAnswer
from casework.model.issues import Action, Issue, State, Tier
from casework.model.mediations import Mediation, MediationAction, Side
from casework.model.people import Post, Role
from casework.model.places import Area
from casework.model.timeline import Entry, Visibility
from casework.model.whistles import CallAction, Whistle, WhistleCall
from casework.ports import Work
from casework.refusals import NotYours
from casework.tiers import TIERS, managers_from, receivers
from casework.timeline import called_by_staff

Roles = frozenset[Role]

DECIDERS: dict[Tier, Roles] = {row.key: managers_from(row.key) for row in TIERS}
"""The managers of a tier and above (三议)."""
GRID_HEAD_UP: Roles = DECIDERS[Tier.BUILDING] | {Role.STREET_HEAD}
"""Whoever sorts what comes in: a street that is no community's has its own head instead of a grid's."""
MANAGERS = DECIDERS[Tier.COMMUNITY]
ASK_FOR_WHISTLES: Roles = frozenset({Role.BRANCH_SECRETARY})
"""Who asks the community to whistle, which does so with one press."""
PLAN_OUTAGES: Roles = MANAGERS
"""Who enters, changes and takes back planned outages of places under his or her post."""
REGISTER_MANY: Roles = GRID_HEAD_UP | {
    Role.GRID_WORKER,
    Role.SECRETARY,
    Role.BRANCH_SECRETARY,
    Role.COMMITTEE_MEMBER,
}
"""Who registers many matters in one go, those of a listening day 恳谈日, and sees the listening days of the area. One
matter at a time any post registers."""
PUBLISH_OPINIONS: Roles = MANAGERS | {Role.SECRETARY}
"""Who gives the list of a listening day to the residents of its area, and takes it back."""
HOLD_MEETINGS: Roles = MANAGERS
"""Who has the agenda of an area, and holds its joint meetings."""
IN_MEETING: dict[Tier, Roles] = {tier: roles & HOLD_MEETINGS for tier, roles in DECIDERS.items()}
"""Who decides an item of an agenda: those of the deciders who hold meetings; a grid head holds none."""
EMERGENCIES: Roles = frozenset({Role.SUBDISTRICT_MANAGER})
"""Who switches an emergency of places under his or her post on and off, and changes what was said of it to all."""
SWITCH: Roles = MANAGERS
"""Who switches on, and off, what places under his or her post may do without; the emergency switch: EMERGENCIES."""
SET_HOURS: Roles = MANAGERS
"""Who says when places under his or her post are served, and which days are something else there."""
CONFIRM_VOLUNTEERS: Roles = MANAGERS
"""Who says of a volunteer who lives under his or her post that the community knows this neighbour."""
ADMINISTER: Roles = frozenset({Role.ADMIN})
"""Who looks after the bot in chat: how it is, links, what was not delivered; where the post is of the whole, the
roster, what is due to be deleted, trials, and which other systems file or are told too."""
READ_RECORD: Roles = MANAGERS | ADMINISTER
"""Who reads who looked at doors and phones, at households and lists, and who was given which authority, in places under
his or her post. Of a matter that is hidden from the reader, not that either."""
HOMES: Roles = frozenset({Role.BUILDING_HEAD, Role.UNIT_HEAD, Role.GRID_HEAD, Role.GRID_WORKER})
"""Whose posts note in an emergency which household of their buildings moved, refuses or must be carried, and read it.
Whoever is on the emergency's roster there does too; those above read counts alone."""
WORKING: Roles = GRID_HEAD_UP | {
    Role.BUILDING_HEAD,
    Role.UNIT_HEAD,
    Role.GRID_WORKER,
    Role.PROPERTY_STEWARD,
    Role.STEWARD,
}
"""Roles that work on issues of their area."""
WITH_PRIVATE: Roles = REACHED_BY_PRIVATE
"""Whom a private matter reaches once they are called: the community, its secretary, and those above."""
ANY_POST: Roles = frozenset(Role) - {Role.RESIDENT}
OVERSEERS: Roles = GRID_HEAD_UP | {Role.SUPERVISOR, Role.ADMIN}
"""Roles with a board of their area."""


class Relation(StrEnum):
    """How somebody stands to an issue. The value is what docs/rights.md prints."""

    # as a person
    REPORTER = "reporter"
    FILER = "filed it for somebody"
    ME_TOO = "said me too"
    NEIGHBOUR = "neighbour of a shared place"
    FORMER_HOLDER = "held it once"
    FORMER_POST = "left a post"
    ACCUSED = "complained of"
    NAMED = "named in a complaint about it"
    NOBODY = "nobody"
    # by a post held now
    PINGED = "pinged"
    HOLDER = "holder"
    ASSIGNEE = "was given it"
    RESOLVER = "said done"
    TOLD = "told of a complaint about it"
    AT_SCENE = "said I'm there"
    RAISED = "called everybody to what was no danger"
    INVITED = "invited to talk it over"
    SAME_AREA = "post of its area"
    ABOVE = "post above"
    OTHER_AREA = "post elsewhere"


BY_POST = frozenset(
    {
        Relation.PINGED,
        Relation.HOLDER,
        Relation.ASSIGNEE,
        Relation.RESOLVER,
        Relation.TOLD,
        Relation.AT_SCENE,
        Relation.RAISED,
        Relation.INVITED,
        Relation.SAME_AREA,
        Relation.ABOVE,
        Relation.OTHER_AREA,
    }
)
"""Relations that somebody has by a post."""
CLOSED_BY_PRIVACY = frozenset(
    {Relation.PINGED, Relation.SAME_AREA, Relation.ABOVE, Relation.AT_SCENE, Relation.INVITED}
)
"""Where a private matter is open to WITH_PRIVATE alone. Who holds it, or was given it, goes on with it."""
FIND_PRIVATE: Roles = MANAGERS
"""Who finds what is private without having been called, where it complains of nobody and is no violence."""
FOR_WHO_WAS_CALLED = frozenset({Relation.SAME_AREA, Relation.ABOVE})
"""Of what is private open to FIND_PRIVATE alone; closed to whoever was not called where it complains of somebody, is
violence, or somebody in despair: a post alone tells nothing."""
OUTSIDE = frozenset({Relation.ME_TOO, Relation.NEIGHBOUR})
"""To whom a private matter does not exist, even if it was public when they said "my home too"."""


class Posts(StrEnum):
    """Which posts, where a relation counts by post; a person counts for any but NONE."""

    NONE = "-"
    ANY = "any"
    WORKING = "working"
    OVERSIGHT = "working or supervisor"
    BOARD = "overseers"
    GRID = "grid head up"
    DECIDERS = "deciders"
    MEETING = "deciders in a meeting"
    RECEIVERS = "managers of the tier it was handed up to"
    MANAGERS = "managers"
    WITH_PRIVATE = "managers, secretary or supervisor"


ROLES: dict[Posts, Roles] = {
    Posts.NONE: frozenset(),
    Posts.ANY: frozenset(Role),
    Posts.WORKING: WORKING,
    Posts.OVERSIGHT: WORKING | {Role.SUPERVISOR},
    Posts.BOARD: OVERSEERS,
    Posts.GRID: GRID_HEAD_UP,
    Posts.MANAGERS: MANAGERS,
    Posts.WITH_PRIVATE: WITH_PRIVATE,
}
"""DECIDERS and MEETING depend on the issue's tier, RECEIVERS on the one to which it was handed up."""
BY_TIER: dict[Posts, dict[Tier, Roles]] = {Posts.DECIDERS: DECIDERS, Posts.MEETING: IN_MEETING}

Row = Mapping[Relation, Posts]


def _row(
    *,
    people: Collection[Relation] = (),
    pinged: Posts = Posts.NONE,
    holder: Posts = Posts.NONE,
    given: Posts = Posts.NONE,
    resolver: Posts = Posts.NONE,
    told: Posts = Posts.NONE,
    there: Posts = Posts.NONE,
    raised: Posts = Posts.NONE,
    invited: Posts = Posts.NONE,
    here: Posts = Posts.NONE,
) -> dict[Relation, Posts]:
    """`here`: posts of the issue's area, of its estate, and of the areas above."""
    by_post = {
        Relation.PINGED: pinged,
        Relation.HOLDER: holder,
        Relation.ASSIGNEE: given,
        Relation.RESOLVER: resolver,
        Relation.TOLD: told,
        Relation.AT_SCENE: there,
        Relation.RAISED: raised,
        Relation.INVITED: invited,
        Relation.SAME_AREA: here,
        Relation.ABOVE: here,
    }
    return {one: by_post.get(one, Posts.ANY if one in people else Posts.NONE) for one in Relation}


NONE, ANY, WORKERS, GRID, DECIDE = Posts.NONE, Posts.ANY, Posts.WORKING, Posts.GRID, Posts.DECIDERS
REPORTER = (Relation.REPORTER,)

RIGHTS: dict[Action, dict[Relation, Posts]] = {
    Action.ACCEPT: _row(pinged=ANY, here=WORKERS),
    Action.GRADE: _row(holder=ANY, here=DECIDE),
    Action.PLAN: _row(holder=ANY, here=DECIDE),
    Action.REPLY: _row(holder=ANY, here=DECIDE),
    Action.TELL_IN_PERSON: _row(here=WORKERS),
    Action.NOTE: _row(pinged=ANY, holder=ANY, here=WORKERS),
    Action.ASK: _row(holder=ANY),
    Action.ANSWER: _row(holder=ANY, people=REPORTER),  # the holder heard it otherwise, by phone
    Action.ASSIGN: _row(here=DECIDE),
    Action.TAKE: _row(given=ANY),
    Action.TAKE_OVER: _row(pinged=ANY, given=ANY, here=DECIDE),
    Action.WATCH: _row(pinged=ANY, here=DECIDE),
    Action.REFUSE: _row(given=ANY),
    Action.TRANSFER: _row(holder=ANY, here=DECIDE),
    Action.HAND_UP: _row(holder=ANY, here=DECIDE),
    Action.HAND_BACK: _row(holder=ANY, here=DECIDE),
    Action.RECEIVE: _row(here=Posts.RECEIVERS),
    Action.PROMISE: _row(holder=ANY, here=DECIDE),
    Action.MOVE_PROMISE: _row(holder=ANY, here=DECIDE),
    Action.AGREE_MOVE: _row(here=Posts.MANAGERS),
    Action.RESOLVE: _row(holder=ANY, here=DECIDE),
    Action.UNDO_RESOLVE: _row(resolver=ANY),
    Action.RATE: _row(people=REPORTER),
    Action.LAPSE: _row(),  # the clock's alone
    Action.RECORD: _row(),  # the clock's alone
    Action.TONIGHT: _row(people=REPORTER),
    Action.SET_BACK: _row(holder=ANY, here=GRID),
    Action.REOPEN: _row(people=REPORTER),
    Action.COMPLAIN: _row(people=REPORTER),
    Action.REJECT: _row(here=GRID),
    Action.APPEAL: _row(people=REPORTER),
    Action.REINSTATE: _row(here=DECIDE),
    Action.WITHDRAW: _row(people=REPORTER),
    Action.AMEND: _row(people=REPORTER),
    Action.RECATEGORISE: _row(holder=ANY, here=DECIDE),
    Action.RELOCATE: _row(holder=ANY, there=ANY, here=DECIDE),  # its reporter amends
    Action.VISIT: _row(people=REPORTER),
    Action.NUDGE: _row(people=REPORTER, here=DECIDE),
    Action.ME_TOO: _row(people=(Relation.NEIGHBOUR,)),
    Action.MAKE_URGENT: _row(people=REPORTER, here=WORKERS),
    Action.MAKE_NORMAL: _row(there=ANY, raised=ANY, here=Posts.MANAGERS),  # whose words alarmed takes them back
    Action.DECLARE: _row(here=Posts.MANAGERS),
    Action.MERGE: _row(holder=ANY, here=DECIDE),  # of both
    Action.SPLIT: _row(people=REPORTER, holder=ANY, here=DECIDE),
    Action.WHISTLE: _row(here=Posts.MANAGERS),
    Action.AGENDA: _row(here=Posts.MANAGERS),
    Action.DECIDE: _row(here=Posts.MEETING),
    Action.PUT_OFF: _row(here=Posts.MEETING),
    Action.CANNOT: _row(here=Posts.MEETING),
    Action.VERIFY: _row(here=Posts.MEETING),
    Action.NOT_FIXED: _row(resolver=ANY, here=WORKERS),  # who sees that it is so again says it with the name
    Action.CONSULT: _row(holder=ANY, here=DECIDE),
    Action.CONSULT_SAY: _row(people=REPORTER, holder=ANY, invited=ANY, here=WORKERS),  # the reporter only if invited
    Action.AGREED: _row(holder=ANY, here=DECIDE),
    Action.MEDIATE: _row(people=REPORTER, holder=ANY, here=DECIDE),
    Action.CALL_OUT: _row(holder=ANY, here=DECIDE),
    Action.SHOW_PHOTO: _row(here=GRID),  # whoever did the work does not judge alone what is on the picture
    Action.HIDE_PHOTO: _row(people=REPORTER, here=GRID),
}
"""Who may do each action; `file` is everybody's. Whether it is possible in a state is the transition table's matter."""

NOT_TAKEN_YET = _row(pinged=ANY, here=WORKERS)
"""What nobody holds yet may be settled, or passed on as somebody else's, by any post of the area."""


class What(StrEnum):
    """What there is to know of an issue. The value is what docs/rights.md prints."""

    NUMBER = "number, kind and who was asked"
    OWN = "what is written to its reporter"
    RESULT = "the result, masked"
    CARD = "the card, words masked"
    NAMES = "names, flats and numbers in the words"
    PHOTOS = "photos and voices"
    PUBLIC_ENTRIES = "what happened: public lines"
    STAFF_ENTRIES = "what happened: lines for staff"
    PRIVATE_ENTRIES = "complaints, and what was forced"
    DOOR = "door and phone"
    DUTY_PHONES = "duty phones of those who were asked"
    LIST = "a line of my work"
    BOARD = "a line of the board"


def _staff(people: Collection[Relation] = (), *, invited: Posts = Posts.NONE) -> dict[Relation, Posts]:
    return _row(
        people=people,
        pinged=ANY,
        holder=ANY,
        given=ANY,
        resolver=ANY,
        told=ANY,
        invited=invited,
        here=Posts.OVERSIGHT,
    )


KNOWS: dict[What, dict[Relation, Posts]] = {
    What.NUMBER: _staff((Relation.REPORTER, Relation.FILER, Relation.ME_TOO, Relation.NEIGHBOUR), invited=ANY),
    What.OWN: _row(people=REPORTER),
    What.RESULT: _staff((Relation.REPORTER, Relation.FILER, Relation.ME_TOO)),
    What.CARD: _staff(invited=ANY),
    What.NAMES: _row(people=REPORTER, holder=ANY),
    What.PHOTOS: _staff(REPORTER),
    What.PUBLIC_ENTRIES: _staff(REPORTER),
    What.STAFF_ENTRIES: _staff(),
    What.PRIVATE_ENTRIES: _row(told=ANY),  # of each line whoever it was written to: `meant_for`
    What.DOOR: _row(holder=ANY),
    What.DUTY_PHONES: _staff(),
    What.LIST: _row(pinged=ANY, holder=ANY, given=ANY),
    What.BOARD: _row(here=Posts.BOARD),
}
"""Who may know each thing, when it is shown: in a view, a list, or a message at the moment it is written."""

NAMES_IN_DANGER = _row(people=REPORTER, pinged=ANY, holder=ANY, there=ANY)
"""Whoever was called to a danger reads every word of whoever is in it: the door is what he runs to."""

NEVER: dict[What, frozenset[Relation]] = {
    What.PRIVATE_ENTRIES: frozenset({Relation.HOLDER, Relation.FORMER_HOLDER, Relation.NAMED}),
}
"""A complaint is invisible to whoever it is about, whatever post he or she holds (domain.md §7). A report that
complains of somebody does not exist for that person: as ACCUSED he or she stands to it in no other way (`ways_of`)."""


TELLS: dict[Kind, What | None] = {
    Kind.RECEIPT: What.NUMBER,
    **dict.fromkeys(
        (
            Kind.ACCEPTED,
            Kind.PLAN,
            Kind.RELAY,
            Kind.QUESTION,
            Kind.DISPATCHED,
            Kind.TO_COMMUNITY,
            Kind.TO_SUBDISTRICT,
            Kind.PROMISE,
            Kind.PROMISE_TODAY,
            Kind.PROMISE_MOVED,
            Kind.PROMISE_BROKEN,
            Kind.REPLY_LATE,
            Kind.STOOD_STILL,
            Kind.TURNED,
            Kind.DONE,
            Kind.DONE_MORE,
            Kind.RATE_REMINDER,
            Kind.LAPSED,
            Kind.CHECK_ASKED,
            Kind.REOPENED,
            Kind.COMPLAINT_TAKEN,
            Kind.REJECTED,
            Kind.REINSTATED,
            Kind.DRAFT_FILED,
            Kind.NOBODY_YET,
            Kind.THERE,
            Kind.ON_THE_WAY,
            Kind.NORMAL_AGAIN,
            Kind.TOGETHER,
            Kind.APART,
            Kind.WHISTLE_NEWS,
            Kind.CALL_OWN,
            Kind.INCIDENT,
            Kind.SET_BACK,
            Kind.DAY_CHANGED_OWN,
            Kind.PUT_OFF,
            Kind.PUT_OFF_AGAIN,
            Kind.CANNOT,
            Kind.CONSULTED_OWN,
            Kind.AGREED,
            Kind.PHOTO_ASK,
        ),
        What.OWN,
    ),
    Kind.DONE_NEIGHBOUR: What.RESULT,
    Kind.PASS_ON: What.RESULT,
    Kind.NEWS_NEIGHBOUR: What.RESULT,
    Kind.WITHDRAWN: None,  # to who withdrew, and may be no reporter any more: it says that it is so
    **dict.fromkeys(
        (
            Kind.PING,
            Kind.NUDGE,
            Kind.RESIDENT_SAID,
            Kind.RESIDENT_ASKS,
            Kind.GRADE_FYI,
            Kind.SETTLED,
            Kind.INHERITED,
            Kind.OFFERED,
            Kind.ASSIGNED,
            Kind.REFUSED,
            Kind.NOT_REPORTED_IN,
            Kind.PUT_OFF_OVER,
            Kind.HANDED_UP,
            Kind.HANDED_BACK,
            Kind.PROMISE_EVE,
            Kind.OUTSIDE_DAY,
            Kind.LOOK_AT,
            Kind.PROMISE_DAY,
            Kind.PROMISE_HOUR,
            Kind.PROMISE_AHEAD,
            Kind.PROMISE_FYI,
            Kind.MOVE_ASKED,
            Kind.MOVE_AGREED,
            Kind.APPEAL,
            Kind.REDO,
            Kind.GO_TELL,
            Kind.STAFF_SAID,
            Kind.ARRIVED,
            Kind.RATED,
            Kind.DANGER_OVER,
            Kind.SCENE_SAID,
            Kind.MOVED,
            Kind.MENDED_ASKED,
            Kind.TONIGHT,
            Kind.DAY_CHANGED,
            Kind.NOT_YET,
            Kind.DECIDED,
            Kind.CONSULTED,
        ),
        What.CARD,
    ),
    Kind.COMPLAINT: What.PRIVATE_ENTRIES,
    Kind.FORCED: What.PRIVATE_ENTRIES,
    Kind.VISIT_NOTE: What.DOOR,
    Kind.IN_DANGER: What.NAMES,
    Kind.DANGER_MAYBE: None,  # about a draft, or to whoever is on duty for the issue
    Kind.COPY: None,  # as PING_OVER
    Kind.PING_OVER: None,  # says no more than that it is over to whoever may know no more: the buttons have to go
    Kind.DRAFT_ASK: None,  # about no issue
    Kind.IS_IT_YOURS: None,  # about a report: asked anew when it is written (casework/issue/recognising.py)
    Kind.HOME_UNKNOWN: None,
    Kind.SEAT_ASKED: None,
    Kind.SEAT_GIVEN: None,
    Kind.SEAT_EXPIRED: None,
    Kind.SEAT_REFUSED: None,
    Kind.SEAT_LOST: None,
    Kind.SEAT_LEFT: None,
    Kind.CHAT_UNBOUND: None,
    Kind.LEFT_GROUP: None,
    Kind.OUTAGE: None,
    Kind.EMERGENCY: None,
    Kind.OPINIONS: None,  # to groups: what is private is only counted
    Kind.LISTED: None,
    Kind.COUNTED: None,
    Kind.EMERGENCY_SERVE: None,
    Kind.EMERGENCY_NEWS: None,
    Kind.EMERGENCY_ASK: None,
    Kind.EMERGENCY_FIGURES: None,  # counts alone
    Kind.EMERGENCY_HANDOVER: None,  # a list: asked one by one
    Kind.SHIFT: None,  # counts, and numbers asked one by one
    Kind.SHIFT_NOT_TAKEN: None,
    Kind.SHIFT_OVER: None,
    Kind.AWAY_BEGINS: None,
    Kind.DUTY_DAY: None,
    Kind.SWAP_OFFERED: None,
    Kind.SWAP_ANSWERED: None,
    Kind.SWAP_UNDONE: None,
    Kind.DUTY_GAP: None,
    Kind.VOLUNTEER_ASKED: None,
    Kind.VOLUNTEER_NEWS: None,
    Kind.CALL_ASKED: None,  # about a call: CALL_KNOWS
    Kind.CALL_TEAM: None,
    Kind.CALL_CARD: None,
    Kind.CHECKS: None,  # a list: asked one by one
    Kind.TRIAL_BEGUN: None,  # of an area
    Kind.TRIAL_OVER: None,  # counts, and numbers asked one by one
    Kind.MEETING_DAY: None,  # a count
    Kind.MINUTES: None,  # a list: asked line by line
    Kind.SAME_DAY_HOLDER: None,  # lists: asked line by line
    Kind.SAME_DAY_COMMUNITY: None,
    Kind.LISTS_MISSED: None,  # days
    **dict.fromkeys(
        (
            Kind.WHISTLE_ASKED,
            Kind.WHISTLE_CARD,
            Kind.WHISTLE_MINE,
            Kind.WHISTLE_LATE,
            Kind.WHISTLE_AHEAD,
            Kind.WHISTLE_NUDGE,
            Kind.WHISTLE_RETURNED,
            Kind.WHISTLE_SAID,
            Kind.WHISTLE_FED_BACK,
            Kind.WHISTLE_REDO,
            Kind.WHISTLE_DAY,
            Kind.WHISTLE_OFF,
            Kind.WHISTLE_DEAF,
            Kind.LOOK_AGAIN,
            Kind.LOOKED,
        ),
        None,
    ),  # about a whistle: WHISTLE_KNOWS
    **dict.fromkeys(
        (
            Kind.MEDIATION_ASKED,
            Kind.MEDIATION_CARD,
            Kind.MEDIATION_SAID,
            Kind.MEDIATION_TOLD,
            Kind.MEDIATION_NEWS,
        ),
        None,
    ),  # about a mediation: MEDIATION_KNOWS
}
"""What a message to a person tells of its issue; to whoever may not know it when it is written, it is not sent."""


@frozen
class Way:
    """One way in which somebody stands to an issue; by a post, its role and id."""

    relation: Relation
    role: Role | None = None
    post_id: int | None = None


Ways = frozenset[Way]
NO_WAYS: Ways = frozenset()


def opened_by(row: Row, issue: Issue, ways: Iterable[Way]) -> list[Way]:
    """Those of the ways that the row opens."""
    return [way for way in ways if _opens(row.get(way.relation, Posts.NONE), issue, way)]


def _opens(posts: Posts, issue: Issue, way: Way) -> bool:
    if posts is Posts.NONE or (issue.private and way.relation in OUTSIDE):
        return False
    if way.role is None:
        return True
    if issue.private and way.relation in CLOSED_BY_PRIVACY and way.role not in reached(issue):
        return False
    return way.role in _roles(posts, issue)


def _roles(posts: Posts, issue: Issue) -> Roles:
    if posts is Posts.RECEIVERS:
        return receivers(issue)
    return BY_TIER[posts][issue.tier] if posts in BY_TIER else ROLES[posts]


def right_to(action: Action, issue: Issue) -> Row:
    """The table's row for an action in the issue's state."""
    untaken = action in (Action.RESOLVE, Action.TRANSFER, Action.MERGE) and issue.state is State.REPORTED
    return NOT_TAKEN_YET if untaken else RIGHTS[action]


def right_to_know(what: What, issue: Issue) -> Row:
    """The table's row for something to know of the issue as it stands."""
    return NAMES_IN_DANGER if what is What.NAMES and issue.urgent else KNOWS[what]


def may_do(action: Action, issue: Issue, ways: Iterable[Way]) -> bool:
    """Whether somebody who stands to the issue in these ways may do this to it."""
    return bool(opened_by(right_to(action, issue), issue, ways))


def may_know(what: What, issue: Issue, ways: Collection[Way]) -> bool:
    """Whether somebody who stands to the issue in these ways may be shown this of it now."""
    if any(way.relation in NEVER.get(what, ()) for way in ways):
        return False
    return bool(opened_by(right_to_know(what, issue), issue, ways))


def meant_for(entry: Entry, ways: Iterable[Way]) -> bool:
    """Whether a private line was written to somebody who stands to the issue in these ways, and to nobody else."""
    to = post_told(entry)
    return any(way.relation is Relation.TOLD and way.post_id == to for way in ways)


def found_uncalled(issue: Issue, role: Role) -> bool:
    """Whether a post of the place tells of the issue to whoever sits there, called or not."""
    if issue.called_only or (issue.private and issue.accused):
        return False
    return role in FIND_PRIVATE or not issue.private


def covers(post: Post, line: Sequence[int], estate_id: int | None) -> bool:
    """Whether a post is responsible for a place: its area is on the line, or the place is in its estate."""
    return post.area_id in line or (estate_id is not None and post.estate_id == estate_id)


def manages(manager: Post, post: Post, area: Area) -> bool:
    """Whether a manager is over whoever sits in a post of the area: not over those who manage beside him."""
    within = area.line[1:] if post.role in MANAGERS else area.line
    return manager.role in MANAGERS and manager.area_id in within


def of_everything(post: Post) -> bool:
    """An administrator of no place in particular is one of all."""
    return post.role is Role.ADMIN and post.area_id is None and post.estate_id is None


async def areas_of(posts: Sequence[Post], work: Work) -> list[Area]:
    """The areas that these posts look after. None is no area at all, and never all of them."""
    if any(of_everything(post) for post in posts):
        return await work.find_areas(None)
    ids = dict.fromkeys(post.area_id for post in posts if post.area_id is not None)
    return [await work.area(one) for one in ids]


def failures_of(posts: Iterable[Post]) -> list[int] | None:
    """The areas of which these posts are shown what could not be delivered or handled; None: everything, to an
    administrator."""
    seats = list(posts)
    if any(post.role is Role.ADMIN for post in seats):
        return None
    return [post.area_id for post in seats if post.role in MANAGERS and post.area_id is not None]


def given_by_decision(issue: Issue) -> bool:
    """Whether its holder has it because somebody else decided that he does it, by a day that was promised: he may send
    it back, and has it until another takes it."""
    return issue.state is State.PROMISED and issue.assigned_by_id not in (None, issue.holder_id)


def by_posts(issue: Issue, posts: Iterable[Post]) -> set[Way]:
    """How somebody stands to the issue by the posts that he or she holds now. Whoever it complains of stands to it in
    that way alone; where whoever was not called knows nothing of it, a post that was not is one elsewhere."""
    posts = list(posts)
    if any(issue.accuses(post.person_id, (post.id,)) for post in posts):
        return {Way(Relation.ACCUSED)}
    asked = {ping.post_id for ping in issue.pings if ping.answer is not PingAnswer.UNREACHABLE}
    found = set()
    for post in posts:
        everywhere = of_everything(post)
        near = everywhere or covers(post, issue.line, issue.estate_id)
        above = everywhere or (near and post.area_id is not None and post.area_id != issue.area_id)
        place = Relation.ABOVE if above else Relation.SAME_AREA if near else Relation.OTHER_AREA
        relations = {
            Relation.HOLDER: post.id == issue.holder_post_id,
            Relation.PINGED: post.id in asked,
            Relation.ASSIGNEE: post.id in (issue.assignee_post_id, issue.transfer_post_id)
            or (post.id == issue.holder_post_id and given_by_decision(issue)),
            Relation.RESOLVER: issue.state in (State.RESOLVED, State.CLOSED) and post.id == issue.now.resolved_post_id,
        }
        mine = {relation for relation, true in relations.items() if true}
        if place in FOR_WHO_WAS_CALLED and not mine and not found_uncalled(issue, post.role):
            place = Relation.OTHER_AREA
        found |= {Way(relation, post.role, post.id) for relation in (place, *mine)}
    return found


HELD_BY = frozenset({Action.ACCEPT, Action.TAKE, Action.TAKE_OVER, Action.REINSTATE, Action.RESOLVE})
"""Whoever did one of these held the issue then."""
LEFT = "left_post"
"""An entry: somebody left a post, and what hung on it went to another (neighbourhood/seats.py)."""
SEAT_PASSED = "seat_passed"
"""An entry: the post has somebody new, and what hung on it stays with the post."""


async def ways_of(
    issue: Issue,
    person_id: int | None,
    work: Work,
    *,
    wanted: Collection[Relation] = tuple(Relation),
    chat_id: int | None = None,
    timeline: Sequence[Entry] | None = None,
    posts: Sequence[Post] | None = None,
) -> Ways:
    """All the ways in which a person stands to an issue now; only those `wanted` are looked up.

    `chat_id`: the group in which the person presses. `timeline`: the issue's, and `posts`: the person's that have to do
    with it, where they were read already.
    """
    if person_id is None:
        return NO_WAYS
    if posts is None:
        posts = await work.posts_of(person_id)
    found = by_posts(issue, posts)
    if issue.is_reporter(person_id):
        found.add(Way(Relation.REPORTER))
    if issue.accuses(person_id) or Way(Relation.ACCUSED) in found:
        return frozenset({Way(Relation.ACCUSED)} | (found & {Way(Relation.REPORTER)}))
    if any(report.filed_by_id == person_id for report in issue.reports):
        found.add(Way(Relation.FILER))
    if Relation.ME_TOO in wanted and issue.me_toos and await work.said_me_too(issue.id, person_id):
        found.add(Way(Relation.ME_TOO))
    if Relation.NEIGHBOUR in wanted and await _neighbour(issue, person_id, chat_id, work):
        found.add(Way(Relation.NEIGHBOUR))
    if Relation.AT_SCENE in wanted:
        entries = timeline if timeline is not None else await work.timeline(issue.id)
        there = {one.post_id for one in entries if one.round == issue.round and says_there(one)}
        found |= {Way(Relation.AT_SCENE, post.role, post.id) for post in posts if post.id in there}
    if Relation.RAISED in wanted and issue.urgent:
        entries = timeline if timeline is not None else await work.timeline(issue.id)
        alarm = called_by_staff(issue, entries)
        if alarm is not None and alarm.person_id == person_id:
            found |= {Way(Relation.RAISED, post.role, post.id) for post in posts if post.id == alarm.post_id}
    if Relation.INVITED in wanted:
        entries = timeline if timeline is not None else await work.timeline(issue.id)
        here = [one.data for one in entries if one.round == issue.round]
        asked = {post_id for said in here if isinstance(said, Invited) for post_id in said.invited}
        found |= {Way(Relation.INVITED, post.role, post.id) for post in posts if post.id in asked}
    if Relation.FORMER_HOLDER in wanted:
        mine = {post.id for post in posts}
        if issue.holder_post_id not in mine and _held(person_id, mine, timeline or await work.timeline(issue.id)):
            found.add(Way(Relation.FORMER_HOLDER))
    if Relation.TOLD in wanted:
        entries = timeline if timeline is not None else await work.timeline(issue.id)
        told = {post_told(one) for one in entries if one.visibility is Visibility.PRIVATE}
        found |= {Way(Relation.TOLD, post.role, post.id) for post in posts if post.id in told}
    if Relation.NAMED in wanted:
        entries = timeline if timeline is not None else await work.timeline(issue.id)
        if any(isinstance(one.data, Complained) and person_id in one.data.accused for one in entries):
            found.add(Way(Relation.NAMED))
    return frozenset(found or {Way(Relation.NOBODY)})


async def _neighbour(issue: Issue, person_id: int, chat_id: int | None, work: Work) -> bool:
    """Lives in the community of a matter of a shared place, or speaks in a residents' group of that place."""
    if not category(issue.category).shared_place:
        return False
    if chat_id is not None:
        chats = [chat for chat in await work.chats_for(issue.line) if chat.audience is Audience.RESIDENTS]
        if any(chat.id == chat_id for chat in chats):
            return True
    home_id = (await work.person(person_id)).home_id
    return home_id is not None and issue.community_id in (await work.area(home_id)).line


def _held(person_id: int, post_ids: Collection[int], timeline: Sequence[Entry]) -> bool:
    return any(
        (entry.person_id == person_id and entry.action in HELD_BY)
        or (entry.action == LEFT and post_told(entry) in post_ids)
        for entry in timeline
    )


def relations_in(row: Row) -> frozenset[Relation]:
    """The relations that a row asks for: others need not be looked up."""
    return frozenset(relation for relation, posts in row.items() if posts is not Posts.NONE)


async def authorise(
    issue: Issue, action: Action, person_id: int, work: Work, *, chat_id: int | None = None
) -> Post | None:
    """The one decision of a press, a reply or a command: the post in which the person acts, None for a person as such.

    Raises NotYours.
    """
    row, posts = right_to(action, issue), await work.posts_of(person_id)
    stands = await ways_of(issue, person_id, work, wanted=relations_in(row), chat_id=chat_id, posts=posts)
    ways = opened_by(row, issue, stands)
    if not ways:
        raise await not_yours(issue, action, work)
    if any(way.role is None for way in ways):
        return None
    ids = {way.post_id for way in ways}
    return acting_post(issue, [post for post in posts if post.id in ids])


async def not_yours(issue: Issue, action: Action, work: Work) -> NotYours:
    """The refusal, with the post that has the issue, so that the words can say who may."""
    holder = await work.post(issue.holder_post_id) if issue.holder_post_id is not None else None
    return NotYours(issue=issue, action=action, holder=holder)


async def may(issue: Issue, action: Action, person_id: int, work: Work) -> bool:
    """The same decision, to show what can be done; the use case decides anew."""
    row = right_to(action, issue)
    return may_do(action, issue, await ways_of(issue, person_id, work, wanted=relations_in(row)))


async def may_be_shown(
    issue: Issue, what: What, person_id: int | None, work: Work, *, posts: Sequence[Post] | None = None
) -> bool:
    """Whether a person may know this of the issue now. `posts`: the person's, where many issues are asked about."""
    wanted = relations_in(right_to_know(what, issue)) | NEVER.get(what, frozenset())
    return may_know(what, issue, await ways_of(issue, person_id, work, wanted=wanted, posts=posts))


async def shown_of(issues: Sequence[Issue], what: What, person_id: int | None, work: Work) -> list[Issue]:
    """Those of which a person may know this now; the person's posts are read once."""
    posts = await work.posts_of(person_id) if person_id is not None and issues else []
    return [one for one in issues if await may_be_shown(one, what, person_id, work, posts=posts)]


def acting_post(issue: Issue, posts: Sequence[Post]) -> Post | None:
    """Of several posts the one that holds the issue, else the one nearest to it."""
    near = sorted(
        posts,
        key=lambda post: (
            post.id != issue.holder_post_id,
            not covers(post, issue.line, issue.estate_id),
            issue.line.index(post.area_id) if post.area_id in issue.line else 0,
            post.code,
        ),
    )
    return next(iter(near), None)


# Whistles: who stands to one how, and what that opens


class Standing(StrEnum):
    """How somebody stands to a department that was whistled. The value is what docs/whistles.md prints."""

    WHISTLER = "whistled"
    MANAGER = "manager of its tier and above"
    OFFICER = "officer of the department"
    COLLEAGUE = "officer of another department of it"
    HOLDER = "holder of its issue"


JUDGES = frozenset({Standing.WHISTLER, Standing.MANAGER})
OFFICERS = frozenset({Standing.OFFICER})

CALL_RIGHTS: dict[CallAction, frozenset[Standing]] = {
    CallAction.REPORT_IN: OFFICERS,
    CallAction.COUNT: OFFICERS,
    CallAction.RETURN: OFFICERS,
    CallAction.STAYS: OFFICERS | JUDGES,
    CallAction.CONSULT: OFFICERS,
    CallAction.ACT: OFFICERS,
    CallAction.SAY: OFFICERS | JUDGES,
    CallAction.FEED_BACK: OFFICERS,
    CallAction.ACCEPT: JUDGES,
    CallAction.REDO: JUDGES,
    CallAction.CALL_ANOTHER: JUDGES,
    CallAction.WITHDRAW: JUDGES,
}
"""Who may do what about a department that was whistled. Who may whistle at a place: its managers."""

WHISTLE_KNOWS: dict[What, frozenset[Standing]] = {
    What.CARD: OFFICERS | JUDGES | {Standing.COLLEAGUE, Standing.HOLDER},
    What.PHOTOS: JUDGES,
    What.STAFF_ENTRIES: JUDGES | {Standing.HOLDER},
}
"""Who may know what of a whistle: its card, masked; what was sent along; its record sheet."""


async def standings(
    whistle: Whistle, person_id: int | None, work: Work, call: WhistleCall | None = None
) -> frozenset[Standing]:
    """How a person stands to a whistle, or to one department of it, by the posts that he or she holds now."""
    if person_id is None:
        return frozenset()
    calls = whistle.calls if call is None else [call]
    all_called = {one.department_id for one in whistle.calls}
    found: set[Standing] = set()
    for post in await work.posts_of(person_id):
        if post.id == whistle.by_post_id:
            found.add(Standing.WHISTLER)
        if post.role in DECIDERS[whistle.tier] and (of_everything(post) or covers(post, whistle.line, None)):
            found.add(Standing.MANAGER)
        if post.department_id is not None and post.department_id in {one.department_id for one in calls}:
            found.add(Standing.OFFICER)
        elif post.department_id in all_called:
            found.add(Standing.COLLEAGUE)
    if whistle.issue_id is not None and (await work.issue(whistle.issue_id)).holder_id == person_id:
        found.add(Standing.HOLDER)
    return frozenset(found)


# Mediations: who stands to one how, and what that opens


class Part(StrEnum):
    """How somebody stands to a mediation. The value is what docs/rights.md prints."""

    FIRST = "whose matter it is"
    OTHER = "the other side"
    MEDIATOR = "its mediator"
    KEEPER = "whoever has the matter, or decides it"


PARTS: dict[Side, Part] = {Side.FIRST: Part.FIRST, Side.OTHER: Part.OTHER}
SIDES = frozenset({Part.FIRST, Part.OTHER})
IN_PERSON = SIDES | {Part.MEDIATOR}
"""A side; of one without an account here the mediator says what it told him in person."""
MEDIATES = frozenset({Part.MEDIATOR})
KEEPS = frozenset({Part.KEEPER})

MEDIATION_RIGHTS: dict[MediationAction, frozenset[Part]] = {
    MediationAction.CONSENT: IN_PERSON,
    MediationAction.STOP: IN_PERSON,
    MediationAction.SAY: IN_PERSON,
    MediationAction.RELEASE: SIDES,  # each its own words
    MediationAction.APPOINT: MEDIATES,
    MediationAction.COME: IN_PERSON,
    MediationAction.OTHER_TIME: IN_PERSON,
    MediationAction.PROPOSE: MEDIATES,
    MediationAction.CONFIRM: IN_PERSON,
    MediationAction.NOT_SO: IN_PERSON,
    MediationAction.NO_AGREEMENT: MEDIATES,
    MediationAction.GIVE_BACK: MEDIATES,
    MediationAction.CHOOSE: KEEPS,
    MediationAction.CALL_OFF: KEEPS,
}
"""Who may do what in a mediation; who may begin one: RIGHTS. No post but these, and nobody above, has a part in it."""


class Told(StrEnum):
    """What there is to know of a mediation. The value is what docs/rights.md prints."""

    COURSE = "that it goes on, who mediates, and how it ends"
    MATTER = "the words of the report, once whoever reported it agrees"
    OTHER = "who the other side is"
    MEETING = "when and where they meet"
    WORDS = "a word of a side, unless it is that side's own"
    RELEASED = "a word that its side released"
    AGREEMENT = "what was agreed"


MEDIATION_KNOWS: dict[Told, frozenset[Part]] = {
    Told.COURSE: SIDES | MEDIATES | KEEPS,
    Told.MATTER: MEDIATES | {Part.FIRST, Part.KEEPER},
    Told.OTHER: MEDIATES | KEEPS,
    Told.MEETING: SIDES | MEDIATES,
    Told.WORDS: MEDIATES,
    Told.RELEASED: SIDES | MEDIATES,
    Told.AGREEMENT: SIDES | MEDIATES,
}
"""Who may know what of a mediation. Whoever has the matter reads its end, and neither the words nor the agreement."""


async def parts_in(mediation: Mediation, person_id: int | None, work: Work) -> frozenset[Part]:
    """How a person stands to a mediation now: the mediator is who was agreed to, as long as the post is his."""
    if person_id is None:
        return frozenset()
    found = {part for side, part in PARTS.items() if mediation.person(side) == person_id}
    if found:
        return frozenset(found)  # a side is nothing else in it
    if person_id == mediation.mediator_id:
        post = await work.post(mediation.mediator_post_id) if mediation.mediator_post_id is not None else None
        return frozenset({Part.MEDIATOR}) if post is not None and post.person_id == person_id else frozenset()
    issue = await work.issue(mediation.issue_id)
    return frozenset({Part.KEEPER}) if await may(issue, Action.MEDIATE, person_id, work) else frozenset()


# Calls: who stands to one how, and what that opens


class CallPart(StrEnum):
    """How somebody stands to a call. The value is what docs/calls.md prints."""

    OPENER = "opened it"
    KEEPER = "has the matter, or decides it"
    ASKED = "was asked"
    COMES = "comes"
    KNOWN = "comes, and is known to the community"


RUNS = frozenset({CallPart.OPENER, CallPart.KEEPER})

CALLING_RIGHTS: dict[CallStep, frozenset[CallPart]] = {
    CallStep.COME: frozenset({CallPart.ASKED}),
    CallStep.CANNOT: frozenset({CallPart.ASKED, CallPart.COMES}),
    CallStep.WIDEN: frozenset(),  # the clock's alone
    CallStep.CLOSE: frozenset(),
    CallStep.CALL_OFF: RUNS,
    CallStep.NOTE_CAME: RUNS,
}
"""Who may do what in a call; who may open one: RIGHTS."""


class CallTold(StrEnum):
    """What there is to know of a call. The value is what docs/calls.md prints."""

    ASKS = "what is asked for, masked, and until when"
    NAMES = "who comes"
    WHERE = "where to"
    COUNTS = "to how many it came, how many cannot"


CALL_KNOWS: dict[CallTold, frozenset[CallPart]] = {
    CallTold.ASKS: frozenset(CallPart),
    CallTold.NAMES: RUNS | {CallPart.COMES, CallPart.KNOWN},
    CallTold.WHERE: RUNS | {CallPart.KNOWN},
    CallTold.COUNTS: RUNS,
}
"""Who may know what of it; its resident reads who comes (TELLS)."""


async def parts_in_call(call: Call, person_id: int | None, work: Work, *, known: bool = False) -> frozenset[CallPart]:
    """How a person stands to a call now. `known`: whether the community knows this volunteer."""
    if person_id is None:
        return frozenset()
    found = set()
    if call.by_id == person_id and await work.posts_of(person_id):
        found.add(CallPart.OPENER)
    elif await may(await work.issue(call.issue_id), Action.CALL_OUT, person_id, work):
        found.add(CallPart.KEEPER)
    if any(one.person_id == person_id and one.comes for one in await work.answers_to(call.id)):
        found |= {CallPart.COMES, CallPart.KNOWN} if known else {CallPart.COMES}
    for said in await work.broadcasts_about(call.id):
        to = Hearers.from_json(said.hearers)
        if person_id in await work.volunteering_below(to.volunteers, to.inner, to.without, person_id - 1, 1):
            found.add(CallPart.ASKED)
    return frozenset(found)
