"""The sheets "departments" 部门 and "menu" 吹哨清单: whom a whistle may call, for what, and how long they have."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from casework.categories import CATEGORIES
from casework.model.people import Role
from casework.model.places import MenuItem
from locales.translator import Translator
from roster.sheets import SHOWN, Field, Sheet, SheetRow
from roster.words import Kind, plain
from storage.departments import (
    DepartmentEntry,
    MenuEntry,
    StoredDepartment,
    put_departments,
    put_menu,
    stored_departments,
    stored_menu,
)

PLACES = (Kind.SUBDISTRICT, Kind.COMMUNITY)
BETWEEN = re.compile(r"[、,，;；/\n]")
LENGTH = re.compile(r"(\d{1,4})(?:个)?(分钟|分|小时|工作时|工作日|天|min|minutes|h|hours|workingdays|days)")
PLANNED = frozenset({"计划", "约定", "定日子", "planned"})
LONGEST = timedelta(days=60)


def _list(row: SheetRow, key: str) -> list[str]:
    said = BETWEEN.split(unicodedata.normalize("NFKC", row.get(key)))
    return [one.strip() for one in said if one.strip()]


def _department(row: SheetRow) -> DepartmentEntry | None:
    return DepartmentEntry(
        code=row.code("code"),
        name=row.get("name"),
        area=row.place("area", PLACES),
        officers=tuple(one for text in _list(row, "officers") if (one := _officer(row, text))),
        categories=tuple(one for text in _list(row, "categories") if (one := _category(row, text))),
        group=row.get("group"),
    )


def _officer(row: SheetRow, text: str) -> str:
    """The code of a department officer's post, by its code or name."""
    posts = [one for one in row.known.posts if one.role is Role.DEPARTMENT_OFFICER]
    found = [one for one in posts if one.code == text] or [one for one in posts if one.name == text]
    if len(found) == 1:
        return found[0].code
    row.fault(row.tr.t('No post of a department officer is called "{value}", or several are.', value=text[:SHOWN]))
    return ""


def _category(row: SheetRow, text: str) -> str:
    wanted = plain(text)
    for one in CATEGORIES.values():
        if wanted in {plain(one.key), plain(one.zh), plain(one.en)}:
            return one.key
    row.fault(row.tr.t('There is no category "{value}".', value=text[:SHOWN]))
    return ""


def _check_codes(rows: Any) -> None:
    seen: dict[str, int] = {}
    for row, entry in rows:
        if (before := seen.setdefault(entry.code, row.row)) != row.row:
            row.fault(row.tr.t("This stands in row {row} already.", row=before))


def _department_cells(row: StoredDepartment, codes: Mapping[int, str], tr: Translator) -> Mapping[str, str]:
    one = row.department
    words = [CATEGORIES[key].en if tr.language == "en" else CATEGORIES[key].zh for key in one.categories]
    return {
        "code": one.code,
        "name": one.name,
        "area": codes[one.area_id],
        "group": one.group_title or "",
        "officers": "、".join(post.code for post in row.officers),
        "categories": "、".join(words),
    }


DEPARTMENTS = Sheet(
    key="departments",
    words=("部门", "职能部门"),
    fields=(
        Field("code", ("部门编码",), needed=True),
        Field("name", ("部门名称", "部门"), needed=True),
        Field("area", ("管哪儿", "所属"), needed=True),
        Field("group", ("部门群", "群名")),
        Field("officers", ("人员", "谁"), needed=True),
        Field("categories", ("管哪些类", "类别")),
    ),
    read=_department,
    check=_check_codes,
    write=put_departments,
    stored=stored_departments,
    cells=_department_cells,
    names=lambda entry: {entry.code: entry.code, entry.name: entry.code},
)


def _item(row: SheetRow) -> MenuEntry | None:
    departments = [row.known.departments.get(text, "") for text in _list(row, "departments")]
    for text, code in zip(_list(row, "departments"), departments, strict=True):
        if not code:
            row.fault(row.tr.t('There is no department "{value}".', value=text[:SHOWN]))
    report_in = None if plain(row.get("report_in")) in PLANNED else _length(row, "report_in")
    feedback = _length(row, "feedback") if row.get("feedback") else (timedelta(), 0)
    return MenuEntry(
        code=row.code("code"),
        matter=row.get("matter"),
        area=row.place("area", PLACES),
        departments=tuple(departments),
        report_in=report_in[0] if report_in else None,
        feedback=feedback[0],
        feedback_days=feedback[1],
    )


def _length(row: SheetRow, key: str) -> tuple[timedelta, int]:
    """A length, or so many working days."""
    found = LENGTH.fullmatch(plain(row.get(key)))
    number = int(found.group(1)) if found else 0
    unit = found.group(2) if found else ""
    length = {
        "分钟": timedelta(minutes=number),
        "分": timedelta(minutes=number),
        "min": timedelta(minutes=number),
        "minutes": timedelta(minutes=number),
        "小时": timedelta(hours=number),
        "工作时": timedelta(hours=number),
        "h": timedelta(hours=number),
        "hours": timedelta(hours=number),
    }.get(unit, timedelta())
    days = number if unit in ("工作日", "天", "workingdays", "days") else 0
    if not (length or days) or length > LONGEST or days > LONGEST.days or (days and key == "report_in"):
        value = row.get(key)[:SHOWN]
        row.fault(row.tr.t('"{value}" is no limit: write 30分钟, 4小时, 3工作日; to report in also 计划.', value=value))
    return length, days


def _item_cells(row: tuple[MenuItem, list[str]], codes: Mapping[int, str], tr: Translator) -> Mapping[str, str]:
    one, departments = row
    return {
        "code": one.code,
        "matter": one.matter,
        "area": codes[one.area_id],
        "departments": "、".join(departments),
        "report_in": _said(one.report_in) if one.report_in is not None else "计划",
        "feedback": f"{one.feedback_days}工作日" if one.feedback_days else _said(one.feedback) if one.feedback else "",
    }


def _said(length: timedelta) -> str:
    minutes = int(length.total_seconds() // 60)
    return f"{minutes // 60}小时" if minutes % 60 == 0 else f"{minutes}分钟"


MENU = Sheet(
    key="menu",
    words=("吹哨清单", "清单"),
    fields=(
        Field("code", ("清单编码", "编码"), needed=True),
        Field("matter", ("事项", "什么事"), needed=True),
        Field("area", ("管哪儿", "所属"), needed=True),
        Field("departments", ("叫谁", "部门"), needed=True),
        Field("report_in", ("报到时限", "报到"), needed=True),
        Field("feedback", ("反馈时限", "反馈")),
    ),
    read=_item,
    check=_check_codes,
    write=put_menu,
    stored=stored_menu,
    cells=_item_cells,
)
