"""Who is asked, and who is asked next: the first asking at T0, ping rounds, and what ends them domain.md §3."""

from collections.abc import Iterable, Sequence
from datetime import datetime, time

from casework import duty
from casework.categories import category
from casework.clock import limits as clock
from casework.clock import trial
from casework.data import NOTHING, Data
from casework.lines import Rung
from casework.messages import Kind, Priority, staff_chat, tell_chat, tell_person
from casework.model.chats import Audience, Chat
from casework.model.deadlines import DeadlineKind, Ping, PingAnswer
from casework.model.issues import Accused, Issue, State, Tier
from casework.model.people import Post, Rank, Role
from casework.model.places import Area, AreaKind, Mode
from casework.ports import Work
from casework.roles import STEWARDS, UNPAID
from casework.rota import seat_of
from casework.tiers import ABOVE_COMMUNITY, TIERS, area_of_role, tiers_at
from casework.told import Nudge, Nudged
from casework.transitions import OPEN
from casework.working_time import opening, working_time

TRIAGE = (Role.GRID_HEAD, Role.STREET_HEAD)
"""Who sorts what comes in: of a grid, or of a street that is no community's."""
REACHED_BY_PRIVATE = ABOVE_COMMUNITY | {Role.COMMUNITY_MANAGER, Role.SECRETARY}
"""Whom a private matter may ring."""
TIER_UP: dict[Role, Role] = {
    Role.BUILDING_HEAD: Role.COMMUNITY_MANAGER,
    Role.PROPERTY_STEWARD: Role.COMMUNITY_MANAGER,
    Role.OWNERS_COMMITTEE: Role.COMMUNITY_MANAGER,
    Role.GRID_HEAD: Role.COMMUNITY_MANAGER,
    Role.STREET_HEAD: Role.COMMUNITY_MANAGER,
    Role.UNIT_HEAD: Role.COMMUNITY_MANAGER,
    Role.COMMUNITY_POLICE: Role.COMMUNITY_MANAGER,
    Role.DEPARTMENT_OFFICER: Role.COMMUNITY_MANAGER,
    Role.COMMUNITY_MANAGER: Role.SUBDISTRICT_MANAGER,
    Role.SECRETARY: Role.SUBDISTRICT_MANAGER,
    Role.SUBDISTRICT_MANAGER: Role.DISTRICT_MANAGER,
    Role.DISTRICT_MANAGER: Role.CITY_MANAGER,
    Role.CITY_MANAGER: Role.SUPERVISOR,
}
"""Only a tier with nobody who can be reached is replaced, at once, by the next; one that is not there at all too."""


HIGHER = tuple(row.role for row in TIERS if row.optional)
HEARERS = (Role.COMMUNITY_MANAGER, Role.SECRETARY, Role.SUBDISTRICT_MANAGER, *HIGHER, Role.SUPERVISOR)
"""Who hears complaints, from below. The secretary hears of the community itself (domain.md §1)."""
MAY_BE_MISSING = frozenset({Role.SECRETARY, *HIGHER})
"""Hearers whom not every place has: the next hears it then."""
OF_THE_COMMUNITY = frozenset({Role.COMMUNITY_MANAGER, Role.COMMITTEE_MEMBER})


def above_role(role: Role) -> Role:
    """The tier above a post: who hears what is complained of there. Above the supervisor is the subdistrict again."""
    if role in OF_THE_COMMUNITY:
        return Role.SECRETARY
    outside = (Role.SUPERVISOR, Role.ADMIN, Role.DEPARTMENT_OFFICER)
    return Role.SUBDISTRICT_MANAGER if role in outside else TIER_UP.get(role, Role.COMMUNITY_MANAGER)


def hearers(issue: Issue) -> tuple[Role, ...]:
    """The roles that a private matter reaches, from below: one tier above everybody whom it complains of, and those
    above; violence, or somebody in despair, goes no higher than the subdistrict (domain.md §3, §7)."""
    return hearing_roles(issue.accused, called_only=issue.called_only)


