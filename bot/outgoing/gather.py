"""What a message needs to be written, gathered for the views just before it is sent; views themselves only write."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.views import (
    alarm,
    calls,
    checks,
    danger,
    duty,
    lists,
    many,
    mediation,
    meeting,
    opinions,
    outage,
    recognised,
    seats,
    trying,
    volunteers,
    wall_posts,
    whistle,
)
from bot.views.context import RenderContext
from bot.views.home import area_name
from bot.views.pieces import Renderer, few_photos
from bot.views.render import PUBLIC, RENDER
from bot.views.staff import BUNDLE_LINES
from bot.views.view import View
from casework.call.lines import OfCall, OfVolunteer
from casework.call.sheet import CallSheet, call_sheet
from casework.clock import limits as clock
from casework.clock.trial import tried
from casework.data import maybe, read
from casework.emergency import HANDED, managers_of, word_of
from casework.households import counts_of
from casework.issue.checking import drawn
from casework.issue.opinions import DONE, by_grid
from casework.issue.planned import NEW, places_of
from casework.issue.posting import A_WEEK, week_of
from casework.issue.quietly import first_time, kept_quiet
from casework.issue.recognising import asked_of
from casework.issue.sheet import Sheet, sheet_of
from casework.lines import To
from casework.mediation.sheet import MediationSheet, mediation_sheet
from casework.meeting.agenda import agenda_of
from casework.meeting.minutes import minutes_for
from casework.messages import SAID_TO_MANY, Kind, staff_chat
from casework.model.issues import Issue, ListeningDay
from casework.model.people import Post, Serves
from casework.model.places import HOUSES, Area
from casework.model.said_to_many import Broadcast, Emergency
from casework.neighbourhood.rights import ASK_FOR_WHISTLES, HOLD_MEETINGS, JUDGES, TELLS, What, shown_of
from casework.neighbourhood.standing_in import instead
from casework.neighbourhood.wall import named_of, told_to_all
from casework.ports import Work
from casework.questions import Calling
from casework.refusals import NotFound
from casework.rota import MINUTES, Seat, first_asked, moment
from casework.same_day import without_word
from casework.tiers import communities_of
from casework.told import (
    DutyDay,
    DutyGap,
    LeftGroup,
    Listed,
    ListOf,
    MeetingDay,
    Minutes,
    OfAbsence,
    OfArea,
    OfSeat,
    OfShift,
    OfSwap,
    SaidToMany,
    Sampled,
    ShiftOver,
    TrialBegun,
    TrialOver,
    Unbound,
    WeekOf,
)
from casework.transitions import OPEN
from casework.whistle.lines import Asked, OfWhistle, ToDepartment
from casework.whistle.sheet import WhistleSheet, whistle_sheet
from locales.translator import Translator
from storage.work import OutboxRow, SqlWork

NOT_OF_A_DRILL = (
    SAID_TO_MANY
    | {Kind.EMERGENCY_NEWS, Kind.EMERGENCY_ASK, Kind.EMERGENCY_FIGURES}
    | {Kind.COUNTED, Kind.WALL_ONE, Kind.WALL_WEEK}
)
"""What says in its own words that it is a drill, or has nothing to do with one."""
SHIFT_LIMIT = 500
TONIGHT = timedelta(hours=12)
"""A shift's length: what is due within it is to be watched."""
LIST_LIMIT = 30
"""Issues in one list message."""


ACKNOWLEDGES = frozenset({Kind.RECEIPT, Kind.DRAFT_FILED})
"""What says that something was filed."""


