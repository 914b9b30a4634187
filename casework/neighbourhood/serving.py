"""When places are served, said in chat by whoever manages them: hours of a week and days that are something else, by
the use cases of the command line and of the roster's file (clock/retiming.py)."""

from collections.abc import Collection, Sequence
from datetime import date, datetime

from casework.area_settings import HOURS, INHERIT
from casework.clock.retiming import Said, Set, SetDays, beginning_of, set_days, set_for_area
from casework.frozen import frozen
from casework.hours import Day, DayKind, Hours
from casework.model.places import Area, Setting
from casework.neighbourhood.rights import ADMINISTER, SET_HOURS, covers
from casework.ports import Work
from casework.refusals import NotYours
from casework.tiers import areas_down_to_communities
from casework.words.service_words import Dates, Week

BY_HAND = "by hand"
"""The source of a day that somebody entered."""


async def administers_all(person_id: int, work: Work) -> bool:
    """Whether one of the person's posts is an administrator's of the whole neighbourhood: of no place, or of an area
    that has none above."""
    for post in await work.posts_of(person_id):
        if post.role not in ADMINISTER:
            continue
        if post.area_id is None and post.estate_id is None and post.department_id is None:
            return True
        if post.area_id is not None and (await work.area(post.area_id)).parent_id is None:
            return True
    return False


async def served_by(person_id: int, work: Work) -> list[Area]:
    """The areas whose hours and days the person sets: those of the posts, and what lies in them down to the
    communities. Raises NotYours where there are none."""
    posts = [one for one in await work.posts_of(person_id) if one.role in SET_HOURS and one.area_id is not None]
    tops = [await work.area(one.area_id) for one in posts if one.area_id is not None]
    if await administers_all(person_id, work):
        tops += [one for one in await work.find_areas(None) if one.parent_id is None]
    if not tops:
        raise NotYours(action=None, roles=SET_HOURS)
    found: dict[int, Area] = {}
    for area in tops:
        found |= {one.id: one for one in (area, *await areas_down_to_communities(area.id, work))}
    return list(found.values())


async def _need(person_id: int, area: Area, work: Work) -> None:
    """Raises NotYours."""
    posts = await work.posts_of(person_id)
    if any(post.role in SET_HOURS and covers(post, area.line, None) for post in posts):
        return
    if not await administers_all(person_id, work):
        raise NotYours(action=None, roles=SET_HOURS)


@frozen(kw_only=True)
class Serve:
    """Whoever manages an area says when it is served."""

    at: datetime
    by: int
    area_id: int


def new_hours(week: Week, area: Area, at: datetime, work: Work) -> Hours | None:
    """The whole week, as it would be; None: as above the area. Raises HoursError."""
    return None if week.inherit else week.upon(work.settings_for(area.line, at).hours_at(at))


async def serve_by(command: Serve, hours: Hours | None, since: date | None, work: Work) -> Setting:
    """These are its hours from then on. Raises NotYours, NotFound, SettingRefused."""
    area = await work.area(command.area_id)
    await _need(command.by, area, work)
    from_then = beginning_of(since, work) if since is not None and since > _today(command.at, work) else command.at
    value = INHERIT if hours is None else str(hours)
    said = Set(at=command.at, key=HOURS, value=value, area_id=area.id, by=command.by, since=from_then)
    return await set_for_area(said, work)


async def serve_on(command: Serve, dates: Dates, known: Collection[Day], work: Work) -> list[Day]:
    """These days are something else there. The new rows. Raises NotYours, NotFound, HoursError."""
    area = await work.area(command.area_id)
    await _need(command.by, area, work)
    days = [Said(day=one, kind=dates.kind, hours=dates.hours, name=dates.name) for one in dates.days]
    said = SetDays(at=command.at, days=days, source=BY_HAND, area_id=area.id, by=command.by)
    return await set_days(said, known, work)


def concerns(area: Area | None, place: Area | None) -> bool:
    """Whether what is said of a place (None: everywhere) holds in an area, or in a part of it."""
    return area is None or place is None or place.id in area.line or area.id in place.line


async def hours_said(area: Area | None, work: Work) -> list[tuple[Setting, Area | None, str]]:
    """Who said which hours, where; "" for the command line. Of an area: what concerns it."""
    found = []
    for row in await work.known_settings():
        place = await work.area(row.area_id) if row.area_id is not None else None
        if row.key == HOURS and concerns(area, place):
            who = (await work.person(row.person_id)).name if row.person_id is not None else ""
            found.append((row, place, who))
    return found


def holding(rows: Sequence[tuple[Setting, Area | None, str]], at: datetime) -> list[tuple[Setting, Area | None, str]]:
    """Those that hold, and those to come; `rows`: oldest first."""
    newest = {row.area_id: row.id for row, _, _ in rows if row.since <= at}
    return [one for one in rows if one[0].since > at or newest[one[0].area_id] == one[0].id]


async def days_to_come(
    area: Area | None, today: date, known: Sequence[Day], work: Work
) -> list[tuple[Day, Area | None]]:
    """The dates from today on that are something else than their weekday says, of all rows (`known`), oldest first. Of
    an area: what concerns it."""
    newest = {(one.day, one.area_id): one for one in known}
    found = []
    for (day, area_id), one in sorted(newest.items(), key=lambda item: (item[0][0], item[0][1] or 0)):
        place = await work.area(area_id) if area_id is not None else None
        if day >= today and one.kind is not DayKind.ORDINARY and concerns(area, place):
            found.append((one, place))
    return found


def _today(at: datetime, work: Work) -> date:
    return at.astimezone(work.settings.zone).date()
