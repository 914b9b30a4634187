"""Hours and days as people write them: "周一到周五 8点到17点，周末休息", "12月25日 9:00-12:00 搬家", "1月1日到3日放假".

What is read is shown back before it counts. Weekdays that are not named stay as they are.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from casework.frozen import frozen
from casework.hours import ALL_DAY, MIDNIGHT, WEEKDAYS, DayKind, Hours, HoursError, Windows, parse_windows, windows_text
from casework.words.dates import read_day
from casework.words.later import later
from casework.words.plain import number_of, plain

DAY_KINDS: dict[DayKind, tuple[str, ...]] = {
    DayKind.HOLIDAY: ("放假", "节假日", "休息", "休"),
    DayKind.MAKE_UP: ("上班", "调休上班", "补班", "班"),
    DayKind.OWN: ("另定时间", "自定", "自定时间"),
    DayKind.ORDINARY: ("平常", "照常", "和平常一样"),
}
"""What people call a day that is something else than its weekday says."""
LONGEST_NAME = 40
"""UTF-16 units of what a day is called."""
LONGEST_STRETCH = 60
"""Days from a first to a last one."""


@frozen(kw_only=True)
class Week:
    """Other hours of some weekdays (0: Monday), `since` a day or at once. `always`: around the clock, nothing pauses;
    `inherit`: what the area said is taken back."""

    days: Mapping[int, Windows]
    since: date | None = None
    always: bool = False
    inherit: bool = False

    def upon(self, hours: Hours) -> Hours:
        """The whole week, of what holds so far. Raises HoursError where no service would be left."""
        if self.always:
            return ALL_DAY
        week = tuple(self.days.get(day, windows) for day, windows in enumerate(hours.week))
        if not any(week):
            raise HoursError("there has to be some service in a week: write 08:00-20:00, or always")
        return Hours(week)


@frozen(kw_only=True)
class Dates:
    """Days that are something else; `hours`: of days with their own, "" without service."""

    days: Sequence[date]
    kind: DayKind
    hours: str = ""
    name: str = ""


_SINCE = later(r"^\s*(?:从|自|from\s+)?(?P<day>[^，,;；]{1,14}?)\s*(?:起|开始|onwards?\b|on\b)\s*[，,：:]?\s*")
_N = r"(?:\d{1,2}|[零〇一二两三四五六七八九十]{1,3})"
_PART = "早上|早晨|早|上午|头晌|中午|下午|下晌|晚上|晚|夜里"
_CLOCK = later(
    rf"(?:(?P<part>{_PART})\s*)?(?:(?P<hour>{_N})\s*[点时](?:钟|整)?(?:(?P<half>半)|(?P<quarter>[一三])刻|(?P<minute>\d{{2}})分?)?"
    r"|(?P<h>\d{1,2}):(?P<m>\d\d)|(?P<twelve>\d{1,2})(?::(?P<of>\d\d))?\s*(?P<half_day>[ap]m)\b)"
)
_BARE = later(r"(?<![\d:./月-])(\d{1,2})\s*[-–—~至到]\s*(\d{1,2})(?![\d:点时./月日号-])")
_WINDOW = later(r"(\d{1,2}):(\d\d)\s*[-–—~至到]\s*(\d{1,2}):(\d\d)")
_VAGUE, _LATER = "\u200b", ("下午", "下晌", "晚上", "晚", "夜里")
_SPAN = later(rf"(\d{{1,2}}):(\d\d){_VAGUE}?\s*[-–—~至到]\s*(\d{{1,2}}):(\d\d){_VAGUE}?")
_CLOSED = later(r"不上班|不办公|没人|放假|关门|休息|休|\b(?:closed|off|none|no service)\b")
_ALWAYS = frozenset({"always", "around the clock", "24小时", "全天", "不分时间", "不限时间", "全天都行"})
_INHERIT = frozenset(
    {"inherit", "as above", "平常", "照常", "跟上面一样", "和上面一样", "按街道的", "按上面的", "恢复"}
)

_ONE = r"(?:(?:周|星期|礼拜)\s*[一二三四五六日天]|\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b)"
_NAMED = later(
    rf"(?P<first>{_ONE})(?:\s*(?:[-–—~至到]|to)\s*(?P<last>{_ONE}|[一二三四五六日天](?!点)))?"
    r"|(?P<work>工作日|平日|平时|\bweekdays?\b|\bworking days?\b)|(?P<end>周末|双休日?|\bweekends?\b)"
    r"|(?P<every>每天|天天|每日|\bdaily\b|\bevery ?day\b)"
)
_SHORT = later(r"((?:周|星期|礼拜)[一二三四五六日天])[、和]?([一二三四五六日天])(?![点月日号十])")
_TODAY = r"(?:(?:大?后|今|明|昨|前)[天儿日]|\b(?:today|tomorrow)\b)"
_OF_A_WEEK = r"(?:(?:下下?|这|本)个?(?:周|星期|礼拜)[一二三四五六日天])"
_MONTH = r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DATE = later(
    rf"(?:\d{{4}}\s*[-/.年]\s*)?\d{{1,2}}\s*[-/.月]\s*\d{{1,2}}(?:\s*[日号])?(?!\d|:|点)|(?<!\d)\d{{1,2}}[日号](?![楼栋幢院单门电])|{_TODAY}|{_OF_A_WEEK}"
    rf"|\b(?:{_MONTH})[a-z]*\.? \d{{1,2}}\b|\b\d{{1,2}} (?:{_MONTH})[a-z]*\b"
)
_DAY_ALONE = later(r"\d{1,2}[日号]")
_TO = later(r"^\s*(?:[-–—~至到]|to|until)\s*$")
_EDGE = later(r"^(?:[\s,，;；:：、。.和及的]|and\b)+|(?:[\s,，;；:：、。.和及的]|\band)+$")


def _core(words: str) -> str:
    """The words without what only joins them to others."""
    return _EDGE.sub("", words)


def read_service(text: str, now: datetime, zone: ZoneInfo) -> Week | Dates:
    """What is to change. Raises HoursError, which says why it cannot be read."""
    words = plain(unicodedata.normalize("NFKC", text)).strip()
    since = None
    if (found := _SINCE.match(words)) is not None and (day := read_day(found["day"], now, zone)) is not None:
        since, words = day.sure, words[found.end() :]
        if since is None:
            raise HoursError("{text}: from which day on?", text=found["day"])
    for bare in (words.strip(" 。."), _core(words)):
        if bare in _ALWAYS or bare in _INHERIT:
            return Week(days={}, since=since, always=bare in _ALWAYS, inherit=bare in _INHERIT)
    words = _SHORT.sub(r"\1、周\2", _SHORT.sub(r"\1、周\2", words))
    by_week = _NAMED.search(words) is not None
    words = _clocked(_BARE.sub(lambda one: f"{one[1]}点-{one[2]}点", words) if by_week else words)
    dates = list(_DATE.finditer(_WINDOW.sub(lambda one: " " * len(one[0]), words)))
    if dates and since is None:
        return _dates(words, dates, now, zone)
    return Week(days=_week(words), since=since)


def tells_of_service(text: str, now: datetime, zone: ZoneInfo) -> bool:
    """Whether words are hours or days and nothing else."""
    try:
        read_service(text, now, zone)
    except HoursError:
        return False
    return True


def may_tell_of_service(text: str) -> bool:
    """Whether hours or days are in the words at all."""
    words = plain(unicodedata.normalize("NFKC", text))
    return any(one.search(words) is not None for one in (_CLOCK, _NAMED, _DATE, _CLOSED))


def _clocked(words: str) -> str:
    """Hours as 08:00-17:30, however they were said."""

    def clock(found: re.Match[str]) -> str:
        said, before = found["hour"] or found["h"] or found["twelve"], ""
        hour = number_of(said)
        while found["hour"] and len(said) > 1 and (hour is None or hour > 24):  # "礼拜五八点"
            before, said = before + said[0], said[1:]
            hour = number_of(said)
        if hour is None:
            return found[0]
        minute = int(found["minute"] or found["m"] or found["of"] or 0)
        minute = 30 if found["half"] else {"一": 15, "三": 45}.get(found["quarter"] or "", minute)
        part, half_day = found["part"] or "", found["half_day"] or ""
        vague = _VAGUE if not part and not half_day and len(said) == 1 else ""
        if half_day == "pm" or part in _LATER:
            hour += 12 if hour < 12 else 0
        elif half_day == "am" and hour == 12:
            hour = 0
        return f"{before}{hour:02}:{minute:02}{vague}"

    def by_day(found: re.Match[str]) -> str:
        """ "8点到5点" ends in the afternoon."""
        a, b, c, d = (int(found[part]) for part in (1, 2, 3, 4))
        start, end = a * 60 + b, c * 60 + d
        if end <= start < end + MIDNIGHT // 2 and found[0].endswith(_VAGUE):
            end += MIDNIGHT // 2
        return f"{start // 60:02}:{start % 60:02}-{end // 60:02}:{end % 60:02}"

    return _SPAN.sub(by_day, _CLOCK.sub(clock, words)).replace(_VAGUE, "")


def _windows(words: str) -> Windows:
    said = _CLOSED.sub(" ", words)
    windows = parse_windows(_core(said))
    if not windows and said == words:
        raise HoursError("{text} cannot be read: write 08:00-20:00", text=_core(words)[:LONGEST_NAME] or "?")
    return windows


def _week(words: str) -> dict[int, Windows]:
    named = list(_NAMED.finditer(words))
    if not named:
        return dict.fromkeys(range(7), _windows(words))
    if before := _core(words[: named[0].start()]):
        raise HoursError("{text} cannot be read: write 08:00-20:00", text=before[:LONGEST_NAME])
    week: dict[int, Windows] = {}
    waiting: list[int] = []
    for one, following in zip(named, [*named[1:], None], strict=True):
        waiting += _weekdays(one)
        said = words[one.end() : following.start() if following is not None else len(words)]
        if following is not None and not _core(said):
            continue  # "周一、周三 9:00-12:00"
        windows = _windows(said)
        for day in waiting:
            if week.setdefault(day, windows) != windows:
                raise HoursError("{text}: {day} is named twice", text=words[:LONGEST_NAME], day=WEEKDAYS[day])
        waiting = []
    return week


def _weekdays(named: re.Match[str]) -> list[int]:
    if named["every"]:
        return list(range(7))
    if named["work"]:
        return list(range(5))
    if named["end"]:
        return [5, 6]
    first = _weekday(named["first"])
    last = _weekday(named["last"]) if named["last"] else first
    return [day % 7 for day in range(first, (last if last >= first else last + 7) + 1)]


def _weekday(word: str) -> int:
    return WEEKDAYS.index(word[:3]) if word.isascii() else "一二三四五六日".index(word[-1].replace("天", "日"))


def _dates(words: str, found: Sequence[re.Match[str]], now: datetime, zone: ZoneInfo) -> Dates:
    days: list[date] = []
    for at, one in enumerate(found):
        runs_on = at > 0 and _TO.match(words[found[at - 1].end() : one.start()]) is not None
        goes_on = runs_on or (at > 0 and _DAY_ALONE.fullmatch(one[0].strip()) is not None)  # "25日、26日"
        seen = datetime.combine(days[-1], now.astimezone(zone).time(), zone) if goes_on else now
        read = read_day(one[0], seen, zone)
        if read is None or read.sure is None:
            raise HoursError("{text} is no date: write 2026-12-10", text=one[0])
        if read.sure < now.astimezone(zone).date():
            raise HoursError("{text} is over", text=one[0])
        if runs_on:
            many = (read.sure - days[-1]).days
            if not 0 < many <= LONGEST_STRETCH:
                raise HoursError(
                    "{text}: at most {days} days together", text=words[:LONGEST_NAME], days=LONGEST_STRETCH
                )
            days += [days[-1] + timedelta(days=ahead) for ahead in range(1, many)]
        days.append(read.sure)
    rest = words
    for one in reversed(found):
        rest = f"{rest[: one.start()]} {rest[one.end() :]}"
    windows = " ".join(one[0] for one in _WINDOW.finditer(rest))
    rest = re.sub(r"\s+", " ", _WINDOW.sub(" ", rest))
    kind, rest = _kind(rest, hours=bool(windows))
    name = " ".join(one for one in (_core(part) for part in rest.split(" ")) if one and not _TO.match(one))
    hours = windows_text(parse_windows(windows)) if windows else ""
    return Dates(days=list(dict.fromkeys(days)), kind=kind, hours=hours, name=name[:LONGEST_NAME])


_KIND_WORDS: list[tuple[DayKind, str]] = [
    (DayKind.HOLIDAY, r"不上班|不办公|没人|放假|节假日|关门|休息|休|\b(?:holiday|closed|off)\b"),
    (DayKind.MAKE_UP, r"调休上班|补班|上班|\bmake-?up\b|\bworking day\b"),
    (DayKind.ORDINARY, r"和平常一样|跟平常一样|平常|照常|\bordinary\b|\bas usual\b"),
]


def _kind(words: str, *, hours: bool) -> tuple[DayKind, str]:
    """What the days are, and the words that are left for their name."""
    if hours:
        return DayKind.OWN, words
    for kind, said in _KIND_WORDS:
        if re.search(said, words):
            return kind, re.sub(said, " ", words)
    raise HoursError(
        "{text}: say what is then: 9:00-12:00, holiday, working day, or as usual",
        text=words.strip()[:LONGEST_NAME] or "?",
    )