async def compose(
    rows: list[OutboxRow], work: SqlWork, tr: Translator, now: datetime, bot_username: str
) -> tuple[View | None, list[OutboxRow]]:
    """The message for a row, or for several pings of one person, and which of the rows it carries; None: overtaken."""
    row = rows[0]
    context = RenderContext(now=now, settings=work.settings, bot_username=bot_username)
    if row.kind == Kind.PING:
        if len(rows) > 1:
            await work.foresee_issues([one.issue_id for one in rows if one.issue_id is not None])
        return await _pings(rows, context, work, tr)
    if len(rows) > 1:
        return await _after_quiet(rows, work, tr, now, bot_username)
    sheet = await _sheet(row, now, work)
    if sheet is not None and not _may_read(row, sheet):
        return None, []
    if sheet is not None and sheet.issue.called_only and row.person_id is not None:
        timeline = await work.timeline(sheet.issue.id)
        if kept_quiet(sheet.issue, row.person_id, timeline):
            once = row.kind in ACKNOWLEDGES and first_time(sheet.issue, row.person_id, timeline)
            return (danger.heard_quietly(tr), [row]) if once else (None, [])
    if row.draft_id is not None:
        context = await _with_draft(row.draft_id, context, work)
    if row.kind in (Kind.SAME_DAY_HOLDER, Kind.SAME_DAY_COMMUNITY):
        context = await _with_list(row, context, work)
    if row.kind == Kind.PING_OVER:
        context = await _with_message(row, context, work)
    if row.chat_id is not None:
        context = await _with_chat(row.chat_id, sheet, context, work)
    if (gather := ABOUT.get(Kind(row.kind))) is not None:
        context = replace(context, about=await gather(row, context, work))
    render: Renderer = PUBLIC[Kind(row.kind)] if row.chat_id is not None else RENDER[Kind(row.kind)]
    view = render(sheet, row, tr, context)
    if view is None:
        return None, []
    if sheet is not None and row.chat_id is not None and sheet.issue.one_of_many:
        view = replace(view, silent=True)
    line = sheet.issue.line if sheet is not None else await _line_of(row, context, work)
    return _marked(view, [line], row, now, work, tr), [row]


async def _after_quiet(
    rows: list[OutboxRow], work: SqlWork, tr: Translator, now: datetime, bot_username: str
) -> tuple[View | None, list[OutboxRow]]:
    """What waited for the end of somebody's quiet hours is one message; what was overtaken meanwhile is not in it."""
    views: list[tuple[View, Issue | None]] = []
    carried: list[OutboxRow] = []
    for row in sorted(rows, key=lambda one: (one.due_at, one.id)):
        view, _ = await compose([row], work, tr, now, bot_username)
        if view is not None:
            carried.append(row)
            views.append((view, await work.issue(row.issue_id) if row.issue_id is not None else None))
    if len(views) < 2:
        return (views[0][0] if views else None), carried
    return lists.after_quiet(views, tr), carried


async def _sheet(row: OutboxRow, now: datetime, work: Work) -> Sheet | None:
    if row.issue_id is None:
        return None
    issue = await work.issue(row.issue_id)
    sheet = await sheet_of(issue, now, work, entry_id=row.entry_id, ping_id=row.ping_id, reader_id=row.person_id)
    if (named := maybe(row.data, To).to_post_id) is not None and named not in sheet.posts:
        sheet.posts[named] = await work.post(named)
    return sheet


def _may_read(row: OutboxRow, sheet: Sheet) -> bool:
    """Whether the message is still this person's to read: it may have become private, or the post was left."""
    needed = TELLS.get(Kind(row.kind)) if row.person_id is not None else None
    return needed is None or sheet.knows(needed)


async def _pings(
    rows: list[OutboxRow], context: RenderContext, work: Work, tr: Translator
) -> tuple[View | None, list[OutboxRow]]:
    """Several pings that are due together are one message (domain.md §3); those that were answered drop out."""
    live: list[tuple[OutboxRow, Sheet]] = []
    for row in rows:
        sheet = await _sheet(row, context.now, work) if await _asks(row, work) else None
        if sheet is not None and _may_read(row, sheet):
            live.append((row, sheet))
    if not live:
        return None, []
    row, sheet = live[0]
    if len(live) > 1:
        context = replace(context, bundle=list(live))
    view = RENDER[Kind.PING](sheet, row, tr, context)
    if view is None:
        return None, []
    lines = [one.issue.line for _, one in live]
    return _marked(view, lines, row, context.now, work, tr), [row for row, _ in live]


def _marked(
    view: View, lines: Sequence[Sequence[int]], row: OutboxRow, now: datetime, work: Work, tr: Translator
) -> View:
    """The message, with what it has to say of where it lies: that it is tried out there, that a drill is on. Of very
    many photos some."""
    view = few_photos(view, tr)
    if any(on_trial(line, now, work) for line in lines):
        view = trying.marked(view, tr)
    if row.kind not in NOT_OF_A_DRILL and any(line and work.settings_for(line, now).drill for line in lines):
        view = alarm.during_drill(view, tr)
    return view


