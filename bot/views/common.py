"""Words that many views share: moments, days, spans, numbers, roles, people, categories, what was sent along.

All pure. What people wrote is not escaped here; names from the roster are (they go into HTML as they come back).
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.views.view import esc
from casework.categories import Category, category
from casework.model import Attachment, Issue, Post, Role
from locales.translator import Translator, mark

ROLES: dict[Role, str] = {
    Role.RESIDENT: mark("Resident"),
    Role.BUILDING_HEAD: mark("Building head"),
    Role.UNIT_HEAD: mark("Unit head"),
    Role.GRID_HEAD: mark("Grid head"),
    Role.GRID_WORKER: mark("Grid worker"),
    Role.PROPERTY_STEWARD: mark("Property"),
    Role.STEWARD: mark("Steward"),
    Role.COMMUNITY_MANAGER: mark("Community"),
    Role.SUBDISTRICT_MANAGER: mark("Subdistrict"),
    Role.DEPARTMENT_OFFICER: mark("Department"),
    Role.VOLUNTEER: mark("Volunteer"),
    Role.SUPERVISOR: mark("Supervisor"),
    Role.ADMIN: mark("Administrator"),
}

_WEEKDAYS = (
    mark("Monday"),
    mark("Tuesday"),
    mark("Wednesday"),
    mark("Thursday"),
    mark("Friday"),
    mark("Saturday"),
    mark("Sunday"),
)

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


def clock_time(at: datetime, now: datetime, zone: ZoneInfo, tr: Translator) -> str:
    """ "10:15" today, "明天 8:00", "昨天 8:00", else with the date: "11月25日 10:15"; in the neighbourhood's zone."""
    local, today = at.astimezone(zone), now.astimezone(zone).date()
    time = f"{local.hour}:{local.minute:02}"
    days = (local.date() - today).days
    if days == 0:
        return time
    if days == 1:
        return tr.t("tomorrow {time}", time=time)
    if days == -1:
        return tr.t("yesterday {time}", time=time)
    return tr.t("{date}, {time}", date=date_words(local.date(), tr, near=today), time=time)


def date_words(day: date, tr: Translator, *, near: date | None = None) -> str:
    """ "11月25日"; with the year when `near` is of another year."""
    facts = {"day": day.day, "month": day.month, "month_name": _MONTHS[day.month - 1], "year": day.year}
    if tr.language.startswith("zh"):
        words = "{month}月{day}日" if near is None or near.year == day.year else "{year}年{month}月{day}日"
    else:
        words = "{day} {month_name}" if near is None or near.year == day.year else "{day} {month_name} {year}"
    return words.format_map(facts)


def day_words(day: date, tr: Translator, *, near: date | None = None) -> str:
    """A promised day: "11月25日（周二）"; with the year when `near` is of another year."""
    return tr.t("{weekday}, {date}", weekday=tr.t(_WEEKDAYS[day.weekday()]), date=date_words(day, tr, near=near))


def day_button(day: date, tr: Translator) -> str:
    """The same on a button of a calendar: "11月25日 周二"."""
    weekday, words = tr.t(_WEEKDAYS[day.weekday()]), date_words(day, tr)
    return f"{words} {weekday}" if tr.language.startswith("zh") else f"{weekday[:3]} {words}"


def means_the_day(at: datetime, zone: ZoneInfo) -> bool:
    """Whether a moment is the last minute of its day: then the day is meant, and not the minute."""
    return at.astimezone(zone).time() == time(23, 59)


def span(length: timedelta, tr: Translator) -> str:
    """How long it took: "1小时52分", "12分钟", "2天3小时"; under a minute counts as one."""
    minutes = max(1, round(length.total_seconds() / 60))
    days, minutes_left = divmod(minutes, 24 * 60)
    hours, rest = divmod(minutes_left, 60)
    if days:
        return tr.t("{days} d {hours} h", days=days, hours=hours) if hours else tr.t("{days} d", days=days)
    if hours:
        return tr.t("{hours} h {minutes} min", hours=hours, minutes=rest) if rest else tr.t("{hours} h", hours=hours)
    return tr.t("{minutes} min", minutes=minutes)


def number_words(issue: Issue, tr: Translator) -> str:
    """The speakable number: "412号"."""
    return tr.t("No. {number}", number=issue.number)


def category_name(kind: Category | str, tr: Translator) -> str:
    """The category in the reader's language; at most seven Chinese characters."""
    found = category(kind) if isinstance(kind, str) else kind
    return found.zh if tr.language.startswith("zh") else found.en


def role_name(role: Role, tr: Translator) -> str:
    """ "物业", "网格长"."""
    return tr.t(ROLES[role])


def post_name(post: Post | None, tr: Translator) -> str:
    """A person in a post: "物业 王师傅"; nobody is "值班的人". Ready for HTML."""
    if post is None:
        return tr.t("the person on duty")
    return f"{role_name(post.role, tr)} {esc(post.name)}".strip()


def short_name(post: Post | None, tr: Translator) -> str:
    """The person alone: "王师傅"; without a name the role. Ready for HTML."""
    return tr.t("the person on duty") if post is None else esc(post.name) or role_name(post.role, tr)


def names(words: Iterable[str], tr: Translator) -> str:
    """One after the other: "物业值班、网格长李姐"."""
    return ("、" if tr.language.startswith("zh") else ", ").join(words)


def colon(tr: Translator) -> str:
    """Between a name and what follows."""
    return "：" if tr.language.startswith("zh") else ": "


def counts(photos: int, voice_seconds: int) -> str:
    """What was sent along: "📷1 🎤0:12"; nothing is an empty string."""
    said = [f"📷{photos}"] if photos else []
    if voice_seconds:
        said.append(f"🎤{voice_seconds // 60}:{voice_seconds % 60:02}")
    return " ".join(said)


def attachment_counts(attachments: Iterable[Attachment]) -> str:
    """The same for a list of attachments."""
    kept = list(attachments)
    photos = sum(one.kind in ("photo", "video", "document") for one in kept)
    return counts(photos, sum(one.seconds for one in kept if one.kind == "voice"))


def quoted(text: str, tr: Translator) -> str:
    """People's words in quotation marks, as text. Ready for HTML; cut before."""
    return f"“{esc(text)}”"
