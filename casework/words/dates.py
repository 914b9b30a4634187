"""A day out of free words, for promises: "等配件，3-5天吧" is within five days and not the 5th of March.

Whatever is read is shown back with its weekday before it counts, so that a wrong reading is seen. Lunar days and words
without a day in them ("过两天", "尽快") are not read.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from casework.frozen import frozen
from casework.words.later import later
from casework.words.plain import number_of, plain


@frozen(kw_only=True)
class Reading:
    """One day, or several that the words may mean, in the order in which they are said. `at`: the hour, if one is said.

    A day is past only when the words leave no other reading ("昨天", "2025-11-20"). `next_year`: the words name day and
    month, but this year's is over, or they speak of the new year without saying so; that has to be said.
    """

    days: tuple[date, ...]
    at: time | None = None
    next_year: bool = False

    @property
    def sure(self) -> date | None:
        """The one day that is meant."""
        return self.days[0] if len(self.days) == 1 else None


READ = 300
"""Characters that are looked at."""
MOST = 4
"""More days than this in one sentence are no answer."""

_HAN = "零〇一二三四五六七八九十两俩"
_N = rf"(?:\d{{1,3}}|[{_HAN}]{{1,3}})"
_TO = r"\s*(?:[-~—–]|到|至|或者?)\s*"
_AGO = r"(?!(?:之|以)?前)"
_LONG_AGO = timedelta(days=60)
"""From here on "3.30" is rather half past three than a day."""
_FEW_DAYS = 10
"""Up to here "3-5" may be days from now."""
_HAS_TIME = r"\s*(?:点钟?|时(?!间))"
_PARTS = {
    "凌晨": 0,
    "清晨": 0,
    "头晌": 0,
    "上晌": 0,
    "晌午": 12,
    "下晌": 12,
    "后晌": 12,
    "傍黑": 12,
    "早上": 0,
    "早晨": 0,
    "早": 0,
    "上午": 0,
    "中午": 12,
    "下午": 12,
    "傍晚": 12,
    "晚上": 12,
    "今晚": 12,
    "明晚": 12,
    "夜里": 12,
    "晚": 12,
    "am": 0,
    "pm": 12,
}
_NIGHT = ("晚上", "今晚", "明晚", "夜里", "晚")
"""Of these twelve o'clock is midnight."""
_PART = "|".join(sorted((one for one in _PARTS if not one.isascii()), key=len, reverse=True))
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<name>{'|'.join(_MONTHS)})[a-z]*\.?"
_WEEKDAYS = {one: index for index, one in enumerate("一二三四五六日")} | {"天": 6, "末": 6, "七": 6}
_WEEKDAYS |= {str(index + 1): index for index in range(7)}
_ENGLISH_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_RELATIVE = {
    "大后天": 3,
    "明后两?天": 2,
    "今明(?:两?天)?": 1,
    "后(?:天|日|儿)": 2,
    "明(?:天|日|儿|早|晚|晨)": 1,
    "次日|转天|第二天|隔天": 1,
    "今(?:天|日|儿|晚|夜|早)|当天|当晚|半天": 0,
    "前(?:天|日)": -2,
    "昨(?:天|日|儿|晚)": -1,
    r"\bday after tomorrow\b": 2,
    r"\btomorrow\b": 1,
    r"\b(?:today|tonight)\b": 0,
    r"\byesterday\b": -1,
}
_ENDS = {"初": 10, "上旬": 10, "中旬": 20, "中": 20, "下旬": 31, "底": 31, "末": 31, "": 31}
"""The last day of each third of a month; 31 stands for its end."""
_HOLIDAYS = {"元旦": (1, 1), "五一": (5, 1), "劳动节": (5, 1), "国庆": (10, 1), "圣诞": (12, 25)}


@frozen
class _Found:
    """Days read at a place of the words; `open`: the year was ours to choose."""

    start: int
    days: tuple[date, ...]
    open: bool = False


class _Words:
    """The words while they are read: what is understood is taken out, so that nothing is read twice."""

    def __init__(self, text: str, now: datetime) -> None:
        self.text = plain(text)
        self.now = now
        self.today = now.date()
        self.found: list[_Found] = []
        self.at: time | None = None

    def each(self, pattern: str) -> Iterator[re.Match[str]]:
        """Every occurrence in what is left of the words."""
        yield from list(re.finditer(pattern, self.text))

    def take(self, match: re.Match[str], *days: date | None, open: bool = False) -> None:
        """These are the days of this occurrence; no day: it is none, but understood."""
        start, end = match.span()
        self.text = self.text[:start] + "\0" * (end - start) + self.text[end:]
        real = tuple(dict.fromkeys(one for one in days if one is not None))
        if real:
            self.found.append(_Found(start, real, open))


