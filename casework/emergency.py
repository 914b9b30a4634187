"""The emergency switch 平急转换 (around-an-issue.md §7): an area is served day and night by another roster and other
clocks, everybody is told, and it ends by itself.

What it changes hangs on rows of the settings, so that the past stays what it was: from when to when there was one says
which time counts (casework/clock/limits.py) and who is asked (casework/duty.py). Promised days stay what they are.
"""

import re
from datetime import datetime, timedelta
from typing import Final

from casework.area_settings import DRILL, EMERGENCY, OFF, ON
from casework.audience import Hearers
from casework.audited import EmergencyIn, Renewed
from casework.broadcast import Change, Say, is_replaced, replace_by_newer, say, take_back
from casework.calendar import MADE_UP, Rule
from casework.capabilities import Capability
from casework.clock.falling_due import fired
from casework.clock.limits import cancel_one
from casework.clock.retiming import counted_by, retime_soon
from casework.data import maybe
from casework.frozen import frozen
from casework.messages import Kind, Priority, tell_person
from casework.model.audited import Audited
from casework.model.chats import Audience
from casework.model.deadlines import Deadline, DeadlineKind, DeadlineState
from casework.model.people import Post, Role, Serves
from casework.model.places import Area, Setting
from casework.model.said_to_many import Broadcast, Emergency
from casework.neighbourhood.record import record
from casework.neighbourhood.rights import EMERGENCIES, covers
from casework.neighbourhood.switching import need
from casework.ports import OtherDue, Work
from casework.refusals import AlreadyOver, EmergencyOn, EmergencyOver, NotYours, ReasonNeeded
from casework.told import SaidToMany, Switch, Switched

HANDED = (Role.GRID_HEAD, Role.STREET_HEAD, Role.COMMUNITY_MANAGER, Role.SUBDISTRICT_MANAGER)
"""Who of normal times gets the list of what is open when it is over."""
ON_ITS_ROSTER = (Serves.EMERGENCY, Serves.BOTH)
HEAR_OF = (*EMERGENCIES, Role.DISTRICT_MANAGER, Role.CITY_MANAGER)
"""Who hears that it begins and that it is over: whoever may switch it, and whoever is above."""
HEAR_FIGURES = (Role.SUBDISTRICT_MANAGER, Role.SUPERVISOR)
BEGAN: Final = "on"
IS_OVER: Final = "over"
"""What a group is told."""
RENEWED: Final = "renewed"
WORD: Final = "word"
BACK: Final = "back"
REAL = re.compile(
    r"(?:不是|并非|不再是|非|别当)(?:在|搞|什么|一[次场])*演[练习]|(?<!不)(?<!非)是真的|(?<!不是)(?<!非)实战"
    r"|(?:not|no) (?:a )?drill|this is real",
    re.IGNORECASE,
)
"""Words that a drill must not say."""


@frozen(kw_only=True)
class SwitchOn:
    """An emergency of an area. `reason` is what all groups there read, and what is on the record. `ends_drills`: those
    that are on there end with it, and all read that this is real."""

    by: int
    at: datetime
    area_id: int
    reason: str
    drill: bool = False
    ends_drills: bool = False


@frozen(kw_only=True)
class OnEmergency:
    """Somebody does something to one that is on."""

    by: int
    at: datetime
    emergency_id: int


