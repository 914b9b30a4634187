"""When somebody who works here is away, by his own words: "下周一到周三不在", "明天下午请假", "从后天起休三天"."""

import re
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from casework.words.dates import read_day
from casework.words.later import later
from casework.words.plain import breaths, number_of, plain

MORNING, EVENING = time(8), time(20)
"""A day away begins in the morning, and is over in the morning of the day after."""
_PARTS = {"上午": (MORNING, time(12)), "下午": (time(12), EVENING), "后晌": (time(12), EVENING)}
_TONIGHT = ("晚上", "夜里", "夜班")
_NIGHT = time(18)
_WEEK = r"下个?(?:周|星期|礼拜)"
_THIS_WEEK = r"(?:这个?|本)(?:周|星期|礼拜)(?![一二三四五六日天])"
_DAY = (
    r"(?:大后[天儿]|(?:今明|明后)两?[天儿]|这[两几][天儿]|明[天儿]|后[天儿]|今[天儿]|(?:下个?|这个?|本)?(?:周|星期|礼拜)[一二三四五六日天]"
    r"|(?:\d{1,2}月)?\d{1,2}[号日])"
)
_TWO_TOGETHER = {"今明": 0, "明后": 1}
"""How many days off the first of two days in one word is."""
_PART = "|".join((*_PARTS, *_TONIGHT))
_GONE = later(
    r"^(?:(?:我|俺|家里?|孩子|老人|老伴儿?|媳妇)[^，,。；;\s]{0,5}?(?:有点?事|感冒|发烧|病|住院|不舒服|摔|生|手术)了?[，,。；;\s]+)?"
    r"(?:我|俺)?(?:从|打)?\s*"
    rf"(?P<days>{_DAY}(?:\s*(?:到|至|[-—~～]|和|跟|、)?\s*{_DAY})*|{_WEEK}(?![一二三四五六日天])|{_THIS_WEEK})?"
    r"(?:开始|起)?(?:一整?天|整天|全天)?(?:都|全|一直|也)?(?:我|俺|家里?有事|有点?事|得|要|想|打算|准备|就|[，,\s])*"
    rf"(?P<now>(?:一会儿?|这会儿?|现在)*)(?P<part>{_PART})?(?:就|要|得|都|我|俺)*"
    r"(?:(?:在|去|上|回)[\u4e00-\u9fff]{2,6}?[，,\s]*(?:回不来|不回来|赶不回来|上不了班|来不了)"
    r"|(?:去|上|回)[\u4e00-\u9fff]{2,6}?[，,\s]+不在(?:岗|单位|这儿)?|串休|串班"
    r"|(?:去|上|到)(?!社区|街道|单位|现场|物业)[\u4e00-\u9fff]{2,4}?(?:学习|培训|出差|考察|看病|住院|办事|开会)"
    r"|[去回](?:一?趟)?(?:老家|娘家|婆家|乡下|外地)(?:一?趟|接孩子|接老人|办事|看看)?"
    r"|去(?:一?趟)?(?:市|省)?(?:医院|法院|银行|民政局|看病|看牙)"
    r"|(?:要|得|在)?(?:开(?:一天)?会|培训|体检|考试|有课|有事|出门)[，,\s]+(?:人)?不在(?:岗|单位|这儿|社区)?"
    r"|(?:值|顶|上|盯|看)不(?:了|上)班|(?:值|当)不了|不(?:能|当)(?:值)?班|没法(?:值班|上班)|休(?:年|探亲|产|陪产|病|婚|丧)假|不在(?:本地|市里|城里|吉林)"
    r"|不在(?:岗|单位|家)?|不上班|(?:请假?|休息?|歇)(?P<n>[\d一二两三四五六七八九十]{1,2})天假?|休息|轮休|歇班|休假|调休|倒休|出差"
    r"|请(?:个|了)?假(?:(?:去|上|回|陪|看|带|办)[\u4e00-\u9fff]{1,8}?)?)"
    r"(?:了|啊|哈)?(?:$|[，,。；;\s])"
)
_REASON = (
    r"(?:家里?|老人|孩子|老伴儿?|媳妇|爸|妈|我|俺|腰|腿)"
    r"[^，,。；;\s]{0,5}?(?:有点?事|感冒|发烧|病|住院|不舒服|不行|摔|手术|出事)了?"
)
_FOR_REASON = later(
    rf"^{_REASON}[，,。；;\s]+(?:我|俺)?(?P<days>{_DAY}(?:\s*(?:到|至|[-—~～]|和|跟|、)?\s*{_DAY})*)?(?:都|就|也|怕是|恐怕|我|俺)*"
    r"(?:(?:来|去|过)不(?:了|去)|不(?:来|去)|(?:歇|请|缓)一?[天下])(?:社区|单位|岗)?了?$"
)
""" "家里老人住院了 这几天来不了": that somebody does not come, and why at home."""
_BACK_ON = later(
    rf"(?P<day>{_DAY})(?:早上|上午|中午|下午|晚上|早)?(?:才|能|再|就|我)*(?:回来|回(?:单位|社区|岗)|上班|到岗)"
)
""" "周三回来"."""
_COVERED = later(
    rf"^(?P<first>(?:{_DAY})?(?:一?天|{_PART})?)(?:到(?:{_PART}))?(?:让|叫|由|有)?(?P<whom>[\u4e00-\u9fff]{{2,4}}?)"
    rf"(?P<then>(?:{_DAY})?(?:一?天|{_PART})?)(?:来|给|先)?(?:替|顶|代)(?:着|一下)?我"
    r"(?:的?班(?!车)|的?岗|[一两三半\d]天|一下|一会儿?|(?:盯|看|值|干)着?)?(?:了|吧|啊|哈)*$"
)
_HOUR = rf"(?P<{{0}}part>{_PART})?(?P<{{0}}hour>\d{{{{1,2}}}}|[一二两三四五六七八九十]{{{{1,2}}}})点(?P<{{0}}half>半)?"
_HOURS = later(
    rf"(?P<day>{_DAY})?(?:从|打)?{_HOUR.format('a_')}(?:钟)?(?:(?:到|至|[-—~～])+{_HOUR.format('b_')}钟?|(?P<on>[以之]?后|开始|起)|(?P<till>[以之]?前))"
)
"""Hours of one day: "下午一点到五点", "三点以后", "五点前"."""
_BACK_AT = later(rf"{_HOUR.format('b_')}(?:钟)?(?:左右|之?前|多)?(?:就|能|才|我)*(?:回来|回|上班|到岗)")
""" "晚上七点回来"."""
_OTHERS_LEAVE = later(
    rf"(?:^|[\s，,。；;是])(?!我|俺|咱|今|明|后|大后|下|这|上|周|星期|礼拜|家里|有|从|打|得|要|想|一|先)[\u4e00-\u9fff]{{2,4}}?(?:他|她|这|那)?(?:们)?(?:{_DAY}|{_PART}|也|都|又|还|这会儿?|现在)*"
    r"(?:不在(?:岗|单位|家|这儿)?|不上班|没(?:来|上班)|请(?:个|了)?假|休息|轮休|歇班|休假|调休|倒休|出差)(?:了|呢|啊|哈)?(?:$|[\s，,。；;])"
)
"""Whose leave it is, where it is somebody else's: "保洁请假了", "王师傅今天不在"."""
_HERE = later(
    r"(?:我|俺)(?:又|也|今[天儿])?(?:没|不是)(?:要)?(?:请假|休息|休假|不在|走|说(?:我|要)?(?:请假|不在|走))|不是我(?:请假|休息|休假|不在|走|$|[，,。\s]+(?:是|说的?是))|^我在(?:呢|啊|岗)"
)
_EACH = later(_DAY)
_TWO_DAYS = later(r"((?:下个?|这个?|本)?(?:周|星期|礼拜))([一二三四五六])([二三四五六日天])(?![\d点号楼])")
"""Two days of a week in one word: "下礼拜三四"."""
_THESE_TWO = later("这两[天儿]")
_NOT_THESE_DAYS = later(
    r"^(?:我|俺)?.{0,10}(?:这|最近)(?:两|几|三)?天(?:都|就|先)?(?:别|甭)(?:找|派|喊|叫)我(?:了|啊)?[。.!！~]*$"
)
_RANGE = later("到|至|[-—~～]")
TAKEN_BACK = later(
    r"^(?:我|俺)?(?:那天|明[天儿]|后[天儿]|下周.?)?(?:又|还是|照常)?(?:不(?:请假|休假|休息|出差|休|歇)了|假不请了|(?:照常|能|可以)(?:上班|在岗?|来)|不走了|在岗?了)(?:了|啊|哈)?[。.!！]?$"
    r"|^(?:还是|算了)?[，,\s]*(?:别|甭|不用)(?:再)?(?:找|让|叫|麻烦)?[\u4e00-\u9fff]{2,4}?(?:替我?|顶我?)?了[，,\s]*(?:还是)?(?:我|俺)(?:还是)?自己(?:盯|来|看|值|干|在|顶|去|上).{0,4}$"
    r"|^(?:我|俺)?(?:先|又|明[天儿]|那天)?不请(?:假)?了[，,\s]+[^，,。\s]{0,6}(?:改|取消|推|延|不开|不去|不用去|挪).{0,6}$"
)
"""What was said of days to come is so no more."""


