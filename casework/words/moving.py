"""What a manager answers who was asked whether a promised day may move: "不同意改 今天必须装上",
"同意 但是周三前必须完"."""

from typing import Literal

from casework.words.later import later
from casework.words.plain import plain

_LEADS = r"^(?:\d{1,5}号(?:的|那个|这个)?|这个?|那个?|日子|这事儿?|我|[\s，,：:])*"
_NO = later(
    _LEADS + r"(?P<head>不同意(?:改|延|推|拖)?(?:日子|期|天|了)?|不(?:行|中|准|批|可以|能同意)|驳回"
    r"|(?:再)?(?:改|延|推|拖)(?:个)?(?:天|日子|期|后|迟)?(?:可?不行|不中|不成|没门|不可能|不同意)"
    r"|不(?:能|许|准|让|可以)?(?:再)?(?:改|延|推|拖)(?:日子|期|天|后|迟)?(?:了)?|(?:别|甭)(?:再)?(?:改|延|推|拖)(?:日子|期|天|后)?(?:了)?"
    r"|没(?:的|得)商量|(?:还是)?(?:按|照)(?:原来|原定|原先|说好)的?(?:日子|来|办)?|说好(?:了)?(?=.))"
)
_YES = later(
    _LEADS + r"(?P<head>"
    r"同意(?:改|延|推)?(?:日子|期|天|了|吧)?(?!不)|(?:那就|就|可以|准)(?:改|延|推)(?:日子|期|天|到|吧|了)+|准了|批了|改吧|延吧|下不为例|就(?:这|改)(?:一|这)次"
    r"|(?:那就?)?(?:可以|行|中|好|成)(?:吧|了|的)*(?=[\s，,。]|$))"
)
_ASKS = later(r"[?？]|[吗么]$|谁|啥|咋|怎么|(?<!给)(?:我|俺)(?!看|说|们?(?:已经)?跟)")
_WEAK = later(_LEADS + r"(?:(?:那就?)?(?:可以|行|中|好|成)|不(?:行|中|可以))(?:吧|了|的)*(?:[\s，,。]|$)")
""" "不行", "可以": of anything."""
_MOVES = later(r"改|拖|延|推|日子|说好|原来|原定|驳回|下不为例|必须|之?前(?:必须|弄|办|修|装|完|得)")
_OF_A_DAY = later(r"准了|批了|[今明后]天|周[一二三四五六日天]|\d{1,2}[号日](?!楼)")
_LONGEST = 60


def on_moving(text: str) -> tuple[Literal["yes", "no"], str] | None:
    """The yes or no with which the words begin, and what is said behind it; None for anything else."""
    words = plain(text).strip()
    if len(words) > _LONGEST or _ASKS.search(words):
        return None
    said: Literal["yes", "no"] = "no"
    found = _NO.match(words)
    if found is None:
        said, found = "yes", _YES.match(words)
    if found is None:
        return None
    kept = found.start("head") if _of_old_day(found["head"]) else found.end()
    return said, text.strip()[kept:].strip(" ，,。；;！!")


def _of_old_day(head: str) -> bool:
    """ "说好24号的": what is said is the day."""
    return head.startswith(("说好", "按", "照", "还是"))


def speaks_of_day(text: str) -> bool:
    """Whether the words are plainly of a day that moves, where nobody asked this person just before."""
    words = plain(text).strip()
    weak = _WEAK.match(words) is not None
    return _MOVES.search(words) is not None or (not weak and _OF_A_DAY.search(words) is not None)