async def _asks(row: OutboxRow, work: Work) -> bool:
    """Whether its ping still waits for an answer."""
    issue = await work.issue(row.issue_id) if row.issue_id is not None else None
    return issue is not None and any(one.id == row.ping_id and one.live for one in issue.pings)


async def _with_message(row: OutboxRow, context: RenderContext, work: SqlWork) -> RenderContext:
    """The pings of the message that the ended one stands in, if it spoke of several: as many as it has lines."""
    sent = await work.sent_for(row.issue_id or 0, (Kind.PING,), person_id=row.person_id)
    mine = next((one for one in sent if one.ping_id == row.ping_id), None)
    if mine is None or mine.message_id is None or mine.sent_address is None:
        return context
    together = [one for one in await work.sent_as(mine.sent_address, mine.message_id) if one.kind == Kind.PING]
    lines = together[:BUNDLE_LINES]
    found = [(one, sheet) for one in lines if (sheet := await _sheet(one, context.now, work)) is not None]
    return replace(context, bundle=list(found)) if len(found) > 1 else context


def on_trial(line: Sequence[int], now: datetime, work: Work) -> bool:
    """Whether an area, given by its line, tries it out: every message about what lies there says so."""
    return bool(line) and work.settings_for(line, now).trial_at(now) is not None


async def _line_of(row: OutboxRow, context: RenderContext, work: SqlWork) -> Sequence[int]:
    """Where a message lies that is about no matter: its whistle's place, its area, or its group's."""
    if isinstance(context.about, recognised.Caller):
        return context.about.issue.line
    if isinstance(context.about, WhistleSheet | CallSheet):
        return [area.id for area in context.about.areas]
    match row.data:
        case ListOf() | Sampled():
            area_id: int | None = row.data.area_id
        case OfArea() | DutyDay():
            area_id = row.data.area
        case _:
            area_id = context.chat_area_id
    return (await work.area(area_id)).line if area_id is not None else ()


async def _about_week(row: OutboxRow, context: RenderContext, work: SqlWork) -> wall_posts.About:
    """Of the group's own place; what is named of it is what the wall would name."""
    week = read(row.data, WeekOf)
    until = datetime.fromtimestamp(week.until, UTC)
    area = await work.area(context.chat_area_id or week.area)
    found = week_of(await work.filed_since(week.area, until - A_WEEK), area.id, until)
    estate = await work.estate(area.estate_id) if area.estate_id is not None else None
    place = estate.name if estate is not None and area.kind not in HOUSES else area.name
    longest = ""
    if (issue := found.longest) is not None:
        longest = area_name(*await named_of(issue, work))
    return wall_posts.About(place=place, week=found, longest=longest)


async def _about_checks(row: OutboxRow, context: RenderContext, work: SqlWork) -> checks.About:
    sample = await work.sample(read(row.data, Sampled).sample)
    found = (await drawn(sample, row.person_id, work))[: checks.SHOWN]
    lines = [(await sheet_of(issue, context.now, work, reader_id=row.person_id), one) for issue, one in found]
    return checks.About(sample=sample, lines=lines)


async def _about_begun(row: OutboxRow, context: RenderContext, work: SqlWork) -> trying.Begun:
    trial = read(row.data, TrialBegun)
    area = await work.area(trial.area)
    return trying.Begun(place=area.name, until=trial.until, dry=trial.dry)


async def _about_trial(row: OutboxRow, context: RenderContext, work: SqlWork) -> trying.About:
    trial = read(row.data, TrialOver)
    area = await work.area(trial.area)
    since = datetime.fromtimestamp(trial.since, UTC)
    found = await tried(area, since, work)
    issues = {issue.id: issue for issue, _, _ in found.would_have_rung}
    seen = await shown_of(list(issues.values()), What.BOARD, row.person_id or 0, work)
    return trying.About(place=area.name, since=since, found=found, numbers=[one.number for one in seen])


