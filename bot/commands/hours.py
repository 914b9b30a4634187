"""`weilinli hours` and `weilinli days`: when the neighbourhood is served, and the days that are something else."""

import asyncio
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from bot.views import hours as views
from bot.views.home import served
from casework.area_settings import HOURS, INHERIT
from casework.clock.retiming import Said, Set, SetDays, beginning_of, set_days, set_for_area
from casework.frozen import frozen
from casework.hours import Day, DayKind
from casework.model.places import Area, Setting
from casework.neighbourhood.serving import BY_HAND, days_to_come, hours_said
from locales.translator import Translator
from storage.days import LIBRARY
from storage.work import SqlWork

LIBRARY_SECONDS = 30.0


class NoSuchArea(Exception):
    """There is no area of that code."""


class NoCalendar(Exception):
    """The library holidays is not there, or does not know that country."""


async def area_of(code: str, work: SqlWork) -> Area:
    """The area of that code. Raises NoSuchArea."""
    area = await work.area_by_code(code)
    if area is None:
        raise NoSuchArea(code)
    return area


async def _area_id(code: str | None, work: SqlWork) -> int | None:
    return (await area_of(code, work)).id if code is not None else None


@frozen(kw_only=True)
class HoursOf:
    """What the command line says. `hours`: "inherit" takes back what the area said."""

    hours: str
    area: str | None = None
    since: date | None = None


async def set_hours(given: HoursOf, now: datetime, work: SqlWork) -> Setting:
    """A row more. Raises NoSuchArea, SettingRefused."""
    value = INHERIT if given.hours == "inherit" else given.hours
    since = beginning_of(given.since, work) if given.since is not None else now
    area_id = await _area_id(given.area, work)
    return await set_for_area(Set(at=now, key=HOURS, value=value, area_id=area_id, since=since), work)


async def hours_lines(now: datetime, work: SqlWork, tr: Translator) -> list[str]:
    """What holds, and who said so: a line for the configuration and for each row."""
    return views.hours_lines(work.settings, await hours_said(None, work), now, tr)


def served_at(now: datetime, work: SqlWork, tr: Translator) -> Callable[[Area], str]:
    """When an area is served, in words, for its contact card."""
    return lambda area: str(served(work.settings_for(area.line, now).hours_at(now), tr))


async def days_lines(now: datetime, work: SqlWork, tr: Translator) -> list[str]:
    """The dates from today on that are something else than their weekday says."""
    today = now.astimezone(work.settings.zone).date()
    return views.days_lines(await days_to_come(None, today, await work.known_days(), work), tr)


@frozen(kw_only=True)
class DayOf:
    """What the command line says of one date."""

    day: date
    kind: DayKind
    hours: str = ""
    name: str = ""
    area: str | None = None


async def set_day(given: DayOf, now: datetime, work: SqlWork) -> list[Day]:
    """A row more, by hand. Raises NoSuchArea, HoursError."""
    said = Said(day=given.day, kind=given.kind, hours=given.hours, name=given.name)
    area_id = await _area_id(given.area, work)
    return await set_days(SetDays(at=now, days=[said], source=BY_HAND, area_id=area_id), await work.known_days(), work)


async def fetch_days(country: str, years: Sequence[int], now: datetime, work: SqlWork) -> list[Day]:
    """What the library knows of these years; what it said before and says no more is an ordinary day. What somebody
    entered by hand stays. Raises NoCalendar."""
    found = await from_library(country, years)
    known_days = await work.known_days()
    newest = {one.day: one for one in known_days if one.area_id is None}
    by_hand = {day for day, one in newest.items() if not one.source.startswith(LIBRARY)}
    said = [
        Said(day=day, kind=DayKind(one["kind"]), name=one["name"], provisional=one["provisional"])
        for one in found["days"]
        if (day := date.fromisoformat(one["day"])) not in by_hand
    ]
    named = {one.day for one in said} | by_hand
    gone = [
        Said(day=day, kind=DayKind.ORDINARY)
        for day, one in newest.items()
        if day.year in years and day not in named and one.kind is not DayKind.ORDINARY
    ]
    source = f"{LIBRARY} {found['version']} {country}"
    return await set_days(SetDays(at=now, days=[*said, *gone], source=source), known_days, work)


async def from_library(country: str, years: Sequence[int]) -> dict[str, Any]:
    """Asked in a process of its own: the library takes 0.2 s and 11 MB, and the bot needs neither.

    Raises NoCalendar.
    """
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.commands.library_days", country, *map(str, years)),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env=environment,
    )
    try:
        async with asyncio.timeout(LIBRARY_SECONDS):
            out, wrong = await child.communicate()
    except TimeoutError:
        child.kill()
        raise NoCalendar("it does not answer") from None
    if child.returncode:
        raise NoCalendar(wrong.decode(errors="replace").strip().rpartition("\n")[2])
    found: dict[str, Any] = json.loads(out)
    return found