async def switch_on(command: SwitchOn, work: Work) -> Emergency:
    """It is on from now. Raises NotYours, SwitchedOff, ReasonNeeded, EmergencyOn, NotFound."""
    area = await work.area(command.area_id)
    post = await _may(command.by, area.line, work)
    need(Capability.EMERGENCY, area.line, command.at, work)
    if not command.reason.strip():
        raise ReasonNeeded
    there = await lasting_in([area], work)
    ended = [one for one in there if command.ends_drills and one.drill]
    for drill in ended:
        why = command.reason.strip()
        await _end(drill, command.at, command.by, await _may(command.by, drill.line, work), why, work, quietly=True)
    if any(one.area_id in area.line and one.ended_at is None for one in there):
        raise EmergencyOn
    settings = work.settings_for(area.line, command.at)
    one = Emergency(
        id=work.new_id(),
        area_id=area.id,
        line=area.line,
        at=command.at,
        until=command.at + settings.emergency_lasts,
        by_id=command.by,
        by_post_id=post.id,
        reason=command.reason.strip(),
        drill=command.drill,
    )
    work.add(one)
    await _set(one, DRILL if one.drill else ON, command.at, command.by, work)
    _put_end(one, command.at, work)
    figures = work.calendar.next_time(Rule(at=settings.emergency_figures_at), command.at, settings.zone)
    _due(one, DeadlineKind.EMERGENCY_FIGURES, figures, work)
    change = Change(at=command.at, by=command.by, by_post=post.id)
    await _say_to_all(one, BEGAN, change, work, one.reason, after_drill=bool(ended))
    roster = Hearers(below=(area.id,), serves=ON_ITS_ROSTER)
    await say(_quietly(one, Kind.EMERGENCY_SERVE, roster, command.at, Priority.EMERGENCY), work)
    await _tell_managers(one, Kind.EMERGENCY_NEWS, BEGAN, command.at, work, but=command.by, roles=HEAR_OF, loud=True)
    where = EmergencyIn(area=area.code, drill=command.drill)
    record(work, Audited.EMERGENCY_ON, command.at, by=command.by, post=post, area_id=area.id, data=where)
    return one


async def renew(command: OnEmergency, work: Work, *, lasts: timedelta | None = None) -> Emergency:
    """So much longer than it would last (72 h, default). Raises NotYours, EmergencyOver, NotFound."""
    one, post = await _running(command, work)
    settings = work.settings_for(one.line, command.at)
    one.until = max(one.until, command.at) + (lasts or settings.emergency_lasts)
    one.renewed += 1
    work.changed(one)
    for deadline in _waiting(one, DeadlineKind.EMERGENCY_ASK, DeadlineKind.EMERGENCY_END):
        cancel_one(deadline, command.at, work)
    _put_end(one, command.at, work)
    await _tell_managers(one, Kind.EMERGENCY_NEWS, RENEWED, command.at, work, but=command.by)
    until = one.until.isoformat(timespec="minutes")
    renewed = Renewed(until=until)
    record(work, Audited.EMERGENCY_RENEWED, command.at, by=command.by, post=post, area_id=one.area_id, data=renewed)
    return one


async def switch_off(command: OnEmergency, why: str, work: Work) -> Emergency:
    """Normal times again. Raises NotYours, ReasonNeeded, EmergencyOver, NotFound."""
    one, post = await _running(command, work)
    if not why.strip():
        raise ReasonNeeded
    await _end(one, command.at, command.by, post, why.strip(), work)
    return one


async def correct_word(command: OnEmergency, text: str, work: Work) -> Emergency:
    """Other words for all, said once more, since nobody looks up to the old ones: there it only reads that newer ones
    follow, and that is not changed again. What was taken back stays so. Raises NotYours, ReasonNeeded, EmergencyOver,
    NotFound."""
    one, post = await _running(command, work)
    if not text.strip():
        raise ReasonNeeded
    change = Change(at=command.at, by=command.by, by_post=post.id)
    standing = await _standing(one, work)
    for said in standing:
        await replace_by_newer(said, change, work)
    await _say_to_all(one, BEGAN, change, work, text.strip(), anew=bool(standing))
    await _tell_managers(one, Kind.EMERGENCY_NEWS, WORD, command.at, work, but=command.by)
    return one


async def take_word_back(command: OnEmergency, work: Work) -> Emergency:
    """What was said to all groups does not hold; the emergency itself goes on. Raises NotYours, EmergencyOver,
    AlreadyOver, NotFound."""
    one, post = await _running(command, work)
    standing = await _standing(one, work)
    if not standing:
        raise AlreadyOver
    for said in standing:
        await take_back(said, Change(at=command.at, by=command.by, by_post=post.id), work)
    await _tell_managers(one, Kind.EMERGENCY_NEWS, BACK, command.at, work, but=command.by)
    return one


async def word_of(one: Emergency, work: Work) -> Broadcast:
    """What all groups were told of it last."""
    return (await _words(one, work))[-1]


