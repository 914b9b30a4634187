"""Words that many views share: moments, days, spans, numbers, roles, people, categories, what was sent along.

All pure. Names from the roster are escaped here, and anybody may read them.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from babel.dates import format_date

from bot.views.reasons import DANGERS
from bot.views.view import H, esc, glue, known, put
from casework.categories import Category, Quick, category
from casework.clock.standing import Standing
from casework.figures import Share
from casework.lines import in_meeting
from casework.model.issues import Issue, Promise
from casework.model.people import Post, Role
from casework.model.timeline import Attachment, Entry
from casework.words.guess import DANGER_CATEGORY
from locales.markup import Html, PublicHtml
from locales.translator import Translator, mark

ROLES: dict[Role, str] = {
    Role.RESIDENT: mark("Resident"),
    Role.BUILDING_HEAD: mark("Building head"),
    Role.UNIT_HEAD: mark("Unit head"),
    Role.GRID_HEAD: mark("Grid head"),
    Role.GRID_WORKER: mark("Grid worker"),
    Role.STREET_HEAD: mark("Street head"),
    Role.PROPERTY_STEWARD: mark("Property"),
    Role.STEWARD: mark("Steward"),
    Role.COMMUNITY_MANAGER: mark("Community"),
    Role.SECRETARY: mark("Community secretary"),
    Role.BRANCH_SECRETARY: mark("Branch secretary"),
    Role.OWNERS_COMMITTEE: mark("Owners' committee"),
    Role.COMMITTEE_MEMBER: mark("Residents' committee"),
    Role.COMMUNITY_POLICE: mark("Community police"),
    Role.MEDIATOR: mark("Mediator"),
    Role.SUBDISTRICT_MANAGER: mark("Subdistrict"),
    Role.DISTRICT_MANAGER: mark("District"),
    Role.CITY_MANAGER: mark("City"),
    Role.DEPARTMENT_OFFICER: mark("Department"),
    Role.VOLUNTEER: mark("Volunteer"),
    Role.SUPERVISOR: mark("Supervisor"),
    Role.ADMIN: mark("Administrator"),
}


def clock_time(at: datetime, now: datetime, zone: ZoneInfo, tr: Translator) -> PublicHtml:
    """ "10:15" today, "明天 8:00", "昨天 8:00", else with the date: "11月25日 10:15"; in the neighbourhood's zone."""
    local = at.astimezone(zone)
    days = (local.date() - now.astimezone(zone).date()).days
    if days == 1:
        return tr.t("tomorrow {time}", time=hour(local))
    if days == -1:
        return tr.t("yesterday {time}", time=hour(local))
    return stamp(at, now, zone, tr)


def stamp(at: datetime, now: datetime, zone: ZoneInfo, tr: Translator) -> PublicHtml:
    """The same where it stays for days and is drawn anew only when something happens: a day that is not today's is
    written as its date, since "yesterday" would become untrue by itself."""
    local, today = at.astimezone(zone), now.astimezone(zone).date()
    if local.date() == today:
        return hour(local)
    return tr.t("{date}, {time}", date=date_words(local.date(), tr, near=today), time=hour(local))


def hour(local: datetime) -> PublicHtml:
    """ "10:15"."""
    return known(f"{local.hour}:{local.minute:02}")


def date_words(day: date, tr: Translator, *, near: date | None = None) -> PublicHtml:
    """ "11月25日"; with the year when `near` is of another year."""
    if near is None or near.year == day.year:
        return _written(day, tr, zh="M月d日", en="d MMM", ko="M월 d일")
    return _written(day, tr, zh="y年M月d日", en="d MMM y", ko="y년 M월 d일")


def day_words(day: date, tr: Translator, *, near: date | None = None) -> PublicHtml:
    """A promised day: "11月25日（周二）"; with the year when `near` is of another year."""
    weekday = _written(day, tr, zh="EEE", en="EEEE", ko="(EEE)")
    return tr.t("{weekday}, {date}", weekday=weekday, date=date_words(day, tr, near=near))


def weekday_words(weekday: int, tr: Translator) -> PublicHtml:
    """ "周二"; Monday is 0."""
    return _written(date(2024, 1, 1 + weekday), tr, zh="EEE", en="EEE", ko="EEE")


def promised_words(
    on: date, by: time | None, tr: Translator, *, near: date | None = None, today: date | None = None
) -> PublicHtml:
    """A promised day, or hour: "11月25日（周二）", "11月25日（周二）14:00"; `today`: in what is read at once."""
    if by is None:
        return day_words(on, tr, near=near or today)
    time_of_day = hour(datetime.combine(on, by))
    ahead = (on - today).days if today is not None else None
    if ahead in (0, 1):
        return tr.t("{time} today", time=time_of_day) if ahead == 0 else tr.t("{time} tomorrow", time=time_of_day)
    return tr.t("{time} on {day}", time=time_of_day, day=day_words(on, tr, near=near or today))


def made_words(made: Promise, tr: Translator, *, near: date | None = None, today: date | None = None) -> PublicHtml:
    """The same of a promise."""
    return promised_words(made.on_day, made.hour, tr, near=near, today=today)


def by_the_hour(issue: Issue) -> bool:
    """Whether what is promised has an hour."""
    return issue.promise is not None and issue.promise.hour is not None


def day_button(day: date, tr: Translator) -> PublicHtml:
    """The same on a button of a calendar: "11月25日 周二"."""
    return _written(day, tr, zh="M月d日 EEE", en="EEE d MMM", ko="M월 d일 EEE")