_NOT_THEN = later(
    r"(?:今|明|后)(?:天|儿个?|日|晚)(?=(?:上午|下午|晚上|白天|一天|肯定|怕是|恐怕|都|就|也|可|是|我|们)*(?:弄|办|修|整|换|干|做|赶|去|来|过)不(?:了|完|成|上|出来)|(?:上午|下午|晚上|肯定|怕是|恐怕|都|就|也|可|是)*(?:不(?:行|中|赶趟)|没戏|够呛|没货))"
    r"|(?<![上下中]午)(?<!晚上)(?<!凌晨)(?<![今明后]天)(?:(?<=[差有])一点|一点(?:儿|点)?(?=[不没也都]))"
    r"|(?<!是)不是(?:说)?(?:[今明后][天儿日早晚]|(?:下?周|下?礼拜|下?星期)[一二三四五六日天]|\d{1,2}月?\d{0,2}[号日])[^，,。；;\s是]{0,5}(?=[，,；;\s]+[^，,；;\s]|是)"
    r"|(?<!月)(?:第)?\d{1,5}号(?:那个|这个|那件|这件|的|也|就)*(?=(?:改|挪|推迟?|延期?|换|定)(?:成|到|为|在|至))"
)
"""A day on which it is said not to be done: "今天弄不了，周三前", "不是明早，后天早上"; "一点不亮", which is no hour;
and the matter's own number, "1号改成周二"."""


_AT_LAST = (
    "(?:最晚|最迟|最多|撑死|顶多|至多|不超过|超不过|再晚|晚的话|晚了的?话?|慢的话|不行就?|要不(?:然)?就?|大不了"
    "|实在不行就?|到|至|[-—~～])"
)
_AND_THEN = r"(?:左右|之?前|之?间|吧|就|能|的|修好|弄好|弄完|办完|换好)*[，,、\s]*(?:也|再|那|得|就|的话)*"
_AN_HOUR = rf"{_N}(?:点(?:半|钟|一刻|三刻)?|:[0-9]{{2}})"
_A_DAY = "(?:今[天儿]|明[天儿]|大?后[天儿]|(?:下个?)?(?:周|星期|礼拜)[一二三四五六日天]|[0-9]{1,2}[号日](?!楼))"
_TWO_HOURS = later(
    rf"(?P<part>{_PART})?{_AN_HOUR}{_AND_THEN}(?:{_AT_LAST}|或者?|要么)(?:也|就|得|是|到)*(?P<own>{_PART})?(?P<last>{_AN_HOUR})"
)
_TWO_DAYS = later(rf"{_A_DAY}{_AND_THEN}{_AT_LAST}(?:也|就|得|是|到)*(?P<last>{_A_DAY})")
_SIDE_BY_SIDE = later("(?<![十0-9一二三四五六七八九])(?P<a>[一两二三四五六七八])(?P<b>[二三四五六七八九])点")
_AFTER = dict(zip("一两二三四五六七八", "二三三四五六七八九", strict=True))


def later_said(words: str) -> str:
    """Of two times for one limit the later: "下午四点" of "下午三点 最晚四点", "后天" of "明天 最迟后天", "四点" of
    "三四点"; all other words as they are."""
    words = _TWO_DAYS.sub(r"\g<last>", words)
    words = _TWO_HOURS.sub(lambda found: f"{found['own'] or found['part'] or ''}{found['last']}", words)
    return _SIDE_BY_SIDE.sub(lambda one: f"{one['b']}点" if _AFTER[one["a"]] == one["b"] else one[0], words)


def read_day(text: str, now: datetime, zone: ZoneInfo) -> Reading | None:
    """The day or days that the words name, seen from `now` in the neighbourhood's zone; None when they name none.

    "By the 25th" is the 25th. Of a range the later end counts, since it is to be done by then.
    """
    words = _Words(_NOT_THEN.sub("，", later_said(plain(text[:READ]))), now.astimezone(zone))
    for read in _READERS:
        read(words)
    found = sorted(words.found, key=lambda one: one.start)
    days = tuple(dict.fromkeys(day for one in found for day in one.days))
    days = tuple(day for day in days if day >= words.today) or days[:1]
    if not days and words.at is not None:
        later = words.at > words.now.time()
        days = (words.today if later else words.today + timedelta(days=1),)
    if not days or len(days) > MOST:
        return None
    opened = {day for one in found if one.open for day in one.days}
    return Reading(days=days, at=words.at, next_year=any(day in opened and day.year > words.today.year for day in days))


