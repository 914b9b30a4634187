"""The sheet "duty" 值班: who is on duty where, every week or on one day, from when to when."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from casework.model.people import Role, Rota
from casework.rota import MINUTES
from locales.translator import Translator
from roster.sheets import SHOWN, Field, Seat, Sheet, SheetRow
from roster.words import PLACES, ROLES, meaning, plain, say
from storage.duty import RotaEntry, put_rota, stored_rota

WEEKDAYS = ("周一", "周二", "周三", "周四", "周五", "周六", "周日")
WEEKDAYS_EN = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAYS: dict[str, int] = {
    **{name: at for at, name in enumerate(WEEKDAYS)},
    **{name.replace("周", "星期"): at for at, name in enumerate(WEEKDAYS)},
    **{name.removeprefix("周"): at for at, name in enumerate(WEEKDAYS)},
    **{name: at for at, name in enumerate(WEEKDAYS_EN)},
    **{name[:3]: at for at, name in enumerate(WEEKDAYS_EN)},
    "周天": 6,
    "星期天": 6,
}
EVERY_DAY = frozenset({"每天", "天天", "daily", "everyday"})
DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[T ]0{1,2}:00(?::00)?)?")
HOUR = re.compile(r"(\d{1,2})(?:[:点时](\d{1,2})分?(?::00)?)?[点时]?")


def _read(row: SheetRow) -> list[RotaEntry] | None:
    """One entry a day: a row may name several weekdays."""
    tr = row.tr
    role = meaning(ROLES, row.get("role"))
    if role is None:
        row.fault(tr.t('There is no role "{value}".', value=row.get("role")[:SHOWN]))
        return None
    place = row.place("area", PLACES[role])
    days = _days(row)
    starts, ends = _minutes(row, "from"), _minutes(row, "to")
    post = _post(row, role, place)
    if not days or starts is None or ends is None or post is None:
        return None
    if starts in (MINUTES, ends):
        row.fault(tr.t("From and to are the same, or it begins when the day is over."))
        return None
    return [
        RotaEntry(place=place, role=role, post=post.code, starts=starts, ends=ends, weekday=weekday, day=day)
        for weekday, day in days
    ]


def _days(row: SheetRow) -> list[tuple[int | None, date | None]]:
    """Weekdays, or one date; empty with a fault noted."""
    text = unicodedata.normalize("NFKC", row.get("day")).strip()
    if found := DATE.fullmatch(text):
        try:
            return [(None, date(*(int(part) for part in found.groups())))]
        except ValueError:
            pass
    words = plain(text)
    if words in EVERY_DAY:
        return [(one, None) for one in range(7)]
    first, _, last = re.sub("[到至~—–]", "-", text.casefold().replace(" ", "")).partition("-")
    if first in DAYS and (not last or last in DAYS):
        begin, end = DAYS[first], DAYS[last or first]
        return [((begin + n) % 7, None) for n in range((end - begin) % 7 + 1)]
    row.fault(
        row.tr.t('"{value}" is no weekday and no date: monday, monday-friday, daily, 2026-11-30.', value=text[:SHOWN])
    )
    return []


def _minutes(row: SheetRow, key: str) -> int | None:
    """A time of day in minutes; 24:00 is the end of the day."""
    text = unicodedata.normalize("NFKC", row.get(key)).strip()
    found = HOUR.fullmatch(text)
    if found is not None:
        hours, minutes = int(found.group(1)), int(found.group(2) or 0)
        if minutes < 60 and hours * 60 + minutes <= MINUTES:
            return hours * 60 + minutes
    row.fault(row.tr.t('"{value}" is no time of day: write 8:00, and for the end of a day 24:00.', value=text[:SHOWN]))
    return None


def _post(row: SheetRow, role: Role, place: str) -> Seat | None:
    """By its code, or by the name of whoever is in it: one of the place itself before others."""
    text = row.get("person")
    code = unicodedata.normalize("NFKC", text)
    named = row.known.by_name
    found = [one for one in named.get((role, code), ()) if one.code == code]
    found = found or [one for one in named.get((role, text), ()) if one.name == text]
    here = [one for one in found if one.place == place] or found
    if len(here) == 1:
        return here[0]
    if here:
        codes = ", ".join(one.code for one in here[:5])
        row.fault(row.tr.t("Several posts are called {name}: write the code of one: {codes}.", name=text, codes=codes))
    else:
        row.fault(row.tr.t('No post of this role is called "{value}".', value=text[:SHOWN]))
    return None


def _check(rows: Sequence[tuple[SheetRow, Any]]) -> None:
    """The same shift of the same post twice."""
    seen: dict[RotaEntry, int] = {}
    for row, entries in rows:
        for entry in entries:
            if (before := seen.setdefault(entry, row.row)) != row.row:
                row.fault(row.tr.t("This stands in row {row} already.", row=before))
                break


def _write(connection: Any, entries: Sequence[Any], codes: Any, at: Any, whole: bool) -> Any:
    return put_rota(connection, [one for row in entries for one in row], codes, at, whole)


def _cells(row: Rota, codes: Mapping[int, str], tr: Translator) -> Mapping[str, str]:
    names = WEEKDAYS_EN if tr.language == "en" else WEEKDAYS
    return {
        "area": codes[row.area_id or row.estate_id or 0],
        "role": say(ROLES, row.role, tr),
        "day": row.day.isoformat() if row.day is not None else names[row.weekday or 0],
        "from": _clock(row.starts),
        "to": _clock(row.ends),
        "person": codes[row.post_id],
    }


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


SHEET = Sheet(
    key="duty",
    words=("值班", "值班表", "排班"),
    fields=(
        Field("area", ("地方", "所属", "编码"), needed=True),
        Field("role", ("职务",), needed=True),
        Field("day", ("星期或日期", "星期", "日期", "weekday", "date"), needed=True),
        Field("from", ("从", "几点起"), needed=True),
        Field("to", ("到", "几点止"), needed=True),
        Field("person", ("谁", "姓名", "岗位", "post"), needed=True),
    ),
    read=_read,
    check=_check,
    write=_write,
    stored=stored_rota,
    cells=_cells,
)