def hearing_roles(accused: Iterable[Accused], *, called_only: bool) -> tuple[Role, ...]:
    """The same of what is not filed yet. The secretary comes first or not at all."""
    first, *rest = HEARERS[max((HEARERS.index(above_role(one.role)) for one in accused), default=0) :]
    roles = (first, *(one for one in rest if one is not Role.SECRETARY))
    outside = (*HIGHER, Role.SUPERVISOR)
    return tuple(one for one in roles if one not in outside) or roles if called_only else roles


async def heard_by(issue: Issue, at: datetime, work: Work) -> tuple[Role, ...]:
    """The same as it is now: a community without a secretary who can be asked has the subdistrict in that place, and a
    subdistrict without a district above it the supervisor."""
    roles = hearers(issue)
    while len(roles) > 1 and roles[0] in MAY_BE_MISSING and not await _steps(issue, roles[0], at, work):
        roles = roles[1:]
    return roles


POLICE_DANGERS = frozenset({"violence", "suicide", "missing"})


def asks_police(issue: Issue) -> bool:
    """Whether the community police is asked together with the grid head: public order, violence, somebody who is
    missing (domain.md §1); never of a complaint about somebody."""
    of_order = category(issue.category).board == "public_order" or issue.danger in POLICE_DANGERS
    return of_order and not issue.accused


def reached(issue: Issue) -> tuple[Role, ...]:
    """The roles that a private matter reaches, with the police where it is asked."""
    return (*hearers(issue), *((Role.COMMUNITY_POLICE,) if asks_police(issue) else ()))


def _reached(issue: Issue, role: Role) -> bool:
    return not issue.private or role in reached(issue)


PROBLEM_AFTER = 3
"""Three transfers without an owner, or three re-dos: a problem case 问题工单 (domain.md §3)."""


async def candidates(issue: Issue, roles: Iterable[Role], at: datetime, work: Work) -> list[Post]:
    """Everyone of these roles who can be asked, on duty first; one post a person, one role after the other. Of what is
    private those alone whom it reaches, and never whoever it complains of."""
    found: dict[int | None, Post] = {}
    for role in roles:
        for step in await _steps(issue, role, at, work):
            for post in step:
                found.setdefault(post.person_id, post)
    return list(found.values())


async def beside(issue: Issue, post: Post, at: datetime, work: Work) -> list[Post]:
    """Who else of that seat's role can be asked; of an officer's those of the same department."""
    found = await candidates(issue, (post.role,), at, work)
    return [one for one in found if one.id != post.id and one.department_id == post.department_id]


async def _steps(issue: Issue, role: Role, at: datetime, work: Work) -> duty.Steps:
    if not _reached(issue, role) or trial.spares(issue, role, at, work):
        return []
    steps = await duty.steps(issue.line, issue.estate_id, role, at, work)
    may = [[post for post in step if _may_be_asked(issue, post, at)] for step in steps]
    if role in UNPAID and not issue.urgent:
        may = await _not_too_often(issue, may, at, work)
    return [step for step in may if step]


async def _not_too_often(issue: Issue, steps: duty.Steps, at: datetime, work: Work) -> duty.Steps:
    """Unpaid neighbours who were asked so often today that the next asking is too much are left out: the next of that
    seat is asked in their place, and whoever is paid for it as ever (community-life.md §1)."""
    settings = work.settings_for(issue.line, at)
    today = clock.local(at.astimezone(settings.zone).date(), time(), settings.zone)
    people = {post.person_id for step in steps for post in step if post.person_id is not None}
    times = await work.unpaid_asked(people, today) if people else {}
    mine = {ping.person_id for ping in issue.pings if ping.round == issue.round}
    return [
        [one for one in step if one.person_id in mine or times.get(one.person_id or 0, 0) < settings.unpaid_asks_a_day]
        for step in steps
    ]


async def all_on_duty(issue: Issue, role: Role, at: datetime, work: Work) -> list[Post]:
    """Who is on duty for the role: one, or several of equal standing (AA岗); nobody when nobody can be asked."""
    return next(iter(await _steps(issue, role, at, work)), [])