LAST_HOURS = {
    "凌晨": time(6),
    "清晨|早晨|早上|一大?早|明早|今早": time(10),
    "上午|头晌|上晌|前晌|上半晌|this morning|in the morning": time(12),
    "中午|晌午|午间|noon": time(14),
    "下午|下晌|后晌|过晌|后半晌|午后|afternoon": time(18),
    "傍晚|傍黑|擦黑": time(19),
    "晚上|夜里|今晚|明晚|evening|tonight": time(22),
    "下班(?:之|以)?前": time(18),
}
"""By when something is done, or somebody is there, who says only in which part of the day; of two parts the later
said."""
_PARTS_SAID = [(later(rf"(?:{part})(?![班饭餐])"), hour) for part, hour in LAST_HOURS.items()]
_NO_HOUR = later(
    rf"(?:{_PART})?\s*{_N}(?:点|:)(?:半|钟|一刻|三刻|{_N}分?)?(?:之?前|左右)?(?:怕是|恐怕|估计|可能|看来|指定|肯定|应该|[也是我就都真])*"
    r"(?:够呛|不行|不中|不赶趟|没戏|悬|[赶来到去过弄换修干整完办]不(?:及|上|到|了|完|成|去|来|过去))"
)
"""An hour by which it is said not to be done: "两点够呛 得三点半了"."""
_OWN_HOUR = later(
    rf"(?:{_PART})?\s*{_N}(?:点|:)(?:半|钟|一刻|三刻|{_N}分?)?(?:我|俺|还|得|要|就|有个?|去|在|先|正|都)*"
    r"(?:接(?:我|俺|我家)?(?:孩子|孙|娃|闺女|儿子|媳妇|老人|老婆|我妈|我爸)|送(?:孩子|孙|娃|货|材料|文件)|开?个?会(?![员前上议])|体检|下班(?!之?前)|下课|放学|吃饭"
    r"|看病|打针|输液|(?:去)?医院(?![路东西南北门])|交班|考试|培训|上课)"
    rf"|(?:得|要)(?:{_PART})?\s*{_N}(?:点|:)(?:半|钟)?(?:就|得)*走(?!过去|一趟)"
)
"""At which hour somebody does what is his own: "五点不行 我四点半接孩子" names none for the work."""
_DOES = "[修换弄办装通清整焊补堵搬铲查测量送]|处理|疏通|收拾|拾掇|更换|检查"
_COMES = later(
    rf"去|到(?!货|时候|点)|来|上门|派人|动手|开始|开工|施工|{_DOES}|\b(?:there|come|coming|arrive|start|begin)\b"
)
_DONE_BY = later(
    rf"[前内]\s*(?:我|俺|们|给|把|你|您|他|她|都|能|就|准|一定|肯定|保证|指定|争取|尽量)*(?:{_DOES})"
    rf"|(?:{_DOES})(?:完|好|上|通|妥|利索|利落)|完(?:事|活|工|成)|(?:能|准|保证|一定|指定|肯定)[^，,。；;\s]{{0,3}}(?:通|亮|好|来[水电气暖]|热)|(?<!自)来[水电气暖]|恢复|[供通送][水电气暖]"
    r"|\b(?:done|fixed|finish(?:ed)?|ready)\b"
)
_EVENING_TOO = range(7, 10)
"""Hours of which "八点" said in the afternoon means the evening's."""


@frozen
class ByHour:
    """A day, and the hour of it by which something is done, in the neighbourhood's zone; `comes`: by which somebody is
    there, or begins."""

    day: date
    hour: time
    comes: bool = False