async def _about_seat(row: OutboxRow, context: RenderContext, work: SqlWork) -> seats.About:
    """The post or the group, where it is, and whether the newcomer still waits for an answer."""
    if row.kind == Kind.CHAT_UNBOUND:
        chat = await work.chat(read(row.data, Unbound).chat_id)
        return seats.About(title=chat.title, place=await place_words(chat.area_id, "", work))
    wanted = read(row.data, OfSeat)
    post = await work.post(wanted.post_id)
    place = await place_words(post.area_id, "", work)
    if post.estate_id is not None:
        place = (await work.estate(post.estate_id)).name
    link, newcomer = await work.open_link(post.id), wanted.person_id
    if isinstance(wanted, LeftGroup):
        out = await work.outside(wanted.chat_id, wanted.person_id) is not None and post.person_id == newcomer
        title = (await work.chat(wanted.chat_id)).title
        return seats.About(post=post, place=place.strip(), title=title, waits=out)
    return seats.About(
        post=post,
        place=place.strip(),
        name=(await work.person(newcomer)).name if newcomer is not None else "",
        waits=link is not None and newcomer is not None and link.asked_by == newcomer,
        staff=bool(await work.posts_of(row.person_id)) if row.person_id is not None else False,
    )


async def _about_duty(row: OutboxRow, context: RenderContext, work: SqlWork) -> duty.About:
    """A swap with both posts, or a place with what is open there; what the reader may not know is not counted."""
    if isinstance(row.data, OfSwap):
        swap = await work.swap(row.data.swap_id)
        before, after = await work.post(swap.from_post_id), await work.post(swap.to_post_id)
        place = (
            (await work.estate(swap.estate_id)).name if swap.estate_id else await place_words(swap.area_id, "", work)
        )
        return duty.About(swap=swap, before=before, after=after, place=place.strip())
    if row.kind == Kind.DUTY_DAY:
        return await _about_day(row, context, work)
    if row.kind == Kind.AWAY_BEGINS:
        absence = await work.absence(read(row.data, OfAbsence).absence_id)
        posts = await work.posts_of(absence.person_id)
        others = await instead(absence.person_id, context.now, work)
        return duty.About(away=absence, before=next(iter(posts), None), instead=others)
    about = read(row.data, OfArea)
    area, now = await work.area(about.area), context.now
    place = area.name
    if isinstance(about, ShiftOver):
        return duty.About(place=place, after=await work.post(about.to_post_id))
    if isinstance(about, DutyGap):
        estate = await work.estate(about.estate) if about.estate is not None else None
        return duty.About(place=estate.name if estate is not None else place, role=about.role)
    shift = await work.newest_handed_shift(area.id)
    if shift is None or shift.id != read(about, OfShift).shift_id or shift.taken_at is not None:
        return duty.About(current=False)
    seen = await shown_of(await work.standing_in([area.id], SHIFT_LIMIT), What.BOARD, shift.to_person_id, work)
    due = {one.id: by for one in seen if (by := clock.wanted_by(one, now)) is not None}
    soon = [one for one in seen if one.urgent or (one.id in due and due[one.id] < now + TONIGHT)]
    return duty.About(
        place=place,
        role=shift.role,
        before=await work.post(shift.from_post_id) if shift.from_post_id is not None else None,
        after=await work.post(shift.to_post_id),
        open=len(seen),
        urgent=sum(one.urgent and one.state in OPEN for one in seen),
        tonight=[(one, due.get(one.id)) for one in sorted(soon, key=lambda one: due.get(one.id, now))],
    )