def days_off(text: str, now: datetime, zone: ZoneInfo) -> tuple[datetime | None, datetime | None] | None:
    """From when until when the words say that somebody is away; None for anything else. Without a beginning: from now
    on, till the evening; without an end: which days cannot be told from them."""
    words = _TWO_DAYS.sub(r"\1\2到\1\3", plain(text).strip(" ，,。.!！"))
    words = _THESE_TWO.sub("今明两天", words.replace("俩天", "两天").replace("仨天", "三天"))
    if (covered := _COVERED.match(words)) is not None and (when := covered["first"] or covered["then"]):
        words = f"{when}不在"
    hours = _HOURS.search(words)
    if hours is not None and _GONE.match(f"{words[: hours.start()]}{words[hours.end() :]}".strip(" ，,")):
        return _of_hours(hours, now, zone)
    found = _GONE.match(words) or _FOR_REASON.match(words)
    if found is None:
        return (None, None) if _NOT_THESE_DAYS.search(words) else None
    if "part" not in found.re.groupindex:
        return _of_days(found["days"] or "今天", now, zone)
    local = now.astimezone(zone)
    today = local.date()
    many = number_of(found["n"]) if found["n"] else None
    back_on = _BACK_ON.search(words[found.end("days") if found["days"] else 0 :])
    until = _days(back_on["day"], today, now, zone) if back_on is not None else None
    if until is not None and not found["days"] and until[0] > today:
        return None, _at(until[0], MORNING, zone)
    if not found["days"] and many is None and found["part"] not in _PARTS:
        return None, _at(today, EVENING, zone)
    days = _days(found["days"] or "今天", today, now, zone)
    if days is None:
        return None, None
    first, last = days
    if until is not None and until[0] > first:
        last = until[0] - timedelta(days=1)
    elif many:
        last = first + timedelta(days=many - 1)
    starts, ends = _at(first, MORNING, zone), _at(last + timedelta(days=1), MORNING, zone)
    if first == last and found["part"] in _PARTS:
        begins, over = _PARTS[found["part"]]
        starts, ends = _at(first, begins, zone), _at(first, over, zone)
    elif first == last and found["part"] in _TONIGHT:
        starts = _at(first, _NIGHT, zone)
    elif first == today == last and not found["n"]:
        ends = _at(today, EVENING, zone)
    if first == last and (back := _BACK_AT.search(words)) is not None:
        ends = _at(last, _hour(back, "b_", back["b_part"] or found["part"]), zone)
    later_today = found["part"] in _PARTS
    return (starts if starts > now and (first > today or later_today) else None), ends


