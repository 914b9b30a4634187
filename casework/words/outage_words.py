"""Words of a planned outage: which buildings, and from when to when (bot/flows/staff/outage.py)."""

from casework.words.later import later

_NUMBER = later(r"\d{1,3}")
_RANGE = later(r"(\d{1,3})\s*(?:号楼?|栋|幢)?\s*[到至~～—–-]\s*(\d{1,3})(?=\s*(?:号|栋|幢|$))")
LONGEST_RANGE = 30
"""Buildings from one to another."""
_HOURS = later(
    r"\d{1,2}\s*(?:[:：]\s*\d{2}|[点时](?:\d{1,2}分?|半)?(?:钟)?)|\d{1,2}月\d{1,2}[日号]?|\d{1,2}日"
    r"|\d{1,2}号(?=\s*(?:[上下]午|早|晚|中午|白天|夜|全天|一天|\d{1,2}\s*[点:：]))|\d{1,3}\s*(?:个?小时|"
    r"个?钟头|天|分钟)"
)
"""Days and hours: none of their numbers is a building's."""


def tells_when(text: str) -> bool:
    """Whether a day or an hour is in the words."""
    return _HOURS.search(text) is not None


def number_in(name: str) -> str:
    """The number of a building of that name; empty where it has none."""
    found = _NUMBER.search(name)
    return found[0] if found is not None else ""


def buildings_in(text: str) -> set[str]:
    """The numbers of buildings, and those between the first and the last of a row."""
    words = _HOURS.sub("，", text)
    found = set(_NUMBER.findall(words))
    for row in _RANGE.finditer(words):
        first, last = int(row[1]), int(row[2])
        if first < last <= first + LONGEST_RANGE:
            found |= {str(one) for one in range(first, last + 1)}
    return found


_DAY = (
    r"(?:(?:大?后|今|明)[天儿]|今晚|明晚|(?:下个?|这个?|本)?(?:周|星期|礼拜)[一二三四五六日天]|\d{1,2}月\d{1,2}[日号]?|"
    r"\d{1,2}[日号](?=\s*(?:[上下]午|早|晚|\d{1,2}\s*[点:：]|停|断|限)))"
)
_NAMES_DAY = later(_DAY)
_SPAN = later(
    rf"(?P<day>{_DAY})?"
    r"[\s的从]*(?:早上|早|上午|中午|下午|晚上|晚|凌晨|夜里)?\s*(?:\d{1,2}|"
    r"[一二两三四五六七八九十]{1,3})\s*(?:[:：]\d{2}|[点时](?:半|\d{1,2}分?)?钟?)\s*(?:开始)?[到至~～—–-]"
    r"\s*(?:今天|明天|后天|次日|第二天)?(?:早上|早|上午|中午|下午|晚上|晚|凌晨|夜里)?\s*(?:\d{1,2}|"
    r"[一二两三四五六七八九十]{1,3})\s*(?:[:：]\d{2}|[点时](?:半|\d{1,2}分?)?钟?)"
)


def hours_in(text: str) -> str:
    """From when to when, out of words that say where and what too; the day may stand apart: "礼拜三停水，早八点到
    晚六点"."""
    found = _SPAN.search(text)
    if found is None:
        return ""
    apart = _NAMES_DAY.search(text) if found["day"] is None else None
    return f"{apart[0] if apart is not None else ''}{found[0].strip()}"


_NOT_SO = later(
    "没停(?!电的|过)|不停|没断|(?<!没)有(?:电|水|气|暖气?)(?!了|表|费|吗|么|没|不|的时候)|正常|好好的|亮着|好使(?!了)"
    r"|(?:still|do) have (?:power|water|gas|heat)|(?:power|water|gas|heat(?:ing)?) is (?:on|fine|ok)"
    "|안 (?:나갔|끊겼)|잘 나와"
)
_SO = later(r"[?？]|[吗么]$|也没|也停|没(?:电|水|气|暖)|来了|有[电水气]了|才有|又有|[啥哪谁]|为什么|咋|还没|能不能|吗")


def not_so_here(text: str) -> bool:
    """ "我家没停电啊 有电" in answer to the notice of an outage: it is not so there; "有电了吗", "我家也没电", "来电了"
    say nothing of that."""
    words = text.strip()
    return _NOT_SO.search(words) is not None and _SO.search(words) is None