def _may_be_asked(issue: Issue, post: Post, at: datetime) -> bool:
    return duty.available(post, at) and not issue.accuses(post.person_id, (post.id,))


async def on_duty(issue: Issue, role: Role, at: datetime, work: Work) -> Post | None:
    """The first of them; None when there is nobody."""
    return next(iter(await all_on_duty(issue, role, at, work)), None)


async def on_duty_or_above(issue: Issue, role: Role, at: datetime, work: Work) -> Post | None:
    """Who is on duty for the role, or for the next tier where nobody can be reached."""
    current: Role | None = role
    while current is not None and (current not in ABOVE_COMMUNITY or may_climb(issue, at, work)):
        if post := await on_duty(issue, current, at, work):
            return post
        current = TIER_UP.get(current)
    return None


async def steward_role(issue: Issue, work: Work) -> Role:
    """Who is asked as the steward of the place: by the mode of its estate; elsewhere the property company."""
    return STEWARDS[(await work.estate(issue.estate_id)).mode if issue.estate_id is not None else Mode.COMPANY]


async def first_roles(issue: Issue, at: datetime, work: Work) -> tuple[Role, ...]:
    """Who is asked at T0: the steward of the estate and the grid together (a street that is no community's: its head);
    neighbourly matters the heads of the building and of the unit too; private ones nobody but the community (wording.md
    §1.4), or whoever is above whom it complains of. The community police in its matters."""
    police = (Role.COMMUNITY_POLICE,) if asks_police(issue) else ()
    if issue.private:
        return (*(await heard_by(issue, at, work))[:1], *police)
    if clock.has_no_clock(issue):  # an idea is the community's, what was lost or found the grid's
        of_community = Tier(category(issue.category).tier) is Tier.COMMUNITY
        return (Role.COMMUNITY_MANAGER,) if of_community else TRIAGE
    steward = await steward_role(issue, work)
    if issue.urgent:
        both = (Role.COMMUNITY_MANAGER, Role.SUBDISTRICT_MANAGER)
        return tuple(dict.fromkeys((steward, *TRIAGE, *police, *both)))
    if Tier(category(issue.category).tier) is Tier.BUILDING:
        return (steward, *TRIAGE, *reversed(await heads_of_house(issue, work)), *police)
    return (steward, *TRIAGE, *police)


async def heads_of_house(issue: Issue, work: Work) -> tuple[Role, ...]:
    """The neighbours who look after a house, the nearest first: in a unit its head, then the building's."""
    unit = (await work.area(issue.area_id)).kind is AreaKind.UNIT
    return (Role.UNIT_HEAD, Role.BUILDING_HEAD) if unit else (Role.BUILDING_HEAD,)


def may_climb(issue: Issue, at: datetime, work: Work) -> bool:
    """Whether those above the community may be rung: not for what may ring the community alone at night."""
    return category(issue.category).night_rung > 2 or clock.runs(issue, at, work, rung=3)


async def ask_when_open(issue: Issue, at: datetime, work: Work) -> None:
    """Ask the people on duty now, or when service begins: a stairwell light rings nobody at two in the night."""
    if issue.urgent or clock.runs(issue, at, work):
        await ask(issue, at, work)
    else:
        clock.add(issue, work, DeadlineKind.OPENING, opening(at, clock.service_of(issue, work)))


async def ask(issue: Issue, at: datetime, work: Work) -> None:
    """Whoever is asked at the beginning of a round."""
    await (ask_first if issue.state is State.REPORTED else ask_reopened)(issue, at, work)


async def ask_first(issue: Issue, at: datetime, work: Work) -> None:
    """Ask the people on duty at T0. A vacant seat beside a taken one is passed over; with nobody, the tier
    above is asked."""
    if all(trial.spares(issue, role, at, work) for role in await first_roles(issue, at, work)):
        trial.note(issue, 0, at, work)
        return
    if issue.urgent:
        asked = await candidates(issue, await first_roles(issue, at, work), at, work)  # the deputies too
    else:
        asked = await on_duty_first(issue, at, work)
    if not asked:
        above = await on_duty_or_above(issue, Role.COMMUNITY_MANAGER, at, work)
        asked = [above] if above else []
    for post in asked:
        ping(issue, post, 0, at, work)
    if not asked:
        await mention(issue, Role.COMMUNITY_MANAGER, at, work)