def _written(day: date, tr: Translator, *, zh: str, en: str, ko: str) -> PublicHtml:
    """A day by the pattern (CLDR) of its reader's language."""
    return _formatted(day, {"zh_CN": zh, "ko": ko}.get(tr.language, en), tr.language)


@lru_cache(maxsize=1024)  # Babel takes 0.1 ms, and the same few days are written again and again
def _formatted(day: date, pattern: str, language: str) -> PublicHtml:
    return known(format_date(day, pattern, locale=language))


def means_the_day(at: datetime, zone: ZoneInfo) -> bool:
    """Whether a moment is the last minute of its day: then the day is meant, and not the minute."""
    return at.astimezone(zone).time() == time(23, 59)


def span(length: timedelta, tr: Translator) -> PublicHtml:
    """How long it took: "1小时52分", "12分钟", "2天3小时"; under a minute counts as one."""
    minutes = max(1, round(length.total_seconds() / 60))
    days, minutes_left = divmod(minutes, 24 * 60)
    hours, rest = divmod(minutes_left, 60)
    if days:
        return tr.t("{days} d {hours} h", days=days, hours=hours) if hours else tr.t("{days} d", days=days)
    if hours:
        return tr.t("{hours} h {minutes} min", hours=hours, minutes=rest) if rest else tr.t("{hours} h", hours=hours)
    return tr.t("{minutes} min", minutes=minutes)


def number_words(issue: Issue, tr: Translator) -> PublicHtml:
    """The speakable number: "412号"."""
    return tr.t("No. {number}", number=issue.number)


def category_name(kind: Category | str, tr: Translator) -> PublicHtml:
    """The category in the reader's language; at most seven Chinese characters."""
    found = category(kind) if isinstance(kind, str) else kind
    return known(in_language(found, tr))


OF_SOMEBODY = frozenset({"hurt", "ill", "missing", "drowning", "trapped", "suicide"})
"""Dangers that say how somebody is: for those who were called, and for no group of neighbours."""
NOT_HURT = OF_SOMEBODY - {"hurt", "suicide"} | {"height"}
"""Dangers whose kind is "someone hurt", which nobody said."""


def matter_name(of: Issue | Standing, tr: Translator) -> PublicHtml:
    """Its category, or where that would say that somebody is hurt, the danger. For no group of neighbours."""
    return kind_name(of.category, of.danger, tr)


def kind_name(kind: str, danger: str | None, tr: Translator) -> PublicHtml:
    """The same of a category, and of a danger that may be over."""
    if danger in NOT_HURT and kind == DANGER_CATEGORY["hurt"]:
        return tr.t(DANGERS[danger])
    return category_name(kind, tr)


def in_language(label: Category | Quick, tr: Translator) -> str:
    """The name of a row of the table of categories."""
    return {"zh_CN": label.zh, "ko": label.ko}.get(tr.language, label.en)


def role_name(role: Role, tr: Translator) -> PublicHtml:
    """ "物业", "网格长"."""
    return tr.t(ROLES[role])


def post_name(post: Post | None, tr: Translator) -> PublicHtml:
    """A person in a post: "物业 王师傅"; nobody is "值班的人". Ready for HTML."""
    if post is None:
        return tr.t("the person on duty")
    return put("{} {}", role_name(post.role, tr), known(post.name)) if post.name else role_name(post.role, tr)


def post_label(post: Post, tr: Translator) -> str:
    """The same on a button."""
    return f"{role_name(post.role, tr)} {post.name}".strip()


def decider(entry: Entry, post: Post | None, tr: Translator) -> PublicHtml:
    """Who decided, for whoever reads it from outside: the joint meeting only where one sat, else "社区", "街道"."""
    if in_meeting(entry):
        return tr.t("the joint meeting")
    return role_name(post.role, tr) if post is not None else tr.t("the community")


def short_name(post: Post | None, tr: Translator) -> PublicHtml:
    """The person alone: "王师傅"; without a name the role. Ready for HTML."""
    return tr.t("the person on duty") if post is None else known(post.name) or role_name(post.role, tr)


def names(words: Iterable[H], tr: Translator) -> H:
    """One after the other: "物业值班、网格长李姐"."""
    return glue("、" if tr.language.startswith("zh") else ", ", words)


def colon(tr: Translator) -> PublicHtml:
    """Between a name and what follows."""
    return known("：" if tr.language.startswith("zh") else ": ")


def counts(photos: int, voice_seconds: int, files: int = 0) -> PublicHtml:
    """What was sent along: "📷1 📎1 🎤0:12"; nothing is an empty string."""
    said = [f"{sign}{count}" for sign, count in (("📷", photos), ("📎", files)) if count]
    if voice_seconds:
        said.append(f"🎤{voice_seconds // 60}:{voice_seconds % 60:02}")
    return known(" ".join(said))


def attachment_counts(attachments: Iterable[Attachment]) -> PublicHtml:
    """The same for a list of attachments."""
    kept = list(attachments)
    photos = sum(one.kind in ("photo", "video") for one in kept)
    files = sum(one.kind == "document" for one in kept)
    return counts(photos, sum(one.seconds for one in kept if one.kind == "voice"), files)


def quoted(text: str, tr: Translator) -> Html:
    """People's words in quotation marks, as text. Ready for HTML; cut before."""
    return put("“{}”", esc(text))


NOTHING_TO_SAY = "–"


def share_words(share: Share) -> str:
    """ "83 % (25/30)"; of few only "3/4"."""
    if not share.whole:
        return NOTHING_TO_SAY
    many = f"{share.part}/{share.whole}"
    return f"{round(100 * share.rate)} % ({many})" if share.rate is not None else many