def read_hour(text: str, now: datetime, zone: ZoneInfo) -> ByHour | None:
    """By which hour to come the words say that something is, a part of the day being over at its last hour: "下午两点",
    "礼拜一上午", "半小时到". None where they name none that is ahead, or several days."""
    here = now.astimezone(zone)
    said = later_said(_OWN_HOUR.sub("，", _NO_HOUR.sub("，", _NOT_THEN.sub("，", plain(text[:READ])))))
    words = _Words(said, here)
    for read in _READERS[:-1]:
        read(words)
    days = {day for one in words.found for day in one.days}
    days = {day for day in days if day >= words.today} or days
    hour = words.at or _last_hour(said)
    if hour is None or hour == time(0) or len(days) > 1:
        return None
    day = next(iter(days), None)
    if day is None and words.at is not None and datetime.combine(here.date(), hour, zone) <= here:
        day, hour = _next_such(words, hour, said)
    by = ByHour(day or words.today, hour, _COMES.search(said) is not None and _DONE_BY.search(said) is None)
    return by if datetime.combine(by.day, by.hour, zone) > here else None


def _last_hour(words: str) -> time | None:
    found = [(one.end(), hour) for part, hour in _PARTS_SAID for one in part.finditer(words)]
    return max(found)[1] if found else None


def _next_such(words: _Words, hour: time, said: str) -> tuple[date, time]:
    """An hour that is over today: this evening's, where no part of the day says otherwise, or tomorrow's."""
    evening = hour.replace(hour=hour.hour + 12) if hour.hour in _EVENING_TOO and _last_hour(said) is None else hour
    ahead = evening > words.now.time()
    return (words.today, evening) if ahead else (words.today + timedelta(days=1), hour)


def names_hour_alone(text: str, now: datetime, zone: ZoneInfo) -> bool:
    """Whether the words name an hour or a part of the day, and no day: "五点吧", "材料下午才到"."""
    words = _Words(_NOT_THEN.sub("，", text[:READ]), now.astimezone(zone))
    for read in _READERS[:-1]:
        read(words)
    return not words.found and (words.at is not None or re.search(f"(?:{_PART})(?![点饭班])", words.text) is not None)


def days_alone(text: str, now: datetime, zone: ZoneInfo) -> bool:
    """ "后天吧", "那就周日下午": a day or an hour, and hardly anything else is said."""
    words = _Words(_NOT_THEN.sub("，", text[:READ]), now.astimezone(zone))
    for read in _READERS:
        read(words)
    if not words.found and words.at is None:
        return False
    return len(re.sub("[^一-鿿]", "", words.text)) <= _BESIDE


_BESIDE = 4
"""Characters beside a day that add nothing to it: "那就……吧"."""


def day_before(text: str, now: datetime, zone: ZoneInfo) -> date | None:
    """The day not later than today that the words name; a date without a year is the last such one."""
    today = now.astimezone(zone).date()
    words = text.replace("昨儿", "昨天").replace("前儿", "前天").replace("今儿", "今天")
    reading = read_day(words, now, zone)
    if reading is None:
        return None
    day = reading.days[0]
    return day if day <= today else _date(day.year - 1, day.month, day.day)


_BETWEEN = later(r"到|至|～|~|—+|–|\buntil\b|\bto\b|(?<=[\d点时分半])\s*-\s*(?=\d{1,2}\s*[:：点时])")
_NAMES_DAY_OR_PART = later(r"[天日号周月早晚午晨夜]|星期|礼拜|am|pm|day")
_NOW = frozenset({"", "从", "现在", "从现在", "now", "from now"})
_HALF_A_DAY = timedelta(hours=12)


def read_span(text: str, now: datetime, zone: ZoneInfo) -> tuple[datetime, datetime] | None:
    """From when to when: "明天8点到18点"; without a beginning it begins now. None where the words name no two hours.

    "8点到6点" ends in the evening.
    """
    first, *rest = _BETWEEN.split(text[:READ], maxsplit=1)
    if not rest:
        return None
    start = now if first.strip().lower() in _NOW else _moment(first, now, zone)
    if start is None:
        return None
    end = _moment(rest[0], start, zone)
    if end is None:
        return None
    if not _NAMES_DAY_OR_PART.search(rest[0].lower()) and end - start > _HALF_A_DAY and end - _HALF_A_DAY > start:
        end -= _HALF_A_DAY if end.astimezone(zone).hour < 12 else timedelta()
    return (start, end) if end > start else None


_UNTIL = later(
    r"^\s*(?:再)?(?:延(?:长|迟|后|期)?|推(?:迟|后)|顺延|拖|改)?(?:到|至|until |till )(?P<rest>.+)$", re.IGNORECASE
)


