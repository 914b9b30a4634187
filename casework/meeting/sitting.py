"""The joint meeting 联席会议 itself: when it is, who attends, opening it, which parties are there, its minutes
(around-an-issue.md §3).

A meeting adds nothing to what can be decided: while one sits, what its holders decide about its items stands in its
minutes, as ids; the words stand on each issue's timeline.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from casework.calendar import MADE_UP, Rule
from casework.capabilities import Capability
from casework.clock.falling_due import fired
from casework.clock.limits import cancel_one, local
from casework.data import maybe
from casework.frozen import frozen
from casework.lines import InMeeting, post_told
from casework.meeting.agenda import agenda_of, meets, tier_on_agenda
from casework.meeting.lines import DECIDED, Minute
from casework.messages import Kind, Priority, tell_person
from casework.model.deadlines import Deadline, DeadlineKind
from casework.model.issues import Issue
from casework.model.meetings import Meeting, Party
from casework.model.people import Post, Role
from casework.model.places import Area
from casework.model.subjects import Subject, SubjectKind
from casework.model.timeline import Entry
from casework.neighbourhood.people import OfPerson
from casework.neighbourhood.rights import HOLD_MEETINGS, covers
from casework.ports import OtherDue, Work
from casework.refusals import NotPossibleNow, NotYours
from casework.settings import Settings
from casework.tiers import TIERS, tier_of_area, tier_row
from casework.timeline import write_about
from casework.told import MeetingDay, Minutes
from casework.transitions import DECIDES

PARTIES: dict[Party, Role] = {
    Party.COMMITTEE: Role.COMMITTEE_MEMBER,
    Party.OWNERS: Role.OWNERS_COMMITTEE,
    Party.PROPERTY: Role.PROPERTY_STEWARD,
}
"""Who speaks for each party."""
A_DAY = timedelta(days=1)


# --- when it is


def rule_of(area: Area, settings: Settings) -> Rule | None:
    """When those who attend are reminded: on the day of the meeting; None where there are none."""
    tier = tier_of_area(area.kind)
    match tier_row(tier).meets if tier is not None else "":
        case "weekly":
            return Rule(at=settings.remind_at, weekdays=settings.weekly_meeting_on)
        case "monthly":
            return Rule(at=settings.remind_at, days=str(settings.monthly_meeting_on))
    return None


async def ensure_meetings(now: datetime, work: Work) -> None:
    """Every area that meets has its next day; called at start and after a roster import."""
    have = {deadline.area_id for deadline in await work.calendar_deadlines(DeadlineKind.MEETING_DAY)}
    for row in TIERS:
        for area in await work.areas_of_kind(row.area) if row.meets else ():
            if area.id not in have:
                _set_day(area, now, work)


def _set_day(area: Area, after: datetime, work: Work) -> None:
    settings = work.settings_for(area.line, after)
    if (rule := rule_of(area, settings)) is not None:
        _add_day(area, work.calendar.next_time(rule, after, settings.zone), work)


def _add_day(area: Area, due: datetime, work: Work) -> None:
    subject = Subject(SubjectKind.AREA, area.id)
    work.add(Deadline(id=work.new_id(), kind=DeadlineKind.MEETING_DAY, due_at=due, subject=subject))


async def _meeting_day(deadline: Deadline, now: datetime, work: Work) -> None:
    """Who attends hears how much is on the agenda; of nothing nobody hears. A day without service: on the next."""
    assert deadline.area_id is not None
    area, at = await work.area(deadline.area_id), deadline.due_at
    settings = work.settings_for(area.line, at)
    day = settings.service.date_of(at)
    fired(deadline, work)
    if not settings.service.windows(day):
        _add_day(area, local(day + A_DAY, settings.remind_at, settings.zone), work)
        return
    _set_day(area, max(at, now - MADE_UP), work)
    begins = local(day, settings.meeting_at, settings.zone)
    items = await agenda_of(area, at, work)
    trial = settings.trial_at(at)
    if Capability.MEETINGS not in settings.capabilities:
        return
    if now >= begins or not items or (trial is not None and trial.dry):  # in a dry run nobody is rung
        return
    data = MeetingDay(area=area.id, n=len(items), at=begins.timestamp())
    for person_id in await attend(area, [one.issue for one in items], work):
        tell_person(work, Kind.MEETING_DAY, person_id, at, Priority.NOTICE, data=data)


async def attend(area: Area, items: Iterable[Issue], work: Work) -> list[int]:
    """Who attends, each person once: whoever holds it, the secretary and the three parties; and the managers
    between it and the communities from where an item comes."""
    tier = tier_of_area(area.kind)
    assert tier is not None
    found = await work.posts_within(area, (tier_row(tier).role, Role.SECRETARY, *PARTIES.values()))
    below = {one.community_id for one in items if one.community_id != area.id}
    for community in await work.areas_with(below):
        found += await work.posts_for(community.line[: community.line.index(area.id)], None, HOLD_MEETINGS)
    return list(dict.fromkeys(one.person_id for one in found if one.person_id is not None and one.reachable))


# --- the meeting


async def chair(person_id: int, area: Area, work: Work) -> Post:
    """The post in which somebody holds the meeting of that very area. Raises NotYours."""
    tier = tier_of_area(area.kind)
    role = tier_row(tier).role if tier is not None and meets(area) else None
    for post in await work.posts_of(person_id):
        if post.role is role and post.area_id == area.id:
            return post
    raise NotYours(action=None, roles=HOLD_MEETINGS)


@frozen(kw_only=True)
class OfArea(OfPerson):
    """Somebody about the meeting of an area."""

    area_id: int


async def open_meeting(command: OfArea, work: Work) -> Meeting:
    """It begins, at whatever time; one that sits already is that one. Raises NotYours."""
    area = await work.area(command.area_id)
    post = await chair(command.by, area, work)
    if (sits := await work.meeting_of(area.id)) is not None and sits.ended_at is None:
        return sits
    tier = tier_of_area(area.kind)
    assert tier is not None
    meeting = Meeting(id=work.new_id(), area_id=area.id, tier=tier, at=command.at, by_id=command.by, by_post_id=post.id)
    work.add(meeting)
    due = command.at + work.settings_for(area.line, command.at).meeting_lasts
    work.add(Deadline(id=work.new_id(), kind=DeadlineKind.MEETING_END, due_at=due, subject=meeting.subject))
    return meeting


@frozen(kw_only=True)
class OnMeeting(OfPerson):
    """Somebody about a meeting."""

    meeting_id: int


@frozen(kw_only=True)
class Tick(OnMeeting):
    """A party is there, or not after all."""

    party: Party


async def _begin(command: OnMeeting, work: Work) -> Meeting:
    """The meeting while it sits. Raises NotYours, NotPossibleNow."""
    meeting = await work.meeting(command.meeting_id)
    await chair(command.by, await work.area(meeting.area_id), work)
    if meeting.ended_at is not None:
        raise NotPossibleNow(state=None, action=None)
    return meeting


async def tick(command: Tick, work: Work) -> Meeting:
    """Tick a party, or take the tick away. Raises NotYours, NotPossibleNow."""
    meeting = await _begin(command, work)
    there = set(meeting.present) ^ {command.party}
    meeting.present = [one for one in Party if one in there]
    work.changed(meeting)
    return meeting


async def close_meeting(command: OnMeeting, work: Work) -> Meeting:
    """It is over: those who hold it read the minutes. Raises NotYours, NotPossibleNow."""
    meeting = await _begin(command, work)
    for one in await work.meeting_deadlines(meeting.id):
        cancel_one(one, command.at, work)
    await _end(meeting, command.at, work, but=command.by)
    return meeting


async def _end(meeting: Meeting, at: datetime, work: Work, *, but: int | None = None) -> None:
    meeting.ended_at = at
    work.changed(meeting)
    if not await work.timeline(meeting.id):
        return
    area = await work.area(meeting.area_id)
    for post in await work.posts_for(area.line[:1], None, (tier_row(meeting.tier).role,)):
        if post.person_id != but:
            data = Minutes(meeting=meeting.id)
            tell_person(work, Kind.MINUTES, post.person_id, at, Priority.NOTICE, data=data, key=_key(meeting, post))


def _key(meeting: Meeting, post: Post) -> str:
    return f"minutes:{meeting.id}:{post.person_id}"


async def _meeting_end(deadline: Deadline, now: datetime, work: Work) -> None:
    """Nobody closed it."""
    assert deadline.meeting_id is not None
    meeting = await work.meeting(deadline.meeting_id)
    fired(deadline, work)
    if meeting.ended_at is None:
        await _end(meeting, deadline.due_at, work)


# --- the minutes


async def sits(issue: Issue, person_id: int, work: Work) -> Meeting | None:
    """The meeting that this person holds, and on whose agenda the matter stands, while it sits."""
    posts = await work.posts_of(person_id)
    for meeting in await work.open_meetings(issue.line):
        held = any(
            post.area_id == meeting.area_id
            and post.role is tier_row(meeting.tier).role
            and covers(post, issue.line, None)
            for post in posts
        )
        if held and meeting.tier is tier_on_agenda(issue):
            return meeting
    return None


async def put_down(meeting: Meeting | None, issue: Issue, by: int, at: datetime, work: Work) -> None:
    """What this person has just decided stands in the minutes of the meeting that sits, if one does."""
    if meeting is None:
        return
    mine = [one for one in await work.timeline(issue.id) if one.action in DECIDES and one.at == at]
    decision = next((one for one in reversed(mine) if one.person_id == by), None)
    if decision is None:
        return
    decision.data = replace(maybe(decision.data, InMeeting), meeting=meeting.id)
    work.changed(decision)
    said = Minute(issue=issue.id, entry=decision.id)
    write_about(meeting.subject, DECIDED, at, work, person_id=by, post_id=decision.post_id, data=said)


@frozen(kw_only=True)
class Line:
    """A decision of a meeting: about which issue, what, and who is to do it."""

    issue: Issue
    entry: Entry
    to: Post | None


async def given_by(decision: Entry, work: Work) -> Post | None:
    """To whom a decision gave it."""
    to = post_told(decision)
    return await work.post(to) if to is not None else None


async def minutes_of(meeting: Meeting, work: Work) -> list[Line]:
    """The decisions, in order."""
    found = []
    for one in await work.timeline(meeting.id):
        if isinstance(said := one.data, Minute):
            entry = await work.entry(said.entry)
            found.append(Line(issue=await work.issue(said.issue), entry=entry, to=await given_by(entry, work)))
    return found


def on_day(meeting: Meeting, settings: Settings) -> date:
    """The day of the meeting, where it is."""
    return meeting.at.astimezone(settings.zone).date()


DUE_OTHERS: dict[DeadlineKind, OtherDue] = {
    DeadlineKind.MEETING_DAY: _meeting_day,
    DeadlineKind.MEETING_END: _meeting_end,
}