async def _about_day(row: OutboxRow, context: RenderContext, work: SqlWork) -> duty.About:
    """A day of the rota, and whose it is at noon by what is written now."""
    about = read(row.data, DutyDay)
    area_id, estate_id, role, day = about.area, about.estate, about.role, about.day
    area = await work.area(area_id) if area_id is not None else None
    line = area.line if area is not None else ()
    place = (await work.estate(estate_id)).name if estate_id is not None else area.name if area is not None else ""
    noon = moment(day, MINUTES // 2, context.settings.zone)
    plan, seat = await work.duty_plan(line, estate_id), Seat(role, area_id, estate_id)
    first = first_asked(plan, seat, noon, context.settings.zone)
    return duty.About(place=place, role=role, day=day, after=await work.post(first[0]) if first else None)


async def _about_broadcast(row: OutboxRow, context: RenderContext, work: SqlWork) -> object:
    """What is said to many, as it stands now; or, to whoever said it, to how many it came."""
    if row.broadcast_id is None:
        return None
    said = await work.broadcast(row.broadcast_id)
    if row.kind == Kind.COUNTED:
        return await _counted(said, work)
    if said.kind == Kind.CALL_ASKED:
        return await call_sheet(await work.call(said.about_id or 0), row.person_id, work)
    if said.kind == Kind.OPINIONS:
        return await _published(await work.listening_day(said.about_id or 0), work, back=said.taken_back_at is not None)
    if said.kind != Kind.OUTAGE:
        return await _about_emergency(row, said, context.now, work)
    found = await work.outage(said.about_id or 0)
    return outage.About(outage=found, place=await places_of(found, work), what=maybe(said.data, SaidToMany).what or NEW)


async def _published(day: ListeningDay, work: SqlWork, *, back: bool) -> opinions.Published:
    """The list of a listening day as anybody may read it: what is private, or says something of somebody by itself, is
    only counted; places that stand alone are named (casework/neighbourhood/wall.py)."""
    place = (await work.area(day.area_id)).name
    issues = [] if back else await work.issues_listed(day.id)
    shown = [one for one in issues if told_to_all(one)]
    kept = [one for one in issues if not told_to_all(one)]
    await work.areas_with({area_id for one in shown for area_id in one.line})
    return opinions.Published(
        day=day,
        place=place,
        matters=[(one, area_name(*await named_of(one, work))) for one in shown],
        kept=len(kept),
        kept_done=sum(one.state in DONE for one in kept),
        taken_back=back,
    )


async def _about_listed(row: OutboxRow, context: RenderContext, work: SqlWork) -> opinions.Listed:
    """What was registered in one go, as far as its cards lie in this group."""
    day = await work.listening_day(read(row.data, Listed).listening)
    issues = [one for one in await work.issues_listed(day.id) if not one.private]
    theirs = []
    for one in issues:
        chat = await staff_chat(work, one)
        if chat is not None and chat.id == row.chat_id:
            theirs.append(one)
    return opinions.Listed(
        day=day,
        place=(await work.area(day.area_id)).name,
        numbers=[one.number for one in theirs],
        grids=await by_grid(theirs, work),
    )


async def _counted(said: Broadcast, work: SqlWork) -> many.About:
    """To how many it came, which groups it did not reach, and what it was."""
    reached = await work.reached(said)
    names = [(await work.chat(one)).title for one in reached.missed[: many.MISSED_SHOWN]]
    about = many.About(said=said, reached=reached, missed=names)
    if said.kind == Kind.OPINIONS:
        day = await work.listening_day(said.about_id or 0)
        return replace(about, listening=day, place=(await work.area(day.area_id)).name)
    if said.kind != Kind.OUTAGE:
        one = await work.emergency(said.about_id or 0)
        return replace(about, emergency=one, place=(await work.area(one.area_id)).name)
    found = await work.outage(said.about_id or 0)
    return replace(about, category=found.category, place=await places_of(found, work))


async def _about_emergency(row: OutboxRow, said: Broadcast, now: datetime, work: SqlWork) -> alarm.About:
    """For a group; for whoever is on the roster; for whoever is asked again when it is over."""
    about = await _emergency(await work.emergency(said.about_id or 0), work, said=said)
    if row.person_id is None or row.kind == Kind.EMERGENCY:
        return about
    posts = [post for post in await work.posts_of(row.person_id) if await _in(post, about.one, work)]
    if row.kind == Kind.EMERGENCY_SERVE:
        return replace(about, mine=[post for post in posts if post.serves is not Serves.NORMAL])
    normal = [post for post in posts if post.serves is not Serves.EMERGENCY and post.role in HANDED]
    areas = list({post.area_id for post in normal if post.area_id is not None})
    standing = await work.standing_in(areas, SHIFT_LIMIT) if areas else []
    seen = await shown_of([one for one in standing if one.state in OPEN], What.BOARD, row.person_id, work)
    return replace(
        about,
        open=[(one, clock.wanted_by(one, now), await _post_of(one.holder_post_id, work)) for one in seen],
    )


async def _in(post: Post, one: Emergency, work: SqlWork) -> bool:
    if post.estate_id is not None:
        return any(one.area_id in area.line for area in await work.areas_of_estate(post.estate_id))
    return post.area_id is not None and one.area_id in (await work.area(post.area_id)).line


async def _post_of(post_id: int | None, work: SqlWork) -> Post | None:
    return await work.post(post_id) if post_id is not None else None


async def _emergency(one: Emergency, work: SqlWork, *, said: Broadcast | None = None) -> alarm.About:
    """Where it is, who switched it, the duty phones of those who may."""
    managers, phones = await managers_of(one.line, work)
    return alarm.About(
        one=one,
        place=(await work.area(one.area_id)).name,
        said=said,
        by=next((post for post in managers if post.id == one.by_post_id), None),
        phones=phones,
    )


async def _about_news(row: OutboxRow, context: RenderContext, work: SqlWork) -> alarm.About:
    """For those who may switch it; the day's figures by community."""
    one = await work.emergency(row.subject_id or 0)
    about = await _emergency(one, work, said=await word_of(one, work))
    if row.kind != Kind.EMERGENCY_FIGURES:
        return about
    area = await work.area(about.one.area_id)
    communities = await communities_of(area.id, work)
    since = clock.midnight(context.now, work.settings.zone)
    days = [(one.name, await _day(one, since, work)) for one in communities]
    return replace(about, days=days, homes=await counts_of(about.one, work))


async def _day(area: Area, since: datetime, work: SqlWork) -> alarm.Day:
    filed = await work.filed_since(area.id, since)
    standing = [one for one in await work.standing_in([area.id], SHIFT_LIMIT) if one.state in OPEN]
    return alarm.Day(
        filed=len(filed),
        done=sum(one.now.resolved_at is not None and one.now.resolved_at >= since for one in filed),
        open=len(standing),
        urgent=sum(one.urgent for one in standing),
    )


async def _about_meeting(row: OutboxRow, context: RenderContext, work: SqlWork) -> meeting.About:
    """The area of a meeting, and of the minutes what the reader may know of its decisions."""
    assert row.person_id is not None
    posts = await work.posts_of(row.person_id)
    if isinstance(row.data, MeetingDay):
        area = await work.area(row.data.area)
        chairs = any(one.area_id == area.id and one.role in HOLD_MEETINGS for one in posts)
        return meeting.About(area=area, chairs=chairs)
    held = await work.meeting(read(row.data, Minutes).meeting)
    area = await work.area(held.area_id)
    lines = await minutes_for(row.person_id, held, work)
    left = len(await agenda_of(area, context.now, work))
    return meeting.About(area=area, chairs=True, meeting=held, lines=lines, left=left)


async def _about_caller(row: OutboxRow, context: RenderContext, work: SqlWork) -> recognised.Caller | None:
    """Whoever may have told what was taken down, while he may be asked."""
    assert row.person_id is not None
    assert row.subject_id is not None
    try:
        issue, report = await asked_of(row.subject_id, row.person_id, context.now, work)
    except NotFound:
        return None
    place = await place_words(report.area_id, report.place, work)
    return recognised.Caller(issue=issue, report=report, place=place)


async def _about_asked(row: OutboxRow, context: RenderContext, work: SqlWork) -> whistle.Asked | None:
    """What a branch secretary chose."""
    what = read(row.data, Asked)
    asked = await work.question(what.question)
    if asked is None:
        return None
    posts, chosen = await work.posts_of(what.by), read(asked.data, Calling)
    return whistle.Asked(
        question_id=asked.id,
        who=next((one for one in posts if one.role in ASK_FOR_WHISTLES), None),
        matter=chosen.matter or "",
        place=chosen.place or "",
        departments=tuple([(await work.department(one)).name for one in chosen.chosen or ()]),
        waits=chosen.whistle is None,
    )


async def _about_whistle(row: OutboxRow, context: RenderContext, work: SqlWork) -> WhistleSheet | None:
    """The whistle and the department; None where the reader may not know of it any more. What a resident hears is
    asked as of the issue."""
    what = read(row.data, OfWhistle)
    found = await whistle_sheet(
        await work.whistle(what.whistle),
        context.now,
        work,
        reader_id=row.person_id,
        call_id=what.call if isinstance(what, ToDepartment) else None,
        entry_id=row.entry_id,
    )
    if found.private and row.kind not in (Kind.WHISTLE_NEWS, Kind.WHISTLE_CARD) and not JUDGES & found.stands:
        return None  # it became private: only whoever whistled, and those above, read on
    own = row.chat_id is not None or row.kind in (Kind.WHISTLE_NEWS, Kind.LOOK_AGAIN)
    return found if own or found.knows(What.CARD) else None


async def _with_draft(draft_id: int, context: RenderContext, work: Work) -> RenderContext:
    draft = await work.draft(draft_id)
    return replace(context, draft=draft, draft_place=await place_words(draft.area_id, draft.place, work))


async def place_words(area_id: int | None, place: str, work: Work) -> str:
    """Where it is, in words: estate and building (or the smallest area known) and what the person wrote about it."""
    if area_id is None:
        return place
    area = await work.area(area_id)
    estate = (await work.estate(area.estate_id)).name if area.estate_id is not None else ""
    return f"{estate}{area.name} {place}".strip()


async def _with_list(row: OutboxRow, context: RenderContext, work: Work) -> RenderContext:
    listed = read(row.data, ListOf)
    since = datetime.fromtimestamp(listed.since, UTC)
    what = What.LIST if row.kind == Kind.SAME_DAY_HOLDER else What.BOARD
    today = await shown_of(await work.filed_since(listed.area_id, since), what, row.person_id, work)
    issues = [one for one in today if without_word(one)]
    if row.kind == Kind.SAME_DAY_HOLDER:
        issues = [one for one in issues if one.holder_id == row.person_id]
    sheets = [await sheet_of(one, context.now, work, reader_id=row.person_id) for one in issues[:LIST_LIMIT]]
    return replace(context, issues=sheets, today=today)


async def _with_chat(chat_id: int, sheet: Sheet | None, context: RenderContext, work: SqlWork) -> RenderContext:
    """Whose group it is, and where the holder is reached, so that a mention rings."""
    chat = await work.chat(chat_id)
    holder = sheet.issue.holder_id if sheet is not None else None
    address = await work.address_of(holder) if holder is not None else None
    addresses = {holder: address} if holder is not None and address is not None else {}
    return replace(context, audience=chat.audience, chat_area_id=chat.area_id, addresses=addresses)


Gatherer = Callable[[OutboxRow, RenderContext, SqlWork], Awaitable[object]]


async def _about_mediation(row: OutboxRow, context: RenderContext, work: SqlWork) -> MediationSheet | None:
    """The mediation as the reader may see it; None where he or she has no part in it any more."""
    assert row.mediation_id is not None
    mediation = await work.mediation(row.mediation_id)
    return await mediation_sheet(mediation, row.person_id, work, entry_id=row.entry_id)


async def _about_call(row: OutboxRow, context: RenderContext, work: SqlWork) -> CallSheet:
    """The call as the reader may see it; the resident reads who comes, whatever part that is."""
    call_id = row.data.call if isinstance(row.data, OfCall) else row.call_id or 0
    return await call_sheet(await work.call(call_id), row.person_id, work)


async def _about_volunteer(row: OutboxRow, context: RenderContext, work: SqlWork) -> volunteers.About:
    """Who that is, and where that person lives; whoever is none any more is nobody."""
    try:
        one = await work.volunteer(read(row.data, OfVolunteer).volunteer)
    except NotFound:
        return volunteers.About(one=None)
    person = await work.person(one.person_id)
    return volunteers.About(one=one, person=person, place=await place_words(person.home_id, "", work))


ABOUT: dict[Kind, Gatherer] = {
    **dict.fromkeys(seats.SAYS, _about_seat),
    **dict.fromkeys(duty.SAYS, _about_duty),
    **dict.fromkeys((*SAID_TO_MANY, Kind.COUNTED), _about_broadcast),
    **dict.fromkeys((Kind.EMERGENCY_NEWS, Kind.EMERGENCY_ASK, Kind.EMERGENCY_FIGURES), _about_news),
    **dict.fromkeys(meeting.SAYS, _about_meeting),
    **dict.fromkeys(whistle.SAYS, _about_whistle),
    **dict.fromkeys(mediation.SAYS, _about_mediation),
    **dict.fromkeys(volunteers.SAYS, _about_volunteer),
    **dict.fromkeys((*calls.SAYS, Kind.CALL_OWN), _about_call),
    Kind.WHISTLE_ASKED: _about_asked,
    Kind.IS_IT_YOURS: _about_caller,
    Kind.WALL_WEEK: _about_week,
    Kind.TRIAL_BEGUN: _about_begun,
    Kind.TRIAL_OVER: _about_trial,
    Kind.CHECKS: _about_checks,
    Kind.LISTED: _about_listed,
}
"""Of what a message is about beside an issue. None where it may not be said any more."""