def read_until(text: str, start: datetime, now: datetime, zone: ZoneInfo) -> datetime | None:
    """The new end alone, of what has a beginning: "延到晚上八点". None where the words name no hour after it."""
    found = _UNTIL.match(text[:READ])
    end = _moment(found["rest"], max(start, now), zone) if found is not None else None
    return end if end is not None and end > start else None


def _moment(words: str, now: datetime, zone: ZoneInfo) -> datetime | None:
    found = read_day(words, now, zone)
    if found is None or found.sure is None or found.at is None:
        return None
    return datetime.combine(found.sure, found.at, zone)


# --- absolute days


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _coming(words: _Words, month: int, day: int) -> date | None:
    """The next such day; 29 February waits for its year."""
    days = (_date(words.today.year + ahead, month, day) for ahead in range(5))
    return next((one for one in days if one is not None and one >= words.today), None)


def _end(year: int, month: int, day: int) -> date:
    """That day, or the month's last; months count on into the next year."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, min(day, monthrange(year, month)[1]))


def _day_of_month(words: _Words, day: int) -> date | None:
    """The next day of that number: in this month, or the first later one that has it."""
    for ahead in range(13):
        month = words.today.month + ahead
        found = _date(words.today.year + (month - 1) // 12, (month - 1) % 12 + 1, day)
        if found is not None and found >= words.today:
            return found
    return None


def _lunar(words: _Words) -> None:
    festival = "春节|过年|年前|年后|除夕|元宵|中秋|端午|清明|小年|腊八"
    for match in words.each(
        rf"(?:农历|阴历|腊月|正月|冬月)[{_HAN}\d月廿初]{{0,6}}(?:号|日)?|大?年?初[{_HAN}]{{1,2}}|{festival}"
    ):
        words.take(match)


def _with_year(words: _Words) -> None:
    for match in words.each(r"(?<!\d)(20\d\d)\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})(?!\d)\s*[号日]?"):
        words.take(match, _date(int(match[1]), int(match[2]), int(match[3])))
    for match in words.each(rf"(今年|明年|后年)\s*({_N})月(?:份)?\s*({_N})[号日]"):
        year = words.today.year + ("今年", "明年", "后年").index(match[1])
        words.take(match, _date(year, number_of(match[2]) or 0, number_of(match[3]) or 0))


def _month_and_day(words: _Words) -> None:
    day = rf"(?:{_N}{_TO})?({_N})\s*(?:[号日](?![线楼])|(?![\d天个周月]))"
    for match in words.each(rf"(?<![\d{_HAN}个])({_N})\s*月份?\s*{day}"):
        words.take(match, _coming(words, number_of(match[1]) or 0, number_of(match[2]) or 0), open=True)
    english = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?\b"
    for pattern in (rf"\b{english}(?:\s+of)?\s+{_MONTH}", rf"\b{_MONTH}\s+{english}"):
        for match in words.each(pattern):
            words.take(match, _coming(words, _MONTHS.index(match["name"]) + 1, int(match["day"])), open=True)


def _months(words: _Words) -> None:
    named = rf"(?P<this>本月|这个?月|(?P<next>下+)个?月|(?<!\d)(?P<n>{_N})月份?)"
    for match in words.each(rf"{named}\s*(?:({_N})[号日]|(初|上旬|中旬|下旬|底|末))?(?:之前|以前|前|内|里)?"):
        year, month = words.today.year, words.today.month + len(match["next"] or "")
        if match["n"]:
            month = number_of(match["n"]) or 0
            if not 1 <= month <= 12:
                continue
            year += month < words.today.month
        day = number_of(match[4]) or 0 if match[4] else _ENDS[match[5] or ""]
        words.take(match, _end(year, month, day) if day else None, open=bool(match["n"]))
    for match in words.each(r"(月|年)(底|末)|月初|\b(?:end of (?:the|this) month|month'?s? end)\b"):
        if match[1] == "年":
            words.take(match, date(words.today.year, 12, 31))
        elif match[0] == "月初":
            words.take(match, _end(words.today.year, words.today.month + (words.today.day > 10), 10))
        else:
            words.take(match, _end(words.today.year, words.today.month, 31))
    for match in words.each(rf"({'|'.join(_HOLIDAYS)})节?(之?以?前)?"):
        feast = _coming(words, *_HOLIDAYS[match[1]])
        words.take(match, feast - timedelta(days=1) if feast and match[2] else feast, open=True)


def _dashed(words: _Words) -> None:
    """ "11-25", "11/25", "11.25"; "3-5" may be days from now, "3.30" an hour."""
    no_day = r"(?![\d.\-/:%#])(?!\s*(?:[天个点时分周块元楼层人次号名台米万千度单栋]|小时|星期|礼拜|日[内后左]))"
    for match in words.each(rf"(?<![\d.\-/:#])(\d{{1,2}})([-/.])(\d{{1,2}}){no_day}日?"):
        month, sign, day = int(match[1]), match[2], int(match[3])
        meant = _coming(words, month, day)
        far = meant is not None and meant - words.today > _LONG_AGO
        if sign == "." and far and len(match[3]) == 2 and month < 24 and day < 60:
            words.at = _clock(month, day, None)
            later = words.at > words.now.time()
            words.take(match, words.today + timedelta(days=not later), meant, open=True)
        elif sign == "." and meant is None and len(match[3]) == 2 and 12 < month < 24 and day < 60:
            words.at = _clock(month, day, None)
            words.take(match, words.today + timedelta(days=words.at <= words.now.time()))
        elif sign == "-" and far and month < day <= _FEW_DAYS:
            words.take(match, words.today + timedelta(days=day), meant, open=True)
        elif meant is not None:
            words.take(match, meant, open=True)


def _of_this_month(words: _Words) -> None:
    no_day = "楼线院电梯井门机车栋单桌床仓房厅"
    for match in words.each(rf"(?<![\d.第\-{_HAN}])(?:{_N}{_TO})?({_N})\s*[号日](?![{no_day}])(?!\s*[内后])"):
        words.take(match, _day_of_month(words, number_of(match[1]) or 0), open=True)


# --- from now on


def _lengths(words: _Words) -> None:
    for match in words.each(
        r"(?:这|过|等个|好|有)(?:两|几|些|一?阵)天?|几天|十(?:几|来|多)天|(?:两|几)[三四]?个?月?几天"
    ):
        if match[0] != "等个":
            words.take(match)
    unit = (
        r"(?P<unit>个?工作日|个?(?:小时|钟头)|分钟|天|日(?=[内后]|之内|以内|左右)|个?(?:周|星期|礼拜)|个月"
        r"|(?<=半)月(?![底末初份]))"
    )
    several = "一二两三四五六七八九"
    two = rf"[{several}](?P<two>[{several}])(?=个|天|日|周|星|礼|小|工|分)"
    number = rf"(?:{_N}{_TO}(?P<to>{_N})|{two}|(?P<n>{_N})|(?P<half>半))"
    before = rf"(?<![\d.第下上这周期拜{_HAN}\-])(?<!今明)(?<!明后)"
    for match in words.each(rf"{before}{number}\s*(?:个?(?P<and>半)(?=个|天|月|小)|多)?\s*{unit}{_AGO}"):
        said = match["to"] or match["two"] or match["n"]
        count = 0.5 if match["half"] else float(number_of(said) or 0)
        if count:
            words.take(match, _after(words, count + (0.5 if match["and"] else 0), match["unit"]))
    count_of = r"(?:(?:\d{1,2}\s*(?:-|to)\s*)?(\d{1,2})|(an?))"
    for match in words.each(
        rf"\b(?:in\s+|within\s+|(?=\d)){count_of}\s*(working day|day|week|month|hour|minute)s?\b(?! ago)"
    ):
        units = {"working day": "工作日", "day": "天", "week": "周", "month": "个月", "hour": "小时", "minute": "分钟"}
        words.take(match, _after(words, float(match[1] or 1), units[match[3]]))


def _after(words: _Words, count: float, unit: str) -> date:
    today = words.today
    if "工作" in unit:
        day, left = today, int(count)
        while left > 0:
            day += timedelta(days=1)
            left -= day.weekday() < 5
        return day
    if "时" in unit or "钟头" in unit or "分" in unit:
        then = words.now + timedelta(**{"minutes" if "分" in unit else "hours": count})
        words.at = then.time().replace(second=0, microsecond=0)
        return then.date()
    if "周" in unit or "星" in unit or "礼" in unit:
        return today + timedelta(days=int(count * 7))
    if "月" in unit:
        whole = _end(today.year, today.month + int(count), today.day)
        return whole + timedelta(days=15) if count % 1 else whole
    return today + timedelta(days=int(count))


def _weekdays(words: _Words) -> None:
    monday = words.today - timedelta(days=words.today.weekday())
    name = "(?:周|星期|礼拜)"
    for match in words.each(rf"(上|下+|这|本)?(?:一?个)?{name}([{''.join(_WEEKDAYS)}])(?!\d)"):
        day = monday + timedelta(days=_WEEKDAYS[match[2]])
        which = match[1] or ""
        if which == "上":
            words.take(match)
        elif which.startswith("下"):
            words.take(match, day + timedelta(days=7 * len(which)))
        elif which or match[2] == "末":
            words.take(match, day)
        elif day == words.today:
            words.take(match, day, day + timedelta(days=7))
        else:
            words.take(match, day if day > words.today else day + timedelta(days=7))
    for match in words.each(rf"(下+|这|本)一?个?{name}(?:内|里|之内|以内)?"):
        weeks = match[1].count("下")
        words.take(match, monday + timedelta(days=7 * weeks + 6))
    for match in words.each(rf"上一?个?{name}"):
        words.take(match)
    short = "|".join(f"{one[:3]}(?:{one[3:]})?" for one in _ENGLISH_DAYS)
    for match in words.each(rf"\b(next\s+)?({short})\b|\b(next week|(?:this )?weekend|end of (?:the|this) week)\b"):
        if match[3]:
            words.take(match, monday + timedelta(days=13 if match[3].startswith("next") else 6))
            continue
        day = monday + timedelta(days=next(i for i, one in enumerate(_ENGLISH_DAYS) if one[:3] == match[2][:3]))
        ahead = 7 if match[1] or day < words.today else 0
        again = (day + timedelta(days=7),) if day == words.today and not ahead else ()
        words.take(match, day + timedelta(days=ahead), *again)


def _relative(words: _Words) -> None:
    for pattern, days in _RELATIVE.items():
        for match in words.each(pattern):
            words.take(match, words.today + timedelta(days=days))


# --- the hour


def _clock(hour: int, minute: int, part: str | None) -> time:
    """ "3:30" in the afternoon when nobody is about at half past three."""
    if part in _NIGHT and hour == 12:
        hour = 0
    elif part is not None:
        hour += 12 if _PARTS[part] == 12 and hour < 12 and not (part in ("中午", "晌午") and hour > 10) else 0
    elif 1 <= hour < 7:
        hour += 12
    return time(hour % 24, minute % 60)


def _hours(words: _Words) -> None:
    quarter = {"半": 30, "一刻": 15, "三刻": 45}
    day = r"(?P<day>今|明)?"
    hour = rf"(?:{_N}(?:点|:\d\d)?{_TO})?(?P<h>{_N})"
    minute_of = rf"{_HAS_TIME}\s*(?P<m>半|一刻|三刻|{_N}(?=分|\b|$|[^\d天]))?分?|\s*:\s*(?P<mm>\d\d)"
    said = rf"{day}(?P<part>{_PART})?\s*{hour}(?:{minute_of})"
    dotted = rf"{day}(?P<part>{_PART})\s*(?P<h>\d{{1,2}})\.(?P<mm>\d\d)"
    for pattern in (rf"(?<![\d.\-]){said}", dotted, r"\b(?P<h>\d{1,2})(?::(?P<mm>\d\d))?\s*(?P<part>am|pm)\b"):
        for match in words.each(pattern):
            got = match.groupdict()
            value, minutes = number_of(match["h"]), got.get("m") or got.get("mm") or "0"
            minute = quarter.get(minutes, number_of(minutes))
            if value is None or value > 24 or minute is None or minute > 59:
                continue
            words.at = _clock(value, minute, match["part"])
            near = {"今": 0, "明": 1}.get(got.get("day") or (match["part"] or " ")[0])
            words.take(match, words.today + timedelta(days=near) if near is not None else None)


def _part_of_day(words: _Words) -> None:
    """ "下午" alone is today's."""
    if not words.found and words.at is None:
        for match in words.each("下午|下晌|后晌|晌午|晚上|傍晚|傍黑|中午|夜里"):
            words.take(match, words.today)


_READERS: tuple[Callable[[_Words], None], ...] = (
    _lunar,
    _with_year,
    _hours,
    _month_and_day,
    _lengths,
    _months,
    _dashed,
    _weekdays,
    _relative,
    _of_this_month,
    _part_of_day,
)
"""In this order: what is longer and surer first."""