async def _words(one: Emergency, work: Work) -> list[Broadcast]:
    found = [said for said in await work.broadcasts_about(one.id) if said.kind == Kind.EMERGENCY]
    return [said for said in found if maybe(said.data, SaidToMany).what == BEGAN]


async def _standing(one: Emergency, work: Work) -> list[Broadcast]:
    return [said for said in await _words(one, work) if said.taken_back_at is None and not is_replaced(said)]


def says_real(text: str) -> bool:
    """ "这不是演练": no words of a drill."""
    return REAL.search(text) is not None


async def areas_of(person_id: int, work: Work) -> list[Area]:
    """Where a person may switch one on: the areas of his or her posts. Raises NotYours."""
    posts = [one for one in await work.posts_of(person_id) if one.role in EMERGENCIES and one.area_id is not None]
    if not posts:
        raise NotYours(action=None, roles=EMERGENCIES)
    return await work.areas_with({one.area_id for one in posts if one.area_id is not None})


async def managers_of(line: tuple[int, ...], work: Work) -> tuple[list[Post], list[str]]:
    """The posts that may switch one there, and their duty phones, which all read."""
    found = await work.posts_for(line, None, tuple(EMERGENCIES))
    return found, list(dict.fromkeys(post.phone for post in found if post.phone))


async def lasting_in(areas: list[Area], work: Work) -> list[Emergency]:
    """Those that are on there, below or above."""
    here, above = {area.id for area in areas}, {one for area in areas for one in area.line[1:]}
    found = await work.emergencies_on(here | above)
    return sorted((one for one in found if here & {*one.line} or one.area_id in above), key=lambda one: one.id)


async def _may(person_id: int, line: tuple[int, ...], work: Work) -> Post:
    for post in await work.posts_of(person_id):
        if post.role in EMERGENCIES and covers(post, line, None):
            return post
    raise NotYours(action=None, roles=EMERGENCIES)


async def _running(command: OnEmergency, work: Work) -> tuple[Emergency, Post]:
    one = await work.emergency(command.emergency_id)
    post = await _may(command.by, one.line, work)
    if one.ended_at is not None:
        raise EmergencyOver
    return one, post


async def _set(one: Emergency, value: str, at: datetime, by: int | None, work: Work) -> None:
    """From now on other hours, clocks and people; what is open is due anew."""
    row = Setting(id=work.new_id(), key=EMERGENCY, value=value, since=at, at=at, area_id=one.area_id, person_id=by)
    work.add(row)
    await retime_soon(await counted_by(one.area_id, work), at, work)


def _put_end(one: Emergency, at: datetime, work: Work) -> None:
    asked = one.until - work.settings_for(one.line, at).emergency_asked
    _due(one, DeadlineKind.EMERGENCY_ASK, max(at, asked), work)
    _due(one, DeadlineKind.EMERGENCY_END, one.until, work)


def _due(one: Emergency, kind: DeadlineKind, at: datetime, work: Work) -> None:
    deadline = Deadline(id=work.new_id(), kind=kind, due_at=at, subject=one.subject)
    one.deadlines.append(deadline)
    work.add(deadline)


def _waiting(one: Emergency, *kinds: DeadlineKind) -> list[Deadline]:
    return [each for each in one.deadlines if each.state is DeadlineState.PENDING and (not kinds or each.kind in kinds)]


async def _end(
    one: Emergency, at: datetime, by: int | None, post: Post | None, why: str, work: Work, *, quietly: bool = False
) -> None:
    """`quietly`: what follows it tells all."""
    one.ended_at, one.ended_by_id, one.ended_why = at, by, why
    work.changed(one)
    for deadline in _waiting(one):
        cancel_one(deadline, at, work)
    await _set(one, OFF, at, by, work)
    if not quietly:
        await _say_to_all(one, IS_OVER, Change(at=at, by=by, by_post=post.id if post is not None else None), work)
        handed = Hearers(below=(one.area_id,), posts=HANDED)
        await say(_quietly(one, Kind.EMERGENCY_HANDOVER, handed, at, Priority.PING), work)
        await _tell_managers(one, Kind.EMERGENCY_NEWS, IS_OVER, at, work, but=by, roles=HEAR_OF)
    area = await work.area(one.area_id)
    where = EmergencyIn(area=area.code, drill=one.drill)
    record(work, Audited.EMERGENCY_OFF, at, by=by, post=post, area_id=area.id, data=where)