async def on_duty_first(issue: Issue, at: datetime, work: Work) -> list[Post]:
    """Those on duty for the roles of the first asking; whoever sits on two seats is one person, asked once."""
    found: dict[int | None, Post] = {}
    for role in await first_roles(issue, at, work):
        for post in await all_on_duty(issue, role, at, work):
            found.setdefault(post.person_id, post)
    return list(found.values())


async def cover_of(issue: Issue, at: datetime, work: Work) -> Post | None:
    """Who is told instead of a holder who is away: whoever covers in that role, else who is on duty in the community.
    None while the holder is here, and where there is nobody."""
    post = await work.post(issue.holder_post_id) if issue.holder_post_id is not None else None
    if post is None or post.person_id != issue.holder_id or not duty.away(post, at):
        return None
    others = [] if issue.private else await beside(issue, post, at, work)
    above = await on_duty_or_above(issue, Role.COMMUNITY_MANAGER, at, work)
    return next((one for one in (*others, above) if one is not None and one.person_id != issue.holder_id), None)


async def ask_cover(issue: Issue, at: datetime, work: Work, *, why: Nudge, by: int | None = None) -> Post | None:
    """The holder is away: whoever covers is asked, may watch it or take it over; None where the holder is told."""
    cover = await cover_of(issue, at, work)
    if cover is not None:
        ping(issue, cover, 0, at, work, kind=Kind.NUDGE, data=Nudged(why=why, by=by))
    return cover


async def cover_too(issue: Issue, at: datetime, work: Work) -> None:
    """It is not done after all, and the holder, who hears that, is away: whoever covers is asked too, unless he is
    asked already."""
    cover = await cover_of(issue, at, work)
    if cover is not None and not any(one.live and one.person_id == cover.person_id for one in issue.pings):
        ping(issue, cover, 0, at, work, kind=Kind.NUDGE, data=Nudged(why="redo"))


async def for_holder(issue: Issue, at: datetime, work: Work) -> list[int | None]:
    """Who hears what is said for the holder: the holder, and whoever covers while he is away."""
    cover = await cover_of(issue, at, work)
    return [issue.holder_id, *([cover.person_id] if cover is not None else [])]


def ping(
    issue: Issue,
    post: Post,
    rung: int,
    at: datetime,
    work: Work,
    *,
    kind: Kind = Kind.PING,
    data: Data = NOTHING,
) -> Ping | None:
    """Ask one person. A live ping of the same person about this issue is overtaken: one live ping each."""
    if post.person_id is None:
        return None
    for old in issue.pings:
        if old.live and old.person_id == post.person_id:
            end_ping(issue, old, at, work, PingAnswer.OVERTAKEN)
    new = Ping(
        id=work.new_id(),
        issue_id=issue.id,
        round=issue.round,
        rung=rung,
        person_id=post.person_id,
        post_id=post.id,
        asked_at=at,
    )
    issue.pings.append(new)
    work.add(new)
    priority = Priority.URGENT if issue.urgent else Priority.PING
    tell_person(work, kind, new.person_id, at, priority, issue=issue, ping=new, data=data)
    return new


