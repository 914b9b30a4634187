"""The sheet "days" 日子: dates that are something else than their weekday says, everywhere or in one area."""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from casework.hours import Day, DayKind, HoursError, parse_windows
from casework.words.service_words import DAY_KINDS
from locales.translator import Translator
from roster.duty import DATE
from roster.sheets import SHOWN, Field, Sheet, SheetRow
from roster.words import Kind, meaning, say
from storage.days import DayEntry, put_days, stored_days

AREAS = tuple(one for one in Kind if one not in (Kind.ESTATE, Kind.POST, Kind.UTILITY))


def _read(row: SheetRow) -> DayEntry | None:
    day, kind = _date(row), meaning(DAY_KINDS, row.get("kind"))
    hours = unicodedata.normalize("NFKC", row.get("hours")).strip()
    area = row.place("area", AREAS) if row.get("area") else ""
    if kind is None:
        row.fault(
            row.tr.t(
                '"{value}" is no kind of day: holiday, make-up, own, ordinary.',
                value=row.get("kind")[:SHOWN],
            )
        )
    elif bool(hours) is not (kind is DayKind.OWN):
        row.fault(row.tr.t("Hours are for a day of the kind own, and such a day needs them: 09:00-12:00."))
    elif hours:
        try:
            parse_windows(hours)
        except HoursError:
            row.fault(row.tr.t('"{value}" are no hours: 09:00-12:00, 14:00-17:00.', value=hours[:SHOWN]))
    if day is None or kind is None:
        return None
    return DayEntry(day=day, kind=kind, hours=hours, name=row.get("name"), area=area)


def _date(row: SheetRow) -> date | None:
    text = unicodedata.normalize("NFKC", row.get("day")).strip()
    if found := DATE.fullmatch(text):
        try:
            return date(*(int(part) for part in found.groups()))
        except ValueError:
            pass
    row.fault(row.tr.t('"{value}" is no date: 2026-11-30.', value=text[:SHOWN]))
    return None


def _check(rows: Sequence[tuple[SheetRow, Any]]) -> None:
    """The same date of the same place twice."""
    seen: dict[tuple[date, str], int] = {}
    for row, entry in rows:
        if (before := seen.setdefault((entry.day, entry.area), row.row)) != row.row:
            row.fault(row.tr.t("This stands in row {row} already.", row=before))


def _cells(one: Day, codes: Mapping[int, str], tr: Translator) -> Mapping[str, str]:
    return {
        "day": one.day.isoformat(),
        "kind": say(DAY_KINDS, one.kind, tr),
        "hours": one.hours,
        "area": codes[one.area_id] if one.area_id is not None else "",
        "name": one.name,
    }


SHEET = Sheet(
    key="days",
    words=("日子", "节假日", "放假调休"),
    fields=(
        Field("day", ("日期", "哪天"), needed=True),
        Field("kind", ("怎么过", "类型"), needed=True),
        Field("hours", ("时间",)),
        Field("area", ("地方", "所属")),
        Field("name", ("名称", "说明")),
    ),
    read=_read,
    check=_check,
    write=put_days,
    stored=stored_days,
    cells=_cells,
)