def _of_days(words: str, now: datetime, zone: ZoneInfo) -> tuple[datetime | None, datetime | None]:
    """Whole days; those that cannot be told from the words are asked for."""
    today = now.astimezone(zone).date()
    days = _days(words, today, now, zone)
    if days is None:
        return None, None
    starts = _at(days[0], MORNING, zone)
    ends = _at(today, EVENING, zone) if days == (today, today) else _at(days[1] + timedelta(days=1), MORNING, zone)
    return (starts if starts > now else None), ends


def hours_off(text: str, now: datetime, zone: ZoneInfo) -> tuple[datetime | None, datetime | None] | None:
    """The same of words that are only hours, where it is asked till when: "下午一点到五点"."""
    found = _HOURS.fullmatch(plain(text).strip(" ，,。.!！吧"))
    return _of_hours(found, now, zone) if found is not None else None


def _of_hours(found: re.Match[str], now: datetime, zone: ZoneInfo) -> tuple[datetime | None, datetime | None]:
    """From the first to the second; of one alone the day's end, or its beginning, is the other."""
    today = now.astimezone(zone).date()
    days = _days(found["day"] or "今天", today, now, zone)
    if days is None:
        return None, None
    first, part = _hour(found, "a_", found["a_part"]), found["b_part"] or found["a_part"]
    last = _hour(found, "b_", part) if found["b_hour"] else time(23) if first >= EVENING else EVENING
    if found["till"]:
        first, last = MORNING, first
    if last <= first and last.hour < 12:
        last = time(last.hour + 12, last.minute)
    starts, ends = _at(days[0], first, zone), _at(days[0], last, zone)
    return (starts if starts > now else None), (ends if starts < ends and ends > now else None)


