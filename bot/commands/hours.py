"""`weilinli hours` and `weilinli days`: when the neighbourhood is served, and the days that are something else."""

import asyncio
import json
import os
import re
import sys
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from bot.views.common import date_words, weekday_words
from bot.views.view import glue, known, put
from casework.area_settings import HOURS, INHERIT
from casework.clock.retiming import Said, Set, SetDays, beginning_of, set_days, set_for_area
from casework.frozen import frozen
from casework.hours import ALWAYS, WEEKDAYS, Day, DayKind
from casework.model.places import Area, Setting
from locales.translator import Translator, mark
from storage.days import LIBRARY
from storage.days import SOURCE as FILE
from storage.work import SqlWork

LIBRARY_SECONDS = 30.0
KINDS: dict[DayKind, str] = {
    DayKind.HOLIDAY: mark("public holiday"),
    DayKind.MAKE_UP: mark("make-up working day"),
    DayKind.OWN: mark("own hours"),
    DayKind.ORDINARY: mark("an ordinary day"),
}


SOURCES: dict[str, str] = {"by hand": mark("by hand"), FILE: mark("by file")}


def hours_text(text: str, tr: Translator) -> str:
    """Hours as they are written in a configuration, for people: "周一-周六 08:00-20:00"."""
    if text == ALWAYS:
        return str(tr.t("around the clock"))
    if not tr.language.startswith("zh"):
        return text
    return re.sub("|".join(WEEKDAYS), lambda found: str(weekday_words(WEEKDAYS.index(found[0]), tr)), text)


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
    lines = [str(tr.t("Everywhere: {hours} (configuration)", hours=known(hours_text(str(work.settings.hours), tr))))]
    for row in await work.known_settings():
        if row.key != HOURS:
            continue
        where = (await work.area(row.area_id)).name if row.area_id is not None else tr.t("Everywhere")
        who = (await work.person(row.person_id)).name if row.person_id is not None else tr.t("command line")
        since = date_words(row.since.astimezone(work.settings.zone).date(), tr, near=now.date())
        facts = {"place": known(where), "day": since, "who": known(who)}
        hours = known(hours_text(row.value, tr)) or tr.t("as above it")
        lines.append(str(tr.t("{place}: {hours}, from {day} on ({who})", hours=hours, **facts)))
    return lines


async def days_lines(now: datetime, work: SqlWork, tr: Translator) -> list[str]:
    """The dates from today on that are something else than their weekday says."""
    newest = {(one.day, one.area_id): one for one in await work.known_days()}
    today = now.astimezone(work.settings.zone).date()
    lines = []
    for (day, area_id), one in sorted(newest.items(), key=lambda item: (item[0][0], item[0][1] or 0)):
        if day >= today and one.kind is not DayKind.ORDINARY:
            where = (await work.area(area_id)).name if area_id is not None else ""
            facts = [day.isoformat(), known(where), tr.t(KINDS[one.kind]), known(one.hours), known(one.name)]
            if one.provisional:
                facts.append(tr.t("not announced yet"))
            line = glue("  ", [known(str(fact)) for fact in facts if fact])
            source = tr.t(SOURCES[one.source]) if one.source in SOURCES else known(one.source)
            lines.append(str(put("{} ({})", line, source)))
    return lines


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
    return await set_days(
        SetDays(at=now, days=[said], source="by hand", area_id=area_id), await work.known_days(), work
    )


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
