"""When places are served, and the days that are something else: as lists, and shown back before they count."""

import re
from collections.abc import Sequence
from datetime import date, datetime

from bot.callbacks import encode
from bot.views.common import colon, date_words, day_words, weekday_words
from bot.views.view import Button, View, cut, esc, glue, in_rows, known, put, rows
from casework.hours import ALWAYS, WEEKDAYS, Day, DayKind, Hours, HoursError
from casework.model.places import Area, Setting
from casework.neighbourhood.serving import BY_HAND
from casework.settings import Settings
from casework.words.service_words import Dates
from locales.markup import Html, PublicHtml
from locales.translator import Translator, mark

KINDS: dict[DayKind, str] = {
    DayKind.HOLIDAY: mark("public holiday"),
    DayKind.MAKE_UP: mark("make-up working day"),
    DayKind.OWN: mark("own hours"),
    DayKind.ORDINARY: mark("an ordinary day"),
}
SOURCES: dict[str, str] = {BY_HAND: mark("by hand"), "roster": mark("by file")}
SHOWN_DAYS = 10
"""Of days that are shown back."""
LINES_AT_MOST = 3000
"""UTF-16 units of what stands there already."""


def hours_text(text: str, tr: Translator) -> str:
    """Hours as they are written in a configuration, for people: "周一-周六 08:00-20:00"."""
    if text == ALWAYS:
        return str(tr.t("around the clock"))
    if tr.language.startswith("en"):
        return text
    return re.sub("|".join(WEEKDAYS), lambda found: str(weekday_words(WEEKDAYS.index(found[0]), tr)), text)


def hours_lines(
    settings: Settings, said: Sequence[tuple[Setting, Area | None, str]], now: datetime, tr: Translator
) -> list[str]:
    """A line for the configuration, and for each row."""
    lines = [str(tr.t("Everywhere: {hours} (configuration)", hours=known(hours_text(str(settings.hours), tr))))]
    for row, place, by in said:
        where = known(place.name) if place is not None else tr.t("Everywhere")
        who = known(by) if by else tr.t("command line")
        since = date_words(row.since.astimezone(settings.zone).date(), tr, near=now.date())
        hours = known(hours_text(row.value, tr)) or tr.t("as above it")
        lines.append(str(tr.t("{place}: {hours}, from {day} on ({who})", place=where, hours=hours, day=since, who=who)))
    return lines


def days_lines(said: Sequence[tuple[Day, Area | None]], tr: Translator) -> list[str]:
    """A line for each date."""
    lines = []
    for one, place in said:
        facts = [
            one.day.isoformat(),
            place.name if place is not None else "",
            tr.t(KINDS[one.kind]),
            one.hours,
            one.name,
        ]
        if one.provisional:
            facts.append(tr.t("not announced yet"))
        line = glue("  ", [known(str(fact)) for fact in facts if fact])
        source = tr.t(SOURCES[one.source]) if one.source in SOURCES else known(one.source)
        lines.append(str(put("{} ({})", line, source)))
    return lines


# --- in chat


def where(areas: Sequence[Area], tr: Translator) -> View:
    """Of several areas: which?"""
    buttons = [Button(one.name, encode("h_at", one.id)) for one in areas]
    return View(tr.t("Hours and days: where?"), rows(*in_rows(buttons)))


def standing(area: Area, lines: Sequence[str], tr: Translator) -> View:
    """What holds there, and how it is changed."""
    how = tr.t(
        "To change it, write to me: “Mon-Fri 8:00-17:00, weekends closed”, or a day: “12-25 9:00-12:00 moving”, "
        "“1-1 to 1-3 holiday”. I show it back before it counts."
    )
    stop = Button(tr.t("Never mind"), encode("h_no"), says="no")
    head = tr.t("<b>{place}: hours and days</b>", place=known(area.name))
    return View(glue("\n", [head, esc(cut("\n".join(lines), LINES_AT_MOST)), how]), rows(stop))


def not_read(error: HoursError, tr: Translator) -> View:
    """Why not, and how it is written."""
    why = tr.t(error.why, **{name: esc(str(fact)) for name, fact in error.facts.items()})
    how = tr.t("For example: “Mon-Fri 8:00-17:00, weekends closed”, “12-25 9:00-12:00”, “1-1 to 1-3 holiday”.")
    return View(glue("\n", [why, how]))


def sure_hours(area: Area, hours: Hours | None, since: date | None, now: date, tr: Translator) -> View:
    """The whole week, before it counts."""
    week = _week(hours, tr) if hours is not None else [tr.t("as above it")]
    head = (
        tr.t("{place}, from {day} on:", place=known(area.name), day=day_words(since, tr, near=now))
        if since is not None
        else tr.t("{place}, from now on:", place=known(area.name))
    )
    return _sure([head, *week], tr)


def _week(hours: Hours, tr: Translator) -> list[PublicHtml]:
    lines = str(hours).split("; ")
    closed = [day for day, windows in zip(WEEKDAYS, hours.week, strict=True) if not windows]
    said = [known(hours_text(one, tr)) for one in lines]
    if closed:
        days = known(hours_text(" ".join(closed), tr).replace(" ", "、"))
        said.append(tr.t("{days}: closed", days=days))
    return said


def sure_days(area: Area, dates: Dates, now: date, tr: Translator) -> View:
    """Each of them, before it counts."""
    what = known(dates.hours) if dates.kind is DayKind.OWN and dates.hours else tr.t(KINDS[dates.kind])
    days: list[Html] = [
        put("{} {} {}", day_words(one, tr, near=now), what, esc(dates.name)) for one in dates.days[:SHOWN_DAYS]
    ]
    if (more := len(dates.days) - SHOWN_DAYS) > 0:
        days.append(tr.n("… and {n} day more", "… and {n} days more", more))
    return _sure([put("{}{}", known(area.name), colon(tr)), *days], tr)


def _sure(lines: Sequence[Html], tr: Translator) -> View:
    lines = [*lines, tr.t("What is open there is due anew; whoever was given a time that moves is told.")]
    go = Button(tr.t("Yes, so it is"), encode("h_yes"), says="yes")
    stop = Button(tr.t("Never mind"), encode("h_no"), says="no")
    return View(glue("\n", lines), rows((go, stop)))


def is_set(tr: Translator) -> View:
    """It counts."""
    return View(tr.t("✓ Noted, it counts."))


def not_set(tr: Translator) -> View:
    """Never mind."""
    return View(tr.t("All right, nothing is changed."))