def _hour(found: re.Match[str], which: str, part: str | None) -> time:
    """A small hour without its part of the day is one of the afternoon."""
    hour = (number_of(found[f"{which}hour"]) or 0) % 24
    if hour < 12 and ((part is not None and part != "上午") or hour < MORNING.hour - 1):
        hour += 12
    return time(hour, 30 if found[f"{which}half"] else 0)


def without_anothers_leave(text: str) -> str:
    """ "保洁请假了 下午我收": what is said beside somebody else's leave, which is nobody's own: "下午我收"."""
    words = plain(text)
    return _OTHERS_LEAVE.sub(" ", words).strip() if _GONE.match(words) is None else text


def is_here(text: str) -> bool:
    """ "我没请假", "不是我请假": who was taken to be away is not."""
    return _HERE.search(plain(text)) is not None


_SOMEBODY = later("^是[\u4e00-\u9fff]{2,4}$")


def says_more_than_leave(text: str) -> bool:
    """Of words that begin with who is here: whether more follows than whose leave it is: "不是我 是张姐不在"."""
    rest = [one for one in breaths(plain(text))[1:] if not _SOMEBODY.search(one)]
    return any(without_anothers_leave(one).strip(" ，,。是") for one in rest)


_ASK_INSTEAD = later(
    "(?:有(?:啥|什么|急)?事儿?|有活儿?)(?:就|先|都|请)*(?:找|问|联系|喊|叫)(?!我|俺|谁)[\u4e00-\u9fff]{2,4}"
    r"|(?:^|[，,。；;\s])(?!我|俺)[\u4e00-\u9fff]{2,4}?(?:先|帮我|给我|替我)*(?:盯|顶|看)着点?(?:吧|了|哈)?$"
)


def names_cover(text: str) -> bool:
    """ "有事找孙哥": who is asked meanwhile is named."""
    return _ASK_INSTEAD.search(plain(text)) is not None or cover_in(text) != ""