async def open_rung(issue: Issue, rung: int, at: datetime, work: Work) -> None:
    """A rung was reached: ping its people and open its round. Lateness never changes who decides (domain.md §2)."""
    settings = work.settings_for(issue.line, at).rung(rung)
    clock.cancel(issue, work, at, DeadlineKind.ASK_ON)
    people: list[Post] = []
    if settings.deputies:
        people += await _deputies_of_asked(issue, at, work)
    roles = await _roles_of(issue, rung, settings.roles, at, work)
    for role in roles:
        found = await all_on_duty(issue, role, at, work)
        if not found and role in TIER_UP:
            above = await on_duty_or_above(issue, TIER_UP[role], at, work)
            found = [above] if above else []
        people += found
    asked: set[int] = set()
    for post in people:
        if post.person_id is not None and post.person_id not in asked:
            asked.add(post.person_id)
            ping(issue, post, rung, at, work)
    if not asked:
        await mention(issue, roles[0], at, work)
    elif not settings.all_at_once:
        _ask_on_later(issue, rung, at, work)
    if not issue.one_of_many and (chat := await staff_chat(work, issue)):
        issue.nudged = True
        tell_chat(work, Kind.GROUP_RUNG, chat, at, issue, data=Rung(rung=rung))


def _ask_on_later(issue: Issue, rung: int, at: datetime, work: Work) -> None:
    every = work.settings_for(issue.line, at).ask_on_every
    clock.add(issue, work, DeadlineKind.ASK_ON, working_time(at, every, clock.service_of(issue, work, rung)), rung)


async def _roles_of(issue: Issue, rung: int, roles: tuple[Role, ...], at: datetime, work: Work) -> tuple[Role, ...]:
    """Whom a rung asks: where there is a tier above the subdistrict that the rung reaches, that one instead of those
    below it (around-an-issue.md §8); of what is private those alone whom it reaches."""
    higher = [row.role for row in await tiers_at(issue.line, work) if row.optional and row.rung == rung]
    if higher:
        roles = (higher[0], *(role for role in roles if area_of_role(role) is None))
    if not issue.private:
        return roles
    heard = await heard_by(issue, at, work)
    return heard[:1] if rung == 1 else tuple(role for role in roles if role in heard) or heard[:1]


async def _deputies_of_asked(issue: Issue, at: datetime, work: Work) -> list[Post]:
    """The deputies of those who were asked at T0; where a deputy has the day, the primary."""
    asked = {p.person_id: p.post_id for p in issue.pings if p.rung == 0}
    heard = (await heard_by(issue, at, work))[:1]
    seats = heard if issue.private else (await steward_role(issue, work), *TRIAGE)
    posts = await candidates(issue, seats, at, work)
    deputies = {seat_of(post) for post in posts if post.person_id in asked and post.rank is Rank.DEPUTY}
    return [
        post
        for post in posts
        if post.person_id not in asked and (post.rank is Rank.DEPUTY or seat_of(post) in deputies)
    ]


async def ask_on(issue: Issue, rung: int, at: datetime, work: Work) -> bool:
    """Ask one more of the rung's tier. False when nobody is left, who then gets one mention in the tier's group."""
    settings = work.settings_for(issue.line, at).rung(rung)
    asked = {p.person_id for p in issue.pings if p.rung == rung}
    roles = await _roles_of(issue, rung, settings.roles, at, work)
    for post in await candidates(issue, roles, at, work):
        if post.person_id not in asked:
            ping(issue, post, rung, at, work)
            _ask_on_later(issue, rung, at, work)
            return True
    await mention(issue, roles[0], at, work)
    return False


async def mention(issue: Issue, role: Role, at: datetime, work: Work) -> None:
    """Nobody left to ask: once in the group of that tier, and "unanswered" on the board."""
    issue.unanswered = True
    work.changed(issue)
    if issue.one_of_many:
        return  # the board says so; a hundred mentions would say nothing
    issue.nudged = True
    if chat := await tier_chat(issue, role, work):
        tell_chat(work, Kind.GROUP_UNANSWERED, chat, at, issue, key=f"unanswered:{issue.id}:{chat.id}:{at.timestamp()}")


async def tier_chat(issue: Issue, role: Role, work: Work) -> Chat | None:
    """The staff group of the tier a role belongs to, or the nearest above it; none for private matters."""
    if issue.private:
        return None
    chats = [chat for chat in await work.chats_for(issue.line) if chat.audience is Audience.STAFF]
    wanted = (area_of_role(role) or AreaKind.SUBDISTRICT) if role in ABOVE_COMMUNITY else AreaKind.COMMUNITY
    from_the_top = list(AreaKind)
    for chat in chats:
        if from_the_top.index((await work.area(chat.area_id)).kind) <= from_the_top.index(wanted):
            return chat
    return chats[-1] if chats else None