def hearers_in(area_id: int) -> Hearers:
    """All groups of the area and below; and in private everybody who lives there and agreed to be written to: nobody
    knows who reads a group."""
    groups = (Audience.STAFF, Audience.RESIDENTS, Audience.DEPARTMENT)
    return Hearers(below=(area_id,), groups=groups, homes=(area_id,))


async def _say_to_all(
    one: Emergency,
    what: Switch,
    change: Change,
    work: Work,
    text: str = "",
    *,
    anew: bool = False,
    after_drill: bool = False,
) -> None:
    """To all groups and homes below, before everything but calls to a danger; no second person is needed. Its end waits
    its turn."""
    command = Say(
        kind=Kind.EMERGENCY,
        at=change.at,
        hearers=hearers_in(one.area_id),
        by=change.by if change.by is not None else one.by_id,
        by_post=change.by_post,
        about_id=one.id,
        text=text,
        priority=Priority.EMERGENCY if what == BEGAN else Priority.NOTICE,
        counted=what == BEGAN,
        data=SaidToMany(what=what, anew=anew or None, after_drill=after_drill or None),
    )
    await say(command, work)


def _quietly(one: Emergency, kind: Kind, hearers: Hearers, at: datetime, priority: int) -> Say:
    """To people whose posts may have nothing to hear when it is written: nobody counts them."""
    return Say(kind=kind, at=at, hearers=hearers, about_id=one.id, priority=priority, counted=None)


async def _tell_managers(
    one: Emergency,
    kind: Kind,
    what: Switch,
    at: datetime,
    work: Work,
    *,
    but: int | None = None,
    roles: tuple[Role, ...] = tuple(EMERGENCIES),
    loud: bool = False,
) -> None:
    """Everybody of these roles, by default who may switch it, whoever did it aside. `loud`: at night too."""
    posts = await work.posts_for(one.line, None, roles)
    priority = Priority.EMERGENCY if loud else Priority.PING
    for person_id in dict.fromkeys(post.person_id for post in posts):
        if person_id != but:
            tell_person(work, kind, person_id, at, priority, subject=one.subject, data=Switched(what=what))


async def _ask(deadline: Deadline, now: datetime, work: Work) -> None:
    """It ends soon: renew it?"""
    fired(deadline, work)
    one = await work.emergency(deadline.subject.id)
    if one.ended_at is None:
        await _tell_managers(one, Kind.EMERGENCY_ASK, "", deadline.due_at, work, loud=True)


async def _over(deadline: Deadline, now: datetime, work: Work) -> None:
    """Nobody renewed it."""
    fired(deadline, work)
    one = await work.emergency(deadline.subject.id)
    if one.ended_at is None:
        await _end(one, deadline.due_at, None, None, "", work)


async def _figures(deadline: Deadline, now: datetime, work: Work) -> None:
    """The day in figures; and the next day's, as long as it lasts. Days that were missed are made up once."""
    fired(deadline, work)
    one = await work.emergency(deadline.subject.id)
    if one.ended_at is not None:
        return
    await _tell_managers(one, Kind.EMERGENCY_FIGURES, "", deadline.due_at, work, roles=HEAR_FIGURES)
    settings = work.settings_for(one.line, deadline.due_at)
    after = max(deadline.due_at, now - MADE_UP)
    next_one = work.calendar.next_time(Rule(at=settings.emergency_figures_at), after, settings.zone)
    _due(one, DeadlineKind.EMERGENCY_FIGURES, next_one, work)


DUE_OTHERS: dict[DeadlineKind, OtherDue] = {
    DeadlineKind.EMERGENCY_ASK: _ask,
    DeadlineKind.EMERGENCY_END: _over,
    DeadlineKind.EMERGENCY_FIGURES: _figures,
}