_PLAINLY_AWAY = later(
    "请[^，,。]{0,3}假|[值顶上]不(?:了|上)班|休(?:年|探亲|产|陪产|病|婚|丧)假|这[两几][天儿]|老家|住院"
    r"|(?:不在|休息|串休|轮休|歇班)[，,\s]+(?:我|俺)?(?:家里?|孩子|老人|有点?事)|(?:家里?|孩子|老人)[^，,。]{0,5}[，,\s]+.*(?:不在|休息|来不了|去不了|过不去)"
)


def plainly_away(text: str) -> bool:
    """ "请三天假", "我这两天不在 家里有事": leave by its name, or with why, and no talk of a day off."""
    return _PLAINLY_AWAY.search(plain(text)) is not None


def cover_in(text: str) -> str:
    """Who is asked meanwhile, as the words call him: "孙哥明天替我一天"; "" where nobody is."""
    found = (_COVERED.match(one) for one in [plain(text).strip(" ，,。.!！"), *breaths(plain(text))])
    return next((one["whom"] for one in found if one is not None), "")


_STANDS_IN = later(
    r"(?:那|就|要不|还是|先|嗯|行)*(?P<verb>找|叫|让|请|归|交?给|派|是|由|喊)?"
    r"(?P<whom>[他她]|[\u4e00-\u9fff]{2,4}?)"
    r"(?:来|先|去|就|都|帮我|给我|跟)*(?P<then>(?:替|顶|盯|代|接|管|看|上|值)(?:着|一下|我|班|岗|一天|[两几]天)*)?(?:就行|就成|得了|好了|也行|都行|行|中|吧|呗|啊|呀|哈|了|的)*"
)
_TITLED = later(
    r"[老小大][\u4e00-\u9fff]|[\u4e00-\u9fff]{1,3}(?:师傅|[哥姐叔婶姨]|大[哥姐爷妈]|主任|队长?|工|书记|网格长)"
)
_AS_USUAL = later(
    "(?:就|还是|那就|都)*(?:照旧|老样子|照常|照原样|按老规矩|随便|谁都行|都行|(?:叫|找)?副岗)(?:吧|呗|就行)?"
)


def stands_in(text: str) -> tuple[str, bool] | None:
    """Whom the words answer to the question who stands in: "老李呗", "让他顶"; and whether they surely name somebody.
    ("", True): whoever it is as usual."""
    words = plain(text).strip(" ，,。.!！~～")
    if _AS_USUAL.fullmatch(words):
        return "", True
    if (found := _STANDS_IN.fullmatch(words)) is None:
        return None
    surely = bool(found["verb"] or found["then"]) or _TITLED.fullmatch(found["whom"]) is not None
    return found["whom"], surely


def _at(day: date, hour: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, hour, zone)


def _days(words: str, today: date, now: datetime, zone: ZoneInfo) -> tuple[date, date] | None:
    """The first and the last; None where they do not follow each other."""
    if re.fullmatch(_WEEK, words):
        monday = today + timedelta(days=7 - today.weekday())
        return monday, monday + timedelta(days=6)
    if re.fullmatch(_THIS_WEEK, words):
        return today, today + timedelta(days=6 - today.weekday())
    found: list[date] = []
    for one in _EACH.findall(words):
        if (first := _TWO_TOGETHER.get(one[:2])) is not None:
            found += [today + timedelta(days=first), today + timedelta(days=first + 1)]
            continue
        reading = read_day(one, now, zone)
        days = sorted(day for day in reading.days if day >= today) if reading is not None else []
        if not days:
            return None
        day = days[0]
        while found and day < found[-1] and re.search("周|星期|礼拜", one):
            day += timedelta(days=7)
        found.append(day)
    if not _RANGE.search(words) and any(b - a != timedelta(days=1) for a, b in pairwise(found)):
        return None
    return (found[0], found[-1]) if found and found == sorted(found) else None