def end_ping(issue: Issue, live: Ping, at: datetime, work: Work, answer: PingAnswer = PingAnswer.DONE) -> None:
    """One live ping ends, and its message says so."""
    live.answer, live.answered_at = answer, at
    work.changed(live)
    tell_person(work, Kind.PING_OVER, live.person_id, at, Priority.CARD, issue=issue, ping=live)


def close_pings(
    issue: Issue, at: datetime, work: Work, *, by: int | None = None, answer: PingAnswer = PingAnswer.DONE
) -> None:
    """End all live pings and the rounds; `by` answered with `answer`, the others' are done. Their messages turn
    into "... has it"."""
    clock.cancel(issue, work, at, DeadlineKind.ASK_ON, DeadlineKind.URGENT_ASK)
    issue.unanswered = False
    for live in issue.pings:
        if live.live:
            end_ping(issue, live, at, work, answer if live.person_id == by else PingAnswer.DONE)


async def ask_next(issue: Issue, lost: Ping, at: datetime, work: Work) -> None:
    """A ping reached nobody, or its seat was left: the next person of that role is asked at once; with nobody left in
    that tier who could be reached, the next tier. An answered rung asks no more."""
    if issue.state not in OPEN or answered(issue, (lost.rung,)):
        return
    seat = await work.post(lost.post_id)
    role = seat.role
    asked = {ping.person_id for ping in issue.pings if ping.rung == lost.rung}
    for post in await beside(issue, seat, at, work):
        if post.person_id not in asked:
            ping(issue, post, lost.rung, at, work)
            return
    if any(one.live and one.rung == lost.rung for one in issue.pings):
        return
    above = await on_duty_or_above(issue, TIER_UP.get(role, role), at, work)
    if above is not None and above.person_id not in asked:
        ping(issue, above, lost.rung, at, work)
    else:
        await mention(issue, role, at, work)


async def gone_private(issue: Issue, at: datetime, work: Work) -> None:
    """It became private: whom it may not reach any more is asked no longer; where nobody has it the community is."""
    lost = [one for one in issue.pings if one.live and (await work.post(one.post_id)).role not in reached(issue)]
    for one in lost:
        end_ping(issue, one, at, work)
    if lost and issue.holder_id is None and not any(one.live for one in issue.pings):
        await ask_first(issue, at, work)


async def urgent_again(issue: Issue, at: datetime, work: Work, *, unanswered: bool = True) -> None:
    """Everyone on duty for an urgent matter, and the deputies, are asked; once nobody answered a private one, the
    subdistrict's too."""
    roles = await first_roles(issue, at, work)
    found = await candidates(issue, roles, at, work)
    if issue.private and (unanswered or not found):
        found = await candidates(issue, (*(await heard_by(issue, at, work))[:2], *roles[1:]), at, work)
    if issue.private and not found and (above := await on_duty_or_above(issue, roles[0], at, work)):
        found = [above]
    people = {post.person_id for post in found}
    for one in [one for one in issue.pings if one.live]:  # who was called where it turned out to be
        post = await work.post(one.post_id)
        if post.role in roles and post.person_id not in people and _may_be_asked(issue, post, at):
            people.add(post.person_id)
            found.append(post)
    for post in found:
        ping(issue, post, 0, at, work)
    if not found:
        await mention(issue, Role.COMMUNITY_MANAGER, at, work)


async def call_there(issue: Issue, area: Area, at: datetime, work: Work) -> None:
    """Whoever reported an urgent matter says where it is: those of that place are called too."""
    people = set(called(issue))
    for role in await first_roles(issue, at, work):
        for post in await duty.in_order(area.line, area.estate_id, role, at, work):
            if post.person_id not in people and _may_be_asked(issue, post, at):
                people.add(post.person_id or 0)
                ping(issue, post, 0, at, work)


async def ask_there(issue: Issue, at: datetime, work: Work) -> None:
    """What nobody has yet turns out to be elsewhere: whoever is on duty there is asked, unless he was already."""
    people = set(called(issue))
    for post in await on_duty_first(issue, at, work):
        if post.person_id not in people:
            ping(issue, post, 0, at, work)
    if not any(one.live for one in issue.pings) and (
        above := await on_duty_or_above(issue, Role.COMMUNITY_MANAGER, at, work)
    ):
        ping(issue, above, 0, at, work)


async def watched(issue: Issue, by: int, at: datetime, work: Work) -> None:
    """Somebody watches: the round is silent. While nobody holds it, whoever was asked to take it still may: only those
    who were asked to watch are asked no longer, and whoever is of equal standing (AA岗): one answers for both."""
    if issue.holder_id is not None:
        close_pings(issue, at, work, by=by, answer=PingAnswer.WATCH)
        return
    clock.cancel(issue, work, at, DeadlineKind.ASK_ON, DeadlineKind.URGENT_ASK)
    issue.unanswered = False
    posts = {live.id: await work.post(live.post_id) for live in issue.pings if live.live}
    equals = {seat_of(posts[live.id]) for live in issue.pings if live.live and live.person_id == by}
    for live in [one for one in issue.pings if one.live]:
        mine, post = live.person_id == by, posts[live.id]
        by_an_equal = post.rank is Rank.EQUAL and seat_of(post) in equals
        if mine or by_an_equal or post.role in REACHED_BY_PRIVATE:
            end_ping(issue, live, at, work, PingAnswer.WATCH if mine else PingAnswer.DONE)


def called(issue: Issue) -> list[int]:
    """Everybody who was called in this round and could be reached, with the holder; each once."""
    found = [one.person_id for one in issue.pings if one.answer is not PingAnswer.UNREACHABLE]
    return list(dict.fromkeys([*found, *([issue.holder_id] if issue.holder_id is not None else [])]))


async def call_everyone(issue: Issue, at: datetime, work: Work) -> None:
    """It became urgent: everyone is asked now, and again until somebody answers."""
    await urgent_again(issue, at, work, unanswered=False)
    start_rounds(issue, at, work)


async def ask_reopened(issue: Issue, at: datetime, work: Work) -> None:
    """Not solved: the community is asked at once to see to it; after three times the subdistrict."""
    first = (await heard_by(issue, at, work))[0] if issue.private else Role.COMMUNITY_MANAGER
    role = Role.SUBDISTRICT_MANAGER if issue.round > PROBLEM_AFTER else first
    if trial.spares(issue, role, at, work):
        trial.note(issue, 1, at, work)
        role = first
    post = await on_duty_or_above(issue, role, at, work)
    if post is not None and post.person_id != issue.holder_id:  # who has it hears it as the holder
        ping(issue, post, 1, at, work)


def start_rounds(issue: Issue, at: datetime, work: Work) -> None:
    """The first of the rounds in which everyone is asked again."""
    settings = work.settings_for(issue.line, at)
    if issue.urgent and settings.urgent_times:
        clock.add(issue, work, DeadlineKind.URGENT_ASK, at + settings.urgent_every, 1)


def over(issue: Issue, at: datetime, work: Work) -> None:
    """It ends here: nothing is due any more, nobody is asked; what was given for the visit is erased 30 days later
    (default)."""
    issue.now.closed_at = at
    clock.cancel_all(issue, work, at)
    close_pings(issue, at, work)
    clock.add(issue, work, DeadlineKind.VISIT_ERASE, at + work.settings_for(issue.line, at).visit_note_kept)


def answered(issue: Issue, rungs: Sequence[int]) -> bool:
    """Whether somebody answered a ping of these rungs in this round."""
    return any(p.rung in rungs and p.answer in (PingAnswer.WATCH, PingAnswer.TAKE) for p in issue.pings)
